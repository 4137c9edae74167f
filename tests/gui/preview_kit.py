"""What the tests of the preview share: opening it, waiting until it is drawn, changing the packet behind it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from windows import press

from gui.main_window import MainWindow
from gui.preview import PreviewWindow
from model.cells import CellRef
from model.edits import set_cells

CONTROL = Qt.KeyboardModifier.ControlModifier
INCOME = CellRef("income", "bureau", "other")
DUTIES = CellRef("overview", "duties", "value")
RARE = "\U0003134a"
"""A character of the newest blocks: no font here has it."""


def opened_preview(window: MainWindow, qtbot: QtBot) -> PreviewWindow:
    """打印预览 by its key."""
    press(window, Qt.Key.Key_F2, CONTROL)
    preview = next(one for one in QApplication.topLevelWidgets() if isinstance(one, PreviewWindow))
    preview.resize(1000, 720)
    settle(preview, qtbot)
    return preview


def settle(preview: PreviewWindow, qtbot: QtBot) -> None:
    """Wait until all pages are typeset and what shows is drawn."""
    qtbot.waitUntil(lambda: not preview._settling.isActive() and is_drawn(preview), timeout=30_000)


def to_front(window: QWidget) -> None:
    """As by a click on the window: it has the keys then."""
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)


def is_drawn(preview: PreviewWindow) -> bool:
    studio, shown = preview.studio, preview.view.visible_pages()
    return (
        bool(shown) and studio.is_settled and not studio._missing_pictures() and not studio._booklet.stale()
    )


def apply(window: MainWindow, *cells: tuple[CellRef, object], label: str = "改") -> None:
    assert window.document.apply(set_cells(label, list(cells))) is not None


def page_with(preview: PreviewWindow, words: str) -> int:
    """The first page on which the words stand."""
    return next(place for place, key in enumerate(preview.studio.pages) if words in preview.studio.text(key))
