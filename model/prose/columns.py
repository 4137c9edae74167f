"""What the columns of a table say of each other: rates, shares, differences, growth rates, sums along a row.

Which columns a rate is made of is rarely written out.  The rows tell: the pair of columns from which most rows'
figures follow is the pair that is meant, and the row which does not follow is the slip.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations

from model import slack
from model.amounts import decimal_places
from model.findings import Severity
from model.prose.findings import Sheet, plain
from model.prose.grids import Column, Grid

_GROWTH = re.compile(r"增减?(?:长|变|加)?(?:率|幅)|变动(?:率|幅)|增减(?:比例|%|（%)|同比|增长[（]?%|±%")
_DIFFERENCE = re.compile(r"增减(?:额|数|变动)?(?:（[^%）]*）)?$|差[额异值]|增加额|减少额|变动额|结余|结转")
_WHOLE = re.compile(r"合\s*计|总\s*计|总额|小\s*计|总分")
_TOTAL = re.compile(r"合\s*计|总\s*计")
_MEANT = (
    (re.compile(r"得分率"), re.compile(r"得分(?!率)"), re.compile(r"分值|满分|权重")),
    (re.compile(r"执行率|支出率|支付率|使用率|完成率|完成比|进度"), re.compile(r"执行|支出|支付|决算|使用|实际|完成(?!率)"),
     re.compile(r"预算|到位|计划|目标|安排|下达")),
    (re.compile(r"到位率"), re.compile(r"到位(?!率)"), re.compile(r"预算|计划|应")),
)  # fmt: skip
"""Rate, numerator, denominator, by header: trusted even where a single row supports them."""
_PRIOR = re.compile(r"上年|去年|同期")
_MOST_COLUMNS = 12


@dataclass(frozen=True)
class Relation:
    """A column and how a row's figure in it follows from others."""

    target: Column
    sources: tuple[Column, ...]
    expected: Callable[[Sequence[Decimal]], slack.RatioVerdict | slack.SumVerdict | None]
    shown: str
    meant: bool
    """True where the headers name the relation."""


def check_columns(sheet: Sheet, grid: Grid) -> None:
    """Judge every column which follows from others in most of the rows."""
    columns = grid.columns[:_MOST_COLUMNS]
    for target in columns:
        if _PRIOR.search(target.header):
            continue
        relations = list(_relations(target, [column for column in columns if column is not target]))
        held = [(relation, *_tally(relation)) for relation in relations]
        fitting = [entry for entry in held if entry[1] and (entry[1] > len(entry[2]) or entry[0].meant)]
        trusted = fitting or [entry for entry in held if entry[0].meant]
        if trusted:
            relation, count, failing = max(trusted, key=lambda entry: (entry[1], entry[0].meant))
            alone = count == 0 and len(failing) > 1  # where no row follows, the headers were misunderstood
            if not alone and (count >= 2 or relation.meant or not failing):
                _note(sheet, grid, relation, count, failing)


def _relations(target: Column, others: Sequence[Column]) -> Iterator[Relation]:
    plain_columns = [column for column in others if not column.ratio]
    if _GROWTH.search(target.header):
        for now, then in permutations(plain_columns, 2):
            yield Relation(target, (now, then), _grown, "（{0}－{1}）÷{1}", _is_before(then, now))
    elif target.ratio:
        meant = _meant(target, plain_columns)
        for top, bottom in permutations(plain_columns, 2):
            yield Relation(target, (top, bottom), _divided, "{0}÷{1}", (top, bottom) == meant)
    elif _DIFFERENCE.search(target.header):
        for now, then in permutations(plain_columns, 2):
            yield Relation(target, (now, then), _subtracted, "{0}－{1}", _is_before(then, now))
    elif _WHOLE.search(target.header) and len(plain_columns) >= 2:
        yield from _wholes(target, others)


def _meant(target: Column, columns: Sequence[Column]) -> tuple[Column, Column] | None:
    """The two columns which the headers name: 执行率 is 全年执行数÷全年预算数, not ÷年初预算数."""
    for rate, top, bottom in _MEANT:
        if not rate.search(target.header):
            continue
        tops = [each for each in columns if top.search(each.header) and not bottom.search(each.header)]
        bottoms = [each for each in columns if bottom.search(each.header)]
        bottoms = [each for each in bottoms if re.search(r"全年|调整", each.header)] or bottoms
        if len(tops) == 1 and len(bottoms) == 1:
            return tops[0], bottoms[0]
    return None


def _wholes(target: Column, others: Sequence[Column]) -> Iterator[Relation]:
    """合计 over its columns, or over all but those that a 小计 among them adds up already; 小计 over those behind it."""
    columns = _block(target, [column for column in others if not column.ratio])
    sure = all(any(word in column.header for column in columns) for word in ("出国", "接待"))
    if "小计" in target.header:
        for count in (2, 3):
            if len(columns) >= count:
                yield Relation(
                    target, tuple(columns[:count]), _added, "各列之和", count == 2 and _vehicles(columns)
                )
        return
    inner = [index for index, column in enumerate(columns) if "小计" in column.header]
    if inner:
        kept = [column for index, column in enumerate(columns) if index - inner[0] not in {1, 2}]
        yield Relation(target, tuple(kept), _added, "各列之和", sure and len(inner) == 1)
    if len(columns) > 1:
        yield Relation(target, tuple(columns), _added, "各列之和", sure and not inner)


def _vehicles(columns: Sequence[Column]) -> bool:
    return "购置" in columns[0].header and "运行" in columns[1].header


def _block(target: Column, columns: Sequence[Column]) -> list[Column]:
    """The columns behind a total as far as the next total; those before it, where it comes last."""
    behind = [column for column in columns if column.cells[0].start > target.cells[0].start]
    stop = next((index for index, column in enumerate(behind) if _TOTAL.search(column.header)), len(behind))
    return behind[:stop] or [column for column in columns if column not in behind]


def _is_before(then: Column, now: Column) -> bool:
    """2021年 before 2022年, 上年 before 本年."""
    years = [re.search(r"(?:19|20)\d{2}", column.header) for column in (then, now)]
    if years[0] and years[1]:
        return int(years[0].group()) == int(years[1].group()) - 1
    return bool(re.search(r"上年|去年|期初|年初数", then.header)) and bool(
        re.search(r"本年|今年|期末|年末|当年|决算数", now.header)
    )


def _places(values: Sequence[Decimal]) -> int:
    return max(2, *(decimal_places(value) for value in values))


def _divided(values: Sequence[Decimal]) -> slack.RatioVerdict | None:
    stated, top, bottom = values
    return slack.judge_ratio(stated, top, bottom, places=_places(values[1:])) if bottom else None


def _grown(values: Sequence[Decimal]) -> slack.RatioVerdict | None:
    stated, now, then = values
    return (
        slack.judge_ratio(stated, now - then, then, places=_places(values[1:]), derived_base=True)
        if then
        else None
    )


def _subtracted(values: Sequence[Decimal]) -> slack.SumVerdict:
    return slack.judge_sum(
        values[0], [values[1], -values[2]], exact=all(not decimal_places(v) for v in values)
    )


def _added(values: Sequence[Decimal]) -> slack.SumVerdict:
    return slack.judge_sum(values[0], values[1:], exact=all(not decimal_places(v) for v in values))


def _tally(relation: Relation) -> tuple[int, list[int]]:
    """How many rows follow, and which do not; rows of nothing but zeros say nothing."""
    holding, failing = 0, []
    for row in range(len(relation.target.figures)):
        verdict = _verdict(relation, row)
        if verdict is None:
            continue
        if verdict.severity in {None, Severity.ROUNDING}:
            holding += 1
        else:
            failing.append(row)
    return holding, failing


def _verdict(relation: Relation, row: int) -> slack.RatioVerdict | slack.SumVerdict | None:
    values = [column.figures[row] for column in (relation.target, *relation.sources)]
    known = [value for value in values if value is not None]
    if len(known) < len(values) or not any(known[1:]):
        return None
    return relation.expected(known)


def _note(sheet: Sheet, grid: Grid, relation: Relation, holding: int, failing: Sequence[int]) -> None:
    sheet.passed += holding
    for column in (relation.target, *relation.sources):
        sheet.checked.update(
            cell.start
            for cell, figure in zip(column.cells, column.figures, strict=True)
            if figure is not None
        )
    for row in failing:
        verdict = _verdict(relation, row)
        if verdict is None or verdict.severity is None or verdict.expected is None:
            continue
        cell = relation.target.cells[row]
        sign = "%" if isinstance(verdict, slack.RatioVerdict) else ""
        expected = f"{plain(verdict.expected)}{sign}" if not sign else f"{verdict.expected:f}%"
        stated = [column.cells[row].text for column in relation.sources]
        shown = relation.shown.format(*stated)
        message = f"表中“{grid.labels[row]}”{shown}＝{expected}，“{relation.target.header}”栏为{cell.text}，请核对。"
        sheet.report(
            _code(grid, relation), verdict.severity, (cell.start, cell.end), message, cell.text, expected
        )


def _code(grid: Grid, relation: Relation) -> str:
    if grid.scored:
        return "G30"
    if relation.expected is _divided:
        return "G52"
    return "G51" if relation.expected is _added else "G53"
