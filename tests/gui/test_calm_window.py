"""Nothing on the page moves by itself, the page keeps its height, and the window leads to what has just changed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from gui.code_dialog import CodeDialog
from gui.field_picker import FieldPicker
from gui.main_window import MainWindow
from gui.message_bar import Tone
from model.cells import CellRef
from model.edits import DeleteRow, Edit, set_cells
from tests.gui.keyboard import CONTROL, SHIFT, Key, click, focus, press, type_text
from tests.gui.places import in_window, place
from tests.gui.windows import goto

FIGURE = CellRef("income", "bureau", "public")
DUTIES = CellRef("overview", "duties", "value")
STAFF = CellRef("overview", "staff", "value")


def tabs_of(window: MainWindow) -> list[QRect]:
    bar = window.page.tabs.tabBar()
    return [bar.tabRect(index) for index in range(bar.count())]


# -- the last cell ------------------------------------------------------------------------------------------------------


def last_fillable(window: MainWindow, form: str) -> CellRef:
    model = window.page.current.sections[form].table.form_model
    places = [(row, column) for row in range(model.rowCount()) for column in range(model.columnCount())]
    row, column = [place for place in places if model.is_fillable(*place)][-1]
    return model.ref_at(row, column)


def test_tab_leaves_the_last_cell_that_was_just_typed_into(window: MainWindow):
    goto(window, FIGURE)
    last = last_fillable(window, "income")
    goto(window, last)
    type_text("7")
    press(Key.Key_Tab)
    assert window.document.book.number(last) == 7
    assert place().sheet == "spending", "what is typed next must not replace the 7"
    press(Key.Key_Backtab)
    assert place() == last


def test_an_arrow_stays_in_the_last_cell_as_in_excel(window: MainWindow):
    goto(window, FIGURE)
    last = last_fillable(window, "income")
    goto(window, last)
    type_text("7")
    press(Key.Key_Right)
    assert place() == last


# -- no jump -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("percent", [100, 150])
def test_tabs_stand_still_while_findings_come_and_go(window: MainWindow, percent: int) -> None:
    window.set_font_percent(percent)
    before, counts = tabs_of(window), window.page.badge_of("income").counts
    goto(window, FIGURE)
    type_text("1")
    press(Key.Key_Return)
    assert window.page.badge_of("income").counts != counts
    assert tabs_of(window) == before
    groups = (*window.document.book.group("units"), *window.document.book.group("indicators"))
    assert groups
    press(Key.Key_Z, modifiers=CONTROL)
    assert tabs_of(window) == before
    assert before[-1].right() <= window.width()


def test_many_findings_need_no_more_room(window: MainWindow) -> None:
    badge = window.page.badge_of("income")
    before = badge.sizeHint()
    badge.show_counts(123, 100)
    assert badge.sizeHint() == before
    assert "123" in badge.accessibleName()
    badge.show_counts(0, 0)
    assert badge.sizeHint() == before


@pytest.mark.parametrize("strip", [True, False])
@pytest.mark.parametrize("sentence", ["已复制。", "一句很长的话，" * 30])
def test_a_message_neither_moves_nor_covers_the_page(window: MainWindow, strip: bool, sentence: str) -> None:
    window.assistance.toggle.setChecked(strip)
    QApplication.processEvents()
    before = in_window(window.page)
    window.messages.tell(sentence, Tone.INFO, [("知道了", lambda: None)])
    QApplication.processEvents()
    bar = in_window(window.messages)
    assert in_window(window.page) == before
    assert not bar.intersects(before)
    assert window.rect().contains(bar)
    label = window.messages.findChild(QLabel, options=Qt.FindChildOption.FindChildrenRecursively)
    assert label is not None
    window.dock.toggleViewAction().trigger()
    QApplication.processEvents()
    assert window.rect().contains(in_window(window.messages))
    click(window.messages.offers[0])
    assert window.messages.text == ""


def test_what_was_told_as_done_goes_with_the_next_edit(window: MainWindow) -> None:
    window.messages.tell("已导出。", Tone.DONE, [("打开文件", lambda: None)])
    goto(window, STAFF)
    press(Key.Key_A, modifiers=CONTROL)
    type_text("30")
    press(Key.Key_Return)
    assert window.messages.text == ""


def test_what_is_said_in_passing_goes_with_the_next_step_or_page(window: MainWindow) -> None:
    def paste(text: str) -> None:
        QApplication.clipboard().setText(text)
        goto(window, FIGURE)
        press(Key.Key_V, modifiers=CONTROL)
        QApplication.processEvents()

    paste("1.5\tabc\t2.5")
    assert "abc" in window.messages.text  # too long for the status bar
    press(Key.Key_Z, modifiers=CONTROL)
    assert window.messages.text == ""
    paste("1.5\tabc\t2.5")
    paste("1.5\t3.5")
    assert window.messages.text == ""
    assert window.status.selection.text() == "已粘贴 2 格。"
    press(Key.Key_PageDown, modifiers=CONTROL)
    assert window.status.selection.text() == ""
    window.messages.tell("没有写入磁盘。", offers=[("重试", lambda: None)])
    press(Key.Key_PageUp, modifiers=CONTROL)
    assert window.messages.text == "没有写入磁盘。"  # what asks for an answer waits for it


def test_a_click_on_an_offer_leaves_the_keys_in_the_cell(window: MainWindow) -> None:
    goto(window, FIGURE)
    done: list[str] = []
    window.messages.tell("有一处没有处理。", offers=[("知道了", lambda: done.append("知道了"))])
    QApplication.processEvents()
    click(window.messages.offers[0])
    assert done == ["知道了"]
    assert place() == FIGURE


# -- where something changed -------------------------------------------------------------------------------------------


def test_undo_and_redo_lead_to_the_cell(window: MainWindow) -> None:
    for ref, value in ((FIGURE, "2577.98"), (STAFF, "30")):
        goto(window, ref)
        press(Key.Key_A, modifiers=CONTROL) if ref == STAFF else None
        type_text(value)
        press(Key.Key_Return)
    goto(window, CellRef("chapters", "c3", "text"))
    press(Key.Key_Z, modifiers=CONTROL)
    assert (window.page.current.sheets[0], place()) == ("cover", STAFF)
    press(Key.Key_Z, modifiers=CONTROL)
    assert (window.page.current.sheets[0], place()) == ("units", FIGURE)
    goto(window, DUTIES)
    press(Key.Key_Y, modifiers=CONTROL)
    assert place() == FIGURE
    press(Key.Key_Y, modifiers=CONTROL)
    assert place() == STAFF


def test_undo_of_a_row_leads_to_the_row_and_redo_to_the_one_in_its_place(window: MainWindow) -> None:
    first, second = window.document.book.group("indicators")[:2]
    window.document.apply(Edit("删除行", (DeleteRow("indicators", first),)))
    goto(window, STAFF)
    press(Key.Key_Z, modifiers=CONTROL)
    assert place().row == first
    assert "indicators" in window.page.current.sheets
    goto(window, STAFF)
    press(Key.Key_Y, modifiers=CONTROL)
    assert place().row == second


def test_undo_in_prose_keeps_the_cursor_in_it_and_from_elsewhere_leads_to_it(window: MainWindow) -> None:
    chapter = CellRef("chapters", "c2", "text")
    goto(window, chapter)
    press(Key.Key_End, modifiers=CONTROL)
    type_text("abc")
    window.commit()
    goto(window, STAFF)
    press(Key.Key_Z, modifiers=CONTROL)
    assert place() == chapter
    assert not window.document.book.text(chapter).endswith("abc")


def test_f8_leads_to_every_finding_and_shift_f8_back(window: MainWindow) -> None:
    goto(window, STAFF)
    places = []
    for line in [one for one in window.dock.shown if one.level.is_pending]:
        press(Key.Key_F8)
        assert window.dock.current.key == line.key
        assert line.place.sheet in window.page.current.sheets
        places.append(place())
        assert places[-1] == line.place, line
    for expected in reversed(places[:-1]):
        press(Key.Key_F8, modifiers=SHIFT)
        assert place() == expected


# -- visible ways ------------------------------------------------------------------------------------------------------


def test_a_silenced_sentence_is_taken_back_by_a_button(window: MainWindow) -> None:
    finding = next(one for one in window.document.findings if window.document.can_be_silenced(one))
    window.document.toggle_silence(finding)
    row = window.document.book.group("explanations")[0]
    goto(window, CellRef("explanations", row, "sentence"))
    button = window.page.current.take_back
    assert button.isVisible()
    assert button.text() == "撤回所选"
    for _ in range(20):
        if focus() is not button:
            press(Key.Key_Backtab, modifiers=SHIFT)
    assert focus() is button
    press(Key.Key_Space)
    assert not window.document.is_silenced(finding)
    assert not button.isVisible()
    press(Key.Key_Z, modifiers=CONTROL)
    assert window.document.is_silenced(finding)


def test_a_long_field_has_a_button_for_data(window: MainWindow, qtbot: QtBot) -> None:
    goto(window, DUTIES)
    field = next(
        form.fields[DUTIES]
        for form in window.page.current.sections["overview"].body._forms
        if DUTIES in form.fields
    )
    assert field.quotes.button.isVisible()
    click(field.quotes.button)
    picker = window.findChild(FieldPicker)
    assert picker is not None
    press(Key.Key_Escape)
    assert window.document.apply(set_cells("改", [(DUTIES, "职责")])) is not None


def test_the_code_dialog_closes_by_a_button(window: MainWindow) -> None:
    window.papers.check_code()
    dialog = window.findChild(CodeDialog)
    (button,) = (one for one in dialog.findChildren(QPushButton) if one.text() == "关闭")
    click(button)
    assert not dialog.isVisible()
