"""Printing (打印): the pages of the very PDF, drawn onto the printer one after another."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

NO_PRINTER = "这台电脑上没有打印机；请先在系统设置中添加打印机，或用“导出 PDF”存成文件后到别处打印。"
NOT_STARTED = "打印机没有接受打印任务；请检查打印机是否开机、缺纸，再打印一次。"
_POINTS_PER_INCH = 72
_MAX_DPI = 300


class PrintProblem(Exception):  # noqa: N818 - the name is what the clerk sees
    """Nothing, or not everything, was printed; the text is one Chinese sentence."""


def printer_names() -> list[str]:
    """The printers that the system knows."""
    return list(QPrinterInfo.availablePrinterNames())


def print_pdf(pdf: Path, printer: QPrinter) -> int:
    """Print every page of the PDF, or the range chosen in the dialog, in its own size; returns how many pages went out."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        sizes = [document.get_page_size(index) for index in range(len(document))]
        chosen = [index for index in range(len(sizes)) if _wanted(printer, index + 1)]
        if not chosen:
            return 0
        _set_page(printer, sizes[chosen[0]])
        painter = QPainter()
        if not painter.begin(printer):
            raise PrintProblem(NOT_STARTED)
        try:
            for position, index in enumerate(chosen):
                if position:
                    _set_page(printer, sizes[index])
                    printer.newPage()
                image = page_image(document, index, min(printer.resolution(), _MAX_DPI))
                painter.drawImage(QRectF(painter.viewport()), image)
        finally:
            painter.end()
        return len(chosen)
    finally:
        document.close()


def page_image(document: object, index: int, dpi: int) -> QImage:
    """One page as a picture. PDFium is used from one thread only."""
    page = document[index]  # type: ignore[index]
    try:
        bitmap = page.render(scale=dpi / _POINTS_PER_INCH, rev_byteorder=True, prefer_bgrx=True)
        view = QImage(
            bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGBX8888
        )
        return view.copy()
    finally:
        page.close()


def _wanted(printer: QPrinter, number: int) -> bool:
    ranges = printer.pageRanges()
    return bool(ranges.isEmpty() or ranges.contains(number))


def _set_page(printer: QPrinter, size: tuple[float, float]) -> None:
    """Take over the PDF page's size, landscape included; the PDF has its own margins."""
    width, height = size
    landscape = width > height
    upright = QSizeF(min(size), max(size))
    orientation = QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
    printer.setFullPage(True)
    printer.setPageLayout(
        QPageLayout(
            QPageSize(upright, QPageSize.Unit.Point), orientation, QMarginsF(), QPageLayout.Unit.Point
        )
    )
