"""Cell texts as the values that their fields hold; what is no figure where one belongs is refused, never guessed."""

from __future__ import annotations

import re
from decimal import Decimal

from intake.normalise import one_line, prose
from model.amounts import AmountError, AmountUnit, convert_amount, fold_width, parse_amount, parse_percent
from model.cells import Value
from model.formdef import Kind

_MONEY = re.compile(r"(?P<digits>.*?[\d)）])\s*(?P<unit>亿元|万元|千元|元)")
_MONEY_NOTE = re.compile(r"(?:[(（]|单位[:：])\s*(?:单位[:：])?\s*(?P<unit>[亿万千]?元)\s*[)）]?")
_MONEY_LINE = re.compile(
    r"(?:金额|计量|货币)?单位\s*[:：]\s*(?:人民币)?\s*(?P<unit>[亿万千]?元)\s*[)）]?\s*\Z"
)
_LONGEST_MONEY_LINE = 80
_SUFFIXES = {Kind.COUNT: "人名个", Kind.SCORE: "分"}
NO_ENTRY = re.compile(r"\s*[-—–―－/／\\]{1,4}\s*")
"""A dash or a stroke: the clerk's mark for a cell left empty on purpose."""


def money_unit(text: str) -> AmountUnit | None:
    """The unit that a heading announces, as in "年度收入情况（元）" or "单位：元"."""
    note = _MONEY_NOTE.search(text)
    return AmountUnit(note["unit"]) if note is not None else None


def announced_unit(text: str) -> tuple[AmountUnit, int] | None:
    """The unit with which a short line above a table ends (编制单位：某局　单位：元), and where those words begin."""
    note = _MONEY_LINE.search(text) if len(text) <= _LONGEST_MONEY_LINE else None
    return (AmountUnit(note["unit"]), note.start()) if note is not None else None


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
    folded = fold_width(text).strip()
    own = _MONEY.fullmatch(folded)
    source = AmountUnit(own["unit"]) if own else unit
    figure = parse_amount(own["digits"] if own else folded)
    return None if figure is None else convert_amount(figure, source, AmountUnit.TEN_THOUSAND_YUAN)
