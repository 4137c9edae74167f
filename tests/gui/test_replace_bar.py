"""替换 in the window: by keys and by clicks, told in a sentence, taken back by one Ctrl+Z."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from gui import help_topics
from gui.find_bar import FindBar
from gui.main_window import MainWindow
from gui.packet_page import TABS
from gui.search import find
from model.cells import CellRef, Value
from model.edits import set_cells
from model.livefields import written
from tests.gui.clerk import Clerk
from tests.gui.keyboard import CONTROL, SHIFT, Key, choose, click, focus, press, type_text
from tests.gui.version_kit import finishable_window
from tests.gui.windows import goto, open_packet

SHEETS = tuple(sheet for tab in TABS for sheet in tab.sheets)
C8, C9 = (CellRef("chapters", f"c{number}", "text") for number in (8, 9))
CONTACT = CellRef("overview", "contact", "value")
UNIT = CellRef("units", "u1", "name")
REPORT_DATE = CellRef("cover", "report_date", "value")
INCOME_TOTAL = CellRef("income", "summary", "total")


def put(window: MainWindow, *values: tuple[CellRef, Value]) -> None:
    assert window.document.apply(set_cells("写", values)) is not None
    QApplication.processEvents()


def contents(window: MainWindow) -> dict[CellRef, Value]:
    return dict(window.document.book.cells)


def begin(window: MainWindow, words: str, by: str) -> FindBar:
    """Ctrl+H, the words, Tab, the other words."""
    press(Key.Key_H, modifiers=CONTROL)
    type_text(words)
    press(Key.Key_Tab)
    type_text(by)
    return window.page.find_bar


def told(window: MainWindow) -> str:
    """The sentence in the status bar, or in a message."""
    return window.status.selection.text() + window.messages.text


# -- one after the other -----------------------------------------------------------------------------------------------


def test_enter_shows_the_first_place_then_replaces_and_goes_on(window: MainWindow) -> None:
    put(window, (CONTACT, "独有词甲"), (C8, "独有词在前，独有词在后。"), (C9, "无。"))
    bar = begin(window, "独有词", "新词")
    assert focus() is bar.by
    before = contents(window)
    press(Key.Key_Return)
    assert contents(window) == before
    assert bar.count.text() == "第 1 处，共 3 处"
    assert window.page.current.title == "封面与基本概况"
    press(Key.Key_Return)
    book = window.document.book
    assert book.text(CONTACT) == "新词甲"
    assert told(window) == "已替换“基本概况 › 联系人”中的一处。按 Ctrl+Z 可以撤销。"
    assert window.page.current.title == "评价报告"
    assert bar.count.text() == "第 1 处，共 2 处"
    assert focus() is bar.by
    press(Key.Key_Return)
    assert book.text(C8) == "新词在前，独有词在后。"
    assert window.page.current.editor.textCursor().selectedText() == "独有词"
    press(Key.Key_Return)
    assert book.text(C8) == "新词在前，新词在后。"
    assert bar.count.text() == "没有找到"


def test_each_place_in_a_line_is_shown_selected_and_replaced_alone(window: MainWindow) -> None:
    put(window, (CONTACT, "独有词甲独有词"))
    bar = begin(window, "独有词", "新词")
    press(Key.Key_Return)
    press(Key.Key_F3)
    assert bar.count.text() == "第 2 处，共 2 处"
    assert (focus().selectedText(), focus().selectionStart()) == ("独有词", 4)
    click(bar.one)
    assert window.document.book.text(CONTACT) == "独有词甲新词"


def test_ctrl_z_in_the_bar_takes_the_replacement_back_and_the_count_follows(window: MainWindow) -> None:
    put(window, (CONTACT, "独有词甲"))
    bar = begin(window, "独有词", "新词")
    press(Key.Key_Return, Key.Key_Return)
    assert window.document.book.text(CONTACT) == "新词甲"
    assert focus() is bar.by
    press(Key.Key_Z, modifiers=CONTROL)
    assert window.document.book.text(CONTACT) == "独有词甲"
    assert (bar.line.text(), bar.by.text()) == ("独有词", "新词")
    QApplication.processEvents()
    assert bar.count.text().startswith("共 1 处")


def test_ctrl_z_in_the_line_still_takes_back_what_is_being_typed_there(window: MainWindow) -> None:
    before = contents(window)
    bar = begin(window, "独有词", "新词")
    press(Key.Key_Z, modifiers=CONTROL)
    assert bar.by.text() != "新词"
    assert contents(window) == before


def test_f3_leaves_a_place_as_it_is_and_words_that_have_the_words_in_them_end(window: MainWindow) -> None:
    put(window, (CONTACT, "独有词甲"), (C8, "独有词在前，独有词在后。"))
    bar = begin(window, "独有词", "独有词汇")
    press(Key.Key_Return)
    press(Key.Key_F3)
    bar.by.setFocus()
    for _ in range(5):
        press(Key.Key_Return)
        if bar.count.text().startswith("共"):
            break
    book = window.document.book
    assert book.text(CONTACT) == "独有词甲"
    assert book.text(C8) == "独有词汇在前，独有词汇在后。"


def test_what_is_no_text_of_the_clerk_s_is_passed_over(window: MainWindow) -> None:
    put(window, (C9, f"收入{written(INCOME_TOTAL)}万元，又写5394.86万元。"))
    before = contents(window)
    bar = begin(window, "5394.86", "9999")
    for _ in range(len(find(window.document, "5394.86", SHEETS)) + 2):
        press(Key.Key_Return)
    book = window.document.book
    assert book.text(C9) == f"收入{written(INCOME_TOTAL)}万元，又写9999万元。"
    figures = {ref: value for ref, value in before.items() if isinstance(value, Decimal)}
    assert {ref: book.stated(ref) for ref in figures} == figures
    assert bar.count.text().startswith("共 ")


# -- all at once -------------------------------------------------------------------------------------------------------


def test_replace_all_is_one_step_that_says_what_it_left(window: MainWindow) -> None:
    document = window.document
    put(window, (C9, f"收入{written(INCOME_TOTAL)}万元。"))
    before, hits = contents(window), find(document, "5394.86", SHEETS)
    bar = begin(window, "5394.86", "8888.88")
    click(bar.all)
    after = contents(window)
    changed = {ref for ref in after if after[ref] != before.get(ref)}
    assert changed
    assert all(isinstance(after[ref], str) for ref in changed)
    assert document.book.text(C9) == f"收入{written(INCOME_TOTAL)}万元。"
    left = find(document, "5394.86", SHEETS)
    done = len(hits) - len(left)
    sentence = told(window)
    assert sentence.startswith(f"已替换 {done} 处；")
    assert "是表中的数或公式" in sentence
    assert "1 处是文中引用的数据" in sentence
    assert sentence.endswith("没有替换。按 Ctrl+Z 可以整体撤销。")
    assert document.undo_label == "替换“5394.86”为“8888.88”"
    press(Key.Key_Z, modifiers=CONTROL)
    assert contents(window) == before


def test_replace_all_by_keys_reaches_every_page(window: MainWindow) -> None:
    put(window, (CONTACT, "独有词甲"), (UNIT, "独有词中心"), (C8, "独有词。"), (C9, "独有词、独有词。"))
    bar = begin(window, "独有词", "新词")
    press(Key.Key_Tab, Key.Key_Tab)
    assert focus() is bar.all
    press(Key.Key_Return)
    book = window.document.book
    texts = [book.text(ref) for ref in (CONTACT, UNIT, C8, C9)]
    assert texts == ["新词甲", "新词中心", "新词。", "新词、新词。"]
    assert (
        told(window) == "已替换 5 处。按 Ctrl+Z 可以整体撤销。"
    )  # what is called by the name is not counted
    assert bar.count.text() == "没有找到"
    assert focus() is bar.all


def test_a_replacement_is_judged_at_once_and_a_bad_date_is_refused(window: MainWindow) -> None:
    put(window, (REPORT_DATE, "2023年6月30日"), (CONTACT, "6月30日"))
    bar = begin(window, "6月30日", "6月31日")
    click(bar.all)
    assert window.document.book.text(REPORT_DATE) == "2023年6月30日"
    assert window.document.book.text(CONTACT) == "6月31日"
    assert "1 处是日期，替换后不成日期" in told(window)


def test_what_is_nowhere_and_what_cannot_be_replaced_is_said(window: MainWindow) -> None:
    before = contents(window)
    bar = begin(window, "没有这个词", "新词")
    click(bar.all)
    assert told(window) == "没有要替换的文字。"
    bar.line.setFocus()
    bar.line.selectAll()
    type_text("预算编码")
    click(bar.one)
    assert "是栏目名称" in told(window)
    assert contents(window) == before


# -- the bar -----------------------------------------------------------------------------------------------------------


def test_the_second_line_comes_and_goes_and_keeps_the_first_in_its_column(window: MainWindow) -> None:
    press(Key.Key_F, modifiers=CONTROL)
    bar = window.page.find_bar
    assert not bar.by.isVisible()
    place = bar.line.x()
    type_text("独有词")
    press(Key.Key_H, modifiers=CONTROL)
    QApplication.processEvents()
    assert bar.by.isVisible()
    assert (bar.line.x(), bar.by.x()) == (place, place)
    assert focus() is bar.by  # what is looked for is known already
    press(Key.Key_Escape)
    assert bar.isHidden()
    press(Key.Key_F, modifiers=CONTROL)
    assert not bar.by.isVisible()


def test_tab_goes_from_line_to_line_to_the_buttons_and_esc_ends_on_each(window: MainWindow) -> None:
    bar = begin(window, "独有词", "新词")
    for button in (bar.one, bar.all):
        press(Key.Key_Tab)
        assert focus() is button
    press(Key.Key_Backtab, modifiers=SHIFT)
    assert focus() is bar.one
    press(Key.Key_Escape)
    assert bar.isHidden()
    assert not bar.isAncestorOf(focus())


@pytest.mark.parametrize("ref", [C8, CONTACT, CellRef("income", "bureau", "public")])
def test_ctrl_h_opens_it_from_wherever_the_keys_are(window: MainWindow, ref: CellRef) -> None:
    before = contents(window)
    goto(window, ref)
    press(Key.Key_H, modifiers=CONTROL)
    assert focus() is window.page.find_bar.line
    assert contents(window) == before
    press(Key.Key_Escape)
    assert Clerk(window).place == ref


def test_the_menu_leads_there_and_f1_tells_how(window: MainWindow) -> None:
    choose(Key.Key_E, "替换")
    assert focus() is window.page.find_bar.line
    press(Key.Key_F1)
    guide = window.assistance.help_window
    assert guide is not None
    assert guide.here == help_topics.SEARCH
    guide.close()


def test_a_file_that_may_only_be_read_says_why(window: MainWindow, tmp_path: Path) -> None:
    path = window.document.path
    press(Key.Key_W, modifiers=CONTROL)
    open_packet(window, path, read_only=True)
    before = contents(window)
    press(Key.Key_H, modifiers=CONTROL)
    bar = window.page.find_bar
    assert bar.closed_words.isVisible()
    assert bar.closed_words.text() == "本文件以只读方式打开，不能修改。"
    assert not any(widget.isEnabled() for widget in (bar.by, bar.one, bar.all))
    type_text("2022")
    press(Key.Key_Return)
    assert bar.count.text().startswith("第 ")
    assert contents(window) == before


def test_a_final_packet_says_why_and_can_be_replaced_in_again_after_reopening(
    qapp: QApplication, tmp_path: Path
) -> None:
    with finishable_window(tmp_path) as window:
        choose(Key.Key_F, "定稿")
        press(Key.Key_F6, Key.Key_Tab, Key.Key_Return)
        assert window.document.is_final
        press(Key.Key_H, modifiers=CONTROL)
        bar = window.page.find_bar
        assert bar.closed_words.text() == "本材料已定稿，不能修改；需要修改的，请先取消定稿。"
        assert not bar.by.isEnabled()
        choose(Key.Key_F, "取消定稿")
        press(Key.Key_F6, Key.Key_Return)
        assert not window.document.is_final
        press(Key.Key_H, modifiers=CONTROL)
        assert window.page.find_bar.by.isEnabled()
        assert not window.page.find_bar.closed_words.text()


def test_words_just_typed_on_the_page_are_found_and_replaced(window: MainWindow) -> None:
    clerk = Clerk(window)
    clerk.turn_to("封面与基本概况")
    clerk.go_to(CONTACT)
    press(Key.Key_A, modifiers=CONTROL)
    type_text("独有词")
    bar = begin(window, "独有词", "新词")
    click(bar.all)
    assert window.document.book.text(CONTACT) == "新词"
    press(Key.Key_Escape)
    clerk.go_to(CONTACT)
    assert focus().text() == "新词"
