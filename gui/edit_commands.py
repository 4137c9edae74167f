"""What the 编辑 menu does: sends each command to whatever has the cursor, table or text."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QTextEdit, QWidget

from gui.field import Field
from gui.form_view import FormTable
from gui.provenance_menu import Trace

_TABLE_ACTIONS = {
    "cut": "cut",
    "copy": "copy",
    "paste": "paste",
    "clear": "clear",
    "fill_down": "fill",
    "state": "state",
    "add_row": "insert",
    "delete_row": "delete",
    "move_up": "up",
    "move_down": "down",
    "sources": "sources",
    "uses": "uses",
    "fit_column": "fit",
    "widen_column": "widen",
    "narrow_column": "narrow",
    "reset_columns": "reset",
}
_TRACES = {"sources": Trace.SOURCES, "uses": Trace.USES}
EDIT_COMMANDS = frozenset(_TABLE_ACTIONS)
_TEXT_EDITORS = (QLineEdit, QTextEdit)


def table_with_focus() -> FormTable | None:
    """The table that has the cursor."""
    widget: QWidget | None = QApplication.focusWidget()
    while widget is not None and not isinstance(widget, FormTable):
        widget = widget.parentWidget()
    return widget


def perform(command: str) -> None:
    """Do ``cut``, ``copy``, ``paste``, ``clear`` … where the cursor is; nothing where it has no meaning."""
    focus = QApplication.focusWidget()
    field = _field_of(focus) if command in _TRACES else None
    if field is not None:
        field.trace(_TRACES[command])
    elif isinstance(focus, _TEXT_EDITORS):
        _perform_in_text(focus, command)
    elif (table := table_with_focus()) is not None:
        getattr(table.commands, _TABLE_ACTIONS[command]).trigger()


def _field_of(widget: QWidget | None) -> Field | None:
    while widget is not None and not isinstance(widget, Field):
        widget = widget.parentWidget()
    return widget


def _perform_in_text(editor: QLineEdit | QTextEdit, command: str) -> None:
    if command in ("cut", "copy", "paste"):
        getattr(editor, command)()
    elif command == "clear":  # the Del key's own meaning in text: the selection, else the next character
        press = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(editor, press)
