"""The packet of 2022 scored as its bureau scored it: 10 + 49 + 30 + 8 = 97, 优; every proposed score with its sentence."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import pytest

from model.book import Book
from model.cells import CellRef, Value
from model.edits import Edit, SetCell
from model.findings import Severity
from model.forms.indicators import INDICATORS
from model.scoreformulas import ProposedScore
from model.scoring import Level
from tests.sample import sample_book


@dataclass(frozen=True)
class Scored:
    """One indicator of the packet: what the clerk gave, what the rule proposes, and why."""

    name: str
    weight: str
    given: str
    proposed: str | None
    sentence: str
    level: Level | None = None


TABLE = (
    Scored("公用经费控制率", "6", "6", "6", "完成值 21.8万元 没有超过指标值 28.8万元，得满分 6 分。"),
    Scored("“三公经费”控制率", "6", "6", "6", "完成值 0.29万元 没有超过指标值 10.44万元，得满分 6 分。"),
    Scored(
        "政府采购执行率", "5", "5", "1.61", "未达到指标值，按完成比例计分：3.05万元 ÷ 9.5万元 × 5 = 1.61。"
    ),
    Scored("新增规模企业", "6", "6", "6", "完成值 8家 达到指标值 4家，得满分 6 分。"),
    Scored("完成工业投资", "6", "6", "6", "完成值 23.4亿元 达到指标值 10亿元，得满分 6 分。"),
    Scored("培育高新技术企业", "5", "5", "5", "完成值 2家 达到指标值 2家，得满分 5 分。"),
    Scored(
        "通信基础设施建设加速推进建设5G基站", "6", "6", "6", "完成值 227个 达到指标值 169个，得满分 6 分。"
    ),
    Scored("重点工作完成及时率", "5", "4", "4.90", "未达到指标值，按完成比例计分：98% ÷ 100% × 5 = 4.90。"),
    Scored("固定资产利用率", "5", "5", "5", "完成值 100% 达到指标值 100%，得满分 5 分。"),
    Scored(
        "扎实推进省级创新型县（市、区）创建，提高高新技术产业增加值",
        "12",
        "12",
        "12",
        "完成值 26.8亿元 达到指标值 20亿元，得满分 12 分。",
    ),
    Scored(
        "开展企业帮扶工作",
        "9",
        "9",
        None,
        "定性指标“达成年度指标”，得分应在 [7.2, 9] 内，请在区间内评分。",
        Level.REACHED,
    ),
    Scored(
        "开展“废弃厂房”综合整治和生态修复",
        "9",
        "9",
        None,
        "定性指标“达成年度指标”，得分应在 [7.2, 9] 内，请在区间内评分。",
        Level.REACHED,
    ),
    Scored("社会公众满意度", "10", "8", "9.69", "未达到指标值，按完成比例计分：95% ÷ 98% × 10 = 9.69。"),
)
ROWS = [f"i{number}" for number in range(1, len(TABLE) + 1)]


def scoring() -> Edit:
    """The clerk's points, the year's budget, and no first-level score typed by hand: they follow from the indicators."""
    cells: dict[CellRef, Value] = {CellRef("execution", "total", "initial"): Decimal("5348.78")}
    for row, one in zip(ROWS, TABLE, strict=True):
        cells[INDICATORS.ref(row, "weight")] = Decimal(one.weight)
        cells[INDICATORS.ref(row, "score")] = Decimal(one.given)
        cells[INDICATORS.ref(row, "level")] = one.level.value if one.level else None
    for row in ("input", "output", "benefit", "satisfaction", "total"):
        for column in ("score", "rate"):
            cells[CellRef("scores", row, column)] = None
    for field in ("score", "grade"):
        cells[CellRef("result", field, "value")] = None
    return Edit("评分", tuple(SetCell(ref, value) for ref, value in cells.items()))


@pytest.fixture(scope="module")
def book() -> Book:
    book = sample_book()
    book.apply(scoring())
    return book


@pytest.mark.parametrize(("row", "one"), list(zip(ROWS, TABLE, strict=True)), ids=[one.name for one in TABLE])
def test_each_indicator_is_proposed_its_score_with_a_sentence(book, row, one):
    assert book.text(INDICATORS.ref(row, "name")) == one.name
    proposed = book.value(INDICATORS.ref(row, "proposed"))
    assert proposed == (None if one.proposed is None else Decimal(one.proposed))
    assert ProposedScore(row).substitute(book.value) == one.sentence


def test_first_level_scores_total_and_grade_follow(book):
    def score(row: str) -> Value:
        return book.value(CellRef("scores", row, "score"))

    assert [score(row) for row in ("input", "output", "benefit", "satisfaction", "total")] == [
        10,
        49,
        30,
        8,
        97,
    ]
    assert [book.value(CellRef("scores", row, "rate")) for row in ("output", "satisfaction", "total")] == [
        98,
        80,
        97,
    ]
    assert book.value(CellRef("result", "score", "value")) == 97
    assert book.value(CellRef("result", "grade", "value")) == "优"


def test_the_budget_was_carried_out_in_full(book):
    cells = {
        column: book.value(CellRef("execution", "total", column))
        for column in ("annual", "executed", "rate", "score")
    }
    assert cells == {"annual": Decimal("5394.86"), "executed": Decimal("5394.86"), "rate": 100, "score": 10}


def at(book: Book, code: str) -> set[tuple[str, Severity]]:
    found = [one for one in book.findings if one.code == code and one.place.sheet == "indicators"]
    return {(TABLE[ROWS.index(one.place.row)].name, one.severity) for one in found}


def test_t5_t6_the_two_missed_targets_still_want_a_reason(book):
    assert at(book, "G21") == {
        ("重点工作完成及时率", Severity.MANDATORY),
        ("社会公众满意度", Severity.MANDATORY),
    }


def test_t7_large_deviations_are_still_asked_about(book):
    assert {name for name, _ in at(book, "G23")} == {
        "“三公经费”控制率",
        "政府采购执行率",
        "新增规模企业",
        "完成工业投资",
        "通信基础设施建设加速推进建设5G基站",
    }


def test_points_far_from_the_rule_are_asked_about(book):
    asked = {"政府采购执行率", "重点工作完成及时率", "社会公众满意度"}
    assert at(book, "G20") == {(name, Severity.ADVISORY) for name in asked}


def test_a_reason_settles_what_the_points_left_open(book):
    reasons = [SetCell(INDICATORS.ref(row, "reason"), "有关项目跨年实施，下年完成") for row in ROWS]
    changes = book.apply(Edit("填写原因", tuple(reasons)))
    try:
        assert at(book, "G20") == at(book, "G21") == at(book, "G23") == set()
    finally:
        book.apply(changes.inverse)


def test_the_points_add_up_and_nothing_new_is_mandatory(book):
    mandatory = [one for one in book.findings if one.severity is Severity.MANDATORY and one.span is None]
    assert sorted(one.code for one in mandatory) == ["G06", "G06", "G21", "G21", "G47", "G47"]
