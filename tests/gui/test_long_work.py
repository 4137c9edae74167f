"""Long work goes on beside the window: it shows how far it is, and the clerk can call it off, by mouse and by keys."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from keyboard import CONTROL, Key, focus, type_text, wait_for
from preview_kit import to_front
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPushButton
from pytestqt.qtbot import QtBot
from windows import SANGONG_TOTAL, finish, open_packet, shown_window
from work_kit import HeldWork, cancel_button, files_in, go_on, held, press, press_cancel

from gui.dialogs import ImportDialog
from gui.file_jobs import SAMPLE
from gui.main_window import MainWindow
from gui.new_packet import NewPacket
from gui.work_message import BUSY
from model.cells import CellRef
from tests.gui.windows import goto

FIGURE = CellRef("income", "bureau", "other")
OLD = "原来的文件".encode()

pytestmark = pytest.mark.usefixtures("held_work")


@pytest.fixture
def start(tmp_path: Path) -> Iterator[MainWindow]:
    """The window on its start page."""
    with shown_window(tmp_path) as window:
        yield window


def import_dialog(window: MainWindow) -> ImportDialog:
    wait_for(lambda: any(one.isVisible() for one in window.findChildren(ImportDialog)))
    return next(one for one in window.findChildren(ImportDialog) if one.isVisible())


# -- exports -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["pdf", "docx", "xlsx", "audit"])
def test_an_export_shows_how_far_it_is_and_is_called_off_with_the_mouse(
    window: MainWindow, tmp_path: Path, kind: str
) -> None:
    output = window.output
    begin = {
        "pdf": output.export_to,
        "docx": output.export_docx_to,
        "xlsx": output.export_xlsx_to,
        "audit": output.export_audit_to,
    }[kind]
    target = tmp_path / "报告"
    target.write_bytes(OLD)
    before = files_in(tmp_path)
    held(window, lambda: begin(target))
    assert window.messages.text.startswith("正在导出“报告”")
    bar = window.messages.progress
    assert bar is not None
    assert bar.isVisible()
    assert 0.3 <= bar.value() / bar.maximum() < 1
    QTest.mouseClick(cancel_button(window), Qt.MouseButton.LeftButton)
    assert "正在取消" in window.messages.text
    assert window.messages.offers == ()
    go_on(window)
    assert window.messages.text == "已取消导出，“报告”没有写成。"
    assert window.messages.progress is None
    assert target.read_bytes() == OLD
    assert files_in(tmp_path) == before


def test_a_figure_is_typed_and_saved_while_an_export_goes_on(window: MainWindow, tmp_path: Path) -> None:
    goto(window, FIGURE)
    held(window, lambda: window.output.export_to(tmp_path / "报告.pdf"))
    type_text("12.5")
    press(Key.Key_Return)
    assert window.document.book.number(FIGURE) == Decimal("12.5")
    assert window.document.save_state.saved
    assert window.messages.progress is not None
    HeldWork.let_go.set()
    wait_for(lambda: "已导出" in window.messages.text)
    assert (tmp_path / "报告.pdf").read_bytes().startswith(b"%PDF")


def test_esc_gives_up_typing_first_and_calls_the_work_off_when_it_has_no_other_use(
    window: MainWindow, tmp_path: Path
) -> None:
    goto(window, FIGURE)
    before = window.document.book.value(FIGURE)
    held(window, lambda: window.output.export_to(tmp_path / "报告.pdf"))
    type_text("9")
    press(Key.Key_Escape)
    assert "正在取消" not in window.messages.text
    assert window.document.book.value(FIGURE) == before
    press(Key.Key_Escape)
    assert "正在取消" in window.messages.text
    go_on(window)
    assert not (tmp_path / "报告.pdf").exists()


def test_alt_c_calls_it_off_from_a_chapter_and_what_was_written_there_stays(
    window: MainWindow, tmp_path: Path
) -> None:
    chapter = CellRef("chapters", "c1", "text")
    goto(window, chapter)
    held(window, lambda: window.output.export_docx_to(tmp_path / "报告.docx"))
    type_text("abc")
    press_cancel(window)
    go_on(window)
    window.commit()
    assert "abc" in window.document.book.text(chapter)
    assert not (tmp_path / "报告.docx").exists()


def test_esc_calls_it_off_from_the_findings_list(window: MainWindow, tmp_path: Path) -> None:
    window.show_findings()
    window.dock.enter()
    held(window, lambda: window.output.export_docx_to(tmp_path / "报告.docx"))
    press(Key.Key_Escape)
    assert "正在取消" in window.messages.text
    go_on(window)
    assert not (tmp_path / "报告.docx").exists()


def test_the_button_is_reached_with_tab_and_pressed_with_space(start: MainWindow) -> None:
    held(start, start.files.sample)
    button = cancel_button(start)
    for _ in range(60):
        if focus() is button:
            break
        QTest.keyClick(focus(), Key.Key_Tab)
    assert focus() is button
    press(Key.Key_Space)
    go_on(start)
    assert start.messages.text == "已取消打开样例。"
    assert not start.document.is_open


def test_f6_leads_to_the_button_and_esc_there_is_its_own(window: MainWindow, tmp_path: Path) -> None:
    goto(window, FIGURE)
    table = focus()
    held(window, lambda: window.output.export_to(tmp_path / "报告.pdf"))
    press(Key.Key_F6)
    assert focus() is cancel_button(window)
    press(Key.Key_Escape)
    assert "正在取消" in window.messages.text
    assert focus() is table
    go_on(window)
    assert not (tmp_path / "报告.pdf").exists()


def test_a_second_work_is_refused_and_the_first_comes_back_when_that_is_read(
    window: MainWindow, tmp_path: Path
) -> None:
    held(window, lambda: window.output.export_to(tmp_path / "甲.pdf"))
    window.output.export_to(tmp_path / "乙.pdf")
    assert window.messages.text == BUSY
    assert window.messages.progress is None
    QTest.mouseClick(window.messages._close, Qt.MouseButton.LeftButton)
    assert window.messages.text.startswith("正在导出“甲.pdf”")
    assert window.messages.progress is not None
    QTest.mouseClick(cancel_button(window), Qt.MouseButton.LeftButton)
    go_on(window)


def test_what_fails_in_the_middle_takes_its_progress_away_and_offers_another_try(
    window: MainWindow, tmp_path: Path
) -> None:
    folder = tmp_path / "文件夹"
    folder.mkdir()
    held(window, lambda: window.output.export_docx_to(folder / "报告.docx"))
    folder.rmdir()
    go_on(window)
    assert "没有写成" in window.messages.text
    assert window.messages.progress is None
    assert [button.text() for button in window.messages.offers] == ["重试", "换个位置…"]


def test_printing_that_is_called_off_leaves_no_half_file(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    HeldWork.let_go.set()
    window.output.export_to(tmp_path / "报告.pdf")
    wait_for(lambda: "已导出" in window.messages.text)
    HeldWork.hold()
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "打印.pdf"))
    held(window, lambda: window.output.print_on(printer, (tmp_path / "报告.pdf").read_bytes()))
    assert "正在打印：第 " in window.messages.text
    press_cancel(window)
    go_on(window)
    assert "已取消打印" in window.messages.text
    assert not (tmp_path / "打印.pdf").exists()


# -- reading -----------------------------------------------------------------------------------------------------------


def test_an_import_reads_beside_the_window_against_the_packet_as_it_is_in_the_end(window: MainWindow) -> None:
    goto(window, FIGURE)
    published = window.document.book.number(FIGURE)
    held(window, lambda: window.files.import_path(SAMPLE))
    assert window.messages.text.startswith(f"正在读取“{SAMPLE.name}”")
    type_text("77")
    press(Key.Key_Return)
    HeldWork.let_go.set()
    dialog = import_dialog(window)
    dialog.accept()
    to_front(window)
    assert window.document.book.number(FIGURE) == published
    press(Key.Key_Z, modifiers=CONTROL)
    assert window.document.book.number(FIGURE) == Decimal(77)


def test_an_import_that_is_called_off_asks_nothing_and_changes_nothing(window: MainWindow) -> None:
    cells, label = dict(window.document.book.cells), window.document.undo_label
    held(window, lambda: window.files.import_path(SAMPLE))
    press_cancel(window)
    go_on(window)
    assert window.messages.text == "已取消，没有改动任何内容。"
    assert window.findChildren(ImportDialog) == []
    assert dict(window.document.book.cells) == cells
    assert window.document.undo_label == label


def test_what_is_read_for_a_packet_is_given_up_with_it(window: MainWindow) -> None:
    held(window, lambda: window.files.import_path(SAMPLE))
    press(Key.Key_W, modifiers=CONTROL)
    assert not window.document.is_open
    go_on(window)
    assert window.findChildren(QDialog) == []


def test_an_export_goes_on_when_its_packet_is_closed(window: MainWindow, tmp_path: Path) -> None:
    """It was begun from a copy, and what was read for the packet before is over."""
    HeldWork.let_go.set()
    window.files.import_path(SAMPLE)
    import_dialog(window).reject()
    to_front(window)
    HeldWork.hold()
    held(window, lambda: window.output.export_docx_to(tmp_path / "报告.docx"))
    press(Key.Key_W, modifiers=CONTROL)
    assert not window.document.is_open
    go_on(window)
    assert (tmp_path / "报告.docx").read_bytes().startswith(b"PK")
    assert "已导出" in window.messages.text


def test_the_sample_opens_beside_the_window_from_its_button(start: MainWindow) -> None:
    button = next(one for one in start.start.findChildren(QPushButton) if "样例" in one.text())
    held(start, lambda: QTest.mouseClick(button, Qt.MouseButton.LeftButton))
    assert start.messages.text.startswith("正在打开样例")
    assert not start.document.is_open
    go_on(start)
    assert start.document.is_open
    assert "这是样例" in start.messages.text
    assert "2022年度（样例）" in start.windowTitle()


def test_a_new_packet_that_is_called_off_leaves_no_file(start: MainWindow, tmp_path: Path) -> None:
    choice = NewPacket(2023, "某某局", "hunan-jishou-2022", None, 20)
    held(start, lambda: start.files.create_at(tmp_path / "新.jxzp", choice))
    press(Key.Key_Escape)
    go_on(start)
    assert "已取消新建" in start.messages.text
    assert not (tmp_path / "新.jxzp").exists()
    assert not start.document.is_open


def test_opening_that_is_called_off_lets_go_of_the_file(window: MainWindow) -> None:
    path = window.document.path
    window.close_packet()
    window.files.open_path(path)
    assert window.work.call_off()  # at once: before the file is open, or as soon as it is
    finish(window)
    assert not window.document.is_open
    HeldWork.let_go.set()
    open_packet(window, path)
    assert not window.document.read_only


def test_details_are_read_from_the_report_beside_the_window(window: MainWindow) -> None:
    held(window, window.commands["extract_detail"].trigger)
    assert window.messages.text.startswith("正在读评价报告")
    assert not window.document.book.group("specials")
    go_on(window)
    assert window.document.book.group("specials")
    assert "已从评价报告提取" in window.messages.text


# -- calm --------------------------------------------------------------------------------------------------------------


def test_nothing_in_the_window_moves_when_the_bar_comes_and_goes(window: MainWindow, tmp_path: Path) -> None:
    goto(window, SANGONG_TOTAL)
    page, status = window.page.geometry(), window.status.geometry()
    held(window, lambda: window.output.export_to(tmp_path / "报告.pdf"))
    assert window.page.geometry() == page
    assert window.status.geometry() == status
    press(Key.Key_Escape)
    go_on(window)
    assert window.page.geometry() == page
