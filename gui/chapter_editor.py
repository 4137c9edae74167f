"""A text editor on one prose cell: paragraphs in, one edit for each stretch of typing out, findings underlined in place."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QHelpEvent, QKeyEvent, QPaintEvent, QTextCursor
from PySide6.QtWidgets import QToolTip, QWidget

from gui.cell_text import RefusedTextError, read_value
from gui.cell_words import as_tooltip
from gui.document import Document
from gui.field_keys import types_text
from gui.later import MANY, Later
from gui.prose_edit import ProseEdit
from gui.prose_marks import Mark, hover_text, marks_at, marks_of, select_span, selections, without_place
from gui.prose_menu import prose_menu
from gui.prose_text import Line, lines_of
from gui.prose_underline import paint_underlines
from model.cells import CellRef
from model.correcting import correct
from model.edits import Changes, set_cells
from model.engine import same_value
from model.findings import Finding, Span
from model.formdef import Kind

_PAUSE_MS = 400
"""A pause in typing after which what was typed is an edit: in the file, and judged."""


class ChapterEditor(ProseEdit):
    """Shows one prose cell of the document. Undo is the document's: the editor keeps no history of its own."""

    message = Signal(str)
    marks_changed = Signal()
    """Other findings, or the same at other places of the text."""
    current_changed = Signal()
    """The caret came into other words that a finding speaks of."""
    answer_wanted = Signal(object)
    """A Finding that the clerk wants to answer (审核说明)."""
    field_wanted = Signal()
    """The clerk wants to insert a live field."""
    jump = Signal(object)
    """The CellRef that a live field quotes."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._ref: CellRef | None = None
        self._title = ""
        self._before: str | None = None
        self.marks: list[Mark] = []
        self._marking = Later(self.refresh_marks, self)
        self.current: Mark | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._commit_in_pause)
        self.edited.connect(self._pause.start)
        self.cursorPositionChanged.connect(self._find_current)
        document.changed.connect(self._on_changed)

    @property
    def ref(self) -> CellRef | None:
        """The cell shown."""
        return self._ref

    @property
    def unplaced(self) -> list[Finding]:
        """Findings of the cell that speak of no words in particular."""
        return without_place(self._document, self._ref) if self._ref and self._document.is_open else []

    # -- what the page asks --------------------------------------------------------------------------------------

    def show_cell(self, ref: CellRef, title: str) -> None:
        """Show another cell; what was typed into the one before is taken over first."""
        self.commit()
        self._ref, self._title = ref, title
        self._before = self._stated()
        self.setAccessibleName(title)
        self.setReadOnly(self._document.read_only)
        self._load()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def commit(self, label: str = "") -> None:
        """Make an edit of what was typed, if anything."""
        self._pause.stop()
        if self._ref is None or not self._document.is_open or not self.document().isModified():
            return
        try:
            value = read_value(Kind.PROSE, self.reading().raw)
        except RefusedTextError as refusal:
            self.message.emit(str(refusal))
            return
        self.document().setModified(False)
        if value != self._document.book.stated(self._ref):
            label = label or f"填写 {self._document.book.name(self._ref)}"
            if self._document.apply(set_cells(label, [(self._ref, value)])) is None:
                self.document().setModified(True)
        else:
            self.refresh_marks()

    def give_up(self) -> None:
        """Esc: back to what stood here when the chapter was entered; that too can be undone."""
        self._pause.stop()
        self.document().setModified(False)
        if self._ref is None or not self._document.is_open:
            return
        if not self._document.read_only and not same_value(self._stated(), self._before):
            label = f"还原 {self._document.book.name(self._ref)}"
            self._document.apply(set_cells(label, [(self._ref, self._before)]))
            self.message.emit(f"{self._title}已还原为进入时的内容；要取回刚才写的，请按 Ctrl+Z。")
        self._load()

    def select(self, span: Span) -> None:
        """Select a stretch of the cell's text and bring it into view."""
        select_span(self, self.reading().to_editor(span))

    def show_mark(self, mark: Mark) -> None:
        """Select what a finding speaks of: the stated figure where it is known."""
        select_span(self, (mark.core.selectionStart(), mark.core.selectionEnd()))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def insert_field(self, ref: CellRef) -> None:
        """Put a live field where the caret is: one edit."""
        from model.livefields import written

        self.commit()
        self.insert_lines(self.lines_from(written(ref)))
        self.commit(f"插入数据 {self._document.book.name(ref)}")

    def insert_paragraphs(self, raw: str, label: str) -> None:
        """Put paragraphs below the caret's paragraph, or into an empty chapter: one edit."""
        self.commit()
        cursor = self.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        empty = not cursor.block().text().strip()
        self.setTextCursor(cursor)
        lines = self.lines_from(raw)
        self.insert_lines(lines if empty else [(), *lines])
        self.commit(label)

    def fix(self, finding: Finding) -> None:
        """Correct what is certain, everywhere it stands: one edit."""
        self.commit()
        now = next((one for one in self._document.findings if one.key == finding.key), None)
        edit = correct(self._document.book, now) if now is not None and not self._document.read_only else None
        if edit is None:
            self.message.emit("这一处已经改过，或者是取自表中的数，请到表中改正。")
            return
        self._document.apply(edit)

    def fix_here(self) -> None:
        """Ctrl+.: correct the finding that the caret is in."""
        here = marks_at(self.marks, self.textCursor().position())
        found = next((mark.finding for mark in here if mark.finding.fix is not None), None)
        if found is not None:
            self.fix(found)
        else:
            self.message.emit("光标处没有可以自动改正的问题；带“改为”按钮的才能用 Ctrl+. 改正。")

    def refresh_marks(self) -> None:
        """Underline the stretches that findings speak of."""
        self._marking.stop()
        self.marks = []
        if self._ref is not None and self._document.is_open:
            to_editor = self.reading().to_editor
            self.marks = marks_of(self._document, self._ref, self.document(), to_editor)
        self.current = None
        self._find_current(quiet=True)
        self._paint_marks()
        self.marks_changed.emit()

    def refresh_colors(self) -> None:
        """Draw anew after a change between light and dark."""
        super().refresh_colors()
        self._paint_marks()

    def lines_from(self, raw: str) -> list[Line]:
        """Raw text as it is shown, fields with their present values."""
        if self._ref is None or not self._document.is_open:
            return super().lines_from(raw)
        return lines_of(self._document.book, raw, self._ref, as_paper=True)

    # -- Qt's calls ----------------------------------------------------------------------------------------------

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Esc leads back to what stands here now."""
        super().focusInEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self._before = self._stated()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving the editor takes over what was typed, and shows it as it is kept."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.commit()
            if not self.document().isModified() and self._show_as_kept() is not None:
                self.refresh_marks()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up, Ctrl+Enter takes over, Ctrl+. corrects; where nothing may be typed, it says why."""
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape:
            self.give_up()
        elif control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.commit()
        elif control and event.key() == Qt.Key.Key_Period:
            self.fix_here()
        elif self.isReadOnly() and types_text(event):
            self.message.emit(self._document.why_locked)
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """What is wrong, or what is quoted, while the pointer rests on it."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), as_tooltip(self.hover_text(event.pos())), self.viewport())
            return True
        return bool(super().viewportEvent(event))

    def hover_text(self, point: QPoint) -> list[str]:
        """The lines shown for a place of the viewport."""
        return hover_text(self, self.marks, self._document, point)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text, and the lines under words in question."""
        super().paintEvent(event)
        paint_underlines(self, self.marks)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Corrections first, then the commands of any text."""
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        place = self.cursorForPosition(event.pos()).position() if by_mouse else self.textCursor().position()
        if by_mouse and not self.textCursor().hasSelection():
            self.move_to(place)
        at = event.globalPos() if by_mouse else self.mapToGlobal(self.cursorRect().bottomRight())
        prose_menu(self, self._document, marks_at(self.marks, place), self.quoted_at(place)).popup(at)

    # -- inside --------------------------------------------------------------------------------------------------

    def _stated(self) -> str | None:
        if self._ref is None or not self._document.is_open:
            return None
        value = self._document.book.stated(self._ref)
        return value if isinstance(value, str) else None

    def _commit_in_pause(self) -> None:
        if self.is_composing:
            self._pause.start()
        else:
            self.commit()

    def _on_changed(self, changes: Changes) -> None:
        if self._ref is None:
            return
        if self._ref in changes.cells and not self.document().isModified():
            self._follow_cell()
        elif changes.groups or self._ref in changes.spoken_of:
            self._follow_findings()

    def _follow_findings(self) -> None:
        self._marking.ask(at_once=len(self.marks) <= MANY)  # the marks of before move with their words

    def _follow_cell(self) -> None:
        """What was just typed stays as it is on the screen; what came from elsewhere is shown, with the caret behind it."""
        if self._ref is None:
            return
        book, reading = self._document.book, self.reading()
        if reading.raw == book.text(self._ref) and reading.text == book.prose(self._ref):
            self._follow_findings()
            return
        same_words = reading.raw == book.text(self._ref)
        changed = self._load()
        if changed is not None and not same_words:
            self.move_to(changed)
            self.ensureCursorVisible()

    def _load(self) -> int | None:
        """Show the cell's text and what is found in it; the cursor stays where it was as far as it can."""
        changed = self._show_as_kept()
        self.refresh_marks()
        return changed

    def _show_as_kept(self) -> int | None:
        if self._ref is None or not self._document.is_open:
            return None
        book = self._document.book
        changed = self.show_text(lines_of(book, book.text(self._ref), self._ref, as_paper=True))
        self.document().setModified(False)
        return changed

    def _find_current(self, *, quiet: bool = False) -> None:
        here = marks_at(self.marks, self.textCursor().selectionStart())
        found = here[0] if here else None
        if found is not self.current:
            self.current = found
            if not quiet:
                self._paint_marks()
                self.current_changed.emit()

    def _paint_marks(self) -> None:
        self.setExtraSelections(selections(self.marks, self.current))
