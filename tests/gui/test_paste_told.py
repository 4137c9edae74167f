"""What the clipboard and the keyboard say about units and signs is obeyed, and what was read otherwise than it looks is told."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gui.document import Document
from gui.main_window import MainWindow
from model.cells import CellRef
from model.formdef import Kind
from tests.gui.keyboard import CONTROL, Key, press, type_text
from tests.gui.table_kit import Make, at, clipboard, income, messages, put, shortfalls
from tests.gui.windows import goto

UNDO = "需要恢复的，请按 Ctrl+Z 撤销。"
COLUMNS = ("carryover", "public", "fund")


def paste(text: str) -> None:
    clipboard(text)
    press(Key.Key_V, modifiers=CONTROL)


def row(document: Document, unit: str = "u1") -> list[str]:
    return [str(income(document, unit, column)) for column in COLUMNS]


# -- headings ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("block", "told"),
    [
        (
            "上年结转（元）\t公共财政拨款（元）\n460800\t25779900\n",
            "首行是表头，没有粘贴；2 栏按表头写的“元”换算（如 460800→46.08）",
        ),
        (
            "单位：元\t\n上年结转\t公共财政拨款\n460800\t25779900\n",
            "前 2 行是表头，没有粘贴；2 栏按表头写的“元”换算（如 460800→46.08）",
        ),
        (
            "收入决算表\t\n财政拨款收入（元）\t\n甲\t乙\n460,800.00\t25,779,900.00\n",
            "前 3 行是表头，没有粘贴；2 栏按表头写的“元”换算（如 460,800.00→46.08）",
        ),
        (
            "上年结转（千元）\t公共财政拨款（亿元）\n460.8\t0.257799\n",
            "首行是表头，没有粘贴；2 栏按表头写的“千元”“亿元”换算（如 460.8→46.08）",
        ),
        (
            "编制单位：某局\t单位：元\n上年结转\t公共财政拨款\n460800\t25779900\n",
            "前 2 行是表头，没有粘贴；2 栏按表头写的“元”换算（如 460800→46.08）",
        ),
        ("上年结转（万元）\t公共财政拨款\n46.08\t2577.99\n", "首行是表头，没有粘贴"),
        ("上年结转\t公共财政拨款\n46.08\t2577.99\n", "首行是表头，没有粘贴"),
        (
            "金额（元）\t金额（元）\n¥460,800.00\t2577.99万元\n",
            "首行是表头，没有粘贴；1 栏按表头写的“元”换算（如 ¥460,800.00→46.08）",
        ),
    ],
)
def test_headings_are_left_out_and_the_unit_that_they_name_is_obeyed(
    table: Make, document: Document, block: str, told: str
) -> None:
    view, heard = table("income"), shortfalls(document)
    put(view, "u1", "carryover")
    paste(block)
    assert row(document)[:2] == ["46.08", "2577.99"]
    assert heard == [f"已粘贴 2 格；{told}。{UNDO}"]
    assert document.undo_label == "粘贴 2 格（收入）"
    assert at(view) == ("u1", "carryover")
    press(Key.Key_V, modifiers=CONTROL)
    document.undo()
    document.undo()
    assert row(document)[:2] == ["None", "None"], "one paste is one step"


def test_a_single_column_with_its_heading_begins_at_the_cursor(table: Make, document: Document) -> None:
    view = table("income")
    put(view, "u1", "fund")
    paste("基金预算拨款（元）\n10000\n25000\n")
    assert [income(document, unit, "fund") for unit in ("u1", "u2")] == [Decimal("1.00"), Decimal("2.50")]


def test_a_unit_that_stands_beside_the_table_counts_too(table: Make, document: Document) -> None:
    view, heard = table("income"), shortfalls(document)
    put(view, "u1", "other")
    paste("\t单位：元\n其他收入\t备注\n10000\t无\n")
    assert income(document, "u1", "other") == Decimal("1.00")
    assert heard[0].startswith(
        "已粘贴 1 格；前 2 行是表头，没有粘贴；1 栏按表头写的“元”换算（如 10000→1.00）；"
    )


@pytest.mark.parametrize("label", ["栏次", "栏 次", ""])
def test_the_line_that_numbers_the_columns_is_a_heading(table: Make, document: Document, label: str) -> None:
    view = table("income")
    view.go(2, 0)
    paste(f"项目\t合计（元）\t结转（元）\t拨款（元）\n{label}\t1\t2\t3\n甲\t30000\t10000\t20000\n")
    assert row(document)[:2] == ["1.00", "2.00"]
    assert row(document, "u2")[:2] == ["None", "None"]


def test_figures_that_count_up_are_no_heading_by_themselves(table: Make, document: Document) -> None:
    view = table("income")
    put(view, "u1", "carryover")
    paste("1\t2\t3\n4\t5\t6\n")
    assert row(document) == ["1", "2", "3"]


def test_headings_above_the_names_go_with_those_above_the_figures(table: Make, document: Document) -> None:
    view = table("income")
    view.go(2, 0)
    paste("单位\t合计（元）\t上年结转（元）\n科技创新服务中心\t10000\t10000\n")
    assert income(document, "u1", "carryover") == Decimal("1.00")
    assert income(document, "u1", "total") == Decimal("1.00")
    assert document.book.stated(CellRef("income", "u1", "total")) is None


def test_in_yuan_a_heading_in_ten_thousands_is_obeyed_too(table: Make, document: Document) -> None:
    document.in_yuan = True
    view, heard = table("income"), shortfalls(document)
    put(view, "u1", "carryover")
    paste("上年结转（万元）\t公共财政拨款（万元）\n46.08\t2577.99\n")
    assert row(document)[:2] == ["46.08", "2577.99"]
    assert "2 栏按表头写的“万元”换算（如 46.08→460,800.00）" in heard[0]


@pytest.mark.parametrize(
    ("block", "said"),
    [
        (
            "上年结转（元）\t公共财政拨款\n460800\t25779900\n",
            "表头里“上年结转”写了单位“元”，“公共财政拨款”没有写；请补写单位后连表头重新复制",
        ),
        (
            "上年结转（美元）\t公共财政拨款（元）\n1\t2\n",
            "表头“上年结转（美元）”的单位不是元、千元、万元或亿元",
        ),
        ("上年结转（百万元）\n1\n", "表头“上年结转（百万元）”的单位不是元"),
        ("收入（元）\t\n上年结转（万元）\t公共\n1\t2\n", "“上年结转”的表头写了两种金额单位"),
        ("编制数（人）\t在职（人）\n12\t11\n", "表头“编制数（人）”与表中的“上年结转”单位不同类"),
    ],
)
def test_headings_that_cannot_be_obeyed_refuse_the_block_in_one_sentence(
    table: Make, document: Document, block: str, said: str
) -> None:
    view, heard, label = table("income"), shortfalls(document), document.undo_label
    put(view, "u1", "carryover")
    paste(block)
    assert len(heard) == 1
    assert heard[0].startswith(f"没有粘贴：{said}")
    assert heard[0].count("。") == 1
    assert (document.undo_label, row(document)) == (label, ["None"] * 3)


def test_money_is_not_pasted_over_areas(table: Make, document: Document) -> None:
    view, heard = table("base_building"), shortfalls(document)
    put(view, "all", "approved_area")
    paste("批复规模（元）\n50000\n")
    assert heard == [
        "没有粘贴：表头“批复规模（元）”与表中的“批复规模（㎡）”单位不同类；请核对栏目，从对应的一栏起粘贴。"
    ]
    assert document.book.value(CellRef("base_building", "all", "approved_area")) is None


def test_a_heading_above_money_and_counts_converts_the_money(table: Make, document: Document) -> None:
    view = table("last_year")
    rows = view.form_model.row_ids
    kinds = [view.form_model.kind_at(number, 1) for number in range(len(rows))]
    put(view, rows[0], "amount")
    paste("上年数（元）\n" + "50000\n" * len(rows))
    for one, kind in zip(rows, kinds, strict=True):
        value = document.book.value(CellRef("last_year", one, "amount"))
        assert value == (5 if kind is Kind.AMOUNT else 50000)
    assert set(kinds) == {Kind.AMOUNT, Kind.COUNT}


@pytest.mark.parametrize("block", ["见附件\n5\n", "见附件\t详见附表\n5\t6\n", "待批\n5\n", "—\n5\n"])
def test_words_in_the_place_of_a_figure_are_no_heading(table: Make, document: Document, block: str) -> None:
    view, heard = table("income"), shortfalls(document)
    put(view, "u1", "carryover")
    paste(block)
    assert income(document, "u1", "carryover") is None
    assert income(document, "u2", "carryover") == Decimal(5)
    assert "没有粘贴：" in heard[0]
    assert "表头" not in heard[0]


def test_what_is_less_than_a_cent_is_refused_by_name(table: Make, document: Document) -> None:
    view, heard = table("income"), shortfalls(document)
    put(view, "u1", "carryover")
    paste("上年结转（元）\t公共财政拨款（元）\n460800.005\t25779900\n")
    assert row(document)[:2] == ["None", "2577.99"]
    assert "“收入 › 2、科技创新服务中心 › 上年结转”没有粘贴：“460800.005”的小数超过两位" in heard[0]


def test_a_list_of_words_is_pasted_without_its_titles(table: Make, document: Document) -> None:
    view = table("evaluators")
    press(Key.Key_Plus, modifiers=CONTROL)
    paste("姓名\t职务\t单位\n陶毅\t局长\t吉首市科工信局\n")
    assert [column.title for column in view.form.columns][:3] == ["姓名", "职务/职称", "单位"]
    rows = document.book.group("evaluators")
    assert [document.book.text(CellRef("evaluators", one, "name")) for one in rows] == ["陶毅"]


def test_figures_that_are_much_larger_are_never_changed(table: Make, document: Document) -> None:
    view = table("income")
    heard = messages(view)
    put(view, "bureau", "carryover")
    paste("460800\t25779900\n")
    assert row(document, "bureau")[:2] == ["460800", "25779900"]
    assert heard == ["已粘贴 2 格；这些数都在原来的 1000 倍以上，请核对是不是以元为单位。"]
    paste("460800\t25779901\n")
    assert heard[1:] == ["已粘贴 2 格。"]


# -- ways of writing ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value", "told"),
    [
        ("１２３４．５６", "1234.56", "其中 1 格的全角数字按半角读入（如“１２３４．５６”→1,234.56）"),
        ("1，234.5", "1234.5", "其中 1 格的全角逗号按千位分隔符读入（如“1，234.5”→1,234.50）"),
        ("(5)", "-5", "其中 1 格按负数读入（如“(5)”→-5.00）"),
        ("（5）", "-5", "其中 1 格按负数读入（如“（5）”→-5.00）"),
        (" - ", "0", "其中 1 格按 0 读入（如“-”→0.00）"),
        (" -\u00a0\u00a0", "0", "其中 1 格按 0 读入（如“-”→0.00）"),
        ("△2", "-2", "其中 1 格按负数读入（如“△2”→-2.00）"),
        ("7\u200b", "7", "其中 1 格去掉了看不见的字符（如“7”→7.00）"),
        ("20000元", "2.00", "其中 1 格按写明的单位换算（如“20000元”→2.00）"),
        ("3.5亿元", "35000", "其中 1 格按写明的单位换算（如“3.5亿元”→35,000.00）"),
    ],
)
def test_what_was_read_otherwise_than_it_looks_is_told_with_an_example(
    table: Make, document: Document, text: str, value: str, told: str
) -> None:
    view = table("income")
    heard, partly = messages(view), shortfalls(document)
    put(view, "u1", "carryover")
    paste(f"{text}\t8\n")
    assert row(document)[:2] == [value, "8"]
    assert [one.removesuffix(UNDO) for one in heard + partly] == [f"已粘贴 2 格；{told}。"]


@pytest.mark.parametrize("text", [" 7\u00a0", "1,234.50", "-5", "−5", "\u30008.1", "12万元", "12万", "（0）"])
def test_blanks_separators_and_the_units_of_the_table_make_no_noise(
    table: Make, document: Document, text: str
) -> None:
    view = table("income")
    heard, partly = messages(view), shortfalls(document)
    put(view, "u1", "carryover")
    paste(f"{text}\t8\n")
    assert (heard, partly) == (["已粘贴 2 格。"], [])


def test_a_row_of_whole_numbers_below_titles_is_data_unless_it_numbers_the_columns(
    table: Make, document: Document
) -> None:
    view = table("income")
    put(view, "u1", "carryover")
    paste("上年结转\t公共财政拨款\t政府基金拨款\n10\t11\t12\n13\t14\t15\n")
    assert row(document) == ["10", "11", "12"]
    assert row(document, "u2") == ["13", "14", "15"]


def test_a_name_that_is_not_the_rows_is_told_beside_its_figures(table: Make, document: Document) -> None:
    """A block in another order puts its figures beside other names; in the same order nothing is said."""
    view = table("income")
    heard, partly = messages(view), shortfalls(document)
    view.go(view.form_model.row_ids.index("bureau"), 0)
    paste("局机关\t\t1\t2\n科技创新服务中心\t\t3\t4\n")
    assert (len(heard), partly) == (1, [])
    view.go(view.form_model.row_ids.index("bureau"), 0)
    paste("科技创新服务中心\t\t3\t4\n局机关\t\t1\t2\n")
    assert "1 行的名称与表中不同（如“科技创新服务中心”在“局机关”一行），请核对行次" in partly[-1]


def test_a_row_of_answers_beside_a_name_is_no_heading(table: Make, document: Document) -> None:
    """Left out as a heading, the row below it would land in its place."""
    view = table("income")
    heard = shortfalls(document)
    view.go(view.form_model.row_ids.index("u1"), 0)
    paste("市科技局\t\t已交接\t并入局机关\n服务中心\t\t8\t9\n")
    assert row(document)[:2] == ["None", "None"]
    assert row(document, "u2")[:2] == ["8", "9"]
    assert "已交接" in heard[-1]


def test_the_unit_of_a_heading_over_a_formula_is_not_told_as_converted(
    table: Make, document: Document
) -> None:
    view = table("income")
    told = shortfalls(document)
    put(view, "u1", "total")
    paste("收入合计（元）\t上年结转（元）\n100000\t100000\n")
    assert "1 栏按表头写的“元”换算" in told[-1]


def test_a_dash_where_words_belong_stays_a_dash(table: Make, document: Document) -> None:
    view = table("indicators")
    put(view, "i0", "actual")
    paste(" - \n")
    assert document.book.value(CellRef("indicators", "i0", "actual")) == "-"


def test_a_dash_that_is_typed_for_a_figure_is_asked_about(table: Make, document: Document) -> None:
    """On the clipboard it is Excel's zero; typed, it may mean that nothing is known."""
    view = table("income")
    heard = messages(view)
    put(view, "u1", "carryover")
    type_text("-")
    press(Key.Key_Return)
    assert income(document, "u1", "carryover") is None
    assert "不是数字" in heard[-1]


def test_several_ways_are_told_in_one_clause(table: Make, document: Document) -> None:
    view = table("income")
    heard = messages(view)
    put(view, "u1", "carryover")
    paste("(5)\t△2\t１\n")
    assert heard == [
        "已粘贴 3 格；其中 2 格按负数读入（如“(5)”→-5.00）、1 格的全角数字按半角读入（如“１”→1.00）。"
    ]


# -- units that are typed ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("in_yuan", "typed", "kept", "told"),
    [
        (False, "20000元", "2.00", "已填 2.00 万元（“20000元”按写明的单位换算）。"),
        (False, "3.5亿元", "35000", "已填 35,000.00 万元（“3.5亿元”按写明的单位换算）。"),
        (False, "12千元", "1.2", "已填 1.20 万元（“12千元”按写明的单位换算）。"),
        (False, "(5)", "-5", "已填 -5.00（“(5)”按负数读入）。"),
        (True, "12万", "12", "已填 120,000.00 元（“12万”按写明的单位换算）。"),
        (True, "12万元", "12", "已填 120,000.00 元（“12万元”按写明的单位换算）。"),
    ],
)
def test_a_typed_unit_is_converted_exactly_and_told_in_the_status_line(
    window: MainWindow, in_yuan: bool, typed: str, kept: str, told: str
) -> None:
    window.set_in_yuan(in_yuan)
    ref = CellRef("income", "bureau", "nontax")
    goto(window, ref)
    before = window.document.book.stated(ref)
    type_text(typed)
    press(Key.Key_Return)
    assert str(window.document.book.stated(ref)) == kept
    assert window.status.selection.text() == told
    press(Key.Key_Z, modifiers=CONTROL)
    assert window.document.book.stated(ref) == before


def test_the_unit_of_the_table_and_plain_figures_are_taken_in_silence(window: MainWindow) -> None:
    ref = CellRef("income", "bureau", "nontax")
    for typed in ("12万元", "12万", "1,234.5"):
        goto(window, ref)
        type_text(typed)
        press(Key.Key_Return)
        assert "已填" not in window.status.selection.text()
    assert window.document.book.stated(ref) == Decimal("1234.5")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("12千", "的单位不能识别，请只填写数字，或写明元、千元、万元、亿元。"),
        ("20000.005元", "的小数超过两位，按元填写的，最多填到分。"),
        ("1.000001千元", "换算成万元后不到一分的还有余数，请四舍五入到分后填写。"),
        ("999999999亿元", "换算成万元后整数部分超过 12 位，请核对数字和单位。"),
    ],
)
def test_a_unit_that_cannot_be_obeyed_is_refused_at_the_cell(table: Make, typed: str, said: str) -> None:
    view = table("income")
    put(view, "u1", "carryover")
    type_text(typed)
    press(Key.Key_Return)
    assert view.bubble_text == f"“{typed}”{said}"
    press(Key.Key_Escape)
    assert view.currentIndex().data() == ""


def test_a_field_reads_units_as_a_table_does(window: MainWindow) -> None:
    ref = CellRef("notice", "fund", "value")
    goto(window, ref)
    press(Key.Key_A, modifiers=CONTROL)
    type_text("26171700元")
    press(Key.Key_Return)
    assert window.document.book.value(ref) == Decimal("2617.17")
    goto(window, ref)
    press(Key.Key_A, modifiers=CONTROL)
    type_text("2.5亿元")
    press(Key.Key_Return)
    assert window.document.book.value(ref) == Decimal("25000.00")
    assert window.status.selection.text() == "已填 25,000.00 万元（“2.5亿元”按写明的单位换算）。"
    press(Key.Key_Z, modifiers=CONTROL)
    assert window.document.book.value(ref) == Decimal("2617.17")
