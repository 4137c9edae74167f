"""What leaves the program (导出, 打印): asked for, made beside the window, and told in one sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog

from export.parts import WHOLE, part_title
from gui.background import Job
from gui.beside import PacketCommands
from gui.file_dialogs import packet_folder, writing_dialog
from gui.file_names import document_name
from gui.help_topics import PAPER, set_topic
from gui.message_bar import MessageBar, Offer, Tone

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from export.excel.writer import XlsxReport
    from export.pdf.writer import PdfReport
    from model.book import Book, BookCopy
    from model.longwork import Work

_BEGUN = 0.02
_NOT_PRINTED = "已取消，没有打印。"
_PRINTING_STOPPED = "已取消打印；已经送到打印机的页可能还会印出来。"


@dataclass(frozen=True)
class Format:
    """A kind of file that can be written."""

    words: str
    suffix: str
    kinds: str


PDF = Format("PDF", ".pdf", "PDF 文件 (*.pdf)")
WORD = Format("Word 文档", ".docx", "Word 文档 (*.docx)")
EXCEL = Format("Excel 表", ".xlsx", "Excel 工作簿 (*.xlsx)")
AUDIT = "材料审核报告"


class OutputCommands(PacketCommands):
    """Asks for paths and writes; the ``…_to`` halves do the work without asking."""

    goto = Signal(object)
    """A CellRef: the clerk wants to see this cell."""

    # -- PDF -----------------------------------------------------------------------------------------------------

    def export(self, part: str = WHOLE) -> None:
        """导出 PDF: the whole packet, or one part."""
        self._ask(PDF, part_title(part), lambda path: self.export_to(path, part))

    def export_to(self, path: Path, part: str = WHOLE) -> None:
        """Write the PDF beside the window; typing goes on meanwhile."""
        self._make_pdf(path, partial(_typeset, self._document.book.copied(), part), lambda: self.export(part))

    def export_audit(self) -> None:
        """导出审核报告 (PDF)."""
        self._ask(PDF, AUDIT, self.export_audit_to)

    def export_audit_to(self, path: Path) -> None:
        """Write the 审核报告."""
        self._make_pdf(path, partial(_typeset_audit, self._document.book.copied()), self.export_audit)

    def _make_pdf(
        self, path: Path, typeset: Callable[[Work], Typeset], ask_again: Callable[[], None]
    ) -> None:
        """Typeset, then write; where a character has no glyph, say so first and ask."""

        def again() -> None:
            self._make_pdf(path, typeset, ask_again)

        def go_on(made: Typeset) -> None:
            self._unless_missing(made, "仍要导出", lambda: self._write(path, made, again, ask_again))

        failed = self._failure(again, ask_again)
        self._background.run(Job(f"正在导出“{path.name}”", typeset, go_on, failed, not_written(path)))

    def _write(
        self, path: Path, made: Typeset, again: Callable[[], None], ask_again: Callable[[], None]
    ) -> None:
        from export.atomic import write_atomically

        def done(_nothing: None) -> None:
            self._tell_done(path, export_sentence(path, made.report) + made.left_out)

        failed = self._failure(again, ask_again)
        write = partial(write_atomically, path, made.data)
        self._background.run(Job(f"正在写入“{path.name}”", write, done, failed, not_written(path)))

    # -- Word and Excel ------------------------------------------------------------------------------------------

    def export_docx(self) -> None:
        """导出 Word: the whole packet, to be edited further."""
        self._ask(WORD, part_title(WHOLE), self.export_docx_to)

    def export_docx_to(self, path: Path) -> None:
        """Write the Word document."""
        self._make_file(path, _write_docx, self.export_docx_to, self.export_docx)

    def export_xlsx(self) -> None:
        """导出 Excel 表: all forms with their formulas, and the findings."""
        self._ask(EXCEL, "表", self.export_xlsx_to)

    def export_xlsx_to(self, path: Path) -> None:
        """Write the workbook."""
        self._make_file(path, _write_xlsx, self.export_xlsx_to, self.export_xlsx)

    def export_audit_xlsx(self) -> None:
        """导出审核报告 (Excel)."""
        self._ask(EXCEL, AUDIT, self.export_audit_xlsx_to)

    def export_audit_xlsx_to(self, path: Path) -> None:
        """Write the list of findings as a workbook."""
        self._make_file(path, _write_audit_xlsx, self.export_audit_xlsx_to, self.export_audit_xlsx)

    def _make_file(
        self,
        path: Path,
        write: Callable[[BookCopy, Path, Work], str],
        again: Callable[[Path], None],
        ask_again: Callable[[], None],
    ) -> None:
        """Write a file in one go, and tell the sentence that comes of it."""
        do = partial(write, self._document.book.copied(), path)
        failed = self._failure(partial(again, path), ask_again)
        done = partial(self._tell_done, path)
        self._background.run(Job(f"正在导出“{path.name}”", do, done, failed, not_written(path)))

    # -- printing ------------------------------------------------------------------------------------------------

    def print(self, part: str = WHOLE, current: int = 1) -> None:
        """打印: the whole packet, or one part. ``current`` is the number of the page in view."""
        from gui.printing import NO_PRINTER, printer_names

        if not printer_names():
            self._messages.tell(NO_PRINTER, offers=[("导出 PDF…", lambda: self.export(part))])
            return
        name = self._document.path.stem

        def go_on(made: Typeset) -> None:
            self._unless_missing(made, "仍要打印", lambda: self._choose_printer(made, name, current))

        typeset = partial(_typeset, self._document.book.copied(), part)
        failed = self._failure(lambda: self.print(part, current))
        self._background.run(Job("正在准备打印", typeset, go_on, failed, _NOT_PRINTED))

    def print_page(self, data: bytes, name: str, instead: Offer) -> None:
        """打印 one page that is made already, as 图表 has it; ``instead``: what is offered where there is no printer."""
        from export.pdf.writer import PdfReport
        from gui.printing import NO_PRINTER, printer_names

        if printer_names():
            self._choose_printer(Typeset(data, PdfReport(1, {}, (), ()), ""), name, 1)
        else:
            self._messages.tell(NO_PRINTER, offers=[instead])

    def _choose_printer(self, made: Typeset, name: str, current: int) -> None:
        from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(name)
        dialog = QPrintDialog(printer, self._window)
        dialog.setWindowTitle("打印")
        dialog.setMinMax(1, made.report.pages)
        dialog.setFromTo(1, made.report.pages)
        dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintCurrentPage)
        dialog.accepted.connect(lambda: self.print_on(printer, made.data, current))
        _show(dialog)

    def print_on(self, printer: QPrinter, data: bytes, current: int = 1) -> None:
        """Send the pages chosen in the dialog to the printer, beside the window."""
        from gui.printing import PrintProblem, print_pdf

        def failed(error: Exception) -> None:
            if not isinstance(error, PrintProblem):
                raise error
            self._messages.tell(str(error))

        def done(pages: int) -> None:
            self._messages.tell(printed_sentence(pages, printer), Tone.DONE)

        draw = partial(print_pdf, data, printer, current)
        self._background.run(Job("正在打印", draw, done, failed, _PRINTING_STOPPED))

    # -- telling -------------------------------------------------------------------------------------------------

    def _unless_missing(self, made: Typeset, words: str, go_on: Callable[[], None]) -> None:
        """Go on at once where every character can be drawn; otherwise name the others first."""
        from gui.paper_facts import first_use, missing_characters, missing_sentence

        characters = missing_characters([made.report])
        if not characters:
            go_on()
            return
        offers: list[Offer] = [(words, go_on)]
        place = first_use(self._document.book, characters) if self._document.is_open else None
        if place is not None:
            offers.insert(0, ("转到该栏", lambda: self.goto.emit(place)))
        self._messages.tell(missing_sentence(characters), Tone.WARNING, offers)

    def _tell_done(self, path: Path, sentence: str) -> None:
        self._messages.tell(sentence, Tone.DONE, file_offers(path, self._messages))

    def _failure(
        self, again: Callable[[], None], ask_again: Callable[[], None] | None = None
    ) -> Callable[[Exception], None]:
        """What to do when it did not work: one sentence, another try, another place."""

        def failed(error: Exception) -> None:
            from export.errors import ExportError

            if not isinstance(error, ExportError):
                raise error
            offers: list[Offer] = [("重试", again)]
            if ask_again is not None:
                offers.append(("换个位置…", ask_again))
            self._messages.tell(str(error), offers=offers)

        return failed

    # -- asking --------------------------------------------------------------------------------------------------

    def _ask(self, kind: Format, title: str, then: Callable[[Path], None]) -> None:
        """Ask where the file goes, beginning in the folder used last; the dialog asks before replacing a file."""
        book = self._document.book
        name = document_name(self._document.department, book.year, title, kind.suffix)
        suggestion, packet = self._settings.folder / name, packet_folder(self._document)
        dialog = writing_dialog(
            self._window, f"导出 {kind.words}", suggestion, kind.kinds, kind.suffix, packet
        )

        def chosen(text: str) -> None:
            path = Path(text)
            self._settings.folder = path.parent
            then(path)

        dialog.fileSelected.connect(chosen)
        _show(dialog)


class Typeset(NamedTuple):
    """A PDF in memory, and what the clerk should know about it."""

    data: bytes
    report: PdfReport
    left_out: str


def _book_of(copy: BookCopy, work: Work) -> Book:
    """The packet as it was, with all its verdicts; for the worker thread, like what follows."""
    work.at(_BEGUN)
    return copy.book()


def _typeset(copy: BookCopy, part: str, work: Work) -> Typeset:
    from export.service import pdf_job

    job = pdf_job(_book_of(copy, work), part)
    return Typeset(*job.render(work), job.left_out)


def _typeset_audit(copy: BookCopy, work: Work) -> Typeset:
    from export.service import audit_report_job

    return Typeset(*audit_report_job(_book_of(copy, work)).render(work), "")


def _write_docx(copy: BookCopy, path: Path, work: Work) -> str:
    from export.service import export_docx

    export_docx(_book_of(copy, work), path, work=work)
    return f"已导出“{path.name}”，可在 Word 中修改；校验码只印在 PDF 上，报送的纸质件请从 PDF 打印。"


def _write_xlsx(copy: BookCopy, path: Path, work: Work) -> str:
    from export.service import export_xlsx

    return workbook_sentence(path, export_xlsx(_book_of(copy, work), path, work))


def _write_audit_xlsx(copy: BookCopy, path: Path, work: Work) -> str:
    from export.service import export_audit_xlsx

    export_audit_xlsx(_book_of(copy, work), path, work)
    return f"已导出“{path.name}”。"


def not_written(path: Path) -> str:
    """What is told of an export that was called off."""
    return f"已取消导出，“{path.name}”没有写成。"


def export_sentence(path: Path, report: PdfReport) -> str:
    """What came out, and which characters no font could draw."""
    sentence = f"已导出“{path.name}”，共 {report.pages} 页。"
    if report.missing_glyphs:
        sentence += f"{'；'.join(report.missing_glyphs)}，印成“〓”。"
    return sentence


def workbook_sentence(path: Path, report: XlsxReport) -> str:
    """What came out, and what stands as stated in it."""
    sentence = f"已导出“{path.name}”，共 {len(report.sheets)} 张表，{report.formulas} 个公式。"
    if report.stated_differently:
        sentence += f"有 {len(report.stated_differently)} 处填列数与公式不同，按填列数保留。"
    return sentence


def printed_sentence(pages: int, printer: QPrinter) -> str:
    """What went to which printer."""
    where = (
        f"打印机“{printer.printerName()}”" if printer.printerName() else f"文件“{printer.outputFileName()}”"
    )
    return f"已把 {pages} 页送到{where}。"


def file_offers(path: Path, messages: MessageBar) -> list[Offer]:
    """打开文件, 打开文件夹."""
    return [
        ("打开文件", partial(open_outside, path, messages)),
        ("打开文件夹", partial(open_outside, path.parent, messages)),
    ]


def open_outside(path: Path, messages: MessageBar) -> None:
    """Hand a file or folder to the system's own program for it; without one, tell where it is."""
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        messages.tell(f"系统没有打开“{path}”，请自行到这个位置查看。")


def _show(dialog: QDialog) -> None:
    set_topic(dialog, PAPER)
    dialog.finished.connect(dialog.deleteLater)
    QDialog.open(dialog)  # QPrintDialog has another open(), with a receiver, in front of this one
