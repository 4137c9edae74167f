"""The keys of a field: Enter goes on as in a table, Esc gives up, others lead to what belongs to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from gui.editors import ProseEditor
from gui.provenance_menu import Trace

if TYPE_CHECKING:
    from gui.field import Field

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TRACES = {Qt.Key.Key_BracketLeft: Trace.SOURCES, Qt.Key.Key_BracketRight: Trace.USES}


def handle_key(field: Field, event: QKeyEvent) -> bool:
    """Act on a key; False leaves it to the editor."""
    key = Qt.Key(event.key())
    control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    if control and _handle_command(field, key):
        return True
    if key == Qt.Key.Key_Escape:
        field.give_up()
        return True
    if key in _ENTER and (control or not isinstance(field.editor, ProseEditor)):
        if field.commit() and not control:
            field.focusNextPrevChild(not shift)  # on to the next field or back, as in a table
        return True
    if key == Qt.Key.Key_F2 and shift and field.is_computed:
        field.state_other()
        return True
    return types_text(event) and _refused(field)


def types_text(event: QKeyEvent) -> bool:
    """Whether the key writes something, where it may."""
    control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    return bool(event.text().strip()) and event.text().isprintable() and not control


def _handle_command(field: Field, key: Qt.Key) -> bool:
    """Ctrl and a key."""
    if key in _TRACES:
        field.trace(_TRACES[key])
        return True
    if key == Qt.Key.Key_Period and field.marks is not None:
        return field.marks.fix_here()
    if key == Qt.Key.Key_J and field.quotes is not None:
        field.quotes.pick()
        return True
    return False


def _refused(field: Field) -> bool:
    """Whether nothing may be typed here; then it says why."""
    if field.why_locked:
        field.message.emit(field.why_locked)
    return bool(field.why_locked)
