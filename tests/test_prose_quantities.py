"""Reading figures: what is one, what it counts, and what only looks like one."""

from __future__ import annotations

from decimal import Decimal

import pytest

from model.prose.items import Column, Role, read_paragraph
from model.prose.lists import read_lists
from model.prose.quantities import Kind, Quantity, read_quantities
from model.prose.text import read_document


def quantities(text: str) -> list[Quantity]:
    return [each for paragraph in read_document(text).paragraphs for each in read_quantities(paragraph)]


@pytest.mark.parametrize(
    ("text", "stated", "kind"),
    [
        ("支出5394.86万元", "5394.86万元", Kind.MONEY),
        ("支出８，２３７．２３万元", "8237.23万元", Kind.MONEY),
        ("支出8,237.23万元", "8237.23万元", Kind.MONEY),
        ("支出 17000 元", "17000元", Kind.MONEY),
        ("投资23.4亿元", "23.4亿元", Kind.MONEY),
        ("任务48亿的", "48亿", Kind.MONEY),
        ("增长2.34％", "2.34%", Kind.PERCENT),
        ("提高1.8个百分点", "1.8个百分点", Kind.POINTS),
        ("编制26人", "26人", Kind.COUNT),
        ("得49.5分", "49.5分", Kind.SCORE),
        ("结余-3.20万元", "-3.20万元", Kind.MONEY),
    ],
)
def test_figures_and_units(text: str, stated: str, kind: Kind) -> None:
    (quantity,) = quantities(text)
    assert (quantity.stated, quantity.kind) == (stated, kind)


@pytest.mark.parametrize(
    "text",
    [
        "吉财绩函〔2023〕25号",
        "（财绩[2014]45号）",
        "2022年12月31日",
        "2023年7月",
        "2019-2022年",
        "11月23日投运",
        "1-9月",
        "联系电话8520526",
        "电话：0743-8520526",
        "统一社会信用代码114331010066942188",
        "预算编码：004001",
        "1、贯彻落实",
        "2.1数量指标",
        "（3）其他事项",
        "附件2",
        "第3条规定",
        "524室",
        "建设5G网络",
        "行政单位离退休（01项）",
        "“十四五”规划",
    ],
)
def test_what_is_no_figure(text: str) -> None:
    assert quantities(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("委托业务费1..95万元", "1.95"),
        ("下降.5%", "0.5"),
        ("差旅费12.3.4万元", "12.34"),
        ("支出12。35万元", "12.35"),
    ],
)
def test_malformed_figures_are_marked_and_read_as_most_likely_meant(text: str, value: str) -> None:
    (quantity,) = quantities(text)
    assert (quantity.malformed, quantity.value) == (True, Decimal(value))


def test_typed_places_are_kept() -> None:
    assert [each.places for each in quantities("奖金5.40万元，手续费0.005万元，共8件")] == [2, 3, 0]


def test_the_lower_end_of_a_range_is_no_figure_of_its_own() -> None:
    assert [each.stated for each in quantities("80—90分为良")] == ["90分"]


def test_a_figure_without_unit_shares_that_of_its_neighbour() -> None:
    assert [each.stated for each in quantities("收、支总计各是4125.49,4143.91万元")] == [
        "4125.49万元",
        "4143.91万元",
    ]


def test_approximate_wording_is_seen() -> None:
    assert [each.approximate for each in quantities("约700万元，8家以上，近5公里，12家")] == [
        True,
        True,
        True,
        False,
    ]


def test_spans_point_into_the_text_as_typed() -> None:
    text = "全年 支出  12.5 万元。"
    paragraph = read_document(text).paragraphs[0]
    (quantity,) = read_quantities(paragraph)
    start, end = paragraph.span(quantity.start, quantity.end)
    assert text[start:end] == "12.5 万元"


def test_lines_broken_by_a_pdf_reader_are_one_paragraph() -> None:
    text = "“三公”经费财政拨款支出年初预算为21.00万元，支出决算\n为16.95万元，完成预算的80.71%。"
    assert len(read_document(text).paragraphs) == 1


def test_table_cells_are_rows_and_not_sentences() -> None:
    text = "备注如下。\n一级指标\t分值\t得分\n产出\t50\t49\n\n\t效益\n\t30\n\t30\n"
    document = read_document(text)
    assert [paragraph.text for paragraph in document.paragraphs] == ["备注如下。"]
    assert [[cell.text for cell in row] for row in document.tables[0].rows] == [
        ["一级指标", "分值", "得分"],
        ["产出", "50", "49"],
        ["效益", "30", "30"],
    ]


def test_roles_and_columns() -> None:
    text = (
        "公务接待费预算为10.44万元，支出决算为0.29万元，完成预算的2.78%，比上年减少1.2万元，下降80%，占3%。"
    )
    items = read_paragraph(read_document(text).paragraphs[0]).items
    assert [item.role for item in items] == [
        Role.MAIN,
        Role.MAIN,
        Role.COMPLETION,
        Role.CHANGE,
        Role.CHANGE,
        Role.SHARE,
    ]
    assert [item.column for item in items[:2]] == [Column.BUDGET, Column.ACTUAL]
    assert [item.direction for item in items[3:5]] == [-1, -1]


def test_growth_words_inside_names_are_no_change() -> None:
    items = read_paragraph(read_document("工业增加值26.8亿元，新增企业8家，净增5家。").paragraphs[0]).items
    assert [item.role for item in items] == [Role.MAIN] * 3


def test_nested_lists_end_where_the_figures_close_them() -> None:
    text = (
        "专项资金20万元，其中：甲项目10万元，主要用于办公费4万元，印刷费6万元，乙项目7万元，"
        "主要用于差旅费7万元，丙项目3万元。"
    )
    claims = read_lists(read_paragraph(read_document(text).paragraphs[0]))
    parts = {claim.head.label: [part.label for part in claim.parts] for claim in claims}
    assert parts == {
        "专项资金": ["甲项目", "乙项目", "丙项目"],
        "甲项目": ["办公费", "印刷费"],
        "乙项目": ["差旅费"],
    }


def test_items_of_spending_are_no_parts_of_income():
    from model.prose.audit import audit_text

    assert (
        audit_text("2023年度基本支出999万元，项目支出1万元，收入合计1200万元。", report_year=2023).findings
        == ()
    )
