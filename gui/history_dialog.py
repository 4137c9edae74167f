"""操作记录: every step that can be undone or redone, by name; pressing one goes there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gui.document import Document
from gui.help_topics import VERSIONS, set_topic
from gui.labels import quiet_label
from gui.money_view import show_in
from gui.packet_versions import PacketVersions, let_undo
from gui.palette import secondary_text
from gui.step_words import step_words

_SEQ = Qt.ItemDataRole.UserRole
_EXPLANATION = "点一步（或按 Enter 键），就回到这一步刚做完时的样子；后面的步骤变灰，还可以再点回去，做了新的修改才会消失。"
_START = "（最早的样子）"


class HistoryDialog(QDialog):
    """The steps, oldest first, with a mark on the one that stands last."""

    stopped = Signal()
    """The way there ended early."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("操作记录")
        set_topic(self, VERSIONS)
        self._document = document
        self._versions = PacketVersions(document)
        self._going = False
        self.list = QListWidget()
        self.list.setAccessibleName("操作记录")
        self.list.setUniformItemSizes(True)
        self.list.itemClicked.connect(self._go)
        self.list.itemActivated.connect(self._go)
        close = QPushButton("关闭")
        close.setAutoDefault(False)
        close.clicked.connect(self.close)
        column = QVBoxLayout(self)
        column.addWidget(quiet_label(_EXPLANATION))
        column.addWidget(self.list, 1)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(close)
        column.addLayout(line)
        letter = self.fontMetrics().horizontalAdvance("字")
        self.resize(60 * letter, 32 * letter)
        let_undo(self, document)
        document.changed.connect(self.refresh)
        document.standing_changed.connect(self.refresh)
        document.unit_changed.connect(self.refresh)
        document.closing.connect(self.close)
        self.refresh()
        self.list.setFocus()

    def refresh(self) -> None:
        """List the steps anew, the cursor on the one that stands last."""
        if self._going or not self._document.is_open:
            return
        steps, done = self._versions.steps()
        self.list.clear()
        first = steps[0].seq if steps else done + 1
        self._add(_START if first == 1 else "（更早的步骤）", first - 1, done)
        show = show_in(chosen=self._document.in_yuan)
        for step in steps:
            self._add(step_words(self._document.book, step, show), step.seq, done)
        self.list.setEnabled(not self._document.read_only)

    def _add(self, label: str, seq: int, done: int) -> None:
        item = QListWidgetItem(label, self.list)
        item.setData(_SEQ, seq)
        item.setToolTip(label)
        if seq == done:
            font = item.font()
            font.setBold(True)
            item.setFont(font)
            item.setText(f"{label}　← 现在")
            self.list.setCurrentItem(item)
            self.list.scrollToItem(item)
        elif seq > done:
            item.setForeground(secondary_text(self.palette()))

    def _go(self, item: QListWidgetItem) -> None:
        if self._going:
            return
        self._going = True
        try:
            arrived = self._versions.go_to(item.data(_SEQ))
        finally:
            self._going = False
        self.refresh()
        if not arrived:
            self.stopped.emit()

    def changeEvent(self, event: QEvent) -> None:
        """The grey of the undone steps follows a change between light and dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "list"):
            self.refresh()
