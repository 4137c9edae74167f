"""The incremental auditor (审核): re-judges only the checks that read what changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
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

    ``judge`` must read nothing but ``reads``: that is what makes incremental findings equal a full audit. A check of prose may have
    several outcomes; no two of its findings may share code, place and variant.
    """

    code: str
    place: CellRef
    reads: frozenset[CellRef]
    judge: Callable[[Book], Outcome | tuple[Outcome, ...]]
    variant: str = ""
    slow: bool = False
    """Whether judging takes so long that a packet is shown before (see ``Auditor.settle``)."""

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
    """Holds the outcome of every check of a book. A ``patient`` one leaves slow checks alone until ``settle``."""

    def __init__(self, book: Book, rules: Iterable[Rule], *, patient: bool = False) -> None:
        self._patient = patient
        self._book = book
        self._rules = tuple(rules)
        self._checks: dict[Key, Check] = {}
        self._readers: dict[CellRef, list[Key]] = {}
        self._outcomes: dict[Key, tuple[Outcome, ...]] = {}

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Open findings in the packet's order (form, row, relation)."""
        found = [outcome for outcome in self._all() if isinstance(outcome, Finding)]
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
        return tuple(outcome for outcome in self._all() if isinstance(outcome, NotChecked))

    @property
    def passed(self) -> int:
        """Number of checks that hold."""
        return sum(isinstance(outcome, Passed) for outcome in self._all())

    @property
    def judged_cells(self) -> frozenset[CellRef]:
        """Every cell that a judged relation read."""
        judged = (
            self._checks[key].reads
            for key, outcomes in self._outcomes.items()
            if not all(isinstance(outcome, NotChecked) for outcome in outcomes)
        )
        return frozenset().union(*judged)

    def update(self, changed: Iterable[CellRef]) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
        """Judge anew what reads the changed cells; returns findings added and removed (a changed one is both)."""
        keys = {key for ref in changed for key in self._readers.get(ref, ())}
        before = {key: self._outcomes.get(key, ()) for key in keys}
        for key in keys:
            self._outcomes[key] = self._judge(self._checks[key])
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
        self._outcomes = {
            key: self._judge(check)
            for key, check in self._checks.items()
            if not (self._patient and check.slow)
        }
        return _difference(before, self._outcomes)

    @property
    def is_settled(self) -> bool:
        """Whether every check was judged."""
        return len(self._outcomes) == len(self._checks)

    def settle(self) -> tuple[Finding, ...]:
        """Judge what was left alone so far; returns the findings that this added."""
        self._patient = False
        left = {key: check for key, check in self._checks.items() if key not in self._outcomes}
        added = {key: self._judge(check) for key, check in left.items()}
        self._outcomes.update(added)
        return tuple(_findings(added))

    def _all(self) -> Iterator[Outcome]:
        return chain.from_iterable(self._outcomes.values())

    def _judge(self, check: Check) -> tuple[Outcome, ...]:
        outcome = check.judge(self._book)
        return outcome if isinstance(outcome, tuple) else (outcome,)


def _difference(
    before: dict[Key, tuple[Outcome, ...]], after: dict[Key, tuple[Outcome, ...]]
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    old, new = _findings(before), _findings(after)
    return tuple(new - old), tuple(old - new)


def _findings(outcomes: dict[Key, tuple[Outcome, ...]]) -> set[Finding]:
    return {one for several in outcomes.values() for one in several if isinstance(one, Finding)}
