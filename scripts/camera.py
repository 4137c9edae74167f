"""Pictures of the window for docs/: taken when everything has settled, kept with few colours."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap
    from PySide6.QtWidgets import QApplication, QWidget

    from gui.main_window import MainWindow

COLORS = 256
"""Enough for the window's few colours with smooth type; keeps a picture below 150 KB."""
SETTLED_MS = 1600
"""A flash has faded and everything is drawn."""


class Camera:
    """Takes numbered pictures of the whole screen, dialogs and all; on a platform without a screen, of the window in front."""

    def __init__(self, app: QApplication, folder: Path, settled_ms: int = SETTLED_MS) -> None:
        self._app = app
        self._folder = folder
        self._settled_ms = settled_ms
        self._number = 0
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("[0-9][0-9]-*.png"):
            old.unlink()

    def take(self, name: str) -> None:
        """The next picture."""
        self._number += 1
        settle(self._app, self._settled_ms)
        keep(whole_screen(self._app), self._folder / f"{self._number:02}-{name}.png")


def whole_screen(app: QApplication) -> QPixmap:
    """What the screen shows; on a platform without a screen, the window in front."""
    picture = app.primaryScreen().grabWindow(0)
    if picture.isNull():
        picture = (app.activePopupWidget() or app.activeWindow()).grab()
    _frame_dialog(app, picture)
    return picture


def _frame_dialog(app: QApplication, picture: QPixmap) -> None:
    """An edge around what lies over the main window, which a window manager would give it."""
    from PySide6.QtGui import QPainter, QPalette
    from PySide6.QtWidgets import QMainWindow

    front = app.activeModalWidget() or app.activeWindow()
    if front is not None and not isinstance(front, QMainWindow):
        painter = QPainter(picture)
        painter.setPen(
            front.palette().color(QPalette.ColorRole.PlaceholderText)
        )  # seen on light and dark ground
        painter.drawRect(front.geometry().adjusted(-1, -1, 0, 0))
        painter.end()


def shoot(app: QApplication, widget: QWidget, path: Path, settled_ms: int = SETTLED_MS) -> None:
    """A picture of one window."""
    settle(app, settled_ms)
    keep(widget.grab(), path)


def finish(app: QApplication, window: MainWindow) -> None:
    """Let what is being done beside the window come to its end, and the page be made."""
    while window.background.is_busy or (window.page is not None and not window.page.is_whole):
        app.processEvents()


def settle(app: QApplication, milliseconds: int = SETTLED_MS) -> None:
    """Let everything be drawn and flashes fade."""
    from PySide6.QtCore import QDeadlineTimer, QEventLoop

    deadline = QDeadlineTimer(milliseconds)
    while not deadline.hasExpired():
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)


def keep(picture: QPixmap, path: Path) -> None:
    """Write the picture with few colours."""
    from PIL import Image
    from PySide6.QtCore import QBuffer, QIODevice

    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    with Image.open(BytesIO(buffer.data().data())) as image:
        image.convert("RGB").quantize(COLORS, kmeans=1, dither=Image.Dither.NONE).save(path, optimize=True)
    print(path, f"{path.stat().st_size // 1024} KB")
