"""Gives every cell of a grid its row and column, as HTML does (places covered by a span are skipped), and rows the height for what spans them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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


def heights_shared(spans: Iterable[tuple[int, int, float]], heights: Sequence[float]) -> list[float]:
    """The heights of the rows, where a text over several of them needs more than they have: each of these grows by the same.

    ``spans`` are first row, number of rows and the height needed.
    """
    grown = list(heights)
    for first, count, needed in sorted(spans, key=lambda span: span[1]):
        rows = range(first, first + count)
        lacking = needed - sum(grown[row] for row in rows)
        for row in rows if lacking > 0 else ():
            grown[row] += lacking / count
    return grown
