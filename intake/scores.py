"""The report's 得分表: weight, score and rate of each first-level indicator."""

from __future__ import annotations

from intake.annex_labels import TOTAL_ROWS
from intake.document import SourceRow
from intake.grid import cell_under
from intake.headers import header_of, read_header
from intake.labels import INDICATOR_COLUMNS, SCORE_COLUMNS, SCORE_ROWS
from intake.normalise import label_key, one_line
from intake.rows import leave_row, take_row
from intake.scan import RowReader, Scan
from model.forms import FORMS

_FORM = FORMS["scores"]
_LABEL = ""
_LONGEST_TOTAL = 12


def opens(row: SourceRow) -> bool:
    """Whether the row heads the table: 一级指标 beside its weight and score (and no third level: that is 附件2)."""
    keys = {label_key(cell.text) for cell in row.inked}
    if any(INDICATOR_COLUMNS.get(key) in {"name", "target"} for key in keys):
        return False
    return {SCORE_COLUMNS.get(key) for key in keys} >= {_LABEL, "weight", "score"}


def read(scan: Scan, start: int) -> int:
    """Read the rows that the table has by their labels."""
    header = read_header(scan, start, header_of(SCORE_COLUMNS))
    if header is None:
        return start + 1
    columns = header.columns(SCORE_COLUMNS)
    for row in header.rows:
        scan.ledger.label(*(cell for cell in row.inked if label_key(cell.text) in SCORE_COLUMNS))
    label_column = columns.pop(_LABEL)
    for row in header.body:
        label = cell_under(label_column, row)
        target = SCORE_ROWS.get(label_key(label.text)) if label is not None else None
        if label is None or target is None:
            leave_row(scan.ledger, row, f"{_FORM.title}里没有这一行")
            continue
        scan.ledger.label(label)
        take_row(scan.ledger, _FORM, target, columns, row, label.text.strip())
    scan.points = columns
    return header.end


def opens_total(row: SourceRow) -> bool:
    """Whether the row closes a table of points: 总分 before nothing but figures."""
    inked = row.inked
    return bool(inked) and label_key(inked[0].text) in TOTAL_ROWS and len(inked[0].text) < _LONGEST_TOTAL


def read_total(scan: Scan, start: int) -> int:
    """Read weight and score of all indicators, under the headings of the table above or, without a grid, in their order."""
    take_total(scan, scan.rows[start])
    return start + 1


def take_total(scan: Scan, row: SourceRow) -> None:
    """Read such a row."""
    scan.ledger.label(row.inked[0])
    columns = scan.points
    if not row.gridded or not columns:
        figures = [cell for cell in row.inked[1:] if any(character.isdigit() for character in cell.text)]
        columns = dict(zip(("weight", "score", "rate"), figures, strict=False))
    take_row(scan.ledger, _FORM, "total", columns, row, one_line(row.inked[0].text))


READER = RowReader(opens, read)
TOTAL_READER = RowReader(opens_total, read_total)
