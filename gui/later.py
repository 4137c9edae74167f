"""What may wait until the clerk's key has been dealt with: a long list is brought up to date behind the words that are being typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import QObject, QTimer
from shiboken6 import isValid

MANY = 150
"""With more findings than this at once, showing them is felt between two keys."""
NEXT_TURN_MS = 1
"""At 0 a timer can be due again while Qt still goes through those of this turn: two steps with no key between them."""


class Later(QObject):
    """Does one thing when nothing else is waiting to be dealt with; asked for several times, once.

    Of several that wait each has a turn of the event loop to itself, with the clerk's keys in between.
    """

    _waiting: ClassVar[list[Later]] = []

    def __init__(self, do: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._do = do
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._have_turn)

    def ask(self, *, at_once: bool = False) -> None:
        """Do it later; ``at_once``: now."""
        self.stop()
        if at_once:
            self._do()
        else:
            self._waiting.append(self)
            self._timer.start(0)

    def catch_up(self) -> None:
        """Do now what still waits."""
        if self._timer.isActive():
            self.ask(at_once=True)

    def stop(self) -> None:
        """It was done otherwise, or need not be done any more."""
        self._timer.stop()
        if self in self._waiting:
            self._waiting.remove(self)

    def _have_turn(self) -> None:
        self.stop()
        self._do()
        self._waiting[:] = [other for other in self._waiting if isValid(other)]  # some went with their window
        for other in self._waiting:
            other._timer.start(NEXT_TURN_MS)
