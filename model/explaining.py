"""Answering a finding: 审核说明 holds while the figures that it was given for are the same, 本句不再提示 while the sentence is.

Both are rows of one form, so undo, saving and listing treat them as any other."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from model.edits import Change, DeleteRow, Edit, InsertRow, SetCell
from model.findings import SHORT_ANSWERED, SHORT_SILENCED, SILENCED, Finding, Severity
from model.forms.explanations import EXPLANATIONS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from model.book import Book

GROUP = "explanations"
_LONG = 60
_DECIMALS = re.compile(r"\d+\.\d+")
_MARK = re.compile(r"，[0-9a-f]{8}）$")
_SENTENCE_END = re.compile(r"[。！？；\n]")


def can_be_explained(finding: Finding) -> bool:
    """Only a 提示 can be answered in words; a 强制 must be corrected, a 尾差 needs no answer."""
    return finding.severity is Severity.ADVISORY


def explanation_of(book: Book, finding: Finding) -> str:
    """The answer given to the finding as it stands; empty when there is none or the figures have changed since."""
    row = _row_for(book, finding)
    return book.text(EXPLANATIONS.ref(row, "text")) if row is not None else ""


def can_be_silenced(finding: Finding) -> bool:
    """Only a 提示 about a sentence; a 强制 is a mistake and stays until it is corrected."""
    return can_be_explained(finding) and finding.span is not None


def is_silenced(book: Book, finding: Finding) -> bool:
    """Whether 本句不再提示 was chosen for the sentence as it stands."""
    row = _row_for(book, finding) if can_be_silenced(finding) else None
    if row is None:
        return False
    sentence = book.text(EXPLANATIONS.ref(row, "sentence"))
    return bool(sentence) and sentence == sentence_of(book, finding)


def answer_of(book: Book, finding: Finding) -> str:
    """What was done about the finding in words: its 审核说明, else that it was silenced; empty for neither."""
    if not can_be_explained(finding):
        return ""
    return explanation_of(book, finding) or (SILENCED if is_silenced(book, finding) else "")


def standing_of(book: Book, finding: Finding) -> str:
    """Its level in a word; of what was dealt with, how."""
    answer = answer_of(book, finding)
    if answer == SILENCED:
        return SHORT_SILENCED
    return SHORT_ANSWERED if answer else finding.severity.title


def sentence_of(book: Book, finding: Finding) -> str:
    """The sentence, as it is written, that the finding begins in, up to where the finding ends; a long one by its beginning."""
    text = book.text(finding.place)
    start, end = finding.span or (0, 0)
    before = [match.end() for match in _SENTENCE_END.finditer(text, 0, start)]
    behind = _SENTENCE_END.search(text, max(start, end - 1))
    return _named(text[before[-1] if before else 0 : behind.end() if behind else len(text)].strip())


def _named(sentence: str) -> str:
    """A list of a thousand characters is one sentence: its beginning, to be read, and a mark that changes with the rest."""
    if len(sentence) <= _LONG:
        return sentence
    mark = hashlib.sha256(sentence.encode("utf-8")).hexdigest()[:8]
    return f"{sentence[:_LONG]}…（共{len(sentence)}字，{mark}）"


def legible(sentence: str) -> str:
    """A kept sentence for the eye: of a long one, without the mark that only the program compares."""
    return _MARK.sub("）", sentence)


def silence(book: Book, finding: Finding) -> Edit:
    """The edit for 本句不再提示."""
    return Edit("本句不再提示", _record(book, finding, sentence=sentence_of(book, finding)))


def restore(book: Book, finding: Finding) -> Edit:
    """The edit that lets a silenced finding speak again."""
    row = _row_of(book, finding)
    return Edit("恢复提示本句", (DeleteRow(GROUP, row),) if row else ())


def take_back(book: Book, rows: Sequence[str]) -> Edit:
    """The edit that takes these answers back, whatever they are; their findings are listed again."""
    return Edit(f"撤回{answers_in_words(book, rows)}", tuple(DeleteRow(GROUP, row) for row in rows))


def answers_in_words(book: Book, rows: Sequence[str]) -> str:
    """审核说明 2 条、本句不再提示 1 句: what the rows answered."""
    silenced = sum(not book.text(EXPLANATIONS.ref(row, "text")) for row in rows)
    counts = (("审核说明", len(rows) - silenced, "条"), ("“本句不再提示”", silenced, "句"))
    return "、".join(f"{words} {count} {unit}" for words, count, unit in counts if count)


def explain(book: Book, finding: Finding, text: str) -> Edit:
    """The edit that answers the finding, or takes the answer back when ``text`` is blank."""
    row = _row_of(book, finding)
    if not text.strip():
        return Edit("撤回审核说明", (DeleteRow(GROUP, row),) if row else ())
    return Edit("填写审核说明", _record(book, finding, text=text.strip()))


def _record(book: Book, finding: Finding, *, text: str = "", sentence: str = "") -> tuple[Change, ...]:
    """One row for the finding, new or written over."""
    row = _row_of(book, finding)
    changes: list[Change] = []
    if row is None:
        rows = book.group(GROUP)
        row = book.new_row_id(GROUP)
        changes.append(InsertRow(GROUP, row, len(rows)))
    values = {
        "code": finding.code,
        "place": str(finding.place),
        "variant": finding.variant,
        "stated": finding.stated,
        "expected": finding.expected,
        "sentence": sentence,
        "text": text,
    }
    changes += [SetCell(EXPLANATIONS.ref(row, column), value or None) for column, value in values.items()]
    return tuple(changes)


def open_findings(book: Book, severity: Severity) -> tuple[Finding, ...]:
    """Findings of one severity that nobody has answered yet."""
    return tuple(one for one in book.findings if one.severity is severity and not answer_of(book, one))


def _row_for(book: Book, finding: Finding) -> str | None:
    """The row of the finding, if it was written for the figures of now."""
    row = _row_of(book, finding)
    if row is None:
        return None
    given_for = (book.text(EXPLANATIONS.ref(row, column)) for column in ("stated", "expected"))
    now = (finding.stated, finding.expected)
    return row if all(map(_same_figures, given_for, now)) else None


def _same_figures(one: str, other: str) -> bool:
    """15.5万元 and 15.50万元 are the same answer's figures."""
    bare = [_DECIMALS.sub(lambda found: found[0].rstrip("0").rstrip("."), text) for text in (one, other)]
    return bare[0] == bare[1]


def _row_of(book: Book, finding: Finding) -> str | None:
    wanted = (finding.code, str(finding.place), finding.variant)
    for row in book.group(GROUP):
        if (
            tuple(book.text(EXPLANATIONS.ref(row, column)) for column in ("code", "place", "variant"))
            == wanted
        ):
            return row
    return None
