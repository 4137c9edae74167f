"""Strict figures: what the clerk types becomes an exact Decimal, or a sentence saying why it cannot.

A lenient reader is dangerous here: ``float("٣")`` is 3, NFKC alone turns "5²" into 52, and a stripped comma
turns "1,23" into 123. So only what has exactly one reading is accepted, and typed digits are kept ("5.40" has
two places).
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import Enum

MAX_INTEGER_DIGITS = 12
MAX_DECIMAL_PLACES = 6
USUAL_PLACES = 2
"""Decimals that money in 万元 is usually written with; in 元 they are 分."""

# Every figure here has at most 18 digits; 60 keeps products and quotients of them exact enough to round once.
WIDE_CONTEXT = Context(prec=60, rounding=ROUND_HALF_UP)

_FULL_WIDTH_TO_ASCII = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SPACES = dict.fromkeys(map(ord, "\u00a0\u2002\u2003\u2007\u2009\u202f\u3000"), " ")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))
_FOLD = {**_FULL_WIDTH_TO_ASCII, **_SPACES, **_INVISIBLE, ord("−"): "-"}

_SIGNED = re.compile(r"(?P<sign>[-+△▲]?)\s*(?P<digits>[0-9.,]+)", re.ASCII)
_PARENTHESISED = re.compile(r"\(\s*(?P<digits>[0-9.,]+)\s*\)", re.ASCII)
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(,[0-9]{3})+", re.ASCII)


class AmountError(ValueError):
    """A figure that cannot be read; ``str`` of it is one Chinese sentence for the clerk."""


class AmountUnit(Enum):
    """金额单位, as written in table headings."""

    YUAN = "元"
    THOUSAND_YUAN = "千元"
    TEN_THOUSAND_YUAN = "万元"
    HUNDRED_MILLION_YUAN = "亿元"

    @property
    def power_of_ten(self) -> int:
        """The number of zeros of one such unit in 元."""
        return {"元": 0, "千元": 3, "万元": 4, "亿元": 8}[self.value]


def fold_width(text: str) -> str:
    """Full-width characters, odd blanks and the minus sign made plain; other scripts' digits stay."""
    return text if text.isascii() else text.translate(_FOLD)


def parse_amount(text: str | None) -> Decimal | None:
    """The figure in ``text`` with its typed digits, None for a blank; else raises :class:`AmountError`."""
    folded = fold_width(text or "").strip()
    if not folded:
        return None
    match = _PARENTHESISED.fullmatch(folded) or _SIGNED.fullmatch(folded)
    if match is None:
        raise _refusal(folded, "不是数字，请只填写数字、小数点和千位分隔符")
    groups = match.groupdict()
    magnitude = _magnitude(groups["digits"], folded)
    negative = groups.get("sign", "(") not in {"", "+"}
    return -magnitude if negative else magnitude


def _magnitude(digits: str, whole: str) -> Decimal:
    if digits.count(".") > 1:
        raise _refusal(whole, "有不止一个小数点，请删去多余的小数点")
    integer, point, decimals = digits.partition(".")
    if not integer:
        raise _refusal(whole, "小数点前没有数字，请补上，例如写作 0.5")
    if point and not decimals:
        raise _refusal(whole, "小数点后没有数字，请补上或删去小数点")
    if "," in decimals or ("," in integer and not _GROUPED.fullmatch(integer)):
        raise _refusal(whole, "的逗号位置不对，千位分隔符应每三位一个（如 1,234.50），小数点请用“.”")
    integer = integer.replace(",", "")
    if len(integer) > MAX_INTEGER_DIGITS:
        raise _refusal(whole, f"的整数部分超过 {MAX_INTEGER_DIGITS} 位，请核对数字和单位")
    if len(decimals) > MAX_DECIMAL_PLACES:
        raise _refusal(whole, f"的小数超过 {MAX_DECIMAL_PLACES} 位，请四舍五入后填写")
    return Decimal(integer + point + decimals)


def _refusal(text: str, reason: str) -> AmountError:
    shown = text if len(text) <= 24 else text[:24] + "…"
    return AmountError(f"“{shown}”{reason}。")


def parse_percent(text: str | None) -> Decimal | None:
    """The percentage as its number: "84.62%" and "84.62" are both 84.62; None for a blank."""
    folded = fold_width(text or "").strip()
    if folded == "%":
        raise _refusal(folded, "前没有数字，请填写百分数，例如 84.62%")
    return parse_amount(folded.removesuffix("%"))


def format_amount(value: Decimal | None, places: int | None = None, grouping: bool = False) -> str:
    """The figure as text, "" for None; rounded half up to ``places``, or else with the digits it has."""
    if value is None:
        return ""
    if not value.is_finite():
        raise AmountError("这个数字无法显示，请重新填写。")
    shown = value if places is None else round_half_up(value, places)
    if not shown:
        shown = abs(shown)
    return f"{shown:,f}" if grouping else f"{shown:f}"


def format_percent(value: Decimal | None, places: int | None = 2) -> str:
    """The percentage as printed, "84.62%"; "" for None."""
    return "" if value is None else format_amount(value, places) + "%"


def round_half_up(value: Decimal, places: int) -> Decimal:
    """四舍五入 to ``places`` decimals (Decimal's own default rounds half to even)."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP, context=WIDE_CONTEXT)


def shortest(value: Decimal) -> Decimal:
    """Without closing zeros after the point, as score tables print rates: 98, not 98.00 nor 1E+2."""
    whole = value.to_integral_value()
    return whole if whole == value else value.normalize()


def decimal_places(value: Decimal) -> int:
    """How many decimals the figure was written with."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def with_usual_places(value: Decimal) -> Decimal:
    """Money as a table writes it: with two decimals, so that 15.5 stands as 15.50 below 2577.99; more are kept."""
    if decimal_places(value) >= USUAL_PLACES:
        return value
    return value.quantize(Decimal(1).scaleb(-USUAL_PLACES), context=WIDE_CONTEXT)


def half_unit(value: Decimal, minimum_places: int = 2) -> Decimal:
    """Half a unit of the last place, the slack a printed figure stands for; "0.2" counts as "0.20"."""
    places = max(minimum_places, decimal_places(value))
    return Decimal(5).scaleb(-(places + 1))


def convert_amount(value: Decimal, source: AmountUnit, target: AmountUnit) -> Decimal:
    """The same money in another unit, exactly: only the decimal point moves."""
    moved = value.scaleb(source.power_of_ten - target.power_of_ten, context=WIDE_CONTEXT)
    exponent = moved.as_tuple().exponent
    if isinstance(exponent, int) and exponent > 0:
        return moved.quantize(Decimal(1), context=WIDE_CONTEXT)
    return moved
