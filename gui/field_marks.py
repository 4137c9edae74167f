"""Findings underlined in a field of prose, with what is said about them and the way to correct them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QMenu, QToolTip

from gui.cell_words import as_tooltip
from gui.document import Document
from gui.editors import ProseEditor
from gui.prose_marks import Mark, hover_text, marks_at, marks_of, selections
from gui.prose_menu import add_silence, fix_words
from gui.prose_underline import paint_underlines
from model.cells import CellRef
from model.correcting import correct
from model.findings import Finding


class FieldMarks(QObject):
    """Belongs to one editor; ``commit`` makes an edit of what is being typed in it."""

    def __init__(
        self, document: Document, ref: CellRef, editor: ProseEditor, commit: Callable[[], object]
    ) -> None:
        super().__init__(editor)
        self._document = document
        self._ref = ref
        self._editor = editor
        self._commit = commit
        self.marks: list[Mark] = []
        editor.paint_more = self._paint
        editor.viewport().installEventFilter(self)

    def refresh(self) -> None:
        """Underline anew; while the words are other than the book's, the marks of before move with them."""
        reading = self._editor.reading()
        if reading.raw == self._document.book.text(self._ref):
            self.marks = marks_of(self._document, self._ref, self._editor.document(), reading.to_editor)
        self._editor.setExtraSelections(selections(self.marks))

    def refresh_colors(self) -> None:
        """Draw anew after a change between light and dark."""
        self._editor.refresh_colors()
        self._editor.setExtraSelections(selections(self.marks))

    def fix_here(self) -> bool:
        """Correct the finding that the caret is in; False where there is none to correct."""
        here = marks_at(self.marks, self._editor.textCursor().position())
        found = next((mark.finding for mark in here if fix_words(self._document, mark.finding)), None)
        if found is not None:
            self._fix(found)
        return found is not None

    def add_to(self, menu: QMenu) -> None:
        """Add the corrections at the caret to a menu, and 本句不再提示."""
        here = marks_at(self.marks, self._editor.textCursor().position())
        for mark in here:
            if words := fix_words(self._document, mark.finding):
                action = menu.addAction(f"{words}\tCtrl+.")
                action.triggered.connect(lambda _checked=False, one=mark.finding: self._fix(one))
        add_silence(menu, self._document, here)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """What is wrong with the words under the pointer, or what they quote."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._document.is_open:
            lines = self.hover_text(event.pos())
            if lines:
                QToolTip.showText(event.globalPos(), as_tooltip(lines), self._editor)
                return True
        return False

    def hover_text(self, point: QPoint) -> list[str]:
        """The lines shown for a place of the viewport."""
        return hover_text(self._editor, self.marks, self._document, point)

    def _paint(self) -> None:
        paint_underlines(self._editor, self.marks)

    def _fix(self, finding: Finding) -> None:
        self._commit()
        now = next((one for one in self._document.findings if one.key == finding.key), None)
        edit = correct(self._document.book, now) if now is not None and not self._document.read_only else None
        if edit is not None:
            self._document.apply(edit)
