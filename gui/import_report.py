"""What an import would bring, in the words of its preview."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from model.book import Book
from model.cells import CellRef, Value
from model.comparing_books import row_differences
from model.edits import InsertRow, SetCell
from model.forms import FORMS, GROUPS
from model.forms.overview import COVER
from model.valuewords import Holding, both_words, value_words

if TYPE_CHECKING:
    from intake.intake import Intake

_LONG = 60


class Fate(Enum):
    """What would become of a place of the packet, in the order of the preview; the value is its caption there."""

    REPLACED = "替换已填的内容"
    CLEARED = "清空：文件中这一栏是空的"
    ROWS = "行的增减和次序以文件为准"
    FILLED = "填入空着的栏目"
    SAME = "与打开的文件相同，不变"


@dataclass(frozen=True)
class ImportReport:
    """The preview. ``places`` has a line for every place that the source speaks of, by what would become of it."""

    source: str
    places: Mapping[Fate, Sequence[str]]
    warnings: Sequence[str]
    """What would be a grave mistake: the material of another year or department, rows that go."""
    wrong_source: bool
    """Whether it looks like the wrong file."""
    unread: Sequence[str]
    problems: Sequence[str]

    @property
    def changes(self) -> int:
        """How many places would be others."""
        return sum(len(lines) for fate, lines in self.places.items() if fate is not Fate.SAME)

    def count(self, fate: Fate) -> int:
        """How many places would become that."""
        return len(self.places[fate])


def report_of(path: Path, intake: Intake, before: Book, after: Book) -> ImportReport:
    """The preview of an import. ``after`` is a copy of the packet as it is ``before``: the edit is tried on it."""
    wrong = _wrong_source(intake, before)
    after.apply(intake.edit)
    places: dict[Fate, list[str]] = {fate: [] for fate in Fate}
    for fate, line in (*_cells(intake, before, after), *_rows(intake, before, after), *_same(intake, after)):
        places[fate].append(line)
    return ImportReport(
        path.name,
        places,
        [*wrong, *intake.removed],
        bool(wrong),
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


def _cells(intake: Intake, before: Book, after: Book) -> Iterator[tuple[Fate, str]]:
    """Every cell that the edit sets, with what it holds before and after."""
    for change in intake.edit.changes:
        if not isinstance(change, SetCell):
            continue
        ref, old, new = change.ref, before.stated(change.ref), after.value(change.ref)
        if old is None:
            yield Fate.FILLED, _line(after, ref, new)
        else:
            words = both_words(ref, Holding(before, old), Holding(after, new))
            fate = Fate.CLEARED if new is None else Fate.REPLACED
            yield fate, f"{after.name(ref)}：{' → '.join(words)}"


def _rows(intake: Intake, before: Book, after: Book) -> Iterator[tuple[Fate, str]]:
    """The rows that go or move; of those that come, the ones that nothing is filled into, since what is filled in is told."""
    for group in GROUPS:
        for difference in row_differences(before, after, group):
            if difference.ref is not None:
                yield Fate.ROWS, str(difference)
    filled = {change.ref.row for change in intake.edit.changes if isinstance(change, SetCell)}
    for change in intake.edit.changes:
        if isinstance(change, InsertRow) and change.row not in filled:
            yield Fate.ROWS, f"{FORMS[change.group].title}：增加一个空行"


def _same(intake: Intake, after: Book) -> Iterator[tuple[Fate, str]]:
    changed = {change.ref for change in intake.edit.changes if isinstance(change, SetCell)}
    for ref, value in intake.values.items():
        if ref not in changed:
            yield Fate.SAME, _line(after, ref, value)


def _line(book: Book, ref: CellRef, value: Value) -> str:
    return f"{book.name(ref)}：{_short(value_words(book, ref, value))}"


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONG else flat[:_LONG] + "…"
