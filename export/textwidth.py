"""How wide and how long a text will about be, for formats whose reader does the typesetting.

Chinese faces are drawn on the em square: a Chinese character is one em wide, a digit or Latin letter half of one.
"""

from __future__ import annotations

import math
import re
import unicodedata

from export.blocks import paragraphs_of

_WIDE = frozenset("WFA")
_UNBREAKABLE = re.compile(r"[!-~−]+")


def ems(text: str) -> float:
    """The width of a text on one line, in ems."""
    return sum(1.0 if unicodedata.east_asian_width(character) in _WIDE else 0.5 for character in text)


def estimated_lines(text: str, line_ems: float, first_indent: float = 0.0) -> int:
    """How many lines the paragraphs of a text fill at `line_ems` characters a line."""
    room = max(line_ems, 1.0)
    return sum(max(math.ceil((ems(part) + first_indent) / room), 1) for part in paragraphs_of(text))


def longest_unbreakable(text: str) -> float:
    """The width in ems of the longest figure or Latin word, which must not be cut in two."""
    return max((ems(part) for part in _UNBREAKABLE.findall(text)), default=0.0)
