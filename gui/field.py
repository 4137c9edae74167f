"""One labelled field of a form: label, editor, help, mark, and the reason why its text cannot be taken."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QKeySequence, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QToolButton,
    QWidget,
)

from gui.cell_text import RefusedTextError
from gui.cell_words import as_tooltip, help_of
from gui.document import Document
from gui.editors import ChoiceEditor, Editor, LineEditor, ProseEditor, make_editor
from gui.field_keys import handle_key
from gui.field_layout import lay_out
from gui.field_marks import FieldMarks
from gui.field_menu import show_field_menu
from gui.field_quotes import FieldQuotes
from gui.form_cells import FormCells
from gui.labels import tint
from gui.marks import FindingMark
from gui.palette import link_color, refused_color, secondary_text
from gui.prose_marks import select_span
from gui.provenance_menu import Trace, show_trace
from model.cells import CellRef, Value
from model.edits import set_cells
from model.engine import same_value
from model.findings import Span
from model.formdef import FormDef, Kind
from model.livefields import is_live
from model.naming import row_label

_PAUSE_MS = 400
"""A pause in writing prose after which what was written is an edit: in the file, and judged."""
_PROSE_LINES = 3
_COMPUTED = "本项按公式计算，不用填写；与公式不同的，请按 Shift+F2 填列。"


class Field(QWidget):
    """Shows one cell and makes one Edit of what is typed: on Enter, on leaving, and, for prose, in pauses."""

    message = Signal(str)
    jump = Signal(object)
    """A CellRef, here or elsewhere, that the clerk asked to see."""

    def __init__(
        self, document: Document, form: FormDef, ref: CellRef, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.ref = ref
        self._document = document
        self._cells = FormCells(document, form)
        self._kind = form.kind_of(ref.row, ref.column)
        self._title = row_label(document.book, form, ref.row).replace("\n", "")
        self._stating = False
        self._before: tuple[Value] | None = None
        """What stood here when the field was entered; None where nobody has entered it."""
        self.editor: Editor = make_editor(self._kind, self._cells.choices(ref), self)
        self.editor.setProperty("locked", document.read_only)  # another standing makes the page anew
        self.shown = QLineEdit(self)
        self.shown.setProperty("locked", True)
        self.mark = FindingMark(self)
        self.override = QToolButton(self)
        self.help = QLabel(help_of(document.book, ref), self)
        self.marks: FieldMarks | None = None
        self.quotes: FieldQuotes | None = None
        if isinstance(self.editor, ProseEditor):
            self.marks = FieldMarks(document, ref, self.editor, self.commit)
            if is_live(ref):
                self.quotes = FieldQuotes(document, ref, self.editor, self.commit)
        self.reason = QLabel(self)
        self.label = QLabel(self._title)
        self._pause = QTimer(self)
        self._build()
        lay_out(self, self._kind)
        self._take_colors()
        self.refresh()

    # -- what the form asks --------------------------------------------------------------------------------------

    @property
    def is_computed(self) -> bool:
        """Whether the field shows what its formula gives, and is not to be typed into."""
        return (
            self._cells.is_bound(self.ref)
            and self._document.book.stated(self.ref) is None
            and not self._stating
        )

    @property
    def refusal(self) -> str:
        """Why the text that stands in the field is not in the book; empty when it is."""
        return self.reason.text() if not self.reason.isHidden() else ""

    @property
    def why_locked(self) -> str:
        """Why nothing may be typed here; empty where it may."""
        return self._document.why_locked or (_COMPUTED if self.is_computed else "")

    @property
    def entry(self) -> QWidget:
        """The widget that takes the focus: the editor, or the read-only line of a computed field."""
        return self.shown if self.is_computed else self.editor

    def refresh(self) -> None:
        """Show the book's value, unless the clerk is typing another one; show marks and explanations."""
        book = self._document.book
        value, computed = book.value(self.ref), self.is_computed
        self.help.setText(help_of(book, self.ref))  # another packet may be of another year
        self.shown.setText(self._cells.shown(self.ref))
        self.shown.setVisible(computed)
        self.editor.setVisible(not computed)
        self._let_write(not self._document.read_only)
        if not self._has_other_text(value):
            self._fill()
            self._show_refusal("")
        elif self.quotes is not None:
            self.quotes.follow()
        self._show_findings()
        self._show_override()

    def commit(self, label: str = "") -> bool:
        """Make an Edit of the text if it is new; False, with the reason shown, when it cannot be taken."""
        self._pause.stop()
        if not self._document.is_open or self._document.read_only or self.is_computed:
            return True
        if not self.editor.is_edited() and not self.refusal:  # it was looked at, nothing was typed
            if self._stating:
                self._stating = False
                self.refresh()
            return True
        typed = self.editor.typed()
        try:
            meant = self._meant()
        except RefusedTextError as error:
            self._show_refusal(str(error))
            return False
        self._show_refusal("")
        self._stating = False
        if not same_value(meant, self._document.book.stated(self.ref)):
            verb = "清除" if meant is None else "填写"
            label = label or f"{verb} {self._document.book.name(self.ref)}"
            edit = set_cells(label, [(self.ref, meant)])
            if self._document.apply(edit) is None:
                return False
            self._cells.tell_reading(self.ref, typed)
        if not (isinstance(self.editor, ProseEditor) and self.editor.hasFocus()):
            self._fill()
        self.refresh()
        return True

    def give_up(self) -> None:
        """Esc: back to what stood here when the field was entered."""
        self._pause.stop()
        self._stating = False
        self._show_refusal("")
        if self._before is not None and not self._document.read_only and not self.is_computed:
            (before,), stated = self._before, self._document.book.stated(self.ref)
            if not same_value(stated, before):
                name = self._document.book.name(self.ref)
                self._document.apply(set_cells(f"还原 {name}", [(self.ref, before)]))
        self._fill()
        self.refresh()

    def drop_refused(self, _ref: CellRef) -> None:
        """Give up text that was not taken, and that alone: the field shows its value again."""
        self._stating = False
        self._show_refusal("")
        self._fill()
        self.refresh()

    def state_other(self) -> None:
        """Open a computed field for a value of its own (按批复数填列)."""
        if self._document.read_only:
            return
        self._stating = True
        self.refresh()
        self._fill()
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(self.editor, LineEditor):
            self.editor.selectAll()

    def trace(self, trace: Trace) -> None:
        """List where the value comes from, or where it goes, each entry a way there."""
        place = self.entry.rect().bottomLeft()
        reason = show_trace(self.entry, place, self._document.book, self.ref, trace, self.jump.emit)
        if reason:
            self.message.emit(reason)

    def select(self, span: Span) -> None:
        """Select a stretch of the text."""
        if isinstance(self.editor, ProseEditor):
            select_span(self.editor, self.editor.reading().to_editor(span))
        elif isinstance(self.editor, LineEditor) and self.editor.text() == self._document.book.text(self.ref):
            self.editor.setSelection(span[0], span[1] - span[0])

    def back_to_formula(self) -> None:
        """Drop the stated value."""
        self._stating = False
        self._document.apply(
            set_cells(f"恢复按公式计算 {self._document.book.name(self.ref)}", [(self.ref, None)])
        )
        self._fill()
        self.refresh()

    # -- Qt ------------------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The editor's focus and keys."""
        if not self._document.is_open:
            return super().eventFilter(watched, event)
        match event.type():
            case QEvent.Type.FocusIn if watched is self.editor:
                self._on_entered(cast(QFocusEvent, event).reason())
            case QEvent.Type.FocusOut if watched is self.editor:
                if QApplication.activePopupWidget() is None and self.commit():
                    self._fill()
            case QEvent.Type.ShortcutOverride:
                return self._leave_undo_to_document(cast(QKeyEvent, event))
            case QEvent.Type.KeyPress:
                return handle_key(self, cast(QKeyEvent, event)) or super().eventFilter(watched, event)
            case QEvent.Type.ContextMenu:
                show_field_menu(self, self._document, cast(QContextMenuEvent, event))
                return True
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """Colours follow light and dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_pause"):
            self._take_colors()

    # -- inside --------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.label.setBuddy(self.editor)
        self.label.setWordWrap(True)
        for widget in (self.editor, self.shown):
            widget.setAccessibleName(self._title)
        self.editor.installEventFilter(self)
        self.shown.setReadOnly(True)
        self.shown.installEventFilter(self)
        self.help.setWordWrap(True)
        self.reason.setWordWrap(True)
        self.reason.setTextFormat(Qt.TextFormat.PlainText)
        self.reason.hide()
        self.help.setVisible(bool(self.help.text()))
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._commit_in_pause)
        editor = self.editor
        if isinstance(editor, ProseEditor):
            editor.min_lines = 1 if self.ref.row == "title" else _PROSE_LINES
            editor.edited.connect(self._on_typed)
            editor.viewport().installEventFilter(self)  # it gets the mouse's call for a menu
        elif isinstance(editor, LineEditor):
            editor.textEdited.connect(self._on_typed)
        else:
            editor.chosen.connect(self.commit)
        if self._kind.is_number:
            self.shown.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.override.setAutoRaise(True)
        self.override.clicked.connect(self._on_override)

    def _take_colors(self) -> None:
        palette = self.palette()
        tint(self.override, link_color(palette), QPalette.ColorRole.ButtonText)
        tint(self.help, secondary_text(palette))
        if self.quotes is not None:
            tint(self.quotes.button, link_color(palette), QPalette.ColorRole.ButtonText)
        tint(self.reason, refused_color(palette))
        if self.marks is not None:
            self.marks.refresh_colors()

    def _text(self) -> str:
        """What the editor shows of the book's value: money with separators, until the cursor comes to change it."""
        rests = self._kind is Kind.AMOUNT and not self.editor.hasFocus()
        return self._cells.shown(self.ref) if rests else self._cells.typed(self.ref)

    def _meant(self) -> Value:
        text = self.editor.typed()
        if self._kind is Kind.AMOUNT and text == self._cells.shown(self.ref):
            return self._document.book.value(self.ref)  # without the zeros that the look has added
        return self._cells.read(self.ref, text)

    def _has_other_text(self, value: Value) -> bool:
        """Whether the editor holds something that is not the book's value: refused, or still being typed."""
        if self.refusal:
            return True
        if not self.editor.hasFocus() or self.is_computed:
            return False
        if self._pause.isActive() or self._stating or self._is_edited():
            return True
        try:
            return same_value(self._meant(), value)
        except RefusedTextError:
            return True

    def _is_edited(self) -> bool:
        return isinstance(self.editor, LineEditor) and self.editor.isModified()

    def _fill(self) -> None:
        text = self._text()
        if isinstance(self.editor, LineEditor) and self.editor.text() == text:
            self.editor.setModified(False)  # the caret stays where it is
        else:
            self.editor.put(text)

    def _let_write(self, may: bool) -> None:
        if isinstance(self.editor, ChoiceEditor):
            self.editor.setEnabled(may)
        else:
            self.editor.setReadOnly(not may)
        if self.quotes is not None:
            self.quotes.button.setEnabled(may)

    def _on_typed(self) -> None:
        self._show_refusal("")
        if isinstance(self.editor, ProseEditor):
            self._pause.start()

    def _commit_in_pause(self) -> None:
        if isinstance(self.editor, ProseEditor) and self.editor.is_composing:
            self._pause.start()
        else:
            self.commit()

    def _on_entered(self, reason: Qt.FocusReason) -> None:
        """What Esc leads back to; who comes back from a list or another window goes on where he was."""
        comes_back = reason in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
        if self._before is None or not comes_back:  # the first field has the keys as its window comes
            self._before = (self._document.book.stated(self.ref),)
        if self._kind is Kind.AMOUNT and not self.refusal and not self._is_edited():
            self._fill()

    def _leave_undo_to_document(self, event: QKeyEvent) -> bool:
        """Ctrl+Z takes back what is being typed in a line; once that is in the book, and in prose, it is the document's."""
        undo = event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
        if undo and not self._is_edited():
            event.ignore()
            return True
        return False

    def _show_refusal(self, reason: str) -> None:
        if reason == self.refusal:
            return
        self.editor.set_refused(bool(reason))
        self.reason.setText(reason)
        self.reason.setVisible(bool(reason))
        self._document.untaken.note(self, self.ref, waits=bool(reason))
        if reason:
            self.message.emit(reason)
        self._describe()

    def _show_findings(self) -> None:
        self.mark.show_findings(self._document.findings_at(self.ref), in_yuan=self._document.in_yuan)
        if self.marks is not None:
            self.marks.refresh()
        self._describe()

    def _describe(self) -> None:
        """The same words for the pointer and for the screen reader."""
        lines = self._cells.explained(self.ref)
        for widget in (self.editor, self.shown):
            widget.setToolTip(as_tooltip(lines))
            widget.setAccessibleDescription(
                "；".join([part for part in (self.refusal, *lines, self.help.text()) if part])
            )

    def _show_override(self) -> None:
        """The way to another value, or back to the formula's."""
        otherwise = self._cells.states_otherwise(self.ref)
        offered = (otherwise or self.is_computed) and not self._document.read_only and not self._stating
        self.override.setVisible(offered)
        if isinstance(self.editor, LineEditor):
            self.editor.set_stated(otherwise)
        self.override.setText("恢复按公式计算" if otherwise else "按批复数填列")
        self.override.setToolTip("" if otherwise else "填列与公式不同的批复数（Shift+F2）")

    def _on_override(self) -> None:
        act: Callable[[], None] = self.state_other if self.is_computed else self.back_to_formula
        act()
