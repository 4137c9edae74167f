"""What a file holds, as it was last read or written: kept so that a commit knows what it replaces."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from model.cells import CellRef, Value
from model.digest import Digest, Record
from model.history import HistoryState, Step
from model.historyplan import HistoryPlan
from model.records import cell_records, row_records

HISTORY_KEY = "history"
"""Where the history stands, in the file's meta table."""

_FILE_KEYS = {"profile", "year", "created", "program", HISTORY_KEY}


@dataclass(frozen=True)
class Content:
    """All that a file holds, but for the history's entries."""

    profile: str
    year: int
    cells: Mapping[CellRef, Value] = field(default_factory=dict)
    groups: Mapping[str, Sequence[str]] = field(default_factory=dict)
    extra: Mapping[str, str] = field(default_factory=dict)
    """What else is known of the packet as a whole, by key (its 定稿 mark); never a key that the file itself uses."""


@dataclass
class Stored:
    """The file's records in memory. ``links`` are the links of the history's chain that are proven so far."""

    meta: dict[str, str]
    cells: dict[CellRef, Value]
    groups: dict[str, tuple[str, ...]]
    digest: Digest
    history: HistoryState = field(default_factory=HistoryState)
    links: dict[int, str] = field(default_factory=dict)
    attempted: str | None = None
    """The digest of a commit that reported failure; it may have taken hold all the same."""

    @property
    def content(self) -> Content:
        """The packet; raises LookupError or ValueError where the file does not say its profile or year."""
        extra = {key: value for key, value in self.meta.items() if key not in _FILE_KEYS}
        return Content(self.meta["profile"], int(self.meta["year"]), self.cells, self.groups, extra)

    def copy(self) -> Stored:
        """An independent record of the same."""
        return Stored(
            dict(self.meta),
            dict(self.cells),
            dict(self.groups),
            self.digest.copy(),
            self.history,
            dict(self.links),
            self.attempted,
        )

    def meta_after(self, step: Step, history: HistoryState) -> dict[str, str | None]:
        """The meta records that the step writes; None for one that goes."""
        return {**step.meta, HISTORY_KEY: history.to_json()}

    def digest_after(
        self, step: Step, history: HistoryState, rows: tuple[set[Record], set[Record]]
    ) -> Digest:
        """The file's digest once the step is written; ``rows`` are its ``row_changes``."""
        digest = self.digest.copy()
        for key, value in self.meta_after(step, history).items():
            if key in self.meta:
                digest.remove("meta", [(key, self.meta[key])])
            if value is not None:
                digest.add("meta", [(key, value)])
        digest.remove("cells", cell_records({ref: self.cells.get(ref) for ref in step.cells}))
        digest.add("cells", cell_records(step.cells))
        gone, new = rows
        digest.remove("rows", gone)
        digest.add("rows", new)
        return digest

    def row_changes(self, step: Step) -> tuple[set[Record], set[Record]]:
        """The records of rows that the step takes out, and those that it puts in: only places that another row has now."""
        before = set(row_records({name: self.groups.get(name, ()) for name in step.groups}))
        after = set(row_records(step.groups))
        return before - after, after - before

    def remember(self, step: Step, plan: HistoryPlan, digest: Digest) -> None:
        """The step is in the file."""
        self.digest = digest
        for key, text in self.meta_after(step, plan.state).items():
            if text is None:
                self.meta.pop(key, None)
            else:
                self.meta[key] = text
        self.groups.update({name: tuple(rows) for name, rows in step.groups.items()})
        for ref, value in step.cells.items():
            if value is None:
                self.cells.pop(ref, None)
            else:
                self.cells[ref] = value
        self.history, self.links = plan.state, dict(plan.links)
        self.attempted = None
