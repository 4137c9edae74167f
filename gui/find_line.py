"""A line of the find bar: what is looked for, or what is put in its place."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

_UNDO = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class FindLine(QLineEdit):
    """Enter goes on, Shift+Enter goes back, Esc ends. Undo is the packet's, once there is nothing typed here to take back."""

    stepped = Signal(int)
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The three keys; all others type."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.stepped.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """A line would keep Ctrl+Z for itself even where it can do nothing with it."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            steps = (self.isUndoAvailable(), self.isRedoAvailable())
            if any(event.matches(key) and not can for key, can in zip(_UNDO, steps, strict=True)):
                event.ignore()
                return True
        return super().event(event)

    def forget_typing(self) -> None:
        """What was typed is used: Ctrl+Z takes back what was done with it."""
        at = self.cursorPosition()
        self.setText(self.text())
        self.setCursorPosition(at)
