"""The Word file: every text, real styles and merged cells, Chinese fonts that Word obeys, nothing of a template."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from export.blocks import (
    Block,
    CoverField,
    CoverFields,
    Grid,
    GridCell,
    GridRow,
    PageBreak,
    Paragraph,
    Section,
    SignatureBlock,
    Spacer,
    all_texts,
)
from export.packet import packet_blocks
from export.service import export_docx
from export.word.fonts import FONT_NAMES
from tests.sample import sample_book
from tests.word_kit import (
    PROSE,
    merge,
    opened,
    paragraph_text,
    rows_of,
    spacing_of,
    span,
    squeezed,
    texts,
)

ROOT = Path(__file__).resolve().parent.parent
SEAL_MM = 42

PROPERTY_ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore tabs kinsoku overflowPunct autoSpaceDE autoSpaceDN snapToGrid "
    "spacing ind jc outlineLvl sectPr",
    "rPr": "rFonts b spacing sz szCs lang",
    "tcPr": "tcW gridSpan vMerge tcBorders tcMar textDirection vAlign",
    "tblPr": "tblpPr tblW jc tblInd tblBorders tblLayout tblCellMar",
    "sectPr": "footerReference type pgSz pgMar pgNumType docGrid",
}
"""The schema's order of the elements that we use; Word calls a file with another order damaged."""


@pytest.fixture(scope="module")
def packet() -> list[Block]:
    return packet_blocks(sample_book())


@pytest.fixture(scope="module")
def printed(packet):
    return opened(packet)


def test_every_text_of_the_packet_stands_in_the_file_in_order(packet, printed) -> None:
    whole = squeezed("".join(texts(printed)))
    place = 0
    for text in all_texts(packet):
        found = whole.find(squeezed(text), place)
        assert found >= 0, text
        place = found + len(squeezed(text))


def test_every_run_names_its_font_for_chinese_too(printed) -> None:
    """Without w:eastAsia Word sets Chinese in whatever the theme says."""
    runs = list(printed.element.body.iter(qn("w:r")))
    assert runs
    for run in runs:
        fonts = run.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
        assert fonts.get(qn("w:eastAsia")) in FONT_NAMES.values()
        assert fonts.get(qn("w:ascii")) == fonts.get(qn("w:hAnsi")) == fonts.get(qn("w:eastAsia"))


def test_no_style_takes_a_font_from_a_theme(printed) -> None:
    for fonts in printed.styles.element.iter(qn("w:rFonts")):
        assert not [name for name in fonts.attrib if name.endswith("Theme")]
        assert fonts.get(qn("w:eastAsia")) in FONT_NAMES.values()


def test_pages_have_their_sections_paper_margins_and_direction() -> None:
    document = opened([Section(), Paragraph("甲"), Section(landscape=True, paper="A3"), Paragraph("乙")])
    upright, wide = document.sections
    assert (round(upright.page_width.mm), round(upright.page_height.mm)) == (210, 297)
    assert (round(wide.page_width.mm), round(wide.page_height.mm)) == (420, 297)
    assert [round(edge.mm) for edge in (upright.top_margin, upright.left_margin)] == [37, 28]
    assert [round(edge.mm) for edge in (wide.top_margin, wide.right_margin)] == [28, 37]


def test_page_numbers_are_fields_outside_on_odd_and_even_pages_and_absent_on_the_cover() -> None:
    blocks = [
        Section(kind="cover", page_number=None),
        Paragraph("封面"),
        Section(page_start=1, foot="草稿"),
        Paragraph(PROSE),
    ]
    document = opened(blocks)
    cover, main = document.sections
    assert document.settings.odd_and_even_pages_header_footer
    assert not list(cover.footer._element.iter(qn("w:instrText")))
    for footer in (main.footer, main.even_page_footer):
        (code,) = footer._element.iter(qn("w:instrText"))
        assert code.text.strip() == "PAGE"
    assert paragraph_text(main.footer.paragraphs[0]._p) == "草稿\t— 1 —"
    assert paragraph_text(main.even_page_footer.paragraphs[0]._p) == "— 1 —\t草稿"
    assert main._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"


def test_merged_cells_are_real_and_every_row_fills_the_grid(printed) -> None:
    tables = list(printed.element.body.iter(qn("w:tbl")))
    merged = 0
    for table in tables:
        columns = len(list(table.find(qn("w:tblGrid"))))
        above: dict[int, tuple[int, str | None]] = {}
        for row in rows_of(table):
            place, here = 0, {}
            for cell in row.iterchildren(qn("w:tc")):
                if merge(cell) == "continue":
                    assert above[place][0] == span(cell)
                    assert above[place][1] in ("restart", "continue")
                    merged += 1
                here[place] = (span(cell), merge(cell))
                place += span(cell)
            assert place == columns
            above = here
    assert merged > 20


def test_header_rows_repeat_and_boxes_to_sign_do_not_split(packet, printed) -> None:
    grids = [block for block in packet if isinstance(block, Grid) and block.header_stands_alone]
    headers = list(printed.element.body.iter(qn("w:tblHeader")))
    assert len(headers) == sum(grid.header_rows for grid in grids)
    boxes = [row for row in printed.element.body.iter(qn("w:tr")) if "（签字）：" in "".join(row.itertext())]
    assert boxes
    assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in boxes)


def test_the_seal_has_its_room_and_is_never_drawn() -> None:
    box = SignatureBlock(
        "部门意见：", "同意。", "负责人（签字）：", "部门（盖章）：", seal=True, seal_mm=SEAL_MM
    )
    document = opened([Section(kind="form"), box])
    (cell,) = document.element.body.iter(qn("w:tc"))
    paragraphs = list(cell.iterchildren(qn("w:p")))
    below_opinion = paragraphs[2:]
    height = sum(
        spacing_of(one, "before") + spacing_of(one, "line") + spacing_of(one, "after")
        for one in below_opinion
    )
    assert height / 20 >= SEAL_MM * 72 / 25.4 - 0.5
    assert not list(document.element.iter(qn("w:drawing"), qn("w:pict")))


def test_a_grid_with_headers_is_its_own_table_and_other_attached_grids_join() -> None:
    def grid(**options) -> Grid:
        return Grid((1, 1), (GridRow((GridCell("甲"), GridCell("乙"))),), **options)

    blocks = [Section(kind="form"), grid(), grid(attached=True), grid(attached=True, header_rows=1)]
    document = opened([*blocks, SignatureBlock("意见：")])
    assert [len(table.rows) for table in document.tables] == [2, 1, 1]


def test_columns_of_joined_grids_keep_their_own_widths() -> None:
    one = Grid((1, 3), (GridRow((GridCell("甲"), GridCell("乙"))),), width_mm=100)
    other = Grid((1, 1), (GridRow((GridCell("丙"), GridCell("丁"))),), width_mm=100, attached=True)
    (table,) = opened([Section(kind="form"), one, other]).tables
    widths = [[round(cell.width.mm) for cell in row.cells] for row in table.rows]
    grid = [round(column.width.mm) for column in table.columns]
    assert grid == [25, 25, 50]
    assert widths[0] == [25, 75, 75]
    assert widths[1] == [50, 50, 50]


def test_figures_of_a_column_stand_with_their_points_below_each_other() -> None:
    cells = [GridCell(text, align="decimal") for text in ("5394.86", "73", "0.290")]
    grid = Grid((1,), tuple(GridRow((cell,)) for cell in cells), width_mm=30)
    (table,) = opened([Section(kind="form"), grid]).tables
    indents = [int(row.cells[0].paragraphs[0].paragraph_format.right_indent or 0) for row in table.rows]
    half_digit = int(10.5 / 2 * 12700)
    assert indents == [half_digit, 4 * half_digit, 0]


def test_figures_of_all_columns_stand_alike_where_there_is_room() -> None:
    wide = tuple(GridCell(text, align="decimal") for text in ("0", "0.29"))
    (table,) = opened([Section(kind="form"), Grid((1, 1), (GridRow(wide),), width_mm=60)]).tables
    indents = [int(cell.paragraphs[0].paragraph_format.right_indent or 0) for cell in table.rows[0].cells]
    assert indents == [3 * int(10.5 / 2 * 12700), 0]
    narrow = tuple(GridCell(text, align="decimal") for text in ("12345678", "0.29"))
    (table,) = opened([Section(kind="form"), Grid((18, 42), (GridRow(narrow),), width_mm=60)]).tables
    assert not table.rows[0].cells[0].paragraphs[0].paragraph_format.right_indent


@pytest.mark.parametrize(
    ("longest", "size", "sides"),
    [
        ("394.86", 10.5, 68),
        ("53948.60", 10.5, 18),
        ("539486.00", 9.0, 17),
        ("53948600.00", 7.5, 17),
        ("5394860000000.00", 10.5, 17),
    ],
)
def test_figures_of_a_table_have_the_size_that_the_longest_needs_in_any_face(longest, size, sides) -> None:
    """Where an official face is missing stands one whose figures are wider; what no type holds keeps its own."""
    figures = ("46.08", longest)
    rows = (GridRow((GridCell("合计"), *(GridCell(text, align="decimal") for text in figures))),)
    (table,) = opened([Section(kind="form"), Grid((40, 16.4, 16.4), rows, width_mm=72.8)]).tables
    label, *cells = table.rows[0].cells
    runs = [run for cell in cells for run in cell.paragraphs[0].runs]
    assert [run.font.size.pt if run.font.size else 10.5 for run in runs] == [size, size]
    lefts = [cell._tc.find(f"{qn('w:tcPr')}/{qn('w:tcMar')}/{qn('w:left')}") for cell in cells]
    assert [68 if left is None else int(left.get(qn("w:w"))) for left in lefts] == [sides, sides]
    assert label.paragraphs[0].runs[0].font.size is None


def test_a_heading_of_a_column_is_broken_between_words() -> None:
    rows = (
        GridRow((GridCell("公共财政拨款", align="center"), GridCell("公务用车运行维护费", align="center"))),
    )
    (table,) = opened([Section(kind="form"), Grid((18, 26), rows, width_mm=44)]).tables
    assert [cell.text for cell in table.rows[0].cells] == ["公共财政\n拨款", "公务用车\n运行维护费"]


def test_rows_under_a_label_that_is_higher_than_they_are_grow_alike() -> None:
    label = GridCell("产出目标（部门工作实绩，包含上级部门布置的重点工作）", align="center", row_span=3)
    rows = (GridRow((label, GridCell("1"))), GridRow((GridCell("2"),)), GridRow((GridCell("3"),)))
    (table,) = opened([Section(kind="form"), Grid((17, 60), rows, width_mm=77)]).tables
    (height,) = {row.height for row in table.rows}
    assert height.mm > 7


@pytest.mark.parametrize(("lines", "whole"), [(4, True), (60, False)])
def test_a_row_beside_a_vertical_label_is_cut_only_where_half_a_page_cannot_hold_it(lines, whole) -> None:
    label = GridCell("年度总体目标", vertical=True, align="center")
    rows = (GridRow((label, GridCell("\n".join(["全面完成。"] * lines)))),)
    (table,) = opened([Section(kind="form"), Grid((9, 147), rows, width_mm=156)]).tables
    properties = table.rows[0]._tr.find(qn("w:trPr"))
    assert (properties.find(qn("w:cantSplit")) is not None) is whole


def test_what_is_below_a_table_goes_with_its_last_row() -> None:
    rows = tuple(GridRow((GridCell(text),)) for text in "甲乙丙丁")
    grid = Grid((1,), rows, header_rows=1, keep_with_next=True)
    document = opened([Section(kind="form"), grid, Spacer(1), Paragraph("填表人：")])
    kept = [
        bool(row.cells[0].paragraphs[0].paragraph_format.keep_with_next) for row in document.tables[0].rows
    ]
    assert kept == [False, False, True, True]
    gap, last = document.paragraphs
    assert gap.paragraph_format.keep_with_next
    assert last.text == "填表人："


def test_the_date_of_an_opinion_box_stands_in_the_same_place_with_a_seal_and_without() -> None:
    boxes = [SignatureBlock("意见：", signer="负责人（签字）：", seal=seal) for seal in (False, True)]
    (table,) = opened([Section(kind="form"), *boxes]).tables
    dates = [row.cells[0].paragraphs[-1] for row in table.rows]
    assert [date.text for date in dates] == [boxes[0].date] * 2
    assert len({(date.alignment, date.paragraph_format.left_indent) for date in dates}) == 1


def test_a_vertical_label_is_one_text_in_lines_of_one_character() -> None:
    cell = GridCell("整体支出绩效定性目标", vertical=True, align="center")
    grid = Grid((11, 149), (GridRow((cell, GridCell("内容")), min_height_mm=60),), width_mm=160)
    (table,) = opened([Section(kind="form"), grid]).tables
    (label,) = table.rows[0].cells[0].paragraphs
    assert label.text == cell.text
    room = (11 - 2 * cell.padding_mm) * 72 / 25.4
    inner = room - label.paragraph_format.left_indent.pt - label.paragraph_format.right_indent.pt
    assert 10.5 <= inner < 21


def test_a_page_break_before_a_table_leaves_no_empty_line() -> None:
    grid = Grid((1,), (GridRow((GridCell("甲"),)),))
    document = opened([Section(), Paragraph("前"), PageBreak(), grid, PageBreak(), Paragraph("后")])
    breaks = [one for one in document.paragraphs if one.paragraph_format.page_break_before]
    assert [one.text for one in breaks] == ["", "后"]
    assert spacing_of(breaks[0]._p, "line") == 1


def test_cover_lines_are_two_columns_with_a_rule_under_the_value() -> None:
    fields = CoverFields((CoverField("预算编码：", "004001"), CoverField("报告时间：", "")))
    (table,) = opened([Section(kind="cover", page_number=None), fields]).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["预算编码：", "004001"],
        ["报告时间：", ""],
    ]
    assert len(list(table._tbl.iter(qn("w:bottom")))) > 0
    label = table.rows[0].cells[0].paragraphs[0]._p.find(f"{qn('w:pPr')}/{qn('w:jc')}")
    assert label.get(qn("w:val")) == "distribute"


def test_properties_stand_in_the_order_of_the_schema(printed) -> None:
    for root in (printed.element, printed.styles.element):
        for name, order in PROPERTY_ORDER.items():
            wanted = order.split()
            for properties in root.iter(qn(f"w:{name}")):
                found = [wanted.index(child.tag.rpartition("}")[2]) for child in properties]
                assert found == sorted(found), [child.tag for child in properties]


def test_a_document_ends_with_a_paragraph_after_its_last_table(printed) -> None:
    *_, before, last = printed.element.body
    assert (before.tag, last.tag) == (qn("w:p"), qn("w:sectPr"))


def test_nothing_of_a_template_or_of_a_user_is_left(tmp_path) -> None:
    target = tmp_path / "报告.docx"
    export_docx(sample_book(), target)
    with zipfile.ZipFile(target) as archive:
        names = archive.namelist()
        everything = b"".join(archive.read(name) for name in names)
    assert not [name for name in names if "thumbnail" in name or "customXml" in name]
    assert b"python-docx" not in everything
    assert b"Microsoft" not in archive_part(target, "docProps/app.xml")
    properties = docx.Document(str(target)).core_properties
    assert properties.author == "吉首市科工信局"
    assert properties.title == "吉首市科工信局2022年度部门整体支出绩效自评报告"
    assert properties.last_modified_by == properties.comments == ""


def archive_part(path: Path, name: str) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return archive.read(name)


def test_an_editable_copy_carries_no_check_code() -> None:
    """The code ties paper to data; what anyone may edit must not seem vouched for."""
    from export.service import _without_codes

    coded = [Section(foot="校验码 ABCD", code="ABCD"), Paragraph(PROSE)]
    draft = [Section(foot="草稿"), Paragraph(PROSE)]
    assert "ABCD" not in repr(_without_codes(coded))
    assert _without_codes(draft) == draft


def test_an_opinion_longer_than_a_page_is_cut_and_its_box_stays_whole() -> None:
    box = SignatureBlock(
        "意见：", "\n".join([PROSE] * 120), "（签字）：", "（盖章）：", seal=True, attached=False
    )
    (table,) = opened([Section(kind="form"), box]).tables
    text, rest = table.rows
    assert text._tr.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is None
    assert rest._tr.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None


def test_document_libraries_are_loaded_only_when_they_are_needed() -> None:
    code = "import sys, export.service; print(sorted({'docx', 'openpyxl'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
