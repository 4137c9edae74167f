"""口径: which funds and which year a figure speaks of."""

from __future__ import annotations

import re
from functools import lru_cache

from model.prose.items import Item
from model.prose.reading import Reading
from model.prose.vocabulary import SCOPES

_YEAR = re.compile(r"((?:19|20)\d{2})年")


def scope_of(reading: Reading, number: int, item: Item) -> str:
    """The scope named before the figure, in its sentence, or in the nearest heading; empty if none is."""
    read = reading.reads[number]
    start, _ = read.sentence_of(item.quantity.start)
    for words in (item.lead, read.text[start : item.quantity.start]):
        found = scopes_in(words)
        if found:
            return found[-1]
    for above in range(number - 1, max(-1, number - 6), -1):
        paragraph = reading.document.paragraphs[above]
        if paragraph.numbering is not None and len(paragraph.text) <= 40:
            found = scopes_in(paragraph.text)
            if found or paragraph.numbering.style in {"han", "part"}:
                return found[-1] if found else ""
    return ""


@lru_cache(maxsize=1 << 13)
def scopes_in(words: str) -> tuple[str, ...]:
    """All scopes named in a text, in order."""
    named = [(match.start(), name) for name, pattern in SCOPES for match in pattern.finditer(words)]
    return tuple(name for _, name in sorted(named))


def concept_year(reading: Reading, number: int, item: Item) -> int | None:
    """The year of a figure: before it, at the head of its sentence, else the report's."""
    read = reading.reads[number]
    start, _ = read.sentence_of(item.quantity.start)
    for words in (item.lead, read.text[start : item.quantity.start]):
        years = _YEAR.findall(words)
        if years:
            return int(years[-1])
    return reading.report_year
