"""The table: what a clerk who knows Excel and WPS expects of it, with the figures of a real packet."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QLineEdit
from pytestqt.qtbot import QtBot

from gui.cell_state import Role
from gui.document import Document
from gui.form_model import FormModel
from model.cells import CellRef
from model.edits import Edit, InsertRow, MoveRow, set_cells
from model.findings import Severity
from model.forms import FORMS
from tests.gui.keyboard import CONTROL, SHIFT, Key, focus, press, type_text
from tests.gui.table_kit import Make, at, clipboard, income, messages, put

# -- typing ------------------------------------------------------------------------------------------------------


def test_typing_a_figure_replaces_what_was_there_and_enter_goes_down(table: Make, document: Document) -> None:
    view = table("income")
    put(view, "bureau", "public")
    type_text("2578.10")
    press(Key.Key_Return)
    assert income(document, "bureau", "public") == Decimal("2578.10")
    assert at(view) == ("u1", "public")
    assert str(income(document, "bureau", "public")) == "2578.10", "digits stay as typed"


def test_the_keypads_enter_is_enter(table: Make, document: Document) -> None:
    view = table("income")
    put(view, "u1", "other")
    type_text("7")
    press(Key.Key_Enter)
    assert income(document, "u1", "other") == Decimal(7)
    assert at(view) == ("u2", "other")


def test_tab_goes_right_over_computed_cells_into_the_next_row(table: Make, document: Document) -> None:
    view = table("spending")
    put(view, "bureau", "public")
    press(Key.Key_Tab)
    assert at(view) == ("bureau", "project")
    put(view, "u1", "personnel")
    press(Key.Key_Backtab)
    assert document.book.formula(CellRef("spending", *at(view))) is None
    assert at(view)[0] == "bureau"


def test_a_total_appears_as_soon_as_a_part_is_typed(table: Make, document: Document) -> None:
    view = table("income")
    put(view, "u1", "public")
    type_text("12.5")
    press(Key.Key_Tab)
    assert income(document, "u1", "total") == Decimal("12.5")
    shown = view.form_model.index_of(CellRef("income", "summary", "public")).data()
    assert shown == "2,590.49"


def test_f2_goes_on_writing_at_the_end(table: Make, document: Document) -> None:
    view = table("income")
    put(view, "bureau", "public")
    press(Key.Key_F2)
    type_text("1")
    press(Key.Key_Return)
    assert income(document, "bureau", "public") == Decimal("2577.991")


def test_escape_leaves_the_cell_as_it_was(table: Make, document: Document) -> None:
    view = table("income")
    put(view, "bureau", "public")
    type_text("99")
    press(Key.Key_Escape)
    assert income(document, "bureau", "public") == Decimal("2577.99")
    assert document.undo_label == "真实材料"


def test_arrows_leave_a_cell_that_is_being_replaced(table: Make, document: Document) -> None:
    view = table("income")
    put(view, "u1", "public")
    type_text("5")
    press(Key.Key_Right)
    assert at(view) == ("u1", "fund")
    assert income(document, "u1", "public") == Decimal(5)


def test_full_width_digits_and_separators_are_a_figure(table: Make, document: Document) -> None:
    view = table("income")
    put(view, "u1", "public")
    press(Key.Key_F2)
    type_text("１，２３４．５０")
    press(Key.Key_Return)
    assert str(income(document, "u1", "public")) == "1234.50"


def test_nonsense_stays_in_the_editor_with_its_reason_until_escape(table: Make, document: Document) -> None:
    view = table("income")
    heard = messages(view)
    put(view, "bureau", "public")
    type_text("12,3")
    press(Key.Key_Return)
    editor = focus()
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "12,3"
    assert "逗号" in view.bubble_text
    assert heard == [view.bubble_text]
    assert income(document, "bureau", "public") == Decimal("2577.99")
    press(Key.Key_Escape)
    assert focus() is view
    assert view.bubble_text == ""


def test_nonsense_left_by_a_click_elsewhere_is_kept_in_its_cell(table: Make, document: Document) -> None:
    view = table("income")
    put(view, "bureau", "public")
    index = view.currentIndex()
    type_text("1.2.3")
    view.commit()
    assert index.data() == "1.2.3"
    assert "小数点" in index.data(Role.REFUSAL)
    assert income(document, "bureau", "public") == Decimal("2577.99")
    view.setFocus()
    press(Key.Key_F2)
    editor = focus()
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "1.2.3", "the text is there to be corrected"
    press(Key.Key_Escape)
    assert index.data() == "2,577.99"
    assert index.data(Role.REFUSAL) == ""


def test_typing_into_a_computed_cell_changes_nothing_and_says_why(table: Make, document: Document) -> None:
    view = table("income")
    heard = messages(view)
    put(view, "summary", "public")
    before = at(view)
    type_text("5")
    assert view.state() is not QAbstractItemView.State.EditingState
    assert "按公式计算" in view.bubble_text
    assert heard
    assert at(view) == before, "typing must not search for another cell"
    assert income(document, "summary", "public") == Decimal("2577.99")


def test_a_figure_is_stated_against_its_formula_on_purpose_only(table: Make, document: Document) -> None:
    view = table("income")
    put(view, "u1", "public")
    type_text("10")
    press(Key.Key_Return)
    put(view, "u1", "total")
    index = view.currentIndex()
    assert index.data(Role.COMPUTED)
    assert not index.data(Role.STATED)
    press(Key.Key_F2, modifiers=SHIFT)
    type_text("11")
    press(Key.Key_Return)
    assert document.book.stated(CellRef("income", "u1", "total")) == Decimal(11)
    assert index.data(Role.STATED)
    assert index.data(Role.SEVERITY) is Severity.MANDATORY
    assert "与公式相差 +1" in index.data(_tooltip())


def test_opening_a_computed_cell_and_confirming_it_states_nothing(table: Make, document: Document) -> None:
    view = table("income")
    put(view, "summary", "public")
    press(Key.Key_F2, modifiers=SHIFT)
    press(Key.Key_Return)
    assert document.book.stated(CellRef("income", "summary", "public")) is None
    assert (
        not view.form_model.flags(view.form_model.index_of(CellRef("income", "summary", "public")))
        & _editable()
    )


def test_clearing_a_stated_total_returns_to_the_formula(table: Make, document: Document) -> None:
    view = table("income")
    heard = messages(view)
    put(view, "bureau", "total")
    press(Key.Key_Delete)
    assert income(document, "bureau", "total") == Decimal("5394.87")
    assert "恢复按公式计算" in heard[-1]


def test_naming_a_unit_in_a_table_names_it_in_all(table: Make, document: Document) -> None:
    view = table("income")
    view.go(3, 0)
    press(Key.Key_F2)
    type_text("企业服务中心")
    press(Key.Key_Return)
    assert document.book.text(CellRef("units", "u2", "name")) == "企业服务中心"
    assert view.form_model.index(3, 0).data() == "3、企业服务中心"


# -- moving ------------------------------------------------------------------------------------------------------


def test_home_end_and_control_arrows_move_as_in_excel(table: Make) -> None:
    view = table("income")
    put(view, "bureau", "carryover")
    press(Key.Key_Right, modifiers=CONTROL)
    assert at(view) == ("bureau", "fund"), "to the edge of the filled block"
    press(Key.Key_Right, modifiers=CONTROL)
    assert at(view) == ("bureau", "other"), "over the gap"
    press(Key.Key_End, modifiers=CONTROL)
    assert at(view) == ("u2", "other")
    press(Key.Key_Home)
    assert view.currentIndex().column() == 0
    press(Key.Key_Home, modifiers=CONTROL)
    assert (view.currentIndex().row(), view.currentIndex().column()) == (0, 0)


def test_shift_extends_the_selection(table: Make) -> None:
    view = table("income")
    put(view, "bureau", "carryover")
    press(Key.Key_Right, modifiers=CONTROL | SHIFT)
    assert len(view.selectedIndexes()) == 3


def test_enter_after_a_run_of_tabs_goes_down_where_the_run_began(table: Make) -> None:
    view = table("spending")
    put(view, "bureau", "personnel")
    press(Key.Key_Tab, Key.Key_Tab)
    assert at(view) == ("bureau", "project")
    press(Key.Key_Return)
    assert at(view) == ("u1", "personnel")
    press(Key.Key_Tab)
    press(Key.Key_Right)
    press(Key.Key_Return)
    assert at(view) == ("u2", "project")


def test_tab_leaves_the_table_after_the_last_cell(table: Make) -> None:
    view = table("income")
    put(view, "u2", "other")
    press(Key.Key_Tab)
    assert at(view) == ("u2", "other")


# -- proposals and choices of rows -------------------------------------------------------------------------------


def test_a_proposed_score_is_typed_over_without_further_ado(table: Make, document: Document) -> None:
    document.apply(set_cells("分", [(CellRef("indicators", "i0", "weight"), Decimal(5))]))
    view = table("indicators")
    put(view, "i0", "score")
    index = view.currentIndex()
    assert index.data(Role.COMPUTED)
    assert index.data() == "5"
    type_text("4.5")
    press(Key.Key_Return)
    assert document.book.stated(CellRef("indicators", "i0", "score")) == Decimal("4.5")
    assert index.data(Role.STATED)


def test_confirming_a_proposal_states_nothing(table: Make, document: Document) -> None:
    document.apply(set_cells("分", [(CellRef("indicators", "i0", "weight"), Decimal(5))]))
    view = table("indicators")
    put(view, "i0", "score")
    press(Key.Key_F2, Key.Key_Return)
    assert document.book.stated(CellRef("indicators", "i0", "score")) is None


def test_a_figure_typed_as_its_formula_has_it_stays_when_the_formula_changes(
    table: Make, document: Document
) -> None:
    weight, score = (CellRef("indicators", "i0", column) for column in ("weight", "score"))
    document.apply(set_cells("分", [(weight, Decimal(5))]))
    view = table("indicators")
    put(view, "i0", "score")
    type_text("5")
    press(Key.Key_Return)
    document.apply(set_cells("分", [(weight, Decimal(6))]))
    assert document.book.value(score) == Decimal(5)


def test_a_total_stated_as_its_parts_have_it_is_checked_when_a_part_changes(
    table: Make, document: Document
) -> None:
    view = table("income")
    put(view, "summary", "public")
    press(Key.Key_F2, Key.Key_Return)
    assert document.book.stated(CellRef("income", "summary", "public")) is None, "not opened by F2 alone"
    put(view, "summary", "public")
    press(Key.Key_F2, modifiers=SHIFT)
    press(Key.Key_Return)
    assert document.book.stated(CellRef("income", "summary", "public")) is None, "nothing was typed"
    put(view, "summary", "public")
    press(Key.Key_F2, modifiers=SHIFT)
    type_text("2577.99")
    press(Key.Key_Return)
    assert document.book.stated(CellRef("income", "summary", "public")) == Decimal("2577.99")
    document.apply(set_cells("改", [(CellRef("income", "bureau", "public"), Decimal("2577.90"))]))
    assert income(document, "summary", "public") == Decimal("2577.99")
    assert document.findings_at(CellRef("income", "summary", "public"))
    press(Key.Key_Up, Key.Key_Delete)
    assert income(document, "summary", "public") == Decimal("2577.90"), "cleared, it follows its parts again"


def test_a_cell_that_nothing_is_proposed_for_is_an_ordinary_one(table: Make) -> None:
    view = table("indicators")
    index = view.form_model.index_of(CellRef("indicators", "i0", "name"))
    assert not index.data(Role.STATED)
    assert not index.data(Role.LOCKED)
    assert view.form_model.is_fillable(index.row(), index.column())


def test_a_use_chooses_its_special_by_number_and_name(table: Make, document: Document) -> None:
    document.apply(
        Edit(
            "专项",
            (InsertRow("specials", "s1", 0), InsertRow("specials", "s2", 1), InsertRow("uses", "x1", 0)),
        )
    )
    names = [
        (CellRef("specials", "s1", "name"), "稳岗补贴"),
        (CellRef("specials", "s2", "name"), "智慧城市项目经费"),
    ]
    document.apply(set_cells("名", names))
    view = table("uses")
    put(view, "x1", "special")
    press(Key.Key_F2)
    press(Key.Key_Down, Key.Key_Down, Key.Key_Return)
    cell = CellRef("uses", "x1", "special")
    index = view.form_model.index_of(cell)
    assert document.book.value(cell) == "s2"
    assert index.data() == "2、智慧城市项目经费"
    document.apply(Edit("移", (MoveRow("specials", "s2", 0),)))
    assert index.data() == "1、智慧城市项目经费"
    clipboard("稳岗补贴\n")
    put(view, "x1", "special")
    press(Key.Key_V, modifiers=CONTROL)
    assert document.book.value(cell) == "s1"


def test_a_renamed_row_is_told_to_the_cells_that_chose_it(document: Document) -> None:
    document.apply(Edit("专项", (InsertRow("specials", "s1", 0), InsertRow("uses", "x1", 0))))
    document.apply(set_cells("选", [(CellRef("uses", "x1", "special"), "s1")]))
    model = FormModel(document, FORMS["uses"])
    told: list[int] = []
    model.dataChanged.connect(lambda first, last: told.extend(range(first.column(), last.column() + 1)))
    document.apply(set_cells("名", [(CellRef("specials", "s1", "name"), "稳岗补贴")]))
    assert model.codes.index("special") in told


def test_headings_name_the_packets_years(qtbot: QtBot, document: Document) -> None:
    model = FormModel(document, FORMS["base_staff"])
    titles = [
        str(model.headerData(column, Qt.Orientation.Horizontal)) for column in range(model.columnCount())
    ]
    assert any("2022年实际在职人数" in title for title in titles)


def _tooltip() -> int:
    return Qt.ItemDataRole.ToolTipRole


def _editable() -> object:
    return Qt.ItemFlag.ItemIsEditable
