"""When something goes wrong in the program itself: a note for the maintainer, and a notice that says what is safe.

Neither holds a figure: an exception's words may quote the packet, so only its kind and the way to it are kept.
"""

from __future__ import annotations

import faulthandler
import logging
import sys
import threading
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtGui import QGuiApplication

from gui.message_bar import Offer, Standing, Tone

if TYPE_CHECKING:
    from types import TracebackType

    from gui.main_window import MainWindow

log = logging.getLogger(__name__)

WENT_WRONG = "程序内部出错，刚才的操作可能没有完成。"
ALL_SAVED = "已填写的内容都在文件中。"
ALL_BUT_REFUSED = "标红处的文字还没有存入文件，其他内容都在文件中。"
SAVE_ELSEWHERE = "请用“另存副本”把现在的内容存到别处。"
TO_WHOM = "出错记录“{name}”不含填报内容，请发给维护人员。"
COPIED = "已复制出错信息（不含填报内容），可以粘贴到发给维护人员的消息里。"

_PROGRAM = Path(__file__).resolve().parent.parent
_INNERMOST, _OURS, _CAUSES = 12, 4, 3


def start_notes() -> Path:
    """Notes for the maintainer in a file of their own; hard crashes are written beside it. Returns the notes' path."""
    folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppLocalDataLocation))
    folder.mkdir(parents=True, exist_ok=True)
    place = folder / "jxzp.log"
    handler = _Notes(place)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger().addHandler(handler)
    # Kept open for as long as the process lives: the handler writes to the descriptor while it dies.
    faulthandler.enable((folder / "crash.log").open("a", encoding="utf-8"))
    return place


class _Notes(logging.Handler):
    """Writes to a file that is kept short; its machinery is loaded with the first note."""

    def __init__(self, place: Path) -> None:
        super().__init__()
        self._place = place
        self._file: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Note a record."""
        if self._file is None:
            from logging.handlers import RotatingFileHandler

            self._file = RotatingFileHandler(self._place, maxBytes=500_000, backupCount=2, encoding="utf-8")
            self._file.setFormatter(self.formatter)
        self._file.emit(record)

    def close(self) -> None:
        """Close the file, if there was anything to note."""
        if self._file is not None:
            self._file.close()
        super().close()


class CrashNotes(QObject):
    """Takes what nobody caught, on whatever thread; the program goes on, and the notice stays until it is closed."""

    _happened = Signal(str)
    """The note; it comes to the main thread by itself."""

    def __init__(self, window: MainWindow, place: Path) -> None:
        super().__init__(window)
        self._window = window
        self._place = place
        self._note = ""
        self._notice: Standing | None = None
        self._happened.connect(self._show)
        window.document.save_state_changed.connect(self._keep_true)

    def install(self) -> None:
        """From now on every hook of Python leads here."""
        sys.excepthook = self._on_error
        threading.excepthook = lambda news: self._on_error(
            news.exc_type, news.exc_value or news.exc_type(), news.exc_traceback
        )
        sys.unraisablehook = self._on_unraisable

    def _on_error(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt | SystemExit):
            sys.__excepthook__(kind, error, trace)
            return
        note = "\n".join(_way_to(error, trace))
        log.error("uncaught %s", note)
        try:
            self._happened.emit(note)
        except Exception:  # noqa: BLE001  the window itself may be what is broken: the note is there
            log.error("the notice could not be shown")

    def _on_unraisable(self, news: sys.UnraisableHookArgs) -> None:
        """Something failed while it was being thrown away: noted, but nothing that the clerk did is touched by it."""
        error = news.exc_value or news.exc_type()
        log.error("unraisable %s", "\n".join(_way_to(error, news.exc_traceback)))

    # -- the notice ----------------------------------------------------------------------------------------------

    def _show(self, note: str) -> None:
        self._note = note
        self._say()

    def _keep_true(self, _state: object) -> None:
        """What the notice says of the file may have changed while it stands."""
        if self._notice is not None and self._window.messages.stands(self._notice):
            self._say()

    def _say(self) -> None:
        offers: list[Offer] = [("打开记录所在文件夹", self._open_folder), ("复制出错信息", self._copy)]
        safe, unsaved = self._what_is_safe()
        if unsaved:
            offers.insert(0, ("另存副本…", self._window.files.save_copy))
        if self._notice is not None:
            self._window.messages.fall(self._notice)
        sentence = WENT_WRONG + safe + TO_WHOM.format(name=self._place.name)
        self._notice = Standing(sentence, Tone.WARNING, offers, closable=True)
        self._window.messages.stand(self._notice)

    def _what_is_safe(self) -> tuple[str, bool]:
        """What can truly be said of the packet, and whether it must be saved elsewhere."""
        document = self._window.document
        state = document.save_state
        if state is None:
            return "", False
        if not state.saved:
            return f"{state.message}{SAVE_ELSEWHERE}", True
        return (ALL_BUT_REFUSED if document.untaken.refs else ALL_SAVED), False

    def _open_folder(self) -> None:
        from gui.output_commands import open_outside

        open_outside(self._place.parent, self._window.messages)

    def _copy(self) -> None:
        from gui.about import version_lines

        QGuiApplication.clipboard().setText("\n".join((*version_lines(), self._note)))
        self._window.messages.tell(COPIED, Tone.DONE)


def _way_to(error: BaseException, trace: TracebackType | None) -> Iterator[str]:
    """The kind of the error and the way to it, then what it came of; without any words of theirs."""
    yield type(error).__name__
    yield from _frames(trace)
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    for _ in range(_CAUSES):
        if cause is None:
            return
        yield f"after {type(cause).__name__}"
        yield from _frames(cause.__traceback__)
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)


def _frames(trace: TracebackType | None) -> Iterator[str]:
    """The innermost frames; where none of them is the program's own, also the last that are."""
    frames = list(traceback.StackSummary.extract(traceback.walk_tb(trace), lookup_lines=False))
    kept = frames[-_INNERMOST:]
    if not any(_is_ours(frame) for frame in kept):
        kept = [*[frame for frame in frames[:-_INNERMOST] if _is_ours(frame)][-_OURS:], *kept]
    if len(kept) < len(frames):
        yield f"  … {len(frames) - len(kept)} outer frames"
    for frame in kept:
        yield f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}"


def _is_ours(frame: traceback.FrameSummary) -> bool:
    path = Path(frame.filename)
    return path.is_relative_to(_PROGRAM) and "site-packages" not in path.parts
