"""The keys and the mouse of a table, one by one: where they lead, what they select, and what is done with a selected block."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from gui.document import Document
from gui.main_window import MainWindow
from model.cells import CellRef
from model.edits import Change, Edit, InsertRow, SetCell
from tests.gui.clerk import Clerk
from tests.gui.keyboard import CONTROL, SHIFT, Key, press, show, type_text
from tests.gui.table_kit import Choose, Make, at, by_keys_and_mouse, extend, income, put

_LEFT = Qt.MouseButton.LeftButton
FINANCE = ("income", "spending", "sangong", "assets")


# -- moving ------------------------------------------------------------------------------------------------------


def test_end_goes_to_the_last_cell_of_the_row_and_home_to_the_first(table: Make) -> None:
    view = table("income")
    put(view, "u1", "public")
    press(Key.Key_End)
    assert at(view) == ("u1", "other")
    press(Key.Key_Home)
    assert (view.currentIndex().row(), view.currentIndex().column()) == (2, 0)


def test_control_and_arrows_go_to_the_edges_of_the_filled_block(table: Make) -> None:
    view = table("income")
    put(view, "bureau", "fund")
    press(Key.Key_Left, modifiers=CONTROL)
    assert view.currentIndex().column() == 0, "the row is filled from its name on"
    put(view, "bureau", "public")
    press(Key.Key_Up, modifiers=CONTROL)
    assert at(view) == ("summary", "public")
    press(Key.Key_Down, modifiers=CONTROL)
    assert at(view) == ("bureau", "public"), "the last filled cell, not the empty ones below"
    press(Key.Key_Down, modifiers=CONTROL)
    assert at(view) == ("u2", "public"), "nothing below: to the end of the table"
    press(Key.Key_Up, modifiers=CONTROL)
    assert at(view) == ("bureau", "public"), "over the gap"


def test_page_keys_go_by_a_screenful(table: Make, document: Document) -> None:
    rows = [f"x{number}" for number in range(100)]
    document.apply(Edit("行", tuple(InsertRow("evaluators", row, at) for at, row in enumerate(rows))))
    view = table("evaluators")
    show(view, 800, 300)
    view.go(0, 0)
    press(Key.Key_PageDown)
    first = view.currentIndex().row()
    shown = view.viewport().height() // view.rowHeight(0)
    assert shown - 1 <= first <= shown + 1
    assert view.viewport().rect().contains(view.visualRect(view.currentIndex()).center())
    press(Key.Key_PageDown)
    assert view.currentIndex().row() >= 2 * first - 1
    press(Key.Key_PageUp, Key.Key_PageUp)
    assert view.currentIndex().row() <= 1
    press(Key.Key_PageDown, modifiers=SHIFT)
    assert len(view.selected_block()[0]) > shown // 2


# -- blocks ------------------------------------------------------------------------------------------------------


@by_keys_and_mouse
def test_a_chosen_block_is_cleared_as_one_undo(table: Make, document: Document, choose: Choose) -> None:
    view = table("income")
    choose(view, ("bureau", "carryover"), ("u1", "fund"))
    assert len(view.selected_block()[2]) == 6
    press(Key.Key_Delete)
    assert [income(document, "bureau", column) for column in ("carryover", "public", "fund")] == [None] * 3
    assert income(document, "bureau", "other") == Decimal("153.63")
    document.undo()
    assert income(document, "bureau", "fund") == Decimal("2617.17")


@by_keys_and_mouse
def test_a_chosen_block_is_filled_down(table: Make, document: Document, choose: Choose) -> None:
    view = table("income")
    choose(view, ("bureau", "carryover"), ("u2", "public"))
    press(Key.Key_D, modifiers=CONTROL)
    for row in ("u1", "u2"):
        assert income(document, row, "carryover") == Decimal("46.08")
        assert income(document, row, "public") == Decimal("2577.99")
        assert income(document, row, "fund") is None
    assert document.undo_label == "向下填充 4 格（收入）"


@by_keys_and_mouse
def test_a_chosen_block_is_copied_without_separators(table: Make, choose: Choose) -> None:
    view = table("income")
    choose(view, ("bureau", "public"), ("u1", "fund"))
    press(Key.Key_C, modifiers=CONTROL)
    assert QGuiApplication.clipboard().text() == "2577.99\t2617.17\n\t\n"


@by_keys_and_mouse
def test_a_cut_block_is_on_the_clipboard_and_goes_in_elsewhere(
    table: Make, document: Document, choose: Choose
) -> None:
    view = table("income")
    choose(view, ("bureau", "carryover"), ("bureau", "fund"))
    press(Key.Key_X, modifiers=CONTROL)
    assert QGuiApplication.clipboard().text() == "46.08\t2577.99\t2617.17\n"
    assert income(document, "bureau", "public") is None
    assert document.undo_label == "清除 3 格（收入）"
    put(view, "u1", "carryover")
    press(Key.Key_V, modifiers=CONTROL)
    assert income(document, "u1", "fund") == Decimal("2617.17")


def test_drawing_back_takes_cells_out_of_the_block_again(table: Make) -> None:
    view = table("income")
    extend(view, ("bureau", "carryover"), ("u2", "other"))
    press(Key.Key_Up, Key.Key_Up, modifiers=SHIFT)
    press(Key.Key_Left, modifiers=SHIFT)
    rows, columns, _ = view.selected_block()
    assert (len(rows), len(columns)) == (1, 4)


def test_a_click_with_shift_ends_the_block_there(table: Make) -> None:
    view = table("income")
    first, last = (
        view.visualRect(view.form_model.index_of(CellRef("income", *place))).center()
        for place in (("bureau", "carryover"), ("u2", "public"))
    )
    QTest.mouseClick(view.viewport(), _LEFT, pos=first)
    QTest.mouseClick(view.viewport(), _LEFT, SHIFT, last)
    assert len(view.selected_block()[2]) == 6
    QTest.mouseClick(view.viewport(), _LEFT, pos=first + QPoint(2, 0))
    assert len(view.selected_block()[2]) == 1


# -- rows of four tables -----------------------------------------------------------------------------------------


def rows_of(window: MainWindow) -> dict[str, list[str]]:
    """What the first column of each finance table shows."""
    sections = window.page.current.sections
    models = {sheet: sections[sheet].table.form_model for sheet in FINANCE}
    return {
        sheet: [str(model.index(row, 0).data()) for row in range(model.rowCount())]
        for sheet, model in models.items()
    }


@pytest.mark.parametrize("sheet", ["units", "income", "assets"])
def test_a_unit_that_comes_and_goes_by_key_does_so_in_all_four_tables(window: MainWindow, sheet: str) -> None:
    clerk = Clerk(window)
    clerk.turn_to("收支情况")
    before = rows_of(window)
    unit = window.document.book.group("units")[0]
    clerk.go_to(CellRef("units", unit, "name") if sheet == "units" else CellRef(sheet, unit, "total"))
    press(Key.Key_Plus, modifiers=CONTROL)
    after = rows_of(window)
    assert {len(rows) for rows in after.values()} == {len(before["income"]) + 1}
    new = window.document.book.group("units")[1]
    clerk.go_to(CellRef("units", new, "name"))
    type_text("中小企业服务中心")
    press(Key.Key_Return)
    for rows in rows_of(window).values():
        assert rows[3] == "3、中小企业服务中心"
        assert rows[4].startswith("4、")
    clerk.go_to(CellRef("units", new, "name") if sheet == "units" else CellRef(sheet, new, "total"))
    press(Key.Key_Minus, modifiers=CONTROL)
    assert rows_of(window) == before
    press(Key.Key_Z, modifiers=CONTROL)
    assert all(rows[3] == "3、中小企业服务中心" for rows in rows_of(window).values())


def test_moving_a_unit_by_key_moves_its_figures_in_all_four_tables(window: MainWindow) -> None:
    clerk = Clerk(window)
    clerk.turn_to("收支情况")
    first, second = window.document.book.group("units")
    changes: list[Change] = [
        SetCell(CellRef("income", first, "public"), Decimal(11)),
        SetCell(CellRef("assets", second, "total"), Decimal(22)),
    ]
    window.document.apply(Edit("数", tuple(changes)))
    clerk.go_to(CellRef("units", first, "name"))
    press(Key.Key_Down, modifiers=CONTROL | SHIFT)
    assert window.document.book.group("units") == (second, first)
    sections = window.page.current.sections
    shown = {
        sheet: [
            sections[sheet].table.form_model.index_of(CellRef(sheet, row, column)).row()
            for row in (first, second)
        ]
        for sheet, column in (
            ("income", "public"),
            ("spending", "project"),
            ("sangong", "total"),
            ("assets", "total"),
        )
    }
    assert set(map(tuple, shown.values())) == {(3, 2)}
