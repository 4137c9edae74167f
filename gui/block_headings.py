"""Headings on the clipboard: rows of words above the figures, and the unit of money that they name for each column."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from gui.clipboard import Block
from gui.form_model import FormModel
from gui.header_view import LABEL
from model.amounts import AmountError, AmountUnit, fold_width
from model.formdef import Kind
from model.moneywords import announced_unit, heading_unit

_MOST_ROWS = 12
_COLUMN_NUMBERS = re.compile("[栏列]\\s*次")
_FEWEST_NUMBERS = 3
_FIGURE = re.compile(r"[-+△▲(]?\s*(?:人民币|[¥￥])?\s*(?!(?:19|20)[0-9]{2}\s*年)[0-9]")
_WORD = re.compile("[一-鿿]")
_ANSWER = re.compile("[见详无未同略不暂待]")
"""How words begin that stand in the place of a figure, not above it: 见附件, 未发生."""
_OF_FIGURES = re.compile("(?:[数额款金费计]|收入|支出|结转|结余|拨款)$")
_IN_BRACKETS = re.compile(r"\(.*?\)")
_OTHER_MEASURE = re.compile(r"\(\s*(?:单位:)?\s*(?:人|人次|个|家|辆|台|套|%|平方米)\s*\)")


@dataclass(frozen=True)
class Headings:
    """So many rows of headings, and the units that they name by the place of the column in the block.

    ``refusal``: why nothing can be pasted as they have it, and what to do; empty where it can.
    """

    rows: int = 0
    units: Mapping[int, AmountUnit] = field(default_factory=dict)
    refusal: str = ""


@dataclass(frozen=True)
class _Goal:
    """The column of the table that a column of the block goes into. ``unit`` is None where it holds no money."""

    title: str
    kind: Kind | None
    unit: AmountUnit | None

    @property
    def is_number(self) -> bool:
        return self.kind is not None and self.kind.is_number


_BESIDE = _Goal("", None, None)
"""Beside the table: what goes there is not pasted, but may be the line that says 单位：元."""


def read_headings(model: FormModel, top: int, columns: Sequence[int], block: Block) -> Headings:
    """The headings of a block that goes in at row ``top``; none where its first row has figures already."""
    width = max(map(len, block), default=0)
    goals = [_goal(model, model.row_ids[top], column) for column in columns[:width]]
    goals += [_BESIDE] * (width - len(goals))
    titles = {_bare(column.title) for column in model.form.columns} | {_bare(model.form.label_title)}
    rows = 0
    for number, line in enumerate(block[:_MOST_ROWS]):
        if _numbers_columns(goals, line, is_below_headings=rows == number > 0) or (
            not _has_data(goals, line) and _is_heading(goals, titles, line)
        ):
            rows = number + 1
        elif _has_data(goals, line):
            break
    if not rows or not _has_figures_below(goals, block[rows:]):
        return Headings()
    try:
        return Headings(rows, _units(goals, block[:rows], block[rows:]))
    except AmountError as error:
        return Headings(rows, refusal=str(error))


def _goal(model: FormModel, row: str, column: int) -> _Goal:
    if model.codes[column] == LABEL:
        return _Goal(model.form.label_title, None, None)
    goes_to = model.form.column(model.codes[column])
    # The column's own kind: single rows of it may count something.
    kind = goes_to.kind if goes_to.kind.is_number else model.form.kind_of(row, goes_to.code)
    return _Goal(goes_to.title, kind, model.cells.unit_of(kind, goes_to.code))


def _bare(title: str) -> str:
    """A title without blanks and brackets: 上年结转（元） is 上年结转."""
    return _IN_BRACKETS.sub("", "".join(fold_width(title).split()))


def _filled(line: Sequence[str]) -> list[tuple[int, str]]:
    return [(place, text) for place, text in enumerate(line) if text.strip()]


def _is_word(text: str) -> bool:
    folded = fold_width(text).strip()
    return _FIGURE.match(folded) is None and _WORD.search(folded) is not None


def _has_data(goals: Sequence[_Goal], line: Sequence[str]) -> bool:
    """Whether something stands for a figure where one belongs, be it a dash or a figure that cannot be read."""
    return any(goals[place].is_number and not _is_word(text) for place, text in _filled(line))


def _numbers_columns(goals: Sequence[_Goal], line: Sequence[str], *, is_below_headings: bool) -> bool:
    """The line 栏次 1 2 3, which follows the headings in the tables of final accounts; without the word it counts up from 1."""
    filled = _filled(line)
    numbers = [fold_width(text).strip() for _, text in filled]
    figures = [fold_width(text).strip() for place, text in filled if goals[place].is_number]
    if any(_COLUMN_NUMBERS.fullmatch(text.strip()) for place, text in filled if not goals[place].is_number):
        return True
    if not is_below_headings or len(figures) < _FEWEST_NUMBERS:
        return False
    return any(
        line_of == [str(number) for number in range(1, len(line_of) + 1)] for line_of in (numbers, figures)
    )


def _has_figures_below(goals: Sequence[_Goal], lines: Block) -> bool:
    if not any(goal.is_number for goal in goals):
        return bool(lines)
    return any(_has_data(goals, line) for line in lines)


def _is_heading(goals: Sequence[_Goal], titles: set[str], line: Sequence[str]) -> bool:
    """Whether a row of words says what stands below it, beyond doubt: a row of answers must not be lost."""
    filled = _filled(line)
    words = [text for place, text in filled if goals[place].is_number]
    if len(filled) == 1 and _names_unit(filled[0][1]):
        return True
    if sum(_bare(text) == _bare(goals[place].title) for place, text in filled) > 1:
        return True
    if not words:
        return False
    if any(_names_unit(text) or _names_measure(text) or _bare(text) in titles for text in words):
        return True
    if any(_ANSWER.match(text.strip()) for text in words):
        return False
    labels = [text for place, text in filled if not goals[place].is_number]
    if len(set(words)) > 1 and all(_bare(text) in titles for text in labels):
        return True
    return any(_OF_FIGURES.search(_bare(word)) for word in words)


def _names_unit(text: str) -> bool:
    try:
        return heading_unit(text) is not None
    except AmountError:
        return True


def _names_measure(text: str) -> bool:
    return _OTHER_MEASURE.search(fold_width(text)) is not None


def _units(goals: Sequence[_Goal], headings: Block, figures: Block) -> dict[int, AmountUnit]:
    """The unit of each column of money; raises AmountError where they name none of ours, or not for every column."""
    shared = {unit for line in headings if (unit := _unit_for_all(goals, line)) is not None}
    lines = [line for line in headings if _unit_for_all(goals, line) is None]
    units: dict[int, AmountUnit] = {}
    bare: list[int] = []
    for place, goal in enumerate(goals):
        if not goal.is_number or not any(line[place].strip() for line in figures if place < len(line)):
            continue
        _refuse_other_measure(goal, place, lines)
        if goal.unit is None:
            continue
        named = shared | {unit for line in lines if (unit := _unit_over(line, place)) is not None}
        if len(named) > 1:
            raise AmountError(_refused(f"“{_title(goal)}”的表头写了两种金额单位", "请只留一种，重新复制"))
        if named:
            units[place] = named.pop()
        else:
            bare.append(place)
    other = next((place for place, unit in units.items() if unit is not goals[place].unit), None)
    if bare and other is not None:
        said = (
            f"表头里“{_title(goals[other])}”写了单位“{units[other].value}”，“{_title(goals[bare[0]])}”没有写"
        )
        raise AmountError(_refused(said, "请补写单位后连表头重新复制"))
    return units


def _unit_for_all(goals: Sequence[_Goal], line: Sequence[str]) -> AmountUnit | None:
    """What a line that stands above all columns says: 单位：元, be it alone or behind 编制单位：某局."""
    filled = _filled(line)
    if len(goals) > 1 and len(filled) == 1:
        return _unit_in(filled[0][1])
    announced = (announced_unit(text.strip()) for _, text in filled)
    return next((unit for unit, begins in filter(None, announced) if not begins), None)


def _unit_over(line: Sequence[str], place: int) -> AmountUnit | None:
    """By the heading of the column; an empty one belongs to the merged heading at its left."""
    over = next((text for text in reversed(line[: place + 1]) if text.strip()), "")
    return _unit_in(over)


def _unit_in(text: str) -> AmountUnit | None:
    try:
        return heading_unit(text)
    except AmountError as error:
        raise AmountError(_refused(f"表头{error}", "请在原表中换算以后再复制")) from error


def _refuse_other_measure(goal: _Goal, place: int, lines: Block) -> None:
    """Money above a column of counts, or people above one of money: the block was made for other columns."""
    for line in lines:
        text = line[place] if place < len(line) else ""
        if _names_measure(text) if goal.unit else _names_unit(text):
            said = f"表头“{' '.join(text.split())}”与表中的“{_title(goal)}”单位不同类"
            raise AmountError(_refused(said, "请核对栏目，从对应的一栏起粘贴"))


def _title(goal: _Goal) -> str:
    return "".join(goal.title.split())


def _refused(why: str, what_to_do: str) -> str:
    return f"没有粘贴：{why}；{what_to_do}。"
