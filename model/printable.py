"""Which characters there is type for. The model knows no fonts: who prints says so, and is asked about rare characters only."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

RARE = re.compile(
    "[^\n\t -~\u3000-\u3003\u3005-\u3011\u3014-\u3017\u4e00-\u9fa5，。！？；：（）［］％～“”‘’—…·×①-⑩㎡"
    "\u00a0±°²³÷‰Ⅰ-Ⅻ⑪-⑳⑴-⒇←-↓≈≠≤≥√∑■□▲△●○★☆※０-９Ａ-Ｚａ-ｚ＋－／＝]"
)
"""All but the characters that the typefaces which come with the program have: nobody needs to be asked about those.
The signs of an indicator table (≥, ±, ‰, Ⅰ) are among them: reading the typefaces takes 30 MiB and a third of a second."""
_NO_CHARACTERS = frozenset({"Cc", "Cs", "Cn", "Zl", "Zp"})
_PRIVATE = "Co"


def drawable(character: str) -> bool:
    """Whether a font could have it at all: not a control, half of a pair, or a number that stands for nothing."""
    return unicodedata.category(character) not in _NO_CHARACTERS


def _well_known(character: str) -> bool:
    """What can be said without fonts: private characters, as other programs leave them behind, have no type either."""
    return drawable(character) and unicodedata.category(character) != _PRIVATE


_has_type: Callable[[str], bool] = _well_known


def ask(has_type: Callable[[str], bool]) -> None:
    """Let `has_type` say from now on whether a character can be printed; said once, when the program starts."""
    global _has_type  # noqa: PLW0603  (one printer, one answer, for every packet of the process)
    _has_type = has_type


def without_type(text: str) -> Iterator[tuple[int, str]]:
    """Each character of the text that would be printed as 〓, once, with its first place."""
    for character in dict.fromkeys(RARE.findall(text)):
        if not _has_type(character):
            yield text.index(character), character


def named(character: str) -> str:
    """The character for a sentence, with its number; words for one that nobody could see."""
    seen = character if _well_known(character) and not character.isspace() else "不可见字符"
    return f"{seen}（U+{ord(character):04X}）"
