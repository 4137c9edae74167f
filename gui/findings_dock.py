"""审核结果: the list of what is open, and the way from each line to its cell."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDockWidget, QLabel, QStackedWidget, QVBoxLayout, QWidget

from gui.answer_strip import AnswerStrip
from gui.document import Document
from gui.finding_lines import Line, lines_of, nothing_listed, nothing_pending
from gui.findings_model import FindingsModel
from gui.findings_title import FindingsTitle
from gui.findings_view import FindingsView
from gui.later import MANY, Later
from gui.settings import FINDING_ORDERS, Settings
from gui.severity_look import Level
from gui.verdict import verdict_of
from gui.whole_rows import WholeRows
from model.edits import Changes

_HEADED_LINES = 3
"""With fewer the list gives the height of its column titles to the lines, as on a small screen with large type."""
_LINES = 6
"""Lines of the list at the first start; the clerk may drag it higher, and that is remembered."""
_SHARE = 0.28
"""No more of the window's height than this: the page comes first."""


class FindingsDock(QDockWidget):
    """Filterable list with the verdict above it. ``jump`` asks for a cell (and a stretch of its text) to be shown."""

    jump = Signal(object, object)
    """CellRef, and a Span or None."""
    told = Signal(str)
    """What the list says of the line gone to, while the list itself is out of sight."""
    room_wanted = Signal()
    """More is listed at the clerk's wish."""
    verdict_changed = Signal(object)
    """A Verdict, or None when nothing is open."""
    order_changed = Signal(str, bool)
    """One of FINDING_ORDERS, and whether from the end."""

    def __init__(self, document: Document, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__("审核结果", parent)
        self.setObjectName("findings")
        self._document = document
        self._settings = settings
        self.was_placed = False
        """Whether it stands as high as the clerk left it."""
        self._low = 0
        """The height that it was given while it had nothing to list."""
        self._refreshing = Later(self.refresh, self)
        self._model = FindingsModel(self)
        self.view = FindingsView(self._model)
        self._rows = WholeRows(self.view)
        self.title = FindingsTitle(self._model.levels, self.toggle)
        self._nothing = QLabel()
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setMinimumHeight(1)  # all its lines would ask for more height than the list
        self._stack = QStackedWidget()
        self._stack.addWidget(self._rows)
        self._stack.addWidget(self._nothing)
        self.answer = AnswerStrip(document)
        self._order()
        self.view.size_columns()
        self.setTitleBarWidget(self.title)
        self.setWidget(self._body())
        self._connect()

    # -- making --------------------------------------------------------------------------------------------------

    def _order(self) -> None:
        header = self.view.header()
        column = FINDING_ORDERS.index(self._settings.findings_order)
        header.setSortIndicator(column, Qt.SortOrder.AscendingOrder)
        self.view.setSortingEnabled(True)
        header.sortIndicatorChanged.connect(self._remember_order)

    def _connect(self) -> None:
        self.view.chosen.connect(self._jump_to)
        self.view.current_changed.connect(self._show_answer)
        self.title.filtered.connect(self._show_level)
        self.toggleViewAction().triggered.connect(self._want)
        self._document.opened.connect(self.follow_packet)
        self._document.changed.connect(self._follow)
        self._document.unit_changed.connect(self.refresh)

    def _body(self) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._stack, 1)
        column.addWidget(self.answer)
        return body

    # -- reading -------------------------------------------------------------------------------------------------

    @property
    def shown(self) -> list[Line]:
        """The lines that the filter lets through, in their present order."""
        self._refreshing.catch_up()
        return list(self._model.shown)

    @property
    def current(self) -> Line | None:
        """The line that is selected."""
        self._refreshing.catch_up()
        return self.view.current

    # -- height --------------------------------------------------------------------------------------------------

    def compact_height(self, room: int) -> int:
        """The height of the first start: what stands around the list, and a few lines, within ``room`` if that can be.

        While there is nothing to list, as in a new packet, one line says so and the page has the rest.
        """
        self._low = 0 if self.shown or not self._document.is_settled else self.least_height
        if self._low:
            return self._low
        around = self.title.sizeHint().height() + self.view.header().sizeHint().height()
        wanted = min(around + _LINES * self.view.row, round(self.window().height() * _SHARE), room)
        return max(wanted, self.least_height)

    @property
    def least_height(self) -> int:
        """Title, one line, and the line for its answer: what comes up there must not push the page."""
        parts = (self.title, self.answer)
        return sum(part.sizeHint().height() for part in parts) + self._rows.minimumSizeHint().height()

    @property
    def is_low(self) -> bool:
        """Whether it still has the height for nothing to list, which nobody chose for a list."""
        return bool(self._low) and self.height() == self._low

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Column titles only where lines enough stay below them."""
        super().resizeEvent(event)
        header = self.view.header()
        room = self.height() - self.least_height - header.sizeHint().height()
        header.setVisible(room >= (_HEADED_LINES - 1) * self.view.row)
        self._rows.fit()

    # -- showing and putting away --------------------------------------------------------------------------------

    def open(self) -> None:
        """Bring the list into view, now and with the next packet."""
        self._want(True)
        self.show()
        self.raise_()

    def toggle(self) -> None:
        """Show the list, or put it away."""
        self.toggleViewAction().trigger()

    def follow_packet(self) -> None:
        """Another packet is open, or none any more: read anew; with a packet the list is there as the clerk left it."""
        self.view.forget_place()
        self.refresh()
        self.setVisible(self._document.is_open and self._settings.findings_shown)

    def _want(self, shown: bool) -> None:
        self._settings.findings_shown = shown

    def order_by(self, order: str) -> None:
        """Order the lines by one of their columns, as a click on its title does; by page they stand under the pages' names."""
        self.view.sortByColumn(FINDING_ORDERS.index(order), self.view.header().sortIndicatorOrder())
        self.open()

    def reverse_order(self) -> None:
        """From the last to the first, or back."""
        header = self.view.header()
        forwards = header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
        order = Qt.SortOrder.AscendingOrder if forwards else Qt.SortOrder.DescendingOrder
        self.view.sortByColumn(header.sortIndicatorSection(), order)
        self.open()

    def tell_order(self) -> None:
        """What the list is ordered by now."""
        header = self.view.header()
        is_reversed = header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
        self.order_changed.emit(FINDING_ORDERS[header.sortIndicatorSection()], is_reversed)

    def _remember_order(self, column: int) -> None:
        self._settings.findings_order = FINDING_ORDERS[column]
        self.tell_order()

    def enter(self) -> None:
        """Give the keys to the list, on its first line where none is selected."""
        self._refreshing.catch_up()
        if not self.view.currentIndex().isValid():
            self.view.go_to(0)
        (self.view if self._model.shown else next(iter(self.title.buttons.values()))).setFocus()

    def begin_answer(self) -> str:
        """Give the keys to the line for the answer; a sentence saying why not where the chosen line takes none."""
        if self.current is None:
            return "请先选中一条提示（按 F8 逐条查看），再填写审核说明。"
        if self.answer.isHidden():
            return "这一条是必须改正的问题，不能用审核说明代替，也不能选“本句不再提示”；只有提示可以。"
        self.answer.edit.setFocus()
        return ""

    # -- following -----------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read findings anew; the selected line stays selected while its finding stays."""
        self._refreshing.stop()
        lines = lines_of(self._document)
        if lines != self._model.lines:
            self._model.show_lines(lines)
            self._show_answer(self.view.current)
        self._show_verdict()

    def _follow(self, changes: Changes) -> None:
        """Rows that come or go have enough to do with the tables, and a long list with itself."""
        listed = max(len(self._model.lines), len(self._document.findings))
        self._refreshing.ask(at_once=not changes.groups and listed <= MANY)

    def refresh_colors(self) -> None:
        """Draw anew after a change between light and dark or of the size of type."""
        self._show_verdict()
        self.view.viewport().update()

    def _show_answer(self, line: Line | None) -> None:
        self.answer.show_finding(line.finding if line else None)

    def _show_verdict(self) -> None:
        verdict = verdict_of(self._document) if self._document.is_open else None
        self.title.show_verdict(verdict)
        if verdict is not None:
            self._show_stack()
        self.verdict_changed.emit(verdict)

    def _show_level(self, level: Level, shown: bool) -> None:
        self._model.show_level(level, shown)
        self._show_stack()
        if shown:
            self.room_wanted.emit()

    def _show_stack(self) -> None:
        self._nothing.setText(nothing_listed(self._model.lines, self._model.levels))
        self._stack.setCurrentIndex(0 if self._model.shown else 1)
        self.title.show_meaning(listed=any(line.level is Level.UNCHECKED for line in self._model.shown))

    # -- jumping -------------------------------------------------------------------------------------------------

    def next(self) -> None:
        """Go to the cell of the next line with something to do; after the last, to the first."""
        self._step(1)

    def previous(self) -> None:
        """Back to the one before; before the first, to the last."""
        self._step(-1)

    def _step(self, by: int) -> None:
        self._refreshing.catch_up()
        if not self.view.step(by):
            self.told.emit(nothing_pending(self._model.lines, self._model.levels))
            return
        # The line for the answer, where it comes up, takes its height from the list.
        self.widget().layout().activate()
        self.view.scrollTo(self.view.currentIndex())
        self._jump_to(self.view.current)

    def _jump_to(self, line: Line) -> None:
        self.jump.emit(line.place, line.span)
        if self.isHidden():
            self.told.emit(f"{line.standing} {line.code}：{line.message}")
