"""审核结果: every open finding is listed, a key leads from one to the next, and a chosen line survives edits."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from windows import SANGONG_TOTAL, create_packet, press, type_text

from gui.findings_dock import FindingsDock
from gui.main_window import MainWindow
from gui.new_packet import NewPacket
from gui.page_room import leave_half_to_page
from gui.severity_look import Level
from gui.tabs.registry import TABS
from model.cells import CellRef
from model.edits import set_cells
from model.explaining import sentence_of
from tests.gui.clerk import Clerk
from tests.gui.keyboard import click, double_click, focus
from tests.gui.windows import goto


def keys_of(dock: FindingsDock) -> set:
    return {line.key for line in dock.shown}


def test_every_finding_is_listed_and_nothing_else(window: MainWindow) -> None:
    assert keys_of(window.dock) == {finding.key for finding in window.document.findings}


def test_the_known_mistake_of_the_published_packet_is_listed(window: MainWindow) -> None:
    """三公经费: the parts add up to 0.29, the form says 0."""
    line = next(line for line in window.dock.shown if line.place == SANGONG_TOTAL)
    assert line.level is Level.MANDATORY
    assert line.code == "G06"
    assert "0.29" in line.message


def test_page_by_page_and_gravest_first(window: MainWindow) -> None:
    places = [(line.page, line.level.rank) for line in window.dock.shown]
    assert places == sorted(places)
    assert len({page for page, _ in places}) > 3


def headings(window: MainWindow) -> list[str]:
    """The pages' rows of the list, as a screen reader reads them."""
    model = window.dock.view.model()
    rows = [model.index(row, 0) for row in range(model.rowCount())]
    return [index.data(Qt.ItemDataRole.AccessibleTextRole) for index in rows]


def test_each_page_is_named_once_above_its_lines_with_how_many_there_are(window: MainWindow) -> None:
    expected = []
    for number, tab in enumerate(TABS):
        counted = Counter(line.level for line in window.dock.shown if line.page == number)
        if counted:
            words = "，".join(f"{level.value} {counted[level]} 条" for level in Level if counted[level])
            expected.append(f"{tab.title}：{words}")
    assert headings(window) == expected


def test_left_puts_the_lines_of_a_page_away_and_right_brings_them_back(window: MainWindow) -> None:
    view = window.dock.view
    press(window, Qt.Key.Key_F6)
    first = view.model().index(0, 0)
    press(window, Qt.Key.Key_Left)
    assert view.currentIndex() == first
    press(window, Qt.Key.Key_Left)
    assert not view.isExpanded(first)
    press(window, Qt.Key.Key_Down)
    assert view.currentIndex() == view.model().index(1, 0)
    press(window, Qt.Key.Key_Up)
    window.document.apply(set_cells("填写", [(SANGONG_TOTAL, Decimal("0.29"))]))
    assert not view.isExpanded(view.model().index(0, 0)), "an edit does not open what was put away"
    assert view.isExpanded(view.model().index(1, 0))
    press(window, Qt.Key.Key_Right)
    assert view.isExpanded(view.model().index(0, 0))
    press(window, Qt.Key.Key_Return)
    assert not view.isExpanded(view.model().index(0, 0))


def test_f8_goes_on_into_a_page_that_was_put_away_and_back_out_of_its_row(window: MainWindow) -> None:
    view, shown = window.dock.view, window.dock.shown
    second = view.model().index(1, 0)
    first_of_second = next(at for at, line in enumerate(shown) if line.page != shown[0].page)
    view.collapse(second)
    view.go_to(first_of_second - 1)
    press(window, Qt.Key.Key_F8)
    assert view.isExpanded(second)
    assert window.dock.current == shown[first_of_second]
    view.setCurrentIndex(second)
    press(window, Qt.Key.Key_F8)
    assert window.dock.current == shown[first_of_second]
    view.setCurrentIndex(second)
    press(window, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert window.dock.current == shown[first_of_second - 1]


def test_a_click_on_a_pages_row_puts_its_lines_away(window: MainWindow) -> None:
    view = window.dock.view
    index = view.model().index(0, 0)
    for there in (False, True):
        click(view.viewport(), view.visualRect(index).center())
        assert view.isExpanded(index) is there


def test_answered_lines_are_filtered_in_and_out_and_f8_goes_on_with_the_next(window: MainWindow) -> None:
    at = next(
        at for at, line in enumerate(window.dock.shown) if line.finding and line.level is Level.ADVISORY
    )
    button, (line, following) = window.dock.title.buttons[Level.ANSWERED], window.dock.shown[at : at + 2]
    click(button)
    window.dock.view.go_to(at)
    window.document.explain(line.finding, "与财政核对过")
    assert len(window.dock.shown) == len(window.document.findings) - 1
    assert button.text() == "已说明 1"
    assert line.key not in keys_of(window.dock)
    press(window, Qt.Key.Key_F8)
    assert window.dock.current.key == following.key
    click(button)
    answered = window.dock.shown[at]
    assert (answered.key, answered.level, answered.standing) == (line.key, Level.ANSWERED, "已说明")
    click(window.dock.title.buttons[Level.ADVISORY])
    levels = {one.level for one in window.dock.shown}
    assert Level.ANSWERED in levels
    assert Level.ADVISORY not in levels


def test_what_was_not_judged_is_listed_on_demand(window: MainWindow) -> None:
    button = window.dock.title.buttons[Level.UNCHECKED]
    assert not button.isChecked()
    found = window.document.book.gaps
    assert button.text() == f"未核 {len(found)}"
    click(button)
    expected = {one.key for one in window.document.findings} | {gap.first.key for gap in found}
    assert keys_of(window.dock) == expected


def test_while_nothing_is_listed_it_is_said_what_is_hidden_and_what_that_means(
    window: MainWindow, tmp_path: Path
) -> None:
    create_packet(window, tmp_path / "新.jxzp", NewPacket(2025, "某某局", "hunan-jishou-2022", None))
    assert window.dock.shown == []
    first, *hidden = window.dock._nothing.text().split("\n")
    assert first == "已填的内容没有查出问题。"
    assert hidden[-1].endswith(f"：未核 {len(window.document.book.gaps)} 条，{Level.UNCHECKED.meaning}。")
    assert Level.UNCHECKED.meaning in window.dock.title.buttons[Level.UNCHECKED].toolTip()


def test_the_bar_says_what_the_listed_unchecked_lines_mean(window: MainWindow) -> None:
    assert window.dock.title.meaning.text() == ""
    click(window.dock.title.buttons[Level.UNCHECKED])
    assert window.dock.title.meaning.text() == f"未核：{Level.UNCHECKED.meaning}。"
    click(window.dock.title.buttons[Level.UNCHECKED])
    assert window.dock.title.meaning.text() == ""


@pytest.mark.parametrize("height", [170, 193, 207, 260])
@pytest.mark.parametrize("percent", [100, 150])
def test_no_row_is_cut_in_half_however_high_the_list(window: MainWindow, height: int, percent: int) -> None:
    window.set_font_percent(percent)
    window.resizeDocks([window.dock], [height], Qt.Orientation.Vertical)
    QApplication.processEvents()
    view = window.dock.view
    row = view.visualRect(view.model().index(0, 0)).height()
    assert view.viewport().height() >= 2 * row
    assert view.viewport().height() % row == 0
    window.dock.enter()
    while window.dock.answer.isHidden():
        press(window, Qt.Key.Key_F8)
    QApplication.processEvents()
    assert view.viewport().height() % row == 0, "the line for the answer takes whole rows too"


def test_the_first_start_shows_six_rows_on_a_small_screen(window: MainWindow) -> None:
    view = window.dock.view
    leave_half_to_page(window)
    QApplication.processEvents()
    assert view.viewport().height() >= 6 * view.visualRect(view.model().index(0, 0)).height()


@pytest.mark.parametrize("by_mouse", [True, False])
@pytest.mark.parametrize("level", [Level.MANDATORY, Level.ADVISORY, Level.ROUNDING, Level.UNCHECKED])
def test_each_level_is_hidden_and_shown_by_its_button(
    window: MainWindow, level: Level, by_mouse: bool
) -> None:
    """Clicked; or F6 to the list, Shift+Tab back to the button, and the space bar."""
    dock, button = window.dock, window.dock.title.buttons[level]
    shown = level in {line.level for line in dock.shown}
    for _ in range(2):
        if by_mouse:
            click(button)
        else:
            press(window, Qt.Key.Key_F6)
            clerk = Clerk(window)
            clerk.repeat(Qt.Key.Key_Tab, lambda: focus() is button)
            press(window, Qt.Key.Key_Space)
            press(window, Qt.Key.Key_F6)
        shown = not shown
        assert (level in {line.level for line in dock.shown}) is shown
        assert dock.shown


def test_f8_visits_every_line_with_something_to_do_and_begins_again(window: MainWindow) -> None:
    answered = next(line for line in window.dock.shown if line.level is Level.ADVISORY)
    window.document.explain(answered.finding, "与财政核对过")
    assert {Level.ANSWERED, Level.ROUNDING} <= {line.level for line in window.dock.shown}
    pending = [line.key for line in window.dock.shown if line.level in (Level.MANDATORY, Level.ADVISORY)]
    visited = []
    for _ in [*pending, pending[0]]:
        press(window, Qt.Key.Key_F8)
        visited.append(window.dock.current.key)
    assert visited == [*pending, pending[0]]
    press(window, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert window.dock.current.key == pending[-1]


def test_where_nothing_is_left_to_do_f8_says_so_and_what_the_list_does_not_show(
    window: MainWindow, tmp_path: Path
) -> None:
    for level in (Level.MANDATORY, Level.ADVISORY):
        click(window.dock.title.buttons[level])
    assert {line.level for line in window.dock.shown} == {Level.ROUNDING}
    press(window, Qt.Key.Key_F8)
    assert window.dock.current is None
    words = window.messages.text + window.status.selection.text()  # the line below takes what is too long
    assert words.startswith("列出的审核结果都不用再处理。没有显示的还有强制 ")
    create_packet(window, tmp_path / "新.jxzp", NewPacket(2025, "某某局", "hunan-jishou-2022", None))
    press(window, Qt.Key.Key_F8)
    words = window.messages.text + window.status.selection.text()
    gaps = len(window.document.book.gaps)
    assert words == f"没有待处理的审核结果。没有显示的还有未核 {gaps} 条，点列表右上方的按钮查看。"


def test_shift_f8_goes_back(window: MainWindow) -> None:
    press(window, Qt.Key.Key_F8)
    first = window.dock.current
    press(window, Qt.Key.Key_F8)
    press(window, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert window.dock.current == first


@pytest.mark.parametrize("way", ["enter", "double click"])
def test_enter_and_a_double_click_in_the_list_lead_to_the_cell(window: MainWindow, way: str) -> None:
    dock = window.dock
    row = [line.place for line in dock.shown].index(SANGONG_TOTAL)
    if way == "enter":
        press(window, Qt.Key.Key_F6)
        assert dock.isAncestorOf(focus())
        Clerk(window).repeat(
            Qt.Key.Key_Down, lambda: dock.current is not None and dock.current.place == SANGONG_TOTAL
        )
        press(window, Qt.Key.Key_Return)
    else:
        index = dock.view.model().index_at(row)
        dock.view.scrollTo(index)
        QApplication.processEvents()
        double_click(dock.view.viewport(), dock.view.visualRect(index).center())
    table = window.page.current.sections["sangong"].body
    assert table.current_ref == SANGONG_TOTAL
    assert table.hasFocus()


def test_a_chosen_line_survives_a_recalculation_with_new_figures(window: MainWindow) -> None:
    row = [line.place for line in window.dock.shown].index(SANGONG_TOTAL)
    view = window.dock.view
    view.go_to(row)
    before = window.dock.current
    window.document.apply(set_cells("填写", [(CellRef("sangong", "bureau", "reception"), Decimal("0.35"))]))
    after = window.dock.current
    assert after.key == before.key
    assert after.message != before.message
    assert "0.35" in after.message


def test_when_the_chosen_finding_is_gone_f8_goes_on_with_the_one_after_it(window: MainWindow) -> None:
    both = {SANGONG_TOTAL, SANGONG_TOTAL._replace(row="summary")}
    places = [line.place for line in window.dock.shown]
    first = min(map(places.index, both))
    assert set(places[first : first + 2]) == both
    following = next(line for line in window.dock.shown[first + 2 :] if line.level.is_pending)
    window.dock.view.go_to(first)
    window.document.apply(set_cells("填写", [(ref, Decimal("0.29")) for ref in both]))
    assert not both & {line.place for line in window.dock.shown}
    press(window, Qt.Key.Key_F8)
    assert window.dock.current.key == following.key


def test_the_verdict_counts_what_is_open(window: MainWindow) -> None:
    counts = dict.fromkeys(Level, 0)
    for finding in window.document.findings:
        counts[Level.of(finding.severity)] += 1
    text = window.status.verdict.text()
    assert f"强制 {counts[Level.MANDATORY]}" in text
    assert f"提示 {counts[Level.ADVISORY]}" in text
    assert f"未核 {len(window.document.book.gaps)}" in text
    assert text in window.dock.title.verdict.text()


def test_a_hint_is_answered_in_the_list_and_no_longer_counts_as_open(window: MainWindow) -> None:
    """审核说明: typed below the list, kept with the packet, taken back by undo."""
    Clerk(window).repeat(
        Qt.Key.Key_F8,
        lambda: window.dock.current is not None and window.dock.current.level is Level.ADVISORY,
    )
    open_before = window.dock.title.buttons[Level.ADVISORY].text()
    press(window, Qt.Key.Key_F7)
    type_text(window, "ok")
    press(window, Qt.Key.Key_Return)
    assert window.dock.current.answer == "ok"
    assert window.dock.current.standing == "已说明"
    assert window.dock.title.buttons[Level.ADVISORY].text() != open_before
    assert "已说明 1" in window.status.verdict.text()
    press(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.dock.current.answer == ""
    assert window.dock.title.buttons[Level.ADVISORY].text() == open_before


def test_a_mandatory_finding_cannot_be_answered_away(window: MainWindow) -> None:
    press(window, Qt.Key.Key_F8)
    assert window.dock.current.level is Level.MANDATORY
    assert window.dock.answer.isHidden()


def test_the_list_can_be_closed_and_the_verdict_brings_it_back(window: MainWindow) -> None:
    click(window.dock.title.close_button)
    assert window.dock.isHidden()
    assert window.status.verdict.isVisible()
    click(window.status.verdict)
    assert window.dock.isVisible()


def test_an_answer_is_listed_with_the_name_of_its_cell_and_nothing_of_the_program(window: MainWindow) -> None:
    finding = next(one for one in window.document.findings if window.document.can_be_explained(one))
    window.document.explain(finding, "以批复为准")
    goto(window, CellRef("explanations", window.document.book.group("explanations")[0], "text"))
    table = window.page.current.sections["explanations"].table
    shown = [table.form_model.codes[column] for column in table.shown_columns()]
    assert "variant" not in shown
    place = table.form_model.index(0, table.form_model.codes.index("place"))
    assert place.data() == window.document.book.name(finding.place)
    assert not place.flags() & Qt.ItemFlag.ItemIsEditable


def test_a_long_silenced_sentence_is_listed_without_the_programs_mark(window: MainWindow) -> None:
    long = next(
        one
        for one in window.document.findings
        if window.document.can_be_silenced(one) and "…（共" in sentence_of(window.document.book, one)
    )
    window.document.toggle_silence(long)
    ref = CellRef("explanations", window.document.book.group("explanations")[0], "sentence")
    goto(window, ref)
    shown = window.page.current.sections["explanations"].table.form_model.index_of(ref).data()
    assert re.fullmatch(r".{60}…（共\d+字）", shown)
    assert window.document.is_silenced(long)


def test_a_click_on_a_line_leads_to_its_cell_and_typing_goes_there(window: MainWindow) -> None:
    goto(window, CellRef("cover", "title", "value"))
    view = window.dock.view
    row = next(row for row, line in enumerate(window.dock.shown) if line.place == SANGONG_TOTAL)
    index = view.model().index_at(row)
    view.scrollTo(index)
    click(view.viewport(), view.visualRect(index).center())
    type_text(window, "0.29")
    press(window, Qt.Key.Key_Return)
    assert window.document.book.number(SANGONG_TOTAL) == Decimal("0.29")


def test_the_columns_grow_with_the_type(window: MainWindow) -> None:
    view = window.dock.view
    before = view.header().sectionSize(0)
    window.set_font_percent(150)
    QApplication.processEvents()
    assert view.header().sectionSize(0) > 1.3 * before
    window.set_font_percent(100)
