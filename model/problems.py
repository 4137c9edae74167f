"""What can be wrong with a project file, each as one Chinese sentence: what, where, what to do."""

from __future__ import annotations

import errno
import sqlite3
from enum import Enum
from pathlib import Path


class Reason(Enum):
    """Why a file could not be opened, read or written."""

    MISSING = "missing"
    EMPTY = "empty"
    FOREIGN = "foreign"
    CORRUPT = "corrupt"
    NEWER = "newer"
    LOCKED = "locked"
    READ_ONLY = "read_only"
    DISK_FULL = "disk_full"
    NO_PERMISSION = "no_permission"
    DIRECTORY = "directory"
    LINK_LOOP = "link_loop"
    EXISTS = "exists"
    SAME_FILE = "same_file"
    CHANGED = "changed"
    IO_ERROR = "io_error"
    UNSTORABLE = "unstorable"
    NO_PROFILE = "no_profile"
    FINAL = "final"
    NOT_READY = "not_ready"


_SENTENCES = {
    Reason.MISSING: "找不到文件“{name}”，请确认文件没有被移动、改名或删除，U盘或网络盘已连接。",
    Reason.EMPTY: "文件“{name}”是空的（0字节），没有任何内容，请改为打开它的备份或原来的文件。",
    Reason.FOREIGN: "“{name}”不是本程序的绩效自评文件（.jxzp），请选择其他文件，Word、Excel和文本请用“导入”。",
    Reason.CORRUPT: "文件“{name}”已损坏，无法打开，原文件没有改动。",
    Reason.NEWER: "文件“{name}”由更新版本的程序保存，请先升级本程序再打开，文件没有改动。",
    Reason.LOCKED: "文件“{name}”正被其他程序占用，请稍候再试，或关闭占用它的程序。",
    Reason.READ_ONLY: "文件“{name}”以只读方式打开，不能修改，请用“另存副本”保存一份再修改。",
    Reason.DISK_FULL: "磁盘已满，“{name}”写不进去，请清理磁盘后重试，或用“另存副本”保存到别处。",
    Reason.NO_PERMISSION: "没有读写“{name}”的权限，请换一个文件夹，或请管理员授权。",
    Reason.DIRECTORY: "“{name}”是一个文件夹，请选择其中的绩效自评文件（.jxzp）。",
    Reason.LINK_LOOP: "快捷链接“{name}”循环指向自己，无法打开，请选择实际的文件。",
    Reason.EXISTS: "文件“{name}”已经存在，为免覆盖没有写入，请换一个文件名。",
    Reason.SAME_FILE: "“{name}”正是当前打开的文件，另存副本时请换一个文件名。",
    Reason.CHANGED: "文件“{name}”被移动、删除或被其他程序改动过，请用“另存副本”把当前内容保存到新文件。",
    Reason.IO_ERROR: "读写“{name}”时磁盘出错，请检查U盘或网络盘是否断开、空间是否足够，或用“另存副本”保存到别处。",
    Reason.FINAL: "本材料已定稿，如需修改请先选择“文件 › 取消定稿”，定稿时的内容会留作一个版本。",
    Reason.NOT_READY: "“{name}”还不能定稿，请先改正全部强制性审核问题。",
    Reason.UNSTORABLE: "“{name}”中有无法保存的内容，请重新填写。",
    Reason.NO_PROFILE: "文件“{name}”使用的地区规定本机没有，请把对应的文件放入程序的 resources/profiles 文件夹后再打开。",
}


class FileProblem(Exception):  # noqa: N818 - the name is what the clerk sees: a problem with a file
    """A file cannot be used; ``str`` of it is one Chinese sentence, ``reason`` tells programs apart what happened.

    ``backup`` is the newest backup that proved good when the file itself is damaged.
    """

    def __init__(
        self, reason: Reason, path: Path, message: str | None = None, *, backup: Path | None = None
    ) -> None:
        sentence = message or _SENTENCES[reason].format(name=path.name)
        if backup is not None:
            sentence = f"{sentence.removesuffix('。')}，可以打开最近的完好备份“{backup}”。"
        super().__init__(sentence)
        self.reason = reason
        self.path = path
        self.backup = backup


_ERRNO_REASONS = {
    errno.ENOENT: Reason.MISSING,
    errno.ENOTDIR: Reason.MISSING,
    errno.EISDIR: Reason.DIRECTORY,
    errno.ELOOP: Reason.LINK_LOOP,
    errno.EACCES: Reason.NO_PERMISSION,
    errno.EPERM: Reason.NO_PERMISSION,
    errno.EROFS: Reason.NO_PERMISSION,
    errno.ENOSPC: Reason.DISK_FULL,
    errno.EDQUOT: Reason.DISK_FULL,
    errno.EFBIG: Reason.DISK_FULL,
    errno.EEXIST: Reason.EXISTS,
}

_SQLITE_REASONS = {
    sqlite3.SQLITE_PERM: Reason.NO_PERMISSION,
    sqlite3.SQLITE_BUSY: Reason.LOCKED,
    sqlite3.SQLITE_LOCKED: Reason.LOCKED,
    sqlite3.SQLITE_READONLY: Reason.NO_PERMISSION,
    sqlite3.SQLITE_IOERR: Reason.IO_ERROR,
    sqlite3.SQLITE_CORRUPT: Reason.CORRUPT,
    sqlite3.SQLITE_FULL: Reason.DISK_FULL,
    sqlite3.SQLITE_NOTADB: Reason.CORRUPT,
}


def problem_from_os(error: OSError, path: Path) -> FileProblem:
    """The sentence for an error of the operating system."""
    return FileProblem(_ERRNO_REASONS.get(error.errno or 0, Reason.IO_ERROR), path)


def problem_from_sqlite(error: BaseException | None, path: Path, otherwise: Reason) -> FileProblem:
    """The sentence for an error of the database; ``otherwise`` where SQLite gives no code (undecodable text, say)."""
    code = getattr(error, "sqlite_errorcode", None)
    if code == sqlite3.SQLITE_READONLY_DBMOVED:
        return FileProblem(Reason.CHANGED, path)
    if code == sqlite3.SQLITE_READONLY_ROLLBACK:
        name = path.name
        sentence = f"文件“{name}”上次没有正常关闭，要先恢复但这里不能写入，请连同“{name}-journal”复制到可以写入的文件夹再打开。"
        return FileProblem(Reason.NO_PERMISSION, path, sentence)
    if code is not None and code & 0xFF == sqlite3.SQLITE_CANTOPEN:
        return _why_not_opened(path)
    # The primary code is the low byte of SQLite's extended codes.
    reason = otherwise if code is None else _SQLITE_REASONS.get(code & 0xFF, otherwise)
    return FileProblem(reason, path)


def _why_not_opened(path: Path) -> FileProblem:
    """SQLite does not say why it cannot open a file; the system does: the USB stick is out, the file was moved, or may not be used."""
    try:
        path.stat()
    except OSError as error:
        return problem_from_os(error, path)
    return FileProblem(Reason.NO_PERMISSION, path)
