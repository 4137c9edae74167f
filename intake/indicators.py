"""Part 三, the indicators: one row each, their first and second levels carried down over the merged cells."""

from __future__ import annotations

from collections.abc import Sequence

from intake.document import SourceCell, SourceRow
from intake.grid import cell_under
from intake.headers import Header, header_of, read_header
from intake.labels import CONTENT_HEADING, FORM_HEADINGS, INDICATOR_COLUMNS
from intake.ledger import Ledger
from intake.normalise import label_key, one_line
from intake.scan import RowReader, Scan
from model.forms import FORMS

_GROUP = "indicators"
_FORM = FORMS[_GROUP]
_LEVELS = ("level1", "level2")
_HEADER_WORDS = INDICATOR_COLUMNS.keys() | FORM_HEADINGS | {CONTENT_HEADING}
_PLACEHOLDER = "…."


def opens(row: SourceRow) -> bool:
    """Whether the row heads the indicator table: 绩效目标 and 完成情况 beside 评价内容 or 三级指标."""
    keys = {label_key(cell.text) for cell in row.inked}
    codes = {INDICATOR_COLUMNS.get(key) for key in keys}
    return codes >= {"target", "actual"} and (CONTENT_HEADING in keys or "name" in codes)


def read(scan: Scan, start: int) -> int:
    """Read all indicators below the header."""
    header = read_header(scan, start, header_of(_HEADER_WORDS))
    if header is None:
        return start + 1
    for row in header.rows:
        scan.ledger.label(*(cell for cell in row.inked if label_key(cell.text) in _HEADER_WORDS))
    reader = _Indicators(scan.ledger, _columns(header))
    for row in header.body:
        reader.row(row)
    scan.ledger.rows.setdefault(_GROUP, [])
    return header.end


def _columns(header: Header) -> dict[str, SourceCell]:
    """The heading cell of every column. Under 评价内容, the last column is the indicator, those before it its levels."""
    columns = header.columns(INDICATOR_COLUMNS)
    content = next((heading.cell for heading in header.headings if heading.key == CONTENT_HEADING), None)
    if content is None or "name" in columns:
        return columns
    ends = [heading.cell.column for heading in header.headings if heading.cell.column > content.column]
    reach = max((row.cells[-1].end for row in header.body if row.cells), default=content.end)
    below = _cells_below(header.body, content.column, min(ends, default=reach))[-3:]
    codes = {0: (), 1: ("name",), 2: ("level1", "name"), 3: ("level1", "level2", "name")}[len(below)]
    return columns | dict(zip(codes, below, strict=True))


def _cells_below(body: Sequence[SourceRow], start: int, end: int) -> list[SourceCell]:
    """The cells whose middle lies within the heading's columns, from the row that has most of them."""
    within = ([cell for cell in row.cells if 2 * start < cell.column + cell.end < 2 * end] for row in body)
    return max(within, key=len, default=[])


class _Indicators:
    """Reads row after row; remembers the levels that hold until the next ones."""

    def __init__(self, ledger: Ledger, columns: dict[str, SourceCell]) -> None:
        self._ledger = ledger
        self._columns = columns
        self._levels: dict[str, SourceCell] = {}
        self._count = 0

    def row(self, row: SourceRow) -> None:
        """Read one indicator."""
        cells = {
            code: cell
            for code, heading in self._columns.items()
            if (cell := cell_under(heading, row)) is not None and not cell.blank
        }
        for cell in row.inked:
            if label_key(cell.text) in FORM_HEADINGS:
                self._ledger.label(cell)
        self._carry(cells)
        if not cells.keys() - set(_LEVELS):
            return
        name = one_line(cells["name"].text) if "name" in cells else ""
        if name and not name.strip(_PLACEHOLDER):
            self._ledger.leave(cells["name"].span, "占位行，没有内容")
            return
        self._store(cells, name)

    def _carry(self, cells: dict[str, SourceCell]) -> None:
        for level in _LEVELS:
            if level in cells:
                self._levels[level] = cells[level]
                if level == "level1":
                    self._levels.pop("level2", None)

    def _store(self, cells: dict[str, SourceCell], name: str) -> None:
        self._count += 1
        row = self._ledger.new_row(_GROUP, name)
        place = f"{_FORM.title} › {name or f'第{self._count}项指标'}"
        for code in self._columns:
            ref = _FORM.ref(row, code)
            self._ledger.covered.add(ref)
            cell = self._levels.get(code) if code in _LEVELS else cells.get(code)
            if cell is not None:
                self._ledger.take(ref, cell, f"{place} › {_FORM.column(code).title}")


READER = RowReader(opens, read)
