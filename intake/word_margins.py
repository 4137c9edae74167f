"""What a Word file has outside its body: headers, footers and notes. It is not read; the clerk is told when it says something."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from intake.archive import Archive
from intake.document import has_ink
from intake.normalise import one_line
from intake.word_text import paragraph_text
from intake.xmltree import children, local_name, parse_xml

_PLACES = (
    ("页眉", re.compile(r"word/header\d*\.xml")),
    ("页脚", re.compile(r"word/footer\d*\.xml")),
    ("脚注", re.compile(r"word/footnotes\d*\.xml")),
    ("尾注", re.compile(r"word/endnotes\d*\.xml")),
    ("批注", re.compile(r"word/comments\d*\.xml")),
)
_PAGE_NUMBER = re.compile(r"[\s\d\-—–－/／·.~第共页ivxIVX]*")
_OWN_FOOT = re.compile(r"[—\s\d]*(?:草稿\s*强制性审核问题|校验码).*")
"""What this program prints there: the sheet's standing, which is judged anew."""
_LONGEST_QUOTE = 30


def unread_margins(archive: Archive) -> list[str]:
    """One sentence for each kind of place that holds visible text; a page number is none."""
    notes: list[str] = []
    for place, pattern in _PLACES:
        said = [
            text
            for part in sorted(name for name in archive.names if pattern.fullmatch(name))
            for text in _texts(parse_xml(archive.read(part)))
        ]
        if said:
            quote = said[0] if len(said[0]) <= _LONGEST_QUOTE else f"{said[0][:_LONGEST_QUOTE]}…"
            notes.append(
                f"{place}里的文字（“{quote}”{'等' if len(said) > 1 else ''}）没有读入，需要时请在程序中补上。"
            )
    return notes


def _texts(root: Any) -> Iterator[str]:
    """The paragraphs that say something of their own, each once."""
    seen: set[str] = set()
    for element in _paragraphs(root):
        text = one_line(paragraph_text(element).text)
        idle = _PAGE_NUMBER.fullmatch(text) or _OWN_FOOT.fullmatch(text)
        if has_ink(text) and not idle and text not in seen:
            seen.add(text)
            yield text


def _paragraphs(parent: Any) -> Iterator[Any]:
    waiting = [parent]
    while waiting:
        element = waiting.pop()
        if local_name(element) == "p":
            yield element
            continue
        waiting.extend(reversed(list(children(element))))
