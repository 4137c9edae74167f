"""A document with everything recognised in it, and the look-up of figures by their name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from model.prose import lexicon
from model.prose.entries import main_items
from model.prose.items import Item, ReadParagraph, read_paragraph
from model.prose.lists import ListClaim, reaches_above, read_lists, read_lists_above
from model.prose.text import Document, read_document

_NAMED_YEAR = re.compile(r"((?:19|20)\d{2})年")
_TITLE_YEAR = re.compile(r"((?:19|20)\d{2})年(?:度)")
_TOTAL_WORDS = re.compile(r"合计|总额|总预算|总量|总支出|总收入|(?<!收入|支出)总计")


@dataclass
class Reading:
    """All paragraphs of a text with their figures, entries and lists."""

    document: Document
    reads: list[ReadParagraph] = field(default_factory=list)
    lists: list[list[ListClaim]] = field(default_factory=list)
    report_year: int | None = None
    lists_above: dict[int, list[ListClaim]] = field(default_factory=dict)
    """Paragraph → its lists whose whole stands in the paragraph above."""
    reached_back: set[int] = field(default_factory=set)
    """Paragraphs for which something was looked for before the beginning of the text."""
    totals: dict[str, list[tuple[int, Item]]] = field(default_factory=lambda: defaultdict(list))
    """Bare concept → figures which call themselves a total (本年支出合计), in order of the text."""
    figures: list[tuple[int, ReadParagraph, Item]] = field(default_factory=list)
    """Every main figure with its paragraph, in order of the text."""

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
        last = bisect_left(named, (paragraph, before), key=lambda each: (each[0], each[1].quantity.start))
        if not last:
            self.reached_back.add(paragraph)
            return None
        number, item = named[last - 1]
        return self.reads[number], item

    def list_of(self, paragraph: int, item: Item) -> ListClaim | None:
        """The innermost list which the figure is a part of."""
        found = None
        for claim in (*self.lists_above.get(paragraph, ()), *self.lists[paragraph]):
            if any(item in part.items for part in claim.parts):
                found = claim
        return found


def read_text(source: str, report_year: int | None = None) -> Reading:
    """Recognise everything; the report year is the one named most often as 年度, unless given."""
    reading = Reading(read_document(source), report_year=report_year or guess_year(source))
    for paragraph in reading.document.paragraphs:
        read = read_paragraph(paragraph)
        reading.reads.append(read)
        reading.lists.append(read_lists(read))
        for item in main_items(read.items):
            reading.figures.append((paragraph.index, read, item))
            if _TOTAL_WORDS.search(item.lead):
                reading.totals[bare_concept(item.label)].append((paragraph.index, item))
    look_above(reading)
    return reading


def look_above(reading: Reading) -> None:
    """Find the lists whose whole stands in the paragraph above."""
    for number in range(1, len(reading.reads)):
        if reaches_above(reading.reads[number]):
            claims = read_lists_above(reading.reads[number], reading.reads[number - 1])
            if claims:
                reading.lists_above[number] = claims


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
