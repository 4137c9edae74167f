"""How drafts put sentences together: every figure a live field, every part that is empty left out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from model.cells import CellRef
from model.fieldsyntax import written

if TYPE_CHECKING:
    from model.book import Book

MONEY = "万元"
_STOPS = tuple("。！？；")
_DIGIT_LAST = re.compile(r"[\d.%％]$")


class Words:
    """Writes the cells of one packet into sentences. Nothing is written about an empty cell."""

    def __init__(self, book: Book) -> None:
        self.book = book

    def has(self, *refs: CellRef) -> bool:
        """Whether all the cells say something."""
        return all(self.book.value(ref) is not None for ref in refs)

    def label(self, ref: CellRef) -> str:
        """A live name before its figure; one that ends in a digit is kept apart from it."""
        return written(ref) + ("：" if _DIGIT_LAST.search(self.book.prose(ref)) else "")

    def sentence(self, ref: CellRef) -> str:
        """A live text as a sentence of its own: a full stop where it has none yet."""
        return written(ref) + ("" if self.book.prose(ref).rstrip().endswith(_STOPS) else "。")

    def amount(self, name: str, ref: CellRef) -> str:
        """办公费0.2万元; nothing while the cell is empty."""
        return f"{name}{written(ref)}{MONEY}" if self.has(ref) else ""

    def figures(self, parts: Iterable[tuple[str, CellRef, str]], mark: str = "，") -> str:
        """Name, figure and unit of each cell that says something."""
        return joined((f"{name}{written(ref)}{unit}" for name, ref, unit in parts if self.has(ref)), mark)


def joined(parts: Iterable[str], mark: str = "，") -> str:
    """The parts that say something, with the mark between them."""
    return mark.join(filter(None, parts))


def with_parts(whole: str, parts: str, lead: str = "其中：") -> str:
    """基本支出454.45万元，其中：…。; without parts the whole alone, without the whole nothing."""
    if not whole:
        return ""
    return f"{whole}，{lead}{parts}。" if parts else f"{whole}。"


def paragraphs(*lines: str) -> str:
    """The paragraphs that say something."""
    return joined(lines, "\n")


def under(heading: str, *lines: str) -> str:
    """Paragraphs under their heading; no heading without a paragraph."""
    body = paragraphs(*lines)
    return f"{heading}\n{body}" if body else ""
