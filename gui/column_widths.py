"""The widths that the clerk gave to columns: they stay while the program runs, in another size of type too."""

from __future__ import annotations


class ColumnWidths:
    """By form and column, counted in widths of one Chinese character."""

    def __init__(self) -> None:
        self._of: dict[tuple[str, str], float] = {}

    def of(self, form: str, column: str) -> float | None:
        """The width that the clerk gave; None where the program decides."""
        return self._of.get((form, column))

    def keep(self, form: str, column: str, width: float) -> None:
        """The clerk gave a column this width."""
        self._of[form, column] = width

    def forget(self, form: str) -> None:
        """The program decides again."""
        for key in [key for key in self._of if key[0] == form]:
            del self._of[key]
