"""The report's chapters at the left: what is written, what is empty, what is open."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from gui.document import Document
from gui.icons import icon
from gui.palette import grid_color, secondary_text, space
from gui.severity_look import Level, level_color
from model.edits import Changes
from model.findings import Severity
from model.formdef import RowDef
from model.forms.prose import CHAPTERS
from model.textlength import length_of, length_words

_NOTE, _COUNTS, _FILLED = (Qt.ItemDataRole.UserRole + number for number in range(3))
_LETTERS = 19
_ROWS = [row for row in CHAPTERS.rows if isinstance(row, RowDef)]


class ChapterDelegate(QStyledItemDelegate):
    """Two lines: the title; below it how long the chapter is and how much is open."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Two lines with air."""
        return QSize(super().sizeHint(option, index).width(), round(option.fontMetrics.height() * 2.4))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """A dot, filled where something is written; title; length; counts by level."""
        panel = QStyle.PrimitiveElement.PE_PanelItemViewItem
        option.widget.style().drawPrimitive(panel, option, painter, option.widget)
        metrics = QFontMetricsF(option.fontMetrics)
        step, line = space(metrics, 2), round(metrics.height())
        area = option.rect.adjusted(step, 0, -step, 0)
        upper = QRect(
            area.left() + step * 2, area.center().y() - round(line * 1.08), area.width() - step * 2, line
        )
        lower = upper.translated(0, round(line * 1.15))
        words, quiet = option.palette.text().color(), secondary_text(option.palette)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        filled = bool(index.data(_FILLED))
        size = line * 0.42
        dot = QRectF(area.left() + step * 0.4, upper.center().y() - size / 2, size, size)
        painter.setPen(QPen(quiet if filled else grid_color(option.palette), 1.2))
        painter.setBrush(quiet if filled else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(dot)
        painter.setPen(words)
        title = option.fontMetrics.elidedText(index.data(), Qt.TextElideMode.ElideRight, upper.width())
        painter.drawText(upper, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)
        painter.setPen(quiet)
        painter.drawText(
            lower, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, index.data(_NOTE) or ""
        )
        self._paint_counts(painter, lower, index.data(_COUNTS) or ())
        painter.restore()

    @staticmethod
    def _paint_counts(painter: QPainter, area: QRect, counts: tuple[tuple[Level, int], ...]) -> None:
        metrics = QFontMetricsF(painter.font())
        right, size = float(area.right()), round(metrics.height() * 0.85)
        for level, count in reversed(counts):
            color = level_color(level)
            painter.setPen(color)
            words = str(count)
            right -= metrics.horizontalAdvance(words)
            painter.drawText(QPointF(right, area.center().y() + metrics.ascent() * 0.42), words)
            right -= size + metrics.height() * 0.15
            place = QRect(round(right), area.center().y() - size // 2, size, size)
            icon(level.icon, color).paint(painter, place)
            right -= metrics.height() * 0.5


class ChapterList(QListWidget):
    """Eleven lines that follow the packet."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self.setItemDelegate(ChapterDelegate(self))
        self.setAccessibleName("报告各章")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedWidth(_LETTERS * self.fontMetrics().horizontalAdvance("章"))
        for row in _ROWS:
            QListWidgetItem(row.title, self)
        document.changed.connect(self._on_changed)
        document.opened.connect(self.refresh)
        self.refresh()

    @property
    def row_ids(self) -> list[str]:
        """The chapters' row codes in order."""
        return [row.code for row in _ROWS]

    def refresh(self) -> None:
        """Read lengths and findings anew."""
        if not self._document.is_open:
            return
        for number, row in enumerate(_ROWS):
            ref = CHAPTERS.ref(row.code, "text")
            length = length_of(self._document.book.prose(ref))
            counts = self.counts(row.code)
            item = self.item(number)
            note = length_words(length)
            item.setData(_NOTE, note)
            item.setData(_COUNTS, tuple(counts.items()))
            item.setData(_FILLED, bool(length))
            said = "，".join(f"{level.value} {count} 条" for level, count in counts.items())
            item.setToolTip("\n".join(filter(None, (row.title, note, said))))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, "，".join(filter(None, (row.title, note, said))))

    def counts(self, row: str) -> dict[Level, int]:
        """Open findings of a chapter by level; answered ones are settled."""
        counts: dict[Level, int] = {}
        for finding in self._document.findings_at(CHAPTERS.ref(row, "text")):
            if finding.severity is not Severity.ROUNDING and not self._document.answer(finding):
                level = Level.of(finding.severity)
                counts[level] = counts.get(level, 0) + 1
        return counts

    def _on_changed(self, changes: Changes) -> None:
        if changes.groups or any(ref.sheet == CHAPTERS.code for ref in changes.cells | changes.spoken_of):
            self.refresh()
