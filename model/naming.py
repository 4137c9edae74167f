"""What a cell is called in a message: 收支情况 › 年度收入情况 › 1、局机关 › 收入合计."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from model.cells import CellRef
from model.formdef import FormDef, in_year
from model.forms import FORMS, GROUPS
from model.forms.finance import BUREAU, UNIT_GROUP

if TYPE_CHECKING:
    from model.book import Book


def row_label(book: Book, form: FormDef, row: str) -> str:
    """The label of a row as it stands on paper: 局机关及二级机构汇总, 2、科技创新服务中心, 产出."""
    fixed = form.fixed_row(row)
    if fixed is not None:
        return fixed.title
    template = form.template
    if template is None:
        raise KeyError(f"{form.code} has no row {row}")
    position = book.group(template.group).index(row) + 1
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


def cell_name(book: Book, ref: CellRef) -> str:
    """The full name: form › row › column."""
    form = FORMS[ref.sheet]
    parts = [form.short or _flat(form.title)]
    if ref.sheet == "indicators":
        parts.append(indicator_name(book, ref.row))
    elif ref.sheet == "evaluators":
        parts.append(book.text(form.ref(ref.row, "name")) or f"第{row_label(book, form, ref.row)}人")
    else:
        parts.append(_flat(row_label(book, form, ref.row)))
    if len(form.columns) > 1:
        parts.append(cell_label(book, ref))
    return " › ".join(filter(None, parts))


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
    return name or f"第{book.group('indicators').index(row) + 1}项指标"


@lru_cache(maxsize=1 << 16)
def naming_cell(ref: CellRef) -> CellRef | None:
    """The cell whose words are part of this cell's name (a unit's, an indicator's, a person's); None for fixed rows."""
    form = FORMS[ref.sheet]
    if ref.sheet in ("indicators", "evaluators"):
        return form.ref(ref.row, "name")
    if form.template is None or not form.template.name_cell or form.fixed_row(ref.row) is not None:
        return None
    sheet, column = form.template.name_cell.split("/")
    return CellRef(sheet, ref.row, column)


def _flat(text: str) -> str:
    return text.replace("\n", "").strip("\u3000 ：")
