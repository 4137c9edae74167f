"""Imports are shown first, exports go on beside the window, every edit is in the file and says so when it cannot be."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from preview_kit import to_front
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel
from pytestqt.qtbot import QtBot
from windows import SANGONG_TOTAL, create_packet, finish, open_packet, press, type_text

from gui.dialogs import ImportDialog
from gui.file_jobs import SAMPLE
from gui.main_window import MainWindow
from gui.new_packet import NewPacket
from gui.printing import NO_PRINTER, print_pdf
from model.cells import CellRef
from model.edits import set_cells
from model.problems import FileProblem, Reason
from tests.gui.clerk import Clerk
from tests.gui.keyboard import answer_with, button_of, choose, click, focus
from tests.gui.windows import goto

CONTROL = Qt.KeyboardModifier.ControlModifier
CHAPTER = CellRef("chapters", "c1", "text")


# -- in and out --------------------------------------------------------------------------------------------------------


def test_an_import_is_shown_first_and_is_one_step(window: MainWindow, tmp_path: Path) -> None:
    """Ctrl+I, the file, Enter in the preview; a look at what is doubtful on the way."""
    Clerk(window).begin(tmp_path / "新.jxzp", "吉首市科工信局", 2022)
    cells = dict(window.document.book.cells)
    answer_with(SAMPLE)
    press(window, Qt.Key.Key_I, CONTROL)
    finish(window)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ImportDialog)
    assert dict(window.document.book.cells) == cells
    assert [dialog.pages.tabText(index).split()[0] for index in range(3)] == ["已读出", "需核对", "未读入"]
    Clerk(window).tab_until(lambda: focus() is dialog.pages.tabBar())
    press(window, Qt.Key.Key_Right)
    assert dialog.pages.currentIndex() == 1
    press(window, Qt.Key.Key_Return)
    assert window.document.book.number(CellRef("income", "bureau", "total")) == Decimal("5394.86")
    assert "Ctrl+Z" in window.messages.text
    assert (
        window.dock.height() > window.dock.least_height
    )  # much came at once: the list has room for some of it
    to_front(window)
    press(window, Qt.Key.Key_Z, CONTROL)
    assert dict(window.document.book.cells) == cells


def test_a_new_packet_never_overwrites_another(window: MainWindow) -> None:
    taken, content = window.document.path, window.document.path.read_bytes()
    window.files.create_at(taken, NewPacket(2023, "某某局", "hunan-jishou-2022", None))
    finish(window)
    assert taken.name in window.messages.text
    assert window.document.book.year == 2022
    assert taken.read_bytes() == content


@pytest.mark.parametrize("way", ["Esc", "取消"])
def test_a_preview_that_is_refused_changes_nothing(window: MainWindow, way: str) -> None:
    cells, label = dict(window.document.book.cells), window.document.undo_label
    answer_with(SAMPLE)
    choose(Qt.Key.Key_F, "导入")
    finish(window)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ImportDialog)
    if way == "Esc":
        press(window, Qt.Key.Key_Escape)
    else:
        click(button_of(dialog, "取消"))
    assert QApplication.activeModalWidget() is None
    assert dict(window.document.book.cells) == cells
    assert window.document.undo_label == label


def test_a_source_of_another_year_is_pointed_out_before_it_is_taken_over(
    window: MainWindow, tmp_path: Path
) -> None:
    packet = NewPacket(2023, "某某局", "hunan-jishou-2022", None, units=1)
    create_packet(window, tmp_path / "新.jxzp", packet)
    (unit,) = window.document.book.group("units")
    window.document.apply(set_cells("名称", [(CellRef("units", unit, "name"), "开发区分局")]))
    cells = dict(window.document.book.cells)
    window.files.import_path(SAMPLE)
    finish(window)
    dialog = next(child for child in window.findChildren(QDialog) if isinstance(child, ImportDialog))
    assert "2022 年度" in dialog.warning.text
    assert "2023 年度" in dialog.warning.text
    assert "吉首市科工信局" in dialog.warning.text
    assert "“开发区分局”文件里没有，导入后删除" in dialog.warning.text
    QTest.keyClick(dialog, Qt.Key.Key_Return)  # the usual answer to what looks like the wrong file is no
    assert not dialog.isVisible()
    assert dict(window.document.book.cells) == cells


def test_a_preview_of_what_the_file_has_already_says_so(window: MainWindow) -> None:
    window.files.import_path(SAMPLE)
    finish(window)
    dialog = next(child for child in window.findChildren(QDialog) if isinstance(child, ImportDialog))
    assert "完全相同" in dialog.findChild(QLabel).text()
    assert dialog.warning.text == ""


def test_a_source_that_cannot_be_read_is_told_in_one_sentence(window: MainWindow, tmp_path: Path) -> None:
    source = tmp_path / "坏.docx"
    source.write_bytes(b"PK\x03\x04 nothing")
    answer_with(source)
    press(window, Qt.Key.Key_I, CONTROL)
    finish(window)
    assert "坏.docx" in window.messages.text
    assert window.findChildren(ImportDialog) == []


def test_export_goes_on_beside_the_window_and_offers_the_file(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    target = tmp_path / "报告.pdf"
    choose(Qt.Key.Key_F, "导出", "导出 PDF…")
    answer_with(target)
    qtbot.waitUntil(target.exists, timeout=60_000)
    qtbot.waitUntil(lambda: "已导出" in window.messages.text, timeout=60_000)
    assert target.read_bytes().startswith(b"%PDF")
    assert [button.text() for button in window.messages.offers] == ["打开文件", "打开文件夹"]


def test_export_to_a_place_that_cannot_be_written_says_so(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    window.output.export_to(tmp_path / "没有这个文件夹" / "报告.pdf")  # such a path no dialog gives
    qtbot.waitUntil(lambda: "没有写成" in window.messages.text, timeout=60_000)
    assert [button.text() for button in window.messages.offers] == ["重试", "换个位置…"]


def test_printing_without_a_printer_says_what_to_do(window: MainWindow) -> None:
    if QPrinterInfo.availablePrinterNames():
        pytest.skip("this computer has a printer")
    press(window, Qt.Key.Key_P, CONTROL)
    assert window.messages.text == NO_PRINTER


def test_printing_draws_every_page_of_the_pdf_in_its_own_size(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    """The printer here is Qt's own PDF printer: as many pages come out, in the same sizes, blank only where the PDF is."""
    import pypdfium2

    source, printed = tmp_path / "报告.pdf", tmp_path / "打印.pdf"
    window.output.export_to(source)
    qtbot.waitUntil(lambda: "已导出" in window.messages.text, timeout=60_000)
    printer = QPrinter()
    printer.setResolution(72)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(printed))
    pages = print_pdf(source, printer)
    with pypdfium2.PdfDocument(source) as one, pypdfium2.PdfDocument(printed) as other:
        assert len(one) == len(other) == pages
        for index in range(pages):
            assert other.get_page_size(index) == pytest.approx(one.get_page_size(index), abs=1.5)
            is_meant_blank, is_blank = (
                len(set(pdf[index].render(scale=0.2).to_pil().convert("L").tobytes())) == 1
                for pdf in (one, other)
            )
            assert is_blank == is_meant_blank


# -- saving ------------------------------------------------------------------------------------------------------------


def test_saving_is_seen(window: MainWindow) -> None:
    assert window.status.saved.text().startswith("已保存 ")


def test_when_writing_fails_the_value_stays_and_a_retry_saves_it(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full, as far as the file's own writing is concerned; then there is room again."""

    def full(_step: object) -> None:
        raise FileProblem(Reason.DISK_FULL, window.document.path)

    with monkeypatch.context() as disk:
        disk.setattr(window.document.project._file, "commit", full)
        goto(window, SANGONG_TOTAL)
        press(window, Qt.Key.Key_Delete)
        assert window.document.book.value(SANGONG_TOTAL) == Decimal("0.29")
        assert window.status.saved.text().startswith("未保存：")
        assert [button.text() for button in window.messages.offers] == ["重试", "另存副本…"]
        window.close()
        assert window.isVisible()
        assert window.messages.offers[-1].text() == "不保存，仍要退出"
    click(window.messages.offers[0])
    assert window.status.saved.text().startswith("已保存 ")
    assert window.document.save_state.saved


def test_a_packet_opened_to_read_says_so_and_refuses(window: MainWindow) -> None:
    path = window.document.path
    press(window, Qt.Key.Key_W, CONTROL)
    open_packet(window, path, read_only=True)
    assert window.page.banner.text
    assert "只读" in window.windowTitle()
    assert window.status.saved.text() == "只读"
    assert not window.commands["paste"].isEnabled()
    assert window.commands["export"].isEnabled()
    before = dict(window.document.book.cells)
    goto(window, CHAPTER)
    type_text(window, "x")
    press(window, Qt.Key.Key_F9)
    assert dict(window.document.book.cells) == before


def test_a_copy_is_saved_and_the_window_stays_with_its_file(window: MainWindow, tmp_path: Path) -> None:
    path = window.document.path
    answer_with(tmp_path / "副本.jxzp")
    press(window, Qt.Key.Key_S, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert "副本.jxzp" in window.messages.text
    assert window.document.path == path
    click(button_of(window.messages, "打开副本"))
    finish(window)
    assert window.document.path == tmp_path / "副本.jxzp"
