"""查找: where a word or a figure stands in the packet, in labels and in contents, in the order of the pages."""

from __future__ import annotations

from collections.abc import Iterator

from gui.document import Document
from gui.form_cells import FormCells
from model.book import Book
from model.cells import CellRef
from model.findings import Span
from model.formdef import FormDef, in_year
from model.forms import FORMS
from model.headings import shown_as_one
from model.livefields import is_live, render
from model.naming import row_label
from model.sought import Hit, Sought


def find(document: Document, words: str, sheets: tuple[str, ...]) -> list[Hit]:
    """Every cell of these forms whose label, heading or content has the words, as they are shown or in the paper's unit."""
    sought = Sought(words)
    if not sought or not document.is_open:
        return []
    return [hit for sheet in sheets for hit in _in_form(document, FORMS[sheet], sought)]


def _in_form(document: Document, form: FormDef, sought: Sought) -> Iterator[Hit]:
    book, cells = document.book, FormCells(document, form)
    headed = set() if form.is_fields else _columns_headed(form, book.year, sought)
    labelled: set[str] = set()
    for ref in book.refs(form):
        spans = _in_prose(book, ref, sought) if is_live(ref) else _in_line(book, cells, ref, sought)
        if spans:
            yield from (Hit(ref, span) for span in spans)
        elif ref.column in headed or (
            ref.row not in labelled and sought.spans_in(row_label(book, form, ref.row))
        ):
            yield Hit(ref)
        headed.discard(ref.column)
        labelled.add(ref.row)


def _in_prose(book: Book, ref: CellRef, sought: Sought) -> list[Span]:
    """Every place in a text as it is read, quoted values included; the spans count in the text as it is kept."""
    shown = render(book, book.text(ref), ref)
    return list(dict.fromkeys(shown.to_raw(span) for span in sought.spans_in(shown.text)))


def _in_line(book: Book, cells: FormCells, ref: CellRef, sought: Sought) -> list[Span]:
    """Every place in words of the clerk's own; one in a figure or a choice, and in a heading that several rows share."""
    shown = cells.shown(ref)
    spans = sought.spans_in(shown)
    if spans and shown_as_one(book, ref)[0] != ref:
        return []
    if spans and shown == book.text(ref):
        return spans
    return spans[:1] or ([(0, len(shown))] if sought.is_amount_of(book, ref) else [])


def _columns_headed(form: FormDef, year: int, sought: Sought) -> set[str]:
    """Columns whose heading has the words; each is found once, at its first row."""
    return {column.code for column in form.columns if sought.spans_in(in_year(column.title, year))}
