"""How long the window is blocked by one key: dealing with it, and painting what it changed; in processor time.

    python -m benchmarks.window_latency

A packet of 800 secondary units, its first table on the screen; then a chapter of 100,000 characters. The reference is a row put into a
bare PySide6 table of as many cells, in the same run.
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
from dataclasses import dataclass, fields
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableWidget

from benchmarks.prose_keystroke import long_text
from model.book import Book
from model.cells import CellRef, Value
from model.forms.finance import ASSETS, BUREAU, INCOME, SANGONG, SPENDING
from model.forms.prose import CHAPTERS
from model.profile import Profile, load_profile
from model.project import Project

if TYPE_CHECKING:
    from gui.main_window import MainWindow

UNITS, WRONG, TIMES = 800, 20, 15
_TURNS = 6
CHARACTERS = 85_000
CHAPTER = CHAPTERS.ref("c2", "text")
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


def finish() -> list[float]:
    """All that is waiting is done, all that is stale is painted; milliseconds of each turn of the event loop.

    Between two turns the next key is dealt with.
    """
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    turns = []
    for _ in range(_TURNS):
        start = time.process_time()
        QApplication.processEvents()
        turns.append((time.process_time() - start) * 1000)
    return turns


@dataclass(frozen=True)
class Times:
    """Milliseconds of the processor."""

    key: float
    """Until the key is dealt with."""
    after: float
    """Until all is painted after that."""
    longest: float
    """In which no other key could be dealt with."""


def timed(step: Callable[[], None]) -> Times:
    """Take the step and whatever comes of it."""
    start = time.process_time()
    step()
    handled = (time.process_time() - start) * 1000
    turns = finish()
    return Times(handled, sum(turns), max(handled, *turns))


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key where the cursor is."""
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key, modifiers)


def bare_table() -> Iterator[Times]:
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


@dataclass(frozen=True)
class Step:
    """One kind of thing that a clerk does: what is made ready, untimed, and what is timed."""

    name: str
    make_ready: Callable[[int], None]
    do: Callable[[], None]


def measure(step: Step, bare: float, profiler: cProfile.Profile | None) -> None:
    """Print one line of the table."""
    times = []
    for number in range(TIMES):
        step.make_ready(number)
        finish()
        if profiler:
            profiler.enable()
        times.append(timed(step.do))
        if profiler:
            profiler.disable()
        time.sleep(0.2)  # what rests before it is counted anew has its own time
        finish()
    key, after, longest = (
        statistics.median(getattr(one, part.name) for one in times) for part in fields(Times)
    )
    worst = max(one.longest for one in times)
    ratio = (key + after) / bare
    print(
        f"| {step.name} | {key:.1f} | {after:.1f} | {longest:.1f} | {worst:.1f} | {ratio:.0f} × |", flush=True
    )


def table_steps(window: MainWindow, units: list[str]) -> Iterator[Step]:
    """Keys in the table of income."""
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier

    def type_figure(number: int) -> None:
        QTest.keyClicks(QApplication.focusWidget(), f"{number + 1}.5")

    def go_to_the_middle(number: int) -> None:
        window.goto(INCOME.ref(units[UNITS // 2 - number], "public"))

    window.goto(INCOME.ref(units[10], "public"))
    window.page.finish()
    yield Step("cursor down", lambda _: None, lambda: press(Qt.Key.Key_Down))
    yield Step("a figure taken over", type_figure, lambda: press(Qt.Key.Key_Return))
    yield Step("a row put in", go_to_the_middle, lambda: press(Qt.Key.Key_Plus, control))
    yield Step("a row moved up", go_to_the_middle, lambda: press(Qt.Key.Key_Up, control | shift))
    yield Step("a row taken out", go_to_the_middle, lambda: press(Qt.Key.Key_Minus, control))
    yield Step("that undone", lambda _: None, lambda: press(Qt.Key.Key_Z, control))


def chapter_steps(window: MainWindow) -> Iterator[Step]:
    """A key in a long chapter, the edit that comes of it, and the verdicts on it once it was read in pieces."""
    from model.rules.prose import reading_ahead

    window.goto(CHAPTER)
    window.page.finish()
    finish()
    document, editor = window.document, window.page.current.editor
    editor.move_to(editor.document().characterCount() // 2)

    def type_on(_: int) -> None:
        document.settle()
        press(Qt.Key.Key_A)
        editor._pause.stop()

    def have_it_read(number: int) -> None:
        type_on(number)
        editor.commit()
        document.settling.stop()
        for _ in reading_ahead(document.book):
            pass

    places, length = len(editor.marks), len(document.book.text(CHAPTER))
    print(f"chapter: {length:,} characters, {places} underlined places")
    yield Step("a key in the chapter", have_it_read, lambda: press(Qt.Key.Key_A))
    yield Step("the edit, and reading it", type_on, editor.commit)
    yield Step("the verdicts", have_it_read, document.settle)


def long_chapter() -> str:
    """True paragraphs, with a wrong sum behind every fourth."""
    lines = long_text(CHARACTERS).split("\n")
    return "\n".join(
        f"{line}其中：甲类{number + 2}.{number % 90 + 10}万元，乙类3万元，合计{number + 9}.11万元。"
        if number % 4 == 0
        else line
        for number, line in enumerate(lines)
    )


def begin(description: str | None, columns: str) -> tuple[str, float]:
    """Make the application and print the head of the table; the step that is to be profiled, and what the bare table took."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--profile", default="", metavar="STEP")
    chosen = parser.parse_args().profile
    from gui.app import make_application

    make_application(["benchmark"])
    bare = statistics.median(one.key + one.after for one in bare_table())
    print(f"bare table: {bare:.1f} ms\n{columns}\n{'|---' * (columns.count('|') - 1)}|")
    return chosen, bare


def main() -> None:
    """Print the table of docs/performance.md."""
    chosen, bare = begin(__doc__, "| step | key ms | after ms | longest ms | worst ms | × bare |")
    from gui.app import make_window
    from gui.collecting import resume_collecting
    from gui.settings import Settings

    profile, units = load_profile(), [f"u{number}" for number in range(UNITS)]
    tables = Book(profile, 2022, cells_of(profile, units), {"units": units})
    report = Book(profile, 2022, {CHAPTER: long_chapter()})
    with tempfile.TemporaryDirectory() as folder:
        window = make_window(Settings.in_file(Path(folder) / "settings.ini"))
        window.resize(1366, 768)
        window.show()
        for book, steps in (
            (tables, lambda: table_steps(window, units)),
            (report, lambda: chapter_steps(window)),
        ):
            window.document.attach(Project.create_from(Path(folder) / f"{id(book)}.jxzp", book))
            for step in steps():
                gc.collect()
                resume_collecting()  # as in the program
                profiler = cProfile.Profile() if step.name == chosen else None
                measure(step, bare, profiler)
                if profiler:
                    pstats.Stats(profiler).sort_stats("cumulative").print_stats(60)
        window.unsaved.leaving = True
        window.close()


if __name__ == "__main__":
    main()
