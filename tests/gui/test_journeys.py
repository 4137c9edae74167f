"""Journeys through the window with the published packet: looking for words, blocks to and from Excel, dropped files, keys."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from gui.clipboard import parse_block
from gui.form_view import FormTable
from gui.main_window import MainWindow
from gui.packet_page import TABS
from gui.search import find
from model.cells import CellRef
from model.findings import Severity
from model.forms import FORMS
from tests.gui.clerk import Clerk
from tests.gui.keyboard import CONTROL, SHIFT, Key, focus, press, type_text
from tests.gui.windows import open_packet, open_sample, shown_window

SHEETS = tuple(sheet for tab in TABS for sheet in tab.sheets)
DATA = Path(__file__).resolve().parent


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    with shown_window(tmp_path) as window:
        yield window


@pytest.fixture
def sample(window: MainWindow, tmp_path: Path) -> MainWindow:
    open_sample(window, tmp_path)
    return window


@pytest.fixture
def clerk(sample: MainWindow) -> Clerk:
    return Clerk(sample)


def table_of(window: MainWindow, sheet: str) -> FormTable:
    return window.page.page_of(sheet).sections[sheet].table


# -- from page to page -------------------------------------------------------------------------------------------------


def test_an_opened_packet_and_every_page_wait_for_typing_at_their_first_cell(
    sample: MainWindow, clerk: Clerk
) -> None:
    """Ctrl+PgDn goes round all pages; each takes the keys at once, at a cell of its own."""
    seen = []
    for tab in TABS:
        seen.append(sample.page.tabs.tabText(sample.page.tabs.currentIndex()))
        assert sample.page.current.isAncestorOf(focus()) or focus() is sample.page.current
        if tab.title not in ("评价报告", "审核说明"):
            assert clerk.place.sheet in tab.sheets
        press(Key.Key_PageDown, modifiers=CONTROL)
    assert seen == [tab.title for tab in TABS]
    assert sample.page.tabs.currentIndex() == 0
    press(Key.Key_PageUp, modifiers=CONTROL)
    assert sample.page.tabs.currentIndex() == len(TABS) - 1


def test_a_page_is_left_and_found_again_at_the_same_cell(sample: MainWindow, clerk: Clerk) -> None:
    clerk.turn_to("收支情况")
    there = CellRef("spending", "bureau", "project")
    clerk.go_to(there)
    press(Key.Key_Tab, modifiers=CONTROL)
    assert clerk.place.sheet == "goals"
    press(Key.Key_Tab, modifiers=CONTROL | SHIFT)
    assert clerk.place == there


def test_tab_goes_over_every_cell_to_fill_in_and_on_to_the_next_table(clerk: Clerk) -> None:
    clerk.turn_to("收支情况")
    clerk.go_to(CellRef("income", "bureau", "carryover"))
    walked = []
    while clerk.place.sheet == "income":
        walked.append((clerk.place.row, clerk.place.column))
        press(Key.Key_Tab)
    columns = ("carryover", "public", "fund", "nontax", "other")
    assert walked == [(row, column) for row in ("bureau", "u1", "u2") for column in columns]
    assert clerk.place.sheet == "spending"
    press(Key.Key_Backtab, modifiers=SHIFT)
    assert clerk.place == CellRef("income", "u2", "other")


# -- looking for words -------------------------------------------------------------------------------------------------


def test_find_shows_each_place_in_turn_over_all_pages_and_goes_round(sample: MainWindow) -> None:
    hits = find(sample.document, "三公经费", SHEETS)
    assert len({hit.ref.sheet for hit in hits}) > 2
    press(Key.Key_F, modifiers=CONTROL)
    bar = sample.page.find_bar
    assert focus() is bar.line
    type_text("三公经费")
    assert f"共 {len(hits)} 处" in bar.count.text()
    for number, hit in enumerate(hits, 1):
        press(Key.Key_Return)
        assert hit.ref.sheet in sample.page.current.sheets
        assert bar.count.text() == f"第 {number} 处，共 {len(hits)} 处"
        assert focus() is bar.line
    press(Key.Key_Return)
    assert bar.count.text().startswith("第 1 处")
    press(Key.Key_Return, modifiers=SHIFT)
    assert bar.count.text().startswith(f"第 {len(hits)} 处")


def test_escape_leaves_the_cursor_where_the_words_are_and_f3_goes_on(
    sample: MainWindow, clerk: Clerk
) -> None:
    press(Key.Key_F, modifiers=CONTROL)
    type_text("4846.03")
    press(Key.Key_Return)
    press(Key.Key_Escape)
    assert sample.page.find_bar.isHidden()
    assert clerk.place == CellRef("spending", "summary", "project")
    press(Key.Key_F3)
    assert clerk.place == CellRef("spending", "summary", "project")
    press(Key.Key_F3)
    assert clerk.place == CellRef("spending", "bureau", "project")


def test_labels_and_headings_are_found_and_full_width_is_half_width(sample: MainWindow) -> None:
    document = sample.document
    assert CellRef("overview", "phone", "value") in [hit.ref for hit in find(document, "联系电话", SHEETS)]
    headed = [hit.ref for hit in find(document, "公务接待费", SHEETS)]
    assert CellRef("sangong", "summary", "reception") in headed
    assert find(document, "２６１７.１７", SHEETS) == find(document, "2617.17", SHEETS) != []
    assert find(document, "  ", SHEETS) == []


def test_what_is_nowhere_is_said_to_be_nowhere(sample: MainWindow) -> None:
    press(Key.Key_F, modifiers=CONTROL)
    type_text("没有这个词")
    press(Key.Key_Return)
    assert sample.page.find_bar.count.text() == "没有找到"


def test_find_reads_the_packet_as_it_is_now(sample: MainWindow, clerk: Clerk) -> None:
    press(Key.Key_F, modifiers=CONTROL)
    type_text("8520526")
    before = {hit.ref for hit in find(sample.document, "8520526", SHEETS)}
    press(Key.Key_Escape)
    clerk.turn_to("封面与基本概况")
    clerk.fill(CellRef("overview", "phone", "value"), "13907430000")
    press(Key.Key_F, modifiers=CONTROL)
    left = {hit.ref for hit in find(sample.document, "8520526", SHEETS)}
    assert before - left >= {CellRef("overview", "phone", "value")}
    assert CellRef("notice", "body", "value") in left
    assert f"共 {len(left)} 处" in sample.page.find_bar.count.text()


# -- blocks ------------------------------------------------------------------------------------------------------------


def test_a_block_goes_to_excel_and_back_elsewhere_as_one_undo(sample: MainWindow, clerk: Clerk) -> None:
    """局机关's income is copied, the clipboard is what Excel reads, and pasted to 二级机构1 it is one step."""
    clerk.turn_to("收支情况")
    clerk.go_to(CellRef("income", "bureau", "carryover"))
    for _ in range(4):
        press(Key.Key_Right, modifiers=SHIFT)
    press(Key.Key_C, modifiers=CONTROL)
    figures = ["46.08", "2577.99", "2617.17", "", "153.63"]
    assert parse_block(QGuiApplication.clipboard().text()) == [figures]
    assert QGuiApplication.clipboard().text() == "\t".join(figures) + "\n"

    clerk.go_to(CellRef("income", "u1", "carryover"))
    press(Key.Key_V, modifiers=CONTROL)
    book = sample.document.book
    columns = ("carryover", "public", "fund", "nontax", "other")
    row = [book.value(CellRef("income", "u1", code)) for code in columns]
    assert row == [Decimal(figure) if figure else None for figure in figures]
    assert book.value(CellRef("income", "u1", "total")) == Decimal("5394.87")
    press(Key.Key_Z, modifiers=CONTROL)
    assert all(book.value(CellRef("income", "u1", code)) is None for code in columns)
    press(Key.Key_Y, modifiers=CONTROL)
    assert book.value(CellRef("income", "u1", "fund")) == Decimal("2617.17")


def test_the_status_bar_counts_and_adds_the_selection_and_forgets_it_on_another_page(
    sample: MainWindow, clerk: Clerk
) -> None:
    clerk.turn_to("收支情况")
    clerk.go_to(CellRef("income", "bureau", "carryover"))
    for _ in range(4):
        press(Key.Key_Right, modifiers=SHIFT)
    assert sample.status.selection.text() == "计数 4　求和 5,394.87"
    press(Key.Key_PageDown, modifiers=CONTROL)
    assert sample.status.selection.text() == ""


# -- findings ----------------------------------------------------------------------------------------------------------


def test_f8_and_shift_f8_go_round_the_ends(sample: MainWindow) -> None:
    pending = [line for line in sample.dock.shown if line.level.is_pending]
    press(Key.Key_F8, modifiers=SHIFT)
    assert sample.dock.current == pending[-1]
    press(Key.Key_F8)
    assert sample.dock.current == pending[0]
    press(Key.Key_F8, modifiers=SHIFT)
    assert sample.dock.current == pending[-1]


def test_a_badge_follows_a_correction_and_its_undo(sample: MainWindow, clerk: Clerk) -> None:
    badge = sample.page.badge_of("sangong")

    def mandatory() -> int:
        return {level.value: count for level, count in badge.counts.items()}.get(Severity.MANDATORY.title, 0)

    before = mandatory()
    clerk.turn_to("收支情况")
    for row in ("bureau", "summary"):
        clerk.fill(CellRef("sangong", row, "total"), Decimal("0.29"))
    assert (before, mandatory()) == (2, 0)
    press(Key.Key_Z, modifiers=CONTROL)
    press(Key.Key_Z, modifiers=CONTROL)
    assert mandatory() == before


def test_f6_goes_to_the_findings_and_back_to_the_cell(sample: MainWindow, clerk: Clerk) -> None:
    clerk.turn_to("收支情况")
    there = CellRef("assets", "bureau", "used")
    clerk.go_to(there)
    press(Key.Key_F6)
    assert sample.dock.isAncestorOf(focus())
    assert sample.dock.current is not None
    press(Key.Key_Down)
    assert sample.dock.current == sample.dock.shown[1]
    press(Key.Key_F6)
    assert clerk.place == there


def test_a_hint_is_answered_by_keys_from_its_cell(sample: MainWindow) -> None:
    """F8 to the hint, F7 to the line below the list, words, Enter; F6 goes back to the forms."""
    pending = [line for line in sample.dock.shown if line.level.is_pending]
    row = next(at for at, line in enumerate(pending) if line.level.value == Severity.ADVISORY.title)
    for _ in range(row + 1):
        press(Key.Key_F8)
    assert sample.page.current.isAncestorOf(focus())
    press(Key.Key_F7)
    type_text("已与财政核对")
    press(Key.Key_Return)
    assert sample.dock.current.answer == "已与财政核对"
    press(Key.Key_F6)
    assert sample.page.current.isAncestorOf(focus())


def test_f7_on_what_must_be_corrected_says_so(sample: MainWindow) -> None:
    press(Key.Key_F8)
    assert sample.dock.current.level.value == Severity.MANDATORY.title
    press(Key.Key_F7)
    assert "不能用审核说明代替" in sample.status.selection.text()


# -- names and rows ----------------------------------------------------------------------------------------------------


def test_a_renamed_unit_has_its_name_in_all_four_tables_and_in_the_findings(
    sample: MainWindow, clerk: Clerk
) -> None:
    clerk.turn_to("收支情况")
    clerk.fill(CellRef("units", "u1", "name"), "科技创新服务中心")
    for sheet in ("income", "spending", "sangong", "assets"):
        model = table_of(sample, sheet).form_model
        assert "科技创新服务中心" in model.index(model.row_ids.index("u1"), 0).data()
    clerk.fill(CellRef("income", "u1", "public"), Decimal("1.00"))
    assert "科技创新服务中心" in sample.document.undo_label


def test_a_row_added_on_a_merged_heading_begins_another_heading_below_it(
    sample: MainWindow, clerk: Clerk
) -> None:
    book = sample.document.book
    clerk.turn_to("绩效指标")
    clerk.go_to(CellRef("indicators", "i1", "level2"))
    press(Key.Key_Plus, modifiers=CONTROL)
    rows = book.group("indicators")
    new = rows[9]
    assert new not in (f"i{number}" for number in range(1, 14))
    assert book.text(CellRef("indicators", new, "level1")) == book.text(CellRef("indicators", "i1", "level1"))
    assert book.value(CellRef("indicators", new, "level2")) is None
    press(Key.Key_Z, modifiers=CONTROL)
    assert len(book.group("indicators")) == 13


@pytest.mark.parametrize("ref", [CellRef("indicators", "i3", "name"), CellRef("units", "u1", "name")])
def test_a_word_from_the_input_method_replaces_the_cell_from_its_first_character(
    clerk: Clerk, ref: CellRef
) -> None:
    """Also where it begins with what is given at once, without being composed first, as “ is."""
    clerk.turn_to(next(tab.title for tab in TABS if ref.sheet in tab.sheets))
    clerk.go_to(ref)
    type_text("“三公经费”控制率")
    press(Key.Key_Return)
    assert clerk.window.document.book.text(ref) == "“三公经费”控制率"


# -- read only ---------------------------------------------------------------------------------------------------------


def test_a_packet_opened_to_read_has_a_banner_and_takes_no_key(
    sample: MainWindow, clerk: Clerk, tmp_path: Path
) -> None:
    path = sample.document.path
    press(Key.Key_W, modifiers=CONTROL)
    open_packet(sample, path, read_only=True)
    assert "只读" in sample.page.banner.text
    assert "（只读）" in sample.windowTitle()
    clerk.turn_to("收支情况")
    clerk.go_to(CellRef("income", "bureau", "public"))
    before = sample.document.book.value(CellRef("income", "bureau", "public"))
    type_text("1")
    press(Key.Key_Return, Key.Key_Delete)
    press(Key.Key_V, modifiers=CONTROL)
    assert sample.document.book.value(CellRef("income", "bureau", "public")) == before
    assert not sample.commands["undo"].isEnabled()


def test_every_form_is_searched(sample: MainWindow) -> None:
    assert set(SHEETS) == set(FORMS)
