"""金额单位: figures are kept and printed in 万元; on the screen the tables can be read in 元 as well, where only the decimal point moves.

On the screen an amount has separators between thousands, on paper it has none (docs/decisions/0010-separators-on-the-screen.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from model.amounts import AmountUnit, convert_amount, format_amount, with_usual_places
from model.cells import CellRef, Value
from model.formdef import Kind
from model.forms import FORMS
from model.formula import figure

YUAN, KEPT = AmountUnit.YUAN, AmountUnit.TEN_THOUSAND_YUAN
IN_YUAN = frozenset(form.code for form in FORMS.values() if form.unit == KEPT.value)
"""The forms that can be read in 元: those with the unit in their caption. A title that says 万元 itself stays what it says."""


def is_amount(ref: CellRef) -> bool:
    """Whether the cell's figure is written with two decimals: money, or an area."""
    form = FORMS.get(ref.sheet)
    return form is not None and form.kind_of(ref.row, ref.column) is Kind.AMOUNT


def is_money(ref: CellRef) -> bool:
    """Whether the cell holds an amount of money."""
    return is_amount(ref) and not FORMS[ref.sheet].column(ref.column).unit


def can_be_yuan(ref: CellRef) -> bool:
    """Whether the cell's figure can be read in 元."""
    return ref.sheet in IN_YUAN and is_money(ref)


def yuan(kept: Decimal) -> Decimal:
    """The figure in 元, with 分."""
    return with_usual_places(convert_amount(kept, KEPT, YUAN))


def money_in(kept: Decimal, unit: AmountUnit) -> Decimal:
    """The amount as it is written in a table of that unit."""
    return yuan(kept) if unit is YUAN else with_usual_places(kept)


@dataclass(frozen=True)
class MoneyStyle:
    """How amounts are written: in which unit, and whether with separators between thousands."""

    unit: AmountUnit
    grouped: bool

    def amount(self, kept: Decimal) -> str:
        """An amount as a table has it."""
        return format_amount(money_in(kept, self.unit), grouping=self.grouped)

    def tell(self, ref: CellRef, value: Value) -> str:
        """A value of the cell as a sentence has it: an amount as its table shows it."""
        if not isinstance(value, Decimal) or not is_amount(ref):
            return figure(value)
        unit = self.unit if is_money(ref) else KEPT
        return format_amount(money_in(value, unit), grouping=self.grouped)


PAPER = MoneyStyle(KEPT, grouped=False)
SCREEN = MoneyStyle(KEPT, grouped=True)
SCREEN_IN_YUAN = MoneyStyle(YUAN, grouped=True)
