"""The figures of a table that the reader's program sets fit their columns."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace

from export.blocks import GridCell
from export.figurefit import Figure, fitted, is_figure, with_fit
from export.placing import PlacedCell
from export.textwidth import figure_ems
from export.word.cells import SPARE_PT


def figures_alike(
    placed: Sequence[PlacedCell], width_pt: Callable[[PlacedCell], float]
) -> tuple[PlacedCell, ...]:
    """The figures of a table in one size: what the longest needs to stay whole in its column, all have."""
    figures = [
        Figure(
            width_pt(one),
            figure_ems(one.cell.text.strip()) * one.cell.size_pt + SPARE_PT,
            one.cell.size_pt,
            one.cell.padding_mm,
        )
        for one in placed
        if is_figure(one.cell)
    ]
    fit = fitted(figures)
    return tuple(
        replace(one, cell=_in_half_points(with_fit(one.cell, fit))) if fit and is_figure(one.cell) else one
        for one in placed
    )


def _in_half_points(cell: GridCell) -> GridCell:
    """Word counts in half points."""
    return replace(cell, size_pt=math.floor(2 * cell.size_pt) / 2)
