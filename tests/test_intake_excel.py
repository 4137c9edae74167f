"""Excel as a source: the program's own workbook comes back cell for cell; a clerk's own is read by its labels."""

from __future__ import annotations

import zipfile
from decimal import Decimal

import openpyxl
import pytest

from export.excel.writer import write_xlsx
from intake.number_format import is_date_format, show_date, show_number
from intake.word import read_word
from model.cells import CellRef
from model.edits import SetCell, set_cells
from model.forms import FORMS
from model.forms.finance import BUREAU, INCOME, SPENDING
from tests.docx_fixtures import Style, build_packet
from tests.intake_kit import accounts_for_all, as_typed, new_book, read
from tests.office import convert, needs_office
from tests.packet_2022 import FINANCE, INDICATORS, SAMPLE, expected
from tests.sample import sample_book
from tests.test_export_excel import full_book
from tests.xlsx_fixtures import handmade, on_one_sheet, one_sheet, raw_workbook, text_cell

HEADER = ("机构名称", "收入合计", "上年结转", "其他收入")

# -- the program's own workbook ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("packet", [sample_book, full_book])
def test_the_programs_own_workbook_comes_back_cell_for_cell(tmp_path, packet):
    """Every cell of every form shows the same, to the last typed digit; all that was computed is computed again."""
    book, again = packet(), new_book()
    write_xlsx(book, tmp_path / "x.xlsx")
    intake = read(tmp_path / "x.xlsx", again)
    again.apply(intake.edit)
    assert (intake.problems, intake.unread) == ((), ())
    for form in FORMS.values():
        assert len(again.rows(form)) == len(book.rows(form))
        for mine, theirs in zip(book.refs(form), again.refs(form), strict=True):
            if book.stated(mine) is None:
                assert again.stated(theirs) is None, theirs
            if form.column(mine.column).group:
                continue
            assert str(again.value(theirs)) == str(book.value(mine)), theirs


@pytest.mark.parametrize("packet", [sample_book, full_book])
def test_reading_the_own_workbook_back_into_its_packet_changes_nothing(tmp_path, packet):
    book = packet()
    write_xlsx(book, tmp_path / "x.xlsx")
    assert read(tmp_path / "x.xlsx", book).edit.changes == ()


@needs_office
def test_the_own_workbook_saved_by_another_program_is_still_the_same(tmp_path):
    """LibreOffice calculates all formulas anew, writes binary floats and its own styles."""
    book = full_book()
    write_xlsx(book, tmp_path / "x.xlsx")
    (saved,) = convert([tmp_path / "x.xlsx"], "xlsx", tmp_path)
    intake = read(saved, book)
    assert (intake.edit.changes, intake.problems, intake.unread) == ((), (), ())


def test_a_use_belongs_to_its_special_again(tmp_path):
    book, again = full_book(), new_book()
    write_xlsx(book, tmp_path / "x.xlsx")
    again.apply(read(tmp_path / "x.xlsx", again).edit)
    uses = [
        [str(book.value(CellRef("uses", row, "special"))) for row in book.group("uses")]
        for book in (book, again)
    ]
    places = [
        [book.group("specials").index(row) for row in rows]
        for book, rows in zip((book, again), uses, strict=True)
    ]
    assert places[0] == places[1]


def test_what_was_changed_in_the_own_workbook_is_all_that_changes(tmp_path):
    """A workbook that openpyxl saves has no results any more: the formulas are named, and what they gave stays."""
    book = sample_book()
    write_xlsx(book, tmp_path / "x.xlsx")
    workbook = openpyxl.load_workbook(tmp_path / "x.xlsx")
    workbook["收入"]["C6"] = 46.18
    workbook["报告正文"]["B14"] = "没有"
    workbook.save(tmp_path / "x.xlsx")
    intake = read(tmp_path / "x.xlsx", book)
    assert intake.edit.changes == (
        SetCell(INCOME.ref(BUREAU, "carryover"), Decimal("46.18")),
        SetCell(CellRef("chapters", "c11", "text"), "没有"),
    )
    assert all("公式未计算，请在 WPS 中打开保存一次" in problem.message for problem in intake.problems)


def test_a_total_that_the_workbooks_formula_gives_otherwise_is_stated(tmp_path):
    """The clerk's formula left a row out: what it gave is what stands there, and the audit must see it."""
    cells = "".join(text_cell(f"{'ABCD'[index]}1", text) for index, text in enumerate(HEADER))
    row = '<c r="B2"><f>D2</f><v>2</v></c><c r="C2"><v>1</v></c><c r="D2"><v>2</v></c>'
    sheet = (
        f'<sheetData><row r="1">{cells}</row><row r="2">{text_cell("A2", "局机关")}{row}</row></sheetData>'
    )
    book = new_book()
    book.apply(read(raw_workbook(tmp_path / "x.xlsx", sheet), book).edit)
    assert book.stated(INCOME.ref(BUREAU, "total")) == 2
    right = sheet.replace("<f>D2</f><v>2</v>", "<f>SUM(C2:D2)</f><v>3</v>")
    book.apply(read(raw_workbook(tmp_path / "x.xlsx", right), book).edit)
    assert (book.stated(INCOME.ref(BUREAU, "total")), book.value(INCOME.ref(BUREAU, "total"))) == (None, 3)


def test_every_form_is_known_by_its_title_and_headings():
    """No two forms share a title, no two rows or columns of a form a label: each cell has one place."""
    from intake.form_sheets import _bands, _leaves
    from intake.normalise import label_key

    titles = [label_key(form.for_year(2022).title) for form in FORMS.values()]
    assert len(set(titles)) == len(titles)
    for form in FORMS.values():
        assert len(_leaves(_bands(form))) == len(form.columns), form.code
        rows = [label_key(form.fixed_row(code).title) for code in form.row_ids(())]
        assert len(set(rows)) == len(rows), form.code


# -- a clerk's own workbook --------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    return read(handmade(tmp_path_factory.mktemp("xlsx") / "自评.xlsx"))


def test_a_handmade_workbook_is_read_by_its_labels(own):
    read_cells, packet = as_typed(own), expected()
    for address in ("title", "unit_name", "budget_code", "report_date"):
        assert read_cells[f"cover/{address}/value"] == packet[f"cover/{address}/value"]
    for address in ("contact", "phone", "staffing", "staff"):
        assert read_cells[f"overview/{address}/value"] == packet[f"overview/{address}/value"]
    for number in range(1, len(INDICATORS) + 1):
        for column in ("level1", "level2", "name", "target", "actual"):
            address = f"indicators/i{number}/{column}"
            assert read_cells[address] == packet[address]
    for address in packet:
        if address.startswith(("evaluators", "scores")):
            assert read_cells[address] == packet[address]


def test_amounts_in_yuan_become_ten_thousands_and_the_next_sheet_is_in_its_own_unit(own):
    columns, figures = FINANCE["income"]
    for row in ("summary", "bureau"):
        for column, figure in zip(columns, figures, strict=True):
            value = own.values.get(INCOME.ref(row, column))
            assert value == (Decimal(figure) if figure else None)
    assert own.values[SPENDING.ref(BUREAU, "total")] == Decimal("5394.86")


def test_binary_noise_is_gone_and_a_dash_is_no_zero(own):
    typed = as_typed(own)
    assert typed["spending/bureau/basic"] == "548.83"
    assert typed["spending/bureau/balance"] == "0.30"
    assert "spending/bureau/cumulative" not in typed


def test_titles_and_remarks_are_listed_and_make_no_units(own):
    assert own.problems == ()
    assert [row for row in as_typed(own) if row.startswith("units/")] == ["units/u1/name"]
    quotes = {item.quote for item in own.unread}
    assert {"填报人：李芳", "注：本表根据2022年度部门决算填列。", "三公经费支出一览"} <= quotes
    assert accounts_for_all(own)


def test_the_handmade_workbook_is_one_edit_that_fits(own):
    book = new_book()
    book.apply(own.edit)
    assert {str(ref): str(value) for ref, value in book.cells.items()} == as_typed(own)


@pytest.mark.parametrize("style", [Style(), Style(wps=True, separate_tables=True), Style(cover_table=True)])
def test_a_whole_packet_on_one_sheet_says_the_same_as_the_word_file(tmp_path, style):
    """Notice, cover, form and chapters below one another, without a blank row between them."""
    book = new_book()
    word = build_packet(tmp_path / "x.docx", as_typed(read(SAMPLE)), style)
    wanted, intake = as_typed(read(word)), read(on_one_sheet(tmp_path / "x.xlsx", read_word(word)))
    remark = "备注：详细评审评分见附件 2 市级预算部门整体支出绩效自评表"
    wanted["chapters/c7/text"] = wanted["chapters/c7/text"].replace(remark + "\n", "")
    assert as_typed(intake) == wanted
    assert [item.quote for item in intake.unread] == [remark]
    book.apply(intake.edit)


def test_words_in_text_boxes_are_named(tmp_path):
    path = one_sheet(tmp_path / "x.xlsx", [("联系人", "陶毅")])
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/drawings/drawing1.xml", '<d xmlns:a="urn:a"><a:t>以决算为准</a:t></d>')
    assert read(path).notes == ("表格上的文本框里的文字（“以决算为准”）没有读入，需要时请在程序中补上。",)


# -- figures, dates, faults --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stored", "number_format", "shown"),
    [
        ("0.30000000000000004", "General", "0.3"),
        ("0.30000000000000004", "0.00", "0.30"),
        ("0.10000000000000001", "General", "0.1"),
        ("548.8299999999999", "#,##0.00_ ", "548.83"),
        ("5394.86", "General", "5394.86"),
        ("5.4", "0.00", "5.40"),
        ("5.40", "General", "5.40"),
        ("1234567.5", "#,##0.00", "1234567.50"),
        ("1E-3", "General", "0.001"),
        ("1.5E+6", "General", "1500000"),
        ("0.98", "0%", "98%"),
        ("0.2431", "0.00%", "24.31%"),
        ("0.28999999999999998", "0%", "29%"),
        ("4001", "000000", "004001"),
        ("-5.5", "0.00_);(0.00)", "-5.50"),
        ("0", '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "0.00"),
        ("12", '0.00"万元"', "12.00万元"),
        ("12", '"¥"#,##0.00', "12.00"),
        ("2.5", "0.0##", "2.5"),
        ("3", "# ?/?", "3"),
        ("1e999999", "General", "1e999999"),
        ("９", "General", "9"),
    ],
)
def test_a_figure_is_read_as_its_cell_shows_it(stored, number_format, shown):
    assert show_number(stored, number_format).text == shown


def test_a_figure_that_stores_more_than_it_shows_is_read_as_shown_and_named(tmp_path):
    path = one_sheet(tmp_path / "x.xlsx", [HEADER, ("局机关", 3.456, 1.128, 2)], {"B2": "0.00", "C2": "0.00"})
    intake = read(path)
    assert as_typed(intake) == {
        "income/bureau/total": "3.46",
        "income/bureau/carryover": "1.13",
        "income/bureau/other": "2",
    }
    assert any("B2、C2 存有比显示更多的小数" in note for note in intake.notes)


@pytest.mark.parametrize(
    ("stored", "number_format", "shown"),
    [
        ("45131", "yyyy/m/d", "2023年7月24日"),
        ("45131", 'yyyy"年"m"月"d"日"', "2023年7月24日"),
        ("45131", "[$-804]yyyy/m/d;@", "2023年7月24日"),
        ("45131", 'm"月"d"日"', "2023年7月24日"),
        ("45131", 'yyyy"年"m"月"', "2023年7月"),
        ("45131.4375", "yyyy-mm-dd hh:mm", "2023年7月24日 10:30"),
        ("0.4375", "h:mm", "10:30"),
        ("59", "yyyy/m/d", "1900年2月28日"),
        ("61", "yyyy/m/d", "1900年3月1日"),
        ("99999999", "yyyy/m/d", "99999999"),
    ],
)
def test_a_date_is_read_in_chinese(stored, number_format, shown):
    assert is_date_format(number_format)
    assert show_date(stored, number_format, from_1904=False).text == shown


@pytest.mark.parametrize(
    "number_format", ["General", "0.00", "@", "0%", '0"年"', "#,##0;[Red]-#,##0", '"d"0']
)
def test_other_formats_are_no_dates(number_format):
    assert not is_date_format(number_format)


@pytest.mark.parametrize("number_format", ["0.00,", '0!.0,"万"', '0"."0,', "0\\.0,"])
def test_a_format_that_moves_the_decimal_point_is_a_problem_and_not_a_guess(tmp_path, number_format):
    path = one_sheet(tmp_path / "x.xlsx", [HEADER, ("局机关", 53948600, 1, 2)], {"B2": number_format})
    intake = read(path)
    assert "income/bureau/total" not in as_typed(intake)
    assert [problem.message for problem in intake.problems if "B2 数字格式会改变位数" in problem.message]


def test_formulas_that_were_never_calculated_are_named_once_a_sheet_and_store_nothing(tmp_path):
    book = new_book()
    book.apply(set_cells("填", [(INCOME.ref(BUREAU, "total"), Decimal(9))]))
    path = one_sheet(tmp_path / "x.xlsx", [HEADER, ("局机关", "=C2+D2", 1, "=1+1")])
    intake = read(path, book)
    assert as_typed(intake) == {"income/bureau/carryover": "1"}
    assert [problem.message for problem in intake.problems] == [
        "工作表“Sheet”的 B2、D2 公式未计算，请在 WPS 中打开保存一次，再重新导入。"
    ]
    book.apply(intake.edit)
    assert book.stated(INCOME.ref(BUREAU, "total")) == 9
    assert accounts_for_all(intake)


def test_error_cells_are_problems_and_store_nothing(tmp_path):
    path = one_sheet(tmp_path / "x.xlsx", [HEADER, ("局机关", "#REF!", 1, 2)])
    intake = read(path)
    assert "income/bureau/total" not in as_typed(intake)
    assert [problem.place for problem in intake.problems] == ["Sheet › B2"]
    assert "公式出错" in intake.problems[0].message


def test_an_empty_result_of_a_formula_is_an_empty_cell(tmp_path):
    header = "".join(text_cell(f"{'ABCD'[index]}1", text) for index, text in enumerate(HEADER))
    row = f'{text_cell("A2", "局机关")}<c r="B2" t="str"><f>IF(1,"")</f><v></v></c><c r="C2"><v>1</v></c>'
    sheet = f'<sheetData><row r="1">{header}</row><row r="2">{row}</row></sheetData>'
    intake = read(raw_workbook(tmp_path / "x.xlsx", sheet))
    assert (as_typed(intake), intake.problems) == ({"income/bureau/carryover": "1"}, ())


def test_rich_text_escapes_and_reading_aids(tmp_path):
    strings = (
        "<si><r><t>联系</t></r><r><t>人</t></r><rPh><t>lian</t></rPh></si>"
        "<si><t>陶毅_x000D_\n_x005F_x0041_</t></si>"
    )
    sheet = '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row></sheetData>'
    intake = read(raw_workbook(tmp_path / "x.xlsx", sheet, strings))
    assert as_typed(intake) == {"overview/contact/value": "陶毅_x0041_"}


# -- what the page does not show ---------------------------------------------------------------------------------------


def test_hidden_sheets_rows_and_columns_are_not_read_but_named(tmp_path):
    workbook = openpyxl.Workbook()
    for row in (HEADER, ("局机关", 3, 1, 2), ("2、旧单位", 30, 10, 20)):
        workbook.active.append(row)
    workbook.active.row_dimensions[3].hidden = True
    workbook.active.column_dimensions["D"].hidden = True
    secret = workbook.create_sheet("旧数")
    secret.append(("联系人", "某某"))
    secret.sheet_state = "hidden"
    workbook.save(tmp_path / "x.xlsx")
    intake = read(tmp_path / "x.xlsx")
    assert as_typed(intake) == {"income/bureau/total": "3", "income/bureau/carryover": "1"}
    assert "某某" not in intake.document.text
    assert any("“旧数”是隐藏的" in note for note in intake.notes)
    assert any("隐藏的行或列" in note and "A3" in note and "D2" in note for note in intake.notes)


def test_what_a_merge_covers_is_not_read_but_named(tmp_path):
    cells = f"{text_cell('A1', '联系人')}{text_cell('B1', '陶毅')}{text_cell('C1', '遮住的')}"
    sheet = (
        f'<sheetData><row r="1">{cells}</row></sheetData><mergeCells><mergeCell ref="B1:C1"/></mergeCells>'
    )
    intake = read(raw_workbook(tmp_path / "x.xlsx", sheet))
    assert as_typed(intake) == {"overview/contact/value": "陶毅"}
    assert any("C1 被合并单元格遮住" in note for note in intake.notes)
