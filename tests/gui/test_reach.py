"""Keyboard and screen reader: whatever takes the keys has a name, and Tab alone reaches it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from beside import OPENERS, opened
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QScrollArea,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid
from windows import press, type_text

from gui.chapter_list import ChapterList
from gui.form_view import FormTable
from gui.main_window import MainWindow
from gui.rows_button import RowsButton
from gui.tabs.registry import TABS
from model.cells import CellRef
from tests.gui.windows import goto

_FIELDS = (QLineEdit, QAbstractSpinBox, QComboBox, QTextEdit, FormTable, ChapterList)
_MOST_TABS = 600
"""In a table, Tab goes from cell to cell before it leaves."""


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


def unlabelled(root: QWidget) -> list[str]:
    """Fields to type or choose in to which no visible label belongs: its key leads there, a screen reader reads it."""
    buddies = {
        label.buddy()
        for label in root.findChildren(QLabel)
        if label.buddy() is not None and label.isVisible() and label.text().strip()
    }
    return [
        f"{type(field).__name__} {field.accessibleName()}"
        for field in takes_keys(root)
        if isinstance(field, _FIELDS)
        and field not in buddies
        and not isinstance(field.parentWidget(), _FIELDS)  # the line of a combo or spin box
        and not (isinstance(field, QTextEdit) and field.isReadOnly())
        and not field.objectName().startswith("qt_")
    ]


def headless(root: QWidget) -> list[str]:
    """Titles of lists and tables without a name."""
    return [
        f"{type(header).__name__} of {type(header.parentWidget()).__name__}"
        for header in root.findChildren(QHeaderView)
        if header.isVisible() and header.window() is root.window() and not header.accessibleName()
    ]


def test_a_field_without_a_label_would_be_found(window: MainWindow):
    field = QLineEdit(window.page.current)
    field.setAccessibleName("名称")
    field.show()
    assert unlabelled(window) == ["QLineEdit 名称"]
    label = QLabel("名称", window.page.current)
    label.setBuddy(field)
    assert unlabelled(window) == ["QLineEdit 名称"], "a label out of sight is none"
    label.show()
    assert unlabelled(window) == []


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
    assert unlabelled(window) == []
    assert headless(window) == []


def test_the_start_page_has_names(window: MainWindow):
    press(window, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert nameless(window) == []


@pytest.mark.parametrize("name", OPENERS)
def test_every_window_beside_has_names_and_labels_and_esc_closes_it(window: MainWindow, name: str):
    front = opened(window, name)
    if name == "preview":
        front.resize(1200, 700)  # less has no room for the words before the fields
        QApplication.processEvents()
    assert takes_keys(front)
    assert nameless(front) == []
    assert unlabelled(front) == []
    target = QApplication.focusWidget()
    within = target is not None and target.window() is front
    QTest.keyClick(target if within else front, Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert not isValid(front) or not front.isVisible()


@pytest.mark.parametrize("name", sorted(OPENERS.keys() - {"export", "print"}))
def test_tab_reaches_every_field_of_a_window_beside(window: MainWindow, name: str):
    front = opened(window, name)
    assert missed_by_tab(front, front) == []
    front.close()


@pytest.mark.parametrize("key", [Qt.Key.Key_F, Qt.Key.Key_H], ids=["find", "replace"])
def test_the_find_bar_has_names_and_labels_and_tab_goes_all_over_it(window: MainWindow, key: Qt.Key):
    press(window, key, Qt.KeyboardModifier.ControlModifier)
    assert window.page.find_bar.isVisible()
    assert nameless(window) == []
    assert unlabelled(window) == []
    assert missed_by_tab(window.page.find_bar, window) == []


def test_the_buttons_of_the_first_steps_have_names_and_tab_reaches_them(window: MainWindow):
    window._call("start_tour")
    QApplication.processEvents()
    bubble = window.assistance.tour.bubble
    assert {button.text() for button in takes_keys(bubble)} >= {"下一步", "跳过"}
    assert nameless(bubble) == []
    bubble.next.setFocus()
    assert missed_by_tab(bubble, bubble) == []
    window.assistance.end_tour()


@pytest.mark.parametrize("number", range(len(TABS)), ids=[tab.title for tab in TABS])
def test_tab_reaches_every_field_of_a_page(window: MainWindow, number: int):
    window.page.tabs.setCurrentIndex(number)
    window.page.enter()
    QApplication.processEvents()
    page = window.page.current
    assert missed_by_tab(page, window) == []


def missed_by_tab(root: QWidget, window: QWidget) -> list[str]:
    """What Tab does not come to, beginning where the keys are."""
    within = QAbstractSpinBox | QComboBox  # their lines have no place of their own in the round
    wanted = {
        id(one): one
        for one in takes_keys(root)
        if not isinstance(one.parentWidget(), within)
        and not isinstance(one, RowsButton)  # Shift+Tab from its table: see test_rows_button.py
    }
    reached: set[int] = set()
    for _ in range(_MOST_TABS):
        here = QApplication.focusWidget()
        if here is not None:
            reached |= {id(widget) for widget in (here, *_around(here, root))}
        if wanted.keys() <= reached:
            break
        QTest.keyClick(here or window, Qt.Key.Key_Tab)
    return [f"{type(w).__name__} {w.accessibleName()}" for key, w in wanted.items() if key not in reached]


def _around(widget: QWidget, page: QWidget) -> Iterator[QWidget]:
    parent = widget.parentWidget()
    while parent is not None and parent is not page:
        yield parent
        parent = parent.parentWidget()


def test_enter_in_a_line_goes_on_to_the_next_field_and_what_is_refused_stays(window: MainWindow) -> None:
    goto(window, CellRef("overview", "staffing", "value"))
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
