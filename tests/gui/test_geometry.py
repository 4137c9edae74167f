"""Every window opens anew where it was closed: the main window through a whole start, dialogs and dividing lines too."""

from __future__ import annotations

from pathlib import Path

import pytest
from beside import opened
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QSplitter, QSplitterHandle
from windows import open_packet, open_sample

from gui.main_window import MainWindow
from gui.settings import Settings

STORE = "settings.ini"


def started(folder: Path) -> MainWindow:
    """The program as the next start has it."""
    window = MainWindow(Settings.in_file(folder / STORE))
    window.show()
    QTest.qWaitForWindowExposed(window)
    return window


def ended(window: MainWindow) -> None:
    window.close()
    window.deleteLater()
    QApplication.processEvents()


def test_the_main_window_comes_back_where_it_was_with_its_list_as_high(
    qapp: QApplication, tmp_path: Path
) -> None:
    window = started(tmp_path)
    open_sample(window, tmp_path)
    path = window.document.path
    window.setGeometry(QRect(17, 43, 740, 560))
    QApplication.processEvents()
    window.resizeDocks([window.dock], [177], Qt.Orientation.Vertical)
    QApplication.processEvents()
    place, height = window.geometry(), window.dock.height()
    assert height == 177
    ended(window)
    window = started(tmp_path)
    open_packet(window, path)
    QApplication.processEvents()
    assert window.geometry() == place
    assert window.dock.height() == height
    ended(window)


def test_a_maximised_window_comes_back_maximised_and_restores_to_its_former_size(
    qapp: QApplication, tmp_path: Path
) -> None:
    window = started(tmp_path)
    window.setGeometry(QRect(17, 43, 640, 480))
    QApplication.processEvents()
    window.showMaximized()
    QApplication.processEvents()
    ended(window)
    window = started(tmp_path)
    assert window.isMaximized()
    window.showNormal()
    QApplication.processEvents()
    assert window.size().toTuple() == (640, 480)
    ended(window)


@pytest.mark.parametrize(
    "name",
    ["new", "import", "check_code", "versions", "history", "charts", "help", "preview", "field", "common"],
)
def test_a_window_beside_comes_back_where_it_was(window: MainWindow, tmp_path: Path, name: str) -> None:
    first = opened(window, name)
    least = first.minimumSizeHint().expandedTo(first.minimumSize())
    width = least.width() + 33
    for_words = first.layout().totalMinimumHeightForWidth(width)  # -1 where none are wrapped
    first.resize(width, max(least.height(), for_words) + 27)
    first.move(31, 29)
    QApplication.processEvents()
    size, place = first.size(), first.pos()
    first.close()
    QApplication.processEvents()
    window.papers.close_all()
    again = opened(window, name)
    assert (again.size(), again.pos()) == (size, place)
    assert not Settings.in_file(tmp_path / STORE).place(name).isEmpty()
    again.close()


@pytest.mark.parametrize("name", ["help", "versions", "preview"])
def test_a_dividing_line_is_moved_by_keys_and_stays_there(window: MainWindow, name: str) -> None:
    first = opened(window, name)
    first.resize(760, 560)
    first.activateWindow()
    QApplication.processEvents()
    splitter = first.findChild(QSplitter)
    handle = splitter.handle(1)
    assert isinstance(handle, QSplitterHandle)
    assert handle.accessibleName()
    for _ in range(80):
        if QApplication.focusWidget() is handle:
            break
        QTest.keyClick(QApplication.focusWidget() or first, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is handle, "Tab comes to it"
    before = splitter.sizes()
    QTest.keyClick(handle, Qt.Key.Key_Right)
    QTest.keyClick(handle, Qt.Key.Key_Right)
    QTest.keyClick(handle, Qt.Key.Key_Left)
    moved = splitter.sizes()
    assert before[0] < moved[0]
    first.close()
    QApplication.processEvents()
    window.papers.close_all()
    again = opened(window, name)
    QApplication.processEvents()
    assert again.findChild(QSplitter).sizes() == moved
    again.close()


def test_a_window_that_large_type_made_large_is_small_again_in_small_type(window: MainWindow) -> None:
    sizes = []
    for percent in (100, 175, 100):
        window.set_font_percent(percent)
        beside = opened(window, "new")
        sizes.append(beside.size())
        beside.close()
        QApplication.processEvents()
    assert sizes[1].height() > sizes[0].height()
    assert sizes[2] == sizes[0]
