"""收支各表 in 元: shown and typed exactly, kept in 万元, nothing changed by looking."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel

from gui.cell_text import RefusedTextError
from gui.field_picker import FieldPicker
from gui.main_window import MainWindow
from gui.money_view import read_yuan, yuan_text
from model.cells import CellRef
from model.livefields import EMPTY
from model.moneyunits import is_money
from tests.gui.clerk import Clerk
from tests.gui.keyboard import CONTROL, SHIFT, Key, focus, press, type_text
from tests.gui.windows import open_sample, shown_window

FUND = CellRef("income", "bureau", "fund")
kept_figures = st.decimals(
    min_value=-99_999_999, max_value=99_999_999, places=6, allow_nan=False, allow_infinity=False
) | st.decimals(min_value=0, max_value=99_999_999, places=2, allow_nan=False, allow_infinity=False)


@pytest.fixture
def clerk(qapp: QApplication, tmp_path: Path) -> Iterator[Clerk]:
    with shown_window(tmp_path) as window:
        open_sample(window, tmp_path)
        yield Clerk(window)


def choose(window: MainWindow, unit: str) -> None:
    action = next(one for one in window.commands.money.actions() if one.data() == unit)
    action.trigger()


def captions(window: MainWindow) -> list[str]:
    return [label.text() for label in window.page.current.findChildren(QLabel) if "单位：" in label.text()]


@settings(max_examples=100)
@given(kept_figures)
def test_what_is_shown_in_yuan_is_read_back_as_what_is_kept(kept: Decimal) -> None:
    assert read_yuan(yuan_text(kept), None) == kept
    assert str(read_yuan(yuan_text(kept), kept)) == str(kept)
    assert Decimal(yuan_text(kept)) == kept * 10_000


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("54000", "5.40"),
        ("2617.17", "0.261717"),
        ("１,２３４.５０", "0.12345"),
        ("0", "0.00"),
        ("100", "0.01"),
    ],
)
def test_digits_are_kept_as_one_writes_them_in_ten_thousands(typed: str, kept: str) -> None:
    assert str(read_yuan(typed, None)) == kept


def test_less_than_a_cent_is_refused() -> None:
    with pytest.raises(RefusedTextError, match="最多填到分"):
        read_yuan("1.005", None)


def test_the_choice_is_seen_above_every_table_and_changes_nothing_in_the_packet(clerk: Clerk) -> None:
    window = clerk.window
    clerk.turn_to("收支情况")
    before, label = dict(window.document.book.cells), window.document.undo_label
    assert sum("单位：万元" in words for words in captions(window)) == 4
    choose(window, "元")
    assert window.page.tabs.tabText(window.page.tabs.currentIndex()) == "收支情况"
    assert sum("单位：元" in words for words in captions(window)) == 4
    assert not [
        label.text()
        for label in window.findChildren(QLabel)
        if label.isVisible() and "单位：万元" in label.text()
    ]
    clerk.go_to(FUND)
    assert focus().currentIndex().data() == "26171700.00"
    press(Key.Key_F2)
    press(Key.Key_Return)
    assert (dict(window.document.book.cells), window.document.undo_label) == (before, label)
    choose(window, "万元")
    clerk.go_to(FUND)
    assert focus().currentIndex().data() == "2617.17"
    assert (dict(window.document.book.cells), window.document.undo_label) == (before, label)


def test_figures_are_typed_copied_pasted_and_added_in_yuan(clerk: Clerk) -> None:
    window, book = clerk.window, clerk.window.document.book
    clerk.turn_to("收支情况")
    choose(window, "元")
    clerk.go_to(FUND)
    type_text("26171712.34")
    press(Key.Key_Return, Key.Key_Up)
    assert book.stated(FUND) == Decimal("2617.171234")
    press(Key.Key_Left, modifiers=SHIFT)
    assert window.status.selection.text() == "计数 2　求和 51951612.34"
    press(Key.Key_C, modifiers=CONTROL)
    assert QGuiApplication.clipboard().text() == "25779900.00\t26171712.34\n"
    clerk.go_to(CellRef("income", "u1", "public"))
    press(Key.Key_V, modifiers=CONTROL)
    assert book.stated(CellRef("income", "u1", "public")) == Decimal("2577.99")
    assert book.stated(CellRef("income", "u1", "fund")) == Decimal("2617.171234")


def test_other_forms_stay_in_their_own_unit(clerk: Clerk) -> None:
    choose(clerk.window, "元")
    clerk.turn_to("附件2")
    assert not any("单位：元" in words for words in captions(clerk.window))
    clerk.turn_to("通知")
    clerk.go_to(CellRef("notice", "fund", "value"))
    assert focus().text() == "2617.17"


def test_money_has_one_look_in_lists_sums_and_what_the_checks_say(clerk: Clerk) -> None:
    window = clerk.window
    for column, typed in (("nontax", "8.5"), ("other", "153.6")):
        ref = CellRef("income", "bureau", column)
        window.goto(ref)
        type_text(typed)
        press(Key.Key_Return)
    window.goto(CellRef("income", "bureau", "nontax"))
    press(Key.Key_Right, modifiers=SHIFT)
    assert window.status.selection.text() == "计数 2　求和 162.10"
    window.goto(CellRef("income", "bureau", "other"))
    press(Key.Key_F2)
    type_text("123")
    press(Key.Key_Return)
    window.goto(CellRef("income", "bureau", "nontax"))
    press(Key.Key_Right, modifiers=SHIFT)
    assert window.status.selection.text() == "计数 2　求和 162.1123", (
        "no digit that was typed is rounded away"
    )
    total = CellRef("income", "bureau", "total")
    (finding,) = [one for one in window.document.findings if one.place == total and one.code == "G01"]
    assert "8.50" in finding.message
    window.goto(CellRef("chapters", "c1", "text"))
    press(Key.Key_J, modifiers=CONTROL)
    picker = window.findChild(FieldPicker)
    items = [picker.list.topLevelItem(number) for number in range(picker.list.topLevelItemCount())]
    shown = {CellRef(*item.data(0, Qt.ItemDataRole.UserRole)): item.text(1) for item in items}
    assert shown[CellRef("income", "bureau", "nontax")] == "8.50"
    assert shown[CellRef("income", "bureau", "other")] == "153.6123"
    money = [text for ref, text in shown.items() if is_money(ref) and text != EMPTY]
    assert money
    assert [text for text in money if len(text.partition(".")[2]) < 2] == []
    press(Key.Key_Escape)
