"""The main window for tests: settings of its own, the published sample imported, real keys."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui.file_commands import SAMPLE
from gui.main_window import MainWindow
from gui.settings import Settings
from model.cells import CellRef
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
        window._leaving_unsaved = True
        window.close()
        window.deleteLater()


def open_sample(window: MainWindow, folder: Path) -> None:
    """The published packet of 2022, imported as a clerk imports it."""
    assert window.document.create(folder / "吉首市科工信局2022.jxzp", bare_book(2022))
    intake = window.document.import_source(SAMPLE)
    assert intake is not None
    assert window.document.apply(intake.edit) is not None
    QApplication.processEvents()


def press(
    _window: MainWindow, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """Press a key where the cursor is."""
    keyboard.press(key, modifiers=modifiers)


def type_text(_window: MainWindow, text: str) -> None:
    """Type where the cursor is."""
    keyboard.type_text(text)


def assert_threads_end() -> None:
    """No thread outlives its window: what is still at work gets the time to finish, and must."""
    for thread in threading.enumerate():
        if thread is not threading.main_thread():
            thread.join(timeout=20)
    assert threading.enumerate() == [threading.main_thread()]
