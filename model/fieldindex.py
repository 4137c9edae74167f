"""Which prose quotes which cell: what must be read anew when a quoted cell changes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from model.cells import CellRef
from model.fieldsyntax import parse_fields
from model.fieldwords import source_of
from model.livefields import is_live

if TYPE_CHECKING:
    from model.book import Book


class FieldIndex:
    """From quoted cells to the prose that quotes them, kept up as prose changes."""

    def __init__(self) -> None:
        self._quotes: dict[CellRef, frozenset[CellRef]] = {}
        self._quoting: dict[CellRef, set[CellRef]] = {}

    @property
    def holders(self) -> frozenset[CellRef]:
        """The prose cells with live fields."""
        return frozenset(self._quotes)

    @property
    def quoted_rows(self) -> frozenset[str]:
        """Row ids that some field names, whether the rows are there or not: a new row must not take the place of a deleted one."""
        return frozenset(ref.row for ref in self._quoting)

    def update(self, book: Book, changed: Iterable[CellRef]) -> None:
        """Read the changed prose anew."""
        for ref in changed:
            text = book.text(ref)
            if ref in self._quotes or ("{{" in text and is_live(ref)):
                self._note(book, ref, text)

    def readers(self, changed: Iterable[CellRef]) -> set[CellRef]:
        """The prose that shows something new because it quotes a changed cell, or quotes prose that does."""
        found: set[CellRef] = set()
        waiting = list(changed)
        while waiting:
            new = self._quoting.get(waiting.pop(), set()) - found
            found |= new
            waiting.extend(new)
        return found

    def _note(self, book: Book, ref: CellRef, text: str) -> None:
        for quoted in self._quotes.pop(ref, frozenset()):
            self._quoting[quoted].discard(ref)
            if not self._quoting[quoted]:
                del self._quoting[quoted]
        quotes: set[CellRef] = set()
        for field in parse_fields(text):
            source = source_of(book, field)
            quotes |= {field.ref, *(source.precedents if source else ())}
        if quotes:
            self._quotes[ref] = frozenset(quotes)
        for quoted in quotes:
            self._quoting.setdefault(quoted, set()).add(ref)
