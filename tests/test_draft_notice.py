"""起草通知: scope from data, bases from the profile, and nothing that is there already is overwritten."""

from __future__ import annotations

from decimal import Decimal

import pytest

from intake.detail import read_detail
from model.book import Book
from model.cells import CellRef
from model.draft_notice import BLANK_NUMBER, LABEL, draft_notice
from model.edits import set_cells
from model.findings import Severity
from model.profile import load_profile
from model.starting import starting_book
from tests.sample import sample_book


def emptied(book):
    """The packet without its notice, with the detail that the scope sentence is drawn from."""
    book.apply(read_detail(book))
    refs = [ref for ref in book.cells if ref.sheet == "notice"]
    book.apply(set_cells("清空", [(ref, None) for ref in refs]))
    return book


def test_the_scope_sentence_follows_the_tables():
    book = emptied(sample_book())
    book.apply(draft_notice(book))
    body = CellRef("notice", "body", "value")
    assert "基本支出454.45万元、项目支出2123.53万元" in book.prose(body)
    assert "一般公共预算支出2577.98万元" in book.prose(body)
    book.apply(set_cells("改", [(CellRef("budgets", "basic", "amount"), Decimal("460.00"))]))
    assert "基本支出460.00万元" in book.prose(body)
    assert "一般公共预算支出2583.53万元" in book.prose(body)


def test_a_drafted_notice_has_nothing_mandatory_and_names_the_years_group():
    book = emptied(sample_book())
    assert draft_notice(book).label == LABEL
    book.apply(draft_notice(book))
    assert [
        one for one in book.findings if one.place.sheet == "notice" and one.severity is Severity.MANDATORY
    ] == []
    assert book.text(CellRef("notice", "members", "value")).startswith("组长：陶毅\n成员：张宏 李芳 尚玉屏")
    assert "2022年度" in book.text(CellRef("notice", "title", "value"))
    assert "吉财绩函〔2023〕25号" in book.text(CellRef("notice", "body", "value"))


@pytest.mark.parametrize("year", [2021, 2023, 2024])
def test_the_number_of_another_years_document_is_left_blank_and_asked_for(year):
    body = CellRef("notice", "body", "value")
    book = starting_book(load_profile(), year, "吉首市科工信局")
    book.apply(draft_notice(book))
    assert "25号" not in book.text(body)
    assert BLANK_NUMBER in book.text(body)
    (found,) = [one for one in book.findings if one.place == body]
    assert (found.code, found.severity) == ("G62", Severity.MANDATORY)
    number = f"吉财绩函〔{year + 1}〕12号"
    book.apply(set_cells("改", [(body, book.text(body).replace(BLANK_NUMBER, number))]))
    assert [one for one in book.findings if one.place == body] == []


def test_a_notice_that_was_written_with_last_years_number_is_asked_about():
    body, number = CellRef("notice", "body", "value"), load_profile().notice_number
    for year, codes in ((2022, []), (2023, ["G60"])):
        book = Book(load_profile(), year, {body: f"根据自评通知（{number}）要求，安排如下。"})
        found = [one for one in book.findings if one.place == body]
        assert [one.code for one in found] == codes
        assert all(book.text(body)[slice(*one.span)] == number for one in found)


def test_what_the_clerk_wrote_is_kept():
    book = sample_book()
    assert draft_notice(book).changes == ()


def test_an_empty_packet_still_gets_its_paragraphs():
    book = Book(load_profile(), 2023)
    book.apply(draft_notice(book))
    assert "2023年度安排给本部门的全部支出" in book.text(CellRef("notice", "body", "value"))
