"""Checks that hold one cell against another: equal figures, figures not above a limit."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from model.amounts import decimal_places
from model.audit import Check
from model.cells import CellRef
from model.findings import PASSED, Outcome, Severity, Words
from model.forms import FORMS
from model.moneyunits import MoneyStyle
from model.rules.building import automatic, check, found, mismatch, missing, with_unit
from model.rules.policy import capped, policy
from model.slack import judge_sum, unit_of_place

if TYPE_CHECKING:
    from model.book import Book


def equality(code: str, place: CellRef, other: CellRef, variant: str = "") -> Check:
    """``place`` equals ``other``; where the two forms' 口径 differ, an inequality is at most a 提示."""
    scopes = (FORMS[place.sheet].scope, FORMS[other.sheet].scope)
    differ = not policy(code).one_scope and all(scopes) and scopes[0] != scopes[1]

    def judge(book: Book) -> Outcome:
        if policy(code).needs_filling and book.stated(place) is None:
            return automatic(one)
        stated, expected = book.number(place), book.number(other)
        if stated is None or expected is None:
            return missing(one, "要核对的两个数没有填全")
        severity = capped(code, judge_sum(stated, [expected]).severity)
        if severity is None:
            return PASSED
        words = book.name(other)
        if differ:
            words = f"{words}（口径为{scopes[1]}，本栏为{scopes[0]}）"
            severity = Severity.ROUNDING if severity is Severity.ROUNDING else Severity.ADVISORY
        return mismatch(one, book, severity, stated, expected, words)

    one = check(code, place, (other,), judge, variant)
    return one


def at_most(code: str, place: CellRef, limit: CellRef, sentence: str, variant: str = "") -> Check:
    """``place`` is not above ``limit``; ``sentence`` says what to do with {stated} and {limit}."""

    def judge(book: Book) -> Outcome:
        stated, highest = book.number(place), book.number(limit)
        if stated is None or highest is None:
            return missing(one, "要核对的两个数没有填全")
        if stated <= highest:
            return PASSED

        def say(style: MoneyStyle) -> Words:
            own, most = with_unit(stated, place, style), with_unit(highest, limit, style)
            told = sentence.format(stated=own, limit=most)
            return Words(f"{book.name(place)}：{told}", own, f"不超过{most}")

        return found(one, Severity.ADVISORY, say)

    one = check(code, place, (limit,), judge, variant)
    return one


def printed_severity(stated: Decimal, expected: Decimal) -> Severity | None:
    """Two figures of one amount, printed to different places (21.8, 21.83): each stands for half a unit of its own last place."""
    distance = abs(stated - expected)
    if distance == 0:
        return None
    room = sum((unit_of_place(decimal_places(figure)) / 2 for figure in (stated, expected)), Decimal(0))
    if distance > room:
        return Severity.MANDATORY
    return Severity.ROUNDING if distance <= Decimal("0.01") else Severity.ADVISORY
