"""Which cells of a table show as one: headings that several rows have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from model.headings import MERGED_COLUMNS, run_around

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gui.form_model import FormModel
    from model.cells import Value


class MergedCells:
    """Reads them from the packet as it is; nothing is kept."""

    def __init__(self, model: FormModel) -> None:
        self._model = model
        self._outer = MERGED_COLUMNS.get(model.form.code, ())

    def may_be_in(self, column: int) -> bool:
        """Whether cells of this column can show as one."""
        return self._model.codes[column] in self._outer

    def rows(self, row: int, column: int) -> range:
        """The rows that show as one cell here; the row alone where nothing is merged."""
        shown = self._model.rowCount()
        if not self.may_be_in(column) or not 0 <= row < shown:
            return range(row, row + 1)
        compared = self._outer[: self._outer.index(self._model.codes[column]) + 1]
        return run_around(row, shown, lambda at: self._headings(at, compared))

    def runs(self, rows: Iterable[int], column: int) -> Iterator[range]:
        """The cells of a column that these rows stand in, from top to bottom, each once: a long run is looked at once, not for each row."""
        end = 0
        for row in sorted(rows):
            if row >= end:
                run = self.rows(row, column)
                end = run.stop
                yield run

    def _headings(self, row: int, codes: Sequence[str]) -> tuple[Value, ...]:
        model = self._model
        return tuple(model.document.book.value(model.form.ref(model.row_ids[row], code)) for code in codes)
