"""查看 › 字号: the whole window follows, as often as it is changed."""

from __future__ import annotations

from keyboard import press, type_text
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


def test_pages_out_of_view_are_made_anew_in_the_new_look_and_hold_what_they_held(window: MainWindow) -> None:
    goto(window, CellRef("cover", "title", "value"))
    overview = window.page.current
    goto(window, CellRef("income", "bureau", "other"))
    finance = window.page.current
    window.set_scheme("dark")
    assert not isValid(overview)
    assert window.page.current is finance, "the page in view stays as it is"
    goto(window, CellRef("cover", "title", "value"))
    assert window.page.current is not overview
    assert window.page.current.isVisible()
    window.set_scheme("light")
    assert not isValid(finance)


def test_text_that_waits_to_be_corrected_outlasts_a_change_of_colours(window: MainWindow) -> None:
    place = CellRef("income", "bureau", "other")
    goto(window, place)
    type_text("三十二")
    press(Qt.Key.Key_Return)
    goto(window, CellRef("cover", "title", "value"))
    assert window.document.untaken.refs == (place,)
    window.set_scheme("dark")
    assert window.document.untaken.refs == (place,)
    goto(window, place)
    assert QApplication.focusWidget().currentIndex().data() == "三十二"
    press(Qt.Key.Key_Escape)
    window.set_scheme("light")
