"""Units of money in words: behind figures, in headings, on the line above a table; what is none of ours is refused."""

from __future__ import annotations

from decimal import Decimal

import pytest

from model.amounts import AmountError, AmountUnit
from model.moneywords import announced_unit, heading_unit, money_unit, parse_money

YUAN, THOUSAND = AmountUnit.YUAN, AmountUnit.THOUSAND_YUAN
TEN_THOUSAND, HUNDRED_MILLION = AmountUnit.TEN_THOUSAND_YUAN, AmountUnit.HUNDRED_MILLION_YUAN


@pytest.mark.parametrize(
    ("typed", "figure", "unit"),
    [
        ("20000元", "20000", YUAN),
        ("3.5亿元", "3.5", HUNDRED_MILLION),
        ("12千元", "12", THOUSAND),
        ("12万", "12", TEN_THOUSAND),
        ("1.50 亿", "1.50", HUNDRED_MILLION),
        ("12万元", "12", TEN_THOUSAND),
        ("１２，３４５．６０元", "12345.60", YUAN),
        ("（5）万元", "-5", TEN_THOUSAND),
        ("△2元", "-2", YUAN),
        ("¥460,800.00元", "460800.00", YUAN),
        ("人民币20000元", "20000", YUAN),
        ("8.80", "8.80", None),
        ("", None, None),
    ],
)
def test_a_figure_is_read_with_the_unit_behind_it(
    typed: str, figure: str | None, unit: AmountUnit | None
) -> None:
    assert parse_money(typed) == (None if figure is None else Decimal(figure), unit)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("12千", "单位不能识别"),
        ("3百万元", "单位不能识别"),
        ("5美元", "单位不能识别"),
        ("18人", "单位不能识别"),
        ("约20000元", "不是数字"),
        ("元", "不是数字"),
        ("万元", "不是数字"),
        ("1亿2000万元", "不是数字"),
        ("3-5万元", "不是数字"),
        ("1,23元", "逗号"),
        ("84%", "不是数字"),
        ("¥460,800.00", "看不出是元还是万元"),
        ("٣元", "不是数字"),
    ],
)
def test_what_is_ambiguous_is_refused_in_one_sentence(typed: str, said: str) -> None:
    with pytest.raises(AmountError, match=said) as refusal:
        parse_money(typed)
    assert str(refusal.value).count("。") == 1


def test_a_currency_sign_is_no_obstacle_where_a_heading_names_the_unit() -> None:
    assert parse_money("￥460,800.00", unit_is_named=True) == (Decimal("460800.00"), None)


@pytest.mark.parametrize(
    ("heading", "unit"),
    [
        ("上年结转（元）", YUAN),
        ("上年结转\n(单位：千元)", THOUSAND),
        ("单位：万元", TEN_THOUSAND),
        ("金额单位:人民币元", YUAN),
        ("编制单位：某局　单位：元", YUAN),
        ("上年结转（亿）", HUNDRED_MILLION),
        ("上年结转(单位：万)", TEN_THOUSAND),
        ("单位：万", TEN_THOUSAND),
        ("元", YUAN),
        (" 亿元 ", HUNDRED_MILLION),
        ("金额 万元", TEN_THOUSAND),
        ("金额/元", YUAN),
        ("金额万元", TEN_THOUSAND),
        ("金额元", YUAN),
        ("上年结转", None),
        ("单位", None),
        ("第二单元", None),
        ("编制人数（人）", None),
        ("", None),
    ],
)
def test_the_unit_of_a_column_is_read_from_its_heading(heading: str, unit: AmountUnit | None) -> None:
    assert heading_unit(heading) is unit


@pytest.mark.parametrize(
    "heading", ["金额（美元）", "百万元", "金额（百万元）", "标准（元/人）", "单价（元／每亩）"]
)
def test_a_unit_that_is_none_of_ours_is_refused(heading: str) -> None:
    with pytest.raises(AmountError, match="不是元、千元、万元或亿元"):
        heading_unit(heading)


def test_notes_and_lines_of_published_tables_are_read_as_before() -> None:
    assert money_unit("年度收入情况（元）") is YUAN
    assert announced_unit("编制单位：某局　单位：元") == (YUAN, 8)
    assert announced_unit("上年结转（元）") is None
