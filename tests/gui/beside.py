"""The windows that stand beside the main one, each opened as the clerk opens it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QApplication, QToolButton, QWidget

from export.pdf.writer import PdfReport
from gui.field_picker import pick_field
from gui.file_jobs import SAMPLE
from gui.main_window import MainWindow
from gui.output_commands import Typeset
from model.cells import CellRef
from tests.gui.windows import finish, goto

NOTICE = CellRef("notice", "body", "value")


def _pick_common(window: MainWindow) -> None:
    goto(window, CellRef("indicators", window.document.book.group("indicators")[0], "target"))
    buttons = window.page.current.findChildren(QToolButton)
    next(one for one in buttons if one.text() == "共性指标…").click()


def _ask_printer(window: MainWindow) -> None:
    if QPrinterInfo.availablePrinterNames():
        pytest.skip("the system's own dialog")
    window.output._choose_printer(Typeset(b"", PdfReport(1, {}, (), ()), ""), "材料", 1)


def _offer_texts(window: MainWindow) -> None:
    """The chapters of another packet of the folder: what the window holds, saved as a copy."""
    path = window.document.path.with_name("另一份.jxzp")
    assert window.document.save_copy(path)
    window.texts.offer_from(path)


def _command(name: str) -> Callable[[MainWindow], object]:
    return lambda window: window._call(name)


OPENERS: dict[str, Callable[[MainWindow], object]] = {
    **{
        name: _command(name)
        for name in (
            "new",
            "versions",
            "history",
            "charts",
            "progress",
            "preview",
            "check_code",
            "about",
            "help",
            "export",
        )
    },
    "import": lambda window: window.files.import_path(SAMPLE),
    "field": lambda window: pick_field(window.document, window, NOTICE, print),
    "common": _pick_common,
    "texts": _offer_texts,
    "print": _ask_printer,
}


def opened(window: MainWindow, name: str) -> QWidget:
    """The window of that name, in front."""
    before = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    OPENERS[name](window)
    finish(window)
    (found,) = [one for one in QApplication.topLevelWidgets() if one.isVisible() and one not in before]
    found.activateWindow()
    QApplication.processEvents()
    return found
