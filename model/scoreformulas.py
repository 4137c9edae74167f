"""Formulas of the indicator table: nature, score and deviation worked out of what the clerk wrote."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import ClassVar

from model.amounts import round_half_up, shortest
from model.cells import CellRef, Value
from model.formula import Lookup, Naming, Sum, Tell, as_typed, figure, number
from model.quantity import Quantity, parse_quantity
from model.scoring import (
    Level,
    Nature,
    ScoreResult,
    budget_execution_score,
    deviation,
    propose_nature,
    score_indicator,
)

INPUT, OUTPUT, BENEFIT, SATISFACTION = "input", "output", "benefit", "satisfaction"


read_quantity = lru_cache(maxsize=8192)(parse_quantity)
"""One edit has the same words read by several formulas and checks."""


def _text(value: Value) -> str:
    return value if isinstance(value, str) else ""


@dataclass(frozen=True)
class _OfIndicator:
    """A formula over the cells of one indicator row of the sheet ``sheet``."""

    row: str
    sheet: str = "indicators"

    def _ref(self, column: str) -> CellRef:
        return CellRef(self.sheet, self.row, column)

    def _quantities(self, lookup: Lookup) -> tuple[Quantity, Quantity]:
        return tuple(read_quantity(_text(lookup(self._ref(column)))) for column in ("target", "actual"))  # type: ignore[return-value]

    def _nature(self, lookup: Lookup) -> Nature | None:
        chosen = _text(lookup(self._ref("nature")))
        return next((nature for nature in Nature if nature.value == chosen), None)

    def excel(self, address: Naming) -> str | None:
        """Excel cannot read Chinese targets: the workbook carries the value."""
        return None


@dataclass(frozen=True)
class ProposedNature(_OfIndicator):
    """指标性质 as the words of name, target and actual suggest it."""

    @property
    def precedents(self) -> tuple[CellRef, ...]:
        """Name, target, actual."""
        return tuple(self._ref(column) for column in ("name", "target", "actual"))

    def evaluate(self, lookup: Lookup) -> str | None:
        """The nature's Chinese name; nothing while there is no target."""
        if not _text(lookup(self._ref("target"))):
            return None
        return propose_nature(_text(lookup(self._ref("name"))), *self._quantities(lookup)).value

    def describe(self, name: Naming) -> str:
        """按指标值的写法判断"""
        return "按指标名称和指标值的写法判断，可改选"

    def substitute(self, lookup: Lookup, _tell: Tell = as_typed) -> str:
        """The target's words."""
        return f"指标值“{_text(lookup(self._ref('target')))}”"


@dataclass(frozen=True)
class ProposedScore(_OfIndicator):
    """计算得分 by the finance system's rule for the indicator's nature."""

    @property
    def precedents(self) -> tuple[CellRef, ...]:
        """Everything that the rule reads."""
        return tuple(self._ref(column) for column in ("target", "actual", "nature", "weight", "level"))

    def result(self, lookup: Lookup) -> ScoreResult | None:
        """Score and explanation; None while target, actual or nature is missing."""
        nature = self._nature(lookup)
        if nature is None or not _text(lookup(self._ref("actual"))):
            return None
        chosen = _text(lookup(self._ref("level")))
        level = next((level for level in Level if level.value == chosen), None)
        weight = number(lookup(self._ref("weight")))
        return score_indicator(nature, *self._quantities(lookup), weight, level)

    def evaluate(self, lookup: Lookup) -> Decimal | None:
        """The score, where the rule yields one."""
        result = self.result(lookup)
        return None if result is None else result.score

    def describe(self, name: Naming) -> str:
        """按一体化系统计分规则"""
        return "按指标性质、指标值、完成值和分值计算"

    def substitute(self, lookup: Lookup, _tell: Tell = as_typed) -> str:
        """The rule's own sentence: 95% ÷ 98% × 10 = 9.69."""
        result = self.result(lookup)
        return "指标值、完成值或性质未填" if result is None else result.explanation


@dataclass(frozen=True)
class DeviationRate(_OfIndicator):
    """偏差率 in percent, two places."""

    @property
    def precedents(self) -> tuple[CellRef, ...]:
        """Target, actual, nature."""
        return tuple(self._ref(column) for column in ("target", "actual", "nature"))

    def evaluate(self, lookup: Lookup) -> Decimal | None:
        """（完成值－指标值）÷指标值, nothing for words and zero targets."""
        nature = self._nature(lookup)
        share = None if nature is None else deviation(nature, *self._quantities(lookup))
        return None if share is None else shortest(round_half_up(share, 2))

    def describe(self, name: Naming) -> str:
        """（完成值－指标值）÷指标值"""
        return "（完成值－指标值）÷指标值×100%"

    def substitute(self, lookup: Lookup, _tell: Tell = as_typed) -> str:
        """The two values as written."""
        target, actual = self._quantities(lookup)
        return f"（{actual}－{target}）÷{target}×100%"


@lru_cache(maxsize=1024)
def category_of(level1: str, level2: str) -> str | None:
    """Which first-level heading of the score table an indicator counts for; None where its words do not say."""
    if "满意度" in level1 or "满意度" in level2:
        return SATISFACTION
    for word, category in (
        ("投入", INPUT),
        ("预算执行", INPUT),
        ("产出", OUTPUT),
        ("成本", OUTPUT),
        ("效益", BENEFIT),
    ):
        if word in level1:
            return category
    return None


@dataclass(frozen=True)
class CategorySum:
    """Σ of one column over the indicators that count for one first-level heading."""

    category: str
    column: str
    rows: tuple[str, ...]
    words: ClassVar[str] = "该一级指标下各三级指标之和"

    @cached_property
    def precedents(self) -> tuple[CellRef, ...]:
        """Levels and the summed column of every indicator."""
        return tuple(ref for cells in self._rows_cells for ref in cells)

    @cached_property
    def _rows_cells(self) -> tuple[tuple[CellRef, CellRef, CellRef], ...]:
        return tuple(
            (
                CellRef("indicators", row, "level1"),
                CellRef("indicators", row, "level2"),
                CellRef("indicators", row, self.column),
            )
            for row in self.rows
        )

    def parts(self, lookup: Lookup) -> list[Decimal]:
        """The figures that count, in row order."""
        found = []
        for level1, level2, amount in self._rows_cells:
            value = lookup(amount)
            if (
                isinstance(value, Decimal)
                and category_of(_text(lookup(level1)), _text(lookup(level2))) == self.category
            ):
                found.append(value)
        return found

    def evaluate(self, lookup: Lookup) -> Decimal | None:
        """The sum; nothing while no indicator of the heading has a figure."""
        parts = self.parts(lookup)
        return sum(parts, Decimal(0)) if parts else None

    def describe(self, name: Naming) -> str:
        """该一级指标下各三级指标之和"""
        return self.words

    def substitute(self, lookup: Lookup, _tell: Tell = as_typed) -> str:
        """9.69＋10"""
        return "＋".join(figure(part) for part in self.parts(lookup))

    def excel(self, address: Naming) -> str | None:
        """Which rows count is a matter of the levels' words: the workbook carries the value."""
        return None


@dataclass(frozen=True)
class Subtotals:
    """Σ of subtotals of a long list: an edit of one row then reads its own stretch of the list, not all of it."""

    cells: tuple[CellRef, ...]
    """The subtotals, which stand in no form."""
    over: tuple[CellRef, ...]
    """What the subtotals read."""
    words: str

    @property
    def precedents(self) -> tuple[CellRef, ...]:
        """The subtotals."""
        return self.cells

    def evaluate(self, lookup: Lookup) -> Decimal | None:
        """The sum; nothing while every stretch is empty."""
        parts = [value for cell in self.cells if (value := number(lookup(cell))) is not None]
        return sum(parts, Decimal(0)) if parts else None

    def describe(self, name: Naming) -> str:
        """The words given."""
        return self.words

    def substitute(self, lookup: Lookup, _tell: Tell = as_typed) -> str:
        """The words: the figures are too many to write out."""
        return self.words

    def excel(self, address: Naming) -> str | None:
        """The subtotals stand on no sheet: the workbook carries the value."""
        return None


@dataclass(frozen=True)
class SumRatio:
    """A quotient of two sums in percent (预算完成率); empty when a side is empty or the divisor is zero."""

    top: Sum
    bottom: Sum
    places: int = 2

    @property
    def precedents(self) -> tuple[CellRef, ...]:
        """All summands, each once."""
        return tuple(dict.fromkeys((*self.top.precedents, *self.bottom.precedents)))

    def evaluate(self, lookup: Lookup) -> Decimal | None:
        """The percentage, rounded half up."""
        top, bottom = self.top.evaluate(lookup), self.bottom.evaluate(lookup)
        if top is None or not bottom:
            return None
        return shortest(round_half_up(top / bottom * 100, self.places))

    def describe(self, name: Naming) -> str:
        """（上年结转＋年初预算－年末结余）÷（上年结转＋年初预算）×100%"""
        return f"{_bracketed(self.top, self.top.describe(name))}÷{_bracketed(self.bottom, self.bottom.describe(name))}×100%"

    def substitute(self, lookup: Lookup, tell: Tell = as_typed) -> str:
        """（46.08＋5000－12.3）÷（46.08＋5000）×100%"""
        top, bottom = self.top.substitute(lookup, tell), self.bottom.substitute(lookup, tell)
        return f"{_bracketed(self.top, top)}÷{_bracketed(self.bottom, bottom)}×100%"

    def excel(self, address: Naming) -> str:
        """IF((B2+C2)=0,"",(B2+C2-D2)/(B2+C2))"""
        top, bottom = self.top.excel(address), self.bottom.excel(address)
        return f'IF(({bottom})=0,"",({top})/({bottom}))'


def _bracketed(part: Sum, words: str) -> str:
    return words or "空" if len(part.terms) == 1 else f"（{words or '空'}）"


@dataclass(frozen=True)
class ExecutionScore:
    """预算执行得分 = 全年执行数 ÷ 全年预算数 × 分值, at most the weight."""

    executed: CellRef
    budget: CellRef
    weight: CellRef

    @property
    def precedents(self) -> tuple[CellRef, ...]:
        """Executed, budget, weight."""
        return (self.executed, self.budget, self.weight)

    def result(self, lookup: Lookup, tell: Tell = as_typed) -> ScoreResult:
        """Score and explanation; a zero budget is explained, never divided by."""
        executed, budget, weight = (number(lookup(ref)) for ref in self.precedents)
        return budget_execution_score(executed, budget, weight, lambda amount: tell(self.budget, amount))

    def evaluate(self, lookup: Lookup) -> Decimal | None:
        """The score, where it can be worked out."""
        return self.result(lookup).score

    def describe(self, name: Naming) -> str:
        """全年执行数÷全年预算数×分值"""
        return f"{name(self.executed)}÷{name(self.budget)}×{name(self.weight)}，最高为分值"

    def substitute(self, lookup: Lookup, tell: Tell = as_typed) -> str:
        """5394.86÷6046.58×10"""
        executed, budget, weight = self.precedents
        working = f"{tell(executed, lookup(executed))}÷{tell(budget, lookup(budget))}×{tell(weight, lookup(weight))}"
        above = (number(lookup(executed)) or 0) > (number(lookup(budget)) or 0)
        return f"{working}（最高为分值）" if above else working

    def excel(self, address: Naming) -> str:
        """MIN(1,executed/budget)*weight"""
        return f"ROUND(MIN(1,{address(self.executed)}/{address(self.budget)})*{address(self.weight)},2)"
