"""Formulas as data: one line gives the value, the order of calculation, the Chinese words, the Excel formula and the check."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import Protocol

from model.amounts import shortest
from model.cells import CellRef, Value
from model.sequences import differing_parts

Lookup = Callable[[CellRef], Value]
Naming = Callable[[CellRef], str]
Tell = Callable[[CellRef, Value], str]
"""What writes a cell's value into a sentence."""


class Formula(Protocol):
    """What every formula can do. All formulas are frozen and compare by content."""

    @property
    def precedents(self) -> tuple[CellRef, ...]:
        """The cells that the formula reads, in writing order."""
        ...

    def evaluate(self, lookup: Lookup) -> Value:
        """The value, or None where the inputs do not suffice."""
        ...

    def describe(self, name: Naming) -> str:
        """The right-hand side in words: 上年结转＋公共财政拨款."""
        ...

    def substitute(self, lookup: Lookup, tell: Tell = ...) -> str:
        """The right-hand side in figures: 46.08＋2577.99; without ``tell``, with the digits as typed."""
        ...

    def excel(self, address: Naming) -> str | None:
        """The formula as Excel writes it, without the leading equals sign; None where Excel has no words for it."""
        ...


def figure(value: Value) -> str:
    """A figure as it stands in a sentence; an empty cell reads 空."""
    if value is None:
        return "空"
    return f"{value:f}" if isinstance(value, Decimal) else value


def as_typed(_ref: CellRef, value: Value) -> str:
    """The digits as typed, as the paper has them in a sentence."""
    return figure(value)


def number(value: Value) -> Decimal | None:
    """The figure of a cell, or None when the cell is empty or holds words."""
    return value if isinstance(value, Decimal) else None


@dataclass(frozen=True)
class Term:
    """One signed summand."""

    ref: CellRef
    sign: int = 1


@dataclass(frozen=True)
class Sum:
    """A signed sum. Empty summands count as nothing; a sum of nothing but empty cells is empty.

    While a cell in ``required`` is empty the sum is empty too: carry-over alone is no annual budget.
    """

    terms: tuple[Term, ...]
    required: frozenset[CellRef] = frozenset()

    @cached_property
    def precedents(self) -> tuple[CellRef, ...]:
        """The summands."""
        return tuple(term.ref for term in self.terms)

    def parts(self, lookup: Lookup) -> list[Decimal]:
        """The signed figures that are there."""
        values = map(lookup, self.precedents)
        if self._only_adds:
            return [value for value in values if isinstance(value, Decimal)]
        found = zip(self.terms, values, strict=True)
        return [
            value if term.sign > 0 else value * term.sign
            for term, value in found
            if isinstance(value, Decimal)
        ]

    @cached_property
    def _only_adds(self) -> bool:
        return all(term.sign > 0 for term in self.terms)

    def evaluate(self, lookup: Lookup) -> Decimal | None:
        """The sum of the figures that are there, exact."""
        if any(number(lookup(ref)) is None for ref in self.required):
            return None
        parts = self.parts(lookup)
        return sum(parts, Decimal(0)) if parts else None

    def _joined(self, write: Callable[[CellRef], str], plus: str, minus: str) -> str:
        text = ""
        for term in self.terms:
            text += (minus if term.sign < 0 else plus if text else "") + write(term.ref)
        return text

    def describe(self, name: Naming) -> str:
        """上年结转＋公共财政拨款＋…"""
        return self._joined(name, "＋", "－")

    def substitute(self, lookup: Lookup, tell: Tell = as_typed) -> str:
        """46.08＋2577.99＋…; empty summands are left out."""
        there = tuple(term for term in self.terms if number(lookup(term.ref)) is not None)
        return Sum(there)._joined(lambda ref: tell(ref, lookup(ref)), "＋", "－")

    def excel(self, address: Naming) -> str:
        """B3+C3-D3, or SUM(B3:F3) where the summands are many."""
        if all(term.sign > 0 for term in self.terms) and len(self.terms) > 2:
            return f"SUM({','.join(address(term.ref) for term in self.terms)})"
        return self._joined(address, "+", "-")


def besides(one: Formula | None, other: Formula) -> set[CellRef] | None:
    """The cells that only one of two sums adds; None where they are no sums, or differ in more than that."""
    if not isinstance(one, Sum) or not isinstance(other, Sum) or one.required != other.required:
        return None
    parts = differing_parts(one.terms, other.terms)
    if any(term.sign < 0 for part in parts for term in part):
        return None
    of_one, of_other = ({term.ref for term in part} for part in parts)
    return of_one ^ of_other


@dataclass(frozen=True)
class Ratio:
    """A quotient in percent, rounded half up to ``places``; empty when a side is empty or the divisor is zero."""

    numerator: CellRef
    denominator: CellRef
    places: int = 2

    @property
    def precedents(self) -> tuple[CellRef, ...]:
        """Numerator, then denominator."""
        return (self.numerator, self.denominator)

    def evaluate(self, lookup: Lookup) -> Decimal | None:
        """The percentage: 84.62 for 22 ÷ 26."""
        top, bottom = number(lookup(self.numerator)), number(lookup(self.denominator))
        if top is None or not bottom:
            return None
        rounded = (top / bottom * 100).quantize(Decimal(1).scaleb(-self.places), ROUND_HALF_UP)
        return shortest(rounded)

    def describe(self, name: Naming) -> str:
        """自评得分÷指标分值×100%"""
        return f"{name(self.numerator)}÷{name(self.denominator)}×100%"

    def substitute(self, lookup: Lookup, tell: Tell = as_typed) -> str:
        """49÷50×100%"""
        top, bottom = (tell(ref, lookup(ref)) for ref in self.precedents)
        return f"{top}÷{bottom}×100%"

    def excel(self, address: Naming) -> str:
        """IF(C3=0,"",B3/C3)"""
        return f'IF({address(self.denominator)}=0,"",{address(self.numerator)}/{address(self.denominator)})'


@dataclass(frozen=True)
class Same:
    """A cell that repeats another one: typed once, shown twice."""

    source: CellRef

    @property
    def precedents(self) -> tuple[CellRef, ...]:
        """The cell repeated."""
        return (self.source,)

    def evaluate(self, lookup: Lookup) -> Value:
        """The other cell's value, words or figure."""
        return lookup(self.source)

    def describe(self, name: Naming) -> str:
        """The other cell's name."""
        return name(self.source)

    def substitute(self, lookup: Lookup, tell: Tell = as_typed) -> str:
        """The other cell's value."""
        return tell(self.source, lookup(self.source))

    def excel(self, address: Naming) -> str:
        """The other cell's address."""
        return address(self.source)


@dataclass(frozen=True)
class SumWhere:
    """Σ of ``amounts`` whose companion cell in ``keys`` reads ``wanted``; empty while none does."""

    keys: tuple[CellRef, ...]
    amounts: tuple[CellRef, ...]
    wanted: str
    words: str
    """What is summed, in Chinese: 人员经费各科目之和."""

    @property
    def precedents(self) -> tuple[CellRef, ...]:
        """Every key and every amount."""
        return (*self.keys, *self.amounts)

    def counted(self, lookup: Lookup) -> list[CellRef]:
        """The amounts that count, in row order; those left empty included."""
        pairs = zip(self.keys, self.amounts, strict=True)
        return [amount for key, amount in pairs if lookup(key) == self.wanted]

    def parts(self, lookup: Lookup) -> list[Decimal]:
        """The figures that count, in row order."""
        chosen = (number(lookup(amount)) for amount in self.counted(lookup))
        return [value for value in chosen if value is not None]

    def evaluate(self, lookup: Lookup) -> Decimal | None:
        """The sum of the figures that count, exact."""
        parts = self.parts(lookup)
        return sum(parts, Decimal(0)) if parts else None

    def describe(self, name: Naming) -> str:
        """The words given."""
        return self.words

    def substitute(self, lookup: Lookup, tell: Tell = as_typed) -> str:
        """117.04＋43.08＋…"""
        there = ((ref, number(lookup(ref))) for ref in self.counted(lookup))
        return "＋".join(tell(ref, value) for ref, value in there if value is not None)

    def excel(self, address: Naming) -> str | None:
        """SUMIF over the two columns, where they are whole ranges."""
        if not self.keys:
            return None
        keys, amounts = (f"{address(refs[0])}:{address(refs[-1])}" for refs in (self.keys, self.amounts))
        return f'SUMIF({keys},"{self.wanted}",{amounts})'


@dataclass(frozen=True)
class Grade:
    """The grade (等次) of a score: the first band, from the top, whose lower bound the score reaches."""

    score: CellRef
    bands: tuple[tuple[str, Decimal], ...]

    @property
    def precedents(self) -> tuple[CellRef, ...]:
        """The score."""
        return (self.score,)

    def evaluate(self, lookup: Lookup) -> str | None:
        """The band's name; the score is not rounded first: 89.995 does not reach 90."""
        score = number(lookup(self.score))
        if score is None:
            return None
        return next((name for name, lower in self.bands if score >= lower), self.bands[-1][0])

    def describe(self, name: Naming) -> str:
        """按综合得分定等"""
        steps = "，".join(f"{grade}≥{lower:f}" for grade, lower in self.bands)
        return f"{name(self.score)}对应的等次（{steps}）"

    def substitute(self, lookup: Lookup, tell: Tell = as_typed) -> str:
        """The score."""
        return f"{tell(self.score, lookup(self.score))}分"

    def excel(self, address: Naming) -> str:
        """Nested IFs over the bands."""
        text = f'"{self.bands[-1][0]}"'
        for name, lower in reversed(self.bands[:-1]):
            text = f'IF({address(self.score)}>={lower:f},"{name}",{text})'
        return text
