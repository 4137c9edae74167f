"""Parallel lists: 收、支分别为A、B，比上年各减少C、D，各下降p%、q% (G52, G53).

A run is a row of figures which nothing but 、 and 和 (and the words of their direction) parts.  Two runs of one length
answer to each other figure by figure; no figure of a run is ever read alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from model import slack
from model.findings import Severity
from model.prose import lexicon
from model.prose.entries import amount
from model.prose.findings import Sheet, plain
from model.prose.items import Item, ReadParagraph, Role
from model.prose.quantities import Kind
from model.prose.ratio_verdicts import comparable

_JOINT = re.compile(r"[、，]?(?:和|与|及|以及)?(?:分别)?(?P<verb>[一-龥]{0,2})")
_YEARS = re.compile(r"(?:19|20)\d{2}(?=年)")
_NAMES = re.compile(r"(?P<names>[^，。；：]{2,60}?)(?:分别|各)")
_SHARED = re.compile(r"(?:占|比重|比例).*(?:分别|依次|各)(?:占|为|是|达)*$")
_PRIOR = re.compile(r"^(?:上年|去年|同期|(?:19|20)\d{2}年)(?:度|决算)?(?:分别|各)")
_FURTHEST = 2
"""How many sentences a run may stand behind the run it speaks of."""


@dataclass(frozen=True)
class Run:
    """Figures in a row, with their positions among the paragraph's items."""

    items: tuple[Item, ...]
    first: int
    words: str
    """The clause before the first figure."""

    @property
    def role(self) -> Role:
        """What the first figure says; 占比分别为 says it of all."""
        role = self.items[0].role
        return Role.SHARE if role is Role.OTHER and _SHARED.search(self.words) else role

    @property
    def percent(self) -> bool:
        """Whether the row is one of percentages."""
        return self.items[0].quantity.kind is Kind.PERCENT

    @property
    def directions(self) -> list[int]:
        """分别增加40万元、减少50万元: every figure's own word, else the last one before it."""
        found, last = [], 0
        for item in self.items:
            last = item.direction or last
            found.append(last)
        return found


def read_runs(read: ReadParagraph) -> list[Run]:
    """All rows of two or more figures."""
    runs: list[Run] = []
    start = 0
    for position in range(1, len(read.items) + 1):
        if position < len(read.items) and _joined(read, position):
            continue
        if position - start > 1:
            runs.append(Run(read.items[start:position], start, _clause_before(read, read.items[start])))
        start = position
    return runs


def _clause_before(read: ReadParagraph, item: Item) -> str:
    start = max(read.text.rfind(mark, 0, item.quantity.start) for mark in "，。；：")
    return read.text[start + 1 : item.quantity.start]


def _joined(read: ReadParagraph, position: int) -> bool:
    item, previous = read.items[position], read.items[position - 1]
    gap = read.text[previous.quantity.end : item.quantity.start]
    joint = _JOINT.fullmatch(gap)
    if joint is None or not gap or not _alike(previous, item):
        return False
    verb = joint["verb"]
    if verb and not (lexicon.UP.fullmatch(verb) or lexicon.DOWN.fullmatch(verb)):
        return False
    return not verb or (item.role is Role.CHANGE and previous.role in {Role.CHANGE, Role.OTHER})


def _alike(first: Item, second: Item) -> bool:
    """40批次和320人次 may stand in one row; 元 and 人 may not."""
    counted = first.quantity.kind is second.quantity.kind is Kind.COUNT
    return counted or first.quantity.dimension == second.quantity.dimension


def parallel_positions(read: ReadParagraph) -> set[int]:
    """Positions of shares and changes which are members of a run and must not be judged alone."""
    return {
        run.first + index
        for run in read_runs(read)
        for index in range(len(run.items))
        if run.role is not Role.MAIN
    }


def check_parallels(sheet: Sheet, read: ReadParagraph) -> None:
    """Judge every run of shares and every run of growth rates against the run it answers to."""
    runs = read_runs(read)
    for index, run in enumerate(runs):
        if not run.percent or run.role not in {Role.SHARE, Role.CHANGE}:
            continue
        before = [each for each in runs[:index] if _answers(each, run)]
        values = next(
            (each for each in reversed(before) if each.role is Role.MAIN and not _PRIOR.search(each.words)),
            None,
        )
        if values is None:
            _skip(sheet, read, run)
        elif run.role is Role.SHARE:
            _check_shares(sheet, read, values, run)
        else:
            steps = next((each for each in reversed(before) if each.role is Role.CHANGE), None)
            priors = next((each for each in runs if _answers(each, run) and _PRIOR.search(each.words)), None)
            _check_growth(sheet, read, (values, steps, priors), run)


def _answers(run: Run, rates: Run) -> bool:
    near = rates.items[0].sentence - run.items[0].sentence <= _FURTHEST
    return near and not run.percent and len(run.items) == len(rates.items)


def _skip(sheet: Sheet, read: ReadParagraph, run: Run) -> None:
    sheet.skip(
        read, run.items[0].lead_start, run.items[-1].quantity.end, "并列的百分比，未找到一一对应的数额"
    )


# ---- shares ----------------------------------------------------------------------------------


def _check_shares(sheet: Sheet, read: ReadParagraph, values: Run, shares: Run) -> None:
    """Each amount against the whole named between the two runs, else against the sum of the run."""
    between = read.items[values.first + len(values.items) : shares.first]
    dimension = values.items[0].quantity.dimension
    named = [each for each in between if each.role is Role.MAIN and each.quantity.dimension == dimension]
    total = amount(named[-1]) if named else sum((amount(each) for each in values.items), Decimal(0))
    pairs = list(zip(values.items, shares.items, strict=True))
    verdicts = [_share_verdict(value, share, total) for value, share in pairs]
    if total <= 0 or (not named and not any(verdict.severity is None for verdict in verdicts)):
        _skip(sheet, read, shares)  # the whole is another one than the sum of the run
        return
    names = _names(read, values)
    for (value, share), verdict, name in zip(pairs, verdicts, names, strict=True):
        sheet.count(read, value.quantity, share.quantity)
        if verdict.severity is None:
            sheet.passed += 1
            continue
        message = (
            f"{name}占比：{value.quantity.stated}÷{plain(total)}{_unit(value)}＝{verdict.expected:f}%，"
            f"文中为{share.quantity.stated}，请与前面的数额一一核对。"
        )
        _report(sheet, read, ("G52", verdict.severity), (value, share), message, f"{verdict.expected:f}%")


def _share_verdict(value: Item, share: Item, total: Decimal) -> slack.RatioVerdict:
    exact = value.quantity.kind is Kind.COUNT
    return slack.judge_ratio(share.quantity.value, amount(value), total, exact)


def _unit(item: Item) -> str:
    return "万元" if item.quantity.kind is Kind.MONEY else item.quantity.unit


# ---- growth ----------------------------------------------------------------------------------


def _check_growth(
    sheet: Sheet, read: ReadParagraph, runs: tuple[Run, Run | None, Run | None], rates: Run
) -> None:
    """各减少C、D，各下降p%、q%; last year's figures in a row; or several years, each against the one before."""
    values, steps, priors = runs
    directions = rates.directions
    bases: list[Decimal | None]
    if priors is not None and priors is not values:
        bases = [each.quantity.value for each in priors.items]
    elif steps is not None and steps.first > values.first:
        if steps.directions != directions:
            _skip(sheet, read, rates)
            return
        bases = [
            _base(value, step, direction)
            for value, step, direction in zip(values.items, steps.items, directions, strict=True)
        ]
    elif _in_years(read, values):
        bases = [None, *(each.quantity.value for each in values.items[:-1])]
    else:
        _skip(sheet, read, rates)
        return
    names = _names(read, values)
    for index, base in enumerate(bases):
        if base is not None and base > 0:
            _judge_growth(
                sheet,
                read,
                names[index],
                (values.items[index], rates.items[index]),
                (base, directions[index]),
            )


def _base(value: Item, step: Item, direction: int) -> Decimal | None:
    """Last year's figure in the unit of the figure of this year."""
    if value.quantity.dimension != step.quantity.dimension:
        return None
    change, now, _ = comparable(step.quantity, value.quantity)
    factor = value.quantity.value / now if now else Decimal(1)
    return (now - change * direction) * factor


def _in_years(read: ReadParagraph, values: Run) -> bool:
    """2021年、2022年、2023年…分别为A、B、C."""
    start = max(read.text.rfind(mark, 0, values.items[0].quantity.start) for mark in "。；")
    years = [int(year) for year in _YEARS.findall(read.text[start + 1 : values.items[0].quantity.start])]
    return years == list(range(years[0], years[0] + len(values.items))) if years else False


def _judge_growth(
    sheet: Sheet, read: ReadParagraph, name: str, pair: tuple[Item, Item], basis: tuple[Decimal, int]
) -> None:
    value, rate = pair
    base, direction = basis
    stated = rate.quantity.value * direction
    verdict = slack.judge_ratio(stated, value.quantity.value - base, base, derived_base=True)
    sheet.count(read, value.quantity, rate.quantity)
    if verdict.severity is None or rate.quantity.approximate or verdict.expected is None:
        sheet.passed += 1
        return
    message = (
        f"{name}本期{value.quantity.stated}、上期{plain(base)}{value.quantity.unit}，"
        f"增减率应为{verdict.expected:f}%，文中为{rate.quantity.stated}，请与前面的数额一一核对。"
    )
    _report(sheet, read, ("G53", verdict.severity), pair, message, f"{verdict.expected:f}%")


def _report(
    sheet: Sheet,
    read: ReadParagraph,
    verdict: tuple[str, Severity],
    pair: tuple[Item, Item],
    message: str,
    expected: str,
) -> None:
    rate = pair[1].quantity
    sheet.report(*verdict, read.paragraph.span(rate.start, rate.end), message, rate.stated, expected)


def _names(read: ReadParagraph, values: Run) -> list[str]:
    """基本支出、项目支出分别为…: the names of the figures; else 第1项, 第2项."""
    start = max(read.text.rfind(mark, 0, values.items[0].quantity.start) for mark in "。；，：")
    match = _NAMES.match(read.text, start + 1, values.items[0].quantity.start)
    named = re.split(r"、|和|及", match["names"]) if match is not None else []
    if len(named) == len(values.items):
        return [f"“{name}”" for name in named]
    return [f"第{index}项" for index in range(1, len(values.items) + 1)]
