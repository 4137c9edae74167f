"""How the lines of a paragraph fill the measure. Pure functions, linear time.

Most paragraphs are broken by filling line after line. Where a figure that stays with its unit would leave a gap, the
whole paragraph is broken anew, as a typist would do who sees it coming: the room that lacks is shared among the lines
before, or marks give up some of their blank half (标点挤压) to let the figure in, and, where that just falls short,
all characters stand a little closer (紧缩).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import inf

from export.linebreak import BLANKS, HANGING, NO_START, Breaks, Strictness

_TOLERANCE = 1e-6
_LOOSE_SHARE = 0.036
"""A line that lacks no more than one character of 28 is not looked at twice."""
_LOOSEST_SHARE = 0.15
"""Lines that lack more than this share are only thought of if there is no other."""
_FULL_SQUEEZE = 3.0
"""What a line costs whose marks give up their whole blank halves: as much as one that lacks a character and a half.
Where its characters stand as close as they may, besides, it costs eight times that: as much as one that lacks three."""
TIGHTEST_EM = 0.035
"""How much closer the characters of a line may stand to let a figure in: half a point in text of 16 points."""
_MOST = 2.0
"""Of what a line gives up: its marks' blanks are 1, the closest characters another 1."""
_SPLIT_TITLE = 8.0
"""What a short title cut in two costs: as much as a line that lacks two characters of 28."""
_RUNT = 27.0
"""What a last line of one character (单字不成行) costs: as much as a line that lacks three characters of 28."""
_FORCED = 1000.0


@dataclass(frozen=True, slots=True)
class Line:
    """`text[start:end]` on one line; `width` leaves out blanks at its end and the part of a mark that hangs.

    `squeeze` is the share of their blank halves that the marks on the line give up, and above 1 the share of what all
    its characters may stand closer; `width` is what it has then.
    """

    start: int
    end: int
    width: float
    indent: float
    hang: float
    last: bool
    squeeze: float = 0.0


def break_lines(
    text: str,
    advances: Sequence[float],
    measure: float,
    *,
    first_indent: float = 0.0,
    hang: float = 1.0,
    em: float | None = None,
    yields: Sequence[float] | None = None,
) -> list[Line]:
    """Break one paragraph into lines; nothing of `text` is lost or added.

    `advances` holds one width per character, in the unit of `measure`. `hang` is the share of a closing mark
    that may stand outside the measure: 1 lets it hang in the margin, 0.5 uses up only its empty half. `em` is the
    width of a full character; a mark that was squeezed to less has that much less to give up. `yields` says how much
    narrower each character may get, at most, so that a line holds more.
    """
    if not text:
        return []
    paragraph = _Paragraph(text, advances, (measure, first_indent), (hang, em), yields)
    lines = paragraph.first_fit()
    if all(not paragraph.is_loose(line) for line in lines[:-1]) and not paragraph.is_runt(lines[-1].start):
        return lines
    return paragraph.best_fit()


class _Paragraph:
    """A paragraph's widths, summed up, and where its lines may end."""

    def __init__(
        self,
        text: str,
        advances: Sequence[float],
        shape: tuple[float, float],
        hanging: tuple[float, float | None],
        yields: Sequence[float] | None,
    ) -> None:
        self._text = text
        self._edges = [0.0, *accumulate(advances)]
        self._measure, self._indent = shape
        self._hang, self._em = hanging
        self._yields = [0.0, *accumulate(yields)] if yields else [0.0] * (len(text) + 1)
        self._closer = TIGHTEST_EM * (self._em or 0.0) if yields else 0.0
        self._narrowest = [
            edge - given - number * self._closer
            for number, (edge, given) in enumerate(zip(self._edges, self._yields, strict=True))
        ]
        self._breaks = Breaks(text, self._edges, self._measure)

    # -- line after line -----------------------------------------------------------------------------------------------

    def first_fit(self) -> list[Line]:
        """Each line as full as the rules allow."""
        lines: list[Line] = []
        start = 0
        while start < len(self._text):
            lines.append(self._line(start, self._fullest(start)))
            start = lines[-1].end
        return lines

    def _fullest(self, start: int) -> int:
        """The last permitted end of the line that begins at `start`; the rules are given up only where none fits."""
        fits = self._reach(self._edges, start)
        if self._behind_blanks(fits) >= len(self._text):
            return len(self._text)
        for strictness in Strictness:
            end = self._breaks.last(strictness, self._behind_blanks(fits))
            if end > start:
                return end
        return max(fits, start + 1)

    def _reach(self, edges: Sequence[float], start: int) -> int:
        """Up to where characters fit on a line from `start`, the mark that may hang at its end among them."""
        room = self._room(start)
        fits = max(bisect_right(edges, edges[start] + room + _TOLERANCE, lo=start) - 1, start)
        if fits < len(self._text) and fits > start:
            width = edges[fits] - edges[start] + self._edges[fits + 1] - self._edges[fits]
            if width - self._given_up(fits) <= room + _TOLERANCE:
                return fits + 1
        return fits

    def _given_up(self, place: int) -> float:
        """How much of a mark may stand outside the measure."""
        if self._text[place] not in HANGING:
            return 0.0
        mark = self._edges[place + 1] - self._edges[place]
        return max(mark - (1 - self._hang) * (self._em or mark), 0.0)

    def _behind_blanks(self, place: int) -> int:
        while place < len(self._text) and self._text[place] in BLANKS:
            place += 1
        return place

    # -- all lines together --------------------------------------------------------------------------------------------

    def best_fit(self) -> list[Line]:
        """The lines which, together, are closest to their own width; figures stay with their units."""
        count = len(self._text)
        allowed = self._breaks.allowed(Strictness.FIGURES)
        places = [place for place in range(1, count + 1) if allowed[place]]
        costs = [0.0] + [inf] * count
        above = [0] * (count + 1)
        for start in range(count):
            if costs[start] == inf:
                continue
            for end, cost in self._candidates(start, places):
                if costs[start] + cost < costs[end]:
                    costs[end] = costs[start] + cost
                    above[end] = start
        ends = [count]
        while above[ends[-1]]:
            ends.append(above[ends[-1]])
        return [self._line(start, end) for start, end in pairwise([0, *reversed(ends)])]

    def _candidates(self, start: int, places: Sequence[int]) -> list[tuple[int, float]]:
        """Ends of a line from `start`, with what each costs: from the tightest line to the loosest one worth a thought."""
        reach = self._behind_blanks(self._reach(self._narrowest, start))
        found: list[tuple[int, float]] = []
        for index in range(bisect_right(places, reach) - 1, -1, -1):
            end = places[index]
            if end <= start:
                break
            slack = self._slack(start, end)
            if found and slack > _LOOSEST_SHARE * self._room(start):
                break
            cost = self._cost(start, end, slack)
            if cost < inf:
                found.append((end, cost))
        return found or [(self._fullest(start), _FORCED)]

    def _cost(self, start: int, end: int, slack: float) -> float:
        """How much worse the line is than one that is as wide as the measure by itself."""
        share = self._share(start, end, slack)
        if share > _MOST + _TOLERANCE:
            return inf
        cost = _FULL_SQUEEZE * share**3
        if slack > 0.0 and end < len(self._text):
            cost = (slack / self._room(start) / _LOOSE_SHARE) ** 3
        if end < len(self._text):
            return cost + (0.0 if self._breaks.allowed(Strictness.TITLES)[end] else _SPLIT_TITLE)
        return cost + (_RUNT if start and self.is_runt(start) else 0.0)

    # -- one line ------------------------------------------------------------------------------------------------------

    def is_loose(self, line: Line) -> bool:
        """Whether a line would have to be spaced visibly to fill the measure."""
        return self._slack(line.start, line.end) > _LOOSE_SHARE * self._room(line.start) + _TOLERANCE

    def is_runt(self, start: int) -> bool:
        """Whether a last line that begins at `start` is one character alone."""
        rest = self._text[start:].strip() if len(self._text) - start < 8 else ""
        return start > 0 and sum(character not in NO_START for character in rest) == 1

    def _room(self, start: int) -> float:
        return self._measure - self._indent_of(start)

    def _indent_of(self, start: int) -> float:
        return self._indent if start == 0 and self._indent < self._measure else 0.0

    def _visible_end(self, start: int, end: int) -> int:
        while end > start and self._text[end - 1] in BLANKS:
            end -= 1
        return end

    def _slack(self, start: int, end: int) -> float:
        """What the line lacks, or, below 0, what it has too much; a mark at its end hangs as far as it may."""
        end = self._visible_end(start, end)
        slack = self._room(start) - (self._edges[end] - self._edges[start])
        return slack if slack >= 0 or end == start else min(slack + self._given_up(end - 1), 0.0)

    def _share(self, start: int, end: int, slack: float) -> float:
        """What the marks before the line's last character give up for what it has too much, and then all characters."""
        last = max(self._visible_end(start, end) - 1, start)
        blanks = self._yields[last] - self._yields[start]
        if slack >= -_TOLERANCE:
            return 0.0
        if -slack <= blanks:
            return -slack / blanks
        closer = (last - start) * self._closer
        return 1.0 + (-slack - blanks) / closer if closer > _TOLERANCE else inf

    def _line(self, start: int, end: int) -> Line:
        visible = self._visible_end(start, end)
        width = self._edges[visible] - self._edges[start]
        over = width - self._room(start)
        hang = squeeze = 0.0
        if over > _TOLERANCE and visible > start:
            hang = min(over, self._given_up(visible - 1))
            share = self._share(start, end, hang - over)
            if share <= _MOST + _TOLERANCE:
                squeeze, width = share, width - (over - hang)
        last = end >= len(self._text)
        return Line(start, end, width - hang, self._indent_of(start), hang, last, squeeze)
