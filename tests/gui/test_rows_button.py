"""删除 above a table: only while the clerk sees which rows it takes, and it names them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QToolButton
from windows import open_packet

from gui.main_window import MainWindow
from model.cells import CellRef
from model.edits import set_cells
from tests.gui.keyboard import CONTROL, SHIFT, Key, click, focus, press
from tests.gui.windows import goto

FIGURE = CellRef("income", "bureau", "public")


def button(window: MainWindow, words: str) -> QToolButton:
    """The button with these words above the table of the secondary units."""
    found = window.page.page_of("units").sections["units"].findChildren(QToolButton)
    return next(one for one in found if one.text() == words)


def to_unit(window: MainWindow, number: int) -> None:
    row = window.document.book.group("units")[number]
    goto(window, CellRef("units", row, "name"))


def test_the_button_takes_the_row_that_it_names_and_the_keys_stay_in_the_table(window: MainWindow) -> None:
    first, second = window.document.book.group("units")
    to_unit(window, 1)
    remove = button(window, "删除")
    assert remove.toolTip() == "删除第2行“二级机构2”；可以撤销（Ctrl+-）"
    window.document.apply(set_cells("填写", [(CellRef("units", second, "name"), "科技创新服务中心")]))
    assert remove.toolTip() == "删除第2行“科技创新服务中心”；可以撤销（Ctrl+-）"
    click(remove)
    assert window.document.book.group("units") == (first,)
    assert focus().form.code == "units"
    assert remove.toolTip() == "删除第1行“二级机构1”；可以撤销（Ctrl+-）"
    press(Key.Key_Z, modifiers=CONTROL)
    assert window.document.book.group("units") == (first, second)


def test_what_is_selected_in_a_table_that_was_left_is_not_taken(window: MainWindow) -> None:
    rows = window.document.book.group("units")
    to_unit(window, 0)
    goto(window, FIGURE)
    remove = button(window, "删除")
    assert not remove.isEnabled()
    assert remove.toolTip() == "先在表中选中要删除的行"
    click(remove)
    assert window.document.book.group("units") == rows
    to_unit(window, 0)
    assert remove.isEnabled()


def test_the_button_is_reached_by_key_from_its_table(window: MainWindow) -> None:
    rows = window.document.book.group("units")
    to_unit(window, 0)
    press(Key.Key_Backtab, modifiers=SHIFT)
    assert focus() is button(window, "删除")
    press(Key.Key_Space)
    assert window.document.book.group("units") == rows[1:]
    assert focus().form.code == "units", "on the row that came up"
    press(Key.Key_Backtab, modifiers=SHIFT)
    press(Key.Key_Space)
    assert window.document.book.group("units") == ()
    assert window.page.isAncestorOf(focus()), "the keys go to no table that is out of sight"


def test_several_rows_are_named_and_of_many_it_is_said_how_many(window: MainWindow) -> None:
    to_unit(window, 0)
    press(Key.Key_Down, modifiers=SHIFT)
    assert button(window, "删除").toolTip().startswith("删除第1行“二级机构1”、第2行“二级机构2”；")
    for _ in range(3):
        click(button(window, "增加"))
    press(Key.Key_Home, modifiers=CONTROL)
    press(Key.Key_End, modifiers=CONTROL | SHIFT)
    assert "等 5 行；" in button(window, "删除").toolTip()


def test_a_packet_that_may_only_be_read_loses_no_row(window: MainWindow, tmp_path: Path) -> None:
    copy = tmp_path / "副本.jxzp"
    assert window.document.save_copy(copy)
    open_packet(window, copy, read_only=True)
    to_unit(window, 0)
    assert not button(window, "删除").isEnabled()
