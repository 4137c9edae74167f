"""The tables of a ``.jxzp`` file, as SQLAlchemy Core tables: mapping classes on them would double the time to load.

Figures are stored as whole numbers of millionths (see ``records.py``), never as floats: SQLAlchemy's ``Numeric`` goes
through float on SQLite, and 99999999999999.99 came back as …98.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from sqlalchemy import CheckConstraint, Column, Dialect, Integer, MetaData, Table, Text
from sqlalchemy.types import TypeDecorator

from model.cells import CellRef, Value
from model.digest import Record
from model.history import HistoryEntry
from model.records import from_millionths, to_millionths
from model.storable import check_storable, places_of


class Millionths(TypeDecorator[Decimal]):
    """An exact figure as an integer number of millionths."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        """Decimal to integer; exact, since ``check_storable`` lets nothing finer through."""
        return None if value is None else to_millionths(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        """Integer to Decimal, with six decimals."""
        return None if value is None else from_millionths(value)


def _key(name: str, kind: type[Text | Integer] = Text) -> Column[str | int]:
    return Column(name, kind, primary_key=True, nullable=False, autoincrement=False)


def _text(name: str, *, nullable: bool = False) -> Column[str]:
    return Column(name, Text, nullable=nullable)


FILE = MetaData()
"""The whole layout."""

META = Table(
    "meta",
    FILE,
    _key("key"),
    _text("value"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""What is known of the file itself: profile, year, digest, where the history stands, whether the packet is 定稿."""

CELLS = Table(
    "cells",
    FILE,
    _key("sheet"),
    _key("row"),
    _key("column"),
    _text("text", nullable=True),
    Column("figure", Millionths),
    Column("places", Integer),
    CheckConstraint("(text IS NULL) <> (figure IS NULL)", name="one_value"),
    CheckConstraint("(figure IS NULL) = (places IS NULL)", name="figure_has_places"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""The cells that hold something: a text, or a figure with its number of decimals."""

ROWS = Table(
    "rows",
    FILE,
    _key("group"),
    _key("position", Integer),
    _text("row"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""The added rows: their places in their groups."""

HISTORY = Table(
    "history",
    FILE,
    _key("seq", Integer),
    _text("label"),
    _text("forward"),
    _text("inverse"),
    _text("link"),
    sqlite_strict=True,
)
"""The steps that can be undone or redone, and their links in the hash chain."""


def cell_fields(ref: CellRef, value: Value) -> dict[str, object]:
    """The columns of a cell's record; raises UnstorableError for what would not read back exactly."""
    check_storable(value)
    figure = value if isinstance(value, Decimal) else None
    return {
        "sheet": ref.sheet,
        "row": ref.row,
        "column": ref.column,
        "text": None if figure is not None else value,
        "figure": figure,
        "places": None if figure is None else places_of(figure),
    }


def row_fields(records: Iterable[Record]) -> list[dict[str, object]]:
    """The columns of the added rows' records."""
    return [dict(zip(("group", "position", "row"), record, strict=True)) for record in records]


def entry_fields(entry: HistoryEntry, link: str) -> dict[str, object]:
    """The columns of a history entry's record."""
    return {
        "seq": entry.seq,
        "label": entry.label,
        "forward": entry.forward,
        "inverse": entry.inverse,
        "link": link,
    }
