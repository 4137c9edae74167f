"""Laying formulas and checks out for the rows that a packet has; what new rows leave as it was is not made again."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from model.cells import CellRef

if TYPE_CHECKING:
    from model.formdef import BoundFormula, FormDef
    from model.profile import Profile

Item = TypeVar("Item")
Made = TypeVar("Made")
One = TypeVar("One", bound=Hashable)
_Kept = dict[Hashable, dict[Any, Any]]


class Source(Protocol):
    """Who knows the rows and the formulas: the book."""

    profile: Profile

    def group(self, name: str) -> tuple[str, ...]:
        """The ids of a group's added rows, in order."""
        ...

    def formulas_of(self, code: str) -> tuple[BoundFormula, ...]:
        """The formulas that carry a relation's number."""
        ...


class Layout:
    """What formulas and checks are laid out from: the packet's rows and its profile, never a value.

    It notes what it was asked, so that a ``Part`` knows when its items must be made anew.
    """

    def __init__(self, source: Source, kept: Mapping[Hashable, dict[Any, Any]]) -> None:
        self.profile = source.profile
        self.answers: dict[tuple[str, str], tuple[object, ...]] = {}
        """What was asked, and what the answer was."""
        self.made: _Kept = {}
        """What ``each`` gave."""
        self._source = source
        self._kept = kept

    def group(self, name: str) -> tuple[str, ...]:
        """The ids of a group's added rows, in order."""
        rows = self._source.group(name)
        self.answers["group", name] = rows
        return rows

    def rows(self, form: FormDef) -> tuple[str, ...]:
        """All row ids of the form in paper order."""
        return form.row_ids(self.group(form.template.group) if form.template else ())

    def formulas_of(self, code: str) -> tuple[BoundFormula, ...]:
        """The formulas that carry a relation's number."""
        formulas = self._source.formulas_of(code)
        self.answers["formulas", code] = formulas
        return formulas

    def each(self, make: Callable[..., Made], over: Iterable[One], *rest: Hashable) -> Iterable[Made]:
        """``make(one, *rest)`` for each one, which must depend on nothing else: what was made last time is the same object again."""
        kept = self._kept.get((make, rest), {})
        made = {one: kept[one] if one in kept else make(one, *rest) for one in over}
        if (make, rest) in self.made:
            self.made[make, rest] |= made
        else:
            self.made[make, rest] = made
        return made.values()

    def cells(self, form: FormDef, rows: Iterable[str], *columns: str) -> frozenset[CellRef]:
        """The cells of these columns in all these rows."""
        return frozenset().union(*self.each(_cells_of_row, rows, form.code, columns))


def _cells_of_row(row: str, sheet: str, columns: tuple[str, ...]) -> frozenset[CellRef]:
    return frozenset(CellRef(sheet, row, column) for column in columns)


class Part(Generic[Item]):
    """The formulas or checks of one maker, made anew when an answer that the maker was given is another."""

    def __init__(self, make: Callable[[Layout], Iterable[Item]]) -> None:
        self.items: tuple[Item, ...] = ()
        self._make = make
        self._answers: dict[tuple[str, str], tuple[object, ...]] | None = None
        self._kept: _Kept = {}

    def lay(self, source: Source) -> bool:
        """Bring ``items`` up to date; whether they were made anew."""
        if self._answers is not None and self._holds(source):
            return False
        layout = Layout(source, self._kept)
        self.items = tuple(self._make(layout))
        self._answers, self._kept = layout.answers, layout.made
        return True

    def _holds(self, source: Source) -> bool:
        ask = {"group": source.group, "formulas": source.formulas_of}
        return all(ask[kind](name) == answer for (kind, name), answer in (self._answers or {}).items())
