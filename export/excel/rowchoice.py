"""How a cell that holds another row (the 专项 that a use belongs to) is shown: by that row's number and name."""

from __future__ import annotations

from model.book import Book
from model.cells import CellRef
from model.formdef import ColumnDef
from model.forms import GROUPS


def shown_choice(book: Book, column: ColumnDef, row: str) -> str:
    """2、稳岗补贴; empty for a row that is no longer there."""
    rows = book.group(column.group)
    if row not in rows:
        return ""
    name_cells = (form.template.name_cell for form in GROUPS[column.group] if form.template)
    name = ""
    for name_cell in filter(None, name_cells):
        sheet, code = name_cell.split("/")
        name = book.text(CellRef(sheet, row, code))
    return f"{rows.index(row) + 1}、{name}"
