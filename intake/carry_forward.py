"""提取封面代码和年初数: a new year's packet takes over from last year's file what does not change, and the opening figures.

Continuing units extract, they do not type: that is how the trade avoids copying errors. One undoable edit.
"""

from __future__ import annotations

from collections.abc import Iterator

from model.book import Book
from model.cells import CellRef, Value
from model.edits import Change, Edit, InsertRow, SetCell
from model.formdef import RowDef
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


def carry_forward(last: Book, book: Book) -> Edit:
    """What ``book`` takes over from ``last``; a cell that already says something keeps its words."""
    changes: list[Change] = []
    for form, columns in (*_SAME_ROWS, (INDICATORS, _PLAN_COLUMNS)):
        group = form.template.group if form.template else ""
        if not book.group(group):
            for index, row in enumerate(last.group(group)):
                changes.append(InsertRow(group, row, index))
                changes += [
                    SetCell(form.ref(row, column), last.stated(form.ref(row, column))) for column in columns
                ]
    changes += [
        SetCell(ref, value) for ref, value in _values(last) if book.stated(ref) is None and value is not None
    ]
    return Edit(LABEL, tuple(changes))


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
