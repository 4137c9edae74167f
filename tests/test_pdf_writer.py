"""The finished PDF: what it says can be copied out, what it needs is in it, and it is written whole or not at all."""

from __future__ import annotations

import errno
import io
import os
import re
import time

import pikepdf
import pypdfium2
import pytest

from export.atomic import write_atomically
from export.blocks import (
    CoverField,
    CoverFields,
    Face,
    Grid,
    GridCell,
    GridRow,
    Heading,
    LetterClosing,
    PageBreak,
    Paragraph,
    Section,
    SignatureBlock,
    Spacer,
    all_texts,
)
from export.errors import ExportError, export_error
from export.pdf.writer import FontOptions, render_pdf, write_pdf

MM = 72 / 25.4
TEXT = (
    "2022年度部门整体支出5394.86万元，其中，一般公共预算支出3173.85万元（含基本支出454.45万元），"
    "政府性基金预算支出2617.17万元；依据《吉首市本级预算部门整体支出绩效自评通知》（吉财绩函〔2023〕25号），"
    "7月24日前完成率100%，湘西500千伏输变电工程、FPC柔性线路板与PCb电路板等项目“进展顺利”。"
)


@pytest.fixture(scope="module")
def options(tmp_path_factory):
    return FontOptions(prefer_system=False, cache=tmp_path_factory.mktemp("fonts"))


@pytest.fixture
def render(options):
    def run(*blocks, **described):
        return render_pdf(blocks, fonts=options, invariant=True, **described)

    return run


def page_texts(data):
    document = pypdfium2.PdfDocument(data)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def compact(text):
    return re.sub(r"[\r\n\ufffe\x02]", "", text)


def glyph_boxes(data, number):
    """Each visible character of a page with its box, y from the top."""
    document = pypdfium2.PdfDocument(data)
    try:
        page = document[number]
        height = page.get_height()
        text = page.get_textpage()
        found = []
        for index in range(text.count_chars()):
            character = text.get_text_range(index, 1)
            if character.strip():
                left, bottom, right, top = text.get_charbox(index)
                found.append((character, left, height - top, right, height - bottom))
        return found
    finally:
        document.close()


FORM = Grid(
    (14, 30, 60, 52),
    (
        GridRow(
            (GridCell("三、部门（单位）整体支出绩效自评情况", col_span=4, face=Face.HEITI),),
            keep_with_next=True,
        ),
        GridRow(
            (
                GridCell("定性目标", vertical=True, row_span=2),
                GridCell("职能职责概述"),
                GridCell(TEXT, col_span=2),
            )
        ),
        GridRow(
            (GridCell("收入合计"), GridCell("5394.86", align="decimal"), GridCell("≥20亿元", align="center"))
        ),
        GridRow(
            (
                GridCell(
                    col_span=4,
                    signature=SignatureBlock(
                        "部门（单位）意见：",
                        "同意上报。",
                        "负责人（签字）：",
                        "部门（单位）（盖章）：",
                        seal=True,
                    ),
                ),
            ),
            keep_together=True,
        ),
    ),
    bookmark="三、自评情况",
)


def test_every_text_can_be_copied_out_in_reading_order_without_blanks_between_characters(render):
    blocks = (
        Section(kind="cover", page_number=None),
        Heading("吉首市科工信局\n绩效自评报告", 0),
        CoverFields(
            (CoverField("预算编码", "004001"), CoverField("部门（单位）名称（盖章）", "吉首市科工信局"))
        ),
        Section(kind="form"),
        FORM,
        Section(),
        Heading("一、基本情况", 1),
        Heading("（一）部门概况", 2),
        *(Paragraph(TEXT[n:] + "\n" + TEXT) for n in range(12)),
        LetterClosing(("吉首市科技和工业信息化局",), "2023年7月24日"),
    )
    data, report = render(*blocks)
    copied = compact("".join(re.sub(r"— \d+ —", "", text) for text in page_texts(data)))
    place = 0
    for text in all_texts(blocks):
        for part in text.split("\n"):
            found = copied.find(part, place)
            assert found >= 0, (part, copied[place : place + 200])
            place = found + len(part)
    assert report.missing_glyphs == ()


def test_text_that_looks_like_markup_or_pdf_syntax_is_only_text(render):
    nasty = r"<b>1</b> &#x4e00; A & B (x) \n ) Tj ET <img src='file:///etc/passwd'/> =1+1 ％ {{x}}"
    data, _ = render(Paragraph(nasty), Grid((1,), (GridRow((GridCell(nasty),)),)))
    assert " ".join("".join(page_texts(data)).split()).count(nasty) == 2


def test_fonts_are_embedded_as_truetype_subsets_with_a_way_back_to_unicode(render):
    data, report = render(Section(kind="form"), Heading("标题", 0), FORM)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
        assert fonts
        for font in fonts:
            assert "/FontFile2" in font.FontDescriptor
            assert "/ToUnicode" in font
            assert re.match(r"/[A-Z]{6}\+", str(font.BaseFont))
    assert set(report.faces) == set(Face)


def test_a_character_that_no_font_has_is_reported_and_still_copied_right(render):
    data, report = render(Paragraph("姓名：\ua015某"))
    assert report.missing_glyphs == ("字体缺字: \ua015（U+A015）",)
    assert "姓名：\ua015某" in page_texts(data)[0]


def test_prose_stands_on_the_grid_of_22_lines_of_28_characters(render):
    data, _ = render(Section(), Paragraph("测" * (28 * 23 + 5), indent_chars=0))
    boxes = glyph_boxes(data, 0)
    lines = sorted({round((top + bottom) / 2) for c, _, top, _, bottom in boxes if c == "测"})
    assert len(lines) == 22
    assert sum(c == "测" for c, *_ in boxes) == 28 * 22
    assert min(left for _, left, *_ in boxes) >= 28 * MM
    assert max(right for _, _, _, right, _ in boxes) <= (210 - 26) * MM
    assert lines[1] - lines[0] == pytest.approx(28.95, abs=1.1)


def test_page_numbers_stand_below_the_type_area_right_on_odd_and_left_on_even_pages(render):
    data, report = render(
        Section(page_number=None),
        Paragraph("封面"),
        Section(page_start=1),
        Paragraph("甲"),
        PageBreak(),
        Paragraph("乙"),
    )
    cover, first, second = page_texts(data)
    assert report.pages == 3
    assert "—" not in cover
    assert "— 1 —" in first
    assert "— 2 —" in second
    for number, side in ((1, "right"), (2, "left")):
        marks = [box for box in glyph_boxes(data, number) if box[0] in "—12"]
        assert min(top for _, _, top, _, _ in marks) > (297 - 35) * MM
        dash = next(box for box in marks if box[0] == "—")
        assert (dash[2] + dash[4]) / 2 == pytest.approx((297 - 35 + 7) * MM, abs=2)
        if side == "right":
            assert max(box[3] for box in marks) == pytest.approx((210 - 26) * MM - 14, abs=1.5)
        else:
            assert min(box[1] for box in marks) == pytest.approx(28 * MM + 14, abs=1.5)


def test_a_landscape_page_keeps_its_number_where_the_upright_page_has_it(render):
    data, _ = render(Section(landscape=True), Paragraph("表"))
    dashes = [box for box in glyph_boxes(data, 0) if box[0] == "—"]
    middle_x = sum((box[1] + box[3]) / 2 for box in dashes) / 2
    middle_y = sum((box[2] + box[4]) / 2 for box in dashes) / 2
    assert middle_x == pytest.approx((35 - 7) * MM, abs=2)
    assert middle_y > 105 * MM


def test_headings_and_tables_are_bookmarks_and_the_document_says_what_it_is(render):
    data, _ = render(
        Heading("报告", 0),
        Heading("一、基本情况", 1),
        Paragraph("文"),
        FORM,
        title="题",
        author="科工信局",
        subject="自评",
    )
    with pikepdf.open(io.BytesIO(data)) as pdf, pdf.open_outline() as outline:
        (top,) = outline.root
        assert top.title == "报告"
        assert [child.title for child in top.children] == ["一、基本情况"]
        assert [child.title for child in top.children[0].children] == ["三、自评情况"]
        info = {key: str(pdf.docinfo[key]) for key in ("/Title", "/Author", "/Subject", "/Creator")}
    assert info == {"/Title": "题", "/Author": "科工信局", "/Subject": "自评", "/Creator": "绩效自评"}


def test_the_same_blocks_give_the_same_bytes(render):
    blocks = (Section(kind="form"), FORM, Section(), Paragraph(TEXT))
    assert render(*blocks)[0] == render(*blocks)[0]


def test_nothing_but_label_and_date_is_printed_where_the_seal_will_be_pressed(render):
    data, report = render(
        Section(kind="form"),
        FORM,
        Section(),
        Paragraph(TEXT),
        LetterClosing(("吉首市科技和工业信息化局",), "2023年7月24日"),
    )
    in_box, in_letter = report.seals
    for seal, allowed in (
        (in_box, "部门（单位）（盖章）：年月日"),
        (in_letter, "吉首市科技和工业信息化局2023年7月24日"),
    ):
        assert seal.radius * 2 == pytest.approx(42 * MM)
        covered = ""
        for character, left, top, right, bottom in glyph_boxes(data, seal.page - 1):
            x, y = min(max(seal.x, left), right), min(max(seal.y, top), bottom)
            if (x - seal.x) ** 2 + (y - seal.y) ** 2 < seal.radius**2:
                covered += character
        assert covered
        assert set(covered) <= set(allowed)


def test_the_letter_is_closed_as_the_standard_wants(render):
    data, _ = render(
        Section(page_number=None), Paragraph("文。"), LetterClosing(("吉首市科技局",), "2023年7月24日")
    )
    boxes = glyph_boxes(data, 0)
    date = [box for box in boxes if box[0] in "2037月年日4"]
    name = [box for box in boxes if box[0] in "吉首市科技局"]
    assert max(box[3] for box in date) == pytest.approx((210 - 26) * MM - 4 * 15.8, abs=3)
    middles = [(min(box[1] for box in part) + max(box[3] for box in part)) / 2 for part in (date, name)]
    assert middles[0] == pytest.approx(middles[1], abs=3)


@pytest.mark.parametrize("lines", range(18, 25))
def test_the_closing_never_stands_alone_on_its_page(render, lines):
    data, _ = render(
        Section(),
        Paragraph("测" * 28 * lines, indent_chars=0),
        LetterClosing(("吉首市科技局",), "2023年7月24日"),
    )
    assert "测" in page_texts(data)[-1]


def test_a_heading_is_never_left_at_the_foot_of_a_page(render):
    for lines in range(17, 23):
        data, _ = render(
            Section(),
            Paragraph("测" * 28 * lines, indent_chars=0),
            Heading("一、标题", 1),
            Paragraph("文" * 80),
        )
        page = next(text for text in page_texts(data) if "一、标题" in text)
        assert "文" in page


def test_a_full_cover_gives_up_its_empty_space_and_stays_one_page(render):
    fields = CoverFields(tuple(CoverField(f"栏目{n}", "吉首市科技和工业信息化局" * 3) for n in range(5)))
    _, report = render(
        Section(kind="cover", page_number=None),
        Spacer(60),
        Heading("题目\n题目", 0),
        Spacer(120),
        fields,
        Section(),
        Paragraph("文"),
    )
    assert report.pages == 2


@pytest.mark.parametrize(
    "blocks",
    [
        (),
        (Section(), Section()),
        (Section(), PageBreak(), PageBreak(), Paragraph("文")),
        (Paragraph("文"), Spacer(400)),
        (Paragraph("测" * 28 * 22, indent_chars=0), PageBreak()),
    ],
)
def test_no_blank_pages(render, blocks):
    assert render(*blocks)[1].pages == 1


def test_a_document_is_written_over_the_old_one_and_leaves_nothing_beside_it(tmp_path, options):
    target = tmp_path / "自评报告.pdf"
    target.write_bytes(b"old")
    report = write_pdf([Paragraph(TEXT)], target, fonts=options)
    assert report.pages == 1
    assert target.read_bytes().startswith(b"%PDF")
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize(
    ("code", "sentence"),
    [(errno.ENOSPC, "磁盘已满"), (errno.EBUSY, "正被其他程序打开，请先关闭"), (errno.EACCES, "无写入权限")],
)
def test_a_failed_write_says_why_keeps_the_old_file_and_leaves_nothing_behind(
    tmp_path, monkeypatch, code, sentence
):
    target = tmp_path / "自评报告.pdf"
    target.write_bytes(b"old")

    def fail(handle):
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(ExportError, match=sentence):
        write_atomically(target, b"new")
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_missing_folder_and_a_folder_in_the_way_are_told_in_a_sentence(tmp_path):
    with pytest.raises(ExportError, match=r"文件夹.*不存在"):
        write_atomically(tmp_path / "没有" / "a.pdf", b"")
    (tmp_path / "b.pdf").mkdir()
    with pytest.raises(ExportError, match="是一个文件夹"):
        write_atomically(tmp_path / "b.pdf", b"")
    assert [path.name for path in tmp_path.iterdir()] == ["b.pdf"]


def test_a_file_held_by_another_program_on_windows_is_named_as_such(tmp_path):
    problem = PermissionError(errno.EACCES, "in use")
    problem.winerror = 32
    assert "正被其他程序打开，请先关闭" in str(export_error(tmp_path / "a.pdf", problem))


def test_a_packet_of_twelve_thousand_characters_is_set_well_within_a_second_and_a_half(render):
    blocks = [Section(kind="form"), FORM, Section(), *(Paragraph(TEXT * 4) for _ in range(18))]
    assert sum(map(len, all_texts(blocks))) > 12_000
    render(*blocks)  # fills the font cache
    begin = time.process_time()
    render(*blocks)
    assert time.process_time() - begin < 30  # no speed limit: quadratic time takes minutes
