"""Trust on paper: the foot says 草稿 while something mandatory is open, else the 校验码 that `verify` recognises."""

from __future__ import annotations

import re

import pypdfium2
import pytest

from export.packet import PARTS, foot_line
from export.pdf.writer import FontOptions
from export.service import export_pdf
from main import main
from model.book import Book
from model.cells import CellRef
from model.edits import set_cells
from model.findings import Severity
from model.profile import load_profile
from model.project import Project
from model.starting import starting_cells
from tests.sample import corrections, sample_book, sample_intake


def page_texts(path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def test_the_packet_as_published_prints_as_a_draft_without_any_code(tmp_path):
    export_pdf(sample_book(), tmp_path / "x.pdf", "form", FontOptions(prefer_system=False))
    cover, *pages = page_texts(tmp_path / "x.pdf")
    assert "草稿" not in cover
    assert all("草稿" in page for page in pages)
    assert not any("校验码" in page for page in pages)


@pytest.mark.parametrize("part", PARTS)
def test_a_blank_form_for_the_pen_carries_no_code_that_the_pen_would_void(part):
    profile = load_profile()
    for cells in ({}, starting_cells(profile, 2023, "某某局")):
        assert foot_line(Book(profile, 2023, cells), part) == ("空白表", "")


@pytest.mark.parametrize("part", PARTS)
def test_the_corrected_packet_carries_its_code_on_every_page_and_verify_knows_it(part, tmp_path, capsys):
    packet = tmp_path / "2022.jxzp"
    book = sample_book()
    project = Project.create(packet, profile=book.profile, year=book.year)
    project.apply(sample_intake().edit)
    project.apply(corrections(project.book))
    project.close()
    assert main(["export", str(packet), "--pdf", str(tmp_path / "x.pdf"), "--part", part]) == 0
    pages = page_texts(tmp_path / "x.pdf")[1 if part == "form" else 0 :]
    found = {match for page in pages for match in re.findall(r"校验码 ([0-9A-Z-]{14})", page)}
    assert len(found) == 1
    assert all("校验码" in page for page in pages)
    assert main(["verify", str(packet), found.pop()]) == 0
    assert "一致" in capsys.readouterr().out


def test_after_a_change_the_paper_no_longer_matches(tmp_path, capsys):
    packet = tmp_path / "2022.jxzp"
    book = sample_book()
    project = Project.create(packet, profile=book.profile, year=book.year)
    project.apply(sample_intake().edit)
    project.apply(corrections(project.book))
    _, code = foot_line(project.book, "form")
    project.apply(set_cells("改", [(CellRef("overview", "phone", "value"), "8520527")]))
    project.close()
    assert main(["verify", str(packet), code]) == 1
    assert "不一致" in capsys.readouterr().out
    assert main(["verify", str(packet), code[:-1] + ("2" if code[-1] != "2" else "3")]) == 2
    assert "抄写错误" in capsys.readouterr().err


def test_a_profile_may_print_the_code_together_with_the_open_count():
    from dataclasses import replace

    from model.book import Book

    published = sample_book()
    groups = {name: published.group(name) for name in ("units", "indicators", "evaluators")}
    book = Book(replace(published.profile, code_with_findings=True), 2022, published.cells, groups)
    foot, code = foot_line(book, "form")
    assert code in foot
    mandatory = sum(one.severity is Severity.MANDATORY for one in book.findings)
    assert f"强制性审核问题 {mandatory} 个" in foot
