"""What each figure of a paragraph is: its label, its role and its column.

"基本支出年初预算为100万元，支出决算为98万元，比上年减少2万元，下降2%" holds one label (基本支出), a
budget figure, an actual figure, an amount of change and a rate of change.  Everything that follows
(sums, rates, changes) works on these items and never on raw numbers.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property
from itertools import pairwise

from model.prose import lexicon
from model.prose.quantities import Kind, Quantity, read_quantities
from model.prose.text import Paragraph


class Role(Enum):
    """What a figure says."""

    MAIN = "main"
    PRIOR = "prior"
    CHANGE = "change"
    SHARE = "share"
    COMPLETION = "completion"
    RATE = "rate"
    OTHER = "other"


class Column(Enum):
    """Which column of a table a main figure would stand in."""

    PLAIN = "plain"
    BUDGET = "budget"
    ACTUAL = "actual"


@dataclass(frozen=True)
class Item:
    """One figure with what the words before it make of it."""

    quantity: Quantity
    lead: str
    lead_start: int
    role: Role
    column: Column
    label: str
    """Cleaned words before the figure; empty where the figure speaks of the label before it."""
    sentence: int
    segment: int = 0
    """How many list openings stand before the figure."""
    whole: str = ""
    """占…的 / 完成…的: the named denominator."""
    direction: int = 0
    """+1 for 增加, −1 for 减少."""

    @property
    def shown(self) -> str:
        """What a clerk calls the figure: the words before it without time and quotes."""
        words = lexicon.LEADING_NOISE.sub("", self.lead.lstrip("-—"))
        return lexicon.LINKS.sub("", words).replace("“", "").replace("”", "").replace('"', "")

    @property
    def key(self) -> str:
        """The concept, for comparing labels."""
        return lexicon.key_of(self.label)


@dataclass(frozen=True)
class Marker:
    """Words or a bracket which open a list of parts."""

    start: int
    end: int
    word: str
    close: int
    """End of the region: the closing bracket, or -1."""


@dataclass(frozen=True)
class ReadParagraph:
    """A paragraph with everything that was recognised in it."""

    paragraph: Paragraph
    items: tuple[Item, ...]
    markers: tuple[Marker, ...]

    @property
    def text(self) -> str:
        """The canonical text."""
        return self.paragraph.text

    def items_between(self, start: int, end: int) -> list[Item]:
        """Items whose figure starts within the range."""
        return list(self.items[bisect_left(self._starts, start) : bisect_left(self._starts, end)])

    @cached_property
    def _starts(self) -> list[int]:
        return [item.quantity.start for item in self.items]

    def sentence_of(self, position: int) -> tuple[int, int]:
        """Range of the sentence at a position."""
        ends = self.paragraph.sentence_ends
        index = bisect_right(ends, position)
        return (ends[index - 1] if index else 0), (ends[index] if index < len(ends) else len(self.text))


_GOT = re.compile(r"^(?:自评|实际|实|评价)?得(?:分)?(?:为)?$")
_NET = re.compile(r"净(?P<sign>增|减)[加少]?")
_OF = re.compile(r"的(?:比重|比例|份额)?(?:约|为|达到?|是|高达)*")
INLINE = "的"
"""``whole`` of a rate whose base stands directly before it."""

_BOUNDARY = re.compile(r"[，。；：、！？…]")
_INLINE_NUMBER = re.compile(r"(?<=[。；：])(?:（[一二三四五六七八九十\d]{1,3}）|\d{1,2}[、.](?!\d))")
_BRACKET = re.compile(r"（[^（）]{0,60}）")
_MARKER = re.compile(
    r"(?P<其中>其中(?:主要|重点)?(?:[：，]|包括|有|为|是|主要)*(?:用于)?(?:：)?)"
    r"|(?P<用于>(?:主要|分别|全部|具体)?用于(?:支付|安排|发放|开展)?(?:：)?)"
    r"|(?P<包括>(?:主要)?(?:包括|包含|涵盖|(?<!\d)分为|划分为)(?:了)?(?:：)?)"
    r"|(?P<分别>分别(?:为|是|安排|投入|支出|有)?(?:：)?)"
    r"|(?P<由>由(?=[^。；由]{4,200}(?:构成|组成)))"
    r"|(?P<分类>(?<![^，。；：])(?:[^，。；：\d]{0,6}?)按[^，。；：\d]{2,16}?(?:分类?|划分)(?=[，：]|分为|包括)[，：]?(?:(?:共?分为|包括)[：]?)?)"
    r"|(?P<具体>(?:具体|明细|构成|情况|来源)(?:如下|为|是|包括)?：|分[二三四五六七八两](?:批|次|期|笔)[^，。；：\d]{0,6}：)"
    r"|(?P<冒号>(?<=[元个家件人项名分])：)"
)


def read_paragraph(paragraph: Paragraph) -> ReadParagraph:
    """Recognise all figures, their roles and the openings of lists."""
    quantities = read_quantities(paragraph)
    if not quantities:
        return ReadParagraph(paragraph, (), ())
    transparent = _transparent_brackets(paragraph.text, quantities)
    markers = _markers(paragraph.text, quantities, transparent)
    starts = _lead_starts(paragraph, quantities, markers, transparent)
    ends = paragraph.sentence_ends
    opened = [marker.start for marker in markers]
    items = [
        replace(
            _item(paragraph.text, quantity, start, bisect_right(ends, quantity.start)),
            segment=bisect_right(opened, quantity.start),
        )
        for quantity, start in zip(quantities, starts, strict=True)
    ]
    settled = _with_net_changes(_without_full_scores(items))
    return ReadParagraph(paragraph, tuple(_with_inline_bases(settled)), markers)


def _without_full_scores(items: Sequence[Item]) -> list[Item]:
    """投入指标15分，自评得14分: the first is what could be got."""
    settled = list(items)
    for index, (item, following) in enumerate(pairwise(items)):
        if item.quantity.kind is Kind.SCORE is following.quantity.kind and _GOT.match(following.lead):
            settled[index] = replace(item, role=Role.OTHER)
            settled[index + 1] = replace(following, label=item.label, role=Role.MAIN)
    return settled


def _with_net_changes(items: Sequence[Item]) -> list[Item]:
    """比年初2140.2万元净增178.3万元: right behind last year's figure 净增 is a change, elsewhere a count of its own."""
    settled = list(items)
    for index, (previous, item) in enumerate(pairwise(items), 1):
        match = _NET.fullmatch(item.lead)
        if match is not None and previous.role is Role.PRIOR:
            settled[index] = replace(item, role=Role.CHANGE, direction=1 if match["sign"] == "增" else -1)
    return settled


def _with_inline_bases(items: Sequence[Item]) -> Iterator[Item]:
    """完成年度任务48亿的91.5%: the figure before 的 is the base of the rate behind it."""
    for previous, item in zip([None, *items], items, strict=False):
        adjacent = previous is not None and previous.quantity.end == item.lead_start
        if adjacent and _OF.fullmatch(item.lead) and item.quantity.kind is Kind.PERCENT:
            yield replace(item, role=Role.COMPLETION, whole=INLINE)
        else:
            yield item


def _transparent_brackets(text: str, quantities: Sequence[Quantity]) -> list[tuple[int, int]]:
    """因公出国（境）费, 行政运行（项）: brackets without figures are part of a label."""
    starts = [quantity.start for quantity in quantities]
    found = []
    for match in _BRACKET.finditer(text):
        if bisect_left(starts, match.start()) == bisect_left(starts, match.end()):
            found.append(match.span())
    return found


def _inside(position: int, ranges: Sequence[tuple[int, int]]) -> bool:
    index = bisect_right(ranges, (position, 1 << 60)) - 1
    return index >= 0 and ranges[index][0] <= position < ranges[index][1]


def _markers(
    text: str, quantities: Sequence[Quantity], transparent: Sequence[tuple[int, int]]
) -> tuple[Marker, ...]:
    brackets = _bracket_pairs(text, transparent)
    found: list[Marker] = []
    for match in _MARKER.finditer(text):
        if not _inside(match.start(), transparent) and match.group() not in {"分别"}:
            close = next((end for start, end in brackets if start < match.start() < end), -1)
            found.append(Marker(match.start(), match.end(), match.lastgroup or "", close))
    ends = {quantity.end for quantity in quantities if quantity.kind not in {Kind.PERCENT, Kind.POINTS}}
    starts = [marker.start for marker in found]
    for start, end in brackets:
        index = bisect_left(starts, start)
        opened_by_word = index < len(starts) and starts[index] <= start + 2
        if start in ends and not opened_by_word:
            found.append(Marker(start, start + 1, "括号", end))
    return tuple(sorted(found, key=lambda marker: marker.start))


def _bracket_pairs(text: str, transparent: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Outermost-first pairs of brackets which hold figures."""
    stack: list[int] = []
    pairs: list[tuple[int, int]] = []
    for match in re.finditer(r"[（）]", text):
        if _inside(match.start(), transparent):
            continue
        if match.group() == "（":
            stack.append(match.start())
        elif stack:
            pairs.append((stack.pop(), match.start()))
    return sorted(pairs, key=lambda pair: (pair[1] - pair[0], pair[0]))


def _lead_starts(
    paragraph: Paragraph,
    quantities: Sequence[Quantity],
    markers: Sequence[Marker],
    transparent: Sequence[tuple[int, int]],
) -> list[int]:
    """Where the words belonging to each figure begin."""
    text = paragraph.text
    stops = [match.end() for match in _BOUNDARY.finditer(text) if not _inside(match.start(), transparent)]
    stops += [
        match.end() for match in re.finditer(r"[（）]", text) if not _inside(match.start(), transparent)
    ]
    stops += [match.end() for match in _INLINE_NUMBER.finditer(text)]
    stops += [marker.end for marker in markers]
    stops += [paragraph.numbering.end] if paragraph.numbering is not None else []
    stops += [quantity.end for quantity in quantities]
    stops.sort()
    starts = []
    for quantity in quantities:
        index = bisect_right(stops, quantity.start) - 1
        starts.append(stops[index] if index >= 0 else 0)
    return starts


def _item(text: str, quantity: Quantity, lead_start: int, sentence: int) -> Item:
    lead = text[lead_start : quantity.start]
    role, whole, direction = _role(lead, quantity.kind)
    label = clean_label(lead) if role in {Role.MAIN, Role.PRIOR} else ""
    if quantity.kind is Kind.SCORE:
        return Item(quantity, lead, lead_start, role, Column.PLAIN, label or lead, sentence)
    return Item(
        quantity, lead, lead_start, role, _column(lead), label, sentence, whole=whole, direction=direction
    )


def _role(lead: str, kind: Kind) -> tuple[Role, str, int]:
    if kind is Kind.PERCENT or kind is Kind.POINTS:
        return _percent_role(lead)
    if kind is Kind.SCORE:
        return (Role.OTHER if lexicon.NO_SCORE_TAIL.search(lead) else Role.MAIN), "", 0
    if lexicon.NO_FIGURE_TAIL.search(lead):
        return Role.OTHER, "", 0
    change = _change(lead)
    if change:
        return Role.CHANGE, "", change
    if kind is Kind.BARE:
        share = lexicon.SHARE_TAIL.search(lead)
        if share is not None:
            return Role.SHARE, share.group("whole") or "", 0
    prior = lexicon.PRIOR.search(lead)
    return (Role.PRIOR if prior is not None else Role.MAIN), "", 0


def _percent_role(lead: str) -> tuple[Role, str, int]:
    change = _change(lead)
    if change:
        return Role.CHANGE, "", change
    completion = lexicon.COMPLETION_TAIL.search(lead)
    if completion is not None and _is_completion(lead, completion):
        return Role.COMPLETION, completion.group("whole"), 0
    if lexicon.RATE_TAIL.search(lead):
        return Role.RATE, "", 0
    share = lexicon.SHARE_TAIL.search(lead)
    if share is not None:
        return Role.SHARE, share.group("whole") or "", 0
    return Role.OTHER, "", 0


_OWN_BUDGET = re.compile(
    r"(?:年初|年度|全年|当年|本年度?|调整后?的?|批复的?|下达的?|项目|总|该项)*预算(?:数|额|安排|资金|总额|金额)*"
)
"""占年初预算的80%: of the figure's own budget; 占收入总预算, 占基本支出预算 name another whole."""


def _is_completion(lead: str, completion: re.Match[str]) -> bool:
    """占预算的80% is a completion, 占总支出的80% and 占政府采购预算的80% are shares."""
    whole = completion.group("whole")
    if lead[completion.start()] == "占":
        return _OWN_BUDGET.fullmatch(whole) is not None
    return not re.search(r"支出$|收入$|总额$|合计$|采购预算$", whole)


def _change(lead: str) -> int:
    match = lexicon.CHANGE_TAIL.search(lead)
    if match is None or lexicon.NOT_CHANGE.search(lead[: match.end()].rstrip("为到至")):
        return 0
    if re.search(r"(?:新|净)$", lead[: match.start()]) and match.group("up"):
        return 0
    return 1 if match.group("up") else -1


def _column(lead: str) -> Column:
    protected = lexicon.protect(lead)
    budget = [match.start() for match in lexicon.BUDGET.finditer(protected)]
    actual = [match.start() for match in lexicon.ACTUAL.finditer(protected)]
    if not budget and not actual:
        return Column.PLAIN
    return Column.BUDGET if (budget[-1] if budget else -1) > (actual[-1] if actual else -1) else Column.ACTUAL


def clean_label(lead: str) -> str:
    """The concept behind the words before a figure; empty when only column words are there."""
    text = lexicon.protect(lead.lstrip("-—－"))
    text = lexicon.LEADING_NOISE.sub("", text)
    text = lexicon.COLUMN_WORDS.sub("", text)
    text = lexicon.TRAILING_NOISE.sub("", text)
    text = lexicon.unprotect(text)
    return "" if text in lexicon.EMPTY_LABELS else text
