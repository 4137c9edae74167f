"""How a live field is written in prose: ``{{sheet/row/column}}``, or ``{{sheet/row/column|word}}`` for a figure derived from the cell.

What is not written exactly so is the clerk's own text and stays as typed. Nothing here knows a packet: these are functions on text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from model.cells import CellRef
from model.findings import Span

_FIELD = re.compile(
    r"\{\{(?P<sheet>[a-z][a-z0-9_]*)/(?P<row>[^\s/{}|]+)/(?P<column>[a-z][a-z0-9_]*)(?:\|(?P<word>[^\s/{}|]+))?\}\}"
)


@dataclass(frozen=True)
class Field:
    """One live field: where it stands in the raw text, the cell it quotes, and the word that says what of it."""

    span: Span
    ref: CellRef
    word: str = ""


def parse_fields(raw: str) -> Iterator[Field]:
    """The live fields of a text, in order."""
    if "{{" in raw:
        for match in _FIELD.finditer(raw):
            ref = CellRef(match["sheet"], match["row"], match["column"])
            yield Field(match.span(), ref, match["word"] or "")


def fields_in(raw: str) -> list[tuple[Span, CellRef]]:
    """Where the text quotes which cell."""
    return [(field.span, field.ref) for field in parse_fields(raw)]


def written(ref: CellRef, word: str = "") -> str:
    """The field as it is written in the raw text."""
    return f"{{{{{ref}|{word}}}}}" if word else f"{{{{{ref}}}}}"


def insert_field(raw: str, position: int, ref: CellRef, word: str = "") -> str:
    """The text with one more field; a position inside a field counts as behind it."""
    _, place = whole_fields(raw, (position, position))
    return raw[:place] + written(ref, word) + raw[place:]


def remove_field(raw: str, span: Span) -> str:
    """The text without the fields that the span touches, and without the rest of the span."""
    start, end = whole_fields(raw, span)
    return raw[:start] + raw[end:]


def whole_fields(raw: str, span: Span) -> Span:
    """The span, widened so that it cuts no field in two: what an editor deletes or moves.

    A position inside a field moves behind it.
    """
    start, end = span
    for field in parse_fields(raw):
        first, last = field.span
        if first < start < last:
            start = last if span[0] == span[1] else first
        if first < end < last:
            end = last
    return start, max(start, end)
