"""Tables and cover against words of the packet: a bought car is written about (G37), goals and work say the same (G50), one name (G63)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from model.audit import Check, Rule
from model.cells import CellRef
from model.findings import PASSED, Finding, Outcome, Severity
from model.forms.finance import SANGONG, SUMMARY
from model.forms.indicators import GOALS
from model.forms.overview import COVER, OVERVIEW
from model.forms.prose import CHAPTERS, NOTICE
from model.layout import Layout
from model.rules.building import check, missing, with_unit

if TYPE_CHECKING:
    from model.book import Book

_TEXTS = tuple(CHAPTERS.ref(row, "text") for row in CHAPTERS.row_ids(()))
_NO_CARS = r"(?!0+辆)"
_CARS_BOUGHT = re.compile(
    rf"(?:购置|新购|更新)[^，。；\n]{{0,16}}?(?<!\d){_NO_CARS}(?P<count>\d+|[一二三四五六七八九十两]+)辆"
)
_UNIT, _ISSUER = COVER.ref("unit_name"), NOTICE.ref("issuer")
_BLANK = re.compile(r"\s")
_TITLE_REST = re.compile(r"(?:关于|(?:19|20)\d{2}年).*$")
_LONG_NAME = 8
"""Shorter names of two bureaus may differ in one character (市民政局, 市财政局)."""
_NOT_WORDS = re.compile(r"[\s，。；、：,.;:!！]")


def _car_checks(_: Layout) -> Iterator[Check]:
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


def _goal_checks(_: Layout) -> Iterator[Check]:
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


def _name_checks(_: Layout) -> Iterator[Check]:
    """The unit's name on the cover against the letter's sender and the titles; the whole text for slips in a long name."""
    yield _same_name(NOTICE.ref("issuer"))
    for title in (NOTICE.ref("title"), COVER.ref("title")):
        yield _same_name(title)
    for text in _TEXTS:
        yield _no_slip(text)


def _same_name(place: CellRef) -> Check:
    """The same name, or the one a shortened form of the other (科工信局, 科技和工业信息化局)."""

    def judge(book: Book) -> Outcome | tuple[Outcome, ...]:
        own, other = (_BLANK.sub("", words) for words in (book.text(_UNIT), book.text(place)))
        other = _TITLE_REST.sub("", other)
        if not own or not other:
            return missing(one, "单位名称没有填写")
        if _is_short_for(own, other) or _is_short_for(other, own):
            return PASSED
        sentence = f"{book.name(place)}：单位名称为“{other}”，封面为“{own}”，请核对全文单位名称是否一致。"
        return _finding(one, sentence, other, own)

    one = check("G63", place, (_UNIT,), judge)
    return one


def _is_short_for(short: str, long: str) -> bool:
    rest = iter(long)
    return all(character in rest for character in short)


def _no_slip(place: CellRef) -> Check:
    def judge(book: Book) -> Outcome | tuple[Outcome, ...]:
        text = book.text(place)
        names = {_BLANK.sub("", book.text(ref)) for ref in (_UNIT, _ISSUER)}
        names = {name for name in names if len(name) >= _LONG_NAME}
        if not text or not names:
            return ()
        slips = ((name, span) for name in sorted(names) if (span := _slip_in(text, name)) is not None)
        name, span = next(slips, ("", None))
        if span is None:
            return PASSED
        slip = text[slice(*span)]
        sentence = f"{book.name(place)}：“{slip}”与单位名称“{name}”只差一个字，请核对。"
        finding = _finding(one, sentence, slip, name)
        return replace(finding, span=span, figure=span, quote=slip)

    one = check("G63", place, (_UNIT, _ISSUER), judge)
    return one


def _slip_in(text: str, name: str) -> tuple[int, int] | None:
    """Where the name stands with one character replaced by another: one half of it is whole there, and found at once."""
    half = len(name) // 2
    text = text.replace(name, "\n" * len(name))  # a name that is right lends no character to one beside it
    starts = {match.start() for match in re.finditer(re.escape(name[:half]), text)}
    starts |= {match.start() - half for match in re.finditer(re.escape(name[half:]), text)}
    spans = ((start, start + len(name)) for start in sorted(starts) if start >= 0)
    return next((span for span in spans if _differs_in_one(text[slice(*span)], name)), None)


def _differs_in_one(words: str, name: str) -> bool:
    if len(words) != len(name):
        return False
    others = [own for own, right in zip(words, name, strict=True) if own != right]
    return len(others) == 1 and "一" <= others[0] <= "龥"


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
    Rule(
        "G63",
        "单位名称一致",
        "封面、通知和报告全文的单位名称一致（全称与规范简称视为一致）",
        _name_checks,
    ),
)
