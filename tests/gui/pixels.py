"""Reading what was painted: where the ink of a cell is, and of which colour."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QTableView

_FAINT = 60
"""A pixel that differs from the ground by less than this is the edge of a stroke."""


def picture_of(view: QTableView) -> QImage:
    """The table as it is on the screen right now."""
    return view.viewport().grab().toImage()


def distance(one: QColor, other: QColor) -> int:
    """How far two colours are apart."""
    return abs(one.red() - other.red()) + abs(one.green() - other.green()) + abs(one.blue() - other.blue())


def ink(picture: QImage, rect: QRect, ground: QColor) -> dict[int, list[int]]:
    """Column of pixels → the rows in which something stands on the ground."""
    found: dict[int, list[int]] = {}
    for x in range(rect.left(), rect.right() + 1):
        rows = [
            y
            for y in range(rect.top(), rect.bottom() + 1)
            if distance(picture.pixelColor(x, y), ground) > _FAINT
        ]
        if rows:
            found[x] = rows
    return found


def glyphs(columns: dict[int, list[int]]) -> list[QRect]:
    """The boxes of what stands by itself, left to right: each run of columns with ink."""
    boxes: list[QRect] = []
    for x in sorted(columns):
        here = QRect(x, columns[x][0], 1, columns[x][-1] - columns[x][0] + 1)
        if boxes and boxes[-1].right() == x - 1:
            boxes[-1] = boxes[-1].united(here)
        else:
            boxes.append(here)
    return boxes
