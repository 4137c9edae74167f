"""提取封面代码和年初数: a new year's packet takes over from last year's file what does not change, and the opening figures.

Continuing units extract, they do not type: that is how the trade avoids copying errors. One undoable edit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from model.book import Book
from model.cells import CellRef, Value
from model.edits import Change, Edit, InsertRow, SetCell
from model.formdef import FormDef, RowDef
from model.forms import GROUPS
from model.forms.annex1 import BASE_FUNDS
from model.forms.finance import ASSETS, INCOME, SPENDING, SUMMARY, UNITS
from model.forms.indicators import INDICATORS
from model.forms.last_year import CUMULATIVE, HEADCOUNT, LAST_YEAR
from model.forms.overview import COVER, OVERVIEW
from model.forms.people import EVALUATORS

LABEL = "提取封面代码和年初数"

_SAME_FIELDS = (
    *(COVER.ref(row) for row in ("unit_name", "budget_code", "method", "agency")),
    *(OVERVIEW.ref(row) for row in ("contact", "phone", "staffing", "duties")),
)
_SAME_ROWS = ((UNITS, ("name",)), (EVALUATORS, ("name", "post", "unit")))
_PLAN_COLUMNS = ("level1", "level2", "name", "nature", "weight", "common")
"""Of an indicator the plan is taken over, never its target, actual or score."""


def why_not_last_years(name: str, last: Book, year: int) -> str:
    """One sentence on a file ``name`` of another year than the one before ``year``, and not extracted from; empty for last year's."""
    if last.year == year - 1:
        return ""
    return f"“{name}”是{last.year}年度的文件，不是上年（{year - 1}年度）的，没有提取。"


def another_department(last: Book, department: str) -> str:
    """One sentence on whose last year's file is, where it names another department; that may be the same one under an older name."""
    theirs, ours = last.text(COVER.ref("unit_name")).strip(), department.strip()
    if not theirs or not ours or theirs == ours:
        return ""
    return f"上年文件是“{theirs}”的，本文件是“{ours}”的，请核对是不是同一个部门。"


def carry_forward(last: Book, book: Book) -> Edit:
    """What ``book`` takes over from ``last``; a cell that already says something keeps its words."""
    changes: list[Change] = []
    for form, columns in (*_SAME_ROWS, (INDICATORS, _PLAN_COLUMNS)):
        changes += _rows(last, book, form, columns)
    changes += [
        SetCell(ref, value) for ref, value in _values(last) if book.stated(ref) is None and value is not None
    ]
    return Edit(LABEL, tuple(changes))


def _rows(last: Book, book: Book, form: FormDef, columns: Iterable[str]) -> Iterator[Change]:
    """The rows of last year, into those that are there already if nothing at all stands in them; else none."""
    group = form.template.group if form.template else ""
    sheets, here = {one.code for one in GROUPS[group]}, book.group(group)
    if any(ref.sheet in sheets and ref.row in here for ref in book.cells):
        return
    rows = list(here)
    fresh = (row for row in book.new_row_ids(group) if row not in rows)
    for index, row in enumerate(last.group(group)):
        if index == len(rows):
            rows.append(next(fresh) if row in rows else row)  # last year's texts quote it by its id
            yield InsertRow(group, rows[index], index)
        for column in columns:
            yield SetCell(form.ref(rows[index], column), last.stated(form.ref(row, column)))


def _values(last: Book) -> Iterator[tuple[CellRef, Value]]:
    for ref in _SAME_FIELDS:
        yield ref, last.value(ref)
    yield LAST_YEAR.ref(CUMULATIVE, "amount"), last.value(SPENDING.ref(SUMMARY, "cumulative"))
    yield LAST_YEAR.ref("assets", "amount"), last.value(ASSETS.ref(SUMMARY, "total"))
    yield LAST_YEAR.ref("sangong_budget", "amount"), last.value(BASE_FUNDS.ref("sangong", "budget"))
    for row in HEADCOUNT:
        yield LAST_YEAR.ref(row, "amount"), last.value(OVERVIEW.ref(row))
    for fixed in BASE_FUNDS.rows:
        if isinstance(fixed, RowDef):
            actual = last.value(BASE_FUNDS.ref(fixed.code, "actual"))
            yield LAST_YEAR.ref(fixed.code, "amount"), actual
    yield INCOME.ref(SUMMARY, "carryover"), last.value(SPENDING.ref(SUMMARY, "cumulative"))
