"""What the rules share: making checks, and the sentences of their findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from model.audit import Check
from model.cells import CellRef
from model.findings import Finding, NotChecked, Outcome, Severity
from model.formdef import Kind
from model.forms import FORMS
from model.formula import figure
from model.layout import Layout

if TYPE_CHECKING:
    from model.book import Book

Judge: TypeAlias = "Callable[[Book], Outcome | tuple[Outcome, ...]]"
"""What a check does; ``()`` says that the relation does not apply to the place."""
Checks: TypeAlias = Callable[[Layout], Iterable[Check]]
"""The checks that a relation means for a given packet."""

_UNITS = {
    kind.value: unit
    for kind, unit in ((Kind.AMOUNT, "万元"), (Kind.COUNT, "人"), (Kind.SCORE, "分"), (Kind.PERCENT, "%"))
}
VERDICT_WORDS = {
    Severity.ROUNDING: "，属四舍五入尾差",
    Severity.ADVISORY: "，请核对，无误的请填写审核说明",
    Severity.MANDATORY: "，请改正",
}


def check(
    code: str,
    place: CellRef,
    reads: Iterable[CellRef],
    judge: Judge,
    variant: str = "",
) -> Check:
    """A check which reads its own place besides ``reads``."""
    return Check(code, place, frozenset(reads) | {place}, judge, variant)


def together(*parts: Checks) -> Checks:
    """The checks of one relation that several functions lay out."""

    def checks(layout: Layout) -> Iterator[Check]:
        for part in parts:
            yield from part(layout)

    return checks


def unit_of(ref: CellRef) -> str:
    """The unit that the cell's figure is read with."""
    form = FORMS[ref.sheet]
    own = form.column(ref.column).unit
    if own:
        return own
    return _UNITS.get(form.kind_of(ref.row, ref.column).value, "")


def with_unit(value: Decimal | str | None, ref: CellRef) -> str:
    """The figure with its unit; empty text where there is none."""
    return "" if value is None else f"{figure(value)}{unit_of(ref)}"


def quoted(name: str) -> str:
    """A name in quotation marks; marks within it become single ones, as Chinese typesetting wants."""
    inner = name.replace("“", "‘").replace("”", "’")
    return f"“{inner}”"


def mismatch(
    one: Check,
    book: Book,
    severity: Severity,
    stated: Decimal,
    expected: Decimal,
    working: str,
) -> Finding:
    """The finding 「working＝expected，表列 stated，差 d」."""
    unit = unit_of(one.place)
    # A sum of one summand reads 4.5＝4.5: then the relation is said without it.
    sum_words = (
        f"按关系应为{figure(expected)}" if working == figure(expected) else f"{working}＝{figure(expected)}"
    )
    message = (
        f"{book.name(one.place)}：{sum_words}，表列{figure(stated)}，"
        f"差{figure(abs(stated - expected))}{unit}{VERDICT_WORDS[severity]}。"
    )
    return Finding(
        one.code,
        severity,
        one.place,
        message,
        stated=with_unit(stated, one.place),
        expected=with_unit(expected, one.place),
        refs=one.reads,
        explanation=working,
        variant=one.variant,
    )


def automatic(one: Check) -> NotChecked:
    """The outcome where no figure was stated: the formula itself fills the cell."""
    return NotChecked(one.code, one.place, "没有填报数，按公式自动取得", one.variant, automatic=True)


def missing(one: Check, reason: str) -> NotChecked:
    """The outcome of a check that lacks data."""
    return NotChecked(one.code, one.place, reason, one.variant)
