"""Cell texts as the values that their fields hold; what is no figure where one belongs is refused, never guessed."""

from __future__ import annotations

import re
from decimal import Decimal

from intake.normalise import one_line, prose
from model.amounts import AmountError, AmountUnit, convert_amount, parse_amount, parse_percent
from model.cells import Value
from model.formdef import Kind
from model.moneywords import parse_money

_SUFFIXES = {Kind.COUNT: "人名个", Kind.SCORE: "分"}
NO_ENTRY = re.compile(r"\s*[-—–―－/／\\]{1,4}\s*")
"""A dash or a stroke: the clerk's mark for a cell left empty on purpose."""


def read_value(text: str, kind: Kind, unit: AmountUnit = AmountUnit.TEN_THOUSAND_YUAN) -> Value:
    """The value of a cell's text, None for an empty one; raises AmountError with one Chinese sentence."""
    if kind is Kind.PROSE:
        return prose(text) or None
    line = one_line(text)
    if not line or not kind.is_number:
        return line or None
    if NO_ENTRY.fullmatch(line):
        return None
    if kind is Kind.AMOUNT:
        return read_money(line, unit)
    if kind is Kind.PERCENT:
        return parse_percent(line)
    figure = parse_amount(line.rstrip(_SUFFIXES[kind]))
    if kind is Kind.COUNT and figure is not None and figure != figure.to_integral_value():
        raise AmountError(f"“{line}”不是整数，人数请填写整数。")
    return figure


def read_money(text: str, unit: AmountUnit) -> Decimal | None:
    """An amount in 万元, from a figure in ``unit`` or with a unit of its own behind it."""
    figure, own = parse_money(text)
    return None if figure is None else convert_amount(figure, own or unit, AmountUnit.TEN_THOUSAND_YUAN)
