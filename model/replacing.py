"""替换: other words in place of what was found, in the clerk's own text and nowhere else.

A figure of a table is never changed this way, nor what a formula gives or a text quotes: these are put right where they are typed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from model.cells import CellRef, Value
from model.edits import Edit, SetCell
from model.engine import same_value
from model.explaining import GROUP
from model.fieldsyntax import parse_fields
from model.findings import Span
from model.formdef import Kind
from model.forms import FORMS
from model.headings import shown_as_one
from model.livefields import is_live
from model.sought import Hit

if TYPE_CHECKING:
    from model.book import Book

Read = Callable[[CellRef, str], Value]
"""What a text means in a cell, as it does when it is typed there; raises ValueError where the cell cannot take it."""
_WORDS_IN_A_NAME = 12


class Kept(Enum):
    """Why a place that was found is not replaced; the value says what it is."""

    FIGURE = "表中的数或公式"
    QUOTE = "文中引用的数据"
    CHOICE = "选项"
    RECORD = "审核说明所指的栏目或原句"
    LABEL = "栏目名称"
    DATE = "日期，替换后不成日期"


@dataclass(frozen=True)
class Replacing:
    """One edit, in how many places it puts other words, and what it had to leave."""

    edit: Edit
    done: int
    refused: Counter[Kept] = field(default_factory=Counter)


def why_kept(book: Book, hit: Hit) -> Kept | None:
    """Why this place is not replaced; None where it is."""
    ref, span = hit.ref, hit.span
    if span is None:
        return Kept.LABEL
    kind = FORMS[ref.sheet].kind_of(ref.row, ref.column)
    if ref.sheet == GROUP and ref.column != "text":
        return Kept.RECORD
    if kind in (Kind.CHOICE, Kind.ROW):
        return Kept.CHOICE
    stated = book.stated(ref)
    if not isinstance(stated, str):
        return Kept.FIGURE
    return Kept.QUOTE if is_live(ref) and _touches_field(stated, span) else None


def replacing(book: Book, hits: Iterable[Hit], by: str, read: Read, label: str) -> Replacing:
    """The edit that puts ``by`` into every place that may be replaced; a heading of several rows stays one.

    Where it says the same afterwards nothing was done.
    """
    spans: dict[CellRef, list[Span]] = {}
    for hit in hits:
        if hit.span is not None and why_kept(book, hit) is None:
            spans.setdefault(hit.ref, []).append(hit.span)
    changes: list[SetCell] = []
    done, refused = 0, Counter[Kept]()
    for ref, places in spans.items():
        words = _replaced(book.text(ref), places, by)
        try:
            value = read(ref, words)
        except ValueError:
            refused[Kept.DATE] += len(places)
            continue
        if is_live(ref) and _quotes(words) != _quotes(book.text(ref)):
            refused[Kept.QUOTE] += len(places)
            continue
        if same_value(value, book.stated(ref)):
            continue
        changes += [SetCell(one, value) for one in shown_as_one(book, ref)]
        done += len(places)
    return Replacing(Edit(label, tuple(changes)), done, refused)


def step_name(words: str, by: str) -> str:
    """What the step is called in the undo menu."""
    if not by:
        return f"删去“{_short(words)}”"
    return f"替换“{_short(words)}”为“{_short(by)}”"


def told(done: int, kept: Counter[Kept]) -> str:
    """What was replaced and what was not, in one sentence."""
    left = "，".join(f"{kept[kind]} 处是{kind.value}" for kind in Kept if kept[kind])
    if not done:
        return f"没有替换：{left}。" if left else "没有要替换的文字。"
    return f"已替换 {done} 处{f'；{left}，没有替换' if left else ''}。按 Ctrl+Z 可以整体撤销。"


def _replaced(text: str, places: Iterable[Span], by: str) -> str:
    for start, end in sorted(places, reverse=True):
        text = text[:start] + by + text[end:]
    return text


def _touches_field(raw: str, span: Span) -> bool:
    return any(one.span[0] < span[1] and span[0] < one.span[1] for one in parse_fields(raw))


def _quotes(raw: str) -> list[tuple[CellRef, str]]:
    return [(one.ref, one.word) for one in parse_fields(raw)]


def _short(words: str) -> str:
    return words if len(words) <= _WORDS_IN_A_NAME else f"{words[:_WORDS_IN_A_NAME]}…"
