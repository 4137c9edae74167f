"""The findings list as Qt rows: the lines that the filter lets through, in their order, by page under the pages' names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from gui.finding_lines import Key, Line
from gui.icons import icon
from gui.severity_look import Level, level_color
from gui.tabs.registry import TABS

Index = QModelIndex | QPersistentModelIndex
COLUMNS = ("级别", "编号", "所在页", "位置", "说明")
LEVEL, CODE, PAGE, PLACE, MESSAGE = range(5)
GROUP = Qt.ItemDataRole.UserRole
"""Role under which the row of a page gives its Group."""
_NO_PARENT = QModelIndex()
_ORDERS: dict[int, Callable[[Line], Any]] = {
    LEVEL: lambda line: line.level.rank,
    CODE: lambda line: line.code,
    PAGE: lambda line: line.page,
    PLACE: lambda line: line.place_name,
    MESSAGE: lambda line: line.message,
}
"""Lines that are alike in this stay in the order of gravity, and within a level in the packet's."""


@dataclass(frozen=True)
class Group:
    """The lines of one page."""

    page: int
    first: int
    """Where its first line stands among all that are shown."""
    lines: tuple[Line, ...]

    @property
    def title(self) -> str:
        """The page's name."""
        return TABS[self.page].title

    @property
    def counts(self) -> tuple[tuple[Level, int], ...]:
        """How many lines of each level."""
        counted = Counter(line.level for line in self.lines)
        return tuple((level, counted[level]) for level in Level if counted[level])


class FindingsModel(QAbstractItemModel):
    """``show_lines`` replaces the lines; ``sort`` by 所在页 puts each under the row of its page, else they are one flat list.

    Every change but that of mere words is a reset: who keeps a place in the list finds it again by the line's key.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []
        self._levels = {*Level} - {Level.UNCHECKED}
        self._column, self._descending = PAGE, False
        self._shown: list[Line] = []
        self._groups: list[Group] = []

    # -- what it holds -------------------------------------------------------------------------------------------

    @property
    def lines(self) -> list[Line]:
        """All lines, filtered or not, gravest first."""
        return self._lines

    @property
    def shown(self) -> list[Line]:
        """The lines that the filter lets through, from top to bottom."""
        return self._shown

    @property
    def groups(self) -> list[Group]:
        """The pages that have lines; none while the list is flat."""
        return self._groups

    @property
    def is_grouped(self) -> bool:
        """Whether the lines stand under the names of their pages."""
        return self._column == PAGE

    @property
    def levels(self) -> frozenset[Level]:
        """The levels shown."""
        return frozenset(self._levels)

    def line(self, index: Index) -> Line | None:
        """The line in a row; None for the row of a page, and for no row."""
        if not index.isValid():
            return None
        if index.internalId():
            return self._groups[index.internalId() - 1].lines[index.row()]
        return None if self.is_grouped else self._shown[index.row()]

    def group(self, index: Index) -> Group | None:
        """The page whose row it is; None for a line."""
        own = index.isValid() and self.is_grouped and not index.internalId()
        return self._groups[index.row()] if own else None

    def place_of(self, index: Index) -> int:
        """Where a line stands among those shown; of a page's row, its first line; -1 for no row."""
        if not index.isValid():
            return -1
        group = self.group(index)
        if group is not None:
            return group.first
        return self._groups[index.internalId() - 1].first + index.row() if index.internalId() else index.row()

    def index_at(self, place: int) -> QModelIndex:
        """The row of the line in this place among those shown; no row where there is none."""
        if not 0 <= place < len(self._shown):
            return QModelIndex()
        if not self.is_grouped:
            return self.index(place, 0)
        number = next(at for at, one in enumerate(self._groups) if place < one.first + len(one.lines))
        return self.index(place - self._groups[number].first, 0, self.index(number, 0))

    def place_of_key(self, key: Key) -> int | None:
        """Where a finding stands among those shown; None when it is gone or filtered out."""
        return next((at for at, line in enumerate(self._shown) if line.key == key), None)

    # -- changing ------------------------------------------------------------------------------------------------

    def show_lines(self, lines: list[Line]) -> None:
        """Show these lines instead of the ones before; where they are the same findings, only what reads otherwise is drawn anew."""
        before = self._lines
        by_words = self._column in (PLACE, MESSAGE)
        if by_words or [line.order for line in lines] != [line.order for line in before]:
            self._lay_out(lines)
            return
        changed = {one.key for one, other in zip(lines, before, strict=True) if one.words != other.words}
        self._lines = lines
        self._arrange()
        for place, line in enumerate(self._shown):
            if line.key in changed:
                row = self.index_at(place)
                self.dataChanged.emit(row, row.siblingAtColumn(MESSAGE))

    def show_level(self, level: Level, shown: bool) -> None:
        """Show or hide one level."""
        (self._levels.add if shown else self._levels.discard)(level)
        self._lay_out(self._lines)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Qt's call when a title is clicked."""
        wanted = column, order is Qt.SortOrder.DescendingOrder
        if column in _ORDERS and wanted != (self._column, self._descending):
            self.beginResetModel()
            self._column, self._descending = wanted
            self._arrange()
            self.endResetModel()

    def _lay_out(self, lines: list[Line]) -> None:
        self.beginResetModel()
        self._lines = lines
        self._arrange()
        self.endResetModel()

    def _arrange(self) -> None:
        let_through = [line for line in self._lines if line.level in self._levels]
        self._shown = sorted(let_through, key=_ORDERS[self._column], reverse=self._descending)
        self._groups = []
        if not self.is_grouped:
            return
        by_page: dict[int, list[Line]] = {}
        for line in self._shown:
            by_page.setdefault(line.page, []).append(line)
        first = 0
        for page, own in by_page.items():
            self._groups.append(Group(page, first, tuple(own)))
            first += len(own)

    # -- Qt's questions ------------------------------------------------------------------------------------------

    def index(self, row: int, column: int, parent: Index = _NO_PARENT) -> QModelIndex:
        """A page's row, or a line in it; its id is 0, or the number of the page's row from 1."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        """The page's row above a line."""
        number = index.internalId() if index.isValid() else 0
        return self.createIndex(number - 1, 0, 0) if number else QModelIndex()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """Pages, or lines."""
        if not parent.isValid():
            return len(self._groups) if self.is_grouped else len(self._shown)
        group = self.group(parent) if parent.column() == 0 else None
        return len(group.lines) if group is not None else 0

    def columnCount(self, _parent: Index = _NO_PARENT) -> int:
        """级别 编号 所在页 位置 说明."""
        return len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The columns' titles."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words, and the level's colour and shape."""
        line = self.line(index)
        if line is not None:
            return _line_data(line, index.column(), role)
        group = self.group(index)
        return _group_data(group, role) if group is not None and index.column() == 0 else None


def _line_data(line: Line, column: int, role: int) -> Any:
    if role == Qt.ItemDataRole.DisplayRole:
        words = (line.standing, line.code, TABS[line.page].title, line.place_name, line.message)
        return words[column]
    if role == Qt.ItemDataRole.ToolTipRole:
        return line.details
    if role == Qt.ItemDataRole.AccessibleTextRole:
        return f"{line.standing} {line.code} {line.place_name}：{line.message}"
    if column == LEVEL and role == Qt.ItemDataRole.DecorationRole:
        return icon(line.level.icon, level_color(line.level))
    if column == LEVEL and role == Qt.ItemDataRole.ForegroundRole:
        return level_color(line.level)
    return None


def _group_data(group: Group, role: int) -> Any:
    if role == GROUP:
        return group
    if role == Qt.ItemDataRole.DisplayRole:
        return group.title
    if role == Qt.ItemDataRole.AccessibleTextRole:
        return f"{group.title}：{'，'.join(f'{level.value} {count} 条' for level, count in group.counts)}"
    return None
