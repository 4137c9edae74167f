"""附件1 and 附件2 of other bureaus: four layouts, each as Word, Excel and published text; and beside the form they repeat."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path

import docx
import pytest

from intake.document import ink_runs
from intake.intake import read_source
from model.book import Book
from model.edits import set_cells
from model.starting import bare_book
from tests import annex_fixtures
from tests.annex_fixtures import Annex, Cell, add_word, write_sheets, write_text, write_word
from tests.annex_values import HUNAN_2018, HUNAN_2021, MINISTRY, PERIODS, PROVINCIAL
from tests.docx_fixtures import Builder, Style
from tests.intake_kit import as_typed, covered, new_book, read_string, table
from tests.rule_kit import at, book_of

LAYOUTS: Mapping[str, tuple[Callable[[], tuple[Annex, ...]], dict[str, str], int, str | None]] = {
    "Hunan 2021": (annex_fixtures.hunan_2021, HUNAN_2021, 2021, "某县农业农村局"),
    "Hunan 2018": (annex_fixtures.hunan_2018, HUNAN_2018, 2017, "某县司法局"),
    "the ministry's": (annex_fixtures.ministry, MINISTRY, 2022, None),
    "a provincial one": (annex_fixtures.provincial, PROVINCIAL, 2022, "某县司法局"),
}
WRITERS: Mapping[str, Callable[[Path, tuple[Annex, ...]], Path]] = {
    "a.docx": write_word,
    "wps.docx": lambda path, annexes: write_word(path, annexes, Style(wps=True, torn_runs=True)),
    "empty.docx": lambda path, annexes: write_word(path, annexes, Style(empty_paragraphs=True)),
    "a.xlsx": write_sheets,
    "a.txt": write_text,
}


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_every_layout_is_read_by_its_labels(tmp_path, layout, name):
    make, expected, year, department = layout
    intake = read_source(WRITERS[name](tmp_path / name, make()), bare_book())
    assert as_typed(intake) == expected
    assert intake.problems == ()
    assert (intake.found_year, intake.found_department) == (year, department)


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_all_visible_text_is_read_a_label_or_unread(tmp_path, layout, name):
    intake = read_source(WRITERS[name](tmp_path / name, layout[0]()), bare_book())
    known = covered(intake)
    assert all(all(known[run.start : run.end]) for run in ink_runs(intake.document.text))


def test_what_the_packet_has_no_place_for_is_listed_with_its_reason(tmp_path):
    intake = read_source(write_word(tmp_path / "a.docx", annex_fixtures.hunan_2021()), bare_book())
    assert [(item.quote, item.why) for item in intake.unread] == [
        ("……", "占位行，没有内容"),
        ("其中：公务用车保有量（辆）", "附件1的“经费控制情况（万元）”里没有这一行"),
        *[("3", "附件1的“经费控制情况（万元）”里没有这一行")] * 3,
        ("李芳", "签字由本人手写，程序不保存"),
        ("王强", "签字由本人手写，程序不保存"),
        ("……", "占位行，没有内容"),
        ("李芳", "签字由本人手写，程序不保存"),
    ]


@pytest.mark.parametrize("write", [write_word, write_sheets, write_text])
@pytest.mark.parametrize("first", [True, False], ids=["projects last", "projects first"])
def test_tables_of_single_projects_beside_that_of_the_department_are_not_mixed_into_it(
    tmp_path, write, first
):
    whole, project = annex_fixtures.hunan_2021(), annex_fixtures.ministry()
    annexes = (*whole, *project, *project) if first else (*project, *whole)
    path = write(
        tmp_path / {write_word: "a.docx", write_sheets: "a.xlsx", write_text: "a.txt"}[write], annexes
    )
    book = bare_book(2021)
    book.apply(set_cells("录入", [(at("cover/report_date"), "2022年4月")]))
    intake = read_source(path, book)
    assert as_typed(intake) == HUNAN_2021
    assert intake.problems == ()
    left = [item.quote for item in intake.unread if item.why.startswith("这是单个项目的自评表")]
    assert {"乡村振兴项目", "118.80", "道路硬化里程", "98.9"} <= set(left)


# -- years -------------------------------------------------------------------------------------------------------------


def test_an_open_packet_takes_the_columns_of_its_own_year_only(tmp_path):
    """Last year's 附件1 gives this year's packet its column of last year, and nothing else of the outlays."""
    book = new_book()
    book.apply(set_cells("录入", [(at("cover/unit_name"), "某县农业农村局")]))
    intake = read_source(write_word(tmp_path / "a.docx", annex_fixtures.hunan_2021()[:1]), book)
    values = as_typed(intake)
    assert values["base_funds/public/prior"] == "97.88"
    assert not any(
        address.startswith("base_funds") and address.endswith(("budget", "actual")) for address in values
    )
    assert "overview/staff/value" not in values
    assert [problem.quote for problem in intake.problems] == [
        "2021年实际在职人数",
        "2020年决算数",
        "2021年预算数",
    ]
    assert "不是2022年度的栏目" in intake.problems[0].message


def test_the_columns_tell_the_year_of_an_annex_without_a_title():
    """Another year that the text names first is not the report's."""
    funds = table("经费控制情况（万元）|2021年决算数|2022年预算数|2022年决算数", "公务接待|1|2|3")
    intake = read_string(f"上报2021年度决算后填写。\n\n{funds}")
    assert intake.found_year == 2022
    assert as_typed(intake)["base_funds/reception/actual"] == "3"


def test_columns_without_a_year_are_this_years_and_last_years():
    intake = read_string(table("经费控制情况（万元）|上年决算数|本年预算数|本年决算数", "公务接待|1|2|3"))
    assert as_typed(intake) == {
        f"base_funds/reception/{column}": value for column, value in zip(PERIODS, "123", strict=True)
    }


# -- typed once --------------------------------------------------------------------------------------------------------


BASE_STAFF = table("财政供养人员情况（人）|编制数|2022年实际在职人数|控制率", "|26|22|84.62%")


def test_what_another_form_gives_is_not_stated_again():
    book = book_of({"overview/staffing": "26", "overview/staff": "22"})
    intake = read_string(BASE_STAFF, book)
    book.apply(intake.edit)
    assert intake.problems == ()
    assert book.stated(at("base_staff/all/staff")) is None
    assert book.value(at("base_staff/all/staff")) == Decimal(22)
    assert book.stated(at("base_staff/all/rate")) is None
    assert book.value(at("base_staff/all/rate")) == Decimal("84.62")


def test_what_another_form_should_say_and_does_not_goes_there():
    """附件1 alone tells the staff: it is typed once, in the overview, and 附件1 shows it."""
    book = new_book()
    book.apply(read_string(BASE_STAFF).edit)
    assert book.stated(at("overview/staff")) == Decimal(22)
    assert book.stated(at("base_staff/all/staff")) is None
    assert book.value(at("base_staff/all/staff")) == Decimal(22)


def test_what_disagrees_with_the_form_it_repeats_is_kept_and_told():
    book = book_of({"overview/staffing": "27", "overview/staff": "22"})
    intake = read_string(BASE_STAFF, book)
    book.apply(intake.edit)
    assert book.stated(at("base_staff/all/establishment")) == Decimal(26)
    assert book.value(at("overview/staffing")) == Decimal(27)
    assert [problem.message for problem in intake.problems] == [
        "“附件1 在职人员 › 编制数”是26，它取自“基本概况 › 人员编制”，那里是27，两处不同，都照原样保留，请核对。"
    ]
    assert intake.problems[0].quote == "26"


def test_a_disagreement_within_one_file_is_told_too():
    form = table("人员编制|27|实有人数|22")
    intake = read_string(f"{form}\n\n{BASE_STAFF}")
    assert [problem.place for problem in intake.problems] == ["附件1 在职人员 › 编制数"]


def test_an_annex_without_special_funds_leaves_those_of_the_packet():
    book = book_of({"specials/s1/name": "智慧城市", "specials/s1/amount": "137"})
    intake = read_string(
        table("经费控制情况（万元）|2021年决算数|2022年预算数|2022年决算数", "公务接待|1|2|3"), book
    )
    book.apply(intake.edit)
    assert book.text(at("specials/s1/name")) == "智慧城市"
    assert intake.notes == ()


# -- lines beside the tables -------------------------------------------------------------------------------------------


def test_a_list_of_annexes_in_the_notice_is_no_annex():
    text = (
        "某局关于开展2022年度部门整体支出绩效自评工作的通知\n各股室：\n请按要求报送。\n附件：1．部门整体支出绩效评价基础数据表\n"
        "2．部门整体支出绩效自评表\n某局\n2023年7月3日"
    )
    values = as_typed(read_string(text))
    assert values["notice/body/value"].endswith("2．部门整体支出绩效自评表")
    assert (values["notice/issuer/value"], values["notice/issue_date/value"]) == ("某局", "2023年7月3日")


def test_a_signed_annex_does_not_date_the_cover(tmp_path):
    """The cover stands after the annexes: what they are signed with is theirs."""
    builder = Builder(docx.Document(), {}, Style())
    add_word(builder, annex_fixtures.hunan_2018())
    builder.lines(
        "某县司法局2017年度部门整体支出\n绩效自评报告\n部门（单位）名称：某县司法局\n报告日期：2018年6月"
    )
    builder.document.save(str(tmp_path / "a.docx"))
    values = as_typed(read_source(tmp_path / "a.docx", bare_book()))
    assert values["cover/title/value"] == "某县司法局2017年度部门整体支出\n绩效自评报告"
    assert values["cover/report_date/value"] == "2018年6月"
    assert values["base_extra/fill_date/value"] == "2018年5月8日"


def test_the_lines_of_other_tables_stay_unread():
    intake = read_string(
        table("机构名称|收入合计|上年结转", "1、局机关|10|1") + "\n\n填表人：李芳　填报日期：2023年7月1日"
    )
    assert [item.quote for item in intake.unread] == ["填表人：李芳　填报日期：2023年7月1日"]


def test_a_report_closes_with_name_and_date_that_are_no_chapters_text():
    text = "部门（单位）名称：某县司法局\n报告时间：2023年7月\n部门整体支出绩效评价报告\n十一、其他需要说明的问题\n无\n某县司法局\n2023年7月"
    values = as_typed(read_string(text))
    assert values["chapters/c11/text"] == "无"
    alone = read_string("部门整体支出绩效评价报告\n十一、其他需要说明的问题\n无\n某县司法局\n2023年7月5日")
    assert as_typed(alone) == {
        "chapters/c11/text": "无",
        "cover/unit_name/value": "某县司法局",
        "cover/report_date/value": "2023年7月5日",
    }


def test_signature_cells_of_a_table_are_read_in_the_annex(tmp_path):
    (annex, *_) = annex_fixtures.hunan_2018()
    signed = (
        Cell("填表人：", 4),
        Cell("孙一", 4),
        Cell("填报日期", 4),
        Cell("2018年5月9日", 4),
        Cell("联系电话：", 4),
        Cell("5556", 4),
    )
    path = write_word(tmp_path / "a.docx", (Annex(annex.above, (*annex.rows, signed)),))
    values = as_typed(read_source(path, bare_book()))
    assert (values["base_extra/fill_date/value"], values["base_extra/phone/value"]) == (
        "2018年5月9日",
        "5556",
    )
    assert "cover/report_date/value" not in values
    assert "overview/phone/value" not in values


def _packet(path: Path) -> Book:
    book = bare_book()
    intake = read_source(path, book)
    book = bare_book(intake.found_year)
    book.apply(intake.edit)
    return book


@pytest.mark.parametrize("part", [0, 1], ids=["附件1", "附件2"])
def test_a_file_with_one_annex_only_makes_a_packet(tmp_path, part):
    book = _packet(write_word(tmp_path / "a.docx", annex_fixtures.hunan_2021()[part : part + 1]))
    assert book.year == 2021
    assert book.number(at("base_funds/public/actual")) == (Decimal("97.88") if part == 0 else None)
    assert book.number(at("execution/total/executed")) == (Decimal("2251.50") if part == 1 else None)


def test_the_title_may_stand_in_the_table(tmp_path):
    (annex, *_) = annex_fixtures.hunan_2018()
    title = (Cell(annex.above[1], 24),)
    unit = (Cell("填报单位：某县司法局", 12), Cell("单位：元", 12))
    path = write_word(tmp_path / "a.docx", (Annex((), (title, unit, *annex.rows), annex.below),))
    assert as_typed(read_source(path, bare_book())) == HUNAN_2018


def test_the_names_of_the_parts_may_stand_above_them():
    intake = read_string(
        table("财政供养人员情况（人）")
        + "\n\n"
        + table("编制数|2022年实际在职人数|控制率", "26|22|84.62%", "经费控制情况（元）")
        + "\n\n"
        + table("项目|2021年决算数|2022年预算数|2022年决算数", "三公经费|10000|20000|30000")
    )
    values = as_typed(intake)
    assert (values["overview/staff/value"], values["base_funds/sangong/actual"]) == ("22", "3.0000")
    assert (intake.unread, intake.problems) == ((), ())


def test_staff_figures_in_the_overview_are_no_header():
    values = as_typed(read_string(table("人员编制|26|实有人数|22|控制率|84.62%")))
    assert values == {"overview/staffing/value": "26", "overview/staff/value": "22"}
