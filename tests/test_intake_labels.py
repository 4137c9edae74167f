"""Labels decide: columns, rows and fields are known by their words, wherever they stand and however they were typed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from model.cells import CellRef
from model.edits import set_cells
from tests.intake_kit import as_typed, new_book, read_string, table


def test_columns_are_found_by_label_in_any_order_and_an_extra_column_is_named_as_unread():
    intake = read_string(
        table(
            "机构名称|其中：|收入合计|备用栏",
            "|其他收入|一般公共预算拨款|上年结转||",
            "1、局机关|3.00|2.50|1|6.50|附注",
        )
    )
    read = as_typed(intake)
    assert read == {
        "income/bureau/other": "3.00",
        "income/bureau/public": "2.50",
        "income/bureau/carryover": "1",
        "income/bureau/total": "6.50",
    }
    assert [(item.quote, item.why) for item in intake.unread if item.quote == "附注"] == [
        ("附注", "表中“备用栏”一栏，程序的表格里没有")
    ]


def test_a_heading_in_another_unit_is_converted_to_ten_thousand_yuan():
    intake = read_string(
        table("年度收入情况（元）")
        + "\n"
        + table("机构名称|收入合计|上年结转", "1、局机关|53,948,600|460800.00")
    )
    assert as_typed(intake)["income/bureau/total"] == "5394.8600"
    assert as_typed(intake)["income/bureau/carryover"] == "46.080000"


def test_a_figure_with_its_own_unit_is_converted():
    intake = read_string(table("机构名称|支出合计|基本支出", "1、局机关|1.2亿元|548.83万元"))
    assert intake.values[CellRef("spending", "bureau", "total")] == Decimal(12000)
    assert as_typed(intake)["spending/bureau/basic"] == "548.83"


def test_a_word_where_a_figure_belongs_is_a_problem_and_nothing_is_stored():
    book = new_book()
    old = CellRef("income", "bureau", "carryover")
    book.apply(set_cells("旧值", [(old, Decimal(7))]))
    intake = read_string(table("机构名称|收入合计|上年结转", "1、局机关|10|约五万"), book)
    problem = intake.problems[0]
    assert (problem.quote, problem.place) == ("约五万", "收入 › 1、局机关 › 上年结转")
    assert problem.message.startswith("“收入 › 1、局机关 › 上年结转”没有读入：")
    assert intake.document.text[slice(*problem.span)] == "约五万"
    book.apply(intake.edit)
    assert book.number(old) == Decimal(7)
    assert [item.quote for item in intake.unread] == ["约五万"]


@pytest.mark.parametrize("mark", ["—", "-", "/", "——"])
def test_a_dash_is_an_empty_cell_not_a_problem(mark):
    intake = read_string(table("机构名称|收入合计|上年结转", f"1、局机关|10|{mark}"))
    assert as_typed(intake) == {"income/bureau/total": "10"}
    assert intake.problems == intake.unread == ()


def test_any_number_of_units_is_read_under_their_own_names():
    rows = [f"{number + 2}、某中心{number}|{number}|" for number in range(12)]
    intake = read_string(
        table("机构名称|收入合计|上年结转", "局机关及二级机构汇总|66|", "1、局机关|0|", *rows)
    )
    book = new_book()
    book.apply(intake.edit)
    assert [book.text(CellRef("units", row, "name")) for row in book.group("units")] == [
        f"某中心{n}" for n in range(12)
    ]
    assert book.number(CellRef("income", book.group("units")[11], "total")) == Decimal(11)


@pytest.mark.parametrize("label", ["1、局机关", "局本级", "一、市民政局机关", "1.吉首市民政局"])
def test_the_bureau_s_own_row_is_known_by_its_usual_names_and_by_the_cover_s(label):
    intake = read_string(
        "单位名称（盖章）：吉首市民政局\n" + table("机构名称|收入合计|上年结转", f"{label}|10|")
    )
    assert as_typed(intake)["income/bureau/total"] == "10"


def test_a_row_without_a_name_is_a_problem():
    intake = read_string(table("机构名称|收入合计|上年结转", "1、局机关|10|", "|12|"))
    assert [problem.quote for problem in intake.problems] == ["12"]


def test_the_same_table_a_second_time_is_listed_not_mixed_in():
    once = table("机构名称|收入合计|上年结转", "1、局机关|10|1")
    intake = read_string(once + "\n\n正文。\n\n" + once.replace("10", "99"))
    assert as_typed(intake)["income/bureau/total"] == "10"
    assert any("前面已经读过" in item.why and item.quote == "99" for item in intake.unread)


def test_label_synonyms_and_typographic_variants_are_the_same_label():
    intake = read_string(
        table("联络电话|123", "编 制 数|26人", "实有人员：|22 人", "职能职责|一\n\n二")
        + "\n\n\n单位名称（盖章）:甲局\n预算代码：01\n报告日期：2024年1月\n"
    )
    assert as_typed(intake) == {
        "overview/phone/value": "123",
        "overview/staffing/value": "26",
        "overview/staff/value": "22",
        "overview/duties/value": "一\n二",
        "cover/unit_name/value": "甲局",
        "cover/budget_code/value": "01",
        "cover/report_date/value": "2024年1月",
    }


def test_indicators_of_the_eight_column_form_are_read_with_weight_score_and_reason():
    intake = read_string(
        table(
            "绩效指标|一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施",
            "|产出指标|数量指标|新增企业|4家|3家|10|7.5|一家推迟",
            "||时效指标|及时率|100%|100%|5|5|",
        )
    )
    read = as_typed(intake)
    assert [read[f"indicators/i1/{c}"] for c in ("level1", "level2", "name", "weight", "score", "reason")] == [
        "产出指标", "数量指标", "新增企业", "10", "7.5", "一家推迟",
    ]  # fmt: skip
    assert read["indicators/i2/level1"] == "产出指标"
    assert read["indicators/i2/level2"] == "时效指标"


def test_an_opinion_is_what_was_written_not_the_label_or_the_signature_line():
    box = "部门（单位）意见：\n 同意自评结果。\n 部门（单位）负责人（签字）：张三      部门（单位）（盖章）：\n 2023年7月20日"
    intake = read_string(table("评价组组长签署意见：\n评价组组长（签字）：\n  年  月  日", box))
    assert as_typed(intake) == {"opinions/department/value": "同意自评结果。"}
    assert [item.quote for item in intake.unread] == ["张三", "2023年7月20日"]


def test_a_chapter_may_be_headed_with_other_words_and_its_text_may_follow_on_the_line():
    intake = read_string(
        "附件3\n某局整体支出绩效评价报告\n一、部门概况\n甲\n八、存在的主要问题及原因分析\n乙\n十一、其他需要说明的问题：无\n"
    )
    assert as_typed(intake) == {"chapters/c1/text": "甲", "chapters/c8/text": "乙", "chapters/c11/text": "无"}
    assert intake.unread == ()


@pytest.mark.parametrize(
    "lines",
    [
        ("某县统计局关于开展2022年度部门整体支出绩效自评工作的通知",),
        ("某县统计局关于开展2022年度", "部门整体支出绩效自评工作的通知"),
        ("某县统计局", "关于开展2022年度部门整体支出", "绩效自评工作的通知"),
    ],
)
def test_the_title_of_a_notice_may_fill_several_lines(lines):
    text = "\n".join((*lines, "局机关各股室：", "现将有关事项通知如下。", "某县统计局", "2023年7月3日"))
    read = as_typed(read_string(text))
    assert (
        read["notice/title/value"]
        .replace("\n", "")
        .endswith("关于开展2022年度部门整体支出绩效自评工作的通知")
    )
    assert read["notice/addressee/value"] == "局机关各股室"
    assert read["notice/body/value"] == "现将有关事项通知如下。"


def test_a_table_of_contents_does_not_open_the_chapters():
    contents = "一、基本情况\n二、一般公共预算支出情况\n"
    intake = read_string(
        "整体支出绩效评价报告\n" + contents + "一、基本情况\n甲\n二、一般公共预算支出情况\n乙\n"
    )
    assert as_typed(intake) == {"chapters/c1/text": "甲", "chapters/c2/text": "乙"}


def test_two_different_values_for_one_field_are_a_problem():
    intake = read_string(table("联系人|陶毅|联系电话|1") + "\n" + table("联系人|张宏"))
    assert as_typed(intake)["overview/contact/value"] == "陶毅"
    assert [problem.quote for problem in intake.problems] == ["张宏"]


def test_a_header_that_fits_no_column_below_is_refused_not_guessed_at():
    intake = read_string(table("机构名称|收入合计|上年结转", "1、局机关|10|2|3|4|5", "2、某中心|1|2|3|4|5"))
    assert as_typed(intake) == {}
    assert "格数对不上" in intake.problems[0].message
    assert {"10", "5"} <= {item.quote for item in intake.unread}


def test_a_row_that_lost_a_cell_is_refused_not_shifted():
    intake = read_string(table("机构名称|收入合计|上年结转", "局机关及二级机构汇总|12|2", "1、局机关|10"))
    assert as_typed(intake) == {"income/summary/total": "12", "income/summary/carryover": "2"}
    assert (
        intake.problems[0].message
        == "“1、局机关”这一行有 2 格，表头有 3 格，对不上，没有读入，请核对后填写。"
    )


def test_a_second_header_row_may_name_the_levels():
    intake = read_string(
        table(
            "整体支出绩效定量目标及实施计划完成情况|评价内容|绩效目标|完成情况",
            "|一级指标|二级指标|三级指标||",
            "|产出指标|数量指标|新增企业|4家|8家",
        )
    )
    assert as_typed(intake) == {
        "indicators/i1/level1": "产出指标",
        "indicators/i1/level2": "数量指标",
        "indicators/i1/name": "新增企业",
        "indicators/i1/target": "4家",
        "indicators/i1/actual": "8家",
    }
