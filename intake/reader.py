"""From a document as read to its contents: every part is found by its labels and handed to the reader that knows it."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from intake import (
    base_table,
    execution,
    fields,
    finance,
    goals,
    indicators,
    lines,
    opinions,
    people,
    result,
    scores,
)
from intake.annex_labels import FIELD, is_annex_line, is_year_line, period_of
from intake.chapters import read_chapters
from intake.cover import read_cover
from intake.document import Paragraph, SourceCell, SourceDocument, SourceRow, Span, Table
from intake.form_sheets import form_of, read_form_sheet
from intake.labels import FORM_HEADINGS, is_annex_mark
from intake.layout import Layout, lay_out
from intake.ledger import Ledger
from intake.normalise import label_key
from intake.notice import read_notice
from intake.rows import leave_row
from intake.scan import Scan, mend
from model.cells import CellRef
from model.longwork import UNWATCHED, Work
from model.moneywords import announced_unit

_TABLES_READ, _READ = 0.8, 0.9
"""Shares of reading a source that are done when its tables are read, and when its chapters are."""

_READERS = (
    fields.HEADING_READER,
    lines.TITLE_READER,
    base_table.STAFF_READER,
    base_table.FUNDS_READER,
    base_table.BUILDING_READER,
    execution.EXECUTION_READER,
    execution.FUNDING_READER,
    finance.READER,
    indicators.READER,
    goals.READER,
    people.READER,
    scores.READER,
    scores.TOTAL_READER,
    result.READER,
    opinions.READER,
    lines.LINE_READER,
    fields.FIELDS_READER,
)
_BESIDE_PROJECTS = frozenset(
    reader
    for reader in _READERS
    if reader.annex in {"", "base_extra"} or reader in {lines.TITLE_READER, scores.READER}
)
"""What ends the 自评表 of a project: an annex's title, 附件1, and what only the form or the report has."""
_YEAR = re.compile(r"(20\d{2})\s*年度")
_OF_THE_NOTICE = re.compile(r"\s*(?P<name>[^\s，。]{2,30}?)关于")


@dataclass(frozen=True)
class Reading:
    """What a document says, before it is fitted to an open packet."""

    ledger: Ledger
    year: int | None
    department: str | None

    @property
    def empty(self) -> bool:
        """Whether nothing of a packet was recognised."""
        return not self.ledger.found and not self.ledger.covered


def read_document(document: SourceDocument, year: int | None, usual: int, work: Work = UNWATCHED) -> Reading:
    """Read all that the document has of a packet of that ``year``, or else of its own; where it names none, ``usual``."""
    ledger = Ledger(document)
    layout = lay_out(document)
    read_notice(layout.notice, ledger)
    read_cover(layout, ledger)
    own = _year(ledger, layout)
    for rows in _rows_by_sheet(document, layout, ledger):
        work.at(work.share, "各表")
        _read_rows(Scan(rows, ledger, _opens, year or own or usual, of_whole=layout.of_whole), work)
    finance.drop_blank_units(ledger)
    work.at(_TABLES_READ, "评价报告")
    read_chapters(layout.report, ledger)
    work.at(_READ)
    for line in (*layout.between, *layout.annex):
        if is_annex_mark(line.text) or (line.span in layout.annex_titles):
            ledger.labels.append(line.span)
    return Reading(ledger, own, _department(ledger))


def _rows_by_sheet(document: SourceDocument, layout: Layout, ledger: Ledger) -> Iterator[list[SourceRow]]:
    """The rows of all tables, sheet by sheet where there are sheets; the program's own sheets are read whole at once.

    A line that says something of the tables beside it - a heading, a money unit, who filled them in - counts as a row;
    a remark below a sheet's table that follows such a line belongs to it.
    """
    annexes = [line.span.start for line in layout.annex]
    beside = False
    rows: list[SourceRow] = []
    for index, block in enumerate(document.blocks):
        if index in document.sheets:
            yield rows
            rows, beside = [], False
        if isinstance(block, Paragraph):
            cell = SourceCell(block.text, block.span, 0)
            if beside and block.aside:
                rows[-1] = SourceRow((*rows[-1].cells, cell), gridded=False)
            elif _is_of_tables(block, _holds_one(block.span, annexes)):
                rows.append(SourceRow((cell,), gridded=False))
                beside = block.aside
            continue
        beside = False
        form = form_of(block)
        if form is not None:
            read_form_sheet(block, form, ledger)
        else:
            rows.extend(block.rows)
    yield rows


def _holds_one(span: Span, starts: Sequence[int]) -> bool:
    """Whether one of these places, which are in order, lies within the span."""
    return bisect(starts, span.end) > bisect(starts, span.start - 1)


def _is_of_tables(line: Paragraph, in_annex: bool) -> bool:
    """Whether a line between tables belongs to them."""
    text = line.text
    if label_key(text) in FORM_HEADINGS or announced_unit(text) is not None or is_annex_line(text):
        return True
    return in_annex and (lines.is_title(text) or FIELD.match(text.strip()) is not None)


def _opens(row: SourceRow) -> bool:
    """Whether any reader knows the row as the first of something."""
    return any(reader.opens(row) for reader in _READERS)


def _read_rows(scan: Scan, work: Work) -> None:
    scan.rows = rows = mend(scan.rows, _opens)
    index = 0
    while index < len(rows):
        work.at(work.share)
        reader = next((reader for reader in _READERS if reader.opens(rows[index])), None)
        if scan.annex and lines.is_field_line(rows[index]):
            reader = lines.LINE_READER
        if scan.of_project and reader not in _BESIDE_PROJECTS:
            leave_row(scan.ledger, rows[index], lines.OF_PROJECT)
            index += 1
            continue
        if reader is not None:
            scan.of_project = scan.of_project and reader is lines.TITLE_READER
            scan.annex = scan.annex if reader.annex is None else reader.annex
            index = reader.read(scan, index)
            continue
        lines.take_unit(scan, rows[index])
        index += 1


def _year(ledger: Ledger, layout: Layout) -> int | None:
    """The year of the report: as the titles say - cover, notice, annexes -, else 附件1's columns, else the first 20xx年度."""
    annexes = (line for line in layout.annex if line.span in layout.annex_titles or is_year_line(line.text))
    for line in (*layout.cover_title, *layout.notice[:2], *annexes):
        titled = _YEAR.search(line.text)
        if titled is not None:
            return int(titled[1])
    found = _YEAR.search(ledger.document.text)
    return _year_of_columns(ledger.document) or (int(found[1]) if found is not None else None)


def _year_of_columns(document: SourceDocument) -> int | None:
    """The latest year that 附件1 has in its headings."""
    rows = (row for block in document.blocks if isinstance(block, Table) for row in block.rows)
    headings = (cell for row in rows if base_table.opens_funds(row) for cell in row.inked)
    periods = (period_of(cell.text) for cell in headings)
    return max(
        (period.year for period in periods if period is not None and period.year is not None), default=None
    )


def _department(ledger: Ledger) -> str | None:
    """The bureau: as the cover names it, else as the notice's title does."""
    named = ledger.found.get(CellRef("cover", "unit_name", "value"))
    if named is not None:
        return str(named.value)
    title = ledger.found.get(CellRef("notice", "title", "value"))
    found = _OF_THE_NOTICE.match(str(title.value)) if title is not None else None
    return found["name"] if found is not None else None
