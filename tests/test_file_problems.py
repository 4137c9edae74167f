"""Whatever is wrong with a file ends in one Chinese sentence, with nothing lost, changed or overwritten."""

from __future__ import annotations

import shutil
import sqlite3
import struct
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from fault_kit import ONE_SENTENCE, as_plain_user, problem_of
from project_kit import file_hash, fingerprint, new_project

from model.backups import Backups
from model.files import publish_new, replace_file
from model.problems import FileProblem, Reason
from model.profile import load_profile
from model.project import Project

_PNG = b"\x89PNG\r\n\x1a\n" + bytes(200)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="uses POSIX permissions and limits")


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


def test_every_reason_has_one_sentence() -> None:
    for reason in Reason:
        assert ONE_SENTENCE.fullmatch(str(FileProblem(reason, Path("a.jxzp"))))
