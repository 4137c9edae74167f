"""The header in several rows: the same tree as on paper, readable at every width."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.document import Document
from gui.form_view import FormTable
from gui.header_view import BandCell, BandedHeader, band_cells, header_tree
from gui.palette import contrast, secondary_text
from gui.severity_look import severity_color
from model.findings import Severity
from model.forms import FORMS
from tests.gui.keyboard import show

TABLES = ("income", "spending", "sangong", "assets", "indicators", "evaluators", "scores", "units")


def header_of(view: FormTable) -> BandedHeader:
    header = view.horizontalHeader()
    assert isinstance(header, BandedHeader)
    return header


def rects(header: BandedHeader) -> list[tuple[BandCell, QRect]]:
    return [(cell, header.band_rect(cell)) for cell in band_cells(header.bands)]


@pytest.fixture
def spending(qtbot: QtBot, document: Document) -> FormTable:
    view = FormTable(document, FORMS["spending"])
    qtbot.addWidget(view)
    show(view)
    return view


@pytest.mark.parametrize("form", TABLES)
def test_header_cells_tile_the_header_without_gap_or_overlap(
    qtbot: QtBot, document: Document, form: str
) -> None:
    view = FormTable(document, FORMS[form])
    qtbot.addWidget(view)
    show(view, width=1600)
    header = header_of(view)
    found = [rect for _, rect in rects(header)]
    assert all(not rect.isEmpty() for rect in found)
    assert sum(rect.width() * rect.height() for rect in found) == header.length() * header.viewport().height()
    for number, one in enumerate(found):
        assert not any(one.intersects(other) for other in found[:number])


def test_spending_has_three_rows_and_its_groups_span_their_columns(spending: FormTable) -> None:
    header = header_of(spending)
    by_leaves = {cell.band.leaves: rect for cell, rect in rects(header)}
    outer = by_leaves["basic", "personnel", "public", "project"]
    inner = by_leaves["personnel", "public"]
    assert len(header.row_heights()) == 3
    assert inner.top() == outer.bottom() + 1
    assert outer.left() == by_leaves["basic",].left()
    assert outer.right() == by_leaves["project",].right()
    assert by_leaves["total",].height() == sum(header.row_heights())


def test_every_title_fits_however_narrow_its_column(spending: FormTable) -> None:
    header = header_of(spending)
    metrics = QFontMetricsF(header.font())
    for width in (240, 90, 60, header.minimumSectionSize()):
        for column in range(spending.form_model.columnCount()):
            spending.setColumnWidth(column, width)
        QApplication.processEvents()
        assert header.height() == sum(header.row_heights())
        for cell, rect in rects(header):
            per_line = max(int(rect.width() / metrics.horizontalAdvance("汉")), 1)
            least = -(-len(cell.band.title) // per_line) * metrics.height()
            assert rect.height() >= least, cell.band.title


def test_dragging_a_column_wider_widens_its_group(spending: FormTable) -> None:
    header = header_of(spending)
    group = next(cell for cell in band_cells(header.bands) if cell.band.leaves == ("personnel", "public"))
    before = header.band_rect(group).width()
    column = spending.form_model.codes.index("public")
    wider = header.sectionSize(column) + 50
    header.resizeSection(column, wider)
    assert header.band_rect(group).width() == before + 50
    spending.resize(1200, 480)
    QApplication.processEvents()
    assert abs(header.sectionSize(column) - wider) <= 1, "what the clerk has set stays"
    assert header.band_rect(group).width() == header.sectionSize(column - 1) + header.sectionSize(column)


def test_a_group_whose_columns_are_hidden_disappears(spending: FormTable) -> None:
    header = header_of(spending)
    codes = spending.form_model.codes
    spending.setColumnHidden(codes.index("personnel"), True)
    group = next(cell for cell in band_cells(header.bands) if cell.band.leaves == ("personnel", "public"))
    assert header.band_rect(group).width() == header.sectionSize(codes.index("public"))
    spending.setColumnHidden(codes.index("public"), True)
    assert header.band_rect(group).isEmpty()


def test_a_larger_font_makes_header_and_rows_higher(spending: FormTable) -> None:
    header = header_of(spending)
    before, row = header.height(), spending.rowHeight(0)
    font = QFont(spending.font())
    font.setPointSizeF(font.pointSizeF() * 1.6)
    spending.setFont(font)
    QApplication.processEvents()
    assert header.height() > before * 1.3
    assert spending.rowHeight(0) > row * 1.3


def test_the_label_column_comes_first_where_the_form_has_one() -> None:
    assert header_tree(FORMS["income"])[0].title == "机构名称"
    assert [band.title for band in header_tree(FORMS["evaluators"])] == ["姓名", "职务/职称", "单位"]


@pytest.mark.parametrize(
    ("base", "text"), [("#ffffff", "#000000"), ("#1e1e1e", "#e6e6e6"), ("#000000", "#ffffff")]
)
def test_marks_and_help_are_readable_on_light_and_dark_ground(base: str, text: str) -> None:
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Base, QColor(base))
    palette.setColor(QPalette.ColorRole.Text, QColor(text))
    for color in (*(severity_color(severity, palette) for severity in Severity), secondary_text(palette)):
        assert contrast(color, QColor(base)) >= 4.5
