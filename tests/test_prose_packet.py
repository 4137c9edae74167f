"""The 2022 packet, row by row: every known slip is found, nothing that holds is accused."""

from __future__ import annotations

from decimal import Decimal

import pytest

from model.findings import Severity
from model.prose.audit import Fact, ProseFinding, ProseReport, audit_text
from tests.packet_2022 import SAMPLE

MANDATORY, ADVISORY, ROUNDING = Severity.MANDATORY, Severity.ADVISORY, Severity.ROUNDING
PACKET = SAMPLE.read_text(encoding="utf-8")
NARRATIVE = PACKET[PACKET.index("部门整体支出绩效评价报告\n一、基本情况") :]

FACTS = (
    Fact("编制数", "", 2022, Decimal(26), "人", "封面表"),
    Fact("实有人数", "", 2022, Decimal(22), "人", "封面表"),
    Fact("基本支出", "全口径", 2022, Decimal("548.83"), "万元", "支出情况表"),
    Fact("项目支出", "全口径", 2022, Decimal("4846.03"), "万元", "支出情况表"),
    Fact("支出合计", "全口径", 2022, Decimal("5394.86"), "万元", "支出情况表"),
    Fact("公务接待费", "全口径", 2022, Decimal("0.29"), "万元", "三公经费表"),
    Fact("公共财政拨款", "一般公共预算", 2022, Decimal("2577.99"), "万元", "收入情况表"),
    Fact("重点工作完成及时率", "目标值", 2022, Decimal(100), "%", "指标表"),
    Fact("重点工作完成及时率", "完成值", 2022, Decimal(98), "%", "指标表"),
    Fact("综合得分", "", 2022, Decimal(97), "分", "自评情况表"),
    Fact("等次", "", 2022, "优", "", "自评情况表"),
)


@pytest.fixture(scope="module")
def report() -> ProseReport:
    return audit_text(PACKET)


@pytest.fixture(scope="module")
def narrative() -> ProseReport:
    return audit_text(NARRATIVE)


def found(report: ProseReport, *words: str) -> list[ProseFinding]:
    return [each for each in report.findings if all(word in each.message + each.quote for word in words)]


ROWS = [
    ("N1", MANDATORY, ("454.45", "2123.53", "2577.98")),
    ("N2", MANDATORY, ("5791.02",)),
    ("R2", ROUNDING, ("人员经费", "432.63")),
    ("R3", MANDATORY, ("公用经费", "22.02", "0.19")),
    ("R4", ADVISORY, ("2123.47", "0.06")),
    ("R5", ROUNDING, ("19.205",)),
    ("R5 decimals", ADVISORY, ("“手续费0.005万元”小数",)),
    ("R6", MANDATORY, ("12.056", "12.21")),
    ("R8", MANDATORY, ("1..95万元", "1.95")),
    ("R9", ADVISORY, ("智慧城市项目经费137万元", "3次")),
    ("R10", MANDATORY, ("191.46%", "91.5%")),
    ("R11", MANDATORY, ("118.18%", "84.62%", "对调")),
    ("R12", MANDATORY, ("3.05元", "3.05万元")),
    ("R18", ADVISORY, ("2022年将",)),
    ("R25 month", ADVISORY, ("截止到9月",)),
    ("R25 quarter", ADVISORY, ("截止三季度",)),
    ("R25 forecast", ADVISORY, ("预计全年",)),
    ("R26", ADVISORY, ("3.4可持续影响指标",)),
]


@pytest.mark.parametrize(("row", "severity", "words"), ROWS, ids=[row[0] for row in ROWS])
def test_every_known_slip_is_found_once_with_its_severity(
    report: ProseReport, row: str, severity: Severity, words: tuple[str, ...]
) -> None:
    assert [each.severity for each in found(report, *words)] == [severity], row


HOLDS = [
    ("R1", "454.45万元，人员经费"),
    ("R7 office", "4.48万元，主要用于"),
    ("R7 party", "3.6万元，主要用于"),
    ("R7 petitions", "2.55万元"),
    ("R13 public", "公用经费控制率为75.69%"),
    ("R13 three", "控制率为2.78%"),
    ("R13 assets", "固定资产利用率100%"),
    ("R14", "50分，得49分，扣1分"),
    ("R15", "得分率"),
    ("R16", "152件（省交办14件，州交办件138件）"),
    ("R17", "新申报4家"),
    ("R19", "净增规模工业企业8家以上"),
    ("R20", "2617.17万元，主要用于"),
    ("R22", "二级机构共4个"),
    ("R23", "5G基站169个"),
    ("R24", "州定任务数为20件"),
    ("R27", "114331010066942188"),
]


@pytest.mark.parametrize(("row", "words"), HOLDS, ids=[row[0] for row in HOLDS])
def test_what_holds_is_not_accused(report: ProseReport, row: str, words: str) -> None:
    start = PACKET.index(words) if words in PACKET else -1
    assert start >= 0, row
    hit = [
        each
        for each in report.findings
        if each.severity is not ADVISORY
        and each.span[0] < start + len(words)
        and start < each.span[1]
        and each.span[1] - each.span[0] < 200
    ]
    assert hit == []


def test_no_more_than_three_advisories_beyond_the_table(report: ProseReport) -> None:
    known = [words for _, _, words in ROWS]
    beyond = [
        each
        for each in report.findings
        if not any(all(word in each.message + each.quote for word in words) for words in known)
    ]
    assert all(each.severity is ADVISORY for each in beyond)
    assert len(beyond) <= 3


def test_the_same_error_in_five_places_is_one_finding(report: ProseReport) -> None:
    (finding,) = found(report, "191.46%")
    assert len({finding.span, *finding.places}) == 5
    assert all("91.5%" in PACKET[start:end] for start, end in finding.places)


def test_spans_quote_the_source(report: ProseReport) -> None:
    assert all(PACKET[each.span[0] : each.span[1]] == each.quote for each in report.findings)


def test_the_narrative_alone_gives_the_same_verdicts(narrative: ProseReport) -> None:
    severities = [each.severity for each in narrative.findings]
    assert severities.count(MANDATORY) == 6
    assert severities.count(ROUNDING) == 2


def test_the_summary_says_how_much_was_read(report: ProseReport) -> None:
    assert report.numbers_read > report.numbers_checked > 150
    assert report.passed > 40
    assert all("增" in each.quote or "降" in each.quote for each in report.not_checked)


def test_swapped_staff_figures_are_one_finding_against_the_form() -> None:
    """R11: the form says 编制 26 and 实有 22; the text has them the other way round."""
    report = audit_text(PACKET, facts=FACTS)
    (swap,) = [each for each in report.findings if each.code == "G38"]
    assert (swap.severity, swap.expected) == (MANDATORY, "22人、26人")
    assert found(report, "118.18%") == []


def test_an_indicator_below_target_contradicts_all_done_in_time() -> None:
    """T8: 98 % in the table, 及时完成 in the text."""
    (finding,) = [each for each in audit_text(PACKET, facts=FACTS).findings if each.code == "G50"]
    assert finding.severity is ADVISORY
    assert "及时完成" in finding.quote


def test_figures_of_another_scope_are_never_mandatory() -> None:
    """R21, R28: 454.45 of the general budget and 548.83 of all funds differ rightly."""
    findings = [each for each in audit_text(PACKET, facts=FACTS).findings if each.code == "G48"]
    assert all(each.severity is ADVISORY for each in findings)
    assert not any("454.45" in each.stated for each in findings)


def test_the_notice_is_told_of_the_near_figure_in_the_table() -> None:
    """R29: the parts give 2577.98, one hundredth from the table's 2577.99."""
    (finding,) = found(audit_text(PACKET, facts=FACTS), "2577.98")
    assert "2577.99" in finding.message


@pytest.mark.parametrize(
    ("quote", "stated", "figure"),
    [
        ("21.83万元，其中：办公费0.2万元", "21.83万元", "21.83万元"),
        ("预算50万元，决算45万元，完成80%", "80%", "80%"),
        ("80%的项目完成预算的80%，", "80%", "80%"),
        ("由13.2万元改为3.2万元", "3.2万元", "3.2万元"),
        ("收入3.2万元、支出3.2万元合计", "3.2万元", None),
        ("2022年年末实有人数26人", "26人、22人", None),
    ],
)
def test_the_stated_figure_is_found_where_it_is_certain(quote: str, stated: str, figure: str | None) -> None:
    found = ProseFinding("G51", MANDATORY, (7, 7 + len(quote)), quote, "", stated)
    span = found.figure
    assert (span and quote[span[0] - 7 : span[1] - 7]) == figure


@pytest.mark.parametrize(
    "text",
    [
        "核定编制30人，实有28人。",
        "我局现有编制30人，在职在编28人。",
        "编制总数30名，年末实有在编人员28名。",
        "核定各类编制30人，实际在职28人。",
        "编办核定我单位编制30人，在岗人数28人。",
        "我局成立于1998年，核定编制30人，实有28人。",
        "根据2019年“三定”方案，核定编制30人，其中：行政编制12人、事业编制18人；年末实有在职人员28人。",
    ],
)
def test_posts_and_staff_are_the_forms_however_they_are_told(text: str) -> None:
    findings = audit_text(f"一、基本情况\n{text}", report_year=2022, facts=FACTS).findings
    differing = [(each.stated.rstrip("人名"), each.expected) for each in findings if each.code == "G38"]
    assert differing == [("30", "26人"), ("28", "22人")]


@pytest.mark.parametrize(
    "text",
    [
        "核定编制26人，实有22人。",
        "核定编制26人，其中：行政编制12人，实有10人；事业编制14人，实有12人。",
        "行政编制12名，事业编制14名，共26名。",
        "下属信息中心核定编制8人，实有7人。",
        "所属二级机构核定编制8名，在职7人。",
        "办公室：编制5人，实有4人。",
        "2021年末编制25人，实有21人。",
        "核定编制26人，实有车辆2辆。",
        "实有在职22人，其中在编20人、编外2人。",
        "编制预算28万元，实有资产30万元。",
    ],
)
def test_posts_of_a_part_of_another_year_or_of_cars_are_not_the_forms(text: str) -> None:
    findings = audit_text(f"一、基本情况\n{text}", report_year=2022, facts=FACTS).findings
    assert [each.message for each in findings if each.code == "G38"] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "截至2021年12月31日，在职人员23人。2022年度支出5394.96万元。",
            {("G38", "22人"), ("G48", "5394.86万元")},
        ),
        ("现有在职人员23人。", {("G38", "22人")}),
        ("2022年我局总支出5394.96万元。", {("G48", "5394.86万元")}),
        ("吉首市科工信局2022年度支出5394.96万元。", {("G48", "5394.86万元")}),
        ("全年支出5934.86万元，用于以下方面。", {("G48", "5394.86万元")}),
    ],
)
def test_staff_as_of_a_year_end_and_the_years_outlay_are_the_forms(
    text: str, expected: set[tuple[str, str]]
) -> None:
    findings = audit_text(f"一、基本情况\n{text}", report_year=2022, facts=FACTS).findings
    assert {(each.code, each.expected) for each in findings if each.code != "G60"} == expected


@pytest.mark.parametrize(
    "text",
    [
        "截至2021年12月31日，在职人员23人；截至2022年12月31日，在职人员22人。",
        "信访专项。2022年度支出2.55万元。",
        "信访专项2022年度支出5394.96万元。",
        "二、一般公共预算支出情况\n2022年度支出5394.96万元。",
        "2021年度支出5394.96万元。",
        "2022年度支出5394.86万元。",
    ],
)
def test_last_years_staff_beside_this_years_and_an_outlay_on_something_are_not(text: str) -> None:
    findings = audit_text(f"一、基本情况\n{text}", report_year=2022, facts=FACTS).findings
    assert [each.message for each in findings if each.code in ("G38", "G48")] == []


def test_a_finding_calls_the_figure_as_the_text_does() -> None:
    findings = audit_text("一、基本情况\n年末实有人数23人。", report_year=2022, facts=FACTS).findings
    (finding,) = [each for each in findings if each.code == "G38"]
    assert finding.message.startswith("文中“实有人数”为23人")
