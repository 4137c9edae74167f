"""评价报告: a wrong sum is underlined as one types and corrected by one key; quoted figures follow their cells; undo takes all back."""

from __future__ import annotations

from chapter_kit import (
    C2,
    C6,
    C9,
    INCOME_TOTAL,
    WRONG,
    chapter,
    find_caret,
    marks_on,
    paused,
    underlined,
)
from hypothesis import given
from hypothesis import strategies as st
from keyboard import CONTROL, Key, type_text
from keyboard import press as press_key
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from gui.editors import ProseEditor
from gui.main_window import MainWindow
from gui.prose_margins import arranged
from gui.prose_menu import prose_menu
from gui.search import find
from gui.tabs.chapters import ChaptersTab
from model.cells import CellRef
from model.edits import set_cells
from model.findings import Finding, Severity
from model.livefields import written
from tests.gui.windows import goto

# -- findings while one types ------------------------------------------------------------------------------------------


def test_a_wrong_sum_is_underlined_and_listed_after_a_pause_in_typing(
    window: MainWindow, qtbot: QtBot
) -> None:
    page = chapter(window, C9, "")
    type_text("2022年度" + WRONG)
    assert window.document.book.text(C9) == ""
    paused(page.editor, qtbot)
    assert window.document.book.text(C9) == "2022年度" + WRONG
    found = [one for one in window.document.findings_at(C9) if one.code == "G51"]
    assert [one.severity for one in found] == [Severity.MANDATORY]
    assert "4.5万元" in underlined(page.editor)
    assert found[0].key in {line.key for line in window.dock.shown}
    card = page.margins.cards.card_of(found[0])
    assert card is not None
    assert card.isVisible()
    assert "4.45万元" in card.words.text


def test_correct_text_is_not_underlined(window: MainWindow, qtbot: QtBot) -> None:
    page = chapter(window, C9, "")
    type_text(WRONG.replace("4.5", "4.45"))
    paused(page.editor, qtbot)
    assert underlined(page.editor) == []
    assert page.margins.cards.cards == []


def test_an_underline_moves_with_its_words_before_the_next_audit(window: MainWindow) -> None:
    page = chapter(window, C9, WRONG)
    assert marks_on(page.editor, "4.5万元")
    page.editor.move_to(0)
    type_text("全年")
    assert page.editor.document().isModified()
    assert marks_on(page.editor, "4.5万元")


def fixable(window: MainWindow, ref: CellRef) -> Finding:
    return next(one for one in window.document.findings_at(ref) if one.fix is not None)


def test_the_button_corrects_and_the_underline_goes_and_undo_brings_both_back(window: MainWindow) -> None:
    """1..95万元 in the published report: one click makes it 1.95万元."""
    page, before = chapter(window, C2), window.document.book.text(C2)
    finding = fixable(window, C2)
    card = page.margins.cards.card_of(finding)
    assert card.fix_button.text() == "改为“1.95万元”"
    goto(window, C2, finding.span)
    QTest.mouseClick(card.fix_button, Qt.MouseButton.LeftButton)
    assert window.document.book.text(C2) == before.replace("1..95", "1.95")
    assert page.editor.reading().raw == before.replace("1..95", "1.95")
    assert finding.key not in {one.key for one in window.document.findings}
    assert "1..95万元" not in underlined(page.editor)
    assert window.document.undo_label == "改为“1.95万元”"
    page.editor.setFocus()
    press_key(Key.Key_Z, modifiers=CONTROL)
    assert window.document.book.text(C2) == before
    assert page.editor.reading().raw == before
    assert "1..95万元" in underlined(page.editor)


def test_control_period_corrects_where_the_caret_is(window: MainWindow) -> None:
    page = chapter(window, C2)
    find_caret(page.editor, "1..95", behind=True)
    press_key(Key.Key_Period, modifiers=CONTROL)
    assert "1..95" not in window.document.book.text(C2)
    press_key(Key.Key_Period, modifiers=CONTROL)
    assert window.document.undo_label == "改为“1.95万元”"


def test_one_correction_reaches_the_same_words_in_every_chapter(window: MainWindow) -> None:
    """91.9亿元 of 48亿 is not 91.5%: the sentence was copied into several cells, and is put right in all of them by one edit."""
    finding = next(
        one for one in window.document.findings if one.fix is not None and one.fix.text == "191.5%"
    )
    places = {finding.place, *(ref for ref, _ in finding.further)}
    assert C6 in places
    page = chapter(window, C6)
    assert page.margins.cards.card_of(finding) is not None
    page.editor.fix(finding)
    assert window.document.undo_label == "改为“191.5%”"
    for ref in places:
        assert "任务48亿的91.5%" not in window.document.book.text(ref)
    window.document.undo()
    assert all("91.5%" in window.document.book.text(ref) for ref in places)


def test_the_context_menu_offers_the_correction(window: MainWindow) -> None:
    page = chapter(window, C2)
    find_caret(page.editor, "1..95", behind=True)
    from gui.prose_marks import marks_at

    here = marks_at(page.editor.marks, page.editor.textCursor().position())
    menu = prose_menu(page.editor, window.document, here, None)
    assert menu.actions()[0].text().startswith("改为“1.95万元”")
    menu.actions()[0].trigger()
    menu.deleteLater()
    assert "1..95" not in window.document.book.text(C2)


def test_f8_and_the_list_lead_to_the_words(window: MainWindow) -> None:
    chapter(window, C2)
    pending = [line for line in window.dock.shown if line.level.is_pending]
    row = next(n for n, line in enumerate(pending) if line.place == C2 and "1..95" in line.message)
    for _ in range(row + 1):
        press_key(Key.Key_F8)
    page = window.page.current
    assert isinstance(page, ChaptersTab)
    assert page.editor.ref == C2
    assert page.editor.textCursor().selectedText() == "1..95万元"
    assert page.editor.current.finding.key == window.dock.current.key
    assert page.editor.viewport().rect().contains(page.editor.cursorRect().center())


def test_the_pointer_is_told_the_recomputation(window: MainWindow) -> None:
    page = chapter(window, C9, WRONG)
    find_caret(page.editor, "4.5", behind=True)
    lines = page.editor.hover_text(page.editor.cursorRect().center() - QPoint(3, 0))
    assert any("4.45" in line and "强制" in line for line in lines)


# -- answers -----------------------------------------------------------------------------------------------------------


def advisory(window: MainWindow, ref: CellRef) -> Finding:
    return next(
        one for one in window.document.findings_at(ref) if one.severity is Severity.ADVISORY and one.span
    )


def test_a_doubt_is_answered_beside_the_text_and_comes_back_when_the_sentence_changes(
    window: MainWindow,
) -> None:
    page = chapter(window, C2)
    finding = advisory(window, C2)
    counts = page.list.counts("c2")
    card = page.margins.cards.card_of(finding)
    card.answer_button.click()
    assert QApplication.focusWidget() is card.edit
    type_text("其余项目由市级统筹")
    press_key(Key.Key_Return)
    assert window.document.explanation(finding) == "其余项目由市级统筹"
    assert next(mark for mark in page.editor.marks if mark.finding.key == finding.key).answer
    assert page.list.counts("c2") != counts
    raw = window.document.book.text(C2)
    start = raw.index(finding.stated, finding.span[0])
    figure = raw[start : start + 4]
    changed = raw[:start] + "9999" + raw[start + len(figure) :]
    window.document.apply(set_cells("改", [(C2, changed)]))
    again = next(
        one for one in window.document.findings_at(C2) if one.code == finding.code and "9999" in one.quote
    )
    assert window.document.explanation(again) == ""


def test_f8_selects_the_wrong_figure_itself(window: MainWindow) -> None:
    seen = {}
    window.dock.enter()
    for _ in window.dock.shown:
        window.dock.next()
        line = window.dock.current
        if line.place == C2 and line.code == "G51":
            editor = window.page.current.editor
            seen[line.finding.stated] = editor.textCursor().selectedText()
            assert editor.viewport().rect().intersects(editor.cursorRect())
    assert {"12.21万元", "21.83万元"} <= seen.keys()
    assert all(selected == stated for stated, selected in seen.items())


def test_a_doubt_is_silenced_beside_the_text_and_speaks_again(window: MainWindow) -> None:
    page = chapter(window, C2)
    finding = advisory(window, C2)
    page.editor.select(finding.span)
    card = page.margins.cards.card_of(finding)
    card.chosen.emit()
    assert card.silence_button.isVisible()
    QTest.mouseClick(card.silence_button, Qt.MouseButton.LeftButton)
    assert window.document.is_silenced(finding)
    assert next(mark for mark in page.editor.marks if mark.finding.key == finding.key).answer
    line = next(line for line in window.dock.shown if line.key == finding.key)
    assert line.standing == "不再提示"
    window.document.undo()
    assert not window.document.is_silenced(finding)
    mark = next(mark for mark in page.editor.marks if mark.finding.key == finding.key)
    menu = prose_menu(page.editor, window.document, [mark], None)
    next(action for action in menu.actions() if action.text() == "本句不再提示").trigger()
    assert window.document.is_silenced(finding)
    again = prose_menu(page.editor, window.document, [mark], None)
    next(action for action in again.actions() if action.text() == "恢复提示本句").trigger()
    assert not window.document.is_silenced(finding)


def test_a_mandatory_finding_cannot_be_answered_nor_silenced(window: MainWindow) -> None:
    page = chapter(window, C2)
    finding = fixable(window, C2)
    card = page.margins.cards.card_of(finding)
    assert not card.answer_button.isVisible()
    assert not card.silence_button.isVisible()
    mark = next(mark for mark in page.editor.marks if mark.finding.key == finding.key)
    menu = prose_menu(page.editor, window.document, [mark], None)
    told = next(action for action in menu.actions() if "必须改正" in action.text())
    assert not told.isEnabled()


# -- the list and the cards ------------------------------------------------------------------------------------------------


def test_the_list_tells_what_is_written_and_what_is_open(window: MainWindow) -> None:
    page = chapter(window, C2)
    tips = [page.list.item(row).toolTip() for row in range(page.list.count())]
    assert len(tips) == 11
    for row, tip in zip(page.list.row_ids, tips, strict=True):
        found = window.document.findings_at(CellRef("chapters", row, "text"))
        open_ = [one for one in found if one.severity is Severity.MANDATORY]
        assert (f"强制 {len(open_)} 条" in tip) == bool(open_)
    window.document.apply(set_cells("清", [(C9, None)]))
    assert "空" in page.list.item(8).toolTip()


@given(
    cards=st.lists(st.tuples(st.integers(0, 2000), st.integers(10, 200)), min_size=1, max_size=12),
    pin=st.integers(0, 11),
)
def test_cards_never_overlap_and_the_chosen_one_stands_at_its_line(
    cards: list[tuple[int, int]], pin: int
) -> None:
    tops, heights = [top for top, _ in sorted(cards)], [height for _, height in sorted(cards)]
    pinned = pin % len(cards)
    places = arranged(tops, heights, 6, pinned)
    assert places[pinned] == tops[pinned]
    assert all(b >= a + height + 6 for a, b, height in zip(places, places[1:], heights, strict=False))


def cards_by_tab(page: ChaptersTab) -> list[int]:
    """The cards to which Tab leads out of the text, by their place in it."""
    page.editor.setFocus()
    cards, visited = page.margins.cards.cards, []
    while True:
        press_key(Key.Key_Tab)
        here = [number for number, card in enumerate(cards) if card.isAncestorOf(QApplication.focusWidget())]
        if not here:
            return visited
        visited += here


def test_tab_goes_from_the_text_to_the_cards_in_their_order(window: MainWindow) -> None:
    page = chapter(window, C2)
    can_be_worked_in = [
        number
        for number, card in enumerate(page.margins.cards.cards)
        if any(stop.isVisible() for stop in card.stops)
    ]
    assert len(can_be_worked_in) > 2
    assert sorted(set(cards_by_tab(page))) == can_be_worked_in
    assert cards_by_tab(page) == sorted(cards_by_tab(page))
    finding = fixable(window, C2)
    page.margins.cards.card_of(finding).fix_button.click()
    press_key(Key.Key_Z, modifiers=CONTROL)  # its card is made anew, in the middle
    assert page.margins.cards.card_of(finding) is not None
    assert sorted(set(cards_by_tab(page))) == can_be_worked_in
    assert cards_by_tab(page) == sorted(cards_by_tab(page))


# -- the same in the fields of other pages -------------------------------------------------------------------------------

ACHIEVEMENTS = CellRef("overview", "achievements", "value")


def test_a_field_of_prose_is_underlined_and_corrected_too(window: MainWindow) -> None:
    finding = next(one for one in window.document.findings_at(ACHIEVEMENTS) if one.fix is not None)
    goto(window, ACHIEVEMENTS, finding.span)
    editor = QApplication.focusWidget()
    assert editor.textCursor().selectedText() == finding.quote
    assert "91.5%" in underlined(editor)
    press_key(Key.Key_Period, modifiers=CONTROL)
    assert window.document.undo_label == "改为“191.5%”"
    assert "91.5%" not in underlined(editor)
    assert "191.5%" in editor.typed()
    press_key(Key.Key_Z, modifiers=CONTROL)
    assert "91.5%" in underlined(editor)


def test_long_fields_are_judged_as_one_types(window: MainWindow, qtbot: QtBot) -> None:
    ref = CellRef("goals", "actual", "value")
    window.document.apply(set_cells("清", [(ref, None)]))
    goto(window, ref)
    editor = QApplication.focusWidget()
    type_text(WRONG)
    qtbot.waitUntil(lambda: window.document.book.text(ref) == WRONG, timeout=3000)
    assert "4.5万元" in underlined(editor)


# -- looking for words -----------------------------------------------------------------------------------------------------


def test_find_leads_to_every_place_in_a_chapter_and_into_quoted_values(window: MainWindow) -> None:
    page = chapter(window, C9, f"收入{written(INCOME_TOTAL)}万元，按独有词计。\n又见独有词。")
    press_key(Key.Key_F, modifiers=CONTROL)
    type_text("独有词")
    positions = []
    for _ in range(2):
        press_key(Key.Key_Return)
        assert page.editor.textCursor().selectedText() == "独有词"
        positions.append(page.editor.textCursor().selectionStart())
    assert positions[0] < positions[1]
    press_key(Key.Key_Escape)
    assert QApplication.focusWidget() is page.editor
    hits = [hit.span for hit in find(window.document, "5394.86", ("chapters",)) if hit.ref == C9]
    assert hits == [(2, 2 + len(written(INCOME_TOTAL)))]


def test_a_doubt_in_a_field_of_the_form_is_silenced_from_its_menu(window: MainWindow) -> None:
    window.document.apply(set_cells("写", [(ACHIEVEMENTS, "2021年我局将继续推进园区建设。")]))
    finding = next(one for one in window.document.findings_at(ACHIEVEMENTS) if one.code == "G60")
    goto(window, ACHIEVEMENTS, finding.span)
    editor = QApplication.focusWidget()
    assert isinstance(editor, ProseEditor)
    QApplication.processEvents()
    menu = QMenu(editor)
    editor.parentWidget().marks.add_to(menu)
    next(action for action in menu.actions() if action.text() == "本句不再提示").trigger()
    assert window.document.is_silenced(finding)
    assert next(mark for mark in editor.parentWidget().marks.marks if mark.finding.key == finding.key).answer
    window.document.apply(set_cells("改", [(ACHIEVEMENTS, "2021年我局将继续推进园区扩建。")]))
    assert not window.document.is_silenced(finding)
