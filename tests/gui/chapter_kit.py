"""What the tests of 评价报告 share: a chapter open, its marks, what is really underlined, the caret, the pause in typing."""

from __future__ import annotations

from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.chapter_editor import ChapterEditor
from gui.editors import ProseEditor
from gui.flash import Flash
from gui.main_window import MainWindow
from gui.prose_marks import Mark, mark_color
from gui.prose_text import cursor_over
from gui.tabs.chapters import ChaptersTab
from model.cells import CellRef
from model.edits import set_cells
from tests.gui.windows import goto

C1, C2, C4, C6, C9 = (CellRef("chapters", f"c{number}", "text") for number in (1, 2, 4, 6, 9))
INCOME_TOTAL = CellRef("income", "summary", "total")
STAFF = CellRef("overview", "staff", "value")
WRONG = "宣传活动费4.5万元，其中：办公费1.2万元，印刷费1.3万元，差旅费1.95万元。"
"""The parts add up to 4.45万元."""


def chapter(window: MainWindow, ref: CellRef, text: str | None = None) -> ChaptersTab:
    """The tab with a chapter open and the caret in it; ``text`` is put there first."""
    if text is not None:
        window.document.apply(set_cells("写", [(ref, text or None)]))
    goto(window, ref)
    page = window.page.current
    assert isinstance(page, ChaptersTab)
    QTest.qWait(0)
    return page


def marks_on(editor: ChapterEditor, words: str) -> list[Mark]:
    """The marks that underline exactly these words."""
    return [mark for mark in editor.marks if mark.core.selectedText() == words]


def underlined(editor: ChapterEditor | ProseEditor) -> list[str]:
    """The words under which a line in a finding's colour is really drawn."""
    marks = editor.marks if isinstance(editor, ChapterEditor) else editor.parentWidget().marks.marks
    for flash in editor.window().findChildren(Flash):
        flash.hide()
    QApplication.processEvents()
    picture = editor.viewport().grab().toImage()
    return [mark.core.selectedText() for mark in marks if _is_drawn(editor, mark, picture)]


def _is_drawn(editor: ChapterEditor | ProseEditor, mark: Mark, picture: QImage) -> bool:
    rect = editor.cursorRect(cursor_over(mark.core.document(), (mark.core.selectionStart(),) * 2))
    color, size = mark_color(mark), rect.height() // 6
    near = (
        picture.pixelColor(x, y)
        for x in range(max(rect.left(), 0), min(rect.left() + 20, picture.width()))
        for y in range(max(rect.bottom() - size, 0), min(rect.bottom() + size, picture.height()))
    )
    return any(abs(one.hslHueF() - color.hslHueF()) < 0.05 and one.hslSaturationF() > 0.5 for one in near)


def find_caret(editor: ChapterEditor, words: str, *, behind: bool = False) -> None:
    """Put the caret before (or behind) some words."""
    found = editor.document().find(words)
    assert not found.isNull()
    editor.move_to(found.selectionEnd() if behind else found.selectionStart())


def paused(editor: ChapterEditor, qtbot: QtBot) -> None:
    """Wait until the pause after the last key has made an edit of what was typed."""
    qtbot.waitUntil(lambda: not editor.document().isModified(), timeout=3000)
