"""Which formulas bind and which only propose: a proposed value may be typed over without further ado."""

from __future__ import annotations

from model.book import Book
from model.cells import CellRef
from model.formdef import BoundFormula


class Proposals:
    """The cells of one form that are filled by a formula without a relation's number. Follows the book by itself."""

    def __init__(self, sheet: str) -> None:
        self._sheet = sheet
        self._read: tuple[BoundFormula, ...] | None = None
        self._proposed: frozenset[CellRef] = frozenset()

    def holds(self, book: Book, ref: CellRef) -> bool:
        """Whether the cell's formula only proposes."""
        if book.bound_formulas is not self._read:
            self._read = book.bound_formulas
            first: dict[CellRef, str] = {}
            for bound in self._read:
                if bound.target.sheet == self._sheet:
                    first.setdefault(bound.target, bound.code)
            self._proposed = frozenset(ref for ref, code in first.items() if not code)
        return ref in self._proposed
