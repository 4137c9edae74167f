"""Paragraphs → lines of glyph runs with their places, ready to be drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from export.blocks import Face
from export.pdf.fonts import FontBook
from export.pdf.linebreak import Line, break_lines, is_wide, stretchable_gaps, widest_unit

_READABLE_SPREAD = 0.08
"""Widest gap in ems that text extraction does not yet take for a blank."""
_SMALLEST_PT = 6.0


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
    """Glyphs of one font with one spacing."""

    font: str
    spacing: float
    shown: str


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


def advances_of(fonts: FontBook, text: str, style: TextStyle) -> list[float]:
    """The width of each character in points, tracking included."""
    size, tracking = style.size, style.tracking
    ems = fonts.advances(style.face, text)
    if not tracking:
        return [em * size for em in ems]
    return [em * size + (tracking if is_wide(c) else 0.0) for c, em in zip(text, ems, strict=True)]


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
    hang: float = 1.0
    loosest: float = 0.4


def layout_paragraph(fonts: FontBook, text: str, style: TextStyle, shape: Shape) -> list[TextLine]:
    """Break and align one paragraph (no newlines in it)."""
    advances = advances_of(fonts, text, style)
    lines = break_lines(text, advances, shape.measure, first_indent=shape.first_indent, hang=shape.hang)
    return [_set_line(fonts, text, advances, style, (line, shape)) for line in lines]


def _set_line(
    fonts: FontBook, text: str, advances: Sequence[float], style: TextStyle, place: tuple[Line, Shape]
) -> TextLine:
    line, shape = place
    visible = text[line.start : line.end].rstrip(" \t\u3000")
    slack = shape.measure - line.indent - line.width
    stretch = 0.0
    x = line.indent
    if shape.align == "justify":
        stretch = 0.0 if line.last else _stretch(visible, slack, shape.loosest * style.size, line)
    elif shape.align == "center":
        x += max(slack / 2, 0.0)
    elif shape.align == "right":
        x += max(slack, 0.0)
    return make_line(fonts, visible, style, x=x, stretch=stretch)


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
    stretch: float = 0.0,
    spread: bool = False,
) -> TextLine:
    """A line of text at `x`; `stretch` widens its stretchable gaps (all gaps if `spread`)."""
    glyphs = [fonts.glyph(style.face, character) for character in text]
    gaps = [True] * len(text) if spread else [*stretchable_gaps(text), False]
    extras = [
        (style.tracking if is_wide(character) else 0.0) + (stretch if gap else 0.0)
        for character, gap in zip(text, gaps, strict=False)
    ]
    if extras and spread:
        extras[-1] = 0.0
    keyed = zip(glyphs, extras, strict=True)
    runs = tuple(
        Run(font, extra, "".join(glyph.shown for glyph, _ in group))
        for (font, extra), group in groupby(keyed, key=lambda pair: (pair[0].font, round(pair[1], 4)))
    )
    width = sum(glyph.advance for glyph in glyphs) * style.size + sum(extras)
    loose = stretch + style.tracking > _READABLE_SPREAD * style.size
    altered = any(glyph.shown != character for glyph, character in zip(glyphs, text, strict=True))
    return TextLine(text, x, width, runs, style, exact=loose or altered)


def layout_paragraphs(
    fonts: FontBook, texts: Sequence[str], style: TextStyle, shape: Shape
) -> list[TextLine]:
    """Several paragraphs one below the other."""
    return [line for text in texts for line in layout_paragraph(fonts, text, style, shape)]


def layout_balanced(fonts: FontBook, text: str, style: TextStyle, measure: float) -> list[TextLine]:
    """A centred title: no more lines than needed, of about the same length."""
    shape = Shape(measure, align="center", hang=0.0)
    count = len(layout_paragraph(fonts, text, style, shape))
    if count <= 1:
        return layout_paragraph(fonts, text, style, shape)
    narrow = text_width(fonts, text, style) / count
    while narrow < measure:
        lines = layout_paragraph(fonts, text, style, replace(shape, measure=narrow))
        if len(lines) <= count:
            return [replace(line, x=line.x + (measure - narrow) / 2) for line in lines]
        narrow += style.size / 2
    return layout_paragraph(fonts, text, style, shape)


def fitting_size(fonts: FontBook, text: str, style: TextStyle, measure: float) -> TextStyle:
    """The style, smaller if otherwise a number or word of `text` would be cut in two."""
    advances = advances_of(fonts, text, style)
    widest = widest_unit(text, advances)
    if widest <= measure or not widest:
        return style
    size = max(style.size * measure / widest * 0.999, _SMALLEST_PT)
    if size >= style.size:
        return style
    return replace(style, size=size, leading=style.leading * size / style.size)
