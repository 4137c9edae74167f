"""Pressing keys and clicking as a clerk does: in whatever has the focus, in menus, in the dialogs that ask for a file."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMainWindow, QMenu, QPushButton, QWidget

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier
Key = Qt.Key
LONGEST_WAIT_MS = 60_000
LONGEST_FOCUS_MS = 2_000


def focus() -> QWidget:
    """The widget that gets the keys: what popped up comes first, as in any desktop."""
    popup = QApplication.activePopupWidget()
    if popup is not None:
        inside = (
            QApplication.focusWidget()
        )  # asked of the popup itself, a list's view goes with Python's hold on the popup
        return inside if inside is not None and popup.isAncestorOf(inside) else popup
    if QApplication.focusWidget() is None:
        _come_to_front()
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def _come_to_front() -> None:
    """A window manager gives the keys to the window that a dialog leaves behind; here there is none."""
    shown = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    top = QApplication.activeModalWidget() or QApplication.activeWindow() or (shown[-1] if shown else None)
    if top is not None:
        top.activateWindow()
        QTest.qWaitForWindowActive(top)


def press(*keys: Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """One key after the other."""
    for key in keys:
        QTest.keyClick(focus(), key, modifiers)
        QApplication.processEvents()
        see_what_comes()


def see_what_comes() -> None:
    """A clerk waits for what was asked of the program: what it does beside its window is done, and the page is there."""
    wait_for(lambda: not any(_works(one) for one in QApplication.topLevelWidgets()))
    QApplication.processEvents()
    deadline = QDeadlineTimer(LONGEST_FOCUS_MS)
    while not _dialog_has_keys() and not deadline.hasExpired():
        QTest.qWait(5)


def _dialog_has_keys() -> bool:
    """A display gives the keys to a dialog a moment after it is shown."""
    asking, keys_are = QApplication.activeModalWidget(), QApplication.focusWidget()
    if asking is None or keys_are is None or QApplication.activePopupWidget() is not None:
        return True
    return asking is keys_are or asking.isAncestorOf(keys_are)


def _works(window: QWidget) -> bool:
    if not isinstance(window, QMainWindow):
        return False
    return window.background.is_busy or (window.page is not None and not window.page.is_whole)


def wait_for(done: Callable[[], bool]) -> None:
    """Until something is so; the windows go on meanwhile."""
    deadline = QDeadlineTimer(LONGEST_WAIT_MS)
    while not done():
        assert not deadline.hasExpired()
        QTest.qWait(5)


def type_text(text: str, phrase: int = 1) -> None:
    """Type; characters without a key of their own come as from an input method, as many at a time as ``phrase`` says."""
    for piece in re.findall(rf"[\x00-\x7f]|[^\x00-\x7f]{{1,{phrase}}}", text):
        if piece.isascii():
            QTest.keyClicks(focus(), piece)
        else:
            event = QInputMethodEvent()
            event.setCommitString(piece)
            QApplication.sendEvent(QGuiApplication.focusObject() or focus(), event)  # never to what popped up
        QApplication.processEvents()


def click(widget: QWidget, at: QPoint | None = None) -> None:
    """A click with the left button on what is in view."""
    QApplication.processEvents()  # what was just made is laid out first
    assert widget.isVisible()
    QTest.mouseClick(
        widget, Qt.MouseButton.LeftButton, NONE, at if at is not None else widget.rect().center()
    )
    QApplication.processEvents()
    see_what_comes()


def double_click(widget: QWidget, at: QPoint) -> None:
    """As the desktop sends it: a click, then the second press as a double click, and its release."""
    click(widget, at)
    QTest.mouseDClick(widget, Qt.MouseButton.LeftButton, NONE, at)
    QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, NONE, at)
    QApplication.processEvents()


def button_of(root: QWidget, words: str) -> QPushButton:
    """The visible button with these words."""
    found = [one for one in root.findChildren(QPushButton) if one.text() == words and one.isVisible()]
    assert len(found) == 1, (words, found)
    return found[0]


# -- menus -----------------------------------------------------------------------------------------------------------


def choose(letter: Key, *entries: str) -> None:
    """A menu by Alt and its letter, then by arrows and Enter to the entry that begins so; the last one is what is wanted."""
    press(letter, modifiers=ALT)
    take(*entries)


def take(*entries: str) -> None:
    """The same, from the menu that is open on."""
    for words in entries:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu), words
        for _ in menu.actions():
            here = menu.activeAction()
            if here is not None and here.text().startswith(words):
                break
            press(Key.Key_Down)
        else:
            raise AssertionError(f"the menu has no {words} that can be chosen")
        press(Key.Key_Return)


# -- files -----------------------------------------------------------------------------------------------------------


def answer_with(path: Path | None) -> None:
    """When the next dialog asks for a file: its path typed, then Enter; without one, Esc. Call it before the key that asks."""

    def answer(dialog: QWidget) -> None:
        if path is None:
            press(Key.Key_Escape)
        else:
            press(Key.Key_A, modifiers=CONTROL)
            type_text(str(path))
            press(Key.Key_Return)

    when_asked(QFileDialog, answer)


def when_asked(kind: type[QWidget], answer: Callable[[QWidget], None]) -> None:
    """Once a dialog of the kind is there and has the keys; also where the call that shows it comes back only afterwards."""
    deadline = QDeadlineTimer(LONGEST_WAIT_MS)

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, kind) and dialog.isAncestorOf(QApplication.focusWidget()):
            patience = QTimer(dialog)  # goes with the dialog, where the answer was taken
            patience.setSingleShot(True)
            patience.timeout.connect(_give_up)
            patience.start(LONGEST_WAIT_MS)
            answer(dialog)
        elif deadline.hasExpired():
            _give_up()
        else:
            QTimer.singleShot(20, look)

    QTimer.singleShot(0, look)


def _give_up() -> None:
    """Nothing may wait for ever: what asks is closed, and the test fails."""
    asking = QApplication.activeModalWidget()
    while (top := QApplication.activeModalWidget()) is not None:
        top.close()
    raise AssertionError(f"the answer was not taken: {asking}")


def show(widget: QWidget, width: int = 960, height: int = 480) -> None:
    """Put a widget on the (offscreen) screen and give it the focus."""
    widget.resize(width, height)
    widget.show()
    widget.activateWindow()
    widget.setFocus()
    QApplication.processEvents()
