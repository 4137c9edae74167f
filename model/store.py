"""The ``.jxzp`` file: an SQLite database in which every edit is one short transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, delete, event, func, select
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
from model.history import MAX_CHARACTERS, MAX_STEPS, HistoryEntry, HistoryState, Step
from model.problems import FileProblem, Reason, problem_from_sqlite
from model.sqlitefile import connect
from model.version import VERSION

HISTORY_KEY = "history"
_KEEP_AT_LEAST = 100
_SQLITE_ERRORS = (sqlite3.Error, SQLAlchemyError)


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
        except (
            ValueError,
            TypeError,
            ArithmeticError,
            LookupError,
        ) as error:  # what a damaged record reads as
            store.close()
            raise FileProblem(Reason.CORRUPT, path) from error
        except FileProblem:
            store.close()
            raise
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
        except _SQLITE_ERRORS as error:
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
        self._set_history(HistoryState.from_json(meta[HISTORY_KEY]))

    # -- one step ------------------------------------------------------------------------------------------------

    def commit(self, step: Step) -> None:
        """Write one step, whole or not at all; raises FileProblem. A step that failed may be committed again as it is."""
        with self.problems_told(Reason.IO_ERROR), self._engine.begin() as connection:
            plan = _Plan(self, connection, step)
            stored = connection.scalar(select(MetaRecord.value).where(MetaRecord.key == DIGEST_KEY))
            # A commit may report failure after it took hold (the journal's removal failed, say).
            already_there = self._attempted == stored == str(plan.digest)
            if not already_there:
                if stored != str(self._digest):
                    raise FileProblem(Reason.CHANGED, self.path)
                self._attempted = str(plan.digest)
                plan.write()
        self._attempted = None
        self._digest = plan.digest
        self._meta[HISTORY_KEY] = plan.history.to_json()
        for ref, value in step.cells.items():
            if value is None:
                self._cells.pop(ref, None)
            else:
                self._cells[ref] = value
        self._groups.update({name: tuple(rows) for name, rows in step.groups.items()})
        self._set_history(plan.history, plan.links)

    def link_at(self, seq: int) -> str | None:
        """The proven link of an entry, None where it has not been proven."""
        return self._links.get(seq)

    def entries(self, first: int, last: int) -> list[HistoryEntry]:
        """The history's entries, proven by the chain from its head down; stops above the first one that does not fit."""
        anchor = min((seq for seq in self._links if seq >= last), default=None)
        if anchor is None:
            return []
        query = select(*HistoryRecord.__table__.columns).where(HistoryRecord.seq.between(first - 1, anchor))
        try:
            with self.problems_told(Reason.CORRUPT), self._engine.connect() as connection:
                found = {row.seq: row for row in connection.execute(query)}
        except FileProblem as problem:
            if problem.reason is Reason.CORRUPT:
                return []
            raise
        entries = []
        for seq in range(anchor, first - 1, -1):
            row = found.get(seq)
            before = self._links.get(seq - 1) or (found[seq - 1].link if seq - 1 in found else "")
            entry = None if row is None else HistoryEntry(row.seq, row.label, row.forward, row.inverse)
            if entry is None or entry.link(before) != self._links[seq]:
                break
            self._links[seq - 1] = before
            entries.append(entry)
        return [entry for entry in reversed(entries) if entry.seq <= last]

    def _set_history(self, state: HistoryState, links: Mapping[int, str] | None = None) -> None:
        self.history = state
        known = self._links if links is None else links
        self._links = {seq: link for seq, link in known.items() if state.first - 1 <= seq <= state.last}
        self._links[state.last] = state.head
        self._links[state.first - 1] = state.base


class _Plan:
    """What one step does to the tables, worked out before anything is written."""

    def __init__(self, store: Store, connection: Connection, step: Step) -> None:
        self._connection, self._step = connection, step
        self._dropped: list[tuple[int, int]] = []
        self._link = ""
        self.links = dict(store._links)
        self.history = self._moved(store.history)
        self._old_groups = {name: store._groups.get(name, ()) for name in step.groups}
        self.digest = store._digest.copy()
        self.digest.remove("meta", [(HISTORY_KEY, store._meta[HISTORY_KEY])])
        self.digest.add("meta", [(HISTORY_KEY, self.history.to_json())])
        old = {ref: store._cells.get(ref) for ref in step.cells}
        self.digest.remove("cells", records_of(old))
        self.digest.add("cells", records_of(step.cells))
        self.digest.remove("rows", row_records(self._old_groups))
        self.digest.add("rows", row_records(step.groups))

    def write(self) -> None:
        """Write it all on the open transaction."""
        self._write_cells()
        for name in self._step.groups:
            self._connection.execute(delete(RowRecord).where(RowRecord.group == name))
        _insert(self._connection, RowRecord, row_fields(self._step.groups))
        for first, last in self._dropped:
            self._connection.execute(delete(HistoryRecord).where(HistoryRecord.seq.between(first, last)))
        if self._step.entry is not None:
            entry = self._step.entry
            _insert(self._connection, HistoryRecord, [entry_fields(entry, self._link)])
        for key, value in ((HISTORY_KEY, self.history.to_json()), (DIGEST_KEY, str(self.digest))):
            statement = insert(MetaRecord).values(key=key, value=value)
            self._connection.execute(
                statement.on_conflict_do_update(
                    index_elements=["key"], set_={"value": statement.excluded.value}
                )
            )

    def _write_cells(self) -> None:
        filled = [cell_fields(ref, value) for ref, value in self._step.cells.items() if value is not None]
        if filled:
            statement = insert(CellRecord)
            new = {name: statement.excluded[name] for name in ("text", "figure", "places")}
            upsert = statement.on_conflict_do_update(index_elements=["sheet", "row", "column"], set_=new)
            self._connection.execute(upsert, filled)
        for ref, value in self._step.cells.items():
            if value is None:
                place = (
                    CellRecord.sheet == ref.sheet,
                    CellRecord.row == ref.row,
                    CellRecord.column == ref.column,
                )
                self._connection.execute(delete(CellRecord).where(*place))

    def _moved(self, state: HistoryState) -> HistoryState:
        entry = self._step.entry
        if entry is None:
            return replace(state, done=self._step.done)
        before = self.links.get(entry.seq - 1)
        if before is None:  # the entries before can no longer be proven: the history starts anew
            self._dropped.append((state.first, state.last))
            state = HistoryState(entry.seq, entry.seq - 1, entry.seq - 1)
            before = state.base
            self.links = {}
        elif entry.seq <= state.last:
            self._dropped.append((entry.seq, state.last))
            state = replace(state, characters=state.characters - self._size(entry.seq, state.last))
            self.links = {seq: link for seq, link in self.links.items() if seq < entry.seq}
        self._link = entry.link(before)
        self.links[entry.seq] = self._link
        state = replace(
            state,
            done=entry.seq,
            last=entry.seq,
            head=self._link,
            characters=state.characters + entry.size,
        )
        return self._thinned(state)

    def _thinned(self, state: HistoryState) -> HistoryState:
        """Drop the oldest tenth when the history has outgrown its limits."""
        steps = state.last - state.first + 1
        if steps <= max(MAX_STEPS, _KEEP_AT_LEAST) and state.characters <= MAX_CHARACTERS:
            return state
        highest = min(state.first + max(steps // 10, 1) - 1, state.last - _KEEP_AT_LEAST)
        link = self._connection.scalar(select(HistoryRecord.link).where(HistoryRecord.seq == highest))
        if highest < state.first or link is None:
            return state
        self._dropped.append((state.first, highest))
        size = self._size(state.first, highest)
        self.links = {seq: kept for seq, kept in self.links.items() if seq >= highest} | {highest: link}
        return replace(state, first=highest + 1, base=link, characters=state.characters - size)

    def _size(self, first: int, last: int) -> int:
        columns = (HistoryRecord.label, HistoryRecord.forward, HistoryRecord.inverse)
        lengths = [func.length(column) for column in columns]
        total = select(func.sum(lengths[0] + lengths[1] + lengths[2])).where(
            HistoryRecord.seq.between(first, last)
        )
        return self._connection.scalar(total) or 0


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
    """The rows by group. Positions are not read: were one wrong, the digest would not hold."""
    groups: dict[str, list[str]] = {}
    order = (RowRecord.group, RowRecord.position)
    for name, row in session.execute(select(RowRecord.group, RowRecord.row).order_by(*order)):
        groups.setdefault(name, []).append(row)
    return {name: tuple(rows) for name, rows in groups.items()}


def _chained(history: Sequence[HistoryEntry], done: int) -> tuple[HistoryState, list[dict[str, object]]]:
    state, records = HistoryState(), []
    for entry in history:
        link = entry.link(state.head)
        records.append(entry_fields(entry, link))
        state = replace(state, last=entry.seq, head=link, characters=state.characters + entry.size)
    return replace(state, done=done), records
