"""A block of many cells: told to the table once, however many they are, and summed up as it is selected."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtWidgets import QStyleOptionViewItem

from gui.document import Document
from gui.form_view import FormTable
from model.cells import Value
from model.edits import Edit, InsertRow, set_cells
from model.forms.indicators import INDICATORS
from tests.gui.keyboard import CONTROL, SHIFT, Key, press
from tests.gui.table_kit import Make, clipboard, put, shortfalls

UNITS = 120
COLUMNS = ("carryover", "public", "fund", "nontax", "other")
BLOCK = "\n".join("\t".join(["1.25"] * len(COLUMNS)) for _ in range(UNITS))


def with_block(table: Make, document: Document) -> FormTable:
    """A table of many units, a block pasted into all of them and still selected."""
    units = (InsertRow("units", f"m{number}", number) for number in range(UNITS - 2))
    document.apply(Edit("增加单位", tuple(units)))
    view = table("income")
    put(view, "m0", "carryover")
    clipboard(BLOCK)
    press(Key.Key_V, modifiers=CONTROL)
    return view


def test_a_block_taken_back_while_it_is_selected_is_summed_up_once(table: Make, document: Document) -> None:
    """Summed up anew at each of its cells, 4,000 cells held the window for minutes."""
    view = with_block(table, document)
    sums: list[str] = []
    view.selection_summary.connect(sums.append)
    document.undo()
    assert sums == [""]
    document.redo()
    assert sums == ["", f"计数 {UNITS * len(COLUMNS)}　求和 {UNITS * len(COLUMNS) * 1.25:.2f}"]


def test_what_a_block_changes_is_told_by_the_column_and_not_by_the_cell(
    table: Make, document: Document
) -> None:
    view = with_block(table, document)
    told: list[tuple[int, int]] = []
    view.form_model.dataChanged.connect(lambda first, last: told.append((first.column(), last.row())))
    document.undo()
    assert {column for column, _ in told} == {
        view.form_model.codes.index(code) for code in (*COLUMNS, "total")
    }
    assert len(told) <= 2 * (len(COLUMNS) + 1), "the units, and the row that sums them up"


def test_a_wide_figure_in_a_block_widens_its_column(table: Make, document: Document) -> None:
    view = with_block(table, document)
    column = view.form_model.codes.index("fund")
    before = view.columnWidth(column)
    put(view, "m7", "fund")
    clipboard("123456789012.25\n1.00")
    press(Key.Key_V, modifiers=CONTROL)
    option = QStyleOptionViewItem()
    view.initViewItemOption(option)
    assert view.columnWidth(column) > before
    assert view.cell_delegate.sizeHint(option, view.form_model.index(8, column)).width() <= (
        view.columnWidth(column)
    )


def test_keys_that_select_a_block_sum_it_up(table: Make, document: Document) -> None:
    view = with_block(table, document)
    put(view, "m0", "public")
    sums: list[str] = []
    view.selection_summary.connect(sums.append)
    press(Key.Key_Down, Key.Key_Down, modifiers=SHIFT)
    press(Key.Key_Right, modifiers=SHIFT)
    assert sums[-1] == "计数 6　求和 7.50"


def test_a_whole_sheet_copied_by_mistake_is_refused_with_what_to_do(table: Make, document: Document) -> None:
    """20,000 rows held the window for minutes, and would have been 20,000 indicators."""
    view = table("indicators")
    heard = shortfalls(document)
    put(view, "i0", "name")
    clipboard("\n".join(["新增规模企业\t4家\t8家"] * 20_000))
    before = document.undo_label
    press(Key.Key_V, modifiers=CONTROL)
    assert "剪贴板里有 20000 行" in heard[0]
    assert "只选需要的行" in heard[0]
    assert document.undo_label == before
    assert len(document.book.group("indicators")) == 7
    clipboard("\n".join(["新增规模企业\t4家\t8家"] * 100))
    press(Key.Key_V, modifiers=CONTROL)
    assert len(document.book.group("indicators")) == 100


def test_a_long_run_of_equal_headings_is_looked_at_once(
    table: Make, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Looked at anew for each of its rows, 800 of them held the window for seconds at each score that was typed."""
    rows = tuple(InsertRow("indicators", f"n{number}", 7 + number) for number in range(UNITS))
    cells = [(INDICATORS.ref(row.row, "level1"), "产出指标") for row in rows]
    document.apply(Edit("增加指标", rows))
    document.apply(set_cells("填一级指标", cells))
    merged = table("indicators").form_model.merged
    assert [len(run) for run in merged.runs(range(7 + UNITS), 0)][-1] >= UNITS
    looked: list[int] = []
    asked = merged._headings

    def counted(row: int, codes: Sequence[str]) -> tuple[Value, ...]:
        looked.append(row)
        return asked(row, codes)

    monkeypatch.setattr(merged, "_headings", counted)
    for _ in merged.runs(range(7 + UNITS), 0):
        pass
    assert len(looked) <= 4 * (7 + UNITS)
