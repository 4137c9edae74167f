"""Sheets of a workbook that the program itself wrote: a form each, known by its title and all its column headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from intake.document import SourceCell, SourceRow, Table
from intake.grid import cell_under
from intake.hidden_columns import NO_PLACE, is_address, take_hidden
from intake.ledger import Found, Ledger
from intake.normalise import label_key, one_line
from intake.sheet_cells import SheetCells
from model.cells import CellRef
from model.formdef import FormDef, HeaderBand, Kind, RowTemplate
from model.forms import FORMS
from model.forms.explanations import EXPLANATIONS, HIDDEN_HEADINGS, KEPT_OUT_OF_SIGHT

_ABOVE_HEADER = 2
"""The title, and the line with unit and year."""
_YEAR = re.compile(r"(20\d{2})年度")
_HIDDEN = {heading: code for code, heading in HIDDEN_HEADINGS.items()}
_FINDINGS = ("审核结果", frozenset({"级别", "编号", "位置", "问题"}))
_NUMBER = re.compile(r"\s*(?P<number>\d+)\s*、\s*")


def is_form_sheet(sheet: SheetCells) -> bool:
    """Whether a worksheet is one of the program's forms."""
    return _form(_texts(sheet)) is not None


def is_findings_sheet(sheet: SheetCells) -> bool:
    """Whether a worksheet lists the program's findings: what follows from the forms, not a part of them."""
    texts = _texts(sheet)
    title, headings = _FINDINGS
    return len(texts) > _ABOVE_HEADER and texts[0] == [title] and headings <= set(texts[_ABOVE_HEADER])


def form_of(table: Table) -> FormDef | None:
    """The form that a table is, if the program wrote it."""
    return _form([[cell.text for cell in row.inked] for row in table.rows[:_MOST_HEADER_ROWS]])


def _texts(sheet: SheetCells) -> list[list[str]]:
    rows = groupby(sheet.cells[:_FIRST_CELLS], key=lambda cell: cell.row)
    return [[cell.text for cell in cells] for _, cells in rows][:_MOST_HEADER_ROWS]


def _bands(form: FormDef) -> tuple[HeaderBand, ...]:
    return form.bands or tuple(HeaderBand(column.title, column=column.code) for column in form.columns)


def _depth(form: FormDef) -> int:
    return max(band.depth for band in _bands(form))


_MOST_HEADER_ROWS = _ABOVE_HEADER + max(map(_depth, FORMS.values()))
_FIRST_CELLS = 200


def _leaves(bands: Sequence[HeaderBand]) -> dict[str, str]:
    """The column code of every heading that stands over one column."""
    leaves: dict[str, str] = {}
    for band in bands:
        leaves |= {label_key(band.title): band.column} if band.column else _leaves(band.children)
    return leaves


def own_columns(sheet: SheetCells) -> set[int]:
    """The numbers of the columns that the program hid to read them again."""
    own = {*HIDDEN_HEADINGS.values(), EXPLANATIONS.column(KEPT_OUT_OF_SIGHT).title}
    form = _form(_texts(sheet))
    if form is None or form.code != EXPLANATIONS.code:
        return set()
    return {cell.column for cell in sheet.cells[:_FIRST_CELLS] if cell.text in own}


def _form(texts: Sequence[Sequence[str]]) -> FormDef | None:
    """The form with this title whose headings all stand in the rows below; in the year that the second row names."""
    if len(texts) <= _ABOVE_HEADER or len(texts[0]) != 1 or len(texts[1]) != 1:
        return None
    year = _YEAR.search(texts[1][0])
    if year is None:
        return None
    title = label_key(texts[0][0])
    for form in FORMS.values():
        dated = form.for_year(int(year[1]))
        if label_key(dated.title) == title:
            header = texts[_ABOVE_HEADER : _ABOVE_HEADER + _depth(dated)]
            headings = {label_key(text) for row in header for text in row}
            whole = _leaves(_bands(dated)).keys() | {label_key(_label_heading(dated))}
            return dated if whole <= headings else None
    return None


def _label_heading(form: FormDef) -> str:
    return form.label_title or ("序号" if form.template is not None else "项目")


def read_form_sheet(table: Table, form: FormDef, ledger: Ledger) -> None:
    """Read every cell of the form's sheet; a form that was read before is left."""
    if any(ref.sheet == form.code for ref in (*ledger.covered, *ledger.found)):
        for cell in (cell for row in table.rows for cell in row.inked):
            ledger.leave(cell.span, f"前面已经读过“{form.short or form.title}”，这里是又一张")
        return
    _FormSheet(table, form, ledger).read()


class _FormSheet:
    """One sheet: where its columns are, and which row of the form each row is."""

    def __init__(self, table: Table, form: FormDef, ledger: Ledger) -> None:
        self._form = form
        self._ledger = ledger
        begin = _ABOVE_HEADER + _depth(form)
        self._head, self._body = table.rows[:begin], table.rows[begin:]
        leaves = _leaves(_bands(form))
        self._columns: dict[str, SourceCell] = {}
        self._hidden: dict[str, SourceCell] = {}
        for cell in (cell for row in self._head[_ABOVE_HEADER:] for cell in row.inked):
            if form.code == EXPLANATIONS.code and cell.text in _HIDDEN:
                self._hidden[_HIDDEN[cell.text]] = cell
            elif label_key(cell.text) in leaves:
                self._columns[leaves[label_key(cell.text)]] = cell
        self._label = self._head[_ABOVE_HEADER].cells[0]
        self._fixed = {label_key(form.fixed_row(code).title): code for code in form.row_ids(())}  # type: ignore[union-attr]
        self._added = 0

    def read(self) -> None:
        """Read all rows."""
        for row in self._head:
            self._ledger.label(*row.inked)
        if self._form.template is not None:
            self._ledger.rows.setdefault(self._form.template.group, [])
        for row in self._body:
            label = cell_under(self._label, row)
            target = self._row_id(row, label)
            if target is None:
                for cell in row.inked:
                    self._ledger.leave(cell.span, f"“{self._form.title}”里没有这一行")
            else:
                self._cells(row, *target)

    def _row_id(self, row: SourceRow, label: SourceCell | None) -> tuple[str, str] | None:
        """The form's row that a row is, and its name for messages."""
        text = one_line(label.text) if label is not None else ""
        code = self._fixed.get(label_key(text))
        if code is not None and (text or code):
            if label is not None:
                self._ledger.label(label)
            return code, text
        template = self._form.template
        if template is None or label is None or label.blank:
            return None
        self._added += 1
        if template.name_cell:
            return self._named_row(template, label), text
        self._ledger.label(label)
        return self._ledger.new_row(template.group, self._own_name(row)), f"第{self._added}行"

    def _own_name(self, row: SourceRow) -> str:
        heading = self._columns.get("name")
        cell = cell_under(heading, row) if heading is not None else None
        return one_line(cell.text) if cell is not None else ""

    def _named_row(self, template: RowTemplate, label: SourceCell) -> str:
        """The row of a list that is kept elsewhere: the next one of the list if it has this name, else one of the name."""
        number = _NUMBER.match(label.text)
        begin = number.end() if number else len(label.text) - len(label.text.lstrip())
        own = label.span.part(begin, len(label.text))
        self._ledger.labels.append(label.span.part(0, begin))
        name = one_line(self._ledger.text(own))
        known = self._ledger.rows[template.group]
        following = known[self._added - 1] if self._added <= len(known) else None
        if following is not None and (following.name or template.unnamed.format(number=self._added)) == name:
            self._ledger.labels.append(own)
            return following.row
        row = self._ledger.new_row(template.group, name)
        sheet, column = template.name_cell.split("/")
        self._ledger.take_text(FORMS[sheet].ref(row, column), (own,), name)
        return row

    def _cells(self, row: SourceRow, target: str, name: str) -> None:
        for code, heading in self._columns.items():
            ref = self._form.ref(target, code)
            if not self._form.is_fields:
                self._ledger.covered.add(ref)
            cell = cell_under(heading, row)
            place = " › ".join(filter(None, (self._form.short or self._form.title, name, heading.text)))
            hidden = cell_under(self._hidden[code], row) if code in self._hidden else None
            if hidden is not None and not hidden.blank:
                take_hidden(self._ledger, ref, hidden, cell, place)
                continue
            if cell is None or cell.blank:
                continue
            if self._form.kind_of(target, code) is Kind.CELL and not is_address(cell.text):
                self._ledger.refuse(place, cell.span, NO_PLACE.format(place=place, text=one_line(cell.text)))
            elif self._form.kind_of(target, code) is Kind.ROW:
                self._choice(ref.row, code, cell, place)
            else:
                self._ledger.take(ref, cell, place)
                self._let_compute(ref)

    def _let_compute(self, ref: CellRef) -> None:
        """What the packet computes to the same need not be stated: not all that is computed is written as a formula."""
        found = self._ledger.found.get(ref)
        if found is not None:
            self._ledger.found[ref] = replace(found, calculated=True)

    def _choice(self, row: str, code: str, cell: SourceCell, place: str) -> None:
        """A row of another list, shown by its number and name."""
        column = self._form.column(code)
        number = _NUMBER.match(cell.text)
        rows = self._ledger.rows.get(column.group, [])
        index = int(number["number"]) - 1 if number and len(number["number"]) < 5 else -1
        name = one_line(cell.text[number.end() :]) if number else ""
        if 0 <= index < len(rows) and rows[index].name == name:
            self._ledger.found[self._form.ref(row, code)] = Found(rows[index].row, (cell.span,))
        else:
            self._ledger.refuse(
                place, cell.span, f"“{place}”没有读入：“{one_line(cell.text)}”不在列表里，请重新选择。"
            )
