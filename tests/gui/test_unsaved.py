"""The packet's file is moved away while it is open, as when a USB stick is pulled out, and comes back: what the window says."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from windows import finish, goto, press, type_text

from gui.main_window import MainWindow
from model.cells import CellRef
from model.project import Project
from tests.gui.keyboard import CONTROL, Key, answer_with, button_of, click
from tests.project_kit import new_project

RECEPTION = CellRef("sangong", "bureau", "reception")
TITLES = ["重试", "另存副本…"]


def type_in(window: MainWindow, figure: str) -> None:
    """Over what stands in the cell, as a clerk does."""
    goto(window, RECEPTION)
    type_text(window, figure)
    press(window, Key.Key_Return)


def offered(window: MainWindow) -> list[str]:
    return [button.text() for button in window.messages.offers]


@pytest.fixture
def pulled_out(window: MainWindow, tmp_path: Path) -> Path:
    """Two edits were made since the file is away; where it is now."""
    away = tmp_path / "别处.jxzp"
    window.document.path.rename(away)
    for edits, figure in ((1, "1.11"), (2, "2.22")):
        type_in(window, figure)
        assert window.messages.text.startswith(f"还有 {edits} 处改动没有写入文件：")
        assert "被移动、删除" in window.messages.text
        assert offered(window) == TITLES
        assert window.status.saved.text().startswith("未保存：")
    return away


def in_file(path: Path) -> object:
    with Project.open(path, read_only=True) as project:
        return project.book.stated(RECEPTION)


SAVING: dict[str, Callable[[MainWindow], object]] = {
    "Ctrl+S": lambda window: press(window, Key.Key_S, CONTROL),
    "重试": lambda window: click(button_of(window.messages, "重试")),
    "the word in the status bar": lambda window: click(window.status.saved),
    "another edit": lambda window: type_in(window, "3.33"),
}


@pytest.mark.parametrize("way", SAVING)
def test_the_warning_goes_with_the_first_write_that_succeeds(
    window: MainWindow, pulled_out: Path, way: str
) -> None:
    pulled_out.rename(window.document.path)
    SAVING[way](window)
    assert window.messages.text == ""
    assert window.status.saved.text().startswith("已保存 ")
    assert in_file(window.document.path) == Decimal("3.33" if way == "another edit" else "2.22")


def test_the_warning_comes_back_when_another_message_has_been_read(
    window: MainWindow, pulled_out: Path
) -> None:
    """It is still so: a sentence on something else stands over it for a while only."""
    window.messages.tell("已复制。")
    assert window.messages.text == "已复制。"
    window.messages.clear()
    assert "2 处改动没有写入文件" in window.messages.text


def test_what_was_told_over_it_stays_when_the_warning_goes(window: MainWindow, pulled_out: Path) -> None:
    window.messages.tell("另一件事。", offers=[("好", lambda: None)])
    pulled_out.rename(window.document.path)
    press(window, Key.Key_S, CONTROL)
    assert window.messages.text == "另一件事。"
    click(window.messages.offers[0])
    assert window.messages.text == ""


def test_a_retry_that_fails_again_keeps_the_warning(window: MainWindow, pulled_out: Path) -> None:
    click(button_of(window.messages, "重试"))
    assert "2 处改动没有写入文件" in window.messages.text
    assert offered(window) == TITLES


def test_who_wanted_to_leave_and_saved_instead_is_not_asked_any_more(
    window: MainWindow, pulled_out: Path, tmp_path: Path
) -> None:
    """Alt+F4, the stick is put back, Ctrl+S, and on to another packet: nothing of the first one is said there."""
    window.close()  # what Alt+F4 comes to
    assert window.isVisible()
    assert offered(window) == [*TITLES, "不保存，仍要退出"]
    type_in(window, "3.33")
    assert offered(window) == TITLES, "the work goes on: nobody leaves"
    window.close()
    pulled_out.rename(window.document.path)
    press(window, Key.Key_S, CONTROL)
    assert window.messages.text == ""
    first = window.document.path
    new_project(tmp_path / "另一份.jxzp").close()
    answer_with(tmp_path / "另一份.jxzp")
    press(window, Key.Key_O, CONTROL)
    finish(window)
    assert window.document.path == tmp_path / "另一份.jxzp"
    assert window.messages.text == ""
    assert in_file(first) == Decimal("3.33")


WAYS_TO_ANOTHER: dict[str, tuple[Callable[[MainWindow, Path], object], str]] = {
    "打开": (lambda window, _: press(window, Key.Key_O, CONTROL), "打开其他文件"),
    "最近的文件": (lambda window, path: window._call(f"open_path:{path}"), "打开其他文件"),
    "样例": (lambda window, _: window._call("sample"), "打开样例"),
}


@pytest.mark.parametrize("way", WAYS_TO_ANOTHER)
def test_another_packet_is_opened_only_when_the_clerk_gives_up_what_was_not_written(
    window: MainWindow, pulled_out: Path, tmp_path: Path, way: str
) -> None:
    first, other = window.document.path, tmp_path / "另一份.jxzp"
    new_project(other).close()
    if way == "打开":
        answer_with(other)
    go, doing = WAYS_TO_ANOTHER[way]
    go(window, other)
    finish(window)
    assert window.document.path == first
    assert f"现在{doing}会丢失这些改动。" in window.messages.text
    click(button_of(window.messages, f"不保存，仍要{doing}"))
    finish(window)
    assert window.document.path != first
    assert "没有写入文件" not in window.messages.text


def test_who_closes_the_packet_all_the_same_is_on_a_start_page_without_the_warning(
    window: MainWindow, pulled_out: Path
) -> None:
    press(window, Key.Key_W, CONTROL)
    assert window.document.is_open
    click(button_of(window.messages, "不保存，仍要退出"))
    QApplication.processEvents()
    assert not window.document.is_open
    assert window.messages.text == ""


def test_a_copy_takes_the_warning_with_it(window: MainWindow, pulled_out: Path, tmp_path: Path) -> None:
    answer_with(tmp_path / "副本.jxzp")
    click(button_of(window.messages, "另存副本…"))
    assert window.document.path == tmp_path / "副本.jxzp"
    assert "没有写入" not in window.messages.text
    assert in_file(window.document.path) == Decimal("2.22")
