"""The overall verdict is always visible: no message lies over it, whatever else is put away, in every size of type."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication
from work_kit import go_on, held

from gui.main_window import MainWindow
from gui.message_bar import Tone
from gui.tabs.base import FormsTab
from model.cells import CellRef
from tests.gui.keyboard import CONTROL, Key, click, press, type_text, wait_for
from tests.gui.places import at_rest, in_window
from tests.gui.windows import goto

LONG = "“单位职能”第 3 行的文字没有写入文件，因为磁盘已满，请腾出空间后再试。" * 5


def put_away(window: MainWindow, *, strip: bool, findings: bool) -> None:
    """By the keys that a clerk has for it."""
    if window.assistance.strip.isVisible() != strip:
        press(Key.Key_F1, modifiers=CONTROL)
    if window.dock.isVisible() != findings:
        press(Key.Key_F8, modifiers=CONTROL)
    QApplication.processEvents()
    assert (window.assistance.strip.isVisible(), window.dock.isVisible()) == (strip, findings)


def tell(window: MainWindow, sentence: str) -> QRect:
    """A message with offers, which stays until it is answered; where it stands."""
    offers = [("重试", lambda: None), ("另存副本…", lambda: None)]
    window.messages.tell(sentence, Tone.WARNING, offers)
    QApplication.processEvents()
    return in_window(window.messages)


@pytest.mark.parametrize("percent", [100, 150, 175])
@pytest.mark.parametrize("findings", [True, False])
@pytest.mark.parametrize("strip", [True, False])
def test_a_message_that_waits_for_an_answer_covers_neither_verdict_nor_page(
    window: MainWindow, strip: bool, findings: bool, percent: int
) -> None:
    if percent != 100:
        window.set_font_percent(percent)
        at_rest(window)
    put_away(window, strip=strip, findings=findings)
    before = in_window(window.page)
    for sentence in ("没有写入磁盘。", LONG):
        bar = tell(window, sentence)
        verdict = window.status.verdict
        assert verdict.isVisible()
        assert verdict.text()
        assert not bar.intersects(in_window(verdict))
        assert not bar.intersects(in_window(window.status)), "nor what is saved and how far it is filled in"
        assert bar.height() >= window.messages.layout().totalHeightForWidth(window.width())
        assert window.rect().contains(bar)
        page = in_window(window.page)
        assert not bar.intersects(page)
        assert (page.topLeft(), page.width()) == (before.topLeft(), before.width()), "the beginning stays"
    click(window.messages.offers[0])
    QApplication.processEvents()
    assert in_window(window.page) == before, "all its height is given back"


@pytest.mark.usefixtures("held_work")
def test_work_that_goes_on_beside_the_window_leaves_the_verdict_in_view(
    window: MainWindow, tmp_path: Path
) -> None:
    put_away(window, strip=False, findings=False)
    held(window, lambda: window.output.export_to(tmp_path / "报告.pdf"))
    assert window.messages.text
    assert not in_window(window.messages).intersects(in_window(window.status.verdict))
    go_on(window)
    assert (tmp_path / "报告.pdf").name in window.messages.text
    assert not in_window(window.messages).intersects(in_window(window.status.verdict))


@pytest.mark.parametrize(
    "ref", [CellRef("sangong", "bureau", "reception"), CellRef("overview", "phone", "value")], ids=str
)
def test_the_place_that_is_typed_into_stays_in_view_while_a_message_stands(
    window: MainWindow, ref: CellRef
) -> None:
    put_away(window, strip=False, findings=False)
    window.resize(window.width(), window.height() * 2 // 3)
    goto(window, ref)
    page = window.page.current
    wait_for(lambda: not page._settling.isActive())
    lowest_in_view(page, ref)
    assert in_view(page, ref)
    tell(window, LONG)
    assert in_view(page, ref)
    press(Key.Key_A, modifiers=CONTROL) if ref.sheet == "overview" else None
    type_text("7")
    press(Key.Key_Return)
    assert str(window.document.book.value(ref)) == "7"


def test_what_was_scrolled_to_stays_where_the_cursor_is_elsewhere(window: MainWindow) -> None:
    put_away(window, strip=False, findings=False)
    goto(window, CellRef("sangong", "bureau", "total"))
    wait_for(lambda: not window.page.current._settling.isActive())
    bar = window.page.current.verticalScrollBar()
    bar.setValue(0)
    tell(window, LONG)
    assert bar.value() == 0


def cell_on(page: FormsTab, ref: CellRef) -> QRect:
    """The cell's place in the part of the page that is in view."""
    widget, rect = page.sections[ref.sheet].body.target_rect(ref)
    return QRect(widget.mapTo(page.viewport(), rect.topLeft()), rect.size())


def in_view(page: FormsTab, ref: CellRef) -> bool:
    return page.viewport().rect().contains(cell_on(page, ref).center())


def lowest_in_view(page: FormsTab, ref: CellRef) -> None:
    """Scroll by the bar until the cell is the last line in view."""
    bar = page.verticalScrollBar()
    bar.setValue(bar.value() - (page.viewport().height() - cell_on(page, ref).bottom() - 1))
    QApplication.processEvents()
    below = page.viewport().height() - cell_on(page, ref).bottom()
    assert 0 < below < 2 * cell_on(page, ref).height()
