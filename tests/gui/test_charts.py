"""图表: what is drawn is what the tables say, on the screen, on paper and as a table."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPalette
from PySide6.QtPrintSupport import QPrintDialog, QPrinterInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from windows import open_sample, press, shown_window

import gui.printing
from gui.chart_paint import Look, change_words, draw_all
from gui.chart_table import table_rows
from gui.look import dark_palette
from gui.main_window import MainWindow
from gui.palette import contrast, series_colors
from gui.pdf_pages import PdfPages
from gui.printing import NO_PRINTER
from model.cells import CellRef
from model.edits import set_cells
from model.moneyunits import PAPER, SCREEN
from model.pictures import (
    Part,
    Structure,
    income_structure,
    score_picture,
    spending_structure,
    yearly_comparison,
)
from model.starting import bare_book
from tests.gui.keyboard import answer_with, button_of, click
from tests.gui.keyboard import press as key

CHARTS = (Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)


@pytest.fixture
def window(tmp_path: Path, qapp: QApplication) -> Iterator[MainWindow]:
    with shown_window(tmp_path) as window:
        open_sample(window, tmp_path)
        yield window


def opened(window: MainWindow):
    press(window, *CHARTS)
    charts = window.assistance.chart_window
    assert charts.isVisible()
    return charts


def texts(charts) -> list[list[str]]:
    table = charts.table
    return [
        [table.item(row, column).text() for column in range(table.columnCount())]
        for row in range(table.rowCount())
    ]


def test_the_parts_are_those_of_the_tables(window: MainWindow):
    income = income_structure(window.document.book)
    assert [(part.name, part.amount) for part in income.parts] == [
        ("上年结转", Decimal("46.08")),
        ("公共财政拨款", Decimal("2577.99")),
        ("政府基金拨款", Decimal("2617.17")),
        ("其他收入", Decimal("153.63")),
    ]
    assert abs(sum(part.share for part in income.parts) - 100) <= Decimal("0.2")
    assert income.note(SCREEN) == "各项之和 5,394.87，表列合计 5,394.86。"
    assert income.note(PAPER) == "各项之和 5394.87，表列合计 5394.86。"
    assert score_picture(window.document.book).total == 97


def test_the_table_lists_every_figure_drawn(window: MainWindow):
    charts = opened(window)
    rows = texts(charts)
    assert ["年度支出构成", "项目支出", "4,846.03", "", "89.8%"] in rows
    assert ["一级指标得分", "满意度", "得分 8", "分值 10", "80.0%"] in rows
    assert any("提取封面代码和年初数" in row[1] for row in rows)
    charts.close()


def test_a_block_of_the_table_is_copied_whole_without_the_separators_of_the_screen(window: MainWindow):
    charts = opened(window)
    click(charts.tabs.tabBar(), charts.tabs.tabBar().tabRect(1).center())
    table, rows = charts.table, texts(charts)
    first = rows.index(["年度收入构成", "公共财政拨款", "2,577.99", "", "47.8%"])
    click(table.viewport(), table.visualItemRect(table.item(first, 1)).center())
    key(Qt.Key.Key_Down, Qt.Key.Key_Right, modifiers=Qt.KeyboardModifier.ShiftModifier)
    key(Qt.Key.Key_C, modifiers=Qt.KeyboardModifier.ControlModifier)
    copied = QApplication.clipboard().text()
    assert copied == "公共财政拨款\t2577.99\n政府基金拨款\t2617.17\n"
    charts.close()


def test_an_edit_is_drawn_at_once(window: MainWindow, qtbot: QtBot):
    charts = opened(window)
    window.document.apply(set_cells("改", [(CellRef("income", "bureau", "nontax"), Decimal(12))]))
    qtbot.waitUntil(
        lambda: ["年度收入构成", "纳入专户管理的非税收入拨款", "12.00", "", "0.2%"] in texts(charts)
    )
    charts.close()


def test_last_years_figures_are_compared_where_they_are_known(window: MainWindow, qtbot: QtBot):
    book = window.document.book
    assert yearly_comparison(book).lacking
    window.document.apply(set_cells("上年", [(CellRef("last_year", "reception", "amount"), Decimal("0.58"))]))
    (pair,) = yearly_comparison(book).pairs
    assert (pair.before, pair.now, pair.change) == (Decimal("0.58"), Decimal("0.29"), Decimal("-50.0"))


def test_a_base_of_zero_gives_no_percentage():
    assert change_words(None) == "上年为 0，不计算增减率"
    assert change_words(Decimal(0)) == "与上年持平"
    assert change_words(Decimal("-97.2")) == "比上年下降 97.2%"


def test_an_empty_packet_says_what_is_missing():
    book = bare_book(2024, rules=())
    pictures = (
        income_structure(book),
        spending_structure(book),
        score_picture(book),
        yearly_comparison(book),
    )
    for picture in pictures:
        assert picture.lacking.startswith("还没有")
        assert "请" in picture.lacking
    assert len(table_rows(pictures, SCREEN)) == 4


def test_parts_below_zero_are_told_and_not_drawn():
    book = bare_book(2024, rules=())
    changes = [("public", Decimal(100)), ("other", Decimal(-5))]
    book.apply(set_cells("改", [(CellRef("income", "bureau", column), amount) for column, amount in changes]))
    picture = income_structure(book)
    assert [part.name for part in picture.parts] == ["公共财政拨款"]
    assert "其他收入为负数，没有画入" in picture.note(SCREEN)


@pytest.mark.parametrize("dark", [False, True])
def test_the_bar_is_as_long_as_its_share(qapp: QApplication, dark: bool):
    """A quarter and three quarters, in colours that stand out from the paper."""
    from PySide6.QtGui import QPainter

    palette = dark_palette() if dark else QPalette(qapp.style().standardPalette())
    look = Look(palette, qapp.font(), SCREEN)
    picture = Structure(
        "试", "万元", Decimal(4), (Part("甲", Decimal(1), Decimal(25)), Part("乙", Decimal(3), Decimal(75)))
    )
    image = QImage(400, 300, QImage.Format.Format_RGB32)
    image.fill(palette.color(QPalette.ColorRole.Base))
    painter = QPainter(image)
    height = draw_all([picture], look, painter, 400)
    painter.end()
    assert height == draw_all([picture], look, None, 400)
    first, second = series_colors(palette)[:2]
    line = round(height)
    found = []
    for y in range(line):
        row = [image.pixelColor(x, y).name() for x in range(400)]
        found.append((row.count(first.name()), row.count(second.name())))
    one, two = max(found, key=sum)
    assert abs(one - 100) <= 3
    assert abs(two - 300) <= 5
    for color in series_colors(palette):
        assert contrast(color, palette.color(QPalette.ColorRole.Base)) >= 3


def test_pictures_and_pdf_are_written_by_the_buttons_and_a_locked_place_is_told(
    window: MainWindow, tmp_path: Path
):
    charts = opened(window)
    answer_with(tmp_path / "图.png")
    click(button_of(charts, "存成图片…"))
    assert QImage(str(tmp_path / "图.png")).width() == 1800
    assert "已存成“图.png”" in charts.messages.text
    answer_with(tmp_path / "图")
    click(button_of(charts, "存成 PDF…"))
    assert (tmp_path / "图.pdf").read_bytes().startswith(b"%PDF")
    assert "已存成“图.pdf”" in charts.messages.text
    answer_with(None)
    click(button_of(charts, "存成 PDF…"))
    assert "已存成“图.pdf”" in charts.messages.text, "given up, nothing new is told"
    assert not charts.save_pdf_to(tmp_path / "没有" / "图.pdf")
    assert not charts.save_png_to(tmp_path / "没有" / "图.png")
    assert "请换一个位置" in charts.messages.text
    click(charts.tabs.tabBar(), charts.tabs.tabBar().tabRect(1).center())
    assert charts.table.isVisible()
    click(button_of(charts, "关闭"))
    assert not charts.isVisible()


def test_the_pdf_is_one_page_that_says_the_figures(window: MainWindow, tmp_path: Path):
    import pypdfium2

    charts = opened(window)
    charts.save_pdf_to(tmp_path / "图.pdf")
    charts.close()
    pdf = pypdfium2.PdfDocument(tmp_path / "图.pdf")
    try:
        assert len(pdf) == 1
        page = pdf[0]
        text_page = page.get_textpage()
        # Fonts that draw 入 and its radical alike lead back to either: NFKC tells the character.
        text = unicodedata.normalize("NFKC", text_page.get_text_bounded())
        text_page.close()
        page.close()
    finally:
        pdf.close()
    for words in ("年度收入构成", "2617.17", "49 / 50", "与上年比较"):
        assert words in text


def test_without_a_printer_the_print_button_says_so_and_offers_the_pdf(window: MainWindow):
    if QPrinterInfo.availablePrinterNames():
        pytest.skip("this computer has a printer")
    charts = opened(window)
    QTest.mouseClick(button_of(charts, "打印…"), Qt.MouseButton.LeftButton)
    assert charts.messages.text == NO_PRINTER
    assert [offer.text() for offer in charts.messages.offers] == ["存成 PDF…"]
    charts.close()


def test_the_print_button_prints_the_page_that_the_pdf_has(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    """Qt's own dialog prints to a file where there is no printer; only that there is none is kept from the program."""
    if QPrinterInfo.availablePrinterNames():
        pytest.skip("this computer has a printer")
    monkeypatch.setattr(gui.printing, "printer_names", lambda: ["文件"])
    charts = opened(window)
    QTest.mouseClick(button_of(charts, "打印…"), Qt.MouseButton.LeftButton)
    dialog = charts.findChild(QPrintDialog)
    qtbot.waitUntil(dialog.isVisible)
    dialog.findChild(QLineEdit, "filename").setText(str(tmp_path / "打印.pdf"))
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "已把 1 页送到" in charts.messages.text, timeout=30_000)
    assert charts.save_pdf_to(tmp_path / "图.pdf")
    with PdfPages(tmp_path / "打印.pdf") as printed, PdfPages(tmp_path / "图.pdf") as saved:
        assert len(printed) == len(saved) == 1
        one, other = (
            pages.image(0, 0.5).convertToFormat(QImage.Format.Format_Grayscale8) for pages in (printed, saved)
        )
        assert one.size() == other.size()
        places = [(x, y) for x in range(0, one.width(), 3) for y in range(0, one.height(), 3)]
        apart = sum(
            abs(one.pixelColor(*place).lightness() - other.pixelColor(*place).lightness()) for place in places
        )
        assert apart / len(places) < 4
        assert any(one.pixelColor(*place).lightness() < 200 for place in places)
    charts.close()


def test_the_window_goes_with_the_packet(window: MainWindow):
    charts = opened(window)
    press(window, Qt.Key.Key_Escape)
    window.close_packet()
    assert not charts.isVisible()
