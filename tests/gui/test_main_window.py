"""Whole journeys in the real window, by keys: open, find a mistake, correct it, take it back, close and come again."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from windows import SANGONG_TOTAL, open_sample, press, shown_window, type_text

from gui.app import install_translation
from gui.help_window import HelpWindow
from gui.main_window import MainWindow
from gui.new_packet import NewPacketDialog
from gui.packet_page import TABS
from gui.settings import Recent, Settings
from model.cells import CellRef
from model.findings import Severity
from model.forms import FORMS
from model.headings import MERGED_COLUMNS
from tests.gui.clerk import Clerk
from tests.gui.keyboard import answer_with, choose
from tests.gui.windows import goto

SUMMARY_TOTAL = SANGONG_TOTAL._replace(row="summary")
CONTROL = Qt.KeyboardModifier.ControlModifier
CHAPTER = CellRef("chapters", "c1", "text")


@pytest.fixture
def window(tmp_path: Path, qapp: QApplication) -> Iterator[MainWindow]:
    with shown_window(tmp_path) as window:
        yield window
        assert QApplication.activeModalWidget() is None


@pytest.fixture
def sample(window: MainWindow, tmp_path: Path) -> MainWindow:
    open_sample(window, tmp_path)
    return window


def codes_at(window: MainWindow, ref: CellRef) -> set[str]:
    return {finding.code for finding in window.document.findings_at(ref)}


# -- the start page ----------------------------------------------------------------------------------------------------


def test_the_start_page_lists_recent_packets_and_opens_one_by_key(sample: MainWindow, tmp_path: Path) -> None:
    path = sample.document.path
    press(sample, Qt.Key.Key_W, CONTROL)
    assert not sample.document.is_open
    assert sample.stack.currentWidget() is sample.start
    packet = sample.start.list.item(0).data(Qt.ItemDataRole.UserRole)
    assert (packet.year, packet.department) == (2022, "吉首市科工信局")
    assert "强制" in packet.verdict
    sample.start.list.setFocus()
    press(sample, Qt.Key.Key_Return)
    assert sample.document.is_open
    assert sample.document.path == path
    assert "吉首市科工信局 2022年度" in sample.windowTitle()


def test_a_recent_packet_that_is_gone_is_told_without_a_box(window: MainWindow, tmp_path: Path) -> None:
    window.settings.remember(Recent(str(tmp_path / "没有了.jxzp"), 2021, "某局"))
    window.start.show_recent(window.settings.recent)
    window.start.list.setFocus()
    press(window, Qt.Key.Key_Return)
    assert "没有了.jxzp" in window.messages.text
    assert not window.document.is_open


def test_what_a_packet_begins_with_cannot_be_undone_by_one_key(window: MainWindow, tmp_path: Path) -> None:
    """The sample, and what a new packet has from the forms, last year and its units, is where history begins."""
    choose(Qt.Key.Key_F, "打开样例")
    assert window.document.undo_label is None
    last = tmp_path / "2022.jxzp"
    answer_with(last)
    press(window, Qt.Key.Key_S, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    press(window, Qt.Key.Key_W, CONTROL)
    Clerk(window).begin(tmp_path / "2023.jxzp", "吉首市科工信局", 2023, previous=last, units=5)
    assert len(window.document.book.group("units")) == 5
    assert window.document.book.number(CellRef("last_year", "staffing", "amount")) == 26
    assert window.document.undo_label is None


# -- finding and correcting --------------------------------------------------------------------------------------------


def test_f8_leads_to_the_mistake_typing_corrects_it_and_undo_brings_it_back(sample: MainWindow) -> None:
    """三公经费合计 0 with 公务接待费 0.29 (both rows), as the published packet has it."""
    assert codes_at(sample, SANGONG_TOTAL) == codes_at(sample, SUMMARY_TOTAL) == {"G06"}
    badge = sample.page.badge_of("sangong").counts
    while sample.dock.current is None or sample.dock.current.place != SANGONG_TOTAL:
        press(sample, Qt.Key.Key_F8)
    table = sample.page.page_of("sangong").sections["sangong"].body
    assert sample.page.current is sample.page.page_of("sangong")
    assert table.hasFocus()
    assert table.current_ref == SANGONG_TOTAL

    press(sample, Qt.Key.Key_F2, Qt.KeyboardModifier.ShiftModifier)
    press(sample, Qt.Key.Key_A, CONTROL)
    type_text(sample, "0.29")
    press(sample, Qt.Key.Key_Return)
    assert sample.document.book.stated(SANGONG_TOTAL) == Decimal("0.29")
    assert "G06" not in codes_at(sample, SANGONG_TOTAL)
    assert sample.commands["undo"].text() != "撤销"

    press(sample, Qt.Key.Key_Z, CONTROL)
    assert sample.document.book.stated(SANGONG_TOTAL) == Decimal(0)
    assert codes_at(sample, SANGONG_TOTAL) == {"G06"}
    assert sample.page.badge_of("sangong").counts == badge
    press(sample, Qt.Key.Key_Y, CONTROL)
    assert sample.document.book.stated(SANGONG_TOTAL) == Decimal("0.29")


def test_clearing_a_stated_total_gives_it_back_to_its_formula(sample: MainWindow) -> None:
    goto(sample, SANGONG_TOTAL)
    press(sample, Qt.Key.Key_Delete)
    assert sample.document.book.stated(SANGONG_TOTAL) is None
    assert sample.document.book.value(SANGONG_TOTAL) == Decimal("0.29")
    assert "G06" not in codes_at(sample, SANGONG_TOTAL)


def test_every_cell_of_every_form_can_be_reached(sample: MainWindow) -> None:
    """No imported cell is hidden: each form is on exactly one page, and going to each of its cells lands there."""
    shown = [sheet for tab in TABS for sheet in tab.sheets]
    assert sorted(shown) == sorted(set(shown))
    assert set(FORMS) <= set(shown)
    for ref in sample.document.book.cells:
        goto(sample, ref)
        page = sample.page.current
        assert ref.sheet in page.sheets
        if ref.sheet == "chapters":
            assert page.editor.ref == ref
        elif not FORMS[ref.sheet].is_fields:
            landed = page.sections[ref.sheet].body.current_ref
            merged = ref.column in MERGED_COLUMNS.get(ref.sheet, ())
            assert landed == ref or (
                merged and sample.document.book.value(landed) == sample.document.book.value(ref)
            )


def test_badges_count_what_is_open_on_each_page(sample: MainWindow) -> None:
    for tab in TABS:
        counts = {level.value: count for level, count in sample.page.badge_of(tab.sheets[0]).counts.items()}
        for severity in (Severity.MANDATORY, Severity.ADVISORY):
            mine = [
                one
                for one in sample.document.findings
                if one.severity is severity and one.place.sheet in tab.sheets
            ]
            assert counts.get(severity.title, 0) == len(mine)


def test_the_status_bar_follows_the_figures(sample: MainWindow) -> None:
    assert "收入合计 5,394.86" in sample.status.figures.text()
    assert "差额 0.00" in sample.status.figures.text()
    assert "97 分 优" in sample.status.figures.text()
    goto(sample, CellRef("income", "summary", "total"))
    press(sample, Qt.Key.Key_Delete)
    assert "收入合计 5,394.87" in sample.status.figures.text()
    assert "差额 0.01" in sample.status.figures.text()


def test_units_are_added_to_all_four_tables_at_once_and_taken_out_in_one_step(sample: MainWindow) -> None:
    sample.goto(CellRef("units", "u1", "name"))
    page = sample.page.current
    before = sample.document.book.group("units")
    page.sections["units"].add_row()
    after = sample.document.book.group("units")
    assert set(before) < set(after)
    new = next(iter(set(after) - set(before)))
    assert page.sections["units"].body.current_ref == CellRef("units", new, "name")
    for sheet in ("units", "income", "spending", "sangong", "assets"):
        assert new in page.sections[sheet].body.form_model.row_ids
    press(sample, Qt.Key.Key_Minus, CONTROL)
    assert sample.document.book.group("units") == before


# -- text --------------------------------------------------------------------------------------------------------------


def test_what_is_typed_into_a_chapter_is_one_edit_and_undo_takes_it_back(sample: MainWindow) -> None:
    before = sample.document.book.text(CHAPTER)
    goto(sample, CHAPTER)
    editor = sample.page.current.editor
    type_text(sample, "abc")
    press(sample, Qt.Key.Key_Z, CONTROL)
    assert sample.document.redo_label == "填写 评价报告 › 一、基本情况"
    assert sample.document.book.text(CHAPTER) == before
    assert editor.toPlainText() == before
    press(sample, Qt.Key.Key_Y, CONTROL)
    assert sample.document.book.text(CHAPTER) == f"abc{before}"
    assert editor.toPlainText() == f"abc{before}"


def test_a_pause_in_typing_saves(sample: MainWindow, qtbot: QtBot) -> None:
    goto(sample, CHAPTER)
    sample.page.current.editor._pause.setInterval(10)
    type_text(sample, "x")
    qtbot.waitUntil(lambda: sample.document.book.text(CHAPTER).startswith("x"), timeout=2000)


def test_looking_at_chapters_changes_nothing(sample: MainWindow) -> None:
    label = sample.document.undo_label
    page = sample.page.page_of("chapters")
    for row in range(page.list.count()):
        page.list.setCurrentRow(row)
    page.commit()
    assert sample.document.undo_label == label


def test_text_typed_just_before_opening_another_packet_goes_to_the_first_one(
    sample: MainWindow, tmp_path: Path
) -> None:
    first = sample.document.path
    other = tmp_path / "另一份.jxzp"
    assert sample.document.save_copy(other)
    before = sample.document.book.text(CHAPTER)
    goto(sample, CHAPTER)
    type_text(sample, "x")
    answer_with(other)
    press(sample, Qt.Key.Key_O, CONTROL)
    assert sample.document.path == other
    assert sample.document.book.text(CHAPTER) == before
    answer_with(first)
    press(sample, Qt.Key.Key_O, CONTROL)
    assert sample.document.path == first, sample.messages.text
    assert sample.document.book.text(CHAPTER) == f"x{before}"


# -- looks -------------------------------------------------------------------------------------------------------------


def test_size_of_type_and_scheme_are_kept_for_the_next_start(
    sample: MainWindow, qapp: QApplication, tmp_path: Path
) -> None:
    size = qapp.font().pointSizeF()
    choose(Qt.Key.Key_V, "字号", "150%")
    choose(Qt.Key.Key_V, "外观", "深色")
    assert qapp.font().pointSizeF() == pytest.approx(size * 1.5)
    kept = Settings.in_file(tmp_path / "settings.ini")
    assert (kept.font_percent, kept.scheme) == (150, "dark")
    choose(Qt.Key.Key_V, "字号", "100%")
    choose(Qt.Key.Key_V, "外观", "浅色")
    assert qapp.font().pointSizeF() == pytest.approx(size)


def test_the_window_fits_a_small_screen_even_with_the_largest_type(sample: MainWindow) -> None:
    sample._call("font:175")
    QApplication.processEvents()
    try:
        sample.resize(1366, 768)
        QApplication.processEvents()
        assert (sample.width(), sample.height()) == (1366, 768)
    finally:
        sample._call("font:100")


def test_no_two_commands_share_a_key(sample: MainWindow) -> None:
    keys = [key.toString() for action in sample.commands.by_name.values() for key in action.shortcuts()]
    assert sorted(keys) == sorted(set(keys))


def test_help_opens_beside_the_work(sample: MainWindow) -> None:
    press(sample, Qt.Key.Key_F1)
    help_window = sample.findChild(HelpWindow)
    assert help_window.isVisible()
    assert not help_window.isModal()
    help_window.close()


def test_damaged_settings_read_as_defaults(tmp_path: Path) -> None:
    path = tmp_path / "settings.ini"
    path.write_text(
        "[General]\nrecent=nonsense\nfont_percent=9999\nscheme=purple\nfolder=/no/such\n", encoding="utf-8"
    )
    settings = Settings.in_file(path)
    assert settings.recent == ()
    assert settings.font_percent == 100
    assert settings.scheme == "system"
    assert settings.folder.is_dir()


# -- asking, and when something goes wrong -----------------------------------------------------------------------------


def test_a_new_packet_needs_a_department_and_says_so_in_the_dialog(
    window: MainWindow, tmp_path: Path
) -> None:
    press(window, Qt.Key.Key_N, CONTROL)
    dialog = window.findChild(NewPacketDialog)
    press(window, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert "请填写部门" in dialog._hint.text()
    type_text(window, "jxj")
    answer_with(tmp_path / "新.jxzp")
    press(window, Qt.Key.Key_Return)
    assert window.document.department == "jxj"


def test_last_years_file_gives_the_new_one_what_does_not_change(sample: MainWindow, tmp_path: Path) -> None:
    last = sample.document.path
    department, units = sample.document.department, sample.document.book.group("evaluators")
    press(sample, Qt.Key.Key_W, CONTROL)
    Clerk(sample).begin(tmp_path / "2023.jxzp", department, 2023, previous=last)
    assert sample.document.book.year == 2023
    assert sample.document.book.text(CellRef("cover", "budget_code", "value")) == "004001"
    assert len(sample.document.book.group("evaluators")) == len(units)
    assert "提取" in sample.messages.text


def test_qt_speaks_chinese(qapp: QApplication) -> None:
    assert install_translation(qapp)
    assert qapp.translate("QPlatformTheme", "Cancel") == "取消"


def test_a_page_shows_no_place_again_when_its_packet_is_gone(window: MainWindow, tmp_path: Path) -> None:
    open_sample(window, tmp_path)
    goto(window, CellRef("cover", "budget_code", "value"))
    page = window.page.current
    window.document.close()
    page._show_again()  # its rows come to their heights late, before the page itself goes
