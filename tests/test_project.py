"""The open project: what is applied is in the file, undo survives a restart, and a failed write loses nothing."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from project_kit import (
    CARRYOVER,
    DUTIES,
    PUBLIC,
    file_hash,
    fingerprint,
    leave_hot_journal,
    new_project,
    put,
    random_edit,
    sample_edit,
    state,
)

from model.backups import is_good
from model.book import EditError
from model.cells import CellRef
from model.edits import Edit, InsertRow, SetCell
from model.problems import FileProblem, Reason
from model.project import Project


def test_what_was_applied_is_there_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "a.jxzp"
    with new_project(path, filled=True) as project:
        look = fingerprint(project.book)
    with Project.open(path) as project:
        assert fingerprint(project.book) == look
        assert (project.book.year, project.book.profile.code) == (2022, "hunan-jishou-2022")
        assert project.notice is None
        assert project.save_state.saved


def test_creating_takes_cells_and_groups_along(tmp_path: Path) -> None:
    from project_kit import profile

    cells = {PUBLIC: Decimal("5.40"), CellRef("units", "u1", "name"): "中心", CARRYOVER: None}
    with Project.create(
        tmp_path / "a.jxzp", profile=profile(), year=2023, cells=cells, groups={"units": ["u1"]}
    ) as project:
        assert project.book.group("units") == ("u1",)
        assert dict(project.book.cells) == {ref: value for ref, value in cells.items() if value is not None}
        assert project.undo_label is None


def test_undo_and_redo_survive_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "a.jxzp"
    looks = []
    with new_project(path) as project:
        for edit in (put(Decimal(1), label="一"), sample_edit(), put("甲", DUTIES, "三")):
            looks.append(fingerprint(project.book))
            project.apply(edit)
        looks.append(fingerprint(project.book))
        project.undo()
    with Project.open(path) as project:
        assert (project.undo_label, project.redo_label) == ("导入", "三")
        assert fingerprint(project.book) == looks[2]
        project.undo()
    with Project.open(path) as project:
        project.undo()
        assert fingerprint(project.book) == looks[0]
        assert project.undo() is None
        for look in looks[1:]:
            project.redo()
            assert fingerprint(project.book) == look
        assert project.redo() is None


def test_an_edit_after_undo_drops_what_could_be_redone(tmp_path: Path) -> None:
    path = tmp_path / "a.jxzp"
    with new_project(path) as project:
        for number in range(4):
            project.apply(put(Decimal(number)))
        project.undo()
        project.undo()
        project.apply(put(Decimal(9), label="新"))
        assert project.redo_label is None
    with Project.open(path) as project:
        assert (project.undo_label, project.redo_label) == ("新", None)
        project.undo()
        assert project.book.stated(PUBLIC) == Decimal(1)


def test_an_edit_that_changes_nothing_leaves_no_step(tmp_path: Path) -> None:
    path = tmp_path / "a.jxzp"
    with new_project(path) as project:
        project.apply(put(Decimal("1.0")))
        before = file_hash(path)
        assert project.apply(put(Decimal("1.0"))).nothing
        assert file_hash(path) == before
        project.undo()
        assert project.undo() is None


def test_an_edit_that_does_not_fit_reaches_neither_book_nor_file(tmp_path: Path) -> None:
    path = tmp_path / "a.jxzp"
    with new_project(path, filled=True) as project:
        look, before = fingerprint(project.book), file_hash(path)
        with pytest.raises(EditError):
            project.apply(Edit("坏", (SetCell(PUBLIC, Decimal(1)), InsertRow("units", "u1", 0))))
        with pytest.raises(FileProblem) as caught:
            project.apply(Edit("坏", (SetCell(CARRYOVER, Decimal(1)), SetCell(DUTIES, "残\ud800缺"))))
        assert caught.value.reason is Reason.UNSTORABLE
        assert "残缺" in str(caught.value)
        assert fingerprint(project.book) == look
        assert file_hash(path) == before
        assert project.undo_label == "导入"


def test_heavy_libraries_stay_out_until_a_file_is_opened() -> None:
    """Importing the project module must not cost the window SQLAlchemy's start-up time."""
    script = "import sys, model.project; sys.exit('sqlalchemy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


# -- a write that fails ---------------------------------------------------------------------------------------------------


@contextmanager
def taken_by_another_program(path: Path) -> Iterator[None]:
    """What a scanner or a synchroniser does: hold the file so that it cannot be written."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield


def test_edits_made_while_the_file_cannot_be_written_are_caught_up_one_by_one(tmp_path: Path) -> None:
    path = tmp_path / "a.jxzp"
    with new_project(path) as project:
        project.apply(put(Decimal(1), label="一"))
        with taken_by_another_program(path):
            project.apply(put(Decimal(2), label="二"))
            assert project.book.stated(PUBLIC) == Decimal(2)
            assert (project.save_state.saved, project.save_state.pending) == (False, 1)
            assert "还有 1 处改动没有写入文件" in project.save_state.message
            project.undo()
            assert project.save_state.pending == 2
        project.apply(put(Decimal(3), label="三"))
        assert project.save_state.saved
        assert project.save_state.pending == 0
    with Project.open(path) as project:
        assert (project.book.stated(PUBLIC), project.undo_label) == (Decimal(3), "三")
        project.undo()
        assert (project.book.stated(PUBLIC), project.undo_label) == (Decimal(1), "一")


def test_pending_edits_are_written_when_the_clerk_retries_or_closes(tmp_path: Path) -> None:
    path = tmp_path / "a.jxzp"
    project = new_project(path)
    with taken_by_another_program(path):
        project.apply(put(Decimal(1)))
        assert not project.retry().saved
    assert project.retry().saved
    with taken_by_another_program(path):
        project.apply(put(Decimal(2)))
    project.close()
    with Project.open(path) as reopened:
        assert reopened.book.stated(PUBLIC) == Decimal(2)
        reopened.undo()
        assert reopened.book.stated(PUBLIC) == Decimal(1)


def test_a_copy_takes_pending_edits_and_the_history_along(tmp_path: Path) -> None:
    path, copy = tmp_path / "a.jxzp", tmp_path / "别处" / "b.jxzp"
    copy.parent.mkdir()
    with new_project(path, filled=True) as project:
        project.apply(put(Decimal(1), label="一"))
        project.apply(put(Decimal(2), label="二"))
        project.undo()
        with taken_by_another_program(path):
            project.apply(put(Decimal(3), CARRYOVER, "未写入"))
            project.save_copy(copy)
            assert not project.save_state.saved
        look = fingerprint(project.book)
    assert is_good(copy)
    assert [entry.name for entry in copy.parent.iterdir()] == ["b.jxzp"]
    with Project.open(copy) as other:
        assert fingerprint(other.book) == look
        assert (other.undo_label, other.redo_label) == ("未写入", None)
        other.undo()
        other.undo()
        assert other.undo_label == "导入"
        assert other.save_state.saved


def test_a_copy_keeps_what_can_be_redone(tmp_path: Path) -> None:
    with new_project(tmp_path / "a.jxzp") as project:
        project.apply(put(Decimal(1), label="一"))
        project.apply(put(Decimal(2), label="二"))
        project.undo()
        project.save_copy(tmp_path / "b.jxzp")
    with Project.open(tmp_path / "b.jxzp") as copy:
        assert (copy.undo_label, copy.redo_label) == ("一", "二")


def test_a_copy_replaces_a_file_but_never_the_open_one_nor_one_that_is_open_elsewhere(tmp_path: Path) -> None:
    path, other = tmp_path / "a.jxzp", tmp_path / "b.jxzp"
    with new_project(path) as project, new_project(other, filled=True) as busy:
        project.apply(put(Decimal(1)))
        before = file_hash(other)
        with pytest.raises(FileProblem) as caught:
            project.save_copy(other)
        assert caught.value.reason is Reason.LOCKED
        with pytest.raises(FileProblem) as caught:
            project.save_copy(path)
        assert caught.value.reason is Reason.SAME_FILE
        assert file_hash(other) == before
        assert busy.save_state.saved
    with Project.open(path) as project:
        project.save_copy(other)
    with Project.open(other) as replaced:
        assert replaced.book.stated(PUBLIC) == Decimal(1)


def test_a_leftover_journal_of_the_replaced_file_never_meets_the_copy(tmp_path: Path) -> None:
    """SQLite would play it back into the new file."""
    target = tmp_path / "b.jxzp"
    new_project(target, filled=True).close()
    leave_hot_journal(target)
    with new_project(tmp_path / "a.jxzp") as project:
        project.apply(put(Decimal("7.00")))
        project.save_copy(target)
    with Project.open(target) as copy:
        assert dict(copy.book.cells) == {PUBLIC: Decimal("7.00")}


def test_an_interrupted_transaction_is_rolled_back_for_a_read_only_look_too(tmp_path: Path) -> None:
    path = tmp_path / "a.jxzp"
    with new_project(path, filled=True) as project:
        look = fingerprint(project.book)
    leave_hot_journal(path)
    with Project.open(path, read_only=True) as project:
        assert fingerprint(project.book) == look


def test_a_backup_opens_read_only_and_is_restored_by_saving_a_copy(tmp_path: Path) -> None:
    path = tmp_path / "a.jxzp"
    with new_project(path, filled=True) as project:
        look = fingerprint(project.book)
    (backup,) = project.backups()
    with Project.open(backup) as project:
        assert project.read_only
        assert project.notice is not None
        assert "备份" in project.notice
        project.save_copy(path)
    with Project.open(path) as project:
        assert not project.read_only
        assert fingerprint(project.book) == look


def test_an_interrupted_transaction_is_rolled_back_and_told(tmp_path: Path) -> None:
    path = tmp_path / "a.jxzp"
    with new_project(path, filled=True) as project:
        look = fingerprint(project.book)
    leave_hot_journal(path)
    with Project.open(path) as project:
        assert fingerprint(project.book) == look
        assert project.notice is not None
        assert "已恢复" in project.notice


# -- any sequence ---------------------------------------------------------------------------------------------------------


class ProjectMachine(RuleBasedStateMachine):
    """Edits, undo, redo, failed writes and restarts, against a plain list of states."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.path = Path(self.folder.name) / "a.jxzp"
        self.project = new_project(self.path, filled=True)
        self.states = [({}, dict.fromkeys(state(self.project.book)[1], ())), state(self.project.book)]
        self.now = 1

    @rule(seed=st.integers(0, 2**32))
    def edit(self, seed: int) -> None:
        changes = self.project.apply(random_edit(random.Random(seed), self.project.book))
        if not changes.nothing:
            self.now += 1
            self.states[self.now :] = [state(self.project.book)]

    @rule()
    def undo(self) -> None:
        assert (self.project.undo() is not None) == (self.now > 0)
        self.now = max(self.now - 1, 0)

    @rule()
    def redo(self) -> None:
        assert (self.project.redo() is not None) == (self.now < len(self.states) - 1)
        self.now = min(self.now + 1, len(self.states) - 1)

    @rule()
    def reopen(self) -> None:
        self.project.close()
        self.project = Project.open(self.path)
        assert self.project.notice is None

    @rule(seed=st.integers(0, 2**32))
    @precondition(lambda self: self.now % 3 == 0)
    def edit_while_it_cannot_be_written(self, seed: int) -> None:
        self.project._file.close()
        self.path.rename(self.path.with_suffix(".away"))
        try:
            self.edit(seed)
        finally:
            self.path.with_suffix(".away").rename(self.path)
        self.project.retry()

    @invariant()
    def book_is_as_the_model_says_and_saved(self) -> None:
        assert state(self.project.book) == self.states[self.now]
        assert self.project.save_state.saved

    def teardown(self) -> None:
        self.project.close()
        self.folder.cleanup()


TestProjectMachine = ProjectMachine.TestCase
TestProjectMachine.settings = settings(max_examples=12, stateful_step_count=30, deadline=None)


def test_a_step_knows_when_it_was_made_after_a_restart_too(tmp_path: Path) -> None:
    path = tmp_path / "a.jxzp"
    with new_project(path) as project:
        project.apply(put(Decimal("1.00")))
    with Project.open(path) as project:
        (step,) = project.steps()
        made = datetime.fromisoformat(Edit.from_json(step.forward).made)
        assert timedelta(0) <= datetime.now() - made < timedelta(minutes=10)
        assert Edit.from_json(step.inverse).made == ""


def test_a_step_of_a_file_that_did_not_note_the_time_yet_reads_as_before() -> None:
    edit = Edit("填写", (SetCell(PUBLIC, Decimal("5.40")),))
    assert edit.to_json() == '["填写",[["n","income/bureau/public","5.40"]]]'
    assert Edit.from_json(edit.to_json()) == edit
