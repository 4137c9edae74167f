"""Blocks on the clipboard: what Excel and WPS write is read cell by cell, and what we write they read back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gui.clipboard import format_block, parse_block

CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=6) | st.sampled_from(
    ['"', "\t", "\n", '"a"', "1,2"]
)


@given(
    st.integers(1, 4).flatmap(
        lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1)
    )
)
@settings(max_examples=100)
def test_a_block_comes_back_as_it_went(block: list[list[str]]) -> None:
    assert parse_block(format_block(block)) == block


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("1\t2\r\n3\t4\r\n", [["1", "2"], ["3", "4"]]),
        ("1\t2", [["1", "2"]]),
        ("", []),
        ("\n", [[""]]),
        ("1\t\n", [["1", ""]]),
        ("1\t", [["1", ""]]),
        ('"两行\n文字"\t"5 ""寸"""\r\n', [["两行\n文字", '5 "寸"']]),
        ('"引语"他说\t2\n', [['"引语"他说', "2"]]),
        ('"引语"\t2\n', [['"引语"', "2"]]),
        ('5"\t6"\n', [['5"', '6"']]),
        ('"没有收尾\t2\n', [['"没有收尾', "2"]]),
        ("1\n2\t3\n", [["1"], ["2", "3"]]),
    ],
)
def test_excels_own_ways(text: str, block: list[list[str]]) -> None:
    assert parse_block(text) == block


def test_a_short_row_is_not_filled_up_so_that_nothing_is_pasted_over_what_it_does_not_hold():
    assert parse_block("11\n7\t8\t9\n") == [["11"], ["7", "8", "9"]]
