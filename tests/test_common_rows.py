"""选用共性指标: rows for the chosen indicators, in the table's own words and where they belong; the figures come by themselves."""

from __future__ import annotations

from decimal import Decimal

from model.cells import CellRef
from model.common_indicators import NAMES
from model.common_rows import common_rows_edit, used_common
from model.edits import set_cells
from model.starting import bare_book
from tests.sample import sample_book

FUNDS, OPEN, SATISFIED = "公用经费控制率", "预决算信息公开性", "社会公众或服务对象满意度"


def texts(book, column):
    return [book.text(CellRef("indicators", row, column)) for row in book.group("indicators")]


def test_an_empty_table_gets_the_rows_in_the_order_of_the_form_with_the_headings_of_the_profile():
    book = bare_book(2025)
    edit = common_rows_edit(book, (SATISFIED, OPEN, FUNDS))
    assert edit.label == "选用共性指标 3 项"
    book.apply(edit)
    assert texts(book, "name") == [FUNDS, OPEN, SATISFIED]
    output, benefit = (group.level1 for group in book.profile.indicator_groups)
    assert texts(book, "level1") == [output, output, benefit]
    assert texts(book, "level2") == ["数量、质量、时效、成本指标"] * 2 + ["社会公众或服务对象满意度"]


def test_target_and_actual_come_from_the_tables():
    book = bare_book(2025)
    book.apply(common_rows_edit(book, [FUNDS]))
    funds = [
        (CellRef("base_funds", "public", column), value)
        for column, value in (("budget", Decimal(28)), ("actual", Decimal(21)))
    ]
    book.apply(set_cells("填", funds))
    assert texts(book, "target") == ["28万元"]
    assert texts(book, "actual") == ["21万元"]


def test_a_row_comes_behind_the_rows_under_the_same_headings_and_takes_their_words():
    book = sample_book()
    before = texts(book, "name")
    edit = common_rows_edit(book, [OPEN])
    changes = book.apply(edit)
    names, levels = texts(book, "name"), texts(book, "level1")
    place = names.index(OPEN)
    assert levels[place] == levels[place - 1] == levels[0]
    assert levels[place + 1] != levels[place]
    book.apply(changes.inverse)
    assert texts(book, "name") == before


def test_what_the_table_has_under_its_name_is_not_added_again():
    book = sample_book()
    assert FUNDS in used_common(book)
    assert common_rows_edit(book, [FUNDS]) is None
    book.apply(common_rows_edit(book, NAMES))
    assert used_common(book) == set(NAMES)
    assert common_rows_edit(book, NAMES) is None
