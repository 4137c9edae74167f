"""取上年文字… in the window: last year's file is found, its chapters offered, the chosen ones taken as one step."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QToolButton

from gui.main_window import MainWindow
from gui.new_packet import NewPacket
from gui.texts_dialog import TextsDialog
from model.cells import CellRef
from model.edits import set_cells
from model.profile import DEFAULT_PROFILE
from model.project import Project
from model.starting import bare_book
from tests.gui.keyboard import CONTROL, Key, answer_with, button_of, choose, click, focus, press
from tests.gui.windows import create_packet, finish, goto, open_packet

C1, C8, C9 = (CellRef("chapters", f"c{number}", "text") for number in (1, 8, 9))
DEPARTMENT = "吉首市科工信局"
WRITTEN = "本章已经写了。"
TICKED = Qt.CheckState.Checked


@pytest.fixture
def last(window: MainWindow) -> Path:
    """The file of 2022, put away; a packet of 2023 is open beside it, one chapter of it written."""
    path = window.document.path
    assert window.document.department == DEPARTMENT
    press(Key.Key_W, modifiers=CONTROL)
    choice = NewPacket(2023, DEPARTMENT, DEFAULT_PROFILE, path)
    create_packet(window, path.with_name("本年.jxzp"), choice)
    window.document.apply(set_cells("写", [(C8, WRITTEN)]))
    return path


def offered(window: MainWindow) -> TextsDialog:
    """By the menu: the dialog, once last year's file is read."""
    choose(Key.Key_F, "取上年文字")
    finish(window)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, TextsDialog)
    return dialog


def told(window: MainWindow) -> str:
    return window.messages.text


def other_packet(folder: Path, name: str, year: int, department: str, text: str) -> Path:
    """Another packet in the folder."""
    book = bare_book(year)
    book.apply(set_cells("写", [(CellRef("cover", "unit_name", "value"), department), (C9, text)]))
    with Project.create_from(folder / name, book):
        return folder / name


def test_what_is_empty_here_is_taken_and_what_is_written_stays(window: MainWindow, last: Path) -> None:
    document = window.document
    goto(window, C1)
    dialog = offered(window)
    ticks = [dialog.list.topLevelItem(at).checkState(0) is TICKED for at in range(11)]
    assert ticks == [at != 7 for at in range(11)]
    before = dict(document.book.cells)
    press(Key.Key_Return)
    finish(window)
    assert document.book.text(C8) == WRITTEN
    assert document.book.text(C1).startswith("（一）部门（单位）基本情况")
    assert told(window).startswith("已取来上年文字 10 章，文中“2022年”有 17 处，审核列出 ")
    assert told(window).endswith("可以按 Ctrl+Z 整体撤销。")
    assert window.page.current.title == "评价报告"
    editor = window.page.current.editor
    assert (editor.ref, editor.textCursor().position(), editor.verticalScrollBar().value()) == (C1, 0, 0)
    assert document.undo_label == "取上年文字 10 章"
    press(Key.Key_Z, modifiers=CONTROL)
    assert dict(document.book.cells) == before


def test_what_the_message_counts_is_what_is_listed(window: MainWindow, last: Path) -> None:
    offered(window)
    press(Key.Key_Return)
    finish(window)
    window.document.settle()
    page = window.page.current
    listed = sum(sum(page.list.counts(row).values()) for row in page.list.row_ids)
    assert f"审核列出 {listed} 条" in told(window)


def test_space_ticks_a_written_chapter_which_then_is_taken_too(window: MainWindow, last: Path) -> None:
    dialog = offered(window)
    assert focus() is dialog.list
    press(*[Key.Key_Down] * 7)
    assert WRITTEN not in dialog.words.text()
    press(Key.Key_Space)
    assert button_of(dialog, "取用（11 章）").isEnabled()
    press(Key.Key_Home)
    press(Key.Key_Space)
    press(Key.Key_Return)
    finish(window)
    book = window.document.book
    assert book.text(C8).startswith("1、细化预算编制工作")
    assert not book.text(C1)


def test_nothing_is_taken_where_nothing_is_ticked_or_esc_is_pressed(window: MainWindow, last: Path) -> None:
    before = dict(window.document.book.cells)
    dialog = offered(window)
    for at in range(11):
        dialog.list.topLevelItem(at).setCheckState(0, Qt.CheckState.Unchecked)
    assert not button_of(dialog, "取用").isEnabled()
    press(Key.Key_Return)
    assert dialog.isVisible()
    press(Key.Key_Escape)
    finish(window)
    assert dict(window.document.book.cells) == before


def test_the_message_leads_to_replacing_the_year(window: MainWindow, last: Path) -> None:
    offered(window)
    press(Key.Key_Return)
    finish(window)
    (button,) = window.messages.offers
    assert button.text() == "替换“2022年”…"
    click(button)
    bar = window.page.find_bar
    assert (bar.line.text(), bar.by.text()) == ("2022年", "2023年")
    assert focus() is bar.by
    click(bar.all)
    assert "2022年" not in window.document.book.prose(C1)


def test_the_button_of_the_page_does_the_same_and_is_closed_with_the_packet(
    window: MainWindow, last: Path
) -> None:
    goto(window, C1)
    (button,) = [one for one in window.page.current.findChildren(QToolButton) if one.text() == "取上年文字…"]
    click(button)
    finish(window)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, TextsDialog)
    press(Key.Key_Escape)
    path = window.document.path
    press(Key.Key_W, modifiers=CONTROL)
    open_packet(window, path, read_only=True)
    goto(window, C1)
    (button,) = [one for one in window.page.current.findChildren(QToolButton) if one.text() == "取上年文字…"]
    assert not button.isEnabled()
    assert not window.commands["last_year_texts"].isEnabled()


def test_a_packet_just_made_from_last_year_s_file_offers_its_texts(window: MainWindow) -> None:
    path = window.document.path
    press(Key.Key_W, modifiers=CONTROL)
    elsewhere = path.parent / "别处"
    elsewhere.mkdir()
    create_packet(window, elsewhere / "本年.jxzp", NewPacket(2023, "改了名的局", DEFAULT_PROFILE, path))
    (button,) = window.messages.offers
    assert button.text() == "取上年文字…"
    click(button)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, TextsDialog)
    press(Key.Key_Return)
    finish(window)
    assert told(window).startswith("已取来上年文字 11 章")


def test_a_packet_made_from_a_file_without_texts_offers_none(window: MainWindow) -> None:
    folder = window.document.path.parent
    path = other_packet(folder, "空.jxzp", 2022, DEPARTMENT, "")
    create_packet(window, folder / "本年.jxzp", NewPacket(2023, DEPARTMENT, DEFAULT_PROFILE, path))
    assert told(window).startswith("已从上年文件提取")
    assert window.messages.offers == ()


def test_without_last_year_s_the_newest_of_the_department_is_proposed_and_another_can_be_picked(
    window: MainWindow, last: Path
) -> None:
    folder = last.parent
    last.unlink()
    other_packet(folder, "旧.jxzp", 2019, DEPARTMENT, "二〇一九年。")
    older = other_packet(folder, "较新.jxzp", 2021, DEPARTMENT, "2021年的建议。")
    other_packet(folder, "别的部门.jxzp", 2022, "吉首市某某局", "别人的建议。")
    (folder / "坏.jxzp").write_text("不是文件")
    dialog = offered(window)
    words = " ".join(label.text() for label in dialog.findChildren(type(dialog.words).__mro__[1]))
    assert f"取自“{older.name}”（2021年度），不是上年（2022年度）的文件" in words
    answer_with(folder / "别的部门.jxzp")
    click(button_of(dialog, "换一个文件…"))
    finish(window)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, TextsDialog)
    assert dialog.chosen == ("c9",)
    press(Key.Key_Return)
    finish(window)
    assert window.document.book.text(C9) == "别人的建议。"


def test_where_no_file_looks_like_last_year_s_the_clerk_is_asked(window: MainWindow, last: Path) -> None:
    elsewhere = last.parent / "别处"
    elsewhere.mkdir()
    empty = other_packet(elsewhere, "空.jxzp", 2022, "吉首市某某局", "")
    last.unlink()
    answer_with(empty)
    choose(Key.Key_F, "取上年文字")
    finish(window)
    assert told(window) == "“空.jxzp”的评价报告没有写文字。"
    window.texts.offer_from(window.document.path)
    assert "现在打开的文件" in told(window)
    (elsewhere / "坏.jxzp").write_text("不是文件")
    window.texts.offer_from(elsewhere / "坏.jxzp")
    finish(window)
    assert "坏.jxzp" in told(window)
