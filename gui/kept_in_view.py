"""Where a page loses height at its foot, the place that is being typed into stays in view."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QScrollArea,
    QTextEdit,
    QWidget,
)


@contextmanager
def keeping_cursor_in_view() -> Iterator[None]:
    """Scroll as far as it takes, and not at all where the cursor stays in view or was out of it before."""
    focused = QApplication.focusWidget()
    was_seen = focused is not None and _is_seen(focused)
    yield
    if focused is not None and was_seen and not _is_seen(focused):
        _bring_into_view(focused)


def _is_seen(focused: QWidget) -> bool:
    return _ground(focused).visibleRegion().contains(_cursor(focused).center())


def _bring_into_view(focused: QWidget) -> None:
    if isinstance(focused, QTextEdit):
        focused.ensureCursorVisible()
    cursor, ground = _cursor(focused), _ground(focused)
    around: QWidget | None = focused.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea) and around.widget() is not None:
            at = ground.mapTo(around.widget(), cursor.center())
            around.ensureVisible(at.x(), at.y(), 0, cursor.height())
        around = around.parentWidget()


def _ground(focused: QWidget) -> QWidget:
    """What the cursor's place is counted in."""
    return focused.viewport() if isinstance(focused, QAbstractScrollArea) else focused


def _cursor(focused: QWidget) -> QRect:
    """The writing mark of a field, the current cell of a table."""
    if isinstance(focused, QTextEdit):
        return focused.cursorRect()
    if isinstance(focused, QAbstractItemView):
        return focused.visualRect(focused.currentIndex())
    place = focused.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
    return place if isinstance(place, QRect) else QRect(focused.rect())
