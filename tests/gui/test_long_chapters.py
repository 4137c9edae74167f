"""What is typed into a long chapter is in the file at once and judged in pieces between the keys; nobody waits for it."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest
from keyboard import CONTROL, press, type_text
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from gui.piecemeal import Piecemeal
from model.cells import CellRef
from model.edits import set_cells
from model.prose.passages import MEMORY
from model.store import Store
from tests.gui.windows import goto

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gui.chapter_editor import ChapterEditor
    from gui.main_window import MainWindow

C9 = CellRef("chapters", "c9", "text")
WRONG = "宣传活动费4.5万元，其中：办公费1.2万元，印刷费1.3万元，差旅费1.95万元。"


@pytest.fixture
def editor(window: MainWindow) -> ChapterEditor:
    """A chapter of 30,000 characters, the caret at its beginning; none of it remembered, so that reading it takes many pieces."""
    lines = [f"第{number}项工作已经完成，支出{number}.5万元，群众满意。" for number in range(1200)]
    window.document.apply(set_cells("写", [(C9, "\n".join(lines))]))
    window.document.settle()
    goto(window, C9)
    QTest.qWait(0)
    MEMORY.clear()
    return window.page.current.editor


def codes(window: MainWindow) -> set[str]:
    return {finding.code for finding in window.document.findings_at(C9)}


def type_and_pause(window: MainWindow, words: str, qtbot: QtBot) -> None:
    before = window.document.book.text(C9)
    type_text(words)
    qtbot.waitUntil(lambda: window.document.book.text(C9) == words + before, timeout=5000)


def test_what_is_typed_is_in_the_file_before_it_is_judged(
    window: MainWindow, editor: ChapterEditor, qtbot: QtBot
) -> None:
    type_and_pause(window, WRONG, qtbot)
    assert window.document.save_state.saved
    assert not window.document.is_settled
    assert "正在审核文字" in window.status.verdict.text()
    assert "G51" not in codes(window)
    qtbot.waitUntil(lambda: window.document.is_settled, timeout=10_000)
    assert "G51" in codes(window)
    assert "正在审核文字" not in window.status.verdict.text()
    qtbot.waitUntil(lambda: any(mark.finding.code == "G51" for mark in editor.marks))


def test_it_is_judged_in_pieces_between_which_keys_are_taken(
    window: MainWindow, editor: ChapterEditor, qtbot: QtBot
) -> None:
    type_and_pause(window, "甲", qtbot)
    reading = window.document.settling.findChild(Piecemeal)
    assert reading.is_running
    QTest.qWait(0)
    type_text("乙")
    assert editor.toPlainText().startswith("甲乙")
    qtbot.waitUntil(lambda: window.document.book.text(C9).startswith("甲乙"), timeout=5000)
    qtbot.waitUntil(lambda: window.document.is_settled, timeout=10_000)
    assert not reading.is_running


def test_leaving_the_chapter_does_not_wait_for_the_reading(
    window: MainWindow, editor: ChapterEditor, qtbot: QtBot
) -> None:
    before = window.document.book.text(C9)
    type_text("甲")
    goto(window, CellRef("overview", "work", "value"))
    assert window.document.book.text(C9) == "甲" + before
    assert not window.document.is_settled
    press(Qt.Key.Key_Z, modifiers=CONTROL)
    assert window.document.book.text(C9) == before
    qtbot.waitUntil(lambda: window.document.is_settled, timeout=10_000)


def test_f9_says_at_once_how_things_stand(window: MainWindow, editor: ChapterEditor) -> None:
    type_text(WRONG)
    press(Qt.Key.Key_F9)
    assert window.document.is_settled
    assert "G51" in codes(window)
    assert "G51" in {line.code for line in window.dock.shown}


def test_a_packet_closed_while_it_is_read_leaves_nothing_behind(
    window: MainWindow, editor: ChapterEditor, qtbot: QtBot
) -> None:
    type_and_pause(window, "甲", qtbot)
    window.document.close()
    assert not window.document.settling.findChild(Piecemeal).is_running


def test_what_could_not_be_written_is_told_though_it_is_not_judged_yet(
    window: MainWindow, editor: ChapterEditor, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(Store, "commit", refuse)
    type_and_pause(window, "甲", qtbot)
    assert not window.document.save_state.saved
    assert editor.toPlainText().startswith("甲")
