"""A line of words that follows the packet."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QShowEvent

from gui.document import Document
from gui.labels import QuietLabel
from model.book import Book


class FollowingLabel(QuietLabel):
    """Says what ``words`` makes of the packet, anew after every change that is seen; nothing while nothing is open."""

    def __init__(self, document: Document, words: Callable[[Book], str]) -> None:
        super().__init__("")
        self._document = document
        self._words = words
        document.changed.connect(self._follow)
        document.opened.connect(self._follow)
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Make up for what changed while nobody looked."""
        self.refresh()
        super().showEvent(event)

    def _follow(self, *_: object) -> None:
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Read the packet anew."""
        text = self._words(self._document.book) if self._document.is_open else ""
        if text != self.text():
            self.setText(text)
