"""What the tests of rules share: a book out of a few lines of cells, and cases that must hold or fail."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from model.book import Book
from model.cells import CellRef, Value
from model.findings import Finding, NotChecked, Severity
from model.forms import FORMS, GROUPS
from model.profile import load_profile

M, A, R = Severity.MANDATORY, Severity.ADVISORY, Severity.ROUNDING
Cells = dict[str, str]


def at(address: str) -> CellRef:
    """``income/bureau/total``; a field's column may be left out: ``overview/staff``."""
    parts = address.split("/")
    return CellRef(parts[0], parts[1], parts[2] if len(parts) > 2 else "value")


def book_of(cells: Cells, year: int = 2022) -> Book:
    """A packet with just these cells; figures are typed as written, rows come into being as they are named."""
    values: dict[CellRef, Value] = {}
    groups: dict[str, list[str]] = {name: [] for name in GROUPS}
    for address, text in cells.items():
        ref = at(address)
        form = FORMS[ref.sheet]
        if form.fixed_row(ref.row) is None and form.template and ref.row not in groups[form.template.group]:
            groups[form.template.group].append(ref.row)
        values[ref] = Decimal(text) if form.kind_of(ref.row, ref.column).is_number else text
    return Book(load_profile(), year, values, groups)


def indicator(row: str = "i1", **columns: str) -> Cells:
    """One indicator row."""
    return {f"indicators/{row}/{column}": text for column, text in columns.items()}


@dataclass(frozen=True)
class Case:
    """One relation: a packet in which it holds, and a change to it with which it does not."""

    code: str
    holds: Cells
    broken: Cells
    place: str
    severity: Severity = M
    variant: str = ""
    says: str = ""
    """Words that the finding's message must contain."""
    expected: str = ""
    """What the finding says should stand there."""
    within: Cells | None = field(default=None)
    """A change that the relation lets pass without a word."""

    def __str__(self) -> str:
        return f"{self.code} {self.place} {self.variant}".strip()

    @property
    def key(self) -> tuple[str, CellRef, str]:
        return (self.code, at(self.place), self.variant)


def findings_at(book: Book, case: Case) -> list[Finding]:
    """The case's findings; of prose, whose sentences are named by what they say, all at the place."""
    if case.variant == "*":
        return [one for one in book.findings if (one.code, one.place) == case.key[:2] and one.span]
    return [one for one in book.findings if one.key == case.key]


def unchecked_at(book: Book, case: Case) -> list[NotChecked]:
    return [one for one in book.not_checked if one.key == case.key]


def assert_holds(case: Case) -> None:
    """No finding, and not for want of judging: the relation was looked at."""
    book = book_of(case.holds)
    assert findings_at(book, case) == []
    assert unchecked_at(book, case) == []


def assert_fails(case: Case) -> None:
    book = book_of(case.holds | case.broken)
    (found,) = findings_at(book, case)
    assert found.severity is case.severity, found.message
    assert case.says in found.message
    assert found.message.endswith("。")
    if case.expected:
        assert found.expected == case.expected


def assert_lets_pass(case: Case) -> None:
    assert case.within is not None
    assert findings_at(book_of(case.holds | case.within), case) == []
