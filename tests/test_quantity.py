"""指标值 and 完成值: what clerks really write is understood, and what is no single quantity stays text."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.numerals import parse_numeral
from model.quantity import (
    Comparator,
    Quantity,
    QuantityKind,
    UnitError,
    compatible,
    convert,
    incompatibility,
    parse_quantity,
)

NUMBER, PERCENT, MONEY = QuantityKind.NUMBER, QuantityKind.PERCENT, QuantityKind.MONEY

SINGLE = [
    # the published 2022 indicator table, as written
    ("28.8万元", MONEY, "", "28.8", "万元"),
    ("0.29万元", MONEY, "", "0.29", "万元"),
    ("4家", NUMBER, "", "4", "家"),
    ("完成8家", NUMBER, "", "8", "家"),
    ("10亿元", MONEY, "", "10", "亿元"),
    ("完成23.4亿元", MONEY, "", "23.4", "亿元"),
    ("169个", NUMBER, "", "169", "个"),
    ("100%", PERCENT, "", "100", "%"),
    ("≥20亿元", MONEY, "≥", "20", "亿元"),
    ("满意度在98%以上", PERCENT, "≥", "98", "%"),
    # comparators before and after the figure
    ("≥95%以上", PERCENT, "≥", "95", "%"),
    (">=90分", NUMBER, "≥", "90", "分"),
    ("不低于95%", PERCENT, "≥", "95", "%"),
    ("98%（含）以上", PERCENT, "≥", "98", "%"),
    ("至少3次", NUMBER, "≥", "3", "次"),
    ("8家以上企业", NUMBER, "≥", "8", "家"),
    ("8家企业以上", NUMBER, "≥", "8", "家"),
    ("超过100人", NUMBER, ">", "100", "人"),
    ("＞5项", NUMBER, ">", "5", "项"),
    ("100余家", NUMBER, ">", "100", "家"),
    ("20多亿元", MONEY, ">", "20", "亿元"),
    ("≤28.8万元", MONEY, "≤", "28.8", "万元"),
    ("不超过5万元", MONEY, "≤", "5", "万元"),
    ("控制在5万元以内", MONEY, "≤", "5", "万元"),
    ("控制在100%", PERCENT, "≤", "100", "%"),
    ("控制在95%以上", PERCENT, "≥", "95", "%"),
    ("30天内", NUMBER, "≤", "30", "天"),
    ("15个工作日内", NUMBER, "≤", "15", "个工作日"),
    ("低于2%", PERCENT, "<", "2", "%"),
    ("不合格率≤5%", PERCENT, "≤", "5", "%"),
    ("等于3次", NUMBER, "=", "3", "次"),
    ("约20家", NUMBER, "约", "20", "家"),
    ("20家左右", NUMBER, "约", "20", "家"),
    ("近100家", NUMBER, "约", "100", "家"),
    # words around the figure
    ("新增规模企业8家", NUMBER, "", "8", "家"),
    ("建设5G基站227个", NUMBER, "", "227", "个"),
    ("“三公经费”控制率2.78%", PERCENT, "", "2.78", "%"),
    ("增长6%", PERCENT, "", "6", "%"),
    ("能耗降低率≥3%", PERCENT, "≥", "3", "%"),
    ("完成率为100%", PERCENT, "", "100", "%"),
    ("100%完成", PERCENT, "", "100", "%"),
    ("3个项目", NUMBER, "", "3", "个"),
    ("5 家。", NUMBER, "", "5", "家"),
    # digits, separators, scales, units
    ("９５％", PERCENT, "", "95", "%"),
    ("1,234.50万元", MONEY, "", "1234.50", "万元"),
    ("5.40万元", MONEY, "", "5.40", "万元"),
    ("-3.4%", PERCENT, "", "-3.4", "%"),
    ("5‰", PERCENT, "", "5", "‰"),
    ("6个百分点", NUMBER, "", "6", "个百分点"),
    ("1.2万人", NUMBER, "", "1.2", "万人"),
    ("1.2万平方米", NUMBER, "", "1.2", "万平方米"),
    ("30㎡", NUMBER, "", "30", "㎡"),
    ("76公里", NUMBER, "", "76", "公里"),
    ("150万千瓦", NUMBER, "", "150", "万千瓦"),
    ("4次/年", NUMBER, "", "4", "次/年"),
    ("20亿", NUMBER, "", "20", "亿"),
    ("227", NUMBER, "", "227", ""),
    ("0起", NUMBER, "", "0", "起"),
    # Chinese numerals
    ("两次", NUMBER, "", "2", "次"),
    ("二十三家", NUMBER, "", "23", "家"),
    ("一百零五人次", NUMBER, "", "105", "人次"),
    ("百分之九十五以上", PERCENT, "≥", "95", "%"),
    ("百分之95", PERCENT, "", "95", "%"),
    ("八成以上", PERCENT, "≥", "80", "%"),
    ("十成", PERCENT, "", "100", "%"),
    ("十二点五万元", MONEY, "", "125000", "元"),
]


@pytest.mark.parametrize(("written", "kind", "comparator", "value", "unit"), SINGLE)
def test_one_figure_is_understood(
    written: str, kind: QuantityKind, comparator: str, value: str, unit: str
) -> None:
    read = parse_quantity(written)
    expected = Comparator(comparator) if comparator else None
    assert (read.kind, read.comparator, str(read.value), read.unit) == (kind, expected, value, unit)
    assert read.upper is None
    assert read.is_single
    assert read.is_percent is (kind is PERCENT)
    assert read.raw == written


@pytest.mark.parametrize(
    ("written", "lower", "upper", "unit"),
    [
        ("3—5家", "3", "5", "家"),
        ("90%-95%", "90", "95", "%"),
        ("3至5", "3", "5", ""),
        ("3～5次", "3", "5", "次"),
        ("10万元-20万元", "10", "20", "万元"),
        ("在1.5到2.25亿元之间", "1.5", "2.25", "亿元"),
    ],
)
def test_a_range_has_two_ends(written: str, lower: str, upper: str, unit: str) -> None:
    read = parse_quantity(written)
    assert (read.kind, str(read.value), str(read.upper), read.unit) == (
        QuantityKind.RANGE,
        lower,
        upper,
        unit,
    )
    assert not read.is_single


@pytest.mark.parametrize(
    ("written", "is_deadline"),
    [
        ("12月底前", True),
        ("2022年12月31日前", True),
        ("2022年12月31日之前完成", True),
        ("年底前", True),
        ("十月底前", True),
        ("第四季度前", True),
        ("2022年底", False),
        ("11月23日", False),
        ("2022-12-31", False),
        ("上半年完成", False),
    ],
)
def test_a_date_is_not_a_number(written: str, is_deadline: bool) -> None:
    read = parse_quantity(written)
    assert (read.kind, read.value) == (QuantityKind.DATE, None)
    assert (read.comparator is Comparator.AT_MOST) is is_deadline


@pytest.mark.parametrize(
    "written",
    [
        # judgements
        *(
            "较为认可",
            "良好",
            "优",
            "达标",
            "全部完成",
            "基本达到",
            "无事故",
            "零投诉",
            "一致好评",
            "满足需要",
        ),
        # characters that look like numbers
        *(
            "三公经费",
            "统一管理",
            "一系列活动",
            "一次性通过",
            "第三名",
            "万无一失",
            "4A",
            "两",
            "十点五",
            "十一成",
        ),
        # more than one figure, or one that cannot be trusted
        *("3个项目5万元", "首次认定1家，复审3家", "3万5千元", "3 5家", "1:3", "3/5", "1..95万元", "1,23万元"),
        *("5²个", "٣个", "1e3", "3家-5个", "5-3家", "0743-8520526", "1-9月", "2021-2022年"),
        *("三五家", "一百五家", "1234567890123元"),
        # words that turn the figure round
        *(
            "下降5%",
            "提前3天",
            "前3名",
            "3个项目未完成",
            "98%的企业满意",
            "超额8家",
            "≥95%以下",
            "5%-10%以上",
            "还差3家",
        ),
    ],
)
def test_what_is_no_single_quantity_stays_text(written: str) -> None:
    read = parse_quantity(written)
    assert (read.kind, read.value, read.comparator) == (QuantityKind.TEXT, None, None)
    assert str(read) == written


@pytest.mark.parametrize("written", [None, "", " \n\u3000", "—", "/", "-", "***", "___", "……"])
def test_strokes_that_say_nothing_count_as_not_filled(written: str | None) -> None:
    assert parse_quantity(written).kind is QuantityKind.EMPTY


@settings(max_examples=100)
@given(
    st.text(
        alphabet="0123456789０.,，-—~%‰≥≤约第以上内不超完成家个次万亿元人年月日前一二两三十百零点 \n（）",
        max_size=30,
    )
)
def test_reading_never_fails_and_keeps_the_text(written: str) -> None:
    read = parse_quantity(written)
    assert read.raw == written
    assert (read.value is None) or read.value.is_finite()


@pytest.mark.parametrize("pattern", ["一", "满意度", "5", "5G", "3家", "(", "1 "])
def test_a_pasted_page_of_text_is_text(pattern: str) -> None:
    assert parse_quantity(pattern * 5000).kind is QuantityKind.TEXT


@settings(max_examples=80)
@given(
    st.decimals(0, 99_999_999, places=2),
    st.sampled_from(["", "≥", "≤", "不低于", "不超过", "完成", "约"]),
    st.sampled_from(["家", "万元", "%", "人次", "公里", "亿元", "个工作日"]),
)
def test_any_figure_with_known_words_is_read_back(value: Decimal, prefix: str, unit: str) -> None:
    read = parse_quantity(f"{prefix}{value:,f}{unit}")
    assert (str(read.value), read.unit, read.precision) == (f"{value:f}", unit, 2)
    assert str(read) == f"{value:f}{unit}"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("20亿元", "5000万元"),
        ("95%", "950‰"),
        ("15亩", "1公顷"),
        ("1.2万人", "12000人"),
        ("3公里", "3000米"),
        ("1吨", "1000公斤"),
        ("8家", "8"),
        ("1.2万", "12000人"),
        ("32名", "32人"),
        ("8座", "8"),
    ],
)
def test_units_of_one_kind_can_be_compared(first: str, second: str) -> None:
    assert compatible(parse_quantity(first), parse_quantity(second))


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("8家", "8个", "不同类"),
        ("20亿元", "95%", "不同类"),
        ("6个百分点", "6%", "不同类"),
        ("100人", "100人次", "不同类"),
        ("10.44万元", "0.29", "没有写单位"),
        ("98", "98%", "没有写单位"),
        ("较为认可", "95%", "不是数值"),
        ("", "95%", "空白"),
        ("12月底前", "11月", "不是数值"),
    ],
)
def test_what_cannot_be_compared_says_why(first: str, second: str, said: str) -> None:
    reason = incompatibility(parse_quantity(first), parse_quantity(second))
    assert reason is not None
    assert said in reason
    assert reason.endswith("。")
    assert not compatible(parse_quantity(second), parse_quantity(first))


@pytest.mark.parametrize(
    ("written", "unit", "expected"),
    [
        ("20亿元", "万元", "200000万元"),
        ("3.05万元", "元", "30500元"),
        ("5千元", "万元", "0.5万元"),
        ("950‰", "%", "95%"),
        ("15亩", "公顷", "1公顷"),
        ("2平方公里", "公顷", "200公顷"),
        ("12000人", "万人", "1.2万人"),
        ("76公里", "千米", "76千米"),
        ("500公斤", "吨", "0.5吨"),
        ("5.40万元", "万元", "5.40万元"),
        ("10-20亿元", "万元", "100000—200000万元"),
    ],
)
def test_quantities_are_converted_exactly(written: str, unit: str, expected: str) -> None:
    assert str(convert(parse_quantity(written), unit)) == expected


@pytest.mark.parametrize(
    ("written", "unit"), [("8家", "个"), ("95%", ""), ("较为认可", "%"), ("8家", "光年")]
)
def test_impossible_conversions_are_refused(written: str, unit: str) -> None:
    with pytest.raises(UnitError, match="无法换算"):
        convert(parse_quantity(written), unit)


@settings(max_examples=60)
@given(st.decimals(0, 999_999, places=4), st.permutations(["元", "千元", "万元", "亿元"]))
def test_money_converted_there_and_back_is_the_same(value: Decimal, units: list[str]) -> None:
    quantity = Quantity("", MONEY, None, value, None, units[0])
    assert convert(convert(quantity, units[1]), units[0]).value == value


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        *(
            ("零", "0"),
            ("十", "10"),
            ("十二", "12"),
            ("两百", "200"),
            ("一百一十", "110"),
            ("一千零五十", "1050"),
        ),
        *(("三千五百", "3500"), ("两万", "20000"), ("一万零五百", "10500"), ("一亿二千万", "120000000")),
        *(("十二点五", "12.5"), ("一点二万", "12000"), ("零点三", "0.3")),
    ],
)
def test_full_numerals_are_read(numeral: str, value: str) -> None:
    assert str(parse_numeral(numeral)) == value


@pytest.mark.parametrize(
    "numeral",
    [
        "",
        "三五",
        "一百五",
        "百",
        "二〇二二",
        "十百",
        "一千五十",
        "万",
        "三点",
        "点五",
        "一一",
        "三十零",
        "零零",
        "五十零三百",
    ],
)
def test_colloquial_or_broken_numerals_are_not_guessed(numeral: str) -> None:
    assert parse_numeral(numeral) is None
