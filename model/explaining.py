"""Answering a finding (审核说明): the answer holds while the figures that it was given for are the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from model.edits import DeleteRow, Edit, InsertRow, SetCell
from model.findings import Finding, Severity
from model.forms.explanations import EXPLANATIONS

if TYPE_CHECKING:
    from model.book import Book

GROUP = "explanations"


def can_be_explained(finding: Finding) -> bool:
    """Only a 提示 can be answered in words; a 强制 must be corrected, a 尾差 needs no answer."""
    return finding.severity is Severity.ADVISORY


def explanation_of(book: Book, finding: Finding) -> str:
    """The answer given to the finding as it stands; empty when there is none or the figures have changed since."""
    row = _row_of(book, finding)
    if row is None:
        return ""
    given_for = tuple(book.text(EXPLANATIONS.ref(row, column)) for column in ("stated", "expected"))
    if given_for != (finding.stated, finding.expected):
        return ""
    return book.text(EXPLANATIONS.ref(row, "text"))


def explain(book: Book, finding: Finding, text: str) -> Edit:
    """The edit that answers the finding, or takes the answer back when ``text`` is blank."""
    row = _row_of(book, finding)
    if not text.strip():
        return Edit("撤回审核说明", (DeleteRow(GROUP, row),) if row else ())
    changes: list[InsertRow | SetCell] = []
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
        "text": text.strip(),
    }
    changes += [SetCell(EXPLANATIONS.ref(row, column), value or None) for column, value in values.items()]
    return Edit("填写审核说明", tuple(changes))


def open_findings(book: Book, severity: Severity) -> tuple[Finding, ...]:
    """Findings of one severity that nobody has answered yet."""
    return tuple(one for one in book.findings if one.severity is severity and not explanation_of(book, one))


def _row_of(book: Book, finding: Finding) -> str | None:
    wanted = (finding.code, str(finding.place), finding.variant)
    for row in book.group(GROUP):
        if (
            tuple(book.text(EXPLANATIONS.ref(row, column)) for column in ("code", "place", "variant"))
            == wanted
        ):
            return row
    return None
