"""A horizontal header in several rows, painted from the form's own header tree: the one that the paper shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHeaderView, QWidget

from gui.focusing import holds_keys
from gui.marks import paint_hairlines
from gui.palette import blend, grid_color, label_ground, space
from model.formdef import FormDef, HeaderBand, in_year

if TYPE_CHECKING:
    from gui.form_view import FormTable

LABEL = "#label"
"""The code of the row-label column, which no form uses for its own columns."""

_CENTRED = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)


def header_tree(form: FormDef) -> tuple[HeaderBand, ...]:
    """The form's header with the label column in front; a form without bands has one row of titles."""
    bands = form.bands or tuple(HeaderBand(column.title, column=column.code) for column in form.columns)
    return (HeaderBand(form.label_title, column=LABEL), *bands) if form.label_title else bands


def column_codes(form: FormDef) -> tuple[str, ...]:
    """The codes of the table's columns, left to right, the label column included."""
    return tuple(code for band in header_tree(form) for code in band.leaves)


@dataclass(frozen=True)
class BandCell:
    """One painted cell of the header: its band, first row, and the rows that it covers."""

    band: HeaderBand
    level: int
    rows: int


def band_cells(bands: tuple[HeaderBand, ...]) -> tuple[BandCell, ...]:
    """Every cell of the header; a leaf reaches down to the last row."""
    depth = max(band.depth for band in bands)

    def walk(level: int, row: tuple[HeaderBand, ...]) -> Iterator[BandCell]:
        for band in row:
            yield BandCell(band, level, depth - level if band.column else 1)
            yield from walk(level + 1, band.children)

    return tuple(walk(0, bands))


class BandedHeader(QHeaderView):
    """Paints spans and wrapped titles; sections are the leaves and are resized, hidden and selected as usual."""

    def __init__(self, form: FormDef, year: int, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._bands = header_tree(form)
        self._year = year
        self._cells = band_cells(self._bands)
        self._section: Mapping[str, int] = {code: index for index, code in enumerate(column_codes(form))}
        self._heights: tuple[int, ...] = ()
        self._settled = True
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(self._shortest())
        self.sectionResized.connect(self._sections_resized)
        if parent is not None:
            parent.installEventFilter(self)

    @property
    def bands(self) -> tuple[HeaderBand, ...]:
        """The painted tree."""
        return self._bands

    def row_heights(self) -> tuple[int, ...]:
        """The height of each header row, so that every wrapped title fits."""
        if not self._heights:
            self._heights = self._measure()
        return self._heights

    @contextmanager
    def widths_together(self) -> Iterator[None]:
        """Several columns take their widths: the titles are wrapped once, after the last."""
        self._settled = False
        yield
        self._settled = True
        self._sections_resized()

    def band_rect(self, cell: BandCell) -> QRect:
        """Where a cell of the header lies in the viewport; empty when all of its columns are hidden."""
        spans = [
            self._section[code] for code in cell.band.leaves if not self.isSectionHidden(self._section[code])
        ]
        if not spans:
            return QRect()
        left = min(self.sectionViewportPosition(index) for index in spans)
        width = sum(self.sectionSize(index) for index in spans)
        heights = self.row_heights()
        bottom = (
            sum(heights[: cell.level + cell.rows]) if cell.band.column == "" else self.viewport().height()
        )
        top = sum(heights[: cell.level])
        return QRect(left, top, width, bottom - top)

    # -- Qt's questions ------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """As high as the wrapped titles need."""
        return QSize(super().sizeHint().width(), sum(self.row_heights()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Grounds and titles of every cell that the event touches."""
        painter = QPainter(self.viewport())
        self.paint_bands(painter, event.rect())
        painter.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Only the table with the cursor marks its column and its row."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            for header in watched.findChildren(QHeaderView):
                header.viewport().update()
        return bool(super().eventFilter(watched, event))

    def paint_bands(self, painter: QPainter, area: QRect) -> None:
        """Paint what lies in an area, here or on a widget that shows the header a second time."""
        palette = self.palette()
        painter.fillRect(area, label_ground(palette))
        painter.setFont(self.font())
        for cell in self._cells:
            rect = self.band_rect(cell)
            if not rect.isEmpty() and rect.intersects(area):
                self._paint_cell(painter, palette, cell, rect)

    def changeEvent(self, event: QEvent) -> None:
        """A new font or style makes the titles wrap anew."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.PaletteChange):
            self.setMinimumSectionSize(self._shortest())
            self._forget_heights()

    # -- inside --------------------------------------------------------------------------------------------------

    def _paint_cell(self, painter: QPainter, palette: QPalette, cell: BandCell, rect: QRect) -> None:
        columns = [self._section[code] for code in cell.band.leaves]
        ground = label_ground(palette)
        if self._is_current(columns):
            ground = blend(ground, palette.color(QPalette.ColorRole.Highlight), 0.22)
        painter.fillRect(rect, ground)
        painter.setPen(palette.color(QPalette.ColorRole.ButtonText))
        painter.drawText(self._inner(QRectF(rect)), _CENTRED, self._title(cell))
        paint_hairlines(painter, QRectF(rect), grid_color(palette))

    def _is_current(self, columns: list[int]) -> bool:
        selection = self.selectionModel()
        here = len(columns) == 1 and selection is not None and selection.currentIndex().column() in columns
        return here and holds_keys(self.parentWidget())

    def _title(self, cell: BandCell) -> str:
        return in_year(cell.band.title, self._year)

    def _metrics(self) -> QFontMetricsF:
        return QFontMetricsF(self.font(), self.viewport())

    def _shortest(self) -> int:
        """Room for two characters: a narrower column could not be read or grasped."""
        metrics = QFontMetricsF(self.font())
        return round(metrics.horizontalAdvance("合计")) + 2 * space(metrics, 1)

    def _inner(self, rect: QRectF) -> QRectF:
        margin = space(self._metrics(), 1)
        return rect.adjusted(margin, margin / 2, -margin, -margin / 2)

    def _measure(self) -> tuple[int, ...]:
        """Row heights: first the cells of one row, then what leaves over several rows still lack."""
        depth = max(band.depth for band in self._bands)
        margin = space(self._metrics(), 1)
        heights = [round(self._metrics().height()) + 2 * margin] * depth
        for cell in sorted(self._cells, key=lambda one: one.rows):
            visible = [self._section[code] for code in cell.band.leaves]
            width = sum(self.sectionSize(index) for index in visible if not self.isSectionHidden(index))
            if width <= 2 * margin:
                continue
            room = QRectF(0, 0, width - 2 * margin, 1e6)
            needed = (
                round(self._metrics().boundingRect(room, _CENTRED, self._title(cell)).height() + 0.5)
                + 2 * margin
            )
            lacking = needed - sum(heights[cell.level : cell.level + cell.rows])
            if lacking > 0:
                heights[cell.level + cell.rows - 1] += lacking
        return tuple(heights)

    def _sections_resized(self) -> None:
        if not self._settled:
            return
        before = self._heights
        self._heights = ()
        if before and self.row_heights() != before:
            self.geometriesChanged.emit()
        self.viewport().update()

    def _forget_heights(self) -> None:
        self._heights = ()
        self.geometriesChanged.emit()
        self.viewport().update()


class RowTitles(QHeaderView):
    """The numbers of the rows, in the look of the column titles; Shift and a click select up to that row."""

    def __init__(self, table: FormTable) -> None:
        super().__init__(Qt.Orientation.Vertical, table)
        self._table = table
        self.setSectionsClickable(True)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt selects the row meanwhile and asks the table how."""
        self._table.extending = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        super().mousePressEvent(event)
        self._table.extending = False

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Ground, number, hairlines."""
        palette, selection = self.palette(), self.selectionModel()
        ground = label_ground(palette)
        current = selection is not None and selection.currentIndex().row() == section
        if current and holds_keys(self.parentWidget()):
            ground = blend(ground, palette.color(QPalette.ColorRole.Highlight), 0.22)
        painter.fillRect(rect, ground)
        painter.setPen(palette.color(QPalette.ColorRole.ButtonText))
        painter.drawText(
            QRectF(rect), _CENTRED, str(self.model().headerData(section, Qt.Orientation.Vertical) or "")
        )
        paint_hairlines(painter, QRectF(rect), grid_color(palette))
