"""填报进度: what is filled and what is missing, page by page, with the way to each empty place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gui.help_topics import CHARTS, set_topic
from gui.icons import icon
from gui.labels import bold_label, gap, quiet_label
from gui.screen_room import available
from gui.severity_look import passed_color
from model.cells import CellRef
from model.progress import Missing, PartProgress, missing_sentence

Page = tuple[str, tuple[str, ...]]
"""A page of the packet: its title and its forms."""
_REF = Qt.ItemDataRole.UserRole
_LINES, _LETTERS = 14, 40


def totals(parts: Sequence[PartProgress]) -> tuple[int, int]:
    """Filled and required of all parts together."""
    return sum(part.filled for part in parts), sum(part.required for part in parts)


def progress_words(parts: Sequence[PartProgress]) -> str:
    """已填 102/159, or 已填齐."""
    filled, required = totals(parts)
    return "已填齐" if filled == required else f"已填 {filled}/{required}"


class ProgressPopup(QFrame):
    """Opens above the status bar; Enter or a click goes to an empty place, Esc closes."""

    jump = Signal(object)
    """A CellRef that is still empty."""

    def __init__(
        self, pages: Sequence[Page], parts: Sequence[PartProgress], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName("填报进度")
        set_topic(self, CHARTS)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.summary = bold_label(_summary(parts))
        self.tree = self._make_tree()
        self._fill(pages, parts)
        column = QVBoxLayout(self)
        step = gap(self, 2)
        column.setContentsMargins(2 * step, step, 2 * step, step)
        column.setSpacing(step)
        column.addWidget(self.summary)
        column.addWidget(self.tree, 1)
        note: QLabel = quiet_label(
            "只数材料必须有的栏目；没有就可以不填的（如没有发生的收入）和打印后手写的意见不算。"
        )
        column.addWidget(note)
        self.tree.setFocus()

    def open_above(self, button: QWidget) -> None:
        """Show with the lower left corner at the button, inside the screen."""
        letter = self.fontMetrics().horizontalAdvance("字")
        room = available(button)
        size = QSize(_LETTERS * letter, _LINES * self.fontMetrics().height() * 3 // 2 + 6 * letter)
        size = size.boundedTo(room.size() * 0.8)
        corner = button.mapToGlobal(QPoint(0, 0))
        left = max(room.left(), min(corner.x(), room.right() - size.width()))
        self.setGeometry(left, max(room.top(), corner.y() - size.height()), size.width(), size.height())
        self.show()
        self.tree.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes where the line leads."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go(self.tree.currentItem())
        else:
            super().keyPressEvent(event)

    # -- inside --------------------------------------------------------------------------------------------------

    def _make_tree(self) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setColumnCount(2)
        tree.setHeaderHidden(True)
        tree.setFrameShape(QFrame.Shape.NoFrame)
        tree.setUniformRowHeights(True)
        tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        tree.setAccessibleName("各页填报进度")
        tree.header().setStretchLastSection(False)
        tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        tree.itemClicked.connect(lambda item: self._go(item) if not item.childCount() else None)
        return tree

    def _fill(self, pages: Sequence[Page], parts: Sequence[PartProgress]) -> None:
        first = None
        for title, sheets in pages:
            mine = [part for part in parts if part.sheet in sheets]
            if not mine:
                continue
            filled, required = totals(mine)
            item = QTreeWidgetItem(self.tree, [title, f"{filled}/{required}"])
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            missing = tuple(one for part in mine for one in part.missing)
            if missing:
                item.setToolTip(0, missing_sentence(missing))
                item.setIcon(0, icon("unchecked"))
                first = first or item
            else:
                item.setIcon(0, icon("passed", passed_color()))
            self._add_missing(item, missing)
        if first is not None:
            first.setExpanded(True)
            self.tree.setCurrentItem(first.child(0))

    @staticmethod
    def _add_missing(item: QTreeWidgetItem, missing: Sequence[Missing]) -> None:
        for one in missing:
            child = QTreeWidgetItem(item, [one.words, "去填写"])
            child.setData(0, _REF, one.ref)
            child.setToolTip(0, one.words)

    def _go(self, item: QTreeWidgetItem | None) -> None:
        ref = item.data(0, _REF) if item is not None else None
        if ref is not None:
            self.close()
            self.jump.emit(CellRef(*ref))  # Qt hands a named tuple back as a plain one
        elif item is not None:
            item.setExpanded(not item.isExpanded())


def _summary(parts: Sequence[PartProgress]) -> str:
    filled, required = totals(parts)
    if filled == required:
        return f"必填的 {required} 项都已填写。"
    return f"必填 {required} 项，已填 {filled} 项，还缺 {required - filled} 项。"
