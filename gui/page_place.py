"""Where a page of the packet stands, also before there is one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget


class PagePlace(QWidget):
    """White as the page will be. It takes the keys meanwhile and passes them on to the page; none is lost.

    ``key_came`` asks for the page at once.
    """

    key_came = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)

    def lay_in(self, page: QWidget) -> None:
        """The page takes all the room."""
        self._layout.addWidget(page)

    def event(self, event: QEvent) -> bool:
        """A key, Tab too, or what an input method brings, finishes the page and goes where the cursor is then."""
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.InputMethod) and self.hasFocus():
            self.key_came.emit()
            if not self.hasFocus() and (target := QApplication.focusWidget()) is not None:
                return QApplication.sendEvent(target, event)
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Nothing but the ground."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), self.palette().color(QPalette.ColorRole.Base))
        painter.end()
