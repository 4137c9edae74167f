"""Entries: one label with the figures that stand in its columns.

"公务接待费预算10.44万元，支出决算0.29万元" is one entry with a budget and an actual figure; the next
label opens the next entry.  Lists of parts are lists of entries.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from model.prose.items import Column, Item, Role
from model.prose.quantities import Kind

_YEAR = re.compile(r"\D{0,2}(?:19|20)\d{2}年")
_GENERIC = ("收入", "支出")


@dataclass(frozen=True)
class Entry:
    """A label and its figures in order of the text; all of one dimension."""

    items: tuple[Item, ...]

    @property
    def label(self) -> str:
        """What the entry is called."""
        return self.items[0].label

    @property
    def key(self) -> str:
        """The concept of the label."""
        return self.items[0].key

    @property
    def dimension(self) -> str:
        """Money, 分, or the unit counted."""
        return self.items[0].quantity.dimension

    @property
    def start(self) -> int:
        """Where the words of the entry begin."""
        return self.items[0].lead_start

    @property
    def end(self) -> int:
        """Behind the last figure."""
        return self.items[-1].quantity.end

    def main(self) -> Item | None:
        """The figure of the year itself: plain or actual."""
        plain = [item for item in self.items if item.column is not Column.BUDGET]
        if not plain:
            return self.items[0] if len(self.items) == 1 else None
        actual = [item for item in plain if item.column is Column.ACTUAL]
        return (actual or plain)[0]

    def actual(self) -> Item | None:
        """The actual figure, or a plain one; never a budget figure."""
        item = self.main()
        return None if item is None or item.column is Column.BUDGET else item

    def budgets(self) -> list[Item]:
        """All budget figures (年初, 调整)."""
        return [item for item in self.items if item.column is Column.BUDGET]


def main_items(items: Sequence[Item]) -> list[Item]:
    """Figures which may be parts or wholes: no changes, no figures of last year, no percentages."""
    kinds = {Kind.MONEY, Kind.COUNT, Kind.SCORE}
    return [item for item in items if item.role is Role.MAIN and item.quantity.kind in kinds]


def read_entries(items: Sequence[Item]) -> list[Entry]:
    """Group main figures into entries."""
    groups: list[list[Item]] = []
    for item in main_items(items):
        if groups and _belongs(item, groups[-1]):
            groups[-1].append(item)
        else:
            groups.append([item])
    return [Entry(tuple(group)) for group in groups]


def _belongs(item: Item, group: Sequence[Item]) -> bool:
    first, last = group[0], group[-1]
    if item.quantity.dimension != first.quantity.dimension:
        return False
    if item.segment != last.segment and item.sentence == last.sentence:
        return False
    same_column = any(other.column is item.column for other in group)
    if not item.label:
        if _YEAR.match(item.lead):
            return False
        return item.column is not Column.PLAIN and (not same_column or item.column is Column.BUDGET)
    if item.key == first.key:
        return item.column is not last.column and not same_column
    if item.label in _GENERIC and item.column is not Column.PLAIN and not same_column:
        opposite = _GENERIC[1 - _GENERIC.index(item.label)]
        return opposite not in first.label
    return False


def amount(item: Item) -> Decimal:
    """Money in 万元, everything else as it stands."""
    quantity = item.quantity
    return quantity.wan if quantity.kind is Kind.MONEY else quantity.value
