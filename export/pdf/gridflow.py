"""Cutting a solved table into pages: rows are cut between lines, spans are carried over, nothing is lost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from export.pdf.grid import Slot, SolvedGrid
from export.pdf.layout_text import TextLine

_SLACK = 0.01
_SHORT_ROW = 3
"""Rows of no more lines than this are moved rather than cut."""
_LABEL_SHARE = 0.3
"""A spanning label lower than this share of a page is shown whole on each page that it reaches."""


@dataclass(frozen=True, slots=True)
class Band:
    """A row, or a piece of it, on a page. `ranges` tells which lines of which cells (by index) it shows."""

    row: int
    top: float
    height: float
    ranges: dict[int, tuple[int, int]]
    again: bool = False


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """A cell, or a piece of it, on a page: a box and the lines in it; `whole` if they are all of its text."""

    slot: Slot
    top: float
    height: float
    lines: tuple[TextLine, ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class Fragment:
    """What one page shows of the table; `top` of cells is counted from the fragment's top."""

    cells: tuple[PlacedCell, ...]
    height: float


def paginate(grid: SolvedGrid, first_space: float, page_space: float, tail: float = 0.0) -> list[Fragment]:
    """The fragments of a table: the first has `first_space`, the others a page each.

    The first fragment is empty where nothing of the table fits on the rest of the page. Below a last row that is not
    cut there is room for a `tail`.
    """
    paginator = _Paginator(grid, first_space, page_space, tail)
    pages = paginator.run()
    placed: list[list[PlacedCell]] = [[] for _ in pages]
    bands_of: dict[int, list[tuple[int, Band]]] = defaultdict(list)
    for page, bands in enumerate(pages):
        for band in bands:
            bands_of[band.row].append((page, band))
    for index, slot in enumerate(grid.slots):
        mine = [found for row in range(slot.row, slot.last_row + 1) for found in bands_of[row]]
        for page, cell in _pieces(index, slot, mine, grid.header_rows):
            placed[page].append(cell)
    return [
        Fragment(
            tuple(sorted(cells, key=lambda cell: (round(cell.top, 3), cell.slot.column))),
            max((band.top + band.height for band in bands), default=0.0),
        )
        for cells, bands in zip(placed, pages, strict=True)
    ]


class _Paginator:
    """Places row after row; the state is the page being filled."""

    def __init__(self, grid: SolvedGrid, first_space: float, page_space: float, tail: float) -> None:
        self._grid = grid
        self._tail = tail
        self._page_space = page_space
        self._space = first_space
        self._fresh = first_space >= page_space - _SLACK
        self._y = 0.0
        self._pages: list[list[Band]] = [[]]
        rows = range(len(grid.rows))
        self._own: dict[int, list[int]] = {row: [] for row in rows}
        self._ending: dict[int, list[int]] = {row: [] for row in rows}
        self._labels: dict[int, float] = {}
        for index, slot in enumerate(grid.slots):
            if slot.cell.row_span == 1:
                self._own[slot.row].append(index)
                continue
            self._ending[slot.last_row].append(index)
            if slot.cell.repeats and slot.content_height <= page_space * _LABEL_SHARE:
                self._labels[slot.row] = max(self._labels.get(slot.row, 0.0), slot.content_height)
        self._header_height = sum(grid.heights[: grid.header_rows])

    def run(self) -> list[list[Band]]:
        for row in range(len(self._grid.rows)):
            self._place(row)
        return self._pages

    @property
    def _left(self) -> float:
        return self._space - self._y + _SLACK

    def _turn(self, row: int) -> None:
        self._pages.append([])
        self._y, self._space, self._fresh = 0.0, self._page_space, True
        if row >= self._grid.header_rows and self._header_height < self._page_space / 2:
            for header in range(self._grid.header_rows):
                self._add(header, self._grid.heights[header], {}, again=True)
            self._fresh = True

    def _add(
        self, row: int, height: float, ranges: dict[int, tuple[int, int]], *, again: bool = False
    ) -> None:
        self._pages[-1].append(Band(row, self._y, height, ranges, again))
        self._y += height
        self._fresh = False

    def _place(self, row: int) -> None:
        if not self._fresh and self._start_height(row) > self._left:
            self._turn(row)
        rest = {index: (0, len(self._grid.slots[index].lines)) for index in self._flowing(row, self._left)}
        height = self._grown(row, rest)
        first = True
        while height > self._left:
            cut = self._cut(row, rest, forced=self._fresh, first=first)
            if cut is None:
                self._turn(row)
                if first:
                    height = self._grown(row, rest)
                continue
            self._add(row, *cut)
            for index, (_, end) in cut[1].items():
                rest[index] = (end, rest[index][1])
            height = self._rest_height(row, rest)
            first = False
            self._turn(row)
        self._add(row, height, dict(rest))

    def _flowing(self, row: int, left: float) -> list[int]:
        """The cells whose lines go on over a page edge; labels low enough are repeated instead."""
        slots = self._grid.slots
        return [
            index
            for index in self._own[row]
            if slots[index].lines and not (slots[index].cell.repeats and slots[index].content_height <= left)
        ]

    def _grown(self, row: int, rest: dict[int, tuple[int, int]]) -> float:
        """The row's height, more where a spanning cell that was cut needs more room to end in."""
        height = self._grid.heights[row]
        for index in self._ending[row]:
            slot = self._grid.slots[index]
            rest.pop(index, None)
            earlier, current = self._parts(slot)
            if not earlier and height <= self._left:
                continue
            content = slot.content_height
            if slot.cell.repeats and content <= self._page_space * _LABEL_SHARE:
                height = max(height, content - current)
            elif not (slot.cell.repeats and max(earlier, default=0.0) >= content):
                lines = len(slot.lines)
                done = sum(slot.lines_in(part) for part in (*earlier, current))
                if done < lines:
                    rest[index] = (done, lines)
                    height = max(height, slot.height_of(lines - done))
        return height

    def _parts(self, slot: Slot) -> tuple[list[float], float]:
        """The heights that a spanning cell has had on earlier pages, and has so far on this page."""
        heights = [
            sum(band.height for band in page if not band.again and slot.row <= band.row <= slot.last_row)
            for page in self._pages
        ]
        return [height for height in heights[:-1] if height], heights[-1]

    def _rest_height(self, row: int, rest: dict[int, tuple[int, int]]) -> float:
        """What is left of a row, high enough for the labels that stand again beside it."""
        slots = self._grid.slots
        labels = [
            self._again_height(slots[i]) for i in self._own[row] if i not in rest and slots[i].cell.repeats
        ]
        texts = (slots[i].height_of(end - begin) for i, (begin, end) in rest.items())
        return max([*texts, *labels], default=0.0)

    def _again_height(self, slot: Slot) -> float:
        """The height at which a label stands again: a high vertical one in its densest setting."""
        if slot.content_height <= self._page_space * _LABEL_SHARE or not slot.denser:
            return slot.content_height
        return slot.height_of(len(slot.denser[-1]))

    def _cut(
        self, row: int, rest: dict[int, tuple[int, int]], *, forced: bool, first: bool
    ) -> tuple[float, dict[int, tuple[int, int]]] | None:
        """As much of a row as fits above the page edge; None if that would be too little to cut for."""
        if not forced and first and self._stays_whole(row):
            return None
        taken: dict[int, tuple[int, int]] = {}
        height = 0.0
        for index, (begin, end) in rest.items():
            slot = self._grid.slots[index]
            count = _lines_to_take(slot, end - begin, self._left, forced=forced)
            if count == 0 and end > begin:
                return None
            taken[index] = (begin, begin + count)
            height = max(height, slot.height_of(count))
        if first:
            labels = [self._grid.slots[i].content_height for i in self._own[row] if i not in rest]
            height = max([height, *labels])
        if not any(end > begin for begin, end in taken.values()):
            return self._blank_cut(row, forced=forced)
        return height, taken

    def _blank_cut(self, row: int, *, forced: bool) -> tuple[float, dict[int, tuple[int, int]]] | None:
        """A row that is high though it has no text to cut (a drawn-up minimum): it is cut off at the edge."""
        return (min(self._left - _SLACK, self._grid.heights[row]), {}) if forced else None

    def _stays_whole(self, row: int) -> bool:
        if any(self._grid.slots[index].signature for index in self._own[row]):
            return True
        if self._grid.heights[row] > self._page_space - self._header_height:
            return False
        slots = (self._grid.slots[index] for index in self._own[row])
        longest = max((len(slot.lines) for slot in slots if not slot.cell.vertical), default=0)
        return self._grid.rows[row].keep_together or longest <= _SHORT_ROW

    def _start_height(self, row: int) -> float:
        """What must fit below for a row to begin here: two lines of it, or the rows it is tied to as well."""
        total = 0.0
        # Where more rows are tied than a page holds, only the next one is still a reason to begin on another page.
        holds = self._tied_height(row) <= self._page_space - self._header_height
        current = row
        labels = 0.0
        while current < len(self._grid.rows):
            labels = max(labels, total + self._labels.get(current, 0.0))
            tied = self._grid.rows[current].keep_with_next and (holds or current == row)
            tied = tied or current + 1 < self._grid.header_rows
            tied = tied or current + 1 == self._grid.header_rows
            tied = tied or (current == row and self._is_last_but_one(row))
            last = current + 1 == len(self._grid.rows)
            if last or not (tied or total + self._grid.heights[current] < labels):
                break
            total += self._grid.heights[current]
            current += 1
        total += self._least(current)
        if current + 1 == len(self._grid.rows) and self._stays_whole(current):
            total += self._tail
        if total > self._page_space - self._header_height:
            return self._least(row)
        return total

    def _is_last_but_one(self, row: int) -> bool:
        """Whether one whole row below this one would be all that stands on the next page, under the heads."""
        last = len(self._grid.rows) - 1
        return row + 1 == last and row >= self._grid.header_rows > 0 and self._stays_whole(last)

    def _tied_height(self, row: int) -> float:
        """The height of all rows that are tied together with this one, those above it among them."""
        rows = self._grid.rows
        first, last = row, row
        while first > self._grid.header_rows and rows[first - 1].keep_with_next:
            first -= 1
        while last + 1 < len(rows) and rows[last].keep_with_next:
            last += 1
        return sum(self._grid.heights[first:last]) + self._least(last)

    def _least(self, row: int) -> float:
        if self._stays_whole(row):
            return self._grid.heights[row]
        slots = (self._grid.slots[index] for index in self._own[row])
        return max(
            (
                slot.height_of(len(slot.lines) if slot.cell.vertical else min(len(slot.lines), 2))
                for slot in slots
            ),
            default=0.0,
        )


def _lines_to_take(slot: Slot, left: int, space: float, *, forced: bool) -> int:
    """How many of the lines left to show here: never one alone at the foot or over the page edge, if it can be."""
    fits = min(slot.lines_in(space), left)
    if fits == left:
        return fits
    kept = fits - 1 if left - fits == 1 else fits
    if kept >= 2:
        return kept
    return max(fits, 1) if forced else 0


@dataclass(slots=True)
class _Part:
    """What one page has of a cell."""

    page: int
    top: float
    bottom: float
    end: int

    @property
    def height(self) -> float:
        return self.bottom - self.top


def _pieces(
    index: int, slot: Slot, bands: list[tuple[int, Band]], header_rows: int
) -> Iterator[tuple[int, PlacedCell]]:
    """The boxes of a cell on the pages which it reaches, with the lines that each shows."""
    parts: dict[int, _Part] = {}
    for page, band in bands:
        part = parts.setdefault(page, _Part(page, band.top, 0.0, 0))
        part.bottom = band.top + band.height
        part.end = band.ranges.get(index, (0, 0))[1]
    yield from _shared_out(slot, list(parts.values()), everywhere=slot.last_row < header_rows)


def _shared_out(slot: Slot, parts: list[_Part], *, everywhere: bool) -> Iterator[tuple[int, PlacedCell]]:
    """Which lines each part shows: labels stand whole wherever they fit, other text goes on from part to part."""
    single = everywhere or len(parts) == 1
    fits = any(part.height >= slot.content_height - _SLACK for part in parts)
    if single or (slot.cell.repeats and fits):
        for part in parts:
            lines = slot.lines if single else _label_lines(slot, part.height)
            yield part.page, PlacedCell(slot, part.top, part.height, lines, whole=True)
        return
    total = len(slot.lines)
    begin = 0
    for part in parts:
        end = min(begin + slot.lines_in(part.height), total) if slot.cell.row_span > 1 else part.end
        end = total if part is parts[-1] else max(end, begin)
        whole = begin == 0 and end == total
        yield part.page, PlacedCell(slot, part.top, part.height, slot.lines[begin:end], whole)
        begin = end


def _label_lines(slot: Slot, height: float) -> tuple[TextLine, ...]:
    """A label's lines in the least dense setting that fits a height; none if none fits."""
    settings = (slot.lines, *slot.denser)
    return next((lines for lines in settings if len(lines) * slot.leading <= height + _SLACK), ())
