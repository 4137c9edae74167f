"""What a table paints, read from its pixels: points below each other, marks, the flash, and what a resting pointer is told."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from statistics import median_low

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect
from PySide6.QtGui import QColor, QFont, QHelpEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from gui.document import Document
from gui.flash import Flash
from gui.form_view import FormTable
from gui.main_window import MainWindow
from gui.severity_look import severity_color
from model.cells import CellRef
from model.edits import set_cells
from model.findings import Severity
from tests.gui.keyboard import Key, press
from tests.gui.pixels import distance, glyphs, ink, picture_of
from tests.gui.table_kit import Make, put
from tests.gui.windows import goto

TOTAL = CellRef("income", "bureau", "total")
FIGURES = {"summary": "46.08", "bureau": "1234567.8", "u1": "0.1234", "u2": "7"}
MARK_ROWS = {Severity.MANDATORY: "bureau", Severity.ADVISORY: "u1"}


def rect_of(table: FormTable, ref: CellRef) -> QRect:
    return table.visualRect(table.form_model.index_of(ref))


def ground_of(picture: QImage, rect: QRect) -> QColor:
    """The colour of a cell where nothing is written."""
    return picture.pixelColor(rect.left() + 3, rect.top() + 3)


def boxes_in(table: FormTable, ref: CellRef) -> list[QRect]:
    """The glyphs of a cell, without its lines and marks."""
    table.scrollTo(table.form_model.index_of(ref))
    picture, rect = picture_of(table), rect_of(table, ref)
    inner = rect.adjusted(3, 3, -3, -5)
    return glyphs(ink(picture, inner, ground_of(picture, rect)))


def point_of(boxes: list[QRect]) -> QRect:
    """The decimal point: the last glyph that is low, and ends on the line on which digits stand (a comma goes below it)."""
    digit = median_low(box.height() for box in boxes)
    line = next(box.bottom() for box in boxes if box.height() == digit)
    low = [box for box in boxes if box.height() < digit * 0.4 and abs(box.bottom() - line) <= 1]
    return low[-1]


# -- points below each other -------------------------------------------------------------------------------------


def fill_column(document: Document) -> None:
    # The summary row is calculated, so it is stated here: four figures with four counts of decimals.
    document.apply(
        set_cells(
            "数", [(CellRef("spending", row, "balance"), Decimal(text)) for row, text in FIGURES.items()]
        )
    )


@pytest.mark.parametrize("in_yuan", [False, True], ids=["万元", "元"])
def test_decimal_points_of_a_column_stand_below_each_other(
    table: Make, document: Document, in_yuan: bool
) -> None:
    document.in_yuan = in_yuan
    fill_column(document)
    view = table("spending")
    view.clearFocus()
    font = QFont(view.font())
    font.setPointSizeF(2.5 * font.pointSizeF())  # large enough for no two glyphs to touch
    view.setFont(font)
    QApplication.processEvents()
    places = [CellRef("spending", row, "balance") for row in FIGURES]
    shown = [view.form_model.index_of(ref).data() for ref in places]
    assert len({len(text.partition(".")[2]) for text in shown}) > (0 if in_yuan else 1), shown
    points = [point_of(boxes_in(view, ref)) for ref in places]
    assert max(point.left() for point in points) - min(point.left() for point in points) <= 1, (shown, points)
    ends = [boxes_in(view, ref)[-1].right() for ref in places]
    if not in_yuan:
        assert max(ends) - min(ends) > 5, "the figures do not just end at one line"


def test_points_stand_below_each_other_in_large_type_too(window: MainWindow) -> None:
    window.set_font_percent(175)
    window.set_in_yuan(not window.document.in_yuan)
    fill_column(window.document)
    rows = window.document.book.rows(window.page.page_of("spending").sections["spending"].table.form)
    figures = list(FIGURES.values())
    window.document.apply(
        set_cells(
            "数",
            [
                (CellRef("income", row, "public"), Decimal(text))
                for row, text in zip(rows, figures, strict=False)
            ],
        )
    )
    goto(window, CellRef("income", rows[1], "fund"))
    view = window.page.current.sections["income"].table
    points = [point_of(boxes_in(view, CellRef("income", row, "public"))) for row in rows[: len(figures)]]
    assert max(point.left() for point in points) - min(point.left() for point in points) <= 1


# -- marks -------------------------------------------------------------------------------------------------------


@pytest.fixture
def marked(table: Make, document: Document) -> dict[Severity, tuple[QImage, QRect]]:
    """The pictures of one cell with a 强制 finding and one with a 提示."""
    document.apply(
        set_cells(
            "错",
            [
                (CellRef("income", "bureau", "total"), Decimal("6000")),
                (CellRef("spending", "bureau", "balance"), Decimal("77")),
            ],
        )
    )
    found = {}
    for severity, ref in (
        (Severity.MANDATORY, CellRef("income", "bureau", "total")),
        (Severity.ADVISORY, CellRef("spending", "bureau", "balance")),
    ):
        assert document.findings_at(ref)[0].severity is severity
        view = table(ref.sheet)
        view.clearFocus()
        found[severity] = (picture_of(view), rect_of(view, ref))
    return found


def mark_boxes(picture: QImage, rect: QRect) -> QRect:
    """The box of the mark: the first thing in the cell from the left."""
    inner = rect.adjusted(3, 3, -rect.width() // 2, -6)
    return glyphs(ink(picture, inner, ground_of(picture, rect)))[0]


@pytest.mark.parametrize("severity", list(MARK_ROWS))
def test_a_mark_has_the_colour_of_its_level(
    marked: dict[Severity, tuple[QImage, QRect]], severity: Severity
) -> None:
    picture, rect = marked[severity]
    box, wanted = mark_boxes(picture, rect), severity_color(severity, QApplication.palette())
    nearest = min(
        distance(picture.pixelColor(x, y), wanted)
        for x in range(box.left(), box.right() + 1)
        for y in range(box.top(), box.bottom() + 1)
    )
    assert nearest < 40
    assert box.left() - rect.left() < rect.width() // 4, "in the gutter at the left"


def test_levels_are_told_apart_without_colour(marked: dict[Severity, tuple[QImage, QRect]]) -> None:
    """A filled triangle and a line below for 强制, a hollow triangle for 提示: seen in shades of grey."""
    inked = {}
    for severity, (picture, rect) in marked.items():
        grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
        box, ground = mark_boxes(picture, rect), ground_of(grey, rect)
        middle = [
            distance(grey.pixelColor(box.center().x(), y), ground) > 60
            for y in range(box.top() + box.height() // 3, box.bottom() - box.height() // 4)
        ]
        foot = [
            distance(grey.pixelColor(x, rect.bottom() - 1), ground) > 60
            for x in range(rect.left() + 2, rect.right() - 2)
        ]
        inked[severity] = (all(middle), sum(foot) > len(foot) * 0.9)
    assert inked == {Severity.MANDATORY: (True, True), Severity.ADVISORY: (False, False)}


def test_a_cell_without_a_finding_has_no_mark(table: Make, document: Document) -> None:
    view = table("income")
    view.clearFocus()
    picture, rect = picture_of(view), rect_of(view, CellRef("income", "u1", "public"))
    assert ink(picture, rect.adjusted(3, 3, -3, -5), ground_of(picture, rect)) == {}


# -- the flash ---------------------------------------------------------------------------------------------------


def test_the_cell_that_f8_leads_to_flashes_and_is_calm_again(window: MainWindow, qtbot: QtBot) -> None:
    wrong = CellRef("sangong", "bureau", "total")
    window.dock.refresh()
    for _ in range(40):
        press(Key.Key_F8)
        table = QApplication.focusWidget()
        if isinstance(table, FormTable) and table.current_ref == wrong:
            break
    assert isinstance(table, FormTable)
    assert table.current_ref == wrong
    assert table.viewport().findChildren(Flash)
    during, rect = picture_of(table), rect_of(table, wrong)
    qtbot.waitUntil(lambda: not table.viewport().findChildren(Flash), timeout=10_000)
    after = picture_of(table)
    spots = [QPoint(x, rect.top() + 6) for x in range(rect.left() + 6, rect.right() - 6, 4)]
    veiled = [distance(during.pixelColor(spot), after.pixelColor(spot)) for spot in spots]
    assert min(veiled) > 10, "a veil lay over all of the cell"
    assert picture_of(table) == after, "and nothing moves any more"


# -- what a resting pointer is told ------------------------------------------------------------------------------


@pytest.fixture
def _no_tip_left() -> Iterator[None]:
    yield
    QToolTip.hideText()
    QTest.qWait(400)  # Qt lets the words fade


def rest_on(table: FormTable, ref: CellRef, qtbot: QtBot) -> str:
    """What Qt sends when the pointer has rested over a cell, and the words that appear."""
    place = rect_of(table, ref).center()
    rested = QHelpEvent(QEvent.Type.ToolTip, place, table.viewport().mapToGlobal(place))
    QApplication.sendEvent(table.viewport(), rested)
    qtbot.waitUntil(QToolTip.isVisible, timeout=10_000)
    return QToolTip.text()


@pytest.mark.usefixtures("_no_tip_left")
def test_a_resting_pointer_is_told_formula_sum_and_difference(
    table: Make, document: Document, qtbot: QtBot
) -> None:
    document.apply(set_cells("填列", [(TOTAL, Decimal("5394.86"))]))
    words = rest_on(table("income"), TOTAL, qtbot)
    assert (
        "公式：收入合计＝上年结转＋公共财政拨款＋政府基金拨款＋纳入专户管理的非税收入拨款＋其他收入" in words
    )
    assert "46.08＋2,577.99＋2,617.17＋153.63＝5,394.87，表列5,394.86，差0.01万元" in words
    assert "填列：5,394.86万元，与公式相差 -0.01" in words


@pytest.mark.usefixtures("_no_tip_left")
def test_in_yuan_it_is_told_in_yuan(table: Make, document: Document, qtbot: QtBot) -> None:
    document.in_yuan = True
    document.apply(set_cells("填列", [(TOTAL, Decimal("5394.86"))]))
    words = rest_on(table("income"), TOTAL, qtbot)
    assert "460,800.00＋25,779,900.00＋26,171,700.00＋1,536,300.00＝53,948,700.00" in words
    assert "表列53,948,600.00，差100.00元" in words


@pytest.mark.usefixtures("_no_tip_left")
def test_the_words_are_those_of_the_cell_under_the_pointer(
    table: Make, document: Document, qtbot: QtBot
) -> None:
    view = table("spending")
    put(view, "bureau", "project")
    words = rest_on(view, CellRef("spending", "bureau", "basic"), qtbot)
    assert "公式：" in words
    assert "453.94＋94.89＝548.83万元" in words
