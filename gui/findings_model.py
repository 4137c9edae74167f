"""The lines of the findings list: findings and relations not checked, as Qt rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from gui.document import Document
from gui.icons import icon
from gui.severity_look import Level, level_color
from gui.tabs.registry import TABS
from model.cells import CellRef
from model.findings import SHORT_SILENCED, SILENCED, Finding, Span
from model.gaps import Gap
from model.rules.sums import WAY_BACK

Index = QModelIndex | QPersistentModelIndex
Key = tuple[str, CellRef, str]
COLUMNS = ("级别", "编号", "所在页", "位置", "说明")
LEVEL, CODE, PAGE, PLACE, MESSAGE = range(5)
_NO_PARENT = QModelIndex()
_PLACES = 12
"""So many places a tooltip names."""


@dataclass(frozen=True)
class Line:
    """One line of the list; ``key`` is the finding's own identity, so the line can be found again after an edit."""

    key: Key
    level: Level
    place_name: str
    message: str
    details: str
    finding: Finding | None = None
    """None for what was not judged."""
    answer: str = ""
    """The 审核说明 given to it, or that it was silenced."""
    span: Span | None = None

    @property
    def code(self) -> str:
        """The relation's number."""
        return self.key[0]

    @property
    def order(self) -> tuple[Key, Level]:
        """Which finding it is, and where it stands."""
        return self.key, self.level

    @property
    def words(self) -> tuple[str, ...]:
        """All that can be read of it."""
        return self.place_name, self.message, self.details

    @property
    def place(self) -> CellRef:
        """The cell to go to."""
        return self.key[1]

    @property
    def page(self) -> int:
        """The number of the page that shows the cell."""
        return next(number for number, tab in enumerate(TABS) if self.place.sheet in tab.sheets)


def lines_of(document: Document) -> list[Line]:
    """Everything that is open, by level and within a level in the packet's order."""
    if not document.is_open:
        return []

    name = document.book.name
    found = [_finding_line(document, finding, name(finding.place)) for finding in document.findings]
    unchecked = [_gap_line(document, gap) for gap in document.book.gaps]
    return sorted([*found, *unchecked], key=lambda line: line.level.rank)


def _gap_line(document: Document, gap: Gap) -> Line:
    """One line for all that waits for the same thing; the tooltip names the places."""
    place = document.book.name(gap.first.place)
    more = len(gap.places) - 1
    message = f"{gap.reason}，{len(gap.relations)} 项关系暂不能核对。"
    shown = [document.book.name(one) for one in gap.places[:_PLACES]]
    details = "\n".join(
        [f"{message}（{'、'.join(gap.codes)}）", *shown, *(["……"] if more >= _PLACES else [])]
    )
    return Line(
        gap.first.key, Level.UNCHECKED, f"{place} 等 {more + 1} 处" if more else place, message, details
    )


def _finding_line(document: Document, finding: Finding, place: str) -> Line:
    answer = document.answer(finding)
    silenced = answer == SILENCED
    words = finding.words(in_yuan=document.in_yuan)
    parts = [
        ("本栏", words.stated),
        ("应为", words.expected),
        ("算式", words.explanation),
        ("处理" if silenced else "审核说明", answer),
    ]
    details = "\n".join([words.message, *(f"{title}：{text}" for title, text in parts if text)])
    # On one line what is wrong comes first; the way back to the formula stands at the cell and in the tooltip.
    message = words.message.removeprefix(f"{document.book.name(finding.place)}：").replace(WAY_BACK, "")
    message = f"【{SHORT_SILENCED if silenced else '已说明'}】{message}" if answer else message
    level = Level.of(finding.severity)
    return Line(finding.key, level, place, message, details, finding, answer, finding.figure or finding.span)


class FindingsModel(QAbstractTableModel):
    """The list as it stands; ``show_lines`` replaces it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []

    @property
    def lines(self) -> list[Line]:
        """All lines, filtered or not."""
        return self._lines

    def show_lines(self, lines: list[Line]) -> None:
        """Show these lines instead of the ones before; where they are the same findings, only what reads otherwise is drawn anew."""
        before = self._lines
        if [line.order for line in lines] == [line.order for line in before]:
            self._lines = lines
            for row, (one, other) in enumerate(zip(before, lines, strict=True)):
                if one.words != other.words:
                    self.dataChanged.emit(self.index(row, 0), self.index(row, len(COLUMNS) - 1))
            return
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """One row for each line."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        """级别 编号 所在页 位置 说明."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The columns' titles."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words, and the level's colour and shape."""
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return (
                line.level.value,
                line.code,
                TABS[line.page].title,
                line.place_name,
                line.message,
            )[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return line.details
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{line.level.value} {line.code} {line.place_name}：{line.message}"
        if index.column() == LEVEL and role == Qt.ItemDataRole.DecorationRole:
            return icon(line.level.icon, level_color(line.level))
        if index.column() == LEVEL and role == Qt.ItemDataRole.ForegroundRole:
            return level_color(line.level)
        return None


class LevelFilter(QSortFilterProxyModel):
    """Lets the chosen levels through."""

    def __init__(self, source: FindingsModel) -> None:
        super().__init__(source)
        self._source = source
        self._levels = {Level.MANDATORY, Level.ADVISORY, Level.ROUNDING}
        self.setSourceModel(source)

    @property
    def levels(self) -> frozenset[Level]:
        """The levels shown."""
        return frozenset(self._levels)

    def show_level(self, level: Level, shown: bool) -> None:
        """Show or hide one level."""
        self.beginFilterChange()
        if shown:
            self._levels.add(level)
        else:
            self._levels.discard(level)
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def filterAcceptsRow(self, row: int, _parent: Index) -> bool:
        """Whether the line's level is shown."""
        return self._source.lines[row].level in self._levels

    def lessThan(self, left: Index, right: Index) -> bool:
        """Levels by gravity, pages in the packet's order and by gravity within, everything else by its words."""
        one, other = self._source.lines[left.row()], self._source.lines[right.row()]
        if left.column() == PAGE:
            return (one.page, left.row()) < (other.page, right.row())
        if left.column() == LEVEL:
            return (one.level.rank, left.row()) < (other.level.rank, right.row())
        return bool(super().lessThan(left, right))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Sorted by page, the lines of one page stand under its name, which is said once."""
        if (
            role == Qt.ItemDataRole.DisplayRole
            and index.column() == PAGE == self.sortColumn()
            and index.row() > 0
            and self.line(index.row()).page == self.line(index.row() - 1).page
        ):
            return ""
        return super().data(index, role)

    def line(self, row: int) -> Line:
        """The line in a shown row."""
        return self._source.lines[self.mapToSource(self.index(row, 0)).row()]

    def row_of(self, key: Key) -> int | None:
        """The shown row of a finding; None when it is gone or filtered out."""
        return next((row for row in range(self.rowCount()) if self.line(row).key == key), None)
