"""The tables of a ``.jxzp`` file.

Figures are stored as whole numbers of millionths, never as floats (SQLAlchemy's ``Numeric`` goes through float on SQLite:
99999999999999.99 comes back as …98), with the number of decimals as typed beside them: 5.40 is (5400000, 2) and reads
back as 5.40, 0.005 is (5000, 3). The smallest unit, a millionth, and the limit of 12 digits before the point are those of
``amounts.parse_amount``; 18 digits fit SQLite's 64-bit integers with room to spare. Anything else raises
UnstorableError rather than being rounded.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from sqlalchemy import CheckConstraint, Dialect, Integer, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from model.amounts import MAX_DECIMAL_PLACES
from model.cells import CellRef, Value
from model.digest import Record
from model.history import HistoryEntry
from model.storable import check_storable, places_of

_STRICT = {"sqlite_strict": True}
_STRICT_BY_KEY = {"sqlite_strict": True, "sqlite_with_rowid": False}


class Millionths(TypeDecorator[Decimal]):
    """An exact figure as an integer number of millionths."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        """Decimal to integer; exact, since ``check_storable`` lets nothing finer through."""
        return None if value is None else to_millionths(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        """Integer to Decimal, with six decimals."""
        return None if value is None else Decimal(value).scaleb(-MAX_DECIMAL_PLACES)


class Base(DeclarativeBase):
    """The file's tables."""


class MetaRecord(Base):
    """What is known of the file itself: profile, year, digest, where the history stands."""

    __tablename__ = "meta"
    __table_args__ = _STRICT_BY_KEY

    key: Mapped[str] = mapped_column(Text, primary_key=True)
    value: Mapped[str] = mapped_column(Text)


class CellRecord(Base):
    """A cell that holds something: a text, or a figure with its number of decimals."""

    __tablename__ = "cells"
    __table_args__ = (
        CheckConstraint("(text IS NULL) <> (figure IS NULL)", name="one_value"),
        CheckConstraint("(figure IS NULL) = (places IS NULL)", name="figure_has_places"),
        _STRICT_BY_KEY,
    )

    sheet: Mapped[str] = mapped_column(Text, primary_key=True)
    row: Mapped[str] = mapped_column(Text, primary_key=True)
    column: Mapped[str] = mapped_column(Text, primary_key=True)
    text: Mapped[str | None] = mapped_column(Text)
    figure: Mapped[Decimal | None] = mapped_column(Millionths)
    places: Mapped[int | None]


class RowRecord(Base):
    """An added row: its place in its group."""

    __tablename__ = "rows"
    __table_args__ = _STRICT_BY_KEY

    group: Mapped[str] = mapped_column(Text, primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    row: Mapped[str] = mapped_column(Text)


class HistoryRecord(Base):
    """A step that can be undone or redone, and its link in the hash chain."""

    __tablename__ = "history"
    __table_args__ = _STRICT

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    label: Mapped[str] = mapped_column(Text)
    forward: Mapped[str] = mapped_column(Text)
    inverse: Mapped[str] = mapped_column(Text)
    link: Mapped[str] = mapped_column(Text)


def to_millionths(value: Decimal) -> int:
    """The figure as the file holds it."""
    return int(value.scaleb(MAX_DECIMAL_PLACES))


def cell_fields(ref: CellRef, value: Value) -> dict[str, object]:
    """The columns of a cell's record."""
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


def cell_value(text: str | None, figure: Decimal | None, places: int | None) -> Value:
    """A cell's value from its columns, with the digits as typed."""
    if figure is None or places is None:
        return text
    return figure.quantize(Decimal(1).scaleb(-places))


def cell_record(ref: CellRef, value: Value) -> Record:
    """The record that the digest counts: the columns as SQLite holds them."""
    if isinstance(value, Decimal):
        return (*ref, None, to_millionths(value), places_of(value))
    return (*ref, value, None, None)


def records_of(cells: Mapping[CellRef, Value]) -> Iterable[Record]:
    """The digest's records of the cells that hold something."""
    return (cell_record(ref, value) for ref, value in cells.items() if value is not None)


def row_records(groups: Mapping[str, Sequence[str]]) -> Iterable[Record]:
    """The digest's records of the added rows."""
    return ((name, position, row) for name, rows in groups.items() for position, row in enumerate(rows))


def row_fields(groups: Mapping[str, Sequence[str]]) -> list[dict[str, object]]:
    """The columns of the added rows' records."""
    return [
        {"group": name, "position": position, "row": row}
        for name, rows in groups.items()
        for position, row in enumerate(rows)
    ]


def entry_fields(entry: HistoryEntry, link: str) -> dict[str, object]:
    """The columns of a history entry's record."""
    return {
        "seq": entry.seq,
        "label": entry.label,
        "forward": entry.forward,
        "inverse": entry.inverse,
        "link": link,
    }
