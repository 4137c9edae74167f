"""Bringing files of older program versions up to date: small numbered steps, all in one transaction, after a backup."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from model.backups import Backups, check_pages, prove
from model.digest import DIGEST_KEY, content_digest
from model.fileheader import SCHEMA_VERSION
from model.problems import FileProblem, Reason, problem_from_sqlite
from model.sqlitefile import SQLITE_ERRORS, connect

Migration = Callable[[sqlite3.Connection], None]

MIGRATIONS: dict[int, Migration] = {}
"""From each older version the step to the next one: plain SQL on the open transaction, which must not end it.

The digest is recomputed after the last step; a step that rewrites history entries rewrites their links too.
"""


def migrate(path: Path, version: int) -> None:
    """Bring the file from ``version`` to the program's; raises FileProblem and leaves the file as it was when it cannot."""
    steps = [MIGRATIONS.get(number) for number in range(version, SCHEMA_VERSION)]
    if None in steps:
        raise FileProblem(Reason.CORRUPT, path)
    try:
        with closing(connect(path, read_only=False)) as connection:
            prove(connection, path)
            Backups(path).make(connection)
            _run(connection, path, [step for step in steps if step is not None])
    except SQLITE_ERRORS as error:
        raise problem_from_sqlite(error, path, Reason.CORRUPT) from error


def _run(connection: sqlite3.Connection, path: Path, steps: list[Migration]) -> None:
    connection.execute("BEGIN EXCLUSIVE")
    try:
        for step in steps:
            step(connection)
        digest = content_digest(connection)
        connection.execute("UPDATE meta SET value = ? WHERE key = ?", (digest, DIGEST_KEY))
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        check_pages(connection, path)
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):  # a full disk has rolled it back already
            connection.execute("ROLLBACK")
        raise
