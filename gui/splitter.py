"""Two parts side by side with a line between them that the mouse drags and the keys move."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle

from gui.palette import accent

_STEP_LETTERS = 2
_KEYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class Splitter(QSplitter):
    """Tab comes to the line; the arrow keys move it."""

    def createHandle(self) -> QSplitterHandle:
        """Qt's call: the line."""
        return _Handle(self.orientation(), self)


class _Handle(QSplitterHandle):
    def __init__(self, orientation: Qt.Orientation, splitter: QSplitter) -> None:
        super().__init__(orientation, splitter)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName("分栏线")
        self.setToolTip("拖动，或按 ←、→，改变两栏的宽度")
        self.setAccessibleDescription("按左、右箭头键改变两栏的宽度")  # in words: it is read aloud

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right, by some letters."""
        way = _KEYS.get(Qt.Key(event.key()))
        if way is None:
            super().keyPressEvent(event)
        else:
            self.moveSplitter(self.x() + way * _STEP_LETTERS * self.fontMetrics().horizontalAdvance("字"))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keys are."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """And where they are no more."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """As the style has it; with the keys in the colour of every other place that has them."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.fillRect(self.rect(), accent(self.palette()))
            painter.end()
