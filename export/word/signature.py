"""The opinion box as the paragraphs of a table cell: who signs, who seals, the date, and the room for the seal.

The seal will be pressed over date and 盖章; the spacing of these paragraphs keeps its circle free of other text.
No seal is ever drawn.
"""

from __future__ import annotations

from dataclasses import replace

from docx.oxml.xmlchemy import BaseOxmlElement

from export.blocks import SignatureBlock, paragraphs_of
from export.textwidth import ems, estimated_lines
from export.typesizes import SIGNATURE_LEADING
from export.word.looks import TABLE_TEXT
from export.word.ooxml import ParagraphLook, RunLook, paragraph, run

_DATE_SHARE = 0.72
_SEALER_SHARE = 0.47
"""How far down the seal's circle the date and the 盖章 label stand: pressed over, yet legible."""
_HANDWRITING_MM = 20
_INSET_EMS = 2
_OPINION_INDENT = 2
_MM = 72 / 25.4


class _Box:
    """The measures of one box, in points from the cell's inner left edge."""

    def __init__(self, block: SignatureBlock, width_pt: float) -> None:
        self.block = block
        self.width = width_pt
        self.size = block.size_pt
        self.line = block.size_pt * SIGNATURE_LEADING
        self.diameter = block.seal_mm * _MM
        date = ems(block.date) * self.size
        self.centre = width_pt - max(self.diameter / 2, date / 2)
        seal_right = self.centre + self.diameter / 2 if block.seal else width_pt
        self.right = seal_right - _INSET_EMS * self.size
        room = self.right - (ems(block.signer) + ems(block.sealer)) * self.size
        self.beside = bool(block.signer and block.sealer) and room >= _HANDWRITING_MM * _MM

    def above_date(self) -> int:
        """How many lines stand above the date."""
        return (
            1 if self.beside else sum(bool(text.strip()) for text in (self.block.signer, self.block.sealer))
        )

    def opinion_lines(self) -> int:
        room = self.width / self.size
        return estimated_lines(self.block.heading, room) + estimated_lines(
            self.block.text, room, _OPINION_INDENT
        )

    def room_above(self) -> float:
        """Empty height between the opinion and the first line to sign."""
        rows = self.above_date()
        if self.block.seal:
            return max(self.diameter * _SEALER_SHARE - self.line / 2 - max(rows - 1, 0) * self.line, 0.0)
        used = (self.opinion_lines() + rows + 1) * self.line
        return max(self.block.min_height_mm * _MM - used - self.size, 0.0)

    def date_spacing(self) -> tuple[float, float]:
        """Empty height before and after the date."""
        if not self.block.seal:
            return 0.0, 0.0
        middle_of_date = self.diameter * _DATE_SHARE
        above = self.room_above() + self.above_date() * self.line
        before = max(middle_of_date - self.line / 2 - above, 0.0)
        return before, max(self.diameter - middle_of_date - self.line / 2, 0.0)


def height_pt(block: SignatureBlock, width_pt: float) -> float:
    """About how high the box will be."""
    box = _Box(block, width_pt)
    tail = box.room_above() + (box.above_date() + 1) * box.line + sum(box.date_spacing())
    return max(box.opinion_lines() * box.line + tail, block.min_height_mm * _MM)


def signature_paragraphs(block: SignatureBlock, width_pt: float) -> list[BaseOxmlElement]:
    """The paragraphs of the box in a cell of this inner width."""
    box = _Box(block, width_pt)
    type_ = RunLook(block.face, None if block.size_pt == TABLE_TEXT.size_pt else block.size_pt)

    plain = ParagraphLook(TABLE_TEXT.style, align="left", line_pt=box.line, em_pt=box.size)
    opinion = replace(plain, align="both", first_line_ems=_OPINION_INDENT)
    lines = [(plain, text) for text in paragraphs_of(block.heading)]
    lines += [(opinion, text) for text in paragraphs_of(block.text)]
    lines += _signers(box, plain)
    lines.append(_date(box, plain))
    return [paragraph(look, [run(text, type_)] if text else ()) for look, text in lines]


def _signers(box: _Box, plain: ParagraphLook) -> list[tuple[ParagraphLook, str]]:
    """Signer and sealer: on one line where there is room to write between them."""
    signer, sealer = box.block.signer.strip(), box.block.sealer.strip()
    first = replace(plain, before_pt=box.room_above())
    if box.beside:
        return [(replace(first, right_tab_pt=box.right), f"{signer}\t{sealer}")]
    lines = [(first, signer)] if signer else []
    if sealer:
        look = plain if signer else first
        lines.append((replace(look, align="right", right_pt=box.width - box.right), sealer))
    return lines


def _date(box: _Box, plain: ParagraphLook) -> tuple[ParagraphLook, str]:
    """The date: in the middle of the seal's place, or at the right where none is pressed."""
    before, after = box.date_spacing()
    if not box.above_date():
        before += box.room_above()
    look = replace(plain, before_pt=before, after_pt=after)
    return replace(look, align="center", left_pt=2 * box.centre - box.width), box.block.date.strip()
