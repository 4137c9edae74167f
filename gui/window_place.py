"""A window of the program opens where, and as large as, it was when it was closed last, its parts as wide; never larger than the screen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QDialog, QSplitter, QWidget

from gui.screen_room import keep_on_screen
from gui.settings import Settings


def open_in_place(dialog: QDialog, settings: Settings, name: str) -> None:
    """Open a dialog where it was closed last; it is needed once."""
    WindowPlace(dialog, settings, name)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


class WindowPlace(QObject):
    """Lives with its window: gives it the remembered place now, and remembers its place when it is put away."""

    def __init__(self, window: QWidget, settings: Settings, name: str) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings
        # In each size of type for itself: what large type needs is a waste of the screen in small type.
        self._name = name if settings.font_percent == 100 else f"{name}-{settings.font_percent}"
        place = settings.place(self._name)
        if not place.isEmpty():
            window.restoreGeometry(place)
        for part, splitter in self._splitters():
            shares = settings.place(part)
            if not shares.isEmpty():
                splitter.restoreState(shares)
        window.installEventFilter(self)

    def _splitters(self) -> list[tuple[str, QSplitter]]:
        """What divides the window, by the names under which the settings have it."""
        return [(f"{self._name}-{at}", one) for at, one in enumerate(self._window.findChildren(QSplitter))]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Shown: all of it in sight. Hidden, by whatever way: note the place."""
        if event.type() == QEvent.Type.Show and watched is self._window:
            keep_on_screen(self._window)
        if event.type() == QEvent.Type.Hide and watched is self._window:
            self._settings.remember_place(self._name, self._window.saveGeometry())
            for part, splitter in self._splitters():
                self._settings.remember_place(part, splitter.saveState())
        return False
