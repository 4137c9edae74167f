"""What differs between two states of a packet, and the one edit that leads from one to the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from model.book import Book
from model.cells import CellRef
from model.edits import Change, DeleteRow, Edit, InsertRow, MoveRow, SetCell
from model.engine import same_value
from model.formdef import FormDef
from model.forms import FORMS, GROUPS
from model.naming import form_name, row_name
from model.valuewords import Holding, Show, both_words, value_words


@dataclass(frozen=True)
class Difference:
    """One place that differs: what it holds here and there, as short texts. ``ref`` is a cell of ours to go to, if any."""

    place: str
    here: str
    there: str
    ref: CellRef | None = None

    def __str__(self) -> str:
        """收入 › 局机关 › 公共财政拨款：2577.99 → 2577.98."""
        return f"{self.place}：{self.here} → {self.there}"


def differences(book: Book, other: Book, show: Show = value_words) -> tuple[Difference, ...]:
    """What restoring ``other`` would change in ``book``, in the packet's order: rows first, then what was typed.

    ``show`` makes words of figures and lines, so that the window may show them in its unit. Calculated figures are not listed: they follow from these.
    """
    rows = (difference for group in GROUPS for difference in row_differences(book, other, group))
    cells = (
        difference for form in FORMS.values() for difference in _cell_differences(book, other, form, show)
    )
    return (*rows, *cells)


def restoring(book: Book, other: Book, label: str) -> Edit:
    """The edit that makes ``book`` hold exactly what ``other`` holds."""
    changes: list[Change] = []
    for group in GROUPS:
        changes += _row_changes(group, list(book.group(group)), other.group(group))
    lost = _cells_of_lost_rows(book, other)
    for ref in sorted({*book.cells, *other.cells} - lost):
        if not same_value(book.stated(ref), other.stated(ref)):
            changes.append(SetCell(ref, other.stated(ref)))
    return Edit(label, tuple(changes))


def _row_changes(group: str, now: list[str], wanted: tuple[str, ...]) -> Iterator[Change]:
    for row in [row for row in now if row not in wanted]:
        now.remove(row)
        yield DeleteRow(group, row)
    for index, row in enumerate(wanted):
        if row not in now:
            now.insert(index, row)
            yield InsertRow(group, row, index)
        elif now.index(row) != index:
            now.insert(index, now.pop(now.index(row)))
            yield MoveRow(group, row, index)


def _cells_of_lost_rows(book: Book, other: Book) -> set[CellRef]:
    """The cells that go with their rows, so that nothing has to clear them."""
    lost = set()
    for group, forms in GROUPS.items():
        rows = set(book.group(group)) - set(other.group(group))
        sheets = {form.code for form in forms}
        lost |= {ref for ref in book.cells if ref.row in rows and ref.sheet in sheets}
    return lost


def row_differences(book: Book, other: Book, group: str) -> Iterator[Difference]:
    """The rows that go, come and move; only one that comes has no cell of ours to go to."""
    form = GROUPS[group][0]
    ours, theirs = book.group(group), other.group(group)
    for row in ours:
        if row not in theirs:
            yield Difference(_row_name(book, form, row), "有这一行", "去掉这一行", _first_cell(form, row))
    for row in theirs:
        if row not in ours:
            yield Difference(_row_name(other, form, row), "没有这一行", "增加这一行")
    shared = [row for row in theirs if row in ours]
    for row, instead in zip([row for row in ours if row in theirs], shared, strict=True):
        if row != instead:
            name = _row_name(book, form, row)
            yield Difference(name, "现在的位置", f"第{theirs.index(row) + 1}行", _first_cell(form, row))


def _cell_differences(book: Book, other: Book, form: FormDef, show: Show) -> Iterator[Difference]:
    shared = set(other.rows(form))
    for row in book.rows(form):
        if row not in shared:
            continue
        for column in form.columns:
            ref = form.ref(row, column.code)
            here, there = book.stated(ref), other.stated(ref)
            if not same_value(here, there):
                texts = both_words(ref, Holding(book, here), Holding(other, there), show)
                yield Difference(book.name(ref), *texts, ref)


def _row_name(book: Book, form: FormDef, row: str) -> str:
    name, words = row_name(book, form, row), ""
    if name.isdecimal() and "name" in (column.code for column in form.columns):
        words = book.text(form.ref(row, "name"))
    return f"{form_name(form)} › {'、'.join(filter(None, (name, words)))}"


def _first_cell(form: FormDef, row: str) -> CellRef:
    return form.ref(row, form.columns[0].code)
