"""Headings that several rows of a list have in common: they stand in every row, and are read as one cell."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from model.cells import CellRef
from model.forms import FORMS

if TYPE_CHECKING:
    from model.book import Book

MERGED_COLUMNS: dict[str, tuple[str, ...]] = {"indicators": ("level1", "level2")}
"""Columns whose equal consecutive values are shown as one cell, outermost first."""


def run_around(place: int, count: int, key: Callable[[int], tuple[object, ...]]) -> range:
    """The rows around ``place``, of ``count`` rows, that have the same key; the row alone where its own heading is empty."""
    own = key(place)
    if own[-1] is None:
        return range(place, place + 1)
    first, last = place, place
    while first > 0 and key(first - 1) == own:
        first -= 1
    while last + 1 < count and key(last + 1) == own:
        last += 1
    return range(first, last + 1)


def shown_as_one(book: Book, ref: CellRef) -> tuple[CellRef, ...]:
    """The cells that are read as one with this one, from top to bottom; the cell alone where nothing is merged."""
    headings = MERGED_COLUMNS.get(ref.sheet, ())
    if ref.column not in headings:
        return (ref,)
    form, compared = FORMS[ref.sheet], headings[: headings.index(ref.column) + 1]
    rows = book.rows(form)

    def key(place: int) -> tuple[object, ...]:
        return tuple(book.value(form.ref(rows[place], column)) for column in compared)

    return tuple(form.ref(rows[at], ref.column) for at in run_around(rows.index(ref.row), len(rows), key))
