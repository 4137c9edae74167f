"""A table's header that stays at the top of the page while its rows go by, and rows that are never cut by it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from gui.labels import gap
from gui.marks import paint_hairlines
from gui.palette import grid_color, label_ground
from gui.tabs.section import Section


class StickyHeader(QWidget):
    """Painted over the page. The mouse does not reach through it: the row behind is not seen."""

    def __init__(self, page: QScrollArea, section: Section) -> None:
        super().__init__(page)
        self._page = page
        self._section = section
        self._table = section.table
        self.hide()
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.timeout.connect(self._after_keys)
        page.verticalScrollBar().valueChanged.connect(self.follow)
        self._table.horizontalHeader().geometriesChanged.connect(self.follow)
        self._table.horizontalHeader().sectionResized.connect(self.update)
        self._table.horizontalScrollBar().valueChanged.connect(self.update)
        self._table.current_ref_changed.connect(self._on_moved)

    def follow(self) -> None:
        """Stand at the top while the header is out of view and rows are in view."""
        top, high = self._top(), self._table.horizontalHeader().height()
        wanted = self._table.isVisible() and top < 0 and top + self._table.height() >= high + self._row()
        self.setVisible(wanted)
        if wanted:
            view = self._page.viewport().geometry()
            left = self._table.mapTo(self._page.viewport(), QPoint()).x()
            self.setGeometry(QRect(view.left() + left, view.top(), self._table.width(), high + 1))
            self.raise_()

    def keep_clear(self, *, caption_too: bool = False) -> None:
        """The row of the cursor is wholly in view; on request so is the caption, where there is room for both."""
        index, bar = self._table.currentIndex(), self._page.verticalScrollBar()
        if not index.isValid() or not self._table.isVisible():
            return
        row = self._table.visualRect(index)
        top = self._table.viewport().mapTo(self._page.viewport(), row.topLeft()).y()
        room = self._page.viewport().height()
        caption = self._section.mapTo(self._page.viewport(), QPoint()).y() - gap(self, 2)
        if caption_too and caption < 0 and top - caption + row.height() <= room:
            bar.setValue(bar.value() + caption)
            return
        high = self._table.horizontalHeader().height() if self._top() < 0 else 0
        if top < high:
            bar.setValue(bar.value() + top - high)
        elif top + row.height() > room:
            bar.setValue(bar.value() + min(top - high, top + row.height() - room))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The header as it is, and a line below it."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), label_ground(self.palette()))
        header = self._table.banded_header
        corner = header.viewport().mapTo(self._table, QPoint())
        painter.save()
        painter.translate(corner)
        header.paint_bands(painter, header.viewport().rect())
        painter.restore()
        paint_hairlines(painter, QRectF(self.rect()), grid_color(self.palette()))
        painter.end()

    def _after_keys(self) -> None:
        """At the first row the clerk is at the beginning of the form, which is its caption."""
        self.keep_clear(caption_too=self._table.currentIndex().row() == 0)

    def _row(self) -> int:
        return self._table.verticalHeader().defaultSectionSize()

    def _top(self) -> int:
        return self._table.mapTo(self._page.viewport(), QPoint()).y()

    def _on_moved(self) -> None:
        """After Qt's own scrolling. What is clicked stands where it stands: the second click must meet it."""
        self.update()
        if not self._table.is_clicked:
            self._settle.start()
