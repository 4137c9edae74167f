"""Who may write: permissions, locks, a second window; what cannot be written opens read-only."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from fault_kit import as_plain_user, problem_of
from project_kit import file_hash, fingerprint, leave_hot_journal, new_project, put

from model.filelock import FileLock, LockHeldError
from model.problems import Reason
from model.project import Project

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="uses POSIX permissions and limits")


def _assert_reads_but_does_not_write(path: Path, look: str, cause: str) -> None:
    before = file_hash(path)
    with Project.open(path) as project:
        assert project.read_only
        assert project.notice is not None
        assert cause in project.notice
        assert "只读" in project.notice
        assert fingerprint(project.book) == look
        for action in (lambda: project.apply(put(Decimal(1))), project.undo, project.redo):
            assert problem_of(action).reason is Reason.READ_ONLY
        assert fingerprint(project.book) == look
        assert project.undo_label is None
        assert project.save_state.saved
        project.save_copy(path.parent.parent / "copy.jxzp")
    assert file_hash(path) == before
    with Project.open(path.parent.parent / "copy.jxzp") as copy:
        assert fingerprint(copy.book) == look
        assert copy.undo_label == "导入"


@pytest.mark.parametrize(
    ("protected", "mode", "cause"),
    [("a.jxzp", 0o444, "没有写权限"), (".", 0o555, "文件夹不能写入")],
    ids=["the file", "its folder"],
)
def test_a_file_without_write_permission_opens_read_only(
    plain_folder: Path, protected: str, mode: int, cause: str
) -> None:
    path = plain_folder / "a.jxzp"
    with as_plain_user():
        with new_project(path, filled=True) as project:
            look = fingerprint(project.book)
        (plain_folder / protected).chmod(mode)
        _assert_reads_but_does_not_write(path, look, cause)


def test_an_interrupted_file_that_cannot_be_recovered_here_says_where_to_take_it(plain_folder: Path) -> None:
    path = plain_folder / "a.jxzp"
    new_project(path, filled=True).close()
    leave_hot_journal(path)
    path.chmod(0o444)
    plain_folder.chmod(0o555)
    before = file_hash(path)
    with as_plain_user():
        problem = problem_of(lambda: Project.open(path))
    assert "a.jxzp-journal" in str(problem)
    assert file_hash(path) == before


def test_a_file_that_may_not_be_read_says_so(plain_folder: Path) -> None:
    path = plain_folder / "a.jxzp"
    with as_plain_user():
        new_project(path).close()
        path.chmod(0)
        assert problem_of(lambda: Project.open(path)).reason is Reason.NO_PERMISSION


def test_backups_go_to_the_users_own_folder_where_there_is_no_room_beside_the_file(
    plain_folder: Path,
) -> None:
    path = plain_folder / "a.jxzp"
    with as_plain_user(), new_project(path) as project:
        project.apply(put(Decimal(1)))
        plain_folder.joinpath("a.jxzp.备份").write_text("a file is in the way")
        project.close()
        (backup,) = project.backups()
        assert plain_folder not in backup.parents
        assert project.notice is None


def test_asking_for_read_only_leaves_no_trace(tmp_path: Path) -> None:
    path = tmp_path / "a.jxzp"
    new_project(path).close()
    with Project.open(path, read_only=True) as project:
        assert problem_of(lambda: project.apply(put(Decimal(1)))).reason is Reason.READ_ONLY
        assert list(tmp_path.iterdir()) == [path]


def test_a_second_window_opens_read_only_and_names_the_first(tmp_path: Path) -> None:
    path = tmp_path / "a.jxzp"
    with new_project(path, filled=True) as first:
        with Project.open(path) as second:
            assert second.read_only
            assert second.notice is not None
            assert "另一个窗口" in second.notice
            assert fingerprint(second.book) == fingerprint(first.book)
        first.apply(put(Decimal(1)))
        assert first.save_state.saved
    with Project.open(path) as third:
        assert not third.read_only


def test_the_lock_of_another_machine_is_told_with_user_machine_and_time(tmp_path: Path) -> None:
    path = tmp_path / "a.jxzp"
    with new_project(path) as first:
        holder = '{"user": "张三", "machine": "PC-07", "process": 1, "since": "2023-07-24 09:30"}'
        first._access.lock.side_file.write_text(holder, encoding="utf-8")
        with Project.open(path) as second:
            assert second.notice is not None
            for word in ("张三", "PC-07", "2023-07-24 09:30", "只读"):
                assert word in second.notice


def test_the_lock_of_a_killed_process_heals_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.jxzp"
    new_project(path).close()
    script = (
        "import os, sys; from pathlib import Path; from model.project import Project;"
        "p = Project.open(Path(sys.argv[1])); print('open', flush=True); sys.stdin.read()"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", script, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"open\n"
        with Project.open(path) as project:
            assert project.read_only
        child.kill()
        child.wait()
    assert path.with_name(".a.jxzp.lock").exists()
    with Project.open(path) as project:
        assert not project.read_only
        project.apply(put(Decimal(1)))
        assert project.save_state.saved
    assert not path.with_name(".a.jxzp.lock").exists()


def test_a_lock_is_held_once_and_given_back(tmp_path: Path) -> None:
    path = tmp_path / "a.jxzp"
    one, other = FileLock(path), FileLock(path)
    one.acquire()
    with pytest.raises(LockHeldError):
        other.acquire()
    one.release()
    other.acquire()
    one.release()
    with pytest.raises(LockHeldError):
        one.acquire()
    other.release()
    assert list(tmp_path.iterdir()) == []
