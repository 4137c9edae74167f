"""Where Enter leads is the clerk's choice, as in Excel: down or to the right, Shift+Enter back; kept for the next start."""

from __future__ import annotations

from pathlib import Path

import pytest

from gui.main_window import MainWindow
from model.cells import CellRef
from tests.gui.clerk import Clerk
from tests.gui.keyboard import SHIFT, Key, choose, press, type_text
from tests.gui.windows import goto, shown_window

CARRYOVER, PUBLIC, FUND = (CellRef("income", "bureau", code) for code in ("carryover", "public", "fund"))


@pytest.fixture
def clerk(window: MainWindow) -> Clerk:
    """The cursor in the first figure of 收入."""
    clerk = Clerk(window)
    clerk.turn_to("收支情况")
    clerk.go_to(PUBLIC)
    return clerk


def choose_enter(way: str) -> None:
    choose(Key.Key_V, "按 Enter 后", way)


def ticked(window: MainWindow) -> list[str]:
    return [action.data() for action in window.commands.enter.actions() if action.isChecked()]


def test_enter_leads_down_until_another_way_is_chosen(clerk: Clerk) -> None:
    assert ticked(clerk.window) == ["down"]
    row = clerk.place.row
    press(Key.Key_Return)
    assert (clerk.place.column, clerk.place.row == row) == ("public", False)
    press(Key.Key_Return, modifiers=SHIFT)
    assert clerk.place == PUBLIC


def test_enter_leads_to_the_right_when_the_menu_says_so_and_shift_and_enter_back(clerk: Clerk) -> None:
    choose_enter("到右边一格")
    assert ticked(clerk.window) == ["right"]
    clerk.go_to(PUBLIC)
    press(Key.Key_Return)
    assert clerk.place == FUND
    press(Key.Key_Return, modifiers=SHIFT)
    press(Key.Key_Return, modifiers=SHIFT)
    assert clerk.place == CARRYOVER
    choose_enter("到下一格")
    clerk.go_to(PUBLIC)
    press(Key.Key_Return)
    assert clerk.place.column == "public"


def test_what_is_typed_is_left_by_enter_the_same_way(clerk: Clerk) -> None:
    choose_enter("到右边一格")
    clerk.go_to(PUBLIC)
    type_text("12.5")
    press(Key.Key_Return)
    assert clerk.place == FUND
    type_text("13")
    press(Key.Key_Enter, modifiers=SHIFT)
    assert clerk.place == PUBLIC
    book = clerk.window.document.book
    assert [str(book.stated(ref)) for ref in (PUBLIC, FUND)] == ["12.5", "13"]


def test_at_the_end_of_a_row_enter_goes_on_in_the_next_and_never_leaves_the_table(clerk: Clerk) -> None:
    choose_enter("到右边一格")
    clerk.go_to(CellRef("income", "bureau", "other"))
    press(Key.Key_Return)
    rows = clerk.window.document.book.group("units")
    assert clerk.place == (
        CellRef("income", rows[0], "carryover") if rows else CellRef("income", "bureau", "other")
    )
    last = CellRef("income", (rows or ("bureau",))[-1], "other")
    clerk.go_to(last)
    press(Key.Key_Return, Key.Key_Return)
    assert clerk.place == last


def test_the_choice_is_kept_for_the_clerk(clerk: Clerk, tmp_path: Path) -> None:
    choose_enter("到右边一格")
    with shown_window(tmp_path) as again:  # the same settings
        assert ticked(again) == ["right"]
        assert again.document.enter_right
    with shown_window(tmp_path / "another") as other:
        assert ticked(other) == ["down"]


def test_in_fields_enter_goes_on_and_shift_and_enter_goes_back(window: MainWindow) -> None:
    clerk = Clerk(window)
    first, second = CellRef("overview", "contact", "value"), CellRef("overview", "phone", "value")
    goto(window, first)
    press(Key.Key_Return)
    assert clerk.place == second
    press(Key.Key_Return, modifiers=SHIFT)
    assert clerk.place == first
