"""Backups: proved when written, ordered by number, thinned by count, day and month."""

from __future__ import annotations

from contextlib import closing
from decimal import Decimal
from pathlib import Path

from project_kit import CARRYOVER, PUBLIC, new_project, put, raw_file

from model.backups import Backups, is_good, prove, superfluous
from model.digest import stored_digest
from model.project import Project
from model.sqlitefile import connect


def test_each_session_that_changed_something_leaves_a_proven_backup(tmp_path: Path) -> None:
    path = tmp_path / "a.jxzp"
    with new_project(path) as project:
        project.apply(put(Decimal("1.00")))
    with Project.open(path) as project:
        looked_only = project.backups()
    with Project.open(path) as project:
        project.apply(put(Decimal("2.00"), CARRYOVER))
    backups = Backups(path).files()
    assert len(looked_only) == 1
    assert len(backups) == 2
    for backup, content in zip(
        backups,
        [{PUBLIC: Decimal("1.00"), CARRYOVER: Decimal("2.00")}, {PUBLIC: Decimal("1.00")}],
        strict=True,
    ):
        assert is_good(backup)
        with Project.open(backup, read_only=True) as copy:
            assert dict(copy.book.cells) == content


def test_what_a_crash_left_unbacked_is_backed_up_before_the_next_change(tmp_path: Path) -> None:
    path = tmp_path / "a.jxzp"
    crashed = new_project(path)
    crashed.apply(put(Decimal("1.00")))
    crashed._file.close()  # as a crash would: no backup on closing
    crashed._access.close()
    with Project.open(path) as project:
        assert project.backups() == []
        project.apply(put(Decimal("2.00")))
        (backup,) = project.backups()
    with Project.open(backup, read_only=True) as copy:
        assert copy.book.stated(PUBLIC) == Decimal("1.00")


def test_backups_are_thinned_by_count_day_and_month() -> None:
    days = [
        f"{year}-{month:02}-{day:02}"
        for year in (2021, 2022)
        for month in range(1, 13)
        for day in range(1, 29)
    ]
    names = [
        f"{number:05}_{day}_0900_{'a' * 12}.jxzp"
        for number, day in enumerate((day for day in days for _ in range(3)), 1)
    ]
    newest_first = [Path(name) for name in reversed(names)]
    going = set(superfluous(newest_first))
    kept = [file for file in newest_first if file not in going]
    assert kept[:12] == newest_first[:12]
    assert len({file.name[6:16] for file in kept if file.name[6:13] == "2022-12"}) == 10
    assert len({file.name[6:13] for file in kept}) == 9
    assert set(superfluous(kept)) == set()


def test_backups_are_ordered_by_number_when_the_clock_was_set_back(tmp_path: Path) -> None:
    path = tmp_path / "a.jxzp"
    new_project(path, filled=True).close()
    (first,) = Backups(path).files()
    first.rename(first.with_name(f"00001_2090-01-01_0900_{first.stem[-12:]}.jxzp"))
    with Project.open(path) as project:
        project.apply(put(Decimal("9.99")))
    assert [file.name[:5] for file in Backups(path).files()] == ["00002", "00001"]


def test_a_backup_that_was_damaged_later_is_not_offered(tmp_path: Path) -> None:
    path = tmp_path / "a.jxzp"
    for value in ("1.00", "2.00"):
        with Project.open(path) if path.exists() else new_project(path) as project:
            project.apply(put(Decimal(value)))
    newer, older = Backups(path).files()
    with closing(raw_file(newer)) as raw:
        raw.execute("UPDATE cells SET figure = figure + 1")
    assert Backups(path).newest_good() == older


def test_proving_checks_pages_and_content(tmp_path: Path) -> None:
    path = tmp_path / "a.jxzp"
    new_project(path, filled=True).close()
    with closing(connect(path, read_only=True)) as connection:
        assert prove(connection, path) == stored_digest(connection)
