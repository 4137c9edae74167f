"""A frame that shines for a moment around the cell that was jumped to."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from gui.labels import gap
from gui.palette import accent

_STEP_MS = 60
_STEPS = 18


class Flash(QWidget):
    """Takes no clicks and removes itself."""

    def __init__(self, target: QWidget, rect: QRect) -> None:
        super().__init__(target)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setGeometry(rect)
        self._left = _STEPS
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._fade)
        self._timer.start(_STEP_MS)
        self.show()
        self.raise_()

    @classmethod
    def over(cls, target: QWidget, rect: QRect) -> Flash:
        """Flash a rectangle of a widget; an older flash on it ends at once."""
        for old in target.findChildren(Flash, options=Qt.FindChildOption.FindDirectChildrenOnly):
            old.hide()
            old.deleteLater()
        return cls(target, rect)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A frame and a veil, both fading."""
        strength = self._left / _STEPS
        color = accent(self.palette())
        width = gap(self, 0.6)
        painter = QPainter(self)
        veil = QColor(color)
        veil.setAlphaF(0.25 * strength)
        painter.fillRect(self.rect(), veil)
        color.setAlphaF(strength)
        pen = QPen(color, width)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        half = width // 2
        painter.drawRect(self.rect().adjusted(half, half, -half - 1, -half - 1))

    def _fade(self) -> None:
        self._left -= 1
        if self._left <= 0:
            self._timer.stop()
            self.hide()
            self.deleteLater()
        else:
            self.update()
