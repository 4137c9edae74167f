"""The undo history: entries in a hash chain, of which only as many are in memory as were asked for."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace

from model.cells import CellRef, Value
from model.problems import FileProblem

PAGE = 50
"""How many entries are read from the file at a time."""

ROOT_LINK = "0" * 64


@dataclass(frozen=True)
class HistoryEntry:
    """One step that can be undone. ``forward`` and ``inverse`` are edits as JSON."""

    seq: int
    label: str
    forward: str
    inverse: str

    @property
    def size(self) -> int:
        """Characters that the entry takes."""
        return len(self.label) + len(self.forward) + len(self.inverse)

    def link(self, previous: str) -> str:
        """The entry's link in the chain: the hash of the link before and of all that the entry holds."""
        text = json.dumps([previous, self.seq, self.label, self.forward, self.inverse], separators=(",", ":"))
        return hashlib.sha256(text.encode("ascii")).hexdigest()


@dataclass(frozen=True)
class HistoryState:
    """Where the history stands. Entries ``first`` to ``done`` can be undone, ``done + 1`` to ``last`` redone.

    ``base`` is the link before ``first``, ``head`` the link of ``last``; kept in the file's meta table, under the digest.
    """

    first: int = 1
    done: int = 0
    last: int = 0
    base: str = ROOT_LINK
    head: str = ROOT_LINK
    characters: int = 0

    def to_json(self) -> str:
        """A stable text."""
        return json.dumps(asdict(self), separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> HistoryState:
        """Read back ``to_json``; raises ValueError or TypeError on anything else."""
        return cls(**json.loads(text))


@dataclass(frozen=True)
class Step:
    """One transaction: what the cells and rows it touched are now, and where the history stands then.

    ``entry`` is the new history entry, at ``done``; None where a known step was undone or redone, or only ``meta`` is new.
    """

    done: int
    cells: Mapping[CellRef, Value]
    groups: Mapping[str, Sequence[str]]
    entry: HistoryEntry | None = None
    meta: Mapping[str, str | None] = field(default_factory=dict)
    """What is new of the packet as a whole, by key; None takes a key away."""


Loader = Callable[[int, int], Sequence[HistoryEntry]]
"""Reads the entries from … to … out of the file; may return fewer, of the latest ones, when the rest is gone."""


class History:
    """The undo stack of an open project."""

    def __init__(self, first: int, done: int, last: int, load: Loader) -> None:
        self.first, self.done, self.last = first, done, last
        self._load = load
        self._known: dict[int, HistoryEntry] = {}

    @property
    def to_undo(self) -> HistoryEntry | None:
        """The step that undo would take back."""
        return self._entry(self.done)

    @property
    def to_redo(self) -> HistoryEntry | None:
        """The step that redo would make again."""
        return self._entry(self.done + 1)

    def append(self, label: str, forward: str, inverse: str) -> HistoryEntry:
        """A new step; what had been undone can no longer be redone."""
        for seq in range(self.done + 1, self.last + 1):
            self._known.pop(seq, None)
        self.done = self.last = self.done + 1
        self.first = min(self.first, self.done)  # where nothing before could be read, this is the first
        entry = HistoryEntry(self.done, label, forward, inverse)
        self._known[self.done] = entry
        return entry

    def move(self, steps: int) -> None:
        """Note that so many steps were redone (or, negative, undone)."""
        self.done += steps

    def forget_before(self, first: int) -> None:
        """The file keeps no steps before ``first`` any more."""
        if first > self.first:
            self.first = first
            self._known = {seq: entry for seq, entry in self._known.items() if seq >= first}

    def all_readable(self) -> list[HistoryEntry]:
        """Every entry that can still be had, in order and without a gap up to the last."""
        return self.between(self.first, self.last)

    def between(self, first: int, last: int) -> list[HistoryEntry]:
        """The readable entries of that range, in order and without a gap up to the last."""
        entries = []
        for seq in range(min(last, self.last), first - 1, -1):
            entry = self._entry(seq)
            if entry is None:
                break
            entries.append(entry)
        return entries[::-1]

    def _entry(self, seq: int) -> HistoryEntry | None:
        if not self.first <= seq <= self.last:
            return None
        if seq not in self._known:
            self._fetch(seq)
        return self._known.get(seq)

    def _fetch(self, seq: int) -> None:
        start = max(self.first, seq - PAGE + 1)
        try:
            entries = self._load(start, seq)
        except FileProblem:
            return  # the file cannot be read just now: the history is still there
        for entry in entries:
            self._known.setdefault(entry.seq, entry)
        if len(entries) < seq - start + 1:  # older steps were dropped, or can no longer be read
            self.first = seq - len(entries) + 1


def renumbered(entries: Sequence[HistoryEntry]) -> list[HistoryEntry]:
    """The entries counted from 1, for a file of their own."""
    return [replace(entry, seq=number) for number, entry in enumerate(entries, 1)]
