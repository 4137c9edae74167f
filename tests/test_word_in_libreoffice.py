"""The Word files as another program opens and prints them."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest

from export.blocks import Heading, all_texts
from export.packet import packet_blocks
from export.pdf.writer import FontOptions
from export.service import export_docx, export_pdf
from export.word.writer import write_docx
from tests.office import convert, needs_office
from tests.sample import sample_book
from tests.word_kit import squeezed


@needs_office
def test_libreoffice_opens_the_packet_and_prints_every_text(tmp_path) -> None:
    packet = packet_blocks(sample_book())
    source = tmp_path / "packet.docx"
    write_docx(packet, source)
    (paper,) = convert([source], "pdf", tmp_path)
    document = pypdfium2.PdfDocument(paper)
    try:
        pages = ["".join(page.get_textpage().get_text_range().split()) for page in document]
    finally:
        document.close()
    printed = "".join(pages)
    for block in packet:
        if isinstance(block, Heading):
            assert squeezed(block.text) in printed, block.text
    assert 5 <= len(pages) <= 60


@needs_office
def test_without_the_official_faces_forms_have_as_many_sheets_as_on_paper_and_no_figure_is_torn(
    tmp_path: Path,
) -> None:
    """LibreOffice, which has none of the five faces here, stands for a clerk's machine that lacks them."""
    sheets = {"form": 6, "annex1": 1, "annex2": 2}
    sources = []
    for part in sheets:
        sources.append(tmp_path / f"{part}.docx")
        export_docx(sample_book(), sources[-1], part)
    pages: dict[str, list[str]] = {}
    for part, paper in zip(sheets, convert(sources, "pdf", tmp_path), strict=True):
        with pypdfium2.PdfDocument(paper) as document:
            pages[part] = [page.get_textpage().get_text_range() for page in document]
    assert all(len(pages[part]) <= most for part, most in sheets.items())
    for part, texts in pages.items():
        said = "\n".join(all_texts(packet_blocks(sample_book(), part)))
        for figure in ("5394.86", "4846.03", "1600", "220", "152", "138"):
            assert "\n".join(texts).count(figure) >= said.count(figure), (part, figure)
    assert "填表人" in pages["annex1"][0]
    assert "总分" in pages["annex2"][-1]
    assert "填表人" in pages["annex2"][-1]


@needs_office
@pytest.mark.parametrize("part", ["notice", "report"])
def test_libreoffices_paper_says_what_ours_says(part: str, tmp_path: Path) -> None:
    """Prose is drawn in the order of its text by both, so the pages can be compared character by character."""
    book = sample_book()
    source, ours = tmp_path / "x.docx", tmp_path / "ours.pdf"
    export_docx(book, source, part)
    export_pdf(book, ours, part, FontOptions(prefer_system=False))
    (theirs,) = convert([source], "pdf", tmp_path)
    feet = re.compile(r"—\d+—|草稿强制性审核问题\d+个未改|可编辑稿校验码以打印稿（PDF）为准")
    read = []
    for path in (theirs, ours):
        with pypdfium2.PdfDocument(path) as document:
            pages = [page.get_textpage().get_text_bounded() for page in document]
        read.append(feet.sub("", re.sub(r"[\s\ufffe\x02]", "", "".join(pages))))
    assert read[0] == read[1]
