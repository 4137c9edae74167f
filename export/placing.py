"""Gives every cell of a grid its row and column, as HTML does: places covered by a span are skipped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from export.blocks import GridCell, GridRow


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """A cell with the row and column of its upper left corner."""

    row: int
    column: int
    cell: GridCell

    @property
    def right(self) -> int:
        """The first column to the right of the cell."""
        return self.column + self.cell.col_span


def place_cells(rows: Sequence[GridRow], columns: int) -> list[PlacedCell]:
    """Place the cells of all rows; ValueError where a cell overlaps another or reaches beyond the grid."""
    taken: set[tuple[int, int]] = set()
    placed = []
    for number, row in enumerate(rows):
        column = 0
        for cell in row.cells:
            while (number, column) in taken:
                column += 1
            here = PlacedCell(number, column, cell)
            if here.right > columns or number + cell.row_span > len(rows):
                raise ValueError(f"row {number} of the grid: cell {cell.text!r} reaches beyond the grid")
            covered = {
                (r, c) for r in range(number, number + cell.row_span) for c in range(column, here.right)
            }
            if covered & taken:
                raise ValueError(f"row {number} of the grid: cell {cell.text!r} overlaps a span")
            taken |= covered
            placed.append(here)
            column = here.right
    return placed
