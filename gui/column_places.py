"""How many decimals the figures of a column have: what their points are aligned by, kept up cell by cell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

Read = Callable[[str, str], int]
"""The decimals of the figure in a row and column; 0 where there is none."""


class ColumnPlaces:
    """The most decimals of each column that was asked for."""

    def __init__(self, read: Read) -> None:
        self._read = read
        self._of: dict[str, dict[str, int]] = {}
        self._most: dict[str, int] = {}

    def clear(self) -> None:
        """Other figures, or other rows, are shown."""
        self._of.clear()
        self._most.clear()

    def most(self, code: str, rows: Iterable[str]) -> int:
        """The most decimals of a column that has these rows."""
        if code not in self._most:
            self._of[code] = {row: self._read(row, code) for row in rows}
            self._most[code] = max(self._of[code].values(), default=0)
        return self._most[code]

    def follow(self, touched: Iterable[tuple[str, str]], rows: Sequence[str] | None) -> set[str]:
        """Cells have changed, and rows where they are given; the columns that have another most."""
        for code, places in self._of.items():
            if rows is not None:
                for gone in places.keys() - set(rows):
                    del places[gone]
                places.update((row, self._read(row, code)) for row in rows if row not in places)
        for row, code in touched:
            if code in self._of:
                self._of[code][row] = self._read(row, code)
        before = self._most
        self._most = {code: max(places.values(), default=0) for code, places in self._of.items()}
        return {code for code, most in self._most.items() if most != before[code]}
