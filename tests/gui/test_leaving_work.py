"""Who leaves while long work goes on loses nothing: it is stopped first, or waited for by name."""

from __future__ import annotations

from pathlib import Path
from threading import Timer

import pytest
from keyboard import Key, wait_for
from preview_kit import opened_preview, to_front
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from work_kit import HeldWork, held

from gui.main_window import MainWindow
from gui.preview import PreviewWindow

pytestmark = pytest.mark.usefixtures("held_work")


def test_the_window_waits_until_an_export_has_stopped_and_then_closes(
    window: MainWindow, tmp_path: Path
) -> None:
    held(window, lambda: window.output.export_to(tmp_path / "报告.pdf"))
    window.close()
    assert window.isVisible()
    assert window.messages.text == "正在取消…随后关闭窗口。"
    HeldWork.let_go.set()
    wait_for(lambda: not window.isVisible())
    assert not window.document.is_open
    assert not (tmp_path / "报告.pdf").exists()


def test_what_is_too_late_to_stop_is_waited_for_by_name(window: MainWindow, tmp_path: Path) -> None:
    target = tmp_path / "报告.docx"

    def past_return_first(self: HeldWork) -> None:
        super(HeldWork, self).past_return()
        self.at(1.0)  # held where the file takes its place

    HeldWork.hold(2)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(HeldWork, "past_return", past_return_first, raising=False)
        patch.setattr(HeldWork, "share_to_hold_at", 1.0)
        held(window, lambda: window.output.export_docx_to(target))
        window.close()
        assert window.isVisible()
        assert window.messages.text == "正在导出“报告.docx”，马上完成…随后关闭窗口。"
        HeldWork.let_go.set()
        wait_for(lambda: not window.isVisible())
    assert target.read_bytes().startswith(b"PK")


def exporting_preview(window: MainWindow, target: Path, qtbot: QtBot) -> PreviewWindow:
    """A preview, all drawn, whose export is held."""
    HeldWork.let_go.set()
    preview = opened_preview(window, qtbot)
    HeldWork.hold()
    preview.output.export_to(target)
    return preview


def test_esc_in_the_preview_calls_off_its_export_before_it_closes_the_window(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    preview = exporting_preview(window, tmp_path / "报告.pdf", qtbot)
    wait_for(lambda: preview.messages.progress is not None)
    to_front(preview)
    QTest.keyClick(preview.view, Key.Key_Escape)
    assert preview.isVisible()
    HeldWork.let_go.set()
    wait_for(lambda: not preview.background.is_busy)
    assert preview.messages.text == "已取消导出，“报告.pdf”没有写成。"
    assert not (tmp_path / "报告.pdf").exists()
    QTest.keyClick(preview.view, Key.Key_Escape)
    QApplication.processEvents()
    assert not preview.isVisible()


def test_a_preview_that_is_closed_stops_its_export_first(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    preview = exporting_preview(window, tmp_path / "报告.pdf", qtbot)
    wait_for(HeldWork.reached.is_set)
    preview.close()
    assert preview.isVisible()
    HeldWork.let_go.set()
    wait_for(lambda: not preview.isVisible())
    assert not (tmp_path / "报告.pdf").exists()


def test_a_packet_that_is_closed_takes_the_previews_export_with_it_and_says_so(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    preview = exporting_preview(window, tmp_path / "报告.pdf", qtbot)
    wait_for(HeldWork.reached.is_set)
    Timer(0.2, HeldWork.let_go.set).start()  # the window waits for it here
    window.close_packet()
    assert not preview.isVisible()
    assert window.messages.text == "已取消导出，“报告.pdf”没有写成。"
    assert not (tmp_path / "报告.pdf").exists()
