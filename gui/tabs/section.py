"""One form on a page: caption, unit, the buttons of a growing list, and the form itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from gui.document import Document
from gui.field_form import FieldForm
from gui.form_view import FormTable
from gui.icons import icon
from gui.labels import bold_label, gap, quiet_label
from gui.rows_button import RowsButton
from gui.unit_button import UnitButton
from model.cells import CellRef
from model.edits import Changes
from model.findings import Span
from model.formdef import FormDef, in_year
from model.moneyunits import IN_YUAN

Columns = Sequence[Sequence[str]]
"""Fields beside each other: the row codes of each column."""


class FieldBlocks(QWidget):
    """One field form laid out in blocks below each other, each of one or more columns of fields; blocks are added one by one."""

    message = Signal(str)
    selection_summary = Signal(str)
    jump = Signal(object)

    def __init__(self, document: Document, form: FormDef, parent: QWidget) -> None:
        super().__init__(parent)
        self._document, self._form = document, form
        self._forms: list[FieldForm] = []
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(gap(self, 3))

    def add(self, block: Columns) -> None:
        """Fields beside each other, below the blocks before."""
        line = QHBoxLayout()
        line.setSpacing(gap(self, 6))
        for codes in block:
            fields = FieldForm(self._document, self._form, codes, self)
            fields.message.connect(self.message)
            fields.jump.connect(self.jump)
            fields.selection_summary.connect(self.selection_summary)
            self._forms.append(fields)
            line.addWidget(fields, 1, Qt.AlignmentFlag.AlignTop)
        self._rows.addLayout(line)

    def goto(self, ref: CellRef, span: Span | None = None) -> bool:
        """Show a field and put the cursor there; False when it is not here."""
        return any(fields.goto(ref, span) for fields in self._forms)

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

    wanted = Signal(str)
    """The name of a menu command that the caption offers."""

    def __init__(
        self,
        document: Document,
        form: FormDef,
        make_body: Callable[[QWidget], FormWidget],
        parent: QWidget,
        hints: Hints = ("", ""),
    ) -> None:
        super().__init__(parent)
        self.form = form
        self._document = document
        self._hints = hints
        self._hint: QLabel = quiet_label("")
        column = self._lines = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap(self, 1.5))
        self._facts = QWidget(self)
        self._unit: UnitButton | None = None
        self._lay_out_facts()
        column.addLayout(self._heading())
        column.addWidget(self._hint)
        self.body = make_body(self)
        if isinstance(self.body, FormTable):
            self.title.setBuddy(self.body)
            if self.grows:
                self._remove.follow(self.body)
        column.addWidget(self.body)
        for note in form.notes:
            column.addWidget(quiet_label(note))
        document.changed.connect(self._on_changed)
        document.opened.connect(self._show_rows)
        self._show_rows()

    @property
    def grows(self) -> bool:
        """Whether the form is nothing but a list to which the clerk adds rows."""
        return isinstance(self.body, FormTable) and not self.form.row_ids(())

    @property
    def table(self) -> FormTable:
        """The form as a table; only for forms that are one."""
        if not isinstance(self.body, FormTable):
            raise TypeError(f"{self.form.code} is no table")
        return self.body

    def add_row(self) -> None:
        """Add a row below the cursor, and put the cursor there."""
        if isinstance(self.body, FormTable):
            self.body.commands.insert.trigger()
            self.body.setFocus(Qt.FocusReason.OtherFocusReason)

    def add_tool(self, tool: QWidget) -> None:
        """A button of the page's own in the line of the caption."""
        self._tools.addWidget(tool)
        self.setTabOrder(self._remove, tool)

    def align_caption(self) -> None:
        """As high a caption as one with buttons, scope and unit below it: for a form beside another, where there is less room."""
        self.title.setMinimumHeight(self._add.sizeHint().height())
        self._lines.insertWidget(1, self._facts)

    def add_footer(self, footer: QWidget) -> None:
        """A line of the page's own below the form."""
        self._lines.addWidget(footer)

    def show_hint(self, text: str) -> None:
        """Words below the caption of a form with rows, in place of the ones before."""
        self._hints = (self._hints[0], text)
        self._show_rows()

    def _lay_out_facts(self) -> None:
        """Whose money the figures are, and in what unit."""
        line = QHBoxLayout(self._facts)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(gap(self, 1))
        if self.form.scope:
            scope = quiet_label(f"口径：{self.form.scope}")
            scope.setWordWrap(False)
            scope.setToolTip("口径不同的数可以不相等；核对时先看口径")
            line.addWidget(scope)
        if self.form.code in IN_YUAN:
            self._unit = UnitButton(self._facts, in_yuan=self._document.in_yuan)
            self._unit.wanted.connect(lambda unit: self.wanted.emit(f"money:{unit}"))
            line.addWidget(self._unit)
        line.addStretch(1)

    def _heading(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(gap(self, 1))
        self.title = bold_label(_caption(self._document, self.form))
        line.addWidget(self.title)
        line.addStretch(1)
        self._tools = QHBoxLayout()
        line.addLayout(self._tools)
        line.addWidget(self._facts)
        self._add, self._remove = self._button("增加", "add"), RowsButton("删除", "remove", takes="删除")
        self._add.setToolTip("增加一行")
        self._add.clicked.connect(self.add_row)
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
        self._add.setEnabled(not self._document.read_only)

    def refresh_colors(self) -> None:
        """Draw the buttons anew after a change between light and dark."""
        self._add.setIcon(icon("add"))
        self._remove.refresh_colors()
        if self._unit is not None:
            self._unit.refresh_colors()


def _caption(document: Document, form: FormDef) -> str:
    """The form's title in the packet's year, without the unit in brackets, which stands at the right."""
    title = in_year(form.title, document.book.year)
    return title.removesuffix(f"（{form.unit}）") if form.unit else title
