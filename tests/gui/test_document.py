"""The document tells widgets what changed, and keeps the findings of each cell without asking for the whole list."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gui.document import READ_ONLY, Document
from model.cells import CellRef
from model.edits import DeleteRow, Edit, InsertRow, set_cells
from model.findings import Severity
from model.formdef import Kind
from model.forms import FORMS

TOTAL = CellRef("sangong", "bureau", "total")


def test_an_edit_is_told_and_is_in_the_file_at_once(document: Document, tmp_path: Path) -> None:
    told = []
    document.changed.connect(told.append)
    document.apply(set_cells("填写 三公经费合计", [(TOTAL, Decimal("0.29"))]))
    assert [TOTAL in changes.cells for changes in told] == [True]
    assert document.save_state is not None
    assert document.save_state.saved

    path = document.path
    document.close()
    again = Document()
    assert again.open(path)
    assert again.book.value(TOTAL) == Decimal("0.29")
    assert again.undo_label == "填写 三公经费合计"
    again.close()


def test_an_edit_that_changes_nothing_is_not_told(document: Document) -> None:
    document.apply(set_cells("填写", [(TOTAL, Decimal("0.29"))]))
    told = []
    document.changed.connect(told.append)
    document.apply(set_cells("填写", [(TOTAL, Decimal("0.29"))]))
    assert told == []


def test_undo_and_redo_carry_their_names(document: Document) -> None:
    before = document.book.value(TOTAL)
    document.apply(set_cells("填写 三公经费合计", [(TOTAL, Decimal("0.29"))]))
    assert document.undo_label == "填写 三公经费合计"
    document.undo()
    assert document.book.value(TOTAL) == before
    assert document.redo_label == "填写 三公经费合计"
    document.redo()
    assert document.book.value(TOTAL) == Decimal("0.29")


def test_the_finding_of_a_cell_comes_and_goes_with_its_figure(document: Document) -> None:
    assert [finding.code for finding in document.findings_at(TOTAL)] == ["G06"]
    document.apply(set_cells("填写", [(TOTAL, Decimal("0.29"))]))
    assert document.findings_at(TOTAL) == ()
    document.undo()
    assert [finding.code for finding in document.findings_at(TOTAL)] == ["G06"]


FIGURES = [
    form.ref(row, column.code)
    for form in (FORMS["income"], FORMS["spending"], FORMS["sangong"])
    for row in ("summary", "bureau")
    for column in form.columns
    if column.kind is Kind.AMOUNT
]
AMOUNTS = st.sampled_from([None, Decimal(0), Decimal("0.29"), Decimal("5394.86"), Decimal("0.3")])
SETS = st.lists(st.tuples(st.sampled_from(FIGURES), AMOUNTS), min_size=1, max_size=3)
STEPS = st.lists(st.one_of(SETS, st.sampled_from(["undo", "redo", "add", "remove"])), max_size=12)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_the_index_kept_edit_by_edit_equals_the_whole_list(document: Document, steps: list) -> None:
    """After any edits, undos and rows added or removed: findings_at and the counts say what the full list says."""
    for step in steps:
        _take(document, step)
    by_place: dict[CellRef, set] = {}
    for finding in document.findings:
        by_place.setdefault(finding.place, set()).add(finding)
    for form in FORMS.values():
        for ref in document.book.refs(form):
            assert set(document.findings_at(ref)) == by_place.get(ref, set())
    for severity in Severity:
        expected = sum(finding.severity is severity for finding in document.findings)
        assert document.finding_count(FORMS, severity) == expected


def _take(document: Document, step: object) -> None:
    units = document.book.group("units")
    if step == "undo":
        document.undo()
    elif step == "redo":
        document.redo()
    elif step == "add":
        document.apply(
            Edit("增加二级机构", (InsertRow("units", document.book.new_row_id("units"), len(units)),))
        )
    elif step == "remove":
        if units:
            document.apply(Edit("删除二级机构", (DeleteRow("units", units[-1]),)))
    else:
        document.apply(set_cells("填写", step))


def test_a_packet_opened_to_read_refuses_edits_in_one_sentence(document: Document) -> None:
    path = document.path
    document.close()
    assert document.open(path, read_only=True)
    problems: list[str] = []
    document.problem.connect(problems.append)
    before = document.book.value(TOTAL)
    assert document.apply(set_cells("填写", [(TOTAL, Decimal("0.29"))])) is None
    assert problems == [READ_ONLY]
    assert document.book.value(TOTAL) == before


@pytest.mark.parametrize("content", [None, b"", b"not a packet"])
def test_what_cannot_be_opened_is_told_and_the_open_packet_stays(
    document: Document, tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "别的文件.jxzp"
    if content is not None:
        path.write_bytes(content)
    problems: list[str] = []
    document.problem.connect(problems.append)
    before = document.path
    assert not document.open(path)
    assert len(problems) == 1
    assert "别的文件.jxzp" in problems[0]
    assert problems[0].endswith("。")
    assert document.path == before
    assert path.exists() == (content is not None)


def test_a_copy_is_a_packet_of_its_own(document: Document, tmp_path: Path) -> None:
    copy = tmp_path / "副本.jxzp"
    assert document.save_copy(copy)
    document.apply(set_cells("填写", [(TOTAL, Decimal("9.99"))]))
    other = Document()
    assert other.open(copy)
    assert other.book.value(TOTAL) == Decimal(0)
    other.close()


def test_a_copy_does_not_follow_later_edits(document: Document) -> None:
    snapshot = document.book.copied().book()
    assert dict(snapshot.cells) == dict(document.book.cells)
    document.apply(set_cells("填写", [(TOTAL, Decimal("9.99"))]))
    assert snapshot.value(TOTAL) == Decimal(0)
