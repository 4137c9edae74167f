"""The open packet in memory: plain values, one door through which it changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, count

from model.audit import Auditor, Rule
from model.cells import CellRef, Value
from model.edits import Change, Changes, DeleteRow, Edit, InsertRow, MoveRow, SetCell
from model.engine import Engine, same_value
from model.fieldindex import FieldIndex
from model.findings import Finding, NotChecked
from model.formdef import BoundFormula, FormDef, Kind
from model.forms import FORMS, GROUPS
from model.formula import Formula
from model.gaps import Gap
from model.layout import Part
from model.livefields import is_live, render
from model.naming import cell_name
from model.profile import Profile
from model.rules import LINKS, RULES


class EditError(ValueError):
    """An edit that does not fit the packet (no such cell, a word where a figure belongs): a fault of the program, not of the clerk."""


class Book:
    """A packet of one department and year. ``apply`` is the only mutator; everything else reads."""

    value: Callable[[CellRef], Value]
    """What the cell shows and every formula reads: the stated value, else the computed one."""

    def __init__(
        self,
        profile: Profile,
        year: int,
        cells: Mapping[CellRef, Value] | None = None,
        groups: Mapping[str, Sequence[str]] | None = None,
        rules: Sequence[Rule] = RULES,
        *,
        patient: bool = False,
    ) -> None:
        """``patient``: checks that last wait for ``settle``, so that the packet can be shown at once."""
        self.profile = profile
        self.year = year
        self._cells: dict[CellRef, Value] = {
            ref: value for ref, value in (cells or {}).items() if value is not None
        }
        self._groups: dict[str, list[str]] = {name: list((groups or {}).get(name, ())) for name in GROUPS}
        self._numbers: dict[str, dict[str, int]] = {}
        self._bound: tuple[BoundFormula, ...] = ()
        self._formulas: dict[str, tuple[BoundFormula, ...]] = {}
        self._parts = [Part(make) for make in (*(form.bind for form in FORMS.values()), *LINKS)]
        self._engine = Engine(self._cells)
        self.value = self._engine.values.get
        self._fields = FieldIndex()
        self._auditor = Auditor(self, rules, patient=patient)
        self._lay_formulas(())
        self._fields.update(self, self._cells)
        self._auditor.rebuild()

    # -- reading -------------------------------------------------------------------------------------------------

    def stated(self, ref: CellRef) -> Value:
        """What was typed or imported; None where nothing was."""
        return self._cells.get(ref)

    def computed(self, ref: CellRef) -> Value:
        """What the cell's formula gives; None for a cell without one."""
        return self._engine.computed(ref)

    def number(self, ref: CellRef) -> Decimal | None:
        """The cell's figure, or None."""
        value = self.value(ref)
        return value if isinstance(value, Decimal) else None

    def text(self, ref: CellRef) -> str:
        """The cell's words; empty text for an empty cell."""
        value = self.value(ref)
        return value if isinstance(value, str) else ""

    def prose(self, ref: CellRef) -> str:
        """The cell's words as they are printed: the cells that they quote with their current values."""
        words = self.text(ref)
        return render(self, words, ref).text if "{{" in words and is_live(ref) else words

    def formula(self, ref: CellRef) -> Formula | None:
        """The formula that gives the cell its value, if any."""
        return self._engine.formula(ref)

    def dependents(self, ref: CellRef) -> tuple[CellRef, ...]:
        """The formula cells that read this cell directly."""
        return self._engine.dependents(ref)

    @property
    def bound_formulas(self) -> tuple[BoundFormula, ...]:
        """Every formula of the packet at its place."""
        return self._bound

    def formulas_of(self, code: str) -> tuple[BoundFormula, ...]:
        """The formulas that carry a relation's number."""
        return self._formulas.get(code, ())

    def copied(self) -> BookCopy:
        """All that it holds now, to be read elsewhere while it goes on changing here."""
        groups = {name: tuple(rows) for name, rows in self._groups.items()}
        return BookCopy(self.profile, self.year, dict(self._cells), groups)

    @property
    def cells(self) -> Mapping[CellRef, Value]:
        """The stated cells: exactly what the file holds."""
        return self._cells

    def group(self, name: str) -> tuple[str, ...]:
        """The ids of a group's added rows, in order."""
        return tuple(self._groups[name])

    def row_number(self, group: str, row: str) -> int:
        """Which of the group's rows it is, counted from 1; ValueError for a row that is not there."""
        try:
            return self._numbered(group)[row]
        except KeyError as error:
            raise ValueError(f"no row {row} in {group}") from error

    def _numbered(self, group: str) -> dict[str, int]:
        if group not in self._numbers:
            self._numbers[group] = {row: number for number, row in enumerate(self._groups[group], 1)}
        return self._numbers[group]

    def added_rows(self, form: FormDef) -> tuple[str, ...]:
        """The ids of the form's added rows; none where the form is fixed."""
        return self.group(form.template.group) if form.template else ()

    def rows(self, form: FormDef) -> tuple[str, ...]:
        """All row ids of the form in paper order."""
        return form.row_ids(self.added_rows(form))

    def refs(self, form: FormDef) -> Iterator[CellRef]:
        """Every cell of the form, row by row."""
        for row in self.rows(form):
            for column in form.columns:
                yield form.ref(row, column.code)

    def name(self, ref: CellRef) -> str:
        """The cell's full name for a message."""
        return cell_name(self, ref)

    # -- verdicts ------------------------------------------------------------------------------------------------

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All open findings in the packet's order."""
        return self._auditor.verdicts.findings

    @property
    def not_checked(self) -> tuple[NotChecked, ...]:
        """Relations that could not be judged for want of data."""
        return self._auditor.verdicts.not_checked

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What these relations wait for; what needs no checking is no gap."""
        return self._auditor.verdicts.gaps

    @property
    def passed(self) -> int:
        """How many relations were judged and hold."""
        return self._auditor.verdicts.passed

    @property
    def numbers(self) -> tuple[int, int]:
        """How many figures the packet's cells state, and how many of them a relation has judged."""
        stated = {ref for ref, value in self._cells.items() if isinstance(value, Decimal)}
        return len(stated), len(stated & self._auditor.judged_cells)

    @property
    def is_settled(self) -> bool:
        """Whether all verdicts are in; always so unless the book is patient."""
        return self._auditor.is_settled

    def settle(self) -> Changes:
        """Judge what was left for later; nothing but findings is new."""
        nothing = Edit("", ())
        added, removed = self._auditor.settle()
        return Changes(nothing, nothing, findings_added=added, findings_removed=removed)

    def be_patient(self) -> None:
        """From now on checks that last wait for ``settle``: who types must not wait for them."""
        self._auditor.patient = True

    # -- changing ------------------------------------------------------------------------------------------------

    def apply(self, edit: Edit) -> Changes:
        """Make the edit, whole or not at all; work out what depends on it; judge what reads it.

        Raises EditError, with the book as it was, when a change does not fit.
        """
        done: list[Change] = []
        undo: list[Change] = []
        rows = {name: tuple(ids) for name, ids in self._groups.items()}
        try:
            for change in edit.changes:
                reverse = self._perform(change)
                if reverse:
                    done.append(change)
                    undo[:0] = reverse
        except EditError:
            for change in undo:
                self._perform(change)
            raise
        effective, inverse = Edit(edit.label, tuple(done)), Edit(edit.label, tuple(undo))
        groups = frozenset(change.group for change in done if not isinstance(change, SetCell))
        touched = _touched((*done, *undo))
        self._engine.restate(touched)
        if groups:
            touched |= self._lay_formulas(touched)
            touched |= self._fields.holders  # what they quote may have come or gone with a row
            self._fields.update(self, touched)
            renumbered = {name: _renumbered(rows[name], self._groups[name]) for name in groups}
            added, removed = self._auditor.rebuild(touched, renumbered)
            return Changes(effective, inverse, frozenset(touched), groups, added, removed)
        touched |= self._engine.recalculate(touched)
        self._fields.update(self, touched)
        touched |= self._fields.readers(touched)
        added, removed = self._auditor.update(touched)
        return Changes(effective, inverse, frozenset(touched), groups, added, removed)

    def new_row_id(self, group: str) -> str:
        """A row id that the group does not use, nor any text: a quoted row that was deleted must not come back as another."""
        return next(self.new_row_ids(group))

    def new_row_ids(self, group: str) -> Iterator[str]:
        """As many such ids as are asked for, each of them once."""
        used = {*self._groups[group], *self._fields.quoted_rows}
        names = (f"{group[0]}{number}" for number in count(len(self._groups[group]) + 1))
        return (name for name in names if name not in used)

    def _perform(self, change: Change) -> list[Change]:
        """Make one change and return what undoes it; nothing when there is nothing to change."""
        match change:
            case SetCell(ref, value):
                return self._set(ref, value)
            case InsertRow(group, row, index):
                rows = self._rows_of(group)
                if row in rows:
                    raise EditError(f"row {row} is already in {group}")
                rows.insert(index, row)
                return [DeleteRow(group, row)]
            case DeleteRow(group, row):
                return self._delete(group, row)
            case MoveRow(group, row, index):
                rows = self._rows_of(group)
                before = self._index(rows, group, row)
                if before == index:
                    return []
                rows.insert(index, rows.pop(before))
                return [MoveRow(group, row, before)]

    def _set(self, ref: CellRef, value: Value) -> list[Change]:
        kind = self._kind(ref)
        value = None if value == "" else value
        if value is not None and isinstance(value, Decimal) != kind.is_number:
            # Not the value itself: the message goes to the log, which holds nothing of the packet.
            raise EditError(f"{ref} holds {kind.value}, not {type(value).__name__}")
        old = self._cells.get(ref)
        if same_value(old, value):
            return []
        if value is None:
            del self._cells[ref]
        else:
            self._cells[ref] = value
        return [SetCell(ref, old)]

    def _kind(self, ref: CellRef) -> Kind:
        form = FORMS.get(ref.sheet)
        if form is None or not (form.fixed_row(ref.row) is not None or self._is_added(form, ref.row)):
            raise EditError(f"no such cell: {ref}")
        try:
            return form.kind_of(ref.row, ref.column)
        except KeyError as error:
            raise EditError(f"no such cell: {ref}") from error

    def _is_added(self, form: FormDef, row: str) -> bool:
        return form.template is not None and row in self._numbered(form.template.group)

    def _delete(self, group: str, row: str) -> list[Change]:
        rows = self._rows_of(group)
        index = self._index(rows, group, row)
        undo: list[Change] = [InsertRow(group, row, index)]
        for form in GROUPS[group]:
            for column in form.columns:
                ref = form.ref(row, column.code)
                if ref in self._cells:
                    undo.append(SetCell(ref, self._cells.pop(ref)))
        del rows[index]
        return undo

    def _rows_of(self, group: str) -> list[str]:
        """The group's rows, to be changed."""
        self._numbers.pop(group, None)
        try:
            return self._groups[group]
        except KeyError as error:
            raise EditError(f"no such group: {group}") from error

    @staticmethod
    def _index(rows: Sequence[str], group: str, row: str) -> int:
        try:
            return rows.index(row)
        except ValueError as error:
            raise EditError(f"no row {row} in {group}") from error

    def _lay_formulas(self, changed: Iterable[CellRef]) -> set[CellRef]:
        """Bring the formulas up to date with the rows; returns the cells whose computed value is new."""
        laid = [part.lay(self) for part in self._parts]
        if any(laid):
            self._bound = tuple(chain.from_iterable(part.items for part in self._parts))
            by_code: dict[str, list[BoundFormula]] = {}
            for bound in self._bound:
                by_code.setdefault(bound.code, []).append(bound)
            self._formulas = {code: tuple(formulas) for code, formulas in by_code.items()}
        return self._engine.lay(self._bound, changed)


def _renumbered(before: Sequence[str], after: Sequence[str]) -> set[str]:
    """The rows that have another number than before."""
    numbers = {row: number for number, row in enumerate(before)}
    return {row for number, row in enumerate(after) if numbers.get(row) != number}


def _touched(changes: Iterable[Change]) -> set[CellRef]:
    return {change.ref for change in changes if isinstance(change, SetCell)}


@dataclass(frozen=True)
class BookCopy:
    """What a packet held at one moment. Two are equal where they hold the same."""

    profile: Profile
    year: int
    cells: Mapping[CellRef, Value]
    groups: Mapping[str, Sequence[str]]

    def book(self, rules: Sequence[Rule] = RULES) -> Book:
        """A book of it, on whatever thread; without ``rules`` it is made quickly and judges nothing."""
        return Book(self.profile, self.year, self.cells, self.groups, rules)
