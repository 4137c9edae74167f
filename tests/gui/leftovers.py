"""What a test must not leave behind: windows, shown or hidden, running timers, running threads; whoever they belong to."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import getAllValidWrappers, getCppPointer, isValid

from gui.warm_up import warm_up

_QTS_OWN = ("QTipLabel", "QComboBoxPrivateContainer")
"""Qt keeps these for itself, and takes them away by itself."""
_PATIENCE_S = 20


def nothing_left_behind() -> Iterator[None]:
    """Around a test: whatever is there afterwards and was not before fails it, and is cleared away for the next one."""
    before = {_address(window) for window in _windows()}
    yield
    _let_end()
    windows = [window for window in _windows() if _address(window) not in before]
    left = [
        *(f"{'window' if window.isVisible() else 'hidden window'} {_name(window)}" for window in windows),
        *(f"timer of {_name(timer.parent())}, {timer.interval()} ms" for timer in _running_timers()),
        *(f"thread of {_name(thread.parent())}" for thread in _running_threads()),
        *(f"thread {one.name}" for one in threading.enumerate() if one is not threading.main_thread()),
    ]
    _clear_away(windows)
    assert not left, f"left behind: {', '.join(left)}"


def _windows() -> list[QWidget]:
    return [
        window
        for window in QApplication.topLevelWidgets()
        if isValid(window) and window.metaObject().className() not in _QTS_OWN
    ]


def _address(one: QObject) -> int:
    return int(getCppPointer(one)[0])


Kind = TypeVar("Kind", bound=QObject)


def _found(kind: type[Kind]) -> list[Kind]:
    """Everything of the kind: what Python made, whoever it belongs to and even if nobody holds it, as the hidden timer of a
    single shot; and what Qt made itself in the application or any window.
    """
    roots = [QApplication.instance(), *_windows()]
    made_by_qt = (one for root in roots if root is not None for one in root.findChildren(kind))
    made_here = (one for one in getAllValidWrappers() if isinstance(one, kind))
    return list({_address(one): one for one in (*made_by_qt, *made_here)}.values())


def _running_timers() -> list[QTimer]:
    return [timer for timer in _found(QTimer) if timer.isActive()]


def _running_threads() -> list[QThread]:
    return [thread for thread in _found(QThread) if thread.isRunning()]


def _let_end() -> None:
    """What is due now has its turn, after what goes has gone, as in the program; what is at work has time to finish, and must."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    warm_up().wait()  # the one of the process, not of the test
    for thread in threading.enumerate():
        if thread is not threading.main_thread():
            thread.join(timeout=_PATIENCE_S)


def _clear_away(windows: list[QWidget]) -> None:
    for timer in _running_timers():
        timer.stop()
    for thread in _running_threads():
        thread.quit()
        thread.wait()
    for window in windows:
        if isValid(window):
            window.close()
            window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _name(one: QObject | None) -> str:
    return type(one).__name__ if one is not None else "nobody"
