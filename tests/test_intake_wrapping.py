"""Sentences torn by a hard line break are made whole; whatever may be meant as lines stays lines."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.intake import read_source
from intake.wrapping import join_torn
from model.cells import CellRef
from tests.intake_kit import new_book, read_string
from tests.packet_2022 import SAMPLE, WORK

BODY = CellRef("notice", "body", "value")


@pytest.fixture(scope="module")
def packet():
    return read_source(SAMPLE, new_book())


@pytest.mark.parametrize(
    "sentence",
    [
        "强化绩效和责任意识，切实提高资金使用效益，根据",
        "要按要求认真、及时完成自评工作，并于2023年7月24日前将部门(单位)绩效自评报告",
        "具体组织开展绩效自评工作。直属单位、相关项目单位要认真组织开展预算资金绩效自评，相关数据务必客观、准确",
        "并对上报材料的真实性、准确性负责。",
    ],
)
def test_the_torn_sentences_of_the_published_notice_are_whole_again(packet, sentence):
    assert sentence in packet.values[BODY]


def test_the_clerk_is_told_where_and_how_often(packet):
    joined = [note for note in packet.notes if "在句子中间换行" in note]
    assert joined == ["“通知 › 正文”中有 6 处在句子中间换行，已接成一段，请核对分段。"]


def test_a_place_in_a_joined_sentence_is_found_across_the_break(packet):
    value = packet.values[BODY]
    start = value.index("切实提高资金")
    span = packet.locate(BODY, start, start + 6)
    assert "".join(packet.document.text[span.start : span.end].split()) == "切实提高资金"


def test_the_forms_two_lines_without_a_full_stop_stay_two(packet):
    """年度主要工作内容 was published like this: a list whose items lack their stops."""
    for address in ("overview/work/value", "goals/expected/value"):
        assert packet.values[CellRef.parse(address)].split("\n") == list(WORK)


TORN = "本单位成立财务室牵头，相关业务科室分工负责的绩效自评"


@pytest.mark.parametrize(
    ("line", "following"),
    [
        ("本单位成立财务室牵头，相关业务科室分工负责。", "工作小组已经成立。"),
        ("预算执行率、产出、效益三项指标(50分，得49分)", "其余各项另行说明。"),
        ("有关事项通知如下，请各单位遵照执行:", "按时报送材料。"),
        ("根据财政局《关于开展部门整体支出绩效自评、评价的通知》", "结合实际开展。"),
        (TORN, "一、自评范围"),
        (TORN, "（二）确保评价质量。"),
        (TORN, "(3) 其他。"),
        (TORN, "2.1数量指标完成情况良好。"),
        (TORN, "第三章 附则。"),
        (TORN, "二是及时反馈整改。"),
        (TORN, "● 按时报送材料。"),
        (TORN, "组长：陶毅。"),
        (TORN, "2023年7月24日"),
        (TORN, "吉首市科技和工业信息化局"),
        ("工业经济指标及及重点工作完成情况说明", "全市工业经济克服疫情影响。"),
        ("推进电网建设项目，", "推进信息化建设项目，"),
        ("加快推进电网建设项目、信息化", "扎实开展专项行动。"),
        ("推进电网建设项目、信息化建设项目的有关工作", "推进污染防治攻坚工作"),
    ],
)
def test_lines_that_may_be_meant_as_they_stand_are_left(line, following):
    assert join_torn([line, following]) == [line, following]


def test_a_sentence_torn_several_times_is_one():
    lines = [
        "直属单位、相关项目单位要认真组织开展预算资金绩效自评，相关数",
        "据务必客观准确全面完整并对上报材料的真实性、准确",
        "性负责。",
    ]
    assert join_torn(["（一）总则", *lines, "（二）分则"]) == ["（一）总则", "".join(lines), "（二）分则"]


def test_tables_names_and_titles_are_never_joined(packet):
    assert packet.values[CellRef("notice", "members", "value")].count("\n") == 3
    assert packet.values[CellRef("cover", "title", "value")].count("\n") == 1


def test_chapters_of_a_published_text_are_joined_too():
    text = f"部门整体支出绩效评价报告\n一、基本情况\n{TORN}\n工作小组，明确专人负责。\n二、一般公共预算支出情况\n无"
    assert read_string(text).values[CellRef("chapters", "c1", "text")] == f"{TORN}工作小组，明确专人负责。"


@settings(max_examples=80, deadline=None)
@given(st.lists(st.text(alphabet="甲乙丙，。、：1（一）一\t ", min_size=1, max_size=30), max_size=8))
def test_joining_only_ever_takes_line_breaks_away_and_nothing_else(lines):
    """Every character stays, in its order."""
    joined = join_torn(lines)
    assert "".join(joined) == "".join(lines)
    assert len(joined) <= len(lines)
