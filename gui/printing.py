"""Printing (打印): the pages of the very PDF, drawn onto the printer one after another."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from gui.pdf_pages import POINTS_PER_INCH, PdfPages
from model.longwork import UNWATCHED, CalledOff, Work

NO_PRINTER = "这台电脑上没有打印机；请先在系统设置中添加打印机，或用“导出 PDF”存成文件后到别处打印。"
NOT_STARTED = "打印机没有接受打印任务；请检查打印机是否开机、缺纸，再打印一次。"
NO_SUCH_PAGES = "没有打印：选定的页码超出了全部 {pages} 页的范围，请重新选择页码。"
_MAX_DPI = 300


class PrintProblem(Exception):  # noqa: N818 - the name is what the clerk sees
    """Nothing, or not everything, was printed; the text is one Chinese sentence."""


def printer_names() -> list[str]:
    """The printers that the system knows."""
    return list(QPrinterInfo.availablePrinterNames())


def print_pdf(pdf: Path | bytes, printer: QPrinter, current: int = 1, work: Work = UNWATCHED) -> int:
    """Print the PDF, or the range chosen in the dialog, each page in its own size; returns how many pages went out.

    ``current`` is the number of the page in view, for “当前页”. May run beside the main thread. What is called off before the
    last page is drawn goes to no printer, where the system keeps it back until then; a file is taken away again.
    """
    with PdfPages(pdf) as pages:
        numbers = wanted_pages(printer, len(pages), current)
        if not numbers:
            raise PrintProblem(NO_SUCH_PAGES.format(pages=len(pages)))
        try:
            _draw(pages, numbers, printer, work)
        except CalledOff:
            if printer.outputFileName():
                Path(printer.outputFileName()).unlink(missing_ok=True)
            raise
        return len(numbers)


def wanted_pages(printer: QPrinter, count: int, current: int) -> list[int]:
    """The numbers of the pages that the dialog's choice asks for."""
    if printer.printRange() is QPrinter.PrintRange.CurrentPage:
        return [current]
    numbers = range(1, count + 1)
    if printer.printRange() is not QPrinter.PrintRange.PageRange:
        return list(numbers)
    ranges = printer.pageRanges()
    return [number for number in numbers if ranges.isEmpty() or ranges.contains(number)]


def _draw(pages: PdfPages, numbers: Sequence[int], printer: QPrinter, work: Work) -> None:
    painter = QPainter()
    scale = min(printer.resolution(), _MAX_DPI) / POINTS_PER_INCH
    try:
        for number in work.through(numbers, 1.0, lambda page: f"第 {page} 页"):
            _set_page(printer, pages.sizes[number - 1])
            if not (printer.newPage() if painter.isActive() else painter.begin(printer)):
                raise PrintProblem(NOT_STARTED)
            # The painter's own viewport stays that of the first page, whatever is set for later ones.
            paper = printer.paperRect(QPrinter.Unit.DevicePixel)
            painter.drawImage(QRectF(0, 0, paper.width(), paper.height()), pages.image(number - 1, scale))
        work.past_return()
    except CalledOff:
        printer.abort()
        raise
    finally:
        if painter.isActive():
            painter.end()


def _set_page(printer: QPrinter, size: QSizeF) -> None:
    """Take over the PDF page's size, landscape included; the PDF has its own margins."""
    landscape = size.width() > size.height()
    upright = size.transposed() if landscape else size
    orientation = QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
    layout = QPageLayout(
        QPageSize(upright, QPageSize.Unit.Point), orientation, QMarginsF(), QPageLayout.Unit.Point
    )
    layout.setMode(QPageLayout.Mode.FullPageMode)
    printer.setPageLayout(layout)
    printer.setFullPage(True)
