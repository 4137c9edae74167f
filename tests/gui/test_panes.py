"""F6 and Enter reach what a message offers from any cell; keys give the findings list its height."""

from __future__ import annotations

import pytest
from keyboard import CONTROL, SHIFT, Key, focus, press, type_text
from PySide6.QtWidgets import QApplication
from windows import open_packet

from gui.main_window import MainWindow
from model.cells import CellRef
from tests.gui.places import at_rest
from tests.gui.windows import goto

PUBLIC = CellRef("income", "bureau", "public")


def cell(window: MainWindow) -> CellRef:
    return window.page.current.sections["income"].body.current_ref


def offer(window: MainWindow, taken: list[str], *words: str) -> None:
    window.messages.tell("要处理的事。", offers=[(one, lambda one=one: taken.append(one)) for one in words])


def test_f6_goes_from_the_cell_to_the_message_to_the_list_and_back(window: MainWindow) -> None:
    goto(window, PUBLIC)
    table = focus()
    offer(window, [], "重试", "另存副本…")
    press(Key.Key_F6)
    assert focus() is window.messages.offers[0]
    press(Key.Key_F6)
    assert window.dock.isAncestorOf(focus())
    press(Key.Key_F6)
    assert focus() is table
    assert cell(window) == PUBLIC


def test_enter_takes_the_offer_and_the_keys_are_back_in_the_cell(window: MainWindow) -> None:
    goto(window, PUBLIC)
    table, taken = focus(), []
    offer(window, taken, "重试", "另存副本…")
    press(Key.Key_F6)
    press(Key.Key_Tab)
    press(Key.Key_Return)
    assert taken == ["另存副本…"]
    assert window.messages.isHidden()
    assert focus() is table
    type_text("7")
    press(Key.Key_Return)
    assert window.document.book.number(PUBLIC) == 7


def test_esc_leaves_the_message_where_it_is_and_goes_back_to_the_cell(window: MainWindow) -> None:
    goto(window, PUBLIC)
    table, taken = focus(), []
    offer(window, taken, "重试")
    press(Key.Key_F6)
    press(Key.Key_Escape)
    assert focus() is table
    assert window.messages.isVisible()
    assert taken == []


def test_the_offers_of_the_banner_are_on_the_way_too(window: MainWindow, tmp_path) -> None:
    path = window.document.path
    copy = tmp_path / "副本.jxzp"
    copy.write_bytes(path.read_bytes())
    open_packet(window, copy, read_only=True)
    QApplication.processEvents()
    press(Key.Key_F6)
    assert focus() is window.page.banner.offers[0]
    assert window.page.banner.offers[0].text() == "重新打开"


def test_on_the_start_page_f6_reaches_the_message(window: MainWindow) -> None:
    press(Key.Key_W, modifiers=CONTROL)
    taken: list[str] = []
    offer(window, taken, "打开备份")
    press(Key.Key_F6)
    press(Key.Key_Return)
    assert taken == ["打开备份"]
    assert window.start.isAncestorOf(focus())


@pytest.mark.parametrize("percent", [100, 150])
def test_ctrl_f6_gives_the_list_two_lines_more_and_takes_them_back(window: MainWindow, percent: int) -> None:
    window.set_font_percent(percent)
    press(Key.Key_F9)
    at_rest(window)
    before = window.dock.height()
    press(Key.Key_F6, modifiers=CONTROL)
    assert window.dock.height() == before + 2 * window.dock.view.row
    press(Key.Key_F6, modifiers=CONTROL | SHIFT)
    assert window.dock.height() == before
    for _ in range(30):
        press(Key.Key_F6, modifiers=CONTROL | SHIFT)
    assert window.dock.height() >= window.dock.least_height
