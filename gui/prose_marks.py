"""Findings in running text: what is underlined, how, and which finding a place belongs to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QGuiApplication, QPalette, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit

from gui.document import Document
from gui.palette import blend
from gui.prose_text import cursor_over, utf16
from gui.severity_look import Level, level_color
from model.cells import CellRef
from model.findings import SILENCED, Finding, Severity, Span

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint

    from gui.prose_edit import ProseEdit

ToEditor = Callable[[Span], Span]
"""From a stretch of the raw text to Qt's positions."""
_GROUNDS = {Severity.MANDATORY: 0.13, Severity.ADVISORY: 0.09, Severity.ROUNDING: 0.0}
"""How much of the level's colour is in the ground behind the words."""
_REACH = 0.08
_FAINT = 0.55
_LONG = 40
"""In a list longer than this the stated figure is the first one of its digits."""


@dataclass(frozen=True)
class Mark:
    """A finding at one place of a text. The cursors move with the words while they are typed on."""

    finding: Finding
    cursor: QTextCursor
    core: QTextCursor
    """What is underlined: the stated figure, else all the words; a page of waves would say nothing."""
    answer: str = ""
    """The 审核说明 given to it, or that it was silenced."""

    @property
    def span(self) -> Span:
        """Where the words stand now."""
        return self.cursor.selectionStart(), self.cursor.selectionEnd()


def marks_of(document: Document, ref: CellRef, text: QTextDocument, to_editor: ToEditor) -> list[Mark]:
    """Every finding that speaks of words of this cell, in the order of the text, the wider ones first."""
    marks = []
    for finding in document.findings_in(ref):
        answer = document.answer(finding)
        if finding.place == ref and finding.span:
            whole = cursor_over(text, to_editor(finding.span))
            core = cursor_over(text, to_editor(finding.figure)) if finding.figure else QTextCursor(whole)
            marks.append(Mark(finding, whole, core, answer))
        further = [span for place, span in finding.further if place == ref]
        marks += [_mark(finding, cursor_over(text, to_editor(span)), answer) for span in further]
    return sorted(marks, key=lambda mark: (mark.span[0], -mark.span[1], mark.finding.severity.rank))


def without_place(document: Document, ref: CellRef) -> list[Finding]:
    """Findings of the cell that speak of no words in particular."""
    return [finding for finding in document.findings_at(ref) if finding.span is None]


def selections(marks: Iterable[Mark], current: Mark | None = None) -> list[QTextEdit.ExtraSelection]:
    """The grounds behind the words, coloured by level; of the current finding also how far it reaches."""
    looks: dict[tuple[Severity, bool], QTextCharFormat] = {}
    drawn = []
    for mark in marks:
        if mark.core.hasSelection():
            kind = (mark.finding.severity, bool(mark.answer))
            if kind not in looks:
                looks[kind] = _look(mark)
            drawn.append(_selection(mark.core, looks[kind]))
    if current is not None:
        drawn.insert(0, _selection(current.cursor, _reach(current)))
    return drawn


def marks_at(marks: Iterable[Mark], position: int) -> list[Mark]:
    """The findings that a position lies in, the narrowest first."""
    found = [
        mark for mark in marks if mark.span[0] <= position <= mark.span[1] and mark.cursor.hasSelection()
    ]
    return sorted(found, key=lambda mark: mark.span[1] - mark.span[0])


def hover_text(editor: ProseEdit, marks: Iterable[Mark], document: Document, point: QPoint) -> list[str]:
    """What is said of a place of the viewport: what is wrong there, and what it quotes."""
    position = editor.cursorForPosition(point).position()
    lines = list(_hover_lines(marks_at(marks, position)))
    if quoted := editor.quoted_at(position):
        lines.append(f"引用“{document.book.name(quoted)}”，表中改了这里自动跟着改。")
    return lines


def _hover_lines(marks: Iterable[Mark]) -> Iterator[str]:
    """The finding with its recomputation, and the way to correct it."""
    for mark in marks:
        finding = mark.finding
        yield f"【{finding.severity.title}】{finding.message}"
        if mark.answer:
            yield f"处理：{mark.answer}" if mark.answer == SILENCED else f"审核说明：{mark.answer}"
        elif finding.fix is not None:
            yield f"按 Ctrl+. 改为“{finding.fix.text}”"


def select_span(editor: QTextEdit, span: Span) -> None:
    """Select a stretch, from end to start so that the caret is where the words begin, and bring it into view."""
    cursor = editor.textCursor()
    last = editor.document().characterCount() - 1
    cursor.setPosition(min(span[1], last))
    cursor.setPosition(min(span[0], last), QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)
    show_line(editor)


def show_line(editor: QTextEdit) -> None:
    """Scroll a text of its own scroll bar so that the caret's line stands in the upper third, unless it is well in view."""
    editor.ensureCursorVisible()
    caret, height = editor.cursorRect(), editor.viewport().height()
    if not (2 * caret.height() < caret.top() < height // 2):
        bar = editor.verticalScrollBar()
        bar.setValue(bar.value() + caret.top() - height // 3)


def mark_color(mark: Mark) -> QColor:
    """The level's colour; of an answered finding, faint."""
    color = level_color(Level.of(mark.finding.severity))
    base = QGuiApplication.palette().color(QPalette.ColorRole.Base)
    return blend(color, base, _FAINT) if mark.answer else color


def _mark(finding: Finding, cursor: QTextCursor, answer: str) -> Mark:
    words = cursor.selectedText()
    place = words.find(finding.stated) if finding.stated else -1
    if place < 0 or (len(words) <= _LONG and words.count(finding.stated) > 1):
        return Mark(finding, cursor, QTextCursor(cursor), answer)
    start = cursor.selectionStart() + utf16(words[:place])
    core = cursor_over(cursor.document(), (start, start + utf16(finding.stated)))
    return Mark(finding, cursor, core, answer)


def _look(mark: Mark) -> QTextCharFormat:
    look = QTextCharFormat()
    share = 0.0 if mark.answer else _GROUNDS[mark.finding.severity]
    if share:
        look.setBackground(_tint(mark, share))
    return look


def _reach(mark: Mark) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setBackground(_tint(mark, _REACH))
    return look


def _tint(mark: Mark, share: float) -> QColor:
    return blend(QGuiApplication.palette().color(QPalette.ColorRole.Base), mark_color(mark), share)


def _selection(cursor: QTextCursor, look: QTextCharFormat) -> QTextEdit.ExtraSelection:
    selection = QTextEdit.ExtraSelection()
    selection.cursor = QTextCursor(cursor)
    selection.format = look
    return selection
