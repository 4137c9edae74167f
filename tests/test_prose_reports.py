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


TABLES = [
    (
        "分值与执行率",
        "项目资金（万元）\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\n年度资金总额\t40.00\t43.20\t37.24\t10\t{}\t8.62\n其中：财政拨款\t40.00\t43.20\t37.24\t\t\t\n",
        ("86.20%", "68.20%"),
        "G30",
    ),
    (
        "小计下的两栏",
        "预算数\t\t\t\t\t\n合计\t因公出国（境）费\t公务用车购置及运行费\t\t\t公务接待费\n\t\t小计\t公务用车购置费\t公务用车运行费\t\n12.00\t0.00\t9.00\t0.00\t{}\t3.00\n",
        ("9.00", "8.00"),
        "G51",
    ),
    (
        "类款项",
        "科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\n\t合计\t382.35\t282.35\t100.00\n208\t社会保障\t182.35\t182.35\t0.00\n20805\t养老\t150.20\t150.20\t0.00\n20808\t抚恤\t{}\t32.15\t0.00\n213\t农林水\t200.00\t100.00\t100.00\n",
        ("32.15", "35.12"),
        "G51",
    ),
    (
        "合并单元格的首列",
        "一级指标\t二级指标\t指标值\t分值\t得分\n产出指标\t数量指标\t43.2\t30\t29\n\t质量指标\t100\t20\t{}\n效益指标\t社会效益\t100\t50\t50\n总分\t\t\t100\t99\n",
        ("20", "18"),
        "G30",
    ),
    (
        "净额与增减率",
        "项目\t期初数\t期末数\t增减变化\t增减幅度\n流动资产\t800.00\t850.00\t50.00\t6.25%\n固定资产\t4000.00\t4100.00\t100.00\t{}\n无形资产\t200.00\t250.00\t50.00\t25.00%\n",
        ("2.50%", "5.20%"),
        "G53",
    ),
]


@pytest.mark.parametrize(
    ("words", "figures", "code"), [case[1:] for case in TABLES], ids=[case[0] for case in TABLES]
)
def test_tables_of_the_usual_shapes_are_recomputed(words: str, figures: tuple[str, str], code: str) -> None:
    assert raised(words.format(figures[0])) == []
    assert {each.code for each in raised(words.format(figures[1]))} == {code}


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
