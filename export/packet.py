"""The packet as blocks, whole or part by part: one description which every writer draws."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from export.annexes import annex1_blocks, annex2_blocks
from export.blocks import Block, Section
from export.errors import ExportError
from export.form import form_blocks
from export.letters import notice_blocks, report_blocks
from model.book import Book
from model.checkcode import check_code
from model.findings import Severity

PARTS: dict[str, Callable[[Book], Iterable[Block]]] = {
    "notice": notice_blocks,
    "form": form_blocks,
    "annex1": annex1_blocks,
    "annex2": annex2_blocks,
    "report": report_blocks,
}
"""The parts in paper order; ``all`` stands for every one of them."""

PART_TITLES = {
    "notice": "通知",
    "form": "自评报告表",
    "annex1": "附件1 基础数据表",
    "annex2": "附件2 自评表",
    "report": "附件3 评价报告",
}


def packet_blocks(book: Book, part: str = "all") -> list[Block]:
    """The blocks of one part, or of all; raises ExportError (Chinese) for a part that does not exist."""
    if part == "all":
        return [block for name in PARTS for block in _stamped(book, name)]
    if part not in PARTS:
        raise ExportError(f"没有名为“{part}”的部分，可选：{'、'.join(PARTS)}、all。")
    return _stamped(book, part)


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
    """What the foot says, and the code that the QR carries (empty for a draft)."""
    mandatory = sum(one.severity is Severity.MANDATORY for one in book.findings)
    if mandatory and not book.profile.code_with_findings:
        return f"草稿　强制性审核问题 {mandatory} 个未改", ""
    code = check_code(book, part)
    open_count = f"　强制性审核问题 {mandatory} 个" if mandatory else ""
    return f"校验码 {code}{open_count}　手工涂改后本码失效", code
