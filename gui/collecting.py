"""Python's garbage collector, kept to the window's own thread.

Python collects on whatever thread makes the next thing. What the window let go of and what goes round in circles would so be
destroyed on a worker's thread, and Qt with it: an object of Qt may only go on the thread that it lives on. So while any thread works beside the window
nothing is collected by itself; the window's thread does it instead, a little at a time.
"""

from __future__ import annotations

import gc
from functools import cache

from PySide6.QtCore import QCoreApplication, QObject, QThread, QTimer

_LOOK_MS = 80
_YOUNG = 20_000
"""So many more things than before must there be for the collector to look at those made last."""


class WorkerThread(QThread):
    """A thread beside the window. Begun on the window's thread, which collects for both until it ends."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.finished.connect(_collector().release)

    def start(self, priority: QThread.Priority = QThread.Priority.InheritPriority) -> None:
        """Begin, unless it runs already."""
        if not self.isRunning():
            _collector().hold()
            super().start(priority)


class _Collector(QObject):
    """One for the process."""

    def __init__(self) -> None:
        super().__init__(QCoreApplication.instance())
        self._threads = 0
        self._by_itself = gc.isenabled()
        self._looking = QTimer(self)
        self._looking.setInterval(_LOOK_MS)
        self._looking.timeout.connect(self._look)

    def hold(self) -> None:
        """A thread begins."""
        self._threads += 1
        self._settle()

    def release(self) -> None:
        """A thread has ended."""
        self._threads -= 1
        self._settle()

    def resume(self) -> None:
        """From now on it collects by itself whenever no thread works."""
        self._by_itself = True
        self._settle()

    def _settle(self) -> None:
        if self._threads:
            gc.disable()
            self._looking.start()
            return
        self._looking.stop()
        if self._by_itself:
            gc.enable()

    def _look(self) -> None:
        if self._by_itself and gc.get_count()[0] > gc.get_threshold()[0]:
            gc.collect(0)


@cache
def _collector() -> _Collector:
    return _Collector()


def resume_collecting() -> None:
    """The window is there. What was made on the way stays for good: the collector need not look at it again.

    From now on it looks less often than Python lets it: one edit of a large packet makes thousands of things and drops nearly all
    of them by itself, while going through them took a fifth of the edit's time.
    """
    gc.freeze()
    gc.set_threshold(_YOUNG)
    _collector().resume()
