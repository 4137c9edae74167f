"""Marks in cells and beside fields: told apart by shape as well as by colour."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from gui.cell_words import as_tooltip, finding_lines
from gui.severity_look import severity_color
from model.findings import Finding, Severity


def mark_size(metrics: QFontMetricsF) -> float:
    """The side of a finding's mark."""
    return metrics.height() * 0.55


def paint_severity(painter: QPainter, rect: QRectF, severity: Severity, palette: QPalette) -> None:
    """强制: filled triangle; 提示: hollow triangle; 尾差: dot."""
    color = severity_color(severity, palette)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    width = max(1.0, rect.width() / 7)
    painter.setPen(
        QPen(color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    )
    painter.setBrush(Qt.BrushStyle.NoBrush if severity is Severity.ADVISORY else color)
    inner = rect.adjusted(width / 2, width / 2, -width / 2, -width / 2)
    if severity is Severity.ROUNDING:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(rect.center(), rect.width() * 0.24, rect.width() * 0.24)
    else:
        top = QPointF(inner.center().x(), inner.top())
        painter.drawPolygon(QPolygonF([top, inner.bottomRight(), inner.bottomLeft()]))
    painter.restore()


def paint_corner(painter: QPainter, rect: QRectF, size: float, color: QColor) -> None:
    """The small triangle in the upper right corner of a stated value."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    corner = rect.topRight()
    painter.drawPolygon(QPolygonF([corner, corner - QPointF(size, 0), corner + QPointF(0, size)]))
    painter.restore()


def paint_hairlines(painter: QPainter, rect: QRectF, color: QColor) -> None:
    """The right and the lower edge of a table cell, one device pixel wide on any screen."""
    device = painter.device()
    half = 0.5 / device.devicePixelRatioF() if device is not None else 0.5
    painter.setPen(QPen(color, 0))
    right, bottom = rect.right() - half, rect.bottom() - half
    painter.drawLine(QPointF(right, rect.top()), QPointF(right, bottom))
    painter.drawLine(QPointF(rect.left(), bottom), QPointF(right, bottom))


class FindingMark(QWidget):
    """The mark beside a field; empty, but as wide, while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._severity: Severity | None = None

    @property
    def severity(self) -> Severity | None:
        """The level shown."""
        return self._severity

    def show_findings(self, findings: tuple[Finding, ...], *, in_yuan: bool) -> None:
        """Show the gravest finding; all of them in the tooltip, in 元 or 万元."""
        self._severity = findings[0].severity if findings else None
        lines = finding_lines(findings, in_yuan=in_yuan)
        self.setToolTip(as_tooltip(lines))
        self.setAccessibleName("；".join(lines))
        self.update()

    def sizeHint(self) -> QSize:
        """As high as a line of text."""
        metrics = QFontMetricsF(self.font())
        return QSize(round(mark_size(metrics)) + 1, round(metrics.height()))

    def minimumSizeHint(self) -> QSize:
        """Never less."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The mark in the middle of the widget."""
        if self._severity is None:
            return
        size = mark_size(QFontMetricsF(self.font()))
        rect = QRectF(0, 0, size, size)
        rect.moveCenter(QRectF(self.rect()).center())
        painter = QPainter(self)
        paint_severity(painter, rect, self._severity, self.palette())
        painter.end()
