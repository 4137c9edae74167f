"""How the lines of a paragraph are shared out to pages: no line stands alone at the foot or at the head of one.

The pages keep their line grid: where a line is given up to the next page, the place of it stays empty.
"""

from __future__ import annotations

from collections.abc import Sequence

SHORT_END = 3
"""A last paragraph of no more lines than this goes with the signature to its page, whole and with its heading."""
_FEWEST = 2
"""So many lines of a paragraph stand at the foot of a page, or at the head of one, at the least."""
_SLACK = 0.01


def opening_lines(count: int) -> int:
    """How many of a paragraph's lines must fit on the page where it begins: of three, none can be given to the next."""
    return count if count < 2 * _FEWEST else _FEWEST


def begins_on(heights: Sequence[float], space: float) -> bool:
    """Whether a paragraph of lines of these heights can begin in a space."""
    return _fitting(heights, 0, space) >= opening_lines(len(heights))


def shared_out(
    heights: Sequence[float], space: float, page_space: float, tail: float
) -> list[tuple[int, int]]:
    """The lines (begin, end) for the space left on this page and for each page after it; `tail` fits below the last."""
    count = len(heights)
    begin = 0
    shares: list[tuple[int, int]] = []
    while begin < count:
        fits = max(_fitting(heights, begin, space), 1)
        whole = begin + fits >= count
        if whole and sum(heights[begin:]) + tail > space + _SLACK and count - begin > SHORT_END:
            fits, whole = count - begin - _FEWEST, False  # the closing takes two lines along to its page
        if not whole and count - begin - fits == 1 and fits > _FEWEST:
            fits -= 1
        shares.append((begin, min(begin + fits, count)))
        begin += fits
        space = page_space
    return shares


def _fitting(heights: Sequence[float], begin: int, space: float) -> int:
    used = 0.0
    for number, height in enumerate(heights[begin:]):
        used += height
        if used > space + _SLACK:
            return number
    return len(heights) - begin
