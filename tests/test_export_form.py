"""The bordered form on paper: every cell once and in order, embedded fonts, whole opinion boxes, nothing outside the page."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from export.blocks import all_texts
from export.packet import PARTS, packet_blocks
from export.pdf.writer import FontOptions, PdfReport
from export.service import export_pdf
from model.book import Book
from model.edits import Edit, InsertRow, SetCell
from model.forms import FORMS
from model.forms.finance import INCOME
from model.formula import figure
from model.profile import load_profile
from tests.sample import sample_book

EMBEDDED = FontOptions(prefer_system=False)
FORM_SHEETS = (
    "cover",
    "overview",
    "income",
    "spending",
    "sangong",
    "assets",
    "goals",
    "indicators",
    "result",
    "evaluators",
)


@pytest.fixture(scope="module")
def printed(tmp_path_factory) -> tuple[Path, PdfReport]:
    path = tmp_path_factory.mktemp("pdf") / "form.pdf"
    return path, export_pdf(sample_book(), path, "form", EMBEDDED)


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def extracted(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    try:
        return "".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def cell_texts(book: Book) -> list[str]:
    """Every stated cell of the form in paper order; a merged first-column label counts once."""
    texts: list[str] = []
    for code in FORM_SHEETS:
        form = FORMS[code]
        for ref in book.refs(form):
            value = book.stated(ref)
            if value is None or not (form.is_fields or form.column(ref.column).on_form):
                continue
            if ref.column in ("level1", "level2") and value in texts:
                continue
            texts.append(figure(value))
    return texts


def test_extracted_text_holds_every_cell_once_and_in_order(printed):
    path, _ = printed
    page_numbers = re.compile(r"—\d+—|草稿强制性审核问题\d+个未改")
    text = page_numbers.sub("", squeezed(extracted(path)))
    goals = "三、部门（单位）整体支出绩效自评情况预期目标实际完成" + FORMS["goals"].title
    for label in (squeezed(FORMS["overview"].fixed_row("achievements").title), goals):
        first, _, rest = text.partition(label)
        assert rest.count(label) == 1, "heads and labels stand again beside what goes on over the page"
        text = first + label + rest.replace(label, "")
    position = 0
    for cell in cell_texts(sample_book()):
        for paragraph in cell.split("\n"):
            wanted = squeezed(paragraph)
            found = text.find(wanted, position)
            assert found >= 0, (
                f"“{paragraph[:30]}” is missing behind “{text[max(0, position - 30) : position]}”"
            )
            position = found + len(wanted) if len(wanted) > 4 else found
    for long_cell in ("duties", "work"):
        wanted = squeezed(sample_book().text(FORMS["overview"].ref(long_cell)).split("\n")[0])
        assert (
            text.count(wanted) <= 2
        )  # 年度主要工作内容 stands again as 预期目标, nothing stands three times


def test_fonts_are_embedded_subsets(printed):
    path, _ = printed
    with pikepdf.open(path) as pdf:
        fonts = {str(font.BaseFont): font for page in pdf.pages for font in page.Resources.Font.values()}
        for name, font in fonts.items():
            assert re.match(r"/[A-Z]{6}\+", name), f"{name} is no subset"
            assert "/FontFile2" in font.FontDescriptor, f"{name} is not embedded"


def test_metadata_names_report_and_department_and_no_machine_user(printed):
    path, _ = printed
    with pikepdf.open(path) as pdf:
        assert str(pdf.docinfo["/Title"]) == "吉首市科工信局2022年度部门整体支出绩效自评报告"
        assert str(pdf.docinfo["/Author"]) == "吉首市科工信局"


def outline_titles(items):
    for item in items:
        yield item.title
        yield from outline_titles(item.children)


def test_bookmarks_lead_to_the_parts(printed):
    path, _ = printed
    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        titles = list(outline_titles(outline.root))
    for part in ("一、部门（单位）基本概况", "二、部门（单位）收支情况", "四、评价人员"):
        assert part in titles


def test_two_opinion_boxes_leave_room_for_a_42_mm_seal(printed):
    _, report = printed
    assert len(report.seals) == 2
    radius_mm = report.seals[0].radius / 72 * 25.4
    assert radius_mm == pytest.approx(21, abs=0.1)


def test_pages_are_a4(printed):
    path, _ = printed
    document = pypdfium2.PdfDocument(path)
    sizes = {tuple(round(side) for side in page.get_size()) for page in document}
    document.close()
    assert sizes == {(595, 842)}


def test_an_empty_packet_prints_with_room_to_sign_by_hand(tmp_path):
    report = export_pdf(Book(load_profile(), 2023), tmp_path / "empty.pdf", "form", EMBEDDED)
    assert report.pages >= 2
    assert "四、评价人员" in squeezed(extracted(tmp_path / "empty.pdf"))


def test_forty_units_flow_over_pages_with_the_header_repeated(tmp_path):
    book = sample_book()
    rows = [InsertRow("units", f"x{n}", n) for n in range(40)]
    names = [SetCell(FORMS["units"].ref(f"x{n}", "name"), f"第{n + 1}科技创新服务中心") for n in range(40)]
    book.apply(Edit("加机构", (*rows, *names)))
    export_pdf(book, tmp_path / "units.pdf", "form", EMBEDDED)
    text = squeezed(extracted(tmp_path / "units.pdf"))
    assert text.count("第40科技创新服务中心") == 4  # once in each finance table
    assert text.count(squeezed(INCOME.column("nontax").title)) >= 2


def test_the_same_packet_gives_the_same_blocks_and_every_part_prints(tmp_path):
    book = sample_book()
    assert packet_blocks(book) == packet_blocks(sample_book())
    for part in PARTS:
        texts = list(all_texts(packet_blocks(book, part)))
        assert texts, part
