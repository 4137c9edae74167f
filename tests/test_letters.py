"""The notice and the report as blocks: headings are told from prose, lists of names are spread, torn lines are joined."""

from __future__ import annotations

import pytest

from export.blocks import Face, Grid, Heading, Paragraph
from export.letters import notice_blocks, prose_blocks, report_blocks
from model.cells import CellRef
from model.edits import set_cells
from tests.sample import sample_book


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("一、自评范围", 1),
        ("（一）基本支出情况", 2),
        ("(二)确保评价质量", 2),
        ("1、预算执行率(10分，得10分，扣0分)", 3),
        ("2.1数量指标", 4),
        ("3.4 可持续影响指标", 4),
    ],
)
def test_short_numbered_lines_are_headings(line, level):
    (block,) = prose_blocks(line)
    assert isinstance(block, Heading)
    assert block.level == level


@pytest.mark.parametrize(
    "line",
    [
        "（四）预算管理和绩效评价相关制度和文件；",
        "1、成立自评小组。成立由吉首市科工信局局长陶毅为组长。",
        "3.05万元",
        "2.78%",
        "10.8个百分点",
        "2022年度部门整体支出",
        "无",
    ],
)
def test_sentences_and_figures_are_no_headings(line):
    (block,) = prose_blocks(line)
    assert isinstance(block, Paragraph)


@pytest.mark.parametrize(
    "text",
    [
        "积极争取企业科技政策资金，开展好科技活动周活动。\n加快推进电网建设项目、信息化建设项目。",
        "全面完成科技助力乡村振兴任务\n扎实开展纾困增效专项行动",
        "工业经济指标及及重点工作完成情况如下所列各项内容全面说明\n1、工业经济运行基本平稳。",
        "（二）部门（单位）年度整体支出绩效目标、市级专项资金绩效\n全市工业投资23.4亿元。",
        "全市工业投资、技术改造和高新技术产业发展的情况说明如下：\n全市工业投资23.4亿元。",
    ],
)
def test_paragraphs_that_the_clerk_has_set_apart_stay_apart(text):
    assert len(list(prose_blocks(text))) == 2


@pytest.mark.parametrize(
    ("line", "lead", "face"),
    [
        (
            "（一）强化预算编制科学化、合理化。预算编制需根据项目提出。",
            "（一）强化预算编制科学化、合理化。",
            Face.KAITI,
        ),
        ("(二)加强管理，完善制度。完善项目管理制度。", "(二)加强管理，完善制度。", Face.KAITI),
        ("一、自评范围。包括本部门及二级机构。", "一、自评范围。", Face.HEITI),
    ],
)
def test_a_heading_that_the_text_runs_on_from_is_in_its_own_face(line, lead, face):
    (block,) = prose_blocks(line)
    assert isinstance(block, Paragraph)
    assert line[: block.lead_chars] == lead
    assert block.lead_face is face


@pytest.mark.parametrize(
    "line",
    [
        "（十）其他相关资料。",
        "（二）《中共中央 国务院关于全面实施预算绩效管理的意见》；",
        "1、成立自评小组。成立由局长为组长的小组。",
        "（三）" + "市委、市政府制定的国民经济与社会发展规划及方针政策和有关文件" * 2 + "。另有其他。",
    ],
)
def test_a_sentence_that_only_has_a_number_is_no_heading(line):
    (block,) = prose_blocks(line)
    assert block.lead_chars == 0


def leading_group(members: str):
    book = sample_book()
    book.apply(set_cells("名单", [(CellRef("notice", "members", "value"), members)]))
    blocks = list(notice_blocks(book))
    last = max(index for index, block in enumerate(blocks) if isinstance(block, Heading) and block.level == 0)
    return blocks[last].text, [block.text for block in blocks[last + 1 :]]


def test_roles_and_names_of_two_characters_are_spread_to_three():
    title, lines = leading_group(
        "组长：陶毅\n副组长：张宏\n成员：李芳 尚玉屏、欧阳建国\n由李芳同志负责联系。"
    )
    assert title == "吉首市科工信局部门整体支出绩效评价工作领导小组名单"
    assert lines == [
        "组\u3000长：陶\u3000毅",
        "副组长：张\u3000宏",
        "成\u3000员：李\u3000芳\u3000尚玉屏\u3000欧阳建国",
        "由李芳同志负责联系。",
    ]


def test_a_list_that_says_more_than_names_is_printed_as_typed():
    title, lines = leading_group("绩效评价工作组\n组长：陶毅（局长）\n成员：李芳，负责联系。")
    assert title == "绩效评价工作组"
    assert lines == ["组长：陶毅（局长）", "成员：李芳，负责联系。"]


def test_the_addressee_ends_with_one_colon():
    book = sample_book()
    for typed in ("局机关各股室、二级单位", "局机关各股室、二级单位：", "局机关各股室、二级单位:"):
        book.apply(set_cells("主送", [(CellRef("notice", "addressee", "value"), typed)]))
        assert any(getattr(block, "text", "") == "局机关各股室、二级单位：" for block in notice_blocks(book))


def test_the_score_table_stands_behind_the_sentence_that_announces_it():
    blocks = list(report_blocks(sample_book()))
    (place,) = [index for index, block in enumerate(blocks) if isinstance(block, Grid)]
    assert blocks[place - 1].text.endswith("下表：")
    assert [cell.text for cell in blocks[place].rows[-1].cells] == ["合计", "100", "97", "97%"]
