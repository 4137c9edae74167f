"""How the window's height is shared: the page comes first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, QTimer
from PySide6.QtWidgets import QStyle, QToolBar

from gui.compact_bars import are_joined, fit_bars, part_bars

if TYPE_CHECKING:
    from gui.main_window import MainWindow

_PAGE_SHARE = 0.55
_SETTLE_MS = 50
"""Until menu, bars and buttons have taken over another size of type."""


def leave_half_to_page_soon(window: MainWindow) -> None:
    """The same after a change of the size of type."""
    settled = QTimer(window)  # its child, not only told of it: it goes with the window
    settled.setSingleShot(True)
    settled.timeout.connect(lambda: leave_half_to_page(window))
    settled.timeout.connect(settled.deleteLater)
    settled.start(_SETTLE_MS)


def leave_half_to_page(window: MainWindow) -> None:
    """The findings get what is over when the page has a good half of the window, whatever the size of type."""
    fit_bars(window)
    if window.page is None:
        return
    window.commands.fit_toolbar()
    bars = window.findChildren(QToolBar, "toolbar")
    for bar in bars:
        bar.layout().invalidate()  # it keeps the height of the size of type before
        bar.updateGeometry()
    window.layout().activate()
    lines = [
        window.menuBar(),
        *([] if are_joined(window) else bars),
        window.page.tabs.tabBar(),
        window.status,
    ]
    strip = window.assistance.strip
    if strip is not None and not strip.isHidden():
        lines.append(strip)
    taken = sum(line.sizeHint().height() for line in lines)
    edge = window.style().pixelMetric(QStyle.PixelMetric.PM_DockWidgetSeparatorExtent)
    room = round(window.height() * (1 - _PAGE_SHARE)) - taken - edge
    window.resizeDocks([window.dock], [window.dock.compact_height(room)], Qt.Orientation.Vertical)


def state_to_keep(window: MainWindow) -> QByteArray:
    """Where bars and list stand, for the next start; nothing where the list has a height that the clerk did not choose."""
    part_bars(window)
    low = window.page is not None and window.dock.is_low
    return QByteArray() if low else window.saveState()
