"""The text of a table cell: paragraphs, vertical labels, figures under each other."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace

from docx.oxml.xmlchemy import BaseOxmlElement

from export.blocks import GridCell, paragraphs_of
from export.figurefit import is_figure
from export.sense import balanced_breaks
from export.textwidth import ems, estimated_lines, longest_unbreakable
from export.typesizes import EDITABLE_CELL_LEADING, SMALLEST_PT, STACK_LEADING
from export.word.looks import TABLE_TEXT
from export.word.ooxml import SENSE_BREAK, ParagraphLook, RunLook, paragraph, run
from export.word.signature import height_pt, signature_paragraphs

_BEFORE_POINT = re.compile(r"^[−-]?[0-9,]*")
_ALIGNS = {"left": "both", "center": "center", "right": "right", "decimal": "right"}
SPARE_PT = 1.0
"""Programs measure a little differently; a line that must hold n characters gets this much more."""


@dataclass(frozen=True, slots=True)
class CellSetting:
    """What a cell's text must know of its place: inner width, height of its rows, its column's longest decimals."""

    width_pt: float
    keep_next: bool = False
    height_pt: float = 0.0
    column_tail_ems: float = 0.0

    @staticmethod
    def tail_ems(cell: GridCell) -> float:
        """The width of what stands behind the units digit of a figure."""
        if not is_figure(cell):
            return 0.0
        return ems(_BEFORE_POINT.sub("", cell.text.strip()))

    def has_room_behind(self, cell: GridCell, missing_ems: float) -> bool:
        """Whether a figure may stand so much further in; anything else does not move."""
        return not is_figure(cell) or (ems(cell.text.strip()) + missing_ems) * cell.size_pt <= self.width_pt

    def height_of(self, cell: GridCell) -> float:
        """About how high the cell's text will be, without padding."""
        if cell.signature is not None:
            return height_pt(cell.signature, self.width_pt)
        lines = estimated_lines(cell.text, self.width_pt / cell.size_pt, cell.indent_first_line)
        return 0.0 if cell.vertical else lines * cell.size_pt * EDITABLE_CELL_LEADING


def empty_paragraph(cell: GridCell) -> BaseOxmlElement:
    """The paragraph that every cell must have."""
    return paragraph(ParagraphLook(TABLE_TEXT.style, line_pt=_line_of(cell)))


def cell_paragraphs(cell: GridCell, setting: CellSetting) -> list[BaseOxmlElement]:
    """The paragraphs of a cell."""
    if cell.signature is not None:
        return signature_paragraphs(cell.signature, setting.width_pt)
    texts = paragraphs_of(cell.text)
    if not texts:
        return [
            paragraph(ParagraphLook(TABLE_TEXT.style, line_pt=_line_of(cell), keep_next=setting.keep_next))
        ]
    if cell.vertical:
        return [_stacked("".join(texts), cell, setting)]
    fitted = replace(cell, size_pt=_fitting_size(cell, setting))
    look = ParagraphLook(
        TABLE_TEXT.style,
        align=_ALIGNS[cell.align],
        line_pt=_line_of(fitted),
        first_line_ems=cell.indent_first_line or None,
        right_pt=_decimal_indent(fitted, setting),
        em_pt=fitted.size_pt,
        keep_next=setting.keep_next,
    )
    lines = [_by_sense(text, fitted, setting) if cell.align == "center" else text for text in texts]
    return [paragraph(look, [run(text, _type_of(fitted))]) for text in lines]


def _by_sense(text: str, cell: GridCell, setting: CellSetting) -> str:
    """A centred text with its lines broken between words, as on paper."""
    ends = balanced_breaks(text, [ems(character) * cell.size_pt for character in text], setting.width_pt)
    return SENSE_BREAK.join(text[start:end].strip() for start, end in ends) if ends else text


def _stacked(text: str, cell: GridCell, setting: CellSetting) -> BaseOxmlElement:
    """A vertical label: a column so narrow that it holds one character a line, or more where height is short.

    Word, WPS and LibreOffice turn text in three ways; narrow lines look the same in all of them, and the
    label stays one searchable text.
    """
    leading = cell.size_pt * STACK_LEADING
    widest = max(int(setting.width_pt // cell.size_pt), 1)
    across = 1
    while across < widest and math.ceil(ems(text) / across) * leading > setting.height_pt:
        across += 1
    room = max(across, longest_unbreakable(text)) * cell.size_pt + SPARE_PT
    indent = max((setting.width_pt - room) / 2, 0.0)
    look = ParagraphLook(
        TABLE_TEXT.style,
        align="center",
        line_pt=leading,
        left_pt=indent,
        right_pt=indent,
        keep_next=setting.keep_next,
        free_breaks=True,
    )
    return paragraph(look, [run(text, _type_of(cell))])


def _decimal_indent(cell: GridCell, setting: CellSetting) -> float | None:
    """From the right, so that the points of a column's figures stand under each other."""
    if not is_figure(cell):
        return None
    missing = setting.column_tail_ems - CellSetting.tail_ems(cell)
    return missing * cell.size_pt if missing > 0 and setting.has_room_behind(cell, missing) else None


def _fitting_size(cell: GridCell, setting: CellSetting) -> float:
    """The cell's size, or a smaller one that keeps its longest figure or word whole; where none does, it takes more lines."""
    longest = longest_unbreakable(cell.text)
    room = setting.width_pt - SPARE_PT
    if longest * cell.size_pt <= room:
        return cell.size_pt
    size = math.floor(2 * room / longest) / 2
    return size if size >= SMALLEST_PT else cell.size_pt


def _line_of(cell: GridCell) -> float | None:
    return None if cell.size_pt == TABLE_TEXT.size_pt else cell.size_pt * EDITABLE_CELL_LEADING


def _type_of(cell: GridCell) -> RunLook:
    size = None if cell.size_pt == TABLE_TEXT.size_pt else cell.size_pt
    return RunLook(cell.face, size, cell.bold, figures_alike=cell.align != "left")
