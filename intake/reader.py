"""From a document as read to its contents: every part is found by its labels and handed to the reader that knows it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from intake import fields, finance, goals, indicators, opinions, people, result, scores
from intake.chapters import read_chapters
from intake.cover import read_cover
from intake.document import Paragraph, SourceCell, SourceDocument, SourceRow
from intake.figures import announced_unit
from intake.form_sheets import form_of, read_form_sheet
from intake.labels import FORM_HEADINGS, is_annex_mark
from intake.layout import Layout, lay_out
from intake.ledger import Ledger
from intake.normalise import label_key
from intake.notice import read_notice
from intake.scan import Scan, mend
from model.cells import CellRef

_READERS = (
    fields.HEADING_READER,
    finance.READER,
    indicators.READER,
    goals.READER,
    people.READER,
    scores.READER,
    result.READER,
    opinions.READER,
    fields.FIELDS_READER,
)
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


def read_document(document: SourceDocument) -> Reading:
    """Read all that the document has of a packet."""
    ledger = Ledger(document)
    layout = lay_out(document)
    read_notice(layout.notice, ledger)
    read_cover(layout, ledger)
    for rows in _rows_by_sheet(document, ledger):
        _read_rows(rows, ledger)
    read_chapters(layout.report, ledger)
    ledger.labels.extend(line.span for line in layout.between if is_annex_mark(line.text))
    return Reading(ledger, _year(ledger, layout), _department(ledger))


def _rows_by_sheet(document: SourceDocument, ledger: Ledger) -> Iterator[list[SourceRow]]:
    """The rows of all tables, sheet by sheet where there are sheets; the program's own sheets are read whole at once.

    A heading of the form, or a money unit, that stands between tables counts as a row of its own.
    """
    rows: list[SourceRow] = []
    for index, block in enumerate(document.blocks):
        if index in document.sheets:
            yield rows
            rows = []
        if isinstance(block, Paragraph):
            if label_key(block.text) in FORM_HEADINGS or announced_unit(block.text) is not None:
                rows.append(SourceRow((SourceCell(block.text, block.span, 0),), gridded=False))
            continue
        form = form_of(block)
        if form is not None:
            read_form_sheet(block, form, ledger)
        else:
            rows.extend(block.rows)
    yield rows


def _read_rows(rows: Sequence[SourceRow], ledger: Ledger) -> None:
    def opens(row: SourceRow) -> bool:
        return any(reader.opens(row) for reader in _READERS)

    rows = mend(rows, opens)
    scan = Scan(rows, ledger, opens)
    index = 0
    while index < len(rows):
        reader = next((reader for reader in _READERS if reader.opens(rows[index])), None)
        if reader is not None:
            index = reader.read(scan, index)
            continue
        _take_unit(scan, rows[index])
        index += 1


def _take_unit(scan: Scan, row: SourceRow) -> None:
    """A money unit in a line above a table (编制单位：某局　单位：元) holds for the table."""
    for cell in row.inked:
        announced = announced_unit(cell.text)
        if announced is not None:
            scan.unit, begin = announced
            scan.ledger.labels.append(cell.span.part(begin, len(cell.text)))


def _year(ledger: Ledger, layout: Layout) -> int | None:
    """The year of the report: from the cover, else from the notice, else the first 20xx年度 of all."""
    titles = [*layout.cover_title, *layout.notice[:2]]
    for text in (*(line.text for line in titles), ledger.document.text):
        found = _YEAR.search(text)
        if found is not None:
            return int(found[1])
    return None


def _department(ledger: Ledger) -> str | None:
    """The bureau: as the cover names it, else as the notice's title does."""
    named = ledger.found.get(CellRef("cover", "unit_name", "value"))
    if named is not None:
        return str(named.value)
    title = ledger.found.get(CellRef("notice", "title", "value"))
    found = _OF_THE_NOTICE.match(str(title.value)) if title is not None else None
    return found["name"] if found is not None else None
