"""Figures: one reading or a sentence, never a guess."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.amounts import (
    AmountError,
    AmountUnit,
    convert_amount,
    decimal_places,
    format_amount,
    format_percent,
    half_unit,
    parse_amount,
    parse_percent,
    round_half_up,
)

FIGURES = st.integers(-(10**12 - 1), 10**12 - 1).flatmap(
    lambda units: st.integers(0, 6).map(lambda places: Decimal(units).scaleb(-places))
)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("5394.86", "5394.86"),
        ("5.40", "5.40"),
        ("0", "0"),
        ("0.005", "0.005"),
        ("1,234.50", "1234.50"),
        ("1，234.50", "1234.50"),
        ("12,345,678", "12345678"),
        ("１２３４．５６", "1234.56"),
        ("\u30005394.86\u00a0\n", "5394.86"),
        ("\ufeff46.08\t", "46.08"),
        ("-3.4", "-3.4"),
        ("−3.4", "-3.4"),
        ("－3.4", "-3.4"),
        ("△3.4", "-3.4"),
        ("▲ 3.4", "-3.4"),
        ("(5)", "-5"),
        ("（5.00）", "-5.00"),
        ("+7", "7"),
        ("-0.00", "0.00"),
        ("(0)", "0"),
        ("999999999999.999999", "999999999999.999999"),
    ],
)
def test_a_figure_is_read_with_its_typed_digits(typed: str, expected: str) -> None:
    assert str(parse_amount(typed)) == expected


@pytest.mark.parametrize("typed", [None, "", " ", "\u3000", "\u00a0\t\n", "\u200b"])
def test_a_blank_is_nothing_and_not_zero(typed: str | None) -> None:
    assert parse_amount(typed) is None


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("1..95", "小数点"),
        ("1.9.5", "小数点"),
        (".5", "小数点前"),
        ("5.", "小数点后"),
        ("1,23", "逗号"),
        ("1,2345", "逗号"),
        ("1234,567", "逗号"),
        ("0,123", "逗号"),
        (",123", "逗号"),
        ("1.234,5", "逗号"),
        ("1,,234", "逗号"),
        ("1e3", "不是数字"),
        ("1E+3", "不是数字"),
        ("nan", "不是数字"),
        ("Infinity", "不是数字"),
        ("٣", "不是数字"),
        ("5²", "不是数字"),
        ("①", "不是数字"),
        ("½", "不是数字"),
        ("五", "不是数字"),
        ("12 34", "不是数字"),
        ("1_000", "不是数字"),
        ("--5", "不是数字"),
        ("(-5)", "不是数字"),
        ("(5", "不是数字"),
        ("5万元", "不是数字"),
        ("=1+1", "不是数字"),
        ("-", "不是数字"),
        ("0x10", "不是数字"),
        ("1234567890123", "12 位"),
        ("0.1234567", "6 位"),
    ],
)
def test_what_has_no_single_reading_is_refused_in_one_chinese_sentence(typed: str, said: str) -> None:
    with pytest.raises(AmountError) as refusal:
        parse_amount(typed)
    sentence = str(refusal.value)
    assert said in sentence
    assert typed in sentence
    assert sentence.endswith("。")
    assert sentence.count("。") == 1


def test_a_refusal_quotes_only_the_start_of_a_long_text() -> None:
    with pytest.raises(AmountError) as refusal:
        parse_amount("长" * 5000)
    assert len(str(refusal.value)) < 80


@settings(max_examples=100)
@given(FIGURES, st.booleans())
def test_a_figure_survives_being_printed_and_read_again(figure: Decimal, grouping: bool) -> None:
    """Value and number of decimals, with and without separators."""
    read = parse_amount(format_amount(figure, grouping=grouping))
    assert read is not None
    assert (read, decimal_places(read)) == (figure, decimal_places(figure))


@settings(max_examples=100)
@given(st.text(alphabet="0123456789０５.,，-−()（） %eE万٣²", max_size=12))
def test_reading_never_fails_otherwise_than_by_refusal(typed: str) -> None:
    try:
        read = parse_amount(typed)
    except AmountError:
        return
    assert read is None or read.is_finite()


@pytest.mark.parametrize(
    ("figure", "places", "grouping", "printed"),
    [
        (Decimal("5.40"), None, False, "5.40"),
        (Decimal("1234567.5"), 2, True, "1,234,567.50"),
        (Decimal("0.125"), 2, False, "0.13"),
        (Decimal("-0.125"), 2, False, "-0.13"),
        (Decimal("2.5"), 0, False, "3"),
        (Decimal("-0.001"), 2, False, "0.00"),
        (Decimal("1E+3"), None, True, "1,000"),
        (None, 2, True, ""),
    ],
)
def test_figures_are_printed_rounded_half_up(
    figure: Decimal | None, places: int | None, grouping: bool, printed: str
) -> None:
    assert format_amount(figure, places, grouping) == printed


@pytest.mark.parametrize("figure", [Decimal("NaN"), Decimal("Infinity")])
def test_what_is_no_figure_is_not_printed(figure: Decimal) -> None:
    with pytest.raises(AmountError):
        format_amount(figure)


def test_a_figure_longer_than_the_default_precision_is_still_rounded() -> None:
    assert round_half_up(Decimal("1" * 30 + ".005"), 2) == Decimal("1" * 30 + ".01")


@pytest.mark.parametrize(
    ("figure", "slack"), [("0.2", "0.005"), ("5.40", "0.005"), ("100", "0.005"), ("0.096", "0.0005")]
)
def test_half_a_unit_counts_at_least_two_places(figure: str, slack: str) -> None:
    assert half_unit(Decimal(figure)) == Decimal(slack)


def test_half_a_unit_of_a_percentage_with_one_place() -> None:
    assert half_unit(Decimal("91.5"), minimum_places=0) == Decimal("0.05")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("84.62%", "84.62"),
        ("84.62％", "84.62"),
        ("84.62", "84.62"),
        ("-3.4 %", "-3.4"),
        ("", None),
        (None, None),
    ],
)
def test_percentages_are_their_number(typed: str | None, expected: str | None) -> None:
    read = parse_percent(typed)
    assert (None if read is None else str(read)) == expected


@pytest.mark.parametrize("typed", ["%", ".5%", "5%%", "5‰", "12.3。"])
def test_malformed_percentages_are_refused(typed: str) -> None:
    with pytest.raises(AmountError):
        parse_percent(typed)


def test_percentages_are_printed_to_two_places() -> None:
    assert format_percent(Decimal("75.694")) == "75.69%"
    assert format_percent(None) == ""


@pytest.mark.parametrize(
    ("figure", "source", "target", "expected"),
    [
        ("3.05", AmountUnit.TEN_THOUSAND_YUAN, AmountUnit.YUAN, "30500"),
        ("30500", AmountUnit.YUAN, AmountUnit.TEN_THOUSAND_YUAN, "3.0500"),
        ("23.4", AmountUnit.HUNDRED_MILLION_YUAN, AmountUnit.TEN_THOUSAND_YUAN, "234000"),
        ("5", AmountUnit.THOUSAND_YUAN, AmountUnit.TEN_THOUSAND_YUAN, "0.5"),
    ],
)
def test_money_is_converted_exactly(
    figure: str, source: AmountUnit, target: AmountUnit, expected: str
) -> None:
    assert str(convert_amount(Decimal(figure), source, target)) == expected


@settings(max_examples=60)
@given(FIGURES, st.sampled_from(AmountUnit), st.sampled_from(AmountUnit))
def test_converting_there_and_back_changes_nothing(
    figure: Decimal, source: AmountUnit, target: AmountUnit
) -> None:
    assert convert_amount(convert_amount(figure, source, target), target, source) == figure
