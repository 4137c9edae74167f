"""What is said of money: two decimals in tables, findings in the unit of the view, one mistake told once."""

from __future__ import annotations

from decimal import Decimal

from export.tables import shown
from model.cells import CellRef
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
    assert "155000.00＋12550.00＝167550.00，表列200000.00，差32450.00元" in words.message
    assert (words.stated, words.expected) == ("200000.00元", "167550.00元")
    assert finding.words(in_yuan=False).message == finding.message
    assert "万元" in finding.message
    assert "恢复按公式计算" in finding.message


def test_a_total_that_rows_and_columns_both_contradict_is_told_once() -> None:
    book = book_of({**PARTS, "sangong/summary/total": "20"})
    assert [one.code for one in book.findings if one.place == SUMMARY] == ["G06"]
