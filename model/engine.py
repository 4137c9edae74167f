"""The dependency graph: which cells a formula gives, and what must be worked out anew when a cell changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from heapq import heappop, heappush

from model.cells import CellRef, Value
from model.formdef import BoundFormula
from model.formula import Formula, Lookup


class FormulaCycleError(ValueError):
    """The forms' formulas read each other in a circle: a fault of the program, found when a packet is opened."""


class Engine:
    """Values of formula cells, kept up to date by walking only the dependents of what changed.

    A cell with several formulas (the summary row's total: across and down) takes its value from the first one bound.
    """

    def __init__(self, formulas: Iterable[BoundFormula]) -> None:
        self._formula: dict[CellRef, Formula] = {}
        self._dependents: dict[CellRef, list[CellRef]] = defaultdict(list)
        for bound in formulas:
            if bound.target not in self._formula:
                self._formula[bound.target] = bound.formula
                for ref in bound.formula.precedents:
                    self._dependents[ref].append(bound.target)
        self._rank = self._ranks()
        self._computed: dict[CellRef, Value] = {}

    def _ranks(self) -> dict[CellRef, int]:
        """The place of every formula cell in an order in which precedents come first."""
        rank: dict[CellRef, int] = {}
        open_cells: set[CellRef] = set()
        for start in self._formula:
            stack = [(start, False)]
            while stack:
                ref, left = stack.pop()
                if left:
                    open_cells.discard(ref)
                    rank[ref] = len(rank)
                elif ref not in rank:
                    if ref in open_cells:
                        raise FormulaCycleError(str(ref))
                    open_cells.add(ref)
                    stack.append((ref, True))
                    for precedent in self._formula[ref].precedents:
                        if precedent in open_cells:
                            raise FormulaCycleError(f"{ref} ↔ {precedent}")
                        if precedent in self._formula and precedent not in rank:
                            stack.append((precedent, False))
        return rank

    def formula(self, ref: CellRef) -> Formula | None:
        """The formula that gives the cell its value, if any."""
        return self._formula.get(ref)

    def computed(self, ref: CellRef) -> Value:
        """What the formula gives, whatever the cell states."""
        return self._computed.get(ref)

    def dependents(self, ref: CellRef) -> tuple[CellRef, ...]:
        """The formula cells that read this cell directly."""
        return tuple(self._dependents.get(ref, ()))

    def differences(self, other: Engine) -> set[CellRef]:
        """The formula cells whose computed value is another one there, or which are formula cells in only one of the two."""
        refs = self._formula.keys() | other._formula.keys()
        return {ref for ref in refs if not same_value(self.computed(ref), other.computed(ref))}

    def recalculate(self, changed: Iterable[CellRef], lookup: Lookup) -> set[CellRef]:
        """Work out anew what depends on ``changed``; returns the formula cells whose computed value is new."""
        waiting: list[tuple[int, CellRef]] = []
        queued: set[CellRef] = set()

        def wake(ref: CellRef) -> None:
            for dependent in self._dependents.get(ref, ()):
                if dependent not in queued:
                    queued.add(dependent)
                    heappush(waiting, (self._rank[dependent], dependent))

        for ref in changed:
            wake(ref)
        moved: set[CellRef] = set()
        while waiting:
            _, ref = heappop(waiting)
            value = self._formula[ref].evaluate(lookup)
            if not same_value(value, self._computed.get(ref)):
                self._computed[ref] = value
                moved.add(ref)
                wake(ref)
        return moved

    def recalculate_all(self, lookup: Lookup) -> None:
        """Work out every formula cell, in order."""
        self._computed.clear()
        for ref in sorted(self._formula, key=self._rank.__getitem__):
            self._computed[ref] = self._formula[ref].evaluate(lookup)


def same_value(one: Value, other: Value) -> bool:
    """Equal as written: 5.4 and 5.40 are the same amount but not the same typing."""
    return type(one) is type(other) and str(one) == str(other)
