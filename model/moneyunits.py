"""金额单位: figures are kept and printed in 万元; the tables of 收支情况 can also be read in 元, where only the decimal point moves."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from model.amounts import AmountUnit, convert_amount, with_usual_places
from model.cells import CellRef, Value
from model.formdef import Kind
from model.forms import FORMS
from model.forms.finance import ASSETS, INCOME, SANGONG, SPENDING
from model.formula import Lookup

if TYPE_CHECKING:
    from model.book import Book

YUAN, KEPT = AmountUnit.YUAN, AmountUnit.TEN_THOUSAND_YUAN
IN_YUAN = frozenset(form.code for form in (INCOME, SPENDING, SANGONG, ASSETS))
"""The forms that can be read in 元."""


def is_money(ref: CellRef) -> bool:
    """Whether the cell holds an amount of money."""
    form = FORMS.get(ref.sheet)
    return form is not None and form.kind_of(ref.row, ref.column) is Kind.AMOUNT


def can_be_yuan(ref: CellRef) -> bool:
    """Whether the cell's figure can be read in 元."""
    return ref.sheet in IN_YUAN and is_money(ref)


def yuan(kept: Decimal) -> Decimal:
    """The figure in 元, with 分."""
    return with_usual_places(convert_amount(kept, KEPT, YUAN))


def money_in(kept: Decimal, unit: AmountUnit) -> Decimal:
    """The amount as it is written in a table of that unit."""
    return yuan(kept) if unit is YUAN else with_usual_places(kept)


def written(ref: CellRef, value: Value, unit: AmountUnit) -> Value:
    """A value of the cell as a sentence that tells amounts in that unit writes it: money as its table shows it."""
    return money_in(value, unit) if isinstance(value, Decimal) and is_money(ref) else value


def written_in(book: Book, unit: AmountUnit) -> Lookup:
    """The packet's values as such a sentence writes them."""
    return lambda ref: written(ref, book.value(ref), unit)
