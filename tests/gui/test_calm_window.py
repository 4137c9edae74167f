"""Nothing on the page moves by itself, the page keeps its height, and the window leads to what has just changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolBar, QToolButton, QWidget
from pytestqt.qtbot import QtBot
from windows import open_sample, shown_window

from gui.appearance import apply_font_percent
from gui.code_dialog import CodeDialog
from gui.field_picker import FieldPicker
from gui.main_window import MainWindow
from gui.message_bar import Tone
from gui.tabs.registry import TABS
from model.cells import CellRef
from model.edits import DeleteRow, Edit, set_cells
from model.project import Project
from model.starting import bare_book
from tests.gui.keyboard import CONTROL, SHIFT, Key, focus, press, type_text

FIGURE = CellRef("income", "bureau", "public")
DUTIES = CellRef("overview", "duties", "value")
STAFF = CellRef("overview", "staff", "value")
CHAPTER = CellRef("chapters", "c2", "text")
WRONG = "宣传费4.5万元，其中：办公费1.2万元，印刷费1.3万元，差旅费1.95万元。比上年增加3万元，增长50%。"


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def tabs_of(window: MainWindow) -> list[QRect]:
    bar = window.page.tabs.tabBar()
    return [bar.tabRect(index) for index in range(bar.count())]


def in_window(widget: QWidget) -> QRect:
    return QRect(widget.mapTo(widget.window(), QPoint()), widget.size())


def at_rest(window: MainWindow) -> QRect:
    """Where the page stands once another size of type has gone through the whole window, however busy the machine is."""
    seen: list[QRect] = []
    while len(seen) < 4 or any(rect != seen[-1] for rect in seen[-4:]):
        QTest.qWait(100)
        seen.append(in_window(window.page))
    return seen[-1]


def place() -> CellRef | None:
    widget: QWidget | None = focus()
    while widget is not None:
        ref = getattr(widget, "current_ref", None) or getattr(widget, "ref", None)
        if isinstance(ref, CellRef):
            return ref
        widget = widget.parentWidget()
    return None


# -- the last cell ------------------------------------------------------------------------------------------------------


def last_fillable(window: MainWindow, form: str) -> CellRef:
    model = window.page.current.sections[form].table.form_model
    places = [(row, column) for row in range(model.rowCount()) for column in range(model.columnCount())]
    row, column = [place for place in places if model.is_fillable(*place)][-1]
    return model.ref_at(row, column)


def test_tab_leaves_the_last_cell_that_was_just_typed_into(window: MainWindow):
    window.goto(FIGURE)
    last = last_fillable(window, "income")
    window.goto(last)
    type_text("7")
    press(Key.Key_Tab)
    assert window.document.book.number(last) == 7
    assert place().sheet == "spending", "what is typed next must not replace the 7"
    press(Key.Key_Backtab)
    assert place() == last


def test_an_arrow_stays_in_the_last_cell_as_in_excel(window: MainWindow):
    window.goto(FIGURE)
    last = last_fillable(window, "income")
    window.goto(last)
    type_text("7")
    press(Key.Key_Right)
    assert place() == last


# -- no jump -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("percent", [100, 150])
def test_tabs_stand_still_while_findings_come_and_go(window: MainWindow, percent: int) -> None:
    window.set_font_percent(percent)
    before, counts = tabs_of(window), window.page.badge_of("income").counts
    window.goto(FIGURE)
    type_text("1")
    press(Key.Key_Return)
    assert window.page.badge_of("income").counts != counts
    assert tabs_of(window) == before
    groups = (*window.document.book.group("units"), *window.document.book.group("indicators"))
    assert groups
    press(Key.Key_Z, modifiers=CONTROL)
    assert tabs_of(window) == before
    assert before[-1].right() <= window.width()


def test_many_findings_need_no_more_room(window: MainWindow) -> None:
    badge = window.page.badge_of("income")
    before = badge.sizeHint()
    badge.show_counts(123, 100)
    assert badge.sizeHint() == before
    assert "123" in badge.accessibleName()
    badge.show_counts(0, 0)
    assert badge.sizeHint() == before


@pytest.mark.parametrize("strip", [True, False])
@pytest.mark.parametrize("sentence", ["已复制。", "一句很长的话，" * 30])
def test_a_message_neither_moves_nor_covers_the_page(window: MainWindow, strip: bool, sentence: str) -> None:
    window.assistance.toggle.setChecked(strip)
    QApplication.processEvents()
    before = in_window(window.page)
    window.messages.tell(sentence, Tone.INFO, [("知道了", lambda: None)])
    QApplication.processEvents()
    bar = in_window(window.messages)
    assert in_window(window.page) == before
    assert not bar.intersects(before)
    assert window.rect().contains(bar)
    label = window.messages.findChild(QLabel, options=Qt.FindChildOption.FindChildrenRecursively)
    assert label is not None
    window.dock.toggleViewAction().trigger()
    QApplication.processEvents()
    assert window.rect().contains(in_window(window.messages))
    click(window.messages.offers[0])
    assert window.messages.text == ""


def test_what_was_told_as_done_goes_with_the_next_edit(window: MainWindow) -> None:
    window.messages.tell("已导出。", Tone.DONE, [("打开文件", lambda: None)])
    window.goto(STAFF)
    press(Key.Key_A, modifiers=CONTROL)
    type_text("30")
    press(Key.Key_Return)
    assert window.messages.text == ""


def test_what_is_said_in_passing_goes_with_the_next_step_or_page(window: MainWindow) -> None:
    def paste(text: str) -> None:
        QApplication.clipboard().setText(text)
        window.goto(FIGURE)
        press(Key.Key_V, modifiers=CONTROL)
        QApplication.processEvents()

    paste("1.5\tabc\t2.5")
    assert "abc" in window.messages.text  # too long for the status bar
    press(Key.Key_Z, modifiers=CONTROL)
    assert window.messages.text == ""
    paste("1.5\tabc\t2.5")
    paste("1.5\t3.5")
    assert window.messages.text == ""
    assert window.status.selection.text() == "已粘贴 2 格。"
    press(Key.Key_PageDown, modifiers=CONTROL)
    assert window.status.selection.text() == ""
    window.messages.tell("没有写入磁盘。", offers=[("重试", lambda: None)])
    press(Key.Key_PageUp, modifiers=CONTROL)
    assert window.messages.text == "没有写入磁盘。"  # what asks for an answer waits for it


def test_a_click_on_an_offer_leaves_the_keys_in_the_cell(window: MainWindow) -> None:
    window.goto(FIGURE)
    done: list[str] = []
    window.messages.tell("有一处没有处理。", offers=[("知道了", lambda: done.append("知道了"))])
    QApplication.processEvents()
    click(window.messages.offers[0])
    assert done == ["知道了"]
    assert place() == FIGURE


# -- the page's height -------------------------------------------------------------------------------------------------


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
        window.goto(CHAPTER)
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
    window.goto(ref)
    window.set_in_yuan(True)
    QApplication.processEvents()
    assert (window.assistance.cell, place()) == (ref, ref)
    window.set_in_yuan(False)
    assert place() == ref


# -- where something changed -------------------------------------------------------------------------------------------


def test_undo_and_redo_lead_to_the_cell(window: MainWindow) -> None:
    for ref, value in ((FIGURE, "2577.98"), (STAFF, "30")):
        window.goto(ref)
        press(Key.Key_A, modifiers=CONTROL) if ref == STAFF else None
        type_text(value)
        press(Key.Key_Return)
    window.goto(CellRef("chapters", "c3", "text"))
    press(Key.Key_Z, modifiers=CONTROL)
    assert (window.page.current.sheets[0], place()) == ("cover", STAFF)
    press(Key.Key_Z, modifiers=CONTROL)
    assert (window.page.current.sheets[0], place()) == ("units", FIGURE)
    window.goto(DUTIES)
    press(Key.Key_Y, modifiers=CONTROL)
    assert place() == FIGURE
    press(Key.Key_Y, modifiers=CONTROL)
    assert place() == STAFF


def test_undo_of_a_row_leads_to_the_row_and_redo_to_the_one_in_its_place(window: MainWindow) -> None:
    first, second = window.document.book.group("indicators")[:2]
    window.document.apply(Edit("删除行", (DeleteRow("indicators", first),)))
    window.goto(STAFF)
    press(Key.Key_Z, modifiers=CONTROL)
    assert place().row == first
    assert "indicators" in window.page.current.sheets
    window.goto(STAFF)
    press(Key.Key_Y, modifiers=CONTROL)
    assert place().row == second


def test_undo_in_prose_keeps_the_cursor_in_it_and_from_elsewhere_leads_to_it(window: MainWindow) -> None:
    chapter = CellRef("chapters", "c2", "text")
    window.goto(chapter)
    press(Key.Key_End, modifiers=CONTROL)
    type_text("abc")
    window.commit()
    window.goto(STAFF)
    press(Key.Key_Z, modifiers=CONTROL)
    assert place() == chapter
    assert not window.document.book.text(chapter).endswith("abc")


def test_f8_leads_to_every_finding_and_shift_f8_back(window: MainWindow) -> None:
    window.goto(STAFF)
    places = []
    for line in window.dock.shown:
        press(Key.Key_F8)
        assert window.dock.current.key == line.key
        assert line.place.sheet in window.page.current.sheets
        places.append(place())
        assert places[-1] == line.place, line
    for expected in reversed(places[:-1]):
        press(Key.Key_F8, modifiers=SHIFT)
        assert place() == expected


# -- visible ways ------------------------------------------------------------------------------------------------------


def test_a_silenced_sentence_is_taken_back_by_a_button(window: MainWindow) -> None:
    finding = next(one for one in window.document.findings if window.document.can_be_silenced(one))
    window.document.toggle_silence(finding)
    row = window.document.book.group("explanations")[0]
    window.goto(CellRef("explanations", row, "sentence"))
    button = window.page.current.take_back
    assert button.isVisible()
    assert button.text() == "撤回所选"
    for _ in range(20):
        if focus() is not button:
            press(Key.Key_Backtab, modifiers=SHIFT)
    assert focus() is button
    press(Key.Key_Space)
    assert not window.document.is_silenced(finding)
    assert not button.isVisible()
    press(Key.Key_Z, modifiers=CONTROL)
    assert window.document.is_silenced(finding)


def test_a_long_field_has_a_button_for_data(window: MainWindow, qtbot: QtBot) -> None:
    window.goto(DUTIES)
    field = next(
        form.fields[DUTIES]
        for form in window.page.current.sections["overview"].body._forms
        if DUTIES in form.fields
    )
    assert field.quotes.button.isVisible()
    click(field.quotes.button)
    picker = window.findChild(FieldPicker)
    assert picker is not None
    press(Key.Key_Escape)
    assert window.document.apply(set_cells("改", [(DUTIES, "职责")])) is not None


def test_the_code_dialog_closes_by_a_button(window: MainWindow) -> None:
    window.papers.check_code()
    dialog = window.findChild(CodeDialog)
    (button,) = (one for one in dialog.findChildren(QPushButton) if one.text() == "关闭")
    click(button)
    assert not dialog.isVisible()
