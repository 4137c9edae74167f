"""附件2 自评表, its upper part: the year's budget and its execution, and the money by income and by spending."""

from __future__ import annotations

import re
from collections.abc import Iterator

from intake.annex_labels import (
    EXECUTION_COLUMNS,
    EXECUTION_ROWS,
    EXECUTION_SIDES,
    FUNDING_HEADS,
    FUNDING_ROWS,
)
from intake.document import SourceCell, SourceRow, Span
from intake.headers import header_of, read_header
from intake.labels import split_label
from intake.ledger import field_place
from intake.normalise import label_key, one_line, row_key
from intake.rows import leave_row, take_row
from intake.scan import RowReader, Scan
from model.forms.annex2 import EXECUTION, FUNDING, SELF_EXTRA, TOTAL
from model.moneywords import money_unit

_ANNEX = SELF_EXTRA.code
_BUDGETS = frozenset(("initial", "annual", "executed"))
_LINE = re.compile(r"[^\n]+")
_PART = re.compile(r"\s*其中\s*[:：]?\s*")
_HEADER_WORDS = EXECUTION_COLUMNS.keys() | EXECUTION_SIDES


def opens_execution(row: SourceRow) -> bool:
    """Whether the row heads the budget's execution: two of 年初预算数, 全年预算数, 全年执行数."""
    codes = {EXECUTION_COLUMNS.get(label_key(cell.text)) for cell in row.inked}
    return len(codes & _BUDGETS) >= 2


def read_execution(scan: Scan, start: int) -> int:
    """Read 年度资金总额; by which funds it was made up, the program keeps elsewhere."""
    header = read_header(scan, start, header_of(_HEADER_WORDS))
    if header is None:
        return start + 1
    columns = header.columns(EXECUTION_COLUMNS)
    for heading in header.headings:
        scan.unit = money_unit(heading.cell.text) or scan.unit
        if heading.key in _HEADER_WORDS:
            scan.ledger.label(heading.cell)
    first = min(cell.column for cell in columns.values())
    for row in header.body:
        labels = [cell for cell in row.inked if cell.column < first]
        total = next((cell for cell in labels if label_key(cell.text) in EXECUTION_ROWS), None)
        if total is not None:
            scan.ledger.label(
                *(cell for cell in labels if label_key(cell.text) in EXECUTION_SIDES | EXECUTION_ROWS)
            )
            take_row(scan.ledger, EXECUTION, TOTAL, columns, row, one_line(total.text), scan.unit)
        else:
            leave_row(scan.ledger, row, "附件2这里只填年度资金总额，分项没有对应的栏目")
    return header.end


def opens_funding(row: SourceRow) -> bool:
    """Whether the row begins the money by income or by spending."""
    return any(_is_head(line) for cell in row.inked for line in cell.text.split("\n"))


def _is_head(text: str) -> bool:
    split = split_label(text)
    return label_key(text) in FUNDING_HEADS or (split is not None and split[0] in FUNDING_HEADS)


def read_funding(scan: Scan, start: int) -> int:
    """Read amounts beside their labels, or behind them in one cell, until something else begins."""
    end = start + 1
    while end < len(scan.rows) and not scan.opens(scan.rows[end]) and _goes_on(scan.rows[end]):
        end += 1
    for row in scan.rows[start:end]:
        _read_pairs(scan, row)
    return end


def _goes_on(row: SourceRow) -> bool:
    words = {row_key(text.split("：")[0].split(":")[0]) for text in _texts(row)}
    return not row.inked or bool(words & (FUNDING_ROWS.keys() | FUNDING_HEADS))


def _texts(row: SourceRow) -> Iterator[str]:
    for cell in row.inked:
        yield from (_PART.sub("", line, count=1) for line in cell.text.split("\n"))


def _read_pairs(scan: Scan, row: SourceRow) -> None:
    waiting = ""
    for cell in row.cells:
        pieces = list(_LINE.finditer(cell.text))
        if not pieces and cell.row_span:
            waiting = ""
        for piece in pieces:
            waiting = _read_piece(scan, cell, piece, waiting)


def _read_piece(scan: Scan, cell: SourceCell, piece: re.Match[str], waiting: str) -> str:
    """Read one line of a cell; returns the row of the form whose amount should come next, if any."""
    part = _PART.match(piece[0])
    begin = piece.start() + (part.end() if part else 0)
    scan.ledger.labels.append(cell.span.part(piece.start(), begin))
    text = cell.text[begin : piece.end()]
    if not text.strip():
        return waiting
    split = split_label(text)
    key, after = (split[0], begin + split[1]) if split is not None else (label_key(text), piece.end())
    row = TOTAL if key in FUNDING_HEADS else FUNDING_ROWS.get(key, "")
    if row:
        scan.ledger.labels.append(cell.span.part(begin, after))
        if not cell.text[after : piece.end()].strip():
            return row
        _take(scan, row, cell.span.part(after, piece.end()))
    elif waiting:
        _take(scan, waiting, cell.span.part(begin, piece.end()))
    return ""


def _take(scan: Scan, row: str, amount: Span) -> None:
    ref = FUNDING.ref(row, "amount")
    scan.ledger.covered.add(ref)
    scan.ledger.take_text(
        ref, (amount,), field_place(ref).replace(FUNDING.title, str(FUNDING.short)), scan.unit
    )


EXECUTION_READER = RowReader(opens_execution, read_execution, _ANNEX)
FUNDING_READER = RowReader(opens_funding, read_funding, _ANNEX)
