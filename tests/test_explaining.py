"""审核说明: a 提示 can be answered; the answer holds while the figures are the same, and is undone like any other edit."""

from __future__ import annotations

from export.audit_report import audit_report_blocks
from export.blocks import Grid
from model.cells import CellRef
from model.edits import set_cells
from model.explaining import (
    answer_of,
    can_be_explained,
    can_be_silenced,
    explain,
    explanation_of,
    is_silenced,
    open_findings,
    restore,
    silence,
)
from model.findings import SILENCED, Severity
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


C4 = CellRef("chapters", "c4", "text")
DOUBT = "2021年我局将继续推进园区建设。"
REST = "全年工作按计划推进。"


def doubtful(book):
    return next(one for one in book.findings if one.place == C4 and one.span is not None)


def test_a_silenced_sentence_asks_no_more_until_it_changes():
    book = sample_book()
    book.apply(set_cells("写", [(C4, f"{REST}{DOUBT}")]))
    finding = doubtful(book)
    assert can_be_silenced(finding)
    before = len(open_findings(book, Severity.ADVISORY))
    changes = book.apply(silence(book, finding))
    assert is_silenced(book, finding)
    assert answer_of(book, finding) == SILENCED
    assert explanation_of(book, finding) == ""
    assert len(open_findings(book, Severity.ADVISORY)) == before - 1
    book.apply(set_cells("改另一句", [(C4, f"全年工作平稳。{DOUBT}")]))
    assert is_silenced(book, doubtful(book))
    book.apply(set_cells("改这一句", [(C4, f"{REST}{DOUBT.replace('建设', '扩建')}")]))
    assert not is_silenced(book, doubtful(book))
    book.apply(set_cells("改回", [(C4, f"{REST}{DOUBT}")]))
    assert is_silenced(book, doubtful(book))
    book.apply(changes.inverse)
    assert not book.group("explanations")


def test_a_silenced_sentence_can_be_asked_about_again_or_explained():
    book = sample_book()
    book.apply(set_cells("写", [(C4, DOUBT)]))
    finding = doubtful(book)
    book.apply(silence(book, finding))
    book.apply(explain(book, finding, ANSWER))
    assert (answer_of(book, finding), is_silenced(book, finding)) == (ANSWER, False)
    book.apply(silence(book, finding))
    book.apply(restore(book, finding))
    assert (answer_of(book, finding), book.group("explanations")) == ("", ())


def test_only_a_doubt_about_a_sentence_can_be_silenced():
    book = sample_book()
    book.apply(set_cells("写", [(C4, "办公费3万元，其中：印刷费2..95万元，差旅费1.05万元。")]))
    grave = next(one for one in book.findings if one.place == C4 and one.severity is Severity.MANDATORY)
    assert not can_be_silenced(grave)
    assert not can_be_silenced(advisory(book)), "a figure of a table is answered, not silenced"


def test_the_audit_report_lists_what_was_silenced():
    book = sample_book()
    book.apply(set_cells("写", [(C4, DOUBT)]))
    finding = doubtful(book)
    book.apply(silence(book, finding))
    rows = next(block.rows for block in audit_report_blocks(book) if isinstance(block, Grid))
    said = [row.cells[-1].text for row in rows if row.cells[4].text == finding.message]
    assert said == [SILENCED]
