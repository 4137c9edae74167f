"""How wide and how long a text will about be, for formats whose reader does the typesetting.

Chinese faces are drawn on the em square: a Chinese character is one em wide, a digit or Latin letter half of one.
"""

from __future__ import annotations

import math
import re
import unicodedata

from export.blocks import paragraphs_of

_WIDE = frozenset("WFA")
_WIDE_FIGURE, _POINT = 0.555, 0.28
_WORDS = re.compile(r"[!-~−]+|.", re.DOTALL)
_UNBREAKABLE = re.compile(r"[!-~−]+")


def ems(text: str) -> float:
    """The width of a text on one line, in ems."""
    return sum(1.0 if unicodedata.east_asian_width(character) in _WIDE else 0.5 for character in text)


def figure_ems(text: str) -> float:
    """The width of a figure in the widest face that may stand in for 宋体: its figures are more than half an em wide."""
    return sum(
        _WIDE_FIGURE if character.isdigit() else _POINT if character in ".," else 1.0 for character in text
    )


def estimated_lines(text: str, line_ems: float, first_indent: float = 0.0) -> int:
    """How many lines the paragraphs of a text fill at `line_ems` characters a line; figures are not cut."""
    return sum(_lines(part, max(line_ems, 1.0), first_indent) for part in paragraphs_of(text))


def _lines(paragraph: str, room: float, indent: float) -> int:
    lines, used = 1, indent
    for word in _WORDS.findall(paragraph):
        width = ems(word)
        if used + width > room and used:
            lines, used = lines + 1, 0.0
        if width > room:
            more = math.ceil(width / room) - 1
            lines, width = lines + more, width - more * room
        used += width
    return lines


def longest_unbreakable(text: str) -> float:
    """The width in ems of the longest figure or Latin word, which must not be cut in two."""
    return max((ems(part) for part in _UNBREAKABLE.findall(text)), default=0.0)
