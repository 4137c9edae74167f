"""A write that fails loses nothing: the value stays, one sentence says why, and the file catches up."""

from __future__ import annotations

import resource
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from decimal import Decimal
from pathlib import Path

import pytest
from fault_kit import ONE_SENTENCE, problem_of
from project_kit import DUTIES, PUBLIC, file_hash, new_project, put

from model.history import Step
from model.problems import Reason
from model.project import Project

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="uses POSIX permissions and limits")
BIG = "绩效" * 60_000


@contextmanager
def no_file_may_grow_beyond(size: int) -> Iterator[None]:
    """The system refuses writes past this size, as a quota does (Python ignores SIGXFSZ)."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def _assert_survives_a_failed_write(project: Project, reasons: str) -> None:
    """After a failed write: value in memory, sentence told, file as before; afterwards everything is caught up."""
    state = project.save_state
    assert (state.saved, state.pending) == (False, 1)
    assert ONE_SENTENCE.fullmatch(state.message)
    assert any(word in state.message for word in reasons.split("|")), state.message
    assert project.book.stated(DUTIES) == BIG
    with Project.open(project.path, read_only=True) as other:
        assert other.book.stated(DUTIES) is None
        assert other.book.stated(PUBLIC) == Decimal(1)


def _assert_caught_up(project: Project) -> None:
    assert project.retry().saved
    with Project.open(project.path, read_only=True) as other:
        assert other.book.stated(DUTIES) == BIG
    with closing(sqlite3.connect(project.path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    project.undo()
    assert project.book.stated(DUTIES) is None
    assert project.save_state.saved


def test_a_quota_costs_nothing_but_a_sentence(tmp_path: Path) -> None:
    with new_project(tmp_path / "a.jxzp") as project:
        project.apply(put(Decimal(1)))
        with no_file_may_grow_beyond(project.path.stat().st_size):
            project.apply(put(BIG, DUTIES))
            _assert_survives_a_failed_write(project, "空间是否足够")
            problem_of(lambda: project.save_copy(tmp_path / "copy.jxzp"))
            assert not (tmp_path / "copy.jxzp").exists()
        project.save_copy(tmp_path / "copy.jxzp")
        _assert_caught_up(project)
    with Project.open(tmp_path / "copy.jxzp") as copy:
        assert copy.book.stated(DUTIES) == BIG
    assert not list(tmp_path.glob(".*"))


def test_a_full_database_costs_nothing_but_a_sentence(tmp_path: Path) -> None:
    with new_project(tmp_path / "a.jxzp") as project:
        project.apply(put(Decimal(1)))
        with project._file.raw_connection() as raw:
            raw.execute("PRAGMA max_page_count = 1")  # never below what the file has
        project.apply(put(BIG, DUTIES))
        _assert_survives_a_failed_write(project, "磁盘已满")
        _assert_caught_up(project)


def test_a_disk_that_is_really_full_costs_nothing_but_a_sentence(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("may not mount a small disk here")
    try:
        with new_project(disk / "a.jxzp") as project:
            project.apply(put(Decimal(1)))
            filler = disk / "filler"
            with pytest.raises(OSError, match="No space left"):
                filler.write_bytes(bytes(1_000_000))
            project.apply(put(BIG, DUTIES))
            _assert_survives_a_failed_write(project, "磁盘已满")
            assert problem_of(lambda: project.save_copy(disk / "b.jxzp")).reason is Reason.DISK_FULL
            assert problem_of(lambda: new_project(disk / "c.jxzp")).reason is Reason.DISK_FULL
            assert {entry.name for entry in disk.glob("*.jxzp")} == {"a.jxzp"}
            project.save_copy(tmp_path / "elsewhere.jxzp")
            with Project.open(tmp_path / "elsewhere.jxzp", read_only=True) as copy:
                assert copy.book.stated(DUTIES) == BIG
            filler.unlink()
            subprocess.run(["mount", "-o", "remount,size=8m", str(disk)], check=True)
            _assert_caught_up(project)
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_file_that_was_moved_away_is_not_silently_written_into_nowhere(tmp_path: Path) -> None:
    path = tmp_path / "a.jxzp"
    with new_project(path, filled=True) as project:
        path.rename(tmp_path / "moved.jxzp")
        before = file_hash(tmp_path / "moved.jxzp")
        project.apply(put(Decimal(3)))
        assert not project.save_state.saved
        assert "另存副本" in project.save_state.message
        assert not path.exists()
        assert file_hash(tmp_path / "moved.jxzp") == before
        (tmp_path / "moved.jxzp").rename(path)
        assert project.retry().saved


@pytest.mark.parametrize("what", ["the file", "the whole folder"])
def test_every_edit_after_the_file_went_away_tells_the_same_true_reason(tmp_path: Path, what: str) -> None:
    """The USB stick was pulled out: that is no matter of permissions, at the second edit either."""
    folder = tmp_path / "U盘"
    folder.mkdir()
    path = folder / "a.jxzp"
    here, away = (path, tmp_path / "moved.jxzp") if what == "the file" else (folder, tmp_path / "gone")
    with new_project(path, filled=True) as project:
        here.rename(away)
        for edits in (1, 2, 3):
            project.apply(put(Decimal(edits)))
            assert project.save_state.message.startswith(f"还有 {edits} 处改动没有写入文件：")
            assert "被移动、删除" in project.save_state.message
            assert "另存副本" in project.save_state.message
        away.rename(here)
        assert project.retry().saved
    with Project.open(path, read_only=True) as other:
        assert other.book.stated(PUBLIC) == Decimal(3)


def test_a_file_that_another_program_changed_is_not_overwritten(tmp_path: Path) -> None:
    """A synchroniser may put another version in the file's place while it is open."""
    path, other = tmp_path / "a.jxzp", tmp_path / "b.jxzp"
    with new_project(other, filled=True) as project:
        project.apply(put(Decimal("8.88")))
    with new_project(path, filled=True) as project:
        shutil.copyfile(other, path)
        before = file_hash(path)
        project.apply(put(Decimal("9.99")))
        assert not project.save_state.saved
        assert "另存副本" in project.save_state.message
        assert file_hash(path) == before
        project.save_copy(tmp_path / "c.jxzp")
    with Project.open(tmp_path / "c.jxzp") as copy:
        assert copy.book.stated(PUBLIC) == Decimal("9.99")


def test_a_commit_that_took_hold_although_it_reported_failure_is_not_made_twice(tmp_path: Path) -> None:
    """The journal's removal may be refused after the commit: retrying must find the step already there."""
    path = tmp_path / "a.jxzp"
    with new_project(path) as project:
        project.apply(put(Decimal(1)))
        file = project._file
        before = file.stored.copy()
        project.apply(put(Decimal(2)))
        done = file.digest
        step = _last_step(project)
        file.stored = before
        file.stored.attempted = done
        file.commit(step)
        assert file.digest == done
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM history").fetchone() == (2,)


def _last_step(project: Project) -> Step:
    return Step(2, {PUBLIC: Decimal(2)}, {}, project._history.to_undo)
