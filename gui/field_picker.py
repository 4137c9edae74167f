"""插入数据: the list of everything that prose can quote, searched by words, with the present values."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gui.document import Document
from gui.help_topics import REPORT, set_topic
from gui.labels import field_label, gap, quiet_label
from model.book import Book
from model.cells import CellRef
from model.livefields import CIRCULAR, field_choices, render, written

_REF = Qt.ItemDataRole.UserRole
_LETTERS, _VALUE_LETTERS, _LINES = 52, 14, 18


def pick_field(
    document: Document, parent: QWidget, place: CellRef | None, insert: Callable[[CellRef], object]
) -> None:
    """插入数据…: choose what the text of a cell is to quote."""
    if document.read_only:
        return
    picker = FieldPicker(document.book, parent, place)
    picker.picked.connect(insert)
    document.window_made.emit(picker, "field")
    picker.open()


class FieldPicker(QDialog):
    """Type a few words, Enter inserts; the arrow keys work while typing. What quotes ``place`` is not offered for it."""

    picked = Signal(object)
    """A CellRef."""

    def __init__(self, book: Book, parent: QWidget | None = None, place: CellRef | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("插入数据")
        set_topic(self, REPORT)
        self.search = QLineEdit()
        self.search.setPlaceholderText("输入几个字查找，用空格隔开，如：支出 合计")
        self.search.setAccessibleName("查找栏目")
        self.search.setClearButtonEnabled(True)
        self.list = QTreeWidget()
        self._fill(book, place)
        self._nothing = quiet_label("没有这样的栏目，请换几个字再找。")
        self._nothing.hide()
        self._insert, self._leave = QPushButton("插入"), QPushButton("取消")
        self._insert.setDefault(True)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._insert)
        buttons.addWidget(self._leave)
        column = QVBoxLayout(self)
        column.setSpacing(gap(self, 2))
        line = QHBoxLayout()
        line.setSpacing(gap(self, 2))
        line.addWidget(field_label("查找(&S)", self.search))
        line.addWidget(self.search, 1)
        column.addLayout(line)
        column.addWidget(self.list, 1)
        column.addWidget(self._nothing)
        column.addWidget(quiet_label("插入的数据随表更新：表中的数改了，文中自动跟着改。"))
        column.addLayout(buttons)
        letter = self.fontMetrics().horizontalAdvance("汉")
        self.resize(_LETTERS * letter, _LINES * self.fontMetrics().height() * 2)
        self.search.textChanged.connect(self._filter)
        self.search.installEventFilter(self)
        self.list.itemActivated.connect(lambda _item, _column: self.accept())
        self._insert.clicked.connect(self.accept)
        self._leave.clicked.connect(self.reject)
        self.finished.connect(self.deleteLater)
        self._filter("")

    @property
    def shown(self) -> list[str]:
        """The names that the search leaves."""
        items = [self.list.topLevelItem(number) for number in range(self.list.topLevelItemCount())]
        return [item.text(0) for item in items if item is not None and not item.isHidden()]

    def accept(self) -> None:
        """Hand over the chosen cell."""
        item = self.list.currentItem()
        if item is not None and not item.isHidden():
            super().accept()
            self.picked.emit(item.data(0, _REF))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up, down and the page keys move in the list."""
        keys = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in keys:
            self.list.keyPressEvent(event)
            return True
        return bool(super().eventFilter(watched, event))

    def _fill(self, book: Book, place: CellRef | None) -> None:
        view = self.list
        view.setColumnCount(2)
        view.setHeaderLabels(["栏目", "现在的值"])
        view.setRootIsDecorated(False)
        view.setUniformRowHeights(True)
        view.setAlternatingRowColors(True)
        view.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        view.setAccessibleName("可以引用的栏目")
        view.header().setAccessibleName("可以引用的栏目的标题")
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for name, ref in field_choices(book):
            value = render(book, written(ref), place).text.replace("\n", " ")  # as it will stand in the text
            if CIRCULAR in value:
                continue
            item = QTreeWidgetItem([name, value])
            item.setData(0, _REF, ref)
            item.setToolTip(0, name)
            item.setToolTip(1, value)
            view.addTopLevelItem(item)
        header = view.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(1, _VALUE_LETTERS * self.fontMetrics().horizontalAdvance("汉"))

    def _filter(self, text: str) -> None:
        words = text.split()
        first: QTreeWidgetItem | None = None
        for number in range(self.list.topLevelItemCount()):
            item = self.list.topLevelItem(number)
            if item is None:
                continue
            hidden = not all(word in item.text(0) or word in item.text(1) for word in words)
            item.setHidden(hidden)
            if not hidden and first is None:
                first = item
        if first is not None:
            self.list.setCurrentItem(first)
        self._insert.setEnabled(first is not None)
        self._nothing.setVisible(first is None)
