"""One writer at a time: a lock that the operating system holds and drops when the process ends, however it ends.

The lock is taken on a small file beside the project, which also says who holds it. What counts is the system's lock,
never that the file is there: one left behind by a crash is taken over without a question.
"""

from __future__ import annotations

import getpass
import json
import os
import socket
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from model.files import ON_WINDOWS

_ATTEMPTS = 5


@dataclass(frozen=True)
class LockHolder:
    """Who has the file open."""

    user: str
    machine: str
    process: int
    since: str

    @classmethod
    def me(cls) -> LockHolder:
        """This process."""
        return cls(_user(), socket.gethostname(), os.getpid(), datetime.now().strftime("%Y-%m-%d %H:%M"))

    def sentence(self, name: str) -> str:
        """What the clerk is told."""
        if (self.user, self.machine) == (_user(), socket.gethostname()):
            who = "已在本机的另一个窗口中打开"
        else:
            who = f"正由{self.user or '另一位用户'}在电脑“{self.machine}”上编辑"
        return f"文件“{name}”{who}（自{self.since}起），本次以只读方式打开，要修改请先在那边关闭它。"


UNKNOWN_HOLDER = LockHolder("", "未知", 0, "未知时间")


class LockHeldError(Exception):
    """Another process, or another window of this one, has the file open."""

    def __init__(self, holder: LockHolder) -> None:
        super().__init__(holder.machine)
        self.holder = holder


class LockUnsupportedError(Exception):
    """The folder takes no locks (some network shares)."""


class FileLock:
    """The lock on one project file, from ``acquire`` to ``release``."""

    def __init__(self, path: Path) -> None:
        self.side_file = path.with_name(f".{path.name}.lock")
        self._handle: int | None = None

    def acquire(self) -> None:
        """Take the lock. Raises LockHeldError, LockUnsupportedError, or OSError where the side file cannot be made."""
        for _ in range(_ATTEMPTS):
            handle = os.open(self.side_file, os.O_RDWR | os.O_CREAT, 0o666)
            try:
                _lock(handle)
            except BlockingIOError:
                os.close(handle)
                raise LockHeldError(self._read_holder()) from None
            except OSError as error:
                os.close(handle)
                raise LockUnsupportedError(str(error)) from error
            if self._is_current(handle):
                self._handle = handle
                self._write_holder(handle)
                return
            os.close(handle)  # the last holder removed the side file between our opening and our locking it
        raise LockHeldError(self._read_holder())

    def release(self) -> None:
        """Give the lock back and take the side file away; does nothing when not held."""
        if self._handle is None:
            return
        handle, self._handle = self._handle, None
        if not ON_WINDOWS:
            with suppress(OSError):
                self.side_file.unlink()  # while still locked, so that nobody else's is removed
        os.close(handle)
        if ON_WINDOWS:
            with suppress(OSError):
                self.side_file.unlink()  # fails when another process has it open by now, as it should

    def _is_current(self, handle: int) -> bool:
        if ON_WINDOWS:
            return True
        try:
            return os.path.samestat(os.fstat(handle), self.side_file.stat())
        except FileNotFoundError:
            return False

    @staticmethod
    def _write_holder(handle: int) -> None:
        with suppress(OSError):  # a full disk must not keep anybody from opening the file
            os.ftruncate(handle, 0)
            os.lseek(handle, 0, os.SEEK_SET)
            os.write(handle, json.dumps(asdict(LockHolder.me()), ensure_ascii=False).encode())

    def _read_holder(self) -> LockHolder:
        try:
            return LockHolder(**json.loads(self.side_file.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return UNKNOWN_HOLDER


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


if sys.platform == "win32":
    import msvcrt

    # Windows forbids others to read locked bytes: lock one far behind the holder's name.
    _LOCKED_BYTE = 1 << 30

    def _lock(handle: int) -> None:
        os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except PermissionError as error:
            raise BlockingIOError from error

else:
    import fcntl

    def _lock(handle: int) -> None:
        # flock, not lockf: POSIX record locks vanish when *any* handle on the file is closed in the process.
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
