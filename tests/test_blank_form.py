"""The form to be filled by pen: rows to write in where nothing of a table is filled, in PDF and Word, never in the file."""

from __future__ import annotations

from decimal import Decimal

import docx
import pytest

from export.blocks import Block, Borders, Grid, GridCell, GridRow
from export.packet import PARTS, packet_blocks
from export.pdf.fonts import FontBook
from export.pdf.grid import solve_grid
from export.pdf.writer import FontOptions, render_pdf
from export.service import export_docx
from export.typesizes import CELL_LEADING
from intake.intake import read_source
from model.book import Book
from model.cells import CellRef
from model.edits import Edit, InsertRow, SetCell
from model.forms.finance import ASSETS, SANGONG, SPENDING
from model.forms.indicators import GOALS, INDICATORS
from model.profile import load_profile
from model.starting import starting_cells
from tests.pdf_measure import measure

FORM_WIDTH_PT, PAGE_PT = 156 * 72 / 25.4, 225 * 72 / 25.4


def new_book() -> Book:
    profile = load_profile()
    return Book(profile, 2024, starting_cells(profile, 2024, "某某局"))


def grid_named(blocks: list[Block], bookmark: str) -> Grid:
    (grid,) = (block for block in blocks if isinstance(block, Grid) and block.bookmark == bookmark)
    return grid


def finance_grids(book: Book) -> list[Grid]:
    blocks = list(PARTS["form"](book))
    names = ("二、部门（单位）收支情况", *(form.title for form in (SPENDING, SANGONG, ASSETS)))
    return [grid_named(blocks, name) for name in names]


def labels(grid: Grid) -> list[str]:
    return [row.cells[0].text for row in grid.rows]


@pytest.mark.parametrize("book", [new_book(), Book(load_profile(), 2024)], ids=["new", "empty"])
def test_each_finance_table_of_a_blank_form_has_numbered_rows_for_secondary_units(book):
    for grid in finance_grids(book):
        assert labels(grid)[-6:] == ["局机关及二级机构汇总", "1、局机关", "2、", "3、", "4、", "5、"]
        for row in grid.rows[-4:]:
            assert len(row.cells) == len(grid.column_widths)
            assert not any(cell.text for cell in row.cells[1:])
    assert book.group("units") == ()


@pytest.mark.parametrize(
    "change",
    [
        SetCell(CellRef("assets", "bureau", "other"), Decimal(0)),
        InsertRow("units", "u1", 0),
    ],
    ids=["one nought", "one unit"],
)
def test_once_anything_of_part_two_is_filled_in_no_table_of_it_has_rows_for_the_pen(change):
    book = new_book()
    book.apply(Edit("填", (change,)))
    for grid in finance_grids(book):
        assert labels(grid)[-1] == ("2、二级机构1" if book.group("units") else "1、局机关")


def level_spans(grid: Grid, places: int) -> list[tuple[str, int]]:
    """The merged labels of the first columns, with the rows that they span."""
    return [
        (cell.text, cell.row_span)
        for row in grid.rows[1:]
        for cell in row.cells[:places]
        if cell.text and not cell.vertical
    ]


def test_a_blank_form_has_the_locality_s_headings_with_two_rows_for_each_kind_of_indicator():
    book = new_book()
    grid = grid_named(list(PARTS["form"](book)), INDICATORS.title)
    (output, benefit) = book.profile.indicator_groups
    *spans, result = level_spans(grid, 3)[:6]
    assert result == ("绩效自评综合得分及评价等次", 1)
    assert spans == [
        (output.level1, 8),
        ("数量、质量、时效、成本指标", 8),
        (benefit.level1, 8),
        ("社会、经济、生态效益", 6),
        ("社会公众或服务对象满意度", 2),
    ]
    assert book.group("indicators") == ()


def test_a_blank_annex_2_has_the_official_headings_with_the_locality_s_weights():
    grid = grid_named(list(PARTS["annex2"](new_book())), INDICATORS.title)
    spans = level_spans(grid, 2)
    assert [text for text, span in spans if span != 2] == [
        "产出指标（50分）",
        "效益指标（30分）",
        "总分",
        "100",
    ]
    assert ("满意度指标（10分）", 2) in spans
    assert [text for text, span in spans if span == 2][:4] == [
        "数量指标",
        "质量指标",
        "时效指标",
        "成本指标",
    ]


def test_one_indicator_takes_the_place_of_all_rows_for_the_pen():
    book = new_book()
    book.apply(
        Edit("填", (InsertRow("indicators", "i", 0), SetCell(INDICATORS.ref("i", "name"), "新增规模企业")))
    )
    for part, rows in (("form", 3), ("annex2", 3)):
        assert len(grid_named(list(PARTS[part](book)), INDICATORS.title).rows) == rows


@pytest.mark.parametrize("part", ["form", "annex1", "annex2"])
def test_a_blank_form_in_word_has_the_same_rows_and_brings_none_of_them_back(tmp_path, part):
    path = tmp_path / "空白.docx"
    export_docx(new_book(), path, part)
    drawn = sum(len(table.rows) for table in docx.Document(str(path)).tables)
    blocks = list(PARTS[part](new_book()))
    grids = [block for block in blocks if isinstance(block, Grid)]
    cover = 5 if part == "form" else 0
    assert drawn == sum(len(grid.rows) for grid in grids) + cover
    intake = read_source(path, new_book())
    assert intake.unread == ()
    assert not any(isinstance(change, InsertRow) for change in intake.edit.changes)


def vertical_labels(part: str, book: Book) -> list[tuple[Grid, GridCell]]:
    return [
        (grid, cell)
        for grid in PARTS[part](book)
        if isinstance(grid, Grid)
        for row in grid.rows
        for cell in row.cells
        if cell.vertical
    ]


def with_indicators(count: int) -> Book:
    book = new_book()
    rows = tuple(InsertRow("indicators", f"i{n}", n) for n in range(count))
    book.apply(Edit("填", (*rows, SetCell(GOALS.ref("expected"), "全面完成。"))))
    return book


@pytest.mark.parametrize("count", [0, 1, 3, 12])
@pytest.mark.parametrize("part", ["form", "annex2"])
def test_a_vertical_label_stands_one_character_below_the_other_however_short_its_table(tmp_path, part, count):
    found = vertical_labels(part, with_indicators(count))
    assert len(found) == (2 if part == "form" else 1)
    fonts = FontBook("".join(cell.text for _, cell in found), prefer_system=False, cache=tmp_path)
    for grid, cell in found:
        solved = solve_grid(fonts, grid, FORM_WIDTH_PT, PAGE_PT)
        (slot,) = (slot for slot in solved.slots if slot.cell is cell)
        assert [line.text for line in slot.lines] == list(cell.text)


def test_rows_under_a_label_that_is_higher_than_they_are_share_its_height():
    grid = grid_named(list(PARTS["form"](with_indicators(3))), INDICATORS.title)
    heights = {row.min_height_mm for row in grid.rows[1:-1]}
    assert len(heights) == 1
    assert heights.pop() * 3 >= len(INDICATORS.title) * 10.5 * 25.4 / 72
    many = grid_named(list(PARTS["form"](with_indicators(20))), INDICATORS.title)
    assert all(row.min_height_mm * 72 / 25.4 < 2 * 10.5 * CELL_LEADING for row in many.rows[:-1])


def rows_for_the_pen(part: str) -> list[GridRow]:
    """The rows of a blank form in which at least one cell of the body is empty, without heads and boxes."""
    return [
        row
        for block in PARTS[part](new_book())
        if isinstance(block, Grid)
        for row in block.rows[block.header_rows :]
        if any(not cell.text and not cell.signature and cell.borders == Borders() for cell in row.cells)
    ]


@pytest.mark.parametrize(("part", "count"), [("form", 40), ("annex1", 20), ("annex2", 25)])
def test_rows_of_a_blank_part_are_high_enough_for_the_pen(part, count):
    rows = rows_for_the_pen(part)
    assert len(rows) > count
    assert min(row.min_height_mm for row in rows) >= 8


def test_a_blank_annex_1_has_rows_for_the_names_of_specials():
    grid = grid_named(list(PARTS["annex1"](new_book())), "经费控制情况")
    place = next(i for i, row in enumerate(grid.rows) if "一个专项一行" in row.cells[0].text)
    assert [any(cell.text for cell in row.cells) for row in grid.rows[place + 1 : place + 4]] == [
        False,
        False,
        True,
    ]


@pytest.mark.parametrize("part", ["annex1", "annex2"])
def test_a_blank_annex_is_the_two_sides_of_a_leaf_and_its_first_is_full(part):
    data, report = render_pdf(packet_blocks(new_book(), part), fonts=FontOptions(prefer_system=False))
    assert report.pages == 2
    assert max(rule.bottom for rule in measure(data)[0].rules) == pytest.approx((297 - 35) * 72 / 25.4, abs=1)


def test_once_an_outlay_is_entered_annex_1_is_one_sheet_without_rows_for_the_pen():
    book = new_book()
    book.apply(Edit("填", (SetCell(CellRef("base_funds", "office", "actual"), Decimal("1.95")),)))
    _, report = render_pdf(packet_blocks(book, "annex1"), fonts=FontOptions(prefer_system=False))
    assert report.pages == 1


@pytest.mark.parametrize(
    ("book", "title"),
    [
        (new_book(), "某某局2024年度部门整体支出绩效自评报告"),
        (Book(load_profile(), 2024), "2024年度部门整体支出绩效自评报告"),
    ],
    ids=["new", "empty"],
)
def test_the_cover_of_a_blank_form_bears_the_usual_title(book, title):
    data, _ = render_pdf(packet_blocks(book, "form"), fonts=FontOptions(prefer_system=False))
    assert measure(data)[0].text.startswith(title)


def test_the_blank_form_fills_each_of_its_sheets():
    data, report = render_pdf(packet_blocks(new_book(), "form"), fonts=FontOptions(prefer_system=False))
    assert report.pages == 6
    bottom = (297 - 35) * 72 / 25.4
    for page in measure(data)[1:]:
        lowest = max(rule.bottom for rule in page.rules)
        assert bottom - 10 * 72 / 25.4 < lowest < bottom + 1
