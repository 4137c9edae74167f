"""Published text: paragraphs as lines; a line that begins with a TAB opens a table cell, lines without one go on in it.

A blank line before a TAB starts a new row, two blank lines (or a heading of the report) end the table. What that
leaves ambiguous - a cell whose own text holds a blank line - the readers of the forms put right by their labels.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from pathlib import Path

from intake.annex_labels import is_annex_line
from intake.document import (
    OPENED,
    Block,
    Paragraph,
    SourceCell,
    SourceDocument,
    SourceRow,
    Span,
    Table,
    demand_reasonable_size,
)
from intake.labels import is_cover_field, is_outline_heading, is_prose_label
from intake.problems import IntakeProblem, UnreadableSource
from model.longwork import UNWATCHED, Work

MAX_TEXT_BYTES = 10_000_000
_DAMAGED = "\ufffd"
_TOLERATED_DAMAGE = 0.01
_FIGURE_ONLY = re.compile(r"\s*[-−－]?[\d.,，%％]*\s*")


def read_text(path: Path, work: Work = UNWATCHED) -> SourceDocument:
    """Read a published text file; raises UnreadableSource when it is no text."""
    return parse_text(decode(path.read_bytes(), path.name), path.name, work)


def decode(data: bytes, name: str) -> str:
    """The file's characters, from UTF-8 with or without mark, UTF-16 with mark, or GB18030; line ends become newlines."""
    if not data.removeprefix(codecs.BOM_UTF8).strip():
        raise UnreadableSource(f"“{name}”是空文件，没有可以导入的内容，请重新选择文件。")
    text = _characters(data, name)
    if "\0" in text or _looks_binary(text):
        raise UnreadableSource(f"“{name}”里有不是文字的数据，不是文本文件，请选择另存为纯文本的 .txt 文件。")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _characters(data: bytes, name: str) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        lenient = data.decode("utf-8-sig", errors="replace")
    if b"\0" not in data and lenient.count(_DAMAGED) > _TOLERATED_DAMAGE * len(lenient):
        try:
            return data.decode("gb18030")
        except UnicodeDecodeError as error:
            raise UnreadableSource(
                f"“{name}”的文字编码认不出来，请用记事本打开，另存为 UTF-8 编码后再导入。"
            ) from error
    return lenient


def _looks_binary(text: str) -> bool:
    odd = sum(
        unicodedata.category(character) in {"Cc", "Cn", "Co"}
        for character in text
        if character not in "\t\r\n\f"
    )
    return odd > 0.02 * len(text)


def parse_text(text: str, name: str = "文本", work: Work = UNWATCHED) -> SourceDocument:
    """The paragraphs and tables of a published text."""
    demand_reasonable_size(name, characters=len(text))
    parser = _Parser(text, name)
    parser.run(work)
    damaged = tuple(
        IntakeProblem(
            f"第{text.count(chr(10), 0, found.start()) + 1}行",
            text[max(0, found.start() - 8) : found.end() + 8].strip(),
            f"原文第{text.count(chr(10), 0, found.start()) + 1}行有损坏的字符，请对照原件核对这一处。",
            (found.start(), found.end()),
        )
        for found in re.finditer(_DAMAGED + "+", text)
    )
    return SourceDocument(text, tuple(parser.blocks), damaged, hard_wrapped=True)


class _Parser:
    """Goes through the lines once; keeps the open cell, row and table."""

    def __init__(self, text: str, name: str) -> None:
        self._text = text
        self._name = name
        self._row_count = self._cell_count = 0
        self.blocks: list[Block] = []
        self._rows: list[SourceRow] = []
        self._cells: list[SourceCell] = []
        self._cell: Span | None = None
        self._blank_lines = 0

    def run(self, work: Work) -> None:
        """Read every line."""
        start = 0
        for line in work.through(self._text.split("\n"), OPENED):
            self._line(line, Span(start, start + len(line)))
            start += len(line) + 1
        self._end_table()

    def _line(self, line: str, span: Span) -> None:
        if line.startswith("\t"):
            self._open_cells(span)
        elif not line.strip():
            self._blank_lines += 1
            return
        elif self._cell is not None and not self._ends_table(line):
            self._cell = Span(self._cell.start, span.end)
        else:
            self._end_table()
            self.blocks.append(Paragraph(line, span))
        self._blank_lines = 0

    def _ends_table(self, line: str) -> bool:
        """Whether a line without a TAB stands after the table and not in its last cell."""
        if is_outline_heading(line) or is_annex_line(line) or (self._blank_lines and is_cover_field(line)):
            return True
        if self._blank_lines >= 2 and not self._in_prose_field():
            return True
        cell = self._text[self._cell.start : self._cell.end] if self._cell else ""
        return self._blank_lines == 1 and bool(cell.strip()) and _FIGURE_ONLY.fullmatch(cell) is not None

    def _in_prose_field(self) -> bool:
        """Whether the open row, or the header above it, announces long prose, in which empty paragraphs are usual."""
        above = self._rows[-1].cells if self._rows else ()
        return any(is_prose_label(cell.text) for cell in (*above, *self._cells))

    def _open_cells(self, span: Span) -> None:
        """Open the line's cell; a line with several TABs, as copied from a sheet, holds several."""
        parts = self._text[span.start + 1 : span.end].split("\t")
        if self._blank_lines or len(parts) > 1:
            self._end_row()
        start = span.start
        self._cell_count += len(parts)
        columns = len(self._cells) + len(parts)
        demand_reasonable_size(self._name, self._row_count, self._cell_count, columns=columns)
        for part in parts:
            self._end_cell()
            self._cell = Span(start + 1, start + 1 + len(part))
            start += 1 + len(part)

    def _end_cell(self) -> None:
        if self._cell is not None:
            text = self._text[self._cell.start : self._cell.end]
            self._cells.append(SourceCell(text, self._cell, len(self._cells)))
            self._cell = None

    def _end_row(self) -> None:
        self._end_cell()
        if self._cells:
            self._rows.append(SourceRow(tuple(self._cells), gridded=False))
            self._row_count += 1
            self._cells = []

    def _end_table(self) -> None:
        self._end_row()
        if self._rows:
            self.blocks.append(Table(tuple(self._rows)))
            self._rows = []
