"""Faults of the program for tests: raised as Qt hands them on, and what is told of them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from keyboard import button_of, click
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLabel

from gui.crash_notes import CrashNotes
from gui.crash_notice import CrashNotice
from gui.main_window import MainWindow

SECRET = "收入合计 5394.86"


def install(window: MainWindow, folder: Path) -> None:
    notes = CrashNotes(folder / "jxzp.log", window)
    notes.install()
    notes.attach(window)


def fail() -> None:
    raise ValueError(SECRET)


def crash_in_place() -> None:
    try:
        fail()
    except ValueError:
        sys.excepthook(*sys.exc_info())


def crash(do: Callable[[], object] = fail) -> None:
    """As Qt does with what a slot raises."""
    try:
        do()
    except Exception:  # noqa: BLE001  whatever it is
        sys.excepthook(*sys.exc_info())
    QApplication.processEvents()  # it is told in a turn of its own


def notices() -> list[CrashNotice]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, CrashNotice) and one.isVisible()]


def told() -> str:
    """What the notice says; there is never more than one."""
    shown = notices()
    assert len(shown) <= 1
    words = (label.text() for one in shown for label in one.findChildren(QLabel))
    return "\n".join(words).replace("\u200b", "")


def buttons() -> list[str]:
    (notice,) = notices()
    return [button.text() for button in notice.findChildren(QDialogButtonBox)[0].buttons()]


def choose(words: str) -> None:
    (notice,) = notices()
    click(button_of(notice, words))
