"""The widths that the clerk gave to columns: they stay, with the next start and in another size of type too."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gui.settings import Settings


class ColumnWidths:
    """By form and column, counted in widths of one Chinese character; a habit of the clerk, nothing of the packet's."""

    def __init__(self, settings: Settings | None = None) -> None:
        """With ``settings`` they are read from there and kept there."""
        self._settings = settings
        self._of: dict[str, dict[str, float]] = settings.column_widths if settings is not None else {}

    def of(self, form: str, column: str) -> float | None:
        """The width that the clerk gave; None where the program decides."""
        return self._of.get(form, {}).get(column)

    def keep(self, form: str, column: str, width: float) -> None:
        """The clerk gave a column this width."""
        self._of.setdefault(form, {})[column] = width
        self._write()

    def forget(self, form: str) -> None:
        """The program decides again."""
        if self._of.pop(form, None):
            self._write()

    def _write(self) -> None:
        if self._settings is not None:
            self._settings.column_widths = self._of
