"""A page is made in pieces while the window goes on: it comes whole, and nothing that is done meanwhile is lost."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui.main_window import MainWindow
from gui.packet_page import TABS
from gui.piecemeal import Piecemeal
from model.cells import CellRef
from model.edits import set_cells
from tests.gui.keyboard import CONTROL, Key, press, see_what_comes, type_text
from tests.gui.places import place
from tests.gui.windows import open_sample, shown_window

FUND = CellRef("income", "bureau", "fund")
OTHER = CellRef("income", "bureau", "other")


@pytest.fixture
def window(tmp_path: Path, qapp: QApplication) -> Iterator[MainWindow]:
    with shown_window(tmp_path) as window:
        open_sample(window, tmp_path)
        see_what_comes()
        yield window


def click_tab(window: MainWindow, number: int) -> None:
    """Without waiting for what comes of it."""
    bar = window.page.tabs.tabBar()
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(number).center())


@pytest.mark.parametrize("number", range(1, len(TABS)))
def test_a_page_that_is_turned_to_comes_whole_after_some_turns(window: MainWindow, number: int) -> None:
    click_tab(window, number)
    assert not window.page.is_whole
    shown, turns = [], 0
    while not window.page.is_whole:
        QApplication.processEvents()
        turns += 1
        shown.append(any(page.isVisible() and page.updatesEnabled() for page in window.page._made.values()))
    assert turns >= 3, "in pieces"
    assert not any(shown[:-1]), "nothing half made is seen"
    assert window.page.current.isVisible()
    assert window.page.current.updatesEnabled()
    assert window.page.current.sheets == TABS[number].sheets


def test_a_key_that_comes_before_the_page_goes_to_the_page(window: MainWindow) -> None:
    window.goto(FUND)
    assert not window.page.is_whole
    QTest.keyClick(QApplication.focusWidget(), Key.Key_1)
    type_text("2.5")
    press(Key.Key_Return)
    assert str(window.document.book.stated(FUND)) == "12.5"


def test_tab_before_the_page_is_there_goes_on_from_the_cell_that_was_gone_to(window: MainWindow) -> None:
    window.goto(FUND)
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Right)
    assert window.page.is_whole
    assert place() not in (None, FUND)


def test_of_two_places_asked_for_in_one_moment_the_last_is_shown(window: MainWindow) -> None:
    window.goto(CellRef("base_staff", "actual", "current"))
    window.goto(FUND)
    window.goto(OTHER)
    see_what_comes()
    assert place() == OTHER


def test_who_has_turned_on_meanwhile_is_not_called_back(window: MainWindow) -> None:
    window.goto(FUND)
    press(Key.Key_PageDown, modifiers=CONTROL)
    see_what_comes()
    assert window.page.tabs.tabText(window.page.tabs.currentIndex()) == "绩效指标"
    assert window.page.current.isAncestorOf(QApplication.focusWidget())


def test_keys_that_were_put_elsewhere_meanwhile_stay_there(window: MainWindow) -> None:
    window.goto(FUND)
    window.show_findings()
    window.dock.enter()
    see_what_comes()
    assert window.dock.isAncestorOf(QApplication.focusWidget())


def test_light_and_dark_in_the_middle_of_it(window: MainWindow) -> None:
    click_tab(window, 2)
    QApplication.processEvents()
    window.set_scheme("dark")
    see_what_comes()
    assert window.page.current.isVisible()
    window.set_scheme("light")


def test_closing_the_packet_in_the_middle_of_it(window: MainWindow) -> None:
    click_tab(window, 1)
    QApplication.processEvents()
    press(Key.Key_W, modifiers=CONTROL)
    see_what_comes()
    assert window.page is None


def test_what_is_done_piece_by_piece_is_done_in_order_and_told_once(qapp: QApplication) -> None:
    parent, done, ends = QObject(), [], []
    work = Piecemeal(parent, together_ms=0)
    work.done.connect(lambda: ends.append(len(done)))
    work.begin(done.append(number) for number in range(4))
    QApplication.processEvents()
    work.finish()
    work.finish()
    assert (done, ends) == ([0, 1, 2, 3], [4])


def test_a_step_that_fails_is_not_tried_in_every_turn(qapp: QApplication) -> None:
    parent, tries = QObject(), []

    def steps() -> Iterator[None]:
        tries.append(1)
        raise ZeroDivisionError
        yield

    work = Piecemeal(parent, together_ms=0)
    work.begin(steps())
    with pytest.raises(ZeroDivisionError):
        work.finish()
    QApplication.processEvents()
    work.finish()
    assert tries == [1]


def test_undo_on_a_page_that_is_not_made_yet_selects_all_that_is_new(window: MainWindow) -> None:
    window.document.apply(set_cells("改", [(ref, Decimal(1)) for ref in (FUND, OTHER)]))
    press(Key.Key_Z, modifiers=CONTROL)
    assert place() == FUND
    table = window.page.current.sections["income"].table
    assert {table.form_model.ref_at(one.row(), one.column()) for one in table.selectedIndexes()} == {
        FUND,
        OTHER,
    }
