"""Where a message stands: over the foot of its window, so that nothing moves when it comes or goes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtWidgets import QWidget

from gui.message_bar import MessageBar

_MOVES = {QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.LayoutRequest}


class MessagePlace(QObject):
    """Lays the bar over the first of some lines that is in view, and over those below where it needs more height.

    So the page above, where the clerk is typing, is neither moved nor covered. Without such a line in view the bar
    stands at the window's lower edge.
    """

    def __init__(
        self, bar: MessageBar, window: QWidget, lines: Callable[[], Sequence[QWidget | None]]
    ) -> None:
        super().__init__(window)
        self._bar = bar
        self._window = window
        self._lines = lines
        bar.setParent(window)
        for watched in (bar, window):
            watched.installEventFilter(self)
        self.watch()

    def watch(self) -> None:
        """Follow the lines that there are now."""
        for line in self._lines():
            if line is not None:
                line.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow whatever moves."""
        if event.type() in _MOVES and not (
            watched is self._bar and event.type() in (QEvent.Type.Resize, QEvent.Type.Move)
        ):
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        if self._bar.isHidden():
            return
        width, room = self._window.width(), self._window.height()
        needed = self._bar.layout().totalHeightForWidth(width)
        lines = [line for line in self._lines() if line is not None and line.isVisible()]
        top = lines[0].mapTo(self._window, QPoint()).y() if lines else room
        sums = accumulate(line.height() for line in lines)
        height = next((high for high in sums if high >= needed), needed)  # no line half covered
        self._bar.setGeometry(0, min(top, room - height), width, height)
        self._bar.raise_()
