"""A packet's cells and rows as the records that SQLite holds and the digest counts.

Figures are whole numbers of millionths, never floats, with the number of decimals as typed beside them: 5.40 is
(5400000, 2) and reads back as 5.40, 0.005 is (5000, 3). The smallest unit, a millionth, and the limit of 12 digits
before the point are those of ``amounts.parse_amount``; 18 digits fit SQLite's 64-bit integers with room to spare.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from model.amounts import MAX_DECIMAL_PLACES
from model.cells import CellRef, Value
from model.digest import Record
from model.storable import places_of


def to_millionths(value: Decimal) -> int:
    """The figure as the file holds it; exact for what ``check_storable`` lets through."""
    return int(value.scaleb(MAX_DECIMAL_PLACES))


def from_millionths(number: int) -> Decimal:
    """The figure, with six decimals."""
    return Decimal(number).scaleb(-MAX_DECIMAL_PLACES)


def cell_value(text: str | None, figure: int | None, places: int | None) -> Value:
    """A cell's value from its columns, with the digits as typed."""
    if figure is None or places is None:
        return text
    return from_millionths(figure).quantize(Decimal(1).scaleb(-places))


def cell_record(ref: CellRef, value: Value) -> Record:
    """The columns of a cell that holds something."""
    if isinstance(value, Decimal):
        return (*ref, None, to_millionths(value), places_of(value))
    return (*ref, value, None, None)


def cell_records(cells: Mapping[CellRef, Value]) -> Iterable[Record]:
    """The records of the cells that hold something."""
    return (cell_record(ref, value) for ref, value in cells.items() if value is not None)


def row_records(groups: Mapping[str, Sequence[str]]) -> Iterable[Record]:
    """The records of the added rows."""
    return ((name, position, row) for name, rows in groups.items() for position, row in enumerate(rows))
