"""Addresses and values: every field of the packet, prose included, is a cell."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple, TypeAlias

Value: TypeAlias = Decimal | str | None
"""A figure exactly as typed (its number of decimals kept), a text, or nothing. Empty is not zero."""


class CellRef(NamedTuple):
    """The address of one cell: form code, row id, column code (all stable, language-free identifiers)."""

    sheet: str
    row: str
    column: str

    def __str__(self) -> str:
        return f"{self.sheet}/{self.row}/{self.column}"

    @classmethod
    def parse(cls, text: str) -> CellRef:
        """Read back what ``str`` wrote; raises ValueError when the text has not three parts."""
        sheet, row, column = text.split("/")
        return cls(sheet, row, column)
