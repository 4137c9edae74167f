"""What hands used to Excel and WPS do by themselves: Shift and a click, Ctrl+S, Del again, typing into what is locked."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui.form_view import FormTable
from gui.main_window import MainWindow
from model.cells import CellRef
from model.edits import set_cells
from tests.gui.keyboard import CONTROL, SHIFT, Key, focus, press, type_text
from tests.gui.places import place
from tests.gui.windows import goto, open_packet

TITLE = CellRef("cover", "title", "value")
BALANCE = CellRef("spending", "bureau", "total")


def indicators(window: MainWindow) -> FormTable:
    first = window.document.book.group("indicators")[0]
    goto(window, CellRef("indicators", first, "name"))
    QApplication.processEvents()
    table = window.page.current.sections["indicators"].table
    assert isinstance(table, FormTable)
    return table


def click_number(
    table: FormTable, row: int, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    titles = table.verticalHeader()
    place = QPoint(titles.width() // 2, titles.sectionViewportPosition(row) + 5)
    QTest.mouseClick(titles.viewport(), Qt.MouseButton.LeftButton, modifiers, place)


def selected_rows(table: FormTable) -> list[int]:
    return table.selected_block()[0]


def test_shift_and_a_click_on_a_row_number_select_up_to_it(window: MainWindow) -> None:
    table = indicators(window)
    click_number(table, 1)
    click_number(table, 4, SHIFT)
    assert selected_rows(table) == [1, 2, 3, 4]
    click_number(table, 0, SHIFT)
    assert selected_rows(table) == [0, 1]
    click_number(table, 3)
    assert selected_rows(table) == [3]


def test_rows_are_taken_out_one_after_the_other_each_told_by_its_name(window: MainWindow) -> None:
    table = indicators(window)
    names = [
        window.document.book.text(CellRef("indicators", row, "name"))
        for row in window.document.book.group("indicators")
    ]
    last = len(names) - 1
    click_number(table, last - 1)
    click_number(table, last, SHIFT)
    press(Key.Key_Minus, modifiers=CONTROL)
    assert names[last] in window.status.selection.text() + window.messages.text
    press(Key.Key_Minus, modifiers=CONTROL)
    assert len(window.document.book.group("indicators")) == last - 2
    assert names[last - 2] in window.status.selection.text() + window.messages.text


def selected(window: MainWindow, sheet: str) -> set[CellRef]:
    table = window.page.current.sections[sheet].table
    return {table.form_model.ref_at(*place) for place in table.selected_block()[2]}


def test_undo_of_a_block_selects_the_block_with_the_cursor_where_it_began(window: MainWindow) -> None:
    first = CellRef("spending", "bureau", "personnel")
    block = {first._replace(row=row) for row in ("bureau", "u1", "u2")}
    block |= {ref._replace(column="public") for ref in block}
    goto(window, first)
    QApplication.clipboard().setText("1.5\t2.5\n" * 3)
    press(Key.Key_V, modifiers=CONTROL)
    press(Key.Key_End)
    for key in (Key.Key_Z, Key.Key_Y):
        goto(window, TITLE)
        press(key, modifiers=CONTROL)
        assert window.page.current.sections["spending"].table.current_ref == first
        assert selected(window, "spending") == block
    press(Key.Key_Down)
    assert selected(window, "spending") == {first._replace(row="u1")}


def test_undo_selects_a_row_that_came_back_without_the_headings_that_it_shares(window: MainWindow) -> None:
    row = window.document.book.group("indicators")[2]
    goto(window, CellRef("indicators", row, "target"))
    press(Key.Key_Minus, modifiers=CONTROL)
    press(Key.Key_Z, modifiers=CONTROL)
    assert place() == CellRef("indicators", row, "name")
    picked = selected(window, "indicators")
    assert {ref.row for ref in picked} == {row}
    assert {"name", "target", "actual", "score"} <= {ref.column for ref in picked}
    assert not {"level1", "level2"} & {ref.column for ref in picked}


def test_ctrl_s_takes_over_what_is_being_typed_and_says_that_all_is_saved(window: MainWindow) -> None:
    goto(window, TITLE)
    press(Key.Key_End, modifiers=CONTROL)
    type_text("A")
    press(Key.Key_S, modifiers=CONTROL)
    assert window.document.book.text(TITLE).endswith("A")
    assert window.status.selection.text().startswith("已保存")


@pytest.mark.parametrize("ref", [TITLE, CellRef("income", "bureau", "public")])
def test_typing_into_a_packet_opened_to_read_says_why_it_is_not_taken(
    window: MainWindow, tmp_path: Path, ref: CellRef
) -> None:
    copy = tmp_path / "副本.jxzp"
    shutil.copy(window.document.path, copy)
    open_packet(window, copy, read_only=True)
    goto(window, ref)
    before = window.document.book.value(ref)
    type_text("5")
    assert window.status.selection.text() == "本文件以只读方式打开，不能修改。"
    assert window.document.book.value(ref) == before


def test_esc_takes_the_words_at_a_cell_away(window: MainWindow) -> None:
    window.document.apply(set_cells("按公式", [(BALANCE, None)]))
    goto(window, BALANCE)
    type_text("5")
    table = window.page.current.sections["spending"].table
    assert "公式" in table.bubble_text
    press(Key.Key_Escape)
    assert table.bubble_text == ""
    assert focus() is table


def test_a_table_is_as_high_as_its_rows(window: MainWindow) -> None:
    indicators(window)
    table = window.page.current.sections["scores"].table
    QTest.qWait(50)
    assert table.horizontalScrollBar().maximum() == 0
    rows = table.verticalHeader().length() + table.horizontalHeader().height()
    assert table.height() == rows + 2 * table.frameWidth()
