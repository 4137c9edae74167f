"""What all checks of a packet say together, put together when it is first asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from model.findings import Finding, NotChecked, Outcome, Passed
from model.forms import FORMS
from model.gaps import Gap, gaps

if TYPE_CHECKING:
    from model.book import Book


class Verdicts:
    """The outcomes as they stand; after the next edit there are others."""

    def __init__(self, book: Book, codes: Sequence[str], outcomes: Iterable[Iterable[Outcome]]) -> None:
        """``codes``: the relations in their order."""
        self._book = book
        self._codes = codes
        self._outcomes = outcomes

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Open findings in the packet's order (form, row, relation)."""
        order = {code: index for index, code in enumerate(FORMS)}
        place = {code: index for index, code in enumerate(self._codes)}
        rows = {form.code: {row: i for i, row in enumerate(self._book.rows(form))} for form in FORMS.values()}
        return tuple(
            sorted(
                (one for several in self._outcomes for one in several if isinstance(one, Finding)),
                key=lambda one: (
                    order[one.place.sheet],
                    rows[one.place.sheet].get(one.place.row, -1),
                    place[one.code],
                    one.place.column,
                    one.variant,
                ),
            )
        )

    @cached_property
    def not_checked(self) -> tuple[NotChecked, ...]:
        """Checks that want data."""
        return tuple(one for several in self._outcomes for one in several if isinstance(one, NotChecked))

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """What they wait for."""
        return gaps(self.not_checked)

    @cached_property
    def passed(self) -> int:
        """Number of checks that hold."""
        return sum(isinstance(one, Passed) for several in self._outcomes for one in several)
