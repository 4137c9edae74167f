"""The names of a packet that no line of a title parts."""

from __future__ import annotations

from model.book import Book
from model.forms.overview import COVER
from model.forms.prose import NOTICE


def own_names(book: Book) -> tuple[str, ...]:
    """The department as the cover and the notice call it."""
    names = {book.text(COVER.ref("unit_name")).strip(), book.text(NOTICE.ref("issuer")).strip()}
    return tuple(sorted(name for name in names if len(name) > 1))
