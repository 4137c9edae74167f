"""Long work in pieces between the clerk's keys: the window is never held up for longer than a turn's pieces take."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from gui.later import NEXT_TURN_MS


class Piecemeal(QObject):
    """Goes through some steps, from the next turn of the event loop on, with keys and painting in between.

    One turn takes steps until ``together_ms`` have gone by, and at least one; a single step may take longer.
    """

    done = Signal()
    """The last step is taken."""

    def __init__(self, parent: QObject, *, together_ms: int) -> None:
        super().__init__(parent)
        self._together_ms = together_ms
        self._steps: Iterator[None] | None = None
        self._turn = QTimer(self)
        self._turn.setInterval(NEXT_TURN_MS)
        self._turn.timeout.connect(self._go_on)

    @property
    def is_running(self) -> bool:
        """Whether steps are left."""
        return self._steps is not None

    def begin(self, steps: Iterator[None]) -> None:
        """Take these steps instead of what is left of others."""
        self._steps = steps
        self._turn.start()

    def finish(self) -> None:
        """Do now what is left."""
        while self._steps is not None:
            self._step(self._steps)

    def stop(self) -> None:
        """Leave the rest; nothing is told."""
        self._steps = None
        self._turn.stop()

    def _go_on(self) -> None:
        clock = QElapsedTimer()
        clock.start()
        while self._steps is not None:
            self._step(self._steps)
            if clock.elapsed() >= self._together_ms:
                break

    def _step(self, steps: Iterator[None]) -> None:
        try:
            next(steps)
        except StopIteration:
            self.stop()
            self.done.emit()
