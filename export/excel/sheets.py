"""Draws a form on its sheet: title, banded headers as merged cells, labels, values and live formulas."""

from __future__ import annotations

from typing import Any

from openpyxl.utils import get_column_letter

from export.excel import looks
from export.excel.formulas import FormulaWriter
from export.excel.own_columns import in_words, keep_out_of_sight
from export.excel.plan import HEADER_ROW, LABEL_COLUMN, SCOPE_ROW, TITLE_ROW, SheetPlan, WorkbookPlan
from export.excel.values import (
    ExactCells,
    add_remark,
    put_field_text,
    put_figure,
    put_formula,
    put_text,
)
from model.book import Book
from model.cells import CellRef
from model.explaining import GROUP
from model.formdef import FormDef, HeaderBand, Kind
from model.forms.overview import COVER
from model.longwork import Work
from model.naming import row_choice_label, row_label

_SERIAL_LABEL = "序号"
_FIELD_LABEL = "项目"


class SheetWriter:
    """Writes forms into a workbook and counts what the report tells."""

    def __init__(self, book: Book, plan: WorkbookPlan) -> None:
        self._book = book
        self._formula_writer = FormulaWriter(book, plan)
        self.formulas = 0
        self.stated: list[CellRef] = []

    def write(self, sheet: Any, plan: SheetPlan, work: Work) -> ExactCells:
        """Draw one form; the answer is what must be put right in the written file."""
        exact = ExactCells()
        self._heading(sheet, plan)
        self._headers(sheet, plan)
        for row, number in plan.rows.items():
            work.at(work.share)
            self._label(sheet, plan, row, number)
            for column in plan.form.columns:
                ref = plan.form.ref(row, column.code)
                self._value(sheet.cell(*plan.position(ref)), ref, plan.form, exact)
        widths = _widths(plan)
        _set_heights(sheet, plan, widths)
        if plan.form.code == GROUP:
            keep_out_of_sight(sheet, self._book, plan)
        corner = f"{get_column_letter(LABEL_COLUMN + 1)}{plan.first_row}"
        looks.set_up_page(
            sheet,
            {get_column_letter(column): width for column, width in widths.items()},
            header=f"{TITLE_ROW}:{plan.first_row - 1}",
            freeze=corner,
        )
        return exact

    def _heading(self, sheet: Any, plan: SheetPlan) -> None:
        title = sheet.cell(TITLE_ROW, 1)
        put_text(title, plan.form.title.replace("\n", ""), plan.title)
        title.font, title.alignment = looks.TITLE_FONT, looks.CENTRED
        unit = self._book.text(COVER.ref("unit_name"))
        scope = [f"填报单位：{unit}" if unit else "", f"{self._book.year}年度"]
        scope.append(f"单位：{plan.form.unit}" if plan.form.unit else "")
        cell = sheet.cell(SCOPE_ROW, 1)
        put_text(cell, "　　".join(part for part in scope if part), plan.title)
        cell.font, cell.alignment = looks.SCOPE_FONT, looks.WORDS
        for row in (TITLE_ROW, SCOPE_ROW):
            _merge(sheet, (row, 1), (row, plan.last_column))

    def _headers(self, sheet: Any, plan: SheetPlan) -> None:
        last = plan.first_row - 1
        _header_cell(sheet, _label_title(plan.form), (HEADER_ROW, LABEL_COLUMN), (last, LABEL_COLUMN))
        for band in plan.bands:
            self._band(sheet, plan, band, HEADER_ROW)

    def _band(self, sheet: Any, plan: SheetPlan, band: HeaderBand, row: int) -> None:
        columns = [plan.columns[code] for code in band.leaves]
        bottom = plan.first_row - 1 if band.column else row
        _header_cell(sheet, band.title, (row, columns[0]), (bottom, columns[-1]))
        for child in band.children:
            self._band(sheet, plan, child, row + 1)

    def _label(self, sheet: Any, plan: SheetPlan, row: str, number: int) -> None:
        text = row_label(self._book, plan.form, row)
        cell = sheet.cell(number, LABEL_COLUMN)
        if _is_serial(plan.form) and text.isdecimal():
            cell.value = int(text)
            looks.dress(cell, looks.BODY_FONT, looks.CENTRED)
            return
        put_text(cell, text, f"{plan.title}第{number}行")
        font = looks.HEADER_FONT if plan.form.is_fields else looks.BODY_FONT
        looks.dress(cell, font, looks.WORDS)

    def _value(self, cell: Any, ref: CellRef, form: FormDef, exact: ExactCells) -> None:
        kind = form.kind_of(ref.row, ref.column)
        looks.dress(cell, looks.BODY_FONT, looks.alignment_of(kind, field=form.is_fields))
        formula = self._book.formula(ref)
        value = self._book.prose(ref) or None if kind is Kind.PROSE else self._book.value(ref)
        otherwise = self._formula_writer.states_otherwise(ref)
        if formula is not None and not otherwise:
            cell.fill = looks.COMPUTED_FILL
            live = self._formula_writer.live(ref, formula)
            if live is not None:
                put_formula(cell, live, value, kind, exact)
                self.formulas += 1
                return
        if kind is Kind.ROW and isinstance(value, str):
            value = row_choice_label(self._book, form.column(ref.column).group, value)
        if isinstance(value, str):
            put_field_text(cell, in_words(self._book, ref, value), self._book.name(ref))
        elif value is not None:
            put_figure(cell, value, kind, exact)
        if formula is not None and otherwise and (text := self._formula_writer.remark(ref, formula)):
            add_remark(cell, text)
            cell.fill = looks.DIFFERENT_FILL
            self.stated.append(ref)


def _is_serial(form: FormDef) -> bool:
    """Whether the rows are simply counted."""
    return form.template is not None and not form.label_title


def _label_title(form: FormDef) -> str:
    return form.label_title or (_SERIAL_LABEL if _is_serial(form) else _FIELD_LABEL)


def _widths(plan: SheetPlan) -> dict[int, float]:
    """The width of every column, labels first."""
    form = plan.form
    widths = {LABEL_COLUMN: looks.SERIAL_WIDTH if _is_serial(form) else looks.LABEL_WIDTH}
    for column in form.columns:
        alone = len(form.columns) == 1
        own = looks.FIELD_WIDTH if form.is_fields else looks.width_of(column, alone=alone)
        widths[plan.columns[column.code]] = own
    return widths


def _set_heights(sheet: Any, plan: SheetPlan, widths: dict[int, float]) -> None:
    """Rows as high as their longest text; not every program works that out when it opens a file."""
    spanned = {part.coord.partition(":")[0]: part for part in sheet.merged_cells.ranges}
    needed: dict[int, float] = {}
    for line in sheet.iter_rows(min_row=HEADER_ROW):
        for cell in line:
            if not isinstance(cell.value, str) or cell.data_type == "f":
                continue
            merged = spanned.get(cell.coordinate)
            columns = range(merged.min_col, merged.max_col + 1) if merged else (cell.column,)
            rows = range(merged.min_row, merged.max_row + 1) if merged else (cell.row,)
            height = looks.height_for(cell.value, sum(widths[column] for column in columns)) / len(rows)
            needed.update({row: max(needed.get(row, 0.0), height) for row in rows})
    for row, height in needed.items():
        sheet.row_dimensions[row].height = height


def _header_cell(sheet: Any, text: str, first: tuple[int, int], last: tuple[int, int]) -> None:
    put_text(sheet.cell(*first), text.replace("\n", ""), sheet.title)
    for row in range(first[0], last[0] + 1):
        for column in range(first[1], last[1] + 1):
            looks.dress(sheet.cell(row, column), looks.HEADER_FONT, looks.CENTRED, looks.HEADER_FILL)
    _merge(sheet, first, last)


def _merge(sheet: Any, first: tuple[int, int], last: tuple[int, int]) -> None:
    if first != last:
        sheet.merge_cells(start_row=first[0], start_column=first[1], end_row=last[0], end_column=last[1])
