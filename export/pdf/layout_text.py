"""Paragraphs → lines of glyph runs with their places, ready to be drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from export.blocks import Face
from export.linebreak import HANGING, is_wide, squeezes, stretchable_gaps, widest_figure, yields
from export.linefit import TIGHTEST_EM, Line, break_lines
from export.pdf.fonts import FontBook
from export.sense import balanced_breaks, title_breaks
from export.typesizes import SMALLEST_PT

_READABLE_SPREAD = 0.08
"""Widest gap in ems that text extraction does not yet take for a blank."""
_RARE = "\U00010000"
"""Characters from here on are lost by some readers where text is stated beside the glyphs."""
_BLANKS = " \t\u3000"
_FULL_MARK = 0.9
"""A mark narrower than this has no blank half to give up."""


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a text is set; `leading` is the line pitch in points, `tracking` is added after wide characters."""

    face: Face
    size: float
    leading: float
    tracking: float = 0.0
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Glyphs of one font with one spacing; `heavy` if a stand-in has to be drawn stronger than it is."""

    font: str
    spacing: float
    shown: str
    heavy: bool = False


@dataclass(frozen=True, slots=True)
class Lead:
    """The first `chars` characters of a paragraph are in another face: a heading which the text runs on from."""

    chars: int
    face: Face

    def within(self, start: int) -> Lead | None:
        """What of it is left on a line that begins at character `start`."""
        return replace(self, chars=self.chars - start) if start < self.chars else None


@dataclass(frozen=True, slots=True)
class Spacing:
    """What fits a line to its measure.

    `stretch` is added to each stretchable gap (to all gaps if `spread`), in points; `squeeze` is the share of their
    blank halves that the marks before the last character give up, and above 1 the share of what all may stand closer.
    """

    stretch: float = 0.0
    squeeze: float = 0.0
    spread: bool = False


_UNSPACED = Spacing()


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line: `x` from the left of its box, `width` as drawn. `text` is what copying should yield.

    `exact` says that extraction could misread the drawn glyphs, so the text has to be stated beside them.
    """

    text: str
    x: float
    width: float
    runs: tuple[Run, ...]
    style: TextStyle
    exact: bool = False


def advances_of(fonts: FontBook, text: str, style: TextStyle, lead: Lead | None = None) -> list[float]:
    """The width of each character in points: tracking included, squeezed where two marks meet."""
    return _advances(text, _ems(fonts, text, style, lead), style)


def _advances(text: str, ems: Sequence[float], style: TextStyle) -> list[float]:
    return [em * style.size + extra for em, extra in zip(ems, _extras(text, ems, style), strict=True)]


def _ems(fonts: FontBook, text: str, style: TextStyle, lead: Lead | None) -> list[float]:
    chars = lead.chars if lead else 0
    ems = fonts.advances(lead.face, text[:chars]) if lead else []
    return [*ems, *fonts.advances(style.face, text[chars:])]


def _extras(text: str, ems: Sequence[float], style: TextStyle) -> list[float]:
    """What is added to each character's own width, in points."""
    tracked = [style.tracking if style.tracking and is_wide(c) else 0.0 for c in text]
    return [
        extra - (given * style.size if em >= _FULL_MARK else 0.0)
        for extra, given, em in zip(tracked, squeezes(text), ems, strict=True)
    ]


def _yields(text: str, ems: Sequence[float], style: TextStyle) -> list[float]:
    """How much narrower each character may get, in points, where a line has to hold more."""
    marks = [*ems[1:], 0.0]
    return [
        half * style.size if (em if character in HANGING else mark) >= _FULL_MARK else 0.0
        for half, character, em, mark in zip(yields(text), text, ems, marks, strict=True)
    ]


def text_width(fonts: FontBook, text: str, style: TextStyle) -> float:
    """The width of a text on one line, in points."""
    return sum(advances_of(fonts, text, style))


@dataclass(frozen=True, slots=True)
class Shape:
    """The box of a paragraph: its width, first-line indent, alignment, and how far marks may hang.

    A line that would have to be spaced by more than `loosest` ems a gap stays ragged.
    """

    measure: float
    first_indent: float = 0.0
    align: str = "justify"
    hang: float = 0.5
    loosest: float = 0.2


def layout_paragraph(
    fonts: FontBook, text: str, style: TextStyle, shape: Shape, lead: Lead | None = None
) -> list[TextLine]:
    """Break and align one paragraph (no newlines in it)."""
    ems = _ems(fonts, text, style, lead)
    lines = break_lines(
        text,
        _advances(text, ems, style),
        shape.measure,
        first_indent=shape.first_indent,
        hang=shape.hang,
        em=style.size + style.tracking,
        yields=_yields(text, ems, style) if shape.align == "justify" else None,
    )
    return [_set_line(fonts, text, style, (line, shape), lead) for line in lines]


def _set_line(
    fonts: FontBook, text: str, style: TextStyle, place: tuple[Line, Shape], lead: Lead | None
) -> TextLine:
    line, shape = place
    visible = text[line.start : line.end].rstrip(_BLANKS)
    slack = shape.measure - line.indent - line.width
    stretch = 0.0
    x = line.indent
    if shape.align == "justify":
        stretch = 0.0 if line.last else _stretch(visible, slack, shape.loosest * style.size, line)
    elif shape.align == "center":
        x += max(slack / 2, 0.0)
    elif shape.align == "right":
        x += max(slack, 0.0)
    rest = lead.within(line.start) if lead else None
    return make_line(fonts, visible, style, x=x, spacing=Spacing(stretch, line.squeeze), lead=rest)


def _stretch(visible: str, slack: float, widest: float, line: Line) -> float:
    """What to add to each gap so that the line fills the measure; a hanging mark itself does not count."""
    if slack <= 0.0:
        return 0.0
    gaps = stretchable_gaps(visible)
    count = sum(gaps[:-1]) if line.hang else sum(gaps)
    if not count or slack / count > widest:
        return 0.0
    return slack / count


def make_line(
    fonts: FontBook,
    text: str,
    style: TextStyle,
    *,
    x: float = 0.0,
    spacing: Spacing = _UNSPACED,
    lead: Lead | None = None,
) -> TextLine:
    """A line of text at `x`, spaced to its measure."""
    faces = [style.face] * len(text)
    if lead:
        faces[: lead.chars] = [lead.face] * min(lead.chars, len(text))
    glyphs = [fonts.glyph(face, character) for face, character in zip(faces, text, strict=True)]
    gaps = [True] * len(text) if spacing.spread else [*stretchable_gaps(text), False]
    ems = [glyph.advance for glyph in glyphs]
    own = [style.tracking] * len(text) if spacing.spread else _extras(text, ems, style)
    extras = [extra + (spacing.stretch if gap else 0.0) for extra, gap in zip(own, gaps, strict=False)]
    if spacing.squeeze:
        closer = max(spacing.squeeze - 1.0, 0.0) * TIGHTEST_EM * (style.size + style.tracking)
        given = [min(spacing.squeeze, 1.0) * blank + closer for blank in _yields(text, ems, style)[:-1]]
        extras[:-1] = [extra - blank for extra, blank in zip(extras[:-1], given, strict=True)]
    if extras and spacing.spread:
        extras[-1] = 0.0
    keys = [
        (glyph.font, round(extra, 4), style.bold or fonts.needs_weight(face))
        for glyph, extra, face in zip(glyphs, extras, faces, strict=True)
    ]
    runs = tuple(
        Run(font, extra, "".join(glyph.shown for glyph, _ in group), heavy)
        for (font, extra, heavy), group in groupby(zip(glyphs, keys, strict=True), key=lambda pair: pair[1])
    )
    width = sum(glyph.advance for glyph in glyphs) * style.size + sum(extras)
    loose = spacing.stretch + style.tracking > _READABLE_SPREAD * style.size and max(text, default="") < _RARE
    altered = any(glyph.shown != character for glyph, character in zip(glyphs, text, strict=True))
    return TextLine(text, x, width, runs, style, exact=loose or altered)


def layout_paragraphs(
    fonts: FontBook, texts: Sequence[str], style: TextStyle, shape: Shape
) -> list[TextLine]:
    """Several paragraphs one below the other."""
    return [line for text in texts for line in layout_paragraph(fonts, text, style, shape)]


def layout_balanced(
    fonts: FontBook, text: str, style: TextStyle, measure: float, align: str = "center"
) -> list[TextLine]:
    """A heading or label: few lines of about one length, broken between words where that is possible."""
    ends = balanced_breaks(text, advances_of(fonts, text, style), measure)
    return _lines_at(fonts, text, style, (measure, align), ends)


def layout_title(
    fonts: FontBook, text: str, style: TextStyle, measure: float, names: tuple[str, ...]
) -> list[TextLine]:
    """A document's title: as above, its names whole and its lines in the shape of a trapezium or a rhombus."""
    ends = title_breaks(text, advances_of(fonts, text, style), measure, names)
    return _lines_at(fonts, text, style, (measure, "center"), ends)


def _lines_at(
    fonts: FontBook,
    text: str,
    style: TextStyle,
    place: tuple[float, str],
    ends: Sequence[tuple[int, int]] | None,
) -> list[TextLine]:
    measure, align = place
    if ends is None:
        return layout_paragraph(fonts, text, style, Shape(measure, align=align, hang=0.0))
    lines = [make_line(fonts, text[start:end].strip(_BLANKS), style) for start, end in ends]
    if align == "center":
        return [replace(line, x=max((measure - line.width) / 2, 0.0)) for line in lines]
    return lines


def fitting_size(fonts: FontBook, text: str, style: TextStyle, measure: float) -> TextStyle:
    """The style, smaller where that keeps a figure with its unit, or at the least the figure, on one line.

    What is legible has a limit: where the smallest size does not do it, the text takes more lines in its own.
    """
    advances = advances_of(fonts, text, style)
    for with_unit in (True, False):
        widest = widest_figure(text, advances, with_unit=with_unit)
        if widest <= measure:
            return style
        size = style.size * measure / widest * 0.999
        if size >= SMALLEST_PT:
            return replace(style, size=size, leading=style.leading * size / style.size)
    return style
