"""Rows of the form that hold headings, or labels beside their values: the cover as a table, and part 一."""

from __future__ import annotations

from intake.document import SourceCell, SourceRow, Span
from intake.grid import join
from intake.labels import FIELD_LABELS, FORM_HEADINGS, split_label
from intake.ledger import Ledger, field_place
from intake.normalise import label_key
from intake.scan import RowReader, Scan
from model.cells import CellRef
from model.moneywords import money_unit


def opens_heading(row: SourceRow) -> bool:
    """Whether the row holds nothing but headings of the form (二、部门（单位）收支情况)."""
    return bool(row.inked) and all(label_key(cell.text) in FORM_HEADINGS for cell in row.inked)


def read_heading(scan: Scan, start: int) -> int:
    """Take a heading row; a money unit in it holds for the table below."""
    for cell in scan.rows[start].inked:
        scan.ledger.label(cell)
        scan.unit = money_unit(cell.text) or scan.unit
    return start + 1


def opens_fields(row: SourceRow) -> bool:
    """Whether a label of the cover or of part 一 stands in the row, before or in one cell with its value."""
    return any(_labelled(cell) is not None for cell in row.inked)


def read_fields(scan: Scan, start: int) -> int:
    """Read all label and value pairs of a row; a value that a blank line tore off its label is in the next row."""
    row, end = _with_torn_value(scan, start)
    cells = row.inked
    index = 0
    while index < len(cells):
        cell, following = cells[index], cells[index + 1 : index + 2]
        index += 1
        labelled = _labelled(cell)
        if labelled is None:
            continue
        ref, value = labelled
        scan.ledger.labels.append(Span(cell.span.start, value.start) if value else cell.span)
        if value is None and following and _labelled(following[0]) is None:
            value = following[0].span
            index += 1
        if value is not None:
            take_field(scan.ledger, ref, value)
    return end


def _with_torn_value(scan: Scan, start: int) -> tuple[SourceRow, int]:
    """The row, with the next one where its last cell is a label whose value a blank line tore off; and the index after."""
    row = scan.rows[start]
    if row.gridded or start + 1 >= len(scan.rows):
        return row, start + 1
    following, last = scan.rows[start + 1], _labelled(row.cells[-1])
    torn = (
        last is not None
        and last[1] is None
        and not following.gridded
        and not scan.opens(SourceRow(following.cells[:1], False))
    )
    return (join([row, following]), start + 2) if torn else (row, start + 1)


def take_field(ledger: Ledger, ref: CellRef, span: Span) -> None:
    """Read a stretch of text into a field of a field form, if anything stands there."""
    if ledger.text(span).strip():
        ledger.take_text(ref, (span,), field_place(ref))


def _labelled(cell: SourceCell) -> tuple[CellRef, Span | None] | None:
    """The field that a cell names, and the value's place where it stands in the same cell."""
    whole = FIELD_LABELS.get(label_key(cell.text))
    if whole is not None:
        return whole, None
    split = split_label(cell.text)
    if split is None or split[0] not in FIELD_LABELS:
        return None
    return FIELD_LABELS[split[0]], cell.span.part(split[1], len(cell.text))


HEADING_READER = RowReader(opens_heading, read_heading)
FIELDS_READER = RowReader(opens_fields, read_fields)
