"""The opinion box: who signs, who seals, the date, and the clear circle that the seal needs.

The seal is centred on date and 盖章, pressed over their end as GB/T 9704 wants; the place for it is kept free of
every other text. Nothing is drawn there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportlab.lib.units import mm

from export.blocks import SignatureBlock, paragraphs_of
from export.pdf.fonts import FontBook
from export.pdf.layout_text import Shape, TextLine, TextStyle, layout_paragraphs, make_line, text_width
from export.typesizes import SIGNATURE_LEADING

_DATE_SHARE = 0.72
_SEALER_SHARE = 0.47
"""How far down the seal's circle the date and the 盖章 label stand: pressed over, yet legible."""
_HANDWRITING = 20 * mm
"""The least room to write a name between 签字： and 盖章：."""


@dataclass(frozen=True, slots=True)
class Circle:
    """The seal's place, from the left and the top of the box it stands in."""

    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line of text with the top of its line box."""

    line: TextLine
    top: float


@dataclass(frozen=True, slots=True)
class SignatureLayout:
    """An opinion box laid out; `lines` in reading order, coordinates from the box's inner top left.

    The first `opinion` lines hang from the box's upper edge, the others stand on its lower one.
    """

    lines: tuple[SetLine, ...]
    height: float
    seal: Circle | None
    opinion: int = 0

    def in_height(self, height: float) -> SignatureLayout:
        """The same in a higher box: the room between the opinion and those who sign it grows."""
        by = max(height - self.height, 0.0)
        below = (replace(placed, top=placed.top + by) for placed in self.lines[self.opinion :])
        seal = replace(self.seal, y=self.seal.y + by) if self.seal else None
        return replace(self, lines=(*self.lines[: self.opinion], *below), height=self.height + by, seal=seal)


def layout_signature(fonts: FontBook, block: SignatureBlock, width: float, pad: float) -> SignatureLayout:
    """Lay an opinion box out in a cell of `width`, with `pad` at its edges."""
    style = TextStyle(block.face, block.size_pt, block.size_pt * SIGNATURE_LEADING)
    inner = width - 2 * pad
    opinion = _opinion(fonts, block, style, inner)
    lines = [SetLine(_moved(line, pad), pad + n * style.leading) for n, line in enumerate(opinion)]
    below = pad + len(opinion) * style.leading
    if block.seal:
        return _sealed(fonts, block, style, (lines, below, width, pad))
    tail = _tail_lines(fonts, block, style, (pad, width - pad, _centre(fonts, block, style, width - pad)))
    wanted = below + len(tail) * style.leading + pad
    height = max(wanted, block.min_height_mm * mm)
    top = height - pad - len(tail) * style.leading
    for n, row in enumerate(tail):
        lines.extend(SetLine(line, top + n * style.leading) for line in row)
    return SignatureLayout(tuple(lines), height, None, len(opinion))


def _centre(fonts: FontBook, block: SignatureBlock, style: TextStyle, right: float) -> float:
    """The middle of the date, and of the seal over it: in boxes without a seal it stands where the others have it."""
    radius: float = block.seal_mm * mm / 2
    return right - max(radius, text_width(fonts, block.date.strip(), style) / 2)


def _opinion(fonts: FontBook, block: SignatureBlock, style: TextStyle, inner: float) -> list[TextLine]:
    heading = layout_paragraphs(fonts, paragraphs_of(block.heading), style, Shape(inner, hang=0.5))
    shape = Shape(inner, first_indent=2 * style.size, hang=0.5)
    return heading + layout_paragraphs(fonts, paragraphs_of(block.text), style, shape)


def _sealed(
    fonts: FontBook,
    block: SignatureBlock,
    style: TextStyle,
    place: tuple[list[SetLine], float, float, float],
) -> SignatureLayout:
    lines, below, width, pad = place
    opinion = len(lines)
    diameter = block.seal_mm * mm
    radius = diameter / 2
    half = style.leading / 2
    centre = _centre(fonts, block, style, width - pad)
    tail = _tail_lines(fonts, block, style, (pad, centre + radius, centre))
    *above, last = tail
    labels_top = below + diameter * _SEALER_SHARE - half - max(len(above) - 1, 0) * style.leading
    shift = max(below - labels_top, 0.0)
    circle_top = below + shift
    for n, row in enumerate(above):
        lines.extend(SetLine(line, labels_top + shift + n * style.leading) for line in row)
    lines.extend(SetLine(line, circle_top + diameter * _DATE_SHARE - half) for line in last)
    height = max(circle_top + diameter + pad, block.min_height_mm * mm)
    seal = Circle(centre, circle_top + radius, radius)
    return SignatureLayout(tuple(lines), height, seal, opinion)


def _tail_lines(
    fonts: FontBook, block: SignatureBlock, style: TextStyle, span: tuple[float, float, float]
) -> list[list[TextLine]]:
    """Rows of lines: signer and sealer side by side if there is room to write between, then the date."""
    left, right, centre = span
    signer = make_line(fonts, block.signer.strip(), style, x=left) if block.signer.strip() else None
    sealer = make_line(fonts, block.sealer.strip(), style) if block.sealer.strip() else None
    rows: list[list[TextLine]] = []
    if sealer is not None:
        sealer = _moved(sealer, max(right - sealer.width - 2 * style.size, left))
    if signer is not None and sealer is not None:
        beside = sealer.x - signer.width - left >= _HANDWRITING
        rows = [[signer, sealer]] if beside else [[signer], [sealer]]
    else:
        rows = [[line] for line in (signer, sealer) if line is not None]
    date = make_line(fonts, block.date.strip(), style)
    return [*rows, [_moved(date, max(centre - date.width / 2, left))]]


def _moved(line: TextLine, by: float) -> TextLine:
    return replace(line, x=line.x + by)


def circle_is_clear(layout: SignatureLayout, allowed: Sequence[str]) -> bool:
    """Whether no text but the `allowed` ones comes into the seal's circle."""
    if layout.seal is None:
        return True
    seal = layout.seal
    for placed in layout.lines:
        line = placed.line
        if line.text in allowed:
            continue
        nearest_x = min(max(seal.x, line.x), line.x + line.width)
        nearest_y = min(max(seal.y, placed.top), placed.top + line.style.leading)
        if (nearest_x - seal.x) ** 2 + (nearest_y - seal.y) ** 2 < seal.radius**2 - 1e-6:
            return False
    return True
