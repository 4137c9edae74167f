"""打印: every page in its own size and the right way up, the chosen pages alone, one sentence where there is no printer."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QRadioButton, QSpinBox
from pytestqt.qtbot import QtBot

from export.pdf.writer import PdfReport
from gui.main_window import MainWindow
from gui.output_commands import Typeset
from gui.pdf_pages import PdfPages
from gui.printing import NO_PRINTER, PrintProblem, print_pdf
from model.cells import CellRef

DUTIES = CellRef("overview", "duties", "value")
RARE = "\U0003134a"
"""A character of the newest blocks: no font here has it."""


# -- printing ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def sheets() -> bytes:
    """A PDF of upright and lying pages, A4 and A3, each with its number and a black mark in its upper left corner."""
    from reportlab.lib.pagesizes import A3, A4, landscape
    from reportlab.pdfgen.canvas import Canvas

    data = BytesIO()
    canvas = Canvas(data)
    for number, size in enumerate((A4, landscape(A4), A4, landscape(A3), A4), 1):
        canvas.setPageSize(size)
        canvas.rect(0, size[1] - 60, 60, 60, fill=1)
        canvas.drawString(size[0] / 2, size[1] / 2, f"{number}")
        canvas.showPage()
    canvas.save()
    return data.getvalue()


def pdf_printer(target: Path) -> QPrinter:
    printer = QPrinter()
    printer.setResolution(72)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    return printer


def test_every_page_is_printed_in_its_own_size_and_the_right_way_up(
    qapp: QApplication, sheets: bytes, tmp_path: Path
) -> None:
    target = tmp_path / "打印.pdf"
    assert print_pdf(sheets, pdf_printer(target)) == 5
    with PdfPages(sheets) as wanted, PdfPages(target) as printed:
        assert len(printed) == 5
        for index, size in enumerate(wanted.sizes):
            assert printed.sizes[index].width() == pytest.approx(size.width(), abs=1.5)
            assert printed.sizes[index].height() == pytest.approx(size.height(), abs=1.5)
            image = printed.image(index, 1)
            assert image.pixelColor(30, 30).lightness() < 40
            assert image.pixelColor(90, 90).lightness() > 220
            assert image.pixelColor(image.width() - 30, image.height() - 30).lightness() > 220


@pytest.mark.parametrize(("first", "last", "pages"), [(2, 3, [2, 3]), (4, 4, [4]), (0, 0, [1, 2, 3, 4, 5])])
def test_only_the_chosen_pages_are_printed(
    qapp: QApplication, sheets: bytes, tmp_path: Path, first: int, last: int, pages: list[int]
) -> None:
    target = tmp_path / "打印.pdf"
    printer = pdf_printer(target)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(first, last)
    assert print_pdf(sheets, printer) == len(pages)
    with PdfPages(sheets) as wanted, PdfPages(target) as printed:
        assert [round(size.width()) for size in printed.sizes] == [
            round(wanted.sizes[page - 1].width()) for page in pages
        ]


def test_the_page_in_view_can_be_printed_alone(qapp: QApplication, sheets: bytes, tmp_path: Path) -> None:
    printer = pdf_printer(tmp_path / "打印.pdf")
    printer.setPrintRange(QPrinter.PrintRange.CurrentPage)
    assert print_pdf(sheets, printer, current=4) == 1
    with PdfPages(tmp_path / "打印.pdf") as printed:
        assert QRectF(0, 0, *printed.sizes[0].toTuple()).width() == pytest.approx(1190.55, abs=1.5)


def test_pages_that_do_not_exist_are_told_instead_of_printing_nothing(
    qapp: QApplication, sheets: bytes, tmp_path: Path
) -> None:
    printer = pdf_printer(tmp_path / "打印.pdf")
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(8, 9)
    with pytest.raises(PrintProblem, match="全部 5 页"):
        print_pdf(sheets, printer)


def test_pages_chosen_in_the_dialog_are_the_pages_that_come_out(
    window: MainWindow, sheets: bytes, tmp_path: Path, qtbot: QtBot
) -> None:
    """Qt's own dialog, where it knows no printer, prints to a file: 第 2 到 4 页, by keys."""
    if QPrinterInfo.availablePrinterNames():
        pytest.skip("this computer has a printer")
    with PdfPages(sheets) as pages:
        report = PdfReport(len(pages), {}, (), ())
    target = tmp_path / "打印.pdf"
    window.output._choose_printer(Typeset(sheets, report, ""), "材料", 1)
    dialog = window.findChild(QPrintDialog)
    assert dialog is not None
    qtbot.waitUntil(dialog.isVisible)
    dialog.findChild(QLineEdit, "filename").setText(str(target))
    dialog.findChild(QRadioButton, "printRange").click()
    for name, number in (("from", 2), ("to", 4)):
        box = dialog.findChild(QSpinBox, name)
        assert box.maximum() == 5
        box.selectAll()
        QTest.keyClicks(box, f"{number}")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "已把 3 页送到" in window.messages.text, timeout=30_000)
    with PdfPages(sheets) as wanted, PdfPages(target) as printed:
        assert [round(size.width()) for size in printed.sizes] == [
            round(size.width()) for size in wanted.sizes[1:4]
        ]


def test_printing_goes_on_beside_the_window_while_the_preview_draws(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    """PDFium stands no two callers at once: both want it here, and both get it."""
    source = tmp_path / "源.pdf"
    window.output.export_to(source)
    qtbot.waitUntil(lambda: window.messages.text.startswith("已导出"), timeout=60_000)
    target = tmp_path / "打印.pdf"
    preview = window.papers.preview()
    window.output.print_on(pdf_printer(target), source.read_bytes())
    assert window.background.is_busy
    for zoom in (50, 100, 75, 125, 50):
        preview.view.set_zoom(zoom)
        preview.view.show_page(zoom // 10)
        QTest.qWait(20)
    qtbot.waitUntil(lambda: "页送到" in window.messages.text, timeout=60_000)
    with PdfPages(source) as wanted, PdfPages(target) as printed:
        assert len(printed) == len(wanted)


def test_without_a_printer_the_preview_says_what_to_do_and_offers_the_pdf(
    window: MainWindow, qtbot: QtBot
) -> None:
    if QPrinterInfo.availablePrinterNames():
        pytest.skip("this computer has a printer")
    preview = window.papers.preview()
    assert QTest.qWaitForWindowActive(preview)
    preview.view.setFocus()
    QTest.keyClick(preview.view, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert preview.messages.text == NO_PRINTER
    assert [button.text() for button in preview.messages.offers] == ["导出 PDF…"]
    QTest.mouseClick(preview.messages.offers[0], Qt.MouseButton.LeftButton)
    dialog = preview.findChild(QFileDialog)
    assert dialog is not None
    assert dialog.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
