"""An open ``.jxzp`` file: read at once, written step by step. Knows nothing of SQLAlchemy until the first step is written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from model.filereading import DAMAGED_RECORD, read_entries, read_stored
from model.history import HistoryEntry, HistoryState, Step
from model.problems import FileProblem, Reason, problem_from_sqlite
from model.sqlitefile import SQLITE_ERRORS, connect
from model.stored import Content, Stored

if TYPE_CHECKING:
    from model.store import Store


class PacketFile:
    """One file, one connection. ``stored`` is what it holds, so that a commit knows what it replaces."""

    def __init__(self, path: Path, *, read_only: bool) -> None:
        self.path = path
        self.read_only = read_only
        self.stored: Stored
        self._connection: sqlite3.Connection | None = None
        self._store: Store | None = None

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> PacketFile:
        """Read the file and prove its digest; raises FileProblem."""
        file = cls(path, read_only=read_only)
        try:
            with file.raw_connection() as connection:
                file.stored = read_stored(connection, path)
                _ = file.content  # profile and year are there
        except FileProblem:
            file.close()
            raise
        except DAMAGED_RECORD as error:
            file.close()
            raise FileProblem(Reason.CORRUPT, path) from error
        return file

    @property
    def content(self) -> Content:
        """What the file holds now."""
        return self.stored.content

    @property
    def history(self) -> HistoryState:
        """Where the history stands in the file."""
        return self.stored.history

    @property
    def digest(self) -> str:
        """The digest of what the file holds now."""
        return str(self.stored.digest)

    @property
    def created(self) -> str:
        """When the file was first made, as text."""
        return self.stored.meta.get("created", "")

    def close(self) -> None:
        """Let go of the file; the next use connects anew."""
        if self._store is not None:
            self._store.close()
            self._store = None
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    @contextmanager
    def raw_connection(self) -> Iterator[sqlite3.Connection]:
        """The driver's connection, for reading and for SQLite's own backup call and checks."""
        with self._problems_told(Reason.CORRUPT):
            yield self._connected()

    def entries(self, first: int, last: int) -> list[HistoryEntry]:
        """The history's entries as far down as they prove genuine; raises FileProblem when the file cannot be read."""
        try:
            with self.raw_connection() as connection:
                return read_entries(connection, self.stored.links, first, last)
        except FileProblem as problem:
            if problem.reason is Reason.CORRUPT:
                return []
            raise

    def commit(self, step: Step) -> None:
        """Write one step, whole or not at all; raises FileProblem. A step that failed may be committed again as it is."""
        from model.store import Store

        with self._problems_told(Reason.IO_ERROR):
            if self._store is None:
                self._store = Store(self._connected)
            self._store.commit(step, self.stored, self.path)

    def _connected(self) -> sqlite3.Connection:
        if self._connection is None:
            self._connection = connect(self.path, read_only=self.read_only)
        return self._connection

    @contextmanager
    def _problems_told(self, otherwise: Reason) -> Iterator[None]:
        """Turn what SQLite raises into a FileProblem, and start the next attempt with a fresh connection."""
        try:
            yield
        except SQLITE_ERRORS as error:
            self.close()
            raise problem_from_sqlite(error, self.path, otherwise) from error
