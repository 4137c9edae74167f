"""The same words, however they were typed: keys for comparing labels, and tidy values for the packet's cells."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from intake.document import INVISIBLE

_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_LONGEST_LABEL = 200
_UNIT_NOTE = re.compile(
    r"[(（]\s*(?:单位[:：])?\s*(?:[亿万千百]?元|人|个|分|%|㎡|[A-EＡ-Ｅ](?:\s*[/／÷]\s*[A-EＡ-Ｅ])?)\s*[)）]"
)
"""A unit, or the letter by which another column's formula names this one: 全年预算数（A）, 执行率（B/A）."""
_ORDINAL = re.compile(r"^\s*(?:[一二三四五六七八九十]{1,3}|[0-9０-９]{1,2})\s*[、.．](?!\d)\s*")
_NOT_WORD = re.compile(r"[\W_]+")
_SPELLINGS = (("其它", "其他"), ("帐", "账"))
_LINE_BREAKS = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_HAN = r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_PADDED_NAME = re.compile(rf"(?<![^\W_])({_HAN})(?:[ \u00a0]{{2,}}|\u3000+)({_HAN})(?![^\W_])")


@lru_cache(maxsize=8192)
def label_key(text: str) -> str:
    """A label without what typists vary: width, blanks, line breaks, punctuation, （万元）, a leading ordinal.

    A text longer than any label has no key.

    "年度主要\\n工作内容" and "年度主要工作内容：" are one label; "（一）" is kept, for it marks a lesser heading.
    """
    if len(text) > _LONGEST_LABEL:
        return ""
    plain = _UNIT_NOTE.sub("", _ORDINAL.sub("", text))
    key = _NOT_WORD.sub("", unicodedata.normalize("NFKC", plain))
    for odd, usual in _SPELLINGS:
        key = key.replace(odd, usual)
    return key


def row_key(text: str) -> str:
    """The key of a row's label, without the 其中 that says of which row it is a part."""
    return label_key(text).removeprefix("其中")


def tidy_lines(text: str) -> list[str]:
    """The paragraphs of a cell: trimmed, blank ones dropped, tabs as blanks, invisible characters removed."""
    lines = (_INVISIBLE.sub("", line).replace("\t", " ").strip() for line in _LINE_BREAKS.split(text))
    return [line for line in lines if line]


def prose(text: str) -> str:
    """Paragraphs as the packet keeps them: separated by one newline, without blank lines or trailing blanks."""
    return "\n".join(tidy_lines(text))


def one_line(text: str) -> str:
    """A short value that the source broke into lines: joined, with a blank only between Latin words or figures."""
    joined = ""
    for line in tidy_lines(text):
        needs_blank = joined[-1:].isascii() and line[:1].isascii() and joined != ""
        joined += (" " if needs_blank else "") + line
    return joined


def without_padding(text: str) -> str:
    """Two-character words set apart to fill their column ("陶  毅", "局  长") without the blanks: that is typography."""
    return _PADDED_NAME.sub(r"\1\2", text)


def hidden_characters(text: str) -> list[str]:
    """The control characters in a text that no cell may hold, by code point and without repeats."""
    found = {
        character for character in _INVISIBLE.findall(text) if unicodedata.category(character) in {"Cc", "Cs"}
    }
    return [f"U+{ord(character):04X}" for character in sorted(found)]
