"""What could not be judged, by what is missing: thirteen rows without 分值 leave 65 relations open, and are one gap."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from model.cells import CellRef
from model.findings import NotChecked


@dataclass(frozen=True)
class Gap:
    """Relations of one form that wait for the same thing. What needs no checking is no gap."""

    reason: str
    relations: tuple[NotChecked, ...]

    @property
    def first(self) -> NotChecked:
        """The relation to go to: the first in the packet's order."""
        return self.relations[0]

    @property
    def codes(self) -> tuple[str, ...]:
        """The numbers of the relations, each once."""
        return tuple(dict.fromkeys(one.code for one in self.relations))

    @property
    def places(self) -> tuple[CellRef, ...]:
        """The cells that wait, each once."""
        return tuple(dict.fromkeys(one.place for one in self.relations))


def gaps(unchecked: Iterable[NotChecked]) -> tuple[Gap, ...]:
    """The gaps behind these relations, in the order of their first."""
    found: dict[tuple[str, str], list[NotChecked]] = {}
    for one in unchecked:
        if not one.automatic:
            found.setdefault((_without_quote(one.reason), one.place.sheet), []).append(one)
    return tuple(Gap(reason, tuple(relations)) for (reason, _), relations in found.items())


def _without_quote(reason: str) -> str:
    """A reason that begins with the words in question, as those about prose do, is the same for other words."""
    return reason.rpartition("”：")[2]
