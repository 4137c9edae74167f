"""Part 三, the goals in words: 预期目标 and 实际完成, each a heading over one long cell."""

from __future__ import annotations

from intake.document import SourceRow
from intake.grid import cell_under
from intake.headers import header_of, read_header
from intake.labels import FORM_HEADINGS, GOAL_COLUMNS
from intake.ledger import field_place
from intake.normalise import label_key
from intake.scan import RowReader, Scan
from model.forms import FORMS

_HEADER_WORDS = GOAL_COLUMNS.keys() | FORM_HEADINGS


def opens(row: SourceRow) -> bool:
    """Whether 预期目标 and 实际完成 both head a column of the row."""
    return {GOAL_COLUMNS.get(label_key(cell.text)) for cell in row.inked} >= {"expected", "actual"}


def read(scan: Scan, start: int) -> int:
    """Read the cells below the two headings."""
    header = read_header(scan, start, header_of(_HEADER_WORDS))
    if header is None:
        return start + 1
    for row in (*header.rows, *header.body):
        scan.ledger.label(*(cell for cell in row.inked if label_key(cell.text) in _HEADER_WORDS))
    columns = header.columns(GOAL_COLUMNS)
    for code, heading in columns.items():
        under = (cell_under(heading, row) for row in header.body)
        spans = [words.span for words in under if words is not None and not words.blank]
        if spans:
            ref = FORMS["goals"].ref(code)
            scan.ledger.take_text(ref, spans, field_place(ref))
    return header.end


READER = RowReader(opens, read)
