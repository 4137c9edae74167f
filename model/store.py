"""Writing a ``.jxzp`` file: an SQLite database in which every step is one short transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path

from sqlalchemy import Connection, Engine, bindparam, create_engine, delete, event, func, select
from sqlalchemy.dialects.sqlite import Insert, dialect, insert
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.pool import StaticPool

from model.cells import CellRef, Value
from model.digest import DIGEST_KEY, LAYOUT, LAYOUT_QUERY, Digest, Record
from model.entities import CELLS, FILE, HISTORY, META, ROWS, cell_fields, entry_fields, row_fields
from model.fileheader import APPLICATION_ID, SCHEMA_VERSION
from model.history import HistoryEntry, HistoryState, Step
from model.historyplan import HistoryPlan, plan_history
from model.problems import FileProblem, Reason, problem_from_sqlite
from model.records import cell_records, row_records
from model.sqlitefile import SQLITE_ERRORS, connect
from model.stored import HISTORY_KEY, Content, Stored
from model.version import VERSION


def write_new(
    path: Path, content: Content, created: str, history: Sequence[HistoryEntry] = (), done: int = 0
) -> None:
    """Fill an empty file. ``history`` must be numbered from 1; ``done`` of its steps are not undone."""
    try:
        with closing(Store(lambda: connect(path, read_only=False))) as store:
            store.fill(content, created, history, done)
    except SQLITE_ERRORS as error:
        raise problem_from_sqlite(error, path, Reason.IO_ERROR) from error


class Store:
    """The writer of an open file, on the connection that the file has. Raises what SQLite raises."""

    def __init__(self, connected: Callable[[], sqlite3.Connection]) -> None:
        self._engine = _make_engine(connected)

    def close(self) -> None:
        """Let go of the connection, which closes it."""
        self._engine.dispose()

    def fill(self, content: Content, created: str, history: Sequence[HistoryEntry], done: int) -> None:
        """Lay out the tables and write everything, in one transaction."""
        state, records = _chained(history, done)
        meta = {
            **content.extra,
            "profile": content.profile,
            "year": str(content.year),
            "created": created,
            "program": VERSION,
            HISTORY_KEY: state.to_json(),
        }
        cells = {ref: value for ref, value in content.cells.items() if value is not None}
        digest = Digest()
        digest.add("meta", meta.items())
        digest.add("cells", cell_records(cells))
        digest.add("rows", row_records(content.groups))
        with self._transaction() as connection:
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")
            FILE.create_all(connection)
            digest.add(LAYOUT, [tuple(record) for record in connection.exec_driver_sql(LAYOUT_QUERY)])
            _write_meta(connection, {**meta, DIGEST_KEY: str(digest)})
            _insert(connection, insert(CELLS), [cell_fields(ref, value) for ref, value in cells.items()])
            _insert(connection, insert(ROWS), row_fields(row_records(content.groups)))
            _insert(connection, insert(HISTORY), records)

    def commit(self, step: Step, stored: Stored, path: Path) -> None:
        """Write one step, whole or not at all, and note it in ``stored``."""
        with self._transaction() as connection:
            plan = plan_history(stored.history, stored.links, step, _InTable(connection))
            rows = stored.row_changes(step)
            digest = stored.digest_after(step, plan.state, rows)
            found = connection.scalar(select(META.c.value).where(META.c.key == DIGEST_KEY))
            # A commit may report failure after it took hold (the journal's removal failed, say).
            already_there = stored.attempted == found == str(digest)
            if not already_there:
                if found != str(stored.digest):
                    raise FileProblem(Reason.CHANGED, path)
                stored.attempted = str(digest)
                _write_cells(connection, step.cells)
                _write_rows(connection, *rows)
                _write_history(connection, step, plan)
                _write_meta(connection, {**stored.meta_after(step, plan.state), DIGEST_KEY: str(digest)})
        stored.remember(step, plan, digest)

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        try:
            with self._engine.begin() as connection:
                yield connection
        except DBAPIError as error:
            raise error.orig or sqlite3.DatabaseError(str(error)) from error
        except SQLAlchemyError as error:
            raise sqlite3.DatabaseError(str(error)) from error


class _InTable:
    """What planning asks of the history as it stands in the file."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def size(self, first: int, last: int) -> int:
        """Characters that the entries from … to … take."""
        label, forward, inverse = (func.length(HISTORY.c[name]) for name in ("label", "forward", "inverse"))
        total = select(func.sum(label + forward + inverse)).where(HISTORY.c.seq.between(first, last))
        return self._connection.scalar(total) or 0

    def link(self, seq: int) -> str | None:
        """The entry's link, None when there is no such entry."""
        return self._connection.scalar(select(HISTORY.c.link).where(HISTORY.c.seq == seq))


def _write_cells(connection: Connection, cells: Mapping[CellRef, Value]) -> None:
    filled = [cell_fields(ref, value) for ref, value in cells.items() if value is not None]
    statement = insert(CELLS)
    new = {name: statement.excluded[name] for name in ("text", "figure", "places")}
    _insert(connection, statement.on_conflict_do_update(set_=new), filled)
    gone = [{"at_sheet": ref.sheet, "at_row": ref.row, "at_column": ref.column} for ref in _emptied(cells)]
    if gone:  # all at once: an import that is undone empties a whole packet
        place = (CELLS.c[name] == bindparam(f"at_{name}") for name in ("sheet", "row", "column"))
        connection.execute(delete(CELLS).where(*place), gone)


def _emptied(cells: Mapping[CellRef, Value]) -> list[CellRef]:
    return [ref for ref, value in cells.items() if value is None]


def _write_rows(connection: Connection, gone: Iterable[Record], new: Collection[Record]) -> None:
    places = {record[:2] for record in new}
    for group, position, _ in gone:
        if (group, position) not in places:
            connection.execute(delete(ROWS).where(ROWS.c.group == group, ROWS.c.position == position))
    if new:
        connection.exec_driver_sql(_put_row(), list(new))


@cache
def _put_row() -> str:
    """The statement as the driver takes it: a row put in on top moves all below, and SQLAlchemy's own way takes five times as long."""
    statement = insert(ROWS)
    upsert = statement.on_conflict_do_update(set_={"row": statement.excluded.row})
    return str(upsert.compile(dialect=dialect()))


def _write_history(connection: Connection, step: Step, plan: HistoryPlan) -> None:
    for first, last in plan.dropped:
        connection.execute(delete(HISTORY).where(HISTORY.c.seq.between(first, last)))
    if step.entry is not None:
        _insert(connection, insert(HISTORY), [entry_fields(step.entry, plan.state.head)])


def _write_meta(connection: Connection, values: Mapping[str, str | None]) -> None:
    for key, value in values.items():
        if value is None:
            connection.execute(delete(META).where(META.c.key == key))
        else:
            statement = insert(META).values(key=key, value=value)
            connection.execute(statement.on_conflict_do_update(set_={"value": statement.excluded.value}))


def _make_engine(connected: Callable[[], sqlite3.Connection]) -> Engine:
    engine = create_engine("sqlite://", creator=connected, poolclass=StaticPool)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # The driver's own implicit transactions are off: a writer takes the write lock at once, or is told to wait.
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _insert(connection: Connection, statement: Insert, records: Sequence[Mapping[str, object]]) -> None:
    if records:
        connection.execute(statement, records)


def _chained(history: Sequence[HistoryEntry], done: int) -> tuple[HistoryState, list[dict[str, object]]]:
    state, records = HistoryState(), []
    for entry in history:
        link = entry.link(state.head)
        records.append(entry_fields(entry, link))
        state = replace(state, last=entry.seq, head=link, characters=state.characters + entry.size)
    return replace(state, done=done), records
