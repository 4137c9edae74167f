"""The notice (通知) and 附件3 评价报告 as blocks: official prose on the grid of GB/T 9704."""

from __future__ import annotations

import re
from collections.abc import Iterator

from export.blocks import Block, Face, Grid, GridRow, Heading, LetterClosing, PageBreak, Paragraph, Section
from export.tables import label_cell, value_rows
from model.book import Book
from model.formdef import RowDef
from model.forms.indicators import SCORES
from model.forms.overview import COVER
from model.forms.prose import CHAPTERS, NOTICE

_LEVEL1 = re.compile(r"[一二三四五六七八九十]{1,3}、")
_LEVEL2 = re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]")
_LEVEL3 = re.compile(r"\d{1,2}[.．、]\s*\D")
_HEADING_LENGTH = 30
"""A numbered paragraph longer than this, or one that ends as a sentence, is prose and no heading."""
_SENTENCE_ENDS = "。；，："
_SCORE_CHAPTER = "c7"


def notice_blocks(book: Book) -> Iterator[Block]:
    """通知: title, addressee, body, closing with room for the seal, then the list of the leading group."""
    yield Section(kind="official", page_start=1)
    yield Heading(book.text(NOTICE.ref("title")), 0)
    if book.text(NOTICE.ref("addressee")):
        yield Paragraph(book.text(NOTICE.ref("addressee")), style="left")
    yield from prose_blocks(book.text(NOTICE.ref("body")))
    issuer, issued = book.text(NOTICE.ref("issuer")), book.text(NOTICE.ref("issue_date"))
    if issuer or issued:
        yield LetterClosing((issuer,), issued, seal=True, seal_mm=float(book.profile.seal_mm))
    members = book.text(NOTICE.ref("members"))
    if members:
        yield PageBreak()
        yield from _members(members)


def _members(text: str) -> Iterator[Block]:
    """The list's own title lines, then its members; titles are what stands before the first 组长 line."""
    lines = text.split("\n")
    first = next((i for i, line in enumerate(lines) if line.replace(" ", "").startswith("组长")), 0)
    if first:
        yield Heading("\n".join(lines[:first]), 0)
    for line in lines[first:]:
        yield Paragraph(line)


def report_blocks(book: Book) -> Iterator[Block]:
    """附件3: the eleven chapters, the score table in chapter 七, signature and date."""
    yield Section(kind="official", page_start=1)
    yield Paragraph(
        book.profile.annexes["report"], style="left", face=Face.HEITI, keep_with_next=True, indent_chars=0
    )
    yield Heading(CHAPTERS.title, 0)
    for row in CHAPTERS.rows:
        if isinstance(row, RowDef):
            yield Heading(row.title, 1)
            yield from _chapter(book, row.code)
    issuer, issued = book.text(COVER.ref("unit_name")), book.text(COVER.ref("report_date"))
    if issuer:
        yield LetterClosing((issuer,), issued, seal=True, seal_mm=float(book.profile.seal_mm))


def _chapter(book: Book, row: str) -> Iterator[Block]:
    """A chapter's prose; in chapter 七 the score table stands behind the paragraph that announces it."""
    blocks = list(prose_blocks(book.text(CHAPTERS.ref(row, "text"))))
    if row == _SCORE_CHAPTER and any(book.value(ref) is not None for ref in book.refs(SCORES)):
        place = next(
            (i for i, block in enumerate(blocks) if "下表" in getattr(block, "text", "")), len(blocks) - 1
        )
        blocks.insert(place + 1, _score_table(book))
    yield from blocks


def _score_table(book: Book) -> Grid:
    titles = (SCORES.label_title, *(column.title for column in SCORES.columns))
    head = GridRow(tuple(label_cell(title, size_pt=12) for title in titles), keep_with_next=True)
    return Grid((36, 38, 38, 38), (head, *value_rows(book, SCORES)), header_rows=1, bookmark=SCORES.title)


def prose_blocks(text: str) -> Iterator[Block]:
    """Paragraphs and headings of official prose; a heading is told by its number (一、（一）1.) and by being short."""
    for line in text.split("\n"):
        if line.strip():
            yield _prose_block(line.strip())


def _prose_block(line: str) -> Block:
    if len(line) <= _HEADING_LENGTH and not line.endswith(tuple(_SENTENCE_ENDS)):
        if _LEVEL1.match(line):
            return Heading(line, 1, bookmark=False)
        if _LEVEL2.match(line):
            return Heading(line, 2)
        if _LEVEL3.match(line):
            return Heading(line, 3)
    return Paragraph(line)
