"""The guard around every test of the window finds what is planted, each kind of it, and nothing where nothing is."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from leftovers import nothing_left_behind
from PySide6.QtCore import QThread, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from shiboken6 import isValid


def _window() -> QWidget:
    window = QWidget()
    window.show()
    return window


def _hidden_window() -> QWidget:
    return QDialog()


def _timer_of_the_application() -> QTimer:
    timer = QTimer(QApplication.instance())
    timer.start(60_000)
    return timer


def _timer_of_a_window() -> QWidget:
    window = QWidget()
    timer = QTimer(QWidget(window))
    timer.start(60_000)
    return window


def _thread() -> QThread:
    thread = QThread(QApplication.instance())
    thread.start()
    return thread


PLANTS: dict[str, Callable[[], object]] = {
    "window QWidget": _window,
    "hidden window QDialog": _hidden_window,
    "timer of QApplication": _timer_of_the_application,
    "timer of QWidget": _timer_of_a_window,
    "thread of QApplication": _thread,
}


def guarded() -> Iterator[None]:
    guard = nothing_left_behind()
    next(guard)
    return guard


@pytest.mark.parametrize("found", PLANTS)
def test_what_is_left_behind_is_found_named_and_cleared_away(qapp: QApplication, found: str) -> None:
    guard = guarded()
    planted = PLANTS[found]()
    with pytest.raises(AssertionError, match=found):
        next(guard)
    assert not isValid(planted) or isinstance(planted, QTimer | QThread)
    if isinstance(planted, QTimer | QThread):
        planted.deleteLater()
    with pytest.raises(StopIteration):
        next(guarded())


def test_a_python_thread_that_does_not_end_is_found(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("leftovers._PATIENCE_S", 0.01)
    end = threading.Event()
    guard = guarded()
    thread = threading.Thread(target=end.wait, name="planted", daemon=True)
    thread.start()
    with pytest.raises(AssertionError, match="thread planted"):
        next(guard)
    end.set()
    thread.join()


def test_what_was_there_before_and_what_went_in_time_is_no_fault(qapp: QApplication) -> None:
    before = QDialog()
    guard = guarded()
    window = QDialog(before)
    timer = QTimer(window)
    timer.start(60_000)
    window.show()
    window.deleteLater()
    with pytest.raises(StopIteration):
        next(guard)
    before.deleteLater()
