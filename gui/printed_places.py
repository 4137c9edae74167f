"""Where on a page of the preview something of the packet stands, and what a pointer or a key there means."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from gui.pdf_pages import POINTS_PER_INCH

if TYPE_CHECKING:
    from export.origin import Origin
    from export.pdf.canvas import PrintedPlace
    from model.book import Book
    from model.cells import CellRef
    from model.findings import Span

_NEAR = POINTS_PER_INCH / 2
"""What is meant by a pointer beside everything: the nearest place, if it is no further above or below than this."""


def place_at(places: Sequence[PrintedPlace], x: float, y: float) -> PrintedPlace | None:
    """The place under a point of the page; on a label, that of its row which is nearest."""

    def distance(place: PrintedPlace) -> tuple[float, float, float]:
        above = max(place.top - y, y - place.top - place.height, 0.0)
        beside = max(place.x - x, x - place.x - place.width, 0.0)
        return above, beside, place.width * place.height

    nearest = min(places, key=distance, default=None)
    return nearest if nearest is not None and distance(nearest)[0] <= _NEAR else None


def first_from(places: Sequence[PrintedPlace], y: float) -> PrintedPlace | None:
    """The first place that begins at this height of the page or below; on its last lines, the last one."""
    below = [place for place in places if place.top >= y]
    if below:
        return min(below, key=lambda place: (place.top, place.x))
    return max(places, key=lambda place: place.top, default=None)


def still_there(book: Book, ref: CellRef) -> bool:
    """Whether the packet has the cell: its row may have gone since the page was made."""
    from model.forms import FORMS

    return ref.row in book.rows(FORMS[ref.sheet])


def span_of(book: Book, origin: Origin) -> Span | None:
    """Where in the cell's text the line begins; None for the first, which needs no looking for."""
    from model.livefields import render

    rendering = render(book, book.text(origin.ref), origin.ref)
    lines = rendering.text.split("\n")
    if not 0 < origin.line < len(lines):
        return None
    begin = sum(len(line) + 1 for line in lines[: origin.line])
    at = rendering.to_raw((begin, begin))[0]
    return at, at
