"""A field of prose that quotes cells: the values that it shows, and 插入数据."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QToolButton

from gui.document import Document
from gui.editors import ProseEditor
from gui.field_picker import pick_field
from gui.prose_text import Line, lines_of
from model.cells import CellRef
from model.livefields import written


class FieldQuotes(QObject):
    """Belongs to one editor; ``commit`` makes an edit, under a name, of what stands in it."""

    def __init__(
        self, document: Document, ref: CellRef, editor: ProseEditor, commit: Callable[[str], bool]
    ) -> None:
        super().__init__(editor)
        self._document = document
        self._ref = ref
        self._editor = editor
        self._commit = commit
        editor.to_lines = self._lines
        self.button = QToolButton(editor.parentWidget())
        self.button.setText("插入数据…")
        self.button.setToolTip("引用表中的数，表改了文中跟着改（Ctrl+J）")
        self.button.setAutoRaise(True)
        # The cursor stays in the text; the keys have Ctrl+J.
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.clicked.connect(self._pick_by_mouse)

    def follow(self) -> None:
        """Show the present values where the words are the book's; what is being typed stays as it is."""
        book, reading = self._document.book, self._editor.reading()
        if reading.raw == book.text(self._ref) and reading.text != book.prose(self._ref):
            self._editor.put(reading.raw)

    def pick(self) -> None:
        """插入数据…: choose what to quote."""
        if self._commit(""):
            pick_field(self._document, self._editor, self._ref, self._insert)

    def _pick_by_mouse(self) -> None:
        """Where the cursor is; behind the words where it is in another field."""
        if not self._editor.hasFocus():
            self._editor.moveCursor(QTextCursor.MoveOperation.End)
            self._editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.pick()

    def _insert(self, quoted: CellRef) -> None:
        self._editor.insert_lines(self._lines(written(quoted)))
        self._commit(f"插入数据 {self._document.book.name(quoted)}")
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lines(self, raw: str) -> list[Line]:
        return lines_of(self._document.book, raw, self._ref)
