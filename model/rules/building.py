"""What the rules share: making checks, and the sentences of their findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from model.audit import Check
from model.cells import CellRef
from model.findings import Finding, NotChecked, Outcome, Severity, Words
from model.formdef import Kind
from model.forms import FORMS
from model.formula import Formula
from model.layout import Layout
from model.moneyunits import IN_YUAN, PAPER, SCREEN, SCREEN_IN_YUAN, YUAN, MoneyStyle, is_money

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


def with_unit(value: Decimal | str | None, ref: CellRef, style: MoneyStyle = PAPER) -> str:
    """The figure with its unit, money in that style; empty text where there is none."""
    if value is None:
        return ""
    turned = style.unit is YUAN and is_money(ref)
    return f"{style.tell(ref, value)}{YUAN.value if turned else unit_of(ref)}"


def found(one: Check, severity: Severity, say: Callable[[MoneyStyle], Words]) -> Finding:
    """The finding of the check in the words that ``say`` has: as the paper writes amounts, and as the tables on the screen do."""
    words = say(PAPER)
    return Finding(
        one.code,
        severity,
        one.place,
        words.message,
        stated=words.stated,
        expected=words.expected,
        refs=one.reads,
        explanation=words.explanation,
        variant=one.variant,
        on_screen=(say(SCREEN), say(SCREEN_IN_YUAN)) if one.place.sheet in IN_YUAN else None,
    )


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
    working: str | Formula,
    more: str = "",
) -> Finding:
    """The finding 「working＝expected，表列 stated，差 d」; ``more`` is a sentence that follows."""

    def say(style: MoneyStyle) -> Words:
        told = working if isinstance(working, str) else working.substitute(book.value, style.tell)
        lists, gives = (style.tell(one.place, value) for value in (stated, expected))
        # A sum of one summand would read 4.5＝4.5: then its name is told.
        relation = f"{_alone(book, working)}{gives}" if told == gives else f"{told}＝{gives}"
        return Words(
            f"{book.name(one.place)}：{relation}，表列{lists}，"
            f"差{with_unit(abs(stated - expected), one.place, style)}{VERDICT_WORDS[severity]}。{more}",
            stated=with_unit(stated, one.place, style),
            expected=with_unit(expected, one.place, style),
            explanation=told,
        )

    return found(one, severity, say)


def _alone(book: Book, working: str | Formula) -> str:
    """Where the one figure stands that the cell should equal."""
    refs = () if isinstance(working, str) else working.precedents
    filled = [ref for ref in refs if book.number(ref) is not None]
    return f"应等于“{book.name(filled[0])}”" if len(filled) == 1 else "应为"


def automatic(one: Check) -> NotChecked:
    """The outcome where no figure was stated: the formula itself fills the cell."""
    return NotChecked(one.code, one.place, "没有填报数，按公式自动取得", one.variant, automatic=True)


def missing(one: Check, reason: str) -> NotChecked:
    """The outcome of a check that lacks data."""
    return NotChecked(one.code, one.place, reason, one.variant)
