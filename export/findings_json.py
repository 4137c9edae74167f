"""The findings of a packet as one JSON object, for scripts: the shape is a promise, see docs/headless.md."""

from __future__ import annotations

import json
from collections.abc import Mapping

from model.book import Book
from model.cells import CellRef
from model.findings import Finding, Span


def findings_json(book: Book, sources: Mapping[CellRef, Span] | None = None, text: str = "") -> str:
    """One object: findings, what was not checked, how many relations hold.

    For a source read on the fly, ``sources`` says where in ``text`` each cell was read; then ``span`` counts characters of that text and
    ``quote`` is that text. For a packet's own file both are null and empty unless the finding lies within a prose cell.
    """
    read, checked = book.numbers
    body = {
        "findings": [_finding(book, finding, sources or {}, text) for finding in book.findings],
        "not_checked": [
            {"code": one.code, "place": book.name(one.place), "reason": one.reason}
            for one in book.not_checked
        ],
        "passed": book.passed,
        "numbers_read": read,
        "numbers_checked": checked,
    }
    return json.dumps(body, ensure_ascii=False, indent=2)


def _finding(book: Book, finding: Finding, sources: Mapping[CellRef, Span], text: str) -> dict[str, object]:
    span, quote = _where(book, finding, sources, text)
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "place": book.name(finding.place),
        "span": span,
        "quote": quote,
        "stated": finding.stated,
        "expected": finding.expected,
        "message": finding.message,
    }


def _where(
    book: Book, finding: Finding, sources: Mapping[CellRef, Span], text: str
) -> tuple[list[int] | None, str]:
    start = sources.get(finding.place)
    if start is not None:
        return list(start), text[start[0] : start[1]]
    if finding.span is not None:
        return list(finding.span), book.text(finding.place)[finding.span[0] : finding.span[1]]
    return None, ""
