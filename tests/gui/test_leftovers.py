"""The guard around every test of the window finds what is planted, each kind of it, and nothing where nothing is."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from leftovers import nothing_left_behind
from PySide6.QtCore import QObject, QThread, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from shiboken6 import isValid

from gui.document import Document


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


def _timer_of_nobody() -> QTimer:
    timer = QTimer()
    timer.start(60_000)
    return timer


def _timer_of_what_belongs_to_nobody() -> Document:
    document = Document()
    QTimer(document).start(60_000)
    return document


def _single_shot() -> None:
    QTimer.singleShot(60_001, lambda: None)


def _single_shot_whose_receiver_is_gone() -> None:
    QTimer.singleShot(60_002, QObject(), lambda: None)  # it is told no more, but it waits


def _repeated_in_every_turn() -> QTimer:
    timer = QTimer()
    timer.start(0)
    return timer


def _thread_of_nobody() -> QThread:
    thread = QThread()
    thread.start()
    return thread


def _thread() -> QThread:
    thread = QThread(QApplication.instance())
    thread.start()
    return thread


PLANTS: dict[str, Callable[[], object]] = {
    "window QWidget": _window,
    "hidden window QDialog": _hidden_window,
    "timer of QApplication": _timer_of_the_application,
    "timer of QWidget": _timer_of_a_window,
    "timer of nobody, 60000 ms": _timer_of_nobody,
    "timer of Document": _timer_of_what_belongs_to_nobody,
    "timer of nobody, 60001 ms": _single_shot,
    "timer of nobody, 60002 ms": _single_shot_whose_receiver_is_gone,
    "timer of nobody, 0 ms": _repeated_in_every_turn,
    "thread of QApplication": _thread,
    "thread of nobody": _thread_of_nobody,
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
    if isinstance(planted, QWidget):
        assert not isValid(planted)
    elif isinstance(planted, QObject):
        planted.deleteLater()
    with pytest.raises(StopIteration):
        next(guarded())


def test_what_is_due_has_its_turn_before_it_is_judged(qapp: QApplication) -> None:
    guard = guarded()
    done: list[int] = []
    QTimer.singleShot(0, lambda: done.append(1))
    with pytest.raises(StopIteration):
        next(guard)
    assert done


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
