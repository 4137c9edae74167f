"""Where things stand in the window, for tests that nothing moves."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from gui.main_window import MainWindow
from model.cells import CellRef
from tests.gui.keyboard import focus


def in_window(widget: QWidget) -> QRect:
    """The widget's place in its window."""
    return QRect(widget.mapTo(widget.window(), QPoint()), widget.size())


def at_rest(window: MainWindow) -> QRect:
    """Where the page stands once another size of type has gone through the whole window, however busy the machine is."""
    seen: list[QRect] = []
    while len(seen) < 4 or any(rect != seen[-1] for rect in seen[-4:]):
        QTest.qWait(100)
        seen.append(in_window(window.page))
    return seen[-1]


def place() -> CellRef | None:
    """The cell under the cursor."""
    widget: QWidget | None = focus()
    while widget is not None:
        ref = getattr(widget, "current_ref", None) or getattr(widget, "ref", None)
        if isinstance(ref, CellRef):
            return ref
        widget = widget.parentWidget()
    return None
