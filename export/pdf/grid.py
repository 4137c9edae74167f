"""A ruled table solved: where its columns stand, how its cells' text breaks, how high its rows are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from reportlab.lib.units import mm

from export.blocks import Borders, Grid, GridCell, GridRow, SignatureBlock, paragraphs_of
from export.figurefit import Figure, fitted, is_figure, with_fit
from export.pdf.fonts import FontBook
from export.pdf.layout_text import (
    Shape,
    TextLine,
    TextStyle,
    fitting_size,
    layout_balanced,
    layout_paragraphs,
    make_line,
    text_width,
)
from export.pdf.signature import SignatureLayout, layout_signature
from export.placing import heights_shared, place_cells
from export.typesizes import CELL_LEADING, STACK_LEADING

_LOOSEST = 0.12
_NARROW, _LOOSEST_IN_NARROW = 14.0, 0.06
"""In cells lines are rather left ragged than spaced by more than so many ems a gap, sooner in one of few characters."""
_MOST_OF_A_PAGE = 0.8
_LABEL_LENGTH = 40
_SENTENCE = re.compile("[，。；]")
_STACKED = re.compile(r"[0-9]{1,4}%?|\S")


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell in its place: lines have their x from the cell's left edge.

    `denser` are a vertical label's settings with more characters a line, for pages that show little of it.
    """

    row: int
    column: int
    cell: GridCell
    x: float
    width: float
    lines: tuple[TextLine, ...] = ()
    leading: float = 0.0
    pad: float = 0.0
    signature: SignatureLayout | None = None
    denser: tuple[tuple[TextLine, ...], ...] = ()

    @property
    def last_row(self) -> int:
        """The lowest row that the cell reaches."""
        return self.row + self.cell.row_span - 1

    @property
    def content_height(self) -> float:
        """The height that the cell's content needs, padding included."""
        if self.signature is not None:
            return self.signature.height
        return self.height_of(len(self.lines))

    def height_of(self, count: int) -> float:
        """The height that so many lines need, padding included."""
        return count * self.leading + 2 * self.pad if count else 0.0

    def lines_in(self, height: float) -> int:
        """How many lines fit into a height."""
        return max(int((height - 2 * self.pad + 1e-6) // self.leading), 0) if self.leading else 0


@dataclass(frozen=True, slots=True)
class SolvedGrid:
    """A table ready to be cut into pages."""

    rows: tuple[GridRow, ...]
    slots: tuple[Slot, ...]
    heights: tuple[float, ...]
    header_rows: int
    width: float


def solve_grid(fonts: FontBook, grid: Grid, width: float, page_height: float) -> SolvedGrid:
    """Lay out every cell of a table of `width` points and solve the row heights."""
    width = min(grid.width_mm * mm, width) if grid.width_mm else width
    scale = width / sum(grid.column_widths)
    edges = [0.0, *accumulate(share * scale for share in grid.column_widths)]
    rows, header_rows = _without_giant_boxes(fonts, grid, width, page_height)
    slots = [_laid_out(fonts, slot) for slot in _figures_alike(fonts, _slots(rows, edges))]
    heights = [row.min_height_mm * mm for row in rows]
    for slot in slots:
        if slot.cell.row_span == 1:
            heights[slot.row] = max(heights[slot.row], slot.content_height)
    slots = [_stacked(fonts, slot, heights, page_height) if slot.cell.vertical else slot for slot in slots]
    spans = ((slot.row, slot.cell.row_span, slot.content_height) for slot in slots)
    heights = heights_shared(spans, heights)
    return SolvedGrid(rows, tuple(_decimals_aligned(fonts, slots)), tuple(heights), header_rows, width)


def _slots(rows: Sequence[GridRow], edges: Sequence[float]) -> list[Slot]:
    """Every cell in its place, from the columns' edges."""
    return [
        Slot(
            placed.row,
            placed.column,
            placed.cell,
            edges[placed.column],
            edges[placed.right] - edges[placed.column],
        )
        for placed in place_cells(rows, len(edges) - 1)
    ]


def _figures_alike(fonts: FontBook, slots: Sequence[Slot]) -> list[Slot]:
    """The figures of a table in one size: what the longest needs to stay whole in its column, all have."""
    figures = [
        Figure(
            slot.width,
            text_width(fonts, slot.cell.text.strip(), _style_of(slot.cell)),
            slot.cell.size_pt,
            slot.cell.padding_mm,
        )
        for slot in slots
        if is_figure(slot.cell)
    ]
    fit = fitted(figures)
    return [
        replace(slot, cell=with_fit(slot.cell, fit)) if fit and is_figure(slot.cell) else slot
        for slot in slots
    ]


def _style_of(cell: GridCell) -> TextStyle:
    return TextStyle(cell.face, cell.size_pt, cell.size_pt * CELL_LEADING, bold=cell.bold)


def _inner_width(slot: Slot) -> float:
    return max(slot.width - 2 * float(slot.cell.padding_mm * mm), 1.0)


def _laid_out(fonts: FontBook, slot: Slot) -> Slot:
    cell = slot.cell
    pad = cell.padding_mm * mm
    if cell.signature is not None:
        return replace(slot, signature=layout_signature(fonts, cell.signature, slot.width, 2 * pad))
    style = _style_of(cell)
    texts = paragraphs_of(cell.text)
    if cell.vertical or not texts:
        return replace(slot, leading=style.leading, pad=cell.upright_padding_mm * mm)
    inner = _inner_width(slot)
    style = fitting_size(fonts, " ".join(texts), style, inner)
    lines = _cell_lines(fonts, cell, style, inner)
    moved = tuple(replace(line, x=line.x + pad) for line in lines)
    return replace(slot, lines=moved, leading=style.leading, pad=cell.upright_padding_mm * mm)


def _cell_lines(fonts: FontBook, cell: GridCell, style: TextStyle, inner: float) -> list[TextLine]:
    """The lines of a cell; centred text and labels are broken into lines of about the same length."""
    texts = paragraphs_of(cell.text)
    if cell.align == "center" or (cell.align == "left" and _is_label(cell)):
        return [line for text in texts for line in layout_balanced(fonts, text, style, inner, cell.align)]
    align = "justify" if cell.align == "left" else "right"
    loosest = _LOOSEST if inner >= _NARROW * style.size else _LOOSEST_IN_NARROW
    shape = Shape(inner, cell.indent_first_line * style.size, align, hang=0.5, loosest=loosest)
    return layout_paragraphs(fonts, texts, style, shape)


def _is_label(cell: GridCell) -> bool:
    """Whether a left-aligned text is a name rather than prose."""
    return not cell.indent_first_line and len(cell.text) <= _LABEL_LENGTH and not _SENTENCE.search(cell.text)


def _stacked(fonts: FontBook, slot: Slot, heights: Sequence[float], page_height: float) -> Slot:
    """A vertical label: one character a line, or as few more as make it fit the height of its rows."""
    cell = slot.cell
    style = TextStyle(cell.face, cell.size_pt, cell.size_pt * STACK_LEADING, bold=cell.bold)
    text = "".join(paragraphs_of(cell.text))
    if not text:
        return slot
    pad = cell.padding_mm * mm
    room = min(sum(heights[slot.row : slot.last_row + 1]), page_height)
    inner = max(slot.width - 2 * pad, style.size)
    settings = [[make_line(fonts, part, style) for part in _STACKED.findall(text)]]
    for across in range(2, int(inner // style.size) + 1):
        shape = Shape(across * style.size + 0.01, align="center", hang=0.0)
        settings.append(layout_paragraphs(fonts, [text], style, shape))
    while len(settings) > 1 and len(settings[0]) * style.leading + 2 * slot.pad > room:
        settings.pop(0)
    first, *denser = (
        tuple(replace(line, x=(slot.width - line.width) / 2) for line in lines) for lines in settings
    )
    return replace(slot, lines=first, denser=tuple(denser), leading=style.leading)


def _decimals_aligned(fonts: FontBook, slots: Sequence[Slot]) -> list[Slot]:
    """Figures of one column stand with their decimal points under each other, and as far from the rule as in the
    table's other columns, as long as the column is wide enough for that.
    """
    figures = [slot for slot in slots if _is_whole_figure(slot)]
    tails = {slot: _tail_width(fonts, slot.lines[0]) for slot in figures}
    widest = max(tails.values(), default=0.0)
    points: dict[int, float] = {}
    for column in {slot.column for slot in figures}:
        own = [slot for slot in figures if slot.column == column]
        fits = all(slot.lines[0].x - (widest - tails[slot]) >= slot.cell.padding_mm * mm for slot in own)
        points[column] = widest if fits else max(tails[slot] for slot in own)
    return [
        _on_the_point(slot, points[slot.column] - tails[slot]) if slot in tails else slot for slot in slots
    ]


def _is_whole_figure(slot: Slot) -> bool:
    return len(slot.lines) == 1 and is_figure(slot.cell)


def _tail_width(fonts: FontBook, line: TextLine) -> float:
    """The width of what stands behind the units digit."""
    return text_width(fonts, re.sub(r"^[−-]?[0-9,]*", "", line.text), line.style)


def _on_the_point(slot: Slot, shift: float) -> Slot:
    line = slot.lines[0]
    if line.x - shift < slot.cell.padding_mm * mm:
        return slot
    return replace(slot, lines=(replace(line, x=line.x - shift),))


def _without_giant_boxes(
    fonts: FontBook, grid: Grid, width: float, page_height: float
) -> tuple[tuple[GridRow, ...], int]:
    """An opinion longer than a page becomes a row of text that may be cut, and the box to sign under it."""
    rows: list[GridRow] = []
    for row in grid.rows:
        box = row.cells[0].signature if len(row.cells) == 1 else None
        if box is None or not box.text:
            rows.append(row)
            continue
        pad = 2 * row.cells[0].padding_mm * mm
        if layout_signature(fonts, box, width, pad).height <= _MOST_OF_A_PAGE * page_height:
            rows.append(row)
        else:
            rows.extend(_halves(row, box))
    return tuple(rows), grid.header_rows


def _halves(row: GridRow, box: SignatureBlock) -> tuple[GridRow, GridRow]:
    cell = row.cells[0]
    text = GridCell(
        text=f"{box.heading}\n{box.text}",
        col_span=cell.col_span,
        face=box.face,
        size_pt=box.size_pt,
        indent_first_line=2,
        padding_mm=2 * cell.padding_mm,
        borders=replace(cell.borders, bottom=False),
    )
    rest = replace(cell, signature=replace(box, heading="", text=""), borders=_open_top(cell.borders))
    return GridRow((text,)), replace(row, cells=(rest,))


def _open_top(borders: Borders) -> Borders:
    return replace(borders, top=False)


def boxed(block: SignatureBlock) -> Grid:
    """An opinion box standing alone: a table of one cell."""
    return Grid((1.0,), (GridRow((GridCell(signature=block),), keep_together=True),), attached=block.attached)
