"""Where a printed text comes from: so that a click on paper leads to where it is filled in."""

from __future__ import annotations

from typing import NamedTuple

from model.cells import CellRef


class Origin(NamedTuple):
    """A cell; of one with several lines of text, which of them, from 0."""

    ref: CellRef
    line: int = 0
