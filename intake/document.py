"""What every reader turns a source into: the text as read, and the paragraphs and tables that stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from intake.problems import IntakeProblem, UnreadableSource

OPENED = 0.5
"""The share of reading a source that is done when it stands as text, paragraphs and tables."""
MAX_ROWS, MAX_CELLS, MAX_CHARACTERS = 2_000, 40_000, 1_000_000
MAX_COLUMNS = 1_000
"""Sizes beyond which a source is no packet; the real one of 2022 has 69 rows, 309 cells and 15 thousand characters."""

INVISIBLE = (
    r"\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    r"\ud800-\udfff\ufeff\ufff9-\ufffb\U000e0001\U000e0020-\U000e007f"
)
"""Control and format characters that are no blanks either, as the inside of a character class."""
_INK_RUN = re.compile(rf"[^\s{INVISIBLE}]+")


class Span(NamedTuple):
    """A half-open range of characters in the text as read."""

    start: int
    end: int

    def part(self, start: int, end: int) -> Span:
        """The range that lies ``start`` to ``end`` characters into this one."""
        return Span(self.start + start, self.start + end)


@dataclass(frozen=True)
class Paragraph:
    """Running text outside tables. ``numbered`` tells that the word processor prints a number that is not in the text.

    ``aside`` is a remark below a table (注：…, 填报人：…), which is no part of the notice, the cover or the report.
    """

    text: str
    span: Span
    numbered: bool = False
    aside: bool = False


@dataclass(frozen=True)
class SourceCell:
    """A table cell. ``column`` is its place on the table's grid, or its index in the row where there is no grid.

    ``row_span`` is 0 for a cell that continues the one above it.
    """

    text: str
    span: Span
    column: int
    col_span: int = 1
    row_span: int = 1

    @property
    def end(self) -> int:
        """The first grid column to the right of the cell."""
        return self.column + self.col_span

    @property
    def blank(self) -> bool:
        """Whether nothing visible stands in the cell."""
        return not has_ink(self.text)


@dataclass(frozen=True)
class SourceRow:
    """One row. ``gridded`` tells whether the cells' columns are known, or merely counted (published text has no grid)."""

    cells: tuple[SourceCell, ...]
    gridded: bool

    @property
    def inked(self) -> tuple[SourceCell, ...]:
        """The cells in which something stands."""
        return tuple(cell for cell in self.cells if not cell.blank)


@dataclass(frozen=True)
class Table:
    """Consecutive rows."""

    rows: tuple[SourceRow, ...]


Block = Paragraph | Table


@dataclass(frozen=True)
class SourceDocument:
    """A source as read. Every block's text is exactly the part of ``text`` that its span names.

    ``problems`` are faults of the file itself (a damaged character), ``notes`` what the reader left out and why.
    ``sheets`` are the indices of the blocks with which a new sheet begins: what was announced above ends there.
    ``faults`` names cells whose text is no value (a formula that was never calculated), ``calculated`` those in which a
    formula of the source's own gave it. ``hard_wrapped`` tells that lines may break in the middle of a sentence.
    """

    text: str
    blocks: tuple[Block, ...]
    problems: tuple[IntakeProblem, ...] = ()
    notes: tuple[str, ...] = ()
    sheets: tuple[int, ...] = ()
    faults: Mapping[Span, str] = field(default_factory=dict)
    calculated: frozenset[Span] = frozenset()
    hard_wrapped: bool = False


def demand_reasonable_size(
    name: str, rows: int = 0, cells: int = 0, characters: int = 0, columns: int = 0
) -> None:
    """Refuse a source that is far larger than any packet, before work is put into it."""
    if columns > MAX_COLUMNS:
        raise UnreadableSource(
            f"“{name}”里的表格有一行超过 {MAX_COLUMNS} 格，不像是一份自评材料，请确认选对了文件。"
        )
    if rows > MAX_ROWS or cells > MAX_CELLS:
        raise UnreadableSource(
            f"“{name}”里的表格超过 {MAX_ROWS} 行或 {MAX_CELLS} 格，不像是一份自评材料，请确认选对了文件。"
        )
    if characters > MAX_CHARACTERS:
        raise UnreadableSource(
            f"“{name}”超过 {MAX_CHARACTERS // 10_000} 万字，不像是一份自评材料，请确认选对了文件。"
        )


def is_ink(character: str) -> bool:
    """Whether a character leaves a mark on paper: no blank, no control character, no zero-width joiner.

    Private and not yet assigned characters count as ink: bureaus use them for rare names.
    """
    return _INK_RUN.match(character) is not None


def has_ink(text: str) -> bool:
    """Whether anything visible stands in a text."""
    return _INK_RUN.search(text) is not None


def ink_runs(text: str) -> Iterator[Span]:
    """The runs of visible characters, as ranges of ``text``."""
    return (Span(*found.span()) for found in _INK_RUN.finditer(text))
