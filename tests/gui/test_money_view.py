"""Tables in 元: shown and typed exactly, kept in 万元, nothing changed by looking."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu

from gui.cell_text import RefusedTextError
from gui.field_picker import FieldPicker
from gui.main_window import MainWindow
from gui.money_view import read_money
from gui.search import find
from gui.unit_button import UnitButton
from model.cells import CellRef
from model.edits import set_cells
from model.moneyunits import SCREEN_IN_YUAN, YUAN
from tests.gui.clerk import Clerk
from tests.gui.keyboard import CONTROL, SHIFT, Key, focus, press, type_text
from tests.gui.windows import goto, open_sample, shown_window

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
    return [button.text() for button in window.page.current.findChildren(UnitButton)]


def in_yuan(text: str, stands: Decimal | None = None) -> Decimal | None:
    return read_money(text, YUAN, lambda: stands)[0]


@settings(max_examples=100)
@given(kept_figures)
def test_what_is_shown_in_yuan_is_read_back_as_what_is_kept(kept: Decimal) -> None:
    shown = SCREEN_IN_YUAN.amount(kept)
    assert in_yuan(shown) == kept
    assert str(in_yuan(shown, kept)) == str(kept)
    assert Decimal(shown.replace(",", "")) == kept * 10_000


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
    assert str(in_yuan(typed)) == kept


def test_less_than_a_cent_is_refused() -> None:
    with pytest.raises(RefusedTextError, match="最多填到分"):
        in_yuan("1.005")


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
    assert focus().currentIndex().data() == "26,171,700.00"
    press(Key.Key_F2)
    press(Key.Key_Return)
    assert (dict(window.document.book.cells), window.document.undo_label) == (before, label)
    choose(window, "万元")
    clerk.go_to(FUND)
    assert focus().currentIndex().data() == "2,617.17"
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
    assert window.status.selection.text() == "计数 2　求和 51,951,612.34"
    press(Key.Key_C, modifiers=CONTROL)
    assert QGuiApplication.clipboard().text() == "25779900.00\t26171712.34\n"
    clerk.go_to(CellRef("income", "u1", "public"))
    press(Key.Key_V, modifiers=CONTROL)
    assert book.stated(CellRef("income", "u1", "public")) == Decimal("2577.99")
    assert book.stated(CellRef("income", "u1", "fund")) == Decimal("2617.171234")


def test_titles_that_say_their_unit_keep_it(clerk: Clerk) -> None:
    choose(clerk.window, "元")
    clerk.turn_to("通知")
    clerk.go_to(CellRef("notice", "fund", "value"))
    field = focus()
    assert field.text() == "2617.17", "while it can be typed into"
    press(Key.Key_Tab)
    assert field.text() == "2,617.17"


def test_money_has_one_look_in_lists_sums_and_what_the_checks_say(clerk: Clerk) -> None:
    window = clerk.window
    for column, typed in (("nontax", "8.5"), ("other", "153.6")):
        ref = CellRef("income", "bureau", column)
        goto(window, ref)
        type_text(typed)
        press(Key.Key_Return)
    goto(window, CellRef("income", "bureau", "nontax"))
    press(Key.Key_Right, modifiers=SHIFT)
    assert window.status.selection.text() == "计数 2　求和 162.10"
    goto(window, CellRef("income", "bureau", "other"))
    press(Key.Key_F2)
    type_text("123")
    press(Key.Key_Return)
    goto(window, CellRef("income", "bureau", "nontax"))
    press(Key.Key_Right, modifiers=SHIFT)
    assert window.status.selection.text() == "计数 2　求和 162.1123", (
        "no digit that was typed is rounded away"
    )
    total = CellRef("income", "bureau", "total")
    (finding,) = [one for one in window.document.findings if one.place == total and one.code == "G01"]
    assert "8.50" in finding.message


@pytest.mark.parametrize("in_yuan", [False, True])
def test_the_list_of_data_shows_what_it_inserts(window: MainWindow, in_yuan: bool) -> None:
    """As the report prints it: with the digits as typed, in 万元, without separators."""
    window.set_in_yuan(in_yuan)
    ref, chapter = CellRef("income", "bureau", "nontax"), CellRef("chapters", "c1", "text")
    window.document.apply(set_cells("填写", [(ref, Decimal("2208.5"))]))
    goto(window, chapter)
    press(Key.Key_J, modifiers=CONTROL)
    picker = window.findChild(FieldPicker)
    items = [picker.list.topLevelItem(number) for number in range(picker.list.topLevelItemCount())]
    (item,) = [one for one in items if CellRef(*one.data(0, Qt.ItemDataRole.UserRole)) == ref]
    before = window.document.book.prose(chapter)
    type_text(item.text(0).replace("›", " "))
    assert picker.list.currentItem() is item
    assert item.text(1) == "2208.5"
    press(Key.Key_Return)
    assert window.document.book.prose(chapter) == f"2208.5{before}"


@pytest.mark.parametrize(
    ("in_yuan", "sums"), [(False, ("5,394.86", "6,046.58")), (True, ("53,948,600.00", "60,465,800.00"))]
)
def test_how_the_score_of_execution_was_reckoned_is_told_in_the_unit_of_the_tables(
    window: MainWindow, in_yuan: bool, sums: tuple[str, str]
) -> None:
    window.set_in_yuan(in_yuan)
    score, first = CellRef("execution", "total", "score"), CellRef("scores", "input", "score")
    budget = (score._replace(column="initial"), Decimal("6000.50"))
    window.document.apply(set_cells("填写", [budget, (score, Decimal("9.5"))]))
    sentence = f"执行率 {sums[0]} ÷ {sums[1]} = 89.22%，得 8.92 分。"
    for ref in (score, first):
        goto(window, ref)
        index = focus().currentIndex()
        assert sentence in index.data(Qt.ItemDataRole.ToolTipRole)
    told = [line.message for line in window.dock.shown if line.code == "G14"]
    assert [one.partition("，")[0] for one in told] == [f"{sums[0]}÷{sums[1]}×10＝8.92"]


# -- the choice --------------------------------------------------------------------------------------------------


def unit_button(window: MainWindow, sheet: str) -> UnitButton:
    button = window.page.current.sections[sheet].findChild(UnitButton)
    assert button is not None
    return button


def test_the_unit_above_a_table_is_a_choice_that_the_mouse_makes(clerk: Clerk) -> None:
    window = clerk.window
    clerk.turn_to("收支情况")
    clerk.go_to(FUND)
    QTest.mouseClick(unit_button(window, "income"), Qt.MouseButton.LeftButton)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [(one.text(), one.isChecked()) for one in menu.actions()] == [
        ("万元", True),
        ("元（存入文件和打印的仍是万元）", False),
    ]
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(menu.actions()[1]).center())
    QApplication.processEvents()
    assert unit_button(window, "income").text() == "单位：元 ▾"
    window.activateWindow()  # a popup on the offscreen platform does not give the window back by itself
    QApplication.processEvents()
    assert clerk.place == FUND, "the cursor stands where it stood"
    assert focus().currentIndex().data() == "26,171,700.00"
    assert [one.data() for one in window.commands.money.actions() if one.isChecked()] == ["元"]


def test_a_shortcut_turns_the_unit_and_the_menu_names_it(clerk: Clerk) -> None:
    window = clerk.window
    clerk.turn_to("收支情况")
    clerk.go_to(FUND)
    press(Key.Key_M, modifiers=CONTROL | SHIFT)
    assert focus().currentIndex().data() == "26,171,700.00"
    press(Key.Key_M, modifiers=CONTROL | SHIFT)
    assert focus().currentIndex().data() == "2,617.17"
    assert window.commands["other_unit"].shortcut().toString() == "Ctrl+Shift+M"


def test_what_is_being_typed_goes_in_before_the_unit_turns(clerk: Clerk) -> None:
    window = clerk.window
    clerk.turn_to("收支情况")
    clerk.go_to(FUND)
    type_text("100")
    press(Key.Key_M, modifiers=CONTROL | SHIFT)
    assert window.document.book.stated(FUND) == Decimal(100)
    clerk.go_to(FUND)
    assert focus().currentIndex().data() == "1,000,000.00"


def test_the_choice_is_remembered_for_the_clerk_and_not_in_the_packet(clerk: Clerk, tmp_path: Path) -> None:
    window = clerk.window
    digest = window.document.path.read_bytes()
    press(Key.Key_M, modifiers=CONTROL | SHIFT)
    assert window.document.path.read_bytes() == digest
    with shown_window(tmp_path) as again:  # the same settings
        assert again.document.in_yuan
        assert [one.data() for one in again.commands.money.actions() if one.isChecked()] == ["元"]
    with shown_window(tmp_path / "another") as other:
        assert not other.document.in_yuan


def test_every_table_with_a_unit_follows_the_choice(clerk: Clerk) -> None:
    window = clerk.window
    press(Key.Key_M, modifiers=CONTROL | SHIFT)
    for title, count in (("收支情况", 4), ("支出明细", 4), ("附件1", 1), ("附件2", 2)):
        clerk.turn_to(title)
        found = captions(window)
        assert len(found) >= count, title
        assert set(found) == {"单位：元 ▾"}, title
    clerk.turn_to("支出明细")
    amount = CellRef("budgets", "social", "amount")
    clerk.go_to(amount)
    type_text("12345.6")
    press(Key.Key_Return)
    assert window.document.book.stated(amount) == Decimal("1.23456")
    clerk.turn_to("附件2")
    initial = CellRef("execution", "total", "initial")
    clerk.go_to(initial)
    type_text("30,000,000")
    press(Key.Key_Return)
    assert window.document.book.stated(initial) == Decimal("3000.00")


def test_sums_below_the_tables_speak_in_the_chosen_unit(clerk: Clerk) -> None:
    window = clerk.window
    window.extracts.extract_detail()
    clerk.turn_to("支出明细")
    kept = window.page.current.sums["specials"].text()
    press(Key.Key_M, modifiers=CONTROL | SHIFT)
    turned = window.page.current.sums["specials"].text()
    assert "2,123.47 万元" in kept
    assert "21,234,700.00 元" in turned
    assert "万元" not in turned


@pytest.mark.parametrize("in_yuan", [False, True])
@pytest.mark.parametrize(
    "words", ["2617.17", "2,617.17", "２６１７.１７", "26171700", "26,171,700", "26,171,700.00"]
)
def test_find_takes_an_amount_in_either_unit_with_separators_or_without(
    clerk: Clerk, words: str, in_yuan: bool
) -> None:
    clerk.window.document.in_yuan = in_yuan
    assert FUND in {hit.ref for hit in find(clerk.window.document, words, ("income",))}


def test_part_of_a_figure_is_found_in_the_unit_in_which_it_is_read(clerk: Clerk) -> None:
    document = clerk.window.document
    assert FUND in {hit.ref for hit in find(document, "617.1", ("income",))}
    assert FUND not in {hit.ref for hit in find(document, "171700", ("income",))}
    document.in_yuan = True
    assert FUND in {hit.ref for hit in find(document, "171700", ("income",))}
    assert FUND not in {hit.ref for hit in find(document, "617.1", ("income",))}


def test_a_figure_in_the_report_is_found_with_separators_too(clerk: Clerk) -> None:
    document = clerk.window.document
    plain, grouped = (find(document, words, ("chapters",)) for words in ("2617.17", "2,617.17"))
    assert plain == grouped != []
    assert all(document.book.text(hit.ref)[slice(*hit.span)] == "2617.17" for hit in plain)
