"""查找: where a word or a figure stands in the packet, in labels and in contents, in the order of the pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gui.document import Document
from gui.form_cells import FormCells
from model.amounts import fold_width
from model.book import Book
from model.cells import CellRef
from model.findings import Span
from model.formdef import FormDef, in_year
from model.forms import FORMS
from model.livefields import is_live, render
from model.naming import row_label


@dataclass(frozen=True)
class Hit:
    """A cell, and where in its text; no span where only its label or heading matches."""

    ref: CellRef
    span: Span | None = None


def find(document: Document, words: str, sheets: tuple[str, ...]) -> list[Hit]:
    """Every cell of these forms whose label, heading or content has the words; full-width and half-width are alike."""
    sought = _plain(words.strip())
    if not sought or not document.is_open:
        return []
    return [hit for sheet in sheets for hit in _in_form(document, FORMS[sheet], sought)]


def _in_form(document: Document, form: FormDef, sought: str) -> Iterator[Hit]:
    book, cells = document.book, FormCells(document, form)
    headed = set() if form.is_fields else _columns_headed(form, book.year, sought)
    labelled: set[str] = set()
    for ref in book.refs(form):
        spans = _in_prose(book, ref, sought) if is_live(ref) else _first_in(cells.shown(ref), sought)
        if spans:
            yield from (Hit(ref, span) for span in spans)
        elif ref.column in headed or (
            ref.row not in labelled and sought in _plain(row_label(book, form, ref.row))
        ):
            yield Hit(ref)
        headed.discard(ref.column)
        labelled.add(ref.row)


def _first_in(text: str, sought: str) -> list[Span]:
    start = _plain(text).find(sought)
    return [(start, start + len(sought))] if start >= 0 else []


def _in_prose(book: Book, ref: CellRef, sought: str) -> list[Span]:
    """Every place in a text as it is read, quoted values included; the spans count in the text as it is kept."""
    shown = render(book, book.text(ref), ref)
    plain, spans = _plain(shown.text), []
    start = plain.find(sought)
    while start >= 0:
        spans.append(shown.to_raw((start, start + len(sought))))
        start = plain.find(sought, start + len(sought))
    return list(dict.fromkeys(spans))


def _columns_headed(form: FormDef, year: int, sought: str) -> set[str]:
    """Columns whose heading has the words; each is found once, at its first row."""
    return {column.code for column in form.columns if sought in _plain(in_year(column.title, year))}


def _plain(text: str) -> str:
    """Without the differences that no clerk means."""
    return fold_width(text).lower()
