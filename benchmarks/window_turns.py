"""How long the window cannot answer while a page comes, the look changes or a whole import is taken back; processor time of its thread.

    python -m benchmarks.window_turns
    python -m benchmarks.window_turns --profile "redone, all pages"

The packet of 2022, others of 200 and 800 units, and a table of 800 indicators in its 13 columns. Each step's longest turn of the event loop
is printed, also as a multiple of what a row put into a bare PySide6 table takes in the same run: between two turns the clerk's key is dealt
with. ``--profile STEP`` shows where the time of one step goes.
"""

from __future__ import annotations

import cProfile
import gc
import os
import pstats
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from benchmarks.window_latency import begin, cells_of, press
from model.book import Book
from model.cells import Value
from model.forms.finance import INCOME
from model.forms.indicators import INDICATORS
from model.profile import load_profile
from model.project import Project

if TYPE_CHECKING:
    from gui.main_window import MainWindow

TIMES = 6
_PASTED = 5
"""Columns of a block: the sources of income."""
_QUIET_TURNS = 8
_REST_S = 0.05
"""What rests for a moment before it goes on has its turns too."""
_SHORT_MS = 0.5
_CONTROL = Qt.KeyboardModifier.ControlModifier
SAMPLE = Path(__file__).resolve().parent.parent / "resources" / "samples" / "jishou-2022.txt"


@dataclass(frozen=True)
class Step:
    """``do`` is timed; ``back`` makes it ready again and is not."""

    name: str
    do: Callable[[], None]
    back: Callable[[], None] = lambda: None


def turns_of(step: Callable[[], None], profiler: cProfile.Profile | None = None) -> list[float]:
    """Milliseconds of the step and of each turn that follows, until nothing is left to do."""
    turns = [_timed(step, profiler)]
    quiet = 0
    while quiet < _QUIET_TURNS:
        turns.append(_timed(_one_turn, profiler))
        quiet = quiet + 1 if turns[-1] < _SHORT_MS else 0
        if quiet == _QUIET_TURNS // 2:
            time.sleep(_REST_S)
    return turns


def _one_turn() -> None:
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


def _timed(step: Callable[[], None], profiler: cProfile.Profile | None) -> float:
    start = time.thread_time()
    if profiler:
        profiler.enable()
    step()
    if profiler:
        profiler.disable()
    return (time.thread_time() - start) * 1000


def looks(window: MainWindow, extent: str) -> Iterator[Step]:
    """Everything that takes a page away and brings it again."""
    yield Step(f"unit{extent}", lambda: window.set_in_yuan(True), lambda: window.set_in_yuan(False))
    yield Step(f"dark{extent}", lambda: window.set_scheme("dark"), lambda: window.set_scheme("light"))
    yield Step(
        f"size of type{extent}", lambda: window.set_font_percent(125), lambda: window.set_font_percent(100)
    )


def visit_all(window: MainWindow) -> Iterator[Step]:
    """Each page for the first time."""
    page = window.page
    assert page is not None
    for index in range(page.tabs.count()):
        yield Step(
            f"first look: {page.tabs.tabText(index)}", lambda index=index: page.tabs.setCurrentIndex(index)
        )


def import_steps(window: MainWindow, extent: str) -> Iterator[Step]:
    """The whole import taken back and made again."""
    yield Step(f"undone{extent}", window.undo, window.redo)
    window.undo()
    turns_of(lambda: None)
    yield Step(f"redone{extent}", window.redo, window.undo)
    window.redo()
    turns_of(lambda: None)


def windows_of(window: MainWindow) -> Iterator[Step]:
    """Windows beside the main one, until they stand."""

    def close_all() -> None:
        window.papers.close_all()
        window.assistance.close_all()
        for other in QApplication.topLevelWidgets():
            if other is not window and other.isVisible():
                other.close()

    for name in ("preview", "charts", "versions", "history", "help"):
        yield Step(name, lambda name=name: window.commands[name].trigger(), close_all)


def replaced(window: MainWindow) -> Iterator[Step]:
    """全部替换 of a common word, by the bar's own button."""
    page = window.page
    assert page is not None
    page.finish()
    window.commands["replace"].trigger()
    bar = page.find_bar
    bar.line.setText("预算")
    bar.by.setText("预算额")
    turns_of(lambda: None)
    yield Step("全部替换", bar.all.click, window.undo)
    bar.leave()


def large_table(window: MainWindow, rows: int) -> Iterator[Step]:
    """Keys in a table of many rows and 13 columns."""

    def type_score() -> None:
        QTest.keyClicks(QApplication.focusWidget(), "1.5")
        press(Qt.Key.Key_Return)

    window.goto(INDICATORS.ref("i3", "score"))
    turns_of(lambda: None)
    name = f"{rows} indicators"
    yield Step(f"{name}: cursor down", lambda: press(Qt.Key.Key_Down))
    yield Step(f"{name}: page down", lambda: press(Qt.Key.Key_PageDown))
    yield Step(
        f"{name}: to the end",
        lambda: press(Qt.Key.Key_End, _CONTROL),
        lambda: press(Qt.Key.Key_Home, _CONTROL),
    )
    yield Step(f"{name}: a score typed", type_score)


def blocks(window: MainWindow, rows: int) -> Iterator[Step]:
    """A block of figures for every unit, pasted, taken back and copied."""
    figures = "\n".join(
        "\t".join(f"{row % 90 + 1}.{column}5" for column in range(_PASTED)) for row in range(rows)
    )
    QApplication.clipboard().setText(figures)
    name = f"{rows * _PASTED:,} cells"

    def to_the_corner() -> None:
        window.goto(INCOME.ref("u0", "carryover"))

    def paste() -> None:
        press(Qt.Key.Key_V, _CONTROL)

    turns_of(to_the_corner)
    yield Step(f"{name} pasted", paste, window.undo)
    turns_of(to_the_corner)
    turns_of(paste)
    yield Step(f"{name} taken back", window.undo, window.redo)
    yield Step(f"{name} copied", lambda: press(Qt.Key.Key_C, _CONTROL))


def measure(step: Step, times: int, chosen: str, bare: float) -> None:
    """Print a line: the longest turn, its median and its worst."""
    profiler = cProfile.Profile() if step.name == chosen else None
    longest = []
    for _ in range(times):
        gc.collect()
        longest.append(max(turns_of(step.do, profiler)))
        turns_of(step.back)
    print(
        f"| {step.name} | {longest[0]:.0f} | {statistics.median(longest):.0f} | {max(longest):.0f} "
        f"| {statistics.median(longest) / bare:.0f} × |",
        flush=True,
    )
    if profiler:
        pstats.Stats(profiler).sort_stats("cumulative").print_stats(70)


def steps_of_2022(window: MainWindow) -> Iterator[tuple[Step, int]]:
    """With one page made, then with all."""
    for steps in (looks(window, ""), import_steps(window, ""), windows_of(window), replaced(window)):
        for step in steps:
            yield step, TIMES
    for step in visit_all(window):
        yield step, 1
    for step in import_steps(window, ", all pages"):
        yield step, TIMES


def steps_of_units(window: MainWindow, units: int) -> Iterator[tuple[Step, int]]:
    """收支情况 with its rows in view."""
    yield Step(f"{units} units, first look", lambda: window.goto(INCOME.ref("bureau", "public"))), 1
    for step in (*looks(window, f", {units} units in view"), *blocks(window, units)):
        yield step, TIMES


def steps_of_indicators(window: MainWindow, rows: int) -> Iterator[tuple[Step, int]]:
    """绩效指标 with many rows."""
    for step in large_table(window, rows):
        yield step, TIMES


def books() -> Iterator[tuple[Book, Callable[[MainWindow], Iterator[tuple[Step, int]]]]]:
    """The packets, and what is done with each."""
    profile = load_profile()
    for count in (200, 800):
        units = [f"u{number}" for number in range(count)]
        many = Book(profile, 2022, cells_of(profile, units), {"units": units})
        yield many, lambda window, count=count: steps_of_units(window, count)
    rows = [f"i{number}" for number in range(800)]
    words: dict[str, Value] = {
        "level1": "产出指标",
        "level2": "数量指标",
        "target": "≥20亿元",
        "actual": "26.8亿元",
    }
    cells = {INDICATORS.ref(row, column): value for row in rows for column, value in words.items()}
    cells |= {INDICATORS.ref(row, "name"): f"新增规模企业{row}" for row in rows}
    yield (
        Book(profile, 2022, cells, {"indicators": rows}),
        lambda window: steps_of_indicators(window, len(rows)),
    )


def main() -> None:
    """Print the table of docs/performance.md."""
    chosen, bare = begin(__doc__, "| step | first ms | median ms | worst ms | × bare |")
    from gui.app import make_window
    from gui.collecting import resume_collecting
    from gui.settings import Settings
    from intake.intake import read_source

    with tempfile.TemporaryDirectory() as folder:
        window = make_window(Settings.in_file(Path(folder) / "settings.ini"))
        window.resize(1366, 768)
        window.show()
        window.document.attach(Project.create_from(Path(folder) / "2022.jxzp", Book(load_profile(), 2022)))
        turns_of(lambda: None)
        window.document.apply(read_source(SAMPLE, window.document.book).edit)
        turns_of(window.document.settle)
        resume_collecting()
        for step, times in steps_of_2022(window):
            measure(step, times, chosen, bare)
        for number, (book, steps) in enumerate(books()):
            window.document.attach(Project.create_from(Path(folder) / f"{number}.jxzp", book))
            for step, times in steps(window):
                measure(step, times, chosen, bare)
        window.unsaved.leaving = True
        window.close()


if __name__ == "__main__":
    main()
