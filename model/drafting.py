"""First drafts of the report's chapters from the tables (起草): live fields for every figure, nothing invented, nothing about empty cells.

The clerk edits a draft as any text. What the tables do not say (经验, 建议, 公开情况) is left to the clerk.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from model.draft_outlays import capital_budget, department, fund_budget, general_budget, social_budget
from model.draft_results import experience, performance, verdict
from model.edits import Edit, SetCell
from model.forms.prose import CHAPTERS

if TYPE_CHECKING:
    from model.book import Book

_HEADING = re.compile(r"（[一二三四五六七八九十]{1,3}）")
LABEL = "按表中数据起草报告"

_DRAFTS: dict[str, Callable[[Book], str]] = {
    "c1": department,
    "c2": general_budget,
    "c3": fund_budget,
    "c4": capital_budget,
    "c5": social_budget,
    "c6": performance,
    "c7": verdict,
    "c8": experience,
}
DRAFTED = tuple(_DRAFTS)
"""The chapters that the tables say something about."""


def draft(book: Book, chapter: str) -> str:
    """The data paragraphs of one chapter (c1 … c11) as raw text with live fields; empty where the tables say nothing."""
    if chapter not in CHAPTERS.row_ids(()):
        raise KeyError(f"no chapter {chapter}")
    writer = _DRAFTS.get(chapter)
    return writer(book) if writer else ""


def not_there_yet(drafted: str, written: str) -> str:
    """What a chapter does not have of its draft: paragraphs that stand there in the same words, and headings with a number that does."""
    lines = [line.strip() for line in written.split("\n")]
    numbers = {found.group() for line in lines if (found := _HEADING.match(line))}

    def stands(line: str) -> bool:
        heading = _HEADING.match(line)
        return line in lines or (heading is not None and heading.group() in numbers)

    return "\n".join(line for line in drafted.split("\n") if not stands(line))


def draft_empty_chapters(book: Book) -> Edit:
    """Drafts for the chapters that are still empty: one undoable edit that overwrites nothing."""
    empty = [row for row in DRAFTED if not book.text(CHAPTERS.ref(row, "text")).strip()]
    texts = [(row, draft(book, row)) for row in empty]
    return Edit(LABEL, tuple(SetCell(CHAPTERS.ref(row, "text"), text) for row, text in texts if text))
