"""Long work in pieces between the clerk's keys: the window is never held up for longer than a piece takes."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

_PIECE_MS = 12
"""How long the pieces of one turn may take together; a single piece may take longer."""


class ReadingAhead(QObject):
    """Goes through some steps while nothing else is to be done."""

    done = Signal()
    """The last step is taken."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps: Iterator[None] | None = None
        self._turn = QTimer(self)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._go_on)

    @property
    def is_running(self) -> bool:
        """Whether steps are left."""
        return self._steps is not None

    def begin(self, steps: Iterator[None]) -> None:
        """Take these steps instead of what is left of others."""
        self._steps = steps
        self._turn.start()

    def stop(self) -> None:
        """Leave the rest."""
        self._steps = None
        self._turn.stop()

    def _go_on(self) -> None:
        clock = QElapsedTimer()
        clock.start()
        while self._steps is not None and clock.elapsed() < _PIECE_MS:
            try:
                next(self._steps)
            except StopIteration:
                self.stop()
                self.done.emit()
