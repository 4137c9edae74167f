"""The report's 得分表: weight, score and rate of each first-level indicator."""

from __future__ import annotations

from intake.document import SourceRow
from intake.grid import cell_under
from intake.headers import header_of, read_header
from intake.labels import INDICATOR_COLUMNS, SCORE_COLUMNS, SCORE_ROWS
from intake.normalise import label_key
from intake.scan import RowReader, Scan
from model.forms import FORMS

_FORM = FORMS["scores"]
_LABEL = ""


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
            for cell in row.inked:
                scan.ledger.leave(cell.span, f"{_FORM.title}里没有这一行")
            continue
        scan.ledger.label(label)
        for code, heading in columns.items():
            ref = _FORM.ref(target, code)
            scan.ledger.covered.add(ref)
            figure = cell_under(heading, row)
            if figure is not None and not figure.blank:
                row_title = label.text.strip()
                scan.ledger.take(ref, figure, f"{_FORM.title} › {row_title} › {_FORM.column(code).title}")
    return header.end


READER = RowReader(opens, read)
