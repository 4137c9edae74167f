"""填报进度: which of the fields that the official forms need are filled, and which are missing.

Counted is what an office would send the packet back for when it is empty. Not counted: figures that may be blank because
there is nothing of the kind, opinions that are written by hand on paper, and lists that belong to no printed form.
A computed cell counts as filled once its value is known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from model.book import Book
from model.cells import CellRef
from model.formdef import RowDef
from model.forms import FORMS
from model.forms.annex1 import ALL, BASE_EXTRA, BASE_FUNDS, BASE_STAFF
from model.forms.annex2 import EXECUTION, FUNDING, SELF_EXTRA, TOTAL
from model.forms.finance import ASSETS, BUREAU, INCOME, SANGONG, SPENDING, UNIT_GROUP, UNITS
from model.forms.indicators import GOALS, INDICATORS, RESULT, SCORE_ROWS, SCORES
from model.forms.overview import COVER, OVERVIEW
from model.forms.people import EVALUATORS
from model.forms.prose import CHAPTERS, NOTICE
from model.naming import cell_label, row_label

_OPTIONAL_FIELDS = frozenset(NOTICE.ref(row) for row in ("fund", "capital", "social", "members"))
_FIELD_FORMS = (NOTICE, COVER, OVERVIEW, GOALS, RESULT)
_BUREAU_COLUMNS = (
    (INCOME, ("total",)),
    (SPENDING, ("total", "basic", "project", "balance", "cumulative")),
    (SANGONG, ("total",)),
    (ASSETS, ("total",)),
)
_LISTS = {
    "indicators": (
        INDICATORS,
        ("level1", "name", "target", "actual", "weight", "score"),
        "绩效指标（至少一条）",
    ),
    "evaluators": (EVALUATORS, ("name", "post", "unit"), "评价人员（至少一人）"),
}
_ESSENTIAL_FORMS = frozenset(form.code for form in (COVER, GOALS, SCORES, RESULT, CHAPTERS))
"""Of these nothing may be empty in a finished packet; of the lists, not everything."""
_FUND_ROWS = ("sangong", "project", "public", "procurement")


@dataclass(frozen=True)
class Missing:
    """Something that is still to be filled in: what it is called, and the cell to go to."""

    ref: CellRef
    words: str


@dataclass(frozen=True)
class PartProgress:
    """One form: so many of its required fields are filled."""

    sheet: str
    filled: int
    required: int
    missing: tuple[Missing, ...]

    @property
    def is_complete(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing


def progress(book: Book) -> tuple[PartProgress, ...]:
    """Every form of the packet that needs something, in paper order."""
    parts = []
    for sheet in FORMS:
        wanted = list(_required(book, sheet))
        missing = [one for one in wanted if not _is_filled(book, one.ref)]
        if wanted:
            parts.append(PartProgress(sheet, len(wanted) - len(missing), len(wanted), tuple(missing)))
    return tuple(parts)


def essentials(book: Book) -> tuple[Missing, ...]:
    """What is missing without which there is no report: the cover, goals, scores and grade, the chapters, one indicator, one evaluator."""
    return tuple(
        one
        for part in progress(book)
        if part.sheet in _ESSENTIAL_FORMS or (part.sheet in _LISTS and not part.filled)
        for one in part.missing
    )


def lacking_scores(book: Book) -> int:
    """How many 得分 the total still waits for: first-level ones, and indicators whose score belongs into one of them."""
    scores = [SCORES.ref(row, "score") for row in SCORE_ROWS]
    if all(book.stated(ref) is None for ref in scores):  # the first-level scores are made of the indicators'
        scores += [INDICATORS.ref(row, "score") for row in book.group("indicators")]
    return sum(book.number(ref) is None for ref in scores)


def missing_sentence(missing: tuple[Missing, ...], most: int = 4) -> str:
    """还缺：预算编码、年度主要工作内容 等 5 项; empty when nothing is missing."""
    if not missing:
        return ""
    words = "、".join(one.words for one in missing[:most])
    return f"还缺：{words}" + (f" 等 {len(missing)} 项" if len(missing) > most else "")


def _is_filled(book: Book, ref: CellRef) -> bool:
    """Whether the cell says something; a list without rows has nothing at the place of its first row."""
    value = book.value(ref)
    return value is not None and bool(str(value).strip())


def _required(book: Book, sheet: str) -> Iterator[Missing]:
    """What the form needs in this packet."""
    form = FORMS[sheet]
    if form in _FIELD_FORMS:
        rows = (row.code for row in form.rows if isinstance(row, RowDef))
        yield from (_cell(book, form.ref(row)) for row in rows if form.ref(row) not in _OPTIONAL_FIELDS)
    for table, columns in _BUREAU_COLUMNS:
        if form is table:
            yield from (_cell(book, form.ref(BUREAU, column)) for column in columns)
    if sheet in _LISTS:
        yield from _listed(book, sheet)
    yield from _NAMED.get(sheet, _annexes)(book, sheet)


def _units(book: Book, _sheet: str) -> Iterator[Missing]:
    for row in book.group(UNIT_GROUP):
        yield Missing(UNITS.ref(row, "name"), f"{row_label(book, UNITS, row)}的名称")


def _scores(book: Book, _sheet: str) -> Iterator[Missing]:
    for row in SCORE_ROWS:
        yield _in_row(book, SCORES.ref(row, "weight"))
        yield _in_row(book, SCORES.ref(row, "score"))


def _chapters(_book: Book, _sheet: str) -> Iterator[Missing]:
    for row in CHAPTERS.rows:
        if isinstance(row, RowDef):
            yield Missing(CHAPTERS.ref(row.code, "text"), row.title)


def _listed(book: Book, sheet: str) -> Iterator[Missing]:
    """Every row of a list; a list without any row lacks its first."""
    form, columns, what = _LISTS[sheet]
    rows = book.group(sheet)
    if not rows:
        yield Missing(form.ref("", "name"), what)
    for row_id in rows:
        yield from (_in_row(book, form.ref(row_id, column)) for column in columns)


def _annexes(book: Book, sheet: str) -> Iterator[Missing]:
    """The two annexes: main rows, and what stands below the tables."""
    wanted: Mapping[str, tuple[CellRef, ...]] = {
        BASE_STAFF.code: (BASE_STAFF.ref(ALL, "establishment"), BASE_STAFF.ref(ALL, "staff")),
        BASE_FUNDS.code: tuple(
            BASE_FUNDS.ref(row, column) for row in _FUND_ROWS for column in ("prior", "budget", "actual")
        ),
        BASE_EXTRA.code: tuple(BASE_EXTRA.ref(row) for row in ("thrift", "fill_date", "phone")),
        EXECUTION.code: tuple(EXECUTION.ref(TOTAL, column) for column in ("initial", "annual", "executed")),
        FUNDING.code: (FUNDING.ref(TOTAL, "amount"),),
        SELF_EXTRA.code: tuple(SELF_EXTRA.ref(row) for row in ("fill_date", "phone")),
    }
    name = _in_row if sheet == BASE_FUNDS.code else _cell
    yield from (name(book, ref) for ref in wanted.get(sheet, ()))


def _cell(book: Book, ref: CellRef) -> Missing:
    return Missing(ref, cell_label(book, ref))


def _in_row(book: Book, ref: CellRef) -> Missing:
    """Row and column, as the cell's full name has them behind the form's name."""
    return Missing(ref, "的".join(book.name(ref).split(" › ")[1:]))


_NAMED: Mapping[str, Callable[[Book, str], Iterator[Missing]]] = {
    "units": _units,
    "scores": _scores,
    "chapters": _chapters,
}
