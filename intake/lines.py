"""Lines around the tables: the titles of the annexes, the unit of money, who filled the annex in and when."""

from __future__ import annotations

from collections.abc import Sequence

from intake.annex_labels import FIELD, is_annex_line, is_year_line
from intake.document import SourceCell, SourceRow
from intake.fields import take_field
from intake.labels import annex_of, is_project_title
from intake.ledger import Ledger
from intake.opinions import BLANK_DATE
from intake.scan import RowReader, Scan
from model.cells import CellRef
from model.forms import FORMS
from model.moneywords import announced_unit

_WHOLE = frozenset(("execution", "indicators"))
OF_PROJECT = "这是单个项目的自评表，程序只保存部门整体支出的自评表"


def take_unit(scan: Scan, row: SourceRow) -> None:
    """A money unit in a line above a table (编制单位：某局　单位：元) holds for the table."""
    for cell in row.inked:
        announced = announced_unit(cell.text)
        if announced is not None:
            scan.unit, begin = announced
            scan.ledger.labels.append(cell.span.part(begin, len(cell.text)))


def opens_title(row: SourceRow) -> bool:
    """Whether the row holds nothing but an annex's title or its year."""
    inked = row.inked
    return len(inked) == 1 and is_title(inked[0].text)


def is_title(text: str) -> bool:
    """Whether a text, in one line or in several, is an annex's title or its year."""
    return all(annex_of(line) is not None or is_year_line(line) for line in text.strip().split("\n"))


def read_title(scan: Scan, start: int) -> int:
    """Take the title: what follows belongs to that annex, or to a project beside it, which the packet does not hold."""
    title = scan.rows[start].inked[0]
    named = [line for line in title.text.strip().split("\n") if annex_of(line) is not None]
    if named:
        scan.annex = annex_of(named[0]) or ""
        known = scan.of_whole or any(ref.sheet in _WHOLE for ref in scan.ledger.covered)
        scan.of_project = known and is_project_title(named[0])
    if scan.of_project:
        scan.ledger.leave(title.span, OF_PROJECT)
    elif scan.annex:
        scan.ledger.label(title)
    return start + 1


def opens_line(row: SourceRow) -> bool:
    """Whether the row says who filled the table in, or for whom."""
    inked = row.inked
    return bool(inked) and is_annex_line("　".join(cell.text for cell in inked))


def is_field_line(row: SourceRow) -> bool:
    """Whether the row is a line that begins with one of these fields; in an annex, a date alone is that of its filling in."""
    return len(row.inked) == 1 and FIELD.match(row.inked[0].text.strip()) is not None


def read_line(scan: Scan, start: int) -> int:
    """Read the fields of such a line, if it is an annex's; below other tables the program keeps none of them."""
    row = scan.rows[start]
    take_unit(scan, row)
    if scan.annex:
        _read_fields(scan, row.inked)
    return start + 1


def _read_fields(scan: Scan, cells: Sequence[SourceCell]) -> None:
    """Every field runs from its label to the next one, or, where nothing stands there, is the cell after it."""
    waiting = ""
    for cell in cells:
        text = cell.text
        announced = announced_unit(text)
        end = announced[1] if announced is not None else len(text)
        marks = list(FIELD.finditer(text, 0, end))
        if not marks:
            if waiting:
                _take(scan, waiting, cell, 0, end)
            elif is_annex_line(text):
                scan.ledger.label(cell)
            waiting = ""
            continue
        stops = [mark.start() for mark in marks[1:]] + [end]
        for mark, stop in zip(marks, stops, strict=True):
            scan.ledger.labels.append(cell.span.part(mark.start(), mark.end()))
            waiting = "" if text[mark.end() : stop].strip() else str(mark.lastgroup)
            _take(scan, str(mark.lastgroup), cell, mark.end(), stop)


def _take(scan: Scan, field: str, cell: SourceCell, start: int, stop: int) -> None:
    ledger: Ledger = scan.ledger
    span, text = cell.span.part(start, stop), cell.text[start:stop]
    if BLANK_DATE.fullmatch(text):
        ledger.labels.append(span)
    elif field == "signer":
        ledger.leave(span, "签字由本人手写，程序不保存")
    elif field == "unit":
        take_field(ledger, CellRef("cover", "unit_name", "value"), span)
    else:
        take_field(ledger, FORMS[scan.annex].ref(field), span)


TITLE_READER = RowReader(opens_title, read_title)
LINE_READER = RowReader(opens_line, read_line)
