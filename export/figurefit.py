"""How the figures of a table fit their columns: all in one size with one room at their sides, none cut in two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from export.blocks import GridCell
from export.typesizes import SMALLEST_PT

CLOSE_PADDING_MM = 0.3
"""What a figure has at its sides at the least; it gives up the rest before it is set smaller than the text around it."""
_FIGURE = re.compile(r"[−-]?[0-9][0-9,]*(\.[0-9]+)?%?")
_MM = 72 / 25.4
_ROUNDED = 0.999


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as it would be by itself: how wide its cell is, and it in its size, in points; the room at its sides."""

    cell_pt: float
    width_pt: float
    size_pt: float
    padding_mm: float


@dataclass(frozen=True, slots=True)
class Fit:
    """What all figures of a table have: the room at their sides at the most, and the share of their size."""

    padding_mm: float
    share: float


def is_figure(cell: GridCell) -> bool:
    """Whether a cell holds a figure that stands with those of its column."""
    return cell.align == "decimal" and bool(_FIGURE.fullmatch(cell.text.strip()))


def fitted(figures: Sequence[Figure]) -> Fit | None:
    """What the longest needs; None if all fit as they are. One too long for the smallest type does not count."""
    if all(one.width_pt + 2 * one.padding_mm * _MM <= one.cell_pt for one in figures):
        return None
    padding = max(min((one.cell_pt - one.width_pt) / 2 / _MM for one in figures), CLOSE_PADDING_MM)
    sizes = ((one.size_pt, (one.cell_pt - 2 * padding * _MM) / one.width_pt) for one in figures)
    smaller = [
        share * _ROUNDED
        for size, share in sizes
        if share < _ROUNDED and size * share * _ROUNDED >= SMALLEST_PT
    ]
    return Fit(padding, min(smaller, default=1.0))


def with_fit(cell: GridCell, fit: Fit) -> GridCell:
    """The figure's cell with it."""
    return replace(cell, padding_mm=min(cell.padding_mm, fit.padding_mm), size_pt=cell.size_pt * fit.share)
