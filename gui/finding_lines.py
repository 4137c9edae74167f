"""The lines of the findings list: each finding, and whatever waits for the same missing thing, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from gui.document import Document
from gui.severity_look import Level
from gui.silencing import standing_words
from gui.tabs.registry import TABS
from model.cells import CellRef
from model.findings import SILENCED, Finding, Span
from model.gaps import Gap
from model.rules.sums import WAY_BACK

Key = tuple[str, CellRef, str]
_PLACES = 12
"""So many places a tooltip names."""
_WRONG = frozenset({Level.MANDATORY, Level.ADVISORY})


@dataclass(frozen=True)
class Line:
    """One line of the list; ``key`` is the finding's own identity, so the line can be found again after an edit."""

    key: Key
    level: Level
    place_name: str
    message: str
    details: str
    finding: Finding | None = None
    """None for what was not judged."""
    answer: str = ""
    """The 审核说明 given to it, or that it was silenced."""
    span: Span | None = None

    @property
    def code(self) -> str:
        """The relation's number."""
        return self.key[0]

    @property
    def standing(self) -> str:
        """Its level in a word; of what was dealt with, how."""
        return standing_words(self.level, self.answer)

    @property
    def order(self) -> tuple[Key, Level]:
        """Which finding it is, and where it stands."""
        return self.key, self.level

    @property
    def words(self) -> tuple[str, ...]:
        """All that can be read of it."""
        return self.standing, self.place_name, self.message, self.details

    @property
    def place(self) -> CellRef:
        """The cell to go to."""
        return self.key[1]

    @property
    def page(self) -> int:
        """The number of the page that shows the cell."""
        return next(number for number, tab in enumerate(TABS) if self.place.sheet in tab.sheets)


def lines_of(document: Document) -> list[Line]:
    """Everything that is open, by level and within a level in the packet's order."""
    if not document.is_open:
        return []

    name = document.book.name
    found = [_finding_line(document, finding, name(finding.place)) for finding in document.findings]
    unchecked = [_gap_line(document, gap) for gap in document.book.gaps]
    return sorted([*found, *unchecked], key=lambda line: line.level.rank)


def nothing_listed(lines: Sequence[Line], levels: Collection[Level]) -> str:
    """What there is to say in place of the list, where these levels are listed: of what is not filled in nothing is known yet."""
    hidden = _put_away(lines, levels)
    more = "；".join(f"{level.value} {count} 条，{level.meaning}" for level, count in hidden)
    told = [f"没有显示的，点右上方的按钮查看：{more}。"] if more else []
    present = {line.level for line in lines}
    if present.isdisjoint(_WRONG):
        told.insert(0, "已填的内容没有查出问题。" if Level.UNCHECKED in present else "没有要处理的问题。")
    return "\n".join(told)


def nothing_pending(lines: Sequence[Line], levels: Collection[Level]) -> str:
    """What there is to say where F8 has nowhere to go."""
    pending = [line for line in lines if line.level.is_pending]
    more = "、".join(f"{level.value} {count} 条" for level, count in _put_away(pending, levels))
    told = f"没有显示的还有{more}，点列表右上方的按钮查看。" if more else ""
    wrong = any(line.level in _WRONG for line in lines)
    return ("列出的审核结果都不用再处理。" if wrong else "没有待处理的审核结果。") + told


def _put_away(lines: Sequence[Line], levels: Collection[Level]) -> list[tuple[Level, int]]:
    """The levels that the filter keeps from the list, and how many lines each has."""
    counts = Counter(line.level for line in lines if line.level not in levels)
    return [(level, counts[level]) for level in Level if counts[level]]


def _gap_line(document: Document, gap: Gap) -> Line:
    """One line for all that waits for the same thing; the tooltip names the places."""
    place = document.book.name(gap.first.place)
    more = len(gap.places) - 1
    message = f"{gap.reason}，{len(gap.relations)} 项关系暂不能核对。"
    shown = [document.book.name(one) for one in gap.places[:_PLACES]]
    details = "\n".join(
        [f"{message}（{'、'.join(gap.codes)}）", *shown, *(["……"] if more >= _PLACES else [])]
    )
    return Line(
        gap.first.key, Level.UNCHECKED, f"{place} 等 {more + 1} 处" if more else place, message, details
    )


def _finding_line(document: Document, finding: Finding, place: str) -> Line:
    answer = document.answer(finding)
    words = finding.words(in_yuan=document.in_yuan)
    parts = [
        ("本栏", words.stated),
        ("应为", words.expected),
        ("算式", words.explanation),
        ("处理" if answer == SILENCED else "审核说明", answer),
    ]
    details = "\n".join([words.message, *(f"{title}：{text}" for title, text in parts if text)])
    # On one line what is wrong comes first; the way back to the formula stands at the cell and in the tooltip.
    message = words.message.removeprefix(f"{document.book.name(finding.place)}：").replace(WAY_BACK, "")
    level = Level.of(finding.severity, answer)
    return Line(finding.key, level, place, message, details, finding, answer, finding.figure or finding.span)
