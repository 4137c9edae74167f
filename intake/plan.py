"""Fitting what was read to the open packet: one edit that makes the packet say what the source says.

A field that the source leaves blank stays as it is. A table that the source has replaces the packet's: its blank
cells are cleared, its rows are the source's rows, rows of the same name keep what the source has no column for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from intake.ledger import FoundRow, Ledger
from intake.normalise import one_line
from model.book import Book
from model.cells import CellRef, Value
from model.edits import Change, DeleteRow, Edit, InsertRow, MoveRow, SetCell
from model.engine import same_value
from model.formdef import Kind
from model.forms import FORMS, GROUPS


class Plan(NamedTuple):
    """The edit, the packet's cell for every cell as the ledger names it, and every value read, by the packet's cell."""

    edit: Edit
    cells: Mapping[CellRef, CellRef]
    values: Mapping[CellRef, Value]


def plan(ledger: Ledger, book: Book, label: str) -> Plan:
    """Fit what the ledger has to the packet."""
    changes: list[Change] = []
    targets: dict[tuple[str, str], str] = {}
    for group, rows in ledger.rows.items():
        wanted = _identify(rows, group, book)
        changes.extend(_arrange(group, book.group(group), wanted))
        for form in GROUPS[group]:
            targets.update({(form.code, row.row): target for row, target in zip(rows, wanted, strict=True)})
    cells = {
        ref: CellRef(ref.sheet, targets.get((ref.sheet, ref.row), ref.row), ref.column)
        for ref in (*ledger.found, *sorted(ledger.covered - ledger.found.keys() - ledger.refused))
    }
    values = {
        cell: _value(ref, ledger.found[ref].value, targets) if ref in ledger.found else None
        for ref, cell in cells.items()
    }
    computed = _computed_alike(ledger, book, cells, values, changes)
    for cell, value in values.items():
        stated = book.stated(cell)
        kept = value if cell not in computed else stated if _equal(stated, value) else None
        if not same_value(stated, kept):
            changes.append(SetCell(cell, kept))
    return Plan(
        Edit(label, tuple(changes)),
        cells,
        {cell: value for cell, value in values.items() if value is not None},
    )


def _value(ref: CellRef, value: Value, targets: Mapping[tuple[str, str], str]) -> Value:
    """The value as the packet keeps it: a chosen row by the packet's own id."""
    column = FORMS[ref.sheet].column(ref.column)
    return (
        targets.get((column.group, value), value)
        if column.kind is Kind.ROW and isinstance(value, str)
        else value
    )


def _computed_alike(
    ledger: Ledger,
    book: Book,
    cells: Mapping[CellRef, CellRef],
    values: Mapping[CellRef, Value],
    rows: Sequence[Change],
) -> set[CellRef]:
    """The cells which the source calculated and the packet computes to the same: they need not be stated."""
    calculated = {cells[ref] for ref, found in ledger.found.items() if found.calculated}
    if not calculated:
        return set()
    groups = {group: book.group(group) for group in GROUPS}
    trial = Book(book.profile, book.year, book.cells, groups, rules=())
    trial.apply(Edit("", (*rows, *(SetCell(cell, value) for cell, value in values.items()))))
    return {cell for cell in calculated if _equal(trial.computed(cell), values[cell])}


def _equal(one: Value, other: Value) -> bool:
    """Whether two values are the same words or the same figure, with whatever zeros at its end."""
    return one is not None and one == other


def removed_rows(ledger: Ledger, book: Book) -> list[str]:
    """A sentence for every row of the open packet that the source's table does not have."""
    notes: list[str] = []
    for group, rows in ledger.rows.items():
        kept = set(_identify(rows, group, book))
        title = FORMS[group].title
        notes.extend(
            f"“{title}”以文件为准：原有的“{_name(group, row, book) or '没有名称的一行'}”文件里没有，导入后删除，可以撤销。"
            for row in book.group(group)
            if row not in kept
        )
    return notes


def _identify(rows: Sequence[FoundRow], group: str, book: Book) -> list[str]:
    """The packet's row for every row read: the one of the same name, else a new one."""
    free: dict[str, list[str]] = {}
    for row in book.group(group):
        free.setdefault(_name(group, row, book), []).append(row)
    ids: list[str] = []
    for found in rows:
        same = free.get(found.name)
        ids.append(same.pop(0) if same else book.new_row_id(group, ids))
    return ids


def _name(group: str, row: str, book: Book) -> str:
    return one_line(book.text(CellRef(group, row, "name")))


def _arrange(group: str, present: Sequence[str], wanted: Sequence[str]) -> list[Change]:
    """Deletes, moves and inserts that turn the packet's rows into the wanted ones."""
    changes: list[Change] = [DeleteRow(group, row) for row in present if row not in wanted]
    rows = [row for row in present if row in wanted]
    for index, row in enumerate(wanted):
        if index < len(rows) and rows[index] == row:
            continue
        if row in rows:
            rows.remove(row)
            changes.append(MoveRow(group, row, index))
        else:
            changes.append(InsertRow(group, row, index))
        rows.insert(index, row)
    return changes
