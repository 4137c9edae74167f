"""The whole packet of 2022 measured on paper against GB/T 9704: sizes, margins, pitch, line ends, page numbers."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

import pytest

from export.blocks import Heading, LetterClosing, Paragraph, Section
from export.linebreak import is_wide
from export.packet import PARTS, packet_blocks
from export.pdf.fonts import GETA
from export.pdf.writer import FontOptions, PdfReport, render_pdf
from tests.pdf_measure import MM, Page, faults, lines_of, measure
from tests.sample import sample_book

PROSE = "部门重视预算绩效评价结果的应用和公开，按照规定的统一时点和要求报送财政部门审核。"
NO_START = "，。、；：！？）】》”’"
NO_END = "（【《“‘"
TOP, LEFT, RIGHT, BOTTOM = 37 * MM, 28 * MM, (210 - 26) * MM, (297 - 35) * MM
INK = 0.7
"""A rule's width, and what the glyphs of a face reach beyond their own bodies."""


@cache
def printed(part: str) -> tuple[list[Page], PdfReport]:
    data, report = render_pdf(
        packet_blocks(sample_book(), part), fonts=FontOptions(prefer_system=False), invariant=True
    )
    return measure(data), report


def prose_lines(page: Page):
    """The lines of the type area, without page number and foot line."""
    return [line for line in lines_of(page) if line[0].baseline < BOTTOM + INK]


def full_prose_pages():
    """The pages of 附件3 that are full from top to bottom and hold nothing but body text."""
    pages, _ = printed("report")
    return [
        p for p in pages if len(prose_lines(p)) == 22 and {g.size for x in prose_lines(p) for g in x} == {16}
    ]


def test_the_report_has_pages_filled_with_22_lines():
    assert len(full_prose_pages()) >= 5
    assert max(len(prose_lines(page)) for page in printed("report")[0] if not page.rules) == 22


def test_lines_stand_28_95_pt_apart_and_keep_to_the_margins():
    for page in full_prose_pages():
        lines = prose_lines(page)
        for above, below in pairwise(lines):
            assert below[0].baseline - above[0].baseline == pytest.approx(28.95, abs=0.01)
        pitch = (28.95 - 16) / 2
        assert min(g.top for g in lines[0]) == pytest.approx(TOP + pitch, abs=2)
        assert max(g.bottom for g in lines[-1]) == pytest.approx(BOTTOM - pitch, abs=2)
        assert min(line[0].x for line in lines) == pytest.approx(LEFT, abs=0.01)


def test_a_line_of_chinese_characters_alone_holds_28_of_them_and_fills_156_mm():
    full = [
        line
        for page in full_prose_pages()
        for line in prose_lines(page)
        if len(line) == 28 and all(is_wide(g.character) for g in line) and line[0].x < LEFT + 1
    ]
    assert len(full) >= 20
    for line in full:
        assert line[0].x == pytest.approx(LEFT, abs=0.01)
        assert line[-1].x + 16 == pytest.approx(RIGHT, abs=0.5)


def test_a_paragraph_begins_two_characters_in():
    lines = [line for page in full_prose_pages() for line in prose_lines(page)]
    assert {round((line[0].x - LEFT) / (156 * MM / 28), 2) for line in lines} == {0, 2}


def test_body_is_16_pt_titles_22_pt_and_page_numbers_14_pt():
    notice, _ = printed("notice")
    title, *_ = prose_lines(notice[0])
    assert {glyph.size for glyph in title} == {22}
    for part in ("notice", "report"):
        for page in printed(part)[0]:
            assert {g.size for line in prose_lines(page) for g in line} <= {16, 22, 12}
            assert {g.size for g in number_of(page)} == {14}


def number_of(page: Page):
    """The glyphs of “— 1 —”."""
    foot = [glyph for glyph in page.glyphs if glyph.baseline > BOTTOM and glyph.size == 14]
    return sorted(foot, key=lambda glyph: glyph.x)


@pytest.mark.parametrize("part", ["notice", "report"])
def test_the_page_number_stands_7_mm_below_the_type_area_outside_one_character_in(part):
    for number, page in enumerate(printed(part)[0], start=1):
        glyphs = number_of(page)
        assert "".join(g.character for g in glyphs) == f"—{number}—"
        dash = glyphs[0]
        assert (dash.top + dash.bottom) / 2 == pytest.approx(BOTTOM + 7 * MM, abs=0.5)
        if number % 2:
            assert glyphs[-1].right == pytest.approx(RIGHT - 14, abs=1.5)
        else:
            assert glyphs[0].left == pytest.approx(LEFT + 14, abs=1.5)


def test_bound_as_one_the_packet_is_numbered_through_and_odd_pages_are_right_hand_ones():
    pages, _ = printed("all")
    shown = ["".join(glyph.character for glyph in number_of(page)) for page in pages]
    blank, cover = (n for n, number in enumerate(shown) if not number)
    assert shown == ["" if n in (blank, cover) else f"—{n + 1}—" for n in range(len(pages))]
    assert len(pages) == sum(len(printed(part)[0]) for part in PARTS) + 1
    assert cover == blank + 1
    assert cover % 2 == 0, "a cover is a right-hand page"
    assert not pages[blank].glyphs
    assert not pages[blank].rules


@pytest.mark.parametrize("part", PARTS)
def test_a_part_by_itself_is_numbered_from_its_first_page_on(part):
    """The cover counts, so that an odd number stands on the front of its sheet; it bears none."""
    shown = ["".join(glyph.character for glyph in number_of(page)) for page in printed(part)[0]]
    covers = 1 if part == "form" else 0
    assert shown == [""] * covers + [f"—{n}—" for n in range(covers + 1, len(shown) + 1)]


@pytest.mark.parametrize("part", PARTS)
def test_no_line_begins_with_a_closing_or_ends_with_an_opening_mark(part):
    for page in printed(part)[0]:
        for line in lines_of(page):
            shown = "".join(glyph.character for glyph in line)
            assert shown[0] not in NO_START, shown
            assert shown[-1] not in NO_END, shown


FIGURE_AT_END = re.compile(r"[0-9]$")
UNIT_AT_START = re.compile(r"万元|亿元|元|个百分点|%|％|〔|人|项|户|件|家|年|月|日|号|[0-9]")


def test_no_line_of_prose_parts_a_figure_from_its_unit_or_cuts_a_figure_or_a_document_number():
    for part in ("notice", "report"):
        for page in printed(part)[0]:
            prose = [line for line in prose_lines(page) if line[0].size == 16]
            texts = ["".join(glyph.character for glyph in line) for line in prose]
            for above, below in pairwise(texts):
                assert not (FIGURE_AT_END.search(above) and UNIT_AT_START.match(below)), (above, below)
                assert not below.startswith("〔"), above


@pytest.mark.parametrize("part", PARTS)
def test_every_character_has_a_glyph(part):
    pages, report = printed(part)
    assert report.missing_glyphs == ()
    assert not any(GETA in page.text for page in pages)


@pytest.mark.parametrize("part", PARTS)
def test_nothing_is_printed_over_anything_else(part):
    assert [faults(page) for page in printed(part)[0]] == [[] for _ in printed(part)[0]]


@pytest.mark.parametrize("part", PARTS)
def test_everything_stands_within_the_type_area_but_number_and_foot_line(part):
    sections = [block for block in packet_blocks(sample_book(), part) if isinstance(block, Section)]
    for number, page in enumerate(printed(part)[0]):
        margins = sections[min(number, len(sections) - 1)].margins_mm
        bottom = page.height - margins.bottom * MM
        for drawn in (*page.glyphs, *page.rules):
            if drawn.top > bottom:
                assert drawn.bottom < bottom + 14 * MM
                continue
            assert drawn.left >= margins.left * MM - INK, drawn
            assert drawn.right <= page.width - margins.right * MM + INK, drawn
            assert drawn.top >= margins.top * MM - INK, drawn
            assert drawn.bottom <= bottom + INK, drawn


def test_the_tables_foot_is_two_lines_for_the_note_and_one_for_the_signatures():
    for part, count in (("annex1", 3), ("annex2", 1)):
        page = printed(part)[0][-1]
        end = max(rule.bottom for rule in page.rules)
        foot = [line for line in lines_of(page) if end < line[0].baseline < BOTTOM]
        assert len(foot) == count
        signers = "".join(glyph.character for glyph in foot[-1])
        assert [signers.find(word) for word in ("填表人", "填报日期", "联系电话", "单位负责人")] == sorted(
            signers.find(word) for word in ("填表人", "填报日期", "联系电话", "单位负责人")
        )


def test_roles_and_names_of_the_leading_group_stand_in_columns():
    page = printed("notice")[0][-1]
    heads, names = [], []
    for line in prose_lines(page):
        shown = "".join(glyph.character for glyph in line)
        if shown.startswith(("组长", "副组长", "成员")):
            heads.append(line[0].x)
            names.append(line[shown.index("：") + 1].x)
    assert len(heads) == 3
    assert max(heads) - min(heads) < 0.01
    assert max(names) - min(names) < 0.01


@pytest.mark.parametrize("ending", ["无", PROSE * 2, PROSE * 3])
def test_the_signature_takes_two_lines_of_text_along_wherever_the_page_ends(ending):
    """Of chapters that end after every possible number of lines, none leaves its signature alone on a page."""
    for count in range(8, 24):
        blocks = [
            Section(),
            *(Paragraph("正文。") for _ in range(count)),
            Heading("十一、其他需要说明的问题", 1),
            Paragraph(ending),
            LetterClosing(("吉首市科技局",), "2023年7月24日"),
        ]
        data, report = render_pdf(blocks, fonts=FontOptions(prefer_system=False))
        (seal,) = report.seals
        page = measure(data)[seal.page - 1]
        assert len(prose_lines(page)) >= 4, (count, page.text)
