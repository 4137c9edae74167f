"""A document with everything recognised in it, and the look-up of figures by their name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass, field, replace

from model.prose import lexicon
from model.prose.entries import main_items
from model.prose.items import Item, ReadParagraph, read_paragraph
from model.prose.lists import ListClaim, reaches_above, read_lists, read_lists_above
from model.prose.text import Document, moved, moved_table, read_document
from model.prose.vocabulary import OUTLAY, STAFF, concepts_of, is_staff_behind, is_whole_outlay

_NAMED_YEAR = re.compile(r"((?:19|20)\d{2})年")
_PIECE = 256
"""Parts that are put together at a stretch."""
_TITLE_YEAR = re.compile(r"((?:19|20)\d{2})年(?:度)")
_TOTAL_WORDS = re.compile(r"合计|总额|总预算|总量|总支出|总收入|(?<!收入|支出)总计")

Figure = tuple[int, ReadParagraph, Item]
"""A main figure: the number of its paragraph, the paragraph, the item."""


@dataclass
class Reading:
    """All paragraphs of a text with their figures, entries and lists."""

    document: Document
    reads: list[ReadParagraph] = field(default_factory=list)
    lists: list[list[ListClaim]] = field(default_factory=list)
    """The lists of each paragraph, as they were read in their part of the text; ``list_of`` puts one in its place."""
    report_year: int | None = None
    lists_above: dict[int, list[ListClaim]] = field(default_factory=dict)
    """Paragraph → its lists whose whole stands in the paragraph above."""
    figures: list[Figure] = field(default_factory=list)
    """Every main figure, in order of the text."""
    totals: dict[str, list[Figure]] = field(default_factory=lambda: defaultdict(list))
    """Bare concept → figures which call themselves a total (本年支出合计), in order of the text."""
    by_concept: dict[str, list[Figure]] = field(default_factory=lambda: defaultdict(list))
    """Name of a concept of the vocabulary → the figures whose label its pattern takes, in order of the text."""
    reached_back: set[int] = field(default_factory=set)
    """Paragraphs for which something was looked for before the beginning of the text."""

    def paragraphs(self) -> Iterator[tuple[int, ReadParagraph]]:
        """Paragraphs which hold figures, with their number."""
        return ((index, read) for index, read in enumerate(self.reads) if read.items)

    def nearest(self, paragraph: int, most: int) -> Iterator[tuple[int, ReadParagraph]]:
        """A paragraph and those before it, the latest first."""
        for number in range(paragraph, paragraph - most, -1):
            if number < 0:
                self.reached_back.add(paragraph)
                return
            yield number, self.reads[number]

    def total(self, whole: str, paragraph: int, before: int) -> tuple[ReadParagraph, Item] | None:
        """The latest total with the name of the whole, however far above."""
        named = self.totals.get(bare_concept(whole), [])
        last = bisect_left(named, (paragraph, before), key=lambda each: (each[0], each[2].quantity.start))
        if not last:
            self.reached_back.add(paragraph)
            return None
        return named[last - 1][1:]

    def list_of(self, paragraph: int, item: Item) -> ListClaim | None:
        """The innermost list which the figure is a part of."""
        if not paragraph and reaches_above(self.reads[0]):
            self.reached_back.add(paragraph)
        above = [claim for claim in self.lists_above.get(paragraph, ()) if claim.holds(item)]
        own = [claim for claim in self.lists[paragraph] if claim.holds(item)]
        if own:
            return replace(own[-1], read=self.reads[paragraph])
        return above[-1] if above else None


def read_text(source: str, report_year: int | None = None) -> Reading:
    """Recognise everything; the report year is the one named most often as 年度, unless given."""
    reading = Reading(read_document(source), report_year=report_year or guess_year(source))
    for paragraph in reading.document.paragraphs:
        read = read_paragraph(paragraph)
        reading.reads.append(read)
        reading.lists.append(read_lists(read))
        before = ""
        for item in main_items(read.items):
            figure = (paragraph.index, read, item)
            reading.figures.append(figure)
            if _TOTAL_WORDS.search(item.lead):
                reading.totals[bare_concept(item.label)].append(figure)
            for concept in concepts_of(item.label):
                reading.by_concept[concept.name].append(figure)
            if is_staff_behind(item.label, before):
                reading.by_concept[STAFF].append(figure)
            if is_whole_outlay(read.text[read.sentence_of(item.quantity.start)[0] : item.quantity.start]):
                reading.by_concept[OUTLAY].append(figure)
            before = item.label
    _look_above(reading)
    return reading


def _look_above(reading: Reading) -> None:
    """Find the lists whose whole stands in the paragraph above."""
    for number in range(1, len(reading.reads)):
        if reaches_above(reading.reads[number]):
            claims = read_lists_above(reading.reads[number], reading.reads[number - 1])
            if claims:
                reading.lists_above[number] = claims


def joining(
    source: str, report_year: int | None, parts: Iterable[tuple[int, Reading]]
) -> Generator[None, None, Reading]:
    """The reading of a text out of the readings of its parts, each with the place where it begins; in pieces."""
    reading = Reading(Document(source), report_year=report_year)
    for number, (start, part) in enumerate(parts):
        _append(reading, part, start)
        if number % _PIECE == 0:
            yield
    _look_above(reading)
    yield
    return reading


def _append(reading: Reading, part: Reading, start: int) -> None:
    document, reads = reading.document, reading.reads
    first = len(reads)
    for read in part.reads:
        paragraph = moved(read.paragraph, start, first)
        document.paragraphs.append(paragraph)
        reads.append(ReadParagraph(paragraph, read.items, read.markers))
    reading.lists += part.lists
    document.tables += [moved_table(table, start, first) for table in part.document.tables]

    if not part.figures:
        return

    def here(figures: list[Figure]) -> list[Figure]:
        return [(first + number, reads[first + number], item) for number, _, item in figures]

    reading.figures += here(part.figures)
    for name, figures in part.totals.items():
        reading.totals[name] += here(figures)
    for name, figures in part.by_concept.items():
        reading.by_concept[name] += here(figures)


def guess_year(source: str) -> int | None:
    """The year a report is about: the 年度 it names first and most often near its beginning."""
    years = [int(match.group(1)) for match in _TITLE_YEAR.finditer(source)]
    if not years:
        return None
    return max(sorted(set(years)), key=lambda year: (years[:40].count(year), -years.index(year)))


def year_of(item: Item) -> int | None:
    """The year named in the words before a figure."""
    match = _NAMED_YEAR.search(item.lead)
    return int(match.group(1)) if match is not None else None


def same_concept(first: str, second: str) -> bool:
    """本年支出合计 and 支出: equal once time words and 合计 are gone.  总计 holds the carry-over and differs."""
    return bare_concept(first) == bare_concept(second) != ""


def bare_concept(label: str) -> str:
    """The name without time words, 合计 and 决算."""
    key = lexicon.key_of(label)
    return re.sub(r"^(?:本年度?|全年|当年|年度|本部门|我单位|总)+|(?:合计|总额|总量|金额|决算|数)+$", "", key)
