"""Another size of type, light or dark, or unit of money: what takes its distances or words when it is made, is made anew.

Qt dresses every widget there is, one after another, in one go. So the page goes first, and comes anew in pieces: with all pages made,
another size of type held the window for more than a second.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from gui.appearance import apply_font_percent, apply_scheme
from gui.page_room import leave_half_to_page_soon

if TYPE_CHECKING:
    from collections.abc import Callable

    from gui.main_window import MainWindow
    from model.findings import Span


def change_font(window: MainWindow, percent: int) -> None:
    """Make everything with type of this size, in percent of the system's."""

    def dress() -> None:
        apply_font_percent(percent)
        window.commands.refresh_icons()
        window.start_is_old = True

    _remake_dressed(window, dress)
    if window.page is not None:
        window.dock.refresh_colors()
    leave_half_to_page_soon(window)


def change_scheme(window: MainWindow, scheme: str) -> None:
    """``light``, ``dark`` or ``system``. Text that waits to be corrected keeps its page, which takes the other colours as it stands."""
    if window.document.untaken.refs:
        apply_scheme(scheme)
    else:
        _remake_dressed(window, lambda: apply_scheme(scheme))


def change_unit(window: MainWindow, in_yuan: bool) -> None:
    """Read and type the tables in 元 or in 万元."""

    def turn_figures() -> None:
        window.document.in_yuan = in_yuan

    remake_page(window, turn_figures)


def remake_page(window: MainWindow, between: Callable[[], None] = lambda: None) -> None:
    """Take the page away, do what is easier without it, and open it again where the clerk was; the keys stay where they are."""
    old, place, keys = window.page, 0, window.focusWidget()
    if old is not None:
        old.finish()  # where the clerk was may be told by the page alone
        place = old.tabs.currentIndex()
    outside = old is not None and keys is not None and not old.isAncestorOf(keys)
    ref, caret = window.assistance.cell, _caret() if old is not None else None
    window.take_page_away()
    between()
    window.bring_page(place)
    if window.page is not None and ref is not None:
        window.page.goto(ref, caret)
    if outside and keys is not None and keys.isVisible():
        keys.setFocus()


def _remake_dressed(window: MainWindow, dress: Callable[[], None]) -> None:
    """The old page is gone before everything is dressed. Not for what a page's own button asks: it would go under the click."""
    old = window.page

    def dress_the_rest() -> None:
        if old is not None:
            QCoreApplication.sendPostedEvents(old, QEvent.Type.DeferredDelete)
        dress()

    remake_page(window, dress_the_rest)


def _caret() -> Span | None:
    """Where in a text the clerk is writing; None where no text has the keys."""
    from gui.prose_edit import ProseEdit  # leads to the packet

    text = QApplication.focusWidget()
    if not isinstance(text, ProseEdit):
        return None
    at = text.reading().to_raw(text.textCursor().position())
    return at, at
