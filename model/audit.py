"""The incremental auditor (审核): re-judges only the checks that read what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from model.cells import CellRef
from model.findings import PASSED, Finding, NotChecked, Outcome
from model.forms import GROUPS
from model.layout import Layout, Part
from model.naming import named_cells
from model.sequences import differing_parts
from model.verdicts import Verdicts

if TYPE_CHECKING:
    from model.book import Book

Key = tuple[str, CellRef, str]
Outcomes = tuple[Outcome, ...]
_HOLDS: Outcomes = (PASSED,)
"""Of every check that has nothing more to say: this very object."""


@dataclass(frozen=True)
class Check:
    """One relation at one place: which cells it reads and how it judges them.

    ``judge`` must read nothing but ``reads``: that is what makes incremental findings equal a full audit. A finding may name the cells
    that were read, and so tell a row by its number; nothing else that is said may depend on that. A check of prose may have several
    outcomes; no two of its findings may share code, place and variant.
    """

    code: str
    place: CellRef
    reads: frozenset[CellRef]
    judge: Callable[[Book], Outcome | tuple[Outcome, ...]]
    variant: str = ""
    lasts: Callable[[Book], bool] | None = None
    """Of a check that takes so long that a packet is shown before it is judged (see ``Auditor.settle``): whether it takes so long,
    with what the packet holds now, that an edit must not wait for it either.
    """

    @cached_property
    def key(self) -> Key:
        """Identity, shared with the finding that the check may yield."""
        return (self.code, self.place, self.variant)


def only_at_first(_book: Book) -> bool:
    """Of a check that lasts because there are so many of its kind: once they are judged, one more is nothing."""
    return False


@dataclass(frozen=True)
class Rule:
    """An official relation (勾稽关系): its number, its text, and the checks that it means for a given packet."""

    code: str
    title: str
    text: str
    """The relation in the official words."""
    checks: Callable[[Layout], Iterable[Check]]


class Auditor:
    """Holds the outcome of every check of a book. A ``patient`` one leaves checks that last alone until ``settle``: what was said
    before stands meanwhile.
    """

    def __init__(self, book: Book, rules: Iterable[Rule], *, patient: bool = False) -> None:
        self._opening = self.patient = patient
        self._book = book
        self._rules = tuple(rules)
        self._parts: tuple[Part[Check], ...] = tuple(Part(rule.checks) for rule in self._rules)
        self._checks: dict[Key, Check] = {}
        self._readers: dict[CellRef, list[Key]] = {}
        self._outcomes: dict[Key, Outcomes] = {}
        self._due: set[Key] = set()
        """What waits for ``settle``."""
        self.verdicts = self._tell()

    def _tell(self) -> Verdicts:
        return Verdicts(self._book, [rule.code for rule in self._rules], self._outcomes.values())

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
        keys = self._due_now(self._reading(changed))
        before = {key: self._outcomes.get(key, ()) for key in keys}
        for key in keys:
            self._outcomes[key] = self._judge(self._checks[key])
        if keys:
            self.verdicts = self._tell()
        return _difference(before, {key: self._outcomes[key] for key in keys})

    def rebuild(
        self, changed: Iterable[CellRef] = (), renumbered: Mapping[str, Set[str]] | None = None
    ) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
        """Bring the checks up to date when rows came, went or moved, and judge those that are new, that read the changed cells, or
        that speak of a row by a number that it has no more (``renumbered``: the rows of each group); returns findings as ``update``.
        """
        dropped, new = self._lay()
        for key in dropped.keys() | new.keys():
            self._rewire(key, dropped.get(key), new.get(key))
        gone = dropped.keys() - new.keys()
        self._due -= gone
        before = {key: self._outcomes.pop(key, ()) for key in gone}
        keys = self._due_now({*new, *self._reading(changed), *self._speaking_of(renumbered or {})})
        before |= {key: self._outcomes.get(key, ()) for key in keys}
        after = {key: self._judge(self._checks[key]) for key in keys}
        outcomes = self._outcomes
        outcomes.update(after)
        # In the order of the relations, as if the packet had just been opened.
        laid = [check.key for part in self._parts for check in part.items]
        self._outcomes = {key: outcomes[key] for key in laid if key in outcomes}
        self.verdicts = self._tell()
        return _difference(before, after)

    def _lay(self) -> tuple[dict[Key, Check], dict[Key, Check]]:
        """Lay out what the rows ask for; the checks that this drops and those that it adds, by key (one in both is another check)."""
        dropped: dict[Key, Check] = {}
        new: dict[Key, Check] = {}
        for part in self._parts:
            before = part.items
            if not part.lay(self._book):
                continue
            former, present = differing_parts(before, part.items)
            left = {check.key: check for check in former}
            for check in present:
                if left.get(check.key) is check:
                    del left[check.key]
                elif check.key in new:
                    raise ValueError(f"two checks are called {check.key}")
                else:
                    new[check.key] = check
            dropped |= left
        return dropped, new

    def _rewire(self, key: Key, old: Check | None, new: Check | None) -> None:
        if old is None and key in self._checks:
            raise ValueError(f"two checks are called {key}")
        before: frozenset[CellRef] = old.reads if old else frozenset()
        after: frozenset[CellRef] = new.reads if new else frozenset()
        for ref in before - after:
            self._readers[ref].remove(key)
            if not self._readers[ref]:
                del self._readers[ref]
        for ref in after - before:
            self._readers.setdefault(ref, []).append(key)
        if new:
            self._checks[key] = new
        else:
            del self._checks[key]

    def _reading(self, changed: Iterable[CellRef]) -> set[Key]:
        """The checks that read these cells. A finding names the cells that it speaks of: it changes when one of them is renamed."""
        return {
            key for ref in changed for one in (ref, *named_cells(ref)) for key in self._readers.get(one, ())
        }

    def _speaking_of(self, renumbered: Mapping[str, Set[str]]) -> Iterator[Key]:
        """The checks with a finding that read one of these rows: its words may have the row's number."""
        rows = {form.code: rows for group, rows in renumbered.items() for form in GROUPS[group] if rows}
        if rows:
            for key, outcomes in self._outcomes.items():
                if (
                    outcomes is not _HOLDS
                    and any(isinstance(outcome, Finding) for outcome in outcomes)
                    and any(
                        ref.sheet in rows and ref.row in rows[ref.sheet] for ref in self._checks[key].reads
                    )
                ):
                    yield key

    def _due_now(self, keys: set[Key]) -> set[Key]:
        """Of checks that are due, those to judge now; the others are noted."""
        waiting = {key for key in keys if self._may_wait(key)}
        self._due = (self._due - keys) | waiting
        return keys - waiting

    def _may_wait(self, key: Key) -> bool:
        lasts = self._checks[key].lasts
        if lasts is None:
            return False
        return (self._opening and key not in self._outcomes) or (self.patient and lasts(self._book))

    @property
    def is_settled(self) -> bool:
        """Whether every check was judged as things stand."""
        return not self._due

    def settle(self) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
        """Judge what was left alone so far; returns findings as ``update``."""
        self._opening = False
        due, self._due = self._due, set()
        before = {key: self._outcomes.get(key, ()) for key in due}
        after = {key: self._judge(self._checks[key]) for key in due}
        self._outcomes.update(after)
        self.verdicts = self._tell()
        return _difference(before, after)

    def _judge(self, check: Check) -> Outcomes:
        outcome = check.judge(self._book)
        if outcome is PASSED:
            return _HOLDS
        return outcome if isinstance(outcome, tuple) else (outcome,)


def _difference(
    before: dict[Key, Outcomes], after: dict[Key, Outcomes]
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    old, new = _findings(before), _findings(after)
    return tuple(new - old), tuple(old - new)


def _findings(outcomes: dict[Key, Outcomes]) -> set[Finding]:
    return {one for several in outcomes.values() for one in several if isinstance(one, Finding)}
