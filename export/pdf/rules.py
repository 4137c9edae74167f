"""The rules of a page drawn once each: neighbouring cells and joined tables share their edges.

A rule drawn twice, or twice a hair's breadth apart, looks heavier than the others on screen and on paper.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TypeAlias

Segment: TypeAlias = tuple[float, float, float, float]
"""The ends of a rule: x0, y0, x1, y1."""

_SAME = 0.1
"""Edges no further apart than this, in points, are one edge."""


def joined(segments: Iterable[Segment]) -> list[Segment]:
    """Upright and level rules with what overlaps or meets joined into one, level ones first."""
    level: list[tuple[float, float, float]] = []
    upright: list[tuple[float, float, float]] = []
    for x0, y0, x1, y1 in segments:
        if abs(y1 - y0) <= abs(x1 - x0):
            level.append((y0, min(x0, x1), max(x0, x1)))
        else:
            upright.append((x0, min(y0, y1), max(y0, y1)))
    return [
        *((begin, y, end, y) for y, begin, end in _united(level)),
        *((x, begin, x, end) for x, begin, end in _united(upright)),
    ]


def _united(spans: Iterable[tuple[float, float, float]]) -> Iterator[tuple[float, float, float]]:
    """Spans (place across, begin, end) with those on one line joined where they touch."""
    lines: dict[float, list[tuple[float, float]]] = defaultdict(list)
    place = None
    for across, begin, end in sorted(spans):
        if place is None or across - place > _SAME:
            place = across
        lines[place].append((begin, end))
    for across, parts in lines.items():
        begin, end = min(parts)
        for other_begin, other_end in sorted(parts):
            if other_begin > end + _SAME:
                yield across, begin, end
                begin, end = other_begin, other_end
            end = max(end, other_end)
        yield across, begin, end
