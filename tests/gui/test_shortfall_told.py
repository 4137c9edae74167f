"""What was given and not taken is told until it is closed or the work goes on: the clerk may be looking at Excel meanwhile."""

from __future__ import annotations

import pytest
from keyboard import CONTROL, Key, click, press, type_text
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from table_kit import clipboard

from gui.main_window import MainWindow
from model.cells import CellRef
from tests.gui.windows import goto

FIGURE = CellRef("income", "bureau", "public")
TOTAL = CellRef("income", "summary", "total")
LONG_MS = 60


@pytest.fixture
def hasty(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    """A window whose plain messages are gone after a few turns."""
    monkeypatch.setattr("gui.message_bar._READING_TIME_MS", LONG_MS // 3)
    return window


def paste(window: MainWindow, text: str = "1.5\tabc\t2.5") -> str:
    """Put a block into the income table; what is told of it."""
    clipboard(text)
    goto(window, FIGURE)
    press(Key.Key_V, modifiers=CONTROL)
    return window.messages.text


def test_what_a_paste_lost_is_told_for_as_long_as_the_clerk_looks_away(hasty: MainWindow) -> None:
    told = paste(hasty)
    assert "abc" in told
    QTest.qWait(LONG_MS)
    assert hasty.messages.text == told
    hasty.messages.tell("另一件事。")
    QTest.qWait(LONG_MS)
    assert hasty.messages.text == told  # what passes only covers it


def test_looking_around_in_the_table_does_not_take_it_away(hasty: MainWindow) -> None:
    told = paste(hasty)
    assert "abc" in told
    press(Key.Key_Down, Key.Key_Right)
    press(Key.Key_C, modifiers=CONTROL)
    assert hasty.status.selection.text().startswith("已复制")
    goto(hasty, TOTAL)
    type_text("5")  # a computed cell says why it is closed
    QTest.qWait(LONG_MS)
    assert hasty.messages.text == told


def test_it_is_closed_by_a_click(window: MainWindow) -> None:
    paste(window)
    close = window.messages.findChild(QToolButton)
    assert close is not None
    click(close)
    assert window.messages.text == ""


def test_it_goes_with_the_next_edit_with_undo_and_with_the_next_paste(window: MainWindow) -> None:
    paste(window)
    type_text("8")
    press(Key.Key_Return)
    assert window.messages.text == ""
    paste(window)
    press(Key.Key_Z, modifiers=CONTROL)
    assert window.messages.text == ""
    paste(window)
    assert "xyz" in paste(window, "xyz\txyz")  # nothing of it was taken: no edit
    assert "abc" not in window.messages.text
    paste(window, "1.5\t3.5")
    assert window.messages.text == ""
