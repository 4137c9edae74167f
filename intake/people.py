"""Part 四 of the form: who took part in the evaluation."""

from __future__ import annotations

from intake.document import SourceRow
from intake.grid import cell_under
from intake.headers import header_of, read_header
from intake.labels import EVALUATOR_COLUMNS
from intake.normalise import label_key, one_line, without_padding
from intake.scan import RowReader, Scan
from model.forms import FORMS

_GROUP = "evaluators"
_FORM = FORMS[_GROUP]
_SIGNED = ""


def opens(row: SourceRow) -> bool:
    """Whether the row heads the list: 姓名 beside a post or a unit."""
    codes = {EVALUATOR_COLUMNS.get(label_key(cell.text)) for cell in row.inked}
    return "name" in codes and bool(codes & {"post", "unit"})


def read(scan: Scan, start: int) -> int:
    """Read one person a row."""
    header = read_header(scan, start, header_of(EVALUATOR_COLUMNS))
    if header is None:
        return start + 1
    ledger = scan.ledger
    columns = header.columns(EVALUATOR_COLUMNS)
    for row in header.rows:
        ledger.label(*(cell for cell in row.inked if label_key(cell.text) in EVALUATOR_COLUMNS))
    ledger.rows.setdefault(_GROUP, [])
    for row in header.body:
        cells = {
            code: cell for code, heading in columns.items() if (cell := cell_under(heading, row)) is not None
        }
        signed = cells.pop(_SIGNED, None)
        if signed is not None and not signed.blank:
            ledger.leave(signed.span, "签字由本人手写，程序不保存")
        if all(cell.blank for cell in cells.values()):
            continue
        name = without_padding(one_line(cells["name"].text)) if "name" in cells else ""
        target = ledger.new_row(_GROUP, name)
        for code, cell in cells.items():
            ref = _FORM.ref(target, code)
            ledger.covered.add(ref)
            place = f"{_FORM.title} › {name or '没有姓名的一行'} › {_FORM.column(code).title}"
            ledger.take_text(ref, (cell.span,), place, padded=True)
    return header.end


READER = RowReader(opens, read, "")
