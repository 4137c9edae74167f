"""The findings list on the screen: columns with room for their words, pages that open and close, keys that lead to the cell."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFont, QKeyEvent, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
)

from gui.finding_lines import Key, Line
from gui.findings_model import CODE, GROUP, LEVEL, MESSAGE, PAGE, PLACE, FindingsModel, Group
from gui.icons import icon
from gui.labels import gap
from gui.palette import label_ground, secondary_text
from gui.severity_look import level_color

_PLACE_LETTERS, _PLACE_SHARE = 27, 0.25
"""The width of 位置, and its most of the list's."""
_NO_PARENT = QModelIndex()


class FindingsView(QTreeView):
    """Keeps its place through every change of the list, by the finding and not by the row.

    ``chosen`` asks for a line's cell; ``current_changed`` tells the line that the cursor came to, None where it is none;
    ``menu_wanted`` where on the screen.
    """

    chosen = Signal(object)
    current_changed = Signal(object)
    menu_wanted = Signal(QPoint)

    def __init__(self, model: FindingsModel) -> None:
        super().__init__()
        self._model = model
        self._closed: set[int] = set()
        """Pages whose lines were put away."""
        self._kept: Key | int | None = None
        """The line that the cursor was on, or the page whose row it was on, while the list is made anew."""
        self._place = -1
        self._scrolled = 0
        self._place_width = 0
        self.setModel(model)
        self.setItemDelegate(_GroupDelegate(self))
        self.setUniformRowHeights(True)
        self.setExpandsOnDoubleClick(False)  # one click does it
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAllColumnsShowFocus(True)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setAccessibleName("审核结果列表")
        self.header().setStretchLastSection(False)
        self.header().setAccessibleName("审核结果列表的标题，点击排序")
        model.modelAboutToBeReset.connect(self._note_place)
        model.modelReset.connect(self._dress)
        self.collapsed.connect(self._on_collapsed)
        self.expanded.connect(self._on_expanded)
        self.clicked.connect(self._on_clicked)
        self.doubleClicked.connect(self._on_double_clicked)
        self.selectionModel().currentRowChanged.connect(self._on_current)

    # -- the current line ----------------------------------------------------------------------------------------

    @property
    def current(self) -> Line | None:
        """The line that is selected; None where there is none, or a page's row is."""
        return self._model.line(self.currentIndex())

    def go_to(self, place: int) -> None:
        """Select the line in this place of the list, and bring it into view."""
        index = self._model.index_at(place)
        if index.isValid():
            self.setExpanded(index.parent(), True)
            self.setCurrentIndex(index)

    def step(self, by: int) -> bool:
        """On to the next line with something to do or back to the one before, around the ends, into pages that were put away
        too; False without such lines."""
        lines = self._model.shown
        here = self._model.place_of(self.currentIndex())
        if here < 0:
            here = -1 if by > 0 else len(lines)
        elif by > 0 and self.current is None:
            here -= 1  # from a page's row, its first line is the next
        around = ((here + by * steps) % len(lines) for steps in range(1, len(lines) + 1))
        place = next((place for place in around if lines[place].level.is_pending), None)
        if place is not None:
            self.go_to(place)
        return place is not None

    def forget_place(self) -> None:
        """Another packet: nothing of the list before is looked for."""
        self.setCurrentIndex(QModelIndex())
        self._closed.clear()

    def _note_place(self) -> None:
        line, group = self.current, self._model.group(self.currentIndex())
        self._kept = line.key if line is not None else group.page if group is not None else None
        self._place = self._model.place_of(self.currentIndex())
        self._scrolled = self.verticalScrollBar().value()

    def _dress(self) -> None:
        """Rows are new: open the pages that were open, and go back to the line; where it is gone, F8 goes on from the one above."""
        grouped = self._model.is_grouped
        self.setRootIsDecorated(grouped)
        self.setAlternatingRowColors(not grouped)
        self.setColumnHidden(PAGE, grouped)
        self._size_levels()
        blocked = self.blockSignals(True)
        for row, group in enumerate(self._model.groups):
            self.setFirstColumnSpanned(row, _NO_PARENT, True)
            self.setExpanded(self._model.index(row, 0), group.page not in self._closed)
        self.blockSignals(blocked)
        self.setCurrentIndex(self._kept_index())
        self.verticalScrollBar().setValue(self._scrolled)
        self.current_changed.emit(self.current)

    def _kept_index(self) -> QModelIndex:
        for row, group in enumerate(self._model.groups):
            if group.page == self._kept:
                return self._model.index(row, 0)
        place = None if isinstance(self._kept, int | None) else self._model.place_of_key(self._kept)
        if place is None:
            place = min(self._place, len(self._model.shown)) - 1
        index = self._model.index_at(place)
        hidden = index.parent().isValid() and not self.isExpanded(index.parent())
        return index.parent() if hidden else index

    def _on_current(self, _current: QModelIndex, _previous: QModelIndex) -> None:
        self.current_changed.emit(self.current)

    # -- pages ---------------------------------------------------------------------------------------------------

    def _on_collapsed(self, index: QModelIndex) -> None:
        group = self._model.group(index)
        if group is not None:
            self._closed.add(group.page)
        if self.currentIndex().parent() == index:
            self.setCurrentIndex(index)

    def _on_expanded(self, index: QModelIndex) -> None:
        group = self._model.group(index)
        if group is not None:
            self._closed.discard(group.page)

    def _on_clicked(self, index: QModelIndex) -> None:
        line = self._model.line(index)
        if line is not None:
            self.chosen.emit(line)
        else:
            self.setExpanded(index, not self.isExpanded(index))

    def _on_double_clicked(self, index: QModelIndex) -> None:
        """The second press takes the keys back to the list; whoever pressed twice wants the cell."""
        line = self._model.line(index)
        if line is not None:
            self.chosen.emit(line)

    # -- keys ----------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter leads to the cell, on a page's row it opens and closes the page, as Left and Right do."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._on_clicked(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Of the line under the pointer, which is selected first; by key, of the line with the cursor."""
        place = self.visualRect(self.currentIndex()).center()
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            place = event.pos()
            if self.indexAt(place).isValid():
                self.setCurrentIndex(self.indexAt(place))
        self.menu_wanted.emit(self.viewport().mapToGlobal(place))

    def keyboardSearch(self, search: str) -> None:
        """Keys that are typed are meant for a cell: they do not search the list."""

    # -- looks ---------------------------------------------------------------------------------------------------

    def drawBranches(
        self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """A page's row has its ground from edge to edge."""
        if self._model.group(index) is not None and not self.selectionModel().isSelected(index):
            painter.fillRect(rect, label_ground(self.palette()))
        super().drawBranches(painter, rect, index)

    # -- sizes ---------------------------------------------------------------------------------------------------

    @property
    def row(self) -> int:
        """The height of a line, before there is one."""
        return self.fontMetrics().height() * 5 // 4

    def size_columns(self) -> None:
        """Room for the words, in the present size of type."""
        letter, header = self._letter(), self.header()
        self.setIndentation(letter * 3 // 2)
        for column, letters in ((CODE, 5), (PAGE, 9)):
            header.resizeSection(column, letters * letter)
        self._size_levels()
        self._place_width = 0
        self._size_places()
        header.setSectionResizeMode(MESSAGE, QHeaderView.ResizeMode.Stretch)

    def _size_levels(self) -> None:
        steps = 2 if self._model.is_grouped else 0
        self.header().resizeSection(LEVEL, 7 * self._letter() + steps * self.indentation())

    def _size_places(self) -> None:
        """位置 has room for a long name, but leaves more to what is said of it; a width that the clerk gave it stays."""
        header = self.header()
        if header.sectionSize(PLACE) == self._place_width or not self._place_width:
            wanted = _PLACE_LETTERS * self._letter()
            header.resizeSection(PLACE, min(wanted, round(self.width() * _PLACE_SHARE)))
            self._place_width = header.sectionSize(PLACE)

    def _letter(self) -> int:
        return self.fontMetrics().horizontalAdvance("审")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The share of 位置 is of the width that the list has now, not of that before the window was laid out."""
        super().resizeEvent(event)
        self._size_places()

    def changeEvent(self, event: QEvent) -> None:
        """With another size of type the columns are fitted anew."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_place_width"):
            self.size_columns()


class _GroupDelegate(QStyledItemDelegate):
    """A page's row: its name in bold, and how many lines of each level, with the level's shape."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """A page's row by hand, a line as the style does it."""
        group = index.data(GROUP)
        if not isinstance(group, Group):
            super().paint(painter, option, index)
            return
        view = option.widget
        painter.save()
        if not option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, label_ground(option.palette))
        panel = QStyle.PrimitiveElement.PE_PanelItemViewItem
        view.style().drawPrimitive(panel, option, painter, view)
        self._write(painter, option, group)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """All rows are as high as one with a level's shape: the list takes the height of the first for that of all."""
        hint = super().sizeHint(option, index)
        return hint.expandedTo(QSize(0, option.decorationSize.height() + 1))

    @staticmethod
    def _write(painter: QPainter, option: QStyleOptionViewItem, group: Group) -> None:
        step = gap(option.widget, 1)
        bold = QFont(option.font)
        bold.setBold(True)
        painter.setPen(option.palette.color(QPalette.ColorRole.Text))
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        room = option.rect.adjusted(step, 0, -step, 0)
        painter.setFont(bold)
        painter.drawText(room, middle, group.title)
        left = room.left() + painter.fontMetrics().horizontalAdvance(group.title) + 4 * step
        painter.setFont(option.font)
        side = option.fontMetrics.height() * 4 // 5
        for level, count in group.counts:
            words = f"{level.value} {count}"
            square = QRect(left, room.center().y() - side // 2, side, side)
            icon(level.icon, level_color(level)).paint(painter, square)
            painter.setPen(secondary_text(option.palette))
            painter.drawText(room.adjusted(square.right() + step - room.left(), 0, 0, 0), middle, words)
            left = square.right() + step + option.fontMetrics.horizontalAdvance(words) + 3 * step
