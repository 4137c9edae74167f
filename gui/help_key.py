"""F1 in every window beside the packet: a dialog, a popup, Qt's own ones too."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QKeyCombination, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

_NAME = "help key"


class HelpKey(QObject):
    """Gives each window of the program the key when it first comes to the front.

    A shortcut of the main window reaches no window beside it, least of all one that holds the others up.
    """

    def __init__(self, ask: Callable[[QWidget], object], window: QWidget) -> None:
        super().__init__(window)
        self._ask = ask
        self._window = window
        QGuiApplication.instance().focusWindowChanged.connect(self._serve)

    def _serve(self) -> None:
        front = QApplication.activePopupWidget() or QApplication.activeWindow()
        if front is None or not self._is_beside(front) or front.findChild(QShortcut, _NAME) is not None:
            return
        key = QShortcut(QKeySequence(QKeyCombination(Qt.Key.Key_F1)), front)
        key.setObjectName(_NAME)
        key.activated.connect(lambda: self._ask(front))

    def _is_beside(self, front: QWidget) -> bool:
        """Whether it is ours and not the main window, whose menu has the key already."""
        if front is self._window:
            return False
        while (above := front.parentWidget()) is not None:
            front = above
        return front is self._window or not isinstance(front, QMainWindow)
