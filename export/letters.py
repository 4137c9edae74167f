"""The notice (通知) and 附件3 评价报告 as blocks: official prose on the grid of GB/T 9704."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from export.annex_opening import annex_opening
from export.blocks import (
    Block,
    Grid,
    GridRow,
    Heading,
    LetterClosing,
    PageBreak,
    Paragraph,
    Section,
)
from export.names import own_names
from export.origin import Origin
from export.tables import label_cell, value_cell
from export.typesizes import HEADING_FACES
from model.book import Book
from model.cells import CellRef
from model.formdef import RowDef
from model.forms.indicators import SCORES
from model.forms.overview import COVER
from model.forms.prose import CHAPTERS, NOTICE
from model.naming import row_label

_LEVEL1 = re.compile(r"[一二三四五六七八九十]{1,3}、")
_LEVEL2 = re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]")
_LEVEL3 = re.compile(r"\d{1,2}[.．、]\s*\D")
_LEVEL4 = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,2}\s*[^\s\d.%％万亿元个]")
_HEADING_LENGTH = 30
"""A numbered paragraph longer than this, or one that ends as a sentence, is prose and no heading."""
_SENTENCE_ENDS = "。；，："
_RUN_IN_LENGTH = 40
"""A first sentence longer than this is no heading that the text runs on from."""
_SCORE_CHAPTER = "c7"
_TABLE_PT = 12
_ROLE = re.compile(r"(?P<role>组长|副组长|成员|组员|联络员|联系人)[:：](?P<names>.+)")
_ROLE_WIDTH = 3
_SPACE = "\u3000"


def notice_blocks(book: Book) -> Iterator[Block]:
    """通知: title, addressee, body, closing with room for the seal, then the list of the leading group."""
    yield Section(kind="official")
    title = NOTICE.ref("title")
    yield Heading(book.prose(title), 0, names=own_names(book), source=Origin(title))
    addressee = book.text(NOTICE.ref("addressee")).rstrip("：:")
    if addressee:
        source = Origin(NOTICE.ref("addressee"))
        yield Paragraph(f"{addressee}：", style="left", indent_chars=0, source=source)
    yield from prose_blocks(book.prose(NOTICE.ref("body")), NOTICE.ref("body"))
    issuer, issued = book.text(NOTICE.ref("issuer")), book.text(NOTICE.ref("issue_date"))
    if issuer or issued:
        yield _closing(book, issuer, issued, NOTICE.ref("issuer"))
    members = book.prose(NOTICE.ref("members"))
    if members:
        yield PageBreak()
        yield from _members(members, book.text(COVER.ref("unit_name")), own_names(book))


def _members(text: str, unit: str, names: tuple[str, ...]) -> Iterator[Block]:
    """The list's title lines and its members; a list that begins with 组长 at once gets the usual title."""
    lines = text.split("\n")
    first = next((i for i, line in enumerate(lines) if line.replace(" ", "").startswith("组长")), 0)
    title = "\n".join(lines[:first]) or f"{unit}部门整体支出绩效评价工作领导小组名单"
    ref = NOTICE.ref("members")
    yield Heading(title, 0, names=names, source=Origin(ref))
    for number, line in enumerate(lines[first:], first):
        yield Paragraph(_spaced_names(line), source=Origin(ref, number))


def _spaced_names(line: str) -> str:
    """“组长：陶毅” as lists are typed: roles and names of two characters are spread to the width of three."""
    match = _ROLE.fullmatch(line.strip())
    if match is None or any(mark in match["names"] for mark in "，。；（("):
        return line
    role = _spread(match["role"], _ROLE_WIDTH)
    names = (_spread(name, _ROLE_WIDTH) for name in re.split(r"[\s、\u3000]+", match["names"].strip()))
    return f"{role}：{_SPACE.join(names)}"


def _spread(word: str, width: int) -> str:
    return f"{word[0]}{_SPACE * (width - 2)}{word[1]}" if len(word) == 2 < width else word


def report_blocks(book: Book) -> Iterator[Block]:
    """附件3: the eleven chapters, the score table in chapter 七, signature and date."""
    yield from annex_opening(book, "report", CHAPTERS.title, Section(kind="official"))
    for row in CHAPTERS.rows:
        if isinstance(row, RowDef):
            yield Heading(row.title, 1, source=Origin(CHAPTERS.ref(row.code, "text")))
            yield from _chapter(book, row.code)
    issuer, issued = book.text(COVER.ref("unit_name")), book.text(COVER.ref("report_date"))
    if issuer:
        yield _closing(book, issuer, issued, COVER.ref("report_date"))


def _closing(book: Book, issuer: str, issued: str, ref: CellRef) -> LetterClosing:
    seal_mm = float(book.profile.seal_mm)
    return LetterClosing((issuer,), issued, seal=True, seal_mm=seal_mm, source=Origin(ref))


def _chapter(book: Book, row: str) -> Iterator[Block]:
    """A chapter's prose; in chapter 七 the score table stands behind the paragraph that announces it."""
    ref = CHAPTERS.ref(row, "text")
    blocks = list(prose_blocks(book.prose(ref), ref))
    if row == _SCORE_CHAPTER and any(book.value(ref) is not None for ref in book.refs(SCORES)):
        place = next(
            (i for i, block in enumerate(blocks) if "下表" in getattr(block, "text", "")), len(blocks) - 1
        )
        blocks.insert(place + 1, _score_table(book))
    yield from blocks


def _score_table(book: Book) -> Grid:
    titles = (SCORES.label_title, *(column.title for column in SCORES.columns))
    rows = [GridRow(tuple(label_cell(title, size_pt=_TABLE_PT) for title in titles), keep_with_next=True)]
    for row in book.rows(SCORES):
        values = (
            value_cell(book, SCORES.ref(row, one.code), align="center", size_pt=_TABLE_PT)
            for one in SCORES.columns
        )
        cells = (label_cell(row_label(book, SCORES, row), size_pt=_TABLE_PT), *values)
        rows.append(GridRow(cells, min_height_mm=8, keep_together=True, keep_with_next=True))
    rows[-1] = replace(rows[-1], keep_with_next=False)
    return Grid((36, 38, 38, 38), tuple(rows), header_rows=1, bookmark=SCORES.title)


def prose_blocks(text: str, ref: CellRef | None = None) -> Iterator[Block]:
    """Paragraphs and headings of official prose; a heading is told by its number (一、（一）1. 1.1) and by being short.

    `ref` is the cell that the text is from.
    """
    for number, line in enumerate(text.split("\n")):
        if line.strip():
            yield replace(_prose_block(line.strip()), source=None if ref is None else Origin(ref, number))


def _prose_block(line: str) -> Heading | Paragraph:
    if len(line) <= _HEADING_LENGTH and not line.endswith(tuple(_SENTENCE_ENDS)):
        if _LEVEL1.match(line):
            return Heading(line, 1, bookmark=False)
        if _LEVEL2.match(line):
            return Heading(line, 2)
        if _LEVEL3.match(line):
            return Heading(line, 3)
        if _LEVEL4.match(line):
            return Heading(line, 4)
    return _running_on(line)


def _running_on(line: str) -> Paragraph:
    """Prose; a heading that it runs on from (（一）强化管理。完善制度…) is in the heading's face up to its 。"""
    level = 1 if _LEVEL1.match(line) else 2 if _LEVEL2.match(line) else 0
    end = line.find("。") + 1
    if level and 0 < end <= min(_RUN_IN_LENGTH, len(line) - 1):
        return Paragraph(line, lead_chars=end, lead_face=HEADING_FACES[level])
    return Paragraph(line)
