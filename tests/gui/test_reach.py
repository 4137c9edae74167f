"""Keyboard and screen reader: whatever takes the keys has a name, and Tab alone reaches it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QScrollArea, QWidget
from shiboken6 import isValid
from windows import open_sample, press, shown_window, type_text

from gui.main_window import MainWindow
from gui.tabs.registry import TABS
from model.cells import CellRef

COMMANDS = (
    "versions",
    "history",
    "check_code",
    "preview",
    "charts",
    "help",
    "about",
    "progress",
    "find",
    "new",
)
"""Commands that bring up a dialog, a window, a popup or a bar."""
_MOST_TABS = 600
"""In a table, Tab goes from cell to cell before it leaves."""


@pytest.fixture
def window(tmp_path: Path, qapp: QApplication) -> Iterator[MainWindow]:
    with shown_window(tmp_path) as window:
        open_sample(window, tmp_path)
        yield window


def takes_keys(root: QWidget) -> list[QWidget]:
    """Every visible widget of a window that the keyboard can work in."""
    return [
        widget
        for widget in root.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.window() is root.window()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not isinstance(widget, QScrollArea)
    ]


def nameless(root: QWidget) -> list[str]:
    """Widgets that a screen reader could only call by their kind."""
    buddies = {label.buddy() for label in root.findChildren(QLabel) if label.buddy() is not None}
    found = []
    for widget in takes_keys(root):
        if widget.focusProxy() is not None or widget.objectName().startswith("qt_"):
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        name = widget.accessibleName() or (interface.text(QAccessible.Text.Name) if interface else "")
        if not name.strip() and widget not in buddies:
            parents = []
            parent: QWidget | None = widget
            while parent is not None and len(parents) < 4:
                parents.append(type(parent).__name__)
                parent = parent.parentWidget()
            found.append(" < ".join(parents))
    return found


def test_a_field_without_a_name_would_be_found(window: MainWindow):
    field = QLineEdit(window.page.current)
    field.show()
    assert len(nameless(window)) == 1
    field.setAccessibleName("名称")
    assert nameless(window) == []


@pytest.mark.parametrize("number", range(len(TABS)), ids=[tab.title for tab in TABS])
def test_every_field_of_every_page_has_a_name(window: MainWindow, number: int):
    window.page.tabs.setCurrentIndex(number)
    QApplication.processEvents()
    assert takes_keys(window.page.current) or window.page.current.title == "审核说明"
    assert nameless(window) == []


def test_the_start_page_has_names(window: MainWindow):
    press(window, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert nameless(window) == []


@pytest.mark.parametrize("command", COMMANDS)
def test_every_dialog_and_window_has_names_and_esc_closes_it(window: MainWindow, command: str):
    before = set(QApplication.topLevelWidgets())
    window._call(command)
    QApplication.processEvents()
    opened = [w for w in QApplication.topLevelWidgets() if w.isVisible() and w not in before]
    opened = opened or [window]
    for one in opened:
        assert nameless(one) == [], command
    for one in opened:
        if one is not window:
            target = QApplication.focusWidget()
            QTest.keyClick(
                target if target is not None and target.window() is one else one, Qt.Key.Key_Escape
            )
            QApplication.processEvents()
            assert not isValid(one) or not one.isVisible(), command


@pytest.mark.parametrize("number", range(len(TABS)), ids=[tab.title for tab in TABS])
def test_tab_reaches_every_field_of_a_page(window: MainWindow, number: int):
    window.page.tabs.setCurrentIndex(number)
    window.page.enter()
    QApplication.processEvents()
    page = window.page.current
    wanted = {id(widget): widget for widget in takes_keys(page)}
    reached: set[int] = set()
    for _ in range(_MOST_TABS):
        here = QApplication.focusWidget()
        if here is not None:
            reached |= {id(widget) for widget in (here, *_around(here, page))}
        if wanted.keys() <= reached:
            break
        QTest.keyClick(here or window, Qt.Key.Key_Tab)
    missed = [f"{type(w).__name__} {w.accessibleName()}" for key, w in wanted.items() if key not in reached]
    assert missed == []


def _around(widget: QWidget, page: QWidget) -> Iterator[QWidget]:
    parent = widget.parentWidget()
    while parent is not None and parent is not page:
        yield parent
        parent = parent.parentWidget()


def test_enter_in_a_line_goes_on_to_the_next_field_and_what_is_refused_stays(window: MainWindow) -> None:
    window.goto(CellRef("overview", "staffing", "value"))
    first = QApplication.focusWidget()
    type_text(window, "4O")
    press(window, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is first
    press(window, Qt.Key.Key_Escape)
    press(window, Qt.Key.Key_Return)
    press(window, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_text(window, "21")
    press(window, Qt.Key.Key_Return)
    assert window.document.book.number(CellRef("overview", "staff", "value")) == 21
