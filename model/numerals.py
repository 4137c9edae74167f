"""Chinese numerals as clerks write them in targets: 两, 二十三, 一百零五, 三万, 十二点五.

Only the full written form is read. Colloquial forms stay unread on purpose: "三五家" means three to five, and
"一百五" would be 105 to a simple-minded reader but is meant as 150.
"""

from __future__ import annotations

from decimal import Decimal

_DIGITS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_ZEROS = "零〇"
_PLACES = {"十": 10, "百": 100, "千": 1000}
NUMERAL_CHARACTERS = "".join(_DIGITS) + _ZEROS + "".join(_PLACES) + "万亿点"


def parse_numeral(text: str) -> Decimal | None:
    """The number written in Chinese characters, or None if it is not one in full written form."""
    integer_text, point, decimal_text = text.partition("点")
    integer = _integer(integer_text)
    if integer is None or not point:
        return None if integer is None else Decimal(integer)
    power = {"万": 4, "亿": 8}.get(decimal_text[-1:], 0)
    digits = [_digit(character) for character in (decimal_text[:-1] if power else decimal_text)]
    if not digits or None in digits:
        return None
    scaled = Decimal(f"{integer}." + "".join(map(str, digits))).scaleb(power)
    return scaled.quantize(Decimal(1)) if power > len(digits) else scaled


def _digit(character: str) -> int | None:
    return 0 if character in _ZEROS else _DIGITS.get(character)


def _integer(text: str) -> int | None:
    if text in {"零", "〇"}:
        return 0
    total = 0
    rest = text
    for mark, factor in (("亿", 10**8), ("万", 10**4)):
        head, found, tail = rest.partition(mark)
        if found:
            section = _section(head, total > 0)
            if section is None:
                return None
            total, rest = total + section * factor, tail
    if not rest:
        return total or None
    section = _section(rest, total > 0)
    return None if section is None else total + section


def _section(text: str, follows_higher: bool) -> int | None:
    """A number below 10,000; places must fall, and a skipped place must be said with 零."""
    value, previous_place, pending, zero = 0, 10_000, 0, False
    for character in text:
        if character in _ZEROS and not pending and not zero:
            zero = True
        elif character in _DIGITS and not pending:
            pending = _DIGITS[character]
        elif character in _PLACES:
            place = _PLACES[character]
            bare_ten = place == 10 and not pending and not value and not follows_higher
            if (
                place >= previous_place
                or not (pending or bare_ten)
                or _skips(value, place, previous_place, zero)
            ):
                return None
            value, previous_place, pending, zero = value + (pending or 1) * place, place, 0, False
        else:
            return None
    if (zero and not pending) or (pending and _skips(value, 1, previous_place, zero)):
        return None
    return (value + pending) or None


def _skips(value: int, place: int, previous_place: int, zero: bool) -> bool:
    return bool(value) and place * 10 != previous_place and not zero
