"""打印预览 shows the very PDF, follows every edit without losing the place, and leaves nothing running behind."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from preview_kit import (
    CONTROL,
    DUTIES,
    INCOME,
    apply,
    page_with,
    settle,
    to_front,
)
from PySide6.QtCore import QPoint, QSizeF, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from windows import press, type_text

from gui.main_window import MainWindow
from gui.page_layout import Fit, PageLayout, Place
from gui.pdf_pages import PdfPages
from gui.picture_cache import Picture, PictureCache
from gui.preview import PreviewWindow
from gui.preview_pages import PageKey
from gui.preview_studio import PictureKey, Studio, Use, Wanted
from tests.gui.windows import goto

# -- the very PDF ------------------------------------------------------------------------------------------------------


def test_the_preview_is_pixel_by_pixel_the_exported_pdf(
    window: MainWindow, preview: PreviewWindow, tmp_path: Path
) -> None:
    """Typeset part by part for speed, and still the same pages as the whole packet in one."""
    from export.service import export_pdf

    target = tmp_path / "全部.pdf"
    export_pdf(window.document.book, target)
    booklet = preview.studio._booklet
    with PdfPages(target) as whole:
        keys = list(preview.studio.pages)
        assert len(keys) == len(whole) == preview.bar.page.maximum()
        for place, key in enumerate(keys):
            made = booklet.typeset_part(key.part)
            assert made is not None
            assert made.pages.image(key.index, 0.5) == whole.image(place, 0.5), key


def test_a_picture_has_exactly_the_screens_own_pixels(preview: PreviewWindow) -> None:
    page = preview.view.visible_pages()[0]
    image = preview.studio.picture(page, Use.PAGE)
    assert image is not None
    assert image.width() == preview.view.pixel_width(page)
    shown = preview.view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    rect = preview.view._layout.rects[0]
    assert shown.copy(rect.left(), rect.top(), rect.width(), 300) == image.copy(0, 0, rect.width(), 300)


# -- following edits ---------------------------------------------------------------------------------------------------


def test_a_figure_typed_in_the_table_stands_on_the_page_in_view_and_undo_takes_it_back(
    window: MainWindow, preview: PreviewWindow, qtbot: QtBot
) -> None:
    page = page_with(preview, "153.63")
    preview.view.show_page(page)
    settle(preview, qtbot)
    key, top = preview.view.current_key, preview.view.verticalScrollBar().value()
    assert key is not None
    assert "153.63" in preview.studio.text(key)

    to_front(window)
    goto(window, INCOME)
    type_text(window, "987.65")
    press(window, Qt.Key.Key_Return)
    assert window.document.book.number(INCOME) == Decimal("987.65")
    qtbot.waitUntil(lambda: "987.65" in preview.studio.text(key), timeout=10_000)
    settle(preview, qtbot)
    assert (preview.view.current_key, preview.view.verticalScrollBar().value()) == (key, top)

    press(window, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: "987.65" not in preview.studio.text(key), timeout=10_000)


def test_the_place_is_kept_when_pages_are_added_before_it(
    window: MainWindow, preview: PreviewWindow, qtbot: QtBot
) -> None:
    """A notice that grows by pages does not push the form out of view."""
    preview.view.show_page(page_with(preview, "年度收入情况"))
    preview.view.verticalScrollBar().setValue(preview.view.verticalScrollBar().value() + 77)
    settle(preview, qtbot)
    key, count = preview.view.current_key, len(preview.studio.pages)
    place = preview.view._layout.place_at(preview.view.verticalScrollBar().value())
    notice = next(
        ref
        for ref, value in window.document.book.cells.items()
        if ref.sheet == "notice" and isinstance(value, str) and len(value) > 40
    )
    apply(window, (notice, "\n".join([window.document.book.text(notice)] * 30)))
    qtbot.waitUntil(lambda: len(preview.studio.pages) > count, timeout=10_000)
    settle(preview, qtbot)
    assert preview.view.current_key == key
    now = preview.view._layout.place_at(preview.view.verticalScrollBar().value())
    assert now.share == pytest.approx(place.share, abs=0.002)
    for number, page in enumerate(preview.studio.pages, start=1):
        is_cover = page == PageKey("form", 0)
        assert is_cover or f"— {number} —" in preview.studio.text(page)


def test_only_what_an_edit_shows_in_is_typeset_again(
    window: MainWindow, preview: PreviewWindow, qtbot: QtBot
) -> None:
    before = {part: preview.studio._booklet.typeset_part(part) for part in preview.studio._booklet.parts}
    apply(window, (DUTIES, "贯彻执行国家、省、州有关工作的方针政策。"))
    qtbot.waitUntil(
        lambda: preview.studio._booklet.typeset_part("form") is not before["form"], timeout=10_000
    )
    settle(preview, qtbot)
    same = {part for part, made in before.items() if preview.studio._booklet.typeset_part(part) is made}
    assert "form" not in same
    assert {"notice", "annex2", "report"} <= same


def test_the_window_is_not_held_up_by_typesetting(
    window: MainWindow, preview: PreviewWindow, qtbot: QtBot
) -> None:
    """An edit returns before any page is made: reading the packet is all that happens on the main thread."""
    apply(window, (INCOME, Decimal("1.11")))
    preview.refresh()
    assert not preview.studio.is_settled
    apply(window, (INCOME, Decimal("2.22")))
    settle(preview, qtbot)
    page = page_with(preview, "2.22")
    assert list(preview.studio.pages)[page].part in ("form", "notice")


def test_a_preview_out_of_sight_does_not_work_and_is_right_when_it_comes_back(
    window: MainWindow, preview: PreviewWindow, qtbot: QtBot
) -> None:
    to_front(preview)
    preview.view.show_page(page_with(preview, "153.63"))
    settle(preview, qtbot)
    key = preview.view.current_key
    press(preview, Qt.Key.Key_Escape)
    assert not preview.isVisible()
    apply(window, (INCOME, Decimal("987.65")))
    QTest.qWait(120)
    assert preview.studio.is_settled
    assert key is not None
    assert "987.65" not in preview.studio.text(key)
    window.commands["preview"].trigger()
    settle(preview, qtbot)
    assert preview.view.current_key == key
    assert "987.65" in preview.studio.text(key)


# -- finding one's way -------------------------------------------------------------------------------------------------


def test_a_part_is_picked_by_keys_and_is_alone_in_view(preview: PreviewWindow, qtbot: QtBot) -> None:
    from export.parts import PART_TITLES

    to_front(preview)
    for part in PART_TITLES:
        preview.bar.part.setFocus()
        press(preview, Qt.Key.Key_Down)
        assert preview.part == part
        settle(preview, qtbot)
        assert {key.part for key in preview.studio.pages} == {part}
        assert preview.bar.page.maximum() == len(preview.studio.pages)
        assert preview.view.current == 0


def test_pages_are_reached_by_number_by_thumbnail_and_by_keys(preview: PreviewWindow, qtbot: QtBot) -> None:
    to_front(preview)
    preview.bar.page.setFocus()
    preview.bar.page.selectAll()
    type_text(preview, "9")
    press(preview, Qt.Key.Key_Return)
    assert preview.view.current == preview.thumbnails.currentIndex().row() == 8

    preview.thumbnails.setFocus()
    press(preview, Qt.Key.Key_Down)
    assert preview.view.current == 9
    assert preview.bar.page.value() == 10

    index = preview.thumbnails.model().index(7, 0)
    preview.thumbnails.scrollTo(index)
    spot = preview.thumbnails.visualRect(index).center()
    QTest.mouseClick(preview.thumbnails.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert preview.view.current == 7

    preview.view.setFocus()
    press(preview, Qt.Key.Key_Right)
    assert preview.view.current == 8
    press(preview, Qt.Key.Key_End)
    assert preview.view.current == len(preview.studio.pages) - 1
    press(preview, Qt.Key.Key_Home)
    assert preview.view.current == 0
    settle(preview, qtbot)


def test_zoom_by_keys_and_wheel_keeps_the_page_and_draws_it_in_its_new_size(
    preview: PreviewWindow, qtbot: QtBot
) -> None:
    to_front(preview)
    preview.view.setFocus()
    preview.view.show_page(6)
    press(preview, Qt.Key.Key_9, CONTROL)
    assert preview.view.zoom is Fit.PAGE
    assert preview.bar.zoom.currentText() == "整页"
    assert preview.view.current == 6
    rect = preview.view._layout.rects[6]
    assert rect.height() <= preview.view.viewport().height()
    press(preview, Qt.Key.Key_Plus, CONTROL)
    larger = preview.view.zoom
    assert isinstance(larger, int)
    assert preview.view.percent == pytest.approx(larger)
    _turn_wheel(preview, 1)
    assert preview.view.zoom > larger
    _turn_wheel(preview, -1)
    assert preview.view.zoom == larger
    assert preview.view.current == 6
    settle(preview, qtbot)
    page = preview.view.visible_pages()[0]
    image = preview.studio.picture(page, Use.PAGE)
    assert image is not None
    assert image.width() == preview.view.pixel_width(page)
    press(preview, Qt.Key.Key_0, CONTROL)
    assert preview.view.zoom is Fit.WIDTH


def _turn_wheel(preview: PreviewWindow, notches: int) -> None:
    from PySide6.QtGui import QWheelEvent

    spot = QPoint(50, 50)
    event = QWheelEvent(
        spot, preview.view.viewport().mapToGlobal(spot), QPoint(), QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton, CONTROL, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(preview.view.viewport(), event)


def test_hundred_percent_is_the_size_on_paper(preview: PreviewWindow) -> None:
    preview.view.set_zoom(100)
    inches = preview.view._layout.rects[0].width() / preview.view.logicalDpiX()
    assert inches * 25.4 == pytest.approx(210, abs=0.3)


def test_the_words_of_the_page_in_view_can_be_copied(preview: PreviewWindow) -> None:
    to_front(preview)
    preview.view.setFocus()
    press(preview, Qt.Key.Key_C, CONTROL)
    assert "绩效自评工作的通知" in QGuiApplication.clipboard().text().replace("\r\n", "")


# -- coming to an end --------------------------------------------------------------------------------------------------


def test_a_page_that_is_gone_since_it_was_asked_for_is_passed_over(window: MainWindow, qtbot: QtBot) -> None:
    studio = Studio(window)
    gone, there = (PictureKey(PageKey("form", index), Use.PAGE) for index in (99, 0))
    studio.ask(lambda: [Wanted(gone, 300), Wanted(there, 300)], lambda: "form")
    with qtbot.waitSignal(studio.idle, timeout=20_000):
        studio.show_book(window.document.book, "form")
    assert studio.picture(there.page, Use.PAGE) is not None
    assert studio.picture(gone.page, Use.PAGE) is None
    assert studio.text(gone.page) == ""
    studio.close()


def test_closing_the_packet_closes_the_preview_even_while_it_works(
    window: MainWindow, preview: PreviewWindow
) -> None:
    apply(window, (INCOME, Decimal("3.33")))
    preview.refresh()
    assert not preview.studio.is_settled
    to_front(window)
    press(window, Qt.Key.Key_W, CONTROL)
    assert not window.document.is_open
    assert not any(isinstance(one, PreviewWindow) for one in QApplication.topLevelWidgets())


def test_a_change_of_the_size_of_type_leaves_the_preview_usable(
    window: MainWindow, preview: PreviewWindow, qtbot: QtBot
) -> None:
    try:
        window._call("font:150")
        settle(preview, qtbot)
        assert preview.isVisible()
        assert preview.view.current == 0
    finally:
        window._call("font:100")
        settle(preview, qtbot)


# -- parts by themselves -----------------------------------------------------------------------------------------------


def test_layout_finds_the_place_again_and_a_page_on_its_side_fits_too() -> None:
    from PySide6.QtCore import QSize

    sizes = [QSizeF(595, 842), QSizeF(842, 595), QSizeF(595, 842)]
    for zoom in (Fit.WIDTH, Fit.PAGE, 50, 200):
        layout = PageLayout(sizes, zoom, QSize(700, 500), 96, 8)
        for top in range(0, layout.total.height(), 97):
            shown = layout.visible(top, 500)
            assert all(layout.rects[page].top() <= top + 500 for page in shown)
            assert all(layout.rects[page].bottom() >= top for page in shown)
            place = layout.place_at(top)
            assert abs(layout.top_of(Place(place.page, place.share)) - top) <= 1
        if isinstance(zoom, Fit):
            assert all(rect.width() <= 700 - 16 for rect in layout.rects)
        if zoom is Fit.WIDTH:
            assert {rect.width() for rect in layout.rects} == {700 - 16}


def test_the_cache_keeps_its_limit_and_what_is_needed() -> None:
    image = QImage(10, 10, QImage.Format.Format_RGB32)
    cache: PictureCache[PageKey] = PictureCache(3 * image.sizeInBytes())
    keys = [PageKey("form", number) for number in range(6)]
    for key in keys:
        cache.put(key, Picture(image, "a"), needed={keys[0]})
    assert cache.size == 3 * image.sizeInBytes()
    assert [key.index for key in keys if cache.get(key)] == [0, 4, 5]
    source = object()
    cache.put(keys[1], Picture(image, source), needed={keys[1]})
    assert cache.is_fresh(keys[1], 10, source)
    assert not cache.is_fresh(keys[1], 20, source)
    assert not cache.is_fresh(keys[1], 10, object())
