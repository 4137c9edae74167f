"""What was typed and not taken is in sight wherever the clerk looks, and never lost with its page."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.field import Field
from gui.main_window import MainWindow
from model.cells import CellRef
from model.edits import DeleteRow, Edit
from model.project import Project
from tests.gui.keyboard import CONTROL, Key, answer_with, button_of, focus, press, type_text
from tests.gui.keyboard import click as click_on
from tests.gui.test_dropped_files import drop
from tests.gui.windows import goto

STAFF = CellRef("overview", "staff", "value")
FIGURE = CellRef("income", "bureau", "public")


def type_over(window: MainWindow, ref: CellRef, text: str) -> None:
    goto(window, ref)
    press(Key.Key_A, modifiers=CONTROL)
    type_text(text)


def click(window: MainWindow) -> None:
    QTest.mouseClick(window.status.saved, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def test_beside_a_refused_figure_nothing_says_that_all_is_saved(window: MainWindow) -> None:
    assert window.status.saved.text().startswith("已保存")
    type_over(window, STAFF, "4O")
    press(Key.Key_Return)
    assert window.status.saved.text() == "有 1 处未录入"
    goto(window, FIGURE)
    type_text("12,x")
    press(Key.Key_Return)
    assert window.status.saved.text() == "有 2 处未录入"
    press(Key.Key_Escape)
    assert window.status.saved.text() == "有 1 处未录入"
    type_over(window, STAFF, "40")
    press(Key.Key_Return)
    assert window.status.saved.text().startswith("已保存")


def test_a_click_leads_to_what_was_not_taken(window: MainWindow) -> None:
    goto(window, FIGURE)
    type_text("12,x")
    press(Key.Key_Tab)
    goto(window, CellRef("chapters", "c1", "text"))
    click(window)
    assert window.page.current.sheets[0] == "units"
    assert focus().current_ref == FIGURE
    assert "没有存入文件" in window.messages.text
    press(Key.Key_Escape)
    assert window.status.saved.text().startswith("已保存")
    window.messages.clear()
    click(window)
    assert window.messages.text == ""


def turn_by_click(window: MainWindow, title: str) -> None:
    bar = window.page.tabs.tabBar()
    place = next(place for place in range(bar.count()) if bar.tabText(place) == title)
    click_on(bar, bar.tabRect(place).center())


def test_what_a_turned_page_hides_is_told_with_the_way_back(window: MainWindow) -> None:
    type_over(window, FIGURE, "12,x")
    turn_by_click(window, "评价人员")
    sentence = "填写的内容有误，没有存入文件（标红处）；请改正，或按 Esc 放弃。"
    assert window.messages.text == f"“收入 › 1、局机关 › 公共财政拨款”{sentence}"
    click_on(button_of(window.messages, "转到该栏"))
    assert focus().current_ref == FIGURE
    assert window.messages.text == ""
    type_over(window, STAFF, "4O")
    turn_by_click(window, "评价人员")
    assert window.messages.text == f"“收入 › 1、局机关 › 公共财政拨款”等 2 处{sentence}"
    turn_by_click(window, "收支情况")
    assert window.messages.text == f"“基本概况 › 实有人数”{sentence}"
    click_on(button_of(window.messages, "转到该栏"))
    assert focus().text() == "4O"
    press(Key.Key_Escape)
    window.goto(FIGURE)
    press(Key.Key_Escape)
    turn_by_click(window, "评价人员")
    assert window.messages.text == ""


def test_nothing_says_any_more_that_a_corrected_figure_is_wrong(window: MainWindow) -> None:
    type_over(window, STAFF, "4O")
    press(Key.Key_Tab)
    click(window)
    assert "没有存入文件" in window.messages.text
    type_over(window, STAFF, "40")
    press(Key.Key_Tab)
    assert window.messages.text == ""
    window.messages.tell("另一件事。")
    type_over(window, STAFF, "4O")
    press(Key.Key_Tab)
    assert window.messages.text == "另一件事。"
    type_over(window, STAFF, "40")
    press(Key.Key_Tab)


def test_the_hint_on_a_refused_text_ends_with_the_refusal(window: MainWindow) -> None:
    for ref in (FIGURE, STAFF):
        type_over(window, ref, "x")
        press(Key.Key_Return)
        assert "不是数字" in window.status.selection.text()
        press(Key.Key_Escape)
        assert "不是数字" not in window.status.selection.text()


def test_what_waits_in_a_row_goes_with_the_row(window: MainWindow) -> None:
    unit = window.document.book.group("units")[0]
    goto(window, CellRef("income", unit, "public"))
    type_text("x")
    press(Key.Key_Tab)
    window.page.commit()
    assert window.document.untaken.refs == (CellRef("income", unit, "public"),)
    window.document.apply(Edit("删除行", (DeleteRow("units", unit),)))
    assert window.document.untaken.refs == ()
    assert window.status.saved.text().startswith("已保存")


def test_neither_a_dropped_file_nor_the_list_of_recent_ones_takes_its_page_away(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    other, here = tmp_path / "另一份.jxzp", window.document.path
    assert window.document.save_copy(other)
    window.files.remember()
    type_over(window, STAFF, "4O")
    assert drop(window.centralWidget(), other)
    qtbot.waitUntil(lambda: "没有存入文件" in window.messages.text)
    assert (window.document.path, focus().text()) == (here, "4O")
    window.messages.clear()
    window.commands.recent_menu.aboutToShow.emit()
    window.commands.recent_menu.actions()[0].trigger()
    assert "没有存入文件" in window.messages.text
    assert focus().text() == "4O"
    press(Key.Key_Escape)
    assert drop(window.centralWidget(), other)
    qtbot.waitUntil(lambda: window.document.path == other)


def test_esc_in_a_field_that_had_the_keys_as_its_window_came_takes_nothing_away(window: MainWindow) -> None:
    """Opened by a double click on its file, the packet lost the title of its cover: Esc led back to what no one had entered."""
    goto(window, CellRef("cover", "title", "value"))
    name = CellRef("cover", "unit_name", "value")
    before, undo = window.document.book.text(name), window.document.undo_label
    field = next(one for one in window.page.findChildren(Field) if one.ref == name)
    field.editor.setFocus(Qt.FocusReason.ActiveWindowFocusReason)
    press(Key.Key_Escape)
    assert before
    assert (window.document.book.text(name), window.document.undo_label) == (before, undo)


def test_the_packet_that_is_open_is_not_opened_once_more(window: MainWindow, qtbot: QtBot) -> None:
    """It met its own lock, and could only be read from then on."""
    window.files.open_path(window.document.path)
    qtbot.waitUntil(lambda: "已经打开，就是现在这份" in window.messages.text)
    assert not window.document.read_only


def test_an_offer_to_open_another_packet_asks_about_it_first(window: MainWindow, tmp_path: Path) -> None:
    """打开备份 and the way back after a crash are no commands of a menu; they take the page away all the same."""
    here, backup = window.document.path, tmp_path / "备份.jxzp"
    assert window.document.save_copy(backup)
    type_over(window, STAFF, "4O")
    window._offer_backup("文件已经损坏。", backup)
    click_on(next(one for one in window.messages.offers if one.text() == "打开备份"))
    assert "没有存入文件" in window.messages.text
    assert (window.document.path, window.document.untaken.refs) == (here, (STAFF,))


# -- what has to wait for it -------------------------------------------------------------------------------------------

STAFFING = CellRef("overview", "staffing", "value")
QUITTING = "“基本概况 › {}”{}填写的内容有误，没有存入文件（标红处）；请改正，或按 Esc 放弃，再退出。"


def offers(window: MainWindow) -> list[str]:
    QApplication.processEvents()
    return [button.text() for button in window.messages.offers]


@pytest.fixture
def two_wrong(window: MainWindow) -> MainWindow:
    """The clerk has left “abc” in 人员编制 and “22.5” in 实有人数."""
    for ref, text in ((STAFFING, "abc"), (STAFF, "22.5")):
        type_over(window, ref, text)
        press(Key.Key_Tab)
    return window


def test_quitting_says_how_many_texts_wait_and_leads_from_one_to_the_next(two_wrong: MainWindow) -> None:
    window = two_wrong
    press(Key.Key_Q, modifiers=CONTROL)
    assert window.isVisible()
    assert window.messages.text == QUITTING.format("人员编制", "等 2 处")
    assert offers(window) == ["回去改", "放弃这些内容并退出"]
    assert focus().text() == "abc"
    click_on(button_of(window.messages, "回去改"))
    assert (focus().text(), window.messages.text) == ("22.5", QUITTING.format("实有人数", "等 2 处"))
    press(Key.Key_Q, modifiers=CONTROL)  # asked again, it leads on as well
    assert focus().text() == "abc"


def test_each_that_is_corrected_is_one_less_and_after_the_last_nothing_is_said(two_wrong: MainWindow) -> None:
    window = two_wrong
    press(Key.Key_Q, modifiers=CONTROL)
    press(Key.Key_A, modifiers=CONTROL)
    type_text("26")
    press(Key.Key_Tab)
    assert window.messages.text == QUITTING.format("实有人数", "")
    assert offers(window) == ["回去改", "放弃该内容并退出"]
    click_on(button_of(window.messages, "回去改"))
    press(Key.Key_Escape)
    assert window.messages.text == ""
    assert window.status.saved.text().startswith("已保存")


def test_only_a_click_gives_them_up_and_then_the_window_goes(two_wrong: MainWindow) -> None:
    window, path = two_wrong, two_wrong.document.path
    before = {ref: window.document.book.value(ref) for ref in (STAFFING, STAFF)}
    for _ in range(3):
        press(Key.Key_Q, modifiers=CONTROL)
        assert window.isVisible()
    click_on(button_of(window.messages, "放弃这些内容并退出"))
    assert not window.isVisible()
    project = Project.open(path)
    assert {ref: project.book.value(ref) for ref in before} == before
    project.close()


def test_what_a_table_and_another_page_hold_is_given_up_too_and_shows_its_value_again(
    two_wrong: MainWindow, tmp_path: Path
) -> None:
    window = two_wrong
    goto(window, FIGURE)
    type_text("12,x")
    press(Key.Key_Return)
    shown = window.document.book.value(FIGURE)
    press(Key.Key_I, modifiers=CONTROL)
    assert "等 3 处" in window.messages.text
    assert "再导入。" in window.messages.text
    answer_with(None)  # the dialog that asks which file
    click_on(button_of(window.messages, "放弃这些内容并导入"))
    assert window.document.untaken.refs == ()
    assert window.document.book.value(FIGURE) == shown
    goto(window, STAFF)
    assert (focus().text(), window.status.saved.text()[:3]) == ("22", "已保存")
    goto(window, FIGURE)
    assert focus().currentIndex().data() == "2,577.99"


def test_what_was_taken_before_in_the_same_field_is_not_given_up(window: MainWindow) -> None:
    type_over(window, STAFF, "23")
    window.commit()
    press(Key.Key_A, modifiers=CONTROL)
    type_text("abc")
    press(Key.Key_Q, modifiers=CONTROL)
    path = window.document.path
    click_on(button_of(window.messages, "放弃该内容并退出"))
    project = Project.open(path)
    assert project.book.value(STAFF) == Decimal(23)
    project.close()


def test_where_nothing_waits_to_go_on_there_is_nothing_to_give_up_for(two_wrong: MainWindow) -> None:
    window = two_wrong
    for ask in (lambda: click(window), lambda: press(Key.Key_S, modifiers=CONTROL)):
        ask()
        assert offers(window) == ["回去改"]
    assert window.document.untaken.refs == (STAFFING, STAFF)


def test_the_message_stays_while_its_own_button_turns_the_page(window: MainWindow) -> None:
    type_over(window, STAFF, "4O")
    type_over(window, FIGURE, "12,x")
    press(Key.Key_Return)
    press(Key.Key_E, modifiers=CONTROL)
    for place in ("基本概况 › 实有人数", "收入 › 1、局机关 › 公共财政拨款", "基本概况 › 实有人数"):
        assert window.messages.text.startswith(f"“{place}”等 2 处")
        assert offers(window) == ["回去改", "放弃这些内容并导出"]
        click_on(button_of(window.messages, "回去改"))
