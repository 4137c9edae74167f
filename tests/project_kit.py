"""What the tests of files share: a realistic packet, random edits, and ways to compare."""

from __future__ import annotations

import hashlib
import random
import sqlite3
import subprocess
import sys
from decimal import Decimal
from functools import cache
from pathlib import Path

from model.book import Book
from model.cells import CellRef, Value
from model.edits import Change, DeleteRow, Edit, InsertRow, MoveRow, SetCell, set_cells
from model.forms import FORMS, GROUPS
from model.profile import Profile, load_profile
from model.progress import essentials
from model.project import Project
from model.starting import bare_book

PUBLIC = CellRef("income", "bureau", "public")
CARRYOVER = CellRef("income", "bureau", "carryover")
DUTIES = CellRef("overview", "duties", "value")
WORDS = ("机关", "科技创新服务中心", "完成", "一、贯彻执行法律法规。\n二、拟订规划。", "𬱖䶮", "=1+1", "<b>&")


@cache
def profile() -> Profile:
    return load_profile()


def new_project(path: Path, *, filled: bool = False, finishable: bool = False) -> Project:
    """A new file; ``filled`` with figures, prose and two units, ``finishable`` with what 定稿 asks for."""
    if finishable:
        project = Project.create_from(path, finishable_book())
    else:
        project = Project.create(path, profile=profile(), year=2022)
    if filled:
        project.apply(sample_edit())
    return project


def sample_edit() -> Edit:
    changes: list[Change] = []
    for index, unit in enumerate(("u1", "u2")):
        changes.append(InsertRow("units", unit, index))
        changes.append(SetCell(CellRef("units", unit, "name"), f"服务中心{index + 1}"))
        changes.append(SetCell(CellRef("income", unit, "public"), Decimal("117.24")))
    changes.append(SetCell(PUBLIC, Decimal("2577.90")))
    changes.append(SetCell(DUTIES, "贯彻执行国家科技发展方针政策。\n负责工业经济运行调节。" * 40))
    changes.append(SetCell(CellRef("chapters", "c1", "text"), "部门决算批复的收入合计为2577.99万元。" * 200))
    return Edit("导入", tuple(changes))


def finishable_book() -> Book:
    """Just what a report cannot do without: cover, goals, two indicators, scores, chapters and an evaluator."""
    book = bare_book(2022, profile())
    changes: list[Change] = [
        InsertRow("evaluators", "e1", 0),
        SetCell(CellRef("evaluators", "e1", "name"), "陶毅"),
        SetCell(CellRef("cover", "report_date", "value"), "2023年7月"),
    ]
    for index, heading in enumerate(("产出目标", "效益目标")):
        row = f"i{index + 1}"
        changes.append(InsertRow("indicators", row, index))
        changes.append(SetCell(CellRef("indicators", row, "level1"), heading))
        changes.append(SetCell(CellRef("indicators", row, "name"), f"指标{index + 1}"))
    for name, points in profile().weights.items():
        changes += [
            SetCell(CellRef("scores", name, column), Decimal(points)) for column in ("weight", "score")
        ]
    book.apply(Edit("填写", tuple(changes)))
    book.apply(set_cells("填写", [(one.ref, "无。") for one in essentials(book)]))
    return book


def raw_file(path: Path) -> sqlite3.Connection:
    """The file as any other program would write into it."""
    return sqlite3.connect(path, isolation_level=None)


def put(value: Value, ref: CellRef = PUBLIC, label: str = "录入") -> Edit:
    return set_cells(label, [(ref, value)])


def state(book: Book) -> tuple[dict[CellRef, str], dict[str, tuple[str, ...]]]:
    """All that the file must keep; figures as written, so that 5.4 and 5.40 differ."""
    return {ref: repr(value) for ref, value in book.cells.items()}, {
        name: book.group(name) for name in GROUPS
    }


def fingerprint(book: Book) -> str:
    cells, groups = state(book)
    return hashlib.sha256(repr((sorted(cells.items()), sorted(groups.items()))).encode()).hexdigest()


def file_hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def random_edit(rng: random.Random, book: Book) -> Edit:
    """Something a clerk might do: a figure, a word, a paste, a row added, moved or taken out."""
    kind = rng.choice(("cell", "cell", "cell", "paste", "insert", "delete", "move"))
    if kind == "cell":
        return Edit("录入", (random_set(rng, book),))
    if kind == "paste":
        return Edit("粘贴", tuple(random_set(rng, book) for _ in range(rng.randint(2, 8))))
    group = rng.choice(sorted(GROUPS))
    rows = book.group(group)
    if kind == "insert" or not rows:
        return Edit("添加一行", (InsertRow(group, book.new_row_id(group), rng.randint(0, len(rows))),))
    if kind == "delete":
        return Edit("删除一行", (DeleteRow(group, rng.choice(rows)),))
    return Edit("移动一行", (MoveRow(group, rng.choice(rows), rng.randrange(len(rows))),))


def random_set(rng: random.Random, book: Book) -> SetCell:
    form = rng.choice([form for form in FORMS.values() if book.rows(form)])
    row, column = rng.choice(book.rows(form)), rng.choice(form.columns)
    ref = form.ref(row, column.code)
    if rng.random() < 0.2:
        return SetCell(ref, None)
    if form.kind_of(row, column.code).is_number:
        places = rng.choice((0, 1, 2, 2, 2, 3))
        return SetCell(ref, Decimal(rng.randint(0, 99_999)).scaleb(-places))
    return SetCell(ref, rng.choice(WORDS))


def leave_hot_journal(path: Path) -> None:
    """Die in the middle of a transaction whose pages are already in the file."""
    script = (
        "import os, sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None);"
        "c.execute('PRAGMA cache_size = 1'); c.execute('PRAGMA cache_spill = 1'); c.execute('BEGIN IMMEDIATE');"
        "c.execute(\"INSERT INTO history VALUES (999, '', hex(zeroblob(400000)), '', '')\");"
        "c.execute('UPDATE cells SET figure = figure + 1 WHERE figure IS NOT NULL'); os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", script, str(path)], check=False)
    assert path.with_name(f"{path.name}-journal").stat().st_size > 0
