"""Real work beside the window, held in its middle for as long as a test needs."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import ClassVar

from PySide6.QtWidgets import QApplication
from windows import wait_for

from gui.main_window import MainWindow
from model.longwork import WatchedWork


class HeldWork(WatchedWork):
    """Goes on past a share of itself only when it is let go."""

    share_to_hold_at: ClassVar[float]
    reached: ClassVar[Event]
    let_go: ClassVar[Event]
    error: ClassVar[Exception | None]

    @classmethod
    def hold(cls, share: float = 0.3) -> None:
        """From now on work is held there."""
        cls.share_to_hold_at, cls.error = share, None
        cls.reached, cls.let_go = Event(), Event()

    def at(self, share: float, step: str = "") -> None:
        """As always, but for the wait."""
        super().at(share, step)
        if share >= self.share_to_hold_at and not self.let_go.is_set():
            self.reached.set()
            assert self.let_go.wait(60)
            if self.error is not None:
                raise self.error
            super().at(share, step)


def held(window: MainWindow, begin: Callable[[], object]) -> None:
    """Begin some work and come back when it is in its middle and shown."""
    begin()
    wait_for(HeldWork.reached.is_set)
    wait_for(lambda: _shown(window) >= HeldWork.share_to_hold_at)
    QApplication.processEvents()


def go_on(window: MainWindow) -> None:
    """Let the work end."""
    HeldWork.let_go.set()
    wait_for(lambda: not window.background.is_busy)
    QApplication.processEvents()


def _shown(window: MainWindow) -> float:
    bar = window.messages.progress
    return bar.value() / max(bar.maximum(), 1) if bar is not None else 0
