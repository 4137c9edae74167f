"""Backups (备份): made with SQLite's own backup call, proved when written, thinned by count, day and month."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from model.digest import content_digest, stored_digest
from model.fileheader import read_header
from model.files import replace_file, temporary_beside
from model.problems import FileProblem, Reason, problem_from_os, problem_from_sqlite
from model.sqlitefile import SQLITE_ERRORS, connect

KEEP_NEWEST = 12
KEEP_DAYS = 10
KEEP_MONTHS = 9

# Ordered by the number, never by the clock, which may have been set back.
_NAME = re.compile(
    r"(?P<number>\d{5,})_(?P<month>\d{4}-\d\d)-(?P<day>\d\d)_(?P<time>\d{4})_(?P<digest>[0-9a-f]{12})"
    r"(?:_(?P<name>[^/\\]+))?\.jxzp"
)


@dataclass(frozen=True)
class BackupName:
    """What a backup's file name says. One with a name of its own was made on demand and is never thinned out."""

    number: int
    moment: datetime
    digest: str
    name: str = ""

    @classmethod
    def parse(cls, text: str) -> BackupName | None:
        """Read a file name; None for any other file's."""
        match = _NAME.fullmatch(text)
        if match is None:
            return None
        try:
            moment = datetime.fromisoformat(f"{match['month']}-{match['day']}T{match['time']}")
        except ValueError:
            return None
        return cls(int(match["number"]), moment, match["digest"], match["name"] or "")

    def __str__(self) -> str:
        """The file name."""
        name = f"_{self.name}" if self.name else ""
        return f"{self.number:05}_{self.moment:%Y-%m-%d_%H%M}_{self.digest}{name}.jxzp"


class Backups:
    """The backups of one project file: in ``<name>.备份`` beside it, or in the user's data folder where that cannot be."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.folder = path.with_name(f"{path.name}.备份")

    def files(self) -> list[Path]:
        """All backups, newest first."""
        found = [file for folder in (self.folder, self._fallback()) for file in _entries(folder)]
        return sorted(found, key=_number, reverse=True)

    def newest_good(self) -> Path | None:
        """The newest backup that opens and proves its digest."""
        return next((file for file in self.files() if is_good(file)), None)

    def holds(self, digest: str) -> bool:
        """Whether the newest backup has exactly this content."""
        newest = next(iter(self.files()), None)
        parts = BackupName.parse(newest.name) if newest else None
        return parts is not None and digest.startswith(parts.digest)

    def make(self, source: sqlite3.Connection, name: str = "") -> Path:
        """Back the open file up; raises FileProblem. What already stood in the folder is thinned afterwards.

        ``name`` must be fit for a file name; a backup that has one stays.
        """
        files = self.files()
        number = _number(files[0]) + 1 if files else 1
        made = self._make_in(self.folder, source, number, name) or self._make_in(
            self._fallback(), source, number, name
        )
        if made is None:
            raise FileProblem(
                Reason.NO_PERMISSION, self._path, f"“{self._path.name}”的备份无处可写，请检查文件夹权限。"
            )
        for file in superfluous(self.files()):
            with suppress(OSError):
                file.unlink()
        return made

    def _make_in(self, folder: Path, source: sqlite3.Connection, number: int, name: str) -> Path | None:
        """The backup, or None where the folder cannot be written."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
            _sweep(folder)
            with temporary_beside(folder / "backup.jxzp") as temporary:
                digest = _copy(source, temporary)
                target = folder / str(BackupName(number, datetime.now(), digest[:12], name))
                replace_file(temporary, target)
                return target
        except (PermissionError, FileExistsError, NotADirectoryError):
            return None
        except OSError as error:
            problem = problem_from_os(error, self._path)
            if problem.reason is Reason.NO_PERMISSION:
                return None
            raise problem from error
        except SQLITE_ERRORS as error:
            raise problem_from_sqlite(error, self._path, Reason.CORRUPT) from error

    def _fallback(self) -> Path:
        from platformdirs import user_data_path

        place = hashlib.sha256(str(self._path).encode("utf-8", "surrogateescape")).hexdigest()[:8]
        return user_data_path("jixiao", appauthor=False) / "备份" / f"{self._path.name}-{place}"


def is_backup(path: Path) -> bool:
    """Whether the file is one of our backups, by its name."""
    return BackupName.parse(path.name) is not None


def is_good(path: Path) -> bool:
    """Whether the file is ours, sound, and holds what its digest says."""
    try:
        read_header(path)
        with closing(connect(path, read_only=True)) as connection:
            prove(connection, path)
    except (FileProblem, *SQLITE_ERRORS):
        return False
    return True


def prove(connection: sqlite3.Connection, path: Path) -> str:
    """The file's digest, after its pages and its content were checked; raises FileProblem or one of SQLITE_ERRORS."""
    check_pages(connection, path)
    try:
        digest = content_digest(connection)
    except TypeError as error:  # a field of a type that we never write
        raise FileProblem(Reason.CORRUPT, path) from error
    if stored_digest(connection) != digest:
        raise FileProblem(Reason.CORRUPT, path)
    return digest


def check_pages(connection: sqlite3.Connection, path: Path) -> None:
    """SQLite's own check of every page; raises FileProblem."""
    if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
        raise FileProblem(Reason.CORRUPT, path)


def superfluous(newest_first: Iterable[Path]) -> list[Path]:
    """The backups that may go: all but the newest few, the last one of each recent day and of each recent month."""
    days: set[str] = set()
    months: set[str] = set()
    going = []
    for index, file in enumerate(newest_first):
        parts = BackupName.parse(file.name)
        assert parts is not None
        day, month = f"{parts.moment:%Y-%m-%d}", f"{parts.moment:%Y-%m}"
        keep = index < KEEP_NEWEST or bool(parts.name)
        if day not in days and len(days) < KEEP_DAYS:
            days.add(day)
            keep = True
        if month not in months and len(months) < KEEP_MONTHS:
            months.add(month)
            keep = True
        if not keep:
            going.append(file)
    return going


def _copy(source: sqlite3.Connection, target: Path) -> str:
    with closing(connect(target, read_only=False)) as copy:
        source.backup(copy)
    with closing(connect(target, read_only=True)) as copy:
        return prove(copy, target)


def _sweep(folder: Path) -> None:
    """Remove what a backup that was cut off left; only the holder of the project's lock writes here."""
    for leftover in folder.glob(".backup-*.tmp*"):
        with suppress(OSError):
            leftover.unlink()


def _entries(folder: Path) -> list[Path]:
    try:
        return [file for file in folder.iterdir() if is_backup(file)]
    except OSError:
        return []


def _number(file: Path) -> int:
    parts = BackupName.parse(file.name)
    return parts.number if parts else 0
