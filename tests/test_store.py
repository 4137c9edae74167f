"""The file itself: its settings, its digest, its figures, its history, its migrations and its backups."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from project_kit import DUTIES, PUBLIC, file_hash, fingerprint, new_project, put, raw_file

from model import historyplan, migrations
from model.amounts import MAX_DECIMAL_PLACES, MAX_INTEGER_DIGITS
from model.backups import Backups
from model.cells import Value
from model.digest import content_digest, stored_digest
from model.entities import cell_fields
from model.fileheader import APPLICATION_ID, SCHEMA_VERSION
from model.packetfile import PacketFile
from model.problems import FileProblem, Reason
from model.project import Project
from model.records import cell_value, to_millionths
from model.sqlitefile import connect
from model.storable import UnstorableError, check_storable

FIGURES = st.integers(0, MAX_DECIMAL_PLACES).flatmap(
    lambda places: st.integers(
        -(10 ** (MAX_INTEGER_DIGITS + places)) + 1, 10 ** (MAX_INTEGER_DIGITS + places) - 1
    ).map(lambda digits: Decimal(digits).scaleb(-places))
)
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=60)


# -- what a cell holds ---------------------------------------------------------------------------------------------------


@given(FIGURES)
def test_a_figure_reads_back_with_the_digits_as_typed(figure: Decimal) -> None:
    """Through whole millionths, never through a float: 5.40 stays 5.40."""
    check_storable(figure)
    places = -int(figure.as_tuple().exponent)
    assert repr(cell_value(None, to_millionths(figure), places)) == repr(figure)


@pytest.mark.parametrize(
    "typed", ["5.40", "0.005", "0.00", "999999999999.99", "-3", "0", "999999999999.999999"]
)
def test_figures_survive_the_file(tmp_path: Path, typed: str) -> None:
    with new_project(tmp_path / "a.jxzp") as project:
        project.apply(put(Decimal(typed)))
    with Project.open(tmp_path / "a.jxzp") as project:
        assert str(project.book.stated(PUBLIC)) == typed
    with closing(raw_file(tmp_path / "a.jxzp")) as raw:
        assert raw.execute("SELECT typeof(figure) FROM cells").fetchone() == ("integer",)


@settings(max_examples=15, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=6))
def test_any_text_survives_the_file(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    """Quotes, markup, rare and combining characters, line ends: exactly as given."""
    path = tmp_path_factory.mktemp("texts") / "a.jxzp"
    with new_project(path) as project:
        for text in texts:
            project.apply(put(text, DUTIES))
    with Project.open(path) as project:
        assert project.book.stated(DUTIES) == texts[-1]
        for text in reversed(texts[:-1]):
            if project.book.stated(DUTIES) != text:
                project.undo()
            assert project.book.stated(DUTIES) == text


@pytest.mark.parametrize(
    "value",
    [
        Decimal("1E+3"),
        Decimal("NaN"),
        Decimal("Infinity"),
        Decimal("0.0000001"),
        Decimal(10) ** MAX_INTEGER_DIGITS,
        Decimal("-0"),
        "残\ud800缺",
        "空\0字符",
    ],
    ids=repr,
)
def test_what_would_not_read_back_exactly_is_refused(value: Value) -> None:
    with pytest.raises(UnstorableError):
        check_storable(value)
    with pytest.raises(UnstorableError):
        cell_fields(PUBLIC, value)


# -- the file -------------------------------------------------------------------------------------------------------------


def test_the_file_says_what_it_is_and_is_one_file_at_rest(tmp_path: Path) -> None:
    path = tmp_path / "a.jxzp"
    new_project(path, filled=True).close()
    assert [entry for entry in tmp_path.iterdir() if entry.is_file()] == [path]
    with closing(raw_file(path)) as raw:
        assert raw.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert raw.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
        assert raw.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_connections_are_set_for_safety(tmp_path: Path) -> None:
    path = tmp_path / "a.jxzp"
    new_project(path).close()
    wanted = {
        "synchronous": 3,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "journal_mode": "delete",
        "busy_timeout": 250,
    }
    with closing(connect(path, read_only=False)) as connection:
        found = {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted}
    assert found == wanted


def test_the_digest_kept_step_by_step_is_the_digest_of_the_whole_content(tmp_path: Path) -> None:
    """Two ways to the same number: added up edit by edit, and worked out from the tables by plain SQL."""
    with new_project(tmp_path / "a.jxzp", filled=True) as project:
        project.apply(put(Decimal("5.40")))
        project.apply(put(None))
        project.undo()
        project.undo()
        project.redo()
    with closing(raw_file(tmp_path / "a.jxzp")) as raw:
        assert content_digest(raw) == stored_digest(raw)


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE cells SET figure = figure + 10000 WHERE figure IS NOT NULL",
        "UPDATE cells SET places = 3 WHERE places = 2",
        "UPDATE cells SET text = text || ' ' WHERE text IS NOT NULL",
        "DELETE FROM cells WHERE text IS NOT NULL",
        "UPDATE rows SET position = 5 - position",
        "UPDATE rows SET position = position + 10",
        "UPDATE meta SET value = '2021' WHERE key = 'year'",
        "INSERT INTO cells VALUES ('income', 'bureau', 'fund', '', NULL, NULL)",
    ],
)
def test_content_changed_behind_the_program_is_refused_although_sqlite_finds_nothing(
    tmp_path: Path, damage: str
) -> None:
    path = tmp_path / "a.jxzp"
    new_project(path, filled=True).close()
    for backup in Backups(path).files():
        backup.unlink()
    with closing(raw_file(path)) as raw:
        raw.execute(damage)
        assert raw.execute("SELECT changes()").fetchone() > (0,)
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    before = file_hash(path)
    with pytest.raises(FileProblem) as caught:
        Project.open(path)
    assert caught.value.reason is Reason.CORRUPT
    assert file_hash(path) == before


# -- history --------------------------------------------------------------------------------------------------------------


def test_a_changed_history_entry_is_never_undone(tmp_path: Path) -> None:
    """The chain proves entries from the newest down: undo goes as far as they are genuine, and no further."""
    path = tmp_path / "a.jxzp"
    with new_project(path) as project:
        for number in range(1, 6):
            project.apply(put(Decimal(number)))
    with closing(raw_file(path)) as raw:
        raw.execute("UPDATE history SET inverse = replace(inverse, '\"2\"', '\"7\"') WHERE seq = 3")
    with Project.open(path) as project:
        assert project.undo()
        assert project.undo()
        assert project.undo_label is None
        assert project.book.stated(PUBLIC) == Decimal(3)


def test_a_damaged_head_of_history_costs_the_undo_steps_but_not_the_content(tmp_path: Path) -> None:
    path = tmp_path / "a.jxzp"
    with new_project(path) as project:
        project.apply(put(Decimal(1)))
        project.apply(put(Decimal(2)))
    with closing(raw_file(path)) as raw:
        raw.execute("UPDATE history SET label = 'x' WHERE seq = 2")
    with Project.open(path) as project:
        assert project.notice is not None
        assert "撤销记录" in project.notice
        assert project.undo() is None
        project.apply(put(Decimal(3)))
        assert project.save_state.saved
    with Project.open(path) as project:
        assert project.notice is None
        project.undo()
        assert project.book.stated(PUBLIC) == Decimal(2)
        assert project.undo() is None


def test_the_history_is_capped_and_what_is_left_is_still_proven(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(historyplan, "MAX_STEPS", 50)
    monkeypatch.setattr(historyplan, "KEEP_AT_LEAST", 10)
    path = tmp_path / "a.jxzp"
    with new_project(path) as project:
        for number in range(1, 121):
            project.apply(put(Decimal(number)))
            assert project.save_state.saved
    with closing(raw_file(path)) as raw:
        count, oldest = raw.execute("SELECT count(*), min(seq) FROM history").fetchone()
    assert 40 <= count <= 50
    with Project.open(path) as project:
        undone = 0
        while project.undo():
            undone += 1
        assert undone == count
        assert project.book.stated(PUBLIC) == Decimal(oldest - 1)


def test_the_history_is_capped_by_weight_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(historyplan, "MAX_CHARACTERS", 50_000)
    monkeypatch.setattr(historyplan, "KEEP_AT_LEAST", 3)
    path = tmp_path / "a.jxzp"
    with new_project(path) as project:
        for number in range(40):
            project.apply(put(f"{number}" * 1_000, DUTIES))
    with closing(raw_file(path)) as raw:
        size = raw.execute(
            "SELECT sum(length(label) + length(forward) + length(inverse)) FROM history"
        ).fetchone()[0]
    assert size <= 50_000
    with PacketFile_of(path) as file:
        assert file.history.characters == size


def test_opening_reads_only_the_end_of_a_long_history(tmp_path: Path) -> None:
    path = tmp_path / "a.jxzp"
    with new_project(path) as project:
        for number in range(130):
            project.apply(put(Decimal(number)))
    with closing(raw_file(path)) as raw:  # what is not read cannot be missed
        raw.execute("DELETE FROM history WHERE seq <= 60")
    with Project.open(path) as project:
        assert project.undo_label == "录入"
        undone = 0
        while project.undo():
            undone += 1
        assert undone == 69  # entry 61 would need the link of entry 60 for its proof


class PacketFile_of:  # noqa: N801 - reads like a function
    """A file opened read-only for a look."""

    def __init__(self, path: Path) -> None:
        self._file = PacketFile.open(path, read_only=True)

    def __enter__(self) -> PacketFile:
        return self._file

    def __exit__(self, *_: object) -> None:
        self._file.close()


# -- migrations -----------------------------------------------------------------------------------------------------------


def _make_version_0(path: Path) -> str:
    """A file of an imaginary older layout: cells were called ``fields``. Returns what its content looks like."""
    with new_project(path, filled=True) as project:
        look = fingerprint(project.book)
    for backup in Backups(path).files():
        backup.unlink()
    with closing(raw_file(path)) as raw:
        raw.execute("ALTER TABLE cells RENAME TO fields")
        raw.execute("UPDATE meta SET value = ? WHERE key = 'digest'", (content_digest(raw),))
        raw.execute("PRAGMA user_version = 0")
    return look


def _from_0(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE fields RENAME TO cells")


def test_an_older_file_is_backed_up_and_brought_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "旧.jxzp"
    look = _make_version_0(path)
    monkeypatch.setitem(migrations.MIGRATIONS, 0, _from_0)
    with Project.open(path) as project:
        assert fingerprint(project.book) == look
        (backup,) = project.backups()
        project.apply(put(Decimal("1.10")))
        assert project.save_state.saved
    with closing(raw_file(backup)) as raw:
        assert raw.execute("PRAGMA user_version").fetchone() == (0,)
        assert raw.execute("SELECT count(*) FROM fields").fetchone() > (0,)
    with closing(raw_file(path)) as raw:
        assert raw.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)


def test_a_migration_that_fails_leaves_the_old_file_and_its_backup(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def half(connection: sqlite3.Connection) -> None:
        _from_0(connection)
        connection.execute("INSERT INTO no_such_table VALUES (1)")

    path = tmp_path / "旧.jxzp"
    _make_version_0(path)
    before = file_hash(path)
    monkeypatch.setitem(migrations.MIGRATIONS, 0, half)
    with pytest.raises(FileProblem):
        Project.open(path)
    assert file_hash(path) == before
    assert len(Backups(path).files()) == 1


def test_an_older_file_that_is_damaged_is_not_migrated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "旧.jxzp"
    _make_version_0(path)
    with closing(raw_file(path)) as raw:
        raw.execute("UPDATE fields SET figure = figure + 1 WHERE figure IS NOT NULL")
    before = file_hash(path)
    monkeypatch.setitem(migrations.MIGRATIONS, 0, _from_0)
    with pytest.raises(FileProblem) as caught:
        Project.open(path)
    assert caught.value.reason is Reason.CORRUPT
    assert file_hash(path) == before


# -- backups --------------------------------------------------------------------------------------------------------------
