"""What a cell is called in a message: 收支情况 › 年度收入情况 › 1、局机关 › 收入合计."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from model.cells import CellRef
from model.formdef import FormDef, in_year
from model.forms import FORMS, GROUPS
from model.forms.finance import BUREAU, UNIT_GROUP

if TYPE_CHECKING:
    from model.book import Book


def form_name(form: FormDef) -> str:
    """What a form is called in a message: 收入, 基本概况."""
    return form.short or _flat(form.title)


def row_label(book: Book, form: FormDef, row: str) -> str:
    """The label of a row as it stands on paper: 局机关及二级机构汇总, 2、科技创新服务中心, 产出."""
    fixed = form.fixed_row(row)
    if fixed is not None:
        return fixed.title
    template = form.template
    if template is None:
        raise KeyError(f"{form.code} has no row {row}")
    position = book.row_number(template.group, row)
    name = ""
    if template.name_cell:
        sheet, column = template.name_cell.split("/")
        name = book.text(CellRef(sheet, row, column)) or template.unnamed.format(number=position)
    number = position + (BUREAU in form.row_ids(()) and template.group == UNIT_GROUP)
    return template.title.format(number=number, name=name)


def cell_label(book: Book, ref: CellRef) -> str:
    """The shortest name that tells the cell within its form: 局机关 收入合计 → 收入合计."""
    form = FORMS[ref.sheet]
    if form.is_fields:
        return _flat(row_label(book, form, ref.row))
    return _flat(in_year(form.column(ref.column).title, book.year))


def row_name(book: Book, form: FormDef, row: str) -> str:
    """What a row is called in a message: an indicator and an evaluator by their names, any other as it is labelled on paper."""
    if form.code == "indicators":
        return indicator_name(book, row)
    if form.code == "evaluators":
        return book.text(form.ref(row, "name")) or f"第{row_label(book, form, row)}人"
    return _flat(row_label(book, form, row))


def cell_name(book: Book, ref: CellRef) -> str:
    """The full name: form › row › column."""
    form = FORMS[ref.sheet]
    parts = [form_name(form), row_name(book, form, ref.row)]
    if len(form.columns) > 1:
        parts.append(cell_label(book, ref))
    return " › ".join(filter(None, parts))  # the only row of a table has no label


def address_name(book: Book, address: str) -> str:
    """What stands for a cell's address in a cell that holds one."""
    try:
        return cell_name(book, CellRef.parse(address))
    except (KeyError, ValueError):
        return "已不存在的栏目"


def row_choice_label(book: Book, group: str, row: str) -> str:
    """What stands for a row in a cell that chooses one: 2、稳岗补贴; empty for a row that is no longer there."""
    rows = book.group(group)
    if row not in rows:
        return ""
    number = rows.index(row) + 1
    templates = (form.template for form in GROUPS[group] if form.template and form.template.name_cell)
    for template in templates:
        sheet, column = template.name_cell.split("/")
        name = _flat(book.text(CellRef(sheet, row, column))) or template.unnamed.format(number=number)
        return f"{number}、{name}"
    return str(number)


def indicator_name(book: Book, row: str) -> str:
    """The indicator's own name, or its number while it has none."""
    name = _flat(book.text(CellRef("indicators", row, "name")))
    return name or f"第{book.row_number('indicators', row)}项指标"


def named_cells(ref: CellRef) -> Iterator[CellRef]:
    """The cells whose names have this cell's words in them: a unit's figures, an indicator's columns; none for most cells."""
    for form in _named_forms().get((ref.sheet, ref.column), ()):
        if form.fixed_row(ref.row) is None:
            for column in form.columns:
                yield form.ref(ref.row, column.code)


@cache
def _named_forms() -> dict[tuple[str, str], list[FormDef]]:
    """The forms whose added rows are called by the words of a column."""
    found: dict[tuple[str, str], list[FormDef]] = {}
    for form in FORMS.values():
        name_cell = form.template.name_cell if form.template else ""
        if form.code in ("indicators", "evaluators"):
            name_cell = f"{form.code}/name"
        if name_cell:
            sheet, column = name_cell.split("/")
            found.setdefault((sheet, column), []).append(form)
    return found


def _flat(text: str) -> str:
    return text.replace("\n", "").strip("\u3000 ：")
