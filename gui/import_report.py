"""What an import would bring, in the words of its preview."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from model.book import Book
from model.cells import CellRef, Value
from model.valuewords import value_words

if TYPE_CHECKING:
    from intake.intake import Intake

_LONG = 60


@dataclass(frozen=True)
class ImportReport:
    """``changes`` counts what would be new; the lists are lines of the preview."""

    source: str
    changes: int
    read: Sequence[str]
    unread: Sequence[str]
    problems: Sequence[str]


def report_of(path: Path, intake: Intake, scratch: Book) -> ImportReport:
    """The preview of an import. ``scratch`` is a copy of the packet: the edit is tried on it, to name rows it would add."""
    scratch.apply(intake.edit)
    return ImportReport(
        path.name,
        len(intake.edit.changes),
        [_line(scratch, ref, value) for ref, value in intake.values.items()],
        [f"“{_short(item.quote)}”——{item.why}" for item in intake.unread],
        [
            *_other_year(intake, scratch),
            *(f"{one.place}：{one.message}" for one in intake.problems),
            *intake.notes,
        ],
    )


def _other_year(intake: Intake, book: Book) -> list[str]:
    if intake.found_year in (None, book.year):
        return []
    return [f"来源是 {intake.found_year} 年度的材料，打开的文件是 {book.year} 年度，请确认没有选错文件。"]


def _line(book: Book, ref: CellRef, value: Value) -> str:
    return f"{book.name(ref)}：{_short(value_words(book, ref, value))}"


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONG else flat[:_LONG] + "…"
