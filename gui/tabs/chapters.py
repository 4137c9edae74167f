"""评价报告: the eleven chapters, a list at the left and the text at the right."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QIcon, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from gui.chapter_editor import ChapterEditor, reading_margins
from gui.document import Document
from gui.flash import Flash
from gui.icons import icon
from gui.labels import bold_label, gap
from gui.palette import secondary_text, space
from gui.severity_look import Level, level_color
from gui.tabs.base import PacketTab
from model.cells import CellRef
from model.edits import Changes
from model.findings import Span
from model.formdef import RowDef
from model.forms.prose import CHAPTERS

_NOTE = Qt.ItemDataRole.UserRole
_MARK = Qt.ItemDataRole.UserRole + 1
_LIST_LETTERS = 24


class ChapterDelegate(QStyledItemDelegate):
    """Title at the left, length at the right, in a line and a half of height."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """A line with air."""
        return QSize(super().sizeHint(option, index).width(), option.fontMetrics.height() * 2)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Title at the left, note at the right, between them the mark of the gravest finding."""
        note, mark = index.data(_NOTE) or "", index.data(_MARK)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        panel = QStyle.PrimitiveElement.PE_PanelItemViewItem
        option.widget.style().drawPrimitive(panel, option, painter, option.widget)
        step, size = space(QFontMetricsF(option.fontMetrics), 2), option.fontMetrics.height()
        area = option.rect.adjusted(step, 0, -step, 0)
        painter.save()
        painter.setPen(option.palette.highlightedText().color() if chosen else secondary_text(option.palette))
        painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, note)
        area.setRight(area.right() - option.fontMetrics.horizontalAdvance(note) - step)
        if mark:
            place = QRect(area.right() - size, area.center().y() - size // 2, size, size)
            mark.paint(painter, place, mode=QIcon.Mode.Selected if chosen else QIcon.Mode.Normal)
            area.setRight(place.left() - step)
        painter.setPen(option.palette.highlightedText().color() if chosen else option.palette.text().color())
        title = option.fontMetrics.elidedText(index.data(), Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)
        painter.restore()


class ChaptersTab(PacketTab):
    """Each chapter is one prose cell."""

    title = "评价报告"
    sheets = ("chapters",)

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self._rows = [row for row in CHAPTERS.rows if isinstance(row, RowDef)]
        self.list = QListWidget()
        self.list.setItemDelegate(ChapterDelegate(self.list))
        self.list.setAccessibleName("报告各章")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._heading = bold_label()
        self.editor = ChapterEditor(document)
        self.editor.message.connect(self.message)
        reading_margins(self.editor)
        for row in self._rows:
            QListWidgetItem(row.title, self.list).setToolTip(row.title)
        self._lay_out()
        self.list.currentRowChanged.connect(self._show_chapter)
        document.changed.connect(self._on_changed)
        document.opened.connect(self._on_opened)
        self._on_opened()

    def goto(self, ref: CellRef, span: Span | None = None) -> None:
        """Show a chapter and select the stretch that is meant."""
        self.list.setCurrentRow([row.code for row in self._rows].index(ref.row))
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        if span is not None:
            self.editor.select(span)
        Flash.over(self.editor.viewport(), self._target())

    def commit(self) -> None:
        """Take over what is being typed right now."""
        self.editor.commit()

    def _target(self) -> QRect:
        """The line of the selected stretch, else the whole text."""
        whole, cursor = self.editor.viewport().rect(), self.editor.cursorRect()
        return (
            QRect(0, cursor.top(), whole.width(), cursor.height())
            if self.editor.textCursor().hasSelection()
            else whole
        )

    def _lay_out(self) -> None:
        page = QWidget()
        em = self.fontMetrics().horizontalAdvance("章")
        self.list.setFixedWidth(_LIST_LETTERS * em)
        right = QVBoxLayout()
        right.setSpacing(gap(self, 1.5))
        right.addWidget(self._heading)
        right.addWidget(self.editor, 1)
        row = QHBoxLayout(page)
        margin = gap(self, 4)
        row.setContentsMargins(margin, margin, margin, margin)
        row.setSpacing(margin)
        row.addWidget(self.list)
        row.addLayout(right, 1)
        self.setWidget(page)

    def _on_opened(self) -> None:
        if self.document.is_open:
            self._show_notes()
            self.list.setCurrentRow(0)
            self._show_chapter(0)

    def _on_changed(self, changes: Changes) -> None:
        findings = (*changes.findings_added, *changes.findings_removed)
        if any(ref.sheet == "chapters" for ref in (*changes.cells, *(finding.place for finding in findings))):
            self._show_notes()

    def _show_chapter(self, index: int) -> None:
        if 0 <= index < len(self._rows):
            row = self._rows[index]
            self._heading.setText(row.title)
            self.editor.show_cell(CHAPTERS.ref(row.code, "text"), row.title)

    def _show_notes(self) -> None:
        for index, row in enumerate(self._rows):
            ref = CHAPTERS.ref(row.code, "text")
            length = len(self.document.book.text(ref).replace("\n", ""))
            item = self.list.item(index)
            item.setData(_NOTE, f"{length:,} 字" if length else "空")
            worst = next(iter(self.document.findings_at(ref)), None)
            level = Level.of(worst.severity) if worst else None
            item.setData(_MARK, icon(level.icon, level_color(level)) if level else None)
