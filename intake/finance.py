"""Part 二 of the form: the income, spending, 三公 and asset tables, known by their column headings wherever they stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from intake.document import SourceCell, SourceRow
from intake.grid import Heading, cell_under
from intake.headers import read_header
from intake.labels import (
    BUREAU_ROWS,
    FINANCE_COLUMNS,
    GROUP_HEADINGS,
    NAME_COLUMN,
    SHARED_TOTAL,
    SUMMARY_ROWS,
)
from intake.ledger import Ledger
from intake.normalise import label_key, one_line
from intake.rows import leave_row, take_row
from intake.scan import RowReader, Scan
from model.forms import FORMS, GROUPS
from model.forms.finance import BUREAU, SUMMARY, UNIT_GROUP, UNITS

_ORDINAL = re.compile(r"\s*[（(]?(?:[0-9０-９]{1,3}|[一二三四五六七八九十]{1,3})\s*[、.．)）]\s*")
_FIGURE = re.compile(r"\s*[-−－]?[0-9０-９.,，．]+\s*")
_HEADER_WORDS = frozenset(key for columns in FINANCE_COLUMNS.values() for key in columns) | GROUP_HEADINGS


def opens(row: SourceRow) -> bool:
    """Whether the row is the first of a finance table's header: 机构名称 beside a total, a column or 其中."""
    keys = [label_key(cell.text) for cell in row.inked]
    return any(key in NAME_COLUMN for key in keys) and any(key in _HEADER_WORDS for key in keys)


def read(scan: Scan, start: int) -> int:
    """Read one finance table."""
    header = read_header(scan, start, _continues_header)
    if header is None:
        return start + 1
    form = _form_of(header.headings)
    if form is None or any(ref.sheet == form for ref in scan.ledger.covered):
        why = "这张表的栏目没有认出来" if form is None else f"前面已经读过“{FORMS[form].title}”，这里是又一张"
        for row in scan.rows[start : header.end]:
            leave_row(scan.ledger, row, why)
        return header.end
    table = _FinanceTable(scan, form, header.headings)
    scan.ledger.rows.setdefault(UNIT_GROUP, [])
    for row in header.rows:
        scan.ledger.label(*(cell for cell in row.inked if table.knows(cell)))
    for row in header.body:
        table.row(row)
    return header.end


def _continues_header(row: SourceRow) -> bool:
    """Whether a row below the first header row holds further headings: no figure in it, and no institution's name."""
    keys = [label_key(cell.text) for cell in row.inked]
    names_a_row = any(
        _ORDINAL.match(cell.text) or _is_fixed_row(key) for cell, key in zip(row.inked, keys, strict=True)
    )
    figures = any(_FIGURE.fullmatch(cell.text) for cell in row.inked)
    return any(key in _HEADER_WORDS for key in keys) and not names_a_row and not figures


def _is_fixed_row(key: str) -> bool:
    return key.endswith("汇总") or (key in SUMMARY_ROWS | BUREAU_ROWS and key not in _HEADER_WORDS)


def _form_of(found: Sequence[Heading]) -> str | None:
    """The form whose columns the headings name most of; a bare 合计 or 其他 does not decide."""
    votes = Counter(
        form
        for heading in found
        for form, columns in FINANCE_COLUMNS.items()
        if heading.key in columns and heading.key != SHARED_TOTAL
    )
    best = votes.most_common(2)
    if not best or (len(best) == 2 and best[0][1] == best[1][1]):
        return None
    return best[0][0]


class _FinanceTable:
    """The columns of one table, and where the rows below them go."""

    def __init__(self, scan: Scan, form: str, found: Sequence[Heading]) -> None:
        self._ledger: Ledger = scan.ledger
        self._unit = scan.unit
        self._form = FORMS[form]
        self._columns: dict[str, SourceCell] = {}
        for heading in found:
            code = FINANCE_COLUMNS[form].get(heading.key)
            if code is not None:
                self._columns.setdefault(code, heading.cell)
        self._name = next((heading.cell for heading in found if heading.key in NAME_COLUMN), None)
        used = {id(cell) for cell in self._columns.values()}
        self._extra = [
            heading.cell
            for heading in found
            if id(heading.cell) not in used and heading.key not in GROUP_HEADINGS | NAME_COLUMN
        ]
        self._seen: Counter[str] = Counter()
        named = scan.ledger.found.get(FORMS["cover"].ref("unit_name"))
        self._bureau = label_key(str(named.value)) if named is not None else None

    def knows(self, cell: SourceCell) -> bool:
        """Whether a header cell is one that the form has."""
        return all(cell.span != extra.span for extra in self._extra)

    def row(self, row: SourceRow) -> None:
        """Read one row of figures."""
        name_cell = cell_under(self._name, row) if self._name else None
        name = one_line(name_cell.text) if name_cell else ""
        if name_cell is None or not name:
            title = self._form.title
            for cell in row.inked:
                message = f"“{title}”里有一行没有机构名称，不知道“{one_line(cell.text)}”是谁的数，请补上名称后重新导入。"
                self._ledger.refuse(title, cell.span, message)
            return
        target, label = self._row_id(name_cell, name)
        self._ledger.label(name_cell)
        take_row(self._ledger, self._form, target, self._columns, row, label, self._unit)
        for heading in self._extra:
            more = cell_under(heading, row)
            if more is not None and not more.blank:
                self._ledger.leave(more.span, f"表中“{one_line(heading.text)}”一栏，程序的表格里没有")

    def _row_id(self, cell: SourceCell, name: str) -> tuple[str, str]:
        """The row that a name stands for, and the name for messages; a unit's name is itself a cell."""
        key = label_key(name)
        if key in SUMMARY_ROWS or key.endswith("汇总"):
            return SUMMARY, name
        if key in BUREAU_ROWS or key.endswith(("机关", "本级")) or key == self._bureau:
            return BUREAU, name
        ordinal = _ORDINAL.match(cell.text)
        own = cell.span.part(ordinal.end() if ordinal else 0, len(cell.text))
        unit = one_line(self._ledger.text(own))
        row = self._ledger.group_row(UNIT_GROUP, unit, self._seen[unit])
        self._seen[unit] += 1
        if unit:
            self._ledger.take_text(UNITS.ref(row, "name"), (own,), "二级机构名称")
        return row, unit or name


def drop_blank_units(ledger: Ledger) -> None:
    """A unit's row that has a number and nothing else in any table was ruled for the pen: it is no unit."""
    units = ledger.rows.get(UNIT_GROUP, [])
    sheets = {form.code for form in GROUPS[UNIT_GROUP]}
    told = {ref.row for ref in (*ledger.found, *ledger.refused) if ref.sheet in sheets}
    blank = {unit.row for unit in units if not unit.name and unit.row not in told}
    units[:] = [unit for unit in units if unit.row not in blank]
    ledger.covered = {ref for ref in ledger.covered if ref.sheet not in sheets or ref.row not in blank}


READER = RowReader(opens, read, "")
