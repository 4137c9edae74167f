"""Money on the screen: with separators, and in 元 where the clerk has chosen that. What is kept is always 万元, exactly."""

from __future__ import annotations

from decimal import Decimal

from gui.cell_text import RefusedTextError
from model.amounts import (
    USUAL_PLACES,
    WIDE_CONTEXT,
    AmountError,
    convert_amount,
    decimal_places,
    parse_amount,
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
    yuan,
)
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


def read_yuan(text: str, stands: Decimal | None) -> Decimal | None:
    """What is typed in 元, as it is kept in 万元; the digits that stand there stay where the amount is the same."""
    try:
        typed = parse_amount(text)
    except AmountError as error:
        raise RefusedTextError(str(error)) from error
    if typed is None:
        return None
    if stands is not None and yuan(stands) == typed:
        return stands
    if decimal_places(typed) > USUAL_PLACES:
        raise RefusedTextError(f"“{text.strip()}”的小数超过两位，按元填写的，最多填到分。")
    return _without_idle_zeros(convert_amount(typed, YUAN, KEPT))


def _without_idle_zeros(kept: Decimal) -> Decimal:
    """5.400000 → 5.40: with as few decimals as it takes, but not fewer than usual."""
    for places in range(USUAL_PLACES, decimal_places(kept)):
        shorter = kept.quantize(Decimal(1).scaleb(-places), context=WIDE_CONTEXT)
        if shorter == kept:
            return shorter
    return kept
