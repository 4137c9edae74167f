"""版本: the snapshots at the left, what each would change at the right; the window behind stays usable."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gui.document import Document
from gui.final_codes import CodeLine
from gui.help_topics import VERSIONS, set_topic
from gui.labels import bold_label, field_label, gap, quiet_label
from gui.packet_versions import PacketVersions, let_undo
from gui.splitter import Splitter
from model.cells import CellRef
from model.comparing_books import Difference
from model.problems import FileProblem
from model.versions import MAX_NAME, Version

_SETTLE_MS = 60
"""How long the cursor rests on a version before it is read: going through the list by keys stays quick."""

_ITEM = Qt.ItemDataRole.UserRole
_NONE_YET = "还没有版本。每次修改前后会自动备份；也可以在下面给现在的内容起个名字，做一个版本。"
_UNREADABLE = "这个版本的文件读不出来（已损坏或被移走），请选择其他版本。"
_EXPLANATION = "恢复是一步操作，恢复后可以按 Ctrl+Z 撤销，现在的内容不会丢失。计算得出的数随之变化，不另列出；〔〕中是引用的数据。"


class VersionsDialog(QDialog):
    """Lists, compares, makes and restores versions of the open packet."""

    goto = Signal(object)
    """A CellRef: show this place."""
    restored = Signal(object, object)
    """A Version that was restored, and in how many places the packet differed from it."""
    made = Signal(object)
    """A Version that was made now."""
    folder_wanted = Signal()

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("版本")
        set_topic(self, VERSIONS)
        self._document = document
        self._versions = PacketVersions(document)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SETTLE_MS)
        self._timer.timeout.connect(self._compare)
        self.list = QListWidget()
        self.list.setAccessibleName("版本")
        self.list.setAlternatingRowColors(True)
        self.list.currentItemChanged.connect(self._compare_soon)
        self.summary = bold_label()
        self.summary.setWordWrap(True)
        self.changes = self._make_changes()
        self.present_codes = CodeLine("现在的内容已定稿，校验码")
        self.version_codes = CodeLine("这个版本定稿时的校验码")
        self.name = QLineEdit()
        self.name.setPlaceholderText("如：上报前")
        self.name.setAccessibleName("版本名称")
        self.name.setMaxLength(MAX_NAME)
        self.name.returnPressed.connect(self._make)
        self.make = QPushButton("做一个版本")
        self.make.clicked.connect(self._make)
        self.restore = QPushButton("恢复到这个版本")
        self.restore.clicked.connect(self._restore)
        folder = QPushButton("打开备份文件夹")
        folder.clicked.connect(self.folder_wanted)
        close = QPushButton("关闭")
        close.clicked.connect(self.close)
        for button in (self.make, self.restore, folder, close):
            button.setAutoDefault(False)  # Enter belongs to the list and the field
        self._lay_out(folder, close)
        let_undo(self, document)
        document.changed.connect(self._compare_soon)
        document.standing_changed.connect(self.refresh)
        document.unit_changed.connect(self._compare_soon)
        document.closing.connect(self.close)
        self.refresh()
        self._compare()
        self.list.setFocus()

    @property
    def current(self) -> Version | None:
        """The version that the cursor is on."""
        item = self.list.currentItem()
        return item.data(_ITEM) if item else None

    def refresh(self) -> None:
        """List the versions anew; the cursor stays on its version."""
        current = self.current
        self.list.clear()
        for version in self._versions.all():
            item = QListWidgetItem(version.title, self.list)
            item.setData(_ITEM, version)
            if version.name:
                font = item.font()
                font.setBold(True)
                item.setFont(font)
            if current is not None and version.path == current.path:
                self.list.setCurrentItem(item)
        if self.list.currentItem() is None and self.list.count():
            self.list.setCurrentRow(0)
        self.present_codes.show_codes(self._versions.codes())
        writable = not self._document.project.read_only
        self.name.setEnabled(writable)
        self.make.setEnabled(writable)
        self._timer.start()

    # -- inside --------------------------------------------------------------------------------------------------

    def _make_changes(self) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setHeaderLabels(["栏目", "现在", "恢复后"])
        tree.setRootIsDecorated(False)
        tree.setAlternatingRowColors(True)
        tree.setUniformRowHeights(True)
        tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        tree.setAccessibleName("与现在不同的内容")
        tree.header().setAccessibleName("与现在不同的内容的栏目")
        tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        tree.header().setStretchLastSection(False)
        letter = self.fontMetrics().horizontalAdvance("字")
        for column in (1, 2):
            tree.header().setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            tree.header().resizeSection(column, 10 * letter)
        tree.itemActivated.connect(self._go)
        return tree

    def _lay_out(self, folder: QPushButton, close: QPushButton) -> None:
        space = gap(self, 2)
        left, right = QWidget(), QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, space // 2, 0)
        column.setSpacing(space)
        column.addWidget(self.list, 1)
        line = QHBoxLayout()
        line.addWidget(field_label("名称(&N)", self.name))
        line.addWidget(self.name, 1)
        line.addWidget(self.make)
        column.addLayout(line)
        column = QVBoxLayout(right)
        column.setContentsMargins(space // 2, 0, 0, 0)
        column.setSpacing(space)
        column.addWidget(self.summary)
        column.addWidget(self.version_codes)
        column.addWidget(self.changes, 1)
        column.addWidget(quiet_label(_EXPLANATION))
        split = Splitter()
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(right)
        split.setStretchFactor(1, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(folder)
        buttons.addStretch(1)
        buttons.addWidget(self.restore)
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.addWidget(self.present_codes)
        column.addWidget(split, 1)
        column.addLayout(buttons)
        letter = self.fontMetrics().horizontalAdvance("字")
        split.setSizes([20 * letter, 44 * letter])
        self.resize(70 * letter, 32 * letter)

    def _compare_soon(self, *_news: object) -> None:
        self._timer.start()

    def _compare(self) -> None:
        """Show what the version under the cursor would change."""
        self._timer.stop()
        self.changes.clear()
        version, found, codes = self.current, (), ()
        if version is None:
            self.summary.setText(_NONE_YET)
        else:
            try:
                found, codes = self._versions.differences(version)
                self.summary.setText(_summary(found))
            except FileProblem:
                self.summary.setText(_UNREADABLE)
        self.version_codes.show_codes(codes)
        for difference in found:
            item = QTreeWidgetItem(self.changes, [difference.place, difference.here, difference.there])
            item.setData(0, _ITEM, difference.ref)
            for place in range(3):
                item.setToolTip(place, item.text(place))
        if found:
            self.changes.setCurrentItem(self.changes.topLevelItem(0))
        self.restore.setEnabled(bool(found) and not self._document.read_only)

    def _go(self, item: QTreeWidgetItem) -> None:
        ref: CellRef | None = item.data(0, _ITEM)
        if ref is not None:
            self.goto.emit(CellRef(*ref))  # Qt hands a named tuple back as a plain one

    def _make(self) -> None:
        version = self._versions.make(self.name.text())
        if version is None:
            return
        self.name.clear()
        self.list.setCurrentItem(None)
        self.refresh()
        self.made.emit(version)

    def _restore(self) -> None:
        version = self.current
        if version is None:
            return
        count = self.changes.topLevelItemCount()
        if self._versions.restore(version) is not None:
            self.refresh()
            self.restored.emit(version, count)


def _summary(found: tuple[Difference, ...]) -> str:
    if not found:
        return "这个版本与现在的内容完全相同。"
    return f"{len(found)} 处与现在不同；恢复后会变成右边一栏的样子。按 Enter 键可转到所在栏目。"
