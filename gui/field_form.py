"""A form of labelled fields: cover, overview, goals, result, opinions, notice, chapters."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from gui.document import Document
from gui.editors import ProseEditor
from gui.field import Field
from gui.flash import Flash
from gui.palette import space
from model.cells import CellRef
from model.edits import Changes
from model.findings import Span
from model.formdef import FormDef, RowDef
from model.forms.explanations import EXPLANATIONS

_LABEL_WORDS = 9


class FieldForm(QWidget):
    """Labels at the left, fields at the right; ``rows`` picks and orders some of the form's rows."""

    message = Signal(str)
    selection_summary = Signal(str)
    current_ref_changed = Signal(object)
    jump = Signal(object)

    def __init__(
        self,
        document: Document,
        form: FormDef,
        rows: Sequence[str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.form = form
        self._document = document
        column = form.columns[0].code
        codes = [row.code for row in form.rows if isinstance(row, RowDef)]
        self.fields: dict[CellRef, Field] = {}
        for code in codes if rows is None else rows:
            ref = form.ref(code, column)
            self.fields[ref] = Field(document, form, ref, self)
        self._current: CellRef | None = None
        self._lay_out()
        for field in self.fields.values():
            field.message.connect(self.message)
            field.jump.connect(self.jump)
            field.editor.installEventFilter(self)
            field.shown.installEventFilter(self)
        self.setAccessibleName(form.title)
        document.changed.connect(self._follow)
        document.opened.connect(self._reload)

    @property
    def current_ref(self) -> CellRef | None:
        """The cell of the field that was entered last."""
        return self._current

    def field(self, row: str) -> Field:
        """The field of a row."""
        return self.fields[self.form.ref(row, self.form.columns[0].code)]

    def goto(self, ref: CellRef, span: Span | None = None) -> bool:
        """Bring label and field into view, take the focus, select what is meant and flash; False when the cell is not here."""
        field = self.fields.get(ref)
        if field is None:
            return False
        field.entry.setFocus(Qt.FocusReason.OtherFocusReason)
        if span is not None:
            field.select(span)
        self._scroll_to(field)
        Flash.over(self, self._rect_of(field))
        return True

    def target_rect(self, ref: CellRef) -> tuple[QWidget, QRect] | None:
        """Where the field is now: this form and a rectangle in it."""
        field = self.fields.get(ref)
        return (self, self._rect_of(field)) if field is not None else None

    def commit(self) -> None:
        """Take over what is being typed; text that cannot be taken stays, with its reason."""
        for field in self.fields.values():
            field.commit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell which field has the focus."""
        if event.type() == QEvent.Type.FocusIn:
            found = next(
                (ref for ref, field in self.fields.items() if watched in (field.editor, field.shown)), None
            )
            if found is not None and found != self._current:
                self._current = found
                self.current_ref_changed.emit(found)
        return super().eventFilter(watched, event)

    # -- inside --------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        metrics = QFontMetricsF(self.font())
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(space(metrics, 3))
        grid.setVerticalSpacing(space(metrics, 3))
        grid.setColumnStretch(1, 1)
        for number, field in enumerate(self.fields.values()):
            drop = round((field.shown.sizeHint().height() - metrics.height()) / 2)
            field.label.setParent(self)
            field.label.setFixedWidth(round(metrics.horizontalAdvance("汉" * _LABEL_WORDS)))
            field.label.setContentsMargins(0, drop, 0, 0)
            grid.addWidget(field.label, number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(field, number, 1, Qt.AlignmentFlag.AlignTop)
        grid.setRowStretch(len(self.fields), 1)

    def _rect_of(self, field: Field) -> QRect:
        entry = field.entry
        if isinstance(entry, ProseEditor) and entry.textCursor().hasSelection():
            line, words = entry.cursorRect(), entry.viewport()
            return QRect(words.mapTo(self, QPoint(0, line.top())), QSize(words.width(), line.height()))
        return QRect(entry.mapTo(self, entry.rect().topLeft()), entry.size())

    def _scroll_to(self, field: Field) -> None:
        parent = self.parentWidget()
        while parent is not None:
            if isinstance(parent, QScrollArea):
                near = space(QFontMetricsF(self.font()), 4)
                parent.ensureWidgetVisible(field.label, 0, near)
                parent.ensureWidgetVisible(field.entry, 0, near)
                return
            parent = parent.parentWidget()

    def _follow(self, changes: Changes) -> None:
        new = self.fields.keys() & (changes.cells | changes.spoken_of)
        # An answer shows where its finding does.
        if any(ref.sheet == EXPLANATIONS.code for ref in changes.cells):
            new |= {ref for ref, field in self.fields.items() if field.marks is not None}
        for ref in new:
            self.fields[ref].refresh()

    def _reload(self) -> None:
        if self._document.is_open:
            for field in self.fields.values():
                field.refresh()
