"""填报提示: one quiet line below the page with the official words on the cell under the cursor.

The line never grows: what does not fit stands in the tooltip, and in full on a click or with Shift+F1.
"""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, Signal, SignalInstance
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QToolButton, QWhatsThis, QWidget
from shiboken6 import isValid

from gui.chapter_editor import ChapterEditor
from gui.document import Document
from gui.field import Field
from gui.form_view import FormTable
from gui.icons import icon
from gui.labels import ElidingLabel, QuietLabel, bold_label, gap
from gui.marks import paint_hairlines
from gui.money_view import unit_of
from gui.palette import hairline_color
from model.cells import CellRef
from model.forms import FORMS
from model.guidance import Guidance, guidance

Place = FormTable | Field | ChapterEditor
"""What a cell of the packet can be typed into."""

_NOTHING = "把光标放到要填的栏目上，这里会说明填什么、从哪里取数。"


class GuidanceStrip(QFrame):
    """Follows the keyboard focus; ``hide_wanted``: the clerk does not need it any more."""

    hide_wanted = Signal()

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._place: Place | None = None
        self._following = True
        self.ref: CellRef | None = None
        self.setAccessibleName("填报提示")
        self.facts = QuietLabel("")
        self.facts.setWordWrap(False)
        self.title = bold_label()
        self.words = ElidingLabel()
        self._full = ""
        self._close = QToolButton()
        self._close.setAutoRaise(True)
        self._close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._close.setToolTip("收起填报提示（从“帮助”菜单再打开）")
        self._close.setAccessibleName("收起填报提示")
        self._close.clicked.connect(self.hide_wanted)
        self._lay_out()
        self._read()
        self.refresh_colors()
        document.changed.connect(self._read)
        document.opened.connect(self._forget)
        QApplication.instance().focusChanged.connect(self._on_focus)  # type: ignore[union-attr]

    # -- what others ask -----------------------------------------------------------------------------------------

    def show_cell(self, ref: CellRef | None) -> None:
        """Show the words on a cell; None for no cell."""
        self.ref = ref
        self._read()

    def show_all(self) -> None:
        """All of the words, above the line, until the next key or click."""
        corner = self.mapToGlobal(QPoint(self.title.x(), 0))
        QWhatsThis.showText(corner, self._full, self)

    def detach(self) -> None:
        """Follow nothing any more: the window is closing."""
        if not self._following:
            return
        self._following = False
        QApplication.instance().focusChanged.disconnect(self._on_focus)  # type: ignore[union-attr]
        self._follow(None)

    def refresh_colors(self) -> None:
        """Draw anew after a change between light and dark."""
        self._close.setIcon(icon("close"))

    # -- following -----------------------------------------------------------------------------------------------

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        """The form, field or chapter that holds the new focus; elsewhere what was shown stays while it is in view."""
        widget = new
        while widget is not None and widget is not self.window():
            if isinstance(widget, Place):
                self._follow(widget)
                return
            widget = widget.parentWidget()

    def _follow(self, place: Place | None) -> None:
        """Hear of the cursor in one place, the one with the focus."""
        if place is not self._place:
            for signal in _moves(self._place):
                signal.disconnect(self._on_moved)
            if self._place is not None and isValid(self._place):
                self._place.removeEventFilter(self)
            self._place = place
            for signal in _moves(place):
                signal.connect(self._on_moved)
            if place is not None:
                place.destroyed.connect(self._on_place_gone)
                place.installEventFilter(self)
        self._on_moved()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """With another page in view, nothing is said any more of the field left behind."""
        if event.type() == QEvent.Type.Hide and watched is self._place and not event.spontaneous():
            self._follow(None)
            self._forget()
        return super().eventFilter(watched, event)

    def _on_moved(self, *_: object) -> None:
        place = self._place
        if place is not None:
            self.show_cell(place.current_ref if isinstance(place, FormTable) else place.ref)

    def _on_place_gone(self, place: QObject) -> None:
        """Qt takes the connections back by itself; only the last place counts."""
        if place is self._place or (self._place is not None and not isValid(self._place)):
            self._place = None

    def _forget(self) -> None:
        self.show_cell(None)

    def _read(self, *_: object) -> None:
        """Words as the packet has them now: names and years may have changed."""
        found = self._guidance()
        title, words = (found.title, found.words) if found else ("填报提示", _NOTHING)
        facts = self._in_chosen_unit(found.facts) if found else ""
        self.title.setText(title.rpartition(" › ")[2])  # where the cursor is can be seen
        self.words.setText(words)
        self.facts.setText(facts)
        self._full = f"<qt><b>{escape(title)}</b><p>{escape(words)}</p><p>{escape(facts)}</p></qt>"
        self.words.setToolTip(self._full)
        self.setAccessibleDescription(f"{title}：{words}{facts}")

    def _in_chosen_unit(self, facts: str) -> str:
        """The unit in which the clerk reads the table, where that is not the paper's."""
        if self.ref is None:
            return facts
        form = FORMS[self.ref.sheet]
        unit = unit_of(form, chosen=self._document.in_yuan)
        return facts.replace(f"单位：{form.unit}", f"单位：{unit}") if form.unit else facts

    def _guidance(self) -> Guidance | None:
        if self.ref is None or not self._document.is_open:
            return None
        try:
            return guidance(self._document.book, self.ref)
        except (KeyError, ValueError):
            return None  # a row that has just been deleted

    # -- looks ---------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.title)
        self._row.addWidget(self.words, 1)
        self._row.addWidget(self.facts)
        self._row.addWidget(self._close)
        self._space()

    def _space(self) -> None:
        step = gap(self, 1)
        self._row.setContentsMargins(4 * step, 0, step, 0)
        self._row.setSpacing(2 * step)

    def changeEvent(self, event: QEvent) -> None:
        """The gaps follow the size of type."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_row"):
            self._space()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click shows all of the words."""
        event.accept()
        self.show_all()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The words below a hairline."""
        super().paintEvent(event)
        painter = QPainter(self)
        line = QRectF(0, -self.height(), self.width(), self.height() + 1)
        paint_hairlines(painter, line, hairline_color(self.palette()))
        painter.end()


def _moves(place: Place | None) -> tuple[SignalInstance, ...]:
    """The signals that tell of another cell in the same place."""
    if place is None or not isValid(place):
        return ()
    if isinstance(place, FormTable):
        return (place.current_ref_changed,)
    return (place.marks_changed,) if isinstance(place, ChapterEditor) else ()
