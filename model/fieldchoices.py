"""The menu of what prose can quote: every figure and name of the packet under a Chinese name, the usual ones first."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import TYPE_CHECKING

from model.cells import CellRef
from model.formdef import Kind
from model.forms import FORMS
from model.forms.annex1 import BASE_BUILDING, BASE_FUNDS, BASE_STAFF
from model.forms.annex2 import EXECUTION
from model.forms.detail import BUDGETS, SPECIALS, SUBJECTS, USES
from model.forms.finance import ASSETS, INCOME, SANGONG, SPENDING, UNITS
from model.forms.indicators import GOALS, INDICATORS, RESULT, SCORES
from model.forms.overview import COVER, OVERVIEW
from model.forms.prose import NOTICE
from model.naming import cell_label, cell_name, row_label

if TYPE_CHECKING:
    from model.book import Book

_FIRST = (
    COVER.ref("unit_name"),
    COVER.ref("report_date"),
    OVERVIEW.ref("staffing"),
    OVERVIEW.ref("staff"),
    BASE_STAFF.ref("all", "rate"),
    EXECUTION.ref("total", "annual"),
    EXECUTION.ref("total", "executed"),
    EXECUTION.ref("total", "rate"),
    EXECUTION.ref("total", "score"),
    RESULT.ref("score"),
    RESULT.ref("grade"),
)
_TABLES = (
    SCORES,
    INCOME,
    SPENDING,
    SANGONG,
    ASSETS,
    BUDGETS,
    INDICATORS,
    SUBJECTS,
    SPECIALS,
    USES,
    BASE_FUNDS,
    BASE_BUILDING,
    UNITS,
    GOALS,
    OVERVIEW,
    NOTICE,
)
_NOT_QUOTED = {NOTICE.ref("body"), NOTICE.ref("members"), NOTICE.ref("title")}


def field_choices(book: Book) -> list[tuple[str, CellRef]]:
    """What can be quoted, by name; no two names are alike."""
    names: dict[str, CellRef] = {}
    for ref in dict.fromkeys((*_FIRST, *_quotable(book))):
        name = _name(book, ref)
        alike = (f"{name}（{number}）" for number in count(2))
        names[next(other for other in alike if other not in names) if name in names else name] = ref
    return list(names.items())


def _quotable(book: Book) -> Iterator[CellRef]:
    for form in _TABLES:
        for ref in book.refs(form):
            if ref not in _NOT_QUOTED and form.kind_of(ref.row, ref.column) is not Kind.ROW:
                yield ref


def _name(book: Book, ref: CellRef) -> str:
    form = FORMS[ref.sheet]
    if form.template is None or form.fixed_row(ref.row) is not None or form is INDICATORS:
        return " › ".join(part for part in cell_name(book, ref).split(" › ") if part)
    label = row_label(book, form, ref.row).strip("\u3000 ")
    if any(column.code == "name" for column in form.columns):
        label = f"{label}、{book.text(form.ref(ref.row, 'name'))}".rstrip("、")
    return " › ".join((form.short or form.title, label, cell_label(book, ref)))
