"""版本: snapshots of a packet, what differs from now, and the way back as one step that can be undone."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from project_kit import DUTIES, PUBLIC, file_hash, new_project, profile, put, random_edit, sample_edit, state

from model.backups import BackupName, Backups, superfluous
from model.book import Book
from model.cells import CellRef
from model.comparing_books import differences, restoring
from model.edits import DeleteRow, Edit, InsertRow, MoveRow
from model.forms import GROUPS
from model.livefields import written
from model.problems import FileProblem, Reason
from model.project import Project
from model.versions import clean_name


def _book(edits: int, seed: int) -> Book:
    book, rng = Book(profile(), 2022), random.Random(seed)
    book.apply(sample_edit())
    for _ in range(edits):
        book.apply(random_edit(rng, book))
    return book


# -- making and listing ----------------------------------------------------------------------------------------------


def test_a_named_version_stands_on_top_and_holds_what_the_packet_held(tmp_path: Path) -> None:
    with new_project(tmp_path / "a.jxzp", filled=True) as project:
        made = project.make_version("上报前")
        project.apply(put(Decimal("1.00")))
        assert project.versions()[0] == made
        assert made.title.endswith("上报前")
        assert project.book_of(made).stated(PUBLIC) == Decimal("2577.90")


def test_backups_made_by_themselves_are_versions_too(tmp_path: Path) -> None:
    path = tmp_path / "a.jxzp"
    new_project(path, filled=True).close()
    with Project.open(path) as project:
        project.apply(put(Decimal("1.00")))
        (version,) = project.versions()
        assert version.title.endswith("自动备份")
        assert project.book_of(version).stated(PUBLIC) == Decimal("2577.90")


def test_what_is_still_unsaved_is_in_no_version(tmp_path: Path) -> None:
    """A version is made of the file; while the file lacks something, none is made, and the sentence says why."""
    path = tmp_path / "a.jxzp"
    with new_project(path, filled=True) as project:
        path.rename(tmp_path / "away.jxzp")
        project.apply(put(Decimal("9.00")))
        with pytest.raises(FileProblem, match="没有写入文件"):
            project.make_version("上报前")
        (tmp_path / "away.jxzp").rename(path)
        assert project.retry().saved
        assert project.book_of(project.make_version("上报前")).stated(PUBLIC) == Decimal("9.00")


def test_thinning_never_takes_a_version_with_a_name() -> None:
    days = [f"2023-05-{day:02}" for day in range(1, 29)]
    plain = [Path(f"{number:05}_{day}_1200_0123456789ab.jxzp") for number, day in enumerate(days, 100)]
    named = [Path(f"{number:05}_2019-01-01_1200_0123456789ab_送审.jxzp") for number in range(1, 40)]
    going = superfluous([*reversed(plain), *reversed(named)])
    assert going
    assert not set(going) & set(named)


@settings(max_examples=60)
@given(st.text(max_size=80))
def test_any_name_makes_a_file_name_that_reads_back(typed: str) -> None:
    """Whatever the clerk types; Windows forbids nine signs, and a name may not end in a dot."""
    name = clean_name(typed)
    assert not set(name) & set('\\/:*?"<>|')
    assert len(name) <= 40
    parts = BackupName.parse(f"00007_2023-05-04_1620_0123456789ab_{name or '版本'}.jxzp")
    assert parts is not None
    assert str(parts) == f"00007_2023-05-04_1620_0123456789ab_{name or '版本'}.jxzp"


@pytest.mark.parametrize(
    "name", ["00001_2023-13-45_9999_0123456789ab.jxzp", "00001_2023-05-04.jxzp", "a.jxzp"]
)
def test_a_file_of_another_name_is_no_version(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "a.jxzp.备份"
    folder.mkdir()
    (folder / name).write_bytes(b"x")
    assert Backups(tmp_path / "a.jxzp").files() == []


def test_a_damaged_version_is_refused_in_one_sentence(tmp_path: Path) -> None:
    with new_project(tmp_path / "a.jxzp", filled=True) as project:
        version = project.make_version("上报前")
        with closing(sqlite3.connect(version.path, isolation_level=None)) as raw:
            raw.execute("UPDATE cells SET figure = figure + 10000 WHERE figure IS NOT NULL")
        with pytest.raises(FileProblem) as caught:
            project.book_of(version)
        assert caught.value.reason is Reason.CORRUPT


# -- comparing -------------------------------------------------------------------------------------------------------


def test_a_typed_figure_is_named_with_both_values() -> None:
    now, before = _book(0, 0), _book(0, 0)
    now.apply(put(Decimal("2577.99")))
    (difference,) = differences(now, before)
    assert difference.ref == PUBLIC
    assert str(difference) == f"{now.name(PUBLIC)}：2577.99 → 2577.90"


def test_digits_count_as_typed_and_empty_is_not_zero() -> None:
    now, before = Book(profile(), 2022, {PUBLIC: Decimal("5.4")}), Book(profile(), 2022)
    assert [(one.here, one.there) for one in differences(now, before)] == [("5.40", "空")]
    before.apply(put(Decimal("5.40")))
    assert [(one.here, one.there) for one in differences(now, before)] == [("5.4", "5.40")]


def test_long_texts_are_shown_where_they_begin_to_differ() -> None:
    text = "贯彻执行国家科技发展方针政策。" * 30
    now, before = (Book(profile(), 2022, {DUTIES: text + end}) for end in ("完成五项。", "完成六项。"))
    (difference,) = differences(now, before)
    assert "五项" in difference.here
    assert "六项" in difference.there
    assert len(difference.here) < 40


def test_a_text_is_compared_as_its_field_shows_it_with_the_packets_data_between_brackets() -> None:
    """A clerk never sees how a quotation is kept; one that only shows the same is told apart by the cell's name."""
    fund = CellRef("income", "bureau", "fund")
    figures = {PUBLIC: Decimal("36.5"), fund: Decimal("36.5")}
    public, other = f"全年拨款{written(PUBLIC)}万元。", f"全年拨款{written(fund)}万元。"
    texts = {
        "typed": "全年拨款36.5万元。",
        "public": public,
        "other": other,
        "later": public + "已全部支出。",
    }
    books = {name: Book(profile(), 2022, {**figures, DUTIES: text}) for name, text in texts.items()}

    def told(one: str, two: str) -> tuple[str, str]:
        (difference,) = differences(books[one], books[two])
        return difference.here, difference.there

    assert told("public", "typed") == ("全年拨款〔36.5〕万元。", "全年拨款36.5万元。")
    assert told("public", "later") == ("全年拨款〔36.5〕万元。", "全年拨款〔36.5〕万元。已全部支出。")
    name, another = (books["public"].name(ref) for ref in (PUBLIC, fund))
    assert told("public", "other") == (f"全年拨款〔{name} 36.5〕…", f"全年拨款〔{another} 36.5〕…")


def test_a_cell_that_names_another_and_a_row_that_is_chosen_are_compared_in_words() -> None:
    row, use = CellRef("explanations", "e1", "place"), CellRef("uses", "u1", "special")
    rows = {"explanations": ("e1",), "specials": ("s1",), "uses": ("u1",)}
    cells = {row: "income/bureau/public", CellRef("specials", "s1", "name"): "稳岗补贴", use: "s1"}
    now, before = Book(profile(), 2022, cells, rows), Book(profile(), 2022, {}, rows)
    shown = {one.ref: one.here for one in differences(now, before)}
    assert shown[use] == "1、稳岗补贴"
    assert shown[row].startswith(now.name(PUBLIC)[:12])


def test_rows_that_came_went_or_moved_are_named() -> None:
    now, before = _book(0, 0), _book(0, 0)
    now.apply(Edit("", (DeleteRow("units", "u1"), InsertRow("units", "u9", 1))))
    found = {(one.here, one.there) for one in differences(now, before) if "行" in one.here}
    assert found == {("没有这一行", "增加这一行"), ("有这一行", "去掉这一行")}
    now, before = _book(0, 0), _book(0, 0)
    now.apply(Edit("", (MoveRow("units", "u1", 1),)))
    assert {one.there for one in differences(now, before)} == {"第1行", "第2行"}


def test_a_row_that_went_is_called_by_its_name_not_by_its_number() -> None:
    names = {"indicators": "公用经费控制率", "evaluators": "陶毅", "subjects": "办公费", "specials": "信访"}
    cells = {CellRef(group, "r1", "name"): name for group, name in names.items()}
    before = Book(profile(), 2022, cells, dict.fromkeys(names, ("r1",)))
    places = [one.place for one in differences(Book(profile(), 2022), before)]
    assert len(places) == len(names)
    for name in names.values():
        assert any(place.endswith(name) for place in places), places


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 12), st.integers(0, 12))
def test_nothing_differs_exactly_when_the_packets_hold_the_same(seed: int, one: int, two: int) -> None:
    now, other = _book(one, seed), _book(two, seed + 1)
    assert (not differences(now, other)) == (state(now) == state(other))


# -- going back ------------------------------------------------------------------------------------------------------


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 12), st.integers(0, 12))
def test_restoring_gives_exactly_the_other_packet_and_its_inverse_exactly_this_one(
    seed: int, one: int, two: int
) -> None:
    now, other = _book(one, seed), _book(two, seed + 1)
    before = state(now)
    changes = now.apply(restoring(now, other, "恢复"))
    assert state(now) == state(other)
    assert {ref: now.value(ref) for ref in now.cells} == {ref: other.value(ref) for ref in other.cells}
    assert now.findings == other.findings
    now.apply(changes.inverse)
    assert state(now) == before


def test_restoring_is_one_step_and_undo_brings_everything_back(tmp_path: Path) -> None:
    path = tmp_path / "a.jxzp"
    with new_project(path, filled=True) as project:
        version = project.make_version("上报前")
        project.apply(Edit("删除一行", (DeleteRow("units", "u1"),)))
        project.apply(put(Decimal("1.00")))
        now = state(project.book)
        project.apply(restoring(project.book, project.book_of(version), f"恢复到 {version.title}"))
        assert state(project.book) == state(project.book_of(version))
        assert project.undo_label == f"恢复到 {version.title}"
    with Project.open(path) as project:
        project.undo()
        assert state(project.book) == now


def test_looking_at_a_version_changes_neither_file(tmp_path: Path) -> None:
    path = tmp_path / "a.jxzp"
    with new_project(path, filled=True) as project:
        version = project.make_version("上报前")
        before = file_hash(path), file_hash(version.path)
        project.book_of(version)
        assert (file_hash(path), file_hash(version.path)) == before
        assert not list(version.path.parent.glob("*-journal"))


# -- the list of steps -----------------------------------------------------------------------------------------------


def test_the_steps_are_listed_around_where_the_history_stands(tmp_path: Path) -> None:
    path = tmp_path / "a.jxzp"
    with new_project(path) as project:
        for number in range(120):
            project.apply(put(Decimal(number), label=f"第{number}步"))
        for _ in range(3):
            project.undo()
    with Project.open(path) as project:
        assert project.done == 117
        labels = [step.label for step in project.steps(around=5)]
        assert labels == [f"第{number}步" for number in range(112, 120)]
        assert len(project.steps()) == 120


def test_every_group_of_rows_has_a_form_to_be_named_by() -> None:
    assert all(forms for forms in GROUPS.values())
