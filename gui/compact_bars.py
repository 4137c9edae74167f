"""Large type on a small screen: menu and tool bar share one line, and the page has the other.

The buttons go without their words there, as the menus beside them have the same commands in words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication
from PySide6.QtWidgets import QToolBar

from gui.actions import icon_size

if TYPE_CHECKING:
    from gui.main_window import MainWindow

_FEW_LINES = 30
"""A window that has room for fewer lines of text has none for two bars."""
_BUTTON = 1.2
"""A button without words is a little wider than high."""


def fit_bars(window: MainWindow) -> None:
    """One line or two, by the window's size and the size of type; where both do not fit beside each other, two."""
    bar = _bar(window)
    if bar is None or window.menuBar().isNativeMenuBar():
        return
    lines = window.height() / QFontMetrics(QGuiApplication.font()).height()
    fits = window.menuBar().actionGeometry(window.menuBar().actions()[-1]).right() + _width(bar)
    if (lines < _FEW_LINES and fits <= window.width()) != are_joined(window):
        part_bars(window) if are_joined(window) else _join(window, bar)


def are_joined(window: MainWindow) -> bool:
    """Whether both stand in one line now."""
    return window.menuBar().cornerWidget() is not None


def part_bars(window: MainWindow) -> None:
    """Each in a line of its own, as where they stand is kept for the next start."""
    bar = _bar(window)
    if bar is None or not are_joined(window):
        return
    window.menuBar().setCornerWidget(None)  # type: ignore[arg-type]
    bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    bar.setIconSize(icon_size(bar))
    window.addToolBar(bar)
    bar.show()


def _join(window: MainWindow, bar: QToolBar) -> None:
    window.commands.held_bar = (
        bar  # taken out of the window it is Python's, and would go with the last name for it
    )
    window.removeToolBar(bar)
    bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    bar.setIconSize(icon_size(bar))
    window.menuBar().setCornerWidget(bar)
    bar.show()


def _bar(window: MainWindow) -> QToolBar | None:
    return next(iter(window.findChildren(QToolBar, "toolbar")), None)


def _width(bar: QToolBar) -> int:
    """What the bar takes without words."""
    parts = [bar.widgetForAction(action) for action in bar.actions()]
    words = [part for part, action in zip(parts, bar.actions(), strict=True) if not action.isSeparator()]
    lines = sum(part.sizeHint().width() for part in parts if part not in words)
    return lines + round(sum(part.sizeHint().height() * _BUTTON for part in words))
