"""Published text: the sample packet is read whole, and what is not read is named."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.document import Table, ink_runs, is_ink
from intake.intake import Intake, fit, read_source
from intake.reader import read_document
from intake.text import decode, parse_text
from model.book import Book
from model.cells import CellRef
from model.edits import Edit, SetCell, set_cells
from model.profile import load_profile
from tests.packet_2022 import LONG_TEXTS, SAMPLE, expected

SAMPLE_TEXT = SAMPLE.read_text(encoding="utf-8")


PROFILE = load_profile()


def new_book() -> Book:
    return Book(PROFILE, 2022)


def read_string(text: str, book: Book | None = None) -> Intake:
    return fit(read_document(parse_text(text), None, 2022), book or new_book(), "导入")


@pytest.fixture(scope="module")
def packet() -> Intake:
    return read_source(SAMPLE, new_book())


def as_typed(intake: Intake) -> dict[str, str]:
    return {str(ref): str(value) for ref, value in intake.values.items()}


def covered(intake: Intake) -> bytearray:
    known = bytearray(len(intake.document.text))
    spans = [*intake.labels, *(item.span for item in (*intake.read, *intake.unread))]
    for start, end in spans:
        known[start:end] = b"\1" * (end - start)
    return known


# -- the sample packet -----------------------------------------------------------------------------------------------


def test_every_value_of_the_sample_packet_is_read_as_typed(packet):
    read = as_typed(packet)
    short = {address: text for address, text in read.items() if address not in LONG_TEXTS}
    assert short == expected()


def test_the_long_texts_are_read_whole_paragraph_by_paragraph(packet):
    read = as_typed(packet)
    for address, (begin, end, paragraphs) in LONG_TEXTS.items():
        text = read[address]
        assert text.startswith(begin), address
        assert text.endswith(end), address
        assert len(text.split("\n")) == paragraphs, address
        assert all(line == line.strip() and line for line in text.split("\n")), address


def test_figures_are_decimals_and_words_are_text(packet):
    assert packet.values[CellRef("income", "bureau", "total")] == Decimal("5394.86")
    assert packet.values[CellRef("cover", "budget_code", "value")] == "004001"
    assert packet.values[CellRef("indicators", "i8", "target")] == "100%"


def test_nothing_of_the_sample_packet_is_left_unread_and_nothing_is_a_problem(packet):
    assert packet.unread == ()
    assert packet.problems == ()


def test_names_spread_out_for_looks_are_closed_up_and_the_clerk_is_told(packet):
    assert "“陶  毅”中为排版加的空格已去掉，存为“陶毅”。" in packet.notes


def test_year_and_department_are_found(packet):
    assert (packet.found_year, packet.found_department) == (2022, "吉首市科工信局")


def test_every_value_names_the_words_it_was_read_from(packet):
    text = packet.document.text
    assert text == SAMPLE_TEXT
    for item in packet.read:
        assert text[item.span.start : item.span.end] == item.quote
    assert text[slice(*packet.sources[CellRef("income", "bureau", "other")])] == "153.63"
    assert text[slice(*packet.sources[CellRef("notice", "general", "value")])] == "3173.85万元"
    assert text[slice(*packet.sources[CellRef("evaluators", "e1", "name")])] == "陶  毅"


@pytest.mark.parametrize("address", sorted(LONG_TEXTS))
def test_a_place_within_a_long_text_is_found_again_in_the_source(packet, address):
    ref = CellRef.parse(address)
    value = packet.values[ref]
    for start in range(0, len(value), 97):
        part = value[start : start + 20].strip().split("\n")[0]
        begin = value.index(part, start)
        span = packet.locate(ref, begin, begin + len(part))
        assert "".join(packet.document.text[span.start : span.end].split()) == "".join(part.split())


def test_a_repeated_sentence_is_located_where_it_stands_not_where_it_stood_first(packet):
    ref = CellRef("chapters", "c2", "text")
    value = packet.values[ref]
    last = value.rindex("智慧城市项目经费137万元")
    span = packet.locate(ref, last, last + 13)
    assert span.start == SAMPLE_TEXT.rindex("智慧城市项目经费137万元")


def test_the_edit_fills_an_empty_packet_and_reading_again_changes_nothing():
    book = new_book()
    first = read_source(SAMPLE, book)
    changes = book.apply(first.edit)
    assert book.group("indicators") == tuple(f"i{number}" for number in range(1, 14))
    assert {str(ref): str(value) for ref, value in book.cells.items()} == as_typed(first)
    assert read_source(SAMPLE, book).edit == Edit(f"导入 {SAMPLE.name}", ())
    book.apply(changes.inverse)
    assert not book.cells
    assert book.group("units") == ()


def test_stated_totals_stay_as_stated():
    book = new_book()
    book.apply(read_source(SAMPLE, book).edit)
    assert book.stated(CellRef("sangong", "bureau", "total")) == Decimal(0)
    assert book.computed(CellRef("sangong", "bureau", "total")) == Decimal("0.29")


def test_every_edit_survives_the_history(packet):
    assert Edit.from_json(packet.edit.to_json()) == packet.edit


# -- fitting to a packet that already has something ------------------------------------------------------------------


def test_rows_are_the_source_s_rows_and_a_row_of_the_same_name_keeps_what_the_source_has_no_column_for():
    book = new_book()
    book.apply(read_source(SAMPLE, book).edit)
    weight = CellRef("indicators", "i4", "weight")
    book.apply(set_cells("分值", [(weight, Decimal(5)), (CellRef("indicators", "i5", "name"), "旧的指标")]))
    again = read_source(SAMPLE, book)
    assert any("旧的指标" in note and "删除" in note for note in again.notes)
    book.apply(again.edit)
    names = [book.text(CellRef("indicators", row, "name")) for row in book.group("indicators")]
    assert names[3:5] == ["新增规模企业", "完成工业投资"]
    assert book.number(weight) == Decimal(5)
    assert len(names) == 13


def test_rows_in_another_order_are_moved_not_typed_again():
    book = new_book()
    book.apply(read_source(SAMPLE, book).edit)
    shown = SAMPLE_TEXT.replace("\t张  宏\n\t副局长", "\t@\n\t@").replace(
        "\t陶  毅\n\t局  长", "\t张  宏\n\t副局长"
    )
    swapped = shown.replace("\t@\n\t@", "\t陶  毅\n\t局  长")
    intake = read_string(swapped, book)
    assert not any(isinstance(change, SetCell) for change in intake.edit.changes)
    book.apply(intake.edit)
    assert book.group("evaluators")[:2] == ("e2", "e1")


def test_a_blank_field_leaves_the_packet_s_value_and_a_table_s_blank_cell_clears_it():
    book = new_book()
    phone, nontax = CellRef("overview", "phone", "value"), CellRef("income", "bureau", "nontax")
    book.apply(set_cells("旧值", [(phone, "110"), (nontax, Decimal(5))]))
    book.apply(read_string(SAMPLE_TEXT.replace("\t8520526\n", "\t\n"), book).edit)
    assert book.text(phone) == "110"
    assert book.number(nontax) is None


def test_a_source_without_a_table_leaves_that_table_alone():
    book = new_book()
    book.apply(read_source(SAMPLE, book).edit)
    only_cover = "部门（单位）名称（盖章）：吉首市民政局\n预算编码：005001\n"
    book.apply(read_string(only_cover, book).edit)
    assert len(book.group("indicators")) == 13
    assert book.text(CellRef("cover", "unit_name", "value")) == "吉首市民政局"


# -- labels decide ---------------------------------------------------------------------------------------------------


def table(*rows: str) -> str:
    return "\n".join("".join(f"\t{cell}\n" for cell in row.split("|")) for row in rows)


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


# -- the file itself -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_usual_encodings_and_line_ends_give_the_same_packet(tmp_path, packet, encoding, newline):
    path = tmp_path / "材料.txt"
    path.write_bytes(SAMPLE_TEXT.replace("\n", newline).encode(encoding))
    again = read_source(path, new_book())
    assert again.values == packet.values
    assert again.sources == packet.sources


def test_a_damaged_character_is_a_problem_with_its_line(tmp_path):
    path = tmp_path / "损坏.txt"
    path.write_bytes(
        SAMPLE_TEXT.encode().replace("吉首市科工信局绩效自评\n".encode(), b"\xe5\x90" + "局\n".encode(), 1)
    )
    intake = read_source(path, new_book())
    assert "有损坏的字符" in intake.problems[0].message
    assert intake.values[CellRef("income", "bureau", "total")] == Decimal("5394.86")


def test_a_control_character_is_removed_and_named():
    intake = read_string(table("联系人|陶\x07毅"))
    assert as_typed(intake) == {"overview/contact/value": "陶毅"}
    assert "U+0007" in intake.problems[0].message


def test_rare_characters_are_kept():
    intake = read_string(table("联系人|䶮𠮷㛃\U00031350"))
    assert as_typed(intake) == {"overview/contact/value": "䶮𠮷㛃\U00031350"}


def test_a_cell_that_holds_a_blank_line_does_not_tear_its_row():
    document = parse_text(table("联系人|陶毅"))
    assert [len(block.rows) for block in document.blocks if isinstance(block, Table)] == [1]
    intake = read_string("\t机构名称\n\t收入合计\n\t上年结转\n\n\t1、局机关\n\n\t10\n\n\t2\n")
    assert as_typed(intake) == {"income/bureau/total": "10", "income/bureau/carryover": "2"}


@given(st.characters())
def test_every_letter_and_digit_of_any_script_counts_as_visible(character):
    assert is_ink(character) or not character.isalnum()
    assert not (is_ink(character) and character.isspace())


CELL_ENDS = [
    cell.span.end
    for block in parse_text(SAMPLE_TEXT).blocks
    if isinstance(block, Table)
    for row in block.rows
    for cell in row.cells
]


@settings(max_examples=80, deadline=None)
@given(end=st.sampled_from(CELL_ENDS))
def test_a_blank_line_after_any_one_cell_changes_nothing(packet, end):
    """Converters leave such blank lines; a figure that slid under another heading would be worse than one unread."""
    assert read_string(SAMPLE_TEXT[:end] + "\n" + SAMPLE_TEXT[end:]).values == packet.values


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


def test_decoding_keeps_what_was_written():
    assert decode("\ufeff甲\r\n乙\r丙".encode(), "x") == "甲\n乙\n丙"


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_whatever_is_cut_or_shuffled_all_visible_text_is_read_a_label_or_unread(data):
    """The promise behind the preview: nothing of a source is ever dropped in silence."""
    lines = SAMPLE_TEXT.split("\n")
    start = data.draw(st.integers(0, len(lines) - 1))
    stop = data.draw(st.integers(start, len(lines)))
    chosen = lines[start:stop]
    if chosen and data.draw(st.booleans()):
        where = data.draw(st.integers(0, len(chosen) - 1))
        chosen.insert(where, data.draw(st.text(alphabet="\t 甲乙1.:：、（）无年月日\n", max_size=12)))
    intake = read_string("\n".join(chosen))
    known = covered(intake)
    text = intake.document.text
    for run in ink_runs(text):
        assert all(known[run.start : run.end]), text[run.start : run.end]
    new_book().apply(intake.edit)
