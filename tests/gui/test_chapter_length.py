"""How long a chapter is, is one number: above its text, in the list of chapters, and where last year's are offered."""

from __future__ import annotations

from chapter_kit import C1, chapter, paused
from keyboard import CONTROL, Key, press, type_text
from pytestqt.qtbot import QtBot
from table_kit import clipboard

from gui.main_window import MainWindow
from gui.tabs.chapters import ChaptersTab


def told(page: ChaptersTab) -> tuple[str, str]:
    """Above the text, and in the list."""
    note = page.list.item(0).toolTip().split("\n")[1]
    return page._length.text(), note


def test_pasted_tabs_blanks_and_blank_lines_count_nowhere(window: MainWindow, qtbot: QtBot) -> None:
    page = chapter(window, C1, "")
    clipboard("\t本单位有 编制40名。\n\n\t\t实有\u300038人。\n\n")
    press(Key.Key_V, modifiers=CONTROL)
    assert page._length.text() == "16 字"
    paused(page.editor, qtbot)
    assert told(page) == ("16 字", "16 字")


def test_an_empty_chapter_is_told_as_empty_in_both_places(window: MainWindow, qtbot: QtBot) -> None:
    page = chapter(window, C1, "")
    assert told(page) == ("空", "空")
    type_text("有字")
    paused(page.editor, qtbot)
    assert told(page) == ("2 字", "2 字")
