"""Writing a packet's documents: the same few calls for the window, the headless verbs and the tests."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from export.atomic import write_atomically
from export.audit_report import audit_report_blocks
from export.blocks import Block, Section
from export.names import cover_title
from export.packet import left_out, packet_blocks
from export.parts import WHOLE
from export.pdf.writer import FontOptions, PdfReport, render_pdf
from model.book import Book
from model.forms.overview import COVER
from model.longwork import UNWATCHED, Work

if TYPE_CHECKING:
    from export.excel.writer import XlsxReport
    from export.word.writer import DocxReport

_EDITABLE_FOOT = "可编辑稿　校验码以打印稿（PDF）为准"


def document_title(book: Book) -> str:
    """The title for metadata and file names, on one line."""
    return "".join(cover_title(book).split())


@dataclass(frozen=True)
class PdfJob:
    """All that a PDF is made of, taken from the book at one moment: it can be typeset on another thread while the
    clerk goes on typing, and two equal jobs give the same pages.
    """

    blocks: tuple[Block, ...]
    title: str
    author: str
    subject: str
    fonts: FontOptions
    left_out: str = ""
    """What the clerk should know about empty parts that are not in it."""

    def render(self, work: Work = UNWATCHED) -> tuple[bytes, PdfReport]:
        """Typeset it."""
        return render_pdf(
            self.blocks,
            title=self.title,
            author=self.author,
            subject=self.subject,
            fonts=self.fonts,
            work=work,
        )

    def write(self, target: Path) -> PdfReport:
        """Typeset it into a file, whole or not at all; raises ExportError with one Chinese sentence."""
        data, report = self.render()
        write_atomically(target, data)
        return report


def pdf_job(book: Book, part: str = WHOLE, fonts: FontOptions = FontOptions()) -> PdfJob:
    """What the PDF of one part, or of all, is made of as the book stands now."""
    return replace(
        _job(book, packet_blocks(book, part), document_title(book), fonts), left_out=left_out(book, part)
    )


def audit_title(book: Book) -> str:
    """The title of the 审核报告."""
    return f"{book.year}年度绩效自评材料审核报告"


def audit_report_job(book: Book, fonts: FontOptions = FontOptions()) -> PdfJob:
    """What the PDF of the 审核报告 is made of as the book stands now."""
    return _job(book, audit_report_blocks(book), audit_title(book), fonts)


def export_pdf(book: Book, target: Path, part: str = WHOLE, fonts: FontOptions = FontOptions()) -> PdfReport:
    """Write one part, or all, as PDF; raises ExportError with one Chinese sentence, leaving nothing half-written."""
    return pdf_job(book, part, fonts).write(target)


def export_audit_report(book: Book, target: Path, fonts: FontOptions = FontOptions()) -> PdfReport:
    """Write the 审核报告 (findings, answers, what was not checked) as PDF; raises ExportError like the others."""
    return audit_report_job(book, fonts).write(target)


def export_docx(book: Book, target: Path, part: str = WHOLE, work: Work = UNWATCHED) -> DocxReport:
    """Write one part, or all, as Word; raises ExportError with one Chinese sentence, leaving nothing half-written."""
    from export.word.writer import write_docx

    return write_docx(
        _without_codes(packet_blocks(book, part)),
        target,
        title=document_title(book),
        author=book.text(COVER.ref("unit_name")),
        subject=f"{book.year}年度部门整体支出绩效自评",
        work=work,
    )


def export_xlsx(book: Book, target: Path, work: Work = UNWATCHED) -> XlsxReport:
    """Write all forms and the findings as a workbook; raises ExportError like the others."""
    from export.excel.writer import write_xlsx

    return write_xlsx(
        book, target, title=document_title(book), author=book.text(COVER.ref("unit_name")), work=work
    )


def export_audit_xlsx(book: Book, target: Path, work: Work = UNWATCHED) -> None:
    """Write the 审核报告 as a workbook: the sheet 审核结果 alone; raises ExportError like the others."""
    from export.excel.writer import write_audit_xlsx

    write_audit_xlsx(
        book, target, title=audit_title(book), author=book.text(COVER.ref("unit_name")), work=work
    )


def _job(book: Book, blocks: Iterable[Block], title: str, fonts: FontOptions) -> PdfJob:
    return PdfJob(
        blocks=tuple(blocks),
        title=title,
        author=book.text(COVER.ref("unit_name")),
        subject=f"{book.year}年度部门整体支出绩效自评",
        fonts=fonts,
    )


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
