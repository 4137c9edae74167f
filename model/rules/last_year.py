"""Relations with last year's file: opening figures (G66, G67) and unusual changes (G69)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from model.amounts import round_half_up, shortest
from model.audit import Check, Rule
from model.cells import CellRef
from model.findings import PASSED, Outcome, Severity, Words
from model.forms.annex1 import BASE_FUNDS
from model.forms.finance import ASSETS, INCOME, SUMMARY
from model.forms.last_year import CUMULATIVE, LAST_YEAR
from model.forms.overview import OVERVIEW
from model.layout import Layout
from model.moneyunits import MoneyStyle
from model.rules.building import check, found, mismatch, missing, with_unit
from model.rules.sums import formula_checks
from model.slack import judge_sum

if TYPE_CHECKING:
    from model.book import Book


def _carryover_checks(_: Layout) -> Iterator[Check]:
    place, other = INCOME.ref(SUMMARY, "carryover"), LAST_YEAR.ref(CUMULATIVE, "amount")

    def judge(book: Book) -> Outcome:
        stated, expected = book.number(place), book.number(other)
        if stated is None or expected is None:
            return missing(one, "没有提取上年数" if expected is None else "本栏为空")
        if judge_sum(stated, [expected]).severity is None:
            return PASSED
        return mismatch(one, book, Severity.MANDATORY, stated, expected, "上年累计结余")

    one = check("G67", place, (other,), judge)
    yield one


def _change_checks(_: Layout) -> Iterator[Check]:
    pairs = (
        (OVERVIEW.ref("staffing"), LAST_YEAR.ref("staffing", "amount")),
        (OVERVIEW.ref("staff"), LAST_YEAR.ref("staff", "amount")),
        (ASSETS.ref(SUMMARY, "total"), LAST_YEAR.ref("assets", "amount")),
        (BASE_FUNDS.ref("sangong", "actual"), LAST_YEAR.ref("sangong", "amount")),
    )
    for place, last in pairs:
        yield _change_check(place, last)


def _change_check(place: CellRef, last: CellRef) -> Check:
    def judge(book: Book) -> Outcome:
        now, before = book.number(place), book.number(last)
        if now is None or not before:
            return missing(one, "没有可比的上年数")
        share = (now - before) / before * 100
        limit = book.profile.change_percent
        if abs(share) <= limit:
            return PASSED
        direction = "增加" if share > 0 else "减少"
        words = f"{direction}{shortest(round_half_up(abs(share), 2)):f}%，超过{shortest(limit):f}%，请核对并填写审核说明。"

        def say(style: MoneyStyle) -> Words:
            this, that = with_unit(now, place, style), with_unit(before, last, style)
            return Words(f"{book.name(place)}：本年{this}，上年{that}，{words}", this, that)

        return found(one, Severity.ADVISORY, say)

    one = check("G69", place, (last,), judge)
    return one


RULES = (
    Rule("G66", "上年数", "附件1 的上年决算数＝上年文件的决算数，逐行；不手工改动", formula_checks("G66")),
    Rule("G67", "上年结转", "上年结转＝上年累计结余", _carryover_checks),
    Rule(
        "G69",
        "同比异常",
        "编制、在职人数、固定资产、三公经费与上年相比变动超过规定比例的，应说明",
        _change_checks,
    ),
)
