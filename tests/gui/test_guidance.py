"""Guidance: 填报提示 follows the cursor, 填报进度 leads to what is missing, F1 opens the guide at the right place."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from windows import create_packet, open_sample, press, shown_window, type_text

from gui.about import AboutDialog, version_lines
from gui.help_topics import FIRST, TABLES, TOPICS, topic_of
from gui.help_window import GUIDE, HelpWindow, slug
from gui.main_window import MainWindow
from gui.progress_popup import ProgressPopup, progress_words
from gui.settings import Settings
from model.cells import CellRef
from model.edits import Edit, InsertRow, set_cells
from model.forms import FORMS
from model.progress import progress
from model.version import VERSION
from tests.gui import keyboard
from tests.gui.keyboard import Key, button_of, choose, click, see_what_comes
from tests.gui.windows import goto

CONTROL = Qt.KeyboardModifier.ControlModifier
NONTAX = CellRef("income", "bureau", "nontax")


@pytest.fixture
def window(tmp_path: Path, qapp: QApplication) -> Iterator[MainWindow]:
    with shown_window(tmp_path) as window:
        yield window


@pytest.fixture
def sample(window: MainWindow, tmp_path: Path) -> MainWindow:
    open_sample(window, tmp_path)
    return window


# -- 填报提示 ----------------------------------------------------------------------------------------------------------


def test_the_strip_follows_the_cursor_through_a_table(sample: MainWindow):
    goto(sample, NONTAX)
    strip = sample.assistance.strip
    assert strip.ref == NONTAX
    assert "财政专户" in strip.words.text()
    assert "口径：全口径" in strip.facts.text()
    press(sample, Qt.Key.Key_Right)
    assert strip.ref == NONTAX._replace(column="other")
    press(sample, Qt.Key.Key_Tab)
    assert strip.ref.row != "bureau"


def test_the_strip_follows_fields_and_chapters(sample: MainWindow):
    goto(sample, CellRef("overview", "staffing", "value"))
    assert "机构编制部门" in sample.assistance.strip.words.text()
    press(sample, Qt.Key.Key_Tab)
    assert sample.assistance.strip.ref == CellRef("overview", "staff", "value")
    goto(sample, CellRef("chapters", "c7", "text"))
    assert "综合得分" in sample.assistance.strip.words.text()
    goto(sample, CellRef("chapters", "c2", "text"))
    assert sample.assistance.strip.ref == CellRef("chapters", "c2", "text")


def test_the_strip_never_changes_its_height_with_the_words(sample: MainWindow):
    heights, tops = set(), set()
    for ref in (
        NONTAX,
        CellRef("units", "u1", "name"),
        CellRef("indicators", "i1", "reason"),
        CellRef("cover", "title", "value"),
    ):
        goto(sample, ref)
        QApplication.processEvents()
        heights.add(sample.assistance.strip.height())
        tops.add(sample.page.height())
    assert len(heights) == len(tops) == 1


def test_the_strip_is_one_line_at_every_size_of_type_and_loses_no_word(sample: MainWindow):
    from model.guidance import guidance

    book = sample.document.book
    longest = max(
        (ref for form in FORMS.values() for ref in book.refs(form)),
        key=lambda ref: len(guidance(book, ref).words),
    )
    try:
        for percent in (90, 100, 125, 150, 175):
            sample._call(f"font:{percent}")
            strip = sample.assistance.strip
            strip.show_cell(longest)
            QApplication.processEvents()
            assert strip.height() < 2.2 * strip.fontMetrics().height(), percent
            assert guidance(book, longest).words in strip.words.toolTip()
    finally:
        sample._call("font:100")


def test_hiding_the_strip_is_remembered(sample: MainWindow, tmp_path: Path):
    strip = sample.assistance.strip
    assert strip.isVisible()
    press(sample, Qt.Key.Key_F1, CONTROL)
    assert not strip.isVisible()
    assert not Settings.in_file(tmp_path / "settings.ini").guidance_shown
    press(sample, Qt.Key.Key_F1, CONTROL)
    assert strip.isVisible()
    strip._close.click()
    assert not sample.assistance.toggle.isChecked()


def test_another_page_does_not_keep_the_words_on_the_field_left_behind(sample: MainWindow):
    goto(sample, CellRef("overview", "staff", "value"))
    bar = sample.page.tabs.tabBar()
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(4).center())
    assert sample.assistance.strip.ref is None
    assert "光标" in sample.assistance.strip.words.text()
    press(sample, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert sample.assistance.strip.ref.sheet in sample.page.current.sheets


def test_the_strip_is_not_there_without_a_packet(sample: MainWindow):
    press(sample, Qt.Key.Key_W, CONTROL)
    assert not sample.assistance.strip.isVisible()
    assert not sample.status.progress.isVisible()


def test_a_row_that_goes_takes_its_words_along(sample: MainWindow):
    goto(sample, CellRef("units", "u2", "name"))
    press(sample, Qt.Key.Key_Minus, CONTROL)
    assert "u2" not in sample.document.book.group("units")
    QApplication.processEvents()
    assert sample.assistance.strip.isVisible()


def test_every_page_keeps_the_words_through_light_dark_and_another_packet(sample: MainWindow, tmp_path: Path):
    goto(sample, NONTAX)
    sample._call("scheme:dark")
    sample._call("scheme:light")
    sample._call("scheme:system")
    see_what_comes()
    assert sample.assistance.strip.ref == NONTAX
    press(sample, Qt.Key.Key_W, CONTROL)
    press(sample, Qt.Key.Key_Return)
    assert sample.document.is_open
    goto(sample, NONTAX)
    assert sample.assistance.strip.ref == NONTAX


# -- 填报进度 ----------------------------------------------------------------------------------------------------------


def test_the_status_bar_counts_and_follows_an_edit(sample: MainWindow, qtbot: QtBot):
    before = progress_words(progress(sample.document.book))
    assert sample.status.progress.isVisible()
    qtbot.waitUntil(lambda: sample.status.progress.text() == before)
    goto(sample, CellRef("base_extra", "fill_date", "value"))
    type_text(sample, "2023-7-20")
    press(sample, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: sample.status.progress.text() != before)


def test_ctrl_g_lists_what_is_missing_and_enter_goes_there(sample: MainWindow):
    press(sample, Qt.Key.Key_G, CONTROL)
    popup = sample.findChild(ProgressPopup)
    assert popup.isVisible()
    assert popup.tree.currentItem().text(0) == "当年结余"
    QTest.keyClick(popup.tree, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert sample.page.page_of("spending").sections["spending"].body.current_ref == CellRef(
        "spending", "bureau", "balance"
    )
    assert sample.findChild(ProgressPopup) is None or not sample.findChild(ProgressPopup).isVisible()


def test_going_to_an_empty_list_shows_its_page(window: MainWindow, tmp_path: Path):
    from gui.new_packet import NewPacket

    create_packet(window, tmp_path / "新.jxzp", NewPacket(2024, "某某局", "hunan-jishou-2022", None))
    missing = next(part for part in progress(window.document.book) if part.sheet == "evaluators").missing
    goto(window, missing[0].ref)
    assert "evaluators" in window.page.current.sheets


# -- the guide ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def guide(qtbot: QtBot) -> Iterator[HelpWindow]:
    window = HelpWindow()
    qtbot.addWidget(window)
    window.show()
    yield window
    window.close()


def test_every_topic_of_f1_is_a_heading_of_the_guide(guide: HelpWindow):
    headings = {words for _, words, _ in guide.page.headings()}
    assert {FIRST, TABLES, *TOPICS.values()} <= headings
    assert set(TOPICS) <= set(FORMS)


def test_f1_opens_the_guide_beside_the_work_at_the_right_place(sample: MainWindow):
    goto(sample, CellRef("indicators", "i1", "target"))
    press(sample, Qt.Key.Key_F1)
    guide = sample.assistance.help_window
    assert guide.isVisible()
    assert not guide.isModal()
    assert guide.here == topic_of("indicators")
    guide.close()
    sample.activateWindow()
    QApplication.processEvents()
    goto(sample, NONTAX)
    press(sample, Qt.Key.Key_F1)
    assert guide.here == TABLES
    guide.close()


def test_f1_on_the_start_page_opens_the_first_steps(window: MainWindow):
    press(window, Qt.Key.Key_F1)
    assert window.assistance.help_window.here == FIRST
    window.assistance.help_window.close()


def test_back_and_forward_walk_the_parts_that_were_read(guide: HelpWindow):
    for heading in (FIRST, TABLES, TOPICS["explanations"]):
        assert guide.go(heading)
    QTest.keyClick(guide, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert guide.here == TABLES
    QTest.keyClick(guide, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert guide.here == FIRST
    assert not guide.back_button.isEnabled()
    QTest.keyClick(guide, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert guide.here == TABLES
    assert not guide.go("没有这一节")


def test_search_finds_words_goes_round_and_says_when_there_are_none(guide: HelpWindow):
    guide.search.setText("校验码")
    QTest.keyClick(guide.search, Qt.Key.Key_Return)
    first = guide.page.textCursor().position()
    assert guide.page.textCursor().selectedText() == "校验码"
    for _ in range(60):
        QTest.keyClick(guide.search, Qt.Key.Key_Return)
        if guide.page.textCursor().position() == first:
            break
    assert guide.page.textCursor().position() == first
    QTest.qWait(300)
    again: list[int] = []
    guide.page.document().contentsChanged.connect(lambda: again.append(1))
    QTest.qWait(300)  # what was found stays, and a guide at rest is not laid out again and again
    assert guide.page.textCursor().selectedText() == "校验码"
    assert guide.page.rect().contains(guide.page.cursorRect())
    assert again == []
    guide.search.setText("没有的话")
    QTest.keyClick(guide.search, Qt.Key.Key_Return)
    assert "没有找到" in guide.found.text()


def test_links_stay_in_the_guide_and_headings_have_githubs_anchors(guide: HelpWindow):
    assert slug(TABLES) == "四填表"
    guide.page.anchorClicked.emit(QUrl(f"#{slug(TABLES)}"))
    assert guide.here == TABLES
    guide.page.anchorClicked.emit(QUrl("https://example.org/"))
    assert guide.here == TABLES


def test_the_pictures_are_there_small_and_fit_the_width(guide: HelpWindow):
    text = GUIDE.read_text(encoding="utf-8")
    names = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", text)
    assert len(names) >= 5
    for name in names:
        path = GUIDE.parent / name
        assert path.stat().st_size <= 60_000
        shown = guide.page.loadResource(2, QUrl(name))
        assert isinstance(shown, QImage)
        assert not shown.isNull()
        assert shown.deviceIndependentSize().width() <= guide.page.viewport().width()


def test_the_guide_names_every_command_by_its_real_key(window: MainWindow):
    """What the guide says to press is what the menus have."""
    text = GUIDE.read_text(encoding="utf-8")
    for words, name in (
        ("Ctrl+N", "new"),
        ("Ctrl+I", "import_"),
        ("Ctrl+G", "progress"),
        ("Ctrl+Shift+G", "charts"),
        ("Ctrl+F1", "guidance"),
        ("Ctrl+F2", "preview"),
        ("Ctrl+Shift+R", "versions"),
        ("Ctrl+Shift+H", "history"),
        ("F7", "answer"),
        ("F8", "next"),
    ):
        assert words in text
        keys = [key.toString() for key in window.commands[name].shortcuts()]
        assert words in keys, name


# -- 关于, and the maintainer's notes ----------------------------------------------------------------------------------


def test_about_names_versions_and_licences_and_copies_them(window: MainWindow):
    choose(Key.Key_H, "关于")
    dialog = window.findChild(AboutDialog)
    assert dialog.isVisible()
    for words in (VERSION, "Python", "Qt", "字体"):
        assert words in dialog.versions.text()
    click(button_of(dialog, "复制版本信息"))
    assert QApplication.clipboard().text() == "\n".join(version_lines())
    keyboard.press(Key.Key_Escape)
    assert not dialog.isVisible()


def test_work_leaves_no_figures_or_words_of_the_packet_in_the_log(
    sample: MainWindow, caplog: pytest.LogCaptureFixture, qtbot: QtBot
):
    """Typing, refused text, an edit that does not fit, help and pictures: the log may name code, never content."""
    caplog.set_level(logging.DEBUG)
    goto(sample, NONTAX)
    type_text(sample, "987654.32")
    press(sample, Qt.Key.Key_Return)
    type_text(sample, "76543x21")
    press(sample, Qt.Key.Key_Return)
    press(sample, Qt.Key.Key_Escape)
    sample.document.apply(Edit("机密标签", (InsertRow("no such group", "x", 0),)))
    sample.document.apply(set_cells("改", [(CellRef("cover", "unit_name", "value"), Decimal("24681357"))]))
    sample.document.apply(set_cells("改", [(NONTAX, "机密文字")]))
    assert "did not fit" in caplog.text
    sample.assistance.charts()
    sample.assistance.help()
    sample.assistance.close_all()
    for secret in ("987654", "76543", "5394.86", "24681357", "机密标签", "机密文字", "吉首市科工信局"):
        assert secret not in caplog.text
