"""审核说明: a 提示 can be answered; the answer holds while the figures are the same, and is undone like any other edit."""

from __future__ import annotations

from model.cells import CellRef
from model.edits import set_cells
from model.explaining import can_be_explained, explain, explanation_of, open_findings
from model.findings import Severity
from tests.sample import sample_book

ANSWER = "年初保守测算，实际签约项目增多。"


def advisory(book):
    return next(one for one in book.findings if one.code == "G23" and one.stated == "8家")


def test_only_advisory_findings_can_be_answered():
    kinds = {one.severity: can_be_explained(one) for one in sample_book().findings}
    assert kinds == {Severity.MANDATORY: False, Severity.ADVISORY: True, Severity.ROUNDING: False}


def test_an_answered_finding_is_no_longer_open():
    book = sample_book()
    finding = advisory(book)
    before = len(open_findings(book, Severity.ADVISORY))
    book.apply(explain(book, finding, ANSWER))
    assert explanation_of(book, finding) == ANSWER
    assert len(open_findings(book, Severity.ADVISORY)) == before - 1


def test_the_answer_lapses_when_the_figure_changes_and_holds_again_when_it_changes_back():
    book = sample_book()
    finding = advisory(book)
    book.apply(explain(book, finding, ANSWER))
    changed = book.apply(set_cells("改", [(CellRef("indicators", finding.place.row, "actual"), "完成9家")]))
    assert explanation_of(book, next(one for one in book.findings if one.key == finding.key)) == ""
    book.apply(changed.inverse)
    assert explanation_of(book, finding) == ANSWER


def test_a_new_answer_replaces_the_old_and_a_blank_one_takes_it_back():
    book = sample_book()
    finding = advisory(book)
    book.apply(explain(book, finding, ANSWER))
    book.apply(explain(book, finding, "另作说明"))
    assert (explanation_of(book, finding), len(book.group("explanations"))) == ("另作说明", 1)
    book.apply(explain(book, finding, "  "))
    assert (explanation_of(book, finding), len(book.group("explanations"))) == ("", 0)


def test_answering_is_one_edit_that_can_be_undone():
    book = sample_book()
    cells, rows = dict(book.cells), book.group("explanations")
    changes = book.apply(explain(book, advisory(book), ANSWER))
    book.apply(changes.inverse)
    assert (dict(book.cells), book.group("explanations")) == (cells, rows)
