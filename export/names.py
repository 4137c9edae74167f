"""What a packet is called: its title, and the names that no line of a title parts."""

from __future__ import annotations

from model.book import Book
from model.forms.overview import COVER
from model.forms.prose import NOTICE
from model.starting import usual_title


def cover_title(book: Book) -> str:
    """The title on the cover; the usual one where none is entered, as on a form to be filled by pen."""
    return book.prose(COVER.ref("title")) or usual_title(book.year, book.text(COVER.ref("unit_name")))


def own_names(book: Book) -> tuple[str, ...]:
    """The department as the cover and the notice call it."""
    names = {book.text(COVER.ref("unit_name")).strip(), book.text(NOTICE.ref("issuer")).strip()}
    return tuple(sorted(name for name in names if len(name) > 1))
