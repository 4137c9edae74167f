"""How high the words in the cells of a table stand: measured once for a table as it is, then asked for thousands of cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyleOptionViewItem

from gui.palette import row_height

if TYPE_CHECKING:
    from gui.form_view import FormTable


class WordHeights:
    """For the table's font and the widths that its columns have now."""

    def __init__(self, table: FormTable) -> None:
        option = QStyleOptionViewItem()
        table.initViewItemOption(option)
        self._table = table
        self._font = QFont(option.font)  # the option's own goes with it
        self._metrics = QFontMetricsF(option.font, option.widget)
        self._room: dict[int, float] = {}
        self.line = row_height(self._metrics)
        """The height of a cell of one line."""

    def of(self, row: int, column: int) -> int:
        """The height of a cell whose words wrap at its column's width."""
        text, room = self._table.form_model.texts.shown(row, column), self._room_in(column)
        if "\n" not in text and self._metrics.horizontalAdvance(text) <= room:
            return self.line  # what stands on one line need not be broken to know it
        lines = sum(self._lines(paragraph, room) for paragraph in text.split("\n"))
        return self.line + round((max(lines, 1) - 1) * self._metrics.lineSpacing() + 0.49)

    def _room_in(self, column: int) -> float:
        if column not in self._room:
            cell = QRectF(0, 0, self._table.columnWidth(column), 0)
            self._room[column] = self._table.cell_delegate.text_rect(cell, self._metrics).width()
        return self._room[column]

    def _lines(self, paragraph: str, room: float) -> int:
        layout = QTextLayout(paragraph, self._font)
        wrap = QTextOption()
        wrap.setWrapMode(QTextOption.WrapMode.WordWrap)
        layout.setTextOption(wrap)
        layout.beginLayout()
        lines = 0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(room, 1))
            lines += 1
        layout.endLayout()
        return lines
