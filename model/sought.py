"""What is looked for in a packet, and where it stands in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from model.amounts import AmountError, fold_width, parse_amount
from model.cells import CellRef
from model.findings import Span
from model.moneyunits import can_be_yuan, yuan

if TYPE_CHECKING:
    from model.book import Book

_BETWEEN_DIGITS = re.compile(r"(?<=[0-9])(?=[0-9])")
_PERHAPS_SEPARATED = "(?:,(?=[0-9]{3}))?"
_SEPARATOR = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")


@dataclass(frozen=True)
class Hit:
    """A cell, and where in its text; no span where only its label or heading matches.

    The span counts in the text as it is kept; of a figure, in the text that is shown.
    """

    ref: CellRef
    span: Span | None = None


class Sought:
    """Full-width or half-width, large or small letters, with separators between thousands or without: it is the same."""

    def __init__(self, words: str) -> None:
        plain = _SEPARATOR.sub("", fold_width(words.strip()))
        self._pattern = re.compile(_BETWEEN_DIGITS.sub(_PERHAPS_SEPARATED, re.escape(plain)), re.IGNORECASE)
        try:
            self._amount = parse_amount(words)
        except AmountError:
            self._amount = None

    def __bool__(self) -> bool:
        return bool(self._pattern.pattern)

    def spans_in(self, text: str) -> list[Span]:
        """Every place in a text."""
        plain, origins = _folded(text)
        spans = (match.span() for match in self._pattern.finditer(plain))
        if origins is None:
            return list(spans)
        return [(origins[start], origins[end - 1] + 1) for start, end in spans]

    def is_amount_of(self, book: Book, ref: CellRef) -> bool:
        """Whether it is the cell's money in full, in 万元 or in 元, whichever of them the table is read in."""
        kept = book.number(ref) if self._amount and can_be_yuan(ref) else None
        return isinstance(kept, Decimal) and self._amount in (kept, yuan(kept))


def _folded(text: str) -> tuple[str, list[int] | None]:
    """The text without the differences that no clerk means, and where its characters come from if some were left out."""
    plain = fold_width(text)
    if len(plain) == len(text):
        return plain, None
    pieces = [(at, fold_width(character)) for at, character in enumerate(text)]
    return plain, [at for at, piece in pieces if piece]
