"""One indicator row as its texts are understood; what several relations read."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from model.forms.indicators import INDICATORS
from model.naming import indicator_name
from model.quantity import Comparator, Quantity, QuantityKind
from model.scoreformulas import read_quantity
from model.scoring import Nature, deviation, propose_nature

if TYPE_CHECKING:
    from model.book import Book


@dataclass(frozen=True)
class Reading:
    """One indicator as its texts are understood; ``deviation`` in percent of the target, None where there is none."""

    name: str
    target: Quantity
    actual: Quantity
    nature: Nature
    deviation: Decimal | None

    @property
    def states_inputs(self) -> bool:
        """A rate given by two sums of money (三公经费控制率: 10.44万元, 0.29万元): budget and outlay, no floor or ceiling."""
        money = QuantityKind.MONEY
        return (
            self.name.rstrip("）)").endswith("率") and self.target.kind is money and self.actual.kind is money
        )

    @property
    def falls_short(self) -> bool:
        """Whether the target is missed: below a floor, above a ceiling."""
        if self.deviation is None or self.states_inputs:
            return False
        return self.deviation > 0 if self.nature is Nature.NEGATIVE else self.deviation < 0

    @property
    def has_floor(self) -> bool:
        """Whether the target's own words make it a floor (≥, 以上), which is there to be exceeded."""
        return self.target.comparator in (Comparator.AT_LEAST, Comparator.MORE)


def read_indicator(book: Book, row: str) -> Reading:
    """Understand one row of the indicator table; the nature is the one that the row shows, chosen or proposed."""
    words = (book.text(INDICATORS.ref(row, column)) for column in ("target", "actual", "nature"))
    return _understand(indicator_name(book, row), *words)


def reason_given(book: Book, row: str) -> bool:
    """Whether 偏差原因及改进措施 says something."""
    return bool(book.text(INDICATORS.ref(row, "reason")).strip())


@lru_cache(maxsize=8192)
def _understand(name: str, target_words: str, actual_words: str, nature_words: str) -> Reading:
    target, actual = read_quantity(target_words), read_quantity(actual_words)
    shown = next((nature for nature in Nature if nature.value == nature_words), None)
    nature = shown or propose_nature(name, target, actual)
    return Reading(name, target, actual, nature, deviation(nature, target, actual))
