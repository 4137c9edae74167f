"""Writing a chapter: each stretch of typing is one undoable edit, quoted figures follow their cells, drafts fill what is empty."""

from __future__ import annotations

from decimal import Decimal

import pytest
from chapter_kit import (
    C1,
    C2,
    C4,
    C9,
    INCOME_TOTAL,
    STAFF,
    WRONG,
    chapter,
    find_caret,
    marks_on,
    paused,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from keyboard import CONTROL, SHIFT, Key, type_text
from keyboard import press as press_key
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from gui.document import Document
from gui.flash import Flash
from gui.main_window import MainWindow
from gui.prose_text import lines_of, read_text, show_lines, with_line_breaks
from model.cells import CellRef
from model.edits import set_cells
from model.livefields import render, written

# -- typing, undo, Esc --------------------------------------------------------------------------------------------------


def test_each_stretch_of_typing_is_one_undoable_edit(window: MainWindow, qtbot: QtBot) -> None:
    page = chapter(window, C9, "甲")
    press_key(Key.Key_End)
    type_text("乙")
    paused(page.editor, qtbot)
    type_text("丙")
    press_key(Key.Key_Z, modifiers=CONTROL)
    assert window.document.book.text(C9) == "甲乙"
    press_key(Key.Key_Z, modifiers=CONTROL)
    assert window.document.book.text(C9) == "甲"
    press_key(Key.Key_Y, modifiers=CONTROL)
    assert page.editor.toPlainText() == "甲乙"
    assert page.editor.textCursor().position() == 2


def test_a_blank_line_that_is_being_written_on_is_not_taken_away(window: MainWindow, qtbot: QtBot) -> None:
    page = chapter(window, C9, WRONG)
    press_key(Key.Key_End)
    press_key(Key.Key_Return)
    paused(page.editor, qtbot)
    assert page.editor.toPlainText() == WRONG + "\n"
    assert marks_on(page.editor, "4.5万元")
    type_text("二")
    paused(page.editor, qtbot)
    assert window.document.book.text(C9) == WRONG + "\n二"


def test_escape_restores_the_chapter_as_it_was_entered_and_can_be_undone(
    window: MainWindow, qtbot: QtBot
) -> None:
    page = chapter(window, C9, "甲")
    page.list.setFocus()
    page.editor.setFocus()
    type_text("x")
    paused(page.editor, qtbot)
    type_text("y")
    press_key(Key.Key_Escape)
    assert window.document.book.text(C9) == "甲"
    assert page.editor.toPlainText() == "甲"
    press_key(Key.Key_Z, modifiers=CONTROL)
    assert window.document.book.text(C9) == "x甲"


def test_shift_enter_begins_a_paragraph(window: MainWindow) -> None:
    page = chapter(window, C9, "甲乙")
    page.editor.move_to(1)
    press_key(Key.Key_Return, modifiers=SHIFT)
    page.commit()
    assert window.document.book.text(C9) == "甲\n乙"


def test_keystrokes_are_not_held_up_by_the_audit(window: MainWindow) -> None:
    """Nothing is committed or judged while keys come in: that waits for the pause."""
    page = chapter(window, C1, "\n".join([window.document.book.text(C1)] * 3))
    before = window.document.book.text(C1)
    find_caret(page.editor, "，")
    for _ in range(30):
        QTest.keyClick(page.editor, Qt.Key.Key_A)
    assert window.document.book.text(C1) == before
    page.commit()
    assert window.document.book.text(C1) != before


# -- live fields ---------------------------------------------------------------------------------------------------------


def test_a_live_field_shows_and_follows_its_cell(window: MainWindow) -> None:
    page = chapter(window, C9, f"收入{written(INCOME_TOTAL)}万元。")
    assert page.editor.toPlainText() == "收入5394.86万元。"
    window.document.apply(set_cells("改", [(INCOME_TOTAL, Decimal("6000.1"))]))
    assert page.editor.toPlainText() == "收入6000.1万元。"
    assert window.document.book.text(C9) == f"收入{written(INCOME_TOTAL)}万元。"


def test_typing_around_a_field_leaves_it_a_field(window: MainWindow) -> None:
    page = chapter(window, C9, f"收入{written(INCOME_TOTAL)}万元")
    page.editor.move_to(2)
    type_text("共")
    press_key(Key.Key_Right)
    type_text("余")
    press_key(Key.Key_Return)
    type_text("5394.86")
    page.commit()
    assert window.document.book.text(C9) == f"收入共{written(INCOME_TOTAL)}余\n5394.86万元"
    assert page.editor.toPlainText() == "收入共5394.86余\n5394.86万元"


@pytest.mark.parametrize(
    ("start", "key"), [(9, Key.Key_Backspace), (2, Key.Key_Delete)], ids=["backspace", "delete"]
)
def test_a_field_is_deleted_whole(window: MainWindow, start: int, key: Qt.Key) -> None:
    page = chapter(window, C9, f"收入{written(INCOME_TOTAL)}万元")
    page.editor.move_to(start)
    press_key(key)
    page.commit()
    assert window.document.book.text(C9) == "收入万元"
    window.document.undo()
    assert page.editor.toPlainText() == "收入5394.86万元"


def test_a_selection_takes_a_field_whole(window: MainWindow) -> None:
    page = chapter(window, C9, f"收入{written(INCOME_TOTAL)}万元")
    page.editor.move_to(1)
    press_key(Key.Key_Right, Key.Key_Right, modifiers=SHIFT)
    assert page.editor.textCursor().selectedText() == "入5394.86"
    type_text("x")
    page.commit()
    assert window.document.book.text(C9) == "收x万元"


def test_copying_gives_the_value_to_others_and_the_field_to_ourselves(window: MainWindow) -> None:
    page = chapter(window, C9, f"收入{written(INCOME_TOTAL)}万元")
    press_key(Key.Key_A, modifiers=CONTROL)
    press_key(Key.Key_C, modifiers=CONTROL)
    assert QApplication.clipboard().text() == "收入5394.86万元"
    press_key(Key.Key_End)
    press_key(Key.Key_V, modifiers=CONTROL)
    page.commit()
    assert window.document.book.text(C9) == f"收入{written(INCOME_TOTAL)}万元" * 2


def test_data_are_inserted_from_a_searchable_list(window: MainWindow) -> None:
    page = chapter(window, C9, "实有人。")
    page.editor.move_to(2)
    press_key(Key.Key_J, modifiers=CONTROL)
    picker = QApplication.activeModalWidget()
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    everything = len(picker.shown)
    type_text("实有人数")
    assert 0 < len(picker.shown) < everything
    assert all("实有人数" in name for name in picker.shown)
    press_key(Key.Key_Return)
    assert window.document.book.text(C9) == f"实有{written(STAFF)}人。"
    assert page.editor.toPlainText() == f"实有{window.document.book.value(STAFF)}人。"
    assert window.document.undo_label.startswith("插入数据 ")
    window.document.undo()
    assert window.document.book.text(C9) == "实有人。"


_WORDS = st.text(st.sampled_from("甲乙万元0123.，。{}/|𬱖 （）"), max_size=8)
_FIELDS = st.sampled_from([written(INCOME_TOTAL), written(STAFF), written(C4), "{{income/gone/total}}"])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.lists(st.lists(st.one_of(_WORDS, _FIELDS), max_size=5).map("".join), max_size=4),
    as_paper=st.booleans(),
)
def test_what_is_shown_is_read_back_exactly(document: Document, texts: list[str], as_paper: bool) -> None:
    """Whatever stands in the file, showing and reading it gives the same characters, and each of them has its place."""
    raw = "\n".join(line.strip() for line in texts if line.strip())
    qt = QTextDocument()
    show_lines(qt, lines_of(document.book, raw, C9, as_paper=as_paper))
    reading, printed = read_text(qt), render(document.book, raw, C9)
    assert reading.raw == raw
    assert reading.text == printed.text
    for start in range(len(raw)):
        first, last = reading.to_editor((start, start + 1))
        cursor = QTextCursor(qt)
        cursor.setPosition(first)
        cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
        shown = printed.text[slice(*printed.to_rendered((start, start + 1)))]
        assert with_line_breaks(cursor.selectedText().replace("\u2029", "\n")) == shown


# -- drafts --------------------------------------------------------------------------------------------------------------


def test_a_draft_fills_an_empty_chapter_and_is_one_edit(window: MainWindow) -> None:
    page = chapter(window, C1, "")
    page.draft_chapter()
    text = window.document.book.text(C1)
    assert "{{overview/staffing/value}}" in text
    assert "{{" not in page.editor.toPlainText()
    assert window.document.undo_label == "起草一、基本情况"
    window.document.undo()
    assert window.document.book.text(C1) == ""


def test_a_draft_goes_below_the_paragraph_with_the_caret(window: MainWindow) -> None:
    page = chapter(window, C1, "第一段\n第二段")
    page.editor.move_to(1)
    page.draft_chapter()
    lines = window.document.book.text(C1).split("\n")
    assert lines[0] == "第一段"
    assert lines[-1] == "第二段"
    assert len(lines) > 2


def test_drafting_a_chapter_again_adds_nothing_twice(window: MainWindow) -> None:
    page = chapter(window, C1, "")
    page.draft_chapter()
    text = window.document.book.text(C1)
    page.draft_chapter()
    assert window.document.book.text(C1) == text
    assert "都已经有了" in window.status.selection.text()


def test_a_draft_repeats_no_heading_that_the_chapter_has(window: MainWindow) -> None:
    page = chapter(window, C1, "（一）部门（单位）基本情况\n我局属于行政机关。")
    page.editor.move_to(len("（一）部门（单位）基本情况") + 2)
    page.draft_chapter()
    lines = window.document.book.text(C1).split("\n")
    assert lines[:2] == ["（一）部门（单位）基本情况", "我局属于行政机关。"]
    assert [line for line in lines[2:] if line.startswith("（一）")] == []
    assert any("{{overview/staffing/value}}" in line for line in lines)


def test_each_paragraph_of_a_quoted_text_begins_with_the_papers_indent(window: MainWindow) -> None:
    duties = CellRef("overview", "duties", "value")
    window.document.apply(
        set_cells("填", [(duties, "起草规章。\n管理资金。"), (C9, f"主要职责：\n{written(duties)}")])
    )
    page = chapter(window, C9)
    assert page.editor.toPlainText().split("\n") == ["主要职责：", "起草规章。", "\u3000\u3000管理资金。"]
    assert page._length.text() == "15 字"
    page.editor.selectAll()
    assert page.editor.createMimeDataFromSelection().text() == "主要职责：\n起草规章。\n管理资金。"
    page.editor.commit()
    assert window.document.book.text(C9) == f"主要职责：\n{written(duties)}"


def test_drafting_all_leaves_written_chapters_alone(window: MainWindow) -> None:
    window.document.apply(set_cells("清", [(C1, None)]))
    before = window.document.book.text(C2)
    page = chapter(window, C2)
    page.draft_all()
    assert window.document.book.text(C1)
    assert window.document.book.text(C2) == before
    window.document.undo()
    assert window.document.book.text(C1) == ""


def test_the_words_of_an_empty_chapter_begin_behind_the_caret(window: MainWindow) -> None:
    editor = chapter(window, C9, "").editor
    for flash in window.findChildren(Flash):
        flash.hide()
    caret = editor.cursorRect()
    picture = editor.viewport().grab().toImage()
    ground = picture.pixel(1, caret.center().y())
    inked = [
        x
        for x in range(picture.width())
        if any(picture.pixel(x, y) != ground for y in range(caret.top(), caret.bottom()))
    ]
    assert len(inked) > 100
    assert min(inked) >= caret.left()
