"""Long making in pieces: one for each turn of the event loop, with the clerk's keys and the screen in between."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer, Signal


class Piecemeal(QObject):
    """Goes through ``steps``, one in each turn of the event loop, from the next turn on. ``done`` tells the end."""

    done = Signal()

    def __init__(self, steps: Iterator[object], parent: QObject) -> None:
        super().__init__(parent)
        self._steps = steps
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._go_on)
        self._timer.start(0)

    def finish(self) -> None:
        """Do now what is left."""
        while self._timer.isActive():
            self._go_on()

    def stop(self) -> None:
        """What is left is not wanted any more; nothing is told."""
        self._timer.stop()

    def _go_on(self) -> None:
        try:
            next(self._steps)
        except StopIteration:
            self._timer.stop()
            self.done.emit()
        except BaseException:
            self._timer.stop()  # it would fail again in every turn
            raise
