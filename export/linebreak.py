"""Where lines of Chinese text may end (避头尾), and how they fill the measure. Pure functions, linear time.

Rules, given up one after the other only where a run of text is wider than the whole line: figures with their units,
dates and short titles stay whole; figures and words stay whole; no line begins with a closing mark or ends with an
opening one; a combining mark stays with its letter. The first is given up, too, where it would leave a gaping line:
a typist rather parts 3173.85 from 万元 than sets the line before it wide apart.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise

NO_START = frozenset("，。、；：！？）】》”’〉」』〕］｝〗…—～·％‰°℃′″,.;:!?)]}%ー々〻")
NO_END = frozenset("（【《“‘〈「『〔［｛〖￥¥＄$£€№#([{")
HANGING = frozenset("，。、；：！？）】》”’〉」』〕］｝〗")
"""Marks whose right half is empty: at a line's end they may give up that half or hang over."""
_OPENING = frozenset("（【《“‘〈「『〔［｛〖")
"""Marks whose left half is empty."""

_BLANKS = frozenset(" \t\u3000")
_TOLERANCE = 1e-6
_SHORT_TITLE_SHARE = 0.3
"""A 书名号 pair is kept whole only if it is narrower than this share of the line."""
_GAPING_SHARE = 0.08
"""A line that lacks more than this share of its room is wide apart: figure and unit are parted to fill it."""
_RUNT_GAP_SHARE = 0.12
"""What a line may lack so that the paragraph's last line is not one character alone."""
_HALF = 0.5

_UNITS = (
    "个百分点|万千瓦时|千瓦时|万千瓦|平方公里|平方千米|平方米|立方米|万元|亿元|万人|万亩|万户|万吨|千伏|千瓦|千米|"
    "公里|公顷|公斤|千克|小时|分钟|人次|万|亿|元|人|件|个|家|项|户|处|座|所|名|位|只|台|套|辆|条|份|册|批|次|场|期|"
    "天|年度|年|月|日|号|周|岁|届|章|节|页|字|吨|亩|米|克|倍|成|分|类|种|步|级|层|楼|栋|室|股"
)
_NUMBER = r"[0-9０-９]+(?:[.,:：/\-—~～．，][0-9０-９]+)*"
_WORD = r"[A-Za-z0-9À-ɏ'’_@&+\-./:=?~]"
_GLUED = re.compile(
    r"(?P<item>(?<![^。；：！？\s])(?:[0-9]{1,2}[、．.](?![0-9])|[（(][一二三四五六七八九十]{1,3}[）)]))"
    r"|(?P<symbol>.?(?P<year>〔[0-9０-９]{2,4}〕)(?:第?[0-9０-９]+号)?)"
    rf"|(?P<date>[0-9０-９]{{1,2}}月(?P<day>[0-9０-９]{{1,2}}[日号]))"
    rf"|(?P<number>[第约≥≤><＞＜±+\-−]?(?:{_NUMBER})(?:[%％‰℃]|[A-Za-z²³]+|(?P<unit>{_UNITS}))?)"
    rf"|(?P<word>{_WORD}+)"
    r"|(?P<title>《[^《》]{1,12}》)"
)


_SEAMS = ("unit", "day", "year")
"""Where a figure, a date and a document's number may be parted if need be: before 万元, after 月, before 〔2023〕."""


@dataclass(frozen=True, slots=True)
class Line:
    """`text[start:end]` on one line; `width` leaves out blanks at its end and the part of a mark that hangs."""

    start: int
    end: int
    width: float
    indent: float
    hang: float
    last: bool


def break_lines(
    text: str,
    advances: Sequence[float],
    measure: float,
    *,
    first_indent: float = 0.0,
    hang: float = 1.0,
    em: float | None = None,
) -> list[Line]:
    """Break one paragraph into lines; nothing of `text` is lost or added.

    `advances` holds one width per character, in the unit of `measure`. `hang` is the share of a closing mark
    that may stand outside the measure: 1 lets it hang in the margin, 0.5 uses up only its empty half. `em` is the
    width of a full character; a mark that was squeezed to less has that much less to give up.
    """
    if not text:
        return []
    edges = [0.0, *accumulate(advances)]
    tiers = _Tiers(text, edges, measure)
    lines: list[Line] = []
    start = 0
    while start < len(text):
        indent = first_indent if start == 0 and first_indent < measure else 0.0
        end = _line_end(tiers, start, measure - indent, (hang, em))
        lines.append(_line(text, edges, start, end, (indent, measure - indent)))
        start = end
    return _without_runt(tiers, lines, measure)


def _line_end(tiers: _Tiers, start: int, room: float, hanging: tuple[float, float | None]) -> int:
    """The end of the line that begins at `start`: the last permitted break that still fits."""
    text, edges = tiers.text, tiers.edges
    count = len(text)
    fits = max(bisect_right(edges, edges[start] + room + _TOLERANCE, lo=start) - 1, start)
    if fits < count and text[fits] in HANGING and fits > start:
        mark = edges[fits + 1] - edges[fits]
        hang, em = hanging
        given_up = max(mark - (1 - hang) * (em or mark), 0.0)
        if edges[fits + 1] - edges[start] - given_up <= room + _TOLERANCE:
            fits += 1
    reach = fits
    while reach < count and text[reach] in _BLANKS:
        reach += 1
    if reach >= count:
        return count
    whole, parted = tiers.last_break(0, reach), tiers.last_break(1, reach)
    if whole > start:
        lacking = edges[start] + room - edges[whole]
        return parted if lacking > _GAPING_SHARE * room else whole
    for tier in range(1, 4):
        end = tiers.last_break(tier, reach)
        if end > start:
            return end
    return max(fits, start + 1)


def _without_runt(tiers: _Tiers, lines: list[Line], measure: float) -> list[Line]:
    """A last line of one character alone (单字不成行) gets another one from the line above, if that can spare it."""
    if len(lines) < 2:
        return lines
    above, last = lines[-2:]
    if sum(character not in NO_START for character in tiers.text[last.start : last.end].strip()) != 1:
        return lines
    start = tiers.last_break(0, above.end - 1)
    room = measure - above.indent
    if start <= above.start or tiers.edges[start] - tiers.edges[above.start] < (1 - _RUNT_GAP_SHARE) * room:
        return lines
    earlier = _line(tiers.text, tiers.edges, above.start, start, (above.indent, room))
    return [*lines[:-2], earlier, _line(tiers.text, tiers.edges, start, last.end, (0.0, measure))]


def _line(text: str, edges: Sequence[float], start: int, end: int, span: tuple[float, float]) -> Line:
    indent, room = span
    visible = end
    while visible > start and text[visible - 1] in _BLANKS:
        visible -= 1
    width = edges[visible] - edges[start]
    hang = 0.0
    if visible > start and text[visible - 1] in HANGING and width > room + _TOLERANCE:
        hang = min(width - room, edges[visible] - edges[visible - 1])
    return Line(start, end, width - hang, indent, hang, end >= len(text))


class _Tiers:
    """For each strictness, the last permitted break at or before a place; built when first asked for."""

    def __init__(self, text: str, edges: Sequence[float], measure: float) -> None:
        self.text = text
        self.edges = edges
        self._measure = measure
        self._tables: dict[int, list[int]] = {}

    def last_break(self, tier: int, place: int) -> int:
        if tier not in self._tables:
            self._tables[tier] = self._table(tier)
        return self._tables[tier][place]

    def _table(self, tier: int) -> list[int]:
        text = self.text
        if tier < 2:
            allowed = _apart(text)
            self._glue(allowed, parting=tier == 1)
        elif tier == 2:
            allowed = _apart(text)
        else:
            allowed = [not _combining(character) for character in text] + [True]
        last = 0
        table = []
        for place, permitted in enumerate(allowed):
            if permitted:
                last = place
            table.append(last)
        return table

    def _glue(self, allowed: list[bool], *, parting: bool) -> None:
        """Forbid breaks within figures, words and so on; with `parting` a figure may leave its unit, a month its day."""
        widest_title = self._measure * _SHORT_TITLE_SHARE
        for match in _GLUED.finditer(self.text):
            begin, end = match.span()
            is_title = match.lastgroup == "title"
            if is_title and (parting or self.edges[end] - self.edges[begin] > widest_title):
                continue
            seams = [match.start(name) for name in _SEAMS if parting and match.start(name) > begin]
            seams = [seam for seam in seams if allowed[seam]]  # never behind an opening mark: （〔2023〕
            end = _glued_end(match)
            allowed[begin + 1 : end] = [False] * (end - begin - 1)
            for seam in seams:
                allowed[seam] = True


def _glued_end(match: re.Match[str]) -> int:
    """Up to where no line may end: “2、” begins a line together with what it numbers."""
    return min(match.end() + (match.lastgroup == "item"), len(match.string))


def _apart(text: str) -> list[bool]:
    """Before which characters a line may end, seen from the two neighbours alone."""
    allowed = [True]
    for before, after in pairwise(text):
        if after in _BLANKS or after in NO_START or before in NO_END:
            allowed.append(False)
        else:
            allowed.append(not _combining(after))
    allowed.append(True)
    return allowed


@lru_cache(maxsize=8192)
def _combining(character: str) -> bool:
    return character in "\u200d\ufe0e\ufe0f" or unicodedata.category(character) in {"Mn", "Mc", "Me"}


@lru_cache(maxsize=8192)
def is_wide(character: str) -> bool:
    """Whether a character belongs to the Chinese text (and so may be spaced), not to a number or a Latin word."""
    return unicodedata.east_asian_width(character) in {"W", "F"} or character in "“”‘’…—·"


def stretchable_gaps(text: str) -> list[bool]:
    """For each gap between neighbours, whether justification may widen it: never inside numbers and words."""
    return [
        (is_wide(before) or is_wide(after) or before in _BLANKS) and not _combining(after)
        for before, after in pairwise(text)
    ]


def squeezes(text: str) -> list[float]:
    """What each character gives up, in ems, because the mark behind it leaves a blank as well (标点挤压).

    Between “，” and “《” stands half a character's blank, not a whole one; so too within “》）” and “（《”.
    """
    given = [0.0] * len(text)
    for place, (before, after) in enumerate(pairwise(text)):
        closes = before in HANGING and (after in HANGING or after in _OPENING)
        opens = before in _OPENING and after in _OPENING and (place == 0 or text[place - 1] not in _OPENING)
        if closes or opens:
            given[place] = _HALF
    return given


def permitted_breaks(text: str) -> list[bool]:
    """Before which characters a line may end, figures and words kept whole; one more entry for the text's end."""
    allowed = _apart(text)
    for match in _GLUED.finditer(text):
        if match.lastgroup != "title":
            end = _glued_end(match)
            allowed[match.start() + 1 : end] = [False] * (end - match.start() - 1)
    return allowed


def widest_unit(text: str, advances: Sequence[float]) -> float:
    """The width of the widest figure (with its unit) or date: what a line has to hold to cut none of them."""
    edges = [0.0, *accumulate(advances)]
    return max(
        (
            edges[m.end()] - edges[m.start()]
            for m in _GLUED.finditer(text)
            if m.lastgroup in ("number", "date")
        ),
        default=0.0,
    )
