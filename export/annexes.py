"""附件1 基础数据表 and 附件2 自评表 as blocks, in the 2021 Hunan layout; years come from the packet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from export.blocks import Block, Face, Grid, GridCell, GridRow, Heading, Paragraph, Section, Spacer
from export.indicator_rows import indicator_rows
from export.tables import FORM_MARGINS, FORM_WIDTH_MM, label_cell, shown
from export.textwidth import ems
from model.book import Book
from model.cells import CellRef
from model.formdef import FormDef, RowDef, in_year
from model.forms.annex1 import ALL, BASE_BUILDING, BASE_EXTRA, BASE_FUNDS, BASE_STAFF
from model.forms.annex2 import EXECUTION, FUNDING, SELF_EXTRA, TOTAL
from model.forms.indicators import GOALS, INDICATORS, SCORES
from model.forms.overview import COVER
from model.naming import row_label

_LABEL = 60.0
_SPACE = "\u3000"
_MM_PER_PT = 25.4 / 72
_BELOW_TABLE = 1.5
_LEAST_SPARE = 9.0
"""Room in characters for a signature and a date written by hand."""


def annex1_blocks(book: Book) -> Iterator[Block]:
    """附件1 部门整体支出绩效评价基础数据表."""
    yield from _opening(book, "base_table", "部门整体支出绩效评价基础数据表")
    yield _staff(book)
    yield _funds(book)
    yield _building(book)
    thrift = GridCell(shown(book, BASE_EXTRA.ref("thrift")), indent_first_line=2)
    row = GridRow((label_cell("厉行节约保障措施"), thrift), min_height_mm=24)
    yield Grid((_LABEL, FORM_WIDTH_MM - _LABEL), (row,), attached=True)
    yield Spacer(_BELOW_TABLE)
    for note in BASE_FUNDS.notes:
        yield Paragraph(note, style="note", indent_chars=0)
    yield _signature_line(book, BASE_EXTRA, "单位负责人（签字）：")


def annex2_blocks(book: Book) -> Iterator[Block]:
    """附件2 部门整体支出绩效自评表."""
    yield from _opening(book, "self_evaluation", f"部门整体支出绩效自评表\n（{book.year}年度）")
    name = GridCell(shown(book, COVER.ref("unit_name")), align="center")
    yield Grid((_LABEL, FORM_WIDTH_MM - _LABEL), (GridRow((label_cell("预算部门（单位）名称"), name)),))
    yield _execution(book)
    yield _funding(book)
    yield _goals(book)
    yield _indicators(book)
    yield Spacer(_BELOW_TABLE)
    yield _signature_line(book, SELF_EXTRA, "单位负责人签字：")


def _opening(book: Book, annex: str, title: str) -> Iterator[Block]:
    yield Section(kind="form", margins_mm=FORM_MARGINS, page_number="dash", page_start=1)
    yield Paragraph(
        book.profile.annexes[annex], style="left", face=Face.HEITI, size_pt=16, keep_with_next=True
    )
    yield Heading(title, 0)


def _signature_line(book: Book, form: FormDef, leader: str) -> Paragraph:
    """Who filled the form in, when, and who answers for it: one line, with room to write where nothing is known."""
    filled, phone = (shown(book, form.ref(row)) for row in ("fill_date", "phone"))
    fields = (("填表人（签字）：", ""), ("填报日期：", filled), ("联系电话：", phone), (leader, ""))
    size = next((size for size in (10.5, 10.0, 9.0) if _spare(fields, size) >= _LEAST_SPARE), 9.0)
    shares = [1 if value else 2 for _, value in fields]
    unit = max(_spare(fields, size), 0.0) / sum(shares)
    parts = [
        f"{label}{value}{_SPACE * int(unit * share)}"
        for (label, value), share in zip(fields, shares, strict=True)
    ]
    return Paragraph("".join(parts), style="left", size_pt=size, face=Face.SONGTI)


def _spare(fields: Sequence[tuple[str, str]], size_pt: float) -> float:
    """The characters' room that the fields leave on one line."""
    return FORM_WIDTH_MM / _MM_PER_PT / size_pt - sum(ems(label + value) for label, value in fields) - 0.5


def _value(book: Book, ref: CellRef) -> GridCell:
    return GridCell(shown(book, ref), align="center")


def _titles(book: Book, form: FormDef) -> list[GridCell]:
    return [label_cell(in_year(column.title, book.year)) for column in form.columns if column.on_form]


def _values(book: Book, form: FormDef, row: str) -> list[GridCell]:
    return [_value(book, form.ref(row, column.code)) for column in form.columns if column.on_form]


def _staff(book: Book) -> Grid:
    head = GridRow(
        (label_cell(BASE_STAFF.title, row_span=2), *_titles(book, BASE_STAFF)), keep_with_next=True
    )
    body = GridRow(tuple(_values(book, BASE_STAFF, ALL)))
    return Grid(_thirds(), (head, body), bookmark="财政供养人员情况")


def _thirds() -> tuple[float, ...]:
    return (_LABEL, *[(FORM_WIDTH_MM - _LABEL) / 3] * 3)


def _funds(book: Book) -> Grid:
    head = GridRow((label_cell(BASE_FUNDS.label_title), *_titles(book, BASE_FUNDS)), keep_with_next=True)
    rows = [head]
    for row in book.rows(BASE_FUNDS):
        values = [
            GridCell(shown(book, BASE_FUNDS.ref(row, column.code)), align="decimal")
            for column in BASE_FUNDS.columns
        ]
        if row == "adjustment" and not values[0].text:
            values[0] = GridCell("—", align="center")
        rows.append(GridRow((_indented(row_label(book, BASE_FUNDS, row)), *values), keep_together=True))
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
    width = (FORM_WIDTH_MM - 40) / 6
    return Grid((40, *[width] * 6), (head, body), bookmark="楼堂馆所控制情况", attached=True)


def _execution(book: Book) -> Grid:
    titles = GridRow(
        (label_cell(EXECUTION.title, row_span=2), GridCell(), *_titles(book, EXECUTION)), keep_with_next=True
    )
    body = GridRow((label_cell("年度资金总额"), *_values(book, EXECUTION, TOTAL)))
    return Grid((28, 25, 23, 23, 23, 12, 14, 12), (titles, body), bookmark=EXECUTION.title, attached=True)


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
    return Grid((57, 27, 49, 27), tuple(rows), attached=True)


def _funding_pair(book: Book, row: str) -> list[GridCell]:
    fixed = FUNDING.fixed_row(row)
    label = fixed.title if isinstance(fixed, RowDef) else row
    return [
        GridCell(label.split("：")[-1].strip(_SPACE)),
        GridCell(shown(book, FUNDING.ref(row, "amount")), align="decimal"),
    ]


def _goals(book: Book) -> Grid:
    half = (FORM_WIDTH_MM - 14) / 2
    titles = GridRow(
        (
            label_cell("年度总体目标", row_span=2, vertical=True),
            label_cell("预期目标"),
            label_cell("实际完成情况"),
        ),
        keep_with_next=True,
    )
    texts = (
        GridCell(shown(book, GOALS.ref(row)), valign="top", indent_first_line=2)
        for row in ("expected", "actual")
    )
    return Grid(
        (14, half, half),
        (titles, GridRow(tuple(texts), min_height_mm=24)),
        bookmark="年度总体目标",
        attached=True,
    )


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
    body = tuple(indicator_rows(book, ("target", "actual", "weight", "score", "reason")))
    total = GridRow(
        (
            label_cell("总分", col_span=5),
            _value(book, SCORES.ref(TOTAL, "weight")),
            _value(book, SCORES.ref(TOTAL, "score")),
            GridCell(),
        ),
        keep_together=True,
    )
    widths = (18, 18, 37, 22, 22, 11, 11, 21)
    return Grid(widths, (head, *body, total), header_rows=1, bookmark=INDICATORS.title, attached=True)
