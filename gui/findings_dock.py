"""审核结果: the list of what is open, and the way from each line to its cell."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QDockWidget,
    QHeaderView,
    QLabel,
    QStackedWidget,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from gui.answer_strip import AnswerStrip
from gui.document import Document
from gui.findings_model import (
    CODE,
    LEVEL,
    MESSAGE,
    PAGE,
    PLACE,
    FindingsModel,
    Key,
    LevelFilter,
    Line,
    lines_of,
)
from gui.findings_title import FindingsTitle
from gui.later import MANY, Later
from gui.settings import Settings
from gui.severity_look import Level
from gui.verdict import verdict_of
from gui.whole_rows import WholeRows
from model.edits import Changes

_LEAST_LINES = 1
_HEADED_LINES = 3
"""With fewer the list gives the height of its column titles to the lines, as on a small screen with large type."""
_LINES = 6
"""Lines of the list at the first start; the clerk may drag it higher, and that is remembered."""
_PLACE_LETTERS, _PLACE_SHARE = 27, 0.25
"""The width of 位置, and its most of the list's."""
_SHARE = 0.28
"""No more of the window's height than this: the page comes first."""


class _Lines(QTreeView):
    """Keys that are typed are meant for a cell: they do not search the list."""

    def keyboardSearch(self, search: str) -> None:
        """Nothing."""


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

    def __init__(self, document: Document, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__("审核结果", parent)
        self.setObjectName("findings")
        self._document = document
        self._settings = settings
        self.was_placed = False
        """Whether it stands as high as the clerk left it."""
        self._low = 0
        """The height that it was given while it had nothing to list."""
        self._current: Key | None = None
        self._refreshing = Later(self.refresh, self)
        self._model = FindingsModel(self)
        self._filter = LevelFilter(self._model)
        self._view = self._make_view()
        self._rows = WholeRows(self._view)
        self.title = FindingsTitle(self._filter.levels, self.toggle)
        self.title.filtered.connect(self._show_level)
        self._nothing = QLabel("没有要处理的问题。")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setMinimumHeight(1)  # all its lines would ask for more height than the list
        self._stack = QStackedWidget()
        self._size_list()
        self._stack.addWidget(self._rows)
        self._stack.addWidget(self._nothing)
        self.setTitleBarWidget(self.title)
        self.answer = AnswerStrip(document)
        self.setWidget(self._body())
        self.toggleViewAction().triggered.connect(self._want)
        document.opened.connect(self.follow_packet)
        document.changed.connect(self._follow)
        document.unit_changed.connect(self.refresh)

    # -- making --------------------------------------------------------------------------------------------------

    def _make_view(self) -> QTreeView:
        view = _Lines()
        view.setModel(self._filter)
        view.setRootIsDecorated(False)
        view.setUniformRowHeights(True)
        view.setAlternatingRowColors(True)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setSortingEnabled(True)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        view.setAccessibleName("审核结果列表")
        header = view.header()
        by_page = self._settings.findings_by_page
        header.setSortIndicator(PAGE if by_page else LEVEL, Qt.SortOrder.AscendingOrder)
        header.sortIndicatorChanged.connect(self._remember_order)
        header.setStretchLastSection(False)
        view.clicked.connect(self._jump_to)
        view.selectionModel().currentRowChanged.connect(self._remember)
        view.installEventFilter(self)
        return view

    def _size_list(self) -> None:
        letter, header = self._view.fontMetrics().horizontalAdvance("审"), self._view.header()
        self._rows.setMinimumHeight(_LEAST_LINES * self._line())
        for column, letters in ((LEVEL, 5), (CODE, 5), (PAGE, 9)):
            header.resizeSection(column, letters * letter)
        self._place_width = 0
        self._size_places()
        header.setSectionResizeMode(MESSAGE, QHeaderView.ResizeMode.Stretch)
        self._rows.fit()

    def _size_places(self) -> None:
        """位置 has room for a long name, but leaves more to what is said of it; a width that the clerk gave it stays."""
        header = self._view.header()
        if header.sectionSize(PLACE) == self._place_width or not self._place_width:
            wanted = _PLACE_LETTERS * self._view.fontMetrics().horizontalAdvance("审")
            header.resizeSection(PLACE, min(wanted, round(self.width() * _PLACE_SHARE)))
            self._place_width = header.sectionSize(PLACE)

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
        return [self._filter.line(row) for row in range(self._filter.rowCount())]

    @property
    def current(self) -> Line | None:
        """The line that is selected."""
        self._refreshing.catch_up()
        index = self._view.currentIndex()
        return self._filter.line(index.row()) if index.isValid() else None

    def compact_height(self, room: int) -> int:
        """The height of the first start: what stands around the list, and a few lines, within ``room`` if that can be.

        While there is nothing to list, as in a new packet, one line says so and the page has the rest.
        """
        self._low = 0 if self._filter.rowCount() or not self._document.is_settled else self._least_height()
        if self._low:
            return self._low
        around = self.title.sizeHint().height() + self._view.header().sizeHint().height()
        wanted = min(around + _LINES * self._line(), round(self.window().height() * _SHARE), room)
        return max(wanted, self._least_height())

    def _line(self) -> int:
        return self._view.fontMetrics().height() * 5 // 4

    def _least_height(self) -> int:
        """Title, one line, and the line for its answer: what comes up there must not push the page."""
        parts = (self.title, self.answer)
        return sum(part.sizeHint().height() for part in parts) + _LEAST_LINES * self._line()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Column titles only where lines enough stay below them."""
        super().resizeEvent(event)
        header = self._view.header()
        room = self.height() - self._least_height() - header.sizeHint().height()
        header.setVisible(room >= (_HEADED_LINES - _LEAST_LINES) * self._line())
        self._size_places()
        self._rows.fit()

    @property
    def is_low(self) -> bool:
        """Whether it still has the height for nothing to list, which nobody chose for a list."""
        return bool(self._low) and self.height() == self._low

    @property
    def has_keys(self) -> bool:
        """Whether the keys go to the list or to what stands around it."""
        return self.isAncestorOf(QApplication.focusWidget())

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
        self._current = None
        self.refresh()
        self.setVisible(self._document.is_open and self._settings.findings_shown)

    def _want(self, shown: bool) -> None:
        self._settings.findings_shown = shown

    def sort_by_page(self) -> None:
        """Order the list by page, or by gravity again."""
        column = LEVEL if self._settings.findings_by_page else PAGE
        self._view.sortByColumn(column, Qt.SortOrder.AscendingOrder)
        self.open()

    def _remember_order(self, column: int) -> None:
        self._settings.findings_by_page = column == PAGE

    def enter(self) -> None:
        """Give the keys to the list, on its first line where none is selected."""
        self._refreshing.catch_up()
        if not self._view.currentIndex().isValid() and self._filter.rowCount():
            self._view.setCurrentIndex(self._filter.index(0, 0))
        (self._view if self._filter.rowCount() else next(iter(self.title.buttons.values()))).setFocus()

    def begin_answer(self) -> str:
        """Give the keys to the line for the answer; a sentence saying why not where the chosen line takes none."""
        if self.current is None:
            return "请先选中一条提示（按 F8 逐条查看），再填写审核说明。"
        if self.answer.isHidden():
            return "这一条是必须改正的问题，不能用审核说明代替，也不能选“本句不再提示”；只有提示可以。"
        self.answer.edit.setFocus()
        return ""

    # -- showing -------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read findings anew; the selected line stays selected while its finding stays."""
        self._refreshing.stop()
        kept, row = self._current, self._view.currentIndex().row()
        lines = lines_of(self._document)
        if lines != self._model.lines:
            scrolled = self._view.verticalScrollBar().value()
            self._model.show_lines(lines)
            self._restore(kept, row)
            self.answer.show_finding(self.current.finding if self.current else None)
            self._view.verticalScrollBar().setValue(scrolled)
        self._show_verdict()

    def _follow(self, changes: Changes) -> None:
        """Rows that come or go have enough to do with the tables, and a long list with itself."""
        self._refreshing.ask(at_once=not changes.groups and len(self._model.lines) <= MANY)

    def refresh_colors(self) -> None:
        """Draw anew after a change between light and dark or of the size of type."""
        self._show_verdict()
        self._view.viewport().update()

    def _restore(self, key: Key | None, row: int) -> None:
        """Back to the line of before; where its finding is gone, F8 goes on from the line above."""
        if key is None:
            return
        found = self._filter.row_of(key)
        if found is None:
            found, key = min(row, self._filter.rowCount()) - 1, None
        self._current = key
        if found >= 0:
            self._view.setCurrentIndex(self._filter.index(found, 0))

    def _remember(self, current: QModelIndex, _previous: QModelIndex) -> None:
        line = self._filter.line(current.row()) if current.isValid() else None
        if line is not None:
            self._current = line.key
        self.answer.show_finding(line.finding if line else None)

    def _show_verdict(self) -> None:
        if not self._document.is_open:
            self.title.show_verdict(None)
            self.verdict_changed.emit(None)
            return
        verdict = verdict_of(self._document)
        self.title.show_verdict(verdict)
        self._show_stack()
        self.verdict_changed.emit(verdict)

    def _show_level(self, level: Level, shown: bool) -> None:
        self._filter.show_level(level, shown)
        self._show_stack()
        if shown:
            self.room_wanted.emit()

    def _show_stack(self) -> None:
        hidden = Counter(line.level for line in self._model.lines if line.level not in self._filter.levels)
        more = "；".join(
            f"{level.value} {hidden[level]} 条，{level.meaning}" for level in Level if hidden[level]
        )
        told = f"\n没有显示的，点右上方的按钮查看：{more}。" if more else ""
        self._nothing.setText(f"没有要处理的问题。{told}")
        self._stack.setCurrentIndex(0 if self._filter.rowCount() else 1)
        unchecked = any(line.level is Level.UNCHECKED for line in self._model.lines)
        self.title.show_meaning(listed=unchecked and Level.UNCHECKED in self._filter.levels)

    # -- jumping -------------------------------------------------------------------------------------------------

    def next(self) -> None:
        """Go to the next line's cell; after the last, to the first."""
        self._step(1)

    def previous(self) -> None:
        """Go to the line before; before the first, to the last."""
        self._step(-1)

    def _step(self, step: int) -> None:
        self._refreshing.catch_up()
        count = self._filter.rowCount()
        if not count:
            self.told.emit("没有要处理的问题。")
            return
        row = self._view.currentIndex().row()
        row = (0 if step > 0 else count - 1) if row < 0 else (row + step) % count
        self._view.setCurrentIndex(self._filter.index(row, 0))
        self._keep_in_view()
        self._jump_to(self._view.currentIndex())

    def _keep_in_view(self) -> None:
        """The line for the answer, where it comes up, takes its height from the list."""
        self.widget().layout().activate()
        self._view.scrollTo(self._view.currentIndex())

    def _jump_to(self, index: QModelIndex) -> None:
        if index.isValid():
            line = self._filter.line(index.row())
            self.jump.emit(line.place, line.span)
            if self.isHidden():
                self.told.emit(f"{line.level.value} {line.code}：{line.message}")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in the list jumps; with another size of type the columns are fitted anew."""
        if watched is self._view and event.type() == QEvent.Type.FontChange:
            self._size_list()
        enter = isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if watched is self._view and enter and event.type() == QEvent.Type.KeyPress:
            self._jump_to(self._view.currentIndex())
            return True
        return bool(super().eventFilter(watched, event))
