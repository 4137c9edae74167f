"""The editors of cells and fields. Each holds text; what the text means is read elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, cast

from PySide6.QtCore import QEvent, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QSizePolicy,
    QWidget,
)

from gui.marks import mark_size, paint_corner
from gui.palette import refused_color, space, stated_color
from gui.prose_edit import ProseEdit
from gui.prose_text import Line, raw_text
from model.formdef import Kind

_TABS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


class CellEditor(Protocol):
    """What the editors have in common. ``place``, ``cell`` and ``filled`` are the table's own notes on an open editor."""

    place: QPersistentModelIndex | None
    cell: QRect | None
    filled: bool

    def typed(self) -> str:
        """The text as it stands."""

    def put(self, text: str) -> None:
        """Replace the text."""

    def is_edited(self) -> bool:
        """Whether the clerk has typed or chosen since, be it the same words once more."""

    def set_refused(self, refused: bool) -> None:
        """Draw the red frame, or take it away."""


def make_editor(kind: Kind | None, choices: Sequence[str], parent: QWidget) -> Editor:
    """The editor for a kind of cell; None is a row's label."""
    if kind is Kind.PROSE:
        return ProseEditor(parent)
    if kind in (Kind.CHOICE, Kind.ROW):
        return ChoiceEditor(choices, parent)
    return LineEditor(figures=kind is not None and kind.is_number, parent=parent)


def paint_refused(widget: QWidget) -> None:
    """A frame in the colour of errors just inside the widget's edge."""
    painter = QPainter(widget)
    width = max(2.0, space(QFontMetricsF(widget.font()), 0.4))
    painter.setPen(
        QPen(
            refused_color(widget.palette()),
            width,
            Qt.PenStyle.SolidLine,
            Qt.PenCapStyle.SquareCap,
            Qt.PenJoinStyle.MiterJoin,
        )
    )
    painter.drawRect(QRectF(widget.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2))
    painter.end()


class LineEditor(QLineEdit):
    """One line of words, or a figure (at the right, as in the table)."""

    place: QPersistentModelIndex | None = None
    cell: QRect | None = None
    filled = False

    def __init__(self, *, figures: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._refused = False
        self._stated = False
        if figures:
            self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)

    def typed(self) -> str:
        """The text as it stands."""
        return self.text()

    def put(self, text: str) -> None:
        """Replace the text; line breaks become blanks."""
        self.setText(" ".join(text.split("\n")))

    def is_edited(self) -> bool:
        """Whether the clerk has typed since."""
        return self.isModified()

    def set_refused(self, refused: bool) -> None:
        """Draw the red frame, or take it away."""
        self._refused = refused
        self.update()

    def set_stated(self, stated: bool) -> None:
        """Draw the corner of a value that is stated against its formula, or take it away."""
        self._stated = stated
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line, its corner, and the frame around text that was refused."""
        super().paintEvent(event)
        if self._stated:
            painter = QPainter(self)
            paint_corner(
                painter,
                QRectF(self.rect()),
                mark_size(QFontMetricsF(self.font())) * 0.8,
                stated_color(self.palette()),
            )
            painter.end()
        if self._refused:
            paint_refused(self)


class ProseEditor(ProseEdit):
    """Paragraphs; grows with its text. What it holds is raw text; ``to_lines``, where fields count, says how they are shown."""

    height_wanted = Signal(int)
    place: QPersistentModelIndex | None = None
    cell: QRect | None = None
    filled = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, as_paper=False)
        self._refused = False
        self.min_lines, self.max_lines = 1, 30
        self._put = ""
        self.paint_more: Callable[[], None] | None = None
        self.to_lines: Callable[[str], list[Line]] | None = None
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)

    def typed(self) -> str:
        """The text as it stands."""
        return raw_text(self.document())

    def put(self, text: str) -> None:
        """Show another text, or other values in the same. The caret of one who writes goes behind what is new; no undo leads back."""
        same_words, keeps_undo = self.typed() == text, self.isUndoRedoEnabled()
        self.setUndoRedoEnabled(False)
        changed = self.show_text(self.lines_from(text))
        self.setUndoRedoEnabled(keeps_undo)
        self._put = text
        self.document().setModified(False)
        if changed is not None and not same_words and self.hasFocus():
            self.move_to(changed)

    def is_edited(self) -> bool:
        """Whether it holds other words than were put there."""
        return self.document().isModified() and self.typed() != self._put

    def lines_from(self, raw: str) -> list[Line]:
        """Raw text as it is shown; a name quotes nothing."""
        return super().lines_from(raw) if self.to_lines is None else self.to_lines(raw)

    @property
    def can_quote(self) -> bool:
        """Whether fields count in it."""
        return self.to_lines is not None

    def set_refused(self, refused: bool) -> None:
        """Draw the red frame, or take it away."""
        self._refused = refused
        self.viewport().update()

    def wanted_height(self) -> int:
        """What the wrapped lines need, between the least and the most lines."""
        full, edges = self.document().size().height(), 2 * self.document().documentMargin()
        spacing, lines = QFontMetricsF(self.font(), self).lineSpacing(), self._lines()
        text = min(max(lines, self.min_lines), self.max_lines) * spacing
        if lines <= self.max_lines:
            text = max(text, full - edges)
        margins = edges + 2 * self.frameWidth()
        return round(text + margins + 0.5) + self.contentsMargins().top() + self.contentsMargins().bottom()

    def sizeHint(self) -> QSize:
        """As high as the text."""
        return QSize(super().sizeHint().width(), self.wanted_height())

    def minimumSizeHint(self) -> QSize:
        """The height is never squeezed; the width may be."""
        return QSize(space(QFontMetricsF(self.font()), 24), self.wanted_height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width wraps other lines."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._grow()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text, what a field adds to it, and the frame around text that was refused."""
        super().paintEvent(event)
        if self.paint_more is not None:
            self.paint_more()
        if self._refused:
            paint_refused(self.viewport())

    def _grow(self, *_size: object) -> None:
        if self.verticalScrollBarPolicy() != self._wanted_policy():
            # Later: lines that are being broken now would keep the width that they have without the bar.
            QTimer.singleShot(0, self, lambda: self.setVerticalScrollBarPolicy(self._wanted_policy()))
        self.updateGeometry()
        self.height_wanted.emit(self.wanted_height())

    def _lines(self) -> int:
        """The wrapped lines, as far as they can be shown. Asking for the document's size lays all of it out."""
        self.document().size()
        lines, block = 0, self.document().firstBlock()
        while block.isValid() and lines <= self.max_lines:
            lines += max(block.layout().lineCount(), 1)
            block = block.next()
        return lines

    def _wanted_policy(self) -> Qt.ScrollBarPolicy:
        many = self._lines() > self.max_lines
        return Qt.ScrollBarPolicy.ScrollBarAsNeeded if many else Qt.ScrollBarPolicy.ScrollBarAlwaysOff


class ChoiceEditor(QComboBox):
    """A short list of words, with an empty line for "not chosen"."""

    chosen = Signal()
    """A word was picked from the open list (the arrow keys only try words; Enter takes them)."""
    place: QPersistentModelIndex | None = None
    cell: QRect | None = None
    filled = False

    def __init__(self, choices: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._refused = False
        self._listing = False
        self._edited = False
        self._begun = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(
            Qt.WidgetAttribute.WA_InputMethodEnabled
        )  # the choices are words that one types with one
        self.addItems(["", *choices])
        self.currentIndexChanged.connect(self._note_choice)
        self.activated.connect(self._note_choice)
        self.activated.connect(self._on_activated)

    def showPopup(self) -> None:
        """The list opens."""
        self._listing = True
        self._begun = ""
        super().showPopup()
        self.view().installEventFilter(self)
        self.view().setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the open list: Tab takes the line and goes on from the cell, and the first characters lead to a line."""
        if event.type() == QEvent.Type.KeyPress and cast(QKeyEvent, event).key() in _TABS:
            self.setCurrentIndex(self.view().currentIndex().row())
            self.hidePopup()
            key = cast(QKeyEvent, event)
            QApplication.postEvent(self, QKeyEvent(QEvent.Type.KeyPress, key.key(), key.modifiers()))
            return True
        if event.type() == QEvent.Type.InputMethod:
            found = self._sought(cast(QInputMethodEvent, event).commitString())
            if found is not None:
                self.view().setCurrentIndex(self.model().index(found, 0))
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A key that comes here comes without the list."""
        self._listing = False
        self._begun = ""
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """The first characters of a choice pick it, with its number or without; Qt does so for keys alone."""
        found = self._sought(event.commitString())
        if found is not None:
            self.setCurrentIndex(found)
        event.accept()

    def _sought(self, typed: str) -> int | None:
        """The first choice that begins with what was typed since the last key, else with this alone."""
        for words in (self._begun + typed, typed) if typed else ():
            found = next((at for at in range(self.count()) if _begins(self.itemText(at), words)), None)
            if found is not None:
                self._begun = words
                return found
        return None

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling a page must not change what was chosen."""
        event.ignore()

    def _on_activated(self) -> None:
        if self._listing:
            self._listing = False
            self.chosen.emit()

    def typed(self) -> str:
        """The chosen word."""
        return self.currentText()

    def put(self, text: str) -> None:
        """Choose a word; one that the list lacks (from an old file) joins it."""
        if self.findText(text) < 0:
            self.addItem(text)
        self.setCurrentIndex(self.findText(text))
        self._edited = False

    def is_edited(self) -> bool:
        """Whether the clerk has chosen since."""
        return self._edited

    def _note_choice(self) -> None:
        self._edited = True

    def set_refused(self, refused: bool) -> None:
        """Draw the red frame, or take it away."""
        self._refused = refused
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box, and the frame around a choice that was refused."""
        super().paintEvent(event)
        if self._refused:
            paint_refused(self)


def _begins(choice: str, words: str) -> bool:
    return choice.startswith(words) or choice.partition("、")[2].startswith(words)


Editor = LineEditor | ProseEditor | ChoiceEditor


def caret_to_end(editor: QWidget) -> None:
    """F2: go on writing."""
    if isinstance(editor, LineEditor):
        editor.deselect()
        editor.end(False)
    elif isinstance(editor, ProseEditor):
        editor.moveCursor(QTextCursor.MoveOperation.End)


def select_all(editor: QWidget) -> None:
    """Typing: replace what is there."""
    if isinstance(editor, LineEditor | ProseEditor):
        editor.selectAll()
