"""The first page: the packets of before, and the ways to begin."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFont, QPainter, QPalette
from PySide6.QtWidgets import (
    QCommandLinkButton,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from gui.labels import bold_label, quiet_label
from gui.palette import secondary_text
from gui.settings import Recent

TITLE = "部门整体支出绩效自评"
HINTS = {
    "新建": "建立本部门一个年度的文件",
    "打开": "打开已有的文件（.jxzp）",
    "导入": "从 Word、Excel 或文本文件读入",
    "打开样例": "看一份填好的材料，可以随意改动",
}
_PACKET = Qt.ItemDataRole.UserRole


class RecentDelegate(QStyledItemDelegate):
    """A packet on two lines: year and department, then where it is kept."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Two lines and the air around them."""
        return QSize(0, option.fontMetrics.height() * 3)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Name in bold and the state at the right; the path below, shortened in its middle."""
        packet: Recent = index.data(_PACKET)
        style = option.widget.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        strong = option.palette.color(
            QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Text
        )
        weak = strong if chosen else secondary_text(option.palette)
        height = option.fontMetrics.height()
        area = option.rect.adjusted(height // 2, height // 3, -height // 2, -height // 3)
        upper = QRect(area.left(), area.top(), area.width(), area.height() // 2)
        lower = upper.translated(0, upper.height())
        state = packet.verdict if packet.exists else "文件不在原处"
        painter.save()
        painter.setPen(weak)
        painter.drawText(upper, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, state)
        path = option.fontMetrics.elidedText(packet.path, Qt.TextElideMode.ElideMiddle, lower.width())
        painter.drawText(lower, Qt.AlignmentFlag.AlignVCenter, path)
        font = QFont(option.font)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(strong if packet.exists else weak)
        upper.setRight(upper.right() - option.fontMetrics.horizontalAdvance(state) - height)
        name = painter.fontMetrics().elidedText(_name(packet), Qt.TextElideMode.ElideRight, upper.width())
        painter.drawText(upper, Qt.AlignmentFlag.AlignVCenter, name)
        painter.restore()


class StartPage(QScrollArea):
    """Asks for everything through signals and actions; opens nothing itself."""

    open_recent = Signal(str)
    forget_recent = Signal(str)

    def __init__(self, actions: Sequence[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = QListWidget()
        self.list.setItemDelegate(RecentDelegate(self.list))
        self.list.setAccessibleName("最近打开的文件")
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.list.itemActivated.connect(lambda item: self.open_recent.emit(item.data(_PACKET).path))
        forget = QAction("从列表中移去（不删除文件）", self.list)
        forget.triggered.connect(self._forget)
        self.list.addAction(forget)
        self._none = QLabel(
            "还没有打开过文件。\n\n第一次使用，可以先“打开样例”看一看，再“新建”本部门的文件。"
        )
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._none)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._buttons: dict[QCommandLinkButton, QAction] = {}
        self._lay_out(actions)

    def show_recent(self, packets: Sequence[Recent]) -> None:
        """List these packets."""
        self.list.clear()
        for packet in packets:
            item = QListWidgetItem(self.list)
            item.setData(_PACKET, packet)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{_name(packet)}，{packet.path}")
            item.setToolTip(packet.path)
        if packets:
            self.list.setCurrentRow(0)
        self._stack.setCurrentIndex(0 if packets else 1)

    def _forget(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.forget_recent.emit(item.data(_PACKET).path)

    def _lay_out(self, actions: Sequence[QAction]) -> None:
        em = self.fontMetrics().height()
        title = QLabel(TITLE)
        font = QFont(title.font())
        font.setPointSizeF(font.pointSizeF() * 1.8)
        font.setBold(True)
        title.setFont(font)
        below = quiet_label("填报、审核、打印都在本机完成；每一处改动随时存入文件。")
        buttons = QVBoxLayout()
        buttons.setSpacing(em // 2)
        for action in actions:
            buttons.addWidget(self._button(action))
        buttons.addStretch(1)
        heading = bold_label("最近打开")
        right = QVBoxLayout()
        right.setSpacing(em // 2)
        right.addWidget(heading)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self._stack.setFrameShape(QFrame.Shape.StyledPanel)
        self._stack.setAutoFillBackground(True)
        self._stack.setBackgroundRole(QPalette.ColorRole.Base)
        right.addWidget(self._stack, 1)
        row = QHBoxLayout()
        row.setSpacing(2 * em)
        row.addLayout(buttons)
        row.addLayout(right, 1)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(4 * em, 3 * em, 4 * em, 3 * em)
        column.setSpacing(em // 2)
        column.addWidget(title)
        column.addWidget(below)
        column.addSpacing(em)
        column.addLayout(row, 1)
        self.setWidget(page)

    def _button(self, action: QAction) -> QCommandLinkButton:
        em = self.fontMetrics().height()
        button = QCommandLinkButton(action.iconText(), HINTS[action.iconText()])
        button.setIcon(action.icon())
        button.setIconSize(QSize(em * 3 // 2, em * 3 // 2))
        button.setFixedWidth(19 * em)
        button.clicked.connect(action.trigger)
        self._buttons[button] = action
        return button

    def refresh_icons(self) -> None:
        """Take over the actions' icons after a change between light and dark."""
        for button, action in self._buttons.items():
            button.setIcon(action.icon())


def _name(packet: Recent) -> str:
    return f"{packet.year}年度　{packet.department or '（未填部门名称）'}"
