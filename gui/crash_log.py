"""What went wrong, in files for the maintainer: one for what Python told, one for what ended the process at once.

Neither holds a figure or a text of a packet, nor a packet's name.
"""

from __future__ import annotations

import faulthandler
import logging
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from PySide6.QtCore import QStandardPaths

_NOTES, _CRASH, _CRASH_BEFORE = "jxzp.log", "crash.log", "crash-before.log"


class CrashLog:
    """Both files, in one folder; from now on they are written to."""

    def __init__(self, folder: Path | None = None) -> None:
        folder = _usable(folder or _folder_of_user())
        self.notes = folder / _NOTES
        """What was caught is noted here, while the program goes on."""
        self.crash_before = folder / _CRASH_BEFORE
        """What the last crash left that is known of."""
        self.crashed = self._put_away(folder / _CRASH)
        """Whether the program ended in a crash the last time. One that was merely killed, as when the system is shut
        down, leaves nothing and is not meant.
        """
        handler = _Notes(self.notes)
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
        logging.getLogger().addHandler(handler)
        # Kept open for as long as the process lives: the handler writes to the descriptor while it dies.
        self._open: TextIO = (folder / _CRASH).open("a", encoding="utf-8")
        faulthandler.enable(self._open)

    def end(self) -> None:
        """The program ends as it should.

        What the handler noted though the program outlived it, as it does with some faults on Windows, is no crash; nor is
        what fails from here on, when the clerk has closed the window.
        """
        self._put_away(Path(self._open.name))
        with suppress(OSError):
            before, self._open = self._open, self.crash_before.open("a", encoding="utf-8")
            faulthandler.enable(self._open)
            before.close()

    def _put_away(self, crash: Path) -> bool:
        """Empty the file, and keep what was in it for the maintainer; whether there was anything.

        It is emptied where it is: another window of the program may have it open.
        """
        if not crash.is_file() or not crash.stat().st_size:
            return False
        with suppress(OSError):  # the record is worth less than the start of the program
            self.crash_before.write_bytes(crash.read_bytes())
        with crash.open("w", encoding="utf-8"):
            return True


def _folder_of_user() -> Path:
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppLocalDataLocation))


def _usable(folder: Path) -> Path:
    """The folder, made; where the system refuses it, one for temporary files: the program starts all the same."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / _CRASH).open("a", encoding="utf-8"):
            return folder
    except OSError:
        return Path(tempfile.mkdtemp(prefix="jxzp-"))


class _Notes(logging.Handler):
    """Writes to a file that is kept short; its machinery is loaded with the first note."""

    def __init__(self, place: Path) -> None:
        super().__init__()
        self._place = place
        self._file: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Note a record."""
        try:
            if self._file is None:
                from logging.handlers import RotatingFileHandler

                self._file = RotatingFileHandler(
                    self._place, maxBytes=500_000, backupCount=2, encoding="utf-8"
                )
                self._file.setFormatter(self.formatter)
            self._file.emit(record)
        except OSError:  # a note that cannot be written must not be one more thing that fails
            self.handleError(record)

    def close(self) -> None:
        """Close the file, if there was anything to note."""
        if self._file is not None:
            self._file.close()
        super().close()
