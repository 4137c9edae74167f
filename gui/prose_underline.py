"""The lines under words in question: waves for 强制, dots for 提示, dashes for 尾差, as thick as the type asks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from PySide6.QtCore import QLineF, QPoint, QPointF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPen, QTextCursor, QTextLine
from PySide6.QtWidgets import QTextEdit

from gui.prose_marks import Mark, mark_color
from model.findings import Severity


def paint_underlines(editor: QTextEdit, marks: Iterable[Mark]) -> None:
    """Draw on the editor's viewport, after its text."""
    area = editor.viewport().rect()
    first = editor.cursorForPosition(QPoint(0, 0)).position()
    last = editor.cursorForPosition(area.bottomRight()).position()
    seen = [
        mark for mark in marks if mark.core.selectionEnd() >= first and mark.core.selectionStart() <= last
    ]
    if not seen:
        return
    painter = QPainter(editor.viewport())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    size = QFontMetricsF(editor.font()).height()
    for mark in sorted(seen, key=lambda mark: -mark.finding.severity.rank):
        painter.setPen(_pen(mark, size))
        for line in _lines(editor, mark.core, first, last):
            if mark.finding.severity is Severity.MANDATORY:
                painter.drawPath(_wave(line, size))
            else:
                painter.drawLine(line)
    painter.end()


def _pen(mark: Mark, size: float) -> QPen:
    severity = mark.finding.severity
    width = max(1.0, size / (11 if severity is Severity.ADVISORY else 15))
    pen = QPen(mark_color(mark), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    if severity is Severity.ADVISORY:
        pen.setDashPattern([0.01, 2.2])
    elif severity is Severity.ROUNDING:
        pen.setDashPattern([3.0, 3.0])
    return pen


def _wave(line: QLineF, size: float) -> QPainterPath:
    step, height = size / 6, size / 14
    path = QPainterPath(QPointF(line.x1(), line.y1()))
    count = max(2, round(line.length() / step))
    xs = [line.x1() + line.length() * number / count for number in range(count + 1)]
    for number, (start, end) in enumerate(pairwise(xs)):
        peak = line.y1() + (height if number % 2 else -height) * 2
        path.quadTo(QPointF((start + end) / 2, peak), QPointF(end, line.y1()))
    return path


def _lines(editor: QTextEdit, words: QTextCursor, first: int, last: int) -> Iterator[QLineF]:
    """The stretch under the words in each printed line."""
    position, end = max(words.selectionStart(), first), min(words.selectionEnd(), last + 1)
    cursor = QTextCursor(words)
    while position < end:
        cursor.setPosition(position)
        block = cursor.block()
        layout, place = block.layout(), position - block.position()
        line = layout.lineForTextPosition(place)
        if not line.isValid():
            return
        until = min(end - block.position(), line.textStart() + line.textLength())
        rect = editor.cursorRect(cursor)
        width = _x(line, until) - _x(line, place)
        y = rect.bottom() + QFontMetricsF(editor.font()).height() * 0.04
        if width > 0:
            yield QLineF(rect.left(), y, rect.left() + width, y)
        position = block.position() + max(until, place + 1)
        if until >= block.length() - 1:
            position = max(position, block.position() + block.length())


def _x(line: QTextLine, position: int) -> float:
    place: object = line.cursorToX(position)
    return float(place[0]) if isinstance(place, tuple) else float(place)  # type: ignore[arg-type]
