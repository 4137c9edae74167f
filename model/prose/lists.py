"""Lists of parts: which figures a text says another figure consists of.

"A 432.62万元，其中：B…，C…。公用经费21.83万元。其中：…" does not say where a list ends.  The words give
the possible ends (a bracket, 。, ；, a part which opens a list of its own); the figures choose: the
first end at which the parts close the total, else the structural end.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from model.prose import lexicon
from model.prose.entries import Entry, amount, read_entries
from model.prose.items import Item, Marker, ReadParagraph, clean_label

_PRONOUN = re.compile(
    r"^(?:该|此|其|上述|以上|这些|资金|经费|款项|支出|主要|具体|其他)*(?:项目|资金|经费|支出|款项)?$"
)
_ANNOUNCED = re.compile(r"(?:共|一共|共计|涉及|合计|包括|安排|实施|分为|包含)")
_NO_PART = re.compile(r"(?:人均|平均|每人|每月|单价|标准(?!农田|化)|限额|不超过|其中)[^，。；]{0,4}$")
_NO_LIST = re.compile(r"[；。！？]|等，|等）")
"""主要包括基本工资、奖金等；公用经费…: names without figures, and then something else."""
_ETC = re.compile(r"[元个家件人项分名]等(?!次|级)")
_BRIDGING = {"money", "score"}
"""Dimensions whose list may follow in the next sentence; counts of things are too loose for that."""
_SIDE = re.compile(r"(?:^|[，。；：])(?P<side>收入|支出)(?:主要|按[^，。；：]{2,8}分)?[，]?$")
_OPENS_ABOVE = re.compile(r"(?:收入|支出|资金|经费)[^，。；：\d]{0,10}$")
_FIRST = 4
"""Markers with which a paragraph may open a list of the figures above it."""
_MOST_PARTS = 200
"""A list longer than this is no list; keeps the reading linear."""
_DEEPEST = 5
"""Lists within lists: no report nests deeper."""
_LOOK_BACK = 40
"""How many entries before a marker its whole is looked for."""
_NEAR = Decimal("0.005")
"""Half a unit of the second decimal, for each figure of a list."""


@dataclass(frozen=True)
class ListClaim:
    """A whole and its parts."""

    read: ReadParagraph
    head: Entry
    parts: tuple[Entry, ...]
    word: str
    partial: bool = False
    announced: Item | None = None
    """一共21个专项: the number of parts as stated."""
    certain: bool = True
    """False where the sentence before the list names several figures it may belong to."""
    reads: tuple[ReadParagraph, ...] = ()
    """Where each part stands, if not in the paragraph of the head."""

    def holds(self, item: Item) -> bool:
        """Whether the figure is one of the parts."""
        return any(item in part.items for part in self.parts)

    def read_of(self, index: int) -> ReadParagraph:
        """The paragraph of a part."""
        return self.reads[index] if self.reads else self.read


def read_lists(read: ReadParagraph) -> list[ListClaim]:
    """All lists of one paragraph, outer ones first."""
    return _Reader(read).run() if read.markers else []


def reaches_above(read: ReadParagraph) -> bool:
    """支出包括：…, 按…分：… and 支出构成为：… may open a paragraph and belong to a total of the one above."""
    return any(
        marker.word == "分类" or _OPENS_ABOVE.search(read.text, max(0, marker.start - 12), marker.start)
        for marker in read.markers[:_FIRST]
    )


def read_lists_above(read: ReadParagraph, above: ReadParagraph) -> list[ListClaim]:
    """The lists of a paragraph whose whole stands in the paragraph above."""
    return [claim for claim in _Reader(read, above).run() if claim.read is above]


class _Reader:
    """Walks the entries of one paragraph along its markers."""

    def __init__(self, read: ReadParagraph, before: ReadParagraph | None = None) -> None:
        self.read = read
        self.before = before
        self.entries = read_entries(read.items)
        self.starts = [entry.start for entry in self.entries]
        self.claims: list[ListClaim] = []
        self.used: set[int] = set()
        self.behind: dict[int, int] = {}
        """Marker → first entry behind the list it opened."""
        self.opening = self._openings()

    def run(self) -> list[ListClaim]:
        for index, marker in enumerate(self.read.markers):
            if index not in self.used:
                self._parse(index, marker, 0)
        return [claim for claim in self.claims if claim.parts]

    def _openings(self) -> dict[int, int]:
        """Entry index → index of the marker which follows it before the next entry."""
        found: dict[int, int] = {}
        for index, marker in enumerate(self.read.markers):
            entry = bisect_left(self.starts, marker.end) - 1
            if entry >= 0 and self.entries[entry].items[-1].quantity.start < marker.start:
                found.setdefault(entry, index)
        return found

    def _parse(
        self, marker_index: int, marker: Marker, depth: int, outer_limit: int = -1, loose: bool = False
    ) -> int:
        """Read the list that a marker opens; returns the index of the first entry behind it.

        ``loose`` says that the outer list is already complete: what follows can only belong to this one.
        """
        self.used.add(marker_index)
        if depth > _DEEPEST:
            return bisect_left(self.starts, marker.end)
        first = bisect_left(self.starts, marker.end)
        if first >= len(self.entries) or (marker.word == "括号" and not self.entries[first].label):
            return first
        limit = self._limit(marker, outer_limit)
        while first < len(self.entries) and self.entries[first].start < limit:
            if not _NO_PART.search(self.entries[first].items[0].lead):
                break
            first += 1
        if first >= len(self.entries) or self.entries[first].start >= limit:
            return first
        if _NO_LIST.search(self.read.text[marker.end : self.entries[first].start]):
            return first
        dimension = self.entries[first].dimension
        heads = self._heads(marker, dimension)
        if not heads:
            return first
        head = self._fitting_head(heads, first, limit)
        position = len(self.claims)
        bracketed = marker.close > 0
        context = (-1 if bracketed else 0 if loose else depth, marker.word)
        parts, ends = self._collect(first, head, limit, context, depth)
        chosen = self._choose(head, parts, ends, marker)
        listed = tuple(parts[:chosen][k][1] for k in range(chosen))
        behind = parts[chosen][0] if chosen < len(parts) else ends[-1][1]
        partial = "主要" in self.read.text[marker.start : marker.end] and marker.word != "用于"
        tail = self.read.text[listed[-1].end - 1 : listed[-1].end + 2] if listed else ""
        claim = ListClaim(
            self.read,
            head,
            listed,
            marker.word,
            partial or bool(_ETC.match(tail)),
            self._announced(head, marker),
            certain=len(heads) == 1 and marker.word != "分类",
        )
        if self.before is not None and any(head is entry for entry in self._above):
            claim = replace(claim, read=self.before, reads=(self.read,) * len(listed))
        self.claims.insert(position, claim)
        return behind

    def _limit(self, marker: Marker, outer: int) -> int:
        limit = marker.close if marker.close > 0 else len(self.read.text)
        return min(limit, outer) if outer > 0 else limit

    def _collect(
        self, first: int, head: Entry, limit: int, context: tuple[int, str], nested: int
    ) -> tuple[list[tuple[int, Entry]], list[tuple[int, int]]]:
        """Possible parts with their entry index, and the structural ends (count of parts, next entry).

        ``context`` is depth and opening word; depth −1 is a bracket, which only its end closes;
        ``nested`` is how deep the list really stands.
        """
        parts: list[tuple[int, Entry]] = []
        ends: list[tuple[int, int]] = []
        index = first
        depth = max(context[0], 0)
        while index < len(self.entries) and self.entries[index].start < limit and len(parts) < _MOST_PARTS:
            entry = self.entries[index]
            if parts and context[0] >= 0 and self._ends_before(parts, entry, index, context):
                ends.append((len(parts), index))
                if depth or self._stops_hard(parts[-1][1], entry) or self._closed(head, parts):
                    return parts, ends
            if entry.dimension != head.dimension or _NO_PART.search(entry.items[0].lead):
                index += 1
                continue
            parts.append((index, entry))
            opened = self.opening.get(index)
            if opened is not None and self.read.markers[opened].start < limit:
                if opened not in self.behind:
                    alone = len(parts) == 1 and depth == 0 and self._closed(head, parts)
                    inner = self.read.markers[opened]
                    self.behind[opened] = self._parse(opened, inner, nested + 1, limit, loose=alone)
                index = max(self.behind[opened], index + 1)
            else:
                index += 1
        ends.append((len(parts), index))
        return parts, ends

    def _ends_before(
        self, parts: Sequence[tuple[int, Entry]], entry: Entry, index: int, context: tuple[int, str]
    ) -> bool:
        last = parts[-1][1]
        depth, word = context
        between = self._between(last, entry)
        if "。" in between:
            return True
        if depth and self._opens(index, entry.dimension, word):
            return True
        if "；" in between and depth == 0 and self._opens(index, entry.dimension, word):
            return not self._opens(parts[0][0], entry.dimension, word)
        first_gap = self._between(parts[0][1], parts[1][1]) if len(parts) > 1 else between
        return "；" in between and ("；" not in first_gap or (depth > 0 and len(parts) == 1))

    def _stops_hard(self, last: Entry, entry: Entry) -> bool:
        """A following sentence which opens with its own 其中 or names no label is no continuation."""
        between = self._between(last, entry)
        return "。" in between and not entry.label

    def _goes_on(self, entry: Entry, following: Entry) -> bool:
        """A、B: nothing but 、 between two parts: no list ends there."""
        return self.read.text[entry.end : following.start] == "、"

    def _closed(self, head: Entry, parts: Sequence[tuple[int, Entry]]) -> bool:
        """The parts so far give the whole, as near as rounding lets them."""
        distance = sum((amount(figure(entry)) for _, entry in parts), Decimal(0)) - amount(figure(head))
        return abs(distance) <= _NEAR * (len(parts) + 1)

    def _opens(self, index: int, dimension: str, word: str) -> bool:
        opened = self.opening.get(index)
        if opened is None or self.read.markers[opened].word != word:
            return False
        after = bisect_left(self.starts, self.read.markers[opened].end)
        return after < len(self.entries) and self.entries[after].dimension == dimension

    def _between(self, last: Entry, entry: Entry) -> str:
        return self.read.text[last.end : entry.items[0].quantity.start]

    def _heads(self, marker: Marker, dimension: str) -> list[Entry]:
        """The figure a list belongs to: named before the marker, else the nearest before it.

        。其中：… may speak of any figure of the sentence before: the nearest comes first.
        """
        if marker.word == "分类" or self._side(marker):
            return self._totals_above(marker, dimension) or self._above_in_full(marker, dimension)
        named = self._named_before(marker)
        upto = bisect_left(self.starts, marker.start)
        before = [
            entry for entry in self.entries[max(0, upto - _LOOK_BACK) : upto] if entry.dimension == dimension
        ]
        before = [entry for entry in before if entry.end <= marker.start]
        if named:
            key = lexicon.key_of(named)
            return [entry for entry in reversed(before) if key and entry.key == key][:1]
        if not before:
            return self._above_in_full(marker, dimension)
        gap = self.read.text[before[-1].end : marker.start]
        if dimension not in _BRIDGING and (
            re.search(r"[。！？；]", gap) or self._nearest(marker) is not before[-1]
        ):
            return []
        stops = re.findall(r"[。！？]", gap)
        if len(stops) > (1 if re.search(r"[。！？]$", gap) else 0):
            return []
        if not stops:
            return before[-1:]
        sentence = before[-1].items[0].sentence
        own = [entry for entry in reversed(before) if entry.items[0].sentence == sentence]
        return [entry for entry in own if amount(figure(entry)) != 0]

    def _side(self, marker: Marker) -> str:
        """收入包括：…；支出包括：…: the list belongs to a total of both sides, or of its own."""
        match = _SIDE.search(self.read.text, max(0, marker.start - 12), marker.start)
        return match["side"] if match is not None and marker.word in {"包括", "由", "具体", "用于"} else ""

    def _totals_above(self, marker: Marker, dimension: str) -> list[Entry]:
        """Totals named before, in this paragraph or, where it names none, in the one before."""
        side = self._side(marker)
        upto = bisect_left(self.starts, marker.start)
        own = self.entries[max(0, upto - _LOOK_BACK) : upto]
        for entries in (own, self._above):
            found = [
                entry
                for entry in reversed(entries)
                if entry.dimension == dimension
                and (
                    _is_total(entry.items[0].lead, side)
                    or (entry.label == side if side else entry is entries[0])
                )
            ]
            if found:
                return found[:1] if side else found
            if not side and any(entry.dimension == dimension for entry in entries):
                return []
        return []

    def _above_in_full(self, marker: Marker, dimension: str) -> list[Entry]:
        """支出构成为：… opening a paragraph: of a figure of the paragraph before."""
        words = self.read.text[max(0, marker.start - 8) : marker.end]
        if marker.word != "具体" or not re.search(r"(?:支出|资金|收入|经费)(?:的)?(?:构成|来源)", words):
            return []
        return [entry for entry in reversed(self._above) if entry.dimension == dimension]

    @cached_property
    def _above(self) -> list[Entry]:
        return read_entries(self.before.items)[:_LOOK_BACK] if self.before is not None else []

    def _fitting_head(self, heads: Sequence[Entry], first: int, limit: int) -> Entry:
        """Among several possible wholes the one which the parts give; else the nearest."""
        if len(heads) == 1:
            return heads[0]
        running = Decimal(0)
        sums: list[Decimal] = []
        for entry in self.entries[first : first + _LOOK_BACK]:
            if entry.start < limit and entry.dimension == heads[0].dimension:
                running += amount(figure(entry))
                sums.append(running)
        return next((head for head in heads if amount(figure(head)) in sums[1:]), heads[0])

    def _nearest(self, marker: Marker) -> Entry:
        return self.entries[bisect_left(self.starts, marker.start) - 1]

    def _named_before(self, marker: Marker) -> str:
        """一般公共预算支出包括…: the label directly before the marker word, without a figure."""
        text = self.read.text[: marker.start]
        start = max((match.end() for match in re.finditer(r"[，。；：、（）]", text[-40:])), default=0)
        words = text[-40:][start:]
        if not words or (len(text) > 40 and start == 0) or words[-1].isdigit() or re.search(r"\d", words):
            return ""
        label = clean_label(words)
        return "" if _PRONOUN.match(label) else label

    def _announced(self, head: Entry, marker: Marker) -> Item | None:
        for item in self.read.items_between(head.end, marker.start):
            if item.quantity.unit in {"个", "项", "类", "笔", "家"} and _ANNOUNCED.search(item.lead):
                return item
        return None

    def _choose(
        self, head: Entry, parts: Sequence[tuple[int, Entry]], ends: Sequence[tuple[int, int]], marker: Marker
    ) -> int:
        """How many of the possible parts belong to the list."""
        total = figure(head)
        running = Decimal(0)
        closing: list[int] = []
        sums: list[Decimal] = []
        for count, (_, entry) in enumerate(parts, 1):
            running += amount(figure(entry))
            sums.append(running)
            if count < len(parts) and self._goes_on(entry, parts[count][1]):
                continue
            if running == amount(total) and (count > 1 or len(parts) == 1 or marker.word == "用于"):
                closing.append(count)
        structural = [count for count, _ in ends if count]
        if closing:
            return next((count for count in closing if count in structural), closing[0])
        announced = self._announced(head, marker)
        if announced is not None and int(announced.quantity.value) in structural:
            return int(announced.quantity.value)
        for count in structural:
            if abs(sums[count - 1] - amount(total)) <= _NEAR * (count + 1):
                return count
        return structural[0] if structural else len(parts)


def _is_total(words: str, side: str) -> bool:
    """收支总预算, 本年支出合计, 总支出: a total of the side asked for, or of both."""
    both = re.search(r"收、?支|收入支出", words)
    if not re.search(r"总|合计|共计", words) and not both:
        return False
    other = {"收入": "支出", "支出": "收入"}.get(side, "")
    return not side or bool(both) or (side in words and other not in words)


def figure(entry: Entry) -> Item:
    """The figure by which an entry counts in a sum."""
    return entry.main() or entry.items[0]
