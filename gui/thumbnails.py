"""The small pictures of the pages beside the preview: where one is, and the way to any page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    QSizeF,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPalette
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from export.parts import part_title
from gui.palette import accent, grid_color, space
from gui.preview_pages import PageKey

_PAPER = QColor("white")
_LETTERS = 9
"""How many Chinese characters wide a thumbnail is: it follows the size of type."""
Index = QModelIndex | QPersistentModelIndex


class _Pages(QAbstractListModel):
    """The pages in paper order."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.pages: list[tuple[PageKey, QSizeF]] = []

    def show(self, pages: dict[PageKey, QSizeF]) -> None:
        """Take over other pages; with the same ones, the selection stays."""
        new = list(pages.items())
        if new != self.pages:
            self.beginResetModel()
            self.pages = new
            self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """The number of pages."""
        return 0 if parent.isValid() else len(self.pages)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The page's number; with the first page of a part, its title."""
        if not index.isValid():
            return None
        key, _size = self.pages[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{index.row() + 1}" if key.index else f"{index.row() + 1}　{part_title(key.part)}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"第 {index.row() + 1} 页，{part_title(key.part)}第 {key.index + 1} 页"
        return None


class _Painter(QStyledItemDelegate):
    """A page, its number below, a frame in the colour of the system around the page in view."""

    def __init__(self, picture: Callable[[PageKey], QImage | None], view: Thumbnails) -> None:
        super().__init__(view)
        self._picture = picture
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The page's own proportions, and a line for the number."""
        page = self._view.page_size(index.row())
        return QSize(page.width(), page.height() + self._below(option) + self._gap(option))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The page and its number."""
        palette = self._view.palette()
        size = self._view.page_size(index.row())
        left = option.rect.left() + (option.rect.width() - size.width()) // 2
        page = QRect(left, option.rect.top() + self._gap(option), size.width(), size.height())
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        frame = accent(palette) if selected else grid_color(palette)
        width = max(2, self._gap(option) // 3) if selected else 1
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(page.adjusted(-width, -width, width, width), frame)
        picture = self._picture(self._view.key(index.row()))
        if picture is None:
            painter.fillRect(page, _PAPER)
        else:
            painter.drawImage(page, picture)
        line = QRect(option.rect.left(), page.bottom() + width, option.rect.width(), self._below(option))
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        words = option.fontMetrics.elidedText(
            index.data(Qt.ItemDataRole.DisplayRole), Qt.TextElideMode.ElideRight, line.width()
        )
        painter.drawText(line, Qt.AlignmentFlag.AlignCenter, words)
        painter.restore()

    @staticmethod
    def _below(option: QStyleOptionViewItem) -> int:
        return round(option.fontMetrics.height() * 1.5)

    @staticmethod
    def _gap(option: QStyleOptionViewItem) -> int:
        return space(QFontMetricsF(option.fontMetrics), 1.5)


class Thumbnails(QListView):
    """Arrow keys and clicks go to a page."""

    chosen = Signal(int)
    """A page's place in paper order: the clerk wants to see it."""
    view_changed = Signal()
    """Other thumbnails show: other pictures are needed."""

    def __init__(self, picture: Callable[[PageKey], QImage | None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("页面缩略图")
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._following = False
        self._pages = _Pages(self)
        self.setModel(self._pages)
        self.setItemDelegate(_Painter(picture, self))
        self.verticalScrollBar().valueChanged.connect(self.view_changed)
        self.selectionModel().currentChanged.connect(self._on_current_changed)

    def show_pages(self, pages: dict[PageKey, QSizeF]) -> None:
        """Show these."""
        top = self.verticalScrollBar().value()
        self._pages.show(pages)
        self.verticalScrollBar().setValue(top)
        self.view_changed.emit()

    def follow(self, page: int) -> None:
        """Mark the page in view, without asking to go there."""
        if not 0 <= page < self._pages.rowCount() or page == self.currentIndex().row():
            return
        self._following = True
        self.setCurrentIndex(self._pages.index(page))
        self._following = False

    def key(self, row: int) -> PageKey:
        """Which page it is."""
        return self._pages.pages[row][0]

    def page_size(self, row: int) -> QSize:
        """A thumbnail's size: all fit into the same square, so that pages on their side take no more room."""
        side = self._side
        return (
            self._pages.pages[row][1].scaled(QSizeF(side, side), Qt.AspectRatioMode.KeepAspectRatio).toSize()
        )

    def visible_pages(self) -> list[PageKey]:
        """The pages whose thumbnails show."""
        if not self._pages.pages:
            return []
        area = self.viewport().rect()
        first = self.indexAt(QPoint(area.center().x(), area.top()))
        top = first.row() if first.isValid() else 0
        shown = []
        for row in range(top, len(self._pages.pages)):
            if self.visualRect(self._pages.index(row)).top() > area.bottom():
                break
            shown.append(self.key(row))
        return shown

    def pixel_width(self, page: PageKey) -> int:
        """How wide a thumbnail's picture has to be, in the screen's own pixels."""
        row = next(row for row, (key, _size) in enumerate(self._pages.pages) if key == page)
        return max(1, round(self.page_size(row).width() * self.devicePixelRatioF()))

    def sizeHint(self) -> QSize:
        """One thumbnail wide, and room for the scroll bar."""
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(self._side + bar, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """As wide as one thumbnail."""
        return self.sizeHint()

    @property
    def _side(self) -> int:
        return _LETTERS * self.fontMetrics().height()

    def _on_current_changed(self, index: QModelIndex) -> None:
        if index.isValid() and not self._following:
            self.chosen.emit(index.row())
