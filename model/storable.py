"""What a file can hold: checked before an edit touches anything, so that nothing is ever stored almost right."""

from __future__ import annotations

from decimal import Decimal

from model.amounts import MAX_DECIMAL_PLACES, MAX_INTEGER_DIGITS
from model.cells import Value
from model.edits import Edit, SetCell

MAX_TEXT = 1_000_000
"""Characters of one cell; the longest real chapter has some ten thousand."""

_LIMIT = Decimal(10) ** MAX_INTEGER_DIGITS


class UnstorableError(ValueError):
    """A value that the file cannot hold exactly; ``str`` of it is the reason in Chinese."""


def check_storable(value: Value) -> None:
    """Raise UnstorableError unless the value would read back exactly as it is."""
    if isinstance(value, Decimal):
        _check_figure(value)
    elif value is not None:
        _check_text(value)


def check_edit(edit: Edit) -> None:
    """Raise UnstorableError when some value of the edit cannot be stored."""
    for change in edit.changes:
        if isinstance(change, SetCell):
            check_storable(change.value)


def places_of(value: Decimal) -> int:
    """The number of decimals as typed; for a storable figure only."""
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    return -exponent


def _check_figure(value: Decimal) -> None:
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int):
        raise UnstorableError("不是数字")
    if abs(value) >= _LIMIT:
        raise UnstorableError(f"数字的整数部分超过{MAX_INTEGER_DIGITS}位")
    if not -MAX_DECIMAL_PLACES <= exponent <= 0:
        raise UnstorableError(f"数字的小数超过{MAX_DECIMAL_PLACES}位或用了科学记数法")
    if value.is_zero() and value.is_signed():
        raise UnstorableError("数字是负零")


def _check_text(text: str) -> None:
    if len(text) > MAX_TEXT:
        raise UnstorableError(f"文字超过{MAX_TEXT // 10_000}万字")
    if "\0" in text:
        raise UnstorableError("文字中有空字符（NUL）")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise UnstorableError(f"第{error.start + 1}个字符是残缺的字符") from error
