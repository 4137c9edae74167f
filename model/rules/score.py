"""Relations of the score: weights (G17), limits (G18), goals that say something (G27, G28)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from model.audit import Check, Rule
from model.cells import CellRef
from model.findings import PASSED, Finding, Outcome, Severity
from model.forms.indicators import GOALS, INDICATORS, SCORE_ROWS, SCORES
from model.layout import Layout
from model.rules.building import check, mismatch, missing, with_unit
from model.rules.linking import SCORE
from model.rules.sums import formula_checks
from model.scoreformulas import category_of

if TYPE_CHECKING:
    from model.book import Book

_HUNDRED = Decimal(100)
_BEGUN = (
    *(GOALS.ref(row) for row in ("expected", "actual")),
    *(SCORES.ref(row, "score") for row in SCORE_ROWS),
)
_EMPTY_MARKS = " \t\r\n\u3000-_*－＿＊—"


def _weight_checks(layout: Layout) -> Iterator[Check]:
    yield from formula_checks("G17")(layout)
    yield _must_be(SCORES.ref("total", "weight"), _HUNDRED, "指标分值合计应为100分", "hundred")
    for row in SCORE_ROWS:
        wanted = layout.profile.weights[row]
        yield _must_be(SCORES.ref(row, "weight"), wanted, f"规定的分值为{wanted}分", "profile")
    yield _indicator_weights(layout.group("indicators"))


def _must_be(place: CellRef, wanted: Decimal, because: str, variant: str) -> Check:
    def judge(book: Book) -> Outcome:
        stated = book.number(place)
        if stated is None:
            return missing(one, "本栏为空")
        return (
            PASSED if stated == wanted else mismatch(one, book, Severity.MANDATORY, stated, wanted, because)
        )

    one = check("G17", place, (), judge, variant)
    return one


def _indicator_weights(rows: tuple[str, ...]) -> Check:
    """The third-level weights add up to what the first level gives to output, benefit and satisfaction together."""
    weights = [INDICATORS.ref(row, "weight") for row in rows]
    shares = [SCORES.ref(row, "weight") for row in SCORE_ROWS if row != "input"]

    def judge(book: Book) -> Outcome:
        stated, expected = _complete_sum(book, weights), _complete_sum(book, shares)
        if stated is None or expected is None:
            return missing(one, "三级指标的分值未填全")
        if stated == expected:
            return PASSED
        return mismatch(one, book, Severity.MANDATORY, stated, expected, "产出、效益、满意度指标分值合计")

    one = check("G17", SCORES.ref("total", "weight"), (*weights, *shares), judge, "indicators")
    return one


def _complete_sum(book: Book, refs: list[CellRef]) -> Decimal | None:
    """The sum, None while a figure is missing."""
    total = Decimal(0)
    for ref in refs:
        value = book.number(ref)
        if value is None:
            return None
        total += value
    return total if refs else None


def _limit_checks(layout: Layout) -> Iterator[Check]:
    for row in (*SCORE_ROWS, "total"):
        yield _within(SCORES.ref(row, "score"), SCORES.ref(row, "weight"))
    yield from layout.each(_within_weight, layout.group("indicators"))
    yield _within(SCORE, None)


def _within_weight(row: str) -> Check:
    return _within(INDICATORS.ref(row, "score"), INDICATORS.ref(row, "weight"))


def _within(place: CellRef, limit: CellRef | None) -> Check:
    """0 ≤ score ≤ weight (100 where the score is the whole)."""

    def judge(book: Book) -> Outcome:
        score = book.number(place)
        highest = book.number(limit) if limit else _HUNDRED
        if score is None:
            return missing(one, "得分为空")
        if highest is None:
            message = f"{book.name(place)}：得分{score:f}分没有分值，请先填写分值。"
            return _beyond(one, score, message, "先填分值")
        if 0 <= score <= highest:
            return PASSED
        message = f"{book.name(place)}：得分{score:f}不在0至{highest:f}分之间，请改正。"
        return _beyond(one, score, message, f"0—{highest:f}分")

    one = check("G18", place, (limit,) if limit else (), judge)
    return one


def _beyond(one: Check, score: Decimal, message: str, expected: str) -> Finding:
    stated = with_unit(score, one.place)
    return Finding(
        one.code, Severity.MANDATORY, one.place, message, stated=stated, expected=expected, refs=one.reads
    )


def _presence_checks(layout: Layout) -> Iterator[Check]:
    """Each first-level heading of the profile has an indicator."""
    indicators = layout.group("indicators")
    rows = [(INDICATORS.ref(row, "level1"), INDICATORS.ref(row, "name")) for row in indicators]
    for position, group in enumerate(layout.profile.indicator_groups):
        heading = group.level1.split("\n")[0]
        yield _present(heading, SCORES.ref(SCORE_ROWS[position + 1], "weight"), rows)


def _is_under(heading: str, level1: str) -> bool:
    """Whether a first level is that heading, in its own words or those of 附件2 (产出指标 for 产出目标)."""
    category = category_of(heading, "")
    return level1.startswith(heading) or (category is not None and category_of(level1, "") == category)


def _present(heading: str, place: CellRef, rows: list[tuple[CellRef, CellRef]]) -> Check:
    def judge(book: Book) -> Outcome:
        if any(_is_under(heading, book.text(level1)) and book.text(name).strip() for level1, name in rows):
            return PASSED
        if not any(book.text(name).strip() for _, name in rows) and not _is_begun(book):
            return missing(one, "还没有填写指标")
        message = f"“{heading}”下没有三级指标，至少填报一条。"
        return Finding(
            one.code, Severity.MANDATORY, place, message, stated="0条", expected="1条", refs=one.reads
        )

    one = check("G27", place, (*_BEGUN, *(ref for row in rows for ref in row)), judge)
    return one


def _is_begun(book: Book) -> bool:
    """Whether part 三 says anything: with goals or scores and no indicator under them, something was left out."""
    return any(book.value(ref) is not None for ref in _BEGUN)


def _goal_checks(_: Layout) -> Iterator[Check]:
    for row in ("expected", "actual"):
        yield _says_something(GOALS.ref(row))


def _says_something(place: CellRef) -> Check:
    def judge(book: Book) -> Outcome:
        text = book.prose(place)
        if not text:
            return missing(one, "本栏为空")
        if text.strip(_EMPTY_MARKS):
            return PASSED
        message = f"{book.name(place)}：不能只填空格、横线或星号，请写明内容。"
        return Finding(one.code, Severity.MANDATORY, place, message, stated=text, refs=one.reads)

    one = check("G28", place, (), judge)
    return one


RULES = (
    Rule(
        "G17", "分值", "各级指标分值合计一致，总计100分；投入、产出、效益、满意度按规定分值", _weight_checks
    ),
    Rule("G18", "得分范围", "0≤得分≤分值", _limit_checks),
    Rule("G27", "指标齐全", "产出、效益指标下至少填报一条三级指标", _presence_checks),
    Rule("G28", "目标内容", "目标文本不得只含空格、换行、横线或星号", _goal_checks),
)
