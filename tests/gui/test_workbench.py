"""Room to work in: one line of hints, a compact list that stays as the clerk left it, headers and rows never cut."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWhatsThis
from windows import create_packet, open_packet, press

from gui.editors import ProseEditor
from gui.findings_model import PAGE
from gui.main_figures import main_figures, total_words
from gui.main_window import MainWindow
from gui.new_packet import NewPacket
from gui.palette import contrast
from gui.recent_facts import recent_of
from gui.settings import Settings
from model.cells import CellRef
from model.edits import set_cells
from tests.gui.keyboard import choose
from tests.gui.windows import goto

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LONGEST = CellRef("base_funds", "procurement", "budget")


# -- room --------------------------------------------------------------------------------------------------------------


def test_at_1366_by_768_more_than_half_of_the_height_is_the_page(window: MainWindow):
    assert window.size().toTuple() == (1366, 768)
    assert window.page.current.viewport().height() > 768 / 2
    window.dock.toggleViewAction().trigger()
    QApplication.processEvents()
    assert window.page.current.viewport().height() > 768 * 3 / 4


def test_the_list_stays_away_once_it_is_put_away(window: MainWindow, tmp_path: Path):
    press(window, Qt.Key.Key_F8, CONTROL)
    assert not window.dock.isVisible()
    press(window, Qt.Key.Key_W, CONTROL)
    open_packet(window, tmp_path / "吉首市科工信局2022.jxzp")
    assert window.document.is_open
    assert not window.dock.isVisible()
    assert not Settings.in_file(tmp_path / "settings.ini").findings_shown
    window.status.verdict.click()
    assert window.dock.isVisible()
    assert Settings.in_file(tmp_path / "settings.ini").findings_shown


@pytest.mark.parametrize("menu", [Qt.Key.Key_A, Qt.Key.Key_V])
def test_the_list_is_put_away_and_brought_back_by_either_menu(window: MainWindow, menu: Qt.Key):
    for there in (False, True):
        choose(menu, "审核结果")
        assert window.dock.isVisible() is there
        assert window.commands["toggle"].isChecked() is there


def test_with_the_list_away_f8_still_says_what_is_wrong(window: MainWindow):
    press(window, Qt.Key.Key_F8, CONTROL)
    press(window, Qt.Key.Key_F8)
    line = window.dock.current
    assert line is not None
    assert (
        line.message in window.status.selection.text() + window.messages.text
    )  # the bar takes what is too long


def test_a_hint_that_the_status_line_would_cut_is_told_whole_above_the_page(window: MainWindow):
    short, long = (
        "已复制 4 格。",
        "已粘贴 13 格；" + "“收入 › 3、县防汛办 › 其他收入”没有粘贴：“-”不是数字；" * 4,
    )
    window.page.message.emit(short)
    assert (window.status.selection.text(), window.messages.text) == (short, "")
    window.page.message.emit(long)
    assert (window.status.selection.text(), window.messages.text) == ("", long)


def test_the_first_and_the_last_badge_do_not_move_the_page(window: MainWindow, tmp_path: Path):
    with_badges = window.page.tabs.tabBar().height()
    assert any(badge.counts for badge in window.page._badges)
    create_packet(window, tmp_path / "新.jxzp", NewPacket(2025, "某某局", "hunan-jishou-2022", None))
    QApplication.processEvents()
    assert not any(badge.counts for badge in window.page._badges)
    assert window.page.tabs.tabBar().height() == with_badges


def test_all_of_a_hint_can_be_read_by_key_and_by_click(window: MainWindow):
    goto(window, LONGEST)
    strip = window.assistance.strip
    assert strip.height() < 2.2 * strip.fontMetrics().height()
    press(window, Qt.Key.Key_F1, SHIFT)
    bubbles = [w for w in QApplication.topLevelWidgets() if w.isVisible() and w.inherits("QWhatsThat")]
    assert len(bubbles) == 1
    QWhatsThis.hideText()
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    bubbles = [w for w in QApplication.topLevelWidgets() if w.isVisible() and w.inherits("QWhatsThat")]
    assert len(bubbles) == 1
    QWhatsThis.hideText()
    assert "政府采购预算" in strip.words.toolTip()


def test_a_page_without_a_field_under_the_cursor_shows_no_hint_of_another(window: MainWindow):
    goto(window, CellRef("notice", "total", "value"))
    assert window.assistance.strip.ref is not None
    for _ in range(5):  # to 审核说明, which has nothing to type into
        press(window, Qt.Key.Key_PageDown, CONTROL)
    assert window.page.current.title == "审核说明"
    assert window.assistance.strip.ref is None


# -- a long table ------------------------------------------------------------------------------------------------------


def place_of_row(window: MainWindow) -> tuple[int, int, int]:
    """Top and bottom of the current row, and the height of the viewport, in the page's viewport."""
    tab = window.page.current
    table = tab.sections["indicators"].table
    rect = table.visualRect(table.currentIndex())
    top = table.viewport().mapTo(tab.viewport(), rect.topLeft()).y()
    return top, top + rect.height(), tab.viewport().height()


def test_the_header_stays_while_the_rows_go_by_and_no_row_is_cut(window: MainWindow):
    window.resize(1366, 640)
    goto(window, CellRef("indicators", window.document.book.group("indicators")[0], "target"))
    QTest.qWait(20)
    tab = window.page.current
    table = tab.sections["indicators"].table
    sticky = tab._sticky["indicators"]
    was_sticky = False
    for key in [Qt.Key.Key_Down] * 12 + [Qt.Key.Key_Up] * 12:
        press(window, key)
        QTest.qWait(5)
        top, bottom, room = place_of_row(window)
        covered = sticky.height() - 1 if sticky.isVisible() else 0
        assert covered <= top, key
        assert bottom <= room, key
        header_top = table.mapTo(tab.viewport(), QPoint()).y()
        assert sticky.isVisible() == (header_top < 0)
        was_sticky = was_sticky or sticky.isVisible()
    assert was_sticky
    caption = tab.sections["indicators"].title.mapTo(tab.viewport(), QPoint()).y()
    assert caption >= 0  # back at the first row, the caption is whole


def test_what_is_clicked_stands_where_it_stands(window: MainWindow):
    goto(window, CellRef("units", "bureau", "name"))
    goto(window, CellRef("spending", "bureau", "staff"))
    QTest.qWait(20)
    tab = window.page.current
    table, bar = tab.sections["spending"].table, tab.verticalScrollBar()
    bar.setValue(bar.value() + table.mapTo(tab.viewport(), QPoint()).y() + 1)
    QApplication.processEvents()
    assert tab._sticky["spending"].isVisible()
    for row in (3, 2):
        before, index = bar.value(), table.form_model.index(row, table.form_model.codes.index("project"))
        place = table.visualRect(index).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
        QTest.qWait(20)
        assert bar.value() == before
        QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
        QTest.qWait(20)
        assert bar.value() == before
        assert QApplication.focusWidget().place == index
        press(window, Qt.Key.Key_Escape)


def test_a_jump_never_leaves_the_caption_cut(window: MainWindow):
    for row in window.document.book.group("indicators"):
        goto(window, CellRef("indicators", row, "actual"))
        QTest.qWait(5)
        tab = window.page.current
        section = tab.sections["indicators"]
        top = section.mapTo(tab.viewport(), QPoint()).y()
        cut = -section.title.height() < top < 0
        assert not cut or tab._sticky["indicators"].isVisible()


# -- the score ---------------------------------------------------------------------------------------------------------


def test_a_total_that_lacks_scores_is_no_score_yet(window: MainWindow):
    assert total_words(window.document.book) == "自评 97 分 优"
    assert recent_of(window.document).score == "97"
    window.document.apply(set_cells("清除", [(CellRef("scores", "benefit", "score"), None)]))
    assert total_words(window.document.book) == "自评尚缺 1 项得分"
    assert "尚缺 1 项得分" in window.status.figures.text()
    assert recent_of(window.document).score == ""
    window.document.apply(set_cells("填写", [(CellRef("scores", "benefit", "score"), Decimal(30))]))
    assert total_words(window.document.book) == "自评 97 分 优"


def test_figures_not_filled_in_are_no_dash_that_reads_as_one(window: MainWindow):
    document = window.document
    assert main_figures(document) == "收入合计 5,394.86　支出合计 5,394.86　差额 0.00 万元　自评 97 分 优"
    cells = [ref for ref in document.book.cells if ref.sheet in ("income", "spending")]
    document.apply(set_cells("清除", [(ref, None) for ref in cells if ref.sheet == "spending"]))
    assert main_figures(document).startswith("收入合计 5,394.86 万元　支出合计 未填　自评")
    document.apply(set_cells("清除", [(ref, None) for ref in cells]))
    assert main_figures(document).startswith("收入合计 未填　支出合计 未填　自评")


# -- windows and notes -------------------------------------------------------------------------------------------------


def test_esc_puts_the_first_steps_away_while_the_cursor_is_in_a_field(window: MainWindow):
    goto(window, CellRef("cover", "budget_code", "value"))
    window.assistance.start_tour()
    QApplication.processEvents()
    press(window, Qt.Key.Key_Escape)
    assert not window.assistance.tour.is_running
    assert window.settings.tour_done


def test_a_tall_list_or_an_empty_one_says_what_is_not_shown(window: MainWindow):
    for button in window.dock.title.buttons.values():
        if button.isChecked():
            button.click()
    assert "没有显示" in window.dock._nothing.text()
    assert window.dock._nothing.isVisible()


def test_a_click_on_the_title_groups_the_list_by_page_and_f8_goes_page_by_page(
    window: MainWindow, tmp_path: Path
):
    press(window, Qt.Key.Key_F9)
    choose(Qt.Key.Key_A, "审核结果排列", "按级别")  # flat, gravest first
    ranks = [line.level.rank for line in window.dock.shown]
    assert ranks == sorted(ranks)
    assert Settings.in_file(tmp_path / "settings.ini").findings_order == "level"
    header = window.dock.view.header()
    place = QPoint(header.sectionViewportPosition(PAGE) + 8, header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QApplication.processEvents()
    pages = [line.page for line in window.dock.shown]
    assert pages == sorted(pages)
    assert window.commands.orders.checkedAction().text() == "按页分组"
    assert Settings.in_file(tmp_path / "settings.ini").findings_order == "page"
    seen = []
    pending = [line.page for line in window.dock.shown if line.level.is_pending]
    for _ in pending:
        press(window, Qt.Key.Key_F8)
        seen.append(window.page.tabs.currentIndex())
    assert seen == pending


def test_a_long_text_is_not_cut_by_its_scroll_bar(window: MainWindow):
    goto(window, CellRef("notice", "body", "value"))
    QTest.qWait(50)
    editor = QApplication.focusWidget()
    assert isinstance(editor, ProseEditor)
    assert editor.verticalScrollBar().isVisible()
    room = editor.viewport().width()
    block = editor.document().firstBlock()
    while block.isValid():
        layout = block.layout()
        for number in range(layout.lineCount()):
            assert layout.lineAt(number).naturalTextRect().right() <= room
        block = block.next()


def test_only_the_table_with_the_keys_marks_its_cell_strongly(window: MainWindow):
    window.page.tabs.setCurrentIndex(1)
    units, income = (window.page.current.sections[name].table for name in ("units", "income"))
    units.setFocus()
    QApplication.processEvents()

    def ground() -> QColor:
        rect = units.visualRect(units.currentIndex())
        return units.viewport().grab().toImage().pixelColor(rect.center().x(), rect.bottom() - 4)

    strong = ground()
    income.setFocus()
    QApplication.processEvents()
    faint, paper = ground(), units.palette().color(QPalette.ColorRole.Base)
    assert contrast(faint, paper) < contrast(strong, paper)
    units.setFocus()
    assert ground() == strong


@pytest.mark.parametrize("width", [300, 600])
def test_a_field_knows_the_height_of_its_text_before_it_is_painted(qapp: QApplication, width: int):
    editor = ProseEditor()
    editor.put("\n".join(["字" * 120] * 3))
    editor.resize(width, 40)
    editor.show()
    editor.resize(width + 40, 40)
    told = editor.wanted_height()
    editor.grab()
    QApplication.processEvents()
    lines = sum(editor.document().findBlockByNumber(number).layout().lineCount() for number in range(3))
    assert lines > 3
    assert told >= lines * editor.fontMetrics().lineSpacing()
    editor.close()
