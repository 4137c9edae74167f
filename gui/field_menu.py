"""The context menu of a field: corrections and the commands of text, then the two ways from this value to others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QLineEdit, QMenu

from gui.editors import ProseEditor
from gui.prose_menu import add_text_commands, add_way
from gui.provenance_menu import Trace

if TYPE_CHECKING:
    from gui.document import Document
    from gui.field import Field


def show_field_menu(field: Field, document: Document, event: QContextMenuEvent) -> None:
    """Open it where it was asked for; it deletes itself when closed."""
    entry, place = field.entry, event.globalPos()
    if isinstance(entry, ProseEditor):
        if event.reason() == QContextMenuEvent.Reason.Mouse and not entry.textCursor().hasSelection():
            entry.move_to(entry.cursorForPosition(entry.viewport().mapFromGlobal(place)).position())
        menu = _prose_menu(field, document, entry)
    else:
        menu = entry.createStandardContextMenu() if isinstance(entry, QLineEdit) else QMenu(field)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.addSeparator()
    for trace in Trace:
        action = menu.addAction(f"{trace.value}…\t{trace.keys}")
        action.triggered.connect(lambda _checked=False, trace=trace: field.trace(trace))
    menu.popup(place)


def _prose_menu(field: Field, document: Document, editor: ProseEditor) -> QMenu:
    menu = QMenu(editor)
    if field.marks is not None:
        field.marks.add_to(menu)
    add_way(menu, document, editor.quoted_at(editor.textCursor().position()), field.jump.emit)
    add_text_commands(menu, editor, field.quotes.pick if field.quotes is not None else None)
    return menu
