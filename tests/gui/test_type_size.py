"""查看 › 字号: the whole window follows, as often as it is changed."""

from __future__ import annotations

import pytest
from keyboard import press, see_what_comes, type_text
from places import place
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolBar
from shiboken6 import isValid
from windows import finish

from gui.main_window import MainWindow
from model.cells import CellRef
from tests.gui.windows import goto


def test_the_size_of_type_can_be_changed_again_and_again(window: MainWindow) -> None:
    bar = window.findChild(QToolBar)
    heights = []
    for percent in (150, 100, 175, 100):
        window.set_font_percent(percent)
        QTest.qWait(20)
        heights.append(window.findChildren(QToolBar)[0].iconSize().height())
    assert bar is not None
    assert heights[1] == heights[3] < heights[0] < heights[2]


def test_at_150_percent_the_tables_of_details_still_fit_beside_each_other(window: MainWindow) -> None:
    window.commands["extract_detail"].trigger()
    finish(window)
    window.set_font_percent(150)
    goto(window, CellRef("uses", window.document.book.group("uses")[0], "name"))
    QTest.qWait(20)
    assert window.page.current.horizontalScrollBar().maximum() == 0


def test_pages_are_made_anew_in_the_new_look_with_the_cursor_where_it_was(window: MainWindow) -> None:
    goto(window, CellRef("cover", "title", "value"))
    overview = window.page.current
    goto(window, CellRef("income", "bureau", "other"))
    finance = window.page.current
    window.set_scheme("dark")
    assert not isValid(overview)
    assert not isValid(finance)
    see_what_comes()
    assert place() == CellRef("income", "bureau", "other")
    window.set_scheme("light")


@pytest.mark.parametrize("cell", [CellRef("chapters", "c2", "text"), CellRef("overview", "duties", "value")])
def test_the_caret_stays_in_its_word_through_light_and_dark(window: MainWindow, cell: CellRef) -> None:
    words = window.document.book.text(cell)
    at = len(words) * 2 // 3
    goto(window, cell, (at, at))
    window.set_scheme("dark")
    type_text("《》")
    window.commit()
    assert window.document.book.text(cell) == words[:at] + "《》" + words[at:]
    window.set_scheme("light")


def test_keys_in_the_list_of_findings_stay_there_through_light_and_dark(window: MainWindow) -> None:
    window.show_findings()
    window.dock.enter()
    window.set_scheme("dark")
    see_what_comes()
    assert window.dock.isAncestorOf(QApplication.focusWidget())
    window.set_scheme("light")


def test_text_that_waits_to_be_corrected_outlasts_a_change_of_colours(window: MainWindow) -> None:
    here = CellRef("income", "bureau", "other")
    goto(window, here)
    type_text("三十二")
    press(Qt.Key.Key_Return)
    goto(window, CellRef("cover", "title", "value"))
    assert window.document.untaken.refs == (here,)
    window.set_scheme("dark")
    assert window.document.untaken.refs == (here,)
    goto(window, here)
    assert QApplication.focusWidget().currentIndex().data() == "三十二"
    press(Qt.Key.Key_Escape)
    window.set_scheme("light")
