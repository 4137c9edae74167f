"""Every relation of the indicator table: it holds, it fails, and what it says then; and the words that goals are stated in."""

from __future__ import annotations

import pytest

from model.rules.policy import POLICIES
from tests.rule_cases_indicators import CASES, MISSED, PUBLIC, SANGONG, SCORED, rate
from tests.rule_kit import assert_fails, assert_holds, assert_lets_pass, book_of, indicator


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_relation_that_holds_is_judged_and_passes(case):
    assert_holds(case)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_broken_relation_is_found_where_it_is_broken(case):
    assert_fails(case)


@pytest.mark.parametrize("case", [case for case in CASES if case.within], ids=str)
def test_what_the_relation_allows_passes(case):
    assert_lets_pass(case)


def codes(book):
    return {one.code for one in book.findings}


def reasons(book, code):
    return [one.reason for one in book.not_checked if one.code == code]


@pytest.mark.parametrize("code", ["G20", "G21", "G22", "G25", "G26"])
def test_points_are_not_judged_before_the_indicator_has_a_weight(code):
    book = book_of(indicator(name="新增规模企业", target="8家", actual="已完成"))
    assert code not in codes(book)
    assert reasons(book, code) == ["没有填写分值"]


def test_a_missed_target_without_a_reason_is_said_once_not_twice():
    book = book_of(MISSED | {"indicators/i1/reason": ""})
    assert [one.variant for one in book.findings if one.code == "G21"] == [""]


def test_the_nature_that_the_clerk_chose_decides_what_falls_short():
    """工期 90天 done in 80: a shortfall unless less is better."""
    row = indicator(name="建设工期", target="90天", actual="80天")
    assert "G21" in codes(book_of(row))
    assert "G21" not in codes(book_of(row | {"indicators/i1/nature": "反向"}))


def test_points_given_above_the_rule_are_asked_about_too():
    book = book_of(indicator(name="产值", target="100万元", actual="80万元", weight="10", score="10"))
    assert {"G20", "G22"} <= codes(book)


def test_a_reason_answers_a_score_that_differs_but_not_full_marks_for_a_missed_target():
    row = indicator(
        name="产值", target="100万元", actual="80万元", weight="10", score="10", reason="疫情影响"
    )
    assert codes(book_of(row)) & {"G20", "G21", "G22"} == {"G22"}


def test_without_annex_1_the_packets_rates_are_not_checked():
    for cells, code in ((PUBLIC, "G41"), (SANGONG, "G40")):
        alone = {address: text for address, text in cells.items() if address.startswith("indicators")}
        book = book_of(alone)
        assert code not in codes(book)
        assert any("没有填报数" in reason for reason in reasons(book, code))


def test_quotation_marks_and_blanks_do_not_hide_a_common_indicator():
    cells = SANGONG | {"indicators/i1/name": "三公经费 控制率（%）", "base_funds/sangong/budget": "11"}
    assert "G40" in codes(book_of(cells))


def test_an_indicator_of_another_name_is_left_alone():
    cells = SANGONG | {"indicators/i1/name": "招商引资", "base_funds/sangong/budget": "11"}
    assert codes(book_of(cells)) & {"G40", "G41", "G42", "G46", "G52"} == set()


def test_a_zero_divisor_is_explained_and_never_an_error():
    cells = rate(
        "在职人员控制率", "≤100%", "100%", base_staff__all__staff="5", base_staff__all__establishment="0"
    )
    (reason,) = [reason for reason in reasons(book_of(cells), "G35") if "分母" in reason and "指标" in reason]
    assert "分母为0，不能计算在职人员控制率" in reason


def test_no_building_this_year_counts_as_nothing_spent():
    cells = rate(
        "新建楼堂馆所面积控制率",
        "≤100%",
        "0%",
        base_building__all__actual_area="0",
        base_building__all__approved_area="0",
    )
    assert "G36" not in codes(book_of(cells))


def test_full_marks_for_a_target_met_within_the_rules_own_rounding_stand():
    """99.999% of the weight rounds to all of it: the rule itself gives full marks."""
    row = SCORED | {
        "indicators/i1/target": "100000家",
        "indicators/i1/actual": "99999家",
        "indicators/i1/reason": "一家注销",
    }
    assert "G22" not in codes(book_of(row))


def test_every_policy_has_words_for_a_rule_that_exists():
    from model.rules import RULES

    assert set(POLICIES) <= {rule.code for rule in RULES}


def mandatory(book):
    return {(one.code, str(one.place)): one.message for one in book.findings if one.severity.title == "强制"}


@pytest.mark.parametrize("score", ["12", "0", "-3"])
def test_a_score_without_a_weight_is_found(score):
    book = book_of(indicator(name="新增规模企业", target="8家", actual="8家", score=score))
    assert "没有分值" in mandatory(book)["G18", "indicators/i1/score"]


@pytest.mark.parametrize("begun", [{"goals/expected": "完成招商任务"}, {"scores/output/score": "50"}])
def test_no_indicator_at_all_is_mandatory_once_goals_or_scores_are_filled_in(begun):
    headings = {f"scores/{row}/weight" for row in ("output", "benefit")}
    assert headings <= {place for code, place in mandatory(book_of(begun)) if code == "G27"}


def test_a_packet_that_is_not_begun_is_not_told_off_for_its_empty_table():
    book = book_of({"cover/unit_name": "某某局"})
    assert mandatory(book) == {}
    assert reasons(book, "G27") == ["还没有填写指标"] * 2
