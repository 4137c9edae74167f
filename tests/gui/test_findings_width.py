"""审核结果 gives 位置 its share of the width that the list has: at a start, in a wider or narrower window, and never over the clerk's own."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from windows import open_sample, shown_window

from gui.findings_model import MESSAGE, PLACE
from gui.main_window import MainWindow
from gui.settings import Settings

LETTERS, SHARE = 27, 0.25


def share_of(window: MainWindow) -> int:
    """As wide as 位置 is to be."""
    view = window.dock.view
    return min(LETTERS * view.fontMetrics().horizontalAdvance("审"), round(view.width() * SHARE))


def width_of(window: MainWindow) -> int:
    QApplication.processEvents()
    header = window.dock.view.header()
    assert header.sectionSize(MESSAGE) > header.sectionSize(PLACE)
    return header.sectionSize(PLACE)


WIDTHS = pytest.mark.parametrize("width", [1730, 1366, 900])


@WIDTHS
def test_the_first_packet_of_a_window_has_room_for_the_places(tmp_path: Path, width: int) -> None:
    with shown_window(tmp_path) as window:
        window.resize(width, 900)
        open_sample(window, tmp_path)
        assert width_of(window) == share_of(window)


@WIDTHS
def test_a_window_that_comes_with_its_packet_has_it_too(tmp_path: Path, width: int) -> None:
    with shown_window(tmp_path) as window:
        open_sample(window, tmp_path)
        path = window.document.path
    again = MainWindow(Settings.in_file(tmp_path / "settings.ini"))
    again.files.open_at_once(path)
    again.resize(width, 900)
    again.show()
    try:
        assert width_of(again) == share_of(again)
    finally:
        again.close()
        again.deleteLater()


def test_another_width_shares_anew_until_the_clerk_has_set_one(window: MainWindow) -> None:
    for width in (1000, 1700):
        window.resize(width, 800)
        assert width_of(window) == share_of(window)
    own = share_of(window) // 2
    window.dock.view.header().resizeSection(PLACE, own)
    window.resize(1200, 800)
    assert width_of(window) == own
