"""How long one typed cell takes, recalculation and checks included: median and 95th percentile in milliseconds.

Run as ``python benchmarks/edit_latency.py``. Packets of 1, 50, 800 and 500 secondary units, the last with 2,000 indicators.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Iterator
from decimal import Decimal
from itertools import cycle
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from model.book import Book
from model.cells import CellRef, Value
from model.edits import DeleteRow, Edit, InsertRow, set_cells
from model.forms.finance import ASSETS, BUREAU, INCOME, SANGONG, SPENDING
from model.forms.indicators import INDICATORS
from model.profile import Profile, load_profile

EDITS, ROW_EDITS = 300, 20
SIZES = ((1, 13), (50, 200), (800, 13), (500, 2000))


def _unit_cells(rows: list[str]) -> Iterator[tuple[CellRef, Value]]:
    for row in rows:
        for form in (INCOME, SPENDING, SANGONG, ASSETS):
            for column in form.columns:
                if column.code not in ("total", "basic"):
                    yield form.ref(row, column.code), Decimal("12.34")


def _indicator_cells(profile: Profile, rows: list[str]) -> Iterator[tuple[CellRef, Value]]:
    weight = Decimal(90) / len(rows)
    for number, row in enumerate(rows):
        group = profile.indicator_groups[number % len(profile.indicator_groups)]
        words = {
            "level1": group.level1,
            "level2": group.level2[0],
            "name": f"第{number}项重点工作",
            "target": "100家",
            "actual": "98家",
        }
        yield INDICATORS.ref(row, "weight"), weight.quantize(Decimal("0.001"))
        for column, text in words.items():
            yield INDICATORS.ref(row, column), text


def book_of(units: int, indicators: int) -> Book:
    """A filled packet of that size, annexes included."""
    profile = load_profile()
    groups = {
        "units": [f"u{number}" for number in range(units)],
        "indicators": [f"i{number}" for number in range(indicators)],
    }
    cells: dict[CellRef, Value] = {
        CellRef("overview", "staffing", "value"): Decimal(26),
        CellRef("overview", "staff", "value"): Decimal(22),
        CellRef("execution", "total", "initial"): Decimal("9999"),
        CellRef("base_funds", "sangong", "budget"): Decimal("10.44"),
    }
    cells.update(_unit_cells([BUREAU, *groups["units"]]))
    cells.update(_indicator_cells(profile, groups["indicators"]))
    return Book(profile, 2022, cells, groups)


def latencies(book: Book, ref: CellRef, values: tuple[Value, Value]) -> tuple[float, float]:
    """Median and 95th percentile of typing the two values in turn, in milliseconds."""
    times = []
    for _, value in zip(range(EDITS), cycle(values), strict=False):
        edit = set_cells("录入", [(ref, value)])
        start = time.perf_counter()
        book.apply(edit)
        times.append(time.perf_counter() - start)
    times.sort()
    return times[EDITS // 2] * 1000, times[EDITS * 95 // 100] * 1000


def row_latencies(book: Book, group: str) -> tuple[float, float]:
    """The same of putting a row into the middle of a list and taking it out again."""
    times = []
    for number in range(ROW_EDITS):
        row = f"x{number}"
        for change in (InsertRow(group, row, len(book.group(group)) // 2), DeleteRow(group, row)):
            start = time.perf_counter()
            book.apply(Edit("改行", (change,)))
            times.append(time.perf_counter() - start)
    times.sort()
    return times[len(times) // 2] * 1000, times[len(times) * 95 // 100] * 1000


def main() -> None:
    """Print one line a size and cell."""
    edits: dict[str, tuple[CellRef, tuple[Value, Value]]] = {
        "income of the bureau": (INCOME.ref(BUREAU, "public"), (Decimal("1.00"), Decimal("2.00"))),
        "spending of a unit": (SPENDING.ref("u0", "project"), (Decimal("1.00"), Decimal("2.00"))),
        "actual of an indicator": (INDICATORS.ref("i3", "actual"), ("97家", "96家")),
        "weight of an indicator": (INDICATORS.ref("i3", "weight"), (Decimal(1), Decimal(2))),
        "name of an indicator": (INDICATORS.ref("i3", "name"), ("甲", "乙")),
        "number of staff": (CellRef("overview", "staff", "value"), (Decimal(21), Decimal(20))),
    }
    for units, indicators in SIZES:
        start = time.perf_counter()
        book = book_of(units, indicators)
        opened = time.perf_counter() - start
        gc.collect()
        gc.freeze()  # what is open stays: the collector need not walk it at every edit
        print(f"{units} units, {indicators} indicators: opened and audited in {opened:.2f} s")
        for name, (ref, values) in edits.items():
            _tell(name, latencies(book, ref, values))
        for group in ("units", "indicators"):
            _tell(f"a row of {group}", row_latencies(book, group))


def _tell(name: str, times: tuple[float, float]) -> None:
    print(f"  {name:<24} median {times[0]:6.2f} ms   p95 {times[1]:6.2f} ms")


if __name__ == "__main__":
    main()
