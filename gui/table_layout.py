"""Column widths, row heights and merged cells of a table: all from the font and the content, none in pixels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QHeaderView

from gui.header_view import LABEL
from gui.marks import mark_size
from gui.palette import row_height, space
from gui.word_heights import WordHeights
from model.amounts import USUAL_PLACES
from model.formdef import Kind
from model.headings import MERGED_COLUMNS

if TYPE_CHECKING:
    from gui.form_view import FormTable

_FIGURE_DIGITS = "000,000"
"""A column of money has room for so much before the point, even while it is empty."""
_WORDS_PER_WEIGHT = 4
_LABEL_WORDS = 11


class TableLayout(QObject):
    """Lays the table out when content, font or width change; widths that the clerk gave to columns stay."""

    def __init__(self, table: FormTable) -> None:
        super().__init__(table)
        self._table = table
        self._own = False
        self._had_width = False
        self._figures: dict[int, str] = {}
        """What the widest figure of a column of money looks like, of those that were asked for."""
        self._widest: list[float] = []
        """The widest title of the first row, of the first two, … : a title is the number of the row's place."""
        self._wraps = any(self._is_words(column) for column in range(len(table.form_model.codes)))
        model = table.form_model
        self._merged = [model.codes.index(code) for code in MERGED_COLUMNS.get(model.form.code, ())]
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self.fit_all_rows)
        rows = table.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.horizontalHeader().sectionResized.connect(self._on_resized)
        model.modelReset.connect(self._figures.clear)
        model.rowsInserted.connect(self._on_inserted)
        model.rowsRemoved.connect(self._on_removed)
        model.rowsMoved.connect(self._on_moved)

    def spread_columns(self) -> None:
        """Give every column what it needs, and the room that is left by weight."""
        self._had_width = True
        table = self._table
        shown = table.shown_columns()
        given = {column: width for column in shown if (width := self._given_width(column)) is not None}
        least = given | {column: self._least_width(column) for column in shown if column not in given}
        spare = table.viewport().width() - sum(least.values())
        weights = {column: 0.0 if column in given else self._weight(column) for column in shown}
        total = sum(weights.values())
        self._own = True
        with table.banded_header.widths_together():
            for column in shown:
                extra = int(max(spare, 0) * weights[column] / total) if weights[column] else 0
                spare, total = spare - extra, total - weights[column]
                table.setColumnWidth(column, least[column] + extra)
        self._own = False
        self.fit_all_rows()

    def widen(self, columns: Iterable[int], by: int) -> None:
        """Make columns wider by so many characters; narrower where it is negative."""
        for column in columns:
            width = self._table.columnWidth(column) + by * self._character()
            self._table.setColumnWidth(
                column, max(round(width), self._table.horizontalHeader().minimumSectionSize())
            )

    def fit_columns(self, columns: Iterable[int]) -> None:
        """Make columns as wide as what stands in them."""
        for column in columns:
            self._table.resizeColumnToContents(column)

    def reset_columns(self) -> None:
        """Share the room as if the clerk had given no widths."""
        self._figures.clear()
        self._table.form_model.document.widths.forget(self._table.form.code)
        self.spread_columns()

    def show_columns(self, columns: Iterable[int], shown: bool) -> None:
        """Show or hide columns; the others share the room anew."""
        self._own = True
        for column in columns:
            self._table.setColumnHidden(column, not shown)
        self._own = False
        here = self._table.currentIndex()
        if here.isValid() and self._table.isColumnHidden(here.column()):
            self._table.go(here.row(), self._table.shown_columns()[0])
        if (
            self._had_width
        ):  # else nothing is shown yet, and texts would be wrapped for a width that no one sees
            self.spread_columns()

    def wanted_height(self, most_lines: int) -> int:
        """Header and rows, of which so many lines are shown at once; and the bar below them where there is one."""
        table, bar = self._table, self._table.horizontalScrollBar()
        rows = min(table.verticalHeader().length(), self._line() * most_lines)
        below = bar.sizeHint().height() if bar.maximum() > bar.minimum() else 0
        return rows + table.horizontalHeader().sizeHint().height() + 2 * table.frameWidth() + below

    def fit_all_rows(self) -> None:
        """Heights of all rows."""
        table = self._table
        table.verticalHeader().setDefaultSectionSize(self._line())
        self._widest.clear()
        self._fit_row_titles()
        if self._wraps:
            self.fit_rows(range(table.form_model.rowCount()))
        else:
            table.content_resized()

    def fit_rows(self, rows: Iterable[int]) -> None:
        """Heights of these rows and of the merged cells over them."""
        if not self._wraps:
            return
        table, model = self._table, self._table.form_model
        wanted = {row for row in rows if 0 <= row < model.rowCount()}
        wanted |= {row for start, stop, _ in self._runs(wanted) for row in range(start, stop)}
        runs = self._runs(wanted)
        merged = {(row, column) for start, stop, column in runs for row in range(start, stop)}
        words = [column for column in table.shown_columns() if self._is_words(column)]
        needed = WordHeights(table)
        heights = {
            row: max((needed.of(row, c) for c in words if (row, c) not in merged), default=needed.line)
            for row in wanted
        }
        for start, stop, column in sorted(runs):
            lacking = needed.of(start, column) - sum(heights[row] for row in range(start, stop))
            if lacking > 0:
                heights[stop - 1] += lacking
        for row, height in heights.items():
            table.setRowHeight(row, height)
        table.content_resized()

    def _runs(self, rows: Iterable[int]) -> set[tuple[int, int, int]]:
        """The merged cells over these rows: first row, row behind the last, column."""
        merged = self._table.form_model.merged
        return {
            (run.start, run.stop, column)
            for column in self._merged
            for run in merged.runs(rows, column)
            if len(run) > 1
        }

    def follow(self, changed: Mapping[int, Iterable[int]]) -> None:
        """Cells have changed, the rows of each column: merge and fit anew where that can matter."""
        if any(column in changed for column in self._merged):
            self.merge()
        reworded = {row for column, rows in changed.items() if self._is_words(column) for row in rows}
        if reworded:
            self.fit_rows(reworded)
        amounts = [column for column in changed if self._is_amount(column)]
        for column in amounts:
            self._note_figures(column, changed[column])
        if any(self._is_outgrown(column) for column in amounts):
            self._figures.clear()
            self.spread_columns()

    def merge(self) -> None:
        """Show equal consecutive headings as one cell."""
        table, model = self._table, self._table.form_model
        if not self._merged:
            return
        table.clearSpans()
        for column in self._merged:
            for run in model.merged.runs(range(model.rowCount()), column):
                if len(run) > 1:
                    table.setSpan(run.start, column, len(run), 1)

    # -- inside --------------------------------------------------------------------------------------------------

    def _on_inserted(self, _parent: QModelIndex, first: int, last: int) -> None:
        self._follow_rows(range(first, last + 1))

    def _on_removed(self, _parent: QModelIndex, first: int, _last: int) -> None:
        self._follow_rows(range(first, first))

    def _on_moved(self, _from: QModelIndex, first: int, last: int, _to: QModelIndex, before: int) -> None:
        self._follow_rows(range(min(first, before), max(last + 1, before)))

    def _follow_rows(self, rows: range) -> None:
        """Rows came, went or moved: ``rows`` are those that stand there now; merge and fit them and their neighbours."""
        self.merge()
        self._fit_row_titles()
        if self._wraps:
            self.fit_rows(range(rows.start - 1, rows.stop + 1))
        else:
            self._table.content_resized()

    def _on_resized(self, column: int, old: int, new: int) -> None:
        """The clerk dragged a border, or gave a width by key; a column that comes or goes has no other width."""
        if self._own or not old or not new:
            return
        code = self._table.form_model.codes[column]
        self._table.form_model.document.widths.keep(self._table.form.code, code, new / self._character())
        if self._wraps:
            self._again.start()

    def _given_width(self, column: int) -> int | None:
        code = self._table.form_model.codes[column]
        given = self._table.form_model.document.widths.of(self._table.form.code, code)
        return None if given is None else round(given * self._character())

    def _character(self) -> float:
        return self._metrics().horizontalAdvance("汉")

    def _note_figures(self, column: int, rows: Iterable[int]) -> None:
        """The figures in these rows of a column of money are new: one of them may be the widest."""
        model = self._table.form_model
        if column in self._figures:
            shown = model.row_ids
            digits = model.cells.widest([shown[row] for row in rows if row < len(shown)], model.codes[column])
            self._figures[column] = max(digits, self._figures[column], key=self._metrics().horizontalAdvance)

    def _is_outgrown(self, column: int) -> bool:
        """Whether a figure has become too wide for a column whose width the program decides."""
        table = self._table
        if self._given_width(column) is not None or table.isColumnHidden(column):
            return False
        return self._least_width(column) > table.columnWidth(column)

    def _metrics(self) -> QFontMetricsF:
        return QFontMetricsF(self._table.font(), self._table.viewport())

    def _line(self) -> int:
        return row_height(self._metrics())

    def _fit_row_titles(self) -> None:
        """Room for the numbers of the rows, where they are shown at all."""
        titles, model = self._table.verticalHeader(), self._table.form_model
        if titles.isHidden():
            return
        metrics, count = self._metrics(), model.rowCount()
        widest = self._widest if model.only is None else []  # filtered rows keep their own numbers
        for row in range(len(widest), count):
            title = str(model.headerData(row, Qt.Orientation.Vertical))
            widest.append(max([*widest[-1:], metrics.horizontalAdvance(title)]))
        titles.setMinimumWidth(round(widest[count - 1] if count else 0) + 4 * space(metrics, 1))

    def _is_words(self, column: int) -> bool:
        model = self._table.form_model
        code = model.codes[column]
        return code != LABEL and not model.form.column(code).kind.is_number

    def _is_amount(self, column: int) -> bool:
        model = self._table.form_model
        code = model.codes[column]
        return code != LABEL and model.form.column(code).kind is Kind.AMOUNT

    def _weight(self, column: int) -> float:
        code = self._table.form_model.codes[column]
        return 1.6 if code == LABEL else self._table.form.column(code).weight

    def _least_width(self, column: int) -> int:
        metrics, model = self._metrics(), self._table.form_model
        margins = mark_size(metrics) + 3 * space(metrics, 1)
        code = model.codes[column]
        if code == LABEL:
            return round(metrics.horizontalAdvance("汉" * _LABEL_WORDS) + margins)
        kind = model.form.column(code).kind
        if kind is Kind.AMOUNT:
            if column not in self._figures:
                self._figures[column] = model.cells.widest(model.row_ids, code)
            decimals = "." + "0" * max(model.column_places(column), USUAL_PLACES)
            digits = max(self._figures[column], _FIGURE_DIGITS, key=metrics.horizontalAdvance)
            return round(metrics.horizontalAdvance(digits + decimals) + margins)
        if kind.is_number:
            return round(metrics.horizontalAdvance("000.00") + margins)
        return round(metrics.horizontalAdvance("汉") * _WORDS_PER_WEIGHT * self._weight(column) + margins)
