"""The charts outside the window: as a picture and as one page, dark on white whatever the window looks like."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPageLayout, QPageSize, QPainter, QPalette, QPdfWriter
from PySide6.QtWidgets import QApplication

from gui.chart_paint import Look, Picture, draw_all
from model.moneyunits import PAPER

_PNG_WIDTH, _PNG_SCALE, _PNG_MARGIN = 900, 2, 36
_DPI = 600


def png_of(pictures: tuple[Picture, ...]) -> bytes:
    """In twice the points of a screen."""
    width = _PNG_WIDTH - 2 * _PNG_MARGIN
    height = draw_all(pictures, _paper(10), None, width)
    image = QImage(
        QSize(_PNG_WIDTH, round(height) + 2 * _PNG_MARGIN) * _PNG_SCALE, QImage.Format.Format_RGB32
    )
    image.setDevicePixelRatio(_PNG_SCALE)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(_PNG_MARGIN, _PNG_MARGIN)
    draw_all(pictures, _paper(10), painter, width)
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(data.data())


def pdf_of(pictures: tuple[Picture, ...], title: str) -> bytes:
    """One A4 page."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setResolution(_DPI)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            QMarginsF(20, 20, 20, 20),
            QPageLayout.Unit.Millimeter,
        )
    )
    painter = QPainter(writer)
    height = draw_all(pictures, _paper(10.5), None, writer.width(), writer)
    if height > writer.height():
        painter.scale(writer.height() / height, writer.height() / height)
    draw_all(pictures, _paper(10.5), painter, writer.width(), writer)
    painter.end()
    return bytes(data.data())


def _paper(points: float) -> Look:
    palette = QPalette(QGuiApplication.palette())
    palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.white)
    palette.setColor(QPalette.ColorRole.Text, Qt.GlobalColor.black)
    font = QApplication.font()
    font.setPointSizeF(points)
    return Look(palette, font, PAPER)
