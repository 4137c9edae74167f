"""How large a window may be so that all of it, its title bar too, lies on the screen beside the task bar."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QStyle, QWidget

_TITLE_BARS = 4 / 3
"""A desktop's title bar is a third higher than the style's own; its true height is known only once a window is shown."""


def available(window: QWidget) -> QRect:
    """The screen that the window is on, less the task bar."""
    return window.screen().availableGeometry()


def room_for(window: QWidget) -> QSize:
    """The most that the inside of a window may measure."""
    return available(window).size() - _frame(window)


def keep_on_screen(window: QWidget) -> None:
    """As it is shown: as high as its wrapped words need now, which may stand in larger type than when it was closed; no larger than
    the screen has room for; and brought in where it was left partly outside.
    """
    if window.isMaximized() or window.isFullScreen():
        return
    size, layout = window.size(), window.layout()
    if layout is not None and layout.hasHeightForWidth():
        size.setHeight(max(size.height(), layout.totalMinimumHeightForWidth(size.width())))
    window.resize(size.boundedTo(room_for(window)))
    if not window.testAttribute(Qt.WidgetAttribute.WA_Moved):
        return  # the desktop, or Qt beside the window that asks, finds a place
    screen, whole = available(window), window.size() + _frame(window)
    left = max(screen.left(), min(window.x(), screen.right() + 1 - whole.width()))
    top = max(screen.top(), min(window.y(), screen.bottom() + 1 - whole.height()))
    if (left, top) != (window.x(), window.y()):
        window.move(left, top)


def _frame(window: QWidget) -> QSize:
    style = window.style()
    edges = 2 * style.pixelMetric(QStyle.PixelMetric.PM_MdiSubWindowFrameWidth)
    title = round(style.pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight) * _TITLE_BARS)
    return QSize(edges, title + edges)
