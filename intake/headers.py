"""The header of a table of columns: its rows, where each heading stands, and the rows that belong below it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from intake.document import SourceCell, SourceRow, Span
from intake.grid import Heading, fitted_headings, gridded_headings
from intake.labels import GROUP_HEADINGS
from intake.normalise import label_key, one_line
from intake.scan import Scan

_MOST_ROWS = 8


@dataclass(frozen=True)
class Header:
    """A header understood. ``rows`` are its rows as they came, ``body`` the whole rows below, ``end`` the index after them."""

    rows: tuple[SourceRow, ...]
    headings: tuple[Heading, ...]
    body: tuple[SourceRow, ...]
    end: int

    def columns(self, codes: dict[str, str]) -> dict[str, SourceCell]:
        """The heading cell of every column that has a code; the first one where a column stands twice."""
        found: dict[str, SourceCell] = {}
        for heading in self.headings:
            if heading.key in codes:
                found.setdefault(codes[heading.key], heading.cell)
        return found


def header_of(words: Collection[str]) -> Callable[[SourceRow], bool]:
    """A test for further header rows: rows of nothing but these words."""
    return lambda row: bool(row.inked) and all(label_key(cell.text) in words for cell in row.inked)


def read_header(scan: Scan, start: int, continues: Callable[[SourceRow], bool]) -> Header | None:
    """The header that begins at ``start``; None, with the clerk told, when its columns cannot be made out."""
    stops = _stops(scan, start, continues)
    for pieces, stop in [(scan.rows[start:stop], stop) for stop in stops] + _with_torn_title(
        scan, start, stops[0]
    ):
        for width in _widths(scan, pieces, stop):
            body = tuple(scan.body(stop, width))
            found = _headings(pieces, body, width)
            if found is not None:
                whole = tuple(row for row in body if _is_whole(scan, row, width))
                return Header(tuple(pieces), tuple(found), whole, scan.body_end(stop, width))
    _refuse(scan, start, scan.body_end(stops[0], 0))
    return None


def _is_whole(scan: Scan, row: SourceRow, width: int) -> bool:
    """Whether it is sure which cell stands under which heading; the clerk is told of a row where it is not."""
    if row.gridded or len(row.cells) == width or not row.inked:
        return True
    if len(row.cells) > 1:
        title = one_line(row.inked[0].text)
        span = Span(row.inked[0].span.start, row.inked[-1].span.end)
        message = (
            f"“{title}”这一行有 {len(row.cells)} 格，表头有 {width} 格，对不上，没有读入，请核对后填写。"
        )
        scan.ledger.refuse(title, span, message)
    return False


def _stops(scan: Scan, start: int, continues: Callable[[SourceRow], bool]) -> list[int]:
    """Where the header may end: after its last heading, or after blank cells that were torn off that heading's row."""
    last = stop = start + 1
    while stop < min(len(scan.rows), start + _MOST_ROWS) and _goes_on(scan, scan.rows[stop], continues):
        stop += 1
        if scan.rows[stop - 1].inked:
            last = stop
    return list(range(last, stop + 1))


def _with_torn_title(scan: Scan, start: int, stop: int) -> list[tuple[Sequence[SourceRow], int]]:
    """The header with the side title above it, which a blank line may have made a row of its own."""
    above = scan.rows[start - 1] if start else None
    if above is None or above.gridded or len(above.cells) != 1:
        return []
    return [(scan.rows[start - 1 : stop], stop)]


def _widths(scan: Scan, pieces: Sequence[SourceRow], stop: int) -> list[int]:
    """How wide the table may be: as its longest row, or as most rows of its body."""
    lengths: Counter[int] = Counter()
    for row in scan.rows[stop:]:
        if scan.opens(row):
            break
        lengths[len(row.cells)] += 1
    longest = max(len(row.cells) for row in pieces)
    usual = lengths.most_common(1)[0][0] if lengths else 0
    return list(dict.fromkeys((max(longest, *lengths, 0), max(longest, usual))))


def _goes_on(scan: Scan, row: SourceRow, continues: Callable[[SourceRow], bool]) -> bool:
    torn_blank = not row.gridded and not row.inked
    return not scan.opens(row) and (torn_blank or continues(row))


def _headings(pieces: Sequence[SourceRow], body: Sequence[SourceRow], width: int) -> list[Heading] | None:
    if not all(row.gridded for row in pieces):
        return fitted_headings(pieces, width)
    found = gridded_headings(pieces)
    reach = max((row.inked[-1].end for row in body if row.inked), default=0)
    if not _lost_merges(found, reach):
        return found
    fitted = fitted_headings(pieces, reach, padded=True) or fitted_headings(pieces, width, padded=True)
    return fitted if fitted is not None or _collide(found) else found


def _lost_merges(found: Sequence[Heading], reach: int) -> bool:
    """Whether the grid cannot be the form's: headings over one another, or all of them narrow and the rows below wider."""
    narrow = all(heading.cell.col_span == 1 for heading in found)
    return _collide(found) or (narrow and reach > max(heading.cell.end for heading in found))


def _collide(found: Sequence[Heading]) -> bool:
    """Whether two headings, each one column wide, stand over one another."""
    columns = [
        heading.cell.column
        for heading in found
        if heading.cell.col_span == 1 and heading.key not in GROUP_HEADINGS
    ]
    return len(set(columns)) < len(columns)


def _refuse(scan: Scan, start: int, end: int) -> None:
    cells = [cell for row in scan.rows[start:end] for cell in row.inked]
    title = one_line(cells[0].text)
    message = f"以“{title}”开头的表，栏目和下面各行的格数对不上，没有读入，请核对原件后在程序中填写。"
    scan.ledger.refuse(title, cells[0].span, message)
    for cell in cells[1:]:
        scan.ledger.leave(cell.span, message)
