"""The table on the screen: keys, selection and editing as in Excel and WPS, over any form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QSizePolicy, QTableView, QWidget

from gui.cell_bubble import CellBubble
from gui.cell_words import lock_words
from gui.delegates import CellDelegate, Step
from gui.document import Document
from gui.editors import caret_to_end, select_all
from gui.flash import Flash
from gui.form_model import FormModel, Index
from gui.header_view import BandedHeader, RowTitles
from gui.provenance_menu import Trace, show_trace
from gui.table_actions import TableActions
from gui.table_keys import TableKeys
from gui.table_layout import TableLayout
from gui.table_selection import selected_block, selection_summary
from model.cells import CellRef
from model.formdef import FormDef

_MOST_LINES = 40
"""A table that needs more than so many lines of height scrolls by itself."""

Trigger = QAbstractItemView.EditTrigger


class FormTable(QTableView):
    """One form as a table. Signals one-sentence messages, the current cell, and the sum of the selection."""

    message = Signal(str)
    selection_summary = Signal(str)
    current_ref_changed = Signal(object)
    jump = Signal(object)
    """A CellRef, in this form or another, that the clerk asked to see."""

    def __init__(self, document: Document, form: FormDef, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = form
        self.form_model = FormModel(document, form, self)
        self.cell_delegate = CellDelegate(self)
        self.bubble = CellBubble(self.viewport())
        self.commands = TableActions(self)
        self._keys = TableKeys(self)
        self.extending = False
        self.is_clicked = False
        """Whether the mouse is moving the cursor right now."""
        self.most_lines = _MOST_LINES
        self.banded_header = BandedHeader(form, document.book.year if document.is_open else 0, self)
        self.setHorizontalHeader(self.banded_header)
        self.setVerticalHeader(RowTitles(self))
        self.setModel(self.form_model)
        self.setItemDelegate(self.cell_delegate)
        self._set_habits()
        self.table_layout = TableLayout(self)
        self._connect()
        self.table_layout.merge()

    def _set_habits(self) -> None:
        self.setEditTriggers(Trigger.AnyKeyPressed | Trigger.EditKeyPressed | Trigger.DoubleClicked)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setTabKeyNavigation(False)
        # The delegate draws the grid: Qt leaves ticks at merged cells and blurs it on scaled screens.
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().setVisible(not self.form.label_title and self.form.template is not None)
        self.setAccessibleName(self.form.short or self.form.title)
        self.horizontalHeader().setAccessibleName(f"{self.accessibleName()}的栏目")
        self.verticalHeader().setAccessibleName(f"{self.accessibleName()}的行")

    def _connect(self) -> None:
        model = self.form_model
        model.modelReset.connect(self._on_reset)
        model.cells_changed.connect(self._on_cells)
        self.horizontalScrollBar().rangeChanged.connect(self.content_resized)
        self.cell_delegate.refused.connect(self._on_refused)
        self.cell_delegate.retyped.connect(self.bubble.hide)
        self.cell_delegate.finished.connect(self._on_finished)

    # -- what others ask -----------------------------------------------------------------------------------------

    @property
    def current_ref(self) -> CellRef | None:
        """The cell of the packet under the cursor."""
        index = self.currentIndex()
        return self.form_model.ref_at(index.row(), index.column()) if index.isValid() else None

    @property
    def bubble_text(self) -> str:
        """The words shown at a cell right now; empty when there are none."""
        return self.bubble.text() if self.bubble.isVisible() else ""

    def goto(self, ref: CellRef) -> bool:
        """Select the cell, bring it into view, take the focus and flash; False when the cell is not in this form."""
        rect = self.show_cell(ref)
        if rect is None:
            return False
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        Flash.over(self.viewport(), rect)
        return True

    def show_cell(self, ref: CellRef) -> QRect | None:
        """Select the cell and bring it into view; its rectangle in the viewport."""
        index = self.form_model.index_of(ref)
        if not index.isValid():
            return None
        if self.isColumnHidden(index.column()):
            self.setColumnHidden(index.column(), False)
        first = self.form_model.merged.rows(index.row(), index.column()).start
        index = self.form_model.index(first, index.column())
        self.go(first, index.column())
        self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
        return self.visualRect(index)

    def target_rect(self, ref: CellRef) -> tuple[QWidget, QRect] | None:
        """Where the cell is now: the viewport and a rectangle in it."""
        index = self.form_model.index_of(ref)
        return (self.viewport(), self.visualRect(index)) if index.isValid() else None

    def commit(self) -> None:
        """Take over what is being typed; text that cannot be taken stays in its cell, marked."""
        editing = self.state() == QAbstractItemView.State.EditingState
        editor = self.indexWidget(self.currentIndex()) if editing else None
        if editor is not None:
            self.commitData(editor)
            self.closeEditor(editor, CellDelegate.EndEditHint.NoHint)

    def shown_columns(self) -> list[int]:
        """The columns that are not hidden, left to right."""
        return [column for column in range(self.form_model.columnCount()) if not self.isColumnHidden(column)]

    def trace(self, trace: Trace) -> None:
        """List where the current cell's value comes from, or where it goes, each entry a way there."""
        ref = self.current_ref
        if ref is not None:
            place = self.visualRect(self.currentIndex()).bottomLeft()
            document = self.form_model.document
            yuan, jump = document.in_yuan, self.jump.emit
            self._say(show_trace(self.viewport(), place, document.book, ref, trace, jump, in_yuan=yuan))

    def selected_block(self) -> tuple[list[int], list[int], set[tuple[int, int]]]:
        """Rows and columns that the selection touches, and the selected places among them."""
        return selected_block(self)

    def go(self, row: int, column: int) -> None:
        """Put the cursor there and select that cell alone, whatever keys are still held down."""
        self.setCurrentIndex(self.form_model.index(row, column))

    def follow_cursor(self) -> None:
        """The cursor was carried along with its row, which moves no view: bring it into view, here and on the page."""
        self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.EnsureVisible)
        self.current_ref_changed.emit(self.current_ref)

    def select_block(self, top: int, rows: int, columns: Sequence[int]) -> None:
        """Select a pasted block, the cursor at its corner."""
        if not rows or not columns:
            return
        corner = self.form_model.index(top, columns[0])
        end = self.form_model.index(min(top + rows, self.form_model.rowCount()) - 1, columns[-1])
        self.selectionModel().setCurrentIndex(corner, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.selectionModel().select(
            QItemSelection(corner, end), QItemSelectionModel.SelectionFlag.ClearAndSelect
        )

    def select_row_id(self, row_id: str) -> None:
        """Put the cursor into a row, on the first cell to fill in."""
        rows = self.form_model.row_ids
        if row_id in rows:
            self._keys.to_first(range(rows.index(row_id), rows.index(row_id) + 1))

    def state_current(self) -> None:
        """Open the current computed cell for a figure of its own (按批复数填列)."""
        index = self.currentIndex()
        ref = self.form_model.ref_at(index.row(), index.column()) if index.isValid() else None
        if ref is None or not self.form_model.cells.is_bound(ref) or self.form_model.document.read_only:
            return
        self.bubble.hide()
        self.form_model.allow_stating(ref)
        if self.edit(index) and (editor := self.indexWidget(index)) is not None:
            select_all(editor)
        if self.state() != QAbstractItemView.State.EditingState:
            self.form_model.allow_stating(None)

    # -- editing -------------------------------------------------------------------------------------------------

    def edit(
        self, index: QModelIndex, trigger: Trigger = Trigger.AllEditTriggers, event: QEvent | None = None
    ) -> bool:
        """Typing replaces, F2 goes on; a cell that is not to be typed into says why."""
        if event is None and trigger == Trigger.AllEditTriggers:
            trigger = Trigger.EditKeyPressed
        self.cell_delegate.replacing = trigger == Trigger.AnyKeyPressed
        opened = super().edit(index, trigger, event)
        if opened and self.state() == QAbstractItemView.State.EditingState:
            self.bubble.hide()
            editor = self.indexWidget(index)
            if editor is not None and trigger in (Trigger.EditKeyPressed, Trigger.DoubleClicked):
                caret_to_end(editor)
        elif (
            trigger in (Trigger.AnyKeyPressed, Trigger.EditKeyPressed, Trigger.DoubleClicked)
            and index.isValid()
        ):
            self._explain_lock(index)
        return opened

    def closeEditor(self, editor: QWidget, hint: CellDelegate.EndEditHint) -> None:
        """Back to the cell; a computed cell that was opened for stating is closed again."""
        self.bubble.hide()
        self.form_model.allow_stating(None)
        super().closeEditor(editor, hint)

    def move_by(self, step: Step) -> bool:
        """Go to the next cell to fill in; False when there is none that way."""
        return step is not Step.STAY and self._keys.move(step)

    # -- keys and mouse ------------------------------------------------------------------------------------------

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The first time, the cursor stands on the first cell to fill in."""
        if not self.currentIndex().isValid():
            self._keys.to_first()
        super().focusInEvent(event)

    def event(self, event: QEvent) -> bool:
        """Tab goes from cell to cell; Qt itself would leave the table at once."""
        if event.type() == QEvent.Type.KeyPress and self._keys.handle_tab(cast(QKeyEvent, event)):
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Excel's keys first, then Qt's."""
        if not self._keys.handle(event):
            self.extending = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            super().keyPressEvent(event)
            self.extending = False

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """What an input method gives at once, as it does with “ and 、, begins to replace the cell; Qt would lose it."""
        if not event.commitString() or self.state() == QAbstractItemView.State.EditingState:
            super().inputMethodEvent(event)
        elif self.edit(self.currentIndex(), Trigger.AnyKeyPressed):
            QApplication.sendEvent(self.indexWidget(self.currentIndex()), event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Shift and a click extend the selection."""
        self.extending = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.is_clicked = True
        super().mousePressEvent(event)
        self.extending = self.is_clicked = False

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Home, End and Ctrl+arrows go where Excel goes."""
        target = self._keys.cursor_target(action, modifiers)
        return super().moveCursor(action, modifiers) if target is None else self.form_model.index(*target)

    def selectionCommand(
        self, index: Index, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Only Shift extends a selection by key; what the program selects, it selects alone, whatever keys are held."""
        if event is None:
            # Qt asks so, too, while a key or a click extends a selection, to learn whether its corner stays.
            extend, alone = (
                QItemSelectionModel.SelectionFlag.SelectCurrent,
                QItemSelectionModel.SelectionFlag.ClearAndSelect,
            )
            return extend if self.extending else alone
        if isinstance(event, QKeyEvent) and self._keys.is_cursor_key(event):
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                return QItemSelectionModel.SelectionFlag.SelectCurrent
            return QItemSelectionModel.SelectionFlag.ClearAndSelect
        return super().selectionCommand(index, event)

    def keyboardSearch(self, search: str) -> None:
        """Typing into a locked cell must not jump elsewhere."""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the cell under the pointer, without blocking."""
        index = self.indexAt(event.pos())
        if (
            event.reason() is QContextMenuEvent.Reason.Mouse
            and index.isValid()
            and not self.selectionModel().isSelected(index)
        ):
            self.setCurrentIndex(index)
        at_key = event.reason() is not QContextMenuEvent.Reason.Mouse
        place = self.visualRect(self.currentIndex()).center() if at_key else event.pos()
        self.commands.menu().popup(self.viewport().mapToGlobal(place))

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell where the cursor is."""
        super().currentChanged(current, previous)
        self.bubble.hide()
        self.commands.update_enabled()
        self.horizontalHeader().viewport().update()
        self.verticalHeader().viewport().update()
        self.current_ref_changed.emit(self.current_ref)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell count and sum of what is selected."""
        super().selectionChanged(selected, deselected)
        self._summarise()

    # -- sizes and colours ---------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """As high as its rows, up to a screenful."""
        return QSize(super().sizeHint().width(), self.table_layout.wanted_height(self.most_lines))

    def minimumSizeHint(self) -> QSize:
        """Rows are not squeezed away by a page; the width may shrink."""
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def content_resized(self) -> None:
        """Rows became higher, lower, more or fewer; or the bar below them came or went."""
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width: columns share it anew unless the clerk has set them."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.table_layout.spread_columns()

    def changeEvent(self, event: QEvent) -> None:
        """A new font asks for other widths and heights."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "table_layout"):
            self.table_layout.spread_columns()

    # -- inside --------------------------------------------------------------------------------------------------

    def _on_reset(self) -> None:
        self.table_layout.merge()
        self.table_layout.fit_all_rows()
        self._summarise()

    def _on_cells(self, changed: Mapping[int, Iterable[int]]) -> None:
        self.table_layout.follow(changed)
        self._summarise()

    def _on_finished(self, step: Step, may_leave: bool) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.move_by(step) and may_leave:
            self.focusNextPrevChild(step is Step.RIGHT)

    def _on_refused(self, editor: QWidget, reason: str) -> None:
        self.bubble.show_at(editor.geometry(), reason, bad=True)
        self.message.emit(reason)

    def _explain_lock(self, index: QModelIndex) -> None:
        document, ref = self.form_model.document, self.form_model.ref_at(index.row(), index.column())
        bound = self.form_model.cells.is_bound(ref)
        self._say(lock_words(document.book, ref, locked=document.why_locked, bound=bound))

    def _say(self, words: str) -> None:
        """A sentence at the current cell and in the status line."""
        if words:
            self.bubble.show_at(self.visualRect(self.currentIndex()), words, bad=False)
            self.message.emit(words)

    def _summarise(self) -> None:
        self.selection_summary.emit(selection_summary(self))
