"""What every page of the packet can do, and the page that is a column of forms."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import ClassVar, cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from gui.document import Document
from gui.field_form import FieldForm
from gui.form_view import FormTable
from gui.labels import gap
from gui.tabs.section import Columns, FieldBlocks, FormWidget, Hints, Section
from gui.tabs.sticky import StickyHeader
from model.cells import CellRef
from model.findings import Span
from model.formdef import FormDef, RowDef
from model.forms import FORMS

_LINES_AROUND = 5
_SETTLE_MS = 1000


class PacketTab(QScrollArea):
    """A page of the packet. ``sheets`` are the forms that it shows; every form of the packet is on exactly one page.

    Whoever makes one goes through its ``pieces`` before anything else is asked of it.
    """

    title: ClassVar[str] = ""
    sheets: ClassVar[tuple[str, ...]] = ()

    message = Signal(str)
    selection_summary = Signal(str)
    jump = Signal(object)
    """A CellRef, on this page or another, that the clerk asked to see."""
    wanted = Signal(str)
    """The name of a menu command that the page offers."""

    def __init__(self, document: Document, parent: QWidget) -> None:
        super().__init__(parent)
        self.document = document
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Tab goes to fields and tables, not to the page

    def pieces(self) -> Iterator[None]:
        """Make the page, a piece at each step: the window goes on in between."""
        yield from ()

    def unveil(self) -> Iterator[None]:
        """Lay out what the page consists of, a piece at each step: it is shown already, but not drawn."""
        yield from ()

    def goto(self, ref: CellRef, span: Span | None = None) -> None:
        """Show a cell, put the cursor there and let it flash; select the stretch of text where there is one."""
        raise NotImplementedError

    def commit(self) -> None:
        """Take over what is being typed right now."""

    def refresh_colors(self) -> None:
        """Draw anew after a change between light and dark."""


class _Paper(QWidget):
    """The ground of a page, white between grey bars. Painted, not set as a role: a role would change what stands on it."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Nothing but the ground."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), self.palette().color(QPalette.ColorRole.Base))
        painter.end()


class FormsTab(PacketTab):
    """A page that is a column of forms."""

    hints: ClassVar[Mapping[str, Hints]] = {}

    def __init__(self, document: Document, parent: QWidget) -> None:
        super().__init__(document, parent)
        self.sections: dict[str, Section] = {}
        self._sticky: dict[str, StickyHeader] = {}
        self._target: CellRef | None = None
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        document.closing.connect(self._settling.stop)
        self.verticalScrollBar().rangeChanged.connect(self._show_again)
        self._page = _Paper(self.viewport())
        self.setWidget(self._page)
        self._column = QVBoxLayout(self._page)
        margin = gap(self, 4)
        self._column.setContentsMargins(margin, margin, margin, margin)
        self._column.setSpacing(gap(self, 5))

    def pieces(self) -> Iterator[None]:
        """Form by form, fields by block."""
        yield from self.fill()
        self._column.addStretch(1)

    def unveil(self) -> Iterator[None]:
        """Form by form: a table of many rows takes its heights when it is laid out."""
        for section in self.sections.values():
            section.show()
            yield

    def fill(self) -> Iterator[None]:
        """Add the page's forms from top to bottom, one at each step."""
        for sheet in self.sheets:
            self.add_form(sheet)
            yield

    def add_form(self, sheet: str) -> Section:
        """Add one form below the ones before."""
        form = FORMS[sheet]
        if form.is_fields:
            return self._add(form, lambda section: FieldForm(self.document, form, parent=section))
        return self._add(form, lambda section: FormTable(self.document, form, section))

    def add_beside(self, *sheets: str, lines: int) -> Iterator[None]:
        """Add tables beside each other below the ones before, one at each step; each shows at most so many lines and scrolls by itself."""
        row = QHBoxLayout()
        row.setSpacing(gap(self, 6))
        for sheet in sheets:
            section = self.add_form(sheet)
            section.table.most_lines = lines
            section.align_caption()
            self._column.removeWidget(section)
            row.addWidget(section, 1, Qt.AlignmentFlag.AlignTop)
            yield
        self._column.addLayout(row)

    def add_fields(self, sheet: str, blocks: Sequence[Columns]) -> Iterator[None]:
        """Add a field form in blocks of columns, one at each step; fields that no block names follow in a last block of their own."""
        form = FORMS[sheet]
        named = {code for block in blocks for codes in block for code in codes}
        rest = [row.code for row in form.rows if isinstance(row, RowDef) and row.code not in named]
        section = self._add(form, lambda section: FieldBlocks(self.document, form, section))
        fields = cast(FieldBlocks, section.body)
        for block in [*blocks, [rest]] if rest else blocks:
            fields.add(block)
            yield

    def add_widget(self, widget: QWidget) -> None:
        """Add something of the page's own below the forms before."""
        self._column.addWidget(widget)

    def goto(self, ref: CellRef, span: Span | None = None) -> None:
        """Show a cell and put the cursor there."""
        body = self.sections[ref.sheet].body
        if isinstance(body, FormTable):
            body.goto(ref)
        else:
            body.goto(ref, span)
        self._target = ref
        self._settling.start(_SETTLE_MS)
        self._show(ref)
        QTimer.singleShot(0, self, self._show_again)  # once more when rows have their final heights

    def commit(self) -> None:
        """Take over what is being typed right now."""
        for section in self.sections.values():
            section.body.commit()

    def refresh_colors(self) -> None:
        """Draw anew after a change between light and dark."""
        for section in self.sections.values():
            section.refresh_colors()

    def _add(self, form: FormDef, make_body: Callable[[QWidget], FormWidget]) -> Section:
        section = Section(self.document, form, make_body, self._page, self.hints.get(form.code, ("", "")))
        section.hide()
        body = section.body
        body.message.connect(self.message)
        body.jump.connect(self.jump)
        body.selection_summary.connect(self.selection_summary)
        section.wanted.connect(self.wanted)
        self.sections[form.code] = section
        self._column.addWidget(section)
        if isinstance(body, FormTable):
            self._sticky[form.code] = StickyHeader(self, section)
            body.current_ref_changed.connect(self._on_moved)
        return section

    def _on_moved(self, ref: CellRef | None) -> None:
        """The clerk has gone on: what was gone to may move out of view."""
        if ref != self._target:
            self._settling.stop()

    def _show_again(self) -> None:
        """Texts above may take their final height a little later; what was gone to does not move out of view."""
        if self._settling.isActive() and self._target is not None:
            self._show(self._target)

    def _show(self, ref: CellRef) -> None:
        """Scroll until the cell is in view; with its form's caption where both have room."""
        section = self.sections[ref.sheet]
        place = section.body.target_rect(ref)
        if section.height() <= self.viewport().height():
            self.ensureWidgetVisible(section, 0, gap(self, 2))
        elif place is not None:
            widget, rect = place
            centre = widget.mapTo(self._page, rect.center())
            around = rect.height() // 2 + _LINES_AROUND * self.fontMetrics().height()
            self.ensureVisible(0, centre.y(), 0, min(around, self.viewport().height() // 2))
            if ref.sheet in self._sticky:
                self._sticky[ref.sheet].keep_clear(caption_too=True)
