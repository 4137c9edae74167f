"""What goes wrong in the program itself is noted without a figure, and the clerk is told what is safe; nothing is lost."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from keyboard import Key, button_of, click, press, wait_for
from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from windows import SANGONG_TOTAL, shown_window

from gui.crash_notes import ALL_BUT_REFUSED, ALL_SAVED, COPIED, SAVE_ELSEWHERE, CrashNotes
from gui.main_window import MainWindow
from model.problems import FileProblem, Reason
from tests.gui.windows import goto

SECRET = "收入合计 5394.86"


@pytest.fixture(autouse=True)
def _hooks_are_put_back() -> Iterator[None]:
    before = sys.excepthook, threading.excepthook, sys.unraisablehook
    yield
    sys.excepthook, threading.excepthook, sys.unraisablehook = before


@pytest.fixture
def crashing(window: MainWindow, tmp_path: Path) -> MainWindow:
    """A window whose hooks stand."""
    CrashNotes(window, tmp_path / "jxzp.log").install()
    return window


def fail() -> None:
    raise ValueError(SECRET)


def crash(do: Callable[[], object] = fail) -> None:
    """As Qt does with what a slot raises."""
    try:
        do()
    except Exception:  # noqa: BLE001  whatever it is
        sys.excepthook(*sys.exc_info())


# -- the notice --------------------------------------------------------------------------------------------------------


def test_the_notice_says_that_everything_is_in_the_file_and_quotes_nothing(
    crashing: MainWindow, caplog: pytest.LogCaptureFixture
) -> None:
    crash()
    assert ALL_SAVED in crashing.messages.text
    assert "jxzp.log" in crashing.messages.text
    assert "5394.86" not in crashing.messages.text + caplog.text
    assert "ValueError" in caplog.text
    assert "test_crash_notes.py" in caplog.text
    assert [button.text() for button in crashing.messages.offers] == ["打开记录所在文件夹", "复制出错信息"]
    assert crashing.document.is_open


def test_what_is_copied_names_program_and_place_and_no_figure(crashing: MainWindow) -> None:
    crash()
    click(button_of(crashing.messages, "复制出错信息"))
    copied = QGuiApplication.clipboard().text()
    assert "ValueError" in copied
    assert "test_crash_notes.py" in copied
    assert "Python" in copied
    assert "5394.86" not in copied
    assert crashing.messages.text == COPIED


def test_the_folder_of_the_notes_is_opened(
    crashing: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    crash()
    click(button_of(crashing.messages, "打开记录所在文件夹"))
    assert opened == [QUrl.fromLocalFile(str(tmp_path))]
    assert ALL_SAVED in crashing.messages.text  # it stays


def test_the_notice_stays_until_it_is_closed_whatever_is_told_meanwhile(crashing: MainWindow) -> None:
    crash()
    assert not any(timer.isActive() for timer in crashing.messages.findChildren(QTimer))
    crashing.messages.tell("别的消息")
    assert crashing.messages.text == "别的消息"
    click(crashing.messages._close)
    assert ALL_SAVED in crashing.messages.text
    crash()  # once more: one notice, not two
    click(crashing.messages._close)
    assert crashing.messages.text == ""
    crash()
    assert ALL_SAVED in crashing.messages.text


def test_what_is_not_in_the_file_is_said_and_can_be_saved_elsewhere(
    crashing: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_step: object) -> None:
        raise FileProblem(Reason.DISK_FULL, crashing.document.path)

    with monkeypatch.context() as disk:
        disk.setattr(crashing.document.project._file, "commit", full)
        goto(crashing, SANGONG_TOTAL)
        press(Key.Key_Delete)
        crash()
        assert "还有 1 处改动没有写入文件" in crashing.messages.text
        assert SAVE_ELSEWHERE in crashing.messages.text
        assert ALL_SAVED not in crashing.messages.text
        asked: list[str] = []
        disk.setattr(crashing.files, "_ask_save", lambda title, *_: asked.append(title))
        QApplication.processEvents()  # the offers of the message before make room
        click(button_of(crashing.messages, "另存副本…"))
        assert asked == ["另存副本"]
    crashing.document.retry_saving()
    assert ALL_SAVED in crashing.messages.text  # it stands, and is still true
    assert SAVE_ELSEWHERE not in crashing.messages.text


def test_an_error_in_the_middle_of_writing_is_not_said_to_be_saved(
    crashing: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not a full disk, which the program knows of, but a fault of its own: the value stands on the screen alone."""

    def broken(_step: object) -> None:
        raise RuntimeError(SECRET)

    goto(crashing, SANGONG_TOTAL)
    with monkeypatch.context() as disk:
        disk.setattr(crashing.document.project._file, "commit", broken)
        crash(crashing.document.undo)
    assert ALL_SAVED not in crashing.messages.text
    assert "没有写入文件" in crashing.messages.text
    crashing.document.retry_saving()
    assert crashing.document.save_state.saved


def test_text_that_was_refused_is_not_said_to_be_saved(crashing: MainWindow) -> None:
    goto(crashing, SANGONG_TOTAL)
    QTest.keyClicks(QApplication.focusWidget(), "abc")
    press(Key.Key_Return)
    assert crashing.document.untaken.refs
    crash()
    assert ALL_BUT_REFUSED in crashing.messages.text
    press(Key.Key_Escape)


def test_on_the_start_page_nothing_is_said_of_a_file(tmp_path: Path) -> None:
    with shown_window(tmp_path) as window:
        CrashNotes(window, tmp_path / "jxzp.log").install()
        crash()
        assert "程序内部出错" in window.messages.text
        assert "文件中" not in window.messages.text


def test_the_window_goes_on_after_it(crashing: MainWindow) -> None:
    crash()
    goto(crashing, SANGONG_TOTAL)
    QTest.keyClicks(QApplication.focusWidget(), "3")
    press(Key.Key_Return)
    assert crashing.document.book.value(SANGONG_TOTAL) == Decimal(3)
    assert crashing.document.save_state.saved


# -- wherever it happens -----------------------------------------------------------------------------------------------


def test_a_slot_that_fails_is_told(crashing: MainWindow) -> None:
    QTimer.singleShot(0, crashing, fail)
    wait_for(lambda: ALL_SAVED in crashing.messages.text)


def test_a_thread_that_fails_is_noted_and_told_on_the_main_thread(
    crashing: MainWindow, caplog: pytest.LogCaptureFixture
) -> None:
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    assert "ValueError" in caplog.text
    wait_for(lambda: ALL_SAVED in crashing.messages.text)
    assert "5394.86" not in caplog.text


def test_work_beside_the_window_that_fails_is_told(
    crashing: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("export.service.export_docx", lambda *_, **__: fail())
    crashing.output.export_docx_to(tmp_path / "报告.docx")
    wait_for(lambda: ALL_SAVED in crashing.messages.text)
    assert not crashing.background.is_busy


class Breaking:
    """Fails while it is thrown away."""

    def __del__(self) -> None:
        fail()


def test_what_fails_while_it_is_thrown_away_is_noted_only(
    crashing: MainWindow, caplog: pytest.LogCaptureFixture
) -> None:
    broken = Breaking()
    del broken
    assert "unraisable ValueError" in caplog.text
    assert "5394.86" not in caplog.text
    assert crashing.messages.text == ""


# -- the note ----------------------------------------------------------------------------------------------------------


def deep(levels: int) -> None:
    if levels:
        deep(levels - 1)
    else:
        fail()


def test_of_a_long_way_the_innermost_frames_are_kept(
    crashing: MainWindow, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        crash(lambda: deep(60))
    note = caplog.messages[-1].splitlines()
    assert note[-1].endswith(" fail")
    assert "outer frames" in note[1]
    assert len(note) < 20


def test_where_only_a_library_is_innermost_the_programs_own_last_frames_are_kept_too(
    crashing: MainWindow, caplog: pytest.LogCaptureFixture
) -> None:
    import json

    nested = "[" * 400 + "x" * 3  # the reader of JSON in Python goes as deep as the text
    decoder = json.JSONDecoder()
    decoder.scan_once = json.scanner.py_make_scanner(decoder)  # type: ignore[attr-defined]
    decoder.parse_array = json.decoder.JSONArray  # type: ignore[attr-defined]
    decoder.scan_once = json.scanner.py_make_scanner(decoder)  # type: ignore[attr-defined]
    crash(lambda: decoder.decode(nested))
    note = caplog.messages[-1]
    assert "decoder.py" in note
    assert "test_crash_notes.py" in note
    assert "xxx" not in note


def test_what_an_error_came_of_is_noted_without_its_words(
    crashing: MainWindow, caplog: pytest.LogCaptureFixture
) -> None:
    def translate() -> None:
        try:
            fail()
        except ValueError as error:
            raise RuntimeError(SECRET) from error

    crash(translate)
    assert "RuntimeError" in caplog.text
    assert "after ValueError" in caplog.text
    assert "5394.86" not in caplog.text
