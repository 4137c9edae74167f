"""The published packet, its mistakes corrected: 定稿 locks every page of it, 取消定稿 opens them again and keeps what was finished."""

from __future__ import annotations

from decimal import Decimal

import pytest
from chapter_kit import C1, paused
from keyboard import CONTROL, SHIFT, Key, button_of, choose, click, focus, press, type_text
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from version_kit import versions_of

from gui.main_window import MainWindow
from gui.tabs.chapters import ChaptersTab
from model.cells import CellRef, Value
from model.edits import set_cells
from model.findings import Severity
from tests.gui.windows import goto

STAFF = CellRef("overview", "staff", "value")
FIGURE = CellRef("income", "bureau", "public")
LOCKED = "本材料已定稿，不能修改；需要修改的，请先取消定稿。"
REASON = "受疫情影响，下年加强调度。"
BY_FORMULA = ("notice/total/value", "notice/general/value", "sangong/bureau/total", "sangong/summary/total")
WORDS = (
    *((f"{place}", "91.5%", "191.46%") for place in ("overview/achievements/value", "goals/actual/value")),
    *((f"chapters/{chapter}/text", "91.5%", "191.46%") for chapter in ("c6", "c7")),
    ("chapters/c2/text", "1..95", "1.95"),
    ("chapters/c2/text", "12.34", "12.15"),
    ("chapters/c2/text", "0.096", "0.25"),
    ("chapters/c7/text", "3.05元", "3.05万元"),
    ("chapters/c7/text", "年末实有人数26人", "年末实有人数22人"),
    ("chapters/c7/text", "编制数22人", "编制数26人"),
)


@pytest.fixture
def corrected(window: MainWindow) -> MainWindow:
    """Nothing 强制 is left in it; gaps and 提示 are."""
    book = window.document.book
    texts: dict[CellRef, Value] = {CellRef.parse(place): None for place in BY_FORMULA}
    texts |= {CellRef("indicators", row, "reason"): REASON for row in ("i8", "i13")}
    for place, wrong, right in WORDS:
        ref = CellRef.parse(place)
        before = str(texts.get(ref, book.text(ref)))
        assert wrong in before, (place, wrong)
        texts[ref] = before.replace(wrong, right)
    window.document.apply(set_cells("改正", list(texts.items())))
    window.document.settle()
    assert [one for one in window.document.findings if one.severity is Severity.MANDATORY] == []
    return window


def finish_all_the_same(window: MainWindow) -> None:
    choose(Key.Key_F, "定稿")
    assert "必填的栏目没有填写" in window.messages.text
    click(button_of(window.messages, "仍然定稿"))
    assert window.document.is_final


def reopen(window: MainWindow) -> None:
    click(button_of(window.page.banner, "取消定稿"))
    press(Key.Key_F6)
    assert focus().text() == "取消定稿"
    press(Key.Key_Return)
    assert not window.document.is_final


def test_nothing_typed_changes_a_finished_chapter_or_its_look_and_it_is_said_why(
    corrected: MainWindow,
) -> None:
    window = corrected
    goto(window, C1)
    finish_all_the_same(window)
    tab = window.page.current
    assert isinstance(tab, ChaptersTab)
    shown, length = tab.editor.toPlainText(), tab._length.text()
    for do in (
        lambda: type_text("改"),  # from an input method
        lambda: type_text("x"),
        lambda: press(Key.Key_Return),
        lambda: press(Key.Key_Return, modifiers=SHIFT),
        lambda: press(Key.Key_Delete),
        lambda: press(Key.Key_V, modifiers=CONTROL),
    ):
        do()
        assert (tab.editor.toPlainText(), tab._length.text()) == (shown, length)
    type_text("x")
    assert window.status.selection.text() == LOCKED
    reopen(window)  # the question is still there: nothing was tried on the packet meanwhile


def test_figures_and_texts_can_be_typed_again_after_it_was_reopened(
    corrected: MainWindow, qtbot: QtBot
) -> None:
    window, book = corrected, corrected.document.book
    finish_all_the_same(window)
    for ref in (FIGURE, STAFF):
        before = book.value(ref)
        goto(window, ref)
        type_text("5")
        press(Key.Key_Return)
        assert (book.value(ref), window.status.selection.text()) == (before, LOCKED)
    goto(window, C1)
    reopen(window)
    assert "定稿第1稿" in window.messages.text
    type_text("改")
    paused(window.page.current.editor, qtbot)
    assert book.text(C1).startswith("改（一）部门（单位）基本情况")
    goto(window, FIGURE)
    type_text("5")
    press(Key.Key_Return)
    goto(window, STAFF)
    press(Key.Key_A, modifiers=CONTROL)
    type_text("9")
    press(Key.Key_Return)
    assert (book.value(FIGURE), book.value(STAFF)) == (Decimal(5), Decimal(9))
    press(Key.Key_Z, modifiers=CONTROL)
    assert book.value(STAFF) == Decimal(22)


def test_the_finished_packet_comes_back_as_it_was_from_its_version(corrected: MainWindow) -> None:
    window, book = corrected, corrected.document.book
    finished = dict(book.cells)
    finish_all_the_same(window)
    reopen(window)
    goto(window, FIGURE)
    type_text("5")
    press(Key.Key_Return)
    dialog = versions_of(window)
    QTest.qWait(150)
    assert "定稿第1稿" in dialog.list.currentItem().text()
    assert dialog.changes.topLevelItemCount() == 1
    click(button_of(dialog, "恢复到这个版本"))
    dialog.close()
    assert dict(book.cells) == finished
    window.document.settle()
    finish_all_the_same(window)
    reopen(window)
    assert "定稿第2稿" in window.messages.text
