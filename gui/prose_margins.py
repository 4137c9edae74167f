"""Both sides of the text: marks at the left of the lines, cards at the right of the paragraphs, and the width to read in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from gui.chapter_editor import ChapterEditor
from gui.document import Document
from gui.finding_card import FindingCard
from gui.labels import gap, quiet_label
from gui.later import MANY, Later
from gui.marks import mark_size, paint_severity
from gui.prose_marks import Mark
from model.findings import Finding

_TEXT_LETTERS = 46
_CARD_LETTERS = 20


def arranged(tops: Sequence[int], heights: Sequence[int], space: int, pinned: int | None) -> list[int]:
    """Where cards go that want to stand at ``tops`` without overlapping; the pinned one stands exactly there."""
    if not tops:
        return []
    start = pinned if pinned is not None else 0
    places = list(tops)
    for number in range(start + 1, len(places)):
        places[number] = max(places[number], places[number - 1] + heights[number - 1] + space)
    for number in range(start - 1, -1, -1):
        places[number] = min(places[number], places[number + 1] - heights[number] - space)
    return places


class Gutter(QWidget):
    """The gravest mark of each line; a click leads to its words."""

    def __init__(self, editor: ChapterEditor) -> None:
        super().__init__(editor)
        self._editor = editor

    def marks_by_line(self) -> list[tuple[int, int, Mark]]:
        """Top and height of each line with a mark, in the viewport, and the mark."""
        lines: dict[int, tuple[int, int, Mark]] = {}
        for mark in self._editor.marks:
            if mark.answer:
                continue
            rect = _line_of(self._editor, mark)
            known = lines.get(rect.top())
            if known is None or mark.finding.severity.rank < known[2].finding.severity.rank:
                lines[rect.top()] = (rect.top(), rect.height(), mark)
        return list(lines.values())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Triangles and dots."""
        painter = QPainter(self)
        size = mark_size(QFontMetricsF(self._editor.font()))
        for top, height, mark in self.marks_by_line():
            if -height < top < self.height():
                area = QRectF((self.width() - size) / 2, top + (height - size) / 2, size, size)
                paint_severity(painter, area, mark.finding.severity, self.palette())
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Lead to the words of that line."""
        y = round(event.position().y())
        for top, height, mark in self.marks_by_line():
            if top <= y < top + height:
                self._editor.show_mark(mark)
                return


class MarginCards(QWidget):
    """A card for each finding of the chapter, beside its paragraph."""

    def __init__(self, document: Document, editor: ChapterEditor) -> None:
        super().__init__(editor)
        self._document = document
        self._editor = editor
        self._cards: dict[object, FindingCard] = {}
        self._order: list[tuple[FindingCard, Finding, Mark | None]] = []
        self._clean: QLabel = quiet_label("本章没有发现问题。")
        self._clean.setParent(self)
        self._refreshing = Later(self.refresh, self)
        editor.marks_changed.connect(self._follow)
        editor.current_changed.connect(self._show_all)
        editor.answer_wanted.connect(self.answer)

    @property
    def cards(self) -> list[FindingCard]:
        """The cards from top to bottom."""
        return [card for card, _, _ in self._order]

    def card_of(self, finding: Finding) -> FindingCard | None:
        """The card of a finding."""
        return self._cards.get(finding.key)

    def answer(self, finding: Finding) -> None:
        """Open the line for the 审核说明 of a finding."""
        card = self.card_of(finding)
        if card is not None:
            card.open_answer()

    def refresh(self) -> None:
        """Show the findings as they are now; a card stays while its finding does."""
        self._refreshing.stop()
        found: dict[object, tuple[Finding, Mark | None]] = {}
        for finding in self._editor.unplaced:
            found[finding.key] = (finding, None)
        for mark in self._editor.marks:  # the same words again in this chapter: one card, several underlines
            found.setdefault(mark.finding.key, (mark.finding, mark))
        for key in self._cards.keys() - found.keys():
            card = self._cards.pop(key)
            card.edit.setModified(False)
            card.hide()
            card.deleteLater()
        for key in found.keys() - self._cards.keys():
            self._cards[key] = self._make()
        before = self.cards
        self._order = [(self._cards[key], finding, mark) for key, (finding, mark) in found.items()]
        if self.cards != before:
            self._order_tabs()
        self._show_all()

    def _follow(self) -> None:
        self._refreshing.ask(at_once=len(self._order) <= MANY)

    def place(self) -> None:
        """Put the cards beside their lines."""
        space = gap(self, 1)
        width = self.width() - 3 * space
        top = self._editor.cursorRect(QTextCursor(self._editor.document())).top()
        tops = [_line_of(self._editor, mark).top() if mark else top for _, _, mark in self._order]
        heights = [card.height_at(width) for card in self.cards]
        keys = [finding.key for _, finding, _ in self._order]
        current = self._editor.current
        pinned = keys.index(current.finding.key) if current and current.finding.key in keys else None
        places = arranged(tops, heights, space, pinned)
        for card, y, height in zip(self.cards, places, heights, strict=True):
            card.setGeometry(2 * space, y, width, height)
        self._clean.setVisible(not self._order and not self._editor.document().isEmpty())
        self._clean.setGeometry(3 * space, max(top, space), width, self._clean.sizeHint().height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The cards scroll with the text."""
        QApplication.sendEvent(self._editor.verticalScrollBar(), event)

    def refresh_colors(self) -> None:
        """Draw anew after a change between light and dark."""
        self._show_all()

    def _order_tabs(self) -> None:
        """Tab goes from the text to the first card, and on in the order of the text, whenever a card was made."""
        before: QWidget = self._editor
        for card in self.cards:
            for stop in card.stops:
                QWidget.setTabOrder(before, stop)
                before = stop

    def _make(self) -> FindingCard:
        card = FindingCard(self._document, self)
        card.chosen.connect(lambda: self._choose(card))
        card.fix_wanted.connect(lambda: self._fix(card))
        return card

    def _fix(self, card: FindingCard) -> None:
        if card.finding is not None:
            self._editor.fix(card.finding)

    def _choose(self, card: FindingCard) -> None:
        mark = next((mark for one, _, mark in self._order if one is card), None)
        if mark is not None and not card.edit.isVisible():
            self._editor.show_mark(mark)
        self.place()

    def _show_all(self) -> None:
        now = self._editor.current.finding.key if self._editor.current else None
        for card, finding, _ in self._order:
            card.show_finding(finding, self._document.answer(finding), current=finding.key == now)
            card.show()
        self.place()


class ProseMargins(QObject):
    """Keeps the two sides where they belong."""

    def __init__(self, document: Document, editor: ChapterEditor) -> None:
        super().__init__(editor)
        self._editor = editor
        self.gutter = Gutter(editor)
        self.cards = MarginCards(document, editor)
        self._gutter_width = self._cards_width = 0
        editor.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # lines must not break anew
        editor.installEventFilter(self)
        editor.viewport().installEventFilter(self)
        editor.verticalScrollBar().valueChanged.connect(self._follow)
        editor.document().documentLayout().documentSizeChanged.connect(self._follow)
        editor.marks_changed.connect(self.gutter.update)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The editor, or what it leaves to the text, has another size or place."""
        if watched is self._editor and event.type() == QEvent.Type.Resize:
            self._lay_out()
        elif event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self._set_sides()
        return False

    def refresh_colors(self) -> None:
        """Draw anew after a change between light and dark."""
        self.gutter.update()
        self.cards.refresh_colors()

    def _lay_out(self) -> None:
        editor = self._editor
        letter = QFontMetricsF(editor.font()).horizontalAdvance("汉")
        small = QFontMetricsF(self.cards.font()).horizontalAdvance("汉")
        gutter = round(1.6 * letter)
        cards = round(_CARD_LETTERS * small)
        bar = editor.verticalScrollBar().sizeHint().width()
        room = editor.width() - 2 * editor.frameWidth() - bar - gutter - cards
        spare = max(0, room - round(_TEXT_LETTERS * letter))
        editor.set_sides(gutter + spare // 2, cards + spare - spare // 2)
        self._gutter_width, self._cards_width = gutter, cards
        self._set_sides()

    def _set_sides(self) -> None:
        area = self._editor.viewport().geometry()
        self.gutter.setGeometry(
            area.left() - self._gutter_width, area.top(), self._gutter_width, area.height()
        )
        self.cards.setGeometry(area.right() + 1, area.top(), self._cards_width, area.height())
        self.cards.place()

    def _follow(self, *_: object) -> None:
        self.gutter.update()
        self.cards.place()


def _line_of(editor: ChapterEditor, mark: Mark) -> QRect:
    """The line in which the marked words begin, in the viewport."""
    cursor = QTextCursor(mark.core)
    cursor.setPosition(mark.core.selectionStart())
    return editor.cursorRect(cursor)
