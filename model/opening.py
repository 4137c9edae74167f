"""What stands between a path and an open project: checks, lock, migration, and the way in for whole new files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from model.backups import Backups, is_backup, prove
from model.fileheader import FileHeader, read_header, real_path
from model.filelock import FileLock, LockHeldError, LockUnsupportedError
from model.files import publish_new, replace_file, temporary_beside
from model.history import HistoryEntry
from model.migrations import migrate
from model.packetfile import PacketFile
from model.problems import FileProblem, Reason, problem_from_os
from model.sqlitefile import SQLITE_ERRORS, connect, has_leftover_journal, journal_of
from model.stored import Content

_BACKUP_HELPS = {Reason.MISSING, Reason.EMPTY, Reason.FOREIGN, Reason.CORRUPT}


@dataclass(frozen=True)
class Access:
    """The right to read a file, and to write it unless ``read_only``; ``notice`` tells the clerk what is unusual."""

    path: Path
    lock: FileLock | None
    notice: str | None

    @property
    def read_only(self) -> bool:
        """Without the lock nothing is written."""
        return self.lock is None

    def open_file(self) -> PacketFile:
        """Read the file; raises FileProblem, with the newest good backup when the file is damaged."""
        with _backup_offered(self.path):
            return PacketFile.open(self.path, read_only=self.read_only)

    def close(self) -> None:
        """Give the lock back."""
        if self.lock is not None:
            self.lock.release()


def gain_access(path: Path, *, read_only: bool) -> Access:
    """Check the file, lock it, bring it up to date; raises FileProblem and changes nothing when it cannot be used."""
    path = real_path(path)
    with _backup_offered(path):
        header = read_header(path)
    access = _access(path, read_only)
    try:
        _update(access, header)
    except BaseException:
        access.close()
        raise
    return access


def _access(path: Path, read_only: bool) -> Access:
    if is_backup(path):
        return Access(
            path,
            None,
            "这是备份，以只读方式打开；要在原文件中恢复，请打开原文件后用“文件 › 版本”，要单独修改，请用“文件 › 另存副本”。",
        )
    if not read_only:
        return _lock(path)
    if has_leftover_journal(
        path
    ):  # reading needs the interrupted transaction rolled back, by whoever may write
        access = _lock(path)
        if not access.read_only:
            _finish_interrupted(path)
        access.close()
    return Access(path, None, "本次以只读方式打开。")


def publish(path: Path, content: Content, created: str) -> None:
    """Make a new file under a name that is free; raises FileProblem."""
    path = real_path(path)
    _demand_folder(path)
    with _os_problems(path):
        if path.exists():
            raise FileProblem(Reason.EXISTS, path)
        with temporary_beside(path) as temporary:
            _write_proved(temporary, path, content, created, (), 0)
            journal_of(path).unlink(
                missing_ok=True
            )  # of a file that is gone: SQLite would play it back into ours
            publish_new(temporary, path)


def write_elsewhere(
    source: Path, target: Path, content: Content, created: str, history: Sequence[HistoryEntry], done: int
) -> None:
    """Write a whole file in the place of ``target``; raises FileProblem, with ``target`` as it was."""
    target = real_path(target)
    if target == source:
        raise FileProblem(Reason.SAME_FILE, target)
    if target.is_dir():
        raise FileProblem(Reason.DIRECTORY, target)
    _demand_folder(target)
    lock = FileLock(target)
    with _os_problems(target):
        with suppress(LockUnsupportedError):
            lock.acquire()
        try:
            with temporary_beside(target) as temporary:
                _write_proved(temporary, target, content, created, history, done)
                if has_leftover_journal(target):  # it must never meet the new file
                    _finish_interrupted(target)
                    journal_of(target).unlink(missing_ok=True)
                replace_file(temporary, target)
        finally:
            lock.release()


def _write_proved(
    temporary: Path, target: Path, content: Content, created: str, history: Sequence[HistoryEntry], done: int
) -> None:
    from model.store import write_new

    try:
        write_new(temporary, content, created, history, done)
        with closing(connect(temporary, read_only=True)) as connection:
            prove(connection, temporary)
    except FileProblem as problem:
        raise FileProblem(problem.reason, target) from problem
    except SQLITE_ERRORS as error:
        raise FileProblem(Reason.IO_ERROR, target) from error


def _finish_interrupted(path: Path) -> None:
    """Have SQLite roll back what a crash left half-written; it does so before anything is read."""
    with suppress(*SQLITE_ERRORS), closing(connect(path, read_only=False)) as connection:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()


def _demand_folder(path: Path) -> None:
    if not path.parent.is_dir():
        sentence = f"文件夹“{path.parent}”不存在，请先建立它，或另选一个文件夹。"
        raise FileProblem(Reason.MISSING, path, sentence)


def _lock(path: Path) -> Access:
    name = path.name
    try:
        with path.open("r+b"):
            pass
    except OSError:
        return Access(
            path, None, f"文件“{name}”没有写权限，本次以只读方式打开，要修改请用“文件 › 另存副本”保存到别处。"
        )
    interrupted = has_leftover_journal(path)
    lock = FileLock(path)
    try:
        lock.acquire()
    except LockHeldError as held:
        return Access(path, None, held.holder.sentence(name))
    except LockUnsupportedError:
        return Access(path, lock, f"此文件夹不支持文件锁定，请不要在两台电脑上同时打开“{name}”。")
    except OSError:
        return Access(
            path,
            None,
            f"“{name}”所在的文件夹不能写入，本次以只读方式打开，要修改请用“文件 › 另存副本”保存到别处。",
        )
    return Access(path, lock, "上次没有正常关闭，已恢复到最后一次保存的内容。" if interrupted else None)


def _update(access: Access, header: FileHeader) -> None:
    if not header.is_older:
        return
    if access.read_only:
        sentence = f"文件“{access.path.name}”由旧版本的程序保存，需要升级，但现在不能写入，请复制到可以写入的文件夹再打开。"
        raise FileProblem(Reason.NO_PERMISSION, access.path, sentence)
    with _backup_offered(access.path):
        migrate(access.path, header.version)


@contextmanager
def _backup_offered(path: Path) -> Iterator[None]:
    try:
        yield
    except FileProblem as problem:
        backup = Backups(path).newest_good() if problem.reason in _BACKUP_HELPS else None
        if backup is None:
            raise
        raise FileProblem(problem.reason, path, str(problem), backup=backup) from problem


@contextmanager
def _os_problems(path: Path) -> Iterator[None]:
    try:
        yield
    except LockHeldError as held:
        raise FileProblem(Reason.LOCKED, path) from held
    except OSError as error:
        raise problem_from_os(error, path) from error
