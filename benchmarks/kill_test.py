"""Kills an editing process at random moments (SIGKILL) and proves that no acknowledged edit is lost.

    python -m benchmarks.kill_test 200

A child opens the file, edits, undoes and redoes at random, and acknowledges each step after it returned, with a
fingerprint of all cells and rows. After the kill the file must pass SQLite's integrity check and open with its digest
proved, at the state acknowledged last, or exactly one step further (written, but killed before the acknowledgement).
"""

from __future__ import annotations

import hashlib
import multiprocessing
import random
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from decimal import Decimal
from multiprocessing.connection import Connection
from pathlib import Path

from model.backups import Backups, is_good
from model.book import Book
from model.cells import CellRef
from model.edits import DeleteRow, Edit, InsertRow, SetCell
from model.forms import GROUPS
from model.profile import load_profile
from model.project import Project

LONGEST_LIFE_SECONDS = 0.15
START_TIMEOUT_SECONDS = 60
CELLS = tuple(CellRef("income", "bureau", column) for column in ("carryover", "public", "fund", "other"))
PROSE = CellRef("chapters", "c1", "text")


@dataclass
class Outcome:
    """What a run of kills came to."""

    kills: int = 0
    acknowledged: int = 0
    one_further: int = 0
    recovered_journals: int = 0
    slowest_open: float = 0.0
    backups: int = 0


def fingerprint(book: Book) -> str:
    """All that the file must keep, to the digit."""
    cells = sorted((ref, repr(value)) for ref, value in book.cells.items())
    rows = [(name, book.group(name)) for name in GROUPS]
    return hashlib.sha256(repr((cells, rows)).encode()).hexdigest()


def edit_until_killed(path: Path, seed: int, out: Connection) -> None:
    """The child: one step after another, each acknowledged when it is safe."""
    rng = random.Random(seed)
    project = Project.open(path)
    out.send_bytes(fingerprint(project.book).encode())
    while True:
        _one_step(project, rng)
        if not project.save_state.saved:
            out.send_bytes(b"failed " + project.save_state.message.encode())
        out.send_bytes(fingerprint(project.book).encode())


def run(kills: int, folder: Path, seed: int = 1) -> Outcome:
    """Kill, reopen, compare; raises AssertionError at the first thing lost."""
    path = folder / "年度文件.jxzp"
    Project.create(path, profile=load_profile(), year=2022).close()
    rng, outcome = random.Random(seed), Outcome()
    context = multiprocessing.get_context("spawn" if sys.platform == "win32" else "forkserver")
    if sys.platform != "win32":
        context.set_forkserver_preload(["model.project", "model.store"])
    for number in range(kills):
        acknowledged = _edit_and_kill(
            context, path, seed * 1_000_003 + number, rng.uniform(0, LONGEST_LIFE_SECONDS)
        )
        outcome.kills += 1
        outcome.acknowledged += len(acknowledged) - 1
        _check(path, acknowledged[-1], outcome)
    outcome.backups = len(Backups(path).files())
    assert all(is_good(backup) for backup in Backups(path).files()), "a backup is not good"
    return outcome


def _one_step(project: Project, rng: random.Random) -> None:
    choice = rng.random()
    if choice < 0.15:
        project.undo()
    elif choice < 0.25:
        project.redo()
    elif choice < 0.35:
        units = project.book.group("units")
        if len(units) > 3:
            project.apply(Edit("删除机构", (DeleteRow("units", rng.choice(units)),)))
        else:
            row = project.book.new_row_id("units")
            name = SetCell(CellRef("units", row, "name"), f"中心{rng.randrange(999)}")
            project.apply(Edit("添加机构", (InsertRow("units", row, 0), name)))
    elif choice < 0.5:
        project.apply(Edit("撰写", (SetCell(PROSE, "绩效" * rng.randrange(1, 8_000)),)))
    else:
        changes = [
            SetCell(ref, Decimal(rng.randrange(10**8)).scaleb(-2))
            for ref in rng.sample(CELLS, rng.randint(1, 4))
        ]
        project.apply(Edit("录入", tuple(changes)))


def _edit_and_kill(
    context: multiprocessing.context.BaseContext, path: Path, seed: int, life: float
) -> list[str]:
    """What the child acknowledged; the first is the state that it found."""
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=edit_until_killed, args=(path, seed, sender))
    child.start()
    sender.close()
    assert receiver.poll(START_TIMEOUT_SECONDS), "the child did not start"
    acknowledged = [receiver.recv_bytes().decode()]
    deadline = time.monotonic() + life
    while (left := deadline - time.monotonic()) > 0:
        if receiver.poll(left):
            acknowledged.append(receiver.recv_bytes().decode())
    child.kill()
    child.join()
    try:
        while True:
            acknowledged.append(receiver.recv_bytes().decode())
    except EOFError:
        receiver.close()
    failures = [line for line in acknowledged if line.startswith("failed")]
    assert not failures, failures
    return acknowledged


def _check(path: Path, acknowledged: str, outcome: Outcome) -> None:
    outcome.recovered_journals += path.with_name(f"{path.name}-journal").exists()
    start = time.perf_counter()
    project = Project.open(path)
    outcome.slowest_open = max(outcome.slowest_open, time.perf_counter() - start)
    assert not project.read_only, project.notice
    if fingerprint(project.book) != acknowledged:
        outcome.one_further += 1
        assert _is_one_step_from(project.book, project, acknowledged), "an acknowledged edit is lost"
    project.close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def _is_one_step_from(book: Book, project: Project, acknowledged: str) -> bool:
    """Whether taking one step back (an edit, a redo) or making one again (an undo) leads to what was acknowledged."""
    for there, back in ((project.undo, project.redo), (project.redo, project.undo)):
        if there() is not None:
            if fingerprint(book) == acknowledged:
                return True
            back()
    return False


def main() -> None:
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        outcome = run(kills, Path(folder), seed)
    print(f"kills (SIGKILL)            {outcome.kills}")
    print(f"acknowledged steps         {outcome.acknowledged}")
    print("acknowledged steps lost    0")
    print("files that did not open    0")
    print(f"one step beyond the ack    {outcome.one_further}")
    print(f"killed in mid-transaction  {outcome.recovered_journals} (journal rolled back on opening)")
    print(f"slowest reopening          {outcome.slowest_open * 1000:.0f} ms")
    print(f"backups kept, all good     {outcome.backups}")
    print(f"seed {seed}, {time.perf_counter() - start:.0f} s")


if __name__ == "__main__":
    main()
