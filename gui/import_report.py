"""What an import would bring, in the words of its preview."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from model.book import Book
from model.cells import CellRef, Value
from model.edits import SetCell
from model.forms.overview import COVER
from model.valuewords import value_words

if TYPE_CHECKING:
    from intake.intake import Intake

_LONG = 60


@dataclass(frozen=True)
class ImportReport:
    """``changes`` counts what would be new, ``replaced`` what it would take the place of; the lists are lines of the preview."""

    source: str
    changes: int
    replaced: int
    warnings: Sequence[str]
    """What would be a grave mistake: the material of another year or department, rows that go."""
    wrong_source: bool
    """Whether it looks like the wrong file."""
    read: Sequence[str]
    unread: Sequence[str]
    problems: Sequence[str]


def report_of(path: Path, intake: Intake, scratch: Book) -> ImportReport:
    """The preview of an import. ``scratch`` is a copy of the packet: the edit is tried on it, to name rows it would add."""
    wrong, replaced = _wrong_source(intake, scratch), _replaced(intake, scratch)
    scratch.apply(intake.edit)
    return ImportReport(
        path.name,
        len(intake.edit.changes),
        replaced,
        [*wrong, *intake.removed],
        bool(wrong),
        [_line(scratch, ref, value) for ref, value in intake.values.items()],
        [f"“{_short(item.quote)}”——{item.why}" for item in intake.unread],
        [*(f"{one.place}：{one.message}" for one in intake.problems), *intake.notes],
    )


def _wrong_source(intake: Intake, book: Book) -> list[str]:
    """Why this may not be the file that the clerk meant."""
    year, department, own = (
        intake.found_year,
        intake.found_department,
        book.text(COVER.ref("unit_name", "value")),
    )
    wrong = []
    if year not in (None, book.year):
        wrong.append(
            f"来源是 {year} 年度的材料，打开的文件是 {book.year} 年度：导入会用 {year} 年的内容替换本年的内容。"
        )
    if department and own and department != own:
        wrong.append(f"来源是“{department}”的材料，打开的文件是“{own}”的。")
    return wrong


def _replaced(intake: Intake, book: Book) -> int:
    """How many values that the packet has would give way to others."""
    return sum(
        isinstance(change, SetCell) and book.stated(change.ref) is not None for change in intake.edit.changes
    )


def _line(book: Book, ref: CellRef, value: Value) -> str:
    return f"{book.name(ref)}：{_short(value_words(book, ref, value))}"


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONG else flat[:_LONG] + "…"
