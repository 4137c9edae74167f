"""The page keeps its height: at every size of type, in a new packet, and when sizes come back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolBar, QToolButton
from pytestqt.qtbot import QtBot
from windows import create_packet, open_sample, shown_window

from gui.appearance import apply_font_percent
from gui.dialogs import ImportDialog
from gui.file_jobs import SAMPLE
from gui.main_window import MainWindow
from gui.new_packet import NewPacket
from gui.tabs.registry import TABS
from model.cells import CellRef
from model.edits import set_cells
from model.project import Project
from model.starting import bare_book
from tests.gui.keyboard import CONTROL, Key, answer_with, button_of, click, press, see_what_comes
from tests.gui.places import at_rest, in_window, place
from tests.gui.windows import goto

CHAPTER = CellRef("chapters", "c2", "text")
WRONG = "宣传费4.5万元，其中：办公费1.2万元，印刷费1.3万元，差旅费1.95万元。比上年增加3万元，增长50%。"


@pytest.mark.parametrize("percent", [100, 125, 150, 175])
def test_the_page_has_half_of_a_small_window_at_every_size_of_type(
    window: MainWindow, percent: int, qtbot: QtBot
) -> None:
    window.set_font_percent(percent)
    QTest.qWait(200)
    qtbot.waitUntil(lambda: window.page.tabs.currentWidget().height() >= 768 // 2)
    assert window.size().toTuple() == (1366, 768)
    (bar,) = window.findChildren(QToolBar, "toolbar")
    assert all(bar.rect().contains(bar.actionGeometry(action)) for action in bar.actions())
    before = at_rest(window)
    advisory = next(line for line in window.dock.shown if line.finding and line.level.value == "提示")
    while window.dock.current is None or window.dock.current.key != advisory.key:
        press(Key.Key_F8)
    assert not window.dock.answer.isHidden()
    assert in_window(window.page) == before


@pytest.mark.parametrize("percent", [150, 175])
def test_large_type_on_a_small_screen_leaves_more_than_half_to_the_page_and_every_tab_in_view(
    window: MainWindow, percent: int
) -> None:
    window.resize(1366, 740)
    window.set_font_percent(percent)
    at_rest(window)
    page = window.page.tabs.currentWidget()
    assert page.height() >= 740 * 0.54
    bar = window.page.tabs.tabBar()
    assert bar.tabRect(bar.count() - 1).right() <= window.width()
    assert [part.text() for part in bar.findChildren(QToolButton) if part.isVisible()] == []
    titles = [tab.title for tab in TABS]
    shown = [bar.tabText(index) for index in range(bar.count())]
    assert [bar.accessibleTabName(index) for index in range(bar.count())] == titles
    if shown != titles:
        assert [bar.tabToolTip(index) for index in range(bar.count())] == titles
    (tools,) = window.findChildren(QToolBar, "toolbar")
    menus = [window.menuBar().actionGeometry(action) for action in window.menuBar().actions()]
    assert in_window(tools).top() < menus[0].bottom(), "beside the menu"
    assert in_window(tools).left() > menus[-1].right()
    for action in tools.actions():
        assert action.isSeparator() or action.toolTip()
    click(tools.widgetForAction(window.commands["audit"]))
    assert window.dock.isVisible()
    window.resize(1366, 1200)
    QTest.qWait(50)
    assert in_window(tools).top() >= menus[0].bottom(), "with room, each has its line"
    assert tools.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonTextBesideIcon
    window.resize(1366, 740)
    QTest.qWait(50)
    assert in_window(tools).top() < menus[0].bottom()


def test_bars_in_one_line_are_there_at_the_next_start(tmp_path: Path, qapp: QApplication) -> None:
    with shown_window(tmp_path) as first:
        first.set_font_percent(175)
        QTest.qWait(200)
    try:
        for height, beside in ((768, True), (1300, False)):
            with shown_window(tmp_path) as again:
                again.resize(1366, height)
                QTest.qWait(50)
                (tools,) = again.findChildren(QToolBar, "toolbar")
                assert tools.isVisible()
                assert (again.menuBar().cornerWidget() is tools) == beside
    finally:
        apply_font_percent(100)


def test_every_button_is_in_view_from_the_start_in_large_type(tmp_path: Path, qapp: QApplication) -> None:
    with shown_window(tmp_path) as first:
        first.set_font_percent(175)
    apply_font_percent(100)
    try:
        with shown_window(tmp_path) as again:
            (bar,) = again.findChildren(QToolBar, "toolbar")
            assert again.width() == 1366
            assert all(bar.rect().contains(bar.actionGeometry(action)) for action in bar.actions())
            again.resize(2400, 768)
            QApplication.processEvents()
            assert again.commands["undo"].priority() == QAction.Priority.NormalPriority
    finally:
        apply_font_percent(100)


def test_the_hint_line_keeps_its_gaps_when_the_size_of_type_is_back(window: MainWindow) -> None:
    row = window.assistance.strip.layout()
    before = row.contentsMargins().left(), row.spacing()
    window.set_font_percent(175)
    QApplication.processEvents()
    assert (row.contentsMargins().left(), row.spacing()) > before
    window.set_font_percent(100)
    QApplication.processEvents()
    assert (row.contentsMargins().left(), row.spacing()) == before


def test_the_findings_title_keeps_its_gaps_when_the_size_of_type_is_back(
    window: MainWindow, qtbot: QtBot
) -> None:
    before = title_places(window)
    window.set_font_percent(175)
    qtbot.waitUntil(lambda: title_places(window) != before)
    window.set_font_percent(100)
    qtbot.waitUntil(lambda: title_places(window) == before)


def title_places(window: MainWindow) -> list[QRect]:
    """Where the parts of the title stand in the list's dock."""
    title, origin = window.dock.title, in_window(window.dock).topLeft()
    parts = [title.verdict, title.meaning, *title.buttons.values(), title.close_button]
    return [in_window(part).translated(-origin) for part in parts]


def test_in_a_new_packet_the_page_has_the_room_and_nothing_moves_when_findings_come(
    tmp_path: Path, qapp: QApplication
) -> None:
    with shown_window(tmp_path) as window:
        window.document.attach(Project.create_from(tmp_path / "新.jxzp", bare_book(2023)))
        QTest.qWait(100)
        before = in_window(window.page)
        assert before.height() > 768 * 0.7
        nothing = window.dock._nothing
        assert nothing.isVisible()
        assert nothing.height() >= nothing.sizeHint().height(), "what it says is not cut"
        goto(window, CHAPTER)
        window.document.apply(set_cells("写", [(CHAPTER, WRONG)]))
        window.commit()
        window.document.settle()
        levels = [line.level.value for line in window.dock.shown]
        assert levels == ["强制", "提示"]
        for level in levels:
            press(Key.Key_F8)
            QTest.qWait(50)
            assert window.dock.current.level.value == level
            assert in_window(window.page) == before
        assert window.dock.answer.isVisible()
        press(Key.Key_F9)
        QTest.qWait(50)
        assert window.dock.height() > 768 - before.bottom() - 28, (
            "asked for, the list has room for some lines"
        )


def test_after_an_import_into_a_new_packet_the_list_shows_some_lines_and_the_page_keeps_its_half(
    tmp_path: Path, qapp: QApplication
) -> None:
    with shown_window(tmp_path) as window:
        create_packet(window, tmp_path / "新.jxzp", NewPacket(2022, "某某局", "hunan-jishou-2022", None))
        answer_with(SAMPLE)
        press(Key.Key_I, modifiers=CONTROL)
        assert isinstance(QApplication.activeModalWidget(), ImportDialog)
        click(button_of(QApplication.activeModalWidget(), "导入"))
        at_rest(window)
        view = window.dock.view
        assert view.viewport().height() >= 5 * view.row
        assert in_window(window.page).height() > 768 / 2
        before = at_rest(window)
        press(Key.Key_F8)
        assert at_rest(window) == before


def test_a_height_for_an_empty_list_is_not_remembered_as_the_clerks(
    tmp_path: Path, qapp: QApplication
) -> None:
    with shown_window(tmp_path) as window:
        window.document.attach(Project.create_from(tmp_path / "新.jxzp", bare_book(2023)))
        QTest.qWait(50)
        assert window.dock.is_low
    with shown_window(tmp_path) as again:
        open_sample(again, tmp_path)
        again.document.close()
        assert again.document.open(tmp_path / "吉首市科工信局2022.jxzp")
        QTest.qWait(50)
        assert not again.dock.is_low
        assert not again.dock.was_placed
        chosen = again.dock.height() + 40
        again.resizeDocks([again.dock], [chosen], Qt.Orientation.Vertical)
        QTest.qWait(50)
        assert again.dock.height() == chosen
    with shown_window(tmp_path) as third:
        assert third.document.open(tmp_path / "吉首市科工信局2022.jxzp")
        QTest.qWait(50)
        assert third.dock.height() == chosen


@pytest.mark.parametrize("form_cell", [("sangong", "u1", "reception"), ("chapters", "c6", "text")])
def test_in_yuan_the_cursor_stands_where_it_stood(
    window: MainWindow, form_cell: tuple[str, str, str]
) -> None:
    ref = CellRef(*form_cell)
    goto(window, ref)
    window.set_in_yuan(True)
    see_what_comes()
    assert (window.assistance.cell, place()) == (ref, ref)
    window.set_in_yuan(False)
    see_what_comes()
    assert place() == ref
