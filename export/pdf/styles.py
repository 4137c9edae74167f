"""Type sizes and faces of each kind of section: GB/T 9704 for prose, smaller for forms and covers."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from reportlab.lib.units import mm

from export.blocks import Face, Heading, Paragraph, Section, paragraphs_of
from export.pdf.fonts import FontBook
from export.pdf.layout_text import Shape, TextLine, TextStyle, layout_balanced, layout_paragraph

_LINE_PITCH = 28.95
"""22 lines in 225 mm; 29 pt would leave room for 21 only."""
_CHARACTERS = 28
_UPRIGHT_WIDTH = 156 * mm
_NO_3 = 16.0
_TRACKING = _UPRIGHT_WIDTH / _CHARACTERS - _NO_3
_SHORT_LAST_LINE = 5.0
_TITLE_SIZES = (1.0, 0.85, 0.73)
_USUAL_TITLE_LINES = 4


@dataclass(frozen=True, slots=True)
class Styles:
    """The text styles of a section; `grid_pitch` is the line grid that prose keeps to, 0 for none."""

    body: TextStyle
    title: TextStyle
    note: TextStyle
    caption: TextStyle
    grid_pitch: float

    def title_height(self, lines: float) -> float:
        """The height of a title block: whole grid lines, with an empty one below."""
        if not self.grid_pitch:
            return lines + self.title.leading * 0.4
        return (math.ceil(lines / self.grid_pitch - 0.01) + 1) * self.grid_pitch

    def heading(self, level: int) -> TextStyle:
        """The style of a heading."""
        if level == 0:
            return self.title
        face = {1: Face.HEITI, 2: Face.KAITI}.get(level, Face.FANGSONG)
        return replace(self.body, face=face)


def styles_of(section: Section) -> Styles:
    """The styles for a section's kind."""
    if section.kind == "official":
        body = TextStyle(Face.FANGSONG, _NO_3, _LINE_PITCH, _TRACKING)
        return Styles(
            body=body,
            title=TextStyle(Face.TITLE, 22, 34),
            note=TextStyle(Face.FANGSONG, 14, _LINE_PITCH),
            caption=TextStyle(Face.HEITI, 14, _LINE_PITCH),
            grid_pitch=_LINE_PITCH,
        )
    if section.kind == "cover":
        return Styles(
            body=TextStyle(Face.FANGSONG, _NO_3, 30),
            title=TextStyle(Face.TITLE, 30, 46),
            note=TextStyle(Face.FANGSONG, 14, 24),
            caption=TextStyle(Face.HEITI, 14, 24),
            grid_pitch=0.0,
        )
    return Styles(
        body=TextStyle(Face.SONGTI, 12, 20),
        title=TextStyle(Face.TITLE, 18, 28),
        note=TextStyle(Face.SONGTI, 9, 14),
        caption=TextStyle(Face.HEITI, 12, 22),
        grid_pitch=0.0,
    )


def heading_lines(fonts: FontBook, block: Heading, styles: Styles, width: float) -> list[TextLine]:
    """The lines of a heading: a title centred and balanced, others with the indent of a paragraph."""
    style = styles.heading(block.level)
    if block.level == 0:
        return _title_lines(fonts, paragraphs_of(block.text), style, width)
    indent = 2 * (style.size + style.tracking)
    shape = Shape(width, first_indent=indent)
    return [
        line for text in paragraphs_of(block.text) for line in layout_paragraph(fonts, text, style, shape)
    ]


def _title_lines(fonts: FontBook, texts: list[str], style: TextStyle, width: float) -> list[TextLine]:
    """A title centred and balanced; one of many lines is set smaller."""
    lines: list[TextLine] = []
    for share in _TITLE_SIZES:
        smaller = replace(style, size=style.size * share, leading=style.leading * share)
        lines = [line for text in texts for line in layout_balanced(fonts, text, smaller, width)]
        if len(lines) <= max(_USUAL_TITLE_LINES, len(texts)):
            break
    return lines


def paragraph_lines(fonts: FontBook, block: Paragraph, styles: Styles, width: float) -> list[TextLine]:
    """The lines of a paragraph in its style."""
    base = {"note": styles.note, "caption": styles.caption}.get(block.style, styles.body)
    style = replace(base, face=block.face or base.face)
    if block.size_pt is not None:
        leading = base.leading if block.size_pt <= base.size else base.leading * block.size_pt / base.size
        style = replace(style, size=block.size_pt, leading=leading, tracking=0.0)
    indent = block.indent_chars * (style.size + style.tracking) if block.style in ("body", "note") else 0.0
    align = {"center": "center", "caption": "center", "right": "right"}.get(block.style, "justify")
    shape = Shape(width, first_indent=indent, align=align)
    set_lines = _note_lines if block.style == "note" else layout_paragraph
    return [line for text in paragraphs_of(block.text) for line in set_lines(fonts, text, style, shape)]


def _note_lines(fonts: FontBook, text: str, style: TextStyle, shape: Shape) -> list[TextLine]:
    """A table's note, a little smaller where that spares it a last line of a few characters."""
    lines = layout_paragraph(fonts, text, style, shape)
    if len(lines) < 2 or lines[-1].width > _SHORT_LAST_LINE * style.size:
        return lines
    for share in (0.97, 0.94, 0.91, 0.88):
        smaller = layout_paragraph(fonts, text, replace(style, size=style.size * share), shape)
        if len(smaller) < len(lines):
            return smaller
    return lines
