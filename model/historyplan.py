"""What a step does to the history in the file, worked out before anything is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from model.history import HistoryEntry, HistoryState, Step

MAX_STEPS = 10_000
MAX_CHARACTERS = 8_000_000
"""The history's limits: beyond either, the oldest tenth is dropped."""

KEEP_AT_LEAST = 100
"""Steps that stay whatever they weigh."""


class HistoryTable(Protocol):
    """What planning asks of the history as it stands in the file."""

    def size(self, first: int, last: int) -> int:
        """Characters that the entries from … to … take."""
        ...

    def link(self, seq: int) -> str | None:
        """The entry's link, None when there is no such entry."""
        ...


@dataclass(frozen=True)
class HistoryPlan:
    """Where the history will stand: its state, the proven links, and the ranges of entries to delete before writing."""

    state: HistoryState
    links: Mapping[int, str]
    dropped: tuple[tuple[int, int], ...] = ()


def plan_history(
    state: HistoryState, links: Mapping[int, str], step: Step, table: HistoryTable
) -> HistoryPlan:
    """The history after ``step``."""
    if step.entry is None:
        return HistoryPlan(replace(state, done=step.done), links)
    return _thinned(_appended(_cut(state, links, step.entry, table), step.entry), table)


def _cut(
    state: HistoryState, links: Mapping[int, str], entry: HistoryEntry, table: HistoryTable
) -> HistoryPlan:
    """Drop what the new entry takes the place of."""
    if entry.seq - 1 not in links:  # what comes before can no longer be proven: the history starts anew
        return HistoryPlan(
            HistoryState(entry.seq, entry.seq - 1, entry.seq - 1), {}, ((state.first, state.last),)
        )
    if entry.seq > state.last:
        return HistoryPlan(state, links)
    characters = state.characters - table.size(entry.seq, state.last)
    kept = {seq: link for seq, link in links.items() if seq < entry.seq}
    shorter = replace(state, last=entry.seq - 1, head=links[entry.seq - 1], characters=characters)
    return HistoryPlan(shorter, kept, ((entry.seq, state.last),))


def _appended(plan: HistoryPlan, entry: HistoryEntry) -> HistoryPlan:
    link = entry.link(plan.state.head)
    characters = plan.state.characters + entry.size
    state = replace(plan.state, done=entry.seq, last=entry.seq, head=link, characters=characters)
    return replace(plan, state=state, links={**plan.links, entry.seq: link})


def _thinned(plan: HistoryPlan, table: HistoryTable) -> HistoryPlan:
    while _is_too_long(plan.state):
        shorter = _without_oldest_tenth(plan, table)
        if shorter is None:
            break
        plan = shorter
    return plan


def _is_too_long(state: HistoryState) -> bool:
    return state.last - state.first + 1 > MAX_STEPS or state.characters > MAX_CHARACTERS


def _without_oldest_tenth(plan: HistoryPlan, table: HistoryTable) -> HistoryPlan | None:
    """None where no more may or can be dropped."""
    state = plan.state
    steps = state.last - state.first + 1
    highest = min(state.first + max(steps // 10, 1) - 1, state.last - KEEP_AT_LEAST)
    link = table.link(highest)
    if highest < state.first or link is None:
        return None
    characters = state.characters - table.size(state.first, highest)
    links = {seq: kept for seq, kept in plan.links.items() if seq > highest} | {highest: link}
    shorter = replace(state, first=highest + 1, base=link, characters=characters)
    return HistoryPlan(shorter, links, (*plan.dropped, (state.first, highest)))
