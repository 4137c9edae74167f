"""Where lines of Chinese text may end (避头尾). Pure functions, linear time.

Rules, given up one after the other only where a run of text is wider than the whole line: figures with their units,
dates, document numbers and words stay whole; figures and words stay whole; no line begins with a closing mark or ends
with an opening one; a combining mark stays with its letter. A short title in 《》 stays whole where the line allows it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache
from itertools import accumulate, pairwise

NO_START = frozenset("，。、；：！？）】》”’〉」』〕］｝〗…—～·％‰°℃′″,.;:!?)]}%ー々〻")
NO_END = frozenset("（【《“‘〈「『〔［｛〖￥¥＄$£€№#([{")
HANGING = frozenset("，。、；：！？）】》”’〉」』〕］｝〗")
"""Marks whose right half is empty: at a line's end they may give up that half or hang over."""
_OPENING = frozenset("（【《“‘〈「『〔［｛〖")
"""Marks whose left half is empty."""
_YIELDING = HANGING - frozenset("！？")
"""Those that may be set half as wide within a line, too."""
_CLOSES, _OPENS = (re.escape("".join(sorted(marks))) for marks in (HANGING, _OPENING))
_MEETING = re.compile(rf"[{_CLOSES}](?=[{_CLOSES}{_OPENS}])|(?<![{_OPENS}])[{_OPENS}](?=[{_OPENS}])")
"""A mark whose blank meets that of the next one."""

BLANKS = frozenset(" \t\u3000")
_SHORT_TITLE_SHARE = 0.3
"""A 书名号 pair is kept whole only if it is narrower than this share of the line."""
_HALF = 0.5

_UNITS = (
    "[百千万亿]*(?:个百分点|个工作日|工作日|个月|千瓦时|平方公里|平方千米|平方米|立方米|千伏|千瓦|千米|"
    "公里|公顷|公斤|千克|小时|分钟|人次|台套|年度|元|人|件|个|家|项|户|处|座|所|名|位|只|台|套|辆|条|份|册|批|次|场|期|"
    "天|年|月|日|号|周|岁|届|章|节|页|字|吨|亩|米|克|倍|成|分|类|种|步|级|层|楼|栋|室|股)|[百千万亿]+"
)
_NUMBER = r"[0-9０-９]+(?:[.,:：/\-—~～．，][0-9０-９]+)*"
_WORD = r"[A-Za-z0-9À-ɏ'’_@&+\-./:=?~]"
_GLUED = re.compile(
    r"(?P<item>(?<![^。；：！？\s])(?:[0-9]{1,2}[、．.](?![0-9])|[（(][一二三四五六七八九十]{1,3}[）)]))"
    r"|(?P<symbol>.?(?P<year>〔[0-9０-９]{2,4}〕)(?:第?[0-9０-９]+号)?)"
    rf"|(?P<date>[0-9０-９]{{1,2}}月(?P<day>[0-9０-９]{{1,2}}[日号]))"
    rf"|(?P<number>[第约≥≤><＞＜±+\-−]?(?:{_NUMBER})(?:[%％‰℃]|[A-Za-z²³]+| ?(?P<unit>{_UNITS}))?)"
    rf"|(?P<word>{_WORD}+)"
    r"|(?P<title>《[^《》]{1,12}》)"
)


_SEAMS = ("unit", "day", "year")
"""Where a figure, a date and a document's number are parted if no line can hold them: before 万元, after 月, before 〔2023〕."""


class Strictness(IntEnum):
    """The rules that are kept: all; all but that of short titles; figures and words, without their units; marks only; none."""

    TITLES = 0
    FIGURES = 1
    NUMERALS = 2
    MARKS = 3
    LETTERS = 4


class Breaks:
    """Where the lines of a text may end, for each strictness; built when first asked for."""

    def __init__(self, text: str, edges: Sequence[float], measure: float) -> None:
        self._text = text
        self._edges = edges
        self._measure = measure
        self._allowed: dict[Strictness, list[bool]] = {}
        self._last: dict[Strictness, list[int]] = {}

    def allowed(self, strictness: Strictness) -> list[bool]:
        """For each place, whether a line may end before it; one more entry for the text's end."""
        if strictness not in self._allowed:
            self._allowed[strictness] = self._table(strictness)
        return self._allowed[strictness]

    def last(self, strictness: Strictness, place: int) -> int:
        """The last permitted break at or before a place; 0 if there is none."""
        if strictness not in self._last:
            allowed = self.allowed(strictness)
            self._last[strictness] = list(
                accumulate((place if may else 0 for place, may in enumerate(allowed)), max)
            )
        return self._last[strictness][place]

    def _table(self, strictness: Strictness) -> list[bool]:
        if strictness is Strictness.LETTERS:
            return [not _combining(character) for character in self._text] + [True]
        allowed = _apart(self._text)
        if strictness < Strictness.MARKS:
            self._glue(allowed, strictness)
        return allowed

    def _glue(self, allowed: list[bool], strictness: Strictness) -> None:
        widest_title = self._measure * _SHORT_TITLE_SHARE
        for match in _GLUED.finditer(self._text):
            begin, end = match.start(), _glued_end(match)
            if match.lastgroup == "title" and (
                strictness > Strictness.TITLES or self._edges[end] - self._edges[begin] > widest_title
            ):
                continue
            seams = [match.start(name) for name in _SEAMS if match.start(name) > begin]
            seams = [seam for seam in seams if allowed[seam]]  # never behind an opening mark: （〔2023〕
            allowed[begin + 1 : end] = [False] * (end - begin - 1)
            for seam in seams if strictness is Strictness.NUMERALS else ():
                allowed[seam] = True


def _glued_end(match: re.Match[str]) -> int:
    """Up to where no line may end: “2、” begins a line together with what it numbers."""
    return min(match.end() + (match.lastgroup == "item"), len(match.string))


def _apart(text: str) -> list[bool]:
    """Before which characters a line may end, seen from the two neighbours alone."""
    allowed = [True]
    for before, after in pairwise(text):
        if after in BLANKS or after in NO_START or before in NO_END:
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
    """For each gap between neighbours, whether justification may widen it.

    Never inside numbers and words, nor between a figure and what stands behind it: its unit.
    """
    return [
        (is_wide(before) or before in BLANKS or (is_wide(after) and not before.isdigit()))
        and not _combining(after)
        for before, after in pairwise(text)
    ]


def squeezes(text: str) -> list[float]:
    """What each character gives up, in ems, because the mark behind it leaves a blank as well (标点挤压).

    Between “，” and “《” stands half a character's blank, not a whole one; so too within “》）” and “（《”.
    """
    given = [0.0] * len(text)
    for mark in _MEETING.finditer(text):
        given[mark.start()] = _HALF
    return given


def yields(text: str) -> list[float]:
    """What each character may give up, in ems, where a line has to hold more: the blank half of a mark.

    That of a closing mark is its own, that of an opening one is taken from the character before it.
    """
    given = squeezes(text)
    may = [
        _HALF if character in _YIELDING and not half else 0.0
        for character, half in zip(text, given, strict=True)
    ]
    for place, (before, after) in enumerate(pairwise(text)):
        if after in _OPENING and before not in HANGING and before not in _OPENING:
            may[place] = _HALF
    return may


def permitted_breaks(text: str) -> list[bool]:
    """Before which characters a line may end, figures and words kept whole; one more entry for the text's end."""
    allowed = _apart(text)
    for match in _GLUED.finditer(text):
        if match.lastgroup != "title":
            end = _glued_end(match)
            allowed[match.start() + 1 : end] = [False] * (end - match.start() - 1)
    return allowed


def widest_figure(text: str, advances: Sequence[float], *, with_unit: bool = True) -> float:
    """The width of the widest figure or date: what a line has to hold to cut none of them, or none but from its unit."""
    edges = [0.0, *accumulate(advances)]
    widest = 0.0
    for match in _GLUED.finditer(text):
        if match.lastgroup in ("number", "date"):
            parted = [match.start(name) for name in _SEAMS if match.start(name) > match.start()]
            end = match.end() if with_unit or not parted else parted[0]
            widest = max(widest, edges[end] - edges[match.start()])
    return widest
