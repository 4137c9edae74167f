"""How long the window cannot answer while a page comes, the look changes or a whole import is taken back; processor time of its thread.

    python -m benchmarks.window_turns
    python -m benchmarks.window_turns --profile "redone, all pages"

The packet of 2022 and one of 200 units. Each step's longest turn of the event loop is printed: between two turns the clerk's key is dealt
with. ``--profile STEP`` shows where the time of one step's longest turn goes.
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
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from benchmarks.window_latency import cells_of
from model.book import Book
from model.forms.finance import INCOME
from model.profile import load_profile
from model.project import Project

if TYPE_CHECKING:
    from gui.main_window import MainWindow

TIMES, UNITS = 6, 200
_QUIET_TURNS = 8
_REST_S = 0.05
"""What rests for a moment before it goes on has its turns too."""
_SHORT_MS = 0.5
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


def measure(step: Step, times: int, chosen: str) -> None:
    """Print a line: the longest turn, its median and its worst."""
    profiler = cProfile.Profile() if step.name == chosen else None
    longest = []
    for _ in range(times):
        gc.collect()
        longest.append(max(turns_of(step.do, profiler)))
        turns_of(step.back)
    print(
        f"| {step.name} | {longest[0]:.0f} | {statistics.median(longest):.0f} | {max(longest):.0f} |",
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


def steps_of_many_units(window: MainWindow) -> Iterator[tuple[Step, int]]:
    """收支情况 with its 800 rows in view."""
    yield Step("200 units, first look", lambda: window.goto(INCOME.ref("bureau", "public"))), 1
    for step in looks(window, ", 200 units in view"):
        yield step, TIMES


def main() -> None:
    """Print the table of docs/performance.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--profile", default="", metavar="STEP")
    chosen = parser.parse_args().profile
    from gui.app import make_application, make_window, resume_collecting
    from gui.settings import Settings
    from intake.intake import read_source

    make_application(["window_turns"])
    print("| step | first ms | median ms | worst ms |\n|---|---|---|---|")
    profile, units = load_profile(), [f"u{number}" for number in range(UNITS)]
    with tempfile.TemporaryDirectory() as folder:
        window = make_window(Settings.in_file(Path(folder) / "settings.ini"))
        window.resize(1366, 768)
        window.show()
        window.document.attach(Project.create_from(Path(folder) / "2022.jxzp", Book(profile, 2022)))
        turns_of(lambda: None)
        window.document.apply(read_source(SAMPLE, window.document.book).edit)
        turns_of(window.document.settle)
        resume_collecting()
        for step, times in steps_of_2022(window):
            measure(step, times, chosen)
        many = Book(profile, 2022, cells_of(profile, units), {"units": units})
        window.document.attach(Project.create_from(Path(folder) / "units.jxzp", many))
        for step, times in steps_of_many_units(window):
            measure(step, times, chosen)
        window._leaving_unsaved = True
        window.close()


if __name__ == "__main__":
    main()
