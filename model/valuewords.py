"""A cell's value in words, as its table shows it; and two values of one cell side by side, cut to where they begin to differ."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from model.amounts import format_percent, with_usual_places
from model.cells import CellRef, Value
from model.fieldsyntax import Field
from model.formdef import ADDED, Kind
from model.forms import FORMS
from model.formula import figure
from model.livefields import is_live, render
from model.naming import address_name, form_name, row_choice_label

if TYPE_CHECKING:
    from model.book import Book

EMPTY = "空"
_LONGEST = 24
_BEFORE = 6
_QUOTED = 12
"""Characters of a quoted cell's words: a field may bring whole paragraphs."""

Show = Callable[["Book", CellRef, Value], str]
"""What makes words of a value."""


def value_words(book: Book, ref: CellRef, value: Value) -> str:
    """The value as paper and window show it: money with two decimals or more, a percentage with its sign, a row by its name."""
    form = FORMS[ref.sheet]
    kind = form.kind_of(ref.row, ref.column)
    if isinstance(value, Decimal):
        if kind is Kind.PERCENT:
            return format_percent(value, None)
        return figure(with_usual_places(value) if kind is Kind.AMOUNT else value)
    if value and kind is Kind.ROW:
        return row_choice_label(book, form.column(ref.column).group, value)
    if value and kind is Kind.CELL:
        return address_name(book, value)
    return value or ""


@dataclass(frozen=True)
class Holding:
    """What a cell holds in a state of the packet."""

    book: Book
    value: Value


def both_words(ref: CellRef, one: Holding, other: Holding, show: Show = value_words) -> tuple[str, str]:
    """Two values of a cell as short texts that differ: the words, else the digits as typed, else what is quoted by name."""
    if is_live(ref):
        return _texts(list(_pieces(ref, one)), list(_pieces(ref, other)))
    words = tuple(show(holding.book, ref, holding.value) for holding in (one, other))
    if words[0] == words[1]:
        words = tuple(figure(holding.value) for holding in (one, other))
    return _texts([_Piece(sign, sign) for sign in words[0]], [_Piece(sign, sign) for sign in words[1]])


@dataclass(frozen=True)
class _Piece:
    """One character, or a whole quotation: what is kept of it, what is shown, and what tells it from another that shows the same."""

    kept: str
    shown: str
    named: str = ""


def _pieces(ref: CellRef, holding: Holding) -> Iterator[_Piece]:
    """The text as its field shows it, data of the packet between brackets."""
    text = holding.value if isinstance(holding.value, str) else ""
    rendering = render(holding.book, text, ref)
    for segment in rendering.segments:
        raw = text[slice(*segment.raw)]
        if segment.field is None:
            yield from (_Piece(sign, "↵" if sign == "\n" else sign) for sign in raw)
            continue
        shown = rendering.text[slice(*segment.rendered)].strip("〔〕").replace("\n", "")
        shown = shown if len(shown) <= _QUOTED else f"{shown[:_QUOTED]}…"
        yield _Piece(raw, f"〔{shown}〕", f"〔{_name(holding.book, segment.field)} {shown}〕")


def _name(book: Book, field: Field) -> str:
    form = FORMS.get(field.ref.sheet)
    all_rows = form is not None and field.ref.row == ADDED
    place = form_name(form) if form is not None and all_rows else address_name(book, str(field.ref))
    return f"{place}{field.word}"


def _texts(here: list[_Piece], there: list[_Piece]) -> tuple[str, str]:
    pairs = enumerate(zip(here, there, strict=False))
    start = next((index for index, (one, two) in pairs if one.kept != two.kept), min(len(here), len(there)))
    if start < min(len(here), len(there)) and here[start].shown == there[start].shown:
        for pieces in (here, there):
            pieces[start] = _Piece(pieces[start].kept, pieces[start].named)
    return _short(here, start), _short(there, start)


def _short(pieces: list[_Piece], start: int) -> str:
    """The pieces from a little before ``start``; one that is shown is shown whole."""
    if not pieces:
        return EMPTY
    whole = sum(len(piece.shown) for piece in pieces) <= _LONGEST
    end = begin = 0 if whole else max(0, start - _BEFORE)
    text = ""
    while end < len(pieces) and len(text) < _LONGEST:
        text += pieces[end].shown
        end += 1
    return f"{'…' if begin else ''}{text}{'…' if end < len(pieces) else ''}"
