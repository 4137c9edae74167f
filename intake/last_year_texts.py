"""取上年文字: the chapters of last year's report as a beginning for this year's, to be brought up to date.

What they quote of the tables goes on quoting, and so says this year's figures; all else is last year's until it is rewritten.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from model.book import Book
from model.cells import CellRef
from model.edits import Edit, set_cells
from model.fieldsyntax import Field
from model.fieldwords import source_of
from model.findings import Severity
from model.formdef import ADDED, FormDef, RowDef
from model.forms import FORMS, GROUPS
from model.forms.prose import CHAPTERS
from model.livefields import render
from model.sought import Sought
from model.textlength import length_of

_NAME = "name"


@dataclass(frozen=True)
class ChapterText:
    """A chapter: how many characters it has in last year's report and in this one, and what last year's says."""

    row: str
    title: str
    there: int
    here: int
    text: str


@dataclass(frozen=True)
class TakenTexts:
    """The edit that takes chapters over; how often they name last year, and how much the checks will find in them."""

    edit: Edit
    named: int
    found: int


def year_words(book: Book) -> str:
    """How a text names the year of that packet."""
    return f"{book.year}年"


def chapter_texts(last: Book, book: Book) -> tuple[ChapterText, ...]:
    """All chapters in order."""
    return tuple(_chapter(last, book, row) for row in CHAPTERS.rows if isinstance(row, RowDef))


def take_texts(last: Book, book: Book, rows: Iterable[str]) -> TakenTexts:
    """Put last year's text in place of this one's in the chapters chosen; ``book`` is left with it, to be judged."""
    refs = [CHAPTERS.ref(row, "text") for row in rows]
    texts = [(ref, _brought_over(last, book, ref)) for ref in refs]
    edit = set_cells(f"取上年文字 {len(texts)} 章", texts)
    book.apply(edit)
    sought = Sought(year_words(last))
    named = sum(len(sought.spans_in(book.prose(ref))) for ref in refs)
    open_ones = [one for one in book.findings if one.severity is not Severity.ROUNDING and one.place in refs]
    return TakenTexts(edit, named, len(open_ones))


def _chapter(last: Book, book: Book, row: RowDef) -> ChapterText:
    ref = CHAPTERS.ref(row.code, "text")
    there, here = (length_of(one.prose(ref)) for one in (last, book))
    return ChapterText(row.code, row.title, there, here, last.prose(ref))


def _brought_over(last: Book, book: Book, ref: CellRef) -> str:
    """The text with its quotes; what is quoted from a row that is not here, or is another one here, stays as it read."""
    raw = last.text(ref)
    shown = render(last, raw, ref)
    nothing = {problem.span for problem in shown.problems}
    pieces = []
    for segment in shown.segments:
        quotes = segment.field is None or segment.raw in nothing or _means_the_same(segment.field, last, book)
        pieces.append(raw[slice(*segment.raw)] if quotes else shown.text[slice(*segment.rendered)])
    return "".join(pieces)


def _means_the_same(field: Field, last: Book, book: Book) -> bool:
    """Whether the field quotes in both packets what is one thing to the clerk: a fixed row, or an added one of one name."""
    if source_of(book, field) is None:
        return False
    form, row = FORMS[field.ref.sheet], field.ref.row
    if row == ADDED or form.fixed_row(row) is not None:
        return True
    name = _name_of(last, form, row)
    return bool(name) and name == _name_of(book, form, row)


def _name_of(book: Book, form: FormDef, row: str) -> str:
    """What the clerk calls an added row, in whichever form of its list that is written."""
    forms = GROUPS[form.template.group] if form.template else ()
    names = (
        book.text(one.ref(row, _NAME)) for one in forms if _NAME in (column.code for column in one.columns)
    )
    return next(names, "")
