"""Word files (.docx): the body's paragraphs and tables, as the page shows them, written out as one text."""

from __future__ import annotations

import posixpath
from dataclasses import replace
from pathlib import Path
from typing import Any

from intake.archive import Archive, open_archive
from intake.document import (
    MAX_CELLS,
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
from intake.problems import UnreadableSource
from intake.word_margins import unread_margins
from intake.word_tables import GridCell, rows_of
from intake.word_text import ParagraphText, is_numbered, paragraph_text
from intake.xmltree import OversizedXmlError, children, local_name, parse_counted, parse_xml
from model.longwork import UNWATCHED, Work

_MAIN = "word/document.xml"
_RELATION = "/officeDocument"
_WRAPPERS = frozenset(
    {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "AlternateContent", "Choice"}
)


def read_word(path: Path, work: Work = UNWATCHED) -> SourceDocument:
    """Read a .docx file; raises UnreadableSource when it is none."""
    with open_archive(path) as archive:
        body = _body(archive, path.name)
        writer = _Writer(path.name)
        for child in work.through(list(children(body)), OPENED):
            writer.block(child)
        return writer.document(unread_margins(archive))


def _body(archive: Archive, name: str) -> Any:
    """The document's body element."""
    main = _main_part(archive)
    if main not in archive.names:
        raise UnreadableSource(f"“{name}”是压缩包，不是 Word 文档，请解压后选择里面的 .docx 文件。")
    try:
        root = parse_counted(archive.read(main), "tc", MAX_CELLS)
    except OversizedXmlError as error:
        raise UnreadableSource(
            f"“{name}”里的表格超过 {MAX_CELLS} 格或内容过多，不像是一份自评材料，请确认选对了文件。"
        ) from error
    body = next((child for child in children(root) if local_name(child) == "body"), None)
    if body is None:
        raise UnreadableSource(f"“{name}”里没有正文，请用 WPS 或 Word 打开它，另存一份后再导入。")
    return body


def _main_part(archive: Archive) -> str:
    """The part that the package names as the document; usually word/document.xml."""
    if "_rels/.rels" in archive.names:
        for relation in children(parse_xml(archive.read("_rels/.rels"))):
            if str(relation.get("Type", "")).endswith(_RELATION):
                return posixpath.normpath(str(relation.get("Target", "")).lstrip("/"))
    return _MAIN


class _Writer:
    """Writes the body out: one line a paragraph, a TAB before each cell, a blank line after each row."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._rows = self._cells = 0
        self._text: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._numbered = 0
        self._hidden = False

    def document(self, notes: list[str]) -> SourceDocument:
        """What was written; ``notes`` tells what stands outside the body."""
        if self._numbered:
            notes.append(
                f"有 {self._numbered} 段使用了自动编号，编号不在文字里，没有读入，请在程序中补上需要的序号。"
            )
        if self._hidden:
            notes.append("文件里有隐藏文字或被合并单元格遮住的文字，页面上看不见，没有读入。")
        return SourceDocument("".join(self._text), tuple(self._blocks), notes=tuple(notes), hard_wrapped=True)

    def blocks_of(self, parent: Any) -> None:
        """Write what stands directly in an element: paragraphs and tables, in content controls or not."""
        for child in children(parent):
            self.block(child)

    def block(self, element: Any) -> None:
        """Write one of these."""
        name = local_name(element)
        if name == "p":
            self._paragraph(element)
        elif name == "tbl":
            self._table(element)
        elif name in _WRAPPERS:
            self.blocks_of(element)

    def _write(self, text: str) -> Span:
        start = self._length
        self._text.append(text)
        self._length += len(text)
        demand_reasonable_size(self._name, characters=self._length)
        return Span(start, self._length)

    def _paragraph(self, element: Any) -> None:
        said = self._said(element)
        numbered = is_numbered(element)
        span = self._write(said.text)
        self._write("\n")
        if said.text.strip():
            self._numbered += numbered
            self._blocks.append(Paragraph(said.text, span, numbered))
        for box in said.boxes:
            self.blocks_of(box)

    def _said(self, element: Any) -> ParagraphText:
        said = paragraph_text(element)
        self._hidden = self._hidden or said.hidden
        return said

    def _table(self, element: Any) -> None:
        rows: list[SourceRow] = []
        for grid_row in rows_of(element):
            self._rows += 1
            self._cells += len(grid_row)
            demand_reasonable_size(self._name, self._rows, self._cells, columns=len(grid_row))
            inner: list[Any] = []
            cells = [self._cell(cell, inner) for cell in grid_row]
            self._write("\n")
            rows.append(SourceRow(tuple(cells), gridded=True))
            if inner:
                self._blocks.append(Table(_gridded_or_counted(rows)))
                rows = []
                for table in inner:
                    self._table(table)
        if rows:
            self._blocks.append(Table(_gridded_or_counted(rows)))

    def _cell(self, cell: GridCell, inner: list[Any]) -> SourceCell:
        """Write a cell; tables in it are written after its row, boxes within it."""
        self._write("\t")
        lines: list[str] = []
        for element in cell.elements:
            self._lines_of(element, lines, inner)
        text = "\n".join(lines)
        if cell.continues and text.strip():
            self._hidden, text = True, ""
        span = self._write(text)
        self._write("\n")
        return SourceCell(text, span, cell.column, cell.col_span, 0 if cell.continues else 1)

    def _lines_of(self, parent: Any, lines: list[str], inner: list[Any]) -> None:
        for child in children(parent):
            name = local_name(child)
            if name == "p":
                said = self._said(child)
                lines.append(said.text)
                self._numbered += is_numbered(child) and bool(said.text.strip())
                for box in said.boxes:
                    self._lines_of(box, lines, inner)
            elif name == "tbl":
                inner.append(child)
            elif name in _WRAPPERS:
                self._lines_of(child, lines, inner)


def _gridded_or_counted(rows: list[SourceRow]) -> tuple[SourceRow, ...]:
    """The rows as they are, or with cells that are merely counted: converters write rows of unequal length without merges."""
    merged = any(cell.col_span > 1 or cell.row_span == 0 for row in rows for cell in row.cells)
    if merged or len({len(row.cells) for row in rows}) == 1:
        return tuple(rows)
    return tuple(replace(row, gridded=False) for row in rows)
