"""Going down the rows of all tables, each reader taking the rows that its labels open."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from intake.document import SourceCell, SourceRow
from intake.grid import join, rejoin
from intake.labels import FORM_HEADINGS, HEADER_VOCABULARIES
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
    year: int = 0
    """The report's year: 附件1 has it in its headings."""
    unit: AmountUnit = AmountUnit.TEN_THOUSAND_YUAN
    annex: str = ""
    """The form that holds date and telephone of the annex in which the scan is; empty elsewhere."""
    of_whole: bool = False
    """Whether the source has a 自评表 of the whole department."""
    of_project: bool = False
    """Whether the rows are those of one project's 自评表 beside that of the whole department."""
    points: dict[str, SourceCell] = field(default_factory=dict)
    """The headings 分值 and 得分 of the table last read, under which the figures of a 总分 row stand."""

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
    """``opens`` knows a first row by its labels; ``read`` takes the rows from there and returns the index after them.

    ``annex`` is the annex to which such rows belong, by its form of further fields; "" for the 自评报告 form's own,
    None for rows that either may have.
    """

    opens: Callable[[SourceRow], bool]
    read: Callable[[Scan, int], int]
    annex: str | None = None


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
    known = HEADER_VOCABULARIES
    for taken in range(1, min(_MOST_TORN, len(rows) - index) + 1):
        piece = rows[index + taken - 1]
        known = tuple(words for words in known if _holds_only(piece, words))
        if not known:
            return 1
        if taken > 1 and opens(join(rows[index : index + taken])):
            return taken
    return 1


def _holds_only(row: SourceRow, words: Collection[str]) -> bool:
    """Whether a row without a grid holds headings, all of them of these."""
    keys = [label_key(cell.text) for cell in row.inked]
    return not row.gridded and bool(keys) and all(key in words or key in FORM_HEADINGS for key in keys)
