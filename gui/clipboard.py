"""Blocks of cells as Excel and WPS put them on the clipboard: tab-separated, quoted where a cell holds a tab or a newline."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Block = list[list[str]]


def parse_block(text: str) -> Block:
    """Rows of cells. The newline that ends the last row starts no further one; a short row stays short: what the clipboard
    does not hold is not pasted."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    rows: Block = []
    row: list[str] = []
    position = 0
    while position < len(text):
        cell, position = _next_cell(text, position)
        row.append(cell)
        if position >= len(text):
            break
        if text[position] == "\n":
            rows.append(row)
            row = []
        elif position + 1 == len(text):
            row.append("")
        position += 1
    if row:
        rows.append(row)
    return rows


def format_block(rows: Iterable[Sequence[str]]) -> str:
    """The text that Excel and WPS read back cell by cell."""
    return "".join("\t".join(map(_quoted, row)) + "\n" for row in rows)


def _next_cell(text: str, start: int) -> tuple[str, int]:
    """The cell that begins at ``start`` and the place of the separator after it."""
    if text.startswith('"', start):
        quoted = _quoted_cell(text, start + 1)
        if quoted is not None:
            return quoted
    ends = [end for end in (text.find("\t", start), text.find("\n", start)) if end >= 0]
    end = min(ends, default=len(text))
    return text[start:end], end


def _quoted_cell(text: str, start: int) -> tuple[str, int] | None:
    """A quoted cell; None where the quote is the cell's own: it never closes, or it guards nothing that needs it."""
    end = start
    while True:
        end = text.find('"', end)
        if end < 0:
            return None
        if not text.startswith('""', end):
            break
        end += 2
    inner = text[start:end]
    closes = end + 1 == len(text) or text[end + 1] in "\t\n"
    if not closes or not ("\n" in inner or "\t" in inner or '""' in inner):
        return None
    return inner.replace('""', '"'), end + 1


def _quoted(cell: str) -> str:
    needs = any(character in cell for character in '\t\n"')
    return '"' + cell.replace('"', '""') + '"' if needs else cell
