"""After a crash: told once, at the next start, with a way back to the packet that was open."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from gui.crash_log import CrashLog
from gui.message_bar import Offer, Standing, Tone

if TYPE_CHECKING:
    from gui.main_window import MainWindow

ENDED = "程序上次意外退出。"
SAFE = "当时已经录入的内容都在文件中；正在输入、还没有确认的那一处，请核对后补填。"
NOT_ALL = "当时有改动没能存入文件，请打开后核对补填。"
RECORD = "出错记录（不含填报内容）在“{path}”，请发给维护人员。"


class LastCrash:
    """Which packet is open is remembered for as long as it is, so that it can be offered if all ends without a word."""

    def __init__(self, log_files: CrashLog, window: MainWindow) -> None:
        self._log_files = log_files
        self._window = window
        self._was_open, self._was_unsaved = window.settings.open_packet, window.settings.open_unsaved
        self._remember()
        window.document.opened.connect(self._remember)
        window.document.save_state_changed.connect(self._remember)

    def tell(self) -> None:
        """Say it, if it was so."""
        if not self._log_files.crashed:
            return
        record = self._log_files.crash_before
        message = Standing(ENDED, Tone.WARNING, closable=True)
        if self._was_open:
            message.sentence += NOT_ALL if self._was_unsaved else SAFE
        message.sentence += RECORD.format(path=record)
        message.offers = [*self._way_back(message), ("打开记录所在文件夹", lambda: self._open_folder(record))]
        self._window.messages.stand(message)

    def end(self) -> None:
        """The program ends as it should: nothing is open any more."""
        self._keep("", unsaved=False)

    def _way_back(self, message: Standing) -> list[Offer]:
        path = Path(self._was_open)
        document = self._window.document
        if not self._was_open or not path.is_file() or (document.is_open and document.path == path):
            return []

        def open_it() -> None:
            self._window.messages.fall(message)
            self._window.files.open_path(path)

        return [(f"打开“{path.stem}”", open_it)]

    def _open_folder(self, record: Path) -> None:
        from gui.output_commands import open_outside

        open_outside(record.parent, self._window.messages)

    def _remember(self) -> None:
        document = self._window.document
        state = document.save_state
        if not document.is_open or state is None:
            self._keep("", unsaved=False)
            return
        from gui.file_jobs import is_sample  # leads to the packet

        keeps = not is_sample(document.path)
        self._keep(str(document.path.absolute()) if keeps else "", unsaved=not state.saved)

    def _keep(self, path: str, *, unsaved: bool) -> None:
        self._window.settings.open_packet = path
        self._window.settings.open_unsaved = unsaved
