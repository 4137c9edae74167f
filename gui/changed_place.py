"""Where an edit changed something that can be gone to: 撤销 and 重做 take the clerk there."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel
from PySide6.QtWidgets import QApplication, QTextEdit, QWidget

from gui.edit_commands import table_with_focus
from gui.money_view import show_in
from gui.step_words import told
from model.cells import CellRef
from model.edits import Changes, Edit, InsertRow, MoveRow, SetCell
from model.explaining import GROUP
from model.forms import FORMS, GROUPS
from model.headings import MERGED_COLUMNS

if TYPE_CHECKING:
    from gui.form_view import FormTable
    from gui.main_window import MainWindow
    from model.book import Book
    from model.formdef import FormDef


def take_step(window: MainWindow, *, undone: bool) -> None:
    """撤销 or 重做, to where it changed something, and told; prose that has the cursor shows it by itself."""
    document = window.document
    changes = document.undo() if undone else document.redo()
    if changes is None:
        return
    ref = changed_place(document.book, changes)
    if ref is not None and ref != _prose_with_cursor():
        window.goto(ref, then=lambda: _select_on(ref.sheet, changes.effective))
    window.status.show_step(told(document.book, changes, show_in(chosen=document.in_yuan), undone=undone))


def changed_place(book: Book, changes: Changes) -> CellRef | None:
    """The first cell that is new; where rows went, the one above. None where nothing can be shown."""
    return (
        _first_cell(book, changes.effective)
        or _answered(book, changes.inverse)
        or _gap(book, changes.inverse)
    )


def _select_on(sheet: str, edit: Edit) -> None:
    table = table_with_focus()
    if table is not None and table.form.code == sheet:
        _select(table, edit)


def _select(table: FormTable, edit: Edit) -> None:
    """All that is new, as in Excel; the cursor stays where it is, on the first."""
    model, form = table.form_model, table.form
    brought = _brought(form, edit)
    cells = [change.ref for change in edit.changes if isinstance(change, SetCell)]
    cells = [ref for ref in cells if ref.row not in brought]
    cells += [form.ref(row, column) for row in brought for column in _own_columns(form)]
    shown = (index for index in map(model.index_of, cells) if index.isValid())
    places = sorted((index.column(), index.row()) for index in shown)
    picked = QItemSelection()
    # Rows that follow each other as one range: an import brings thousands of cells.
    for _, run in groupby(enumerate(places), lambda one: (one[1][0], one[1][1] - one[0])):
        cells_below = [place for _, place in run]
        (column, first), (_, last) = cells_below[0], cells_below[-1]
        picked.select(model.index(first, column), model.index(last, column))
    if not picked.isEmpty():
        table.selectionModel().select(picked, QItemSelectionModel.SelectionFlag.ClearAndSelect)


def _brought(form: FormDef, edit: Edit) -> list[str]:
    """The rows that the edit added to a form, or moved."""
    group = form.template.group if form.template is not None else ""
    moves = (change for change in edit.changes if isinstance(change, InsertRow | MoveRow))
    return [change.row for change in moves if change.group == group]


def _own_columns(form: FormDef) -> list[str]:
    """The columns in which a row says something of its own: no headings that it shares with those above."""
    return [column.code for column in form.columns if column.code not in MERGED_COLUMNS.get(form.code, ())]


def _prose_with_cursor() -> CellRef | None:
    """The cell of the prose that the cursor is in: it follows an edit with its own cursor."""
    widget: QWidget | None = QApplication.focusWidget()
    if not isinstance(widget, QTextEdit):
        return None
    while widget is not None:
        ref = getattr(widget, "ref", None)
        if isinstance(ref, CellRef):
            return ref
        widget = widget.parentWidget()
    return None


def _first_cell(book: Book, edit: Edit) -> CellRef | None:
    for change in edit.changes:
        if isinstance(change, SetCell):
            form = FORMS[change.ref.sheet]
            if change.ref.row in book.rows(form):
                ref = _topmost(book, change.ref.sheet, edit)
                new = ref.row in _brought(form, edit)
                return _told(ref._replace(column=_own_columns(form)[0]) if new else ref)
        elif isinstance(change, InsertRow | MoveRow) and change.row in book.group(change.group):
            return _in_row(change.group, change.row)
    return None


def _topmost(book: Book, sheet: str, edit: Edit) -> CellRef:
    """Of the cells in that form the one that stands first: what is undone comes in the order of taking it back."""
    form = FORMS[sheet]
    rows = {row: place for place, row in enumerate(book.rows(form))}
    columns = {column.code: place for place, column in enumerate(form.columns)}
    new = (change.ref for change in edit.changes if isinstance(change, SetCell))
    here = (ref for ref in new if ref.sheet == sheet and ref.row in rows)
    return min(here, key=lambda ref: (rows[ref.row], columns.get(ref.column, 0)))


def _answered(book: Book, inverse: Edit) -> CellRef | None:
    """The cell of a finding whose 审核说明 went."""
    for change in inverse.changes:
        if isinstance(change, SetCell) and change.ref.sheet == GROUP and change.ref.column == "place":
            ref = CellRef.parse(str(change.value))
            return ref if ref.row in book.rows(FORMS[ref.sheet]) else None
    return None


def _gap(book: Book, inverse: Edit) -> CellRef | None:
    """The row above the one that was taken out: of the same list also where a list is shown in parts."""
    for change in inverse.changes:
        if isinstance(change, InsertRow):
            rows = book.group(change.group)
            row = rows[min(max(change.index - 1, 0), len(rows) - 1)] if rows else change.row
            return _in_row(change.group, row)
    return None


def _in_row(group: str, row: str) -> CellRef:
    """The row's first cell in the first form that shows it."""
    form = GROUPS[group][0]
    return _told(form.ref(row, _own_columns(form)[0]))


def _told(ref: CellRef) -> CellRef:
    """The answer itself in 审核说明, a row's own words where it names another: those columns may be hidden."""
    if ref.sheet == GROUP:
        return ref._replace(column="text")
    columns = {column.code: column for column in FORMS[ref.sheet].columns}
    if ref.column in columns and columns[ref.column].group:
        return ref._replace(column=next(code for code, column in columns.items() if not column.group))
    return ref
