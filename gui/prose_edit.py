"""A text editor for prose with live fields: a field is passed, selected, deleted and moved as one thing."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QByteArray, QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from gui.copied_text import OWN_TEXT
from gui.dropped_files import dropped_paths
from gui.labels import gap
from gui.prose_look import ProseHighlighter, paragraph_format
from gui.prose_text import (
    Line,
    Piece,
    Reading,
    chip_around,
    insert_pieces,
    is_field,
    mend,
    read_text,
    show_lines,
    with_line_breaks,
)
from model.cells import CellRef
from model.findings import Span
from model.livefields import fields_in

_LARGER = 1.1


class ProseEdit(QTextEdit):
    """Knows text and fields, not the packet. Keeps no undo of its own, unless told to: that is the packet's."""

    edited = Signal()
    """The clerk changed the text."""

    def __init__(self, parent: QWidget | None = None, *, as_paper: bool = True) -> None:
        super().__init__(parent)
        self._filling = False
        self._composing = False
        self._last_position = 0
        self._touched: Span | None = None
        self._reading: Reading | None = None
        """What stands here, once somebody asked; None from the next change on."""
        self.setUndoRedoEnabled(False)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        if as_paper:
            self._look_like_paper()
        self.highlighter = ProseHighlighter(self.document(), headings=as_paper)
        self.document().contentsChange.connect(self._note_change)
        self.textChanged.connect(self._on_text_changed)
        self.cursorPositionChanged.connect(self._keep_fields_whole)

    # -- text ----------------------------------------------------------------------------------------------------

    def reading(self) -> Reading:
        """The text as the file would hold it."""
        if self._reading is None:
            self._reading = read_text(self.document())
        return self._reading

    @property
    def is_composing(self) -> bool:
        """Whether an input method is at work."""
        return self._composing

    @property
    def can_quote(self) -> bool:
        """Whether fields count in it."""
        return True

    def show_text(self, lines: Sequence[Line]) -> int | None:
        """Replace the text where it differs; the caret and what is in view stay. Tells where the change ended."""
        with self._fill():
            position, scrolled = self.textCursor().position(), self.verticalScrollBar().value()
            changed = show_lines(self.document(), lines)
            if changed is not None:
                self.move_to(min(position, self.document().characterCount() - 1))
                self.verticalScrollBar().setValue(scrolled)
        return changed

    def insert_lines(self, lines: Sequence[Line]) -> None:
        """Put text with fields where the caret is, in place of what is selected."""
        cursor = self.textCursor()
        with self._fill():
            cursor.beginEditBlock()
            cursor.removeSelectedText()
            for number, line in enumerate(lines):
                if number:
                    cursor.insertBlock(cursor.blockFormat(), QTextCharFormat())
                insert_pieces(cursor, line)
            cursor.endEditBlock()
            self.setTextCursor(cursor)
        self._keep_fields_whole()
        self.ensureCursorVisible()
        self.edited.emit()

    def lines_from(self, raw: str) -> list[Line]:
        """Raw text as it is shown; without a packet, its fields stay as they are written."""
        return [(Piece(line),) if line else () for line in raw.split("\n")]

    def quoted_at(self, position: int) -> CellRef | None:
        """The cell that a live field at a position quotes."""
        chip = chip_around(self.document(), position, edges=True)
        fields = fields_in(chip.source) if chip else []
        return fields[0][1] if fields else None

    def move_to(self, position: int) -> None:
        """Put the caret somewhere."""
        cursor = self.textCursor()
        cursor.setPosition(position)
        self.setTextCursor(cursor)

    def set_sides(self, left: int, right: int) -> None:
        """Leave room at both sides of the text."""
        self.setViewportMargins(left, 0, right, 0)

    # -- Qt's calls ----------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Undo and redo belong to the window, where the editor keeps none."""
        override = event.type() == QEvent.Type.ShortcutOverride and not self.isUndoRedoEnabled()
        if override and isinstance(event, QKeyEvent) and _is_undo(event):
            event.ignore()
            return False
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Shift+Enter begins a paragraph as Enter does: official prose knows no other line breaks."""
        if self.isReadOnly():
            super().keyPressEvent(event)
        elif event.matches(QKeySequence.StandardKey.InsertLineSeparator):
            self.insert_lines([(), ()])
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            with self._one_step():
                super().keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Remember whether a word is still being composed; Qt would put it into text that is only to be read, too."""
        if self.isReadOnly():
            event.ignore()
            return
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def createMimeDataFromSelection(self) -> QMimeData:
        """The values as plain text; for ourselves the fields too."""
        cursor = self.textCursor()
        data = QMimeData()
        data.setText(with_line_breaks(cursor.selectedText().replace("\u2029", "\n")))
        raw = read_text(self.document(), (cursor.selectionStart(), cursor.selectionEnd())).raw
        data.setData(OWN_TEXT, QByteArray(raw.encode("utf-8", "replace")))
        return data

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Text only; a dropped file is the window's."""
        return not dropped_paths(source) and (source.hasText() or source.hasFormat(OWN_TEXT))

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Plain paragraphs, whatever they came from."""
        own = bytes(source.data(OWN_TEXT).data()).decode("utf-8") if self.can_quote else ""
        text = own or source.text()
        self.insert_lines(self.lines_from(plain_paragraphs(text)))

    def refresh_colors(self) -> None:
        """Draw anew after a change between light and dark."""
        with self._fill():
            self.highlighter.refresh_colors()

    # -- inside --------------------------------------------------------------------------------------------------

    @contextmanager
    def _fill(self) -> Iterator[None]:
        """What changes now is not the clerk's typing."""
        before, self._filling = self._filling, True
        try:
            yield
        finally:
            self._filling = before

    @contextmanager
    def _one_step(self) -> Iterator[None]:
        """A part of a field that is deleted, and the rest of it that goes too, are one thing to undo."""
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        try:
            yield
        finally:
            cursor.endEditBlock()

    def _look_like_paper(self) -> None:
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * _LARGER)
        self.setFont(font)
        self.document().setDocumentMargin(gap(self, 4))
        QTextCursor(self.document()).setBlockFormat(paragraph_format(font))

    def _note_change(self, position: int, _removed: int, added: int) -> None:
        self._reading = None
        if not self._filling:
            first, last = self._touched or (position, position)
            self._touched = (min(first, position), max(last, position + added))

    def _on_text_changed(self) -> None:
        if self._filling:
            return
        touched, self._touched = self._touched, None
        if touched is not None:
            with self._fill():
                mend(self.document(), touched)
        self.edited.emit()

    def _keep_fields_whole(self) -> None:
        """The caret stands beside a field, never in it; a selection takes it whole; what is typed beside it is no part of it."""
        if self._filling:
            return
        cursor = self.textCursor()
        if cursor.hasSelection():
            self._widen(cursor)
        elif chip := chip_around(self.document(), cursor.position()):
            step = cursor.position() - self._last_position
            middle = (chip.start + chip.end) / 2
            forward = step > 0 if abs(step) == 1 else cursor.position() >= middle
            with self._fill():
                self.move_to(chip.end if forward else chip.start)
        self._last_position = self.textCursor().position()
        if not self.textCursor().hasSelection() and is_field(self.textCursor().charFormat()):
            self.setCurrentCharFormat(QTextCharFormat())

    def _widen(self, cursor: QTextCursor) -> None:
        anchor, position = cursor.anchor(), cursor.position()
        first, last = min(anchor, position), max(anchor, position)
        before, after = chip_around(self.document(), first), chip_around(self.document(), last)
        if before is None and after is None:
            return
        start, end = before.start if before else first, after.end if after else last
        cursor.setPosition(start if anchor <= position else end)
        cursor.setPosition(end if anchor <= position else start, QTextCursor.MoveMode.KeepAnchor)
        with self._fill():
            self.setTextCursor(cursor)


def plain_paragraphs(text: str) -> str:
    """Pasted text as paragraphs: no control characters, no blank lines between them."""
    lines = text.replace("\r\n", "\n").splitlines() or [""]
    kept = ["".join(" " if c == "\t" else c for c in line if c == "\t" or _is_writable(c)) for line in lines]
    inner = [line for line in kept if line.strip()]
    return "\n".join(inner) + ("\n" if inner and text.endswith("\n") and len(lines) > 1 else "")


def _is_writable(character: str) -> bool:
    return unicodedata.category(character) not in ("Cc", "Cs")


def _is_undo(event: QKeyEvent) -> bool:
    return any(event.matches(key) for key in (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo))
