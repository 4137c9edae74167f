"""Files dragged onto the window: a packet is opened, a source imported wherever it falls, anything else told in a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from export.service import export_docx, export_xlsx
from gui.answer_strip import AnswerEdit
from gui.dialogs import ImportDialog
from gui.editors import ChoiceEditor, LineEditor, ProseEditor
from gui.file_jobs import SAMPLE
from gui.main_window import MainWindow
from gui.new_packet import NewPacketDialog
from gui.prose_edit import ProseEdit
from gui.severity_look import Level
from model.cells import CellRef
from model.edits import set_cells
from model.project import Project
from tests.gui.keyboard import CONTROL, Key, answer_with, focus, press, wait_for
from tests.gui.windows import goto
from tests.sample import sample_book


def drop(target: QWidget, *paths: Path) -> bool:
    """Drag files over what is in view and let go, as the desktop does: the drag comes to the window on the screen."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    data.setText("\n".join(f"file://{path}" for path in paths))
    return drag(target, data)


def drag(target: QWidget, data: QMimeData) -> bool:
    """Whether it was taken."""
    actions, buttons, none = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    assert target.isVisible()
    seen = target.visibleRegion().boundingRect()
    at = QPointF(target.mapTo(target.window(), seen.center()))
    on_screen = target.window().windowHandle()
    enter = QDragEnterEvent(at, actions, data, buttons, none)
    enter.ignore()
    QApplication.sendEvent(on_screen, enter)
    if not enter.isAccepted():
        QApplication.sendEvent(on_screen, QDragLeaveEvent())
        return False
    QApplication.sendEvent(on_screen, QDragMoveEvent(at, actions, data, buttons, none))
    QApplication.sendEvent(on_screen, QDropEvent(at, actions, data, buttons, none))
    return True


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


EDITORS = (QLineEdit, QTextEdit, QComboBox, QAbstractSpinBox)
"""Every kind of widget that keys, and dropped text, go into."""


def words_in(editor: QWidget) -> str:
    if isinstance(editor, QComboBox):
        return editor.currentText()
    return editor.toPlainText() if isinstance(editor, QTextEdit) else editor.text()


def expect_not_written(window: MainWindow, editor: QWidget, path: Path) -> None:
    """The file is the window's wherever it falls, and no field holds its address."""
    window.messages.clear()
    before = words_in(editor)
    assert drop(editor, path)
    wait_for(lambda: path.name in window.messages.text)
    assert words_in(editor) == before


def test_no_field_on_any_page_takes_a_dropped_file_for_text(window: MainWindow, tmp_path: Path) -> None:
    picture = tmp_path / "照片.png"
    picture.touch()
    kinds: set[type[QWidget]] = set()
    for _ in range(window.page.tabs.count()):
        press(Key.Key_PageDown, modifiers=CONTROL)
        for editor in window.page.current.findChildren(QWidget):
            if isinstance(editor, EDITORS) and not editor.visibleRegion().isEmpty():
                expect_not_written(window, editor, picture)
                kinds.add(type(editor))
    assert {one.__mro__[1] for one in kinds} >= {QLineEdit, ProseEdit}


@pytest.mark.parametrize(
    ("column", "expected"), [("weight", LineEditor), ("nature", ChoiceEditor), ("name", ProseEditor)]
)
def test_no_open_cell_takes_a_dropped_file_for_text(
    window: MainWindow, column: str, expected: type[QWidget], tmp_path: Path
) -> None:
    picture = tmp_path / "照片.png"
    picture.touch()
    cell = CellRef("indicators", window.document.book.group("indicators")[0], column)
    goto(window, cell)
    before = window.document.book.value(cell)
    press(Key.Key_F2)
    here: QWidget | None = focus()
    while not isinstance(here, EDITORS):
        here = here.parentWidget()
    kind = type(here)
    assert drop(here, picture)
    wait_for(lambda: picture.name in window.messages.text)
    window.commit()
    assert window.document.book.value(cell) == before
    assert kind is expected


def test_the_lines_for_finding_replacing_and_answering_take_no_file_for_text(
    window: MainWindow, tmp_path: Path
) -> None:
    picture = tmp_path / "照片.png"
    picture.touch()
    goto(window, CellRef("overview", "phone", "value"))
    press(Key.Key_F, modifiers=CONTROL)
    expect_not_written(window, focus(), picture)
    press(Key.Key_H, modifiers=CONTROL)
    press(Key.Key_Tab)
    expect_not_written(window, focus(), picture)
    press(Key.Key_Escape)
    while window.dock.current is None or window.dock.current.level is not Level.ADVISORY:
        press(Key.Key_F8)
    press(Key.Key_F7)
    assert isinstance(focus(), AnswerEdit)
    expect_not_written(window, focus(), picture)


def test_the_published_text_dropped_on_the_find_line_is_imported(window: MainWindow, qtbot: QtBot) -> None:
    press(Key.Key_F, modifiers=CONTROL)
    line = focus()
    assert drop(line, SAMPLE)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), ImportDialog))
    assert line.text() == ""
    assert not drop(line, SAMPLE), "while the preview of the import asks, it is to be answered first"
    press(Key.Key_Escape)


def test_words_may_still_be_dragged_into_a_field(window: MainWindow) -> None:
    press(Key.Key_F, modifiers=CONTROL)
    data = QMimeData()
    data.setText("职能")
    assert drag(focus(), data)
    assert focus().text() == "职能"


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
