"""What a check says: one kind of verdict for tables, notice and prose alike."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property

from model.cells import CellRef

SHORT_ANSWERED = "已说明"
"""The state, in a word, of a 提示 that has its 审核说明."""

SHORT_SILENCED = "不再提示"
"""Its state where there is room for a word: in lists and counts."""

SILENCED = "本句不再提示（未作说明）"
"""What stands where an answer would, for a finding that was silenced without one."""


class Severity(Enum):
    """The trade's levels of a finding (审核级别), gravest first."""

    MANDATORY = "mandatory"
    ADVISORY = "advisory"
    ROUNDING = "rounding"

    @property
    def title(self) -> str:
        """The word that the clerk sees."""
        return {"mandatory": "强制", "advisory": "提示", "rounding": "尾差"}[self.value]

    @cached_property
    def rank(self) -> int:
        """0 for the gravest."""
        return list(Severity).index(self)


Span = tuple[int, int]
"""Half-open range of characters."""


@dataclass(frozen=True)
class Fix:
    """A correction that is certain: put ``text`` where ``span`` of the cell ``ref`` stands."""

    ref: CellRef
    span: Span
    text: str


@dataclass(frozen=True)
class Words:
    """What a finding says, with its figures in one unit."""

    message: str
    stated: str = ""
    expected: str = ""
    explanation: str = ""


@dataclass(frozen=True)
class Finding:
    """One relation that does not hold, at one place.

    ``place`` is the cell to go to, ``refs`` every cell that the relation read; ``span`` counts characters within the
    text of ``place`` (prose) and is None for figures. ``stated`` and ``expected`` carry their unit. Two findings are
    the same finding when ``key`` is equal, whatever their figures: a selected line survives a recalculation.
    """

    code: str
    severity: Severity
    place: CellRef
    message: str
    stated: str = ""
    expected: str = ""
    refs: frozenset[CellRef] = field(default_factory=frozenset)
    explanation: str = ""
    variant: str = ""
    span: Span | None = None
    figure: Span | None = None
    """Where within ``span`` the stated figure stands, if known: what is selected and underlined."""
    quote: str = ""
    """The words in question; empty for figures."""
    further: tuple[tuple[CellRef, Span], ...] = ()
    """Where the same words stand again: one mistake in five places is one finding."""
    fix: Fix | None = None
    on_screen: tuple[Words, Words] | None = None
    """The same as the tables on the screen write their figures, in 万元 and in 元; what is found in words quotes them as they stand."""

    def words(self, *, in_yuan: bool) -> Words:
        """What it says on the screen, to a clerk who reads the tables in 元 or in 万元."""
        if self.on_screen is not None:
            return self.on_screen[in_yuan]
        return Words(self.message, self.stated, self.expected, self.explanation)

    @property
    def key(self) -> tuple[str, CellRef, str]:
        """Identity: code, place and, where a rule speaks twice of a place, which of its sentences."""
        return (self.code, self.place, self.variant)


@dataclass(frozen=True)
class NotChecked:
    """A relation that could not be judged because something is missing; never counted as passed."""

    code: str
    place: CellRef
    reason: str
    variant: str = ""
    automatic: bool = False
    """Nothing was stated against the formula, which fills the cell by itself: nothing is missing, nothing to check."""

    @property
    def key(self) -> tuple[str, CellRef, str]:
        """The same identity as a finding's."""
        return (self.code, self.place, self.variant)


@dataclass(frozen=True)
class Passed:
    """A relation that was judged and holds."""


PASSED = Passed()

Outcome = Finding | NotChecked | Passed
