"""What goes wrong in the program itself is noted without a figure, and the clerk is told what is safe; nothing is lost."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from keyboard import Key, press, wait_for
from PySide6.QtCore import QEvent, QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget
from windows import SANGONG_TOTAL, shown_window

from gui.crash_notes import ALL_BUT_REFUSED, ALL_SAVED, GOES_ON, SAVE_ELSEWHERE
from gui.crash_notice import CLOSE, COPIED, COPY, OPEN_FOLDER, CrashNotice
from gui.main_window import MainWindow
from gui.preview import PreviewWindow
from model.problems import FileProblem, Reason
from tests.gui.crash_kit import SECRET, buttons, choose, crash, crash_in_place, install, notices, told
from tests.gui.windows import goto

# -- the notice --------------------------------------------------------------------------------------------------------


def test_the_notice_says_that_everything_is_in_the_file_and_quotes_nothing(
    crashing: MainWindow, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    crash()
    assert ALL_SAVED in told()
    assert str(tmp_path / "jxzp.log") in told()
    assert "5394.86" not in told() + caplog.text
    assert "ValueError" in caplog.text
    assert "crash_kit.py" in caplog.text
    assert GOES_ON in told()
    assert buttons() == [OPEN_FOLDER, COPY, CLOSE]
    assert crashing.document.is_open


def test_what_is_copied_names_program_and_place_and_no_figure(crashing: MainWindow, tmp_path: Path) -> None:
    crash()
    choose(COPY)
    copied = QGuiApplication.clipboard().text()
    assert "ValueError" in copied
    assert "crash_kit.py" in copied
    assert "Python" in copied
    assert str(tmp_path / "jxzp.log") in copied
    assert "5394.86" not in copied
    assert crashing.document.department not in copied
    assert crashing.document.path.stem not in copied
    assert COPIED in told()


def test_the_folder_of_the_notes_is_opened(
    crashing: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    crash()
    choose(OPEN_FOLDER)
    assert opened == [QUrl.fromLocalFile(str(tmp_path))]
    assert ALL_SAVED in told()  # it stays


def other() -> None:
    raise KeyError(SECRET)


def test_the_notice_stays_until_it_is_closed(crashing: MainWindow) -> None:
    crash()
    crashing.messages.tell("别的消息")
    assert ALL_SAVED in told()
    crash(other)  # one notice, not two
    choose(CLOSE)
    assert told() == ""


def test_fifty_faults_in_a_row_are_told_once_and_counted(
    crashing: MainWindow, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(25):
        crash()
        crash(other)
    choose(COPY)
    copied = QGuiApplication.clipboard().text()
    assert copied.count("× 25") == 2
    assert "ValueError" in copied
    assert "KeyError" in copied
    choose(CLOSE)
    for _ in range(25):
        crash()
        crash(other)
    assert told() == ""  # closed, it does not come back with what is still in a row
    frames = sum(caplog.text.count(name) for name in ("crash_kit.py:", "test_crash_notes.py:"))
    assert frames == 2 * len(caplog.messages[0].splitlines()[1:])


def test_the_same_fault_after_a_while_is_told_again(
    crashing: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    crash()
    choose(CLOSE)
    monkeypatch.setattr("gui.crash_notes._IN_A_ROW_S", 0)
    crash()
    assert ALL_SAVED in told()


def test_a_fault_of_the_notice_itself_is_noted_and_goes_no_further(
    crashing: MainWindow, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(CrashNotice, "say", lambda *_: other())
    crash()
    QApplication.processEvents()
    assert not notices()
    assert "the notice could not be shown: KeyError" in caplog.text
    assert "5394.86" not in caplog.text


def test_what_fails_while_it_is_painted_is_told_once(crashing: MainWindow) -> None:
    class Broken(QWidget):
        def paintEvent(self, _event: object) -> None:
            crash_in_place()
            self.update()

    broken = Broken(crashing)
    broken.resize(50, 50)
    broken.show()
    QTest.qWait(200)
    assert ALL_SAVED in told()
    choose(CLOSE)
    QTest.qWait(200)
    assert told() == ""
    broken.hide()


# -- where the clerk is ------------------------------------------------------------------------------------------------


def test_with_the_preview_in_front_it_is_told_there_and_it_outlives_the_preview(
    crashing: MainWindow, preview: PreviewWindow
) -> None:
    wait_for(lambda: QApplication.activeWindow() is preview)
    crash()
    (notice,) = notices()
    assert notice.parentWidget() is preview
    assert QApplication.activeWindow() is notice
    preview.close()
    assert notices() == [notice]
    assert notice.parentWidget() is crashing
    assert ALL_SAVED in told()
    choose(CLOSE)
    assert told() == ""


@pytest.mark.parametrize("modality", Qt.WindowModality)
def test_with_a_dialog_in_front_it_is_told_there_and_can_be_answered(
    crashing: MainWindow, modality: Qt.WindowModality
) -> None:
    dialog = QDialog(crashing)
    dialog.setWindowModality(modality)
    dialog.show()
    dialog.activateWindow()
    wait_for(lambda: QApplication.activeWindow() is dialog)
    crash()
    (notice,) = notices()
    assert notice.parentWidget() is dialog
    choose(COPY)
    assert "ValueError" in QGuiApplication.clipboard().text()
    dialog.close()
    dialog.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert ALL_SAVED in told()  # it does not go with the dialog
    assert notice.parentWidget() is crashing


def test_a_notice_that_stands_elsewhere_comes_to_where_the_clerk_is(crashing: MainWindow) -> None:
    crash()
    dialog = QDialog(crashing)
    dialog.open()
    dialog.activateWindow()
    wait_for(lambda: QApplication.activeWindow() is dialog)
    crash(other)
    (notice,) = notices()
    assert notice.parentWidget() is dialog
    dialog.close()
    dialog.deleteLater()


def test_with_a_menu_open_it_is_told_over_the_window_of_the_menu(crashing: MainWindow) -> None:
    menu = QMenu(crashing)
    menu.addAction("一")
    menu.popup(crashing.mapToGlobal(QPoint(50, 50)))
    crash()
    (notice,) = notices()
    assert notice.parentWidget() is crashing
    menu.close()


def test_what_was_just_being_typed_presses_no_button(
    crashing: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    QGuiApplication.clipboard().clear()
    crash()
    for key in (Key.Key_Space, Key.Key_1, Key.Key_Return, Key.Key_Space):
        QTest.keyClick(QApplication.activeWindow().focusWidget(), key)
    assert ALL_SAVED in told()
    assert not opened
    assert not QGuiApplication.clipboard().text()
    press(Key.Key_Tab)
    press(Key.Key_Space)
    assert opened


# -- what is safe ------------------------------------------------------------------------------------------------------


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
        assert "还有 1 处改动没有写入文件" in told()
        assert SAVE_ELSEWHERE in told()
        assert ALL_SAVED not in told()
        asked: list[str] = []
        disk.setattr(crashing.files, "_ask_save", lambda title, *_: asked.append(title))
        assert buttons()[0] == "另存副本…"
        choose("另存副本…")
        assert asked == ["另存副本"]
    crashing.document.retry_saving()
    assert ALL_SAVED in told()  # it stands, and is still true
    assert SAVE_ELSEWHERE not in told()


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
    assert ALL_SAVED not in told()
    assert "没有写入文件" in told()
    crashing.document.retry_saving()
    assert crashing.document.save_state.saved


def test_text_that_was_refused_is_not_said_to_be_saved(crashing: MainWindow) -> None:
    goto(crashing, SANGONG_TOTAL)
    QTest.keyClicks(QApplication.focusWidget(), "abc")
    press(Key.Key_Return)
    assert crashing.document.untaken.refs
    crash()
    assert ALL_BUT_REFUSED in told()
    press(Key.Key_Escape)


def test_on_the_start_page_nothing_is_said_of_a_file(tmp_path: Path) -> None:
    with shown_window(tmp_path) as window:
        install(window, tmp_path)
        crash()
        assert "程序内部出错" in told()
        assert ALL_SAVED not in told()
        assert SAVE_ELSEWHERE not in told()


def test_the_window_goes_on_after_it(crashing: MainWindow) -> None:
    crash()
    press(Key.Key_Escape)
    assert told() == ""
    crashing.activateWindow()  # as a window manager does
    QTest.qWaitForWindowActive(crashing)
    goto(crashing, SANGONG_TOTAL)
    QTest.keyClicks(QApplication.focusWidget(), "3")
    press(Key.Key_Return)
    assert crashing.document.book.value(SANGONG_TOTAL) == Decimal(3)
    assert crashing.document.save_state.saved
