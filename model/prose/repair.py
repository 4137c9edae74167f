"""Single edits: which one slip of the pen would explain an equation that does not hold.

A repair is offered only where exactly one figure of the equation, changed by one edit (a digit, a
swapped pair, a dropped or doubled digit, the decimal point, the sign, a missing 万), closes it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from model.prose.quantities import MONEY_UNITS, Kind, Quantity


@dataclass(frozen=True)
class Edit:
    """One figure and what it should read."""

    quantity: Quantity
    digits: str
    unit: str
    kind: str

    @property
    def sentence(self) -> str:
        """For the clerk."""
        return f"疑为{self.kind}：“{self.quantity.stated}”应为“{self.digits}{self.unit}”"


def slip_between(written: str, needed: str) -> str:
    """Which single slip leads from the needed digits to the written ones; empty if none does."""
    if written == needed:
        return ""
    if _digits(written) == _digits(needed) or Decimal(written) == -Decimal(needed):
        return "正负号有误" if Decimal(written) == -Decimal(needed) else "小数点错位"
    if len(written) == len(needed):
        different = [
            index for index, pair in enumerate(zip(written, needed, strict=True)) if pair[0] != pair[1]
        ]
        if len(different) == 1:
            return "数字有误"
        if len(different) == 2 and _swapped(written, needed, different):
            return "两位数字颠倒"
        return ""
    longer, shorter = sorted((written, needed), key=len, reverse=True)
    if len(longer) - len(shorter) == 1 and any(
        longer[:index] + longer[index + 1 :] == shorter
        for index in range(len(longer))
        if longer[index] != "."
    ):
        return "漏写一位数字" if len(written) < len(needed) else "多写一位数字"
    return ""


def _digits(text: str) -> str:
    return text.replace(".", "").replace("-", "").strip("0")


def _swapped(written: str, needed: str, places: Sequence[int]) -> bool:
    first, second = places
    gap = written[first + 1 : second]
    return gap in {"", "."} and written[first] == needed[second] and written[second] == needed[first]


def written_like(value: Decimal, quantity: Quantity) -> str | None:
    """The value with as many decimals as the figure was written with; None if it needs more."""
    step = Decimal(1).scaleb(-quantity.places)
    if value % step != 0:
        return None
    return f"{value.quantize(step):f}"


def sum_repair(
    total: Quantity, parts: Sequence[Quantity], scale: Callable[[Quantity], Decimal]
) -> Edit | None:
    """The only single edit of the total or of one part which closes the sum."""
    difference = sum((scale(part) for part in parts), Decimal(0)) - scale(total)
    candidates: list[Edit] = []
    for quantity, missing in [(total, difference), *((part, -difference) for part in parts)]:
        candidates.extend(_edits_to(quantity, scale(quantity) + missing))
    units = [edit for edit in candidates if edit.kind == "单位有误"]
    if len(units) == 1:
        return units[0]
    return candidates[0] if len(candidates) == 1 else None


def _edits_to(quantity: Quantity, needed_wan: Decimal) -> Iterator[Edit]:
    factor = MONEY_UNITS[quantity.unit] if quantity.kind is Kind.MONEY else Decimal(1)
    needed = needed_wan / factor
    digits = written_like(needed, quantity)
    if digits is not None:
        slip = slip_between(quantity.digits, digits)
        if slip and (Decimal(digits) >= 0 or slip == "正负号有误"):
            yield Edit(quantity, digits, quantity.unit, slip)
    if quantity.kind is Kind.MONEY:
        for unit in ("元", "万元", "亿元"):
            if unit != quantity.unit and quantity.value * MONEY_UNITS[unit] == needed_wan != 0:
                yield Edit(quantity, quantity.digits, unit, "单位有误")


def variants(quantity: Quantity) -> Iterator[tuple[str, str]]:
    """All single edits of the digits of a figure, with the name of the slip."""
    text = quantity.digits
    places = [index for index, character in enumerate(text) if character.isdigit()]
    for index in places:
        for digit in "0123456789":
            if digit != text[index] and not (index == places[0] and digit == "0" and text[1:2].isdigit()):
                yield text[:index] + digit + text[index + 1 :], "数字有误"
    for first, second in pairwise(places):
        if text[first] != text[second]:
            swapped = list(text)
            swapped[first], swapped[second] = text[second], text[first]
            yield "".join(swapped), "两位数字颠倒"
    bare = text.replace(".", "")
    for point in range(1, len(bare)):
        moved = f"{bare[:point]}.{bare[point:]}".lstrip("0")
        if Decimal(moved) != Decimal(text):
            yield (f"0{moved}" if moved.startswith(".") else moved), "小数点错位"


def ratio_repair(
    stated: Quantity,
    expected: Decimal,
    inputs: Sequence[Quantity],
    holds: Callable[[Sequence[Decimal]], bool],
) -> Edit | None:
    """The only single edit of the percentage, of an input or of an input's unit that closes a ratio.

    ``holds`` judges the inputs' values (money in 万元) against the stated percentage.
    """
    values = [quantity.wan if quantity.kind is Kind.MONEY else quantity.value for quantity in inputs]
    units = list(_unit_edits(inputs, values, holds))
    if len(units) > 1:
        units = [edit for edit in units if edit.unit == "万元"] or units  # a dropped 万 is the usual slip
    if len(units) == 1:
        return units[0]
    slip = slip_between(stated.digits, f"{expected:f}")
    if slip:
        return Edit(stated, f"{expected:f}", stated.unit, slip)
    if stated.places < 2 or units:
        return None
    found = []
    for index, quantity in enumerate(inputs):
        factor = MONEY_UNITS[quantity.unit] if quantity.kind is Kind.MONEY else Decimal(1)
        for digits, kind in variants(quantity):
            if holds([*values[:index], Decimal(digits) * factor, *values[index + 1 :]]):
                found.append(Edit(quantity, digits, quantity.unit, kind))
    return found[0] if len(found) == 1 else None


def _unit_edits(
    inputs: Sequence[Quantity], values: Sequence[Decimal], holds: Callable[[Sequence[Decimal]], bool]
) -> Iterator[Edit]:
    for index, quantity in enumerate(inputs):
        if quantity.kind is not Kind.MONEY:
            continue
        for unit in ("元", "万元", "亿元"):
            if unit == quantity.unit:
                continue
            if holds([*values[:index], quantity.value * MONEY_UNITS[unit], *values[index + 1 :]]):
                yield Edit(quantity, quantity.digits, unit, "单位有误")
