"""Files that the clerk drops on the window: a packet is opened, a source is imported."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject, QTimer
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from gui.main_window import MainWindow

PACKET = ".jxzp"
SOURCES = (".docx", ".xlsx", ".txt")
UNKNOWN = "不能打开“{name}”：可以拖入绩效自评文件（.jxzp），或要导入的 .docx、.xlsx、.txt 文件。"
ONE_BY_ONE = "一次只能拖入一个文件，这次没有打开任何文件；请逐个拖入。"


def dropped_paths(data: QMimeData) -> list[Path]:
    """The files on this computer that are being dragged."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


class DropZone(QObject):
    """Lets files fall anywhere on the window; the drop itself ends before anything is done with them.

    It stands before the window on the screen, where a drag comes in, and so before every field in it: a field that takes
    dropped text would write a file's address into itself.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.setAcceptDrops(True)
        window.installEventFilter(self)
        self._watch_screen()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Files that come, and files that are let go; text that is dragged goes on to the fields."""
        if watched is self._window:
            if event.type() == QEvent.Type.WinIdChange:
                self._watch_screen()
            return super().eventFilter(watched, event)
        if not isinstance(event, QDropEvent) or not (paths := dropped_paths(event.mimeData())):
            return super().eventFilter(watched, event)
        if QApplication.activeModalWidget() is not None:
            event.ignore()  # the dialog is to be answered first
            return True
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            QTimer.singleShot(0, self, lambda: self._take_in(paths))
        return True

    def _watch_screen(self) -> None:
        on_screen = self._window.windowHandle()
        if on_screen is not None:
            on_screen.installEventFilter(self)

    def _take_in(self, paths: list[Path]) -> None:
        """Open or import the one file, unless typed text waits to be corrected; anything else is told in a sentence."""
        window = self._window
        if window.refused.holds(lambda: self._take_in(paths)):
            return
        if len(paths) != 1:
            window.messages.tell(ONE_BY_ONE)
            return
        (path,) = paths
        suffix = path.suffix.lower()
        if suffix == PACKET:
            window.files.open_path(path)
        elif suffix not in SOURCES or not path.is_file():
            window.messages.tell(UNKNOWN.format(name=path.name))
        elif window.document.is_open:
            window.files.import_path(path)
        else:
            window.files.import_as_new(path)
