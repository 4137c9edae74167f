"""How the score of the current indicator came about, in one line."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from gui.cell_words import score_sentence
from gui.document import Document
from gui.form_view import FormTable
from gui.labels import gap
from gui.marks import paint_hairlines
from gui.palette import grid_color
from model.book import Book
from model.forms.indicators import INDICATORS
from model.formula import figure
from model.naming import indicator_name


class ScoreLine(QLabel):
    """Follows the table's cursor; hidden while there is none. ``size_wanted``: it needs another height."""

    size_wanted = Signal()

    def __init__(self, document: Document, table: FormTable, parent: QWidget) -> None:
        super().__init__(parent)
        self._document = document
        self._table = table
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        step = gap(self, 1)
        self.setContentsMargins(4 * step, step, 4 * step, step)
        self.setAccessibleName("得分是怎样算出来的")
        self.hide()
        table.current_ref_changed.connect(self.refresh)
        document.changed.connect(self.refresh)
        document.opened.connect(self.refresh)

    def refresh(self, *_: object) -> None:
        """Read the current row anew."""
        ref = self._table.current_ref if self._document.is_open else None
        words = self._words_of(ref.row) if ref is not None else ""
        if words != self.text():
            self.setText(words)
            self.setVisible(bool(words))
            self.size_wanted.emit()

    def _words_of(self, row: str) -> str:
        return score_words(self._document.book, row, in_yuan=self._document.in_yuan)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The words below a hairline."""
        super().paintEvent(event)
        painter = QPainter(self)
        paint_hairlines(
            painter, QRectF(0, -self.height(), self.width(), self.height() + 1), grid_color(self.palette())
        )
        painter.end()


def score_words(book: Book, row: str, *, in_yuan: bool) -> str:
    """The indicator, how its score is worked out, and the score given where that is another one."""
    if row not in book.group("indicators"):
        return ""
    number = book.group("indicators").index(row) + 1
    sentence = score_sentence(book, INDICATORS.ref(row, "proposed"), in_yuan=in_yuan)
    words = f"{number}．{indicator_name(book, row)}：{sentence}"
    proposed, score = (book.number(INDICATORS.ref(row, column)) for column in ("proposed", "score"))
    if proposed is None or score is None or proposed == score:
        return words
    more = f"{'多' if score > proposed else '少'} {figure(abs(score - proposed))} 分"
    ask = "" if book.text(INDICATORS.ref(row, "reason")) else "；请在“偏差原因及改进措施”中写明原因"
    return f"{words}计算得分 {figure(proposed)}，自评得分 {figure(score)}，{more}{ask}。"
