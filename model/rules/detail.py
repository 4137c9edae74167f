"""The tables behind the chapters: each whole is the sum of its items (G51), 三公 items are no more than 三公经费 (G65)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from model.audit import Check, Rule
from model.findings import PASSED, Outcome, Severity, Words
from model.forms.detail import SUBJECTS
from model.forms.finance import SANGONG, SUMMARY
from model.layout import Layout
from model.moneyunits import MoneyStyle
from model.rules.building import VERDICT_WORDS, check, found, missing, with_unit
from model.rules.sums import formula_checks

if TYPE_CHECKING:
    from model.book import Book

_ITEMS = (
    (re.compile(r"因公出国"), SANGONG.ref(SUMMARY, "abroad")),
    (re.compile(r"公务接待"), SANGONG.ref(SUMMARY, "reception")),
    (re.compile(r"公务用车运行"), SANGONG.ref(SUMMARY, "vehicle_running")),
)
"""经济分类 30212, 30217 and 30231, by name, and where the 三公 table has them."""


def _sangong_checks(layout: Layout) -> Iterable[Check]:
    return layout.each(_no_more, layout.group("subjects"))


def _no_more(row: str) -> Check:
    name, place = SUBJECTS.ref(row, "name"), SUBJECTS.ref(row, "amount")

    def judge(book: Book) -> Outcome | tuple[Outcome, ...]:
        words = book.text(name)
        whole = next((ref for pattern, ref in _ITEMS if pattern.search(words)), None)
        if whole is None:
            return ()
        part, limit = book.number(place), book.number(whole)
        if part is None or limit is None:
            return missing(one, "分项或三公经费表的相应项没有填报数")
        if part <= limit:
            return PASSED

        def say(style: MoneyStyle) -> Words:
            own, most = with_unit(part, place, style), with_unit(limit, whole, style)
            larger = f"基本支出中的{words}{own}大于{book.name(whole)}{most}"
            return Words(f"{larger}{VERDICT_WORDS[Severity.ADVISORY]}。", own, f"不超过{most}")

        return replace(found(one, Severity.ADVISORY, say), refs=frozenset((name, place, whole)))

    one = check("G65", place, (name, *(ref for _, ref in _ITEMS)), judge)
    return one


RULES = (
    Rule(
        "G51",
        "其中各项之和",
        "基本支出＝人员经费＋公用经费；人员经费、公用经费＝各经济分类科目之和；项目支出＝各专项之和；专项＝各项用途之和；"
        "文字中“其中”“包括”“主要用于”各项之和＝所述合计",
        formula_checks("G51"),
    ),
    Rule(
        "G65",
        "基本支出与三公决算",
        "基本支出分项中的因公出国（境）费用、公务接待费、公务用车运行维护费（30212、30217、30231）≤三公经费表的相应项",
        _sangong_checks,
    ),
)
