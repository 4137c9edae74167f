"""The program's own outline icons, drawn in the colour of the text around them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRect, QSize
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "icons"


def icon(name: str, color: QColor | None = None) -> QIcon:
    """The icon of that name; without ``color`` in the palette's text colours, its disabled face included."""
    if color is not None:
        return _drawn(name, color.name(), color.name())
    palette, role = QGuiApplication.palette(), QPalette.ColorRole.ButtonText
    return _drawn(name, palette.color(role).name(), palette.color(QPalette.ColorGroup.Disabled, role).name())


def app_icon() -> QIcon:
    """The program's mark."""
    return QIcon(str(FOLDER / "app.svg"))


class _Drawing(QIconEngine):
    """An icon that is drawn in the sizes and states that are asked for, when they are asked for.

    Most icons stand in menus that nobody opens: drawing all of them beforehand took a tenth of the start.
    """

    def __init__(self, drawing: str, colors: dict[QIcon.Mode, str]) -> None:
        super().__init__()
        self._drawing = drawing
        self._colors = colors
        self._made: dict[tuple[int, str], QPixmap] = {}

    def pixmap(self, size: QSize, mode: QIcon.Mode, _state: QIcon.State) -> QPixmap:
        """The picture in device pixels."""
        side, color = (
            min(size.width(), size.height()),
            self._colors.get(mode, self._colors[QIcon.Mode.Normal]),
        )
        if (side, color) not in self._made:
            self._made[side, color] = _pixmap(self._drawing, color, side)
        return self._made[side, color]

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw into a widget."""
        ratio = painter.device().devicePixelRatio()
        painter.drawPixmap(rect, self.pixmap(rect.size() * ratio, mode, state))

    def clone(self) -> QIconEngine:
        """For a QIcon that is about to be changed."""
        copy = _Drawing(self._drawing, self._colors)
        _CLONES.append(copy)
        return copy


_CLONES: list[_Drawing] = []
"""Qt owns the clones; Python must not let go of its half."""


@cache
def _drawn(name: str, color: str, disabled: str) -> QIcon:
    drawing = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    return QIcon(_Drawing(drawing, {QIcon.Mode.Normal: color, QIcon.Mode.Disabled: disabled}))


def _pixmap(drawing: str, color: str, size: int) -> QPixmap:
    sized = drawing.replace("<svg ", f'<svg width="{size}" height="{size}" ', 1).replace(
        "currentColor", color
    )
    pixmap = QPixmap()
    pixmap.loadFromData(QByteArray(sized.encode("utf-8")), "SVG")
    return pixmap
