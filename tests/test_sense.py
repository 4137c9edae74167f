"""Titles and column headings are broken between words into lines of about one length; nothing is lost."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from export.linebreak import NO_END, NO_START, is_wide
from export.sense import balanced_breaks, kept_lines, title_breaks


def widths(text):
    return [1.0 if is_wide(c) else 0.5 for c in text]


def lines_of(text, measure):
    found = balanced_breaks(text, widths(text), measure)
    return None if found is None else [text[start:end] for start, end in found]


@pytest.mark.parametrize(
    ("text", "measure", "lines"),
    [
        ("纳入专户管理的非税收入拨款", 4.9, ["纳入专户", "管理的", "非税收入", "拨款"]),
        ("公共财政拨款", 4.7, ["公共财政", "拨款"]),
        ("规模控制率", 4, ["规模", "控制率"]),
        ("2022年实际在职人数", 8, ["2022年实际", "在职人数"]),
        ("公务用车运行维护费", 5.5, ["公务用车", "运行维护费"]),
        ("“三公经费”控制率", 8.9, ["“三公经费”", "控制率"]),
        (
            "吉首市科工信局关于开展2022年度部门整体支出绩效自评工作的通知",
            20.1,
            ["吉首市科工信局关于开展2022年度", "部门整体支出绩效自评工作的通知"],
        ),
        ("吉首市科工信局2022年度部门整体支出", 14.7, ["吉首市科工信局", "2022年度部门整体支出"]),
        ("编制数", 9, ["编制数"]),
    ],
)
def test_official_headings_break_at_sense_units(text, measure, lines):
    assert lines_of(text, measure) == lines


@given(st.text("部门整体支出绩效自评（）《》“”，、的及12.5%A ", max_size=60), st.floats(2, 25))
def test_nothing_is_lost_and_the_rules_at_line_ends_hold(text, measure):
    lines = lines_of(text, measure)
    if lines is None:
        return
    assert "".join(lines) == text
    for line, after in pairwise(lines):
        assert after[0] not in NO_START
        assert line[-1] not in NO_END
        assert sum(widths(line)) <= measure + 1e-6


def test_what_cannot_be_a_title_is_left_to_prose():
    assert lines_of("文" * 200, 20) is None
    assert lines_of("文" * 100, 4) is None
    assert lines_of("A" * 90, 10) is None


def test_a_number_stays_with_what_it_numbers():
    text = "收入 › 1、局机关 › 收入合计"
    ends = balanced_breaks(text, [1.0] * len(text), 10.0)
    assert not any(text[start:end].strip().endswith("1、") for start, end in ends)


UNIT = "吉首市科工信局"
TERMS = (
    "部门整体支出",
    "绩效评价",
    "绩效自评",
    "2022年度",
    "关于开展",
    "工作领导小组",
    "名单",
    "工作的通知",
    "报告",
    "专项资金",
)


def title_lines(text, measure, names=(UNIT,)):
    found = title_breaks(text, widths(text), measure, names)
    return None if found is None else [text[start:end] for start, end in found]


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        (["绩效评价工作", "领导小组名单"], ["绩效评价工作领导小组名单"]),
        (["吉首市科工", "信局绩效自评报告"], ["吉首市科工信局绩效自评报告"]),
        (["部门整体支出绩效自评表", "（2022年度）"], ["部门整体支出绩效自评表", "（2022年度）"]),
        (["吉首市科工信局", "绩效自评报告"], ["吉首市科工信局", "绩效自评报告"]),
        ([], []),
    ],
)
def test_the_author_s_lines_of_a_title_are_kept_unless_they_part_a_word_or_a_name(lines, kept):
    assert kept_lines(lines, (UNIT,)) == kept


def test_the_list_of_the_leading_group_has_a_title_of_two_lines_that_part_no_word():
    text = f"{UNIT}部门整体支出绩效评价工作领导小组名单"
    assert title_lines(text, 20.1) == ["吉首市科工信局部门整体支出", "绩效评价工作领导小组名单"]


@given(st.lists(st.sampled_from(TERMS), min_size=1, max_size=8), st.integers(9, 24))
def test_a_title_of_the_trade_s_words_parts_none_of_them_nor_the_department_s_name(terms, measure):
    text = UNIT + "".join(terms)
    lines = title_lines(text, measure)
    if lines is None:
        return
    assert "".join(lines) == text
    assert UNIT in lines[0]
    for line in lines:
        assert sum(widths(line)) <= measure + 1e-6
    assert sum(line.count("领导小组") for line in lines) == text.count("领导小组")


@given(st.lists(st.sampled_from(TERMS), min_size=4, max_size=8))
def test_a_title_of_three_lines_is_no_hourglass_where_it_need_not_be(terms):
    text = UNIT + "".join(terms)
    lines = title_lines(text, 20.1)
    if lines is None or len(lines) != 3:
        return
    first, middle, last = (sum(widths(line)) for line in lines)
    assert min(first, last) - middle <= 4
