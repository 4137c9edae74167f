"""Whole reports of many places: left in peace as they are true, and every planted slip found, as text and as Word."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from benchmarks.prose_reports import FOLDER, found, raised, right_text, wrong_text
from intake.checking import check_source
from model.findings import Severity
from model.prose.audit import audit_text

REPORTS = sorted(FOLDER.glob("*.txt"))
BEYOND = {("85", "75"), ("11", "12")}
"""Slips no one relates to anything yet: a rate whose base stands two paragraphs above, and counts named behind the figure."""


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_a_true_report_is_left_in_peace(path: Path) -> None:
    text = right_text(_read(path))
    assert [each.message for each in raised(text)] == []
    assert audit_text(text).passed >= 12


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_every_planted_slip_is_found(path: Path) -> None:
    text, slips = wrong_text(_read(path))
    findings = raised(text)
    missed = {(slip.right, slip.wrong) for slip in slips if found(slip, text, findings) != "caught"}
    assert missed <= BEYOND
    assert len(slips) >= 10


def test_a_word_file_with_tables_in_it_says_the_same(tmp_path: Path) -> None:
    """Through the door a user comes in by: the tables of a .docx are read as the rows of the text are."""
    marked = _read(FOLDER / "accounts_hubei.txt")
    true = check_source(_as_word(right_text(marked), tmp_path / "true.docx"))
    assert [each.message for each in true.prose if each.severity is not Severity.ROUNDING] == []
    text, slips = wrong_text(marked)
    false = check_source(_as_word(text, tmp_path / "false.docx"))
    unsaid = [
        slip
        for slip in slips
        if not any(
            slip.wrong in each.message + each.quote and each.code in slip.codes for each in false.prose
        )
    ]
    assert unsaid == []


def test_the_text_is_held_against_its_own_tables() -> None:
    """A figure that the table gives otherwise; the other scope, the budget and last year's column are no matter."""
    table = "一般公共预算财政拨款“三公”经费支出决算表\n单位：万元\n项目\t预算数\t决算数\t上年决算数\n合计\t46.00\t38.72\t42.85\n公务接待费\t12.00\t10.32\t11.20\n公务用车运行维护费\t34.00\t28.40\t31.65\n"
    said = "谷阳镇人民政府2022年度一般公共预算财政拨款“三公”经费支出决算为{}万元。\n全口径“三公”经费支出39.72万元。\n"
    assert raised("2022年度部门决算\n" + table + said.format("38.72")) == []
    (finding,) = raised("2022年度部门决算\n" + table + said.format("37.82"))
    assert (finding.code, finding.stated, finding.expected) == ("G56", "37.82万元", "38.72")


def _as_word(text: str, path: Path) -> Path:
    """Lines as paragraphs, rows of tabs as tables."""
    document = docx.Document()
    rows: list[list[str]] = []
    for line in [*text.splitlines(), ""]:
        if "\t" in line:
            rows.append(line.split("\t"))
            continue
        if rows:
            table = document.add_table(rows=len(rows), cols=len(rows[0]))
            for row, cells in zip(table.rows, rows, strict=True):
                for cell, words in zip(row.cells, cells, strict=True):
                    cell.text = words
            rows = []
        if line:
            document.add_paragraph(line)
    document.save(str(path))
    return path
