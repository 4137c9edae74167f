"""The keys of Excel and WPS: Enter down (or right), Tab right over what is to be filled in, Ctrl+arrows to the edge of a block."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView

from gui.delegates import Step, step_of_enter
from gui.editors import ChoiceEditor
from model.formdef import Kind

if TYPE_CHECKING:
    from gui.form_view import FormTable

_Cursor = QAbstractItemView.CursorAction
_STEPS = {
    _Cursor.MoveUp: Step.UP,
    _Cursor.MoveDown: Step.DOWN,
    _Cursor.MoveLeft: Step.LEFT,
    _Cursor.MoveRight: Step.RIGHT,
}
_CURSOR_KEYS = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
)
Place = tuple[int, int]
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier


class TableKeys:
    """Moves the cursor of one table."""

    def __init__(self, table: FormTable) -> None:
        self._table = table
        self._tabbed: tuple[int, Place] | None = None
        """The column in which a run of Tabs began, and where the last of them led."""

    def handle(self, event: QKeyEvent) -> bool:
        """Act on a key; False leaves it to Qt."""
        key, modifiers = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and modifiers in (
            Qt.KeyboardModifier.NoModifier,
            _SHIFT,
        ):
            self.move(step_of_enter(self._table.form_model, back=modifiers == _SHIFT))
            return True
        if key == Qt.Key.Key_Down and modifiers == Qt.KeyboardModifier.AltModifier:
            return self._open_list()
        if key == Qt.Key.Key_Escape:
            self._table.bubble.hide()
            return self._table.form_model.give_up_refused(self._table.currentIndex())
        return False

    def _open_list(self) -> bool:
        """Alt+Down opens the list of a cell that has one."""
        table, model, index = self._table, self._table.form_model, self._table.currentIndex()
        if not index.isValid() or model.kind_at(index.row(), index.column()) not in (Kind.CHOICE, Kind.ROW):
            return False
        if table.edit(index) and isinstance(editor := table.indexWidget(index), ChoiceEditor):
            editor.showPopup()
        return True

    def handle_tab(self, event: QKeyEvent) -> bool:
        """Tab and Shift+Tab to the next cell to fill in; False, and Qt leaves the table, where there is none."""
        if event.key() not in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) or event.modifiers() & ~_SHIFT:
            return False
        return self.move(Step.LEFT if event.key() == Qt.Key.Key_Backtab else Step.RIGHT)

    def move(self, step: Step) -> bool:
        """To the next cell to fill in: within the column for Enter, on through the rows for Tab."""
        table, model = self._table, self._table.form_model
        index = table.currentIndex()
        columns = table.shown_columns()
        if not index.isValid() or not columns:
            return False
        if step in (Step.UP, Step.DOWN):
            direction = step.value[0]
            run = model.merged.rows(index.row(), index.column())
            start = run.stop if direction > 0 else run.start - 1
            column = self._column_of_enter(index) if step is Step.DOWN else index.column()
            path: Iterator[Place] = (
                (row, column) for row in range(start, model.rowCount() if direction > 0 else -1, direction)
            )
        else:
            places = [(row, column) for row in range(model.rowCount()) for column in columns]
            here = places.index((index.row(), index.column()))
            path = iter(places[here + 1 :] if step is Step.RIGHT else places[:here][::-1])
        target = next((place for place in path if model.is_fillable(*place)), None)
        if target is not None:
            began = self._column_of_enter(index)
            self._tabbed = (began, target) if step is Step.RIGHT else None
            table.go(*target)
        return target is not None

    def _column_of_enter(self, index: QModelIndex) -> int:
        """As in Excel, Enter after a run of Tabs goes down in the column where the run began."""
        here = (index.row(), index.column())
        return self._tabbed[0] if self._tabbed is not None and self._tabbed[1] == here else index.column()

    def to_first(self, rows: range | None = None) -> None:
        """To the first cell to fill in, of these rows or of all; else to the first cell there."""
        table, model = self._table, self._table.form_model
        rows = range(model.rowCount()) if rows is None else rows
        columns = table.shown_columns()
        if rows and columns:
            places = ((row, column) for row in rows for column in columns)
            table.go(*next((place for place in places if model.is_fillable(*place)), (rows[0], columns[0])))

    @staticmethod
    def is_cursor_key(event: QKeyEvent) -> bool:
        """Whether the key moves the cursor."""
        return event.key() in _CURSOR_KEYS

    def cursor_target(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> Place | None:
        """Where Home, End or Ctrl+arrow lead; None for all other moves, which Qt knows."""
        table, model = self._table, self._table.form_model
        columns, index = table.shown_columns(), table.currentIndex()
        if not columns or not model.rowCount() or not index.isValid():
            return None
        control = bool(modifiers & _CONTROL)
        if action in (_Cursor.MoveHome, _Cursor.MoveEnd):
            first = action == _Cursor.MoveHome
            row = (0 if first else model.rowCount() - 1) if control else index.row()
            return (row, columns[0 if first else -1])
        if action in _STEPS and control:
            return self._edge(_STEPS[action], index, columns)
        return None

    def _edge(self, step: Step, index: QModelIndex, columns: list[int]) -> Place:
        """The edge of the block of filled cells, or the next filled cell after a gap."""
        model = self._table.form_model
        down, right = step.value
        row, at = index.row(), columns.index(index.column())

        def filled(r: int, c: int) -> bool:
            return bool(model.state(r, columns[c]).text)

        def inside(r: int, c: int) -> bool:
            return 0 <= r < model.rowCount() and 0 <= c < len(columns)

        if not inside(row + down, at + right):
            return (row, columns[at])
        in_block = filled(row, at) and filled(row + down, at + right)
        row, at = row + down, at + right
        while inside(row + down, at + right):
            if in_block and not filled(row + down, at + right):
                break
            if not in_block and filled(row, at):
                break
            row, at = row + down, at + right
        return (row, columns[at])
