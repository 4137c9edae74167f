"""Long work beside the window: one worker thread, answers on the main thread."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QThread, Signal

log = logging.getLogger(__name__)
Result = TypeVar("Result")


class _Worker(QThread):
    """Runs one function; its result or its exception waits here for the main thread."""

    def __init__(self, work: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self.result: object = None
        self.error: Exception | None = None

    def run(self) -> None:
        """Qt's entry point of the thread."""
        try:
            self.result = self._work()
        except Exception as error:  # noqa: BLE001  whatever happens is told on the main thread
            self.error = error


class Background(QObject):
    """Does one thing after another; ``busy_changed`` tells a sentence while it works and "" when it is done."""

    busy_changed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker: _Worker | None = None
        self._done: Callable[[Any], object] | None = None
        self._failed: Callable[[Exception], object] | None = None

    @property
    def is_busy(self) -> bool:
        """Whether something is being done."""
        return self._worker is not None

    def run(
        self,
        sentence: str,
        work: Callable[[], Result],
        done: Callable[[Result], object],
        failed: Callable[[Exception], object],
    ) -> bool:
        """Start the work; False when something else is still being done."""
        if self._worker is not None:
            return False
        self._worker = _Worker(work, self)
        self._done, self._failed = done, failed
        self._worker.finished.connect(
            self._finish
        )  # a bound method of a main-thread object: called on the main thread
        self.busy_changed.emit(sentence)
        self._worker.start()
        return True

    def wait(self) -> None:
        """Let running work come to its end, without telling anyone: the window is closing."""
        if self._worker is not None:
            self._worker.finished.disconnect()
            self._worker.wait()
            self._worker = None

    def _finish(self) -> None:
        worker, self._worker = self._worker, None
        if worker is None or self._done is None or self._failed is None:
            return
        worker.wait()
        worker.deleteLater()
        self.busy_changed.emit("")
        if worker.error is not None:
            self._failed(worker.error)
        else:
            self._done(worker.result)
