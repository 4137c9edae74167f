"""The dependency graph: which cells a formula gives, and what must be worked out anew when a cell changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from heapq import heappop, heappush

from model.cells import CellRef, Value
from model.formdef import BoundFormula
from model.formula import Formula, besides
from model.sequences import differing_parts


class FormulaCycleError(ValueError):
    """The forms' formulas read each other in a circle: a fault of the program, found when a packet is opened."""


class Engine:
    """Values of formula cells, kept up to date by walking only the dependents of what changed.

    A cell with several formulas (the summary row's total: across and down) takes its value from the first one bound.
    """

    def __init__(self, stated: Mapping[CellRef, Value]) -> None:
        """``stated``: what is typed, as the packet holds it now and later; a change of it is told by ``restate``."""
        self._stated = stated
        self.values: dict[CellRef, Value] = {ref: value for ref, value in stated.items() if value is not None}
        """What each cell that is not empty shows and every formula reads: what it states, else what its formula gives. To read only:
        one look-up for each of a thousand summands.
        """
        self._formula: dict[CellRef, Formula] = {}
        self._order: dict[CellRef, int] = {}
        self._dependents: dict[CellRef, list[CellRef]] = {}
        self._level: dict[CellRef, int] = {}
        """How many formulas, at most, stand one behind the other before the cell: who reads stands higher than who is read."""
        self._computed: dict[CellRef, Value] = {}

    def restate(self, refs: Iterable[CellRef]) -> None:
        """These cells state something else now, or nothing any more."""
        for ref in refs:
            stated = self._stated.get(ref)
            value = stated if stated is not None else self._computed.get(ref)
            if value is None:
                self.values.pop(ref, None)
            else:
                self.values[ref] = value

    def lay(self, formulas: Iterable[BoundFormula], changed: Iterable[CellRef]) -> set[CellRef]:
        """Take these formulas instead of the former (rows came, went or moved) and work out those that are new, and what depends
        on them or on ``changed``; returns the cells whose computed value is new. A formula that stays is known as the same object.
        """
        new: dict[CellRef, Formula] = {}
        for bound in formulas:
            new.setdefault(bound.target, bound.formula)
        former = self._formula
        fresh = [ref for ref, formula in new.items() if former.get(ref) is not formula]
        gone = [ref for ref in former if ref not in new]
        for ref in (*gone, *fresh):
            self._rewire(ref, former.get(ref), new.get(ref))
        self._formula, self._order = new, {}
        self._relevel((*gone, *fresh))
        lost = {ref for ref in gone if self._computed.pop(ref, None) is not None}
        self.restate(lost)
        moved = lost.union(changed)

        def gives_the_same(ref: CellRef) -> bool:
            """A sum that differs from the former one by empty summands alone."""
            others = besides(former.get(ref), new[ref])
            return others is not None and all(one not in moved and one not in self.values for one in others)

        due = [ref for ref in fresh if not gives_the_same(ref)]
        return lost | self.recalculate(moved, due)

    def _rewire(self, target: CellRef, old: Formula | None, new: Formula | None) -> None:
        former, present = differing_parts(old.precedents if old else (), new.precedents if new else ())
        before, after = set(former), set(present)
        for ref in before - after:
            self._dependents[ref].remove(target)
            if not self._dependents[ref]:
                del self._dependents[ref]
        for ref in after - before:
            self._dependents.setdefault(ref, []).append(target)

    def _relevel(self, changed: Iterable[CellRef]) -> None:
        """Find the levels of these formula cells and of all that depend on them anew."""
        waiting, found = list(changed), set(changed)
        while waiting:
            new = [ref for ref in self._dependents.get(waiting.pop(), ()) if ref not in found]
            found.update(new)
            waiting.extend(new)
        for ref in found:
            self._level.pop(ref, None)
        for ref in found:
            if ref in self._formula:
                self._find_level(ref)

    def _find_level(self, start: CellRef) -> None:
        level, formula = self._level, self._formula
        open_cells: set[CellRef] = set()
        stack: list[tuple[CellRef, list[CellRef] | None]] = [(start, None)]
        while stack:
            ref, before = stack.pop()
            if before is not None:
                open_cells.discard(ref)
                level[ref] = 1 + max((level[one] for one in before), default=0)
            elif ref not in level:
                open_cells.add(ref)
                before = [one for one in formula[ref].precedents if one in formula]
                stack.append((ref, before))
                for precedent in before:
                    if precedent in open_cells:
                        raise FormulaCycleError(f"{ref} ↔ {precedent}")
                    if precedent not in level:
                        stack.append((precedent, None))

    def formula(self, ref: CellRef) -> Formula | None:
        """The formula that gives the cell its value, if any."""
        return self._formula.get(ref)

    def computed(self, ref: CellRef) -> Value:
        """What the formula gives, whatever the cell states."""
        return self._computed.get(ref)

    def dependents(self, ref: CellRef) -> tuple[CellRef, ...]:
        """The formula cells that read this cell directly, in the order of the formulas."""
        if not self._order:
            self._order = {target: place for place, target in enumerate(self._formula)}
        return tuple(sorted(self._dependents.get(ref, ()), key=self._order.__getitem__))

    def recalculate(self, changed: Iterable[CellRef], due: Iterable[CellRef] = ()) -> set[CellRef]:
        """Work out the ``due`` and what depends on ``changed``; returns the formula cells whose computed value is new."""
        waiting: list[tuple[int, CellRef]] = []
        queued: set[CellRef] = set()

        def wake(refs: Iterable[CellRef]) -> None:
            for one in refs:
                if one not in queued:
                    queued.add(one)
                    heappush(waiting, (self._level[one], one))

        wake(due)
        for ref in changed:
            wake(self._dependents.get(ref, ()))
        moved: set[CellRef] = set()
        while waiting:
            _, ref = heappop(waiting)
            value = self._formula[ref].evaluate(self.values.get)
            if not same_value(value, self._computed.get(ref)):
                self._computed[ref] = value
                self.restate((ref,))
                moved.add(ref)
                wake(self._dependents.get(ref, ()))
        return moved


def same_value(one: Value, other: Value) -> bool:
    """Equal as written: 5.4 and 5.40 are the same amount but not the same typing."""
    return type(one) is type(other) and str(one) == str(other)
