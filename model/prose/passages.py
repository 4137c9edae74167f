"""Passages: a report in pieces which can be read and judged by themselves, once, whatever stands around them.

A passage ends behind a line whose last mark ends a paragraph.  No paragraph and no table runs over
that, so a text read in passages is the text read as a whole, and after a keystroke only the
passage in which it fell is read anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from model.prose.changes import check_changes
from model.prose.comparisons import check_comparisons
from model.prose.counts import check_announced, check_counts, check_repeated_parts, check_scores
from model.prose.expressions import check_expressions
from model.prose.findings import Sheet
from model.prose.lists import read_trailing_totals
from model.prose.ratios import check_ratios
from model.prose.reading import Reading, read_text
from model.prose.repeats import check_repeated_rates
from model.prose.sums import check_list, check_wholes
from model.prose.tables import check_tables
from model.prose.units import check_units
from model.prose.wording import check_wording

_END = re.compile(r"^[^\t|\r\n]*[。！？；：…”）]\n", re.MULTILINE)
"""A line of prose, never of a table, behind which the next one begins a paragraph."""
_REMEMBERED = 1 << 13
"""Passages kept: more than a report of 300,000 characters has; what was typed over is dropped in time."""

Stretch = tuple[int, str]
"""Where some words begin, and the words."""


@dataclass(frozen=True)
class Passage:
    """What a stretch of text says, with positions counted from its own beginning."""

    reading: Reading
    sheet: Sheet
    """What was judged within the passage."""
    reaching_back: tuple[int, ...]
    """Paragraphs with a share whose whole stands, if anywhere, before the passage; their shares are not judged here."""


def split(source: str) -> Iterator[Stretch]:
    """The passages of a text, each with its place."""
    start = 0
    for match in _END.finditer(source):
        yield start, source[start : match.end()]
        start = match.end()
    if start < len(source):
        yield start, source[start:]


@lru_cache(maxsize=_REMEMBERED)
def read_passage(words: str, report_year: int | None) -> Passage:
    """Read and judge a passage; the same words need not be read again."""
    reading = read_text(words, report_year)
    sheet = Sheet(words)
    reaching_back: list[int] = []
    for number, read in enumerate(reading.reads):
        check_wording(sheet, read, report_year)
        check_counts(sheet, read.paragraph)
        check_scores(sheet, read.paragraph)
        if read.items:
            _check_figures(sheet, reading, number)
            shares = Sheet(words)
            check_ratios(shares, reading, number)
            if number in reading.reached_back:
                reaching_back.append(number)
            else:
                sheet.take(shares)
    check_tables(sheet, reading.document)
    return Passage(reading, sheet, tuple(reaching_back))


def _check_figures(sheet: Sheet, reading: Reading, number: int) -> None:
    read = reading.reads[number]
    for claim in reading.lists[number]:
        check_list(sheet, claim)
        check_announced(sheet, claim)
        check_repeated_parts(sheet, claim)
    for claim in read_trailing_totals(read):
        check_list(sheet, claim)
    check_wholes(sheet, read, reading.lists[number])
    check_changes(sheet, reading, number)
    check_comparisons(sheet, read)
    check_expressions(sheet, read)
    check_repeated_rates(sheet, read)
    check_units(sheet, read)
