"""The text styles of each kind of section, and the lines of headings and paragraphs set in them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from export.blocks import Heading, Paragraph, Section, paragraphs_of
from export.pdf.fonts import FontBook
from export.pdf.layout_text import Lead, Shape, TextLine, TextStyle, layout_paragraph, layout_title
from export.sense import kept_lines
from export.typesizes import HEADING_FACES, TYPE_SETS, Type, TypeSet

_SHORT_LAST_LINE = 5.0
_TITLE_SIZES = (1.0, 0.85, 0.73)
_USUAL_TITLE_LINES = 4


@dataclass(frozen=True, slots=True)
class Styles:
    """The text styles of a section."""

    body: TextStyle
    title: TextStyle
    note: TextStyle
    caption: TextStyle
    types: TypeSet

    def heading(self, level: int) -> TextStyle:
        """The style of a heading."""
        if level == 0:
            return self.title
        return replace(self.body, face=HEADING_FACES.get(level, self.body.face))


def styles_of(section: Section) -> Styles:
    """The styles for a section's kind."""
    types = TYPE_SETS[section.kind]
    return Styles(
        body=_style(types.body, types.tracking_pt),
        title=_style(types.title),
        note=_style(types.note),
        caption=_style(types.caption),
        types=types,
    )


def _style(type_: Type, tracking: float = 0.0) -> TextStyle:
    return TextStyle(type_.face, type_.size_pt, type_.line_pt, tracking)


def heading_lines(fonts: FontBook, block: Heading, styles: Styles, width: float) -> list[TextLine]:
    """The lines of a heading: a title centred and balanced, others with the indent of a paragraph."""
    style = styles.heading(block.level)
    if block.level == 0:
        return _title_lines(fonts, block, style, width)
    indent = 2 * (style.size + style.tracking)
    shape = Shape(width, first_indent=indent)
    return [
        line for text in paragraphs_of(block.text) for line in layout_paragraph(fonts, text, style, shape)
    ]


def _title_lines(fonts: FontBook, block: Heading, style: TextStyle, width: float) -> list[TextLine]:
    """A title centred and balanced; one of many lines is set smaller."""
    texts = kept_lines(paragraphs_of(block.text), block.names)
    lines: list[TextLine] = []
    for share in _TITLE_SIZES:
        smaller = replace(style, size=style.size * share, leading=style.leading * share)
        lines = [line for text in texts for line in layout_title(fonts, text, smaller, width, block.names)]
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
    if block.style == "note":
        return [line for text in paragraphs_of(block.text) for line in _note_lines(fonts, text, style, shape)]
    lead = Lead(block.lead_chars, block.lead_face) if block.lead_chars else None
    lines: list[TextLine] = []
    for text in paragraphs_of(block.text):
        lines += layout_paragraph(fonts, text, style, shape, lead)
        lead = None
    return lines


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
