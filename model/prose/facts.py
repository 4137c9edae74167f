"""Prose against the form's figures (G38–G48, G50): same concept, scope and year, or no verdict."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from model.findings import Severity
from model.prose.entries import amount
from model.prose.findings import ProseFinding, Sheet, plain
from model.prose.items import Column, Item, ReadParagraph, Role
from model.prose.quantities import MONEY_UNITS, Kind, Quantity
from model.prose.reading import Figure, Reading, year_of
from model.prose.repeats import agrees, near
from model.prose.scopes import concept_year, scope_of
from model.prose.vocabulary import (
    CONCEPTS,
    GRADE_CONCEPT,
    NAMELESS_OUTLAY,
    Concept,
    bare_label,
    concept_named,
)

_MOST_PAIRS = 60
_GRANTED = re.compile(r"成立|组建|设立|挂牌|机构改革|三定|方案|批复|批准|印发|〕\d+号")
_SOME = re.compile(r"下属|下设|下辖|所属|直属|二级(?:机构|单位)|[室股科站队馆]：|(?:中心|公司)：")
_ALL = re.compile(r"[全共]|合计|总计|及(?:其|下|所|直|二)|和(?:其|下|所|直|二)")
_AS_OF = re.compile(r"截[至止]到?(?:19|20)\d{2}年(?:12月31日|年?末|年?底)")
TARGET, DONE = "目标值", "完成值"
"""Scopes of an indicator's two facts."""


@dataclass(frozen=True)
class Fact:
    """A figure known from the form.

    ``scope`` is one of the 口径 of the vocabulary, 预算数 / 决算数 for figures with both, 目标值 / 完成值
    for indicators, or empty.  ``place`` is what the clerk calls the spot ("收入情况表·政府基金拨款").
    """

    concept: str
    scope: str
    year: int | None
    value: Decimal | str
    unit: str
    place: str


@dataclass(frozen=True)
class _Mention:
    read: ReadParagraph
    item: Item
    fact: Fact
    scope: str


def check_facts(sheet: Sheet, reading: Reading, facts: Sequence[Fact]) -> None:
    """Compare every mention of a fact with the form."""
    wrong: list[_Mention] = []
    for fact in facts:
        if isinstance(fact.value, str):
            _check_grade(sheet, reading, fact)
        elif fact.scope in {TARGET, DONE}:
            continue
        else:
            wrong.extend(_differing(sheet, reading, fact))
    _report_differences(sheet, wrong)
    _check_indicators(sheet, reading, facts)


def _differing(sheet: Sheet, reading: Reading, fact: Fact) -> list[_Mention]:
    """The mentions of the fact's own year; without any, those in words that were left from last year's text."""
    concept = concept_named(fact.concept)
    own: list[Figure] = []
    left: list[Figure] = []
    for figure in _figures_of(reading, concept):
        number, read, item = figure
        if not _comparable(item, fact) or (fact.unit == "人" and _of_a_part(read, item)):
            continue
        year = (
            _staff_year(reading, number, item) if fact.unit == "人" else concept_year(reading, number, item)
        )
        if fact.year is None or year is None or year == fact.year:
            own.append(figure)
        elif fact.unit == "人" and year == fact.year - 1 and _AS_OF.search(_before(read, item)):
            left.append(figure)
    mentions = (_difference(sheet, reading, figure, fact, concept) for figure in own or left)
    return [mention for mention in mentions if mention is not None]


def _difference(
    sheet: Sheet, reading: Reading, figure: Figure, fact: Fact, concept: Concept
) -> _Mention | None:
    number, read, item = figure
    scope = "" if concept.scope_free else scope_of(reading, number, item)
    if agrees(item.quantity, _as_quantity(fact)):
        sheet.verdict(read, item.quantity)
        return None
    if scope and fact.scope and scope != fact.scope and fact.scope not in {"预算数", "决算数"}:
        return None
    if bare_label(item.label) in NAMELESS_OUTLAY and not near({amount(item), Decimal(str(fact.value))}):
        return None  # 2022年度支出12万元 may be what the sentence before speaks of
    return _Mention(read, item, fact, "同口径" if concept.scope_free else scope)


def _staff_year(reading: Reading, number: int, item: Item) -> int | None:
    """As of any figure, but the year in which the posts were granted is not theirs."""
    read = reading.reads[number]
    if _GRANTED.search(_before(read, item)) and year_of(item) is None:
        return reading.report_year
    return concept_year(reading, number, item)


def _of_a_part(read: ReadParagraph, item: Item) -> bool:
    """下属二级机构核定编制8人，实有7人: the posts of some, not of the department with all that belongs to it."""
    words = _before(read, item)
    return _SOME.search(words) is not None and _ALL.search(words) is None


def _before(read: ReadParagraph, item: Item) -> str:
    """The words of the sentence before the figure."""
    start, _ = read.sentence_of(item.quantity.start)
    return read.text[start : item.quantity.start]


def _figures_of(reading: Reading, concept: Concept) -> list[Figure]:
    if concept in CONCEPTS:
        return reading.by_concept.get(concept.name, [])
    return [figure for figure in reading.figures if concept.pattern.fullmatch(bare_label(figure[2].label))]


def _comparable(item: Item, fact: Fact) -> bool:
    money = fact.unit in MONEY_UNITS
    if money != (item.quantity.kind is Kind.MONEY):
        return False
    if not money and item.quantity.dimension not in {fact.unit, {"分": "score"}.get(fact.unit, fact.unit)}:
        return False
    if fact.scope == "预算数":
        return item.column is Column.BUDGET
    if fact.unit in MONEY_UNITS:
        return item.column is not Column.BUDGET
    return True


def _as_quantity(fact: Fact) -> Quantity:
    digits = f"{fact.value:f}" if isinstance(fact.value, Decimal) else "0"
    kind = Kind.MONEY if fact.unit in MONEY_UNITS else Kind.SCORE if fact.unit == "分" else Kind.COUNT
    return Quantity(Decimal(digits), fact.unit, kind, 0, 0, 0, digits)


def _report_differences(sheet: Sheet, wrong: Sequence[_Mention]) -> None:
    swapped = _swapped_pair(wrong)
    if swapped is not None:
        _report_swap(sheet, *swapped)
    for mention in wrong:
        if swapped is not None and mention in swapped:
            continue
        fact, item = mention.fact, mention.item
        known = f"{plain(fact.value)}{fact.unit}" if isinstance(fact.value, Decimal) else fact.value
        certain = mention.scope == "同口径" or (bool(mention.scope) and mention.scope == fact.scope)
        severity = Severity.MANDATORY if certain else Severity.ADVISORY
        name = f"{item.label}数" if f"{item.label}数" in item.lead else item.label  # 实有人数, not 实有人
        message = f"文中“{name}”为{item.quantity.stated}，{fact.place}为{known}，"
        message += "请改为一致。" if certain else "请先核对口径是否相同。"
        span = mention.read.paragraph.span(item.lead_start, item.quantity.end)
        code = "G38" if fact.unit == "人" else "G45" if fact.unit == "分" else "G48"
        sheet.report(code, severity, span, message, item.quantity.stated, known)
        sheet.count(mention.read, item.quantity)


def _swapped_pair(wrong: Sequence[_Mention]) -> tuple[_Mention, _Mention] | None:
    """实有26、编制22 in the text, 实有22、编制26 in the form."""
    for first in wrong[:_MOST_PAIRS]:
        for second in wrong[:_MOST_PAIRS]:
            if (
                first.fact.concept != second.fact.concept
                and first.read is second.read
                and first.item.quantity.start < second.item.quantity.start
                and first.item.quantity.value == second.fact.value
                and second.item.quantity.value == first.fact.value
            ):
                return first, second
    return None


def _report_swap(sheet: Sheet, first: _Mention, second: _Mention) -> None:
    span = first.read.paragraph.span(first.item.lead_start, second.item.quantity.end)
    message = (
        f"文中“{first.item.lead}{first.item.quantity.stated}、{second.item.lead}{second.item.quantity.stated}”"
        f"与表中正好相反：{first.fact.place}为{first.fact.value}{first.fact.unit}，"
        f"{second.fact.place}为{second.fact.value}{second.fact.unit}，两个数写颠倒了，请对调。"
    )
    stated = f"{first.item.quantity.stated}、{second.item.quantity.stated}"
    expected = f"{first.fact.value}{first.fact.unit}、{second.fact.value}{second.fact.unit}"
    sheet.report("G38", Severity.MANDATORY, span, message, stated, expected, "两数对调")
    sheet.count(first.read, first.item.quantity, second.item.quantity)


def with_near_facts(findings: Sequence[ProseFinding], facts: Sequence[Fact]) -> list[ProseFinding]:
    """A sum whose parts give a figure of the form, or miss it by a hundredth, is told of it."""
    return [_with_near_fact(each, facts) if each.code == "G51" else each for each in findings]


def _with_near_fact(finding: ProseFinding, facts: Sequence[Fact]) -> ProseFinding:
    figure = re.fullmatch(r"(-?\d+(?:\.\d+)?)万元", finding.expected)
    if figure is None or finding.severity is not Severity.MANDATORY:
        return finding
    for fact in facts:
        if fact.unit != "万元" or not isinstance(fact.value, Decimal) or fact.value == 0:
            continue
        distance = abs(Decimal(figure.group(1)) - fact.value)
        if distance <= Decimal("0.01"):
            apart = "相同" if distance == 0 else f"只差{plain(distance)}"
            note = f"分项之和与{fact.place}{plain(fact.value)}万元{apart}，可据此更正。"
            return replace(finding, message=finding.message + note)
    return finding


# ---- grade and indicators --------------------------------------------------------------------

_GRADE = re.compile(
    r"(?:等次|等级|档次|评级)(?:被?评?定?为|是|：)?[“\"]?(优秀|优|良好|良|中|合格|较差|差)(?![一-龥])"
)
_ALL_DONE = re.compile(
    r"(?:全部|及时|按时|如期|圆满|全面|均已?|100%)(?:全部|及时|按时)?(?:完成|办结|落实)|完成率?(?:为|达)?100%"
)


def _check_grade(sheet: Sheet, reading: Reading, fact: Fact) -> None:
    if fact.concept not in {GRADE_CONCEPT, "评价等次", "评价等级"}:
        return
    for paragraph in reading.document.paragraphs:
        for match in _GRADE.finditer(paragraph.text):
            if str(fact.value).startswith(match.group(1)[0]):
                sheet.passed += 1
                continue
            message = f"文中等次为“{match.group(1)}”，{fact.place}为“{fact.value}”，请改为一致。"
            span = paragraph.span(match.start(), match.end())
            sheet.report("G45", Severity.MANDATORY, span, message, match.group(1), str(fact.value))


def _check_indicators(sheet: Sheet, reading: Reading, facts: Sequence[Fact]) -> None:
    """An indicator whose table figure misses its target while the text says all was done."""
    targets = {fact.concept: fact for fact in facts if fact.scope == TARGET}
    for fact in facts:
        target = targets.get(fact.concept)
        if fact.scope != DONE or target is None or fact.unit != "%":
            continue
        if not isinstance(fact.value, Decimal) or not isinstance(target.value, Decimal):
            continue
        _check_rate_mentions(sheet, reading, fact)
        if fact.value < target.value:
            _check_claimed_done(sheet, reading, fact)


def _check_claimed_done(sheet: Sheet, reading: Reading, fact: Fact) -> None:
    core = re.sub(r"(?:完成)?(?:及时|完成)?率$", "", fact.concept)
    for paragraph in reading.document.paragraphs:
        if fact.concept not in paragraph.text or len(core) < 2:
            continue
        claimed = _ALL_DONE.search(paragraph.text, paragraph.text.find(fact.concept) + len(fact.concept))
        if claimed is None:
            continue
        message = (
            f"文中写“{claimed.group()}”，{fact.place}为{plain(Decimal(str(fact.value)))}%，"
            "未达到目标，说法不一致，请核对。"
        )
        span = paragraph.span(paragraph.text.find(fact.concept), claimed.end())
        sheet.report("G50", Severity.ADVISORY, span, message, claimed.group(), f"{fact.value}%")


def _check_rate_mentions(sheet: Sheet, reading: Reading, fact: Fact) -> None:
    for _, read in reading.paragraphs():
        for item in read.items:
            if item.role is not Role.RATE or fact.concept not in item.lead or item.quantity.approximate:
                continue
            if item.quantity.value == fact.value:
                sheet.verdict(read, item.quantity)
                continue
            message = f"文中“{fact.concept}”为{item.quantity.stated}，{fact.place}为{fact.value}%，请核对。"
            span = read.paragraph.span(item.lead_start, item.quantity.end)
            sheet.report("G48", Severity.ADVISORY, span, message, item.quantity.stated, f"{fact.value}%")
