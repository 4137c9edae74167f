"""Lists which run over paragraphs: "…其中：" and then 1、…；2、…；3、…, each on a line of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from model.prose.entries import Entry, read_entries
from model.prose.items import ReadParagraph
from model.prose.lists import ListClaim
from model.prose.reading import Reading

_OPENS = re.compile(
    r"(?:其中|具体(?:情况)?(?:如下|为|是)?|如下|包括|主要用于|用于以下(?:方面|项目)?|分别(?:为|是)|明细)(?:：|，)?$"
)
_FEWEST, _MOST = 2, 80


def read_block_lists(reading: Reading) -> Iterator[ListClaim]:
    """A head paragraph which ends by opening a list, and the numbered paragraphs behind it."""
    for number, read in reading.paragraphs():
        if not _OPENS.search(read.text.rstrip("。")) or reading.lists[number]:
            continue
        entries = read_entries(read.items)
        if not entries:
            continue
        heads = [entry for entry in entries if entry.items[0].quantity.kind.value == "money"]
        if heads:
            parts = _parts(reading, number, heads[-1])
            if len(parts) >= _FEWEST:
                reads, listed = zip(*parts, strict=True)
                yield ListClaim(read, heads[-1], tuple(listed), "其中", reads=tuple(reads))


def _parts(reading: Reading, number: int, head: Entry) -> list[tuple[ReadParagraph, Entry]]:
    found: list[tuple[ReadParagraph, Entry]] = []
    style = None
    expected = 1
    for read in reading.reads[number + 1 : number + 1 + _MOST]:
        numbering = read.paragraph.numbering
        if numbering is None:
            break
        style = style or numbering.style
        if numbering.style != style:
            if found and _is_deeper(numbering.style, style):
                continue
            break
        if numbering.values[-1] != expected:
            break
        expected += 1
        entries = [entry for entry in read_entries(read.items) if entry.dimension == head.dimension]
        if not entries:
            return []
        found.append((read, _fitting(entries, head)))
    return found


def _fitting(entries: list[Entry], head: Entry) -> Entry:
    """The first entry, or the first with the columns of the head (年初预算 and 决算 in a later sentence)."""
    if head.budgets() and not entries[0].budgets():
        return next((entry for entry in entries if entry.budgets()), entries[0])
    return entries[0]


def _is_deeper(style: str, than: str) -> bool:
    order = ("han", "han_bracket", "digit", "dotted", "digit_bracket", "circled")
    return style in order and than in order and order.index(style) > order.index(than)
