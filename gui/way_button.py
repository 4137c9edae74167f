"""A large button with a line of explanation. Qt's own command link writes at nine points whatever the clerk has chosen."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton, QWidget

from gui.palette import secondary_text


class WayButton(QPushButton):
    """One way to begin: picture, word, and below it what happens."""

    def __init__(self, words: str, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self._hint = hint
        self.setFlat(True)
        self.setAccessibleDescription(hint)

    def sizeHint(self) -> QSize:
        """Two lines and the air around them."""
        line = self.fontMetrics().height()
        widest = max(
            self._bold_metrics().horizontalAdvance(self.text()),
            self.fontMetrics().horizontalAdvance(self._hint),
        )
        return QSize(widest + line * 4, line * 7 // 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The style's frame where the pointer or the keys are, then picture and words."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter = QPainter(self)
        style, line = self.style(), self.fontMetrics().height()
        marked = (
            QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_Sunken
        )
        if option.state & marked:
            option.features = QStyleOptionButton.ButtonFeature.None_
            style.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option, painter, self)
        size = self.iconSize()
        top = (self.height() - line * 2) // 2
        self.icon().paint(painter, QRect(line // 2, top, size.width(), size.height()))
        area = QRect(line + size.width(), top, self.width() - size.width() - line * 3 // 2, line)
        font = QFont(self.font())
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(self.palette().color(QPalette.ColorRole.ButtonText))
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(area, side, self.text())
        painter.setFont(self.font())
        painter.setPen(secondary_text(self.palette()))
        hint = self.fontMetrics().elidedText(self._hint, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area.translated(0, line), side, hint)
        painter.end()

    def _bold_metrics(self) -> QFontMetrics:
        font = QFont(self.font())
        font.setBold(True)
        return QFontMetrics(font)
