"""Dates as clerks write them: what is read, and what cannot be."""

from __future__ import annotations

from datetime import date

import pytest

from model.dates import date_fault, read_date
from tests.rule_cases_dates import CASES
from tests.rule_kit import assert_fails, assert_holds, at, book_of

MONTH = (date(2023, 7, 1), date(2023, 7, 31))
DAY = (date(2023, 7, 24), date(2023, 7, 24))


@pytest.mark.parametrize(
    "text", ["2023年7月", "２０２３年７月", "2023 年 7 月", "2023.7", "2023-07", "二〇二三年七月"]
)
def test_a_month_is_read(text):
    read = read_date(text)
    assert (read.begin, read.end, read.day) == (*MONTH, None)


@pytest.mark.parametrize(
    "text",
    [
        "2023年7月24日",
        "2023-7-24",
        "2023/07/24",
        "2023年7月24日前",
        "二〇二三年七月二十四日",
        "2023年7月24日17:00",
    ],
)
def test_a_day_is_read(text):
    read = read_date(text)
    assert (read.begin, read.end, read.day) == (*DAY, DAY[0])


@pytest.mark.parametrize(
    "text", ["", "2023", "2023年度", "7月24日前", "另行通知", "8520526", "0743-8520526", "2023—2024年"]
)
def test_what_names_no_month_of_a_year_is_no_date_and_no_fault(text):
    assert read_date(text) is None
    assert date_fault(text) == ""


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("2023年13月", "没有13月"),
        ("2023年0月", "没有0月"),
        ("2023-13-1", "没有13月"),
        ("2024年2月30日", "2024年2月没有30日"),
        ("2023年2月29日", "2023年2月没有29日"),
        ("2月30日", "2月没有30日"),
        ("二〇二三年十三月", "没有13月"),
        ("2023年7月1日至7月32日", "7月没有32日"),
    ],
)
def test_what_stands_in_no_calendar_is_told(text, fault):
    assert date_fault(text) == fault


def test_the_leap_day_is_one():
    assert date_fault("2024年2月29日") == ""


def test_an_impossible_date_silences_no_other_finding():
    """With 2月30日 the order of the two dates cannot be judged: that it does not exist is 强制."""
    book = book_of({"notice/issue_date": "2024年2月30日", "notice/deadline": "2024年2月1日"}, year=2023)
    found = {one.place: one.severity.title for one in book.findings}
    assert found[at("notice/issue_date")] == "强制"


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_relation_of_dates_that_holds_passes_and_one_that_is_broken_is_found(case):
    assert_holds(case)
    assert_fails(case)
