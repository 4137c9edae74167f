"""Passages: a report in pieces which can be read and judged by themselves, once, whatever stands around them.

A passage ends behind a line whose last mark ends a paragraph.  No paragraph and no table runs over
that, so a text read in passages is the text read as a whole, and after a keystroke only the
passage in which it fell is read anew.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from threading import Lock

from model.prose.balances import check_balances
from model.prose.changes import check_changes
from model.prose.comparisons import check_comparisons
from model.prose.counts import check_announced, check_counts, check_repeated_parts, check_scores
from model.prose.expressions import check_expressions
from model.prose.findings import Sheet
from model.prose.moves import check_moves
from model.prose.parallel import check_parallels
from model.prose.ratios import check_ratios
from model.prose.reading import Reading, read_text
from model.prose.repeats import check_repeated_rates
from model.prose.sums import check_list, check_wholes
from model.prose.tables import check_tables
from model.prose.totals import read_trailing_totals
from model.prose.units import check_units
from model.prose.wording import check_wording

_WIDE = r"[^\S\n][\u200b-\u200f\u2060\ufeff]*[^\S\n]"
_END = re.compile(rf"^(?![^\n]*{_WIDE})[^\t|\r\n]*[。！？；：…”）]\n", re.MULTILINE)
"""A line of prose, never of a table (tabs, bars, columns set apart by wide blanks), behind which the next one begins a paragraph."""
_REMEMBERED = 600_000
"""Characters of all passages kept: two of the longest reports; what was typed over is dropped in time."""

Stretch = tuple[int, str]
"""Where some words begin, and the words."""


@dataclass(frozen=True)
class Passage:
    """What a stretch of text says, with positions counted from its own beginning."""

    reading: Reading
    sheet: Sheet
    """What was judged within the passage."""
    reaching_back: tuple[int, ...]
    """Paragraphs with a share or a change that speaks of what stands, if anywhere, before the passage; not judged here."""


def split(source: str) -> Iterator[Stretch]:
    """The passages of a text, each with its place."""
    start = 0
    for match in _END.finditer(source):
        yield start, source[start : match.end()]
        start = match.end()
    if start < len(source):
        yield start, source[start:]


class Memory:
    """What was read of late, by words and report year; bounded by characters, as the longer passage is the heavier one."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._size = 0
        self._passages: OrderedDict[tuple[str, int | None], Passage] = OrderedDict()
        self._lock = Lock()
        self.reads = 0
        """How many passages had to be read."""

    def read(self, words: str, report_year: int | None) -> Passage:
        """The passage, read now or before."""
        key = (words, report_year)
        with self._lock:
            known = self._passages.get(key)
            if known is not None:
                self._passages.move_to_end(key)
                return known
        passage = read_passage(words, report_year)
        with self._lock:
            self.reads += 1
            if key not in self._passages:
                self._passages[key] = passage
                self._size += len(words)
            while self._size > self._most and len(self._passages) > 1:
                (dropped, _), _ = self._passages.popitem(last=False)
                self._size -= len(dropped)
        return passage

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._passages.clear()
            self._size = 0


MEMORY = Memory(_REMEMBERED)
"""The one memory of the program: the window and an export in the background read the same report."""


def read_passage(words: str, report_year: int | None) -> Passage:
    """Read and judge a passage."""
    reading = read_text(words, report_year)
    sheet = Sheet(words)
    reaching_back: list[int] = []
    for number, read in enumerate(reading.reads):
        check_wording(sheet, read, report_year)
        check_counts(sheet, read.paragraph)
        check_scores(sheet, read.paragraph)
        if read.items:
            _check_figures(sheet, reading, number)
            found = Sheet(words)
            check_reaching(found, reading, number)
            if number in reading.reached_back:
                reaching_back.append(number)
            else:
                sheet.take(found)
    check_tables(sheet, reading.document)
    return Passage(reading, sheet, tuple(reaching_back))


def check_reaching(sheet: Sheet, reading: Reading, number: int) -> None:
    """What may speak of a figure in a paragraph before: shares, rates and changes."""
    check_ratios(sheet, reading, number)
    check_changes(sheet, reading, number)


def _check_figures(sheet: Sheet, reading: Reading, number: int) -> None:
    read = reading.reads[number]
    for claim in reading.lists[number]:
        check_list(sheet, claim)
        check_announced(sheet, claim)
        check_repeated_parts(sheet, claim)
    for claim in read_trailing_totals(read):
        check_list(sheet, claim)
    check_wholes(sheet, read, reading.lists[number])
    check_parallels(sheet, read)
    check_moves(sheet, read)
    check_comparisons(sheet, read)
    check_balances(sheet, read)
    check_expressions(sheet, read)
    check_repeated_rates(sheet, read)
    check_units(sheet, read)
