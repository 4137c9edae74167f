"""Tables over pages: every line once, no boxes over each other, labels again, nothing torn that belongs together."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from export.blocks import Grid, GridCell, GridRow, SignatureBlock
from export.pdf.fonts import FontBook
from export.pdf.grid import solve_grid
from export.pdf.gridflow import paginate
from export.pdf.signature import circle_is_clear, layout_signature
from export.placing import place_cells
from export.typesizes import SMALLEST_PT

WIDTH, PAGE = 442.0, 400.0
SENTENCE = "2022年度一般公共预算支出3173.85万元，其中：基本支出454.45万元、项目支出2123.53万元（含专项）。"


@pytest.fixture(scope="module")
def fonts(tmp_path_factory):
    characters = (
        SENTENCE
        + "整体支出绩效定性目标及实施计划完成情况表头合计签字盖章意见部门同意上报单位负责人：0123456789"
    )
    return FontBook(characters, prefer_system=False, cache=tmp_path_factory.mktemp("fonts"))


def pages(fonts, grid, first=PAGE, page=PAGE):
    return paginate(solve_grid(fonts, grid, WIDTH, page), first, page)


def placed_texts(fragment):
    return ["".join(line.text for line in cell.lines) for cell in fragment.cells]


cells = st.builds(
    GridCell,
    text=st.integers(0, 30).map(lambda n: SENTENCE * n) | st.sampled_from(["", "合计", "1\n2\n3", "5394.86"]),
    align=st.sampled_from(["left", "center", "right", "decimal"]),
    valign=st.sampled_from(["top", "middle", "bottom"]),
    size_pt=st.sampled_from([9.0, 10.5, 12.0]),
    indent_first_line=st.sampled_from([0, 2]),
)


@st.composite
def grids(draw):
    """Tables of three columns: plain rows, rows under a spanning label, merged rows."""
    rows = []
    for _ in range(draw(st.integers(1, 5))):
        kind = draw(st.sampled_from(["plain", "merged", "label", "tall"]))
        keep = draw(st.booleans())
        tie = draw(st.booleans())
        if kind == "plain":
            rows.append(GridRow(tuple(draw(cells) for _ in range(3)), keep_together=keep, keep_with_next=tie))
        elif kind == "merged":
            rows.append(GridRow((replace(draw(cells), col_span=2), draw(cells)), keep_with_next=tie))
        else:
            span = draw(st.integers(1, 4))
            text = (
                "整体支出绩效定性目标及实施计划完成情况"
                if kind == "label"
                else SENTENCE * draw(st.integers(1, 40))
            )
            label = GridCell(
                text, row_span=span, vertical=kind == "label", repeat=None if kind == "label" else False
            )
            rows.append(GridRow((label, draw(cells), draw(cells)), min_height_mm=draw(st.integers(5, 60))))
            rows.extend(GridRow((draw(cells), draw(cells)), keep_together=keep) for _ in range(span - 1))
    return Grid((30, 60, 60), tuple(rows))


@settings(max_examples=60, deadline=None)
@given(grid=grids(), first=st.floats(5, PAGE))
def test_every_line_of_every_cell_is_shown_in_order_and_inside_the_page(fonts, grid, first):
    shown = defaultdict(list)
    whole = defaultdict(bool)
    fragments = pages(fonts, grid, first)
    for number, fragment in enumerate(fragments):
        assert fragment.cells or number == 0, "a blank page"
        assert fragment.height <= (first if number == 0 else PAGE) + 0.1
        for cell in fragment.cells:
            slot = (cell.slot.row, cell.slot.column)
            shown[slot].extend(line.text for line in cell.lines)
            whole[slot] = whole[slot] or cell.whole
            assert len(cell.lines) * cell.slot.leading <= cell.height + 0.1, "clipped"
    for slot in solve_grid(fonts, grid, WIDTH, PAGE).slots:
        found = shown[slot.row, slot.column]
        text = [line.text for line in slot.lines]
        if slot.cell.repeats:
            assert "".join(text) in "".join(found)
        else:
            assert found == text


def test_a_low_row_grows_for_a_label_set_upright_in_it(fonts):
    label = GridCell("整体支出绩效定性目标及实施计划完成情况", vertical=True)
    solved = solve_grid(
        fonts, Grid((10, 70, 70), (GridRow((label, GridCell("1"), GridCell("2"))),)), WIDTH, PAGE
    )
    slot = solved.slots[0]
    assert slot.cell.vertical
    assert len(slot.lines) * slot.leading <= solved.heights[0] + 0.1


@settings(max_examples=40, deadline=None)
@given(grid=grids())
def test_no_two_cells_of_a_page_overlap_and_together_they_fill_the_table(fonts, grid):
    for fragment in pages(fonts, grid):
        area = 0.0
        boxes = []
        for cell in fragment.cells:
            area += cell.slot.width * cell.height
            box = (cell.slot.x, cell.top, cell.slot.x + cell.slot.width, cell.top + cell.height)
            for left, top, right, bottom in boxes:
                apart = (
                    box[0] >= right - 0.01
                    or box[2] <= left + 0.01
                    or box[1] >= bottom - 0.01
                    or box[3] <= top + 0.01
                )
                assert apart
            boxes.append(box)
        assert area == pytest.approx(WIDTH * fragment.height, rel=1e-6, abs=0.1)


def test_a_long_cell_is_cut_between_lines_with_at_least_two_on_each_side(fonts):
    grid = Grid((20, 100), (GridRow((GridCell("合计"), GridCell(SENTENCE * 40))),))
    fragments = pages(fonts, grid, first=100)
    counts = [len(cell.lines) for fragment in fragments for cell in fragment.cells if cell.slot.column == 1]
    assert len(counts) > 1
    assert min(counts) >= 2


def test_a_vertical_label_stands_again_on_each_page_it_reaches(fonts):
    label = GridCell("整体支出绩效定性目标", row_span=30, vertical=True)
    rows = [GridRow((label, GridCell("1"))), *(GridRow((GridCell("2"),)) for _ in range(29))]
    fragments = pages(fonts, Grid((10, 90), tuple(rows)))
    assert len(fragments) > 1
    assert all("整体支出绩效定性目标" in placed_texts(fragment) for fragment in fragments)


def test_header_rows_stand_again_on_each_page_and_never_alone(fonts):
    rows = [
        GridRow((GridCell("表头"), GridCell("表头"))),
        *(GridRow((GridCell("1"), GridCell("2"))) for _ in range(60)),
    ]
    fragments = pages(fonts, Grid((1, 1), tuple(rows), header_rows=1), first=30)
    assert not fragments[0].cells
    for fragment in fragments[1:]:
        assert placed_texts(fragment)[:2] == ["表头", "表头"]
        assert len(fragment.cells) > 2


def test_a_row_tied_to_the_next_goes_with_it(fonts):
    rows = (
        GridRow((GridCell("表头"),), keep_with_next=True),
        GridRow((GridCell("1\n2\n3"),), keep_together=True),
    )
    first, second = pages(fonts, Grid((1,), rows), first=40)
    assert not first.cells
    assert placed_texts(second) == ["表头", "123"]


def test_a_row_kept_together_moves_whole(fonts):
    rows = (GridRow((GridCell("1"),)), GridRow((GridCell(SENTENCE * 8),), keep_together=True))
    first, second = pages(fonts, Grid((1,), rows), first=80)
    assert placed_texts(first) == ["1"]
    assert placed_texts(second) == [SENTENCE * 8]


@pytest.mark.parametrize(("header_rows", "last"), [(1, ["合计", "8", "9"]), (0, ["9"])])
def test_under_its_heads_no_whole_last_row_stands_alone(fonts, header_rows, last):
    rows = tuple(GridRow((GridCell("合计" if n == 0 else f"{n}"),)) for n in range(10))
    row = 7 * 72 / 25.4
    *_, end = pages(fonts, Grid((1,), rows, header_rows=header_rows), first=9.5 * row, page=9.5 * row)
    assert placed_texts(end) == last


def test_the_rows_under_a_spanning_cell_share_the_height_that_its_text_lacks(fonts):
    label = GridCell(SENTENCE * 3, row_span=3)
    within = GridCell(SENTENCE, row_span=2)
    rows = (
        GridRow((label, within, GridCell("1"))),
        GridRow((GridCell("2"),)),
        GridRow((GridCell("部门"), GridCell("同意")), min_height_mm=15),
    )
    solved = solve_grid(fonts, Grid((20, 20, 80), rows), WIDTH, PAGE)
    assert sum(solved.heights) == pytest.approx(solved.slots[0].content_height)
    first, second, third = solved.heights
    assert first == pytest.approx(second)
    grown = third - 15 * 72 / 25.4
    assert grown > 0, "the last row's own share"
    assert first + second - 2 * grown == pytest.approx(solved.slots[1].content_height), (
        "the inner label's rows grow for it first"
    )


@pytest.mark.parametrize(
    ("longest", "smaller"), [("5394.86", False), ("539486.00", True), ("5394860.00", True)]
)
def test_the_figures_of_a_table_have_the_size_that_the_longest_needs(fonts, longest, smaller):
    rows = [
        GridRow((GridCell("合计"), GridCell("46.08", align="decimal"), GridCell(figure, align="decimal")))
        for figure in ("0.29", longest)
    ]
    solved = solve_grid(fonts, Grid((40, 16, 16), tuple(rows), width_mm=72), WIDTH, PAGE)
    figures = [slot for slot in solved.slots if slot.column]
    assert all(len(slot.lines) == 1 for slot in figures)
    (size,) = {slot.lines[0].style.size for slot in figures}
    assert (size < 10.5) is smaller
    assert size >= SMALLEST_PT
    assert {slot.lines[0].style.size for slot in solved.slots if not slot.column} == {10.5}


def test_a_figure_too_long_for_the_smallest_type_takes_more_lines_in_its_own(fonts):
    cell = GridCell("5394860000.00万元", align="center")
    (slot,) = solve_grid(fonts, Grid((1,), (GridRow((cell,)),), width_mm=22), WIDTH, PAGE).slots
    assert [line.text for line in slot.lines] == ["5394860000.00", "万元"]
    assert SMALLEST_PT <= slot.lines[0].style.size < 10.5
    narrower = solve_grid(fonts, Grid((1,), (GridRow((cell,)),), width_mm=12), WIDTH, PAGE).slots[0]
    assert "".join(line.text for line in narrower.lines) == cell.text
    assert {line.style.size for line in narrower.lines} == {10.5}


def test_figures_of_a_column_stand_with_their_decimal_points_under_each_other(fonts):
    figures = ["5394.86", "46.1", "2617", "0.29"]
    grid = Grid((1, 1), tuple(GridRow((GridCell("合计"), GridCell(f, align="decimal"))) for f in figures))
    slots = [slot for slot in solve_grid(fonts, grid, WIDTH, PAGE).slots if slot.column == 1]
    ends = [
        slot.lines[0].x + fonts.width(slot.cell.face, slot.lines[0].text.split(".")[0]) * slot.cell.size_pt
        for slot in slots
    ]
    assert max(ends) - min(ends) < 0.01


def units_digits(fonts, grid, columns):
    """How far from its column's right edge each figure's units digit ends."""
    return [
        slot.width
        - slot.lines[0].x
        - fonts.width(slot.cell.face, slot.lines[0].text.split(".")[0]) * slot.cell.size_pt
        for slot in solve_grid(fonts, grid, WIDTH, PAGE).slots
        if slot.column in columns
    ]


def test_figures_of_all_columns_stand_alike_whether_a_column_has_decimals_or_not(fonts):
    """三公经费: 0.29 in one column, 0 in the others."""
    rows = (("0", "0.29", "0"), ("12", "0.2", "0"))
    grid = Grid(
        (1, 1, 1), tuple(GridRow(tuple(GridCell(figure, align="decimal") for figure in row)) for row in rows)
    )
    places = units_digits(fonts, grid, {0, 1, 2})
    assert max(places) - min(places) < 0.01


def test_a_column_too_narrow_for_that_keeps_its_own_points_under_each_other(fonts):
    rows = (("12345678", "0.29"), ("7", "0.3"))
    grid = Grid(
        (14, 86), tuple(GridRow(tuple(GridCell(figure, align="decimal") for figure in row)) for row in rows)
    )
    narrow = units_digits(fonts, grid, {0})
    assert max(narrow) - min(narrow) < 0.01
    assert max(narrow) < min(units_digits(fonts, grid, {1}))


def test_a_figure_too_wide_for_its_column_is_made_smaller_not_cut(fonts):
    grid = Grid((10, 90), (GridRow((GridCell("123456.78", align="decimal"), GridCell("合计"))),))
    figure = solve_grid(fonts, grid, WIDTH, PAGE).slots[0]
    assert [line.text for line in figure.lines] == ["123456.78"]
    assert figure.lines[0].width <= figure.width


@given(
    opinion=st.integers(0, 12).map(lambda n: "同意上报。" * n),
    sealer=st.sampled_from(["部门（单位）（盖章）：", "部门部门部门部门部门部门单位（盖章）："]),
    seal_mm=st.sampled_from([40, 42, 45]),
)
@settings(max_examples=30, deadline=None)
def test_the_place_for_the_seal_holds_nothing_but_its_label_and_the_date(fonts, opinion, sealer, seal_mm):
    box = SignatureBlock(
        "部门（单位）意见：", opinion, "部门（单位）负责人（签字）：", sealer, seal=True, seal_mm=seal_mm
    )
    layout = layout_signature(fonts, box, WIDTH, 6)
    assert circle_is_clear(layout, (box.sealer, box.date))
    assert layout.seal.radius * 2 == pytest.approx(seal_mm * 72 / 25.4)
    assert layout.seal.x + layout.seal.radius <= WIDTH
    assert layout.seal.y + layout.seal.radius <= layout.height
    date = next(line for line in layout.lines if line.line.text == box.date)
    assert layout.seal.y - layout.seal.radius < date.top < layout.seal.y + layout.seal.radius


def test_a_date_stands_in_the_same_place_with_a_seal_and_without(fonts):
    dates = [
        next(line for line in layout_signature(fonts, box, WIDTH, 6).lines if line.line.text == box.date)
        for box in (SignatureBlock("意见：", signer="负责人：", seal=seal) for seal in (False, True))
    ]
    assert dates[0].line.x == pytest.approx(dates[1].line.x)


def test_what_follows_a_table_finds_room_below_its_last_row(fonts):
    grid = Grid((1,), tuple(GridRow((GridCell(str(n)),)) for n in range(3)))
    solved = solve_grid(fonts, grid, WIDTH, PAGE)
    whole = sum(solved.heights)
    assert len(paginate(solved, whole, PAGE)) == 1
    first, second = paginate(solved, whole + 20, PAGE, tail=30)
    assert placed_texts(first) == ["0", "1"]
    assert placed_texts(second) == ["2"]


def test_a_row_with_a_vertical_label_begins_where_the_label_stands_whole(fonts):
    label = GridCell("整体支出绩效定性目标", vertical=True)
    rows = (GridRow((label, GridCell(SENTENCE * 20))),)
    first, second = pages(fonts, Grid((10, 90), rows), first=100)
    assert not first.cells
    assert [line.text for line in second.cells[0].lines] == list(label.text)


def test_an_opinion_box_is_never_torn_and_an_opinion_of_pages_still_ends_in_one(fonts):
    box = SignatureBlock("部门意见：", SENTENCE * 60, "负责人（签字）：", "部门（盖章）：", seal=True)
    grid = Grid(
        (1, 1), (GridRow((GridCell("1"), GridCell("2"))), GridRow((GridCell(signature=box, col_span=2),)))
    )
    fragments = pages(fonts, grid, first=60)
    boxes = [cell for fragment in fragments for cell in fragment.cells if cell.slot.signature]
    assert len(boxes) == 1
    assert boxes[0].height == pytest.approx(boxes[0].slot.signature.height)
    assert SENTENCE * 60 in "".join("".join(placed_texts(fragment)) for fragment in fragments)


@pytest.mark.parametrize(
    "rows",
    [
        (GridRow((GridCell("1", col_span=3),)),),
        (GridRow((GridCell("1", row_span=2), GridCell("2"))),),
        (GridRow((GridCell("1"), GridCell("2", row_span=2))), GridRow((GridCell("3", col_span=2),))),
    ],
)
def test_a_table_whose_spans_do_not_fit_is_refused(rows):
    with pytest.raises(ValueError, match="grid"):
        place_cells(rows, 2)


def test_more_tied_rows_than_a_page_holds_fill_their_pages_all_the_same(fonts):
    rows = tuple(GridRow((GridCell(str(n)),), keep_with_next=True) for n in range(90))
    fragments = pages(fonts, Grid((1,), rows), first=100)
    assert [text for fragment in fragments for text in placed_texts(fragment)] == [str(n) for n in range(90)]
    for fragment in fragments[1:-1]:
        assert fragment.height > PAGE - 2 * 7 * 72 / 25.4
