"""查找: where a word or a figure stands in the packet, in labels and in contents, in the order of the pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from gui.document import Document
from gui.form_cells import FormCells
from model.amounts import AmountError, fold_width, parse_amount
from model.book import Book
from model.cells import CellRef
from model.findings import Span
from model.formdef import FormDef, in_year
from model.forms import FORMS
from model.livefields import is_live, render
from model.moneyunits import can_be_yuan, yuan
from model.naming import row_label

_BETWEEN_DIGITS = re.compile(r"(?<=[0-9])(?=[0-9])")
_PERHAPS_SEPARATED = "(?:,(?=[0-9]{3}))?"
_SEPARATOR = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")


@dataclass(frozen=True)
class Hit:
    """A cell, and where in its text; no span where only its label or heading matches."""

    ref: CellRef
    span: Span | None = None


class _Sought:
    """What is looked for: full-width or half-width, with separators between thousands or without, it is the same."""

    def __init__(self, words: str) -> None:
        plain = _SEPARATOR.sub("", _plain(words.strip()))
        self._pattern = re.compile(_BETWEEN_DIGITS.sub(_PERHAPS_SEPARATED, re.escape(plain)))
        try:
            self._amount = parse_amount(words)
        except AmountError:
            self._amount = None

    def __bool__(self) -> bool:
        return bool(self._pattern.pattern)

    def spans_in(self, text: str) -> list[Span]:
        """Every place in a text."""
        return [match.span() for match in self._pattern.finditer(_plain(text))]

    def is_amount_of(self, book: Book, ref: CellRef) -> bool:
        """Whether it is the cell's money in full, in 万元 or in 元, whichever of them the table is read in."""
        kept = book.number(ref) if self._amount and can_be_yuan(ref) else None
        return isinstance(kept, Decimal) and self._amount in (kept, yuan(kept))


def find(document: Document, words: str, sheets: tuple[str, ...]) -> list[Hit]:
    """Every cell of these forms whose label, heading or content has the words, as they are shown or in the paper's unit."""
    sought = _Sought(words)
    if not sought or not document.is_open:
        return []
    return [hit for sheet in sheets for hit in _in_form(document, FORMS[sheet], sought)]


def _in_form(document: Document, form: FormDef, sought: _Sought) -> Iterator[Hit]:
    book, cells = document.book, FormCells(document, form)
    headed = set() if form.is_fields else _columns_headed(form, book.year, sought)
    labelled: set[str] = set()
    for ref in book.refs(form):
        spans = _in_prose(book, ref, sought) if is_live(ref) else sought.spans_in(cells.shown(ref))[:1]
        if spans:
            yield from (Hit(ref, span) for span in spans)
        elif (
            ref.column in headed
            or (ref.row not in labelled and sought.spans_in(row_label(book, form, ref.row)))
            or sought.is_amount_of(book, ref)
        ):
            yield Hit(ref)
        headed.discard(ref.column)
        labelled.add(ref.row)


def _in_prose(book: Book, ref: CellRef, sought: _Sought) -> list[Span]:
    """Every place in a text as it is read, quoted values included; the spans count in the text as it is kept."""
    shown = render(book, book.text(ref), ref)
    return list(dict.fromkeys(shown.to_raw(span) for span in sought.spans_in(shown.text)))


def _columns_headed(form: FormDef, year: int, sought: _Sought) -> set[str]:
    """Columns whose heading has the words; each is found once, at its first row."""
    return {column.code for column in form.columns if sought.spans_in(in_year(column.title, year))}


def _plain(text: str) -> str:
    """Without the differences that no clerk means."""
    return fold_width(text).lower()
