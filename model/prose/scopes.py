"""口径: which funds and which year a figure speaks of."""

from __future__ import annotations

import re
from functools import lru_cache

from model.prose import lexicon
from model.prose.items import Item
from model.prose.reading import Reading
from model.prose.vocabulary import SCOPES

_YEAR = re.compile(r"((?:19|20)\d{2})年")


def scope_of(reading: Reading, number: int, item: Item) -> str:
    """The scope named before the figure, in its sentence, or in the nearest heading; empty if none is."""
    read = reading.reads[number]
    start, _ = read.sentence_of(item.quantity.start)
    for words in (item.lead, read.text[start : item.quantity.start]):
        found = _last_scope(words)
        if found:
            return found
    for above in range(number - 1, max(-1, number - 6), -1):
        paragraph = reading.document.paragraphs[above]
        if paragraph.numbering is not None and len(paragraph.text) <= 40:
            found = _last_scope(paragraph.text)
            if found or paragraph.numbering.style in {"han", "part"}:
                return found
    return ""


@lru_cache(maxsize=1 << 13)
def _last_scope(words: str) -> str:
    """The scope which the words name last; empty for none."""
    named = [(match.start(), name) for name, pattern in SCOPES for match in pattern.finditer(words)]
    return max(named)[1] if named else ""


def concept_year(reading: Reading, number: int, item: Item) -> int | None:
    """The year of a figure: before it, at the head of its sentence, else the report's."""
    read = reading.reads[number]
    start, _ = read.sentence_of(item.quantity.start)
    for words in (item.lead, read.text[start : item.quantity.start]):
        years = _YEAR.findall(words)
        if years:
            return int(years[-1])
    return reading.report_year


def key_label(label: str) -> str:
    """For comparing names."""
    return lexicon.key_of(label)
