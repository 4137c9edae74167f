"""A text editor on one prose cell: paragraphs in, one edit for each stretch of typing out."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from gui.cell_text import RefusedTextError, read_value
from gui.document import Document
from gui.labels import gap
from gui.palette import blend
from gui.severity_look import Level, level_color
from model.cells import CellRef
from model.edits import Changes, set_cells
from model.findings import Finding, Span
from model.formdef import Kind

_PAUSE_MS = 1500
"""A pause in typing after which what was typed is an edit, and so is in the file."""


class ChapterEditor(QPlainTextEdit):
    """Shows one prose cell of the document. Undo is the document's: the editor keeps no history of its own."""

    message = Signal(str)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._ref: CellRef | None = None
        self._title = ""
        self._loading = False
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.commit)
        self.textChanged.connect(self._on_typed)
        document.changed.connect(self._on_changed)

    @property
    def ref(self) -> CellRef | None:
        """The cell shown."""
        return self._ref

    def show_cell(self, ref: CellRef, title: str) -> None:
        """Show another cell; what was typed into the one before is taken over first."""
        self.commit()
        self._ref, self._title = ref, title
        self.setAccessibleName(title)
        self.setReadOnly(self._document.read_only)
        self._load()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def commit(self) -> None:
        """Make an edit of what was typed, if anything."""
        self._pause.stop()
        if self._ref is None or not self._document.is_open or not self.document().isModified():
            return
        try:
            value = read_value(Kind.PROSE, self.toPlainText())
        except RefusedTextError as refusal:
            self.message.emit(str(refusal))
            return
        if value != self._document.book.stated(self._ref):
            self._document.apply(set_cells(f"修改{self._title}", [(self._ref, value)]))
        self.document().setModified(False)

    def select(self, span: Span) -> None:
        """Select a stretch of the cell's text and bring it into view."""
        text = self.toPlainText()
        cursor = self.textCursor()
        cursor.setPosition(_utf16(text, span[0]))
        cursor.setPosition(_utf16(text, span[1]), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.centerCursor()

    def refresh_marks(self) -> None:
        """Underline the stretches that findings speak of."""
        marks = []
        if self._ref is not None and self._document.is_open:
            marks = [self._mark(finding) for finding in self._document.findings_at(self._ref) if finding.span]
        self.setExtraSelections(marks)

    # -- Qt's calls ----------------------------------------------------------------------------------------------

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving the editor takes over what was typed, and shows it as it is kept."""
        super().focusOutEvent(event)
        self.commit()
        self._load()

    def event(self, event: QEvent) -> bool:
        """Undo and redo belong to the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_undo(event):
            event.ignore()
            return False
        return bool(super().event(event))

    # -- inside --------------------------------------------------------------------------------------------------

    def _on_typed(self) -> None:
        if not self._loading:
            self._pause.start()

    def _on_changed(self, changes: Changes) -> None:
        if self._ref is None:
            return
        shown = self._ref in changes.cells
        if shown and read_value(Kind.PROSE, self.toPlainText()) != self._document.book.stated(self._ref):
            self._load()
        elif shown or any(
            one.place == self._ref for one in (*changes.findings_added, *changes.findings_removed)
        ):
            self.refresh_marks()

    def _load(self) -> None:
        """Show the cell's text; the cursor stays where it was as far as it can."""
        if self._ref is None or not self._document.is_open:
            return
        text = self._document.book.text(self._ref)
        if text != self.toPlainText():
            self._loading = True
            position, scrolled = self.textCursor().position(), self.verticalScrollBar().value()
            self.setPlainText(text)
            cursor = self.textCursor()
            cursor.setPosition(min(position, self.document().characterCount() - 1))
            self.setTextCursor(cursor)
            self.verticalScrollBar().setValue(scrolled)
            self.document().setModified(False)
            self._loading = False
        self.refresh_marks()

    def _mark(self, finding: Finding) -> QTextEdit.ExtraSelection:
        text = self.toPlainText()
        color = level_color(Level.of(finding.severity))
        look = QTextCharFormat()
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        look.setUnderlineColor(color)
        look.setBackground(blend(QGuiApplication.palette().base().color(), color, 0.12))
        look.setToolTip(finding.message)
        selection = QTextEdit.ExtraSelection()
        start, end = finding.span or (0, 0)
        cursor = QTextCursor(self.document())
        last = self.document().characterCount() - 1
        cursor.setPosition(min(_utf16(text, start), last))
        cursor.setPosition(min(_utf16(text, end), last), QTextCursor.MoveMode.KeepAnchor)
        selection.cursor = cursor
        selection.format = look
        return selection


def reading_margins(editor: QPlainTextEdit) -> None:
    """Air around the text of a page."""
    editor.document().setDocumentMargin(gap(editor, 3))


def _is_undo(event: QKeyEvent) -> bool:
    return any(event.matches(key) for key in (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo))


def _utf16(text: str, position: int) -> int:
    """Qt counts UTF-16 units, spans count characters: rare name characters take two units."""
    return position + sum(character > "\uffff" for character in text[:position])
