"""Ruled tables: grids and the opinion boxes joined to them become one Word table with real merged cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from docx.oxml.xmlchemy import BaseOxmlElement

from export.blocks import Borders, Grid, GridCell, GridRow, SignatureBlock
from export.placing import PlacedCell, heights_shared, place_cells
from export.word.cells import CellSetting, cell_paragraphs, empty_paragraph
from export.word.fitting import figures_alike
from export.word.ooxml import element, points, twips
from export.word.signature import height_pt

_RULE_EIGHTHS = 4
_USUAL = GridCell()
_SAME_EDGE_TWIPS = 12
_MOST_OF_A_PAGE = 0.8
_HALF_A_PAGE, _NEARLY_A_PAGE = 0.5, 0.9
_MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class TableRoom:
    """The type area that a table stands in, in millimetres."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class _Part:
    """One grid of a joined table, with the edges of its columns as places in the table's own grid."""

    grid: Grid
    placed: tuple[PlacedCell, ...]
    columns: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _RowHeight:
    """About how high a row will be, in points, and how high the file says it is at the least."""

    expected: float
    least: float


def boxed(block: SignatureBlock) -> Grid:
    """An opinion box standing alone: a table of one cell."""
    return Grid((1.0,), (GridRow((GridCell(signature=block),), keep_together=True),), attached=block.attached)


def table(grids: Sequence[Grid], room: TableRoom) -> BaseOxmlElement:
    """Grids that join without a gap, as one table."""
    grids = [_without_giant_boxes(grid, room) for grid in grids]
    edges_of = [_edges(grid, room) for grid in grids]
    edges = _united(edges_of)
    parts = [_part(grid, own, edges) for grid, own in zip(grids, edges_of, strict=True)]
    widths = [right - left for left, right in pairwise(edges)]
    made = element(
        "tbl", _table_properties(edges[-1]), element("tblGrid", *(element("gridCol", w=w) for w in widths))
    )
    for number, part in enumerate(parts):
        made.extend(_part_rows(part, edges, room, repeat_headers=number == 0))
    return made


def _part(grid: Grid, own: Sequence[int], edges: Sequence[int]) -> _Part:
    placed = tuple(place_cells(grid.rows, len(grid.column_widths)))
    part = _Part(grid, placed, tuple(_nearest(edges, edge) for edge in own))
    return replace(part, placed=figures_alike(placed, lambda one: _width_pt(part, one, edges)))


def _edges(grid: Grid, room: TableRoom) -> list[int]:
    width = min(grid.width_mm, room.width) if grid.width_mm else room.width
    scale = width / sum(grid.column_widths)
    return [
        twips(place) for place in accumulate((share * scale for share in grid.column_widths), initial=0.0)
    ]


def _united(edges_of: Sequence[Sequence[int]]) -> list[int]:
    """The edges of all grids; those a hair apart are one."""
    united: list[int] = []
    for edge in sorted({edge for edges in edges_of for edge in edges}):
        if not united or edge - united[-1] > _SAME_EDGE_TWIPS:
            united.append(edge)
    return united


def _nearest(edges: Sequence[int], edge: int) -> int:
    return min(range(len(edges)), key=lambda number: abs(edges[number] - edge))


def _table_properties(width: int) -> BaseOxmlElement:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    return element(
        "tblPr",
        element("tblW", w=width, type="dxa"),
        element("jc", val="center"),
        element("tblBorders", *(_rule(side) for side in sides)),
        element("tblLayout", type="fixed"),
        _margins("tblCellMar", _USUAL),
    )


def _rule(side: str) -> BaseOxmlElement:
    return element(side, val="single", sz=_RULE_EIGHTHS, space=0, color="auto")


def _margins(tag: str, cell: GridCell) -> BaseOxmlElement:
    upright, across = twips(cell.upright_padding_mm), twips(cell.padding_mm)
    sides = (("top", upright), ("left", across), ("bottom", upright), ("right", across))
    return element(tag, *(element(side, w=width, type="dxa") for side, width in sides))


def _paddings(cell: GridCell) -> tuple[float, float]:
    return cell.upright_padding_mm, cell.padding_mm


def _part_rows(
    part: _Part, edges: Sequence[int], room: TableRoom, *, repeat_headers: bool
) -> list[BaseOxmlElement]:
    owners = {
        (row, column): one
        for one in part.placed
        for row in range(one.row, one.row + one.cell.row_span)
        for column in range(one.column, one.right)
    }
    settings, heights = _settings(part, edges, room)
    headers = part.grid.header_rows if repeat_headers and part.grid.header_stands_alone else 0
    rows = []
    for number, row in enumerate(part.grid.rows):
        whole = number < headers or _stays_whole(row, heights[number], room)
        made = element("tr", _row_properties(heights[number].least, whole=whole, header=number < headers))
        column = 0
        while column < len(part.grid.column_widths):
            owner = owners.get((number, column)) or PlacedCell(number, column, GridCell())
            made.append(_cell(part, owner, number, edges, settings.get(owner)))
            column = owner.right
        rows.append(made)
    return rows


def _settings(
    part: _Part, edges: Sequence[int], room: TableRoom
) -> tuple[dict[PlacedCell, CellSetting], list[_RowHeight]]:
    """How the text of each cell is to be set, and how high the rows are: what depends on neighbours."""
    settings = {
        one: CellSetting(_width_pt(part, one, edges) - 2 * one.cell.padding_mm * _MM) for one in part.placed
    }

    def needed(one: PlacedCell) -> float:
        return settings[one].height_of(one.cell) + 2 * one.cell.upright_padding_mm * _MM

    tails = _tails(settings)
    least = [row.min_height_mm * _MM for row in part.grid.rows]
    own = list(least)
    for one in part.placed:
        if one.cell.row_span == 1:
            own[one.row] = max(own[one.row], needed(one))
    spans = ((one.row, one.cell.row_span, needed(one)) for one in part.placed)
    heights = heights_shared(spans, own)
    kept = _kept_rows(part, heights, room)
    made = {
        one: replace(
            setting,
            keep_next=one.row in kept,
            column_tail_ems=tails[one.column],
            height_pt=sum(heights[one.row : one.row + one.cell.row_span]),
        )
        for one, setting in settings.items()
    }
    grown = [
        height if height > before else minimum
        for height, before, minimum in zip(heights, own, least, strict=True)
    ]
    return made, [_RowHeight(*pair) for pair in zip(heights, grown, strict=True)]


def _width_pt(part: _Part, one: PlacedCell, edges: Sequence[int]) -> float:
    return (edges[part.columns[one.right]] - edges[part.columns[one.column]]) / 20


def _tails(settings: Mapping[PlacedCell, CellSetting]) -> dict[int, float]:
    """How far the decimal points of each column stand from its edge: in all of a table alike, where they have the room."""
    own = {one: CellSetting.tail_ems(one.cell) for one in settings}
    widest = max(own.values(), default=0.0)
    tails: dict[int, float] = {}
    for column in {one.column for one in settings}:
        cells = [one for one in settings if one.column == column]
        fits = all(settings[one].has_room_behind(one.cell, widest - own[one]) for one in cells)
        tails[column] = widest if fits else max(own[one] for one in cells)
    return tails


def _kept_rows(part: _Part, heights: Sequence[float], room: TableRoom) -> set[int]:
    """Rows that stay with the next one: as the form wants, and where a label spans them.

    A label over several rows cannot be shown again on a second page, so it had better not reach it: rows beside a
    vertical label stay together if a page holds them, rows beside another if half a page does.
    """
    rows = part.grid.rows
    kept = {number for number, row in enumerate(rows) if row.keep_with_next}
    if part.grid.keep_with_next:
        kept.add(len(rows) - 1)
    if part.grid.header_rows and len(rows) > part.grid.header_rows + 1:
        kept.add(len(rows) - 2)
    for one in part.placed:
        spanned = range(one.row, one.row + one.cell.row_span - 1)
        share = _NEARLY_A_PAGE if one.cell.vertical else _HALF_A_PAGE
        if sum(heights[one.row : one.row + one.cell.row_span]) <= share * room.height * _MM:
            kept.update(spanned)
    return kept


def _stays_whole(row: GridRow, height: _RowHeight, room: TableRoom) -> bool:
    """Whether a row is not cut: one to sign in, and one whose label would be missing on the second page."""
    if row.keep_together or any(cell.signature for cell in row.cells):
        return True
    labelled = any(cell.vertical and cell.row_span == 1 for cell in row.cells)
    return labelled and height.expected <= _HALF_A_PAGE * room.height * _MM


def _row_properties(least_pt: float, *, whole: bool, header: bool) -> BaseOxmlElement:
    return element(
        "trPr",
        element("cantSplit") if whole else None,
        element("trHeight", val=points(least_pt), hRule="atLeast"),
        element("tblHeader") if header else None,
    )


def _cell(
    part: _Part, owner: PlacedCell, row: int, edges: Sequence[int], setting: CellSetting | None
) -> BaseOxmlElement:
    left, right = part.columns[owner.column], part.columns[owner.right]
    cell = owner.cell
    merge = None
    if cell.row_span > 1:
        merge = element("vMerge", val="restart" if row == owner.row else "continue")
    properties = element(
        "tcPr",
        element("tcW", w=edges[right] - edges[left], type="dxa"),
        element("gridSpan", val=right - left) if right - left > 1 else None,
        merge,
        _borders(cell.borders),
        None if _paddings(cell) == _paddings(_USUAL) else _margins("tcMar", cell),
        element("vAlign", val="center" if cell.valign == "middle" else cell.valign),
    )
    if setting is None or row != owner.row:
        return element("tc", properties, empty_paragraph(cell))
    return element("tc", properties, *cell_paragraphs(cell, setting))


def _borders(borders: Borders) -> BaseOxmlElement | None:
    ruled = (
        ("top", borders.top),
        ("left", borders.left),
        ("bottom", borders.bottom),
        ("right", borders.right),
    )
    open_sides = [side for side, drawn in ruled if not drawn]
    return element("tcBorders", *(element(side, val="nil") for side in open_sides)) if open_sides else None


def _without_giant_boxes(grid: Grid, room: TableRoom) -> Grid:
    """An opinion longer than a page becomes a row of text that may be cut, and the box to sign under it."""
    rows: list[GridRow] = []
    for row in grid.rows:
        box = row.cells[0].signature if len(row.cells) == 1 else None
        giant = box is not None and bool(box.text)
        if (
            box is None
            or not giant
            or height_pt(box, room.width * _MM) <= _MOST_OF_A_PAGE * room.height * _MM
        ):
            rows.append(row)
            continue
        cell = row.cells[0]
        text = replace(
            cell,
            text=f"{box.heading}\n{box.text}",
            face=box.face,
            size_pt=box.size_pt,
            indent_first_line=2,
            borders=replace(cell.borders, bottom=False),
            signature=None,
        )
        rest = replace(
            cell,
            signature=replace(box, heading="", text=""),
            borders=replace(cell.borders, top=False),
        )
        rows += [GridRow((text,)), replace(row, cells=(rest,))]
    return replace(grid, rows=tuple(rows))
