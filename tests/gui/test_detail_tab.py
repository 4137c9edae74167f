"""支出明细: extracted from the report in one step; a 专项 shows its own uses, with the sums beside the figures given."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QComboBox
from windows import finish, open_sample, press, shown_window, type_text

from export.tables import shown
from gui.main_window import MainWindow
from gui.tabs.details import DetailsTab, special_sums, subject_sums
from model.cells import CellRef
from model.edits import Edit, InsertRow, set_cells
from model.naming import row_choice_label
from tests.gui.keyboard import choose
from tests.gui.windows import goto

CONTROL = Qt.KeyboardModifier.ControlModifier
DOWN_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(tmp_path: Path, qapp: QApplication) -> Iterator[MainWindow]:
    with shown_window(tmp_path) as window:
        open_sample(window, tmp_path)
        yield window


@pytest.fixture
def tab(window: MainWindow) -> DetailsTab:
    """The page with the tables that the report lists."""
    choose(Qt.Key.Key_E, "从报告提取支出明细")
    finish(window)
    page = window.page.current
    assert isinstance(page, DetailsTab)
    return page


def special_of(window: MainWindow, row: str) -> str:
    return window.document.book.text(CellRef("uses", row, "special"))


def shown_uses(tab: DetailsTab) -> tuple[str, ...]:
    return tab.sections["uses"].table.form_model.row_ids


def at_special(window: MainWindow, tab: DetailsTab, number: int) -> str:
    row = window.document.book.group("specials")[number - 1]
    goto(window, CellRef("specials", row, "name"))
    assert tab.special == row
    return row


# -- 从报告提取 --------------------------------------------------------------------------------------------------------


def test_one_command_fills_the_tables_from_the_report_and_one_undo_empties_them(window: MainWindow) -> None:
    book = window.document.book
    choose(Qt.Key.Key_E, "从报告提取支出明细")
    finish(window)
    counts = [len(book.group(group)) for group in ("subjects", "specials", "uses")]
    assert counts[1] == 21
    assert all(
        f"{title} {count} 项" in window.messages.text
        for title, count in zip(("经济分类", "专项", "用途"), counts, strict=True)
    )
    assert isinstance(window.page.current, DetailsTab)
    choose(Qt.Key.Key_E, "从报告提取支出明细")
    finish(window)
    assert "一致" in window.messages.text
    window.undo()
    assert [book.group(group) for group in ("subjects", "specials", "uses")] == [(), (), ()]


def test_details_that_the_report_contradicts_are_replaced_and_that_is_said(
    window: MainWindow, tab: DetailsTab
) -> None:
    row = window.document.book.group("specials")[0]
    before = window.document.book.value(CellRef("specials", row, "amount"))
    window.document.apply(set_cells("改", [(CellRef("specials", row, "amount"), Decimal("1"))]))
    choose(Qt.Key.Key_E, "从报告提取支出明细")
    finish(window)
    assert "已被替换" in window.messages.text
    first = window.document.book.group("specials")[0]
    assert window.document.book.value(CellRef("specials", first, "amount")) == before
    assert tab.special == first


def test_a_report_without_lists_is_told_in_one_sentence(window: MainWindow) -> None:
    window.document.apply(set_cells("清", [(CellRef("chapters", "c2", "text"), None)]))
    choose(Qt.Key.Key_E, "从报告提取支出明细")
    finish(window)
    assert "没有可以提取的明细" in window.messages.text
    assert window.document.undo_label == "清"


# -- a 专项 and its uses -----------------------------------------------------------------------------------------------


def test_moving_through_the_specials_shows_the_uses_of_each(window: MainWindow, tab: DetailsTab) -> None:
    book = window.document.book
    at_special(window, tab, 1)
    seen: list[str] = []
    for special in book.group("specials"):
        assert tab.special == special
        mine = tuple(row for row in book.group("uses") if special_of(window, row) == special)
        assert shown_uses(tab) == mine
        assert row_choice_label(book, "specials", special) in tab.sums["uses"].text()
        seen += mine
        press(window, Qt.Key.Key_Down)
    assert sorted(seen) == sorted(book.group("uses"))


def test_the_sums_stand_beside_the_figures_given(window: MainWindow, tab: DetailsTab) -> None:
    at_special(window, tab, 5)
    assert "2 项用途合计 3.60 万元，与专项金额相符" in tab.sums["uses"].text()
    goto(window, CellRef("uses", shown_uses(tab)[0], "amount"))
    type_text(window, "0.30")
    press(window, Qt.Key.Key_Return)
    assert "与专项金额 3.60 万元相差 0.05 万元" in tab.sums["uses"].text()
    assert "相差" in special_sums(window.document.book)
    assert "人员经费 12 项" in subject_sums(window.document.book)


def test_a_use_added_or_pasted_belongs_to_the_chosen_special(window: MainWindow, tab: DetailsTab) -> None:
    special = at_special(window, tab, 5)
    before = shown_uses(tab)
    goto(window, CellRef("uses", before[-1], "name"))
    press(window, Qt.Key.Key_Plus, CONTROL)
    (new,) = set(shown_uses(tab)) - set(before)
    assert special_of(window, new) == special
    assert shown_uses(tab)[-1] == new

    goto(window, CellRef("uses", new, "name"))
    QGuiApplication.clipboard().setText("印刷费\t0.5\n差旅费\t1.2")
    press(window, Qt.Key.Key_V, CONTROL)
    names = [window.document.book.text(CellRef("uses", row, "name")) for row in shown_uses(tab)]
    assert names[-2:] == ["印刷费", "差旅费"]
    assert {special_of(window, row) for row in shown_uses(tab)} == {special}
    window.undo()
    window.undo()
    assert shown_uses(tab) == before


def test_a_use_moves_among_the_uses_of_its_special(window: MainWindow, tab: DetailsTab) -> None:
    """Whatever stands between them in the whole list."""
    book = window.document.book
    special = at_special(window, tab, 1)
    window.document.apply(
        Edit(
            "加",
            (
                InsertRow("uses", "z9", len(book.group("uses"))),
                *set_cells("", [(CellRef("uses", "z9", "special"), special)]).changes,
            ),
        )
    )
    before = shown_uses(tab)
    assert len(before) == 2
    goto(window, CellRef("uses", before[0], "name"))
    press(window, Qt.Key.Key_Down, DOWN_SHIFT)
    assert shown_uses(tab) == before[::-1]
    press(window, Qt.Key.Key_Up, DOWN_SHIFT)
    assert shown_uses(tab) == before
    press(window, Qt.Key.Key_Up, DOWN_SHIFT)
    assert shown_uses(tab) == before


def test_a_special_takes_its_uses_along_and_brings_them_back(window: MainWindow, tab: DetailsTab) -> None:
    book = window.document.book
    special = at_special(window, tab, 5)
    mine = shown_uses(tab)
    press(window, Qt.Key.Key_Minus, CONTROL)
    assert special not in book.group("specials")
    assert not set(mine) & set(book.group("uses"))
    assert "所属的 2 行" in (window.document.undo_label or "")
    assert tab.special in book.group("specials")
    assert {special_of(window, row) for row in shown_uses(tab)} <= {tab.special}
    window.undo()
    at_special(window, tab, 5)
    assert shown_uses(tab) == mine


def test_a_finding_at_a_use_of_another_special_brings_that_special_along(
    window: MainWindow, tab: DetailsTab
) -> None:
    at_special(window, tab, 1)
    last = window.document.book.group("uses")[-1]
    goto(window, CellRef("uses", last, "amount"))
    assert tab.special == special_of(window, last)
    assert tab.sections["uses"].table.current_ref == CellRef("uses", last, "amount")
    goto(window, CellRef("uses", last, "special"))
    assert not tab.only.isChecked()
    assert shown_uses(tab) == window.document.book.group("uses")


def test_a_use_given_to_another_special_leaves_the_list_and_undo_brings_it_back(
    window: MainWindow, tab: DetailsTab
) -> None:
    at_special(window, tab, 5)
    before = shown_uses(tab)
    other = window.document.book.group("specials")[0]
    window.document.apply(set_cells("改", [(CellRef("uses", before[0], "special"), other)]))
    assert shown_uses(tab) == before[1:]
    window.undo()
    assert shown_uses(tab) == before


def test_in_the_list_of_all_uses_the_special_is_picked_by_name_with_keys(
    window: MainWindow, tab: DetailsTab
) -> None:
    tab.only.setChecked(False)
    book = window.document.book
    use, target = book.group("uses")[0], book.group("specials")[1]
    goto(window, CellRef("uses", use, "special"))
    press(window, Qt.Key.Key_F2)
    box = QApplication.focusWidget()
    assert isinstance(box, QComboBox)
    assert [box.itemText(place) for place in range(1, box.count())] == [
        row_choice_label(book, "specials", row) for row in book.group("specials")
    ]
    press(window, Qt.Key.Key_Down)
    press(window, Qt.Key.Key_Return)
    assert special_of(window, use) == target
    assert shown(book, CellRef("uses", use, "special")) == "2、2022年中央引导地方科技发展资金"


# -- typing without lists ----------------------------------------------------------------------------------------------


def test_an_amount_is_typed_where_no_uses_are_listed_and_judged_once_they_are(window: MainWindow) -> None:
    window.document.apply(Edit("加", (InsertRow("specials", "s1", 0),)))
    goto(window, CellRef("specials", "s1", "name"))
    QApplication.processEvents()
    press(window, Qt.Key.Key_Tab)
    type_text(window, "10")
    press(window, Qt.Key.Key_Return)
    amount = CellRef("specials", "s1", "amount")
    assert window.document.book.stated(amount) == Decimal(10)
    table = window.page.current.sections["specials"].table
    place = table.form_model.index_of(amount)
    assert not table.form_model.state(place.row(), place.column()).stated
    tab = window.page.current
    assert "还没有登记用途" in tab.sums["uses"].text()
    window.document.apply(
        Edit(
            "加",
            (
                InsertRow("uses", "u1", 0),
                *set_cells(
                    "",
                    [(CellRef("uses", "u1", "special"), "s1"), (CellRef("uses", "u1", "amount"), Decimal(9))],
                ).changes,
            ),
        )
    )
    assert table.form_model.state(place.row(), place.column()).stated
    assert {finding.code for finding in window.document.findings_at(amount)} == {"G51"}
