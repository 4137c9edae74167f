"""F6 goes round the parts of the window that take the keys, and keys give the findings list more or less height."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from gui.focusing import holds_keys
from gui.page_room import leave_half_to_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from gui.main_window import MainWindow

_ROWS = 2
"""So many lines more or less at once."""


def go_on(window: MainWindow) -> None:
    """From the page to what a message or the banner offers, to the findings, and back to the page."""
    window.commit()
    panes = _panes(window)
    here = next((at for at, (pane, _) in enumerate(panes) if holds_keys(pane)), 0)
    panes[(here + 1) % len(panes)][1]()


def _panes(window: MainWindow) -> list[tuple[QWidget, Callable[[], object]]]:
    """Each part that there is, and how it takes the keys; the page, or the start page, is the first."""
    page = window.page

    def enter_list() -> None:
        window.show_findings()
        window.dock.enter()

    # The message first: it may ask what the banner's own button began.
    bars = [window.messages] if page is None else [window.messages, page.banner]
    offering: list[tuple[QWidget, Callable[[], object]]] = [(bar, bar.enter) for bar in bars if bar.offers]
    if page is None:
        return [(window.start, window.start.enter), *offering]
    return [(page.tabs, page.enter), *offering, (window.dock, enter_list)]


def give_list_room(window: MainWindow) -> None:
    """Asked for, or when much came at once: a list that had a line for nothing gets some; one that was put away stays away."""
    if window.page is not None and not window.dock.isHidden() and window.dock.is_low:
        leave_half_to_page(window)


def make_list_higher(window: MainWindow) -> None:
    """Two lines more, at the page's cost."""
    _stretch(window, _ROWS)


def make_list_lower(window: MainWindow) -> None:
    """Two lines less."""
    _stretch(window, -_ROWS)


def _stretch(window: MainWindow, rows: int) -> None:
    dock = window.dock
    dock.open()
    height = max(dock.least_height, dock.height() + rows * dock.view.row)
    window.resizeDocks([dock], [height], Qt.Orientation.Vertical)
