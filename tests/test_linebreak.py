"""Chinese lines: nothing lost, no mark on the wrong side of a line's end, no figure cut in two."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from export.linebreak import HANGING, NO_END, NO_START, is_wide, squeezes, stretchable_gaps, yields
from export.linefit import TIGHTEST_EM, break_lines

BLANKS = " \t\u3000"
PIECES = [
    *"年度部门整体支出绩效自评，。、；：！？（）《》“”【】…—％%·〔〕￥ \u3000",
    *"0123456789.,-kVABC",
    "5394.86万元", "26人", "7月24日", "100%", "〔2023〕25号", "《预算法》", "……", "——", "。”", "é\u0301",
]  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


def widths(text):
    return [1.0 if is_wide(c) else 0.0 if c == "\u0301" else 0.5 for c in text]


def lines_of(text, measure, **options):
    return [text[line.start : line.end] for line in break_lines(text, widths(text), measure, **options)]


@given(texts, st.floats(0.3, 30), st.floats(0, 4), st.sampled_from([0.0, 0.5, 1.0]))
def test_the_lines_put_together_are_the_text(text, measure, indent, hang):
    assert "".join(lines_of(text, measure, first_indent=indent, hang=hang)) == text


@given(texts, st.floats(1, 30), st.sampled_from([0.0, 0.5, 1.0]))
def test_no_line_is_wider_than_the_measure_by_more_than_one_hanging_mark(text, measure, hang):
    for line in break_lines(text, widths(text), measure, hang=hang):
        visible = text[line.start : line.end].rstrip(BLANKS)
        natural = sum(widths(visible))
        assert natural == pytest.approx(line.width + line.hang)
        assert line.width <= measure + 1e-6
        if line.hang:
            assert visible[-1] in HANGING
            assert line.hang <= hang + 1e-6


def permitted(text, place):
    return text[place] not in NO_START and text[place] not in BLANKS and text[place - 1] not in NO_END


@given(texts, st.floats(1, 30))
@example("年（〔2023〕25号", 2.0)
def test_marks_stand_on_the_right_side_of_a_line_end_wherever_that_is_possible(text, measure):
    for line in break_lines(text, widths(text), measure)[:-1]:
        if permitted(text, line.end):
            continue
        if text[line.end] == "\u0301":
            continue
        better = [place for place in range(line.start + 1, line.end) if permitted(text, place)]
        assert all(text[place] == "\u0301" for place in better), (text[line.start : line.end], text[line.end])


TOKENS = [
    "5394.86万元", "1,234.56", "12.3%", "12.3％", "2023-07", "26人", "7月24日", "100%", "10kV", "≥20亿元", "150万千瓦",
    "220千伏", "1600平方米", "10.8个百分点", "〔2023〕25号", "114331010066942188", "5G", "A4", "jxzp@example.com",
]  # fmt: skip


@given(st.integers(0, 40), st.sampled_from(TOKENS), st.integers(0, 40), st.floats(10, 30))
def test_figures_their_units_words_dates_and_document_numbers_are_never_cut(before, token, after, measure):
    text = "本" * before + token + "的" * after
    assert not [
        line for line in break_lines(text, widths(text), measure) if 0 < line.end - before < len(token)
    ]


@pytest.mark.parametrize(
    "token",
    ["1600万平方米", "3.5亿千瓦时", "26 人", "12个工作日", "3个月", "2022 年度", "10.8 个百分点", "8百万元"],
)
def test_a_unit_is_kept_whole_and_with_its_figure_also_behind_a_blank(token):
    for before in range(12):
        text = "本" * before + token + "的" * 9
        assert any(token in line for line in lines_of(text, 10))


def test_a_figure_that_no_line_can_hold_is_parted_before_its_unit():
    assert lines_of("共12345.67万元", 4) == ["共", "12345.67", "万元"]


def test_the_gap_before_a_long_figure_is_shared_among_the_lines_above():
    text = "甲" * 34 + "，乙丙丁戊己庚" + "12345.67万元" + "辛" * 6
    lines = lines_of(text, 20)
    assert any("12345.67万元" in line for line in lines)
    assert min(sum(widths(line)) for line in lines[:-1]) >= 18


def yields_of(text):
    return [float(half) for half in yields(text)]


def test_marks_give_up_their_blanks_so_that_a_figure_stays_on_its_line():
    text = "甲，乙，丙，丁，戊，己，庚辛壬5394.86万元" + "甲乙" * 12
    lines = break_lines(text, widths(text), 20, yields=yields_of(text))
    assert text[lines[0].start : lines[0].end].endswith("万元")
    assert 0 < lines[0].squeeze <= 1


def test_where_that_just_falls_short_all_characters_of_the_line_stand_a_little_closer():
    """A line of 28 that lacked four: the figure behind it stays with its unit, and so it stood on the next."""
    text = "2022年，本部门收入预算5394.86万元，收入决算5394.86万元；支出预算5394.86万元，支出决算5394.86万元，预算执行率100%。"
    wide = [1.0 if is_wide(c) else 0.55 if c.isdigit() else 0.3 for c in text]
    first, *_ = break_lines(text, wide, 28, first_indent=2, hang=0.5, em=1.0, yields=yields_of(text))
    assert text[first.start : first.end].endswith("5394.86万元；")
    assert 1 < first.squeeze <= 2
    without = break_lines(text, wide, 28, first_indent=2, hang=0.5, yields=yields_of(text))[0]
    assert text[without.start : without.end].endswith("收入决算")


@given(texts, st.floats(1, 30), st.sampled_from([0.0, 0.5, 1.0]), st.sampled_from([None, 1.0]))
def test_a_squeezed_line_is_as_wide_as_the_measure_and_nothing_gives_up_more_than_it_may(
    text, measure, hang, em
):
    lines = break_lines(text, widths(text), measure, hang=hang, em=em, yields=yields_of(text))
    assert "".join(text[line.start : line.end] for line in lines) == text
    for line in lines:
        assert line.squeeze <= (2 if em else 1) + 1e-6
        assert line.width <= measure + 1e-6 or line.end - line.start == 1
        if line.squeeze:
            visible = len(text[line.start : line.end].rstrip(BLANKS))
            given_up = min(line.squeeze, 1.0) * sum(yields_of(text)[line.start : line.end])
            given_up += max(line.squeeze - 1.0, 0.0) * TIGHTEST_EM * (visible - 1)
            natural = sum(widths(text[line.start : line.end].rstrip(BLANKS)))
            assert line.width == pytest.approx(measure)
            assert natural - line.hang - line.width <= given_up + 1e-6


def test_only_blank_halves_that_are_left_can_be_given_up():
    assert yields("共（一），二。三！") == [0.5, 0, 0, 0, 0.5, 0, 0.5, 0, 0]


@pytest.mark.parametrize("number", ["2、", "12．", "（二）"])
def test_a_number_begins_the_line_of_what_it_numbers(number):
    text = f"起草法律草案并监督检查。{number}负责日常运行调节工作"
    for measure in (13.5, 14.0, 14.5, 15.0):
        assert not any(line.endswith(number) for line in lines_of(text, measure))


def test_figures_in_a_list_are_no_numbers_of_items():
    assert lines_of("分别投入1、负责2、调节3、运行", 6)[0] == "分别投入1、"


def test_the_last_line_of_a_paragraph_is_not_one_character_alone():
    assert lines_of("甲乙丙丁戊己庚辛壬癸" * 2 + "完。", 20, hang=0) == [
        "甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛壬",
        "癸完。",
    ]


def test_where_two_marks_meet_the_first_gives_up_its_blank_half():
    assert squeezes("》（一），“二”、（《三》）") == [0.5, 0, 0, 0.5, 0.5, 0, 0, 0.5, 0.5, 0.5, 0, 0, 0.5, 0]
    assert squeezes("…，a)，文、字") == [0.0] * 8


def test_a_short_book_title_is_kept_whole_and_a_long_one_may_be_cut():
    assert any("《预算法》" in line for line in lines_of("根据现行有效的《预算法》的规定办理", 9.5 * 2))
    long = "根据《中华人民共和国预算法实施条例》办理"
    assert lines_of(long, 10)[0] == "根据《中华人民共和国"


def test_a_mark_at_the_end_of_a_full_line_hangs_in_the_margin():
    assert lines_of("一二三四五，六七", 5) == ["一二三四五，", "六七"]


def test_in_a_cell_only_the_empty_half_of_a_mark_may_be_used_up():
    assert lines_of("一二三四五，六七", 5, hang=0.5) == ["一二三四", "五，六七"]
    assert lines_of("一二三四五，六七", 5.5, hang=0.5) == ["一二三四五，", "六七"]


def test_two_marks_in_a_row_do_not_both_hang():
    assert lines_of("他说“一二三。”四", 6) == ["他说“一二", "三。”四"]


def test_the_first_line_is_indented_and_the_others_are_not():
    lines = break_lines("一二三四五六七八", [1.0] * 8, 4, first_indent=2)
    assert [(line.indent, line.end - line.start) for line in lines] == [(2, 2), (0, 4), (0, 2)]


@pytest.mark.parametrize(
    "run", ["A" * 500, "……" * 200, "（" * 300, "1" * 400, "，" * 300, "e" + "\u0301" * 300]
)
def test_a_run_that_cannot_be_broken_is_broken_all_the_same(run):
    assert "".join(lines_of(run, 7)) == run
    assert "".join(lines_of(run, 0.1)) == run


def test_justification_widens_no_figure_and_no_word():
    gaps = stretchable_gaps("共123.4万元，kV线")
    assert gaps == [True, False, False, False, False, False, True, True, True, False, True]


@settings(max_examples=5, deadline=None)  # the machine may be busy; the time limit is the test's own
@given(st.integers(3, 40))
def test_a_paragraph_of_a_hundred_thousand_characters_takes_linear_time(measure):
    text = ("2022年度一般公共预算支出3173.85万元，其中：基本支出454.45万元（含公用经费）。" * 2500)[:100_000]
    begin = time.process_time()
    lines = break_lines(text, [1.0] * len(text), measure)
    assert lines[-1].end == len(text)
    assert time.process_time() - begin < 60  # no speed limit: quadratic time takes minutes
