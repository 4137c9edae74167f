"""Money on the screen: with separators, and in 元 where the clerk has chosen that. What is kept is always 万元, exactly."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from gui.cell_text import RefusedTextError
from model.amounts import (
    MAX_DECIMAL_PLACES,
    MAX_INTEGER_DIGITS,
    USUAL_PLACES,
    WIDE_CONTEXT,
    AmountError,
    AmountUnit,
    convert_amount,
    decimal_places,
)
from model.book import Book
from model.cells import CellRef, Value
from model.formdef import FormDef
from model.moneyunits import (
    IN_YUAN,
    KEPT,
    SCREEN,
    SCREEN_IN_YUAN,
    YUAN,
    MoneyStyle,
    is_amount,
)
from model.moneywords import parse_money
from model.valuewords import Show, value_words


def unit_of(form: FormDef, *, chosen: bool) -> str:
    """The unit that stands above a form; empty for a form without one."""
    return YUAN.value if chosen and form.code in IN_YUAN else form.unit


def style_for(ref: CellRef, *, chosen: bool) -> MoneyStyle:
    """How what is said about the cell writes amounts."""
    return SCREEN_IN_YUAN if chosen and ref.sheet in IN_YUAN else SCREEN


def show_in(*, chosen: bool) -> Show:
    """What makes words of a cell's value as its table shows it."""

    def show(book: Book, ref: CellRef, value: Value) -> str:
        if isinstance(value, Decimal) and is_amount(ref):
            return style_for(ref, chosen=chosen).tell(ref, value)
        return value_words(book, ref, value)

    return show


def read_money(
    text: str, unit: AmountUnit, stands: Callable[[], Decimal | None], *, unit_is_named: bool = False
) -> tuple[Decimal | None, AmountUnit | None]:
    """What is typed in that unit, or in one of its own, as it is kept in 万元, and its own unit. Raises RefusedTextError.

    The digits that stand there (``stands``) stay where the amount is the same.
    """
    try:
        figure, own = parse_money(text, unit_is_named=unit_is_named)
    except AmountError as error:
        raise RefusedTextError(str(error)) from error
    source = own or unit
    if figure is None or source is KEPT:
        return figure, own
    kept = _without_idle_zeros(convert_amount(figure, source, KEPT))
    if (before := stands()) == kept:
        return before, own
    if decimal_places(kept) > MAX_DECIMAL_PLACES:
        raise RefusedTextError(
            f"“{text.strip()}”的小数超过两位，按元填写的，最多填到分。"
            if source is YUAN
            else f"“{text.strip()}”换算成万元后不到一分的还有余数，请四舍五入到分后填写。"
        )
    if abs(kept) >= 10**MAX_INTEGER_DIGITS:
        raise RefusedTextError(
            f"“{text.strip()}”换算成万元后整数部分超过 {MAX_INTEGER_DIGITS} 位，请核对数字和单位。"
        )
    return kept, own


def _without_idle_zeros(kept: Decimal) -> Decimal:
    """5.400000 → 5.40: with as few decimals as it takes, but not fewer than usual."""
    for places in range(USUAL_PLACES, decimal_places(kept)):
        shorter = kept.quantize(Decimal(1).scaleb(-places), context=WIDE_CONTEXT)
        if shorter == kept:
            return shorter
    return kept
