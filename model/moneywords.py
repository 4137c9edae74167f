"""Units of money in words: behind a figure (20000元, 3.5亿元), in a heading (上年结转（元）), on the line above a table (单位：元)."""

from __future__ import annotations

import re
from decimal import Decimal

from model.amounts import AmountError, AmountUnit, fold_width, parse_amount

_BEHIND = re.compile(r"(?P<figure>.*[0-9.,)])\s*(?P<unit>[亿万千]?元|[亿万])", re.ASCII)
_LAST_OF_UNITS = frozenset("元万亿")
_SHORT = {"万": AmountUnit.TEN_THOUSAND_YUAN, "亿": AmountUnit.HUNDRED_MILLION_YUAN}
_CURRENCY = re.compile(r"(?:人民币|[¥￥])\s*(?=[-+(0-9△▲])")
_OTHER_UNIT = re.compile(r"[-+△▲(]?\s*[0-9.,]+\)?\s*[一-鿿]{1,4}", re.ASCII)

_NOTE = re.compile(
    r"(?:[(（]|单位[:：])\s*(?:单位[:：])?\s*(?P<unit>[亿万千]?元|[亿万](?=\s*(?:[)）]|\Z)))\s*[)）]?"
)
_LINE = re.compile(
    r"(?:金额|计量|货币)?单位\s*[:：]\s*(?:人民币)?\s*(?P<unit>[亿万千]?元|[亿万])\s*[)）]?\s*\Z"
)
_LONGEST_LINE = 80
_AT_THE_END = re.compile(
    r"(?:(?:^|[\s:：,，/／(（]|人民币|[额数])(?P<unit>元)|(?P<larger>[亿万千]元))\s*[)）]?\s*\Z"
)
_NOT_OURS = re.compile(
    r"[美欧日港澳]元|[十百千][万亿]元|[十百]元|元\s*[/／每]|[(（:：]\s*(?:[十百千][万亿]|[十百千])\s*(?:[)）]|\Z)"
)


def parse_money(text: str, *, unit_is_named: bool = False) -> tuple[Decimal | None, AmountUnit | None]:
    """The figure with its typed digits, and the unit that is written behind it, if there is one; else raises AmountError.

    ``unit_is_named``: a heading says the unit. Else ¥ alone is refused: books in 元 have it, and tables in 万元 too.
    """
    if text.isascii():  # nearly every figure: no unit of ours can be written in it
        return parse_amount(text), None
    folded = fold_width(text).strip()
    own = _BEHIND.fullmatch(folded) if folded[-1:] in _LAST_OF_UNITS else None
    figure = own["figure"] if own else folded
    if (currency := _CURRENCY.match(figure)) is not None:
        if own is None and not unit_is_named:
            raise AmountError(
                f"“{folded}”带有货币符号，看不出是元还是万元，请去掉符号，或在数字后面写明单位。"
            )
        figure = figure[currency.end() :]
    if own is None:
        if _OTHER_UNIT.fullmatch(figure):
            raise AmountError(f"“{folded}”的单位不能识别，请只填写数字，或写明元、千元、万元、亿元。")
        return parse_amount(figure), None
    word = own["unit"]
    return parse_amount(figure), _unit_called(word)


def _unit_called(word: str) -> AmountUnit:
    """元, 千元, 万元, 亿元; 万 and 亿 alone are said for the last two."""
    return _SHORT.get(word) or AmountUnit(word)


def money_unit(text: str) -> AmountUnit | None:
    """The unit that a heading announces, as in "年度收入情况（元）" or "单位：元"."""
    note = _NOTE.search(text)
    return _unit_called(note["unit"]) if note is not None else None


def announced_unit(text: str) -> tuple[AmountUnit, int] | None:
    """The unit with which a short line above a table ends (编制单位：某局　单位：元), and where those words begin."""
    note = _LINE.search(text) if len(text) <= _LONGEST_LINE else None
    return (_unit_called(note["unit"]), note.start()) if note is not None else None


def heading_unit(text: str) -> AmountUnit | None:
    """The unit of a column by its heading, however it is written: 金额（元）, 金额/万元, 万元; None where it names none.

    Raises AmountError for a unit that is none of ours: 美元, 百万元, 元/人.
    """
    if _NOT_OURS.search(text):
        raise AmountError(f"“{' '.join(text.split())}”的单位不是元、千元、万元或亿元")
    end = _AT_THE_END.search(text)
    named = money_unit(text)
    return AmountUnit(end["unit"] or end["larger"]) if named is None and end is not None else named
