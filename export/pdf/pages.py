"""Blocks flow down pages: the 22-line grid of official prose, forms, covers; headings stay with what follows."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from itertools import takewhile

from reportlab.lib.units import mm

from export.blocks import (
    Block,
    CoverField,
    CoverFields,
    Grid,
    Heading,
    LetterClosing,
    PageBreak,
    Paragraph,
    Section,
    SignatureBlock,
    Source,
    Spacer,
    paragraphs_of,
)
from export.pdf.canvas import Area, Sheet
from export.pdf.cover import draw_cover_fields, height_of_cover_fields
from export.pdf.filling import filled_up
from export.pdf.fonts import FontBook
from export.pdf.foot import draw_foot
from export.pdf.grid import SolvedGrid, boxed, solve_grid
from export.pdf.gridflow import Fragment, paginate
from export.pdf.layout_text import TextLine
from export.pdf.letter import layout_closing
from export.pdf.sharing import SHORT_END, begins_on, opening_lines, shared_out
from export.pdf.signature import SetLine
from export.pdf.styles import heading_lines, paragraph_lines, styles_of
from model.longwork import UNWATCHED, Work

_SLACK = 0.01
_SPARE_ABOVE = {"top": 0.0, "middle": 0.5, "bottom": 1.0}
_GRID_GAP: float = 3 * mm
"""Between a table and what stands before it, unless it is attached."""
_AHEAD = 16
"""So many paragraphs and tables that a heading or a table before them asked about are not laid out once more to be drawn."""


@dataclass(frozen=True, slots=True)
class SealArea:
    """Where a seal will be pressed: page (from 1), centre from the page's upper left corner, radius; points."""

    page: int
    x: float
    y: float
    radius: float


class Flow:
    """Sets blocks one after the other; the state is the place on the current page."""

    def __init__(self, fonts: FontBook, sheet: Sheet, work: Work = UNWATCHED) -> None:
        self._fonts = fonts
        self._paragraph_lines = lru_cache(_AHEAD)(partial(paragraph_lines, fonts))
        self._solve_grid = lru_cache(_AHEAD)(partial(solve_grid, fonts))
        self._sheet = sheet
        self._work = work
        self._section = Section()
        self._area = Area.of(self._section)
        self._styles = styles_of(self._section)
        self._number = 0
        self._y = 0.0
        self._open = False
        self._shrink = 1.0
        self.seals: list[SealArea] = []

    def run(self, blocks: Sequence[Block], upto: float = 1.0) -> None:
        """Draw a document, which is the work's share ``upto`` that."""
        for index, block in enumerate(self._work.through(blocks, upto)):
            if isinstance(block, Section):
                self._start_section(block)
                self._shrink = self._cover_shrink(blocks[index + 1 :])
                continue
            self._draw(block, blocks[index + 1 : index + 5])
        if self._open or not self._sheet.pages:
            self._ensure_page()
            self._end_page(last=True)

    def _draw(self, block: Block, following: Sequence[Block]) -> None:
        match block:
            case PageBreak():
                self._end_page()
            case Spacer():
                self._space(block.mm * mm * self._shrink)
            case Heading():
                self._heading(block, following)
            case Paragraph():
                self._paragraph(block, following)
            case Grid():
                self._grid(block, following)
            case SignatureBlock():
                self._grid(boxed(block), following)
            case CoverFields():
                self._cover(block)
            case CoverField():
                self._cover(CoverFields((block,)))
            case LetterClosing():
                self._closing(block)

    # -- pages

    def _start_section(self, section: Section) -> None:
        self._end_page(last=True)
        self._section = section
        self._area = Area.of(section)
        self._styles = styles_of(section)
        if section.page_start is not None:
            self._number = section.page_start - 1
        if section.right_hand and self._number % 2:
            self._blank_page()

    def _blank_page(self) -> None:
        """The back of a sheet that stays empty: it counts, but bears no number (GB/T 9704, 7.5)."""
        self._sheet.begin_page(self._area)
        self._sheet.end_page()
        self._number += 1

    def _cover_shrink(self, following: Sequence[Block]) -> float:
        """A cover is one page: where it is too full its empty spaces give way."""
        if self._section.kind != "cover":
            return 1.0
        blocks = list(takewhile(lambda block: not isinstance(block, Section | PageBreak), following))
        spaces = sum(block.mm * mm for block in blocks if isinstance(block, Spacer))
        rest = self._area.height - sum(self._cover_height(block) for block in blocks)
        return min(max(rest / spaces, 0.0), 1.0) if spaces else 1.0

    def _cover_height(self, block: Block) -> float:
        width = self._area.width
        match block:
            case Heading():
                lines = heading_lines(self._fonts, block, self._styles, width)
                return self._styles.types.title_height(sum(line.style.leading for line in lines))
            case Paragraph():
                return sum(line.style.leading for line in self._paragraph_lines(block, self._styles, width))
            case CoverFields():
                return height_of_cover_fields(self._fonts, block, width)
        return 0.0

    def _ensure_page(self) -> None:
        if not self._open:
            self._sheet.begin_page(self._area)
            self._open = True
            self._number += 1
            self._y = 0.0

    def _end_page(self, *, last: bool = False) -> None:
        if not self._open:
            return
        code = self._section.code if last else ""
        draw_foot(self._sheet, self._fonts, self._area, self._section.foot, code, self._number)
        if self._section.page_number is not None:
            style, landscape = self._section.page_number, self._section.landscape
            self._sheet.page_number(self._number, style, self._area, landscape=landscape)
        self._sheet.end_page()
        self._open = False
        self._work.at(self._work.share, f"第 {self._sheet.pages} 页")

    def _turn(self) -> None:
        self._end_page()
        self._ensure_page()

    @property
    def _left(self) -> float:
        return self._area.height - self._y if self._open else self._area.height

    def _room(self, height: float) -> None:
        """Turn the page unless `height` fits below; a fresh page is never turned."""
        self._ensure_page()
        if height > self._left + _SLACK and self._y > 0:
            self._turn()

    def _space(self, height: float) -> None:
        self._ensure_page()
        if height >= self._left:
            self._end_page()
        else:
            self._y += height

    def _snap(self) -> None:
        """Back to the line grid of official prose after something of another height."""
        pitch = self._styles.types.grid_pt
        if pitch and self._open and self._y > 0:
            lines = math.ceil((self._y - _SLACK) / pitch)
            self._y = min(lines * pitch, self._area.height)

    # -- prose

    def _lines(self, lines: Sequence[TextLine], *, tail: float = 0.0, source: Source = None) -> None:
        """Draw lines, never one alone at the foot or the head of a page; `tail` must fit below the last."""
        heights = [line.style.leading for line in lines]
        if not begins_on(heights, self._left):
            self._room(self._area.height)
        for begin, end in shared_out(heights, self._left, self._area.height, tail):
            if begin:
                self._turn()
            top, height = self._area.top + self._y, sum(heights[begin:end])
            self._sheet.note(source, self._area.left, top, self._area.width, height)
            for line in lines[begin:end]:
                self._sheet.text(line, self._area.left, self._area.top + self._y, line.style.leading)
                self._y += line.style.leading

    def _paragraph(self, block: Paragraph, following: Sequence[Block]) -> None:
        self._snap()
        texts = paragraphs_of(block.text)
        keep = self._start_of(following) if block.keep_with_next else 0.0
        closing = self._closing_height(following)
        for number, text in enumerate(texts):
            alone = replace(block, text=text, lead_chars=0 if number else block.lead_chars)
            lines = self._paragraph_lines(alone, self._styles, self._area.width)
            self._ensure_page()
            tail = closing if number == len(texts) - 1 else 0.0
            if keep or (tail and len(lines) <= SHORT_END):
                self._room(sum(line.style.leading for line in lines) + keep + tail)
            self._lines(lines, tail=tail, source=block.source)

    def _heading(self, block: Heading, following: Sequence[Block]) -> None:
        self._snap()
        lines = heading_lines(self._fonts, block, self._styles, self._area.width)
        if not lines:
            return
        height = sum(line.style.leading for line in lines)
        if block.level == 0:
            height = self._styles.types.title_height(height)
        self._room(height + self._start_of(following))
        if block.bookmark:
            self._sheet.bookmark("".join(paragraphs_of(block.text)), block.level, self._area.top + self._y)
        begin = self._y
        self._lines(lines, source=block.source)
        self._y = max(self._y, min(begin + height, self._area.height))

    def _start_of(self, following: Sequence[Block]) -> float:
        """The height with which what follows can begin: what a heading must not be parted from."""
        if not following:
            return 0.0
        going_along = self._going_along(following[0])
        if going_along is not None:
            return going_along + self._start_of(following[1:])
        match following[0]:
            case Heading() as title:
                lines = heading_lines(self._fonts, title, self._styles, self._area.width)
                return sum(line.style.leading for line in lines)
            case Paragraph() as paragraph:
                first = paragraphs_of(paragraph.text)[:1]
                probe = replace(paragraph, text=first[0][:120] if first else "")
                lines = self._paragraph_lines(probe, self._styles, self._area.width)
                closing = self._closing_height(following[1:])
                if closing and len(lines) <= SHORT_END:
                    return sum(line.style.leading for line in lines) + closing
                return sum(line.style.leading for line in lines[: opening_lines(len(lines))])
            case LetterClosing():
                return self._closing_height(following)
            case Grid() as grid:
                rows = max(grid.header_rows, 0) + 1
                solved = self._solve_grid(grid, self._area.width, self._area.height)
                return min(sum(solved.heights[:rows]) + _GRID_GAP, self._area.height / 3)
        return self._styles.body.leading

    def _going_along(self, block: Block) -> float | None:
        """The height of a block that is not parted from the one behind it either; None for any other."""
        match block:
            case Spacer():
                return float(block.mm * mm)
            case Heading() if block.level:
                lines = heading_lines(self._fonts, block, self._styles, self._area.width)
            case Paragraph() if block.keep_with_next:
                lines = self._paragraph_lines(block, self._styles, self._area.width)
            case _:
                return None
        return sum(line.style.leading for line in lines)

    # -- tables

    def _grid(self, block: Grid, following: Sequence[Block]) -> None:
        tail = self._start_of(following) if block.keep_with_next else 0.0
        if not block.attached:
            self._space_above(_GRID_GAP)
        self._ensure_page()
        caption = paragraphs_of(block.caption)
        solved = self._solve_grid(block, self._area.width, self._area.height)
        if caption:
            self._caption(block, solved)
        left = self._area.left + (self._area.width - solved.width) / 2
        bookmark = "" if caption else block.bookmark
        fragments = paginate(solved, self._left, self._area.height, tail)
        for number, fragment in enumerate(fragments, 1):
            if number > 1:
                self._turn()
            if bookmark and fragment.cells:
                self._sheet.bookmark(bookmark, block.bookmark_level, self._area.top + self._y)
                bookmark = ""
            last = number == len(fragments)
            self._fragment(self._filled(fragment, solved, following) if last else fragment, left)

    def _filled(self, fragment: Fragment, solved: SolvedGrid, following: Sequence[Block]) -> Fragment:
        """What a page shows of a table's end, drawn up to fill the page where nothing else comes on it."""
        stretches = any(row.stretch_mm for row in solved.rows)
        if not stretches or not self._ends_page(following, self._left - fragment.height):
            return fragment
        return filled_up(fragment, solved.rows, self._left)

    def _ends_page(self, following: Sequence[Block], left: float) -> bool:
        """Whether nothing comes below a table on its page: the section is over, or the next table does not begin here."""
        match following[0] if following else None:
            case None | Section() | PageBreak():
                return True
            case Grid() as grid if grid.attached:
                solved = self._solve_grid(grid, self._area.width, self._area.height)
                return not paginate(solved, left, self._area.height)[0].cells
        return False

    def _space_above(self, gap: float) -> None:
        if self._open and self._y > 0:
            self._y = min(self._y + gap, self._area.height)

    def _caption(self, block: Grid, solved: SolvedGrid) -> None:
        caption = Paragraph(block.caption, style="caption")
        lines = self._paragraph_lines(caption, self._styles, self._area.width)
        first_rows = sum(solved.heights[: block.header_rows + 1])
        self._room(sum(line.style.leading for line in lines) + min(first_rows, self._area.height / 3))
        name = block.bookmark or "".join(paragraphs_of(block.caption))
        self._sheet.bookmark(name, block.bookmark_level, self._area.top + self._y)
        self._lines(lines)

    def _fragment(self, fragment: Fragment, left: float) -> None:
        top = self._area.top + self._y
        for placed in fragment.cells:
            slot = placed.slot
            x, y = left + slot.x, top + placed.top
            borders = slot.cell.borders
            right, bottom = x + slot.width, y + placed.height
            edges = (
                (borders.top, (x, y, right, y)),
                (borders.bottom, (x, bottom, right, bottom)),
                (borders.left, (x, y, x, bottom)),
                (borders.right, (right, y, right, bottom)),
            )
            self._sheet.rules(ends for ruled, ends in edges if ruled)
            self._sheet.note(slot.cell.source, x, y, slot.width, placed.height)
            if slot.signature is not None:
                self._signature(slot.signature.lines, x, y)
                if slot.signature.seal is not None:
                    seal = slot.signature.seal
                    self.seals.append(SealArea(self._sheet.pages, x + seal.x, y + seal.y, seal.radius))
                continue
            if not placed.lines:
                continue
            spare = placed.height - slot.height_of(len(placed.lines))
            share = _SPARE_ABOVE[slot.cell.valign] if placed.whole else 0.0
            line_top = y + slot.pad + max(spare, 0.0) * share
            for line in placed.lines:
                self._sheet.text(line, x, line_top, slot.leading)
                line_top += slot.leading
        self._y += fragment.height

    def _signature(self, lines: Sequence[SetLine], x: float, y: float) -> None:
        for placed in lines:
            self._sheet.text(placed.line, x, y + placed.top, placed.line.style.leading)

    # -- cover and closing

    def _cover(self, block: CoverFields) -> None:
        self._room(height_of_cover_fields(self._fonts, block, self._area.width))
        place = (self._area.left, self._area.top + self._y, self._area.width)
        self._y += draw_cover_fields(self._fonts, self._sheet, block, place)

    def _closing_height(self, following: Sequence[Block]) -> float:
        if not following or not isinstance(following[0], LetterClosing):
            return 0.0
        return layout_closing(self._fonts, following[0], self._styles.body, self._area.width).height

    def _closing(self, block: LetterClosing) -> None:
        self._snap()
        layout = layout_closing(self._fonts, block, self._styles.body, self._area.width)
        self._room(layout.height)
        left, top = self._area.left, self._area.top + self._y
        self._signature(layout.lines, left, top)
        self._sheet.note(block.source, left, top, self._area.width, layout.height)
        if layout.seal is not None:
            seal = layout.seal
            self.seals.append(SealArea(self._sheet.pages, left + seal.x, top + seal.y, seal.radius))
        self._y = min(self._y + layout.height, self._area.height)
