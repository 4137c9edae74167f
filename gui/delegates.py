"""How a cell is painted and edited, by the kind of its content."""

from __future__ import annotations

from enum import Enum
from typing import cast

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPalette, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from gui.cell_state import CellState, Role
from gui.cell_text import RefusedTextError
from gui.editors import Editor, LineEditor, ProseEditor, make_editor, select_all
from gui.focusing import holds_keys
from gui.form_model import FormModel, Index
from gui.marks import mark_size, paint_corner, paint_hairlines, paint_severity
from gui.palette import (
    accent,
    blend,
    computed_tint,
    grid_color,
    label_ground,
    refused_color,
    row_height,
    selection_tint,
    space,
    stated_color,
)
from gui.prose_text import lines_of
from gui.severity_look import severity_color
from model.findings import Severity
from model.livefields import is_live

_TOO_NARROW = "####"
_MOST_CHARACTERS = 24
_WRAPPED = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap)
_ON_ONE_LINE = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TABS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


class Step(Enum):
    """Where the cursor goes when an editor is done."""

    STAY = (0, 0)
    DOWN = (1, 0)
    UP = (-1, 0)
    RIGHT = (0, 1)
    LEFT = (0, -1)


def step_of_enter(model: FormModel, *, back: bool) -> Step:
    """Where Enter leads, and Shift+Enter back: down and up, or right and left where the clerk wants it so."""
    if model.document.enter_right:
        return Step.LEFT if back else Step.RIGHT
    return Step.UP if back else Step.DOWN


class CellDelegate(QStyledItemDelegate):
    """Paints grounds, figures at the decimal point and marks; makes editors and holds back text that cannot be taken."""

    refused = Signal(QWidget, str)
    """An editor's text was not taken, and why; the editor stays open."""
    retyped = Signal()
    """The clerk goes on typing after a refusal."""
    finished = Signal(object, bool)
    """A Step, and whether it may lead out of the table, as Tab does and no arrow: an editor closed by a key."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.replacing = False
        """Whether the open editor was opened by typing: then the arrows leave it, as in Excel."""

    # -- painting ------------------------------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, text, marks, and the frame of the current cell."""
        model = cast(FormModel, index.model())
        state = model.state(index.row(), index.column())
        palette, metrics = option.palette, QFontMetricsF(option.font, option.widget)
        rect = QRectF(option.rect)
        painter.save()
        painter.setClipRect(option.rect)
        painter.setFont(option.font)
        ground = self._ground(state, palette)
        if option.state & QStyle.StateFlag.State_Selected:
            merged = len(model.merged.rows(index.row(), index.column())) > 1
            ground = selection_tint(ground, palette, faint=merged or not holds_keys(option.widget))
        painter.fillRect(option.rect, ground)
        paint_hairlines(painter, rect, grid_color(palette))
        color = refused_color(palette) if state.refusal else palette.color(QPalette.ColorRole.Text)
        painter.setPen(color)
        if state.kind is not None and state.kind.is_number and not state.refusal:
            self._paint_figure(painter, rect, state, model.column_places(index.column()), metrics)
        else:
            painter.drawText(self.text_rect(rect, metrics), _WRAPPED, state.text)
        self._paint_marks(painter, rect, state, palette, metrics)
        self._paint_frames(painter, rect, option, state)
        painter.restore()

    @staticmethod
    def text_rect(rect: QRectF, metrics: QFontMetricsF) -> QRectF:
        """Where words go: right of the gutter that is kept for a finding's mark."""
        gutter = mark_size(metrics) + 2 * space(metrics, 0.7)
        return rect.adjusted(gutter, space(metrics, 0.6), -space(metrics, 1), -space(metrics, 0.6))

    def _ground(self, state: CellState, palette: QPalette) -> QColor:
        if state.kind is None:
            return blend(palette.color(QPalette.ColorRole.Base), label_ground(palette), 0.6)
        if state.computed or state.stated:
            return computed_tint(palette)
        return palette.color(QPalette.ColorRole.Base)

    def _paint_figure(
        self, painter: QPainter, rect: QRectF, state: CellState, places: int, metrics: QFontMetricsF
    ) -> None:
        room = self.text_rect(rect, metrics)
        text, missing = state.text, _missing(state.text, places, metrics)
        if metrics.horizontalAdvance(text) + missing > room.width() + mark_size(metrics):
            text, missing = _TOO_NARROW, 0.0
        elif metrics.horizontalAdvance(text) + missing > room.width():
            room.setLeft(rect.left())
        painter.drawText(room.adjusted(0, 0, -missing, 0), _ON_ONE_LINE, text)

    def _paint_marks(
        self, painter: QPainter, rect: QRectF, state: CellState, palette: QPalette, metrics: QFontMetricsF
    ) -> None:
        size = mark_size(metrics)
        if state.stated:
            paint_corner(painter, rect, size * 0.8, stated_color(palette))
        if state.severity is None:
            return
        mark = QRectF(rect.left() + space(metrics, 0.7), rect.center().y() - size / 2, size, size)
        paint_severity(painter, mark, state.severity, palette)
        if state.severity is Severity.MANDATORY:
            thick = max(2.0, metrics.height() / 9)
            line = QRectF(rect.left(), rect.bottom() - thick, rect.width(), thick)
            painter.fillRect(line, severity_color(state.severity, palette))

    def _paint_frames(
        self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, state: CellState
    ) -> None:
        metrics = QFontMetricsF(option.font)
        width = max(2.0, metrics.height() / 9)
        color = None
        if state.refusal:
            color = refused_color(option.palette)
        elif option.state & QStyle.StateFlag.State_HasFocus:
            color = accent(option.palette)
        if color is not None:
            painter.setPen(
                QPen(color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.SquareCap, Qt.PenJoinStyle.MiterJoin)
            )
            painter.drawRect(rect.adjusted(width / 2, width / 2, -width / 2, -width / 2))

    # -- sizes ---------------------------------------------------------------------------------------------------

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Width of the text on one line, as far as it is not so long that it wraps; height of one line."""
        metrics = QFontMetricsF(option.font, option.widget)
        text, model = str(index.data() or ""), cast(FormModel, index.model())
        width = max((metrics.horizontalAdvance(line) for line in text.split("\n")), default=0)
        kind = model.kind_at(index.row(), index.column())
        if kind is None or not kind.is_number:
            width = min(width, _MOST_CHARACTERS * metrics.horizontalAdvance("汉"))
        elif text:
            width += _missing(text, model.column_places(index.column()), metrics)
        margins = mark_size(metrics) + 2 * space(metrics, 0.7) + space(metrics, 1)
        return QSize(round(width + margins + 1), row_height(metrics))

    # -- editing -------------------------------------------------------------------------------------------------

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """The editor for the cell's kind, named for screen readers."""
        model = cast(FormModel, index.model())
        row, column = index.row(), index.column()
        ref, kind = model.ref_at(row, column), model.kind_at(row, column)
        editor = make_editor(
            kind, model.cells.choices(ref) if ref is not None and kind is not None else (), parent
        )
        editor.place = QPersistentModelIndex(index)
        editor.setFont(option.font)
        editor.setAccessibleName(model.document.book.name(ref) if ref is not None else "")
        if isinstance(editor, LineEditor):
            editor.setFrame(False)
            editor.textEdited.connect(self.retyped)
            margin = space(QFontMetricsF(option.font), 0.7)
            editor.setTextMargins(margin, 0, margin, 0)
        elif isinstance(editor, ProseEditor):
            if ref is not None and is_live(ref):
                editor.to_lines = lambda raw: lines_of(model.document.book, raw, ref)
            editor.setUndoRedoEnabled(True)  # the packet knows nothing of it until the editor is closed
            editor.edited.connect(self.retyped)
            editor.height_wanted.connect(lambda height: _stretch(editor, height))
        else:
            editor.chosen.connect(lambda: self._finish(editor, Step.STAY, may_leave=False))
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        """Over the cell; prose may need more."""
        editor.setGeometry(option.rect)
        cast(Editor, editor).cell = QRect(option.rect)
        if isinstance(editor, ProseEditor):
            _stretch(editor, editor.wanted_height())

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """The text to edit; what is being typed is never overwritten by a recalculation."""
        if not cast(Editor, editor).filled:
            cast(Editor, editor).filled = True
            cast(Editor, editor).put(str(index.data(Qt.ItemDataRole.EditRole) or ""))
            if self.replacing:  # what is typed first takes the place of what stood there
                select_all(editor)

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        """One Edit; text that cannot be taken stays in the cell, marked. What was only looked at says nothing."""
        if cast(Editor, editor).is_edited() or index.data(Role.REFUSAL):
            cast(FormModel, model).setData(index, cast(Editor, editor).typed())

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter, Tab and the arrows leave the editor when its text can be taken; Esc always does."""
        if event.type() == QEvent.Type.KeyPress and isinstance(editor, QWidget):
            key = cast(QKeyEvent, event)
            if key.key() == Qt.Key.Key_Escape:
                self._give_up(editor)
                return True
            if (
                isinstance(editor, ProseEditor)
                and key.key() in _ENTER
                and key.modifiers() & Qt.KeyboardModifier.AltModifier
            ):
                editor.insert_lines([(), ()])
                return True
            step = self._step_for(editor, key)
            if step is not None:
                self._finish(editor, step, may_leave=key.key() in _TABS)
                return True
        return super().eventFilter(editor, event)

    def _step_for(self, editor: QWidget, key: QKeyEvent) -> Step | None:
        modifiers = key.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key.key() in _ENTER:
            if modifiers & Qt.KeyboardModifier.ControlModifier:
                return Step.STAY
            model = cast(FormModel, self._index_of(editor).model())
            return step_of_enter(model, back=bool(modifiers & Qt.KeyboardModifier.ShiftModifier))
        if key.key() == Qt.Key.Key_Backtab:
            return Step.LEFT
        if modifiers:
            return None
        steps = {Qt.Key.Key_Tab: Step.RIGHT}
        if isinstance(editor, LineEditor):
            steps |= {Qt.Key.Key_Up: Step.UP, Qt.Key.Key_Down: Step.DOWN}
            if self.replacing:
                steps |= {Qt.Key.Key_Left: Step.LEFT, Qt.Key.Key_Right: Step.RIGHT}
        return steps.get(Qt.Key(key.key()))

    def _finish(self, editor: QWidget, step: Step, *, may_leave: bool) -> None:
        reason = self._reason_against(editor)
        if reason:
            index = self._index_of(editor)
            cast(FormModel, index.model()).keep_refused(index, cast(Editor, editor).typed(), reason)
            cast(Editor, editor).set_refused(True)
            self.refused.emit(editor, reason)
            return
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
        self.finished.emit(step, may_leave)

    def _reason_against(self, editor: QWidget) -> str:
        index = self._index_of(editor)
        if not index.isValid():
            return ""
        model = cast(FormModel, index.model())
        try:
            model.read_text(model.row_ids[index.row()], index.column(), cast(Editor, editor).typed())
        except RefusedTextError as error:
            return str(error)
        return ""

    def _give_up(self, editor: QWidget) -> None:
        index = self._index_of(editor)
        if index.isValid():
            cast(FormModel, index.model()).give_up_refused(index)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.RevertModelCache)

    def _index_of(self, editor: QWidget) -> QModelIndex:
        place = cast(Editor, editor).place
        return (
            QModelIndex()
            if place is None or not place.isValid()
            else place.model().index(place.row(), place.column())
        )


def _missing(figure: str, places: int, metrics: QFontMetricsF) -> float:
    """The room that stays empty behind a figure with fewer decimals than its column has: so the points stand below each other."""
    _, point, decimals = figure.rstrip("%").partition(".")
    if places <= len(decimals):
        return 0.0
    return (places - len(decimals)) * metrics.horizontalAdvance("0") + (
        0 if point else metrics.horizontalAdvance(".")
    )


def _stretch(editor: ProseEditor, height: int) -> None:
    """Let a prose editor grow downwards from its cell, upwards where the view ends, within the view."""
    cell, parent = editor.cell, editor.parentWidget()
    if cell is None or parent is None:
        return
    rect = QRect(cell)
    rect.setHeight(min(max(rect.height(), height), parent.height()))
    if rect.bottom() > parent.height():
        rect.moveBottom(parent.height() - 1)
    rect.moveTop(max(rect.top(), 0))
    if editor.geometry() != rect:
        editor.setGeometry(rect)
