"""The only ways in which a packet can change, as values that can be stored, undone and redone."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from model.cells import CellRef, Value
from model.findings import Finding


@dataclass(frozen=True)
class SetCell:
    """Put a value into a cell; None clears it."""

    ref: CellRef
    value: Value


@dataclass(frozen=True)
class InsertRow:
    """Add an empty row to a group at ``index`` (0 = first of the added rows)."""

    group: str
    row: str
    index: int


@dataclass(frozen=True)
class DeleteRow:
    """Take a row, and whatever its cells hold in every form of the group, out."""

    group: str
    row: str


@dataclass(frozen=True)
class MoveRow:
    """Move a row to ``index`` within its group."""

    group: str
    row: str
    index: int


Change = SetCell | InsertRow | DeleteRow | MoveRow


@dataclass(frozen=True)
class Edit:
    """What the clerk did, in one piece: typed a cell, pasted a block, imported a file. ``label`` names it in the undo menu."""

    label: str
    changes: tuple[Change, ...]
    made: str = ""
    """When, by the computer's clock: 2026-11-28T16:20; empty for an edit that is no step of a history."""

    def to_json(self) -> str:
        """A stable text of the edit, for the history in the file."""
        body = [_change_to_list(change) for change in self.changes]
        whole = [self.label, body, *([self.made] if self.made else [])]
        return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Edit:
        """Read back ``to_json``; raises ValueError on anything else."""
        label, body, *made = json.loads(text)
        return cls(label, tuple(_change_from_list(item) for item in body), *made)


@dataclass(frozen=True)
class Changes:
    """What an edit did to the book.

    ``effective`` is the edit less the changes that changed nothing; ``inverse`` undoes it. ``cells`` are all the cells whose shown
    value may be new, recalculated ones included; ``groups`` the row groups whose rows are new.
    """

    effective: Edit
    inverse: Edit
    cells: frozenset[CellRef] = frozenset()
    groups: frozenset[str] = frozenset()
    findings_added: tuple[Finding, ...] = ()
    findings_removed: tuple[Finding, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether the edit left everything as it was."""
        return not self.effective.changes

    @cached_property
    def spoken_of(self) -> frozenset[CellRef]:
        """The cells that findings spoke of before or speak of now, and did not as they do now."""
        findings = (*self.findings_added, *self.findings_removed)
        return frozenset(ref for one in findings for ref in (one.place, *(ref for ref, _ in one.further)))


def set_cells(label: str, values: Iterable[tuple[CellRef, Value]]) -> Edit:
    """An edit that only sets cells."""
    return Edit(label, tuple(SetCell(ref, value) for ref, value in values))


def _change_to_list(change: Change) -> list[object]:
    match change:
        case SetCell(ref, Decimal() as value):
            return ["n", str(ref), str(value)]
        case SetCell(ref, value):
            return ["t", str(ref), value]
        case InsertRow(group, row, index):
            return ["+", group, row, index]
        case DeleteRow(group, row):
            return ["-", group, row]
        case MoveRow(group, row, index):
            return ["m", group, row, index]


def _change_from_list(item: list[object]) -> Change:
    match item:
        case ["n", str(ref), str(digits)]:
            return SetCell(CellRef.parse(ref), Decimal(digits))
        case ["t", str(ref), str() | None as text]:
            return SetCell(CellRef.parse(ref), text)
        case ["+", str(group), str(row), int(index)]:
            return InsertRow(group, row, index)
        case ["-", str(group), str(row)]:
            return DeleteRow(group, row)
        case ["m", str(group), str(row), int(index)]:
            return MoveRow(group, row, index)
    raise ValueError(f"not a change: {item!r}")
