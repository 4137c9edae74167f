"""Damages a file at random and proves that no damage is ever read as good data.

    python -m benchmarks.corruption_test 3000

Each trial changes a fresh copy: one byte, a run of bytes, a truncation, or two pages swapped. The program must then refuse
the file in one sentence, or read exactly what was written (the damage hit free space). Where it reads well, one more
edit is written and the file opened again, since a write into a damaged file can spread the damage.
"""

from __future__ import annotations

import random
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from model.cells import CellRef, Value
from model.edits import Change, Edit, InsertRow, SetCell
from model.history import HistoryEntry
from model.opening import gain_access
from model.problems import FileProblem
from model.profile import load_profile
from model.project import Project
from model.sqlitefile import SQLITE_ERRORS

PAGE = 4096
FIGURE = CellRef("income", "bureau", "public")
PROSE = CellRef("chapters", "c1", "text")
Damage = Callable[[random.Random, bytearray], bytearray]


@dataclass(frozen=True)
class Reading:
    """What a file says: to the digit, with as much of the history as it vouches for."""

    cells: dict[CellRef, str]
    groups: dict[str, tuple[str, ...]]
    history: tuple[HistoryEntry, ...]


@dataclass
class Outcome:
    """What the trials came to. ``silently_wrong`` must stay empty."""

    trials: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    refused_on_write: int = 0
    harmless: int = 0
    history_shortened: int = 0
    sqlite_said_ok: int = 0
    refused_though_sqlite_said_ok: int = 0
    silently_wrong: list[str] = field(default_factory=list)


def make_sample(path: Path, edits: int = 150) -> None:
    """A file with figures, prose, units and a history, like a packet half-way through; with some free pages."""
    rng = random.Random(7)
    with Project.create(path, profile=load_profile(), year=2022) as project:
        units: list[Change] = [InsertRow("units", f"u{n}", n) for n in range(4)]
        units += [SetCell(CellRef("units", f"u{n}", "name"), f"中心{n}") for n in range(4)]
        project.apply(Edit("机构", tuple(units)))
        project.apply(Edit("正文", (SetCell(PROSE, "部门整体支出绩效评价。" * 4_000),)))
        project.apply(Edit("正文", (SetCell(PROSE, "部门整体支出绩效评价。" * 400),)))
        project.undo()
        for number in range(edits):
            row = rng.choice(("bureau", "u0", "u1", "u2", "u3"))
            column = rng.choice(("carryover", "public", "fund", "other"))
            value = Decimal(rng.randrange(10**7)).scaleb(-2)
            project.apply(Edit(f"录入{number}", (SetCell(CellRef("income", row, column), value),)))
        for _ in range(3):
            project.undo()


def read(path: Path) -> Reading:
    """Open read-only, the whole history too; raises FileProblem."""
    access = gain_access(path, read_only=True)
    file = access.open_file()
    try:
        state, content = file.history, file.content
        # As the window does it: page by page from the end.
        history: list[HistoryEntry] = []
        for last in range(state.last, state.first - 1, -50):
            page = file.entries(max(state.first, last - 49), last)
            history[:0] = page
            if len(page) < min(50, last - state.first + 1):
                break
        cells = {ref: repr(value) for ref, value in content.cells.items()}
        return Reading(cells, {name: tuple(rows) for name, rows in content.groups.items()}, tuple(history))
    finally:
        file.close()
        access.close()


def run(trials: int, folder: Path, seed: int = 1) -> Outcome:
    """Damage, read, compare."""
    original = folder / "原件.jxzp"
    make_sample(original)
    expected, image = read(original), original.read_bytes()
    rng, outcome = random.Random(seed), Outcome()
    victim = folder / "受损.jxzp"
    for number in range(trials):
        damage = rng.choice(DAMAGES)
        damaged = damage(rng, bytearray(image))
        if damaged == image:
            continue
        victim.write_bytes(damaged)
        outcome.trials += 1
        sqlite_said_ok = _integrity_check_passes(victim)
        refused = outcome.refused.total()
        _try(victim, expected, outcome, f"trial {number} ({damage.__name__}, seed {seed})")
        outcome.sqlite_said_ok += sqlite_said_ok
        outcome.refused_though_sqlite_said_ok += sqlite_said_ok and outcome.refused.total() > refused
    return outcome


def flip_byte(rng: random.Random, image: bytearray) -> bytearray:
    image[rng.randrange(len(image))] ^= rng.randint(1, 255)
    return image


def overwrite_run(rng: random.Random, image: bytearray) -> bytearray:
    start = rng.randrange(len(image))
    length = min(rng.choice((2, 16, 512)), len(image) - start)
    image[start : start + length] = rng.randbytes(length)
    return image


def truncate(rng: random.Random, image: bytearray) -> bytearray:
    return image[: rng.randrange(len(image))]


def swap_pages(rng: random.Random, image: bytearray) -> bytearray:
    one, other = (PAGE * rng.randrange(len(image) // PAGE) for _ in range(2))
    image[one : one + PAGE], image[other : other + PAGE] = (
        image[other : other + PAGE],
        image[one : one + PAGE],
    )
    return image


DAMAGES: tuple[Damage, ...] = (flip_byte,) * 7 + (overwrite_run, truncate, swap_pages)


def _try(victim: Path, expected: Reading, outcome: Outcome, trial: str) -> None:
    before = victim.read_bytes()
    try:
        found = read(victim)
    except FileProblem as problem:
        outcome.refused[problem.reason.value] += 1
        if victim.read_bytes() != before:
            outcome.silently_wrong.append(f"{trial}: the refused file was written to")
        return
    wrong = _difference(found, expected)
    if wrong:
        outcome.silently_wrong.append(f"{trial}: {wrong}")
        return
    outcome.history_shortened += len(found.history) < len(expected.history)
    _write_and_read_again(victim, expected, outcome, trial)


def _difference(found: Reading, expected: Reading) -> str:
    if found.cells != expected.cells or found.groups != expected.groups:
        return "cells or rows differ"
    kept = len(found.history)
    if kept and found.history != expected.history[-kept:]:
        return "the history differs"
    return ""


def _write_and_read_again(victim: Path, expected: Reading, outcome: Outcome, trial: str) -> None:
    value: Value = Decimal("1.50")
    try:
        with Project.open(victim) as project:
            project.apply(Edit("再录入", (SetCell(FIGURE, value), SetCell(PROSE, "改" * 9_000))))
            saved = project.save_state.saved
        if not saved:
            outcome.refused_on_write += 1
            return
        cells = read(victim).cells
    except FileProblem as problem:
        outcome.silently_wrong.append(f"{trial}: a write spread the damage ({problem})")
        return
    if cells != {**expected.cells, FIGURE: repr(value), PROSE: repr("改" * 9_000)}:
        outcome.silently_wrong.append(f"{trial}: cells differ after a write")
        return
    outcome.harmless += 1


def _integrity_check_passes(victim: Path) -> bool:
    """What SQLite alone would have said, for comparison."""
    try:
        with closing(sqlite3.connect(victim)) as connection:
            connection.execute("PRAGMA cell_size_check = ON")
            return bool(connection.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",))
    except SQLITE_ERRORS:
        return False


def main() -> None:
    trials = int(sys.argv[1]) if len(sys.argv) > 1 else 3_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        outcome = run(trials, Path(folder), seed)
        size = (Path(folder) / "原件.jxzp").stat().st_size
    print(f"file of {size} bytes, {outcome.trials} damages, seed {seed}, {time.perf_counter() - start:.0f} s")
    print(f"refused on opening          {outcome.refused.total()} {dict(outcome.refused)}")
    print(f"refused before writing      {outcome.refused_on_write}")
    print(f"harmless, one edit written  {outcome.harmless}")
    print(f"  older undo steps cut off  {outcome.history_shortened}")
    print(f"silently wrong              {len(outcome.silently_wrong)}")
    print(
        f"integrity_check said ok to    {outcome.sqlite_said_ok}, of which we refused {outcome.refused_though_sqlite_said_ok}"
    )
    for line in outcome.silently_wrong:
        print(line)
    sys.exit(bool(outcome.silently_wrong))


if __name__ == "__main__":
    main()
