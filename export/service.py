"""Writing a packet's documents: the same few calls for the window, the headless verbs and the tests."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from export.blocks import Block, Section
from export.packet import packet_blocks
from export.pdf.writer import FontOptions, PdfReport, write_pdf
from model.book import Book
from model.forms.overview import COVER

if TYPE_CHECKING:
    from export.excel.writer import XlsxReport
    from export.word.writer import DocxReport

_EDITABLE_FOOT = "可编辑稿　校验码以打印稿（PDF）为准"


def document_title(book: Book) -> str:
    """The title for metadata and file names, on one line."""
    title = "".join(book.text(COVER.ref("title")).split())
    return title or f"{book.year}年度部门整体支出绩效自评报告"


def export_pdf(book: Book, target: Path, part: str = "all", fonts: FontOptions = FontOptions()) -> PdfReport:
    """Write one part, or all, as PDF; raises ExportError with one Chinese sentence, leaving nothing half-written."""
    return write_pdf(
        packet_blocks(book, part),
        target,
        title=document_title(book),
        author=book.text(COVER.ref("unit_name")),
        subject=f"{book.year}年度部门整体支出绩效自评",
        fonts=fonts,
    )


def export_docx(book: Book, target: Path, part: str = "all") -> DocxReport:
    """Write one part, or all, as Word; raises ExportError with one Chinese sentence, leaving nothing half-written."""
    from export.word.writer import write_docx

    return write_docx(
        _without_codes(packet_blocks(book, part)),
        target,
        title=document_title(book),
        author=book.text(COVER.ref("unit_name")),
        subject=f"{book.year}年度部门整体支出绩效自评",
    )


def export_xlsx(book: Book, target: Path) -> XlsxReport:
    """Write all forms and the findings as a workbook; raises ExportError like the others."""
    from export.excel.writer import write_xlsx

    return write_xlsx(book, target, title=document_title(book), author=book.text(COVER.ref("unit_name")))


def _without_codes(blocks: list[Block]) -> list[Block]:
    """A 校验码 ties paper to data; on a document that anyone may edit it would vouch for nothing."""
    if not any(isinstance(block, Section) and block.code for block in blocks):
        return blocks
    return [
        replace(block, foot=_EDITABLE_FOOT if block.foot else "", code="")
        if isinstance(block, Section)
        else block
        for block in blocks
    ]
