"""How the parts begin and end on paper: annex marks and titles, dates under each other, heads on further pages, the last lines."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pytest
from docx.oxml.ns import qn

from export.blocks import LetterClosing, Section
from export.packet import packet_blocks
from export.pdf.fonts import FontBook
from export.pdf.letter import layout_closing
from export.pdf.styles import styles_of
from export.pdf.writer import FontOptions, render_pdf
from export.typesizes import LINE_PITCH_PT
from model.edits import Edit, InsertRow
from tests.pdf_measure import MM, Glyph, Page, lines_of, measure
from tests.sample import sample_book
from tests.word_kit import opened

TOP, LEFT = 37 * MM, 28 * MM
ANNEXES = ("annex1", "annex2", "report")


@cache
def printed(part: str) -> list[Page]:
    data, _ = render_pdf(packet_blocks(sample_book(), part), fonts=FontOptions(prefer_system=False))
    return measure(data)


def words(line: list[Glyph]) -> str:
    return "".join(glyph.character for glyph in line)


def with_text(page: Page, start: str) -> list[Glyph]:
    (line,) = (line for line in lines_of(page) if words(line).startswith(start))
    return line


@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_annex_mark_is_16_pt_flush_left_on_the_first_line_and_the_title_22_pt_on_the_third(number):
    page = printed(ANNEXES[number - 1])[0]
    mark, title = with_text(page, f"附件{number}"), with_text(page, "部门整体支出绩效")
    first = with_text(printed("report")[0], "附件3")[0].baseline
    assert mark[0].baseline == pytest.approx(first, abs=0.05)
    assert TOP < mark[0].top < TOP + LINE_PITCH_PT / 2
    assert mark[0].x == pytest.approx(LEFT, abs=0.01)
    assert {glyph.size for glyph in mark} == {16}
    assert {glyph.size for glyph in title} == {22}
    below = title[0].baseline - mark[0].baseline
    assert below == pytest.approx(2 * LINE_PITCH_PT, abs=3)
    others = with_text(printed("report")[0], "部门整体支出绩效")[0].baseline
    assert title[0].baseline == pytest.approx(others, abs=0.05)
    middle = (title[0].x + title[-1].x + 22) / 2
    assert middle == pytest.approx(LEFT + 78 * MM, abs=1)


def title_lines(page: Page) -> list[list[Glyph]]:
    return [line for line in lines_of(page) if {glyph.size for glyph in line} == {22}]


@pytest.mark.parametrize(("part", "count"), [("notice", 2), ("annex1", 1), ("annex2", 2), ("report", 1)])
def test_below_a_title_of_one_line_or_two_one_line_is_left_empty(part, count):
    page = printed(part)[0]
    lines = title_lines(page)
    assert len(lines) == count
    for above, below in pairwise(lines):
        assert below[0].baseline - above[0].baseline == pytest.approx(LINE_PITCH_PT, abs=0.01)
    begin = TOP if part == "notice" else TOP + 2 * LINE_PITCH_PT
    end = begin + (count + 1) * LINE_PITCH_PT
    last = lines[-1][0].baseline
    if part.startswith("annex"):
        assert min(rule.top for rule in page.rules) == pytest.approx(end, abs=0.6)
    else:
        following = min(line[0].baseline for line in lines_of(page) if line[0].baseline > last)
        assert end + LINE_PITCH_PT / 2 < following < end + LINE_PITCH_PT


def test_the_dates_of_all_three_opinion_boxes_stand_under_each_other():
    years = [line[0].x for page in printed("form") for line in lines_of(page) if words(line) == "年月日"]
    assert len(years) == 3
    assert max(years) - min(years) < 0.01


def test_the_goals_of_annex_2_have_their_heads_again_on_the_second_page():
    first, second = printed("annex2")
    for page in (first, second):
        assert [words(line) for line in lines_of(page)].count("预期目标") == 1
        assert [words(line) for line in lines_of(page)].count("实际完成情况") == 1
    assert "年度总体目标" in second.text.replace("\n", "")


@pytest.mark.parametrize(
    ("part", "heads"), [("annex2", "预期目标"), ("form", "评价内容"), ("form", "预期目标")]
)
def test_word_repeats_the_heads_beside_a_vertical_label_too(part, heads):
    document = opened(packet_blocks(sample_book(), part))
    (row,) = (
        row
        for table in document.tables
        for row in table.rows
        if any(cell.text == heads for cell in row.cells)
    )
    assert row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None


@pytest.mark.parametrize("seal_mm", [40, 42, 45])
def test_the_closing_takes_five_lines_and_the_seal_reaches_within_a_line_of_the_text(tmp_path, seal_mm):
    """GB/T 9704: 署名和成文日期居印章中心偏下位置，印章顶端上距正文一行之内."""
    closing = LetterClosing(("吉首市科技局",), "2023年7月24日", seal_mm=seal_mm)
    fonts = FontBook("吉首市科技局2023年7月24日", prefer_system=False, cache=tmp_path)
    layout = layout_closing(fonts, closing, styles_of(Section()).body, 156 * MM)
    assert layout.height == pytest.approx(5 * LINE_PITCH_PT)
    assert layout.seal is not None
    assert 0 <= layout.seal.y - layout.seal.radius <= LINE_PITCH_PT
    assert layout.seal.y + layout.seal.radius <= layout.height
    signature, date = layout.lines
    assert signature.top + LINE_PITCH_PT / 4 < layout.seal.y < date.top


@pytest.mark.parametrize("specials", range(12))
def test_the_line_to_sign_under_annex_1_has_a_row_of_the_table_above_it(specials):
    book = sample_book()
    book.apply(Edit("加", tuple(InsertRow("specials", f"s{n}", n) for n in range(specials))))
    data, _ = render_pdf(packet_blocks(book, "annex1"), fonts=FontOptions(prefer_system=False))
    pages = measure(data)
    assert len(pages) == 1 or specials
    line = with_text(pages[-1], "填表人")
    assert [rule for rule in pages[-1].rules if TOP - 1 < rule.top < line[0].top]


@pytest.mark.parametrize("more", range(12))
def test_the_total_of_annex_2_has_an_indicator_above_it_on_its_page(more):
    book = sample_book()
    book.apply(Edit("加", tuple(InsertRow("indicators", f"x{n}", n) for n in range(more))))
    data, _ = render_pdf(packet_blocks(book, "annex2"), fonts=FontOptions(prefer_system=False))
    last = measure(data)[-1]
    with_text(last, "填表人")
    with_text(last, "社会公众满意度")
    with_text(last, "总分")
