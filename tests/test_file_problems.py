"""Whatever is wrong with a file ends in one Chinese sentence, with nothing lost, changed or overwritten."""

from __future__ import annotations

import os
import re
import resource
import shutil
import sqlite3
import struct
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from decimal import Decimal
from pathlib import Path

import pytest
from project_kit import DUTIES, PUBLIC, file_hash, fingerprint, leave_hot_journal, new_project, put

from model.backups import Backups
from model.filelock import FileLock, LockHeldError
from model.files import publish_new, replace_file
from model.history import Step
from model.problems import FileProblem, Reason
from model.profile import load_profile
from model.project import Project

ROOT = Path(__file__).resolve().parent.parent
NOBODY = 65534
_SENTENCE = re.compile(r"[^。]+。")
_PNG = b"\x89PNG\r\n\x1a\n" + bytes(200)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="uses POSIX permissions and limits")


def problem_of(action: Callable[[], object]) -> FileProblem:
    with pytest.raises(FileProblem) as caught:
        action()
    assert _SENTENCE.fullmatch(str(caught.value)), str(caught.value)
    return caught.value


def _other_application(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE t (x)")


def _newer_version(path: Path) -> None:
    new_project(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 999")


def _without_the_last_page(path: Path) -> None:
    new_project(path, filled=True).close()
    path.write_bytes(path.read_bytes()[:-4096])


def _zeroed_by_a_crash(path: Path) -> None:
    path.write_bytes(bytes(8192))


def _damaged_magic(path: Path) -> None:
    new_project(path).close()
    path.write_bytes(b"X" + path.read_bytes()[1:])


def _cut_within_the_header(path: Path) -> None:
    new_project(path).close()
    path.write_bytes(path.read_bytes()[:50])


def _older_than_any(path: Path) -> None:
    new_project(path).close()
    data = bytearray(path.read_bytes())
    data[60:64] = struct.pack(">i", -5)
    path.write_bytes(data)


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda path: None, Reason.MISSING),
        (lambda path: path.write_bytes(b""), Reason.EMPTY),
        (lambda path: path.mkdir(), Reason.DIRECTORY),
        (lambda path: path.symlink_to(path), Reason.LINK_LOOP),
        (lambda path: path.symlink_to(path.with_name("nowhere")), Reason.MISSING),
        (lambda path: path.write_bytes(_PNG), Reason.FOREIGN),
        (lambda path: path.write_text("部门整体支出绩效自评报告\n" * 50, encoding="utf-8"), Reason.FOREIGN),
        (lambda path: path.write_bytes(b"PK\x03\x04" + bytes(30)), Reason.FOREIGN),
        (_other_application, Reason.FOREIGN),
        (_newer_version, Reason.NEWER),
        (_without_the_last_page, Reason.CORRUPT),
        (_zeroed_by_a_crash, Reason.CORRUPT),
        (_damaged_magic, Reason.CORRUPT),
        (_cut_within_the_header, Reason.CORRUPT),
        (_older_than_any, Reason.CORRUPT),
    ],
)
def test_unusable_files_are_refused_in_one_sentence_and_left_alone(
    tmp_path: Path, make: Callable[[Path], object], reason: Reason
) -> None:
    path = tmp_path / "年度.jxzp"
    make(path)
    shutil.rmtree(Backups(path).folder, ignore_errors=True)
    before = file_hash(path) if path.is_file() else None
    problem = problem_of(lambda: Project.open(path))
    assert problem.reason is reason
    assert "年度.jxzp" in str(problem) or reason is Reason.MISSING
    assert (file_hash(path) if path.is_file() else None) == before
    assert [entry for entry in tmp_path.iterdir() if entry != path] == []


@pytest.mark.parametrize(
    "make", [_without_the_last_page, _damaged_magic, lambda path: (_newest(path), path.write_bytes(b""))]
)
def test_a_damaged_file_offers_its_newest_good_backup(tmp_path: Path, make: Callable[[Path], object]) -> None:
    path = tmp_path / "年度.jxzp"
    with new_project(tmp_path / "年度.jxzp", filled=True) as project:
        look = fingerprint(project.book)
    kept = Backups(path).folder.rename(tmp_path / "kept")
    path.unlink()
    make(path)
    shutil.rmtree(Backups(path).folder, ignore_errors=True)
    kept.rename(Backups(path).folder)
    problem = problem_of(lambda: Project.open(path))
    assert problem.backup is not None
    assert str(problem.backup) in str(problem)
    with Project.open(problem.backup, read_only=True) as backup:
        assert fingerprint(backup.book) == look


def _newest(path: Path) -> None:
    new_project(path).close()


def test_a_profile_that_this_machine_lacks_is_named_as_the_cause(tmp_path: Path) -> None:
    from dataclasses import replace

    elsewhere = replace(load_profile(), code="nowhere-1999")
    path = tmp_path / "a.jxzp"
    Project.create(path, profile=elsewhere, year=2022).close()
    assert problem_of(lambda: Project.open(path)).reason is Reason.NO_PROFILE
    assert not path.with_name(".a.jxzp.lock").exists()
    Project.open(path, profile=elsewhere).close()


# -- nothing is overwritten ----------------------------------------------------------------------------------------------


def test_creating_refuses_to_overwrite(tmp_path: Path) -> None:
    path = tmp_path / "a.jxzp"
    path.write_text("重要")
    assert problem_of(lambda: new_project(path)).reason is Reason.EXISTS
    assert path.read_text() == "重要"
    assert list(tmp_path.iterdir()) == [path]


def test_publishing_a_new_file_never_replaces_one_that_appeared_meanwhile(tmp_path: Path) -> None:
    source, target = tmp_path / "new", tmp_path / "target"
    source.write_text("new")
    target.write_text("old")
    with pytest.raises(FileExistsError):
        publish_new(source, target)
    assert target.read_text() == "old"
    replace_file(source, target)
    assert target.read_text() == "new"


def test_a_stale_journal_of_a_deleted_file_does_not_harm_a_new_one(tmp_path: Path) -> None:
    path = tmp_path / "a.jxzp"
    path.with_name("a.jxzp-journal").write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(600))
    with new_project(path, filled=True) as project:
        look = fingerprint(project.book)
    with Project.open(path) as project:
        assert fingerprint(project.book) == look


def test_creating_where_nothing_can_be_written_says_so(plain_folder: Path) -> None:
    plain_folder.chmod(0o555)
    with as_plain_user():
        problem = problem_of(lambda: new_project(plain_folder / "a.jxzp"))
    assert problem.reason is Reason.NO_PERMISSION


def test_creating_in_a_folder_that_does_not_exist_says_so(tmp_path: Path) -> None:
    assert "文件夹" in str(problem_of(lambda: new_project(tmp_path / "没有" / "a.jxzp")))
    with new_project(tmp_path / "a.jxzp") as project:
        assert "文件夹" in str(problem_of(lambda: project.save_copy(tmp_path / "没有" / "b.jxzp")))


# -- read-only ------------------------------------------------------------------------------------------------------------


@contextmanager
def as_plain_user() -> Iterator[None]:
    """Root may do anything: be nobody for a while, so that permissions count."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def _open_to_all(folder: Path) -> bool:
    return all(place.stat().st_mode & 0o005 == 0o005 for place in (folder, *folder.parents))


@pytest.fixture
def plain_folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that belongs to a plain user (the tests' own folders are private to root)."""
    if os.geteuid() == 0 and not _open_to_all(ROOT):
        pytest.skip("nobody could not read the program itself in this folder")
    base = Path(tempfile.mkdtemp(prefix="jixiao-"))
    folder, data = base / "资料", base / "data"
    for made in (folder, data):
        made.mkdir()
    new_project(
        base / "warm-up.jxzp", filled=True
    ).close()  # imports what is imported late, while it may be read
    if os.geteuid() == 0:
        for made in (base, folder, data):
            os.chown(made, NOBODY, NOBODY)
    monkeypatch.setenv("XDG_DATA_HOME", str(data))
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(base)


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


def test_a_file_without_write_permission_opens_read_only(plain_folder: Path) -> None:
    path = plain_folder / "a.jxzp"
    with as_plain_user():
        with new_project(path, filled=True) as project:
            look = fingerprint(project.book)
        path.chmod(0o444)
        _assert_reads_but_does_not_write(path, look, "没有写权限")


def test_a_file_in_a_folder_without_write_permission_opens_read_only(plain_folder: Path) -> None:
    path = plain_folder / "a.jxzp"
    with as_plain_user():
        with new_project(path, filled=True) as project:
            look = fingerprint(project.book)
        plain_folder.chmod(0o555)
        _assert_reads_but_does_not_write(path, look, "文件夹不能写入")


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


# -- locks ----------------------------------------------------------------------------------------------------------------


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


# -- writes that fail -----------------------------------------------------------------------------------------------------

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
    assert _SENTENCE.fullmatch(state.message)
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


def test_every_reason_has_one_sentence() -> None:
    for reason in Reason:
        assert _SENTENCE.fullmatch(str(FileProblem(reason, Path("a.jxzp"))))
