"""What is selected in a table: a block of thousands of cells is looked at stretch by stretch, not cell by cell."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from model.amounts import format_amount, with_usual_places
from model.formdef import Kind
from model.formula import figure

if TYPE_CHECKING:
    from gui.form_view import FormTable


def selected_stretches(table: FormTable) -> list[tuple[range, int]]:
    """The selected cells of the columns that are shown, as rows of a column."""
    return [
        (range(area.top(), area.bottom() + 1), column)
        for area in table.selectionModel().selection()
        for column in range(area.left(), area.right() + 1)
        if not table.isColumnHidden(column)
    ]


def selected_block(table: FormTable) -> tuple[list[int], list[int], set[tuple[int, int]]]:
    """Rows and columns that the selection touches, and the selected places among them."""
    stretches = selected_stretches(table)
    rows = sorted({row for stretch, _ in stretches for row in stretch})
    columns = sorted({column for _, column in stretches})
    places = {(row, column) for stretch, column in stretches for row in stretch}
    for stretch, column in stretches:
        # Qt selects a merged cell at its first row only; the rows beside it belong to it as well.
        for covered in table.form_model.merged.runs(stretch, column):
            if len(covered) > 1:
                places.update((row, column) for row in rows if row in covered)
    return rows, columns, places


def selection_summary(table: FormTable) -> str:
    """Count and sum of the figures selected; empty for a single cell."""
    stretches = selected_stretches(table)
    found = [one for rows, column in stretches for one in table.form_model.figures(rows, column)]
    if not found or sum(len(rows) for rows, _ in stretches) < 2:
        return ""
    total = sum((number for _, number in found), Decimal(0))
    amounts = any(kind is Kind.AMOUNT for kind, _ in found)
    told = format_amount(with_usual_places(total), grouping=True) if amounts else figure(total)
    return f"计数 {len(found)}　求和 {told}"
