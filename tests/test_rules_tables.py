"""Every relation between the tables' figures: it holds, it fails, and what it says then."""

from __future__ import annotations

from decimal import Decimal

import pytest

from intake.detail import read_detail
from tests.rule_cases_tables import BUILDING, CASES, EXECUTION, FUNDING, FUNDS, SANGONG, SPENDING, STAFF
from tests.rule_kit import A, M, R, assert_fails, assert_holds, assert_lets_pass, book_of
from tests.sample import sample_book


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_relation_that_holds_is_judged_and_passes(case):
    assert_holds(case)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_broken_relation_is_found_where_it_is_broken(case):
    assert_fails(case)


@pytest.mark.parametrize("case", [case for case in CASES if case.within], ids=str)
def test_what_the_relation_allows_passes(case):
    assert_lets_pass(case)


def codes(book, severity=None):
    return {one.code for one in book.findings if severity in (None, one.severity)}


def test_annexes_that_only_the_program_filled_in_are_neither_passed_nor_found_wrong():
    """收入 5394.87 and 支出 5394.86 differ by a hundredth: annex 2, not filled in, has no finding of its own."""
    form = {
        "income/summary/carryover": "46.08",
        "income/summary/public": "2577.99",
        "income/summary/fund": "2617.17",
        "income/summary/other": "153.63",
        "spending/summary/total": "5394.86",
        "spending/summary/basic": "548.83",
        "spending/summary/project": "4846.03",
        "overview/staffing": "26",
        "overview/staff": "22",
        **SANGONG,
    }
    book = book_of(form)
    annexes = {"execution", "funding", "base_staff", "base_funds", "base_building"}
    assert [one for one in book.findings if one.place.sheet in annexes] == []
    unchecked = {one.code for one in book.not_checked if one.place.sheet in annexes}
    assert {"G10", "G11", "G12", "G13", "G31", "G35", "G38", "G39", "G43", "G44"} <= unchecked


def test_a_rate_over_nothing_is_not_applicable_instead_of_an_error():
    nothing = {address: "0" for address in BUILDING if not address.endswith("rate")}
    book = book_of(nothing | {"base_building/all/area_rate": "0"})
    assert "G36" not in codes(book)
    assert any(one.code == "G36" and "不适用" in one.reason for one in book.not_checked)


def test_an_annual_budget_of_zero_gives_no_rate_and_no_score():
    book = book_of(
        {"execution/total/initial": "0", "execution/total/executed": "5", "execution/total/rate": "100"}
    )
    assert "G13" not in codes(book)
    assert any(one.code == "G13" and "分母为0" in one.reason for one in book.not_checked)


@pytest.mark.parametrize(
    ("total", "severity"),
    [("90.00", None), ("90.01", R), ("90.02", A), ("90.05", M)],
    ids=["equal", "rounding", "between", "beyond"],
)
def test_the_two_sides_of_annex_2_have_the_slack_of_all_their_figures(total, severity):
    """Five figures: worst case 0.025, three sigma 0.02."""
    shifted = FUNDING | {"funding/fund/amount": str(Decimal(total) - 70)}
    sides = [one.severity for one in book_of(shifted).findings if one.code == "G12" and not one.variant]
    assert sides == ([severity] if severity else [])


def test_an_annex_1_whose_project_outlay_is_only_the_sum_of_special_funds_is_not_compared():
    book = book_of({**SPENDING, "specials/p1/amount": "20"})
    assert "G43" not in codes(book)


def test_items_of_public_outlay_may_be_less_than_the_whole():
    assert "G34" not in codes(book_of(FUNDS | {"base_funds/office/actual": "0"}))


def test_staff_at_the_limit_is_no_finding():
    assert "G35" not in codes(
        book_of(STAFF | {"overview/staff": "87", "base_staff/all/staff": "87", "base_staff/all/rate": "100"})
    )


def test_money_brought_in_by_additions_counts_in_the_annual_budget():
    cells = EXECUTION | {
        "execution/total/adjusted": "-20",
        "execution/total/annual": "70",
        "execution/total/executed": "63",
    }
    assert codes(book_of(cells)) & {"G13", "G14", "G16"} == set()


def test_the_published_packets_own_lists_are_judged_as_by_hand():
    """R2–R7: what chapters 二 and 三 list, taken into the detail tables."""
    book = sample_book()
    found = book.apply(read_detail(book)).findings_added
    assert {(one.stated, one.expected, one.severity) for one in found if one.code == "G51"} == {
        ("432.62万元", "432.63万元", R),
        ("21.83万元", "22.02万元", M),
        ("2123.53万元", "2123.47万元", A),
        ("19.20万元", "19.205万元", R),
        ("12.21万元", "12.056万元", M),
    }


def test_units_that_are_named_and_counted_rightly_are_not_told_off_before_their_figures_are_in():
    named = {"units/u1/name": "执法大队", "units/u2/name": "服务中心"}
    book = book_of(named | {"chapters/c1/text": "所属二级机构2个。"})
    assert "G09" not in codes(book)
    assert [one.reason for one in book.not_checked if one.code == "G09"] == ["各二级机构的收支还没有填写"]
    book = book_of(named | {"chapters/c1/text": "所属二级机构3个。"})
    assert "G09" in codes(book)
