"""What tests of versions, steps and 定稿 do alike."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from gui.main_window import MainWindow
from gui.versions_dialog import VersionsDialog
from model.cells import CellRef
from model.edits import set_cells
from model.project import Project
from tests.gui.keyboard import CONTROL, NONE, SHIFT, Key, type_text
from tests.gui.windows import goto, shown_window
from tests.project_kit import finishable_book

PUBLIC = CellRef("income", "bureau", "public")
CONTROL_SHIFT = CONTROL | SHIFT


@contextmanager
def finishable_window(folder: Path) -> Iterator[MainWindow]:
    """A packet with one figure and what 定稿 asks for, in a file."""
    with shown_window(folder) as window:
        path = folder / "吉首市科工信局2022.jxzp"
        window.document.attach(Project.create_from(path, finishable_book()))
        assert window.document.apply(set_cells("录入", [(PUBLIC, Decimal("2577.99"))]))
        yield window


def type_figure(window: MainWindow, ref: CellRef, text: str) -> None:
    """Go to a cell and type a figure, as a clerk does."""
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    goto(window, ref)
    QApplication.processEvents()
    type_text(text)
    press_at(Key.Key_Return)


def press_at(key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, widget: QWidget | None = None) -> None:
    """A key at a widget, or where the cursor is."""
    target = widget or QApplication.focusWidget()
    assert target is not None
    QTest.keyClick(target, key, modifiers)
    QApplication.processEvents()


def dialog_of(window: MainWindow, kind: type[QDialog]) -> QDialog:
    """The dialog of that kind that is open."""
    return next(dialog for dialog in window.findChildren(kind) if dialog.isVisible())


def versions_of(window: MainWindow) -> VersionsDialog:
    """版本, opened by its keys; work goes on beside it."""
    press_at(Key.Key_R, CONTROL_SHIFT, window)
    dialog = dialog_of(window, VersionsDialog)
    assert isinstance(dialog, VersionsDialog)
    assert not dialog.isModal()
    return dialog
