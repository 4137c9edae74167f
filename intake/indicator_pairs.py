"""Which indicators of one table are those of another: the form and 附件2 both list them, not always in the same words."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from intake.normalise import label_key

_ALIKE = 0.7
_MOST_COMPARED = 2_500
"""Pairs of names beyond which likeness is not worked out: that many indicators without a partner are another table's."""


class Indicator(NamedTuple):
    """What an indicator is known by."""

    name: str
    target: str
    actual: str

    @property
    def values(self) -> tuple[str, str]:
        """Target and actual value, however they were typed."""
        return label_key(self.target), label_key(self.actual)


def pair_indicators(ours: Sequence[Indicator], others: Sequence[Indicator]) -> list[int | None]:
    """For each of ``ours`` its index among ``others``: of the same name, else of the same values, else of a like name."""
    free: dict[str, deque[int]] = defaultdict(deque)
    for index, other in enumerate(others):
        free[label_key(other.name)].append(index)
    pairs: list[int | None] = []
    for one in ours:
        same = free.get(label_key(one.name))
        pairs.append(same.popleft() if same and one.name else None)
    if all(pair is None for pair in pairs):
        return pairs
    left = [index for index, pair in enumerate(pairs) if pair is None and ours[index].name]
    paired = set(pairs)
    rest = [index for index in range(len(others)) if index not in paired]
    if len(left) * len(rest) > _MOST_COMPARED:
        return pairs
    for index in left:
        match = _of_same_values(ours[index], rest, others) or _of_like_name(ours[index], rest, others)
        if match is not None:
            pairs[index] = match[0]
            rest.remove(match[0])
    return pairs


def _of_same_values(one: Indicator, rest: Sequence[int], others: Sequence[Indicator]) -> tuple[int] | None:
    """The only one left that has these very values."""
    same = [index for index in rest if all(one.values) and others[index].values == one.values]
    return (same[0],) if len(same) == 1 else None


def _of_like_name(one: Indicator, rest: Sequence[int], others: Sequence[Indicator]) -> tuple[int] | None:
    likeness = {
        index: SequenceMatcher(None, label_key(one.name), label_key(others[index].name)).ratio()
        for index in rest
    }
    best = max(likeness, key=likeness.__getitem__, default=None)
    return (best,) if best is not None and likeness[best] >= _ALIKE else None
