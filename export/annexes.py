"""附件1 基础数据表 and 附件2 自评表 as blocks, in the 2021 Hunan layout; years come from the packet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from export.annex_opening import annex_opening
from export.blocks import Block, Face, Grid, GridCell, GridRow, Paragraph, Section, Spacer
from export.filled import says_anything
from export.indicator_rows import indicator_rows
from export.origin import Origin
from export.tables import (
    PEN_ROW_MM,
    ROW_MM,
    label_cell,
    shown,
    value_align,
    value_cell,
    vertical_label,
    vertical_label_mm,
)
from export.textwidth import ems
from model.book import Book
from model.cells import CellRef
from model.formdef import FormDef, RowDef, in_year
from model.forms import FORMS
from model.forms.annex1 import ALL, BASE_BUILDING, BASE_EXTRA, BASE_FUNDS, BASE_STAFF
from model.forms.annex2 import EXECUTION, FUNDING, INDICATOR_HEADINGS, SELF_EXTRA, TOTAL
from model.forms.indicators import GOALS, INDICATORS, SCORES
from model.forms.overview import COVER
from model.naming import row_label
from model.profile import IndicatorGroup

_SECTION = Section(kind="annex")
_WIDTH_MM = 156.0
_LABEL = 60.0
_NARROW = 9.0
_SPACE = "\u3000"
_MM_PER_PT = 25.4 / 72
_THRIFT_MM = 12
_BELOW_TABLE = 1
_ROW_MM = 6
_TIGHT_PADDING_MM = 0.55
"""附件1 is one sheet with its note and signatures, 附件2 mostly two: rows are hardly higher than their line of text.
To be filled by pen each is two sheets, front and back of one leaf, with rows that a hand needs."""
_PEN_SPECIALS = 2
"""Rows for 专项资金 to be named by pen: as many as leave the table of outlays on its sheet."""
_PEN_THRIFT_MM, _PEN_GOALS_MM = 90, 80
"""The room to write measures and goals in by hand."""
_PEN_STRETCH_MM, _GOALS_STRETCH_MM = 2, 150
"""How much higher rows for the pen, and the room for the goals, may become to fill a sheet."""
_NOTE_PT = 10.5
"""五号, as the table."""
_SIGN_SIZES = (10.5, 10.0, 9.5, 9.0)
_BLANK_EMS = 5.5
"""Room in characters for a signature or a date written by hand."""


def annex1_blocks(book: Book) -> Iterator[Block]:
    """附件1 部门整体支出绩效评价基础数据表."""
    yield from annex_opening(book, "base_table", "部门整体支出绩效评价基础数据表", _SECTION)
    by_pen = not says_anything(book, (BASE_FUNDS, BASE_BUILDING))
    for grid in (_staff(book), _funds(book, by_pen=by_pen), _building(book)):
        yield _with_rows(grid, by_pen=by_pen)
    thrift = value_cell(book, BASE_EXTRA.ref("thrift"), indent_first_line=2)
    least = _PEN_THRIFT_MM if by_pen and not thrift.text else _THRIFT_MM
    row = GridRow((label_cell("厉行节约保障措施"), thrift), min_height_mm=least, keep_together=True)
    yield Grid((_LABEL, _WIDTH_MM - _LABEL), (row,), attached=True, keep_with_next=True)
    yield Spacer(_BELOW_TABLE)
    for note in BASE_FUNDS.notes:
        yield Paragraph(note, style="note", indent_chars=0, size_pt=_NOTE_PT, keep_with_next=True)
    yield _signature_line(book, BASE_EXTRA, "填表人（签字）：", "单位负责人（签字）：")


def _with_rows(grid: Grid, *, by_pen: bool) -> Grid:
    """The table with rows that a hand needs, or as high as their text."""
    return replace(grid, rows=tuple(map(_for_the_pen if by_pen else _tight, grid.rows)))


def _tight(row: GridRow) -> GridRow:
    """As high as its text; one for the pen stays as high as it is."""
    return replace(
        row,
        min_height_mm=_ROW_MM if row.min_height_mm <= ROW_MM else row.min_height_mm,
        cells=tuple(replace(cell, upright_padding_mm=_TIGHT_PADDING_MM) for cell in row.cells),
    )


def _for_the_pen(row: GridRow) -> GridRow:
    return replace(
        row,
        min_height_mm=max(row.min_height_mm, PEN_ROW_MM),
        stretch_mm=max(row.stretch_mm, _PEN_STRETCH_MM),
    )


def annex2_blocks(book: Book) -> Iterator[Block]:
    """附件2 部门整体支出绩效自评表."""
    yield from annex_opening(
        book, "self_evaluation", f"部门整体支出绩效自评表\n（{book.year}年度）", _SECTION
    )
    name = value_cell(book, COVER.ref("unit_name"), align="center")
    yield Grid(
        (_LABEL, _WIDTH_MM - _LABEL), (GridRow((label_cell("预算部门（单位）名称"), name)),), attached=True
    )
    by_pen = not says_anything(book, (EXECUTION, FUNDING, GOALS, INDICATORS))
    for grid in (_execution(book), _funding(book), _goals(book), _indicators(book)):
        yield _with_rows(grid, by_pen=by_pen)
    yield Spacer(_BELOW_TABLE)
    yield _signature_line(book, SELF_EXTRA, "填表人：", "单位负责人签字：")


def _signature_line(book: Book, form: FormDef, clerk: str, leader: str) -> Paragraph:
    """Who filled the form in, when, and who answers for it: one line, with room to write where nothing is known."""
    filled, phone = (shown(book, form.ref(row)) for row in ("fill_date", "phone"))
    fields = ((clerk, ""), ("填报日期：", filled), ("联系电话：", phone), (leader, ""))
    size = next((size for size in _SIGN_SIZES if _blank_ems(fields, size) >= _BLANK_EMS), _SIGN_SIZES[-1])
    blank = _SPACE * max(int(_blank_ems(fields, size)), 1)
    parts = [f"{label}{value}{_SPACE if value else blank}" for label, value in fields]
    source = Origin(form.ref("fill_date"))
    return Paragraph("".join(parts), style="left", size_pt=size, face=Face.SONGTI, source=source)


def _blank_ems(fields: Sequence[tuple[str, str]], size_pt: float) -> float:
    """The characters' room that each field without a value gets on one line."""
    printed = sum(ems(label + value) + bool(value) for label, value in fields)
    blanks = sum(not value for _, value in fields)
    return (_WIDTH_MM / _MM_PER_PT / size_pt - printed - 0.5) / blanks


def _value(book: Book, ref: CellRef) -> GridCell:
    return value_cell(book, ref, align=value_align(FORMS[ref.sheet].kind_of(ref.row, ref.column)))


def _titles(book: Book, form: FormDef) -> list[GridCell]:
    return [label_cell(in_year(column.title, book.year)) for column in form.columns if column.on_form]


def _values(book: Book, form: FormDef, row: str) -> list[GridCell]:
    return [_value(book, form.ref(row, column.code)) for column in form.columns if column.on_form]


def _staff(book: Book) -> Grid:
    head = GridRow(
        (label_cell(BASE_STAFF.title, row_span=2), *_titles(book, BASE_STAFF)), keep_with_next=True
    )
    body = GridRow(tuple(_values(book, BASE_STAFF, ALL)))
    return Grid(_thirds(), (head, body), bookmark="财政供养人员情况", attached=True)


def _thirds() -> tuple[float, ...]:
    return (_LABEL, *[(_WIDTH_MM - _LABEL) / 3] * 3)


def _funds(book: Book, *, by_pen: bool) -> Grid:
    head = GridRow((label_cell(BASE_FUNDS.label_title), *_titles(book, BASE_FUNDS)), keep_with_next=True)
    rows = [head]
    for row in book.rows(BASE_FUNDS):
        values = [
            value_cell(book, BASE_FUNDS.ref(row, column.code), align="decimal")
            for column in BASE_FUNDS.columns
        ]
        if row == "adjustment" and not values[0].text:
            values[0] = replace(values[0], text="—", align="center")
        label = _indented(row_label(book, BASE_FUNDS, row))
        rows.append(GridRow((label, *values), keep_together=True))
        if by_pen and row == "special":
            blank = GridRow((GridCell(),) * len(rows[-1].cells), keep_together=True)
            rows += [blank] * _PEN_SPECIALS
    return Grid(_thirds(), tuple(rows), header_rows=1, bookmark="经费控制情况", attached=True)


def _indented(label: str) -> GridCell:
    """A row label whose level shows as an indent of the whole cell, not as blanks that could be lost at a line's start."""
    text = label.lstrip(_SPACE)
    return GridCell(text, indent_first_line=len(label) - len(text))


def _building(book: Book) -> Grid:
    completed = shown(book, BASE_EXTRA.ref("completed")) or f"{book.year}"
    title = f"楼堂馆所控制情况（{completed.rstrip('年')}年完工项目）"
    head = GridRow((label_cell(title, row_span=2), *_titles(book, BASE_BUILDING)), keep_with_next=True)
    body = GridRow(tuple(_values(book, BASE_BUILDING, ALL)))
    width = (_WIDTH_MM - 40) / 6
    return Grid((40, *[width] * 6), (head, body), bookmark="楼堂馆所控制情况", attached=True)


def _execution(book: Book) -> Grid:
    titles = GridRow(
        (label_cell(EXECUTION.title, row_span=2), GridCell(), *_titles(book, EXECUTION)),
        keep_with_next=True,
    )
    body = GridRow((label_cell("年度资金总额"), *_values(book, EXECUTION, TOTAL)))
    return Grid(
        (26, 25, 22.5, 22.5, 22.5, 12, 14, 11.5), (titles, body), bookmark=EXECUTION.title, attached=True
    )


def _funding(book: Book) -> Grid:
    left = ("carryover", "public", "fund", "nontax", "other")
    right = ("basic", "project")
    rows = [
        GridRow(
            (label_cell("按收入性质分：", col_span=2), label_cell("按支出性质分：", col_span=2)),
            keep_with_next=True,
        )
    ]
    for position, row in enumerate(left):
        cells = [*_funding_pair(book, row)]
        cells += _funding_pair(book, right[position]) if position < len(right) else [GridCell(), GridCell()]
        rows.append(GridRow(tuple(cells)))
    return Grid((55, 27, 47, 27), tuple(rows), attached=True)


def _funding_pair(book: Book, row: str) -> list[GridCell]:
    fixed = FUNDING.fixed_row(row)
    label = fixed.title if isinstance(fixed, RowDef) else row
    return [
        GridCell(label.split("：")[-1].strip(_SPACE)),
        value_cell(book, FUNDING.ref(row, "amount"), align="decimal"),
    ]


def _goals(book: Book) -> Grid:
    half = (_WIDTH_MM - _NARROW) / 2
    above, label = vertical_label("年度总体目标")
    titles = GridRow((above, label_cell("预期目标"), label_cell("实际完成情况")), keep_with_next=True)
    texts = tuple(
        value_cell(book, GOALS.ref(row), valign="top", indent_first_line=2) for row in ("expected", "actual")
    )
    least = vertical_label_mm(label) if any(text.text for text in texts) else _PEN_GOALS_MM
    return Grid(
        (_NARROW, half, half),
        (titles, GridRow((label, *texts), least, stretch_mm=_GOALS_STRETCH_MM)),
        header_rows=1,
        bookmark="年度总体目标",
        attached=True,
    )


def _headings(book: Book) -> list[IndicatorGroup]:
    """The indicators' headings on a blank 附件2: 产出指标（50分） as the locality weighs it."""
    return [
        IndicatorGroup(f"{title}（{shown(book, SCORES.ref(score, 'weight')) or '　'}分）", kinds)
        for title, score, kinds in INDICATOR_HEADINGS
    ]


def _indicators(book: Book) -> Grid:
    names = (
        "一级指标",
        "二级指标",
        "三级指标",
        "年度指标值",
        "实际完成值",
        "分值",
        "得分",
        "偏差原因分析及改进措施",
    )
    head = GridRow(tuple(label_cell(name) for name in names), keep_with_next=True)
    body = list(indicator_rows(book, ("target", "actual", "weight", "score", "reason"), _headings(book)))
    by_pen = not book.group("indicators")
    body = [
        *(replace(row, keep_with_next=by_pen) for row in body[:-1]),
        replace(body[-1], keep_with_next=True),
    ]
    total = GridRow(
        (
            label_cell("总分", col_span=5),
            value_cell(book, SCORES.ref(TOTAL, "weight"), align="decimal"),
            value_cell(book, SCORES.ref(TOTAL, "score"), align="decimal"),
            GridCell(),
        ),
        keep_together=True,
    )
    return Grid(
        (18, 17.3, 37, 21, 24.9, 9.9, 9.9, 18),
        (head, *body, total),
        header_rows=1,
        bookmark=INDICATORS.title,
        attached=True,
        keep_with_next=True,
    )
