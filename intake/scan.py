"""Going down the rows of all tables, each reader taking the rows that its labels open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from intake.document import SourceRow
from intake.grid import join, rejoin
from intake.labels import FORM_HEADINGS, HEADER_WORDS
from intake.ledger import Ledger
from intake.normalise import label_key
from model.amounts import AmountUnit

_MOST_TORN = 4


@dataclass
class Scan:
    """The rows, where their contents go, and the money unit that the last heading announced (（万元） unless it says else)."""

    rows: Sequence[SourceRow]
    ledger: Ledger
    opens: Callable[[SourceRow], bool]
    """Whether a row begins something: where it does, the table above it is over."""
    unit: AmountUnit = AmountUnit.TEN_THOUSAND_YUAN

    def body(self, start: int, width: int) -> list[SourceRow]:
        """The rows of a table's body from ``start`` on, torn rows joined up to ``width`` cells; blank rows included."""
        return [row for row, _ in self._whole_rows(start, width)]

    def body_end(self, start: int, width: int) -> int:
        """The index of the first row after that body."""
        return start + sum(taken for _, taken in self._whole_rows(start, width))

    def _whole_rows(self, start: int, width: int) -> list[tuple[SourceRow, int]]:
        found: list[tuple[SourceRow, int]] = []
        index = start
        while index < len(self.rows) and not self.opens(self.rows[index]):
            row, taken = rejoin(self.rows, index, width, self.opens)
            found.append((row, taken))
            index += taken
        return found


class RowReader(NamedTuple):
    """``opens`` knows a first row by its labels; ``read`` takes the rows from there and returns the index after them."""

    opens: Callable[[SourceRow], bool]
    read: Callable[[Scan, int], int]


def mend(rows: Sequence[SourceRow], opens: Callable[[SourceRow], bool]) -> list[SourceRow]:
    """The rows, those whose header a blank line tore before it could be known joined into one."""
    mended: list[SourceRow] = []
    index = 0
    while index < len(rows):
        taken = _torn_header(rows, index, opens)
        mended.append(join(rows[index : index + taken]))
        index += taken
    return mended


def _torn_header(rows: Sequence[SourceRow], index: int, opens: Callable[[SourceRow], bool]) -> int:
    """How many rows from ``index`` on are one header's first row; 1 where nothing is torn."""
    if opens(rows[index]):
        return 1
    for taken in range(1, min(_MOST_TORN, len(rows) - index) + 1):
        if not _may_be_torn(rows[index + taken - 1]):
            return 1
        if taken > 1 and opens(join(rows[index : index + taken])):
            return taken
    return 1


def _may_be_torn(row: SourceRow) -> bool:
    known = HEADER_WORDS | FORM_HEADINGS
    return not row.gridded and bool(row.inked) and all(label_key(cell.text) in known for cell in row.inked)
