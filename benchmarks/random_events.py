"""Throws random real events at the real window: keys, typing, pasting, clicks, changes of size.

    python -m benchmarks.random_events 5000 7

opens the published sample of 2022 and does 5,000 things chosen by seed 7. Nothing may raise, Qt may warn of nothing, and
in the end the file holds what the window showed, and the findings are those of a full audit.
"""

from __future__ import annotations

import os
import random
import resource
import sys
import tempfile
import traceback
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, qInstallMessageHandler
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from model.book import Book
from model.forms import GROUPS
from model.project import Project
from model.starting import bare_book

if TYPE_CHECKING:
    from gui.main_window import MainWindow

_KEYS = [
    getattr(Qt.Key, f"Key_{name}")
    for name in (
        *("Tab", "Backtab", "Return", "Up", "Down", "Left", "Right", "Home", "End", "PageUp", "PageDown"),
        *("Escape", "Delete", "Backspace", "Space", "F2", "F3", "F5", "F6", "F7", "F8", "F9"),
    )
]
_SHORTCUTS = [
    *(getattr(Qt.Key, f"Key_{letter}") for letter in "ZYCVXDFAGEPHKLM"),
    *(Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_BracketLeft, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp),
]
_NO, _SHIFT, _CONTROL, _ALT = (
    getattr(Qt.KeyboardModifier, f"{name}Modifier") for name in ("No", "Shift", "Control", "Alt")
)
_MODIFIERS = (*([_NO] * 8), _SHIFT, _CONTROL, _CONTROL | _SHIFT, _ALT)
_TYPED = (
    *("12.5", "0", "-3", "1,234.56", "１２", "abc", "绩效", "98%", "≥20亿元", "2023年"),
    "公用经费21.83万元，其中办公费1.2万元、水费3万元。",
)
_PASTED = ("1\t2\t3\n4\t5\t6\n", "甲\t乙\n", "x", "1.5", "", "\n\n", "12,3\t4")
_PATIENCE = 3
"""So many ticks without a step mean that a menu or a box of its own keeps the events from us."""
_QUIET = "This plugin does not support"
"""What the offscreen platform says about itself."""

_REFUSALS = 100
"""So many refused texts may wait in the end."""


@dataclass
class Outcome:
    """What came of it; all but ``steps`` and ``megabytes`` must stay empty."""

    steps: int = 0
    errors: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    differences: list[str] = field(default_factory=list)
    megabytes: int = 0
    """Peak memory."""


class Hand(QObject):
    """Does one random thing after another to whatever is on the screen."""

    def __init__(self, window: MainWindow, rng: random.Random) -> None:
        super().__init__(window)
        self._window, self._rng = window, rng
        self.last: deque[str] = deque(maxlen=12)
        self._steps = self._seen = self._ticks = 0
        self._escape = QTimer(self)
        self._escape.timeout.connect(self._leave_what_blocks)
        self._escape.start(30)
        self._deeds: list[tuple[int, Callable[[], str]]] = [
            (40, self._key),
            (10, self._shortcut),
            (15, self._type),
            (5, self._paste),
            (25, self._click),
            (2, self._resize),
            (3, self._wait),
        ]

    def step(self) -> None:
        """One thing."""
        weights, deeds = zip(*self._deeds, strict=True)
        (deed,) = self._rng.choices(deeds, weights)
        try:
            self.last.append(f"{deed.__name__} {deed()}")
        except RuntimeError as error:  # the widget went in answer to the key's press, before its release
            if "already deleted" not in str(error):
                raise
        self._steps += 1
        QApplication.processEvents()

    def _focus(self) -> QWidget:
        return QApplication.activePopupWidget() or QApplication.focusWidget() or self._window

    def _key(self) -> str:
        key, modifiers = self._rng.choice(_KEYS), self._rng.choice(_MODIFIERS)
        QTest.keyClick(self._focus(), key, modifiers)
        return f"{modifiers.name} {key.name}"

    def _shortcut(self) -> str:
        key = self._rng.choice(_SHORTCUTS)
        QTest.keyClick(self._focus(), key, _CONTROL)
        return str(key.name)

    def _type(self) -> str:
        text = self._rng.choice(_TYPED)
        for character in text:  # QTest's own keyClicks knows no Chinese
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(self._focus(), QKeyEvent(kind, 0, _NO, character))
        return text

    def _paste(self) -> str:
        text = self._rng.choice(_PASTED)
        QApplication.clipboard().setText(text)
        QTest.keyClick(self._focus(), Qt.Key.Key_V, _CONTROL)
        return repr(text)

    def _click(self) -> str:
        shown = [widget for widget in QApplication.allWidgets() if widget.isVisible() and widget.width() > 3]
        widget = self._rng.choice(shown)
        place = QPoint(self._rng.randrange(widget.width()), self._rng.randrange(max(1, widget.height())))
        (button,) = self._rng.choices((Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton), (6, 1))
        click = QTest.mouseDClick if self._rng.random() < 0.15 else QTest.mouseClick
        name = f"{type(widget).__name__} {widget.objectName()} {place.toTuple()} {button.name}"
        click(widget, button, _NO, place)
        return name

    def _resize(self) -> str:
        self._window.resize(self._rng.randrange(700, 1600), self._rng.randrange(400, 1000))
        return str(self._window.size().toTuple())

    def _wait(self) -> str:
        QTest.qWait(120)
        return ""

    def _leave_what_blocks(self) -> None:
        """Menus and boxes run an event loop of their own: leave them from inside."""
        self._ticks = self._ticks + 1 if self._seen == self._steps else 0
        self._seen = self._steps
        popup, box = QApplication.activePopupWidget(), QApplication.activeModalWidget()
        if popup is not None and self._ticks > _PATIENCE:
            QTest.keyClick(popup, self._rng.choice((Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Return)))
        elif box is not None and (isinstance(box, QFileDialog) or self._rng.random() < 0.6):
            QTest.keyClick(box, Qt.Key.Key_Escape)
        elif box is not None and self._rng.random() < 0.5:
            QTest.keyClick(QApplication.focusWidget() or box, self._rng.choice(_KEYS))
        elif box is not None:
            box.close()


def run(steps: int, seed: int, folder: Path) -> Outcome:
    """Open the sample in ``folder``, do so many random things, compare file and window; a QApplication must be there."""
    from gui.main_window import MainWindow
    from gui.settings import Settings

    outcome = Outcome()
    window = MainWindow(Settings.in_file(folder / "settings.ini"))
    window.resize(1366, 768)
    window.show()
    hand = Hand(window, random.Random(seed))
    with _watched(outcome, hand):
        for number in range(steps):
            if not window.document.is_open:
                _open_sample(window, folder / f"{number}.jxzp")
            window.show()
            hand.step()
            outcome.steps += 1
        _compare(window, outcome)
        window.unsaved.leaving = True
        leave(window)
        window.deleteLater()
    outcome.megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return outcome


def leave(window: MainWindow) -> None:
    """Close the window; text that it does not take, and would not leave for, is given up with Esc, as it says."""
    for other in QApplication.topLevelWidgets():
        if other is not window:
            other.close()
    window.activateWindow()
    window.background.end()  # what is being done would be called off, and waited for
    for _ in range(_REFUSALS):
        QApplication.processEvents()
        if window.close():
            return
        QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Escape)
    raise AssertionError(f"Esc does not give up {window.document.untaken.refs}")


def _open_sample(window: MainWindow, path: Path) -> None:
    from gui.file_jobs import SAMPLE
    from intake.intake import read_source

    window.document.attach(Project.create_from(path, bare_book(2022)))
    window.document.apply(read_source(SAMPLE, window.document.book).edit)


@contextmanager
def _watched(outcome: Outcome, hand: Hand) -> Iterator[None]:
    def on_error(kind: type[BaseException], error: BaseException, trace: object) -> None:
        words = "".join(traceback.format_exception(error))
        outcome.errors.append(f"{words}after: {'; '.join(hand.last)}")

    def on_message(_mode: object, _context: object, words: str) -> None:
        if _QUIET not in words:
            outcome.warnings.append(f"{words} after: {'; '.join(hand.last)}")

    hook, handler = sys.excepthook, qInstallMessageHandler(on_message)
    sys.excepthook = on_error
    try:
        yield
    finally:
        sys.excepthook = hook
        qInstallMessageHandler(handler)


def _compare(window: MainWindow, outcome: Outcome) -> None:
    """The file against the book, the book's findings against a full audit."""
    if not window.document.is_open:
        return
    window.commit()
    book = window.document.book
    book.settle()
    fresh = Book(book.profile, book.year, dict(book.cells), {name: book.group(name) for name in GROUPS})
    if sorted(map(repr, book.findings)) != sorted(map(repr, fresh.findings)):
        outcome.differences.append("findings are not those of a full audit")
    with Project.open(window.document.path, read_only=True) as project:
        if {ref: repr(value) for ref, value in project.book.cells.items()} != {
            ref: repr(value) for ref, value in book.cells.items()
        }:
            outcome.differences.append("the file does not hold what the window showed")


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    steps = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    from gui.app import make_application

    app = make_application([sys.argv[0]])
    with tempfile.TemporaryDirectory() as folder:
        outcome = run(steps, seed, Path(folder))
    app.processEvents()
    found = [*outcome.errors, *outcome.warnings, *outcome.differences]
    print(f"{outcome.steps} events, seed {seed}: {len(found)} problems, peak {outcome.megabytes} MiB")
    print("\n".join(found))
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
