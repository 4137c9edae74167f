"""Blocks become Word's paragraphs and tables, section by section."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from export.blocks import (
    Block,
    CoverField,
    CoverFields,
    Face,
    Grid,
    Heading,
    LetterClosing,
    PageBreak,
    Paragraph,
    Section,
    SignatureBlock,
    Spacer,
    paragraphs_of,
)
from export.textwidth import estimated_lines
from export.word.bookmarks import Bookmarks
from export.word.cover import cover_height_pt, cover_table
from export.word.letter import closing_paragraphs
from export.word.looks import STYLES, Look, body_look, caption_look, heading_look, prose_look, title_text
from export.word.ooxml import JOINT_PT, ParagraphLook, RunLook, gap, paragraph, run
from export.word.sections import PageArea, SectionSettings
from export.word.tables import TableRoom, boxed, table
from model.longwork import Work

_MM = 72 / 25.4
_GRID_GAP_PT = 3 * _MM
"""Between a table and what stands before it, unless it is attached."""
_COVER_RESERVE_PT = 40
"""Kept free on a cover: its title may take a line more than estimated here."""
_NO_OUTLINE = 9
_BY_NAME = {look.style: look for look in STYLES}


class WordFlow:
    """Collects the body of a document; the state is the open section and what stands last."""

    def __init__(self, document: Document) -> None:
        self._settings = SectionSettings(document)
        self._bookmarks = Bookmarks()
        self._section = Section()
        self._area = PageArea.of(self._section)
        self._begun = False
        self._break = False
        self._shrink = 1.0
        self.elements: list[BaseOxmlElement] = []

    def run(self, blocks: Sequence[Block], work: Work, upto: float) -> BaseOxmlElement:
        """Set all blocks, which is the work's share ``upto`` that, and return the properties of the last section."""
        index, begun = 0, work.share
        while index < len(blocks):
            work.at(begun + (upto - begun) * index / len(blocks))
            block = blocks[index]
            if isinstance(block, Grid | SignatureBlock):
                joined = _joined(blocks[index:])
                self._table(joined)
                index += len(joined)
                continue
            self._draw(block, blocks[index + 1 :])
            index += 1
        self._end_with_paragraph()
        return self._settings.properties(self._section)

    def _draw(self, block: Block, following: Sequence[Block]) -> None:
        match block:
            case Section():
                self._start_section(block, following)
            case PageBreak():
                self._break = True
            case Spacer():
                height_pt = block.mm * _MM * self._shrink
                self._add(gap(height_pt, page_break_before=self._take_break(), keep_next=True))
            case Heading():
                self._heading(block)
            case Paragraph():
                self._paragraph(block, following)
            case CoverFields():
                self._cover(block)
            case CoverField():
                self._cover(CoverFields((block,)))
            case LetterClosing():
                self._break_before_table()
                width_pt = self._area.width * _MM
                self._add(*closing_paragraphs(block, body_look(self._section.kind), width_pt))

    # -- sections

    def _start_section(self, section: Section, following: Sequence[Block]) -> None:
        if self._begun:
            self._close_section()
        self._begun = True
        self._break = False
        self._section = section
        self._area = PageArea.of(section)
        self._shrink = self._cover_shrink(following)

    def _close_section(self) -> None:
        """A section's properties stand in its last paragraph."""
        self._end_with_paragraph()
        properties = self.elements[-1].find(qn("w:pPr"))
        assert properties is not None
        properties.append(self._settings.properties(self._section))

    def _end_with_paragraph(self) -> None:
        """Neither a section nor a document may end with a table."""
        last = self.elements[-1] if self.elements else None
        if last is None or last.tag != qn("w:p") or last.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None:
            self.elements.append(gap(1))

    def _cover_shrink(self, following: Sequence[Block]) -> float:
        """A cover is one page: where it is too full its empty spaces give way."""
        if self._section.kind != "cover":
            return 1.0
        blocks = list(takewhile(lambda block: not isinstance(block, Section | PageBreak), following))
        spaces = sum(block.mm * _MM for block in blocks if isinstance(block, Spacer))
        rest = self._area.height * _MM - sum(self._cover_height(block) for block in blocks)
        return min(max((rest - _COVER_RESERVE_PT) / spaces, 0.0), 1.0) if spaces else 1.0

    def _cover_height(self, block: Block) -> float:
        width_pt = self._area.width * _MM
        match block:
            case Heading():
                look = heading_look(self._section.kind, block)
                return estimated_lines(block.text, width_pt / look.size_pt) * look.line_pt + look.after_pt
            case Paragraph():
                look = prose_look(self._section.kind, block)
                lines = estimated_lines(block.text, width_pt / look.size_pt, look.first_line_ems)
                return lines * look.line_pt
            case CoverFields():
                return cover_height_pt(block, self._area.width)
        return 0.0

    # -- prose

    def _add(self, *elements: BaseOxmlElement) -> None:
        self._begun = True
        self.elements.extend(elements)

    def _take_break(self) -> bool:
        pending, self._break = self._break, False
        return pending

    def _break_before_table(self) -> bool:
        """A table cannot ask for a new page by itself; the answer is whether one was begun."""
        if not self._take_break():
            return False
        self._add(gap(JOINT_PT, page_break_before=True))
        return True

    def _prose(
        self,
        texts: Sequence[str],
        look: Look,
        *,
        keep_next: bool = False,
        outline: int | None = None,
        lead: tuple[int, Face] | None = None,
    ) -> None:
        """Paragraphs of one look; what differs from the named style is set on the paragraph itself."""
        named = _BY_NAME[look.style]
        properties = ParagraphLook(
            look.style,
            align=look.align if look.align != named.align else None,
            line_pt=look.line_pt if look.line_pt != named.line_pt else None,
            first_line_ems=look.first_line_ems if look.first_line_ems != named.first_line_ems else None,
            em_pt=look.size_pt,
            keep_next=keep_next,
            outline=outline,
        )
        type_ = RunLook(look.face, look.size_pt if look.size_pt != named.size_pt else None)
        for text in texts:
            here = replace(properties, page_break_before=self._take_break())
            chars, face = lead or (0, look.face)
            parts = ((text[:chars], replace(type_, face=face)), (text[chars:], type_))
            self._add(paragraph(here, [run(part, its_type) for part, its_type in parts if part]))
            lead = None

    def _heading(self, block: Heading) -> None:
        """A heading is one paragraph, so that the navigation pane shows it as one; its lines are kept."""
        text = "\n".join(paragraphs_of(block.text))
        look = heading_look(self._section.kind, block)
        if block.level == 0:
            text = title_text(look, block, self._area.width * _MM)
        self._prose([text] if text else [], look, outline=None if block.bookmark else _NO_OUTLINE)

    def _paragraph(self, block: Paragraph, following: Sequence[Block]) -> None:
        look = prose_look(self._section.kind, block)
        closing = bool(following) and isinstance(following[0], LetterClosing)
        outline = _NO_OUTLINE if block.style == "caption" else None
        texts = paragraphs_of(block.text)
        lead = (block.lead_chars, block.lead_face)
        self._prose(texts, look, keep_next=block.keep_with_next or closing, outline=outline, lead=lead)

    # -- tables and cover

    def _table(self, joined: Sequence[Grid]) -> None:
        first = joined[0]
        follows_table = bool(self.elements) and self.elements[-1].tag == qn("w:tbl")
        if self._break_before_table() or not self.elements:
            pass
        elif not first.attached and not self._at_top():
            self._add(gap(_GRID_GAP_PT))
        elif follows_table:
            self._add(gap(JOINT_PT))
        if first.caption:
            self._prose(paragraphs_of(first.caption), caption_look(self._section.kind))
        made = table(joined, TableRoom(self._area.width, self._area.height))
        self._bookmarks.mark(made, joined)
        self._add(made)

    def _at_top(self) -> bool:
        """Whether nothing of the section stands yet."""
        last = self.elements[-1]
        return last.tag == qn("w:p") and last.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None

    def _cover(self, block: CoverFields) -> None:
        self._break_before_table()
        if self.elements and self.elements[-1].tag == qn("w:tbl"):
            self._add(gap(1))
        self._add(cover_table(block, self._area.width))


def _joined(blocks: Sequence[Block]) -> list[Grid]:
    """The grid or box at the head of `blocks`, with what is attached to it.

    Word repeats only the first rows of a table on further pages, so a grid with header rows is a table by itself;
    and only where no cell reaches out of them.
    """
    joined: list[Grid] = []
    for block in blocks:
        if not isinstance(block, Grid | SignatureBlock):
            break
        grid = boxed(block) if isinstance(block, SignatureBlock) else block
        alone = grid.header_rows > 0 and grid.header_stands_alone
        if joined and (not grid.attached or grid.caption or alone):
            break
        joined.append(grid)
        if alone:
            break
    return joined
