"""One form on a page: caption, unit, the buttons of a growing list, and the form itself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from gui.document import Document
from gui.field_form import FieldForm
from gui.form_view import FormTable
from gui.icons import icon
from gui.labels import bold_label, gap, quiet_label
from model.cells import CellRef
from model.edits import Changes
from model.formdef import FormDef, in_year

Columns = Sequence[Sequence[str]]
"""Fields beside each other: the row codes of each column."""


class FieldBlocks(QWidget):
    """One field form laid out in blocks below each other, each of one or more columns of fields."""

    message = Signal(str)
    selection_summary = Signal(str)

    def __init__(self, document: Document, form: FormDef, blocks: Sequence[Columns]) -> None:
        super().__init__()
        self._forms: list[FieldForm] = []
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(gap(self, 3))
        for block in blocks:
            line = QHBoxLayout()
            line.setSpacing(gap(self, 6))
            for codes in block:
                fields = FieldForm(document, form, codes)
                fields.message.connect(self.message)
                fields.selection_summary.connect(self.selection_summary)
                self._forms.append(fields)
                line.addWidget(fields, 1, Qt.AlignmentFlag.AlignTop)
            rows.addLayout(line)

    def goto(self, ref: CellRef) -> bool:
        """Show a field and put the cursor there; False when it is not here."""
        return any(fields.goto(ref) for fields in self._forms)

    def target_rect(self, ref: CellRef) -> tuple[QWidget, QRect] | None:
        """Where the field is now: a widget and a rectangle in it."""
        return next((place for fields in self._forms if (place := fields.target_rect(ref)) is not None), None)

    def commit(self) -> None:
        """Take over what is being typed right now."""
        for fields in self._forms:
            fields.commit()


FormWidget = FieldForm | FormTable | FieldBlocks
Hints = tuple[str, str]
"""What stands below the caption of a list: while it is empty, and once it has rows."""


class Section(QWidget):
    """A form under its caption. A list that has no rows yet shows a sentence in place of an empty table."""

    def __init__(self, document: Document, form: FormDef, body: FormWidget, hints: Hints = ("", "")) -> None:
        super().__init__()
        self.form = form
        self.body = body
        self._document = document
        self._hints = hints
        self._hint: QLabel = quiet_label("")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap(self, 1.5))
        column.addLayout(self._heading())
        column.addWidget(self._hint)
        column.addWidget(body)
        document.changed.connect(self._on_changed)
        document.opened.connect(self._show_rows)
        self._show_rows()

    @property
    def grows(self) -> bool:
        """Whether the form is nothing but a list to which the clerk adds rows."""
        return isinstance(self.body, FormTable) and not self.form.row_ids(())

    def add_row(self) -> None:
        """Add a row below the cursor, and put the cursor there."""
        if isinstance(self.body, FormTable):
            self.body.commands.insert.trigger()
            self.body.setFocus(Qt.FocusReason.OtherFocusReason)

    def remove_rows(self) -> None:
        """Take out the selected rows; the last one where none is selected."""
        if not isinstance(self.body, FormTable):
            return
        if not self.body.currentIndex().isValid():
            self.body.select_row_id(self.body.form_model.row_ids[-1])
        self.body.commands.delete.trigger()

    def _heading(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(gap(self, 1))
        line.addWidget(bold_label(_caption(self._document, self.form)))
        line.addStretch(1)
        if self.form.unit:
            line.addWidget(quiet_label(f"单位：{self.form.unit}"))
        self._add, self._remove = self._button("增加", "add"), self._button("删除", "remove")
        self._add.setToolTip("增加一行")
        self._remove.setToolTip("删除所选的行；可以撤销")
        self._add.clicked.connect(self.add_row)
        self._remove.clicked.connect(self.remove_rows)
        for button in (self._add, self._remove):
            line.addWidget(button)
        return line

    @staticmethod
    def _button(words: str, picture: str) -> QToolButton:
        button = QToolButton()
        button.setText(words)
        button.setIcon(icon(picture))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        return button

    def _on_changed(self, changes: Changes) -> None:
        if self.form.template is not None and self.form.template.group in changes.groups:
            self._show_rows()

    def _show_rows(self) -> None:
        if not self._document.is_open:
            return
        template = self.form.template
        filled = template is None or bool(self._document.book.group(template.group))
        empty_list = self.grows and not filled
        self.body.setVisible(not empty_list)
        text = self._hints[0 if empty_list else 1] or ("还没有内容，点“增加”添加一行。" if empty_list else "")
        self._hint.setText(text)
        self._hint.setVisible(bool(text))
        for button in (self._add, self._remove):
            button.setVisible(self.grows and self.form.code != "explanations")
            button.setEnabled(not self._document.read_only)
        self._remove.setEnabled(filled and not self._document.read_only)

    def refresh_colors(self) -> None:
        """Draw the buttons anew after a change between light and dark."""
        self._add.setIcon(icon("add"))
        self._remove.setIcon(icon("remove"))


def _caption(document: Document, form: FormDef) -> str:
    """The form's title in the packet's year, without the unit in brackets, which stands at the right."""
    title = in_year(form.title, document.book.year)
    return title.removesuffix(f"（{form.unit}）") if form.unit else title
