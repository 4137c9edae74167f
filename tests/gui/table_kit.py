"""What the tests of the tables share: putting the cursor somewhere, dragging a block, the clipboard, what was told."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication

from gui.document import Document
from gui.form_view import FormTable
from model.cells import CellRef

Make = Callable[[str], FormTable]
"""Shows the table of a form by its code."""


def put(table: FormTable, row: str, column: str) -> None:
    """Put the cursor into a cell."""
    index = table.form_model.index_of(table.form.ref(row, column))
    table.go(index.row(), index.column())


def select(table: FormTable, first: tuple[str, str], last: tuple[str, str]) -> None:
    """Drag a block."""
    corner = table.form_model.index_of(table.form.ref(*first))
    end = table.form_model.index_of(table.form.ref(*last))
    table.select_block(
        corner.row(), end.row() - corner.row() + 1, list(range(corner.column(), end.column() + 1))
    )


def at(table: FormTable) -> tuple[str, str]:
    """Where the cursor is."""
    ref = table.current_ref
    assert ref is not None
    return (ref.row, ref.column)


def clipboard(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def messages(table: FormTable) -> list[str]:
    heard: list[str] = []
    table.message.connect(heard.append)
    return heard


def shortfalls(document: Document) -> list[str]:
    """What was told of edits that took less than they were given."""
    heard: list[str] = []
    document.partly_done.connect(heard.append)
    return heard


def income(document: Document, row: str, column: str) -> object:
    return document.book.value(CellRef("income", row, column))
