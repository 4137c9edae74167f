"""What was typed and not taken is in sight wherever the clerk looks, and never lost with its page."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.main_window import MainWindow
from model.cells import CellRef
from model.edits import DeleteRow, Edit
from tests.gui.keyboard import CONTROL, Key, button_of, focus, press, type_text
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
