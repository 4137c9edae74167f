"""The digest of a file's logical content: what SQLite's own checks let pass, this finds.

SQLite keeps no checksums of its pages: of 3,000 random one-byte changes, ``integrity_check`` called three quarters "ok"
although a fifth of all files then read differently. So every record (a row of any table, with its types) is hashed
with SHA-256 and the hashes are added up modulo 2^256. A sum can be kept up to date record by record in the
transaction that changes them, whatever their order. The layout (the CREATE statements) is counted in: a
constraint that a flipped byte made into another one lets the next write go wrong. The history is left out: it has a chain of its own
(``history.py``), so that opening a file does not depend on how often it was edited.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable
from typing import TypeAlias

Field: TypeAlias = str | int | None
Record: TypeAlias = tuple[Field, ...]

DIGEST_KEY = "digest"
HISTORY_TABLE = "history"
LAYOUT = "sqlite_schema"
LAYOUT_QUERY = f"SELECT type, name, tbl_name, sql FROM {LAYOUT} WHERE name NOT LIKE 'sqlite_%'"
"""The records of the file's own layout, counted under the name of SQLite's table; without page numbers, which may move."""

_MODULUS = 1 << 256
_encode = json.JSONEncoder(ensure_ascii=True, separators=(",", ":")).encode
"""Made once: ``json.dumps`` makes one for each record."""


def record_hash(table: str, record: Record) -> int:
    """One record's number. JSON tells 1 from "1" and from null, and where one field ends."""
    return int.from_bytes(hashlib.sha256(_encode([table, *record]).encode("ascii")).digest())


class Digest:
    """A running sum of record hashes."""

    def __init__(self, total: int = 0) -> None:
        self._total = total

    def add(self, table: str, records: Iterable[Record]) -> None:
        """Take records in."""
        self._total = (self._total + sum(record_hash(table, record) for record in records)) % _MODULUS

    def remove(self, table: str, records: Iterable[Record]) -> None:
        """Take records out again."""
        self._total = (self._total - sum(record_hash(table, record) for record in records)) % _MODULUS

    def copy(self) -> Digest:
        """An independent sum that starts where this one is."""
        return Digest(self._total)

    def __str__(self) -> str:
        return f"{self._total:064x}"


def content_digest(connection: sqlite3.Connection) -> str:
    """The digest of everything in the file but the history and the digest itself; knows of no particular layout.

    Raises sqlite3.Error where the file cannot be read.
    """
    digest = Digest()
    layout = connection.execute(LAYOUT_QUERY).fetchall()
    digest.add(LAYOUT, layout)
    for kind, table, *_ in layout:
        if kind == "table" and table != HISTORY_TABLE:
            rows = connection.execute(f'SELECT * FROM "{table}"')
            digest.add(table, (row for row in rows if not (table == "meta" and row[0] == DIGEST_KEY)))
    return str(digest)


def stored_digest(connection: sqlite3.Connection) -> str | None:
    """The digest that the file claims."""
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (DIGEST_KEY,)).fetchone()
    return None if row is None else str(row[0])
