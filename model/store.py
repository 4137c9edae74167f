"""The ``.jxzp`` file: an SQLite database in which every edit is one short transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Row, create_engine, delete, event, func, select, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from model.cells import CellRef, Value
from model.digest import DIGEST_KEY, Digest
from model.entities import (
    Base,
    CellRecord,
    HistoryRecord,
    MetaRecord,
    RowRecord,
    cell_fields,
    cell_record,
    cell_value,
    entry_fields,
    records_of,
    row_fields,
    row_records,
)
from model.fileheader import APPLICATION_ID, SCHEMA_VERSION
from model.history import HistoryEntry, HistoryState, Step
from model.historyplan import HistoryPlan, plan_history
from model.problems import FileProblem, Reason, problem_from_sqlite
from model.sqlitefile import SQLITE_ERRORS, connect
from model.version import VERSION

HISTORY_KEY = "history"
_DAMAGED_RECORD = (ValueError, TypeError, ArithmeticError, LookupError)
_DATABASE_ERRORS = (*SQLITE_ERRORS, SQLAlchemyError)


@dataclass(frozen=True)
class Content:
    """All that a file holds, but for the history's entries."""

    profile: str
    year: int
    cells: Mapping[CellRef, Value] = field(default_factory=dict)
    groups: Mapping[str, Sequence[str]] = field(default_factory=dict)


def write_new(
    path: Path, content: Content, created: str, history: Sequence[HistoryEntry] = (), done: int = 0
) -> None:
    """Fill an empty file. ``history`` must be numbered from 1; ``done`` of its steps are not undone."""
    store = Store(path, read_only=False)
    try:
        with store.problems_told(Reason.IO_ERROR):
            store.fill(content, created, history, done)
    finally:
        store.close()


class Store:
    """An open file. What it last read or wrote is kept here, so that a commit knows what it replaces."""

    def __init__(self, path: Path, *, read_only: bool) -> None:
        self.path = path
        self.read_only = read_only
        self._engine = _make_engine(path, read_only)
        self._meta: dict[str, str] = {}
        self._cells: dict[CellRef, Value] = {}
        self._groups: dict[str, tuple[str, ...]] = {}
        self._digest = Digest()
        self._attempted: str | None = None
        self.history = HistoryState()
        self._links: dict[int, str] = {}

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> Store:
        """Read the file and prove its digest; raises FileProblem."""
        store = cls(path, read_only=read_only)
        try:
            with store.problems_told(Reason.CORRUPT):
                store._load()
        except FileProblem:
            store.close()
            raise
        except _DAMAGED_RECORD as error:
            store.close()
            raise FileProblem(Reason.CORRUPT, path) from error
        return store

    @property
    def content(self) -> Content:
        """What the file holds now."""
        return Content(self._meta["profile"], int(self._meta["year"]), self._cells, self._groups)

    @property
    def digest(self) -> str:
        """The digest of what the file holds now."""
        return str(self._digest)

    @property
    def created(self) -> str:
        """When the file was first made, as text."""
        return self._meta.get("created", "")

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    @contextmanager
    def problems_told(self, otherwise: Reason) -> Iterator[None]:
        """Turn what SQLite raises into a FileProblem, and start the next attempt with a fresh connection."""
        try:
            yield
        except _DATABASE_ERRORS as error:
            self._engine.dispose()
            raise problem_from_sqlite(_original(error), self.path, otherwise) from error

    @contextmanager
    def raw_connection(self) -> Iterator[sqlite3.Connection]:
        """The driver's connection, for SQLite's own backup call and checks."""
        with self.problems_told(Reason.CORRUPT), self._engine.connect() as connection:
            raw = connection.connection.driver_connection
            assert isinstance(raw, sqlite3.Connection)
            connection.rollback()
            yield raw

    # -- whole files ---------------------------------------------------------------------------------------------

    def fill(self, content: Content, created: str, history: Sequence[HistoryEntry], done: int) -> None:
        """Lay out the tables and write everything, in one transaction."""
        state, records = _chained(history, done)
        meta = {
            "profile": content.profile,
            "year": str(content.year),
            "created": created,
            "program": VERSION,
            HISTORY_KEY: state.to_json(),
        }
        cells = {ref: value for ref, value in content.cells.items() if value is not None}
        digest = Digest()
        digest.add("meta", meta.items())
        digest.add("cells", (cell_record(ref, value) for ref, value in cells.items()))
        digest.add("rows", row_records(content.groups))
        with self._engine.begin() as connection:
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")
            Base.metadata.create_all(connection)
            _insert(connection, MetaRecord, [{"key": key, "value": value} for key, value in meta.items()])
            _insert(connection, MetaRecord, [{"key": DIGEST_KEY, "value": str(digest)}])
            _insert(connection, CellRecord, [cell_fields(ref, value) for ref, value in cells.items()])
            _insert(connection, RowRecord, row_fields(content.groups))
            _insert(connection, HistoryRecord, records)

    def _load(self) -> None:
        with Session(self._engine) as session:
            meta = {record.key: record.value for record in session.scalars(select(MetaRecord))}
            self._cells = {
                CellRef(sheet, row, column): cell_value(text, figure, places)
                for sheet, row, column, text, figure, places in session.execute(
                    select(*CellRecord.__table__.columns)
                )
            }
            self._groups = _read_groups(session)
        claimed = meta.pop(DIGEST_KEY, None)
        digest = Digest()
        digest.add("meta", meta.items())
        digest.add("cells", (cell_record(ref, value) for ref, value in self._cells.items()))
        digest.add("rows", row_records(self._groups))
        if claimed != str(digest):
            raise FileProblem(Reason.CORRUPT, self.path)
        self._meta, self._digest = meta, digest
        self.history = HistoryState.from_json(meta[HISTORY_KEY])
        self._links = {self.history.first - 1: self.history.base, self.history.last: self.history.head}

    # -- one step ------------------------------------------------------------------------------------------------

    def commit(self, step: Step) -> None:
        """Write one step, whole or not at all; raises FileProblem. A step that failed may be committed again as it is."""
        with self.problems_told(Reason.IO_ERROR), self._engine.begin() as connection:
            plan = plan_history(self.history, self._links, step, _InTable(connection))
            digest = self._digest_after(step, plan.state)
            stored = connection.scalar(select(MetaRecord.value).where(MetaRecord.key == DIGEST_KEY))
            # A commit may report failure after it took hold (the journal's removal failed, say).
            already_there = self._attempted == stored == str(digest)
            if not already_there:
                if stored != str(self._digest):
                    raise FileProblem(Reason.CHANGED, self.path)
                self._attempted = str(digest)
                _write_content(connection, step)
                _write_history(connection, step, plan)
                _write_meta(connection, {HISTORY_KEY: plan.state.to_json(), DIGEST_KEY: str(digest)})
        self._attempted = None
        self._remember(step, plan, digest)

    def _digest_after(self, step: Step, history: HistoryState) -> Digest:
        digest = self._digest.copy()
        digest.remove("meta", [(HISTORY_KEY, self._meta[HISTORY_KEY])])
        digest.add("meta", [(HISTORY_KEY, history.to_json())])
        digest.remove("cells", records_of({ref: self._cells.get(ref) for ref in step.cells}))
        digest.add("cells", records_of(step.cells))
        digest.remove("rows", row_records({name: self._groups.get(name, ()) for name in step.groups}))
        digest.add("rows", row_records(step.groups))
        return digest

    def _remember(self, step: Step, plan: HistoryPlan, digest: Digest) -> None:
        self._digest = digest
        self._meta[HISTORY_KEY] = plan.state.to_json()
        self._groups.update({name: tuple(rows) for name, rows in step.groups.items()})
        for ref, value in step.cells.items():
            if value is None:
                self._cells.pop(ref, None)
            else:
                self._cells[ref] = value
        self.history, self._links = plan.state, dict(plan.links)

    def entries(self, first: int, last: int) -> list[HistoryEntry]:
        """The history's entries, proven by the chain from its head down; stops above the first one that does not fit."""
        anchor = min((seq for seq in self._links if seq >= last), default=None)
        if anchor is None:
            return []
        query = select(*HistoryRecord.__table__.columns).where(HistoryRecord.seq.between(first - 1, anchor))
        try:
            with self.problems_told(Reason.CORRUPT), self._engine.connect() as connection:
                found = {row.seq: row for row in connection.execute(query) if _is_whole(row)}
        except FileProblem as problem:
            if problem.reason is Reason.CORRUPT:
                return []
            raise
        entries = []
        for seq in range(anchor, first - 1, -1):
            row, before = found.get(seq), self._links.get(seq - 1)
            if before is None and seq - 1 in found:
                before = found[seq - 1].link
            if row is None or before is None:
                break
            entry = HistoryEntry(row.seq, row.label, row.forward, row.inverse)
            if entry.link(before) != self._links[seq]:
                break
            self._links[seq - 1] = before
            entries.append(entry)
        return [entry for entry in reversed(entries) if entry.seq <= last]


class _InTable:
    """What planning asks of the history as it stands in the file."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def size(self, first: int, last: int) -> int:
        """Characters that the entries from … to … take."""
        lengths = [
            func.length(column)
            for column in (HistoryRecord.label, HistoryRecord.forward, HistoryRecord.inverse)
        ]
        total = select(func.sum(lengths[0] + lengths[1] + lengths[2])).where(
            HistoryRecord.seq.between(first, last)
        )
        return self._connection.scalar(total) or 0

    def link(self, seq: int) -> str | None:
        """The entry's link, None when there is no such entry."""
        return self._connection.scalar(select(HistoryRecord.link).where(HistoryRecord.seq == seq))


def _is_whole(row: Row[Any]) -> bool:
    """Whether the entry's texts are texts; a damaged record may hold anything."""
    return all(isinstance(field, str) for field in (row.label, row.forward, row.inverse, row.link))


def _write_content(connection: Connection, step: Step) -> None:
    filled = [cell_fields(ref, value) for ref, value in step.cells.items() if value is not None]
    if filled:
        statement = insert(CellRecord)
        new = {name: statement.excluded[name] for name in ("text", "figure", "places")}
        connection.execute(statement.on_conflict_do_update(set_=new), filled)
    for ref, value in step.cells.items():
        if value is None:
            place = (
                CellRecord.sheet == ref.sheet,
                CellRecord.row == ref.row,
                CellRecord.column == ref.column,
            )
            connection.execute(delete(CellRecord).where(*place))
    for name in step.groups:
        connection.execute(delete(RowRecord).where(RowRecord.group == name))
    _insert(connection, RowRecord, row_fields(step.groups))


def _write_history(connection: Connection, step: Step, plan: HistoryPlan) -> None:
    for first, last in plan.dropped:
        connection.execute(delete(HistoryRecord).where(HistoryRecord.seq.between(first, last)))
    if step.entry is not None:
        _insert(connection, HistoryRecord, [entry_fields(step.entry, plan.state.head)])


def _write_meta(connection: Connection, values: Mapping[str, str]) -> None:
    for key, value in values.items():
        connection.execute(update(MetaRecord).where(MetaRecord.key == key).values(value=value))


def _make_engine(path: Path, read_only: bool) -> Engine:
    engine = create_engine(
        "sqlite://", creator=lambda: connect(path, read_only=read_only), poolclass=StaticPool
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # The driver's own implicit transactions are off: writers take the write lock at once, or are told to wait.
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")

    return engine


def _original(error: BaseException) -> BaseException | None:
    return error.orig if isinstance(error, DBAPIError) else error


def _insert(connection: Connection, entity: type[Base], records: Sequence[Mapping[str, object]]) -> None:
    if records:
        connection.execute(insert(entity), records)


def _read_groups(session: Session) -> dict[str, tuple[str, ...]]:
    """The rows by group; raises ValueError where positions do not count up from 0."""
    groups: dict[str, list[str]] = {}
    for record in session.scalars(select(RowRecord).order_by(RowRecord.group, RowRecord.position)):
        rows = groups.setdefault(record.group, [])
        if record.position != len(rows):
            raise ValueError(f"row {record.row} stands at {record.position}, not {len(rows)}")
        rows.append(record.row)
    return {name: tuple(rows) for name, rows in groups.items()}


def _chained(history: Sequence[HistoryEntry], done: int) -> tuple[HistoryState, list[dict[str, object]]]:
    state, records = HistoryState(), []
    for entry in history:
        link = entry.link(state.head)
        records.append(entry_fields(entry, link))
        state = replace(state, last=entry.seq, head=link, characters=state.characters + entry.size)
    return replace(state, done=done), records
