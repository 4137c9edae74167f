"""署名 and 成文日期 at the end of a letter (GB/T 9704), with the seal's room."""

from __future__ import annotations

import math

from reportlab.lib.units import mm

from export.blocks import LetterClosing
from export.pdf.fonts import FontBook
from export.pdf.layout_text import TextLine, TextStyle, layout_balanced, make_line
from export.pdf.signature import Circle, SetLine, SignatureLayout
from export.typesizes import LETTER_BLANK_LINES, SEAL_RISE_LINES

_SEALED_DATE_INSET = 4
_PLAIN_SIGNATURE_INSET = 2
_WIDEST_SIGNATURE = 0.8
"""Of the type area's width; a longer name takes two lines."""


def layout_closing(fonts: FontBook, block: LetterClosing, style: TextStyle, width: float) -> SignatureLayout:
    """Place the closing in the width of the type area."""
    signatures = [
        line
        for text in block.signatures
        if text.strip()
        for line in layout_balanced(fonts, text.strip(), style, width * _WIDEST_SIGNATURE)
    ]
    date = make_line(fonts, block.date.strip(), style)
    em = style.size + style.tracking
    if not block.seal:
        return _plain(signatures, date, style, (em, width))
    date_x = width - _SEALED_DATE_INSET * em - date.width
    middle = date_x + date.width / 2
    widest = max([line.width for line in signatures], default=0.0)
    middle = min(middle, width - widest / 2)
    top = LETTER_BLANK_LINES * style.leading
    lines = []
    for line in signatures:
        lines.append(SetLine(_at(line, middle - line.width / 2), top))
        top += style.leading
    lines.append(SetLine(_at(date, date_x), top))
    radius = block.seal_mm * mm / 2
    seal_y = max(top - SEAL_RISE_LINES * style.leading, radius)
    seal = Circle(min(date_x + date.width / 2, width - radius), seal_y, radius)
    height = max(top + style.leading, math.ceil((seal_y + radius) / style.leading) * style.leading)
    return SignatureLayout(tuple(lines), height, seal)


def _plain(
    signatures: list[TextLine], date: TextLine, style: TextStyle, span: tuple[float, float]
) -> SignatureLayout:
    em, width = span
    top = style.leading
    lines = []
    first = width - _PLAIN_SIGNATURE_INSET * em
    for line in signatures:
        first = min(first, width - _PLAIN_SIGNATURE_INSET * em - line.width)
        lines.append(SetLine(_at(line, width - _PLAIN_SIGNATURE_INSET * em - line.width), top))
        top += style.leading
    date_x = min(first + _PLAIN_SIGNATURE_INSET * em, width - date.width)
    if not signatures:
        date_x = width - _PLAIN_SIGNATURE_INSET * em - date.width
    lines.append(SetLine(_at(date, date_x), top))
    return SignatureLayout(tuple(lines), top + style.leading, None)


def _at(line: TextLine, x: float) -> TextLine:
    return TextLine(line.text, x, line.width, line.runs, line.style, line.exact)
