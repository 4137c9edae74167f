"""What may wait until the clerk's key has been dealt with: a long list is brought up to date behind the words that are being typed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

MANY = 150
"""With more findings than this at once, showing them is felt between two keys."""


class Later(QObject):
    """Does one thing when nothing else is waiting to be dealt with; asked for several times, once."""

    def __init__(self, do: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._do = do
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._do)

    def ask(self, *, at_once: bool) -> None:
        """Do it later; ``at_once``: now."""
        if at_once:
            self._timer.stop()
            self._do()
        else:
            self._timer.start()

    def catch_up(self) -> None:
        """Do now what still waits."""
        if self._timer.isActive():
            self.ask(at_once=True)

    def stop(self) -> None:
        """It was done otherwise."""
        self._timer.stop()
