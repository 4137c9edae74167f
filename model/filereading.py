"""Reading a ``.jxzp`` file: plain queries of the standard library, since every record is proved by the digest as it stands.

SQLAlchemy, which writes the file, takes longer to load than the whole packet takes to read: a packet is on the screen
before it is needed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from model.cells import CellRef, Value
from model.digest import DIGEST_KEY, LAYOUT, LAYOUT_QUERY, Digest
from model.history import HistoryEntry, HistoryState
from model.problems import FileProblem, Reason
from model.records import cell_value
from model.stored import HISTORY_KEY, Stored

DAMAGED_RECORD = (ValueError, TypeError, ArithmeticError, LookupError)
"""What a record raises that no program of ours has written."""

_META = "SELECT key, value FROM meta"
_CELLS = 'SELECT sheet, row, "column", text, figure, places FROM cells'
_ROWS = 'SELECT "group", position, row FROM rows ORDER BY "group", position'
_ENTRIES = "SELECT seq, label, forward, inverse, link FROM history WHERE seq BETWEEN ? AND ?"

_Entry = tuple[int, str, str, str, str]


def read_stored(connection: sqlite3.Connection, path: Path) -> Stored:
    """Everything but the history's entries, at one moment; raises FileProblem, SQLite's errors or DAMAGED_RECORD."""
    connection.execute("BEGIN")
    try:
        layout = connection.execute(LAYOUT_QUERY).fetchall()
        meta: dict[str, str] = dict(connection.execute(_META).fetchall())
        cells = connection.execute(_CELLS).fetchall()
        rows = connection.execute(_ROWS).fetchall()
    finally:
        connection.rollback()
    claimed = meta.pop(DIGEST_KEY, None)
    digest = Digest()
    digest.add(LAYOUT, layout)
    digest.add("meta", meta.items())
    digest.add("cells", cells)
    digest.add("rows", rows)
    if claimed != str(digest):
        raise FileProblem(Reason.CORRUPT, path)
    history = HistoryState.from_json(meta[HISTORY_KEY])
    links = {history.first - 1: history.base, history.last: history.head}
    return Stored(meta, _cells(cells), _groups(rows), digest, history, links)


def read_entries(
    connection: sqlite3.Connection, links: dict[int, str], first: int, last: int
) -> list[HistoryEntry]:
    """The entries from … to …, proven by the chain from its head down; stops above the first one that does not fit.

    Adds to ``links`` what was proven on the way.
    """
    anchor = min((seq for seq in links if seq >= last), default=None)
    if anchor is None:
        return []
    rows: list[_Entry] = connection.execute(_ENTRIES, (first - 1, anchor)).fetchall()
    found = {row[0]: row for row in rows if _is_whole(row)}
    entries = []
    for seq in range(anchor, first - 1, -1):
        row, before = found.get(seq), _link_before(seq, links, found)
        if row is None or before is None:
            break
        entry = HistoryEntry(*row[:4])
        if entry.link(before) != links[seq]:
            break
        links[seq - 1] = before
        entries.append(entry)
    return [entry for entry in reversed(entries) if entry.seq <= last]


def _link_before(seq: int, links: Mapping[int, str], found: Mapping[int, _Entry]) -> str | None:
    known = links.get(seq - 1)
    if known is None and seq - 1 in found:
        return found[seq - 1][4]
    return known


def _is_whole(row: tuple[Any, ...]) -> bool:
    """Whether the entry's texts are texts; a damaged record may hold anything."""
    return all(isinstance(field, str) for field in row[1:])


def _cells(records: list[tuple[Any, ...]]) -> dict[CellRef, Value]:
    return {CellRef(*record[:3]): cell_value(*record[3:]) for record in records}


def _groups(records: list[tuple[str, int, str]]) -> dict[str, tuple[str, ...]]:
    """The rows by group; raises ValueError where positions do not count up from 0."""
    groups: dict[str, list[str]] = {}
    for group, position, row in records:
        rows = groups.setdefault(group, [])
        if position != len(rows):
            raise ValueError(f"row {row} stands at {position}, not {len(rows)}")
        rows.append(row)
    return {name: tuple(rows) for name, rows in groups.items()}
