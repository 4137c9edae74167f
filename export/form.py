"""The bordered 自评报告 form: cover, 基本概况, 收支情况, 绩效自评情况, 评价人员 and the three opinion boxes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from export.blocks import (
    Block,
    CoverField,
    CoverFields,
    Grid,
    GridCell,
    GridRow,
    Heading,
    PageBreak,
    Section,
    SignatureBlock,
    Spacer,
)
from export.filled import says_anything
from export.indicator_rows import indicator_rows
from export.names import cover_title, own_names
from export.origin import Origin
from export.tables import (
    FORM_WIDTH_MM,
    PEN_ROW_MM,
    ROW_MM,
    header_rows,
    label_cell,
    part_heading,
    pen_unit_rows,
    shown,
    sub_heading,
    value_cell,
    value_rows,
    vertical_label,
    vertical_label_mm,
)
from model.book import Book
from model.cells import CellRef
from model.formdef import FormDef, RowDef
from model.forms.finance import ASSETS, INCOME, SANGONG, SPENDING, UNIT_GROUP
from model.forms.indicators import GOALS, INDICATORS
from model.forms.overview import COVER, OVERVIEW
from model.forms.people import EVALUATORS, OPINIONS

_LABEL_MM = 33
_NARROW_MM = 11
_UNIT_LABEL_MM = 41
"""Room for 局机关及二级机构汇总 on one line."""
_LONG_TITLE, _LONG_TITLE_MM = 12, 25
"""A column whose title is longer than so many characters is so wide: 纳入专户管理的非税收入拨款 takes three lines."""
_BODY_INDENT = 2
_SHORT_TEXT_MM, _PEN_TEXT_MM = 24, 34
"""The heights of a cell with a few words of prose, and of one in which prose will be written by hand."""
_PEN_GOALS_MM = 190
"""The room for goals to be written by hand: a sheet of their own."""
_WHOLE_TABLE_ROWS = 12
"""A finance table of no more rows than this stays on one page, as a typist would keep it."""
_FINANCE_TITLE = "二、部门（单位）收支情况"
_GRADE_GAP = "\u3000" * 8
_BLANK_SIGNERS = 4
"""Rows for signatures by hand where no evaluator is entered."""
_WHOLE_SIGNERS = 8
"""A list of no more evaluators than this is on one sheet with its heading and the opinions on them."""
_SIGN_ROW_MM = 10
_STRETCH_MM = {"goals": 150, "indicator": 5, "signer": 2, "opinion": 40}
"""How much higher rows may become to fill a sheet: rather the rooms to write in than the lines of a list."""


def cover_blocks(book: Book) -> Iterator[Block]:
    """The cover: title, and five fields on ruled lines."""
    yield Section(kind="cover", page_number=None, right_hand=True)
    yield Spacer(38)
    yield Heading(cover_title(book), 0, names=own_names(book), source=Origin(COVER.ref("title")))
    yield Spacer(52)
    fields = [row for row in COVER.rows if isinstance(row, RowDef) and row.code != "title"]
    lines = (_cover_field(book, row) for row in fields)
    yield CoverFields(tuple(lines))


def _cover_field(book: Book, row: RowDef) -> CoverField:
    ref = COVER.ref(row.code)
    return CoverField(f"{row.title}：", shown(book, ref), source=Origin(ref))


def form_blocks(book: Book) -> Iterator[Block]:
    """Cover and bordered form, in the official order."""
    yield from cover_blocks(book)
    yield Section(kind="form")
    yield _overview(book)
    yield from _finance(book)
    yield _goals(book)
    yield _indicators(book)
    yield PageBreak()
    yield _people(book)


def _overview(book: Book) -> Grid:
    def pair(left: str, right: str) -> GridRow:
        cells = [
            cell
            for code in (left, right)
            for cell in (
                label_cell(_title(OVERVIEW, code)),
                value_cell(book, OVERVIEW.ref(code), align="center"),
            )
        ]
        return GridRow(tuple(cells), row_mm, keep_together=True)

    def long(code: str) -> GridRow:
        text = value_cell(book, OVERVIEW.ref(code), col_span=3, valign="top", indent_first_line=_BODY_INDENT)
        return GridRow((label_cell(_title(OVERVIEW, code), repeat=True), text), min_height_mm=least)

    by_pen = not says_anything(book, (OVERVIEW,))
    row_mm, least = (PEN_ROW_MM, _PEN_TEXT_MM) if by_pen else (ROW_MM, _SHORT_TEXT_MM)
    rows = (
        part_heading(OVERVIEW.title, 4),
        pair("contact", "phone"),
        pair("staffing", "staff"),
        long("duties"),
        long("work"),
        long("achievements"),
    )
    rest = (FORM_WIDTH_MM - 2 * _LABEL_MM) / 2
    return Grid((_LABEL_MM, rest, _LABEL_MM, rest), rows, bookmark=OVERVIEW.title, bookmark_level=1)


def _finance(book: Book) -> Iterator[Grid]:
    """The four tables; the part's own heading is a row of the first, so that it never stands alone at a page's foot.

    Where nothing of the part is filled in there are rows to write secondary units in by hand.
    """
    tables = (INCOME, SPENDING, SANGONG, ASSETS)
    by_pen = not book.group(UNIT_GROUP) and not says_anything(book, tables)
    for form in tables:
        columns = len(form.columns) + 1
        opens_part = form is INCOME
        headings = (part_heading(_FINANCE_TITLE, columns),) if opens_part else ()
        rows = (*headings, sub_heading(form.title, columns), *header_rows(form.bands, form.label_title))
        head = len(rows)
        rows += value_rows(book, form, PEN_ROW_MM if by_pen else ROW_MM)
        rows += pen_unit_rows(form) if by_pen else ()
        if len(rows) <= _WHOLE_TABLE_ROWS:
            rows = (*(replace(row, keep_with_next=True) for row in rows[:-1]), rows[-1])
        yield Grid(
            _finance_widths(form),
            rows,
            header_rows=head,
            bookmark=_FINANCE_TITLE if opens_part else form.title,
            bookmark_level=1 if opens_part else 2,
            attached=True,
        )


def _finance_widths(form: FormDef) -> tuple[float, ...]:
    wide = [_LONG_TITLE_MM if len(column.title) > _LONG_TITLE else 0.0 for column in form.columns]
    rest = (FORM_WIDTH_MM - _UNIT_LABEL_MM - sum(wide)) / wide.count(0.0)
    return (_UNIT_LABEL_MM, *(own or rest for own in wide))


def _goals(book: Book) -> Grid:
    half = (FORM_WIDTH_MM - _NARROW_MM) / 2
    above, label = vertical_label(GOALS.title)
    values = tuple(
        value_cell(book, GOALS.ref(code), valign="top", indent_first_line=_BODY_INDENT)
        for code in ("expected", "actual")
    )
    by_pen = not any(value.text for value in values)
    least = _PEN_GOALS_MM if by_pen else vertical_label_mm(label)
    rows = (
        part_heading("三、部门（单位）整体支出绩效自评情况", 3),
        GridRow(
            (above, *(label_cell(_title(GOALS, code)) for code in ("expected", "actual"))),
            keep_with_next=True,
        ),
        GridRow((label, *values), min_height_mm=least, stretch_mm=_STRETCH_MM["goals"]),
    )
    return Grid(
        (_NARROW_MM, half, half),
        rows,
        header_rows=2,
        bookmark="三、部门（单位）整体支出绩效自评情况",
        bookmark_level=1,
        attached=True,
    )


def _indicators(book: Book) -> Grid:
    above, label = vertical_label(INDICATORS.title)
    titles = (
        above,
        label_cell("评价内容", col_span=3),
        label_cell("绩效目标"),
        label_cell("完成情况"),
    )
    rows = list(indicator_rows(book, ("target", "actual"), book.profile.indicator_groups))
    label = replace(label, row_span=len(rows))
    rows[0] = replace(rows[0], cells=(label, *rows[0].cells))
    least = max(vertical_label_mm(label) / len(rows), rows[0].min_height_mm)
    by_pen = not book.group("indicators")
    rows = [
        replace(row, min_height_mm=least, keep_with_next=by_pen, stretch_mm=_STRETCH_MM["indicator"])
        for row in rows
    ]
    rows[-1] = replace(rows[-1], keep_with_next=True)
    return Grid(
        (_NARROW_MM, 28, 25, 38, 27, 27),
        (GridRow(titles, keep_with_next=True), *rows, _result(book)),
        header_rows=1,
        bookmark=INDICATORS.title,
        attached=True,
    )


def _result(book: Book) -> GridRow:
    """Score and grade, below the indicators that they come from."""
    score, grade, note = (shown(book, CellRef("result", row, "value")) for row in ("score", "grade", "note"))
    lines = f"评分：{score}{_GRADE_GAP}等级：{grade}" + (f"\n备注：{note}" if note else "")
    cells = (
        label_cell("绩效自评综合得分及评价等次", col_span=2),
        GridCell(lines, col_span=4, source=Origin(CellRef("result", "score", "value"))),
    )
    return GridRow(cells, min_height_mm=16, keep_together=True, stretch_mm=_STRETCH_MM["indicator"])


def _people(book: Book) -> Grid:
    """Who evaluated, and the opinions: one sheet, for it is what is signed and sealed."""
    titles = (*(column.title for column in EVALUATORS.columns), "签字")
    header = GridRow(tuple(label_cell(title) for title in titles), keep_with_next=True)
    rows = [
        GridRow(
            (
                *(
                    value_cell(book, EVALUATORS.ref(row, column.code), align="center")
                    for column in EVALUATORS.columns
                ),
                GridCell(),
            ),
            _SIGN_ROW_MM,
            keep_together=True,
            stretch_mm=_STRETCH_MM["signer"],
        )
        for row in book.group(_group(EVALUATORS))
    ]
    blank = GridRow(tuple(GridCell() for _ in titles), _SIGN_ROW_MM, stretch_mm=_STRETCH_MM["signer"])
    rows = rows or [blank] * _BLANK_SIGNERS
    whole = len(rows) <= _WHOLE_SIGNERS
    boxes = [
        GridRow(
            (GridCell(col_span=len(titles), signature=box, source=source),),
            stretch_mm=_STRETCH_MM["opinion"],
        )
        for source, box in _opinions(book)
    ]
    rows = [replace(row, keep_with_next=whole) for row in (*rows, *boxes)]
    return Grid(
        (31, 35, 50, 40),
        (part_heading(EVALUATORS.title, len(titles)), header, *rows),
        bookmark=EVALUATORS.title,
        bookmark_level=1,
        attached=True,
    )


def _opinions(book: Book) -> Iterator[tuple[Origin, SignatureBlock]]:
    for row in OPINIONS.rows:
        if isinstance(row, RowDef):
            lines = (*book.profile.signatures[row.code], "")
            ref = OPINIONS.ref(row.code)
            box = SignatureBlock(
                f"{row.title}：",
                shown(book, ref),
                signer=lines[0],
                sealer=lines[1],
                seal=bool(lines[1]),
                seal_mm=float(book.profile.seal_mm),
            )
            yield Origin(ref), box


def _group(form: FormDef) -> str:
    if form.template is None:
        raise ValueError(f"{form.code} has no added rows")
    return form.template.group


def _title(form: FormDef, row: str) -> str:
    fixed = form.fixed_row(row)
    if fixed is None:
        raise KeyError(row)
    return fixed.title
