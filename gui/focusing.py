"""Which widget of a page gets the keys when the page comes into view."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget


def enter(page: QWidget) -> None:
    """Give the keys to a page: to where they were before, else to its first field or table, else to its first button.

    A page with nothing to type into takes them itself, so that they do not go on to a page out of view.
    """
    before = page.focusWidget()
    stays = before is not None and any(stop is before for stop in _stops(page))
    target = before if before is not None and stays else _first(page)
    target.setFocus(Qt.FocusReason.OtherFocusReason)


def holds_keys(widget: QWidget) -> bool:
    """Whether the keys of its window go to a widget or to something in it, be the window active or not."""
    here = widget.window().focusWidget()
    return here is not None and (here is widget or widget.isAncestorOf(here))


def _first(page: QWidget) -> QWidget:
    """No further than the first field: the chain runs through every part of every field."""
    button: QWidget | None = None
    for stop in _stops(page):
        if not isinstance(stop, QAbstractButton):
            return stop
        button = button or stop
    return button or page


def _stops(page: QWidget) -> Iterator[QWidget]:
    """What Tab would visit in the page, in turn."""
    widget = page.nextInFocusChain()
    while widget is not None and widget is not page:
        takes_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if page.isAncestorOf(widget) and takes_tab and widget.isEnabled() and widget.isVisibleTo(page):
            yield widget
        widget = widget.nextInFocusChain()
