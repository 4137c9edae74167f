"""The lines of the cover: labels spread to one width, values on ruled lines, in two aligned columns."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reportlab.lib.units import mm

from export.blocks import CoverField, CoverFields
from export.pdf.canvas import Sheet
from export.pdf.fonts import FontBook
from export.pdf.layout_text import Spacing, TextLine, TextStyle, layout_balanced, make_line, text_width
from export.typesizes import COVER_FIELD_LEADING

_BLOCK_SHARE = 0.94
_WIDEST_LABEL = 0.55
_COLON = "："
_VALUE_SIZES = (1.0, 0.875, 0.75)
_USUAL_VALUE_LINES = 2


@dataclass(frozen=True, slots=True)
class _CoverLine:
    """One field laid out."""

    label: TextLine
    values: list[TextLine]
    height: float


@dataclass(frozen=True, slots=True)
class _Columns:
    """The two columns, from the left of the type area."""

    left: float
    label_width: float
    value_left: float
    value_width: float


def _lay_out(
    fonts: FontBook, block: CoverFields, width: float
) -> tuple[TextStyle, _Columns, list[_CoverLine]]:
    style = TextStyle(block.face, block.size_pt, block.size_pt * COVER_FIELD_LEADING)
    total = width * _BLOCK_SHARE
    labels = [field.label.strip().removesuffix(_COLON).removesuffix(":") for field in block.fields]
    widest = max((text_width(fonts, label, style) for label in labels), default=0.0)
    column = min(widest, total * _WIDEST_LABEL)
    gap = style.size * 1.2
    left = (width - total) / 2
    columns = _Columns(left, column, left + column + gap, total - column - gap)
    lines = []
    for label, field in zip(labels, block.fields, strict=True):
        values = _value_lines(fonts, field, style, columns.value_width)
        height = max(block.line_mm * mm, sum(line.style.leading for line in values) + 0.5 * style.size)
        lines.append(_CoverLine(_spread(fonts, label, style, column), values, height))
    return style, columns, lines


def height_of_cover_fields(fonts: FontBook, block: CoverFields, width: float) -> float:
    """The height of the lines in a type area of `width`."""
    return sum(line.height for line in _lay_out(fonts, block, width)[2])


def draw_cover_fields(
    fonts: FontBook, sheet: Sheet, block: CoverFields, place: tuple[float, float, float]
) -> float:
    """Draw the lines at `place` (left, top, width) and return the height used."""
    left, top, width = place
    style, columns, lines = _lay_out(fonts, block, width)
    colon = make_line(fonts, _COLON, style)
    value_left = left + columns.value_left
    foot = top
    for field, line in zip(block.fields, lines, strict=True):
        sheet.note(field.source, left, foot, width, line.height)
        foot += line.height
        base = foot - sum(value.style.leading for value in line.values) - 0.15 * style.size
        sheet.text(line.label, left + columns.left, base, style.leading)
        sheet.text(colon, left + columns.left + columns.label_width, base, style.leading)
        rule = base
        for value in line.values:
            sheet.text(value, value_left, rule, value.style.leading)
            rule += value.style.leading
            sheet.rules([(value_left, rule, value_left + columns.value_width, rule)])
    return foot - top


def _value_lines(fonts: FontBook, field: CoverField, style: TextStyle, width: float) -> list[TextLine]:
    """The value, centred on its rule, smaller if it is long; an empty one still gets the rule."""
    text = " ".join(field.value.split())
    if not text:
        return [make_line(fonts, "", style)]
    lines: list[TextLine] = []
    for share in _VALUE_SIZES:
        smaller = replace(style, size=style.size * share, leading=style.leading * share)
        lines = layout_balanced(fonts, text, smaller, width)
        if len(lines) <= _USUAL_VALUE_LINES:
            break
    return lines


def _spread(fonts: FontBook, label: str, style: TextStyle, column: float) -> TextLine:
    """A label spread to the column, or drawn smaller if it is wider."""
    width = text_width(fonts, label, style)
    if width > column:
        size = style.size * column / width
        style = TextStyle(style.face, size, style.leading)
        return make_line(fonts, label, style)
    if len(label) < 2:
        return make_line(fonts, label, style)
    apart = Spacing(stretch=(column - width) / (len(label) - 1), spread=True)
    return make_line(fonts, label, style, spacing=apart)
