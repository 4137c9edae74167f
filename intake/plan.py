"""Fitting what was read to the open packet: one edit that makes the packet say what the source says.

A field that the source leaves blank stays as it is. A table that the source has replaces the packet's: its blank
cells are cleared, its rows are the source's rows, rows of the same name keep what the source has no column for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from intake.ledger import FoundRow, Ledger
from intake.normalise import one_line
from model.book import Book
from model.cells import CellRef
from model.edits import Change, DeleteRow, Edit, InsertRow, MoveRow, SetCell
from model.engine import same_value
from model.forms import FORMS, GROUPS


def plan(ledger: Ledger, book: Book, label: str) -> tuple[Edit, Mapping[CellRef, CellRef]]:
    """The edit, and the packet's cell for every cell as the ledger names it."""
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
    for ref, cell in cells.items():
        value = ledger.found[ref].value if ref in ledger.found else None
        if not same_value(book.stated(cell), value):
            changes.append(SetCell(cell, value))
    return Edit(label, tuple(changes)), cells


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
