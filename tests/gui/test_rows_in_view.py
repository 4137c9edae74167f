"""A row that moves, comes or goes takes the clerk's eyes along: its cell stays in view, and the cursor stays in its column."""

from __future__ import annotations

import pytest
from keyboard import CONTROL, NONE, SHIFT, Key, focus, press, type_text
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea
from table_kit import Make, at, put

from gui.document import Document
from gui.form_view import FormTable
from gui.main_window import MainWindow
from model.cells import CellRef
from model.edits import Edit, InsertRow
from tests.gui.windows import goto

BOTH = CONTROL | SHIFT


def in_view(window: MainWindow) -> bool:
    """Whether the cell with the cursor is seen whole, in its table and on the page, and not below the header that stays."""
    QTest.qWait(20)  # heights are fitted, then the page follows
    table, page = focus(), window.page.current
    assert isinstance(table, FormTable)
    cell = table.visualRect(table.currentIndex())
    inside = table.viewport().rect()
    on_page = QRect(table.viewport().mapTo(page.viewport(), cell.topLeft()), cell.size())
    header = table.horizontalHeader()
    below = header.mapTo(page.viewport(), QPoint()).y() < 0 and header.height()
    room = QRect(0, below, page.viewport().width(), page.viewport().height() - below)
    return all(
        area.top() <= rect.top() and rect.bottom() <= area.bottom()
        for area, rect in ((inside, cell), (room, on_page))
    )


def test_a_moved_indicator_stays_in_view_down_to_the_last_and_up_to_the_first(window: MainWindow) -> None:
    indicators = window.document.book.group("indicators")
    moved = CellRef("indicators", indicators[3], "name")
    goto(window, moved)
    for key in (Key.Key_Down, Key.Key_Up):
        for _ in range(len(indicators)):
            press(key, modifiers=BOTH)
            assert focus().current_ref == moved
            assert in_view(window)


def test_undo_of_moves_out_of_view_leads_back_to_the_row(window: MainWindow) -> None:
    moved = CellRef("indicators", window.document.book.group("indicators")[9], "name")
    goto(window, moved)
    for _ in range(3):
        press(Key.Key_Down, modifiers=BOTH)
    bar = window.page.current.verticalScrollBar()
    for end in (bar.minimum(), bar.maximum()):
        bar.setValue(end)
        press(Key.Key_Z, modifiers=CONTROL)
        assert focus().current_ref == moved
        assert in_view(window)
    press(Key.Key_Y, modifiers=CONTROL)
    assert in_view(window)


def test_rows_added_at_the_end_are_in_view_and_so_is_the_row_above_when_they_are_undone(
    window: MainWindow,
) -> None:
    goto(window, CellRef("indicators", window.document.book.group("indicators")[0], "name"))
    press(Key.Key_End, modifiers=CONTROL)
    for _ in range(6):
        press(Key.Key_Plus, modifiers=CONTROL)
        assert in_view(window)
    for _ in range(6):
        press(Key.Key_Z, modifiers=CONTROL)
        assert in_view(window)


@pytest.mark.parametrize("key", [Key.Key_Down, Key.Key_Up])
def test_a_table_that_scrolls_by_itself_follows_too(window: MainWindow, key: Key) -> None:
    rows = [f"s{number}" for number in range(24)]
    window.document.apply(
        Edit("增加行", tuple(InsertRow("specials", row, place) for place, row in enumerate(rows)))
    )
    goto(window, CellRef("specials", rows[-1 if key is Key.Key_Up else 0], "name"))
    table = focus()
    assert isinstance(table, QAbstractScrollArea)
    assert table.verticalScrollBar().maximum()
    for _ in rows[1:]:
        press(key, modifiers=BOTH)
        assert in_view(window)


# -- the column ----------------------------------------------------------------------------------------------------------


def test_after_a_deleted_row_the_cursor_stays_in_its_column(table: Make, document: Document) -> None:
    view = table("indicators")
    put(view, "i2", "target")
    press(Key.Key_Minus, modifiers=CONTROL)
    assert at(view) == ("i3", "target")
    type_text("5家")
    press(Key.Key_Return)
    assert document.book.text(CellRef("indicators", "i3", "target")) == "5家"


def test_after_the_last_row_is_deleted_the_cursor_stands_on_the_one_that_is_last_now(table: Make) -> None:
    view = table("indicators")
    put(view, "i6", "actual")
    press(Key.Key_Minus, modifiers=CONTROL)
    assert at(view) == ("i5", "actual")
    assert view.selected_block()[2] == {(5, view.currentIndex().column())}


def test_on_a_shared_heading_the_cursor_stands_on_the_heading(table: Make) -> None:
    view = table("indicators")
    put(view, "i0", "level1")
    press(Key.Key_Minus, modifiers=CONTROL)
    assert at(view) == ("i1", "level1")
    assert view.rowSpan(0, 0) == 3


def test_rows_taken_by_their_numbers_leave_the_cursor_in_the_row_above_not_on_its_heading(
    table: Make,
) -> None:
    view = table("indicators")
    numbers = view.verticalHeader()
    places = (QPoint(2, numbers.sectionViewportPosition(row) + 5) for row in (2, 3))
    for place, keys in zip(places, (NONE, SHIFT), strict=True):
        QTest.mouseClick(numbers.viewport(), Qt.MouseButton.LeftButton, keys, place)
    press(Key.Key_Minus, modifiers=CONTROL)
    assert at(view)[0] == "i4"
    put(view, "i6", "name")
    QTest.mouseClick(
        numbers.viewport(),
        Qt.MouseButton.LeftButton,
        NONE,
        QPoint(2, numbers.sectionViewportPosition(4) + 5),
    )
    press(Key.Key_Minus, modifiers=CONTROL)
    assert at(view)[0] == "i5"
    press(Key.Key_Minus, modifiers=CONTROL)
    assert view.form_model.row_ids == ("i0", "i1", "i4")


def test_the_last_row_of_all_can_go(table: Make, document: Document) -> None:
    view = table("units")
    for row in document.book.group("units"):
        put(view, row, "name")
        press(Key.Key_Minus, modifiers=CONTROL)
    assert document.book.group("units") == ()
