"""附件1 基础数据表: staff, controlled outlays by year, buildings; each known by its column headings wherever it stands."""

from __future__ import annotations

import re
from collections.abc import Mapping

from intake.annex_labels import (
    BASE_ROWS,
    BUILDING_COLUMNS,
    BUILDING_SIDE,
    FUNDS_LABELS,
    FUNDS_SIDE,
    STAFF_COLUMNS,
    STAFF_SIDE,
    period_of,
    split_year,
)
from intake.document import SourceCell, SourceRow
from intake.grid import overlap
from intake.headers import Header, header_of, read_header
from intake.ledger import field_place
from intake.normalise import label_key, one_line, row_key
from intake.rows import leave_row, take_row
from intake.scan import RowReader, Scan
from model.formdef import FormDef, RowTemplate
from model.forms import FORMS
from model.forms.annex1 import ALL, BASE_BUILDING, BASE_EXTRA, BASE_FUNDS, BASE_STAFF, SPECIALS_GROUP
from model.moneywords import money_unit

_ANNEX = BASE_EXTRA.code
_LEAST_PERIODS = 2
_ONE_ROW = header_of(())
_COMPLETED = re.compile(r"(?P<year>20\d{2})\s*年(?=\s*完工)")
_ORDINAL = re.compile(
    r"\s*(?:其中\s*[:：]\s*)?(?:[(（]\s*[0-9０-９]{1,2}\s*[)）]|[0-9０-９]{1,2}\s*[、.．)）](?!\d)|[①-⑳])?\s*"
)
_PLACEHOLDER = re.compile(r"[\s…·.．。XxＸ×*]*(?:专项|项目)?[\s…·.．。XxＸ×*]*")


# -- staff and buildings: one row of figures ---------------------------------------------------------------------------


def opens_staff(row: SourceRow) -> bool:
    """Whether the row heads the staff table: 编制数 and 实际在职人数 beside 控制率 or the table's name."""
    keys = [split_year(cell.text)[1] for cell in row.inked]
    codes = {STAFF_COLUMNS.get(key) for key in keys}
    named = "rate" in codes or STAFF_SIDE in keys
    return codes >= {"establishment", "staff"} and named and not any(key.isdigit() for key in keys)


def read_staff(scan: Scan, start: int) -> int:
    """Read the one row of the staff table."""
    header = read_header(scan, start, _ONE_ROW)
    if header is None:
        return start + 1
    columns: dict[str, SourceCell] = {}
    for heading in header.headings:
        year, key = split_year(heading.cell.text)
        code = STAFF_COLUMNS.get(key)
        if code is not None and year not in (None, scan.year):
            _refuse_year(scan, heading.cell)
        elif code is not None:
            columns.setdefault(code, heading.cell)
        if code is not None or key == STAFF_SIDE:
            scan.ledger.label(heading.cell)
    _read_only_row(scan, header, columns, BASE_STAFF)
    return header.end


def opens_building(row: SourceRow) -> bool:
    """Whether the row heads the table of buildings."""
    return len({BUILDING_COLUMNS.get(label_key(cell.text)) for cell in row.inked} - {None}) >= 3


def read_building(scan: Scan, start: int) -> int:
    """Read the one row of the table of buildings, and the year in which they were completed, where it is not the report's."""
    header = read_header(scan, start, _ONE_ROW)
    if header is None:
        return start + 1
    columns = header.columns(BUILDING_COLUMNS)
    for heading in header.headings:
        if heading.key in BUILDING_COLUMNS or heading.key.startswith(BUILDING_SIDE):
            scan.ledger.label(heading.cell)
        completed = _COMPLETED.search(heading.cell.text)
        if completed is not None and int(completed["year"]) != scan.year:
            ref = BASE_EXTRA.ref("completed")
            scan.ledger.take_text(ref, (heading.cell.span.part(*completed.span()),), field_place(ref))
    _read_only_row(scan, header, columns, BASE_BUILDING)
    return header.end


def _read_only_row(scan: Scan, header: Header, columns: Mapping[str, SourceCell], form: FormDef) -> None:
    form = form.for_year(scan.year)
    rows = [row for row in header.body if row.inked]
    for row in rows[:1]:
        take_row(scan.ledger, form, ALL, columns, row, "", scan.unit)
    for row in rows[1:]:
        leave_row(scan.ledger, row, f"“{form.title}”只有一行，这里是又一行")


def _refuse_year(scan: Scan, heading: SourceCell) -> None:
    text = one_line(heading.text)
    message = f"“{text}”不是{scan.year}年度的栏目，这一栏没有读入，请核对年份。"
    scan.ledger.refuse(f"{FORMS[_ANNEX].title} › {text}", heading.span, message)


# -- controlled outlays: a row for each kind ---------------------------------------------------------------------------


def opens_funds(row: SourceRow) -> bool:
    """Whether the row heads the outlays: several columns of 决算数 and 预算数, under the table's name or three of them."""
    periods = [period_of(cell.text) for cell in row.inked]
    count = sum(period is not None for period in periods)
    named = any(label_key(cell.text) == FUNDS_SIDE for cell in row.inked)
    return count > _LEAST_PERIODS or (named and count >= _LEAST_PERIODS)


def read_funds(scan: Scan, start: int) -> int:
    """Read all rows of the outlays."""
    header = read_header(scan, start, _ONE_ROW)
    if header is None:
        return start + 1
    table = _Funds(scan, header)
    for row in header.body:
        table.row(row)
    return header.end


class _Funds:
    """The columns of the year in question, and the rows below; between 专项资金 and the next known row every row is a 专项."""

    def __init__(self, scan: Scan, header: Header) -> None:
        self._ledger = scan.ledger
        self._form = BASE_FUNDS.for_year(scan.year)
        self._columns: dict[str, SourceCell] = {}
        self._others: list[SourceCell] = []
        self._unit = scan.unit
        self._read: set[str] = set()
        self._among_specials = False
        self._specials: dict[str, int] = {}
        for heading in header.headings:
            self._heading(scan, heading.cell)
        figures = [*self._columns.values(), *self._others]
        self._first = min((cell.column for cell in figures), default=1)

    def _heading(self, scan: Scan, cell: SourceCell) -> None:
        period = period_of(cell.text)
        code = period.code(scan.year) if period is not None else None
        if period is None:
            self._unit = money_unit(cell.text) or self._unit
            if label_key(cell.text) in FUNDS_LABELS:
                self._ledger.label(cell)
        elif code is None:
            self._others.append(cell)
            _refuse_year(scan, cell)
        elif code not in self._columns:
            self._columns[code] = cell
            self._ledger.label(cell)

    def row(self, row: SourceRow) -> None:
        """Read one row."""
        label = self._label(row)
        code = BASE_ROWS.get(row_key(label.text)) if label is not None else None
        if label is None:
            if any(cell.column >= self._first for cell in row.inked):
                leave_row(self._ledger, row, "这一行没有名称，不知道是哪一项的数")
        elif code is not None and code not in self._read:
            self._read.add(code)
            self._among_specials = code == "special"
            self._ledger.label(label)
            self._take(code, row, one_line(label.text))
        elif self._among_specials:
            self._special(row, label)
        else:
            why = "又一行同名的" if code is not None else "没有这一行"
            leave_row(self._ledger, row, f"附件1的“{self._form.title}”里{why}")

    def _label(self, row: SourceRow) -> SourceCell | None:
        """The cell that names the row: the last before the figures (before it may stand a title of several rows)."""
        names = [cell for cell in row.inked if cell.column < self._first]
        return names[-1] if names else None

    def _take(self, code: str, row: SourceRow, name: str) -> None:
        take_row(self._ledger, self._form, code, self._columns, row, name, self._unit)
        for other in self._others:
            for cell in row.inked:
                if overlap(cell, other) > 0:
                    self._ledger.leave(cell.span, f"“{one_line(other.text)}”一栏不是本年度的栏目")

    def _special(self, row: SourceRow, label: SourceCell) -> None:
        ordinal = _ORDINAL.match(label.text)
        begin = ordinal.end() if ordinal is not None else 0
        printed = one_line(label.text[begin:])
        name = "" if self._is_unnamed(printed) else printed
        figures = any(cell.column >= self._first for cell in row.inked)
        if not figures and _PLACEHOLDER.fullmatch(printed):
            self._ledger.leave(label.span, "占位行，没有内容")
            return
        self._ledger.labels.append(label.span.part(0, begin))
        own = label.span.part(begin, len(label.text))
        target = self._special_row(name)
        if name:
            self._ledger.take_text(FORMS[SPECIALS_GROUP].ref(target, "name"), (own,), "专项资金 › 专项名称")
        else:
            self._ledger.labels.append(own)
        self._take(target, row, printed)

    def _special_row(self, name: str) -> str:
        """The row of the list: the first of the name that this table has not yet used, else a new one."""
        used = self._specials.get(name, 0)
        self._specials[name] = used + 1
        return self._ledger.group_row(SPECIALS_GROUP, name, used)

    def _is_unnamed(self, name: str) -> bool:
        """Whether the name is what the program prints for a row that has none."""
        number = len(self._ledger.rows.get(SPECIALS_GROUP, ()))
        template: RowTemplate | None = self._form.template
        return template is not None and name in {
            template.unnamed.format(number=count) for count in (number, number + 1)
        }


STAFF_READER = RowReader(opens_staff, read_staff, _ANNEX)
FUNDS_READER = RowReader(opens_funds, read_funds, _ANNEX)
BUILDING_READER = RowReader(opens_building, read_building, _ANNEX)
