"""F1 opens the guide at the right part from every window there is, modal ones too, and the guide can be read beside them."""

from __future__ import annotations

import pytest
from beside import OPENERS, opened
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from windows import press

from gui import help_topics
from gui.help_window import HelpWindow
from gui.main_window import MainWindow
from gui.new_packet import NewPacketDialog

TOPICS = {
    "new": help_topics.FIRST,
    "versions": help_topics.VERSIONS,
    "history": help_topics.VERSIONS,
    "charts": help_topics.CHARTS,
    "progress": help_topics.CHARTS,
    "preview": help_topics.PAPER,
    "check_code": help_topics.CODE,
    "about": help_topics.PROBLEMS,
    "help": help_topics.TITLE,
    "export": help_topics.PAPER,
    "import": help_topics.IMPORT,
    "field": help_topics.REPORT,
    "common": help_topics.INDICATORS,
    "texts": help_topics.LAST_YEAR,
    "print": help_topics.PAPER,
}


def press_f1(front: QWidget) -> None:
    QTest.keyClick(front.focusWidget() or front, Qt.Key.Key_F1)
    QApplication.processEvents()


@pytest.mark.parametrize("name", TOPICS)
def test_f1_opens_the_guide_at_the_part_that_the_window_is_about(window: MainWindow, name: str) -> None:
    front = opened(window, name)
    press_f1(front)
    guide = window.assistance.help_window
    assert guide is not None
    assert guide.isVisible()
    assert guide.here == TOPICS[name]
    guide.close()
    if front is not guide and name != "progress":  # a popup has made way
        front.close()


def test_beside_a_dialog_that_holds_up_the_window_the_guide_can_be_searched(
    window: MainWindow,
) -> None:
    press(window, Qt.Key.Key_F1)
    guide = window.assistance.help_window
    dialog = opened(window, "new")
    assert isinstance(dialog, NewPacketDialog)
    assert QApplication.activeModalWidget() is dialog
    press_f1(dialog)
    assert QApplication.activeWindow() is guide
    guide.search.setFocus()
    QTest.keyClick(guide.windowHandle(), Qt.Key.Key_8)  # from the system: what is held up gets nothing of it
    assert guide.search.text() == "8"
    dialog.close()
    QApplication.processEvents()
    assert guide.isVisible(), "the guide outlives the dialog"
    guide.close()
    guide.close()


def test_every_window_names_a_part_that_the_guide_has(qtbot: QtBot) -> None:
    guide = HelpWindow()
    qtbot.addWidget(guide)
    headings = {words for _, words, _ in guide.page.headings()}
    topics = {value for name, value in vars(help_topics).items() if name.isupper() and isinstance(value, str)}
    topics.discard(help_topics._PROPERTY)
    assert topics <= headings


def test_no_window_is_forgotten() -> None:
    assert TOPICS.keys() == OPENERS.keys()
