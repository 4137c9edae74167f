"""审核结果 is ordered by any of its columns by keys alone: in the menu 审核, and in the list's own menu."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from gui.finding_lines import Line
from gui.findings_model import CODE
from gui.main_window import MainWindow
from tests.gui.keyboard import Key, choose, focus, press, take
from tests.gui.places import place
from tests.gui.windows import open_sample, shown_window

ORDERS: dict[str, Callable[[Line], object]] = {
    "按页分组": lambda line: line.page,
    "按级别": lambda line: line.level.rank,
    "按编号": lambda line: line.code,
    "按位置": lambda line: line.place_name,
    "按说明": lambda line: line.message,
}


def ticked(window: MainWindow) -> list[str]:
    return [one.text() for one in window.commands.submenus["order"].actions() if one.isChecked()]


def enter_list(window: MainWindow) -> None:
    press(Key.Key_F6)
    assert window.dock.view.isAncestorOf(focus()) or focus() is window.dock.view


def ask_for_menu(window: MainWindow) -> QMenu:
    """The menu key, or Shift+F10, as the desktop sends it on."""
    view = window.dock.view
    at = QPoint(1, 1)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, view.viewport().mapToGlobal(at))
    QApplication.sendEvent(view.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


@pytest.mark.parametrize("words", ORDERS)
def test_the_menu_orders_the_list_by_each_column(window: MainWindow, words: str) -> None:
    if words == "按页分组":
        choose(Key.Key_A, "审核结果排列", "按编号")
    choose(Key.Key_A, "审核结果排列", words)
    keys = [ORDERS[words](line) for line in window.dock.shown]
    assert len(set(keys)) > 1
    assert keys == sorted(keys)
    assert ticked(window) == [words]
    choose(Key.Key_A, "审核结果排列", "倒序")
    assert [ORDERS[words](line) for line in window.dock.shown] == sorted(keys, reverse=True)
    assert ticked(window) == [words, "倒序"]


def test_the_list_has_the_same_in_its_own_menu(window: MainWindow) -> None:
    enter_list(window)
    before = window.dock.current
    ask_for_menu(window)
    take("审核结果排列", "按位置")
    names = [line.place_name for line in window.dock.shown]
    assert names == sorted(names)
    assert window.dock.current == before, "the cursor stays on its line"
    assert ticked(window) == ["按位置"]
    assert focus() is window.dock.view


def test_the_lists_menu_leads_to_the_cell_and_to_the_answer(window: MainWindow) -> None:
    press(Key.Key_F8)
    enter_list(window)
    press(Key.Key_Down)
    while window.dock.current is None:
        press(Key.Key_Down)
    line = window.dock.current
    menu = ask_for_menu(window)
    assert "填写审核说明" in [one.text() for one in menu.actions()]
    take("转到此处")
    assert place() == line.place


def test_a_click_on_a_title_ticks_the_entry(window: MainWindow) -> None:
    press(Key.Key_F9)
    header = window.dock.view.header()
    at = QPoint(header.sectionViewportPosition(CODE) + 8, header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert ticked(window) == ["按编号"]
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert ticked(window) == ["按编号", "倒序"]


def test_the_order_is_there_at_the_next_start(tmp_path: Path) -> None:
    with shown_window(tmp_path) as first:
        open_sample(first, tmp_path)
        choose(Key.Key_A, "审核结果排列", "按说明")
    (tmp_path / "另一个").mkdir()
    with shown_window(tmp_path) as second:
        open_sample(second, tmp_path / "另一个")
        assert ticked(second) == ["按说明"]
        messages = [line.message for line in second.dock.shown]
        assert messages == sorted(messages)


def test_without_a_packet_there_is_nothing_to_order(window: MainWindow) -> None:
    press(Key.Key_W, modifiers=Qt.KeyboardModifier.ControlModifier)
    assert not window.commands.submenus["order"].isEnabled()
