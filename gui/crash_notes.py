"""When something goes wrong in the program itself: a note for the maintainer, and a notice that says what is safe.

Neither holds a figure: an exception's words may quote the packet, so only its kind and the way to it are kept.
"""

from __future__ import annotations

import logging
import sys
import threading
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from shiboken6 import isValid

from gui.command_routes import call
from gui.error_way import way_of
from gui.message_bar import Offer

if TYPE_CHECKING:
    from types import TracebackType

    from gui.crash_notice import CrashNotice
    from gui.main_window import MainWindow

log = logging.getLogger(__name__)

WENT_WRONG = "程序内部出错，刚才的操作可能没有完成。"
ALL_SAVED = "已填写的内容都在文件中。"
ALL_BUT_REFUSED = "标红处的文字还没有存入文件，其他内容都在文件中。"
SAVE_ELSEWHERE = "请用“另存副本”把现在的内容存到别处。"
GOES_ON = "程序没有退出，可以继续填报。"
_IN_A_ROW_S = 2
"""The same fault again within so many seconds of the last time is no news: one that comes with every painting would be told for ever."""
_KEPT = 10
"""So many different faults are kept for the report."""


class CrashNotes(QObject):
    """Takes what nobody caught, on whatever thread; the program goes on, and one notice stays until it is closed."""

    _happened = Signal()
    """It comes to the main thread by itself, and in a turn of its own: not in the middle of what failed, be it painting."""

    def __init__(self, place: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._place = place
        self._window: MainWindow | None = None
        self._notes: dict[str, int] = {}
        """Each fault that was not told yet or stands in the notice, and how often it was there."""
        self._seen: dict[str, float] = {}
        """When each fault was there last."""
        self._waiting = False
        self._notice: CrashNotice | None = None
        self._happened.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """From now on every hook of Python leads here."""
        sys.excepthook = self._on_error
        threading.excepthook = lambda news: self._on_error(
            news.exc_type, news.exc_value or news.exc_type(), news.exc_traceback
        )
        sys.unraisablehook = self._on_unraisable

    def attach(self, window: MainWindow) -> None:
        """The window is there: what happens is told before it or the window in front of it, and what happened meanwhile."""
        self._window = window
        for changed in (
            window.document.save_state_changed,
            window.document.opened,
            window.document.untaken.changed,
        ):
            changed.connect(self._keep_true)
        if self._waiting:
            QTimer.singleShot(0, self, self._tell)

    def note(self, error: BaseException) -> None:
        """Note a fault that is told otherwise."""
        self._keep(way_of(error, error.__traceback__))

    @property
    def report(self) -> str:
        """What the maintainer wants to know of it."""
        return "\n".join(f"{note}\n  × {times}" if times > 1 else note for note, times in self._notes.items())

    def _on_error(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt | SystemExit):
            sys.__excepthook__(kind, error, trace)
            return
        news = self._keep(way_of(error, trace))
        if not news or self._waiting:
            return
        self._waiting = True
        try:
            self._happened.emit()
        except RuntimeError:  # the application is gone: the note is there
            log.error("the notice could not be shown")

    def _keep(self, note: str) -> bool:
        """Note it; whether it is news."""
        now = monotonic()
        self._seen = {one: when for one, when in self._seen.items() if now - when < _IN_A_ROW_S}
        again = note in self._seen
        self._seen[note] = now
        log.error("once more %s" if again else "uncaught %s", note.partition("\n")[0] if again else note)
        if note in self._notes or len(self._notes) < _KEPT:
            self._notes[note] = self._notes.get(note, 0) + 1
        return not again

    def _on_unraisable(self, news: sys.UnraisableHookArgs) -> None:
        """Something failed while it was being thrown away: noted, but nothing that the clerk did is touched by it."""
        error = news.exc_value or news.exc_type()
        log.error("unraisable %s", way_of(error, news.exc_traceback))

    # -- the notice ----------------------------------------------------------------------------------------------

    def _tell(self) -> None:
        if self._window is None or not isValid(self._window):
            return  # it waits for the window
        self._waiting = False
        from gui.crash_notice import CrashNotice, window_in_front

        try:
            if not self._stands:
                self._notice = CrashNotice(self._place, lambda: self.report, self._window)
                self._notice.finished.connect(self._on_closed)
            self._say(self._window)
            front = window_in_front(self._window)
            if front is not self._notice:
                self._notice.show_over(front, self._window)
        except Exception as error:  # noqa: BLE001  what tells of faults has one itself: telling that would fail again
            log.error("the notice could not be shown: %s", way_of(error, error.__traceback__))

    @property
    def _stands(self) -> bool:
        return self._notice is not None and isValid(self._notice) and not self._notice.isHidden()

    def _on_closed(self) -> None:
        self._notes.clear()
        if self._notice is not None and isValid(self._notice):
            self._notice.deleteLater()
        self._notice = None

    def _keep_true(self) -> None:
        """What the notice says of the file may have changed while it stands."""
        if self._stands and self._window is not None:
            self._say(self._window)

    def _say(self, window: MainWindow) -> None:
        safe, unsaved = _what_is_safe(window)
        offers: list[Offer] = [("另存副本…", partial(call, window, "save_copy"))] if unsaved else []
        if self._notice is not None:
            self._notice.say(WENT_WRONG, safe + GOES_ON, offers)


def _what_is_safe(window: MainWindow) -> tuple[str, bool]:
    """What can truly be said of the packet, and whether it must be saved elsewhere."""
    state = window.document.save_state
    if state is None:
        return "", False
    if not state.saved:
        return f"{state.message}{SAVE_ELSEWHERE}", True
    return (ALL_BUT_REFUSED if window.document.untaken.refs else ALL_SAVED), False
