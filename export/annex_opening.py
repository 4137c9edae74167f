"""How an annex begins (GB/T 9704): 附件1 flush left on the first line of the type area, the title on the third."""

from __future__ import annotations

from collections.abc import Iterator

from export.blocks import Block, Face, Heading, Paragraph, Section, Spacer
from export.typesizes import LINE_PITCH_PT
from model.book import Book

_LINE_MM = LINE_PITCH_PT * 25.4 / 72


def annex_opening(book: Book, annex: str, title: str, section: Section) -> Iterator[Block]:
    """The annex's section, its marker as the locality numbers it, an empty line, the title."""
    yield section
    yield Paragraph(book.profile.annexes[annex], style="left", face=Face.HEITI, keep_with_next=True)
    yield Spacer(_LINE_MM)
    yield Heading(title, 0)
