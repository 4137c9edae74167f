"""Which rows of a long list a table shows: those that belong to one row of another list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gui.document import Document
from model.cells import CellRef
from model.formdef import FormDef


@dataclass(frozen=True)
class RowFilter:
    """The rows whose cell in ``column`` reads ``value``."""

    column: str
    value: str

    def lets_through(self, document: Document, form: FormDef, row: str) -> bool:
        """Whether the row is shown."""
        return document.book.value(form.ref(row, self.column)) == self.value

    def reads(self, form: FormDef, cells: Iterable[CellRef]) -> bool:
        """Whether one of these cells decides what is shown."""
        return any((ref.sheet, ref.column) == (form.code, self.column) for ref in cells)
