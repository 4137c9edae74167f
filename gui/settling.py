"""Verdicts that come after what they judge: on a packet that was just shown, and on long prose that was just typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from gui.later import Later
from gui.piecemeal import Piecemeal
from gui.warm_up import warm_up

if TYPE_CHECKING:
    from model.book import Book

_PIECE_MS = 12
"""How long the passages read in one turn may take together; a single one may take longer."""
_PAINT_FIRST_MS = 150
"""Until the packet is painted: loading what judges the prose would hold that up."""


class Settling(QObject):
    """Has the prose read in pieces, between the clerk's keys; then its verdicts are to be had quickly."""

    ready = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._book: Book | None = None
        self._ahead = Piecemeal(self, together_ms=_PIECE_MS)
        self._ready = Later(self.ready.emit, self)
        self._loading = QTimer(self)
        self._loading.setSingleShot(True)
        self._loading.timeout.connect(_load)
        self._first_turn = Later(lambda: self._loading.start(_PAINT_FIRST_MS), self)
        self._ahead.done.connect(self._ready.ask)
        warm_up().finished.connect(self._read)

    def begin(self, book: Book) -> None:
        """Read the book's prose as it stands, instead of as it stood."""
        self._book = book
        if warm_up().isFinished():
            self._read()
        elif not warm_up().isRunning():
            # From the first turn of the event loop on: a packet named at the start is opened long before the window is
            # shown, and the imports took the interpreter from its first picture.
            self._first_turn.ask()

    def stop(self) -> None:
        """Leave the rest: it was judged."""
        self._book = None
        self._ahead.stop()
        self._ready.stop()

    def end(self) -> None:
        """The packet is gone: nothing more is read or loaded for it."""
        self.stop()
        self._first_turn.stop()
        self._loading.stop()

    def _read(self) -> None:
        if self._book is not None:
            self._ready.stop()
            from model.rules.prose import reading_ahead

            self._ahead.begin(reading_ahead(self._book))


def _load() -> None:
    if not warm_up().isRunning() and not warm_up().isFinished():
        warm_up().start()
