"""填报提示: every cell of every form says in official words what belongs there."""

from __future__ import annotations

import pytest

from model.cells import CellRef
from model.edits import Edit, InsertRow
from model.forms import FORMS, GROUPS
from model.guidance import guidance
from model.starting import bare_book


@pytest.fixture(scope="module")
def book():
    """A packet with a row in each list; no test changes it."""
    book = bare_book(2024, rules=())
    book.apply(Edit("增加", tuple(InsertRow(group, f"{group[0]}1", 0) for group in GROUPS)))
    return book


@pytest.mark.parametrize("sheet", FORMS)
def test_every_cell_has_words_that_fit_two_lines(book, sheet):
    for ref in book.refs(FORMS[sheet]):
        found = guidance(book, ref)
        assert found.words, ref
        assert len(found.words) <= 120, (ref, len(found.words))
        assert "{" not in found.title + found.words
        assert found.words[-1] in "。）”" or not found.source


def test_a_figure_says_where_it_is_found_in_what_scope_and_unit(book):
    found = guidance(book, CellRef("income", "bureau", "carryover"))
    assert "收入支出决算总表" in found.source
    assert found.facts == "口径：全口径　单位：万元"


def test_the_row_speaks_before_its_column(book):
    words = guidance(book, CellRef("base_funds", "vehicle_purchase", "actual")).words
    assert words.index("公务用车购置费") < words.index("部门决算批复数")


def test_the_unit_is_said_once(book):
    """A heading that says its unit does not need it beside."""
    assert guidance(book, CellRef("base_building", "all", "actual_area")).unit == ""
    assert guidance(book, CellRef("overview", "staff", "value")).unit == "人"


def test_money_of_the_four_tables_names_its_report(book):
    """三公, income, spending and assets each say where the figure comes from."""
    for sheet in ("income", "spending", "sangong", "assets"):
        assert all(
            "《" in column.guide or "报告" in column.guide or "填 0" in column.guide
            for column in FORMS[sheet].columns
        )


@pytest.mark.parametrize("year", [2022, 2023, 2024])
def test_an_example_of_a_date_is_of_the_year_in_which_the_packet_is_made(year):
    words = guidance(bare_book(year), CellRef("cover", "report_date", "value")).words
    assert f"如 {year + 1}年7月" in words
