"""Part 三, the indicators: one row each, their first and second levels carried down over the merged cells."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from intake.annex_labels import TOTAL_ROWS
from intake.document import SourceCell, SourceRow, Span
from intake.grid import cell_under
from intake.headers import Header, header_of, read_header
from intake.indicator_pairs import Indicator, pair_indicators
from intake.labels import CONTENT_HEADING, FORM_HEADINGS, INDICATOR_COLUMNS
from intake.ledger import FoundRow
from intake.normalise import label_key, one_line
from intake.problems import IntakeProblem
from intake.scan import RowReader, Scan
from intake.scores import take_total
from model.forms import FORMS

_GROUP = "indicators"
_FORM = FORMS[_GROUP]
_LEVELS = ("level1", "level2")
_HEADER_WORDS = INDICATOR_COLUMNS.keys() | FORM_HEADINGS | {CONTENT_HEADING}
_KINDS = "产出|效益|满意度|数量|质量|时效|成本|经济|社会|生态|可持续影响|服务对象|公众|指标|目标"
_PRINTED = re.compile(f"(?:{_KINDS}|[或和及])+")
_IN_BRACKETS = re.compile(r"[（(].*?[）)]", re.DOTALL)
_PLACEHOLDER = "…."
_TOTALS = TOTAL_ROWS | frozenset(map(label_key, ("合计", "总计")))


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
    reader = _Indicators(scan, _columns(header))
    for row in header.body:
        reader.row(row)
    reader.store()
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


@dataclass(frozen=True)
class _Entry:
    """One indicator of a table: its cells by column, the levels that hold for it among them."""

    cells: Mapping[str, SourceCell]
    name: str


class _Indicators:
    """Collects row after row, remembering the levels that hold until the next ones; stored when the table is over."""

    def __init__(self, scan: Scan, columns: dict[str, SourceCell]) -> None:
        self._scan = scan
        self._ledger = scan.ledger
        self._columns = columns
        self._levels: dict[str, SourceCell] = {}
        self._entries: list[_Entry] = []
        self._headings: list[SourceCell] = []
        scan.points = {code: columns[code] for code in ("weight", "score") if code in columns}

    def row(self, row: SourceRow) -> None:
        """Take in one row."""
        cells = {
            code: cell
            for code, heading in self._columns.items()
            if (cell := cell_under(heading, row)) is not None and not cell.blank
        }
        for cell in row.inked:
            if label_key(cell.text) in FORM_HEADINGS:
                self._ledger.label(cell)
        if row.inked and label_key(row.inked[0].text) in _TOTALS:
            take_total(self._scan, row)
            return
        self._carry(cells)
        if not cells.keys() - set(_LEVELS):
            return
        name = one_line(cells["name"].text) if "name" in cells else ""
        if name and not name.strip(_PLACEHOLDER):
            self._ledger.leave(cells["name"].span, "占位行，没有内容")
            return
        self._entries.append(_Entry(cells | self._levels, name))

    def _carry(self, cells: dict[str, SourceCell]) -> None:
        for level in _LEVELS:
            if level in cells:
                self._levels[level] = cells[level]
                self._headings.append(cells[level])
                if level == "level1":
                    self._levels.pop("level2", None)

    def store(self) -> None:
        """Store the table; one that names indicators read before adds to those, and whatever differs is told."""
        self._account_for_headings()
        known = list(self._ledger.rows.setdefault(_GROUP, []))
        pairs = pair_indicators(
            [self._said(entry) for entry in self._entries], [self._read(row) for row in known]
        )
        is_second = any(pair is not None for pair in pairs)
        missing = set(range(len(known))).difference(pair for pair in pairs if pair is not None)
        row: str | None = None
        for entry, pair in zip(self._entries, pairs, strict=True):
            if pair is None:
                row = self._ledger.new_row(_GROUP, entry.name, after=row)
                if is_second:
                    self._tell_alone(entry.name, entry.cells["name"].span if "name" in entry.cells else None)
                self._take(entry, row, tuple(self._columns))
            else:
                row = known[pair].row
                self._add(entry, row, known[pair].name)
        for index in sorted(missing) if is_second else ():
            found = self._ledger.found.get(_FORM.ref(known[index].row, "name"))
            self._tell_alone(known[index].name, found.segments[0] if found is not None else None)

    def _account_for_headings(self) -> None:
        """Levels with no indicator below them: those that a blank form has printed are labels, others are told."""
        used = {cell.span for entry in self._entries for cell in entry.cells.values()}
        for cell in self._headings:
            if cell.span in used:
                continue
            if _PRINTED.fullmatch(label_key(_IN_BRACKETS.sub("", cell.text))):
                self._ledger.label(cell)
            else:
                self._ledger.leave(cell.span, "这一级下面没有填写指标")

    def _add(self, entry: _Entry, row: str, name: str) -> None:
        """What the other table has said already must be the same here; its levels and its spelling of the name are kept."""
        kept = {"name"} if label_key(entry.name) == label_key(name) else set()
        self._ledger.label(*(entry.cells[code] for code in kept if code in entry.cells))
        for code in _LEVELS:
            found, cell = self._ledger.found.get(_FORM.ref(row, code)), entry.cells.get(code)
            if found is None or cell is None:
                continue
            kept.add(code)
            if label_key(str(found.value)) == label_key(cell.text):
                self._ledger.label(cell)
            else:
                self._ledger.leave(cell.span, "一级、二级指标已按前一张指标表读入")
        self._take(entry, row, tuple(code for code in self._columns if code not in kept))

    def _take(self, entry: _Entry, row: str, columns: Sequence[str]) -> None:
        place = f"{_FORM.title} › {entry.name or '没有名称的一项指标'}"
        for code in columns:
            ref = _FORM.ref(row, code)
            self._ledger.covered.add(ref)
            if code in entry.cells:
                self._ledger.take(ref, entry.cells[code], f"{place} › {_FORM.column(code).title}")

    def _tell_alone(self, name: str, span: Span | None) -> None:
        message = f"指标“{name}”只在一张指标表里有，另一张里没有，已按一项指标读入，请核对。"
        self._ledger.problems.append(IntakeProblem(f"{_FORM.short} › {name}", name, message, span))

    @staticmethod
    def _said(entry: _Entry) -> Indicator:
        words = (
            one_line(entry.cells[code].text) if code in entry.cells else "" for code in ("target", "actual")
        )
        return Indicator(entry.name, *words)

    def _read(self, row: FoundRow) -> Indicator:
        found = (self._ledger.found.get(_FORM.ref(row.row, code)) for code in ("target", "actual"))
        return Indicator(row.name, *(str(one.value) if one is not None else "" for one in found))


READER = RowReader(opens, read)
