"""Sentences that a published text tore in the middle: 切实提 / 高资金使用效益 is one line of prose and not two paragraphs.

Only lines that were clearly torn are joined: a line that was meant to end there is left alone, even if it lacks its
full stop, for a list run together would be worse than a sentence left in two.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from model.cells import CellRef

_SHORTEST_TORN = 16
_ENDED = re.compile(r"[。！？；：…”’）》】〕」!?;:)\]\"']\s*\Z")
_LISTED = re.compile(r"[，,]\s*\Z")
_SHORTEST_LISTED = 20
"""A line that ends with a comma may be an item of a list; short ones are left as they are."""
_RUNNING = re.compile(r"[，。；、]")
"""What running text of that length has, and a heading has not."""
_HEADING_MARK = re.compile(
    r"\s*(?:[（(][一二三四五六七八九十0-9０-９]{1,3}[)）]|[一二三四五六七八九十]{1,3}[、.．]|[0-9０-９]{1,3}(?:[、.．)）]|[.．][0-9])"
    r"|第[一二三四五六七八九十0-9]{1,3}[章节条项部]|[一二三四五六七八九十]是|[①-⑳●■◆▲★○□◇△☆·•※—\-]|附\s*件|注\s*[:：]|备\s*注)"
)
_LABELLED = re.compile(r"\s*[^\s，。；、]{1,8}[:：]")
_DATE = re.compile(r"\s*[0-9０-９〇○零一二三四五六七八九十]{4}\s*年[^，。；]{1,10}日\s*\Z")
_WRAPPED_FIELDS = frozenset(
    CellRef(sheet, row, "value")
    for sheet, rows in {
        "notice": ("body",),
        "overview": ("duties", "work", "achievements"),
        "goals": ("expected", "actual"),
    }.items()
    for row in rows
)


def may_be_torn(ref: CellRef) -> bool:
    """Whether a cell holds running text: the notice, the chapters, the long fields of the form."""
    return ref.sheet == "chapters" or ref in _WRAPPED_FIELDS


def join_torn(lines: Sequence[str]) -> list[str]:
    """The paragraphs, each torn line joined to the one that goes on with it."""
    joined: list[str] = []
    last = ""
    for line in lines:
        if joined and _is_torn(last, line, in_sentence=joined[-1] != last):
            joined[-1] += _seam(last, line) + line
        else:
            joined.append(line)
        last = line
    return joined


def _is_torn(line: str, following: str, in_sentence: bool) -> bool:
    """Whether a sentence stops in the middle at the end of ``line`` and goes on in ``following``."""
    if _ENDED.search(line) or len(line) < _SHORTEST_TORN:
        return False
    if _LISTED.search(line) and len(line) < _SHORTEST_LISTED:
        return False
    if not in_sentence and not _RUNNING.search(line):
        return False
    return _goes_on(following)


def _goes_on(line: str) -> bool:
    """Whether a line may be the rest of a sentence: no heading, label or date, and ended by a stop or as long as a torn one."""
    if _HEADING_MARK.match(line) or _LABELLED.match(line) or _DATE.match(line):
        return False
    return _ENDED.search(line) is not None or (
        len(line) >= _SHORTEST_TORN and _RUNNING.search(line) is not None
    )


def _seam(line: str, following: str) -> str:
    """A blank between two Latin words or figures; nothing between Chinese characters."""
    return (
        " "
        if line[-1:].isascii() and line[-1:].isalpha() and following[:1].isascii() and following[:1].isalpha()
        else ""
    )
