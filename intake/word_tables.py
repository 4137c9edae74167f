"""The grid of a Word table: merges as Word saves them (gridSpan, vMerge) and as WPS also does (hMerge)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from intake.xmltree import attribute, child, children, local_name

_MAX_COLUMNS = 1000
_WRAPPERS = frozenset({"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"})
_DELETED = frozenset({"del", "moveFrom", "cellDel"})


@dataclass(frozen=True)
class GridCell:
    """A cell at its grid column; ``elements`` are its w:tc. ``continues`` tells that it is the rest of a vertical merge."""

    elements: tuple[Any, ...]
    column: int
    col_span: int
    continues: bool


def rows_of(table: Any) -> Iterator[list[GridCell]]:
    """The table's rows, those in content controls too; deleted ones left out."""
    for row in _find(table, "tr"):
        properties = child(row, "trPr")
        if properties is None or not any(local_name(part) in _DELETED for part in children(properties)):
            yield _cells(row)


def _cells(row: Any) -> list[GridCell]:
    column = _count(child(row, "trPr", "gridBefore"), 0)
    cells: list[GridCell] = []
    for element in _find(row, "tc"):
        span = _count(child(element, "tcPr", "gridSpan"), 1)
        if child(element, "tcPr", "cellDel") is not None:
            column += span
            continue
        if cells and _is_rest(child(element, "tcPr", "hMerge")):
            cells[-1] = replace(cells[-1], col_span=cells[-1].col_span + span)
        else:
            cells.append(GridCell((element,), column, span, _is_rest(child(element, "tcPr", "vMerge"))))
        column = min(column + span, _MAX_COLUMNS)
    return cells


def _find(parent: Any, name: str) -> Iterator[Any]:
    for element in children(parent):
        if local_name(element) == name:
            yield element
        elif local_name(element) in _WRAPPERS:
            yield from _find(element, name)


def _is_rest(merge: Any | None) -> bool:
    """Whether a merge mark continues a merge; the mark without a value means so too."""
    return merge is not None and attribute(merge, "val") in {None, "continue"}


def _count(element: Any | None, default: int) -> int:
    """A column count; a damaged one counts as the default."""
    text = attribute(element, "val") if element is not None else None
    if text is None or not text.isascii() or not text.isdigit():
        return default
    return min(max(int(text), default), _MAX_COLUMNS)
