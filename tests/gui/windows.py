"""The main window for tests: settings of its own, the published sample imported, real keys."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from gui.file_jobs import SAMPLE
from gui.main_window import MainWindow
from gui.new_packet import NewPacket
from gui.settings import Settings
from intake.intake import read_source
from model.cells import CellRef
from model.findings import Span
from model.project import Project
from model.starting import bare_book
from tests.gui import keyboard

SANGONG_TOTAL = CellRef("sangong", "bureau", "total")


@contextmanager
def shown_window(folder: Path) -> Iterator[MainWindow]:
    """The window on its start page; closed, with its file, in the end."""
    window = MainWindow(Settings.in_file(folder / "settings.ini"))
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    QTest.qWaitForWindowExposed(window)
    try:
        yield window
    finally:
        window.unsaved.leaving = True
        window.background.end()
        window.commit()
        if window.document.untaken.refs:  # a window that has some does not close
            window.take_page_away()
        window.close()
        window.deleteLater()


def open_sample(window: MainWindow, folder: Path) -> None:
    """The published packet of 2022, imported as a clerk imports it."""
    window.document.attach(Project.create_from(folder / "吉首市科工信局2022.jxzp", bare_book(2022)))
    assert window.document.apply(read_source(SAMPLE, window.document.book).edit) is not None
    QApplication.processEvents()


def finish(window: MainWindow) -> None:
    """What is being done beside the window is done, and what comes of it is shown."""
    keyboard.wait_for(lambda: not window.background.is_busy)
    QApplication.processEvents()


def goto(window: MainWindow, ref: CellRef, span: Span | None = None) -> None:
    """To a cell, whose page is there then."""
    window.goto(ref, span)
    window.page.finish()


def create_packet(window: MainWindow, path: Path, choice: NewPacket) -> None:
    """A new packet, from the answers of 新建 and the place of its file."""
    window.files.create_at(path, choice)
    finish(window)
    assert window.document.path == path


def open_packet(window: MainWindow, path: Path, *, read_only: bool = False) -> None:
    """A packet as it is opened from the list."""
    window.files.open_path(path, read_only=read_only)
    finish(window)
    assert window.document.path == path


def press(
    window: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """Press a key where the cursor is, which must be in the window or in what that asks or shows in front of itself."""
    _expect_keys_in(window)
    keyboard.press(key, modifiers=modifiers)


def type_text(window: QWidget, text: str) -> None:
    """Type where the cursor is; in the window, as above."""
    _expect_keys_in(window)
    keyboard.type_text(text)


def _expect_keys_in(window: QWidget) -> None:
    here: QWidget | None = keyboard.focus()
    while here is not None and here is not window:
        here = here.parentWidget()
    assert here is window, f"the keys go to {keyboard.focus()}"
