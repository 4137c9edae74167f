"""Start page: a card tells how a packet stood, without opening its file; everything is done by keys."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from windows import open_sample, press, shown_window, type_text

from gui.main_window import MainWindow
from gui.new_packet import NewPacketDialog
from gui.packet_card import PACKET, STATE, card_words
from gui.recent_check import FileState
from gui.settings import Recent, Settings
from gui.severity_look import Level
from model.cells import CellRef
from model.edits import set_cells
from model.progress import progress
from model.project import Project
from model.starting import bare_book
from tests.gui.clerk import Clerk
from tests.gui.keyboard import answer_with, focus
from tests.project_kit import new_project

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(tmp_path: Path, qapp: QApplication) -> Iterator[MainWindow]:
    with shown_window(tmp_path) as window:
        yield window


@pytest.fixture
def packet(tmp_path: Path) -> Path:
    """A packet of last year in a file."""
    path = tmp_path / "last.jxzp"
    new_project(path, filled=True).close()
    return path


def remembered(tmp_path: Path, count: int) -> list[Recent]:
    packets = []
    for number in range(count):
        path = tmp_path / f"{2020 + number}.jxzp"
        path.touch()
        packets.append(Recent(str(path), 2020 + number, "某某局", changed_at=path.stat().st_mtime))
    return packets


# -- what a card says --------------------------------------------------------------------------------------------------


def test_a_card_tells_year_department_standing_findings_score_and_time():
    words = card_words(
        Recent(
            "/a/b.jxzp",
            2022,
            "某某局",
            final=False,
            mandatory=3,
            advisory=5,
            score="97",
            grade="优",
            changed_at=1.0,
        )
    )
    assert words.name == "2022年度　某某局"
    assert words.standing == "草稿"
    assert words.open == (("强制 3", Level.MANDATORY), ("提示 5", Level.ADVISORY))
    assert words.score == "自评 97 分　优"
    assert "1970年1月1日" in words.saved
    for part in ("2022年度", "草稿", "强制 3", "自评 97 分", "/a/b.jxzp"):
        assert part in words.spoken


def test_a_clean_final_packet_says_so():
    words = card_words(Recent("/a/b.jxzp", 2022, "某某局", final=True, mandatory=0, advisory=0))
    assert words.standing == "定稿"
    assert words.open == (("没有待处理的问题", None),)
    assert words.score == "还没有自评得分"


def test_a_packet_without_findings_that_is_not_filled_in_is_not_said_to_be_done():
    words = card_words(Recent("/a/b.jxzp", 2022, "某某局", mandatory=0, advisory=0, unfilled=46))
    assert words.open == (("未填 46 项", None),)


def test_closing_a_new_packet_leaves_on_its_card_what_is_still_to_be_filled_in(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
):
    window.document.attach(Project.create_from(tmp_path / "新.jxzp", bare_book(2023)))
    missing = sum(len(part.missing) for part in progress(window.document.book))
    qtbot.waitUntil(lambda: window.document.is_settled, timeout=10_000)
    press(window, Qt.Key.Key_W, CONTROL)
    (packet,) = window.settings.recent
    assert (f"未填 {missing} 项", None) in card_words(packet).open


def test_counts_of_a_file_changed_elsewhere_are_not_repeated():
    """The card would otherwise promise what is no longer so."""
    packet = Recent("/a/b.jxzp", 2022, "某某局", mandatory=0, advisory=0, score="97", changed_at=1_000.0)
    words = card_words(packet, FileState("/a/b.jxzp", True, 2_000.0))
    assert words.open == (("文件有改动，打开后更新", None),)
    assert words.score == ""
    same = card_words(packet, FileState("/a/b.jxzp", True, 1_001.0))
    assert same.open == (("没有待处理的问题", None),)


def test_a_packet_not_judged_to_its_end_has_no_counts():
    assert card_words(Recent("/a/b.jxzp", 2022, "某某局", "尚未填写")).open == (("尚未填写", None),)


def test_entries_of_older_and_newer_editions_are_read(tmp_path: Path):
    settings = Settings.in_file(tmp_path / "s.ini")
    old = {"path": "/a.jxzp", "year": 2022, "department": "甲局", "verdict": "强制 1"}
    new = {**old, "path": "/b.jxzp", "something_later": True}
    settings._store.setValue("recent", json.dumps([old, new]))
    assert [packet.path for packet in settings.recent] == ["/a.jxzp", "/b.jxzp"]
    settings._store.setValue("recent", json.dumps([{"year": 2022}]))
    assert settings.recent == ()


# -- how the cards come about ------------------------------------------------------------------------------------------


def test_closing_a_packet_leaves_its_counts_and_score_on_the_card(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
):
    open_sample(window, tmp_path)
    qtbot.waitUntil(lambda: window.document.is_settled, timeout=10_000)
    press(window, Qt.Key.Key_W, CONTROL)
    (packet,) = window.settings.recent
    assert packet.mandatory > 0
    assert (packet.score, packet.grade) == ("97", "优")
    qtbot.waitUntil(lambda: window.start.list.item(0).data(STATE) is not None)
    words = card_words(packet, window.start.list.item(0).data(STATE))
    assert words.open[0] == (f"强制 {packet.mandatory}", Level.MANDATORY)
    assert words.saved.startswith("今天")


def test_the_disk_is_asked_after_the_cards_are_shown(window: MainWindow, tmp_path: Path, qtbot: QtBot):
    packets = remembered(tmp_path, 2)
    Path(packets[1].path).unlink()
    window.start.show_recent(packets)
    assert window.start.list.item(1).data(STATE) is None
    qtbot.waitUntil(lambda: window.start.list.item(1).data(STATE) is not None)
    words = card_words(packets[1], window.start.list.item(1).data(STATE))
    assert words.standing == "文件不在原处"
    assert "文件不在原处" in window.start.list.item(1).data(Qt.ItemDataRole.AccessibleTextRole)


def test_a_drive_that_does_not_answer_holds_up_nothing(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("gui.recent_check._look", lambda _paths, _answers: time.sleep(1.5))
    began = time.monotonic()
    window.start.show_recent(remembered(tmp_path, 3))
    for _ in range(5):
        QApplication.processEvents()
    assert time.monotonic() - began < 20.0  # no speed limit: a dead drive blocks for minutes
    assert window.start.list.count() == 3


# -- by keys -----------------------------------------------------------------------------------------------------------


def test_arrows_walk_the_cards_and_enter_opens_one(window: MainWindow, tmp_path: Path):
    opened: list[str] = []
    window.start.open_recent.disconnect()
    window.start.open_recent.connect(opened.append)
    window.start.show_recent(remembered(tmp_path, 6))
    window.start.list.setFocus()
    QApplication.processEvents()
    press(window, Qt.Key.Key_Right)
    press(window, Qt.Key.Key_Down)
    here = window.start.list.currentRow()
    assert here > 1
    press(window, Qt.Key.Key_Return)
    assert opened == [window.start.list.item(here).data(PACKET).path]


def test_del_takes_a_card_off_and_leaves_the_file(window: MainWindow, tmp_path: Path):
    for packet in remembered(tmp_path, 2):
        window.settings.remember(packet)
    window.start.show_recent(window.settings.recent)
    window.start.list.setFocus()
    gone = window.start.list.currentItem().data(PACKET).path
    press(window, Qt.Key.Key_Delete)
    assert gone not in [packet.path for packet in window.settings.recent]
    assert Path(gone).exists()
    assert window.start.list.count() == 1


def test_cards_stand_beside_each_other_where_there_is_room_and_below_each_other_where_not(
    window: MainWindow, tmp_path: Path
):
    window.start.show_recent(remembered(tmp_path, 4))
    QApplication.processEvents()
    cards = window.start.list
    first, second = (cards.visualItemRect(cards.item(row)) for row in (0, 1))
    assert first.top() == second.top()
    assert second.left() > first.left()
    window._call("font:175")
    try:
        window.start.show_recent(remembered(tmp_path, 4))
        QApplication.processEvents()
        cards = window.start.list
        assert cards.visualItemRect(cards.item(0)).height() >= 6 * cards.fontMetrics().height()
        assert cards.visualItemRect(cards.item(0)).right() <= cards.width()
    finally:
        window._call("font:100")


def test_a_card_is_painted_in_light_and_dark(window: MainWindow, tmp_path: Path):
    from gui.look import dark_palette

    window.start.show_recent(remembered(tmp_path, 2))
    light = window.start.list.grab().toImage()
    window.start.list.setPalette(dark_palette())
    dark = window.start.list.grab().toImage()
    place = window.start.list.visualItemRect(window.start.list.item(1)).center()
    assert light.pixelColor(place).lightnessF() > 0.8
    assert dark.pixelColor(place) != light.pixelColor(place)
    assert dark_palette().color(QPalette.ColorRole.Base).lightnessF() < 0.3


# -- 新建 --------------------------------------------------------------------------------------------------------------


def test_units_carried_over_from_last_year_are_not_doubled(window: MainWindow, tmp_path: Path):
    open_sample(window, tmp_path)
    last = window.document.path
    press(window, Qt.Key.Key_W, CONTROL)
    Clerk(window).begin(tmp_path / "2023.jxzp", "吉首市科工信局", 2023, previous=last, units=2)
    assert len(window.document.book.group("units")) == 2


def test_a_packet_picked_as_last_years_answers_year_and_department(
    window: MainWindow, tmp_path: Path, packet: Path
):
    window.settings.remember(Recent(str(packet), 2022, "某某局"))
    clerk = Clerk(window)
    press(window, Qt.Key.Key_N, CONTROL)
    dialog = window.findChild(NewPacketDialog)
    assert dialog.previous.currentText() == ""
    clerk.tab_until(lambda: focus() is dialog.previous)
    press(window, Qt.Key.Key_Down)
    assert (dialog.year.value(), dialog.department.text()) == (2023, "某某局")
    answer_with(tmp_path / "2023.jxzp")
    press(window, Qt.Key.Key_Return)
    assert window.document.book.year == 2023
    assert "已从上年文件提取" in window.messages.text


def test_a_file_that_is_not_there_is_told_in_the_dialog(window: MainWindow):
    press(window, Qt.Key.Key_N, CONTROL)
    dialog = window.findChild(NewPacketDialog)
    type_text(window, "jxj")
    Clerk(window).tab_until(lambda: focus() is dialog.previous)
    type_text(window, "nowhere.jxzp")
    press(window, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert "找不到上年文件“nowhere.jxzp”" in dialog._hint.text()
    press(window, Qt.Key.Key_Escape)


def test_an_edit_shows_on_the_card_of_the_next_start(window: MainWindow, tmp_path: Path):
    open_sample(window, tmp_path)
    window.document.apply(set_cells("改", [(CellRef("cover", "unit_name", "value"), "改名局")]))
    press(window, Qt.Key.Key_W, CONTROL)
    again = Settings.in_file(tmp_path / "settings.ini")
    assert again.recent[0].department == "改名局"


def test_the_dialog_says_whose_rules_the_packet_follows_and_what_to_check_in_another_year(window: MainWindow):
    press(window, Qt.Key.Key_N, CONTROL)
    dialog = window.findChild(NewPacketDialog)
    dialog.year.setValue(2022)
    assert dialog._rules.text() == "计分、等次和通知依据按吉首市2022年度的规定。"
    dialog.year.setValue(2025)
    assert "2025年度的规定如有改动" in dialog._rules.text()
    dialog.reject()
