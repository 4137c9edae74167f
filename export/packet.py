"""The packet as blocks, whole or part by part: one description which every writer draws."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from export.annexes import annex1_blocks, annex2_blocks
from export.blocks import Block
from export.errors import ExportError
from export.form import form_blocks
from export.letters import notice_blocks, report_blocks
from model.book import Book

PARTS: dict[str, Callable[[Book], Iterable[Block]]] = {
    "notice": notice_blocks,
    "form": form_blocks,
    "annex1": annex1_blocks,
    "annex2": annex2_blocks,
    "report": report_blocks,
}
"""The parts in paper order; ``all`` stands for every one of them."""


def packet_blocks(book: Book, part: str = "all") -> list[Block]:
    """The blocks of one part, or of all; raises ExportError (Chinese) for a part that does not exist."""
    if part == "all":
        return [block for make in PARTS.values() for block in make(book)]
    if part not in PARTS:
        raise ExportError(f"没有名为“{part}”的部分，可选：{'、'.join(PARTS)}、all。")
    return list(PARTS[part](book))
