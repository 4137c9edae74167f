"""Brings a model's rows to the book's with insert, remove and move signals, so that selection and scrolling stay."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex

if TYPE_CHECKING:
    from gui.form_model import FormModel


class RowSync:
    """Knows the model's row signals; the model knows its rows."""

    def __init__(self, model: FormModel) -> None:
        self._model = model

    def bring_to(self, wanted: Sequence[str]) -> None:
        """Remove what is gone, put what stays in order, insert what is new."""
        self._remove(set(wanted))
        present = set(self._model.row_ids)
        self._reorder([row for row in wanted if row in present])
        self._insert(wanted)

    def _remove(self, wanted: set[str]) -> None:
        gone = [index for index, row in enumerate(self._model.row_ids) if row not in wanted]
        for first, last in reversed(list(stretches(gone))):
            rows = self._model.row_ids
            self._model.beginRemoveRows(QModelIndex(), first, last)
            self._model._take_rows((*rows[:first], *rows[last + 1 :]))
            self._model.endRemoveRows()

    def _reorder(self, wanted: Sequence[str]) -> None:
        rows = list(self._model.row_ids)
        for index, row in enumerate(wanted):
            if rows[index] == row:
                continue
            # One row that steps down looks like its followers stepping up: move it, not them.
            down = wanted.index(rows[index])
            if rows[:index] + rows[index + 1 : down + 1] + [rows[index]] + rows[down + 1 :] == list(wanted):
                self._move(index, down)
                return
            self._move(rows.index(row), index)
            rows = list(self._model.row_ids)

    def _move(self, before: int, after: int) -> None:
        rows = list(self._model.row_ids)
        self._model.beginMoveRows(QModelIndex(), before, before, QModelIndex(), after + (after > before))
        rows.insert(after, rows.pop(before))
        self._model._take_rows(rows)
        self._model.endMoveRows()

    def _insert(self, wanted: Sequence[str]) -> None:
        present = set(self._model.row_ids)
        new = [index for index, row in enumerate(wanted) if row not in present]
        for first, last in stretches(new):
            rows = self._model.row_ids
            self._model.beginInsertRows(QModelIndex(), first, last)
            self._model._take_rows((*rows[:first], *wanted[first : last + 1], *rows[first:]))
            self._model.endInsertRows()


def stretches(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Rising numbers as stretches: 1, 2, 3, 7 → (1, 3), (7, 7)."""
    first = last = None
    for number in numbers:
        if first is None or last is None:
            first = last = number
        elif number == last + 1:
            last = number
        else:
            yield first, last
            first = last = number
    if first is not None and last is not None:
        yield first, last
