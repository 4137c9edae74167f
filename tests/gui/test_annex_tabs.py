"""附件1 and 附件2: one figure typed once, and the way from every repeated figure to where it was typed, and back."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu
from windows import create_packet, finish, press, type_text

from gui.main_window import MainWindow
from gui.new_packet import NewPacket
from gui.provenance import sources, uses
from model.cells import CellRef
from model.edits import set_cells
from model.forms import FORMS
from tests.gui.windows import goto

CONTROL = Qt.KeyboardModifier.ControlModifier
BASIC = CellRef("funding", "basic", "amount")
SPENT = CellRef("spending", "summary", "basic")
RECEPTION = CellRef("base_funds", "reception", "actual")


def here(window: MainWindow) -> CellRef | None:
    """The cell under the cursor of whatever table has the keys."""
    return getattr(QApplication.focusWidget(), "current_ref", None)


def menu() -> QMenu:
    shown = QApplication.activePopupWidget()
    assert isinstance(shown, QMenu)
    return shown


def captions(window: MainWindow, sheet: str) -> str:
    section = window.page.page_of(sheet).sections[sheet]
    return " ".join(label.text() for label in section.findChildren(QLabel) if not label.isHidden())


# -- headings ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sheet", [code for code, form in FORMS.items() if form.scope and not form.is_fields])
def test_every_table_with_a_scope_says_whose_money_it_counts(window: MainWindow, sheet: str) -> None:
    assert f"口径：{FORMS[sheet].scope}" in captions(window, sheet)


def test_the_years_of_the_headings_are_the_reports(window: MainWindow) -> None:
    table = window.page.page_of("base_funds").sections["base_funds"].table
    titles = [table.form_model.headerData(column, Qt.Orientation.Horizontal) for column in range(4)]
    assert titles == ["经费控制情况（万元）", "2021年决算数", "2022年预算数", "2022年决算数"]
    assert "{" not in captions(window, "base_building")


def test_the_buildings_heading_takes_the_year_that_the_clerk_gives(window: MainWindow) -> None:
    assert "2022年完工项目" in captions(window, "base_building")
    goto(window, CellRef("base_extra", "completed", "value"))
    type_text(window, "2020")
    press(window, Qt.Key.Key_Return)
    assert "2020年完工项目" in captions(window, "base_building")
    press(window, Qt.Key.Key_Z, CONTROL)
    assert "2022年完工项目" in captions(window, "base_building")


def test_annex_2_says_what_it_takes_from_the_indicators_page_and_leads_there(window: MainWindow) -> None:
    tab = window.page.page_of("funding")
    goto(window, BASIC)
    count = len(window.document.book.group("indicators"))
    assert f"三级指标 {count} 项" in tab.taken.text()
    assert "总分 97 分（优）" in tab.taken.text()
    tab.way.setFocus()
    press(window, Qt.Key.Key_Space)
    assert window.page.current is window.page.page_of("goals")


# -- 专项 in the middle of the table -----------------------------------------------------------------------------------


def test_a_special_fund_added_in_annex_1_stands_below_its_heading_and_is_named_in_place(
    window: MainWindow,
) -> None:
    goto(window, CellRef("base_funds", "special", "budget"))
    press(window, Qt.Key.Key_Plus, CONTROL)
    book = window.document.book
    (added,) = book.group("specials")
    rows = book.rows(FORMS["base_funds"])
    assert rows[rows.index("special") + 1] == added
    assert rows[rows.index(added) + 1] == "other"
    assert here(window) == CellRef("base_funds", added, "prior")
    press(window, Qt.Key.Key_Left)
    press(window, Qt.Key.Key_F2)
    press(window, Qt.Key.Key_A, CONTROL)
    QApplication.focusWidget().insert("稳岗补贴")
    press(window, Qt.Key.Key_Return)
    assert book.text(CellRef("specials", added, "name")) == "稳岗补贴"
    goto(window, CellRef("base_funds", added, "actual"))
    type_text(window, "12.5")
    press(window, Qt.Key.Key_Return)
    assert book.value(CellRef("base_funds", "project", "actual")) == Decimal("12.5")


def test_last_years_figures_may_be_typed_where_there_is_no_file_of_last_year(window: MainWindow) -> None:
    prior = CellRef("base_funds", "office", "prior")
    goto(window, prior)
    type_text(window, "3.2")
    press(window, Qt.Key.Key_Return)
    assert window.document.book.stated(prior) == Decimal("3.2")


def test_once_last_years_file_gave_a_figure_its_cell_is_not_typed_into_by_accident(
    window: MainWindow,
) -> None:
    prior = CellRef("base_funds", "office", "prior")
    window.document.apply(set_cells("提取", [(CellRef("last_year", "office", "amount"), Decimal("3.2"))]))
    goto(window, prior)
    type_text(window, "9")
    table = window.page.current.sections["base_funds"].table
    assert "Ctrl+[" in table.bubble_text
    assert window.document.book.value(prior) == Decimal("3.2")


# -- 这个数从哪来 ------------------------------------------------------------------------------------------------------


def test_a_repeated_figure_leads_to_its_source_and_the_source_back_by_keys(window: MainWindow) -> None:
    goto(window, BASIC)
    press(window, Qt.Key.Key_BracketLeft, CONTROL)
    words = " ".join(label.text() for label in menu().findChildren(QLabel))
    assert "公式：全年执行数＝支出和结余 › 局机关及二级机构汇总 › 基本支出" in words
    assert "计算：548.83＝548.83" in words
    QTest.keyClick(menu(), Qt.Key.Key_Return)
    QApplication.processEvents()
    assert window.page.current is window.page.page_of("spending")
    assert here(window) == SPENT

    press(window, Qt.Key.Key_BracketRight, CONTROL)
    entries = [action.text() for action in menu().actions() if action.text()]
    target = next(index for index, text in enumerate(entries) if text.startswith("附件2 资金构成"))
    for _ in range(target):
        QTest.keyClick(menu(), Qt.Key.Key_Down)
    QTest.keyClick(menu(), Qt.Key.Key_Return)
    QApplication.processEvents()
    assert here(window) == BASIC


def test_the_context_menu_offers_both_ways(window: MainWindow) -> None:
    goto(window, RECEPTION)
    table = window.page.current.sections["base_funds"].table
    place = table.visualRect(table.currentIndex()).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, table.viewport().mapToGlobal(place))
    QApplication.sendEvent(table.viewport(), event)
    offered = menu()
    (way,) = [action for action in offered.actions() if action.text() == "这个数从哪来…"]
    assert "哪里用到它…" in [action.text() for action in offered.actions()]
    offered.close()
    way.trigger()
    assert [text for action in menu().actions() if (text := action.text())] == [
        "三公经费 › 局机关及二级机构汇总 › 公务接待费　0.29"
    ]
    menu().close()


def test_a_typed_cell_says_that_it_comes_from_nowhere_without_a_box(window: MainWindow) -> None:
    goto(window, CellRef("execution", "total", "initial"))
    press(window, Qt.Key.Key_BracketLeft, CONTROL)
    assert QApplication.activePopupWidget() is None
    assert "直接填写" in window.page.current.sections["execution"].table.bubble_text


def test_a_field_leads_to_its_source_too(window: MainWindow) -> None:
    goto(window, CellRef("notice", "general", "value"))
    press(window, Qt.Key.Key_BracketLeft, CONTROL)
    entries = [action.text() for action in menu().actions() if action.text()]
    menu().close()
    assert [text.split("　")[0] for text in entries] == [
        "通知 › 基本支出（万元）",
        "通知 › 项目支出（万元）",
    ]


def test_ways_lead_through_what_the_program_works_out_in_between(window: MainWindow) -> None:
    """Category sums and library words stand in no form; a list names only the items that count."""
    book = window.document.book
    row = book.group("indicators")[0]
    window.document.apply(
        set_cells(
            "分值", [(CellRef("indicators", one, "weight"), Decimal(5)) for one in book.group("indicators")]
        )
    )
    weights = sources(book, CellRef("scores", "output", "weight"))
    assert CellRef("indicators", row, "weight") in weights
    assert {ref.column for ref in weights} == {"weight"}
    assert len(weights) < len(book.group("indicators"))
    assert CellRef("scores", "output", "weight") in uses(book, CellRef("indicators", row, "weight"))
    for cell in (ref for form in FORMS.values() for ref in book.refs(form)):
        for source in sources(book, cell):
            assert source.sheet in FORMS
            assert cell in uses(book, source) or source.column == "common"


# -- 提取封面代码和年初数 ----------------------------------------------------------------------------------------------


def new_year(window: MainWindow, tmp_path: Path, year: int) -> Path:
    last = window.document.path
    press(window, Qt.Key.Key_W, CONTROL)
    choice = NewPacket(year, "吉首市科技和工业信息化局", "hunan-jishou-2022", None)
    create_packet(window, tmp_path / f"{year}.jxzp", choice)
    return last


def test_opening_figures_are_extracted_into_an_open_packet_as_one_undo(
    window: MainWindow, tmp_path: Path
) -> None:
    last = new_year(window, tmp_path, 2023)
    window.extracts.carry_from(last)
    finish(window)
    book = window.document.book
    assert book.text(CellRef("cover", "budget_code", "value")) == "004001"
    assert book.number(CellRef("last_year", "staffing", "amount")) == 26
    assert window.document.undo_label == "提取封面代码和年初数"
    assert "已填的栏目没有改动" in window.messages.text
    assert window.page.current is window.page.page_of("last_year")
    window.extracts.carry_from(last)
    finish(window)
    assert "没有新的内容" in window.messages.text
    window.undo()
    assert book.number(CellRef("last_year", "staffing", "amount")) is None


def test_a_file_of_another_year_is_taken_only_when_the_clerk_says_so(
    window: MainWindow, tmp_path: Path
) -> None:
    last = new_year(window, tmp_path, 2024)
    window.extracts.carry_from(last)
    finish(window)
    assert "2022年度" in window.messages.text
    assert window.document.undo_label is None
    window.messages.offers[0].click()
    assert window.document.undo_label == "提取封面代码和年初数"


def test_the_open_file_itself_and_no_packet_at_all_are_refused_in_a_sentence(
    window: MainWindow, tmp_path: Path
) -> None:
    window.extracts.carry_from(window.document.path)
    finish(window)
    assert "现在打开的文件" in window.messages.text
    (tmp_path / "不是.jxzp").write_text("不是文件")
    window.extracts.carry_from(tmp_path / "不是.jxzp")
    finish(window)
    assert "不是.jxzp" in window.messages.text


def test_tab_goes_on_within_the_table_though_the_page_has_other_things_to_enter(window: MainWindow) -> None:
    goto(window, CellRef("base_funds", "abroad", "budget"))
    press(window, Qt.Key.Key_Tab)
    assert here(window) == CellRef("base_funds", "reception", "prior")
    press(window, Qt.Key.Key_Backtab)
    assert here(window) == CellRef("base_funds", "abroad", "budget")
