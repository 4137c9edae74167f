"""The 审核报告 as PDF, from the same call for the window and for ``check --pdf``."""

from __future__ import annotations

import json

import pypdfium2
import pytest

from export.audit_report import audit_report_blocks, message_of
from export.blocks import Grid
from export.errors import ExportError
from export.paper_check import PaperState, check_paper
from export.pdf.writer import FontOptions
from export.service import export_audit_report, export_pdf, pdf_job
from main import main
from model.checkcode import PART_SHEETS, check_code
from model.gaps import gaps
from tests.sample import SAMPLE, sample_book


def words(path) -> str:
    document = pypdfium2.PdfDocument(path)
    try:
        return "".join("".join(page.get_textpage().get_text_range() for page in document).split())
    finally:
        document.close()


def test_every_finding_and_every_unjudged_relation_stands_in_the_report(tmp_path):
    book, target = sample_book(), tmp_path / "审核报告.pdf"
    report = export_audit_report(book, target, FontOptions(prefer_system=False))
    text = words(target)
    assert report.missing_glyphs == ()
    assert "审核报告" in text
    for finding in book.findings:
        assert "".join(message_of(book, finding).split()) in text
        assert "".join(book.name(finding.place).split()) in text
    for gap in gaps(book.not_checked):
        assert "".join(gap.reason.split()) in text


def test_cells_that_wait_are_named_by_rows_and_columns_not_one_by_one():
    (grid,) = (
        block
        for block in audit_report_blocks(sample_book())
        if isinstance(block, Grid) and block.bookmark == "未核对的关系"
    )
    places = {row.cells[1].text: row.cells[2].text for row in grid.rows}
    assert places["G04、G05"] == "支出和结余 › 各行 › 当年结余、累计结余"
    assert places["G07、G08"].split("\n") == [
        "固定资产 › 2、二级机构1；3、二级机构2 › 固定资产合计",
        "固定资产 › 局机关及二级机构汇总 › 出租固定资产",
    ]
    assert places["G48"].startswith("通知 › 基本支出（万元）、项目支出（万元）、")


@pytest.fixture
def packet(tmp_path, capsys):
    path = tmp_path / "2022.jxzp"
    assert main(["import", str(SAMPLE), "--to", str(path)]) == 0
    capsys.readouterr()
    return path


def test_check_writes_the_report_and_keeps_its_exit_code(packet, tmp_path, capsys):
    target = tmp_path / "审核报告.pdf"
    assert main(["check", str(packet), "--pdf", str(target)]) == 1
    assert target.read_bytes().startswith(b"%PDF-")
    assert "审核报告.pdf" in capsys.readouterr().out


def test_with_json_stdout_stays_one_object(packet, tmp_path, capsys):
    assert main(["check", str(packet), "--json", "--pdf", str(tmp_path / "x.pdf")]) == 1
    assert json.loads(capsys.readouterr().out)["findings"]
    assert (tmp_path / "x.pdf").exists()


def test_a_report_that_cannot_be_written_ends_in_one_sentence(packet, tmp_path, capsys):
    target = tmp_path / "没有" / "x.pdf"
    assert main(["check", str(packet), "--pdf", str(target)]) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
    with pytest.raises(ExportError, match="不存在"):
        export_audit_report(sample_book(), target)


def test_equal_jobs_mean_equal_pages_and_an_edit_makes_another_job():
    from model.cells import CellRef
    from model.edits import set_cells

    book = sample_book()
    before = {part: pdf_job(book, part) for part in PART_SHEETS}
    assert before == {part: pdf_job(book, part) for part in PART_SHEETS}
    book.apply(set_cells("改", [(CellRef("overview", "phone", "value"), "8520527")]))
    assert pdf_job(book, "form") != before["form"]
    assert pdf_job(book, "report") == before["report"]


def test_the_machine_without_official_faces_says_which_ones_are_stood_in_for(tmp_path):
    from export.blocks import Face

    report = export_pdf(sample_book(), tmp_path / "x.pdf", "notice", FontOptions(prefer_system=False))
    assert report.stand_ins == frozenset(Face)


@pytest.mark.parametrize("part", PART_SHEETS)
def test_the_code_of_a_part_agrees_only_with_that_part(part):
    book = sample_book()
    check = check_paper(book, check_code(book, part))
    assert (check.state, check.part) == (PaperState.AGREES, part)
    other = check_code(sample_book_of_another_year(), part)
    assert check_paper(book, other).state is PaperState.DIFFERS
    assert check_paper(book, other[1:]).state is PaperState.MISCOPIED


def sample_book_of_another_year():
    from model.book import Book

    book = sample_book()
    groups = {name: book.group(name) for name in ("units", "indicators", "evaluators")}
    return Book(book.profile, book.year + 1, book.cells, groups)
