"""What waits is done once, one thing a turn; what went with its window is not done at all."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from gui.later import Later


def test_asked_for_twice_it_is_done_once_and_not_before_the_key_is_dealt_with(qtbot: QtBot) -> None:
    owner, done = QObject(), []
    later = Later(lambda: done.append(1), owner)
    later.ask()
    later.ask()
    assert done == []
    qtbot.waitUntil(lambda: bool(done))
    QTest.qWait(5)
    assert done == [1]
    later.catch_up()
    assert done == [1]


def test_who_cannot_wait_has_it_done_now_and_not_again(qapp: QApplication) -> None:
    owner, done = QObject(), []
    later = Later(lambda: done.append(1), owner)
    later.ask()
    later.catch_up()
    assert done == [1]
    QTest.qWait(5)
    assert done == [1]


def test_of_several_each_has_a_turn_of_its_own(qtbot: QtBot) -> None:
    owner, done, turn = QObject(), [], 0
    several = [Later(lambda name=name: done.append((name, turn)), owner) for name in "甲乙丙"]
    for later in several:
        later.ask()
    while len(done) < len(several):
        turn += 1
        QApplication.processEvents()
    assert [name for name, _ in done] == list("甲乙丙")
    assert len({when for _, when in done}) == len(several)


def test_what_went_with_its_window_is_not_done(qtbot: QtBot) -> None:
    gone, stays, done = QObject(), QObject(), []
    Later(lambda: done.append("甲"), stays).ask()
    Later(lambda: done.append("乙"), gone).ask()
    Later(lambda: done.append("丙"), stays).ask()
    delete(gone)
    qtbot.waitUntil(lambda: done == ["甲", "丙"])
