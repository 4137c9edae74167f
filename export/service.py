"""Writing a packet's documents: the same few calls for the window, the headless verbs and the tests."""

from __future__ import annotations

from pathlib import Path

from export.packet import packet_blocks
from export.pdf.writer import FontOptions, PdfReport, write_pdf
from model.book import Book
from model.forms.overview import COVER


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
