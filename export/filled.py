"""Whether a table or a part of the packet was filled in yet, or is printed to be filled by pen."""

from __future__ import annotations

from collections.abc import Iterable

from model.book import Book
from model.formdef import FormDef
from model.forms.overview import COVER
from model.starting import starting_cells

_GIVEN = "weight"
"""What a new packet weighs (分值, with their sum) says nothing about a table."""


def says_anything(book: Book, forms: Iterable[FormDef]) -> bool:
    """Whether the forms hold anything that a new packet does not begin with."""
    given = starting_cells(book.profile, book.year, book.text(COVER.ref("unit_name")))
    return any(
        book.value(ref) not in (None, given.get(ref))
        for form in forms
        for ref in book.refs(form)
        if ref.column != _GIVEN
    )
