"""The program's own outline icons, drawn in the colour of the text around them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPalette, QPixmap

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "icons"
_SIZES = (16, 20, 24, 32, 48)


def icon(name: str, color: QColor | None = None) -> QIcon:
    """The icon of that name; without ``color`` in the palette's text colours, its disabled face included."""
    palette = QGuiApplication.palette()
    chosen = palette.color(QPalette.ColorRole.HighlightedText).name()
    if color is not None:
        return _drawn(name, color.name(), color.name(), chosen)
    return _drawn(
        name,
        palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.ButtonText).name(),
        palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText).name(),
        chosen,
    )


def app_icon() -> QIcon:
    """The program's mark."""
    return QIcon(str(FOLDER / "app.svg"))


@cache
def _drawn(name: str, color: str, disabled: str, chosen: str) -> QIcon:
    drawing = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    result = QIcon()
    for size in _SIZES:
        result.addPixmap(_pixmap(drawing, color, size))
        result.addPixmap(_pixmap(drawing, disabled, size), QIcon.Mode.Disabled)
        result.addPixmap(_pixmap(drawing, chosen, size), QIcon.Mode.Selected)
    return result


def _pixmap(drawing: str, color: str, size: int) -> QPixmap:
    sized = drawing.replace("<svg ", f'<svg width="{size}" height="{size}" ', 1).replace(
        "currentColor", color
    )
    pixmap = QPixmap()
    pixmap.loadFromData(QByteArray(sized.encode("utf-8")), "SVG")
    return pixmap
