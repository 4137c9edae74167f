"""Looks after the first paint whether recent files are still there and unchanged: a dead network drive must not hold up the window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread

from PySide6.QtCore import QObject, QTimer, Signal

_POLL_MS = 40


@dataclass(frozen=True)
class FileState:
    """What the disk says about one recent file."""

    path: str
    exists: bool
    changed_at: float = 0.0


class RecentCheck(QObject):
    """Emits ``checked`` with a FileState for each path; the thread that asks the disk touches nothing of Qt."""

    checked = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._answers: SimpleQueue[FileState] = SimpleQueue()
        self._waiting = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_POLL_MS)
        self._timer.timeout.connect(self._collect)

    def start(self, paths: Sequence[str]) -> None:
        """Ask about these paths, forgetting what was asked before."""
        self._answers = SimpleQueue()
        self._waiting = len(paths)
        if paths:
            # A daemon: one that hangs on an unreachable drive does not keep the program from ending.
            Thread(target=_look, args=(tuple(paths), self._answers), daemon=True).start()
            self._timer.start()

    def _collect(self) -> None:
        try:
            while self._waiting:
                state = self._answers.get_nowait()
                self._waiting -= 1
                self.checked.emit(state)
        except Empty:
            return
        self._timer.stop()


def _look(paths: Sequence[str], answers: SimpleQueue[FileState]) -> None:
    for path in paths:
        try:
            answers.put(FileState(path, True, Path(path).stat().st_mtime))
        except (OSError, ValueError):
            answers.put(FileState(path, False))
