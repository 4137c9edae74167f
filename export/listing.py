"""The findings as one JSON object, for scripts: the shape is a promise, see docs/headless.md."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from model.book import Book
from model.findings import Severity, Span
from model.rules.prose import coverage


@dataclass(frozen=True)
class FindingLine:
    """One finding as it is listed."""

    code: str
    severity: Severity
    place: str
    span: Span | None
    quote: str
    stated: str
    expected: str
    message: str


@dataclass(frozen=True)
class Listing:
    """All that a check says; ``not_checked`` are code, place and reason."""

    findings: tuple[FindingLine, ...]
    not_checked: tuple[tuple[str, str, str], ...]
    passed: int
    numbers_read: int
    numbers_checked: int

    def count(self, severity: Severity) -> int:
        """How many findings of one level."""
        return sum(one.severity is severity for one in self.findings)

    def to_json(self) -> str:
        """One object."""
        body = {
            "findings": [_object(one) for one in self.findings],
            "not_checked": [
                {"code": code, "place": place, "reason": reason} for code, place, reason in self.not_checked
            ],
            "passed": self.passed,
            "numbers_read": self.numbers_read,
            "numbers_checked": self.numbers_checked,
        }
        return json.dumps(body, ensure_ascii=False, indent=2)


def listing_of(book: Book) -> Listing:
    """What a packet's own file says: spans and quotes belong to the prose cell, or are absent for a figure."""
    read, checked = book.numbers
    prose_read, prose_checked = coverage(book)
    return Listing(
        findings=tuple(
            FindingLine(
                one.code,
                one.severity,
                book.name(one.place),
                one.span,
                one.quote,
                one.stated,
                one.expected,
                one.message,
            )
            for one in book.findings
        ),
        not_checked=reasons(book),
        passed=book.passed,
        numbers_read=read + prose_read,
        numbers_checked=checked + prose_checked,
    )


def reasons(book: Book) -> tuple[tuple[str, str, str], ...]:
    """What the packet's checks could not judge: code, place, reason."""
    return tuple((one.code, book.name(one.place), one.reason) for one in book.not_checked)


def _object(one: FindingLine) -> dict[str, object]:
    return {
        "code": one.code,
        "severity": one.severity.value,
        "place": one.place,
        "span": None if one.span is None else list(one.span),
        "quote": one.quote,
        "stated": one.stated,
        "expected": one.expected,
        "message": one.message,
    }


def in_order(findings: Iterable[FindingLine]) -> tuple[FindingLine, ...]:
    """Findings of a text in the order of their places; those without a place last."""
    return tuple(sorted(findings, key=lambda one: (one.span is None, one.span or (0, 0))))
