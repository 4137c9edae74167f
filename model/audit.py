"""The incremental auditor (审核): re-judges only the checks that read what changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from model.cells import CellRef
from model.findings import Finding, NotChecked, Outcome, Passed
from model.forms import FORMS
from model.naming import naming_cell

if TYPE_CHECKING:
    from model.book import Book

Key = tuple[str, CellRef, str]


@dataclass(frozen=True)
class Check:
    """One relation at one place: which cells it reads and how it judges them.

    ``judge`` must read nothing but ``reads``: that is what makes incremental findings equal a full audit.
    """

    code: str
    place: CellRef
    reads: frozenset[CellRef]
    judge: Callable[[Book], Outcome]
    variant: str = ""

    @property
    def key(self) -> Key:
        """Identity, shared with the finding that the check may yield."""
        return (self.code, self.place, self.variant)


@dataclass(frozen=True)
class Rule:
    """An official relation (勾稽关系): its number, its text, and the checks that it means for a given packet."""

    code: str
    title: str
    text: str
    """The relation in the official words."""
    checks: Callable[[Book], Iterable[Check]]


class Auditor:
    """Holds the outcome of every check of a book."""

    def __init__(self, book: Book, rules: Iterable[Rule]) -> None:
        self._book = book
        self._rules = tuple(rules)
        self._checks: dict[Key, Check] = {}
        self._readers: dict[CellRef, list[Key]] = {}
        self._outcomes: dict[Key, Outcome] = {}

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Open findings in the packet's order (form, row, relation)."""
        found = [outcome for outcome in self._outcomes.values() if isinstance(outcome, Finding)]
        order = {code: index for index, code in enumerate(FORMS)}
        place = {(rule.code): index for index, rule in enumerate(self._rules)}
        rows = {form.code: {row: i for i, row in enumerate(self._book.rows(form))} for form in FORMS.values()}
        return tuple(
            sorted(
                found,
                key=lambda one: (
                    order[one.place.sheet],
                    rows[one.place.sheet].get(one.place.row, -1),
                    place[one.code],
                    one.place.column,
                    one.variant,
                ),
            )
        )

    @property
    def not_checked(self) -> tuple[NotChecked, ...]:
        """Checks that want data."""
        return tuple(outcome for outcome in self._outcomes.values() if isinstance(outcome, NotChecked))

    @property
    def passed(self) -> int:
        """Number of checks that hold."""
        return sum(isinstance(outcome, Passed) for outcome in self._outcomes.values())

    @property
    def judged_cells(self) -> frozenset[CellRef]:
        """Every cell that a judged relation read."""
        judged = (self._checks[key].reads for key, outcome in self._outcomes.items() if not isinstance(outcome, NotChecked))
        return frozenset().union(*judged)

    def update(self, changed: Iterable[CellRef]) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
        """Judge anew what reads the changed cells; returns findings added and removed (a changed one is both)."""
        keys = {key for ref in changed for key in self._readers.get(ref, ())}
        before = {key: self._outcomes[key] for key in keys}
        for key in keys:
            self._outcomes[key] = self._checks[key].judge(self._book)
        return _difference(before, {key: self._outcomes[key] for key in keys})

    def rebuild(self) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
        """Lay the checks out anew (rows came, went or moved) and judge all."""
        before = self._outcomes
        self._checks, readers = {}, defaultdict(list)
        for rule in self._rules:
            for check in rule.checks(self._book):
                if check.key in self._checks:
                    raise ValueError(f"two checks are called {check.key}")
                self._checks[check.key] = check
                # A finding names the cells that it speaks of: it changes when one of them is renamed.
                for ref in {*check.reads, *filter(None, map(naming_cell, check.reads))}:
                    readers[ref].append(check.key)
        self._readers = dict(readers)
        self._outcomes = {key: check.judge(self._book) for key, check in self._checks.items()}
        return _difference(before, self._outcomes)


def _difference(
    before: dict[Key, Outcome], after: dict[Key, Outcome]
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    old = {outcome for outcome in before.values() if isinstance(outcome, Finding)}
    new = {outcome for outcome in after.values() if isinstance(outcome, Finding)}
    return tuple(new - old), tuple(old - new)
