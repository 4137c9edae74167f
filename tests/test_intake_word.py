"""Word files: however Word or WPS saved the form, the same cells come out as from the published text."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from docx.oxml import parse_xml

from intake.document import Table, ink_runs
from intake.intake import Intake, read_source
from intake.text import parse_text
from intake.word import read_word
from model.cells import CellRef
from tests.docx_fixtures import Style, build_body, build_packet
from tests.intake_kit import as_typed, covered, new_book
from tests.packet_2022 import SAMPLE

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

STYLES: Mapping[str, Style] = {
    "as Word saves it": Style(),
    "as WPS saves it": Style(wps=True),
    "runs torn, tracked changes": Style(torn_runs=True),
    "columns in another order and one more": Style(shuffled=True),
    "empty paragraphs": Style(empty_paragraphs=True),
    "labels in other words": Style(
        labels={
            "联系电话": "联 络 电 话",
            "人员编制": "编制数（人）",
            "实有人数": "实有人员：",
            "职能职责概述": "部门职能\n职责概述",
            "报告时间": "报告日期",
            "公共财政拨款": "一般公共\n预算拨款",
            "三公经费合计": "“三公”\n经费合计",
            "其他收入": "其它收入",
            "公用支出": "公用经费",
            "因公出国（境）费用": "因公出国(境)费",
        }
    ),
    "cover as a table": Style(cover_table=True),
    "every part a table of its own": Style(separate_tables=True, empty_paragraphs=True),
    "everything at once": Style(
        wps=True, torn_runs=True, shuffled=True, empty_paragraphs=True, separate_tables=True
    ),
}


@pytest.fixture(scope="module")
def published() -> Intake:
    return read_source(SAMPLE, new_book())


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES.keys())
def test_the_word_file_says_the_same_as_the_published_text(tmp_path, published, style):
    values = as_typed(published)
    intake = read_source(build_packet(tmp_path / "材料.docx", values, style), new_book())
    assert as_typed(intake) == values
    assert intake.problems == ()
    assert {item.quote for item in intake.unread} <= {"备用"}
    assert (intake.found_year, intake.found_department) == (2022, "吉首市科工信局")


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES.keys())
def test_all_visible_text_of_a_word_file_is_read_a_label_or_unread(tmp_path, published, style):
    intake = read_source(build_packet(tmp_path / "材料.docx", as_typed(published), style), new_book())
    known = covered(intake)
    for run in ink_runs(intake.document.text):
        assert all(known[run.start : run.end])
    for item in intake.read:
        assert intake.document.text[item.span.start : item.span.end] == item.quote


def test_a_place_in_a_chapter_is_found_in_the_text_as_read(tmp_path, published):
    intake = read_source(
        build_packet(tmp_path / "材料.docx", as_typed(published), Style(torn_runs=True)), new_book()
    )
    ref = CellRef("chapters", "c2", "text")
    start = str(intake.values[ref]).index("1..95万元")
    span = intake.locate(ref, start, start + 7)
    assert intake.document.text[slice(*span)] == "1..95万元"


# -- one trait of Word files each --------------------------------------------------------------------------------------


def paragraph(inner: str) -> object:
    return parse_xml(f"<w:p {W}>{inner}</w:p>")


def table(*rows: str) -> object:
    return parse_xml(f"<w:tbl {W}>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>")


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def read(path: Path, *elements: object) -> Intake:
    return read_source(build_body(path / "x.docx", elements), new_book())


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_deletions_are_ignored_and_insertions_kept(tmp_path):
    inner = (
        run("预算编码：00")
        + f'<w:del w:id="1" w:author="a">{run("9").replace("w:t", "w:delText")}</w:del>'
        + f'<w:ins w:id="2" w:author="a">{run("4")}</w:ins>'
        + f'<w:moveFrom w:id="3" w:author="a">{run("7")}</w:moveFrom>'
        + run("001")
    )
    assert as_typed(read(tmp_path, paragraph(inner))) == {"cover/budget_code/value": "004001"}


def test_hidden_text_is_not_read_and_the_clerk_is_told(tmp_path):
    intake = read(tmp_path, paragraph(run("预算编码：004001") + run("暗", "<w:vanish/>")))
    assert as_typed(intake) == {"cover/budget_code/value": "004001"}
    assert any("隐藏文字" in note for note in intake.notes)


def test_line_breaks_tabs_and_non_breaking_hyphens_are_text(tmp_path):
    inner = "<w:r><w:t>预算编码：</w:t><w:tab/><w:t>04</w:t><w:noBreakHyphen/><w:t>1</w:t><w:br/><w:t>评价方式：自评</w:t></w:r>"
    assert as_typed(read(tmp_path, paragraph(inner))) == {
        "cover/budget_code/value": "04-1",
        "cover/method/value": "自评",
    }


def test_a_text_box_is_read_once_though_word_writes_it_twice(tmp_path):
    box = f"<w:txbxContent><w:p>{run('预算编码：004001')}</w:p></w:txbxContent>"
    twice = (
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice Requires='wps'>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    intake = read(tmp_path, paragraph(run("见下。") + twice))
    assert as_typed(intake) == {"cover/budget_code/value": "004001"}
    assert intake.document.text.count("预算编码") == 1


def test_a_table_within_a_cell_is_read(tmp_path):
    inner = (
        "<w:tbl><w:tr>" + cell("机构名称") + cell("收入合计") + cell("上年结转") + "</w:tr>"
        "<w:tr>" + cell("1、局机关") + cell("10") + cell("2") + "</w:tr></w:tbl>"
    )
    outer = f"<w:tc><w:tcPr/><w:p>{run('二、部门（单位）收支情况')}</w:p>{inner}<w:p/></w:tc>"
    intake = read(tmp_path, table(cell("联系人") + cell("陶毅"), outer, cell("联系电话") + cell("1")))
    assert as_typed(intake) == {
        "overview/contact/value": "陶毅",
        "overview/phone/value": "1",
        "income/bureau/total": "10",
        "income/bureau/carryover": "2",
    }


def test_a_deleted_row_is_not_read_and_rows_may_begin_right_of_the_margin(tmp_path):
    rows = (
        cell("机构名称") + cell("收入合计") + cell("上年结转"),
        "<w:trPr><w:del w:id='1' w:author='a'/></w:trPr>" + cell("2、旧单位") + cell("5") + cell("5"),
        cell("1、局机关") + cell("10") + cell("2"),
    )
    document = build_body(tmp_path / "x.docx", [table(*rows)])
    assert as_typed(read_source(document, new_book())) == {
        "income/bureau/total": "10",
        "income/bureau/carryover": "2",
    }
    shifted = read_word(
        build_body(tmp_path / "y.docx", [table("<w:trPr><w:gridBefore w:val='2'/></w:trPr>" + cell("甲"))])
    )
    assert [block.rows[0].cells[0].column for block in shifted.blocks if isinstance(block, Table)] == [2]


def test_text_left_under_a_vertical_merge_is_not_shown_so_not_read(tmp_path):
    rows = (
        cell("联系人", "<w:vMerge w:val='restart'/>") + cell("陶毅"),
        cell("联系电话", "<w:vMerge/>") + cell("残留"),
    )
    intake = read(tmp_path, table(*rows))
    assert as_typed(intake) == {"overview/contact/value": "陶毅"}
    assert any("遮住" in note for note in intake.notes)


def test_numbers_that_word_prints_itself_are_named_as_missing(tmp_path):
    numbered = "<w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='3'/></w:numPr></w:pPr>"
    intake = read(tmp_path, paragraph(numbered + run("基本情况")), paragraph(run("甲")))
    assert as_typed(intake) == {"chapters/c1/text": "甲"}
    assert any("自动编号" in note for note in intake.notes)


def test_ticked_boxes_are_characters(tmp_path):
    inner = (
        run("评价方式：部门自评")
        + "<w:r><w:sym w:font='Wingdings' w:char='F0FE'/></w:r>"
        + run(" 中介")
        + ("<w:r><w:sym w:font='Wingdings' w:char='F0A8'/></w:r>")
    )
    assert as_typed(read(tmp_path, paragraph(inner))) == {"cover/method/value": "部门自评☑ 中介□"}


def test_page_fields_and_their_codes_are_not_text(tmp_path):
    inner = run("预算编码：1") + "<w:r><w:instrText>PAGE</w:instrText></w:r>"
    assert as_typed(read(tmp_path, paragraph(inner))) == {"cover/budget_code/value": "1"}


def test_a_document_named_by_another_path_is_found_by_its_relation(tmp_path, published):
    import zipfile

    source = build_packet(tmp_path / "a.docx", as_typed(published))
    target = tmp_path / "b.docx"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "_rels/.rels":
                data = data.replace(b"word/document.xml", b"word/document2.xml")
            new.writestr(name.replace("word/document.xml", "word/document2.xml"), data)
    assert as_typed(read_source(target, new_book())) == as_typed(published)


def unmerged(path: Path, padded: bool) -> Path:
    """The published text as a converter writes it: every row's cells as they come, no merges; or filled up to one length."""
    elements: list[object] = []
    for block in parse_text(SAMPLE.read_text(encoding="utf-8")).blocks:
        if not isinstance(block, Table):
            elements.append(paragraph(run(block.text)))
            continue
        longest = max(len(row.cells) for row in block.rows)
        rows = []
        for row in block.rows:
            texts = [found.text for found in row.cells]
            if padded:
                texts += [""] * (longest - len(texts))
            rows.append("".join(cell(text.replace("\n", "</w:t><w:br/><w:t>")) for text in texts))
        elements.append(table(*rows))
    return build_body(path / "x.docx", elements)


@pytest.mark.parametrize("padded", [False, True])
def test_a_table_whose_merges_a_converter_lost_is_still_read_by_its_labels(tmp_path, published, padded):
    intake = read_source(unmerged(tmp_path, padded), new_book())
    read_cells = as_typed(intake)
    wanted = as_typed(published)
    if (
        padded
    ):  # the first indicator's row is torn in two in the published text; padding hides that it is one row
        wanted = {ref: text for ref, text in wanted.items() if not ref.startswith("indicators/")}
        read_cells = {ref: text for ref, text in read_cells.items() if not ref.startswith("indicators/")}
    assert read_cells == wanted
    assert intake.values[CellRef("spending", "bureau", "project")] == Decimal("4846.03")


MARGINS = {
    "word/header1.xml": "<w:hdr {W}><w:p><w:r><w:t>吉首市科工信局文件</w:t></w:r></w:p></w:hdr>",
    "word/footer1.xml": "<w:ftr {W}><w:p><w:r><w:t>第 </w:t></w:r><w:r><w:t>1</w:t></w:r><w:r><w:t> 页</w:t></w:r></w:p></w:ftr>",
    "word/footnotes.xml": "<w:footnotes {W}><w:footnote><w:p><w:r><w:t>口径为决算数。</w:t></w:r></w:p></w:footnote></w:footnotes>",
}


def test_text_in_headers_and_footnotes_is_named_and_a_page_number_is_not(tmp_path):
    plain = build_body(tmp_path / "x.docx", [table(cell("联系人") + cell("陶毅"))])
    assert read_source(plain, new_book()).notes == ()
    with zipfile.ZipFile(plain, "a") as archive:
        for name, xml in MARGINS.items():
            archive.writestr(name, xml.replace("{W}", W))
    assert read_source(plain, new_book()).notes == (
        "页眉里的文字（“吉首市科工信局文件”）没有读入，需要时请在程序中补上。",
        "脚注里的文字（“口径为决算数。”）没有读入，需要时请在程序中补上。",
    )
