"""Packets nobody should have to print, and yet: everything stands on the paper, nothing over anything else."""

from __future__ import annotations

import io
import re
from decimal import Decimal

import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from export.blocks import Grid, GridCell, GridRow, Heading, Paragraph, Section
from export.packet import PARTS, left_out, packet_blocks, printed_parts
from export.pdf.writer import FontOptions, render_pdf
from export.typesizes import SMALLEST_PT
from model.book import Book
from model.cells import CellRef
from model.edits import Edit, InsertRow, SetCell
from model.profile import load_profile
from model.starting import new_packet
from tests.pdf_measure import faults, measure
from tests.sample import sample_book

EMBEDDED = FontOptions(prefer_system=False)
LONG_NAME = "湘西土家族苗族自治州吉首市科学技术和工业信息化局高新技术产业开发区科技创新服务中心暨中小微企业公共服务平台管理办公室（市墙改办）"
NO_MARKS = "负责全市工业和信息化的日常运行调节" * 177
LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZ" * 7 + "ABCDEFGHIJKLMNOPQR"
RARE = "𬱖䶮㛃𠅤"
MISSING = "\ua015"
"""A character of the Yi script: no face for Chinese has it."""


def squeezed(text: str) -> str:
    return re.sub(r"[\s\ufffe\x02]", "", text)


def copied(data: bytes) -> str:
    """All the text that can be copied out, without blanks."""
    document = pypdfium2.PdfDocument(data)
    try:
        return squeezed("".join(page.get_textpage().get_text_bounded() for page in document))
    finally:
        document.close()


def render(book: Book, part: str) -> tuple[bytes, tuple[str, ...]]:
    data, report = render_pdf(packet_blocks(book, part), fonts=EMBEDDED)
    return data, report.missing_glyphs


def sound(data: bytes) -> bool:
    found = [(number, fault) for number, page in enumerate(measure(data), 1) for fault in faults(page)]
    assert found[:5] == []
    return True


def cell(sheet: str, row: str, column: str, value: object) -> SetCell:
    return SetCell(CellRef(sheet, row, column), value)


def with_cells(*changes: object) -> Book:
    book = sample_book()
    book.apply(Edit("改", tuple(changes)))
    return book


def test_the_measurement_sees_overprinting_and_rules_through_text():
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(200, 200))
    canvas.setFont("Times-Roman", 20)
    canvas.drawString(50, 100, "M")
    canvas.drawString(55, 102, "W")
    canvas.line(40, 105, 120, 105)
    canvas.drawString(190, 20, "M")
    canvas.save()
    found = faults(measure(target.getvalue())[0])
    assert "M over W" in found
    assert "rule through M" in found
    assert "M outside the paper" in found


def test_a_report_of_sixty_pages_loses_no_character_and_has_no_blank_page():
    """Four hundred pages are measured by hand; the time grows with the length, not with its square."""
    paragraph = (
        "2022年度一般公共预算支出3173.85万元，其中：基本支出454.45万元（含公用经费），“三公”经费0.29万元。"
        * 4
    )
    text = "\n".join(f"{paragraph}编号{number}" for number in range(170))
    data, _ = render(with_cells(cell("chapters", "c6", "text", text)), "report")
    pages = measure(data)
    assert len(pages) > 60
    assert all(len(page.glyphs) > 300 for page in pages[3:-3])
    assert all(faults(page) == [] for page in pages[::9])
    shown = re.sub(
        r"—\d+—草稿强制性审核问题\d+个未改|草稿强制性审核问题\d+个未改—?\d*—?|—\d+—", "", copied(data)
    )
    assert squeezed(text) in shown


@pytest.mark.parametrize("text", ["无", "。", "1", MISSING])
def test_a_chapter_of_one_character_stands_below_its_heading(text):
    data, missing = render(with_cells(cell("chapters", "c4", "text", text)), "report")
    assert f"四、国有资本经营预算支出情况{text}五、" in copied(data)
    assert (missing == ()) is (text != MISSING)


@pytest.mark.parametrize("part", PARTS)
def test_an_empty_packet_prints_every_part_with_its_labels(part):
    data, missing = render(Book(load_profile(), 2024), part)
    assert missing == ()
    assert sound(data)
    for label in {
        "notice": (),
        "form": (
            "联系人",
            "固定资产情况",
            "整体支出绩效定量目标及实施计划完成情况",
            "四、评价人员",
            "（盖章）",
        ),
        "annex1": ("财政供养人员情况", "2024年决算数", "厉行节约保障措施", "单位负责人（签字）："),
        "annex2": ("年度总体目标", "（2024年度）", "总分"),
        "report": ("附件3", "一、基本情况", "十一、其他需要说明的问题"),
    }[part]:
        assert label in copied(data)


def test_of_an_empty_packet_all_is_the_blank_form_and_what_is_left_out_is_named(tmp_path):
    with new_packet(tmp_path / "x.jxzp", 2024, "某某局") as project:
        book = project.book
    data, _ = render(book, "all")
    assert "一、部门（单位）基本概况" in copied(data)
    assert "附件" not in copied(data)
    assert left_out(book) == (
        "没有填写、没有印出的部分：通知、附件1 基础数据表、附件2 自评表、附件3 评价报告。需要空白表的请单独选印。"
    )
    assert left_out(book, "annex1") == ""


@pytest.mark.parametrize(
    ("change", "part"),
    [
        (SetCell(CellRef("notice", "body", "value"), "一、自评范围"), "notice"),
        (SetCell(CellRef("base_extra", "thrift", "value"), "厉行节约"), "annex1"),
        (SetCell(CellRef("execution", "total", "executed"), Decimal("0")), "annex2"),
        (SetCell(CellRef("chapters", "c11", "text"), "无"), "report"),
    ],
)
def test_a_part_with_one_word_or_a_nought_in_it_is_printed(change, part):
    book = Book(load_profile(), 2024)
    assert part not in printed_parts(book)
    book.apply(Edit("填", (change,)))
    assert part in printed_parts(book)


def test_a_packet_of_noughts_shows_noughts_and_not_blanks():
    book = sample_book()
    rows = ("total", "carryover", "public", "fund", "nontax", "other")
    book.apply(Edit("零", tuple(cell("income", "bureau", column, Decimal("0.00")) for column in rows)))
    data, _ = render(book, "form")
    assert "1、局机关0.000.000.000.000.000.00" in copied(data)
    assert sound(data)


def test_an_indicator_table_over_pages_has_its_headings_and_labels_on_each():
    changes = [InsertRow("indicators", f"y{n}", n) for n in range(60)]
    for n in range(60):
        texts = {"level1": "产出指标", "level2": "数量指标", "name": f"第{n}项工作", "target": "1个"}
        changes += [cell("indicators", f"y{n}", column, text) for column, text in texts.items()]
    data, _ = render(with_cells(*changes), "form")
    assert sound(data)
    document = pypdfium2.PdfDocument(data)
    try:
        pages = [squeezed(page.get_textpage().get_text_bounded()) for page in document]
    finally:
        document.close()
    of_table = [page for page in pages if re.search(r"第\d+项工作", page)]
    assert len(of_table) == 3
    for page in of_table:
        for words in ("评价内容", "完成情况", "整体支出绩效定量目标及实施计划", "产出指标"):
            assert words in page, words


def test_forty_units_with_long_names_flow_over_pages():
    changes = [InsertRow("units", f"x{n}", n) for n in range(40)]
    changes += [cell("units", f"x{n}", "name", f"{n + 1}号{LONG_NAME}") for n in range(40)]
    changes += [cell("income", f"x{n}", "public", Decimal("123456789.12")) for n in range(40)]
    data, _ = render(with_cells(*changes), "form")
    assert sound(data)
    assert copied(data).count("40号") == 4
    assert copied(data).count("123456789.12") == 80  # and as each unit's computed total


def test_three_hundred_indicators_stand_under_their_repeated_labels_in_form_and_annex():
    changes: list[object] = []
    for n in range(300):
        changes.append(InsertRow("indicators", f"x{n}", n))
        level1, level2 = ("产出指标", "数量指标") if n < 200 else ("效益指标", f"第{n // 20}类效益指标")
        texts = {"level1": level1, "level2": level2, "name": f"指标{n}完成情况及其说明", "target": f"{n}个"}
        changes += [cell("indicators", f"x{n}", column, text) for column, text in texts.items()]
    book = with_cells(*changes)
    for part in ("form", "annex2"):
        data, _ = render(book, part)
        assert sound(data)
        shown = copied(data)
        assert all(shown.count(f"指标{n}完成情况") == 1 for n in range(300))
        assert shown.count("产出指标") >= 4


@pytest.mark.parametrize("part", ["form", "annex2", "report"])
def test_a_unit_of_sixty_characters_has_room_everywhere(part):
    assert len(LONG_NAME) >= 60
    names = [cell("cover", row, "value", LONG_NAME) for row in ("unit_name", "agency", "method")]
    names.append(cell("cover", "title", "value", f"{LONG_NAME}2022年度部门整体支出绩效自评报告"))
    data, _ = render(with_cells(*names), part)
    assert sound(data)
    assert LONG_NAME in copied(data)


@pytest.mark.parametrize(
    "text", [NO_MARKS, LATIN, "9" * 300, "（" * 200, "，" * 400, f"{LATIN}。" * 5, "\u3000 " * 50 + "完"]
)
def test_cells_that_nothing_can_break_are_printed_whole(text):
    places = [("overview", "duties", "value"), ("overview", "contact", "value"), ("goals", "actual", "value")]
    indicator = sample_book().group("indicators")[0]
    places += [("indicators", indicator, column) for column in ("name", "target", "actual")]
    places += [("notice", "body", "value"), ("chapters", "c5", "text")]
    book = with_cells(*(cell(*place, text) for place in places))
    for part in ("notice", "form", "annex2"):
        data, _ = render(book, part)
        assert sound(data)
        shown = copied(data)
        wanted = squeezed(text)
        assert sum(map(shown.count, set(wanted))) >= len(wanted)
        if len(wanted) < 1000:
            assert shown.count(wanted[:150]) >= 1


@pytest.mark.parametrize(
    "text", ["9" * 300, "12345678901234567.89万元", "统一社会信用代码114331010066942188", LATIN]
)
def test_no_type_is_smaller_than_six_hao_however_long_the_cells_are(text):
    """六号 is the limit of what is legible on signed paper: a cell with more in it gets higher instead."""
    indicator = sample_book().group("indicators")[0]
    places = [("indicators", indicator, column) for column in ("name", "target", "actual", "reason")]
    places += [("overview", row, "value") for row in ("contact", "phone", "work")]
    places += [
        ("cover", "unit_name", "value"),
        ("base_extra", "thrift", "value"),
        ("base_extra", "fill_date", "value"),
    ]
    amount = Decimal("123456789012345.67")
    changes = [cell(*place, text) for place in places]
    changes += [
        cell("spending", "bureau", "personnel", amount),
        cell("base_funds", "office", "actual", amount),
    ]
    book = with_cells(*changes)
    for part in ("form", "annex1", "annex2"):
        data, _ = render(book, part)
        assert sound(data)
        assert min(glyph.size for page in measure(data) for glyph in page.glyphs) >= SMALLEST_PT
        assert "123456789012345.67" in copied(data) or part == "annex2"


def test_rare_names_are_drawn_where_a_face_has_them_and_reported_by_name_where_none_has():
    names = f"组长：陶{RARE}\n副组长：王{MISSING}\n成员：李\U00030000"
    data, missing = render(with_cells(cell("notice", "members", "value", names)), "notice")
    assert missing == (f"字体缺字: {MISSING}（U+A015）", "字体缺字: \U00030000（U+30000）")
    drawn = "".join(page.text for page in measure(data))
    assert f"陶{RARE}" in drawn
    assert drawn.count("〓") == 2
    assert f"陶{RARE}副组长：王{MISSING}" in copied(data)


@pytest.mark.parametrize(
    "rows",
    [
        (GridRow((GridCell(), GridCell())),),
        (GridRow((GridCell("合计"), GridCell("0", align="decimal"))),),
        (GridRow((GridCell(col_span=2),), min_height_mm=2),),
        (
            GridRow((GridCell("定性目标", vertical=True, row_span=2), GridCell("0"))),
            GridRow((GridCell("0"),)),
        ),
    ],
)
def test_blank_and_one_row_tables_are_ruled_and_whole(rows):
    blocks = (Section(kind="form"), Heading("表", 0), Grid((10, 90), rows, header_rows=0), Paragraph("完"))
    data, _ = render_pdf(blocks, fonts=EMBEDDED)
    assert sound(data)
    (page,) = measure(data)
    assert len(page.rules) >= 4


def test_the_cover_stays_one_page_however_long_the_names_are():
    names = [cell("cover", row, "value", LONG_NAME) for row in ("unit_name", "agency", "method")]
    names.append(cell("cover", "title", "value", f"{LONG_NAME}2022年度部门整体支出绩效自评报告"))
    data, _ = render(with_cells(*names), "form")
    cover, first, *_ = measure(data)
    assert "报告时间" in cover.text
    assert "一、部门（单位）基本概况" in first.text
