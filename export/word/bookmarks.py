"""Word bookmarks at the parts of a form, which stand in tables and so not in the navigation pane."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from export.blocks import Grid
from export.word.ooxml import element

_LONGEST = 40
_NOT_A_NAME = re.compile(r"[^\w]")


class Bookmarks:
    """Gives out bookmarks with unique names and numbers."""

    def __init__(self) -> None:
        self._names: set[str] = set()

    def mark(self, table: BaseOxmlElement, grids: Sequence[Grid]) -> None:
        """Set a bookmark on the first row of each grid that asks for one."""
        rows = list(table.iterchildren(qn("w:tr")))
        first = 0
        for grid in grids:
            if grid.bookmark and first < len(rows):
                self._mark_row(rows[first], grid.bookmark)
            first += len(grid.rows)

    def _mark_row(self, row: BaseOxmlElement, title: str) -> None:
        target = next(row.iter(qn("w:p")), None)
        name = self._free_name(title)
        if target is None or not name:
            return
        number = len(self._names)
        properties = target.find(qn("w:pPr"))
        place = 0 if properties is None else 1
        target.insert(place, element("bookmarkStart", id=number, name=name))
        target.append(element("bookmarkEnd", id=number))
        self._names.add(name)

    def _free_name(self, title: str) -> str:
        """Letters, digits and underscores, beginning with a letter, 40 at most, used once."""
        plain = _NOT_A_NAME.sub("", title).lstrip("0123456789_")[:_LONGEST]
        name, number = plain, 2
        while name in self._names:
            name = f"{plain[: _LONGEST - 4]}_{number}"
            number += 1
        return name
