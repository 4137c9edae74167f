"""A button of two lines, a title and what it does; unlike Qt's own, in the size of type that the clerk chose."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QIcon, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton, QWidget


class LinkButton(QPushButton):
    """Icon at the left; title in bold over its description. Flat until the pointer or the keys are on it."""

    def __init__(self, title: str, description: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._description = description
        self.setAccessibleDescription(description)
        self.setAutoDefault(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        """Two lines with air around them, and the icon."""
        em = self.fontMetrics().height()
        words = max(
            self._bold().horizontalAdvance(self.text()), self._plain().horizontalAdvance(self._description)
        )
        return QSize(self.iconSize().width() + words + 2 * em, 3 * em)

    def minimumSizeHint(self) -> QSize:
        """All of its words."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The style's own ground, then icon and words."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text, option.icon = "", QIcon()
        if not (self.underMouse() or self.hasFocus() or self.isDown()):
            option.features |= QStyleOptionButton.ButtonFeature.Flat
        painter = QPainter(self)
        self.style().drawControl(QStyle.ControlElement.CE_PushButton, option, painter, self)
        em = self.fontMetrics().height()
        area = self.rect().adjusted(em // 2, em // 2, -em // 2, -em // 2)
        size = self.iconSize()
        mode = QIcon.Mode.Normal if self.isEnabled() else QIcon.Mode.Disabled
        place = QRect(area.topLeft(), size)
        place.moveTop(area.center().y() - size.height() // 2)
        self.icon().paint(painter, place, mode=mode)
        words = area.adjusted(size.width() + em // 2, 0, 0, 0)
        painter.setPen(self.palette().color(QPalette.ColorRole.ButtonText))
        upper, lower = (
            words.adjusted(0, 0, 0, -words.height() // 2),
            words.adjusted(0, words.height() // 2, 0, 0),
        )
        painter.drawText(lower, Qt.AlignmentFlag.AlignVCenter, self._description)
        painter.setFont(self._bold_font())
        painter.drawText(upper, Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.end()

    def _bold_font(self) -> QFont:
        font = QFont(self.font())
        font.setBold(True)
        return font

    def _bold(self) -> QFontMetrics:
        return QFontMetrics(self._bold_font())

    def _plain(self) -> QFontMetrics:
        return self.fontMetrics()
