"""Part 三, the verdict: 评分, 等级 and 备注, in one cell or in several."""

from __future__ import annotations

import re

from intake.document import SourceCell, SourceRow, Span
from intake.fields import take_field
from intake.labels import RESULT_ROW
from intake.ledger import Ledger
from intake.normalise import label_key
from intake.scan import RowReader, Scan
from model.forms import FORMS

_PARTS = re.compile(
    r"(?P<score>(?:自评|综合)?(?:评\s*分|得\s*分)|分\s*数)\s*[:：]"
    r"|(?P<grade>(?:评价)?(?:等\s*级|等\s*次))\s*[:：]"
    r"|(?P<note>(?:备\s*)?注)\s*[:：]"
)


def opens(row: SourceRow) -> bool:
    """Whether the row is headed 绩效自评综合得分及评价等次."""
    return any(label_key(cell.text) in RESULT_ROW for cell in row.inked)


def read(scan: Scan, start: int) -> int:
    """Read the three parts by their words; rows below that begin with one of them belong to it."""
    end = start + 1
    while end < len(scan.rows) and not scan.opens(scan.rows[end]) and _goes_on(scan.rows[end]):
        end += 1
    for row in scan.rows[start:end]:
        for cell in row.inked:
            if label_key(cell.text) in RESULT_ROW:
                scan.ledger.label(cell)
            else:
                _read_parts(scan.ledger, cell)
    return end


def _goes_on(row: SourceRow) -> bool:
    return any(_PARTS.match(cell.text.strip()) for cell in row.inked)


def _read_parts(ledger: Ledger, cell: SourceCell) -> None:
    """Every part runs from its word to the next; the note, last, to the end of the cell."""
    marks: list[re.Match[str]] = []
    for mark in _PARTS.finditer(cell.text):
        marks.append(mark)
        if mark.lastgroup == "note":
            break
    stops = [mark.start() for mark in marks[1:]] + [len(cell.text)]
    for mark, stop in zip(marks, stops, strict=False):
        ledger.labels.append(cell.span.part(mark.start(), mark.end()))
        value: Span = cell.span.part(mark.end(), stop)
        take_field(ledger, FORMS["result"].ref(str(mark.lastgroup)), value)


READER = RowReader(opens, read, "")
