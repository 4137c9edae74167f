"""What a test must not leave behind: windows, shown or hidden, running timers, running threads."""

from __future__ import annotations

import threading
from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import getCppPointer, isValid

_QTS_OWN = ("QTipLabel", "QComboBoxPrivateContainer")
"""Qt keeps these for itself, and takes them away by itself."""
_PATIENCE_S = 20


def nothing_left_behind() -> Iterator[None]:
    """Around a test: whatever is there afterwards and was not before fails it, and is cleared away for the next one."""
    before = {_address(window) for window in _windows()}
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    _end_threads()
    windows = [window for window in _windows() if _address(window) not in before]
    left = [
        *(f"{'window' if window.isVisible() else 'hidden window'} {_name(window)}" for window in windows),
        *(f"timer of {_name(timer.parent())}" for timer in _running_timers()),
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


def _address(window: QWidget) -> int:
    return int(getCppPointer(window)[0])


def _found(kind: type[QObject]) -> list[QObject]:
    """Everything of the kind that belongs to the application or to any window there is."""
    roots = [QApplication.instance(), *_windows()]
    found = {id(one): one for root in roots if root is not None for one in root.findChildren(kind)}
    return list(found.values())


def _running_timers() -> list[QObject]:
    return [timer for timer in _found(QTimer) if isinstance(timer, QTimer) and timer.isActive()]


def _running_threads() -> list[QObject]:
    return [thread for thread in _found(QThread) if isinstance(thread, QThread) and thread.isRunning()]


def _end_threads() -> None:
    """What is still at work gets the time to finish, and must."""
    for thread in threading.enumerate():
        if thread is not threading.main_thread():
            thread.join(timeout=_PATIENCE_S)


def _clear_away(windows: list[QWidget]) -> None:
    for timer in _running_timers():
        timer.stop()  # type: ignore[attr-defined]
    for thread in _running_threads():
        thread.quit()  # type: ignore[attr-defined]
        thread.wait()  # type: ignore[attr-defined]
    for window in windows:
        if isValid(window):
            window.close()
            window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _name(one: QObject | None) -> str:
    return type(one).__name__ if one is not None else "nobody"
