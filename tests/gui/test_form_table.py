"""The table: what a clerk who knows Excel and WPS expects of it, with the figures of a real packet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractItemView, QLineEdit
from pytestqt.qtbot import QtBot

from gui.cell_state import Role
from gui.document import Document
from gui.field_form import FieldForm
from gui.form_model import FormModel
from gui.form_view import FormTable
from model.cells import CellRef
from model.edits import DeleteRow, Edit, InsertRow, MoveRow, set_cells
from model.findings import Severity
from model.forms import FORMS
from tests.gui.keyboard import ALT, CONTROL, SHIFT, Key, focus, press, show, type_text

Make = Callable[[str], FormTable]


@pytest.fixture
def table(qtbot: QtBot, document: Document) -> Iterator[Make]:
    def make(form: str) -> FormTable:
        made = FormTable(document, FORMS[form])
        qtbot.addWidget(made)
        show(made)
        return made

    return make


def put(table: FormTable, row: str, column: str) -> None:
    """Put the cursor into a cell."""
    index = table.form_model.index_of(table.form.ref(row, column))
    table.go(index.row(), index.column())


def select(table: FormTable, first: tuple[str, str], last: tuple[str, str]) -> None:
    """Drag a block."""
    corner = table.form_model.index_of(table.form.ref(*first))
    end = table.form_model.index_of(table.form.ref(*last))
    table.select_block(
        corner.row(), end.row() - corner.row() + 1, list(range(corner.column(), end.column() + 1))
    )


def at(table: FormTable) -> tuple[str, str]:
    """Where the cursor is."""
    ref = table.current_ref
    assert ref is not None
    return (ref.row, ref.column)


def clipboard(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def messages(table: FormTable) -> list[str]:
    heard: list[str] = []
    table.message.connect(heard.append)
    return heard


def income(document: Document, row: str, column: str) -> object:
    return document.book.value(CellRef("income", row, column))


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
    assert shown == "2590.49"


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
    assert index.data() == "2577.99"
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
    view.commands.state.trigger()
    type_text("11")
    press(Key.Key_Return)
    assert document.book.stated(CellRef("income", "u1", "total")) == Decimal(11)
    assert index.data(Role.STATED)
    assert index.data(Role.SEVERITY) is Severity.MANDATORY
    assert "与公式相差 +1" in index.data(_tooltip())


def test_opening_a_computed_cell_and_confirming_it_states_nothing(table: Make, document: Document) -> None:
    view = table("income")
    put(view, "summary", "public")
    view.commands.state.trigger()
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


def test_tab_leaves_the_table_after_the_last_cell(table: Make) -> None:
    view = table("income")
    put(view, "u2", "other")
    press(Key.Key_Tab)
    assert at(view) == ("u2", "other")


# -- blocks ------------------------------------------------------------------------------------------------------


def test_a_block_from_excel_goes_in_at_the_corner_as_one_undo(table: Make, document: Document) -> None:
    view = table("income")
    put(view, "u1", "carryover")
    clipboard("1,234.50\t２\t 3\u00a0\r\n4\t5\t6\r\n")
    press(Key.Key_V, modifiers=CONTROL)
    values = [
        income(document, row, column) for row in ("u1", "u2") for column in ("carryover", "public", "fund")
    ]
    assert values == [Decimal(text) for text in ("1234.50", "2", "3", "4", "5", "6")]
    assert document.undo_label == "粘贴 6 格"
    document.undo()
    assert income(document, "u1", "carryover") is None
    assert document.undo_label == "真实材料"


def test_one_cell_on_the_clipboard_fills_the_selection(table: Make, document: Document) -> None:
    view = table("income")
    select(view, ("u1", "carryover"), ("u2", "public"))
    clipboard("8.80\n")
    press(Key.Key_V, modifiers=CONTROL)
    assert {
        str(income(document, row, column)) for row in ("u1", "u2") for column in ("carryover", "public")
    } == {"8.80"}
    assert document.undo_label == "粘贴 4 格"


def test_what_is_no_figure_is_refused_by_name_and_the_rest_is_pasted(table: Make, document: Document) -> None:
    view = table("income")
    heard = messages(view)
    put(view, "u1", "carryover")
    clipboard("1\t见附件\t3\n")
    press(Key.Key_V, modifiers=CONTROL)
    assert income(document, "u1", "carryover") == Decimal(1)
    assert income(document, "u1", "public") is None
    assert income(document, "u1", "fund") == Decimal(3)
    assert len(heard) == 1
    assert "科技创新服务中心 › 公共财政拨款" in heard[0]
    assert "见附件" in heard[0]


def test_pasted_totals_are_left_to_their_formulas_and_a_difference_is_told(
    table: Make, document: Document
) -> None:
    view = table("income")
    heard = messages(view)
    put(view, "u1", "total")
    clipboard("7\t1\t2\t3\n")
    press(Key.Key_V, modifiers=CONTROL)
    assert document.book.stated(CellRef("income", "u1", "total")) is None
    assert income(document, "u1", "total") == Decimal(6)
    assert "跳过 1 个按公式计算的格" in heard[0]
    assert "粘贴的是7，公式为6" in heard[0]


def test_what_does_not_fit_into_the_table_is_told(table: Make, document: Document) -> None:
    view = table("income")
    heard = messages(view)
    put(view, "u2", "other")
    clipboard("1\t2\n3\t4\n")
    press(Key.Key_V, modifiers=CONTROL)
    assert income(document, "u2", "other") == Decimal(1)
    assert "1 行、1 列未粘贴" in heard[0]


def test_a_list_grows_by_what_is_pasted(table: Make, document: Document) -> None:
    view = table("evaluators")
    view.commands.insert.trigger()
    clipboard('陶毅\t局长\t吉首市科工信局\n张宏\t副局长\t"吉首市\n科工信局"\n')
    press(Key.Key_V, modifiers=CONTROL)
    rows = document.book.group("evaluators")
    names = [document.book.text(CellRef("evaluators", row, "name")) for row in rows]
    assert names == ["陶毅", "张宏"]
    assert document.book.text(CellRef("evaluators", rows[1], "unit")) == "吉首市 科工信局"
    document.undo()
    assert len(document.book.group("evaluators")) == 1


def test_copied_cells_come_back_unchanged(table: Make, document: Document) -> None:
    view = table("indicators")
    select(view, ("i0", "level1"), ("i3", "actual"))
    before = [document.book.value(ref) for ref in document.book.refs(FORMS["indicators"])]
    press(Key.Key_C, modifiers=CONTROL)
    press(Key.Key_V, modifiers=CONTROL)
    assert [document.book.value(ref) for ref in document.book.refs(FORMS["indicators"])] == before


def test_delete_clears_a_block_as_one_undo(table: Make, document: Document) -> None:
    view = table("income")
    select(view, ("bureau", "carryover"), ("bureau", "other"))
    press(Key.Key_Delete)
    assert income(document, "bureau", "public") is None
    assert document.undo_label == "清除 4 格"
    document.undo()
    assert view.form_model.index_of(CellRef("income", "bureau", "public")).data() == "2577.99"


def test_fill_down_repeats_the_first_row_of_the_selection(table: Make, document: Document) -> None:
    view = table("income")
    select(view, ("bureau", "carryover"), ("u2", "public"))
    press(Key.Key_D, modifiers=CONTROL)
    assert income(document, "u2", "public") == Decimal("2577.99")
    assert document.undo_label == "向下填充 4 格"


def test_count_and_sum_of_the_selection_are_exact(table: Make) -> None:
    view = table("income")
    heard: list[str] = []
    view.selection_summary.connect(heard.append)
    select(view, ("bureau", "carryover"), ("bureau", "other"))
    assert heard[-1] == "计数 4　求和 5394.87"
    put(view, "bureau", "other")
    assert heard[-1] == ""


# -- rows --------------------------------------------------------------------------------------------------------


def test_a_new_indicator_stands_below_and_keeps_the_headings(table: Make, document: Document) -> None:
    view = table("indicators")
    put(view, "i1", "name")
    view.commands.insert.trigger()
    rows = document.book.group("indicators")
    assert rows[:2] == ("i0", "i1")
    assert at(view)[0] == rows[2]
    assert view.rowSpan(0, 0) == 5
    document.undo()
    assert view.rowSpan(0, 0) == 4


def test_rows_move_by_keys_with_cursor_and_merged_headings(table: Make, document: Document) -> None:
    view = table("indicators")
    put(view, "i4", "name")
    press(Key.Key_Up, modifiers=CONTROL | SHIFT)
    assert document.book.group("indicators")[3:5] == ("i4", "i3")
    assert at(view) == ("i4", "name"), "the cursor goes with its row"
    assert [view.rowSpan(row, 0) for row in (0, 3, 4, 5)] == [3, 1, 1, 2]
    press(Key.Key_Down, modifiers=CONTROL | SHIFT)
    assert [view.rowSpan(0, 0), view.rowSpan(4, 0)] == [4, 3]


def test_deleting_rows_is_one_undo_and_fixed_rows_stay(table: Make, document: Document) -> None:
    view = table("indicators")
    select(view, ("i1", "name"), ("i2", "target"))
    view.commands.delete.trigger()
    assert document.book.group("indicators") == ("i0", "i3", "i4", "i5", "i6")
    document.undo()
    assert document.book.text(CellRef("indicators", "i2", "name")) == "新增规模企业"
    fixed = table("income")
    put(fixed, "bureau", "public")
    assert not fixed.commands.delete.isEnabled()


def test_editing_a_merged_heading_changes_every_row_under_it(table: Make, document: Document) -> None:
    view = table("indicators")
    put(view, "i0", "level1")
    press(Key.Key_F2)
    press(Key.Key_A, modifiers=CONTROL)
    type_text("产出指标")
    press(Key.Key_Return)
    values = {document.book.text(CellRef("indicators", f"i{number}", "level1")) for number in range(4)}
    assert values == {"产出指标"}
    assert view.rowSpan(0, 0) == 4
    assert at(view) == ("i4", "level1"), "Enter goes below the merged cell"


def test_alt_enter_makes_a_new_line_and_enter_takes_the_prose_over(table: Make, document: Document) -> None:
    view = table("indicators")
    put(view, "i3", "reason")
    press(Key.Key_F2)
    type_text("部分项目跨年实施。")
    press(Key.Key_Return, modifiers=ALT)
    type_text("下年加快进度。")
    height = view.rowHeight(3)
    press(Key.Key_Return)
    assert document.book.text(CellRef("indicators", "i3", "reason")) == "部分项目跨年实施。\n下年加快进度。"
    assert view.rowHeight(3) >= height
    assert at(view) == ("i4", "reason")


# -- model -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "form", ["units", "income", "spending", "sangong", "indicators", "evaluators", "scores"]
)
def test_the_model_keeps_qts_contract_through_edits_rows_and_undo(document: Document, form: str) -> None:
    model = FormModel(document, FORMS[form])
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    document.apply(set_cells("数", [(CellRef("income", "u1", "public"), Decimal("1.5"))]))
    document.apply(
        Edit(
            "行",
            (InsertRow("units", "u9", 0), InsertRow("indicators", "i9", 2), InsertRow("evaluators", "e1", 0)),
        )
    )
    document.apply(
        Edit(
            "移", (MoveRow("units", "u9", 2), MoveRow("indicators", "i0", 5), MoveRow("indicators", "i9", 0))
        )
    )
    document.apply(Edit("删", (DeleteRow("units", "u1"), DeleteRow("indicators", "i3"))))
    assert list(model.row_ids) == list(document.book.rows(FORMS[form]))
    for _ in range(4):
        document.undo()
        assert list(model.row_ids) == list(document.book.rows(FORMS[form]))
    assert tester.model() is model


def test_one_edit_tells_only_the_cells_that_it_touches(qtbot: QtBot, document: Document) -> None:
    model = FormModel(document, FORMS["income"])
    touched: list[tuple[int, int, int]] = []
    model.dataChanged.connect(lambda a, b: touched.append((a.row(), a.column(), b.column())))
    document.apply(set_cells("数", [(CellRef("income", "u1", "other"), Decimal(3))]))
    other, total = model.codes.index("other"), model.codes.index("total")
    cells = {(row, column) for row, first, last in touched for column in range(first, last + 1)}
    assert cells == {(2, other), (2, total), (0, other), (0, total)}


def test_the_tooltip_tells_formula_sum_difference_and_finding(document: Document) -> None:
    model = FormModel(document, FORMS["sangong"])
    words = model.index_of(CellRef("sangong", "bureau", "total")).data(_tooltip())
    for part in (
        "三公经费合计＝公务接待费＋",
        "0.29＋0＋0＋0＝0.29",
        "填列：0，与公式相差 -0.29",
        "【强制】",
    ):
        assert part in words


def test_markup_in_a_name_is_shown_as_typed(document: Document) -> None:
    document.apply(set_cells("名", [(CellRef("units", "u1", "name"), "<b>中心</b>")]))
    document.apply(set_cells("数", [(CellRef("income", "u1", "public"), Decimal(1))]))
    model = FormModel(document, FORMS["income"])
    words = model.index_of(CellRef("income", "summary", "public")).data(_tooltip())
    assert "&lt;b&gt;中心" in words


def test_going_to_a_cell_selects_it_and_takes_the_keys(table: Make) -> None:
    view = table("indicators")
    seen: list[CellRef | None] = []
    view.current_ref_changed.connect(seen.append)
    assert view.goto(CellRef("indicators", "i6", "actual"))
    assert at(view) == ("i6", "actual")
    assert seen[-1] == CellRef("indicators", "i6", "actual")
    assert focus() is view
    assert not view.goto(CellRef("income", "bureau", "public"))


def test_a_packet_opened_to_read_is_not_typed_into(qtbot: QtBot, document: Document) -> None:
    path = document.path
    document.close()
    reader = Document()
    assert reader.open(path, read_only=True)
    view = FormTable(reader, FORMS["income"])
    qtbot.addWidget(view)
    show(view)
    put(view, "bureau", "public")
    type_text("1")
    assert view.state() is not QAbstractItemView.State.EditingState
    assert "只读" in view.bubble_text
    press(Key.Key_C, modifiers=CONTROL)
    assert QGuiApplication.clipboard().text() == "2577.99\n"
    reader.close()


def test_the_context_menu_offers_what_the_cell_allows(table: Make) -> None:
    view = table("income")
    put(view, "summary", "public")
    menu = view.commands.menu()
    texts = [action.text() for action in menu.actions() if action.isEnabled()]
    assert "填列与公式不同的数…" in texts
    assert "恢复按公式计算" not in texts
    menu.close()
    put(view, "bureau", "total")
    menu = view.commands.menu()
    assert "恢复按公式计算" in [action.text() for action in menu.actions() if action.isEnabled()]
    menu.close()


def test_table_and_form_survive_the_packet_being_closed(qtbot: QtBot, document: Document) -> None:
    view, form = FormTable(document, FORMS["indicators"]), FieldForm(document, FORMS["overview"])
    for widget in (view, form):
        qtbot.addWidget(widget)
        show(widget)
    form.field("contact").editor.setFocus()
    document.close()
    assert view.form_model.rowCount() == 0
    view.setFocus()
    view.grab()
    form.grab()
    assert view.current_ref is None


def test_no_timer_runs_on_after_the_flash(qtbot: QtBot, table: Make) -> None:
    view = table("income")
    view.goto(CellRef("income", "bureau", "public"))
    qtbot.waitUntil(lambda: not any(timer.isActive() for timer in view.findChildren(QTimer)), timeout=4000)


def test_selecting_by_mouse_range_uses_one_selection(table: Make) -> None:
    view = table("income")
    put(view, "bureau", "carryover")
    other = view.form_model.index_of(CellRef("income", "u1", "public"))
    view.selectionModel().select(other, QItemSelectionModel.SelectionFlag.Select)
    press(Key.Key_Delete)
    assert view.form_model.index_of(CellRef("income", "bureau", "carryover")).data() == ""


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
