"""Blocks and rows of a table: what goes to Excel and comes from it, rows added, moved and deleted, each as one undo."""

from __future__ import annotations

from decimal import Decimal

from gui.document import Document
from gui.main_window import MainWindow
from model.cells import CellRef
from model.forms import FORMS
from tests.gui.keyboard import ALT, CONTROL, SHIFT, Key, press, type_text
from tests.gui.table_kit import (
    Choose,
    Make,
    at,
    by_keys_and_mouse,
    clipboard,
    drag,
    extend,
    income,
    messages,
    put,
    shortfalls,
)

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
    assert document.undo_label == "粘贴 6 格（收入）"
    document.undo()
    assert income(document, "u1", "carryover") is None
    assert document.undo_label == "真实材料"


@by_keys_and_mouse
def test_one_cell_on_the_clipboard_fills_the_selection(
    table: Make, document: Document, choose: Choose
) -> None:
    view = table("income")
    put(view, "bureau", "public")
    press(Key.Key_C, modifiers=CONTROL)
    choose(view, ("u1", "carryover"), ("u2", "public"))
    press(Key.Key_V, modifiers=CONTROL)
    cells = [(row, column) for row in ("u1", "u2") for column in ("carryover", "public")]
    assert {str(income(document, *cell)) for cell in cells} == {"2577.99"}
    assert income(document, "u1", "fund") is None
    assert document.undo_label == "粘贴 4 格（收入）"


def test_what_is_no_figure_is_refused_by_name_and_the_rest_is_pasted(table: Make, document: Document) -> None:
    view = table("income")
    heard = shortfalls(document)
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
    heard = shortfalls(document)
    put(view, "u1", "total")
    clipboard("7\t1\t2\t3\n")
    press(Key.Key_V, modifiers=CONTROL)
    assert document.book.stated(CellRef("income", "u1", "total")) is None
    assert income(document, "u1", "total") == Decimal(6)
    assert "跳过 1 个按公式计算的格" in heard[0]
    assert "粘贴的是7.00，公式为6.00" in heard[0]


def test_what_does_not_fit_into_the_table_is_told(table: Make, document: Document) -> None:
    view = table("income")
    heard, usual = shortfalls(document), messages(view)
    put(view, "u2", "other")
    clipboard("1\t2\n3\t4\n")
    press(Key.Key_V, modifiers=CONTROL)
    assert income(document, "u2", "other") == Decimal(1)
    assert heard == ["已粘贴 1 格；超出表格的 1 行、1 列没有粘贴。需要恢复的，请按 Ctrl+Z 撤销。"]
    assert usual == []
    clipboard("5\n")
    press(Key.Key_V, modifiers=CONTROL)
    assert (len(heard), usual) == (1, ["已粘贴 1 格。"])


def test_a_paste_that_did_not_fit_is_told_in_the_message_place_until_it_is_undone(window: MainWindow) -> None:
    window.goto(CellRef("income", "bureau", "other"))
    clipboard("1\t2\n" * 5)
    press(Key.Key_V, modifiers=CONTROL)
    assert window.messages.text == (
        "已粘贴 3 格；超出表格的 2 行、1 列没有粘贴。需要恢复的，请按 Ctrl+Z 撤销。"
    )
    press(Key.Key_Z, modifiers=CONTROL)
    assert window.messages.text == ""


def test_a_list_grows_by_what_is_pasted(table: Make, document: Document) -> None:
    table("evaluators")
    press(Key.Key_Plus, modifiers=CONTROL)
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
    drag(view, ("i0", "level1"), ("i3", "actual"))
    before = [document.book.value(ref) for ref in document.book.refs(FORMS["indicators"])]
    press(Key.Key_C, modifiers=CONTROL)
    press(Key.Key_V, modifiers=CONTROL)
    assert [document.book.value(ref) for ref in document.book.refs(FORMS["indicators"])] == before


def test_delete_clears_a_block_as_one_undo(table: Make, document: Document) -> None:
    view = table("income")
    extend(view, ("bureau", "carryover"), ("bureau", "other"))
    press(Key.Key_Delete)
    assert income(document, "bureau", "public") is None
    assert document.undo_label == "清除 4 格（收入）"
    document.undo()
    assert view.form_model.index_of(CellRef("income", "bureau", "public")).data() == "2,577.99"


def test_fill_down_repeats_the_first_row_of_the_selection(table: Make, document: Document) -> None:
    view = table("income")
    extend(view, ("bureau", "carryover"), ("u2", "public"))
    press(Key.Key_D, modifiers=CONTROL)
    assert income(document, "u2", "public") == Decimal("2577.99")
    assert document.undo_label == "向下填充 4 格（收入）"


def test_count_and_sum_of_the_selection_are_exact(table: Make) -> None:
    view = table("income")
    heard: list[str] = []
    view.selection_summary.connect(heard.append)
    extend(view, ("bureau", "carryover"), ("bureau", "other"))
    assert heard[-1] == "计数 4　求和 5,394.87"
    put(view, "bureau", "other")
    assert heard[-1] == ""


# -- rows --------------------------------------------------------------------------------------------------------


def test_a_new_indicator_stands_below_and_keeps_the_headings(table: Make, document: Document) -> None:
    view = table("indicators")
    put(view, "i1", "name")
    press(Key.Key_Plus, modifiers=CONTROL)
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
    extend(view, ("i1", "name"), ("i2", "target"))
    press(Key.Key_Minus, modifiers=CONTROL)
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
