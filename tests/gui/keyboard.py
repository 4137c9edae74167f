"""Pressing keys as a clerk does: in whatever widget has the focus."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier
Key = Qt.Key


def focus() -> QWidget:
    """The widget that gets the keys."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(*keys: Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """One key after the other."""
    for key in keys:
        QTest.keyClick(focus(), key, modifiers)
        QApplication.processEvents()


def type_text(text: str) -> None:
    """Type; characters without a key of their own come as from an input method."""
    for character in text:
        if character.isascii():
            QTest.keyClicks(focus(), character)
        else:
            event = QInputMethodEvent()
            event.setCommitString(character)
            QApplication.sendEvent(focus(), event)
        QApplication.processEvents()


def show(widget: QWidget, width: int = 960, height: int = 480) -> None:
    """Put a widget on the (offscreen) screen and give it the focus."""
    widget.resize(width, height)
    widget.show()
    widget.activateWindow()
    widget.setFocus()
    QApplication.processEvents()
