"""The button that takes rows out of a table: only while the clerk sees which ones, and it names them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QToolButton

from gui.focusing import holds_keys
from gui.icons import icon
from gui.row_actions import rows_words

if TYPE_CHECKING:
    from gui.form_view import FormTable


class RowsButton(QToolButton):
    """Can be pressed while the keys are in its table, or came from there to the button: a selection left behind is easily forgotten."""

    def __init__(self, words: str, picture: str, *, takes: str, then: str = "") -> None:
        """``takes``: the verb before the rows' names; ``then``: what comes of it besides."""
        super().__init__()
        self._takes, self._then = takes, then
        self._picture = picture
        self._table: FormTable | None = None
        self.setText(words)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(
            Qt.FocusPolicy.StrongFocus
        )  # else a click gives the keys to the page, away from the table
        self.refresh_colors()

    def follow(self, table: FormTable) -> None:
        """Take out what is selected in this table."""
        self._table = table
        table.selectionModel().selectionChanged.connect(self._follow)
        table.form_model.modelReset.connect(self._follow)
        table.form_model.cells_changed.connect(self._follow)
        QApplication.instance().focusChanged.connect(self._follow)
        self.clicked.connect(self._take)
        self._follow()

    def refresh_colors(self) -> None:
        """Draw the icon anew after a change between light and dark."""
        self.setIcon(icon(self._picture))

    def _take(self) -> None:
        """And back to the table, on the row that came up in the place of the one that went."""
        if self._table is not None:
            self._table.commands.delete.trigger()
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow(self) -> None:
        table = self._table
        if table is None:
            return
        seen = holds_keys(table) or self.hasFocus()
        words = rows_words(table.form_model, table.selected_block()[0]) if seen else ""
        self.setEnabled(bool(words) and table.commands.delete.isEnabled())
        taken = f"{self._takes}{words}{self._then}；可以撤销（Ctrl+-）"
        told = taken if words else f"先在表中选中要{self._takes}的行"
        self.setToolTip(told)
        self.setAccessibleDescription(told)
