"""The 校验码 on paper: one code for one state of one part, and a slip of the pen is told from a changed file."""

from __future__ import annotations

from decimal import Decimal

import pytest

from model.cells import CellRef
from model.checkcode import PART_SHEETS, check_code, normalised, part_of_code
from model.edits import set_cells
from tests.sample import sample_book


def test_each_part_has_its_own_code_and_the_code_names_the_part():
    book = sample_book()
    codes = {part: check_code(book, part) for part in PART_SHEETS}
    assert len(set(codes.values())) == len(PART_SHEETS)
    assert {part_of_code(book, code) for code in codes.values()} == set(PART_SHEETS)


def test_one_changed_figure_changes_the_code_of_the_parts_that_print_it_and_of_no_other():
    book = sample_book()
    before = {part: check_code(book, part) for part in PART_SHEETS}
    book.apply(set_cells("改", [(CellRef("assets", "bureau", "rented"), Decimal("1.00"))]))
    after = {part: check_code(book, part) for part in PART_SHEETS}
    assert {part for part in PART_SHEETS if before[part] != after[part]} == {"form"}
    assert part_of_code(book, before["form"]) is None


def test_undoing_the_change_gives_the_old_code_back():
    book = sample_book()
    before = check_code(book, "form")
    changes = book.apply(set_cells("改", [(CellRef("overview", "staff", "value"), Decimal(23))]))
    assert check_code(book, "form") != before
    book.apply(changes.inverse)
    assert check_code(book, "form") == before


def test_a_code_typed_in_small_letters_without_dashes_is_the_same_code():
    code = check_code(sample_book(), "report")
    assert normalised(code.lower().replace("-", " ")) == code


@pytest.mark.parametrize("position", range(12))
def test_a_misread_letter_is_told_at_once(position):
    code = check_code(sample_book(), "form").replace("-", "")
    wrong = "2" if code[position] != "2" else "3"
    assert normalised(code[:position] + wrong + code[position + 1 :]) is None


def test_two_swapped_neighbours_are_told_at_once():
    code = check_code(sample_book(), "form").replace("-", "")
    for i in range(11):
        if code[i] != code[i + 1]:
            assert normalised(code[:i] + code[i + 1] + code[i] + code[i + 2 :]) is None
