"""What a clerk writes as 指标值 or 完成值, understood: "≥20亿元", "满意度在98%以上", "3—5家", "较为认可".

Reading never fails: whatever is not one plain quantity is kept as qualitative text, because a wrong number
in a score is worse than a score the clerk must give by hand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import lru_cache

from model import quantity_grammar as grammar
from model.amounts import WIDE_CONTEXT, AmountError, decimal_places, parse_amount
from model.numerals import NUMERAL_CHARACTERS, parse_numeral
from model.quantity_grammar import Comparator
from model.units import MONEY, RATIO, Unit, find_unit, same_kind

__all__ = [
    "Comparator",
    "Quantity",
    "QuantityKind",
    "UnitError",
    "compatible",
    "convert",
    "incompatibility",
    "parse_quantity",
]

_SPOKEN_PERCENT = "百分之"
_TENTHS = "成"


class QuantityKind(Enum):
    """What sort of thing was written."""

    NUMBER = "数值"
    PERCENT = "百分比"
    MONEY = "金额"
    RANGE = "区间"
    DATE = "时间"
    TEXT = "文字"
    EMPTY = "未填"


class UnitError(ValueError):
    """A conversion between units that measure different things; ``str`` is one Chinese sentence."""


@dataclass(frozen=True)
class Quantity:
    """One understood value; ``value`` and ``upper`` are in ``unit`` as written."""

    raw: str
    kind: QuantityKind
    comparator: Comparator | None = None
    value: Decimal | None = None
    upper: Decimal | None = None
    unit: str = ""

    @property
    def is_single(self) -> bool:
        """Whether it is one number that can be scored (no range, date or text)."""
        return self.value is not None and self.upper is None

    @property
    def is_percent(self) -> bool:
        """Whether the unit is % or ‰, for a range too."""
        unit = find_unit(self.unit)
        return unit is not None and unit.dimension == RATIO

    @property
    def precision(self) -> int:
        """The decimals as written; of a range, the finer end's."""
        return max((decimal_places(end) for end in (self.value, self.upper) if end is not None), default=0)

    def __str__(self) -> str:
        """The figure with its unit, without comparator: 95%, 28.8万元, 3—5家; otherwise the text itself."""
        if self.value is None:
            return self.raw.strip()
        upper = "" if self.upper is None else f"—{self.upper:f}"
        return f"{self.value:f}{upper}{self.unit}"


@lru_cache(maxsize=8192)
def parse_quantity(text: str | None) -> Quantity:
    """What ``text`` says, as far as it says one thing; text that is no quantity has kind TEXT."""
    raw = text or ""
    cleaned = grammar.clean(raw)
    if grammar.is_blank(cleaned):
        return Quantity(raw, QuantityKind.EMPTY)
    date = grammar.DATE.fullmatch(cleaned)
    if date is not None:
        return Quantity(raw, QuantityKind.DATE, Comparator.AT_MOST if date["before"] else None)
    return _read_range(raw, cleaned) or _read_single(raw, cleaned) or Quantity(raw, QuantityKind.TEXT)


def _read_range(raw: str, cleaned: str) -> Quantity | None:
    match = grammar.match_range(cleaned)
    if match is None or _words_change_meaning(match):
        return None
    word = match["unit"] or ""
    lower, upper, unit = _number(match["number"]), _number(match["upper"]), find_unit(word)
    same_unit = match["lower_unit"] in {None, match["unit"]}
    if (
        lower is None
        or upper is None
        or unit is None
        or not same_unit
        or lower > upper
        or _looks_like_code(match)
    ):
        return None
    return Quantity(raw, QuantityKind.RANGE, None, lower, upper, word)


def _looks_like_code(match: re.Match[str]) -> bool:
    """Telephone numbers (0743-8520526) have leading zeros; periods (1-9月, 2022-2023年) name the calendar."""
    leading_zero = any(re.match(r"0[0-9]", match[end]) for end in ("number", "upper"))
    return leading_zero or match["noun"].startswith("月") or match["unit"] == "年"


def _read_single(raw: str, cleaned: str) -> Quantity | None:
    match = grammar.SINGLE.fullmatch(cleaned)
    if match is None or _words_change_meaning(match):
        return None
    comparators = _comparators(match)
    measured = _measure(match["number"], match["unit"] or "")
    if len(comparators) > 1 or measured is None:
        return None
    value, word = measured
    unit = find_unit(word)
    if unit is None or (match["noun"] and not word):
        return None
    if unit.dimension == RATIO and not grammar.may_follow_percent(match["noun"]):
        return None
    return Quantity(raw, _kind_of(unit), next(iter(comparators), None), value, None, word)


def _words_change_meaning(match: re.Match[str]) -> bool:
    return grammar.lead_changes_meaning(match["lead"]) or grammar.noun_changes_meaning(match["noun"])


def _comparators(match: re.Match[str]) -> set[Comparator]:
    """What prefix, suffix and 余/多 say; 控制在95%以上 says 以上, 控制在 alone only suggests a ceiling."""
    suffixes = {grammar.COMPARATOR_OF_SUFFIX[match[name]] for name in ("suffix", "final") if match[name]}
    if match["prefix"] == "控制在" and suffixes:
        return suffixes
    found = set(suffixes)
    if match["prefix"]:
        found.add(grammar.COMPARATOR_OF_PREFIX[match["prefix"]])
    if match["after"]:
        found.add(grammar.COMPARATOR_AFTER_NUMBER[match["after"]])
    return found


def _measure(number: str, word: str) -> tuple[Decimal, str] | None:
    """The value and its unit word, with 百分之九十五 and 八成 turned into percent."""
    if number.startswith(_SPOKEN_PERCENT):
        value = _number(number.removeprefix(_SPOKEN_PERCENT))
        return None if value is None or word else (value, "%")
    value = _number(number)
    spoken = not number[-1].isdigit()
    if value is None or (spoken and not word):
        return None  # a lone 一 or 三 is rarely a count: 三公, 第一, 统一
    if word == _TENTHS:
        return (value * 10, "%") if 0 < value <= 10 else None
    return value, word


def _number(text: str) -> Decimal | None:
    if text[-1] in NUMERAL_CHARACTERS:
        return parse_numeral(text)
    try:
        return parse_amount(text)
    except AmountError:
        return None


def _kind_of(unit: Unit) -> QuantityKind:
    return {MONEY: QuantityKind.MONEY, RATIO: QuantityKind.PERCENT}.get(unit.dimension, QuantityKind.NUMBER)


def compatible(first: Quantity, second: Quantity) -> bool:
    """Whether the two can be compared after converting units."""
    return incompatibility(first, second) is None


def incompatibility(first: Quantity, second: Quantity) -> str | None:
    """Why the two cannot be compared, as one Chinese sentence; None when they can."""
    for quantity in (first, second):
        if quantity.value is None:
            shown = f"“{quantity}”" if quantity.kind is not QuantityKind.EMPTY else "空白"
            return f"{shown}不是数值，无法比较。"
    first_unit, second_unit = find_unit(first.unit), find_unit(second.unit)
    if first_unit is not None and second_unit is not None and same_kind(first_unit, second_unit):
        return None
    if not first.unit or not second.unit:
        bare, full = (first, second) if not first.unit else (second, first)
        return f"“{bare}”没有写单位，而“{full}”的单位是“{full.unit}”，请补上单位。"
    return f"“{first}”与“{second}”的单位不同类（“{first.unit}”和“{second.unit}”），请改用同类单位。"


def convert(quantity: Quantity, unit: str) -> Quantity:
    """The same quantity in another unit, exact where decimals can say it; else :class:`UnitError`."""
    source, target = find_unit(quantity.unit), find_unit(unit)
    if quantity.unit == unit and source is not None:
        return quantity
    if quantity.value is None or source is None or target is None or not same_kind(source, target):
        raise UnitError(f"“{quantity}”无法换算成“{unit or '无单位的数'}”，请改用同类单位。")
    ratio = source.factor / target.factor
    upper = None if quantity.upper is None else _scaled(quantity.upper, ratio)
    return replace(quantity, value=_scaled(quantity.value, ratio), upper=upper, unit=unit)


def _scaled(value: Decimal, ratio: Fraction) -> Decimal:
    """``value × ratio``, rounded only if decimals cannot hold it (亩 from 公顷)."""
    if ratio == 1:
        return value
    product = Fraction(value) * ratio
    return WIDE_CONTEXT.divide(Decimal(product.numerator), Decimal(product.denominator))
