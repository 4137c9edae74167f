"""A table that ends its page is drawn up to fill it: rows to write in grow, lists a little."""

from __future__ import annotations

from dataclasses import replace

from reportlab.lib.units import mm

from export.blocks import GridRow
from export.pdf.gridflow import Fragment, PlacedCell


def filled_up(fragment: Fragment, rows: tuple[GridRow, ...], space: float) -> Fragment:
    """The fragment in a height of `space`, as far as its rows may stretch, each in proportion to that."""
    shown = {cell.slot.row for cell in fragment.cells if cell.slot.cell.row_span == 1}
    may = {row: rows[row].stretch_mm * mm for row in shown if rows[row].stretch_mm}
    room = sum(may.values())
    if not room or space <= fragment.height:
        return fragment
    share = min((space - fragment.height) / room, 1.0)
    more = {row: share * most for row, most in may.items()}
    cells = tuple(_stretched(cell, more) for cell in fragment.cells)
    return Fragment(cells, fragment.height + share * room)


def _stretched(cell: PlacedCell, more: dict[int, float]) -> PlacedCell:
    slot = cell.slot
    above = sum(by for row, by in more.items() if row < slot.row)
    own = sum(by for row, by in more.items() if slot.row <= row <= slot.last_row)
    height = cell.height + own
    if slot.signature is not None:
        slot = replace(slot, signature=slot.signature.in_height(height))
    return replace(cell, slot=slot, top=cell.top + above, height=height)
