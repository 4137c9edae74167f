"""Live fields in the forms: a long text quotes a cell, shows its value, follows it, and is one thing to keys and clipboard."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from chapter_kit import INCOME_TOTAL, STAFF, underlined
from keyboard import CONTROL, SHIFT, Key, focus, type_text
from keyboard import press as press_key
from PySide6.QtCore import QPoint
from PySide6.QtGui import QContextMenuEvent, QInputMethodEvent, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot
from windows import open_packet

from export.blocks import Paragraph
from export.letters import notice_blocks
from gui.appearance import apply_scheme
from gui.editors import ProseEditor
from gui.field import Field
from gui.form_view import FormTable
from gui.main_window import MainWindow
from gui.palette import contrast
from model.cells import CellRef
from model.edits import set_cells
from model.livefields import is_live, written
from model.project import Project
from tests.gui.windows import goto

EXPECTED = CellRef("goals", "expected", "value")
BODY = CellRef("notice", "body", "value")
TITLE = CellRef("notice", "title", "value")
PHONE = CellRef("overview", "phone", "value")
RAW = f"收入{written(INCOME_TOTAL)}万元"


def opened(window: MainWindow, ref: CellRef, text: str | None = None) -> ProseEditor:
    """The field's editor with the keys; ``text`` is put there first."""
    if text is not None:
        window.document.apply(set_cells("写", [(ref, text or None)]))
    goto(window, ref)
    QTest.qWait(0)
    editor = focus()
    assert isinstance(editor, ProseEditor)
    return editor


def state(window: MainWindow, ref: CellRef, text: str) -> None:
    window.document.apply(set_cells("改", [(ref, Decimal(text))]))


def insert(words: str) -> None:
    """Ctrl+J, a few words, Enter. Offscreen no window manager brings the window to the front again."""
    window = focus().window()
    press_key(Key.Key_J, modifiers=CONTROL)
    assert isinstance(focus(), QLineEdit)
    type_text(words)
    press_key(Key.Key_Return)
    window.activateWindow()
    QTest.qWait(0)


@pytest.mark.parametrize("ref", [EXPECTED, BODY, CellRef("overview", "duties", "value"), TITLE], ids=str)
def test_data_are_inserted_by_key_and_follow_the_table(window: MainWindow, ref: CellRef) -> None:
    editor, book = opened(window, ref, "实有人。"), window.document.book
    editor.move_to(2)
    insert("基本概况 实有人数")
    assert book.text(ref) == f"实有{written(STAFF)}人。"
    assert editor.toPlainText() == f"实有{book.value(STAFF)}人。"
    assert window.document.undo_label == f"插入数据 {book.name(STAFF)}"
    assert focus() is editor
    state(window, STAFF, "31")
    assert editor.toPlainText() == "实有31人。", "while the field has the keys"
    goto(window, PHONE)
    state(window, STAFF, "32")
    assert editor.toPlainText() == "实有32人。", "and when it has not"
    assert book.text(ref) == f"实有{written(STAFF)}人。"


def test_one_undo_takes_the_quote_back_and_one_the_typing(window: MainWindow, qtbot: QtBot) -> None:
    editor, book = opened(window, EXPECTED, "甲"), window.document.book
    press_key(Key.Key_End)
    insert("基本概况 实有人数")
    type_text("人")
    press_key(Key.Key_Z, modifiers=CONTROL)
    assert book.text(EXPECTED) == f"甲{written(STAFF)}"
    press_key(Key.Key_Z, modifiers=CONTROL)
    assert editor.toPlainText() == book.text(EXPECTED) == "甲"
    press_key(Key.Key_Y, modifiers=CONTROL)
    assert book.text(EXPECTED) == f"甲{written(STAFF)}"
    assert editor.toPlainText() == f"甲{book.value(STAFF)}"
    assert editor.textCursor().atEnd()


def test_escape_takes_the_whole_visit_back(window: MainWindow) -> None:
    window.document.apply(set_cells("写", [(EXPECTED, "甲")]))
    goto(window, PHONE)
    editor = opened(window, EXPECTED)
    press_key(Key.Key_End)
    insert("基本概况 实有人数")
    type_text("人")
    press_key(Key.Key_Escape)
    assert editor.toPlainText() == window.document.book.text(EXPECTED) == "甲"


@pytest.mark.parametrize(
    ("start", "key"), [(9, Key.Key_Backspace), (2, Key.Key_Delete)], ids=["backspace", "delete"]
)
def test_a_quote_is_deleted_whole(window: MainWindow, start: int, key: Key) -> None:
    editor = opened(window, BODY, RAW)
    assert editor.toPlainText() == "收入5394.86万元"
    editor.move_to(start)
    press_key(key)
    press_key(Key.Key_Return, modifiers=CONTROL)
    assert window.document.book.text(BODY) == "收入万元"
    press_key(Key.Key_Z, modifiers=CONTROL)
    assert editor.toPlainText() == "收入5394.86万元"
    assert window.document.book.text(BODY) == RAW


def test_a_selection_takes_a_quote_whole_and_typing_beside_it_leaves_it_one(window: MainWindow) -> None:
    editor = opened(window, EXPECTED, RAW)
    editor.move_to(2)
    type_text("共")
    press_key(Key.Key_Right)
    assert editor.textCursor().position() == 10
    type_text("余")
    press_key(Key.Key_Return, modifiers=CONTROL)
    assert window.document.book.text(EXPECTED) == f"收入共{written(INCOME_TOTAL)}余万元"
    editor.move_to(2)
    press_key(Key.Key_Right, Key.Key_Right, modifiers=SHIFT)
    assert editor.textCursor().selectedText() == "共5394.86"


def test_copying_gives_the_value_to_others_and_the_field_to_ourselves(window: MainWindow) -> None:
    opened(window, EXPECTED, RAW)
    press_key(Key.Key_A, modifiers=CONTROL)
    press_key(Key.Key_C, modifiers=CONTROL)
    assert QApplication.clipboard().text() == "收入5394.86万元"
    opened(window, BODY, "")
    press_key(Key.Key_V, modifiers=CONTROL)
    press_key(Key.Key_Return, modifiers=CONTROL)
    assert window.document.book.text(BODY) == RAW
    goto(window, PHONE)
    press_key(Key.Key_A, modifiers=CONTROL)
    press_key(Key.Key_V, modifiers=CONTROL)
    press_key(Key.Key_Return)
    assert window.document.book.text(PHONE) == "收入5394.86万元"


def test_what_is_typed_while_the_table_changes_is_kept_and_the_value_follows(
    window: MainWindow, qtbot: QtBot
) -> None:
    editor = opened(window, EXPECTED, RAW)
    press_key(Key.Key_End)
    type_text("整")
    state(window, INCOME_TOTAL, "6000.1")
    assert editor.toPlainText().endswith("万元整")
    qtbot.waitUntil(lambda: window.document.book.text(EXPECTED) == RAW + "整", timeout=5000)
    assert editor.toPlainText() == "收入6000.1万元整"
    assert editor.textCursor().atEnd()


def test_findings_are_underlined_at_their_words_behind_a_quote(window: MainWindow) -> None:
    editor = opened(window, EXPECTED, f"{RAW}。\n差旅费1..95万元。")
    assert "1..95万元" in underlined(editor)
    finding = next(one for one in window.document.findings_at(EXPECTED) if "1..95" in one.message)
    goto(window, EXPECTED, finding.span)
    assert editor.textCursor().selectedText() == "1..95万元"
    press_key(Key.Key_Period, modifiers=CONTROL)
    assert window.document.book.text(EXPECTED) == f"{RAW}。\n差旅费1.95万元。"
    assert editor.toPlainText() == "收入5394.86万元。\n差旅费1.95万元。"
    assert "1..95万元" not in underlined(editor)


def test_the_menu_inserts_and_leads_to_what_is_quoted(window: MainWindow) -> None:
    editor = opened(window, EXPECTED, RAW)
    middle = editor.document().find("5394")
    middle.setPosition(middle.selectionEnd())
    chip = editor.cursorRect(middle).center()
    assert any("自动跟着改" in line for line in field_of(editor).marks.hover_text(chip))
    words = menu_words(editor, chip)
    assert f"转到“{window.document.book.name(INCOME_TOTAL)}”" in words
    assert "插入数据…\tCtrl+J" in words
    assert any(word.startswith("粘贴") for word in words)
    heard: list[CellRef] = []
    field_of(editor).jump.connect(heard.append)
    menu = open_menu(editor, chip)
    next(action for action in menu.actions() if action.text().startswith("转到")).trigger()
    menu.close()
    assert heard == [INCOME_TOTAL]


def field_of(editor: ProseEditor) -> Field:
    field = editor.parentWidget()
    assert isinstance(field, Field)
    return field


def open_menu(editor: ProseEditor, place: QPoint) -> QMenu:
    """What a right click there opens."""
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, editor.viewport().mapToGlobal(place))
    QApplication.sendEvent(editor.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def menu_words(editor: ProseEditor, place: QPoint) -> list[str]:
    menu = open_menu(editor, place)
    words = [action.text() for action in menu.actions()]
    menu.close()
    return words


def test_a_text_is_not_offered_to_itself(window: MainWindow) -> None:
    opened(window, EXPECTED, "甲")
    press_key(Key.Key_J, modifiers=CONTROL)
    picker = QApplication.activeModalWidget()
    names = picker.shown
    press_key(Key.Key_Escape)
    assert any("实际完成" in name for name in names)
    assert not any(name.endswith("预期目标") for name in names)


def test_a_quote_is_saved_reopened_and_printed_as_its_value(window: MainWindow, tmp_path: Path) -> None:
    opened(window, BODY, "支出。")
    press_key(Key.Key_Right, Key.Key_Right)
    insert("基本概况 实有人数")
    book = window.document.book
    value = book.value(STAFF)
    printed = [block.text for block in notice_blocks(book) if isinstance(block, Paragraph)]
    assert f"支出{value}。" in printed
    assert not any("{{" in text for text in printed)
    path = window.document.path
    window.document.close()
    with Project.open(path) as project:
        assert project.book.text(BODY) == f"支出{written(STAFF)}。"
    open_packet(window, path)
    editor = opened(window, BODY)
    assert editor.toPlainText() == f"支出{value}。"


def test_a_packet_opened_to_read_shows_values_and_takes_no_quote(window: MainWindow) -> None:
    opened(window, BODY, RAW)
    path = window.document.path
    window.document.close()
    assert window.document.open(path, read_only=True)
    editor = opened(window, BODY)
    assert editor.isReadOnly()
    assert editor.toPlainText() == "收入5394.86万元"
    press_key(Key.Key_J, modifiers=CONTROL)
    assert QApplication.activeModalWidget() is None


def test_a_word_being_composed_is_no_edit_yet(window: MainWindow, qtbot: QtBot) -> None:
    editor = opened(window, EXPECTED, RAW)
    press_key(Key.Key_End)
    type_text("整")
    QApplication.sendEvent(editor, QInputMethodEvent("zheng", []))
    QTest.qWait(600)
    assert window.document.book.text(EXPECTED) == RAW
    done = QInputMethodEvent()
    done.setCommitString("数")
    QApplication.sendEvent(editor, done)
    qtbot.waitUntil(lambda: window.document.book.text(EXPECTED) == RAW + "整数", timeout=5000)


def test_a_field_typed_by_hand_becomes_one_and_the_box_grows_with_the_value(
    window: MainWindow, qtbot: QtBot
) -> None:
    actual = CellRef("goals", "actual", "value")
    window.document.apply(set_cells("写", [(actual, "一项完成。")]))
    editor = opened(window, EXPECTED, "")
    type_text(written(actual))
    press_key(Key.Key_Return, modifiers=CONTROL)
    assert editor.toPlainText() == "一项完成。"
    assert window.document.book.text(EXPECTED) == written(actual)
    before = editor.height()
    window.document.apply(set_cells("写", [(actual, "\n".join(["一项完成。"] * 9))]))
    qtbot.waitUntil(lambda: editor.height() > before * 1.8, timeout=3000)
    assert not editor.verticalScrollBar().isVisible()


def test_fields_and_marks_are_drawn_anew_in_the_dark(window: MainWindow) -> None:
    editor = opened(window, EXPECTED, f"{RAW}。\n差旅费1..95万元。")
    try:
        apply_scheme("dark")
        QApplication.processEvents()
        base = editor.palette().color(QPalette.ColorRole.Base)
        grounds = [one.format.background().color() for one in editor.extraSelections()]
        layout = editor.document().firstBlock().layout()
        grounds += [one.format.background().color() for one in layout.formats()]
        assert len(grounds) >= 2
        assert all(contrast(ground, base) < 2 for ground in grounds)
    finally:
        apply_scheme("light")


# -- cells of tables -----------------------------------------------------------------------------------------------------


def cell(window: MainWindow, column: str, text: str) -> tuple[FormTable, CellRef]:
    """The table of indicators with the cursor in the first row's cell; ``text`` is put there first."""
    ref = CellRef("indicators", window.document.book.group("indicators")[0], column)
    window.document.apply(set_cells("写", [(ref, text)]))
    goto(window, ref)
    table = window.page.current.sections["indicators"].table
    assert table.current_ref == ref
    return table, ref


def test_a_cell_shows_the_value_and_keeps_the_quote_when_it_is_edited(window: MainWindow) -> None:
    table, ref = cell(window, "reason", RAW)
    assert table.currentIndex().data() == "收入5394.86万元"
    state(window, INCOME_TOTAL, "6000.1")
    assert table.currentIndex().data() == "收入6000.1万元"
    press_key(Key.Key_F2)
    editor = focus()
    assert isinstance(editor, ProseEditor)
    assert editor.toPlainText() == "收入6000.1万元"
    type_text("整")
    press_key(Key.Key_Return)
    assert window.document.book.text(ref) == RAW + "整"
    press_key(Key.Key_Up, Key.Key_F2)
    press_key(Key.Key_Home)
    press_key(Key.Key_Right, Key.Key_Right, Key.Key_Delete, Key.Key_Return)
    assert window.document.book.text(ref) == "收入万元整"


def test_an_open_cell_takes_its_own_typing_back_step_by_step(window: MainWindow) -> None:
    _, ref = cell(window, "reason", RAW)
    press_key(Key.Key_F2)
    editor = focus()
    press_key(Key.Key_Home, Key.Key_Right, Key.Key_Right, Key.Key_Delete)
    assert editor.toPlainText() == "收入万元"
    press_key(Key.Key_Z, modifiers=CONTROL)
    assert editor.toPlainText() == "收入5394.86万元"
    press_key(Key.Key_Z, modifiers=CONTROL)
    assert editor.toPlainText() == "收入5394.86万元", "what stood there is nothing to take back"
    type_text("整")
    press_key(Key.Key_Return)
    assert window.document.book.text(ref).replace("整", "") == RAW


@pytest.mark.parametrize("column", ["name", "level1", "level2"])
def test_a_name_is_what_it_says(window: MainWindow, column: str) -> None:
    table, ref = cell(window, column, RAW)
    assert not is_live(ref)
    assert table.currentIndex().data() == RAW == window.document.book.prose(ref)
    opened(window, EXPECTED, RAW)
    press_key(Key.Key_A, modifiers=CONTROL)
    press_key(Key.Key_C, modifiers=CONTROL)
    cell(window, column, "甲")
    press_key(Key.Key_F2)
    press_key(Key.Key_A, modifiers=CONTROL)
    press_key(Key.Key_V, modifiers=CONTROL)
    press_key(Key.Key_Return)
    assert window.document.book.text(ref) == "收入5394.86万元", "a copied quote arrives as its value"
