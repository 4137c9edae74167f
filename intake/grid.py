"""Which cell stands under which heading: on a table's grid where it is known, and worked out where it is not.

Published text has lost its merges: a heading over five columns is one cell. A header row is spread by what stands
below it (a cell over blanks is one column wide, a cell over headings covers some of them), so the order of columns,
extra columns and several header rows do not matter; a header that fits in no way is refused, not guessed at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations

from intake.document import SourceCell, SourceRow
from intake.labels import GROUP_HEADINGS
from intake.normalise import label_key

_MOST_PIECES = 8
_WIDEST = 60
"""Columns beyond which a header is not worked out: no form is that wide."""


@dataclass(frozen=True)
class Heading:
    """A column heading at its place."""

    key: str
    cell: SourceCell


def gridded_headings(rows: Sequence[SourceRow]) -> list[Heading]:
    """All headings of a header whose grid is known; those further down in the list stand further down in the header."""
    return _headings([row.cells for row in rows])


def fitted_headings(pieces: Sequence[SourceRow], width: int, padded: bool = False) -> list[Heading] | None:
    """The headings of a header without a grid, ``width`` columns wide; None when it cannot be made to fit.

    A blank line in a heading tears its row in two, so neighbouring pieces are tried as one row, as few as possible;
    ``padded`` rows were filled up with blanks to one length, of which as many are taken away as makes them fit.
    """
    if len(pieces) > _MOST_PIECES or width > _WIDEST:
        return None
    seams = range(1, len(pieces))
    for joins in range(len(pieces)):
        for joined in combinations(seams, joins):
            placed = _spread(_joined_at(pieces, joined), width, padded)
            if placed is not None:
                return _headings(placed)
    return None


def _headings(rows: Iterable[Sequence[SourceCell]]) -> list[Heading]:
    return [Heading(label_key(cell.text), cell) for cells in rows for cell in cells if not cell.blank]


def _joined_at(pieces: Sequence[SourceRow], seams: Sequence[int]) -> list[tuple[SourceCell, ...]]:
    rows: list[tuple[SourceCell, ...]] = []
    for index, piece in enumerate(pieces):
        if index in seams:
            rows[-1] = (*rows[-1], *piece.cells)
        else:
            rows.append(piece.cells)
    return rows


def cell_under(heading: SourceCell, row: SourceRow) -> SourceCell | None:
    """The row's cell that shares most columns with the heading."""
    best = max(row.cells, key=lambda cell: overlap(heading, cell), default=None)
    return best if best is not None and overlap(heading, best) > 0 else None


def overlap(one: SourceCell, other: SourceCell) -> int:
    """How many columns two cells share; none where it is not above 0."""
    return min(one.end, other.end) - max(one.column, other.column)


def rejoin(
    rows: Sequence[SourceRow], start: int, width: int, opens: Callable[[SourceRow], bool]
) -> tuple[SourceRow, int]:
    """The row at ``start`` with the rows that a blank line in a cell tore off it; and how many rows that takes."""
    row, taken = rows[start], 1
    while not row.gridded and len(row.cells) < width and start + taken < len(rows):
        following = rows[start + taken]
        if following.gridded or len(row.cells) + len(following.cells) > width or opens(following):
            break
        row, taken = join([row, following]), taken + 1
    return row, taken


def join(rows: Sequence[SourceRow]) -> SourceRow:
    """Rows without a grid as one, their cells counted through; a single row as it is."""
    if len(rows) == 1:
        return rows[0]
    cells = [cell for row in rows for cell in row.cells]
    return SourceRow(tuple(replace(cell, column=index) for index, cell in enumerate(cells)), gridded=False)


def _spread(
    rows: Sequence[Sequence[SourceCell]], width: int, padded: bool
) -> list[tuple[SourceCell, ...]] | None:
    """The header's rows on a grid of ``width`` columns, worked out from the lowest upwards."""
    below = [False] * width
    placed: list[tuple[SourceCell, ...]] = []
    for row in reversed(rows):
        lengths = range(_inked_length(row) if padded else len(row), len(row) + 1)
        widths = next((fit for length in lengths if (fit := _fit(row[:length], below)) is not None), None)
        if widths is None:
            return None
        cells: list[SourceCell] = []
        column = 0
        for cell, span in zip(row, widths, strict=False):
            cells.append(replace(cell, column=column, col_span=span))
            if not cell.blank:
                below[column : column + span] = [True] * span
            column += span
        placed.insert(0, tuple(cells))
    return placed


def _fit(cells: Sequence[SourceCell], below: Sequence[bool]) -> tuple[int, ...] | None:
    """The cells' widths, such that each covers one column with nothing below it, or some that all have something.

    A heading known to stand over several columns (评价内容) may also stand over several that have nothing below.
    """
    width = len(below)

    @cache
    def fit(index: int, column: int) -> tuple[int, ...] | None:
        if index == len(cells) or column >= width:
            return () if index == len(cells) and column == width else None
        for end in range(column + 1, width + 1):
            if not _may_cover(cells[index], below[column:end]):
                break
            rest = fit(index + 1, end)
            if rest is not None:
                return (end - column, *rest)
        return None

    return fit(0, 0) if len(cells) <= width else None


def _inked_length(row: Sequence[SourceCell]) -> int:
    return max((index + 1 for index, cell in enumerate(row) if not cell.blank), default=0)


def _may_cover(cell: SourceCell, below: Sequence[bool]) -> bool:
    if cell.blank:
        return below == [False]
    group = label_key(cell.text) in GROUP_HEADINGS
    return below == [False] or all(below) or (group and not any(below))
