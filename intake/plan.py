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
from model.forms.annex1 import BASE_BUILDING, BASE_EXTRA, BASE_FUNDS, BASE_STAFF
from model.forms.annex2 import EXECUTION, FUNDING, SELF_EXTRA
from model.forms.last_year import LAST_YEAR
from model.formula import Same
from model.livefields import is_live, render
from model.moneyunits import is_amount

_TYPED_ONCE = frozenset(
    form.code for form in (BASE_STAFF, BASE_FUNDS, BASE_BUILDING, BASE_EXTRA, EXECUTION, FUNDING, SELF_EXTRA)
)
"""The annexes repeat what other forms say: there a cell that another one gives is stated only where it differs."""


class Plan(NamedTuple):
    """The edit, the packet's cell for every cell as the ledger names it, and every value read, by the packet's cell.

    ``disagreeing`` has, for cells that the source repeats from another form, that cell and its other value.
    """

    edit: Edit
    cells: Mapping[CellRef, CellRef]
    values: Mapping[CellRef, Value]
    disagreeing: Mapping[CellRef, tuple[CellRef, Value]]


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
    linked = _Linked(ledger, book, cells, values, changes)
    computed = linked.alike
    for cell, source in linked.moved.items():
        values[source], values[cell] = values[cell], None
    cells = {ref: linked.moved.get(cell, cell) for ref, cell in cells.items()}
    for cell, value in values.items():
        if cell in linked.shown:
            continue
        stated = book.stated(cell)
        kept = value if cell not in computed else stated if _equal(stated, value) else None
        if is_amount(cell) and _equal(stated, kept):
            kept = stated  # paper has 15.50 for a typed 15.5
        if not same_value(stated, kept):
            changes.append(SetCell(cell, kept))
    return Plan(
        Edit(label, tuple(changes)),
        cells,
        {cell: value for cell, value in values.items() if value is not None},
        linked.disagreeing,
    )


def _value(ref: CellRef, value: Value, targets: Mapping[tuple[str, str], str]) -> Value:
    """The value as the packet keeps it: a chosen row by the packet's own id."""
    column = FORMS[ref.sheet].column(ref.column)
    return (
        targets.get((column.group, value), value)
        if column.kind is Kind.ROW and isinstance(value, str)
        else value
    )


class _Linked:
    """What the packet, with the source in it, makes of the cells that the source calculated or repeats from another form.

    ``alike`` are those which it computes to the same: they need not be stated. ``shown`` are those that say in the packet as it
    is, by a formula or by the cells that its words quote, what the source says, and would say it with the source in it, too:
    there the packet stays as it is, since a page does not tell a figure that was typed from one that was not. ``moved`` has,
    for a cell that repeats one into which nothing was typed yet, that one: there the value is typed once.
    """

    def __init__(
        self,
        ledger: Ledger,
        book: Book,
        cells: Mapping[CellRef, CellRef],
        values: Mapping[CellRef, Value],
        rows: Sequence[Change],
    ) -> None:
        calculated = {cells[ref] for ref, found in ledger.found.items() if found.calculated}
        annexes = {cell for cell in values if cell.sheet in _TYPED_ONCE}
        self.alike: set[CellRef] = set()
        self.moved: dict[CellRef, CellRef] = {}
        self.shown: set[CellRef] = set()
        self.disagreeing: dict[CellRef, tuple[CellRef, Value]] = {}
        untyped = {cell for cell, value in values.items() if _may_show_untyped(book, cell, value)}
        if not calculated | annexes | untyped:
            return
        groups = {group: book.group(group) for group in GROUPS}
        trial = Book(book.profile, book.year, book.cells, groups, rules=())
        trial.apply(Edit("", (*rows, *(SetCell(cell, value) for cell, value in values.items()))))
        self.shown = {
            cell for cell in untyped if _equal(_untyped(trial, cell, book.stated(cell)), values[cell])
        }
        judged = {bound.target for bound in trial.bound_formulas if bound.code}
        for cell in (
            cell for cell in values if (cell in calculated or cell in annexes) and cell not in self.shown
        ):
            value, given, formula = values[cell], trial.computed(cell), trial.formula(cell)
            repeated = formula.source if isinstance(formula, Same) and cell in annexes else None
            if _equal(given, value) and (cell in calculated or repeated is not None):
                self.alike.add(cell)
            elif repeated is not None and cell in judged and value is not None:
                self._differs(cell, repeated, given, trial)

    def _differs(self, cell: CellRef, source: CellRef, given: Value, trial: Book) -> None:
        if given is not None:
            self.disagreeing[cell] = (source, given)
        elif trial.formula(source) is None and source.sheet != LAST_YEAR.code:
            self.moved[cell] = source


def _may_show_untyped(book: Book, cell: CellRef, value: Value) -> bool:
    """Whether the cell may show that value though nobody types it there: its formula is at work already, or its words quote it."""
    stated = book.stated(cell)
    if stated is None:
        return book.computed(cell) is not None
    return stated != value and _equal(_untyped(book, cell, stated), value)


def _untyped(book: Book, cell: CellRef, stated: Value) -> Value:
    """What the book gives to a cell in which this stands: by its formula, or in place of what its words quote."""
    if stated is None:
        return book.computed(cell)
    return render(book, stated, cell).text if isinstance(stated, str) and is_live(cell) else stated


def _equal(one: Value, other: Value) -> bool:
    """Whether two values are the same words or the same figure, with whatever zeros at its end."""
    return one is not None and one == other


def removed_rows(ledger: Ledger, book: Book) -> list[str]:
    """A sentence for every row of the open packet that says something and that the source's table does not have."""
    used = {ref.row for ref in book.cells}
    notes: list[str] = []
    for group, rows in ledger.rows.items():
        kept = set(_identify(rows, group, book))
        title = FORMS[group].title
        notes.extend(
            f"“{title}”以文件为准：原有的“{_name(group, row, book) or '没有名称的一行'}”文件里没有，导入后删除，可以撤销。"
            for row in book.group(group)
            if row not in kept and row in used
        )
    return notes


def _identify(rows: Sequence[FoundRow], group: str, book: Book) -> list[str]:
    """The packet's row for every row read: the one of the same name, else a new one."""
    free: dict[str, list[str]] = {}
    for row in book.group(group):
        free.setdefault(_name(group, row, book), []).append(row)
    fresh = book.new_row_ids(group)
    return [same.pop(0) if (same := free.get(found.name)) else next(fresh) for found in rows]


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
