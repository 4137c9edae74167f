"""What the file costs: one edit, opening with a long history, the first write of a session, a copy.

python -m benchmarks.file_speed
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from model import sqlitefile
from model.cells import CellRef
from model.edits import Edit, SetCell
from model.history import HistoryEntry
from model.profile import load_profile
from model.project import Project
from model.store import write_new
from model.stored import Content

FIGURE = CellRef("income", "bureau", "public")
UNITS = 50
COLUMNS = ("carryover", "public", "fund", "nontax", "other")


def milliseconds(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return (time.perf_counter() - start) * 1000


def edits(folder: Path, synchronous: str, count: int = 500) -> tuple[float, float]:
    """Median and 95th percentile of one typed figure, value and findings and file."""
    kept = sqlitefile.WRITER_SETTINGS
    sqlitefile.WRITER_SETTINGS = ("PRAGMA journal_mode = DELETE", f"PRAGMA synchronous = {synchronous}")
    try:
        with Project.create(folder / f"{synchronous}.jxzp", profile=load_profile(), year=2022) as project:
            times = [
                milliseconds(
                    lambda n=n: project.apply(Edit("录入", (SetCell(FIGURE, Decimal(n).scaleb(-2)),)))
                )
                for n in range(count)
            ]
    finally:
        sqlitefile.WRITER_SETTINGS = kept
    return statistics.median(times), sorted(times)[int(count * 0.95)]


def with_history(path: Path, steps: int) -> None:
    """A packet of 50 units and a chapter, and a history of so many typed figures."""
    cells = {
        CellRef("income", f"u{n}", column): Decimal("117.24") for n in range(UNITS) for column in COLUMNS
    }
    cells[FIGURE] = Decimal(steps)
    content = Content(
        load_profile().code,
        2022,
        {**cells, CellRef("chapters", "c1", "text"): "绩效" * 6_000},
        {"units": [f"u{n}" for n in range(UNITS)]},
    )

    def step(number: int) -> HistoryEntry:
        forward, inverse = (
            Edit("录入", (SetCell(FIGURE, Decimal(value)),)) for value in (number, number - 1)
        )
        return HistoryEntry(number, "录入", forward.to_json(), inverse.to_json())

    path.touch()
    write_new(path, content, "2023-07-24", [step(number) for number in range(1, steps + 1)], steps)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for synchronous in ("FULL", "EXTRA", "FULL", "EXTRA"):
            median, p95 = edits(folder, synchronous)
            (folder / f"{synchronous}.jxzp").unlink()
            print(f"one edit, synchronous={synchronous:5}  median {median:.2f} ms, p95 {p95:.2f} ms")
        for steps in (0, 100, 1_000, 10_000):
            path = folder / f"{steps}.jxzp"
            with_history(path, steps)
            opened = min(milliseconds(lambda path=path: Project.open(path).close()) for _ in range(5))
            with Project.open(path) as project:
                first = milliseconds(
                    lambda project=project: project.apply(Edit("改", (SetCell(FIGURE, Decimal("0.5")),)))
                )
                copied = milliseconds(lambda project=project: project.save_copy(folder / "copy.jxzp"))
            size = path.stat().st_size / 1024
            print(
                f"history of {steps:6} steps ({size:6.0f} KiB)  open {opened:.1f} ms, "
                f"first write with check and backup {first:.1f} ms, save copy {copied:.1f} ms"
            )


if __name__ == "__main__":
    main()
