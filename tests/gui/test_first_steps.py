"""First steps: four notes beside the work, which take no key and no place from it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from windows import open_sample, press, shown_window, type_text

from gui.file_commands import SAMPLE_NOTICE
from gui.main_window import MainWindow
from gui.message_bar import Tone
from gui.settings import Settings
from model.cells import CellRef

CONTROL = Qt.KeyboardModifier.ControlModifier
NONTAX = CellRef("income", "bureau", "nontax")


@pytest.fixture
def window(tmp_path: Path, qapp: QApplication) -> Iterator[MainWindow]:
    with shown_window(tmp_path) as window:
        yield window


@pytest.fixture
def sample(window: MainWindow, tmp_path: Path) -> MainWindow:
    open_sample(window, tmp_path)
    return window


def test_first_steps_point_at_four_places_take_no_focus_and_are_remembered(
    sample: MainWindow, tmp_path: Path
):
    sample.goto(NONTAX)
    before = QApplication.focusWidget()
    sample.assistance.start_tour()
    tour = sample.assistance.tour
    seen = []
    while tour.is_running:
        assert tour.bubble.isVisible()
        assert sample.rect().contains(tour.bubble.geometry())
        seen.append(tour.bubble.heading.text())
        assert QApplication.focusWidget() is before
        tour.bubble.next.click()
    assert 1 < len(seen) <= 4
    assert Settings.in_file(tmp_path / "settings.ini").tour_done


def test_no_message_lies_over_what_a_note_points_at(sample: MainWindow):
    sample.messages.tell(SAMPLE_NOTICE, Tone.INFO)
    sample.assistance.start_tour()
    assert sample.messages.text == SAMPLE_NOTICE, "there is time to read it"
    sample.assistance.tour.bubble.next.click()
    assert sample.assistance.tour.bubble.heading.text() == "看着提示填"
    assert sample.messages.text == ""
    sample.messages.tell("没有写入文件。", offers=[("重试", lambda: None)])
    sample.assistance.tour.bubble.next.click()
    assert sample.messages.text == "没有写入文件。", "what asks for an answer waits for it"
    sample.assistance.tour.stop()


def test_a_click_on_a_note_leaves_the_keys_in_the_cell(sample: MainWindow):
    sample.goto(NONTAX)
    before = QApplication.focusWidget()
    sample.assistance.start_tour()
    tour = sample.assistance.tour
    for button in (tour.bubble.next, tour.bubble.skip):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert QApplication.focusWidget() is before
    assert not tour.is_running


def test_work_goes_on_beneath_the_note(sample: MainWindow):
    sample.goto(NONTAX)
    sample.assistance.start_tour()
    type_text(sample, "12")
    press(sample, Qt.Key.Key_Return)
    assert sample.document.book.number(NONTAX) == 12
    assert sample.assistance.tour.is_running
    sample.assistance.tour.stop()


def test_the_note_gives_way_to_a_jump(sample: MainWindow):
    sample.assistance.start_tour()
    press(sample, Qt.Key.Key_F8)
    assert not sample.assistance.tour.is_running
    assert not sample.settings.tour_done


def test_later_is_not_never(sample: MainWindow):
    sample.assistance.start_tour()
    sample.assistance.tour.bubble.skip.click()
    assert not sample.assistance.tour.is_running
    assert not sample.settings.tour_done
    sample.assistance.start_tour()
    sample.assistance.tour.bubble.never.click()
    assert sample.settings.tour_done


def test_the_first_packet_brings_the_first_steps_once(window: MainWindow, tmp_path: Path, qtbot: QtBot):
    window.assistance.offer_tour()
    open_sample(window, tmp_path)
    qtbot.waitUntil(lambda: window.assistance.tour is not None and window.assistance.tour.is_running)
    window.assistance.tour.bubble.never.click()
    press(window, Qt.Key.Key_W, CONTROL)
    press(window, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert not window.assistance.tour.is_running
