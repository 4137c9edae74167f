"""From one figure to another: 由480公斤提高到528公斤，增长10% (G53, G55)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from model import slack
from model.findings import Severity
from model.prose import lexicon
from model.prose.findings import Sheet, plain
from model.prose.items import Item, ReadParagraph, Role
from model.prose.quantities import Kind

_FROM = re.compile(r"(?:由|从)[^，。；由从]*$")
_TO = re.compile(
    r"[^，。；\d]{0,6}?(?P<verb>增加|增长|提高|上升|提升|扩大|增|升|减少|下降|降低|压减|压缩|缩减|缩小|减|降)(?:到了?|至|为)"
    r"(?:(?:19|20)\d{2}年度?|今年|本年|当年|目前)?的?[^，。；\d]{0,4}"
)
_NEXT = re.compile(r"[，（]?")


@dataclass(frozen=True)
class Move:
    """Where a figure came from, where it went, and by how much as stated."""

    then: Item
    now: Item
    direction: int
    step: Item | None
    position: int
    """Of ``then`` among the paragraph's items."""


def read_moves(read: ReadParagraph) -> list[Move]:
    """All 由A增加到B of a paragraph."""
    found = []
    for position, (then, now) in enumerate(pairwise(read.items)):
        if then.quantity.dimension != now.quantity.dimension or not _FROM.search(then.lead):
            continue
        link = _TO.fullmatch(read.text[then.quantity.end : now.quantity.start])
        if link is None:
            continue
        direction = -1 if lexicon.DOWN.match(link["verb"]) or link["verb"] == "缩小" else 1
        found.append(Move(then, now, direction, _step(read, position + 2), position))
    return found


def _step(read: ReadParagraph, position: int) -> Item | None:
    item = read.items[position] if position < len(read.items) else None
    if item is None or item.role is not Role.CHANGE:
        return None
    before = read.items[position - 1]
    return item if _NEXT.fullmatch(read.text[before.quantity.end : item.lead_start]) else None


def moved_positions(read: ReadParagraph) -> set[int]:
    """Positions of the changes which belong to a move."""
    return {move.position + 2 for move in read_moves(read) if move.step is not None}


def check_moves(sheet: Sheet, read: ReadParagraph) -> None:
    """The verb against the two figures, and the stated step against their difference."""
    for move in read_moves(read):
        then, now = move.then.quantity, move.now.quantity
        if then.approximate or now.approximate or then.unit != now.unit:
            continue
        difference = now.value - then.value
        if difference * move.direction < 0:
            message = f"由{then.stated}到{now.stated}是{'减少' if difference < 0 else '增加'}，文中的增减方向写反，请核对。"
            span = read.paragraph.span(move.then.lead_start, now.end)
            sheet.report("G55", Severity.MANDATORY, span, message, now.stated)
        elif move.step is not None:
            _judge(sheet, read, move, move.step)


def _judge(sheet: Sheet, read: ReadParagraph, move: Move, step: Item) -> None:
    then, now, stated = move.then.quantity, move.now.quantity, step.quantity
    change = abs(now.value - then.value)
    sheet.count(read, then, now, stated)
    if stated.kind is Kind.PERCENT and then.kind is not Kind.PERCENT:
        verdict: slack.RatioVerdict | slack.SumVerdict = slack.judge_ratio(
            stated.value, change, then.value, places=max(then.places, now.places), derived_base=True
        )
        high, low = (now, then) if now.value >= then.value else (then, now)
        shown = f"（{high.digits}－{low.digits}）÷{then.digits}"
    elif stated.dimension == then.dimension or stated.kind is Kind.POINTS:
        if stated.unit not in {then.unit, "个百分点", "百分点"}:
            return
        verdict = slack.judge_sum(stated.value, [change], exact=True)
        shown = f"{now.digits}与{then.digits}之差"
    else:
        return
    if verdict.severity is None or stated.approximate or verdict.expected is None:
        sheet.passed += 1
        return
    expected = f"{plain(verdict.expected)}{stated.unit}"
    message = f"{shown}为{expected}，文中为{stated.stated}，请核对。"
    span = read.paragraph.span(move.then.lead_start, stated.end)
    sheet.report("G53", verdict.severity, span, message, stated.stated, expected)
