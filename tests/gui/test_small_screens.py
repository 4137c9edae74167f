"""On an office's small screen, 1366 × 768 with a task bar, every window lies on the screen and every button can be reached."""

from __future__ import annotations

from pathlib import Path

import pytest
from beside import OPENERS, opened
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from gui.file_dialogs import writing_dialog
from gui.main_window import MainWindow
from gui.new_packet import NewPacketDialog
from gui.preview import PreviewWindow
from gui.settings import Recent
from tests.gui.keyboard import Key, click, focus, press, type_text
from tests.gui.windows import shown_window

TITLE_BAR = 30
SCREEN = QRect(0, 0, 1366, 768 - 40)
PERCENTS = [100, 150, 175]


@pytest.fixture(autouse=True)
def _small_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gui.screen_room.available", lambda _window: SCREEN)
    monkeypatch.setattr("gui.progress_popup.available", lambda _window: SCREEN)


@pytest.fixture
def small_window(window: MainWindow) -> MainWindow:
    """The main window as it stands there, maximised."""
    window.resize(SCREEN.size() - QSize(0, TITLE_BAR))
    return window


def out_of_sight(window: QWidget) -> list[str]:
    """Buttons that are not wholly inside the window; those of a page that scrolls are reached by scrolling."""
    return [
        button.text() or button.toolTip()
        for button in window.findChildren(QAbstractButton)
        if button.isVisible()
        and button.window() is window
        and not scrolls(button)
        and not window.rect().contains(QRect(button.mapTo(window, QPoint()), button.size()))
    ]


def scrolls(widget: QWidget) -> bool:
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    return above is not None


def needed(window: QWidget) -> QSize:
    """The least that it can be made."""
    least = window.minimumSizeHint().expandedTo(window.minimumSize())
    layout = window.layout()
    if layout is not None and layout.hasHeightForWidth():
        least.setHeight(max(least.height(), layout.totalMinimumHeightForWidth(window.width())))
    return least


def expect_in_sight(window: QWidget) -> None:
    """All of it on the screen, as it is and as small as it can be made."""
    room = SCREEN.size() - QSize(0, TITLE_BAR)
    assert window.size().boundedTo(room) == window.size(), "its frame is on the screen"
    assert needed(window).boundedTo(room) == needed(window)
    assert out_of_sight(window) == []


def test_a_button_out_of_sight_would_be_found(small_window: MainWindow) -> None:
    front = opened(small_window, "versions")
    assert out_of_sight(front) == []
    front.setMinimumSize(10, 10)
    front.layout().setEnabled(False)
    front.resize(front.width() - 60, front.height())
    assert out_of_sight(front) == ["关闭"]
    front.close()


@pytest.mark.parametrize("percent", PERCENTS)
@pytest.mark.parametrize("name", OPENERS)
def test_every_window_beside_is_on_the_screen_with_all_its_buttons(
    small_window: MainWindow, name: str, percent: int
) -> None:
    small_window.set_font_percent(percent)
    QApplication.processEvents()
    front = opened(small_window, name)
    QTest.qWait(20)
    expect_in_sight(front)
    if isinstance(front, QPrintDialog):
        front.reject()
    front.close()


@pytest.mark.parametrize("percent", PERCENTS)
def test_the_main_window_and_a_dialog_for_a_file_are_on_the_screen(
    small_window: MainWindow, tmp_path: Path, percent: int, qtbot: QtBot
) -> None:
    small_window.set_font_percent(percent)
    QTest.qWait(100)
    assert needed(small_window).boundedTo(small_window.size()) == needed(small_window)
    dialog = writing_dialog(small_window, "另存副本", tmp_path / "副本.jxzp", "文件 (*.jxzp)", ".jxzp")
    qtbot.addWidget(dialog)
    dialog.show()
    expect_in_sight(dialog)


@pytest.mark.parametrize("percent", PERCENTS)
def test_a_window_left_on_a_larger_screen_opens_wholly_on_the_small_one(
    small_window: MainWindow, monkeypatch: pytest.MonkeyPatch, percent: int
) -> None:
    small_window.set_font_percent(percent)
    with monkeypatch.context() as larger:
        larger.setattr("gui.screen_room.available", lambda _window: QRect(0, 0, 2560, 1400))
        first = opened(small_window, "versions")
        first.setGeometry(500, 300, 1800, 1000)
        QApplication.processEvents()
        first.close()
    again = opened(small_window, "versions")
    expect_in_sight(again)
    assert SCREEN.contains(again.frameGeometry())
    again.close()


@pytest.mark.parametrize("name", sorted(OPENERS.keys() - {"export", "print", "progress"}))
def test_a_window_closed_in_small_type_has_room_for_its_words_in_large_type(
    small_window: MainWindow, name: str
) -> None:
    opened(small_window, name).close()
    small_window.papers.close_all()
    small_window.set_font_percent(175)
    again = opened(small_window, name)
    QTest.qWait(20)
    expect_in_sight(again)
    words = [one for one in again.findChildren(QLabel) if one.wordWrap() and one.isVisible()]
    assert [one.text() for one in words if one.height() < one.heightForWidth(one.width())] == []
    again.close()


@pytest.mark.parametrize("percent", PERCENTS)
def test_the_questions_of_a_new_packet_scroll_to_where_the_keys_go(
    small_window: MainWindow, percent: int
) -> None:
    small_window.set_font_percent(percent)
    dialog = opened(small_window, "new")
    assert isinstance(dialog, NewPacketDialog)
    bar = dialog._scroll.verticalScrollBar()
    assert (bar.maximum() > 0) == (percent > 100), "it scrolls where it must, and only there"
    for _ in range(12):
        if focus() is dialog.units:
            break
        press(Key.Key_Tab)
    assert whole(dialog.units)
    click(dialog._buttons.buttons()[0])
    assert dialog._hint.text() == "请填写部门（单位）名称。"
    assert focus() is dialog.department
    assert whole(dialog.department)
    expect_in_sight(dialog)
    type_text("某某局")
    dialog.close()


def whole(field: QWidget) -> bool:
    """Whether all of a field can be seen."""
    return field.visibleRegion().boundingRect() == field.rect()


@pytest.mark.parametrize("percent", PERCENTS)
@pytest.mark.parametrize("width", [None, 700])
def test_printing_is_in_sight_in_the_preview_whatever_room_its_bar_has(
    small_window: MainWindow, percent: int, width: int | None
) -> None:
    small_window.set_font_percent(percent)
    preview = opened(small_window, "preview")
    assert isinstance(preview, PreviewWindow)
    if width is not None:
        preview.resize(width, preview.height())
        QApplication.processEvents()
    actions = preview.bar.actions()
    shown = [one.text() for one in actions if whole(preview.bar.widgetForAction(one)) and one.text()]
    assert shown[:2] == ["打印…", "导出 PDF…"]
    if width is None:
        assert all(one.text() in shown for one in actions if one.text()), "nothing waits behind »"
        assert preview.bar.page.isVisible()
        assert preview.bar.zoom.isVisible()


@pytest.mark.parametrize("cards", [0, 9])
@pytest.mark.parametrize("percent", PERCENTS)
def test_the_start_page_scrolls_its_cards_alone(
    tmp_path: Path, qapp: QApplication, percent: int, cards: int
) -> None:
    with shown_window(tmp_path) as window:
        try:
            window.resize(SCREEN.size() - QSize(0, TITLE_BAR))
            window.set_font_percent(percent)
            for number in range(cards):
                window.settings.remember(Recent(str(tmp_path / f"{number}.jxzp"), 2022, "某某局"))
            window.start.show_recent(window.settings.recent)
            QTest.qWait(100)
            assert window.start.verticalScrollBar().maximum() == 0
            assert window.start.horizontalScrollBar().maximum() == 0
        finally:
            window.set_font_percent(100)
