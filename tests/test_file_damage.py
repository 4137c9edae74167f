"""Damage to a file is found before it does harm: when the file is opened, or before the first write."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from project_kit import DUTIES, file_hash, new_project, put

from benchmarks.corruption_test import run as run_damages
from model.backups import Backups
from model.problems import FileProblem, Reason
from model.project import Project

DAMAGES = int(os.environ.get("JIXIAO_DAMAGES", "300"))


def test_damage_found_before_the_first_write_stops_writing(tmp_path: Path) -> None:
    """Reading may be well although a page nobody read is damaged; writing into such a file would spread the damage."""
    path = tmp_path / "a.jxzp"
    with new_project(path) as project:
        for number in range(60):
            project.apply(put(f"{number}" + "字" * 2_000, DUTIES))
    shutil.rmtree(Backups(path).folder)
    with closing(sqlite3.connect(path)) as connection:
        root = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'history'").fetchone()[0]
    data = bytearray(path.read_bytes())
    middle = (len(data) // 4096 // 2) * 4096
    assert middle > root * 4096
    data[middle : middle + 16] = b"\xff" * 16
    path.write_bytes(data)
    before = file_hash(path)
    with Project.open(path) as project:
        project.apply(put("新", DUTIES))
        assert not project.save_state.saved
        assert "已损坏" in project.save_state.message
        assert file_hash(path) == before
        project.save_copy(tmp_path / "saved.jxzp")
    with Project.open(tmp_path / "saved.jxzp") as copy:
        assert copy.book.stated(DUTIES) == "新"


def test_random_damage_is_never_read_as_good_data(tmp_path: Path) -> None:
    """``JIXIAO_DAMAGES`` damages (300): refused, or harmless; never silently wrong, also not after one more write."""
    seed = int.from_bytes(os.urandom(4))
    outcome = run_damages(DAMAGES, tmp_path, seed)
    assert outcome.silently_wrong == []
    assert outcome.refused.total() > 0
    assert outcome.sqlite_said_ok > 0, "the damages were too coarse to need a digest"


def test_a_damaged_layout_is_refused_whichever_byte_it_hit(tmp_path: Path) -> None:
    """A CREATE statement with one wrong byte may still be valid, and spoil the file with the next write."""
    path = tmp_path / "a.jxzp"
    new_project(path, filled=True).close()
    image = path.read_bytes()
    with closing(sqlite3.connect(path)) as connection:
        statements = [
            sql for (sql,) in connection.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL")
        ]
    places = [image.index(sql.encode()) + place for sql in statements for place in range(0, len(sql), 5)]
    assert len(places) > 100
    for place in places:
        path.write_bytes(image[:place] + bytes([image[place] ^ 1]) + image[place + 1 :])
        with pytest.raises(FileProblem) as caught:
            Project.open(path)
        assert caught.value.reason is Reason.CORRUPT
