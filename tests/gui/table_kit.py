"""What the tests of the tables share: putting the cursor somewhere, dragging a block, the clipboard, what was told."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui.document import Document
from gui.form_view import FormTable
from model.cells import CellRef
from tests.gui.keyboard import SHIFT, Key, press

_LEFT = Qt.MouseButton.LeftButton
Place = tuple[str, str]
"""Row and column."""
Make = Callable[[str], FormTable]
"""Shows the table of a form by its code."""


def put(table: FormTable, row: str, column: str) -> None:
    """Put the cursor into a cell."""
    index = table.form_model.index_of(table.form.ref(row, column))
    table.go(index.row(), index.column())


def drag(table: FormTable, first: Place, last: Place) -> None:
    """Press the mouse in one cell, draw it over to another, let go."""
    view = table.viewport()
    start, end = (
        table.visualRect(table.form_model.index_of(table.form.ref(*place))).center()
        for place in (first, last)
    )
    QTest.mousePress(view, _LEFT, pos=start)
    for share in (0.3, 0.6, 1.0):
        way = QPointF(start) + (QPointF(end) - QPointF(start)) * share
        move = QMouseEvent(
            QEvent.Type.MouseMove, way, view.mapToGlobal(way), _LEFT, _LEFT, Qt.KeyboardModifier.NoModifier
        )
        QApplication.sendEvent(view, move)
    QTest.mouseRelease(view, _LEFT, pos=end)
    QApplication.processEvents()


def extend(table: FormTable, first: Place, last: Place) -> None:
    """The same by Shift and the arrows: over the rows, then over the columns."""
    put(table, *first)
    corner, end = (table.form_model.index_of(table.form.ref(*place)) for place in (first, last))
    for _ in range(end.row() - corner.row()):
        press(Key.Key_Down, modifiers=SHIFT)
    for _ in range(end.column() - corner.column()):
        press(Key.Key_Right, modifiers=SHIFT)


Choose = Callable[[FormTable, Place, Place], None]
by_keys_and_mouse = pytest.mark.parametrize("choose", [extend, drag], ids=["Shift and arrows", "mouse"])
"""For tests of what is done with a block: it is chosen by keys in one run, with the mouse in another."""


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
