"""Comparing lists that have most in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

Item = TypeVar("Item")


def differing_parts(before: Sequence[Item], after: Sequence[Item]) -> tuple[Sequence[Item], Sequence[Item]]:
    """What stands in both between a common beginning and a common end: with one row more or less, that is little.

    Halving, with slices compared whole: of two lists of the same objects nothing is compared one by one in Python.
    """
    most = min(len(before), len(after))
    head = _longest(most, lambda low, high: before[low:high] == after[low:high])
    end, other_end = len(before), len(after)
    tail = _longest(
        most - head,
        lambda low, high: before[end - high : end - low] == after[other_end - high : other_end - low],
    )
    return before[head : end - tail], after[head : other_end - tail]


def _longest(most: int, agrees: Callable[[int, int], bool]) -> int:
    """The greatest length, up to ``most``, of which every stretch from … to … agrees."""
    known = 0
    while known < most:
        middle = (known + most + 1) // 2
        if agrees(known, middle):
            known = middle
        else:
            most = middle - 1
    return known
