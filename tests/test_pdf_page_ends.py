"""How pages end: no line of a paragraph alone at a foot or a head, sheets to write on filled, one type area for all parts."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from export.blocks import Grid, GridCell, GridRow, Heading, Paragraph, Section, SignatureBlock
from export.packet import PARTS, packet_blocks
from export.pdf.filling import filled_up
from export.pdf.fonts import FontBook
from export.pdf.grid import solve_grid
from export.pdf.gridflow import paginate
from export.pdf.layout_text import Shape, layout_paragraph
from export.pdf.sharing import begins_on, shared_out
from export.pdf.signature import circle_is_clear
from export.pdf.styles import styles_of
from export.pdf.writer import FontOptions, render_pdf
from export.typesizes import LINE_PITCH_PT
from tests.pdf_measure import MM, Page, lines_of, measure
from tests.sample import sample_book

PAGE = 22
BOX = SignatureBlock("意见：", signer="负责人（签字）：", sealer="部门（盖章）：", seal=True)


@given(st.integers(1, 70), st.integers(0, PAGE), st.integers(0, 6))
def test_no_line_of_a_paragraph_stands_alone_at_the_foot_or_the_head_of_a_page(count, space, tail):
    heights = [1.0] * count
    first = space if begins_on(heights, space) else PAGE
    shares = shared_out(heights, first, PAGE, tail)
    assert [line for begin, end in shares for line in range(begin, end)] == list(range(count))
    for number, (begin, end) in enumerate(shares):
        assert end - begin <= (PAGE if number else first)
        assert count == 1 or end - begin >= 2


def test_a_paragraph_of_three_lines_is_not_parted_and_takes_its_heading_along():
    fill, three = "文" * 28, "文" * 60
    for before in (18, 19, 20):
        blocks = [
            Section(),
            *[Paragraph(fill, style="left")] * before,
            Heading("一、题", 1),
            Paragraph(three),
        ]
        pages = measure(render_pdf(blocks, fonts=FontOptions(prefer_system=False))[0])
        first = [line for line in lines_of(pages[0]) if line[0].size == 16]
        assert len(first) == (before + 4 if before == 18 else before)


def stretching(rows: list[float], stretch: list[float]) -> Grid:
    made = [
        GridRow((GridCell("1"), GridCell("2")), min_height_mm=height, stretch_mm=more)
        for height, more in zip(rows, stretch, strict=True)
    ]
    box = GridRow((GridCell(col_span=2, signature=BOX),), stretch_mm=20)
    return Grid((1, 1), (*made, box))


@given(st.lists(st.tuples(st.floats(7, 20), st.floats(0, 9)), max_size=6), st.floats(0, 300))
def test_rows_that_may_stretch_fill_the_page_and_nothing_parts_or_overlaps(rows, spare):
    grid = stretching([height for height, _ in rows], [more for _, more in rows])
    fonts = FontBook("12意见：负责人（签字）部门盖章年月日", prefer_system=False)
    solved = solve_grid(fonts, grid, 400, 2000)
    (before,) = paginate(solved, 2000, 2000)
    after = filled_up(before, solved.rows, before.height + spare)
    most = sum(row.stretch_mm for row in grid.rows) * MM
    assert after.height == pytest.approx(before.height + min(spare, most))
    tops = sorted({(cell.top, cell.height) for cell in after.cells})
    bottom = 0.0
    for top, height in tops:
        assert top == pytest.approx(bottom)
        bottom = top + height
    assert bottom == pytest.approx(after.height)
    layout = after.cells[-1].slot.signature
    assert layout.height == pytest.approx(after.cells[-1].height)
    assert circle_is_clear(layout, (BOX.sealer, BOX.date))
    assert layout.seal.y + layout.seal.radius < layout.height
    assert layout.lines[0].top == before.cells[-1].slot.signature.lines[0].top


@cache
def printed(part: str) -> list[Page]:
    return measure(render_pdf(packet_blocks(sample_book(), part), fonts=FontOptions(prefer_system=False))[0])


@pytest.mark.parametrize("part", PARTS)
def test_all_parts_have_one_type_area_and_their_page_numbers_stand_alike(part):
    left, right, top, bottom = 28 * MM, (210 - 26) * MM, 37 * MM, (297 - 35) * MM
    for number, page in enumerate(printed(part), 1):
        shown = [glyph for glyph in page.glyphs if glyph.baseline > bottom and glyph.size == 14]
        for glyph in shown:
            assert glyph.baseline == pytest.approx(bottom + 7 * MM + 0.27 * 14, abs=0.01)
        if shown:
            end = max(g.x for g in shown) + 14 if number % 2 else min(g.x for g in shown)
            assert end == pytest.approx(right - 14 if number % 2 else left + 14, abs=2)
        for rule in page.rules:
            assert left - 1 < rule.left
            assert rule.right < right + 1
            assert top - 1 < rule.top
            assert rule.bottom < bottom + 1


def test_evaluators_and_opinions_are_one_sheet_that_is_filled():
    *_, last = printed("form")
    words = last.text.replace("\n", "")
    for expected in ("四、评价人员", "尚玉屏", "评价组组长签署意见", "财政部门归口业务股室（盖章）"):
        assert expected in words
    assert max(rule.bottom for rule in last.rules) == pytest.approx((297 - 35) * MM, abs=1)


def test_pages_of_prose_keep_to_the_line_grid_to_their_last_line():
    for page in printed("report"):
        prose = [line for line in lines_of(page) if line[0].size == 16 and not page.rules]
        for line in prose:
            steps = (line[0].baseline - prose[0][0].baseline) / LINE_PITCH_PT
            assert steps == pytest.approx(round(steps), abs=0.01)


@given(st.lists(st.integers(1, 9), min_size=12, max_size=30), st.integers(0, 99))
def test_marks_that_give_up_room_in_a_line_all_give_up_the_same(lengths, figure):
    text = "，".join("文" * length for length in lengths) + f"，计{figure}1234.56万元"
    fonts = FontBook("文，计万元0123456789.", prefer_system=False)
    body = styles_of(Section()).body
    for line in layout_paragraph(fonts, text, body, Shape(156 * MM)):
        inner = [run.spacing for run in line.runs[:-1] if run.shown.endswith("，") and len(run.shown) == 1]
        assert not inner or max(inner) - min(inner) < 0.001
