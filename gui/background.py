"""Long work beside the window: one worker thread, answers on the main thread, progress and 取消 on the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from gui.collecting import WorkerThread

if TYPE_CHECKING:
    from model.longwork import Work

_LOOK_MS = 80
"""So often is the work asked how far it is; it never waits for whoever asks."""


@dataclass(frozen=True, eq=False)
class Job:
    """What is to be done beside the window, and who hears of its end."""

    sentence: str
    """What is being done, without a full stop: 正在导出“报告.pdf”."""
    do: Callable[[Work], Any]
    done: Callable[[Any], object]
    failed: Callable[[Exception], object]
    called_off: str
    """What is told when it was called off: how things stand now."""


class _Worker(WorkerThread):
    """Runs one function; its result or its exception waits here for the main thread."""

    def __init__(self, job: Job, parent: QObject) -> None:
        from model.longwork import WatchedWork  # the start page loads nothing of the model

        super().__init__(parent)
        self.job = job
        self.work = WatchedWork()
        self.result: object = None
        self.error: Exception | None = None

    def run(self) -> None:
        """Qt's entry point of the thread."""
        from model.longwork import CalledOff

        try:
            self.result = self.job.do(self.work)
        except CalledOff:
            pass
        except Exception as error:  # noqa: BLE001  whatever happens is told on the main thread
            self.error = error


class Background(QObject):
    """Does one thing after another, and tells on the main thread how far it is."""

    begun = Signal(str)
    """The sentence of what is being done."""
    went_on = Signal(float, str)
    """The share that is done, and what is being done next."""
    ended = Signal()
    """Nothing is being done any more."""
    refused = Signal()
    """Something else was to be done while this is not done yet."""
    called_off = Signal(str)
    """The clerk called it off, and it ended before it was done: one sentence."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker: _Worker | None = None
        self._told: tuple[float, str] = (0.0, "")
        self._looking = QTimer(self)
        self._looking.setInterval(_LOOK_MS)
        self._looking.timeout.connect(self._look)

    @property
    def is_busy(self) -> bool:
        """Whether something is being done."""
        return self._worker is not None

    def run(self, job: Job) -> None:
        """Start it, unless something else is still being done."""
        if self._worker is not None:
            self.refused.emit()
            return
        self._worker = _Worker(job, self)
        self._told = (0.0, "")
        # A bound method of a main-thread object: called on the main thread.
        self._worker.finished.connect(self._finish)
        self.begun.emit(job.sentence)
        self._worker.start()
        self._looking.start()

    def call_off(self) -> bool:
        """Stop as soon as possible; False when nothing is being done, or too late: it will be done in a moment."""
        return self._worker is not None and self._worker.work.call_off()

    def is_doing(self, job: Job) -> bool:
        """Whether this is what is being done."""
        return self._worker is not None and self._worker.job is job

    def end(self) -> str:
        """Call off what can be called off and wait for the end: the window goes. Returns the sentence on what was called off."""
        called_off = self.call_off()
        worker, self._worker = self._worker, None
        if worker is None:
            return ""
        self._looking.stop()
        worker.finished.disconnect(self._finish)
        worker.wait()
        self.ended.emit()
        return worker.job.called_off if called_off else ""

    def _look(self) -> None:
        if self._worker is not None:
            news = (self._worker.work.share, self._worker.work.step)
            if news != self._told:
                self._told = news
                self.went_on.emit(*news)

    def _finish(self) -> None:
        worker, self._worker = self._worker, None
        self._looking.stop()
        if worker is None:
            return
        worker.wait()
        worker.deleteLater()
        self.ended.emit()
        if worker.work.is_called_off:
            self.called_off.emit(worker.job.called_off)
        elif worker.error is not None:
            worker.job.failed(worker.error)
        else:
            worker.job.done(worker.result)
