"""A long chapter is read in pieces before what was typed becomes an edit; nobody waits for it, and nothing is lost by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from keyboard import type_text
from PySide6.QtTest import QTest

from gui.reading_ahead import ReadingAhead
from model.cells import CellRef
from model.edits import set_cells
from model.prose.passages import MEMORY

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
    window.goto(C9)
    QTest.qWait(0)
    MEMORY.clear()
    return window.page.current.editor


def _is_read_ahead(editor: ChapterEditor) -> bool:
    return editor.findChild(ReadingAhead).is_running


def test_what_is_typed_is_an_edit_once_it_was_read_ahead(
    window: MainWindow, editor: ChapterEditor, qtbot: QtBot
) -> None:
    before = window.document.book.text(C9)
    type_text(WRONG)
    qtbot.waitUntil(lambda: _is_read_ahead(editor), timeout=3000)
    assert window.document.book.text(C9) == before
    qtbot.waitUntil(lambda: window.document.book.text(C9) == WRONG + before, timeout=10_000)
    assert not _is_read_ahead(editor)
    assert "G51" in {finding.code for finding in window.document.findings_at(C9)}


def test_who_goes_on_typing_begins_another_pause(
    window: MainWindow, editor: ChapterEditor, qtbot: QtBot
) -> None:
    before = window.document.book.text(C9)
    type_text("甲")
    qtbot.waitUntil(lambda: _is_read_ahead(editor), timeout=3000)
    type_text("乙")
    assert not _is_read_ahead(editor)
    assert window.document.book.text(C9) == before
    qtbot.waitUntil(lambda: window.document.book.text(C9) == "甲乙" + before, timeout=10_000)


def test_leaving_the_chapter_does_not_wait_for_the_reading(
    window: MainWindow, editor: ChapterEditor, qtbot: QtBot
) -> None:
    before = window.document.book.text(C9)
    type_text("甲")
    qtbot.waitUntil(lambda: _is_read_ahead(editor), timeout=3000)
    window.commit()
    assert window.document.book.text(C9) == "甲" + before
    assert not _is_read_ahead(editor)
    assert window.document.undo_label is not None
    window.document.undo()
    assert window.document.book.text(C9) == before
