"""The figures of the pictures as rows of words: what a screen reader reads, and what can be copied."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from gui.chart_paint import Picture, change_words
from gui.clipboard import format_block
from model.amounts import format_amount
from model.moneyunits import PAPER, SCREEN, MoneyStyle
from model.pictures import Scores, Structure

_COPIED = Qt.ItemDataRole.UserRole
COLUMNS = ("图表", "项目", "数", "比较的数", "比例")


class FigureTable(QTableWidget):
    """Shown with separators; what is copied goes to other programs, and has none."""

    def __init__(self) -> None:
        super().__init__(0, len(COLUMNS))
        self.setHorizontalHeaderLabels(list(COLUMNS))
        self.verticalHeader().hide()
        self.setAlternatingRowColors(True)
        self.setAccessibleName("图表的数据表")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)

    def show_pictures(self, pictures: Sequence[Picture]) -> None:
        """The figures of these instead."""
        rows, plain = (table_rows(pictures, style) for style in (SCREEN, PAPER))
        self.setRowCount(len(rows))
        for number, row in enumerate(rows):
            for column, words in enumerate(row):
                item = QTableWidgetItem(words)
                item.setData(_COPIED, plain[number][column])
                item.setFlags(Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled)
                if column > 1:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.setItem(number, column, item)
        self.resizeRowsToContents()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+C takes the block that is selected; Qt would take one cell of it."""
        if not event.matches(QKeySequence.StandardKey.Copy):
            super().keyPressEvent(event)
            return
        for block in self.selectedRanges():
            rows = range(block.topRow(), block.bottomRow() + 1)
            columns = range(block.leftColumn(), block.rightColumn() + 1)
            lines = [[self.item(row, column).data(_COPIED) for column in columns] for row in rows]
            QGuiApplication.clipboard().setText(format_block(lines))


def table_rows(pictures: Sequence[Picture], style: MoneyStyle) -> list[tuple[str, ...]]:
    """One row for each figure drawn; a picture without figures says what it lacks."""
    rows: list[tuple[str, ...]] = []
    for picture in pictures:
        if picture.lacking:
            rows.append((picture.title, picture.lacking, "", "", ""))
        elif isinstance(picture, Structure):
            rows += [
                (picture.title, part.name, style.amount(part.amount), "", f"{part.share}%")
                for part in picture.parts
            ]
            if picture.total is not None:
                rows.append((picture.title, "合计", style.amount(picture.total), "", ""))
        elif isinstance(picture, Scores):
            rows += [
                (
                    picture.title,
                    one.name,
                    f"得分 {format_amount(one.score)}",
                    f"分值 {format_amount(one.weight)}",
                    f"{one.rate}%",
                )
                for one in picture.scores
            ]
        else:
            before, now = picture.years
            rows += [
                (
                    picture.title,
                    pair.name,
                    f"{now} {style.amount(pair.now)}",
                    f"{before} {style.amount(pair.before)}",
                    change_words(pair.change),
                )
                for pair in picture.pairs
            ]
    return rows
