"""The three opinion boxes: what was written in them, not their labels, signature lines and blank dates."""

from __future__ import annotations

import re

from intake.document import SourceCell, SourceRow, Span
from intake.labels import OPINION_LABELS
from intake.ledger import Ledger, field_place
from intake.normalise import label_key
from intake.scan import RowReader, Scan
from model.cells import CellRef

_SIGNATURE = re.compile(
    r"[^\s。；，:：]{0,24}?[(（]\s*(?:签\s*字|签\s*名|签\s*章|盖\s*章)\s*[)）]\s*[:：]?|(?:签\s*[字名]|盖\s*章)\s*[:：]"
)
BLANK_DATE = re.compile(r"\s*年\s*月\s*日\s*")
_DATE = re.compile(r"\s*\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*")
_LINE = re.compile(r"[^\n]+")


def opens(row: SourceRow) -> bool:
    """Whether an opinion's label begins a cell of the row."""
    return any(_label_end(cell) is not None for cell in row.inked)


def read(scan: Scan, start: int) -> int:
    """Read the boxes of one row; cells beside a label go on with its box."""
    ref: CellRef | None = None
    for cell in scan.rows[start].inked:
        label = _label_end(cell)
        begin = 0
        if label is not None:
            ref, begin = label
            scan.ledger.labels.append(cell.span.part(0, begin))
        if ref is not None:
            _read_box(scan.ledger, ref, cell.span.part(begin, len(cell.text)))
    return start + 1


def _label_end(cell: SourceCell) -> tuple[CellRef, int] | None:
    """The box whose label begins the cell, and where the label ends."""
    first = next(_LINE.finditer(cell.text), None) if not cell.blank else None
    if first is None:
        return None
    whole = OPINION_LABELS.get(label_key(first[0]))
    if whole is not None:
        return whole, first.end()
    colon = re.search(r"[:：]", first[0])
    if colon is None:
        return None
    ref = OPINION_LABELS.get(label_key(first[0][: colon.start()]))
    return (ref, first.start() + colon.end()) if ref is not None else None


def _read_box(ledger: Ledger, ref: CellRef, box: Span) -> None:
    """Keep the lines that say something; a signature line is the form's, and a name or date put there by hand is not read."""
    said: list[Span] = []
    for line in _LINE.finditer(ledger.text(box)):
        span = box.part(line.start(), line.end())
        if BLANK_DATE.fullmatch(line[0]):
            ledger.labels.append(span)
        elif _DATE.fullmatch(line[0]):
            ledger.leave(span, "签署日期由签字人手写，程序不保存")
        elif _SIGNATURE.match(line[0].lstrip()):
            for mark in (*_SIGNATURE.finditer(line[0]), *BLANK_DATE.finditer(line[0])):
                ledger.labels.append(span.part(mark.start(), mark.end()))
            ledger.leave(span, "签字由本人手写，程序不保存")
        elif line[0].strip():
            said.append(span)
    if said:
        ledger.extend_text(ref, said, field_place(ref))


READER = RowReader(opens, read, "")
