"""What the 文件 menu does: new, open, import, export, print, copy. Each ends in one sentence in the message bar."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from gui.background import Background
from gui.document import Document
from gui.message_bar import MessageBar, Offer, Tone
from gui.parts import WHOLE, part_title
from gui.settings import Recent, Settings
from gui.verdict import verdict_of
from model.problems import FileProblem

if TYPE_CHECKING:
    from export.pdf.writer import PdfReport
    from gui.dialogs import NewPacket
    from intake.intake import Intake
    from model.book import Book

SAMPLE = Path(__file__).resolve().parent.parent / "resources" / "samples" / "jishou-2022.txt"
SAMPLE_YEAR = 2022
PACKET_FILTER = "绩效自评文件 (*.jxzp)"
SOURCE_FILTER = "可导入的文件 (*.docx *.xlsx *.txt);;所有文件 (*)"
SUFFIX = ".jxzp"
BUSY = "上一项工作还没有完成，请稍候再试。"
SAMPLE_NOTICE = "这是样例，放在临时文件夹中，可以随意改动；需要留下的，请用“文件 › 另存副本”。"
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


class FileCommands(QObject):
    """Asks for paths and calls the document. The ``…_path``/``…_to`` halves do the work without asking."""

    def __init__(
        self,
        document: Document,
        settings: Settings,
        messages: MessageBar,
        background: Background,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._window = parent
        self._document = document
        self._settings = settings
        self._messages = messages
        self._background = background

    # -- new and open --------------------------------------------------------------------------------------------

    def new(self, source: Path | None = None, suggestion: NewPacket | None = None) -> None:
        """新建…; then, where there is a ``source``, its import."""
        from gui.dialogs import NewPacketDialog

        dialog = NewPacketDialog(self._settings.folder, self._window, suggestion)
        dialog.chosen.connect(lambda choice: self._ask_where(choice, source))
        _show(dialog)

    def _ask_where(self, choice: NewPacket, source: Path | None) -> None:
        name = safe_name(f"{choice.department}{choice.year}年度绩效自评{SUFFIX}")
        path = self._ask_save("新建文件存放在", name, PACKET_FILTER, SUFFIX)
        if path is not None and self.create_at(path, choice) and source is not None:
            self.import_path(source)

    def create_at(self, path: Path, choice: NewPacket) -> bool:
        """Make the new packet's file with what the forms say by themselves, and extract from last year's file."""
        from model.profile import ProfileError, load_profile
        from model.starting import starting_cells

        try:
            profile = load_profile(choice.profile)
            last = _read_only_book(choice.previous) if choice.previous else None
        except (ProfileError, FileProblem) as problem:
            self._messages.tell(str(problem))
            return False
        cells = starting_cells(profile, choice.year, choice.department)
        if not self._document.create(path, profile=profile, year=choice.year, cells=cells):
            return False
        if last is not None:
            from intake.carry_forward import carry_forward

            changes = self._document.apply(carry_forward(last, self._document.book))
            count = len(changes.effective.changes) if changes else 0
            self._messages.tell(
                f"已从上年文件提取 {count} 处内容（封面代码、年初数、指标名称等）。", Tone.DONE
            )
        self.remember()
        return True

    def open(self) -> None:
        """打开…"""
        name, _ = QFileDialog.getOpenFileName(self._window, "打开", str(self._settings.folder), PACKET_FILTER)
        if name:
            self.open_path(Path(name))

    def open_path(self, path: Path, *, read_only: bool = False) -> bool:
        """Open a packet and put it on the list."""
        opened = self._document.open(path, read_only=read_only)
        if opened:
            self.remember()
        return opened

    def sample(self) -> None:
        """打开样例: a fresh copy each time, in a temporary folder."""
        from model.profile import load_profile

        folder = Path(tempfile.mkdtemp(prefix="jxzp-sample-"))
        path = folder / f"样例 吉首市科工信局{SAMPLE_YEAR}年度{SUFFIX}"
        if not self._document.create(path, profile=load_profile(), year=SAMPLE_YEAR):
            return
        intake = self._document.import_source(SAMPLE)
        if intake is not None:
            self._document.apply(intake.edit)
            self._messages.tell(SAMPLE_NOTICE, Tone.INFO)

    def remember(self) -> None:
        """Keep the open packet at the top of the list of recent files."""
        if not self._document.is_open or self._document.path.parent.name.startswith("jxzp-sample-"):
            return
        book, path = self._document.book, self._document.path.absolute()
        department = self._document.department
        self._settings.remember(Recent(str(path), book.year, department, verdict_of(self._document).text))
        self._settings.folder = path.parent

    # -- import --------------------------------------------------------------------------------------------------

    def import_(self) -> None:
        """导入…; where nothing is open, into a new packet."""
        name, _ = QFileDialog.getOpenFileName(self._window, "导入", str(self._settings.folder), SOURCE_FILTER)
        if name and self._document.is_open:
            self.import_path(Path(name))
        elif name:
            self.import_as_new(Path(name))

    def import_as_new(self, path: Path) -> None:
        """Ask for the new packet's file, with year and department as the source has them."""
        from gui.dialogs import NewPacket
        from intake.intake import read_source
        from intake.problems import UnreadableSource
        from model.profile import DEFAULT_PROFILE
        from model.starting import bare_book

        try:
            intake = read_source(path, bare_book())
        except UnreadableSource as problem:
            self._messages.tell(str(problem))
            return
        year = intake.found_year or bare_book().year
        self.new(path, NewPacket(year, intake.found_department or "", DEFAULT_PROFILE, None))

    def import_path(self, path: Path) -> None:
        """Read a source and show what it would bring."""
        intake = self._document.import_source(path)
        if intake is None:
            return
        from gui.dialogs import ImportDialog
        from gui.import_report import report_of

        dialog = ImportDialog(report_of(path, intake, self._document.snapshot()), self._window)
        dialog.accepted.connect(lambda: self._take_over(path, intake))
        _show(dialog)

    def _take_over(self, path: Path, intake: Intake) -> None:
        changes = self._document.apply(intake.edit)
        if changes is not None:
            count = len(changes.effective.changes)
            self._messages.tell(
                f"已从“{path.name}”导入 {count} 处内容；不合适的，可以按 Ctrl+Z 整体撤销。", Tone.DONE
            )

    # -- export and print ----------------------------------------------------------------------------------------

    def export(self, part: str = WHOLE) -> None:
        """导出 PDF: the whole packet, or one part."""
        book = self._document.book
        title = part_title(part).replace(" ", "")
        name = safe_name(f"{self._document.department}{book.year}年度绩效自评{title}.pdf")
        path = self._ask_save("导出 PDF", name, "PDF 文件 (*.pdf)", ".pdf")
        if path is not None:
            self.export_to(path, part)

    def export_to(self, path: Path, part: str = WHOLE) -> None:
        """Write the PDF beside the window; typing goes on meanwhile."""

        def done(report: PdfReport) -> None:
            self._messages.tell(export_sentence(path, report), Tone.DONE, self._offers(path))

        self._write_pdf(path, part, f"正在导出“{path.name}”…", done)

    def print(self, part: str = WHOLE) -> None:
        """打印: the whole packet, or one part."""
        from gui.printing import NO_PRINTER, printer_names

        if not printer_names():
            self._messages.tell(NO_PRINTER, offers=[("导出 PDF…", lambda: self.export(part))])
            return
        folder = Path(tempfile.mkdtemp(prefix="jxzp-print-"))
        pdf = folder / "print.pdf"
        self._write_pdf(pdf, part, "正在准备打印…", lambda _report: self._print_file(pdf))

    def _print_file(self, pdf: Path) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        from gui.printing import PrintProblem, print_pdf

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._document.path.stem)
        try:
            if QPrintDialog(printer, self._window).exec() == QPrintDialog.DialogCode.Accepted:
                pages = print_pdf(pdf, printer)
                self._messages.tell(f"已把 {pages} 页送到打印机“{printer.printerName()}”。", Tone.DONE)
        except PrintProblem as problem:
            self._messages.tell(str(problem))
        finally:
            pdf.unlink(missing_ok=True)
            pdf.parent.rmdir()

    def _write_pdf(self, path: Path, part: str, sentence: str, done: Callable[[PdfReport], object]) -> None:
        """From a copy of the packet, on the worker thread, so that the window keeps answering."""
        from export.errors import ExportError

        book = self._document.snapshot()

        def work() -> PdfReport:
            from export.service import export_pdf

            return export_pdf(book, path, part)

        def failed(error: Exception) -> None:
            if not isinstance(error, ExportError):
                raise error
            self._messages.tell(str(error), offers=[("换个位置…", lambda: self.export(part))])

        if not self._background.run(sentence, work, done, failed):
            self._messages.tell(BUSY, Tone.INFO)

    # -- copies --------------------------------------------------------------------------------------------------

    def save_copy(self) -> None:
        """另存副本…"""
        name = f"{self._document.path.stem} 副本{SUFFIX}"
        path = self._ask_save("另存副本", name, PACKET_FILTER, SUFFIX)
        if path is not None:
            self.save_copy_to(path)

    def save_copy_to(self, path: Path) -> None:
        """Write a copy; the window stays with its own file and offers to change over."""
        if self._document.save_copy(path):
            offers: list[Offer] = [("打开副本", lambda: self.open_path(path)), _folder_offer(path)]
            self._messages.tell(f"已另存到“{path.name}”；现在打开的仍是原来的文件。", Tone.DONE, offers)

    # -- asking --------------------------------------------------------------------------------------------------

    def _ask_save(self, title: str, name: str, kinds: str, suffix: str) -> Path | None:
        chosen, _ = QFileDialog.getSaveFileName(self._window, title, str(self._settings.folder / name), kinds)
        if not chosen:
            return None
        path = Path(chosen)
        if path.suffix.lower() != suffix:
            path = path.with_name(path.name + suffix)
        self._settings.folder = path.parent
        return path

    @staticmethod
    def _offers(path: Path) -> list[Offer]:
        return [("打开文件", lambda: _open_outside(path)), _folder_offer(path)]


def _read_only_book(path: Path) -> Book:
    """What another packet's file holds; raises FileProblem."""
    from model.project import Project

    with Project.open(path, read_only=True) as project:
        return project.book


def export_sentence(path: Path, report: PdfReport) -> str:
    """What came out, and which characters no font could draw."""
    sentence = f"已导出“{path.name}”，共 {report.pages} 页。"
    if report.missing_glyphs:
        sentence += "".join(report.missing_glyphs)
    return sentence


def safe_name(name: str) -> str:
    """A file name that every system takes."""
    return _NOT_IN_NAMES.sub("", name).strip(" .")


def _show(dialog: QDialog) -> None:
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _open_outside(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _folder_offer(path: Path) -> Offer:
    return "打开文件夹", lambda: _open_outside(path.parent)
