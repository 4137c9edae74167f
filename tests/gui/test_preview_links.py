"""What is printed on a page of the preview leads to where it is filled in: by a click, and by Enter."""

from __future__ import annotations

import pytest
from preview_kit import page_with, to_front
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from export.pdf.canvas import PrintedPlace
from gui.main_window import MainWindow
from gui.preview import PreviewWindow
from gui.preview_pages import PageKey
from gui.printed_places import first_from, place_at
from gui.tabs.registry import TABS
from model.cells import CellRef
from model.edits import DeleteRow, Edit, set_cells
from tests.gui.keyboard import Key, click, focus, press, wait_for
from tests.gui.places import place

ON_PAPER = [
    CellRef("cover", "unit_name", "value"),
    CellRef("overview", "phone", "value"),
    CellRef("overview", "duties", "value"),
    CellRef("income", "bureau", "public"),
    CellRef("goals", "expected", "value"),
    CellRef("result", "score", "value"),
    CellRef("notice", "title", "value"),
    CellRef("notice", "body", "value"),
    CellRef("base_funds", "sangong", "budget"),
    CellRef("chapters", "c2", "text"),
]


def all_places(preview: PreviewWindow) -> list[tuple[PageKey, PrintedPlace]]:
    studio = preview.studio
    return [(key, one) for key in studio.pages for one in studio.places(key)]


def point_at(preview: PreviewWindow, at: QPoint) -> None:
    """The pointer comes to a spot of the pages."""
    QTest.mouseMove(preview.windowHandle(), preview.view.viewport().mapTo(preview, at))
    QApplication.processEvents()


def is_seen(widget: QWidget, color: QColor) -> bool:
    """Whether a colour stands anywhere on the widget."""
    picture = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return color.rgb() in memoryview(picture.constBits()).cast("I")


def spot_of(preview: PreviewWindow, ref: CellRef, line: int | None = None) -> QPoint:
    """Scroll the preview to where the cell is printed; a point in it."""
    key, printed = next(
        (key, one)
        for key, one in all_places(preview)
        if one.source.ref == ref and line in (None, one.source.line)
    )
    rect = QRectF(printed.x, printed.top, printed.width, printed.height)
    view = preview.view
    bar = view.verticalScrollBar()
    bar.setValue(bar.value() + view.on_screen(key, rect).top() - view.viewport().height() // 3)
    on_screen = view.on_screen(key, rect)
    return QPoint(on_screen.center().x(), on_screen.top() + min(on_screen.height() // 2, 20))


@pytest.mark.parametrize("ref", ON_PAPER, ids=str)
def test_a_click_on_a_page_leads_to_the_cell_printed_there(
    window: MainWindow, preview: PreviewWindow, ref: CellRef
) -> None:
    click(preview.view.viewport(), spot_of(preview, ref))
    wait_for(window.isActiveWindow)
    assert place() == ref
    assert preview.isVisible(), "it stays open beside the work"


def test_a_click_on_an_indicator_leads_to_its_row(window: MainWindow, preview: PreviewWindow) -> None:
    row = window.document.book.group("indicators")[5]
    ref = CellRef("indicators", row, "target")
    click(preview.view.viewport(), spot_of(preview, ref))
    assert place() == ref


def test_a_click_on_a_paragraph_puts_the_cursor_at_its_beginning(
    window: MainWindow, preview: PreviewWindow
) -> None:
    chapter = CellRef("chapters", "c2", "text")
    text = window.document.book.text(chapter)
    assert text.count("\n") >= 3
    click(preview.view.viewport(), spot_of(preview, chapter, 3))
    assert place() == chapter
    cursor = focus().textCursor()
    assert not cursor.hasSelection(), "what is typed next replaces nothing"
    assert cursor.block().text().strip()[:8] == window.document.book.prose(chapter).split("\n")[3].strip()[:8]
    assert cursor.positionInBlock() == 0


def test_a_click_finds_its_paragraph_behind_quoted_paragraphs(
    window: MainWindow, preview: PreviewWindow
) -> None:
    """A quoted cell of three paragraphs is one word of the text and three lines of the paper."""
    chapter, quoted = CellRef("chapters", "c2", "text"), CellRef("overview", "duties", "value")
    text = f"前一段。\n{{{{{quoted}}}}}\n后一段。"
    window.document.apply(set_cells("引用", [(quoted, "甲段一。\n甲段二。\n甲段三。"), (chapter, text)]))
    wait_for(lambda: any(one.source.line == 4 for _, one in all_places(preview) if one.source.ref == chapter))
    click(preview.view.viewport(), spot_of(preview, chapter, 4))
    wait_for(window.isActiveWindow)
    editor = window.page.current.editor
    assert editor.textCursor().block().text() == "后一段。"


def test_a_click_on_a_rows_label_leads_to_the_row(window: MainWindow, preview: PreviewWindow) -> None:
    total = CellRef("income", "bureau", "total")
    at = spot_of(preview, total)
    click(preview.view.viewport(), at - QPoint(at.x() - _left_of_form(preview) - 30, 0))
    assert place() == total


def _left_of_form(preview: PreviewWindow) -> int:
    key, printed = next(
        (key, one)
        for key, one in all_places(preview)
        if one.source.ref == CellRef("overview", "contact", "value")
    )
    rect = preview.view.on_screen(key, QRectF(printed.x, printed.top, printed.width, printed.height))
    scale = rect.width() / printed.width
    return round(rect.left() - 33 * 72 / 25.4 * scale)


def test_enter_leads_to_what_is_first_in_view(window: MainWindow, preview: PreviewWindow) -> None:
    preview.view.show_page(page_with(preview, "年度收入情况"))
    to_front(preview)
    preview.view.setFocus()
    key = preview.view.current_key
    expected = first_from(preview.studio.places(key), preview.view.top_in_view(key)).source.ref
    press(Key.Key_Return)
    wait_for(window.isActiveWindow)
    assert place() == expected
    to_front(preview)
    press(Key.Key_End)
    press(Key.Key_Enter)
    assert place() != expected


def test_pointer_frame_and_words_tell_that_it_can_be_clicked(
    window: MainWindow, preview: PreviewWindow
) -> None:
    ref = CellRef("overview", "phone", "value")
    viewport = preview.view.viewport()
    at = spot_of(preview, ref)
    highlight = preview.palette().highlight().color()
    assert not is_seen(viewport, highlight)
    point_at(preview, at)
    assert viewport.cursor().shape() is Qt.CursorShape.PointingHandCursor
    assert is_seen(viewport, highlight)
    QApplication.sendEvent(viewport, QHelpEvent(QHelpEvent.Type.ToolTip, at, viewport.mapToGlobal(at)))
    assert QToolTip.text() == f"点击转到“{window.document.book.name(ref)}”"
    QToolTip.hideText()
    point_at(preview, QPoint(2, 2))
    assert viewport.cursor().shape() is not Qt.CursorShape.PointingHandCursor
    assert not is_seen(viewport, highlight)


def test_dragging_over_a_page_is_no_click(window: MainWindow, preview: PreviewWindow) -> None:
    to_front(preview)
    at, viewport = spot_of(preview, CellRef("overview", "phone", "value")), preview.view.viewport()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=at)
    point_at(preview, at + QPoint(0, 90))
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=at + QPoint(0, 90))
    assert not window.isActiveWindow()


def test_a_row_that_has_gone_since_is_no_link(window: MainWindow, preview: PreviewWindow) -> None:
    row = window.document.book.group("indicators")[0]
    spot, viewport = spot_of(preview, CellRef("indicators", row, "target")), preview.view.viewport()
    to_front(preview)
    chosen: list[object] = []
    preview.links.chosen.connect(chosen.append)
    window.document.apply(Edit("删除行", (DeleteRow("indicators", row),)))
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=spot)  # the page of before is still in view
    assert chosen == []
    assert not window.isActiveWindow()


def test_all_that_is_printed_from_the_packet_is_on_some_page_of_the_window(
    window: MainWindow, preview: PreviewWindow
) -> None:
    sheets = {sheet for tab in TABS for sheet in tab.sheets}
    book = window.document.book
    refs = {one.source.ref for _, one in all_places(preview)}
    assert {ref.sheet for ref in refs} <= sheets
    assert {"cover", "overview", "income", "spending", "sangong", "assets", "goals", "indicators"} <= {
        ref.sheet for ref in refs
    }
    assert {"result", "opinions", "notice", "chapters", "base_funds", "execution", "scores"} <= {
        ref.sheet for ref in refs
    }
    assert all(book.name(ref) for ref in refs)
    sizes = preview.studio.pages
    for key, one in all_places(preview):
        assert min(one.x, one.top) >= 0
        assert one.x + one.width <= sizes[key].width() + 0.1
        assert one.top + one.height <= sizes[key].height() + 0.1


def test_the_place_meant_is_the_one_under_the_pointer_or_the_nearest_of_its_row() -> None:
    left, right = PrintedPlace(1, 100, 50, 40, 10, "左"), PrintedPlace(1, 140, 50, 40, 10, "右")
    assert place_at((left, right), 110, 55) is left
    assert place_at((left, right), 160, 55) is right
    assert place_at((left, right), 20, 55) is left
    assert place_at((left, right), 160, 80) is right
    assert place_at((left, right), 160, 300) is None, "far from everything nothing is meant"
    assert first_from((right, left), 0) is left
    assert first_from((right, left), 60) in (left, right)
    assert first_from((), 0) is None
