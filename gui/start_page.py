"""The first page: the packets of before as cards, and the ways to begin."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QFont, QKeyEvent, QPalette, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QStackedWidget,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from gui.labels import bold_label, quiet_label
from gui.link_button import LinkButton
from gui.packet_card import PACKET, STATE, CardDelegate, card_words
from gui.settings import Recent

if TYPE_CHECKING:
    from gui.recent_check import FileState, RecentCheck

TITLE = "部门整体支出绩效自评"
HINTS = {
    "新建": "建立本部门一个年度的文件",
    "打开": "打开已有的文件（.jxzp）",
    "导入": "从 Word、Excel 或文本文件读入",
    "打开样例": "看一份填好的材料，可以随意改动",
}
_AIR = ((3, 1, 2), (1, 0.5, 1), (0.5, 0, 0.5))
"""Empty lines above the page, between its title and the rest, and under it, as there is room."""
_NOTHING = "还没有打开过文件。\n\n第一次使用，可以先“打开样例”看一看，再“新建”本部门的文件。"


class CardList(QListWidget):
    """Cards in as many columns as have room, all of one width; arrows, Enter and Del work as in any list."""

    def __init__(self) -> None:
        super().__init__()
        self._cards = CardDelegate(None)
        self.setItemDelegate(self._cards)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        # A ground of our own: to name the one that Qt made, PySide loads every kind of widget there is.
        ground = QWidget()
        ground.setAutoFillBackground(False)
        self.setViewport(ground)
        self.setAccessibleName("最近打开的文件")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the columns."""
        # Qt keeps room for a scroll bar while it places icons, whether there is one or not.
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent, None, self.verticalScrollBar())
        room = self.width() - bar - 1
        columns = max(1, room // self._cards.least_width(self.fontMetrics()))
        if self._cards.width != room // columns:
            self._cards.width = room // columns
            self.scheduleDelayedItemsLayout()
        super().resizeEvent(event)


class StartPage(QScrollArea):
    """Asks for everything through signals and actions; opens nothing itself."""

    open_recent = Signal(str)
    forget_recent = Signal(str)

    def __init__(self, actions: Sequence[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = CardList()
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.list.itemActivated.connect(lambda item: self.open_recent.emit(item.data(PACKET).path))
        self.list.installEventFilter(self)
        forget = QAction("从列表中移去（不删除文件）\tDel", self.list)
        forget.triggered.connect(self._forget)
        self.list.addAction(forget)
        self._none = QLabel(_NOTHING)
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._none.setWordWrap(True)
        self._none.setAutoFillBackground(True)
        self._none.setBackgroundRole(QPalette.ColorRole.Base)
        self._none.setFrameShape(QFrame.Shape.StyledPanel)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._none)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._buttons: dict[LinkButton, QAction] = {}
        self._lay_out(actions)

    def show_recent(self, packets: Sequence[Recent]) -> None:
        """Show a card for each of these packets; the disk is asked once the cards are painted."""
        self.list.clear()
        for packet in packets:
            item = QListWidgetItem(self.list)
            item.setData(PACKET, packet)
            self._describe(item)
        if packets:
            self.list.setCurrentRow(0)
            self.list.setFocus()  # also while the page is out of view: there the keys go when it comes back
        self._stack.setCurrentIndex(0 if packets else 1)
        if self.isVisible():
            self._check_files()

    def enter(self) -> None:
        """Give the keys to the cards; where there are none, to the button that had them, or to the first."""
        before = self.focusWidget()
        button = before if before in self._buttons else next(iter(self._buttons))
        (self.list if self.list.count() else button).setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """The disk is asked after the first paint."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._check_files)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Del takes a card off the list."""
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if watched is self.list and pressed and event.key() == Qt.Key.Key_Delete:
            self._forget()
            return True
        return bool(super().eventFilter(watched, event))

    @cached_property
    def _check(self) -> RecentCheck:
        """Looks for the files once the page is painted."""
        from gui.recent_check import RecentCheck

        check = RecentCheck(self)
        check.checked.connect(self._show_state)
        return check

    def _check_files(self) -> None:
        self._check.start([self.list.item(row).data(PACKET).path for row in range(self.list.count())])

    def _show_state(self, state: FileState) -> None:
        for row in range(self.list.count()):
            item = self.list.item(row)
            if item.data(PACKET).path == state.path:
                item.setData(STATE, state)
                self._describe(item)

    @staticmethod
    def _describe(item: QListWidgetItem) -> None:
        words = card_words(item.data(PACKET), item.data(STATE))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, words.spoken)
        item.setToolTip(words.place)

    def _forget(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.forget_recent.emit(item.data(PACKET).path)

    def _lay_out(self, actions: Sequence[QAction]) -> None:
        em = self.fontMetrics().height()
        title = QLabel(TITLE)
        font = QFont(title.font())
        font.setPointSizeF(font.pointSizeF() * 1.8)
        font.setBold(True)
        title.setFont(font)
        self._below = quiet_label("填报、审核、打印都在本机完成；每一处改动随时存入文件。")
        buttons = QVBoxLayout()
        buttons.setSpacing(em // 2)
        for action in actions:
            buttons.addWidget(self._button(action))
        buttons.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(em // 2)
        right.addWidget(bold_label("最近打开"))
        right.addWidget(self._stack, 1)
        row = QHBoxLayout()
        row.setSpacing(2 * em)
        row.addLayout(buttons)
        row.addLayout(right, 1)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setSpacing(em // 2)
        column.addWidget(title)
        column.addWidget(self._below)
        column.addLayout(row, 1)
        self.setWidget(page)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In large type on a small screen the page stands closer to its edges, before it would scroll beside its list."""
        super().resizeEvent(event)
        em, page = self.fontMetrics().height(), self.widget()
        for above, between, under in _AIR:
            page.layout().setContentsMargins(4 * em, round(above * em), 4 * em, round(under * em))
            self._below.setContentsMargins(0, 0, 0, round(between * em))
            if page.minimumSizeHint().height() <= self.viewport().height():
                return

    def _button(self, action: QAction) -> LinkButton:
        em = self.fontMetrics().height()
        button = LinkButton(action.iconText(), HINTS[action.iconText()])
        button.setIcon(action.icon())
        button.setIconSize(QSize(em * 3 // 2, em * 3 // 2))
        button.setFixedWidth(max(button.sizeHint().width(), 17 * em))
        button.setToolTip(action.toolTip())
        button.clicked.connect(action.trigger)
        self._buttons[button] = action
        return button

    def refresh_icons(self) -> None:
        """Take over the actions' icons after a change between light and dark."""
        for button, action in self._buttons.items():
            button.setIcon(action.icon())
        self.list.viewport().update()
