"""A step of the history in words: when, what was done where, and what stood there before and after."""

from __future__ import annotations

from datetime import datetime

from model.book import Book
from model.edits import Changes, DeleteRow, Edit, InsertRow, SetCell
from model.explaining import GROUP, answers_in_words
from model.forms import FORMS
from model.history import HistoryEntry
from model.valuewords import EMPTY, Holding, Show, both_words


def step_words(book: Book, step: HistoryEntry, show: Show) -> str:
    """11-28 16:20　填写 收入 › 1、局机关 › 其他收入　空 → 8.00; what an edit of many cells did is said by its name alone."""
    made = Edit.from_json(step.forward)
    parts = (_moment(made.made), step.label, _change(book, made, Edit.from_json(step.inverse), show))
    return "　".join(part for part in parts if part)


def told(book: Book, changes: Changes, show: Show, *, undone: bool) -> str:
    """What 撤销 or 重做 did, for the status bar: which step, and what stands there now."""
    rows = [change for change in changes.effective.changes if isinstance(change, InsertRow | DeleteRow)]
    back = [row.row for row in rows if isinstance(row, InsertRow)]
    answers = any(row.group == GROUP for row in rows)
    if answers and back and undone:
        return f"已恢复{answers_in_words(book, back)}。"
    words = f"已{'撤销' if undone else '重做'}：{changes.effective.label}"
    if undone and rows:
        gone = len(rows) - len(back)
        listed = "有关的提示重新列出" if answers else f"去掉 {gone} 行" if gone else ""
        came = f"恢复 {len(back)} 行" if back else ""
        return f"{'，'.join(part for part in (words, came, listed) if part)}。"
    _, now = _before_and_after(book, changes.effective, changes.inverse, show) or ("", "")
    return f"{words}，现在{'为空' if now == EMPTY else f'是 {now}'}。" if now else f"{words}。"


def _moment(made: str) -> str:
    """The day and the minute; empty for a step of a file that did not note them yet."""
    try:
        return f"{datetime.fromisoformat(made):%m-%d %H:%M}"
    except ValueError:
        return ""


def _change(book: Book, forward: Edit, inverse: Edit, show: Show) -> str:
    return " → ".join(_before_and_after(book, forward, inverse, show) or ())


def _before_and_after(book: Book, forward: Edit, inverse: Edit, show: Show) -> tuple[str, str] | None:
    """What the one cell held that the edit is about; None for any other edit."""
    if len(forward.changes) != 1 or len(inverse.changes) != 1:
        return None
    after, before = forward.changes[0], inverse.changes[0]
    if not isinstance(after, SetCell) or not isinstance(before, SetCell) or after.ref.sheet not in FORMS:
        return None
    return both_words(after.ref, Holding(book, before.value), Holding(book, after.value), show)
