"""Files dragged onto the window: a packet is opened, a source imported wherever it falls, anything else told in a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.dialogs import ImportDialog
from gui.file_commands import SAMPLE
from gui.main_window import MainWindow
from gui.packet_page import TABS
from model.cells import CellRef
from tests.gui.keyboard import CONTROL, Key, focus, press

SHEETS = tuple(sheet for tab in TABS for sheet in tab.sheets)
DATA = Path(__file__).resolve().parent


# -- dropped files -----------------------------------------------------------------------------------------------------


def drop(target: QWidget, *paths: Path) -> bool:
    """Drag files over a widget and let go, as the desktop does: whoever takes the drag first gets the drop."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    data.setText("\n".join(f"file://{path}" for path in paths))
    actions, buttons, none = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    widget: QWidget | None = target
    while widget is not None:
        enter = QDragEnterEvent(QPointF(5, 5), actions, data, buttons, none)
        enter.ignore()
        if widget.acceptDrops():
            QApplication.sendEvent(widget, enter)
        if enter.isAccepted():
            QApplication.sendEvent(widget, QDropEvent(QPointF(5, 5), actions, data, buttons, none))
            return True
        widget = widget.parentWidget()
    return False


def test_a_dropped_packet_is_opened(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    other = tmp_path / "另一份.jxzp"
    assert window.document.save_copy(other)
    assert drop(window.centralWidget(), other)
    qtbot.waitUntil(lambda: window.document.path == other)


@pytest.mark.parametrize(
    "cell",
    [
        CellRef("chapters", "c1", "text"),
        CellRef("overview", "duties", "value"),
        CellRef("overview", "phone", "value"),
        CellRef("income", "bureau", "public"),
    ],
)
def test_a_dropped_source_is_imported_wherever_it_falls(
    window: MainWindow, qtbot: QtBot, cell: CellRef
) -> None:
    """On a text field, too, the file is imported; its path is not written into the text."""
    before = window.document.book.value(cell)
    window.goto(cell)
    widget = focus()
    target = widget.viewport() if hasattr(widget, "viewport") else widget
    assert drop(target, SAMPLE)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), ImportDialog))
    press(Key.Key_Escape)
    assert window.document.book.value(cell) == before


def test_a_source_dropped_on_the_start_page_begins_a_new_packet(window: MainWindow, qtbot: QtBot) -> None:
    press(Key.Key_W, modifiers=CONTROL)
    assert drop(window.start, SAMPLE)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    dialog = QApplication.activeModalWidget()
    assert dialog.windowTitle() == "新建"
    assert (dialog.year.value(), dialog.department.text()) == (2022, "吉首市科工信局")
    press(Key.Key_Escape)


def test_other_files_and_many_at_once_are_told_in_a_sentence(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    picture = tmp_path / "照片.png"
    picture.touch()
    assert drop(window.centralWidget(), picture)
    qtbot.waitUntil(lambda: "照片.png" in window.messages.text)
    assert ".jxzp" in window.messages.text
    assert drop(window.centralWidget(), picture, SAMPLE)
    qtbot.waitUntil(lambda: "逐个拖入" in window.messages.text)
