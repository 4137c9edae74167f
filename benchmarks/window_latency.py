"""How long the window is blocked by one key: dealing with it, and painting what it changed; in processor time.

    python -m benchmarks.window_latency

A packet of 800 secondary units, its first table on the screen. The reference is a bare PySide6 table of as many cells in the same run.
``--profile NAME`` shows where the time of one kind of step goes.
"""

from __future__ import annotations

import argparse
import cProfile
import gc
import os
import pstats
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableWidget

from model.book import Book
from model.cells import CellRef, Value
from model.forms.finance import ASSETS, BUREAU, INCOME, SANGONG, SPENDING
from model.profile import Profile, load_profile

UNITS, WRONG, TIMES = 800, 20, 15
_FIGURE = Decimal("12.34")
_RECKONED = ("total", "basic", "balance", "cumulative")


def cells_of(profile: Profile, units: list[str]) -> dict[CellRef, Value]:
    """Four tables whose figures agree, but for a few balances."""
    cells: dict[CellRef, Value] = {CellRef("units", unit, "name"): f"第{unit}中心" for unit in units}
    received = 4 if not profile.balance_includes_carryover else 5
    for number, row in enumerate([BUREAU, *units]):
        for form in (INCOME, SPENDING, SANGONG, ASSETS):
            for column in form.columns:
                if column.code not in _RECKONED:
                    cells[form.ref(row, column.code)] = _FIGURE
        cells[SPENDING.ref(row, "balance")] = (received - 3) * _FIGURE + (number < WRONG)
    return cells


def finish() -> None:
    """All that is waiting is done, all that is stale is painted."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    QApplication.processEvents()


def timed(step: Callable[[], None]) -> tuple[float, float]:
    """Milliseconds of the processor until the key is dealt with, and until all is painted after that."""
    start = time.process_time()
    step()
    handled = time.process_time()
    finish()
    return (handled - start) * 1000, (time.process_time() - handled) * 1000


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key where the cursor is."""
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key, modifiers)


def bare_table() -> Iterator[tuple[float, float]]:
    """A row put into a plain table of the same size."""
    table = QTableWidget(UNITS + 2, len(INCOME.columns) + 1)
    for row in range(table.rowCount()):
        table.setRowHeight(row, 28)
    table.resize(1366, 768)
    table.show()
    finish()
    for _ in range(TIMES):
        yield timed(lambda: table.insertRow(UNITS // 2))
    table.close()


def report(name: str, times: list[tuple[float, float]], bare: float) -> None:
    """One line of the table."""
    handled, drawn = (statistics.median(part) for part in zip(*times, strict=True))
    longest = max(max(one) for one in times)
    print(
        f"| {name} | {handled:.1f} | {drawn:.1f} | {longest:.1f} | {(handled + drawn) / bare:.0f} × |",
        flush=True,
    )


def main() -> None:
    """Print the table of docs/performance.md."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--profile", default="")
    chosen = parser.parse_args().profile
    from gui.app import make_application
    from gui.main_window import MainWindow
    from gui.settings import Settings

    make_application(["window_latency"])
    bare = statistics.median(sum(one) for one in bare_table())
    profile = load_profile()
    units = [f"u{number}" for number in range(UNITS)]
    with tempfile.TemporaryDirectory() as folder:
        window = MainWindow(Settings.in_file(Path(folder) / "settings.ini"))
        window.resize(1366, 768)
        window.show()
        path = Path(folder) / "many.jxzp"
        assert window.document.create(path, Book(profile, 2022, cells_of(profile, units), {"units": units}))
        window.goto(INCOME.ref(units[10], "public"))
        finish()
        time.sleep(0.5)
        finish()
        gc.collect()
        gc.freeze()
        control = Qt.KeyboardModifier.ControlModifier
        steps: dict[str, Callable[[], None]] = {
            "cursor down": lambda: press(Qt.Key.Key_Down),
            "a figure taken over": lambda: press(Qt.Key.Key_Return),
            "a row put in": lambda: press(Qt.Key.Key_Plus, control),
            "a row moved": lambda: press(Qt.Key.Key_Up, control | Qt.KeyboardModifier.ShiftModifier),
            "a row taken out": lambda: press(Qt.Key.Key_Minus, control),
            "undone": lambda: press(Qt.Key.Key_Z, control),
        }
        print(
            f"bare table: {bare:.1f} ms\n| step | key ms | painting ms | longest ms | × bare |\n|---|---|---|---|---|"
        )
        for name, step in steps.items():
            profiler, times = cProfile.Profile(), []
            for number in range(TIMES):
                if name == "a figure taken over":
                    QTest.keyClicks(QApplication.focusWidget(), f"{number + 1}.5")
                    finish()
                elif name != "cursor down":
                    window.goto(INCOME.ref(units[UNITS // 2 - number], "public"))
                    finish()
                if name == chosen:
                    profiler.enable()
                times.append(timed(step))
                profiler.disable()
                time.sleep(0.2)  # what rests before it is counted anew has its own time
                finish()
            report(name, times, bare)
            if name == chosen:
                pstats.Stats(profiler).sort_stats("cumulative").print_stats(90)
        window._leaving_unsaved = True
        window.close()


if __name__ == "__main__":
    main()
