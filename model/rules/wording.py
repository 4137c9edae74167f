"""Tables against words of the packet: a bought car is written about (G37), goals and work say the same (G50)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from model.audit import Check, Rule
from model.cells import CellRef
from model.findings import PASSED, Finding, Outcome, Severity
from model.forms.finance import SANGONG, SUMMARY
from model.forms.indicators import GOALS
from model.forms.overview import OVERVIEW
from model.forms.prose import CHAPTERS
from model.rules.building import check, missing, with_unit

if TYPE_CHECKING:
    from model.book import Book

_TEXTS = tuple(CHAPTERS.ref(row, "text") for row in CHAPTERS.row_ids(()))
_NO_CARS = r"(?!0+辆)"
_CARS_BOUGHT = re.compile(
    rf"(?:购置|新购|更新)[^，。；\n]{{0,16}}?(?<!\d){_NO_CARS}(?P<count>\d+|[一二三四五六七八九十两]+)辆"
)
_NOT_WORDS = re.compile(r"[\s，。；、：,.;:!！]")


def _car_checks(_: Book) -> Iterator[Check]:
    place = SANGONG.ref(SUMMARY, "vehicle_purchase")

    def judge(book: Book) -> Outcome:
        spent, text = book.number(place), "\n".join(book.prose(ref) for ref in _TEXTS)
        if spent is None or not text.strip():
            return missing(one, "公务用车购置费或报告正文为空")
        bought = _CARS_BOUGHT.search(text)
        if (spent > 0) == (bought is not None):
            return PASSED
        if bought is None:
            sentence = f"公务用车购置费{with_unit(spent, place)}，报告中没有写明购置数量，请补充说明。"
            return _finding(one, sentence, with_unit(spent, place), "报告写明购置数量")
        sentence = f"报告写明“{bought.group()}”，公务用车购置费为{with_unit(spent, place)}，请核对。"
        return _finding(one, sentence, with_unit(spent, place), "购置费大于0")

    one = check("G37", place, _TEXTS, judge)
    yield one


def _goal_checks(_: Book) -> Iterator[Check]:
    pairs = (("expected", "work"), ("actual", "achievements"))
    for goal, overview in pairs:
        yield _same_words(GOALS.ref(goal), OVERVIEW.ref(overview))


def _same_words(place: CellRef, other: CellRef) -> Check:
    def judge(book: Book) -> Outcome:
        goal, overview = (_NOT_WORDS.sub("", book.prose(ref)) for ref in (place, other))
        if not goal or not overview:
            return missing(one, "两处有一处没有填写")
        if goal in overview or overview in goal:
            return PASSED
        sentence = f"{book.name(place)}：与“{book.name(other)}”的内容不一致，请核对，可直接引用。"
        return _finding(one, sentence, "", "内容一致")

    one = check("G50", place, (other,), judge)
    return one


def _finding(one: Check, sentence: str, stated: str, expected: str) -> Finding:
    return Finding(
        one.code, Severity.ADVISORY, one.place, sentence, stated=stated, expected=expected, refs=one.reads
    )


RULES = (
    Rule(
        "G37",
        "公务用车购置",
        "公务用车购置费大于0的，报告写明购置数量；购置费为0的，购置数量为0",
        _car_checks,
    ),
    Rule(
        "G50",
        "工作内容与目标",
        "自评表一的年度主要工作内容、取得的成绩＝自评表三的预期目标、实际完成",
        _goal_checks,
    ),
)
