"""Totals that come last: A 1万元、B 2万元、C 3万元，合计6万元."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from model.prose.entries import Entry, amount, read_entries
from model.prose.items import ReadParagraph
from model.prose.lists import ListClaim, figure
from model.prose.text import han_number

_LOOK_BACK = 40
"""How many entries before a total its parts are looked for."""
_COUNTED = re.compile(r"(?:以上)?([二三四五六七八九十])(?:项|类|者|部分)")
_TRAILING_GAP = Decimal("0.2")
_TRAILING = re.compile(
    r"^[^，。；]{0,8}(?:合计|共计|总计|总额|累计|(?<![一-龥]{4})共)(?:追加|安排|投入|支出|下达|拨付|到位|筹集|使用)?(?:资金|金额|经费)?(?:为|达)?$"
)
_TRAILING_SCORE = re.compile(
    r"^[^，。；]{0,6}(?:(?:综合|总|合计)(?:自评)?(?:得分|评分|分)|合计|共计)(?:为|共)?$"
)


def read_trailing_totals(read: ReadParagraph) -> Iterator[ListClaim]:
    """A 1万元、B 2万元、C 3万元，合计6万元: the whole comes last."""
    entries = read_entries(read.items)
    opened = min((marker.end for marker in read.markers if marker.word == "由"), default=len(read.text))
    for index, entry in enumerate(entries):
        pattern = _TRAILING_SCORE if entry.dimension == "score" else _TRAILING
        if index < 2 or not pattern.match(entry.items[0].lead) or len(entry.items) > 1:
            continue
        parts = _run_before(read, entries, index)
        if len(parts) < 2 or _other_side(entry, parts):
            continue
        total = amount(figure(entry))
        fitting = _fitting_start(parts, total)
        word = "由" if opened <= parts[0].items[0].quantity.start else "合计"
        gap = abs(_sum_of(parts) - total)
        units = {part.items[0].quantity.unit for part in (entry, *parts)}
        if fitting is None and word == "合计" and gap > total * _TRAILING_GAP and len(units) == 1:
            continue
        chosen = parts if fitting is None else parts[fitting:]
        counted = _COUNTED.match(entry.items[0].lead)
        told = word == "由" or _told_apart(read, parts[0]) or entry.dimension == "score"
        certain = told or (counted is not None and han_number(counted.group(1)) == len(chosen))
        yield ListClaim(read, entry, tuple(chosen), word, certain=certain)


def _other_side(total: Entry, parts: Sequence[Entry]) -> bool:
    """基本支出…，项目支出…，收入合计…: items of spending are no parts of income, nor the reverse."""
    words = total.items[0].lead
    side, other = ("收入", "支出") if "收入" in words else ("支出", "收入") if "支出" in words else ("", "")
    return bool(side) and any(other in part.label and side not in part.label for part in parts)


def _told_apart(read: ReadParagraph, first: Entry) -> bool:
    """…资金分别为10万元、20万元、30万元: every figure of the run is a part."""
    start = first.items[0].quantity.start
    return "分别" in read.text[max(0, start - 6) : start]


def _fitting_start(parts: Sequence[Entry], total: Decimal) -> int | None:
    """From which part on the run gives the total."""
    running = Decimal(0)
    fitting = None
    for index in range(len(parts) - 1, -1, -1):
        running += amount(figure(parts[index]))
        if running == total and index < len(parts) - 1:
            fitting = index
    return fitting


def _run_before(read: ReadParagraph, entries: Sequence[Entry], index: int) -> list[Entry]:
    """The entries of the same clause group directly before a trailing total."""
    run: list[Entry] = []
    following = entries[index]
    apart = "；" in read.text[entries[index - 1].end : following.items[0].quantity.start]
    stop = r"[（）]|其中" if following.dimension == "score" else rf"[。{'' if apart else '；'}！？（）]|其中"
    for entry in reversed(entries[max(0, index - _LOOK_BACK) : index]):
        between = read.text[entry.end : following.items[0].quantity.start]
        if entry.dimension != following.dimension or re.search(stop, between):
            break
        run.insert(0, entry)
        following = entry
    return run


def _sum_of(parts: Sequence[Entry]) -> Decimal:
    return sum((amount(figure(part)) for part in parts), Decimal(0))
