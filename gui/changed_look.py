"""Another size of type, light or dark, or unit of money: what takes its distances or words when it is made, is made anew.

Qt dresses every widget there is, one after another, in one go. So the pages go first where they are made anew in any case: with all of them
made, another size of type held the window for more than a second.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent

from gui.appearance import apply_font_percent, apply_scheme
from gui.page_room import leave_half_to_page_soon

if TYPE_CHECKING:
    from collections.abc import Callable

    from gui.main_window import MainWindow


def change_font(window: MainWindow, percent: int) -> None:
    """Make everything with type of this size, in percent of the system's."""
    old = window.page

    def dress() -> None:
        if old is not None:
            QCoreApplication.sendPostedEvents(old, QEvent.Type.DeferredDelete)
        apply_font_percent(percent)
        window.commands.refresh_icons()
        window.remake_start()

    remake_page(window, dress)
    if window.page is not None:
        window.dock.refresh_colors()
    leave_half_to_page_soon(window)


def change_scheme(window: MainWindow, scheme: str) -> None:
    """``light``, ``dark`` or ``system``: the page in view takes other colours, the others are made anew when they are looked at."""
    if window.page is not None:
        window.page.forget_hidden()
    apply_scheme(scheme)


def change_unit(window: MainWindow, in_yuan: bool) -> None:
    """Read and type the tables in 元 or in 万元."""

    def turn_figures() -> None:
        window.document.in_yuan = in_yuan

    remake_page(window, turn_figures)


def remake_page(window: MainWindow, between: Callable[[], None] = lambda: None) -> None:
    """Take the page away, do what is easier without it, and open it again where the clerk was."""
    old, place = window.page, 0
    if old is not None:
        old.finish()  # where the clerk was may be told by the page alone
        place = old.tabs.currentIndex()
    ref = window.assistance.cell
    window.take_page_away()
    between()
    window.bring_page(place)
    if window.page is not None and ref is not None:
        window.page.goto(ref)
