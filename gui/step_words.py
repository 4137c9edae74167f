"""A step of the history in words: when, what was done where, and what stood there before and after."""

from __future__ import annotations

from datetime import datetime

from model.book import Book
from model.edits import Edit, SetCell
from model.forms import FORMS
from model.history import HistoryEntry
from model.valuewords import Holding, Show, both_words


def step_words(book: Book, step: HistoryEntry, show: Show) -> str:
    """11-28 16:20　填写 收入 › 1、局机关 › 其他收入　空 → 8.00; what an edit of many cells did is said by its name alone."""
    made = Edit.from_json(step.forward)
    parts = (_moment(made.made), step.label, _change(book, made, Edit.from_json(step.inverse), show))
    return "　".join(part for part in parts if part)


def _moment(made: str) -> str:
    """The day and the minute; empty for a step of a file that did not note them yet."""
    try:
        return f"{datetime.fromisoformat(made):%m-%d %H:%M}"
    except ValueError:
        return ""


def _change(book: Book, forward: Edit, inverse: Edit, show: Show) -> str:
    if len(forward.changes) != 1 or len(inverse.changes) != 1:
        return ""
    after, before = forward.changes[0], inverse.changes[0]
    if not isinstance(after, SetCell) or not isinstance(before, SetCell) or after.ref.sheet not in FORMS:
        return ""
    old, new = both_words(after.ref, Holding(book, before.value), Holding(book, after.value), show)
    return f"{old} → {new}"
