"""First steps: four notes beside the work, which take no key and no place from it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from windows import finish, open_sample, press, shown_window, type_text

from gui.file_commands import SAMPLE_NOTICE
from gui.main_window import MainWindow
from gui.message_bar import Tone
from gui.settings import Settings
from model.cells import CellRef
from tests.gui.keyboard import click
from tests.gui.windows import goto

CONTROL = Qt.KeyboardModifier.ControlModifier
NONTAX = CellRef("income", "bureau", "nontax")


def test_first_steps_point_at_four_places_take_no_focus_and_are_remembered(
    window: MainWindow, tmp_path: Path
):
    goto(window, NONTAX)
    before = QApplication.focusWidget()
    window.assistance.start_tour()
    tour = window.assistance.tour
    seen = []
    while tour.is_running:
        assert tour.bubble.isVisible()
        assert window.rect().contains(tour.bubble.geometry())
        seen.append(tour.bubble.heading.text())
        assert QApplication.focusWidget() is before
        click(tour.bubble.next)
    assert 1 < len(seen) <= 4
    assert Settings.in_file(tmp_path / "settings.ini").tour_done


def test_no_message_lies_over_what_a_note_points_at(window: MainWindow):
    window.messages.tell(SAMPLE_NOTICE, Tone.INFO)
    window.assistance.start_tour()
    assert window.messages.text == SAMPLE_NOTICE, "there is time to read it"
    click(window.assistance.tour.bubble.next)
    assert window.assistance.tour.bubble.heading.text() == "看着提示填"
    assert window.messages.text == ""
    window.messages.tell("没有写入文件。", offers=[("重试", lambda: None)])
    click(window.assistance.tour.bubble.next)
    assert window.messages.text == "没有写入文件。", "what asks for an answer waits for it"
    window.assistance.tour.stop()


def test_a_click_on_a_note_leaves_the_keys_in_the_cell(window: MainWindow):
    goto(window, NONTAX)
    before = QApplication.focusWidget()
    window.assistance.start_tour()
    tour = window.assistance.tour
    for button in (tour.bubble.next, tour.bubble.skip):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert QApplication.focusWidget() is before
    assert not tour.is_running


def test_work_goes_on_beneath_the_note(window: MainWindow):
    goto(window, NONTAX)
    window.assistance.start_tour()
    type_text(window, "12")
    press(window, Qt.Key.Key_Return)
    assert window.document.book.number(NONTAX) == 12
    assert window.assistance.tour.is_running
    window.assistance.tour.stop()


def test_the_note_gives_way_to_a_jump_and_does_not_come_back_by_itself(window: MainWindow):
    window.assistance.start_tour()
    press(window, Qt.Key.Key_F8)
    assert not window.assistance.tour.is_running
    assert window.settings.tour_done


def test_the_first_packet_brings_the_first_steps_once(tmp_path: Path, qtbot: QtBot):
    with shown_window(tmp_path) as window:
        window.assistance.offer_tour()
        open_sample(window, tmp_path)
        qtbot.waitUntil(lambda: window.assistance.tour is not None and window.assistance.tour.is_running)
        click(window.assistance.tour.bubble.skip)
        press(window, Qt.Key.Key_W, CONTROL)
        press(window, Qt.Key.Key_Return)
        finish(window)
        assert window.document.is_open
        assert not window.assistance.tour.is_running


@pytest.mark.parametrize("leave", ["skip", "end", "escape", "close"])
def test_first_steps_once_seen_or_left_are_not_offered_at_the_next_start(
    tmp_path: Path, qtbot: QtBot, leave: str
):
    with shown_window(tmp_path) as window:
        window.assistance.offer_tour()
        open_sample(window, tmp_path)
        qtbot.waitUntil(lambda: window.assistance.tour is not None and window.assistance.tour.is_running)
        tour = window.assistance.tour
        if leave == "skip":
            QTest.mouseClick(tour.bubble.skip, Qt.MouseButton.LeftButton)
        while leave == "end" and tour.is_running:
            QTest.mouseClick(tour.bubble.next, Qt.MouseButton.LeftButton)
        if leave == "escape":
            press(window, Qt.Key.Key_Escape)
    with shown_window(tmp_path) as again:
        again.assistance.offer_tour()
        assert again.document.open(tmp_path / "吉首市科工信局2022.jxzp")
        QTest.qWait(50)
        assert again.assistance.tour is None, "by itself it comes once"
        again.commands["start_tour"].trigger()
        assert again.assistance.tour.is_running, "the help menu brings it back"
        press(again, Qt.Key.Key_Escape)
