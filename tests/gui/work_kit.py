"""Real work beside the window, held in its middle for as long as a test needs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import ClassVar

from keyboard import ALT, NONE, Key, focus, wait_for
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from windows import finish

from gui.main_window import MainWindow
from gui.work_message import CANCEL
from model.longwork import WatchedWork


class HeldWork(WatchedWork):
    """Goes on past a share of itself only when it is let go."""

    share_to_hold_at: ClassVar[float]
    reached: ClassVar[Event]
    let_go: ClassVar[Event]

    @classmethod
    def hold(cls, share: float = 0.3) -> None:
        """From now on work is held there."""
        cls.share_to_hold_at, cls.reached, cls.let_go = share, Event(), Event()

    def at(self, share: float, step: str = "") -> None:
        """As always, but for the wait."""
        super().at(share, step)
        if share >= self.share_to_hold_at and not self.let_go.is_set():
            self.reached.set()
            assert self.let_go.wait(60)
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
    finish(window)


def _shown(window: MainWindow) -> float:
    bar = window.messages.progress
    return bar.value() / max(bar.maximum(), 1) if bar is not None else 0


def press(key: Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Without waiting for what is being done."""
    QTest.keyClick(focus(), key, modifiers)
    QApplication.processEvents()


def cancel_button(window: MainWindow) -> QPushButton:
    """取消 of the work that is being done."""
    (button,) = window.messages.offers
    assert button.text() == CANCEL
    return button


def press_cancel(window: MainWindow) -> None:
    """The button's own key; Qt shows it pressed for a moment before it acts."""
    press(Key.Key_C, modifiers=ALT)
    wait_for(lambda: "正在取消" in window.messages.text)


def files_in(folder: Path) -> set[str]:
    """What a clerk sees there, and the temporary files; not the lock beside the open packet."""
    return {path.name for path in folder.iterdir() if not path.name.endswith(".lock")}
