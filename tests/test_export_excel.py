"""The workbook: exact figures, live formulas that give the packet's totals, words that never become formulas."""

from __future__ import annotations

import io
import re
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from export.audit_report import message_of
from export.errors import ExportError
from export.excel.plan import FINDINGS_TITLE, WorkbookPlan
from export.excel.writer import render_xlsx, write_xlsx
from export.service import export_xlsx
from model.book import Book
from model.cells import CellRef
from model.edits import Edit, InsertRow, SetCell, set_cells
from model.formdef import Kind
from model.forms import FORMS, GROUPS
from model.forms.finance import BUREAU, INCOME, SPENDING, SUMMARY
from model.forms.overview import OVERVIEW
from model.profile import load_profile
from tests.office import convert, needs_office
from tests.sample import sample_book

YEAR = 2022
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
TOTAL = INCOME.ref(BUREAU, "total")


def bare_book() -> Book:
    return Book(load_profile(), YEAR)


def full_book() -> Book:
    """A packet with a figure in every cell that has no formula, and words where words belong."""
    book = bare_book()
    for group in GROUPS:
        rows = [f"{group[0]}{number}" for number in (1, 2, 3)]
        book.apply(Edit("行", tuple(InsertRow(group, row, place) for place, row in enumerate(rows))))
    values: list[tuple[CellRef, Decimal | str | None]] = []
    for form in FORMS.values():
        for number, ref in enumerate(book.refs(form)):
            if book.formula(ref) is None:
                values.append((ref, value_for(book, ref, number)))
    book.apply(set_cells("填", values))
    return book


def value_for(book: Book, ref: CellRef, number: int) -> Decimal | str | None:
    form = FORMS[ref.sheet]
    kind, column = form.kind_of(ref.row, ref.column), form.column(ref.column)
    if kind is Kind.AMOUNT:
        return Decimal(10_000 + 37 * number) / 100
    if kind.is_number:
        return Decimal(7 + number)
    if kind is Kind.CELL:
        return "spending/summary/balance"
    if kind is Kind.ROW:
        return book.group(column.group)[number % 2]
    if kind is Kind.CHOICE:
        choices = column.choices or (fixed.choices if (fixed := form.fixed_row(ref.row)) else ())
        return choices[number % len(choices)] if choices else None
    return f"文字{number}"


def opened(book: Book, **options):
    data, _ = render_xlsx(book)
    return openpyxl.load_workbook(io.BytesIO(data), **options)


def cell_of(workbook, book: Book, ref: CellRef):
    plan = WorkbookPlan(book).sheets[ref.sheet]
    return workbook[plan.title][plan.address(ref)]


def refs(book: Book):
    plan = WorkbookPlan(book)
    return [ref for form in FORMS.values() if form.code in plan.sheets for ref in book.refs(form)]


def shown(book: Book, ref: CellRef):
    """The value that the workbook should hold: percentages as real ones, an address by its name."""
    value, kind = book.value(ref), FORMS[ref.sheet].kind_of(ref.row, ref.column)
    if kind is Kind.CELL and value:
        return book.name(CellRef.parse(value))
    return value / 100 if kind is Kind.PERCENT and isinstance(value, Decimal) else value


def same(found, wanted) -> bool:
    if isinstance(wanted, Decimal):
        return isinstance(found, int | float) and abs(Decimal(str(found)) - wanted) < Decimal("0.00006")
    return (found or None) == wanted


def raw_values(data: bytes) -> dict[str, dict[str, str]]:
    """The text of every value element, by sheet file and address."""
    import xml.etree.ElementTree as ElementTree

    found: dict[str, dict[str, str]] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/sheet"):
                root = ElementTree.fromstring(archive.read(name))
                cells = root.iter(f"{MAIN}c")
                found[name] = {one.get("r", ""): one.findtext(f"{MAIN}v", "") for one in cells}
    return found


@pytest.mark.parametrize("make", [sample_book, full_book, bare_book], ids=["packet", "full", "empty"])
def test_every_cell_of_the_packet_stands_in_the_workbook(make) -> None:
    """Read without calculating: formulas carry their results, empty cells are empty and not zero."""
    book = make()
    workbook = opened(book, data_only=True)
    for ref in refs(book):
        if FORMS[ref.sheet].kind_of(ref.row, ref.column) is not Kind.ROW:
            found = cell_of(workbook, book, ref).value
            assert same(found, shown(book, ref)), (ref, found, book.value(ref))


@needs_office
def test_an_independent_program_calculates_the_same_results(tmp_path) -> None:
    """LibreOffice works all formulas out anew (their results are taken out before) and finds the packet's figures."""
    books = {"packet": sample_book(), "full": full_book(), "empty": bare_book()}
    sources = {name: tmp_path / f"{name}.xlsx" for name in books}
    written = {name: opened(book) for name, book in books.items()}
    for name, workbook in written.items():
        workbook.save(sources[name])
    for (name, book), path in zip(books.items(), convert([*sources.values()], "xlsx", tmp_path), strict=True):
        calculated = openpyxl.load_workbook(path, data_only=True)
        formulas = [ref for ref in refs(book) if cell_of(written[name], book, ref).data_type == "f"]
        assert len(formulas) > 50
        for ref in formulas:
            found = cell_of(calculated, book, ref).value
            assert same(found, shown(book, ref)), (name, ref, found, book.value(ref))


def test_computed_cells_are_live_formulas() -> None:
    book = full_book()
    workbook = opened(book)
    assert cell_of(workbook, book, TOTAL).value == '=IF(COUNT(C6:G6)=0,"",SUM(C6:G6))'
    for ref in (SPENDING.ref(SUMMARY, "basic"), CellRef("scores", "total", "rate")):
        assert cell_of(workbook, book, ref).data_type == "f"


def test_a_total_stated_otherwise_stays_as_stated_and_says_what_its_formula_gives() -> None:
    book = bare_book()
    values = {
        "total": "5394.86",
        "carryover": "46.08",
        "public": "2577.99",
        "fund": "2617.17",
        "other": "153.63",
    }
    book.apply(set_cells("填", [(INCOME.ref(BUREAU, code), Decimal(text)) for code, text in values.items()]))
    data, report = render_xlsx(book)
    cell = cell_of(openpyxl.load_workbook(io.BytesIO(data)), book, TOTAL)
    assert (cell.data_type, cell.value) == ("n", 5394.86)
    assert "上年结转＋公共财政拨款" in cell.comment.text
    assert "计算为5394.87，相差0.01，请核对。" in cell.comment.text
    assert report.stated_differently == (TOTAL,)


def test_a_total_stated_as_its_formula_gives_it_is_the_formula() -> None:
    book = bare_book()
    book.apply(set_cells("填", [(INCOME.ref(BUREAU, "public"), Decimal("2.50")), (TOTAL, Decimal("2.5"))]))
    cell = cell_of(opened(book), book, TOTAL)
    assert cell.data_type == "f"
    assert cell.comment is None


INJECTIONS = (
    "=1+1",
    '=HYPERLINK("http://example.invalid","点")',
    "+1",
    "-1+2",
    "@SUM(1)",
    "\t=1",
    "＝1+1",
    "#REF!",
    "#DIV/0!",
    "{=1}",
    "'=1",
    "12345678901234567890",
    "1e5",
    "2023-07-24",
    "TRUE",
)


@pytest.mark.parametrize("text", INJECTIONS)
def test_words_never_become_formulas_figures_or_errors(text) -> None:
    book = bare_book()
    book.apply(
        Edit(
            "填",
            (
                InsertRow("units", "u1", 0),
                InsertRow("evaluators", "e1", 0),
                SetCell(CellRef("units", "u1", "name"), text),
                SetCell(CellRef("evaluators", "e1", "name"), text),
                SetCell(OVERVIEW.ref("contact"), text),
                SetCell(OVERVIEW.ref("duties"), f"{text}\n第二段"),
                SetCell(CellRef("cover", "unit_name", "value"), text),
            ),
        )
    )
    workbook = opened(book)
    for ref in (CellRef("evaluators", "e1", "name"), OVERVIEW.ref("contact"), OVERVIEW.ref("duties")):
        cell = cell_of(workbook, book, ref)
        assert cell.data_type in ("s", "inlineStr")
        assert cell.value == book.value(ref)
    labels = [
        cell for sheet in workbook for row in sheet.iter_rows(max_col=1) for cell in row if cell.value == text
    ]
    assert not [cell for cell in labels if cell.data_type == "f"]


def test_a_number_with_leading_zeros_stays_words_when_it_is_edited() -> None:
    book = bare_book()
    ref = CellRef("cover", "budget_code", "value")
    book.apply(set_cells("填", [(ref, "004001")]))
    cell = cell_of(opened(book), book, ref)
    assert (cell.value, cell.number_format) == ("004001", "@")


@settings(max_examples=6, deadline=None)
@given(
    st.lists(
        st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), min_size=1), min_size=15, max_size=25
    )
)
def test_any_words_come_back_as_they_were(words) -> None:
    book = bare_book()
    places = [CellRef("evaluators", f"e{number}", "name") for number in range(len(words))]
    book.apply(Edit("行", tuple(InsertRow("evaluators", ref.row, place) for place, ref in enumerate(places))))
    book.apply(set_cells("填", zip(places, words, strict=True)))
    workbook = opened(book)
    for ref, text in zip(places, words, strict=True):
        cell = cell_of(workbook, book, ref)
        assert re.sub("_x005F_(?=x[0-9A-Fa-f]{4}_)", "_", cell.value) == text
        assert cell.data_type in ("s", "inlineStr")


def test_words_that_look_like_an_escape_are_written_so_that_excel_shows_them() -> None:
    book = bare_book()
    book.apply(set_cells("填", [(OVERVIEW.ref("contact"), "a_x0041_b")]))
    assert cell_of(opened(book), book, OVERVIEW.ref("contact")).value == "a_x005F_x0041_b"


FIGURES = st.builds(round, st.decimals(min_value=0, max_value=999_999_999, places=6), st.integers(0, 6))


@settings(max_examples=6, deadline=None)
@given(st.lists(FIGURES, min_size=15, max_size=25))
def test_figures_are_written_to_the_last_digit(figures) -> None:
    """openpyxl alone would print a float of 16 digits: 9.95 becomes 9.949999999999999."""
    figures = [Decimal("9.95"), *figures]
    book = bare_book()
    places = [INCOME.ref(f"u{number}", "public") for number in range(len(figures))]
    book.apply(Edit("行", tuple(InsertRow("units", ref.row, place) for place, ref in enumerate(places))))
    book.apply(set_cells("填", zip(places, figures, strict=True)))
    data, _ = render_xlsx(book)
    plan = WorkbookPlan(book)
    written = raw_values(data)[f"xl/worksheets/sheet{list(plan.sheets).index('income') + 1}.xml"]
    for ref, figure in zip(places, figures, strict=True):
        assert written[plan.sheets["income"].address(ref)] == f"{figure:f}"


@pytest.mark.parametrize(
    ("ref", "typed", "form"),
    [
        (INCOME.ref(BUREAU, "public"), "5.4", "#,##0.00"),
        (INCOME.ref(BUREAU, "public"), "5394", "#,##0.00"),
        (INCOME.ref(BUREAU, "public"), "5.40123", "#,##0.00000"),
        (OVERVIEW.ref("staff"), "22", "General"),
        (CellRef("scores", "input", "rate"), "84.62", "0.00%"),
        (CellRef("scores", "input", "rate"), "98", "0%"),
        (CellRef("scores", "input", "score"), "9.50", "0.00"),
    ],
)
def test_formats_show_the_digits_as_typed(ref, typed, form) -> None:
    book = bare_book()
    book.apply(set_cells("填", [(ref, Decimal(typed))]))
    cell = cell_of(opened(book), book, ref)
    assert cell.number_format == form
    assert same(cell.value, shown(book, ref))


def test_a_figure_with_more_digits_than_excel_keeps_is_remarked() -> None:
    book = bare_book()
    ref = INCOME.ref(BUREAU, "public")
    book.apply(set_cells("填", [(ref, Decimal("123456789012.123456"))]))
    assert "原数为123456789012.123456" in cell_of(opened(book), book, ref).comment.text


@pytest.mark.parametrize("bad", ["\x00", "\x0b", "\x1f", "\ud800"])
def test_control_characters_are_refused_with_their_place_and_nothing_is_written(bad, tmp_path) -> None:
    book = bare_book()
    book.apply(set_cells("填", [(OVERVIEW.ref("duties"), f"负责{bad}工业")]))
    with pytest.raises(ExportError, match=rf"职能职责概述.*“负责”之后.*U\+{ord(bad):04X}.*请"):
        write_xlsx(book, tmp_path / "表.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_words_longer_than_a_cell_are_refused_and_not_cut() -> None:
    book = bare_book()
    book.apply(set_cells("填", [(OVERVIEW.ref("duties"), "字" * 32_767)]))
    assert len(cell_of(opened(book), book, OVERVIEW.ref("duties")).value) == 32_767
    book.apply(set_cells("填", [(OVERVIEW.ref("duties"), "字" * 32_766 + "𠮷")]))
    with pytest.raises(ExportError, match=r"职能职责概述.*32767.*请"):
        render_xlsx(book)


def test_headers_are_banded_merged_frozen_and_repeated_on_paper() -> None:
    book = sample_book()
    sheet = opened(book)["支出和结余"]
    merged = {str(part) for part in sheet.merged_cells.ranges}
    assert {"A3:A5", "C3:F3", "D4:E4", "G3:H3"} <= merged
    assert sheet.freeze_panes == "B6"
    assert sheet.print_title_rows == "$1:$5"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")


def test_findings_are_listed_with_links_to_their_cells() -> None:
    book = sample_book()
    sheet = opened(book)[FINDINGS_TITLE]
    rows = [row for row in sheet.iter_rows(min_row=4) if row[0].value is not None]
    assert len(rows) == len(book.findings) + len(book.gaps), (
        "what was not judged by what is missing, as on the screen"
    )
    assert [row[4].value for row in rows[: len(book.findings)]] == [
        message_of(book, one) for one in book.findings
    ]
    plan = WorkbookPlan(book)
    places = [*(one.place for one in book.findings), *(gap.first.place for gap in book.gaps)]
    for row, place in zip(rows, places, strict=True):
        location = plan.location(place)
        assert (row[3].hyperlink.location if row[3].hyperlink else "") == location


def test_a_packet_with_300_units_has_formulas_that_excel_accepts() -> None:
    """Excel takes at most 255 arguments: neighbours are written as one range."""
    book = bare_book()
    rows = tuple(InsertRow("units", f"u{number}", number) for number in range(300))
    book.apply(Edit("行", rows))
    book.apply(set_cells("填", [(INCOME.ref("u7", "public"), Decimal("1.25"))]))
    formula = cell_of(opened(book), book, INCOME.ref(SUMMARY, "public")).value
    assert formula == '=IF(COUNT(D6:D306)=0,"",SUM(D6:D306))'


def test_a_chosen_row_is_shown_by_number_and_name_and_summed_by_it() -> None:
    book = full_book()
    book.apply(set_cells("名", [(CellRef("specials", "s1", "name"), '稳岗*"补贴')]))
    workbook = opened(book)
    use = book.group("uses")[0]
    assert cell_of(workbook, book, CellRef("uses", use, "special")).value == '1、稳岗*"补贴'
    assert '="1、稳岗*""补贴"' in cell_of(workbook, book, CellRef("specials", "s1", "amount")).value


def test_the_file_names_the_department_and_no_user(tmp_path) -> None:
    target = tmp_path / "表.xlsx"
    report = export_xlsx(sample_book(), target)
    properties = openpyxl.load_workbook(target).properties
    assert properties.creator == "吉首市科工信局"
    assert properties.title == "吉首市科工信局2022年度部门整体支出绩效自评报告"
    assert properties.lastModifiedBy is None
    assert report.sheets[-1] == FINDINGS_TITLE
    assert report.formulas > 50
    assert [path.name for path in Path(tmp_path).iterdir()] == ["表.xlsx"]
