"""F1 opens the guide at the right part from every window there is, modal ones too, and the guide can be read beside them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from windows import press

from export.pdf.writer import PdfReport
from gui import help_topics
from gui.common_picker import CommonPicker
from gui.field_picker import pick_field
from gui.file_commands import SAMPLE
from gui.help_window import HelpWindow
from gui.main_window import MainWindow
from gui.new_packet import NewPacketDialog
from model.cells import CellRef

NOTICE = CellRef("notice", "body", "value")


def pick_common(window: MainWindow) -> None:
    picker = CommonPicker(window.document.book, window)
    picker.open()


def ask_printer(window: MainWindow) -> None:
    if QPrinterInfo.availablePrinterNames():
        pytest.skip("the system's own dialog")
    window.output._choose_printer((b"", PdfReport(1, {}, (), ())), "材料", 1)


OPENERS: dict[str, tuple[Callable[[MainWindow], object], str]] = {
    "new": (lambda window: window._call("new"), help_topics.FIRST),
    "versions": (lambda window: window._call("versions"), help_topics.VERSIONS),
    "history": (lambda window: window._call("history"), help_topics.VERSIONS),
    "charts": (lambda window: window._call("charts"), help_topics.CHARTS),
    "progress": (lambda window: window._call("progress"), help_topics.CHARTS),
    "preview": (lambda window: window._call("preview"), help_topics.PAPER),
    "check_code": (lambda window: window._call("check_code"), help_topics.CODE),
    "about": (lambda window: window._call("about"), help_topics.PROBLEMS),
    "import": (lambda window: window.files.import_path(SAMPLE), help_topics.IMPORT),
    "field": (lambda window: pick_field(window.document, window, NOTICE, print), help_topics.REPORT),
    "common": (pick_common, help_topics.INDICATORS),
    "export": (lambda window: window._call("export"), help_topics.PAPER),
    "print": (ask_printer, help_topics.PAPER),
}


def opened(window: MainWindow, name: str) -> QWidget:
    """The window of that name, in front."""
    before = set(QApplication.topLevelWidgets())
    OPENERS[name][0](window)
    QApplication.processEvents()
    (found,) = [one for one in QApplication.topLevelWidgets() if one.isVisible() and one not in before]
    found.activateWindow()
    QApplication.processEvents()
    return found


def press_f1(front: QWidget) -> None:
    QTest.keyClick(front.focusWidget() or front, Qt.Key.Key_F1)
    QApplication.processEvents()


@pytest.mark.parametrize("name", OPENERS)
def test_f1_opens_the_guide_at_the_part_that_the_window_is_about(window: MainWindow, name: str) -> None:
    front = opened(window, name)
    press_f1(front)
    guide = window.assistance.help_window
    assert guide is not None
    assert guide.isVisible()
    assert guide.here == OPENERS[name][1]
    guide.close()
    if name != "progress":  # a popup has made way
        front.close()


def test_beside_a_dialog_that_holds_up_the_window_the_guide_can_be_searched(
    window: MainWindow,
) -> None:
    press(window, Qt.Key.Key_F1)
    guide = window.assistance.help_window
    dialog = opened(window, "new")
    assert isinstance(dialog, NewPacketDialog)
    assert QApplication.activeModalWidget() is dialog
    press_f1(dialog)
    assert QApplication.activeWindow() is guide
    guide.search.setFocus()
    QTest.keyClick(guide.windowHandle(), Qt.Key.Key_8)  # from the system: what is held up gets nothing of it
    assert guide.search.text() == "8"
    dialog.close()
    QApplication.processEvents()
    assert guide.isVisible(), "the guide outlives the dialog"
    guide.close()
    guide.close()


def test_every_window_names_a_part_that_the_guide_has(qtbot) -> None:
    guide = HelpWindow()
    qtbot.addWidget(guide)
    headings = {words for _, words, _ in guide.page.headings()}
    topics = {value for name, value in vars(help_topics).items() if name.isupper() and isinstance(value, str)}
    topics.discard(help_topics._PROPERTY)
    assert topics <= headings
