"""The published packet of 2022: what a careful auditor finds in its tables and its notice, and nothing more that is mandatory."""

from __future__ import annotations

import pytest

from model.book import Book
from model.findings import Finding, Severity
from model.naming import indicator_name
from tests.sample import sample_book

M, A, R = Severity.MANDATORY, Severity.ADVISORY, Severity.ROUNDING


@pytest.fixture(scope="module")
def book() -> Book:
    return sample_book()


def at(book: Book, code: str, sheet: str) -> list[Finding]:
    return [one for one in book.findings if one.code == code and one.place.sheet == sheet]


def test_t1_income_total_is_off_by_rounding_only_in_both_rows(book):
    found = at(book, "G01", "income")
    assert {(one.place.row, one.severity) for one in found} == {("summary", R), ("bureau", R)}
    assert {(one.stated, one.expected) for one in found} == {("5394.86万元", "5394.87万元")}


def test_t2_reception_total_of_zero_is_wrong_in_both_rows(book):
    found = at(book, "G06", "sangong")
    assert {(one.place.row, one.severity) for one in found} == {("summary", M), ("bureau", M)}
    assert {(one.stated, one.expected) for one in found} == {("0.00万元", "0.29万元")}


@pytest.mark.parametrize(
    ("sheet", "codes"), [("spending", ("G02", "G03", "G08")), ("assets", ("G07", "G08"))]
)
def test_t3_t4_spending_and_assets_hold(book, sheet, codes):
    assert [one for one in book.findings if one.place.sheet == sheet and one.code in codes] == []


def test_t5_t6_indicators_below_target_want_a_reason(book):
    found = at(book, "G21", "indicators")
    assert {one.severity for one in found} == {M}
    assert {indicator_name(book, one.place.row) for one in found} == {"重点工作完成及时率", "社会公众满意度"}
    assert {one.place.column for one in found} == {"reason"}


def test_t7_large_deviations_are_asked_about_and_the_smaller_one_is_not(book):
    found = at(book, "G23", "indicators")
    assert {one.severity for one in found} == {A}
    assert {indicator_name(book, one.place.row) for one in found} == {
        "“三公经费”控制率",
        "政府采购执行率",
        "新增规模企业",
        "完成工业投资",
        "通信基础设施建设加速推进建设5G基站",
    }


def test_t9_score_and_grade_hold(book):
    assert [one for one in book.findings if one.place.sheet in ("scores", "result")] == []
    assert book.value(book_ref("result", "score")) == 97
    assert book.value(book_ref("result", "grade")) == "优"


def test_n1_general_budget_is_not_basic_plus_project_and_the_likely_slip_is_named(book):
    (found,) = [one for one in at(book, "G47", "notice") if one.place.row == "general"]
    assert (found.severity, found.stated, found.expected) == (M, "3173.85万元", "2577.98万元")
    assert "2577.99" in found.message


def test_n2_whole_outlay_is_not_the_sum_of_the_four_budgets(book):
    (found,) = [one for one in at(book, "G47", "notice") if one.place.row == "total"]
    assert (found.severity, found.stated, found.expected) == (M, "5394.86万元", "5791.02万元")


def test_n3_deadline_on_the_day_of_issue_is_pointed_out(book):
    (found,) = at(book, "G60", "notice")
    assert found.severity is A
    assert "2023年7月24日" in found.message


def test_nothing_else_is_mandatory_in_the_tables_or_the_notice(book):
    mandatory = [one for one in book.findings if one.severity is M and one.span is None]
    assert sorted((one.code, one.place.sheet) for one in mandatory) == [
        ("G06", "sangong"),
        ("G06", "sangong"),
        ("G21", "indicators"),
        ("G21", "indicators"),
        ("G47", "notice"),
        ("G47", "notice"),
    ]


def test_units_that_keep_no_books_of_their_own_are_no_finding(book):
    assert at(book, "G09", "chapters") == []


def test_what_cannot_be_judged_is_said_to_be_unchecked(book):
    reasons = {(one.code, one.place.sheet): one.reason for one in book.not_checked}
    assert ("G04", "spending") in reasons  # 当年结余 is empty
    assert all(reasons.values())


def book_ref(sheet: str, row: str):
    from model.cells import CellRef

    return CellRef(sheet, row, "value")
