"""The words of a table's cells: what they show, copy, begin to be edited with, explain and say aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from gui.cell_text import typed_text
from gui.cell_words import help_of, spoken_words
from gui.header_view import LABEL
from model.naming import row_label

if TYPE_CHECKING:
    from gui.form_model import FormModel


class CellTexts:
    """By place in the table. Refused text goes before the value: it is what the clerk typed."""

    def __init__(self, model: FormModel) -> None:
        self._model = model

    def label(self, row: int) -> str:
        """The row's title, on one line."""
        model = self._model
        try:
            return row_label(model.document.book, model.form, model.row_ids[row]).replace("\n", "")
        except (ValueError, IndexError, RuntimeError):
            # Between an edit that takes the row out and the signal that tells the view.
            return ""

    def shown(self, row: int, column: int) -> str:
        """What is painted."""
        model = self._model
        ref = model.ref_at(row, column)
        if ref is None or model.codes[column] == LABEL:
            return self.label(row)
        draft, refusal = model.refused.at(ref)
        return draft if refusal else model.cells.shown(ref)

    def copied(self, row: int, column: int) -> str:
        """What goes to the clipboard."""
        model = self._model
        ref = model.ref_at(row, column)
        if ref is None or model.codes[column] == LABEL or model.refused.at(ref)[1]:
            return self.shown(row, column)
        return model.cells.copied(ref)

    def typed(self, row: int, column: int) -> str:
        """What the editor begins with."""
        model = self._model
        ref = model.ref_at(row, column)
        if ref is None:
            return self.label(row)
        draft, refusal = model.refused.at(ref)
        if refusal:
            return draft
        if model.codes[column] == LABEL:
            return typed_text(model.document.book.value(ref))
        return model.cells.typed(ref)

    def spoken(self, row: int, column: int) -> str:
        """What a screen reader says."""
        state = self._model.state(row, column)
        if state.kind is None:
            return state.text
        title = self._model.headerData(column, Qt.Orientation.Horizontal)
        return spoken_words(state, f"{self.label(row)} {title}")

    def explained(self, row: int, column: int) -> list[str]:
        """Why the text was refused, what the checks found, what the formula says; else what to fill in."""
        model = self._model
        ref = model.ref_at(row, column)
        if ref is None:
            return []
        if model.codes[column] == LABEL:
            return ["双击或按 F2 修改名称，用到它的各表同时更新。"]
        refusal = model.refused.at(ref)[1]
        lines = [*([refusal] if refusal else []), *model.cells.explained(ref)]
        words = help_of(model.document.book, ref)
        return lines or ([words] if words else [])
