"""The number of open findings on a tab: a filled pill for 强制, an outlined one for 提示."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.severity_look import Level, is_dark, level_color

_MOST = 99
"""More is shown as 99+: the room is the same for every count, so that no tab moves while the clerk types."""


class Badge(QWidget):
    """Two counts in constant room; where there is less of it (``alone``), the graver one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: dict[Level, int] = {}
        self._alone = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.resize(self.sizeHint())

    @property
    def counts(self) -> dict[Level, int]:
        """What there is to show."""
        return dict(self._counts)

    def show_counts(self, mandatory: int, advisory: int) -> None:
        """Show these counts."""
        self._counts = {
            level: count
            for level, count in ((Level.MANDATORY, mandatory), (Level.ADVISORY, advisory))
            if count
        }
        words = "，".join(f"{level.value} {count} 条" for level, count in self._counts.items())
        self.setToolTip(words)
        self.setAccessibleName(words or "没有待处理的问题")
        self.update()

    def show_alone(self, alone: bool) -> bool:
        """Take the room of one pill, or of two; tells whether that is new."""
        if alone == self._alone:
            return False
        self._alone = alone
        self.resize(self.sizeHint())
        return True

    def width_for(self, pills: int) -> int:
        """The room of so many pills."""
        return pills * (self._pill_width(_MOST) + self._gap())

    def sizeHint(self) -> QSize:
        """The same for every count."""
        return QSize(self.width_for(1 if self._alone else 2), self._pill_height())

    def minimumSizeHint(self) -> QSize:
        """The pills are never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the pills from left to right."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shown = list(self._counts.items())[: 1 if self._alone else 2]
        left = 0.0
        for level, count in shown:
            width, height = self._pill_width(min(count, _MOST)), self._pill_height()
            pill = QRectF(left + 0.75, 0.75, width - 1.5, height - 1.5)
            color = level_color(level)
            painter.setPen(QPen(color, 1.3))
            painter.setBrush(color if level is Level.MANDATORY else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(pill, height / 2, height / 2)
            if level is Level.MANDATORY:
                painter.setPen(Qt.GlobalColor.black if is_dark() else Qt.GlobalColor.white)
            painter.setFont(self.font() if count <= _MOST else self._small())
            words = str(count) if count <= _MOST else f"{_MOST}+"
            painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, words)
            left += width + self._gap()

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.75)
        return font

    def _gap(self) -> int:
        return max(2, self.fontMetrics().height() // 6)

    def _pill_height(self) -> int:
        return self.fontMetrics().height() + 2

    def _pill_width(self, count: int) -> int:
        return max(
            self._pill_height(),
            self.fontMetrics().horizontalAdvance(str(count)) + self.fontMetrics().height() // 2,
        )
