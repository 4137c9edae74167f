"""The packet as blocks, whole or part by part: one description which every writer draws."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import chain, repeat

from export.annexes import annex1_blocks, annex2_blocks
from export.blocks import Block, Section
from export.errors import ExportError
from export.filled import says_anything
from export.form import form_blocks
from export.letters import notice_blocks, report_blocks
from export.parts import PART_TITLES, WHOLE
from model.book import Book
from model.checkcode import PART_SHEETS, check_code
from model.findings import Severity
from model.forms import FORMS

PARTS: dict[str, Callable[[Book], Iterable[Block]]] = {
    "notice": notice_blocks,
    "form": form_blocks,
    "annex1": annex1_blocks,
    "annex2": annex2_blocks,
    "report": report_blocks,
}
"""The parts in paper order; ``all`` stands for every one of them that says anything."""
BLANK_FOOT = "空白表"
"""What the foot of a form to be filled by pen says: the first stroke of the pen would void a code."""
_ALWAYS = "form"
"""Printed even when nothing is filled in: a blank form to be filled by pen."""
_ON_EVERY_PART = "cover"
"""Whose packet it is says nothing about a part."""


def packet_blocks(book: Book, part: str = WHOLE) -> list[Block]:
    """The blocks of one part, or of all, numbered through; raises ExportError (Chinese) for a part that does not exist."""
    if part == WHOLE:
        return bound([block for name in printed_parts(book) for block in _stamped(book, name)])
    if part not in PARTS:
        raise ExportError(f"没有名为“{part}”的部分，可选：{'、'.join(PARTS)}、all。")
    return bound(_stamped(book, part))


def bound(blocks: Iterable[Block], pages_before: int = 0) -> list[Block]:
    """The blocks as they stand in a volume, numbered on from the pages before them.

    Text and annexes bound together are numbered through (GB/T 9704—2012, 7.5); a cover counts but bears no number. So
    odd pages are right-hand ones when the stack is printed on both sides.
    """
    starts = chain([pages_before + 1], repeat(None))
    return [
        replace(block, page_start=next(starts)) if isinstance(block, Section) else block for block in blocks
    ]


def printed_parts(book: Book, part: str = WHOLE) -> tuple[str, ...]:
    """The parts that ``part`` stands for: of all, those with something in them. One asked for by name is never left out."""
    if part != WHOLE:
        return (part,)
    return tuple(name for name in PARTS if name == _ALWAYS or _says_anything(book, name))


def left_out(book: Book, part: str = WHOLE) -> str:
    """One Chinese sentence on the empty parts that are not printed; empty text where there are none."""
    printed = printed_parts(book, part)
    titles = [PART_TITLES[name] for name in PARTS if part == WHOLE and name not in printed]
    return f"没有填写、没有印出的部分：{'、'.join(titles)}。需要空白表的请单独选印。" if titles else ""


def _says_anything(book: Book, part: str) -> bool:
    return says_anything(book, (FORMS[sheet] for sheet in PART_SHEETS[part] if sheet != _ON_EVERY_PART))


def _stamped(book: Book, part: str) -> list[Block]:
    """The part with its foot: the 校验码 when nothing mandatory is open, else 草稿; the cover stays clean."""
    blocks = list(PARTS[part](book))
    foot, code = foot_line(book, part)
    sections = [index for index, block in enumerate(blocks) if isinstance(block, Section)]
    for index in sections:
        section = blocks[index]
        if isinstance(section, Section) and section.kind != "cover":
            last = index == sections[-1]
            blocks[index] = replace(section, foot=foot, code=code if last else "")
    return blocks


def foot_line(book: Book, part: str) -> tuple[str, str]:
    """What the foot says, and the code that the QR carries (empty for a draft, and for a form to be filled by pen)."""
    if not _says_anything(book, part):
        return BLANK_FOOT, ""
    mandatory = sum(one.severity is Severity.MANDATORY for one in book.findings)
    if mandatory and not book.profile.code_with_findings:
        return f"草稿　强制性审核问题 {mandatory} 个未改", ""
    code = check_code(book, part)
    open_count = f"　强制性审核问题 {mandatory} 个" if mandatory else ""
    return f"校验码 {code}{open_count}　手工涂改后本码失效", code
