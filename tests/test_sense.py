"""Titles and column headings are broken between words into lines of about one length; nothing is lost."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from export.linebreak import NO_END, NO_START, is_wide
from export.sense import balanced_breaks


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
