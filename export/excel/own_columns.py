"""What only the program reads of 审核说明 stands in hidden columns; the clerk reads names and sentences as plain text."""

from __future__ import annotations

from typing import Any

from openpyxl.utils import get_column_letter

from export.excel.plan import HEADER_ROW, SheetPlan
from export.excel.values import put_text
from model.book import Book
from model.cells import CellRef
from model.explaining import GROUP, legible
from model.forms.explanations import HIDDEN_HEADINGS, KEPT_OUT_OF_SIGHT, PARTED
from model.naming import address_name


def in_words(book: Book, ref: CellRef, value: str) -> str:
    """A text as the clerk reads it: another cell's name for its address, a sentence without the program's mark."""
    if ref.sheet != GROUP or ref.column not in HIDDEN_HEADINGS:
        return value
    return legible(value) if ref.column == "sentence" else "".join(address_name(book, value).splitlines())


def keep_out_of_sight(sheet: Any, book: Book, plan: SheetPlan) -> None:
    """Behind the last column: the address with the name that was shown for it, and the whole sentence."""
    for column, (code, heading) in enumerate(HIDDEN_HEADINGS.items(), plan.last_column + 1):
        put_text(sheet.cell(HEADER_ROW, column), heading, plan.title)
        for row, number in plan.rows.items():
            ref = plan.form.ref(row, code)
            kept = book.text(ref)
            if kept and code == "place":
                kept = f"{kept}{PARTED}{in_words(book, ref, kept)}"
            put_text(sheet.cell(number, column), kept, book.name(ref))
        sheet.column_dimensions[get_column_letter(column)].hidden = True
    sheet.column_dimensions[get_column_letter(plan.columns[KEPT_OUT_OF_SIGHT])].hidden = True
