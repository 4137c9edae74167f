"""The sheet of paper: lines of text, rules, page numbers and bookmarks on reportlab's canvas.

Coordinates run from the page's upper left corner downwards, in points. All text is drawn as plain strings.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from export.blocks import Face, Section, Source
from export.pdf.fonts import FontBook
from export.pdf.layout_text import TextLine, TextStyle, make_line
from export.pdf.rules import Segment, joined
from export.typesizes import PAGE_NUMBER_PT
from model.printable import drawable

_ASCENT = 0.88
"""How far the baseline is below the top of a character's body, in ems (the usual of Chinese faces)."""
_EMBOLDEN = 0.03
_RULE = 0.6
_PAGE_NUMBER_GAP = 7 * mm
_DASH_HEIGHT = 0.27
"""How far a dash stands above the baseline, in ems: the dash is 7 mm below the type area."""
_PAPERS = {"A4": (210 * mm, 297 * mm), "A3": (297 * mm, 420 * mm)}


@dataclass(frozen=True, slots=True)
class Area:
    """A page and its type area (版心)."""

    page_width: float
    page_height: float
    left: float
    top: float
    width: float
    height: float

    @classmethod
    def of(cls, section: Section) -> Area:
        """The type area of a section; a landscape page is the upright page turned to the right."""
        width, height = _PAPERS[section.paper]
        m = section.margins_mm
        top, right, bottom, left = m.top, m.right, m.bottom, m.left
        if section.landscape:
            width, height = height, width
            top, right, bottom, left = left, top, right, bottom
        return cls(
            width, height, left * mm, top * mm, width - (left + right) * mm, height - (top + bottom) * mm
        )


@dataclass(frozen=True, slots=True)
class PrintedPlace:
    """Where a text that has a source stands: page (from 1), and a rectangle from the page's upper left corner; points."""

    page: int
    x: float
    top: float
    width: float
    height: float
    source: object


class Sheet:
    """Draws on the current page of a PDF in memory."""

    def __init__(self, fonts: FontBook, *, invariant: bool) -> None:
        self._fonts = fonts
        self._buffer = io.BytesIO()
        usual = fonts.glyph(Face.SONGTI, " ").font  # else reportlab names Helvetica on each page, unembedded
        # Nothing is compressed here: pikepdf does it, and would have to undo it first.
        self._canvas: Any = Canvas(
            self._buffer, pageCompression=0, invariant=int(invariant), initialFontName=usual
        )
        self._bookmarks = 0
        self._level = -1
        self.pages = 0
        self._height = 0.0
        self._rules: list[Segment] = []
        self.places: list[PrintedPlace] = []

    def describe(self, *, title: str, author: str, subject: str) -> None:
        """Set the document's metadata, without what no file can state (controls, halves of pairs)."""
        self._canvas.setTitle(_stated(title))
        self._canvas.setAuthor(_stated(author))
        self._canvas.setSubject(_stated(subject))
        self._canvas.setCreator("绩效自评")

    def begin_page(self, area: Area) -> None:
        """Start a page of the given size."""
        self._canvas.setPageSize((area.page_width, area.page_height))
        self._height = area.page_height
        self.pages += 1

    def end_page(self) -> None:
        """Finish the page."""
        self._draw_rules()
        self._canvas.showPage()

    def text(self, line: TextLine, x: float, top: float, leading: float) -> None:
        """Draw a line at `x` (plus its own offset) in a line box that begins at `top`."""
        if not line.runs:
            return
        size = line.style.size
        baseline = self._height - (top + (leading - size) / 2 + _ASCENT * size)
        target = self._canvas.beginText(x + line.x, baseline)
        if any(run.heavy for run in line.runs):
            self._canvas.setLineWidth(_EMBOLDEN * size)
        for run in line.runs:
            # reportlab's own setter forgets what was set before
            target._code.append("2 Tr" if run.heavy else "0 Tr")
            target.setFont(run.font, size)
            target.setCharSpace(run.spacing)
            target.textOut(run.shown)
        target.setCharSpace(0)
        if line.exact:
            self._canvas._code.append(f"/Span <</ActualText {_utf16(line.text)}>> BDC")
        self._canvas.drawText(target)
        if line.exact:
            self._canvas._code.append("EMC")

    def note(self, source: Source, x: float, top: float, width: float, height: float) -> None:
        """What stands there comes from ``source``; nothing is drawn."""
        if source is not None:
            self.places.append(PrintedPlace(self.pages, x, top, width, height, source))

    def rules(self, segments: Iterable[Segment]) -> None:
        """Rule the page; what several tables have in common is drawn once, when the page is finished."""
        self._rules.extend(segments)

    def _draw_rules(self) -> None:
        self._canvas.setLineWidth(_RULE)
        self._canvas.setLineCap(2)
        for x0, y0, x1, y1 in joined(self._rules):
            self._canvas.line(x0, self._height - y0, x1, self._height - y1)
        self._rules.clear()

    def squares(self, places: Iterable[tuple[float, float]], side: float) -> None:
        """Fill squares given by their upper left corners: the dark modules of a QR code."""
        path = self._canvas.beginPath()
        for x, top in places:
            path.rect(x, self._height - top - side, side, side)
        self._canvas.drawPath(path, stroke=0, fill=1)

    def page_number(self, number: int, style: str, area: Area, *, landscape: bool) -> None:
        """The number below the type area: odd pages right, even pages left, one character in (GB/T 9704)."""
        text_style = TextStyle(Face.SONGTI, PAGE_NUMBER_PT, PAGE_NUMBER_PT)
        line = make_line(self._fonts, f"— {number} —" if style == "dash" else str(number), text_style)
        canvas = self._canvas
        canvas.saveState()
        width, below = area.width, area.top + area.height
        left = area.left
        page_height = self._height
        if landscape:  # the number stays where it is on the upright page, so it stands on its side here
            canvas.transform(0, -1, 1, 0, 0, page_height)
            self._height = area.page_width
            left, width, below = area.top, area.height, area.page_width - area.left
        inset = PAGE_NUMBER_PT
        x = left + width - inset - line.width if number % 2 else left + inset
        top = below + _PAGE_NUMBER_GAP - (_ASCENT - _DASH_HEIGHT) * PAGE_NUMBER_PT
        self.text(line, x, top, PAGE_NUMBER_PT)
        canvas.restoreState()
        self._height = page_height

    def bookmark(self, text: str, level: int, top: float) -> None:
        """Add a bookmark to this place; levels that were left out are closed up."""
        level = min(level, self._level + 1)
        self._level = level
        self._bookmarks += 1
        key = f"b{self._bookmarks}"
        self._canvas.bookmarkHorizontal(key, 0, self._height - top)
        self._canvas.addOutlineEntry(text, key, level, closed=False)

    def finish(self) -> bytes:
        """The whole document."""
        self._canvas.save()
        return self._buffer.getvalue()


def _stated(words: str) -> str:
    return "".join(character for character in words if drawable(character))


def _utf16(text: str) -> str:
    """A PDF hexadecimal string."""
    return "<FEFF" + text.encode("utf-16-be", "replace").hex().upper() + ">"
