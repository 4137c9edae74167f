"""Where a message stands: over the foot of its window, so that nothing moves when it comes or goes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtWidgets import QWidget

from gui.kept_in_view import keeping_cursor_in_view
from gui.message_bar import MessageBar

_MOVES = {QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.LayoutRequest}


class MessagePlace(QObject):
    """Lays the bar over the first of some lines that is in view, and over what is below where it needs more height.

    So the page above, where the clerk is typing, is neither moved nor covered. One line may have to stay in view
    whatever is told, as the verdict has to: where there is less height above it than the bar needs, the rest is taken
    from the foot of the page, whose beginning stays where it is. Without any such line the bar stands at the
    window's lower edge.
    """

    def __init__(
        self,
        bar: MessageBar,
        window: QWidget,
        lines: Callable[[], Sequence[QWidget | None]] = tuple,
        kept: Callable[[], QWidget | None] = lambda: None,
        room: QWidget | None = None,
    ) -> None:
        """``lines`` may be covered, ``kept`` may not; ``room`` stands between page and lines, with no height of its own."""
        super().__init__(window)
        self._bar = bar
        self._window = window
        self._lines = lines
        self._kept = kept
        self._room = room
        self._placing = False
        self._set_room(0)
        bar.setParent(window)
        for watched in (bar, window):
            watched.installEventFilter(self)
        self.watch()

    def watch(self) -> None:
        """Follow the lines that there are now."""
        for line in (*self._lines(), self._kept()):
            if line is not None:
                line.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow whatever moves."""
        own = watched is self._bar and event.type() in (QEvent.Type.Resize, QEvent.Type.Move)
        if event.type() in _MOVES and not own and not self._placing:
            self._placing = True
            self._place()
            self._placing = False
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        if self._bar.isHidden():
            self._set_room(0)
            return
        width = self._window.width()
        needed = self._bar.layout().totalHeightForWidth(width)
        lines = [line for line in self._lines() if line is not None and line.isVisible()]
        kept = self._kept()
        floor = self._window.height() if kept is None else self._top_of(kept)
        self._set_room(0 if kept is None else needed - self._free_height(lines, floor))
        top = self._top_of(lines[0]) if lines else floor
        sums = accumulate(line.height() for line in lines)
        height = next((high for high in sums if high >= needed), needed)  # no line half covered
        self._bar.setGeometry(0, min(top, floor - height), width, height)
        self._bar.raise_()

    def _free_height(self, lines: Sequence[QWidget], floor: int) -> int:
        """What there is for the bar without any of the page's height."""
        if not lines:
            return 0
        top = self._top_of(lines[0])
        holds_room = self._room is not None and self._top_of(self._room) > top
        return floor - top - (self._room.height() if self._room is not None and holds_room else 0)

    def _top_of(self, line: QWidget) -> int:
        return line.mapTo(self._window, QPoint()).y()

    def _set_room(self, height: int) -> None:
        """So much of the page's foot is the bar's."""
        if self._room is None or max(0, height) == self._room.maximumHeight():
            return
        with keeping_cursor_in_view():
            self._room.setFixedHeight(max(0, height))
            parent = self._room.parentWidget()
            if parent is not None and parent.layout() is not None:
                parent.layout().activate()
