"""The packet's prose, read against itself and its tables: findings live in the book, with place, words and, where certain, a fix."""

from __future__ import annotations

import pytest

from model.cells import CellRef
from model.edits import set_cells
from model.findings import Severity
from tests.rule_cases_prose import CASES
from tests.rule_kit import assert_fails, book_of, findings_at
from tests.sample import sample_book


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_sentence_that_holds_passes_and_the_slip_in_it_is_found(case):
    assert findings_at(book_of(case.holds), case) == []
    assert_fails(case)


def found(book, code: str, row: str):
    return [one for one in book.findings if one.code == code and one.place.row == row and one.span]


def test_a_finding_quotes_the_words_at_its_place():
    book = sample_book()
    for one in book.findings:
        if one.span and one.place.sheet != "chapters":
            continue
        if one.span and one.quote:
            start, end = one.span
            assert book.prose(one.place)[start:end] == one.quote


def test_the_same_mistake_in_five_places_is_one_finding_with_five_places():
    (one,) = [each for each in sample_book().findings if each.code == "G52" and "191.46%" in each.message]
    assert {ref.sheet for ref, _ in one.further} == {"goals", "chapters"}
    assert len(one.further) == 4


def test_staff_figures_swapped_against_the_form_are_mandatory():
    (one,) = found(sample_book(), "G38", "c7")
    assert one.severity is Severity.MANDATORY
    assert "对调" in one.message


def test_a_timeliness_that_the_table_denies_is_pointed_out():
    (one,) = found(sample_book(), "G50", "c7")
    assert one.severity is Severity.ADVISORY


def test_correcting_the_table_takes_the_finding_in_the_prose_away_and_undo_brings_it_back():
    book = sample_book()
    row = next(
        one.place.row for one in book.findings if "重点工作完成及时率" in one.message and one.code == "G21"
    )
    changes = book.apply(set_cells("改", [(CellRef("indicators", row, "actual"), "100%")]))
    assert found(book, "G50", "c7") == []
    book.apply(changes.inverse)
    assert len(found(book, "G50", "c7")) == 1


@pytest.mark.parametrize(("code", "row", "words"), [("G61", "c2", "1.95万元"), ("G59", "c7", "3.05万元")])
def test_a_certain_fix_closes_its_finding(code, row, words):
    book = sample_book()
    one = next(each for each in found(book, code, row) if each.fix)
    assert one.fix.text == words
    text, (start, end) = book.text(one.fix.ref), one.fix.span
    book.apply(set_cells("改", [(one.fix.ref, text[:start] + one.fix.text + text[end:])]))
    assert [each for each in found(book, code, row) if each.key == one.key] == []


def test_an_answer_lapses_when_the_sentence_changes():
    from model.explaining import explain, explanation_of

    book = sample_book()
    one = next(each for each in found(book, "G57", "c2"))
    book.apply(explain(book, one, "三笔为不同批次。"))
    assert explanation_of(book, one)
    text = book.text(one.place)
    book.apply(
        set_cells("改", [(one.place, text.replace("智慧城市项目经费137万元", "智慧城市项目经费138万元"))])
    )
    assert not any(explanation_of(book, each) for each in found(book, "G57", "c2"))


def test_a_quotation_of_an_empty_cell_is_mandatory_until_the_cell_is_filled_in():
    from decimal import Decimal

    chapter = CellRef("chapters", "c3", "text")
    book = sample_book()
    book.apply(set_cells("引用", [(chapter, "当年结余{{spending/bureau/balance}}万元。")]))
    (one,) = found(book, "G62", "c3")
    assert one.severity is Severity.MANDATORY
    book.apply(set_cells("填写", [(CellRef("spending", "bureau", "balance"), Decimal("0.01"))]))
    assert found(book, "G62", "c3") == []
