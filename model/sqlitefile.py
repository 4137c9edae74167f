"""Connections to SQLite files with the settings that keep them safe."""

from __future__ import annotations

import sqlite3
from pathlib import Path

BUSY_SECONDS = 0.25
"""How long to wait for another program that holds the file: short, since the window waits too and what fails is retried."""

SQLITE_ERRORS = (sqlite3.Error, UnicodeDecodeError)
"""What the driver raises; the latter when SQLite's own message quotes damaged text."""

_SETTINGS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA mmap_size = 0",
    "PRAGMA temp_store = MEMORY",
)
# A rollback journal, not WAL: clerks copy files by hand and keep them on shares; at rest there is one file.
# EXTRA also flushes the folder after the journal is removed, so that an acknowledged edit outlives a power cut.
WRITER_SETTINGS = ("PRAGMA journal_mode = DELETE", "PRAGMA synchronous = EXTRA")


def connect(path: Path, *, read_only: bool) -> sqlite3.Connection:
    """Open an existing file; never makes one."""
    uri = f"{_uri(path)}?mode={'ro' if read_only else 'rw'}"
    connection = sqlite3.connect(uri, BUSY_SECONDS, isolation_level=None, check_same_thread=False, uri=True)
    try:
        for setting in _SETTINGS if read_only else (*_SETTINGS, *WRITER_SETTINGS):
            connection.execute(setting).fetchall()
    except SQLITE_ERRORS:
        connection.close()
        raise
    return connection


def journal_of(path: Path) -> Path:
    """Where SQLite keeps the rollback journal while a transaction is being written."""
    return path.with_name(f"{path.name}-journal")


def has_leftover_journal(path: Path) -> bool:
    """Whether the last writer was cut off in mid-transaction; SQLite then rolls back on opening."""
    try:
        return journal_of(path).stat().st_size > 0
    except OSError:
        return False


def _uri(path: Path) -> str:
    # SQLite wants file:///C:/… and, for shares, four slashes: it refuses a host in the address.
    uri = path.absolute().as_uri()
    return uri if uri.startswith("file:///") else "file:////" + uri.removeprefix("file://")
