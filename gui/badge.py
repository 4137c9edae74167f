"""The number of open findings on a tab: a filled pill for 强制, an outlined one for 提示."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.severity_look import Level, is_dark, level_color


class Badge(QWidget):
    """Two counts; takes no width while both are zero."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: dict[Level, int] = {}
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.resize(self.sizeHint())

    @property
    def counts(self) -> dict[Level, int]:
        """What is shown."""
        return dict(self._counts)

    def show_counts(self, mandatory: int, advisory: int) -> bool:
        """Show these counts; tells whether anything is new."""
        counts = {
            level: count
            for level, count in ((Level.MANDATORY, mandatory), (Level.ADVISORY, advisory))
            if count
        }
        if counts == self._counts:
            return False
        self._counts = counts
        words = "，".join(f"{level.value} {count} 条" for level, count in counts.items())
        self.setToolTip(words)
        self.setAccessibleName(words or "没有待处理的问题")
        self.updateGeometry()
        self.resize(self.sizeHint())
        self.update()
        return True

    def sizeHint(self) -> QSize:
        """As wide as the pills are."""
        if not self._counts:
            return QSize(0, self._pill_height())  # the tabs keep their height
        gap = self._gap()
        return QSize(
            sum(self._pill_width(count) + gap for count in self._counts.values()) + 2 * gap,
            self._pill_height(),
        )

    def minimumSizeHint(self) -> QSize:
        """The pills are never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the pills from left to right."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = float(self._gap())
        for level, count in self._counts.items():
            width, height = self._pill_width(count), self._pill_height()
            pill = QRectF(left + 0.75, 0.75, width - 1.5, height - 1.5)
            color = level_color(level)
            painter.setPen(QPen(color, 1.3))
            painter.setBrush(color if level is Level.MANDATORY else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(pill, height / 2, height / 2)
            if level is Level.MANDATORY:
                painter.setPen(Qt.GlobalColor.black if is_dark() else Qt.GlobalColor.white)
            painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, str(count))
            left += width + self._gap()

    def _gap(self) -> int:
        return max(2, self.fontMetrics().height() // 5)

    def _pill_height(self) -> int:
        return self.fontMetrics().height() + 2

    def _pill_width(self, count: int) -> int:
        return max(
            self._pill_height(),
            self.fontMetrics().horizontalAdvance(str(count)) + self.fontMetrics().height() // 2,
        )
