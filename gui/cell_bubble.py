"""A sentence at a cell or a field: why it was not taken, or why it is not to be typed into."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QLabel, QWidget

from gui.palette import accent, refused_color, space


class CellBubble(QLabel):
    """Lies below its cell (above it at the lower edge) and takes neither focus nor clicks."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._bad = False
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.ToolTipBase)
        self.setForegroundRole(QPalette.ColorRole.ToolTipText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_at(self, cell: QRect, words: str, *, bad: bool) -> None:
        """Say the words at that place of the parent."""
        self._bad = bad
        metrics = QFontMetricsF(self.font(), self)
        self.setMargin(space(metrics, 1))
        self.setText(words)
        parent = self.parentWidget()
        if parent is None:
            return
        room = parent.rect()
        width = min(round(metrics.horizontalAdvance(words)) + 3 * self.margin(), room.width())
        height = self.heightForWidth(width)
        left = max(min(cell.left(), room.right() - width), 0)
        top = cell.bottom() + space(metrics, 0.5)
        if top + height > room.bottom():
            top = max(cell.top() - height - space(metrics, 0.5), 0)
        self.setGeometry(left, top, width, height)
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The words in a frame that tells a refusal from a hint."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(QPen(refused_color(self.palette()) if self._bad else accent(self.palette()), 0))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -1, -1))
        painter.end()
