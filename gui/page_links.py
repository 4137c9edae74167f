"""The pages of the preview lead to where they are filled in: by a click, and by Enter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QToolTip

from gui.printed_places import first_from, place_at

if TYPE_CHECKING:
    from export.pdf.canvas import PrintedPlace
    from gui.page_view import PageView
    from gui.preview_pages import PageKey


class PageLinks(QObject):
    """Frames what the pointer is on, so that it is seen beforehand where a click leads."""

    chosen = Signal(object)
    """An Origin: the clerk wants to see it where it is filled in."""

    def __init__(
        self,
        view: PageView,
        places: Callable[[PageKey], Sequence[PrintedPlace]],
        name: Callable[[PrintedPlace], str],
    ) -> None:
        """``places`` are those of a page, ``name`` is what a place is called."""
        super().__init__(view)
        self._view = view
        self._places = places
        self._name = name
        self._pressed: QPoint | None = None
        view.viewport().setMouseTracking(True)
        for watched in (view, view.viewport()):
            watched.installEventFilter(self)
        view.view_changed.connect(self.let_go)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Pointer and keys; what is none of them goes on."""
        if watched is self._view:
            return event.type() == QEvent.Type.KeyPress and self._on_key(cast(QKeyEvent, event))
        match event.type():
            case QEvent.Type.MouseMove:
                self._frame(cast(QMouseEvent, event).position().toPoint())
            case QEvent.Type.Leave:
                self.let_go()
            case QEvent.Type.MouseButtonPress:
                mouse = cast(QMouseEvent, event)
                left = mouse.button() is Qt.MouseButton.LeftButton
                self._pressed = mouse.position().toPoint() if left else None
            case QEvent.Type.MouseButtonRelease:
                self._on_release(cast(QMouseEvent, event).position().toPoint())
            case QEvent.Type.ToolTip:
                return self._tell(cast(QHelpEvent, event))
        return False

    # -- inside --------------------------------------------------------------------------------------------------

    def _at(self, point: QPoint) -> tuple[PageKey, PrintedPlace] | None:
        spot = self._view.spot_at(point)
        if spot is None:
            return None
        key, on_page = spot
        place = place_at(self._places(key), on_page.x(), on_page.y())
        return (key, place) if place is not None and self._name(place) else None

    def _frame(self, point: QPoint) -> None:
        found = self._at(point)
        if found is None:
            self.let_go()
            return
        self._view.frame(found[0], _rect(found[1]))
        self._view.viewport().setCursor(Qt.CursorShape.PointingHandCursor)

    def let_go(self) -> None:
        """Frame nothing: the pointer has gone, or another thing may be printed there now."""
        self._view.frame(None)
        self._view.viewport().unsetCursor()

    def _on_release(self, point: QPoint) -> None:
        """A click where it was pressed; the pointer may have slipped a little."""
        pressed, self._pressed = self._pressed, None
        slipped = QApplication.startDragDistance()
        if pressed is None or (point - pressed).manhattanLength() > slipped:
            return
        found = self._at(pressed)
        if found is not None:
            self.chosen.emit(found[1].source)

    def _on_key(self, event: QKeyEvent) -> bool:
        """Enter: to the first thing in view on the page that takes most of the window."""
        key = self._view.current_key
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or key is None:
            return False
        named = [place for place in self._places(key) if self._name(place)]
        place = first_from(named, self._view.top_in_view(key))
        if place is not None:
            self.chosen.emit(place.source)
        return True

    def _tell(self, event: QHelpEvent) -> bool:
        found = self._at(event.pos())
        if found is None:
            QToolTip.hideText()
            return True
        words = f"点击转到“{self._name(found[1])}”"
        area: QRect = self._view.on_screen(found[0], _rect(found[1]))
        QToolTip.showText(event.globalPos(), words, self._view.viewport(), area)
        return True


def _rect(place: PrintedPlace) -> QRectF:
    return QRectF(place.x, place.top, place.width, place.height)
