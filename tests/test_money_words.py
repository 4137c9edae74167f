"""What is said of money: two decimals in tables, findings in the unit of the view, one mistake told once."""

from __future__ import annotations

from decimal import Decimal

import pytest

from export.tables import shown
from model.cells import CellRef
from model.forms import FORMS
from model.moneyunits import SCREEN_IN_YUAN, can_be_yuan, is_amount, is_money
from tests.rule_kit import book_of

BUREAU, SUMMARY = (CellRef("sangong", row, "total") for row in ("bureau", "summary"))
PARTS = {"sangong/bureau/reception": "15.5", "sangong/bureau/abroad": "1.255"}


def test_money_on_paper_has_two_decimals_and_never_loses_one() -> None:
    book = book_of(PARTS)
    assert shown(book, CellRef("sangong", "bureau", "reception")) == "15.50"
    assert shown(book, CellRef("sangong", "bureau", "abroad")) == "1.255"
    assert book.stated(CellRef("sangong", "bureau", "reception")) == Decimal("15.5")


def test_a_finding_about_a_table_can_be_told_in_yuan() -> None:
    book = book_of({**PARTS, "sangong/bureau/total": "20"})
    finding = next(one for one in book.findings if one.place == BUREAU and one.code == "G06")
    words = finding.words(in_yuan=True)
    assert "155,000.00＋12,550.00＝167,550.00，表列200,000.00，差32,450.00元" in words.message
    assert (words.stated, words.expected) == ("200,000.00元", "167,550.00元")
    assert "万元" in finding.message
    assert "恢复按公式计算" in finding.message


def test_a_total_that_rows_and_columns_both_contradict_is_told_once() -> None:
    book = book_of({**PARTS, "sangong/summary/total": "20"})
    assert [one.code for one in book.findings if one.place == SUMMARY] == ["G06"]


def test_on_the_screen_a_finding_about_a_table_has_separators_as_the_table_has() -> None:
    book = book_of({**PARTS, "sangong/bureau/reception": "12345.5", "sangong/bureau/total": "20"})
    finding = next(one for one in book.findings if one.place == BUREAU and one.code == "G06")
    assert "12345.50＋1.255＝12346.755，表列20.00" in finding.message, "as on paper"
    assert "12,345.50＋1.255＝12,346.755，表列20.00" in finding.words(in_yuan=False).message
    assert finding.words(in_yuan=False).expected == "12,346.755万元"


def test_what_is_found_in_words_quotes_them_as_they_stand() -> None:
    book = book_of({"notice/total/value": "20000", "notice/general/value": "12345.67"})
    finding = next(one for one in book.findings if one.code == "G47")
    assert finding.words(in_yuan=True).message == finding.message
    assert "20000" in finding.message


@pytest.mark.parametrize("sheet", ["base_building", "notice"])
def test_a_title_that_says_its_unit_keeps_it(sheet: str) -> None:
    form = FORMS[sheet]
    refs = [form.ref(row, column.code) for row in form.row_ids(()) for column in form.columns]
    assert any(is_amount(ref) for ref in refs)
    assert not any(can_be_yuan(ref) for ref in refs)


def test_an_area_is_written_like_money_and_never_turned_into_yuan() -> None:
    area = FORMS["base_building"].ref("all", "approved_area")
    assert is_amount(area)
    assert not is_money(area)
    assert SCREEN_IN_YUAN.tell(area, Decimal("12345.6")) == "12,345.60"
