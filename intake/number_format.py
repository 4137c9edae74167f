"""A stored figure as its cell shows it: the number format decides the places, percent, leading zeros and dates.

Spreadsheets keep binary floats of 15 meaningful digits; what lies beyond them (0.30000000000000004) was never typed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from typing import NamedTuple

from model.amounts import WIDE_CONTEXT, decimal_places

GENERAL = "General"
_FLOAT_DIGITS = Context(prec=15, rounding=ROUND_HALF_UP)
_LONGEST_FIGURE = 40
_FARTHEST_PLACE = 30
_LAST_DAY = 2_958_465
"""The serial number of 9999-12-31, the last day a spreadsheet knows."""
_BRACKETS = re.compile(r"\[(?!h+\]|m+\]|s+\])[^\]]*\]", re.IGNORECASE)
_PADDING = re.compile(r"[_*].")
_LITERAL = re.compile(r'"[^"]*"|[\\!].')
_WORDS = re.compile(r"[\u3400-\u9fff㎡]+")


class UnclearFormatError(ValueError):
    """The format shows another magnitude than is stored (12000 as 1.2): what was meant cannot be told."""


class Shown(NamedTuple):
    """What a cell shows, and whether it stores more digits than that."""

    text: str
    rounded: bool = False


@dataclass(frozen=True)
class _Pattern:
    """The first section of a number format. ``least`` and ``most`` count decimals, ``width`` whole digits."""

    least: int
    most: int
    width: int
    percent: bool
    prefix: str
    suffix: str


def show_number(stored: str, number_format: str) -> Shown:
    """The figure with the digits that the cell shows; a text that is no figure as it is."""
    figure = _figure(stored)
    if figure is None:
        return Shown(stored)
    pattern = _pattern(number_format)
    if pattern is None:
        return Shown(f"{_without_noise(figure):f}")
    if pattern.percent:
        figure = figure.scaleb(2)
    if decimal_places(figure) > pattern.most:
        figure = _without_noise(figure)
    digits = _placed(figure, pattern)
    text = f"{digits:f}"
    sign, whole = ("-", text[1:]) if text.startswith("-") else ("", text)
    whole = whole.zfill(pattern.width + (len(whole) - len(whole.partition(".")[0])))
    percent = "%" if pattern.percent else ""
    return Shown(f"{pattern.prefix}{sign}{whole}{percent}{pattern.suffix}", digits != figure)


def _figure(stored: str) -> Decimal | None:
    """The stored figure; None for what is none, or for one that no form could hold."""
    if len(stored) > _LONGEST_FIGURE:
        return None
    try:
        figure = Decimal(stored.strip())
    except InvalidOperation:
        return None
    if not figure.is_finite() or abs(figure.adjusted()) > _FARTHEST_PLACE:
        return Decimal(0) if figure == 0 else None
    return figure


def _without_noise(figure: Decimal) -> Decimal:
    """The figure to 15 meaningful digits; one that has no more keeps the digits it was stored with."""
    if len(figure.as_tuple().digits) <= _FLOAT_DIGITS.prec:
        return figure
    return _FLOAT_DIGITS.plus(figure).normalize()


def _placed(figure: Decimal, pattern: _Pattern) -> Decimal:
    """The figure with as many decimals as the format shows: at least its zeros, at most all its places."""
    places = min(max(decimal_places(figure), pattern.least), pattern.most)
    shown = figure.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP, context=WIDE_CONTEXT)
    while (
        decimal_places(shown) > pattern.least
        and decimal_places(figure) > pattern.most
        and f"{shown:f}".endswith("0")
    ):
        shown = shown.quantize(Decimal(1).scaleb(1 - decimal_places(shown)), context=WIDE_CONTEXT)
    return shown


def _pattern(number_format: str) -> _Pattern | None:
    """The format's pattern; None for one that shows a figure plainly (General, text, fractions, powers of ten)."""
    section = _PADDING.sub("", _BRACKETS.sub("", _first_section(number_format)))
    bare = _LITERAL.sub("", section)
    if "/" in bare or "E" in bare.upper() or "@" in bare:
        return None
    found = re.search(r"[0#?][0#?.,]*", bare)
    if found is None:
        return None
    whole, _, decimals = found[0].partition(".")
    inside = re.search(r"[0#?].*[0#?]", section)
    if whole.endswith(",") or decimals.endswith(",") or (inside and _LITERAL.search(inside[0])):
        raise UnclearFormatError(number_format)
    literals = _LITERAL.sub(lambda literal: literal[0].strip('"\\!'), section)
    start = re.search(r"[0#?]", literals)
    before, after = (literals[: start.start()], literals[start.start() :]) if start else ("", literals)
    return _Pattern(
        decimals.count("0"),
        len(decimals.replace(",", "")),
        whole.count("0"),
        "%" in bare,
        "".join(_WORDS.findall(before)),
        "".join(_WORDS.findall(after)),
    )


def _first_section(number_format: str) -> str:
    """The part of the format for positive figures."""
    found = re.match(r'(?:"[^"]*"|[\\!].|[^;"\\!])*', number_format)
    return found[0] if found else number_format


# -- dates -------------------------------------------------------------------------------------------------------------


def is_date_format(number_format: str) -> bool:
    """Whether the format shows a figure as a date or a time of day."""
    return bool(_date_letters(number_format))


def _date_letters(number_format: str) -> str:
    bare = _LITERAL.sub("", _PADDING.sub("", _BRACKETS.sub("", _first_section(number_format))))
    if re.search(r"[0#?]", re.sub(r"s\.0+", "s", bare)) or bare.strip().lower() == GENERAL.lower():
        return ""
    return "".join(re.findall(r"[ymdhs]", bare.lower().replace("am/pm", "").replace("a/p", "")))


def show_date(stored: str, number_format: str, from_1904: bool) -> Shown:
    """The date as 2023年7月24日, or as much of it as the format shows; a figure that is no date as it is."""
    figure = _figure(stored)
    if figure is None or not 0 <= figure < _LAST_DAY:
        return Shown(stored)
    letters = _date_letters(number_format)
    if not set(letters) & set("yd") and ("h" in letters or "s" in letters):
        minutes = int((figure * 1440).to_integral_value(ROUND_HALF_UP))
        return Shown(f"{minutes // 60}:{minutes % 60:02}")
    return Shown(_date_words(_moment(figure, from_1904), letters))


def _moment(figure: Decimal, from_1904: bool) -> datetime:
    """The moment of a serial number; days up to the 29 February that 1900 never had count one less."""
    start = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 31 if figure < 60 else 30)
    return start + timedelta(minutes=int((figure * 1440).to_integral_value(ROUND_HALF_UP)))


def show_iso_date(stored: str, number_format: str) -> Shown:
    """A date that is stored as 2023-07-24T00:00:00."""
    try:
        moment = datetime.fromisoformat(stored.strip().removesuffix("Z"))
    except ValueError:
        return Shown(stored)
    return Shown(_date_words(moment, _date_letters(number_format) or "ymd"))


def _date_words(moment: datetime, letters: str) -> str:
    if "y" in letters and "d" not in letters:
        month = f"{moment.month}月" if "m" in letters else ""
        return f"{moment.year}年{month}"
    time = f" {moment.hour}:{moment.minute:02}" if "h" in letters else ""
    return f"{moment.year}年{moment.month}月{moment.day}日{time}"
