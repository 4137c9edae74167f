"""定稿: nothing changes in a finished packet, and the file knows the codes of its papers."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from project_kit import CARRYOVER, PUBLIC, file_hash, finishable_book, new_project, profile, put, state

from model.cells import CellRef
from model.checkcode import PART_SHEETS, check_code
from model.digest import content_digest, stored_digest
from model.edits import DeleteRow, Edit, set_cells
from model.finalising import FinalMark, why_not_final
from model.findings import Severity
from model.problems import FileProblem, Reason
from model.project import Project

TOTAL = CellRef("income", "bureau", "total")


def _wrong_total() -> Edit:
    """A stated total that its parts contradict: a 强制 finding."""
    return set_cells(
        "录入", [(TOTAL, Decimal("999.00")), (PUBLIC, Decimal("1.00")), (CARRYOVER, Decimal("2.00"))]
    )


def _refusal(action: object) -> FileProblem:
    with pytest.raises(FileProblem) as caught:
        action()  # type: ignore[operator]
    return caught.value


def test_a_finished_packet_refuses_every_change_in_one_sentence(tmp_path: Path) -> None:
    with new_project(tmp_path / "a.jxzp", finishable=True) as project:
        project.finalise()
        before = state(project.book)
        for action in (lambda: project.apply(put(Decimal(1))), project.undo, project.redo, project.finalise):
            problem = _refusal(action)
            assert problem.reason is Reason.FINAL
            assert "已定稿" in str(problem)
            assert "取消定稿" in str(problem)
        assert state(project.book) == before
        assert project.undo_label is None


def test_the_mark_and_the_codes_are_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.jxzp"
    with new_project(path, finishable=True) as project:
        mark = project.finalise()
        assert mark.codes == {part: check_code(project.book, part) for part in PART_SHEETS}
    with Project.open(path) as project:
        assert project.final == mark
        assert _refusal(lambda: project.apply(put(Decimal(1)))).reason is Reason.FINAL
    with closing(sqlite3.connect(path)) as raw:
        assert content_digest(raw) == stored_digest(raw)


def test_an_open_mandatory_finding_stands_against_it_unless_the_locality_allows_it(tmp_path: Path) -> None:
    with new_project(tmp_path / "a.jxzp") as project:
        project.apply(_wrong_total())
        count = sum(finding.severity is Severity.MANDATORY for finding in project.book.findings)
        assert count
        problem = _refusal(project.finalise)
        assert problem.reason is Reason.NOT_READY
        assert f"{count} 条强制性审核问题" in str(problem)
        assert project.final is None
        project.apply(put(Decimal("5.00")))
        project.book.profile = replace(profile(), code_with_findings=True)
        assert why_not_final(project.book) is None


def test_a_packet_without_what_a_report_needs_is_no_final_one(tmp_path: Path) -> None:
    with new_project(tmp_path / "a.jxzp", filled=True) as project:
        assert not [one for one in project.book.findings if one.severity is Severity.MANDATORY]
        problem = _refusal(project.finalise)
        assert problem.reason is Reason.NOT_READY
        assert "还缺" in str(problem)
        assert project.final is None


@pytest.mark.parametrize(
    ("ref", "words"),
    [
        (CellRef("cover", "budget_code", "value"), "预算编码"),
        (CellRef("goals", "actual", "value"), "实际完成"),
        (CellRef("chapters", "c9", "text"), "九、有关建议"),
        (CellRef("scores", "benefit", "score"), "效益"),
    ],
)
def test_each_part_that_a_report_needs_is_named_when_it_is_empty(ref: CellRef, words: str) -> None:
    book = finishable_book()
    assert why_not_final(book) is None
    book.apply(set_cells("清除", [(ref, None)]))
    assert words in (why_not_final(book) or "")


@pytest.mark.parametrize(("group", "words"), [("evaluators", "评价人员"), ("indicators", "强制")])
def test_a_list_that_lost_all_its_rows_is_in_the_way_of_it(group: str, words: str) -> None:
    book = finishable_book()
    book.apply(Edit("删除", tuple(DeleteRow(group, row) for row in book.group(group))))
    assert words in (why_not_final(book) or "")


def test_reopening_keeps_what_was_finished_as_a_version_and_allows_changes(tmp_path: Path) -> None:
    path = tmp_path / "a.jxzp"
    with new_project(path, finishable=True) as project:
        project.finalise()
        finished = state(project.book)
        version = project.reopen()
        assert version.name == "定稿第1稿"
        project.apply(put(Decimal("7.00")))
        assert state(project.book_of(version)) == finished
        project.finalise()
        assert project.reopen().name == "定稿第2稿"
    with Project.open(path) as project:
        assert project.final is None
        assert project.undo()


def test_a_mark_that_cannot_be_written_does_not_stand(tmp_path: Path) -> None:
    path = tmp_path / "a.jxzp"
    with new_project(path, finishable=True) as project:
        path.rename(tmp_path / "away.jxzp")
        assert _refusal(project.finalise).reason is Reason.CHANGED
        assert project.final is None
        (tmp_path / "away.jxzp").rename(path)
        project.apply(put(Decimal("3.00")))
        assert project.save_state.saved
        project.finalise()
        assert project.final is not None


def test_a_copy_of_a_finished_packet_is_finished(tmp_path: Path) -> None:
    with new_project(tmp_path / "a.jxzp", filled=True, finishable=True) as project:
        mark = project.finalise()
        project.save_copy(tmp_path / "b.jxzp")
    with Project.open(tmp_path / "b.jxzp") as copy:
        assert copy.final == mark
        copy.reopen()
        assert copy.undo()


def test_a_file_opened_read_only_can_be_neither_finished_nor_reopened(tmp_path: Path) -> None:
    path = tmp_path / "a.jxzp"
    with new_project(path, finishable=True) as project:
        project.finalise()
    before = file_hash(path)
    with Project.open(path, read_only=True) as project:
        assert project.final is not None
        for action in (project.finalise, project.reopen):
            assert _refusal(action).reason is Reason.READ_ONLY
    assert file_hash(path) == before


def test_a_mark_reads_back() -> None:
    mark = FinalMark({"form": "7K3M-QX2P-9RTA"})
    assert FinalMark.from_json(mark.to_json()) == mark
    for text in ("[]", '{"form": 1}', "x"):
        with pytest.raises(ValueError):  # noqa: PT011  json's own error is one too
            FinalMark.from_json(text)
