"""Labels that the window uses again and again."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QGuiApplication, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QWidget

from gui.palette import secondary_text, space


def gap(widget: QWidget, quarters: float) -> int:
    """A distance in quarters of the widget's line height."""
    return space(QFontMetricsF(widget.fontMetrics()), quarters)


def tint(widget: QWidget, color: QColor, role: QPalette.ColorRole | None = None) -> None:
    """Give a widget one colour of its own, that of its words unless said otherwise.

    Nothing else is set: with a copy of the whole palette its other roles would no longer follow the application.
    """
    palette = QPalette()
    palette.setColor(widget.foregroundRole() if role is None else role, color)
    widget.setPalette(palette)


class QuietLabel(QLabel):
    """Words that explain and do not press, on light ground and on dark."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setWordWrap(True)
        self._quiet()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change between light and dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._quiet()

    def _quiet(self) -> None:
        color = secondary_text(QGuiApplication.palette())
        if self.palette().color(self.foregroundRole()) != color:
            tint(self, color)


def quiet_label(text: str) -> QLabel:
    """Words that explain and do not press."""
    return QuietLabel(text)


def bold_label(text: str = "") -> QLabel:
    """A heading in the size of the text."""
    label = QLabel(text)
    font = QFont(label.font())
    font.setBold(True)
    label.setFont(font)
    return label


def field_label(words: str, field: QWidget) -> QLabel:
    """The name of a field, beside or above it; the key that is marked in it leads there."""
    label = QLabel(words)
    label.setBuddy(field)
    return label


class ElidingLabel(QLabel):
    """One line that is shortened where there is no room for it, instead of widening the window."""

    def setText(self, text: str) -> None:
        """Show the text; all of it stands in the tooltip."""
        super().setText(text)
        self.setToolTip(text)

    def has_room_for(self, text: str) -> bool:
        """Whether the text would stand here uncut."""
        return self.fontMetrics().horizontalAdvance(text) <= self.contentsRect().width()

    def minimumSizeHint(self) -> QSize:
        """A few characters."""
        return QSize(4 * self.fontMetrics().height(), super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The text, with … where it is cut."""
        painter = QPainter(self)
        room = self.contentsRect()
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, self.alignment() | Qt.AlignmentFlag.AlignVCenter, shown)
