"""How a figure was written that now stands in a cell in the usual way: what one must be able to check is told, once."""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

from model.cells import Value


class Look(Enum):
    """A way of writing that reads as something else than it looks; the value tells how it was read."""

    UNIT = "按写明的单位换算"
    NEGATIVE = "按负数读入"
    COMMA = "的全角逗号按千位分隔符读入"
    FULL_WIDTH = "的全角数字按半角读入"
    INVISIBLE = "去掉了看不见的字符"
    DASH = "按 0 读入"

    def words(self, text: str) -> str:
        """What was done with one figure: “(5)”按负数读入."""
        return f"“{visible(text)}”{self.value}"


class Reading(NamedTuple):
    """What a text means in its cell; ``look`` is what to tell of it, None where it stands as it was written.

    ``converted``: the unit of a heading made another figure of it.
    """

    value: Value
    look: Look | None = None
    converted: bool = False


DASHES = frozenset("-－")
"""How Excel and WPS show a zero in the formats for accounts (会计专用): what they put on the clipboard is the mark alone."""
_INVISIBLE = re.compile("[\u200b-\u200d\u2060\ufeff]")
_LOOKS = (
    (Look.NEGATIVE, re.compile("[(（△▲]")),
    (Look.COMMA, re.compile("，")),
    (Look.FULL_WIDTH, re.compile("[０-９．％－＋]")),
    (Look.INVISIBLE, _INVISIBLE),
)


def look_of(text: str, value: Value, *, moved: bool = False) -> Look | None:
    """What to tell of a figure that was read from ``text``; ``moved``: by a unit of its own, other than the cell's."""
    if not value or (not moved and text.isascii() and "(" not in text):
        return None
    return Look.UNIT if moved else next((look for look, pattern in _LOOKS if pattern.search(text)), None)


def visible(text: str) -> str:
    """The text as it can be quoted on one line."""
    return " ".join(_INVISIBLE.sub("", text).split())
