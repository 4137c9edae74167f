"""Files dragged onto the window: a packet is opened, a source imported wherever it falls, anything else told in a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from export.service import export_docx, export_xlsx
from gui.dialogs import ImportDialog
from gui.file_jobs import SAMPLE
from gui.main_window import MainWindow
from gui.new_packet import NewPacketDialog
from model.cells import CellRef
from model.edits import set_cells
from model.project import Project
from tests.gui.keyboard import CONTROL, Key, answer_with, focus, press
from tests.gui.windows import goto
from tests.sample import sample_book


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


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The published packet as each kind of file that may be dropped."""
    folder, book = tmp_path_factory.mktemp("拖入"), sample_book()
    found = {suffix: folder / f"材料{suffix}" for suffix in (".docx", ".xlsx", ".txt", ".jxzp")}
    export_docx(book, found[".docx"])
    export_xlsx(book, found[".xlsx"])
    found[".txt"].write_bytes(SAMPLE.read_bytes())
    Project.create_from(found[".jxzp"], book).close()
    return found


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".txt"])
def test_a_source_dropped_on_an_open_packet_shows_what_it_would_bring(
    window: MainWindow, files: dict[str, Path], suffix: str, qtbot: QtBot
) -> None:
    window.document.apply(set_cells("清", [(CellRef("overview", "phone", "value"), None)]))
    assert drop(window.page.tabs, files[suffix])
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), ImportDialog), timeout=20_000)
    press(Key.Key_Return)
    assert window.document.book.text(CellRef("overview", "phone", "value")) == "8520526"
    assert f"材料{suffix}" in window.messages.text


def test_a_packet_dropped_on_an_open_packet_is_opened(
    window: MainWindow, files: dict[str, Path], qtbot: QtBot
) -> None:
    assert drop(window.centralWidget(), files[".jxzp"])
    qtbot.waitUntil(lambda: window.document.path == files[".jxzp"])
    assert window.document.book.text(CellRef("overview", "phone", "value")) == "8520526"


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
    goto(window, cell)
    widget = focus()
    target = widget.viewport() if hasattr(widget, "viewport") else widget
    assert drop(target, SAMPLE)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), ImportDialog))
    press(Key.Key_Escape)
    assert window.document.book.value(cell) == before


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".txt"])
def test_a_source_dropped_on_the_start_page_begins_a_new_packet(
    window: MainWindow, files: dict[str, Path], tmp_path: Path, suffix: str, qtbot: QtBot
) -> None:
    press(Key.Key_W, modifiers=CONTROL)
    assert drop(window.start, files[suffix])
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), NewPacketDialog), timeout=20_000)
    dialog = QApplication.activeModalWidget()
    assert (dialog.year.value(), dialog.department.text()) == (2022, "吉首市科工信局")
    answer_with(tmp_path / "拖入.jxzp")
    press(Key.Key_Return)
    assert isinstance(QApplication.activeModalWidget(), ImportDialog)
    press(Key.Key_Return)
    assert window.document.path == tmp_path / "拖入.jxzp"
    assert window.document.book.text(CellRef("overview", "phone", "value")) == "8520526"


def test_a_packet_dropped_on_the_start_page_is_opened(
    window: MainWindow, files: dict[str, Path], qtbot: QtBot
) -> None:
    press(Key.Key_W, modifiers=CONTROL)
    assert drop(window.start, files[".jxzp"])
    qtbot.waitUntil(lambda: window.document.is_open)
    assert window.document.path == files[".jxzp"]


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
