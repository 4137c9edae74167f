"""Lists which run over paragraphs: "…其中：" and then 1、…；2、…；3、…, each on a line of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from model.prose import lexicon
from model.prose.entries import Entry, amount, read_entries
from model.prose.items import ReadParagraph
from model.prose.lists import ListClaim, figure
from model.prose.reading import Reading

_OPENS = re.compile(
    r"(?:其中|具体(?:情况)?(?:如下|为|是)?|如下|包括|主要用于|用于以下(?:方面|项目)?|分别(?:为|是)|明细)(?:：|，)?$"
)
_ORDER = ("han", "han_bracket", "digit", "dotted", "digit_bracket", "circled")
_FEWEST, _MOST = 2, 80
_LEAD_IN = 40
"""A part without 序号 names its figure within so many characters."""

_Part = tuple[ReadParagraph, Entry]


def read_block_lists(reading: Reading) -> Iterator[ListClaim]:
    """A head paragraph which ends by opening a list, and the paragraphs of its parts."""
    for number, read in reading.paragraphs():
        if not _OPENS.search(read.text.rstrip("。")) or any(
            claim.parts for claim in _last_lists(reading, number)
        ):
            continue
        heads = [entry for entry in read_entries(read.items) if entry.dimension == "money"]
        if not heads:
            continue
        numbered = _numbered_parts(reading, number, heads[-1])
        named = [] if numbered else _named_parts(reading, number, heads[-1])
        parts = numbered or named or _plain_parts(reading, number, heads)
        if len(parts) >= _FEWEST:
            head, sure = _head_of(read, heads, parts)
            if all(amount(figure(entry)) == amount(figure(head)) for _, entry in parts):
                continue  # 收、支总计100万元，其中：收入总计100万元，支出总计100万元: two sides, no parts
            reads, listed = zip(*parts, strict=True)
            if sure and (numbered or named or _same_shape(listed) or head is not heads[-1]):
                yield ListClaim(read, head, tuple(listed), "其中", reads=tuple(reads))


def _same_shape(entries: Sequence[Entry]) -> bool:
    """Every part names a budget and an actual figure: a list, whatever its sum."""
    return all(entry.budgets() and entry.actual() is not None for entry in entries)


def _last_lists(reading: Reading, number: int) -> list[ListClaim]:
    """Lists of the paragraph whose opening is the paragraph's end."""
    text = reading.reads[number].text
    return [claim for claim in reading.lists[number] if claim.head.end > len(text) - 12]


def _head_of(read: ReadParagraph, heads: Sequence[Entry], parts: Sequence[_Part]) -> tuple[Entry, bool]:
    """The whole: the figure which the parts give, else the nearest, if it stands alone."""
    total = _sum(entry for _, entry in parts)
    fitting = next((entry for entry in reversed(heads) if amount(figure(entry)) == total), None)
    if fitting is not None:
        return fitting, True
    sentence = heads[-1].items[0].sentence
    alone = sum(entry.items[0].sentence == sentence for entry in heads) == 1
    behind = read.text[heads[-1].end :].rstrip("。")
    directly = not _OPENS.sub("", behind).strip("。")
    return heads[-1], alone and ("。" not in behind or directly)


def _numbered_parts(reading: Reading, number: int, head: Entry) -> list[_Part]:
    """Parts with 序号; a part may go on in paragraphs without one."""
    found: list[_Part] = []
    style, expected, filled = None, 1, True
    for read in reading.reads[number + 1 : number + 1 + _MOST]:
        numbering = read.paragraph.numbering
        if numbering is None:
            if style is None:
                return []
            if not filled:
                filled = _add(found, read, head)
            continue
        style = style or numbering.style
        if numbering.style != style:
            if _is_deeper(numbering.style, style):
                continue
            break
        if numbering.values[-1] != expected or not filled:
            break
        expected += 1
        filled = _add(found, read, head)
    return found if filled else []


def _add(found: list[_Part], read: ReadParagraph, head: Entry) -> bool:
    entries = [entry for entry in read_entries(read.items) if entry.dimension == head.dimension]
    if not entries:
        return False
    found.append((read, _fitting(entries, head)))
    return True


def _plain_parts(reading: Reading, number: int, heads: Sequence[Entry]) -> list[_Part]:
    """Parts without 序号: as many following paragraphs as open with a figure and together give the whole."""
    found: list[_Part] = []
    wanted = {amount(figure(head)) for head in heads}
    for read in reading.reads[number + 1 : number + 1 + _MOST]:
        if read.paragraph.numbering is not None or not read.items or read.items[0].quantity.start > _LEAD_IN:
            break
        if not _add(found, read, heads[-1]):
            break
        if (
            len(found) >= _FEWEST
            and _sum(entry for _, entry in found) in wanted
            and not _more_of_same(reading, read)
        ):
            return found
    return found


def _named_parts(reading: Reading, number: int, head: Entry) -> list[_Part]:
    """基本支出…，其中： and then 人员经费… and 公用经费…, each opening a paragraph of its own."""
    for whole, wanted in lexicon.WHOLES:
        if not whole.search(head.key):
            continue
        found: list[_Part] = []
        for read in reading.reads[number + 1 : number + 2 + len(wanted)]:
            entries = [entry for entry in read_entries(read.items) if entry.dimension == head.dimension]
            if entries and entries[0].start <= _LEAD_IN and wanted[len(found)].search(entries[0].key):
                found.append((read, entries[0]))
            if len(found) == len(wanted):
                return found
    return []


def _more_of_same(reading: Reading, read: ReadParagraph) -> bool:
    """A further part of 0万元 may follow a sum which already fits."""
    following = reading.reads[read.paragraph.index + 1 : read.paragraph.index + 2]
    return bool(following) and bool(following[0].items) and following[0].items[0].quantity.value == 0


def _fitting(entries: Sequence[Entry], head: Entry) -> Entry:
    """The first entry, or the first with the columns of the head (年初预算 and 决算 in a later sentence)."""
    if head.budgets() and not entries[0].budgets():
        return next((entry for entry in entries if entry.budgets()), entries[0])
    return entries[0]


def _is_deeper(style: str, than: str) -> bool:
    return style in _ORDER and than in _ORDER and _ORDER.index(style) > _ORDER.index(than)


def _sum(entries: Iterator[Entry]) -> Decimal:
    return sum((amount(figure(entry)) for entry in entries), Decimal(0))
