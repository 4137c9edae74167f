"""取上年文字: chapters come over as they are, quotes go on quoting, and what is last year's is counted."""

from __future__ import annotations

from decimal import Decimal

import pytest

from intake.carry_forward import carry_forward
from intake.last_year_texts import chapter_texts, take_texts
from model.book import Book
from model.cells import CellRef, Value
from model.edits import DeleteRow, Edit, InsertRow, SetCell, set_cells
from model.fieldsyntax import written
from model.findings import Severity
from model.livefields import DELETED, EMPTY
from model.profile import load_profile
from model.textlength import length_of
from tests.sample import sample_book

C1, C2, C9 = (CellRef("chapters", f"c{number}", "text") for number in (1, 2, 9))
STAFF = CellRef("overview", "staff", "value")
UNIT_PUBLIC = CellRef("income", "u1", "public")


def put(book: Book, *values: tuple[CellRef, Value]) -> None:
    book.apply(set_cells("写", values))


@pytest.fixture
def last() -> Book:
    return sample_book()


@pytest.fixture
def this(last: Book) -> Book:
    book = Book(load_profile(), 2023)
    book.apply(carry_forward(last, book))
    return book


def test_chapters_are_offered_with_what_they_hold_in_both_years(last: Book, this: Book):
    put(last, (C2, None))
    put(this, (C9, "一二三。\n四。"))
    offered = {one.row: one for one in chapter_texts(last, this)}
    assert len(offered) == 11
    assert (offered["c1"].here, offered["c2"].there, offered["c9"].here) == (0, 0, 6)
    assert offered["c1"].there == length_of(last.prose(C1))
    assert offered["c1"].text == last.prose(C1)


def test_only_what_was_chosen_is_taken_in_one_edit_that_can_be_taken_back(last: Book, this: Book):
    put(this, (C9, "本年的建议。"))
    before = dict(this.cells)
    scratch = this.copied().book()
    taken = take_texts(last, scratch, ["c1", "c2"])
    changes = this.apply(taken.edit)
    assert (this.text(C1), this.text(C2)) == (last.text(C1), last.text(C2))
    assert this.text(C9) == "本年的建议。"
    assert {change.ref for change in taken.edit.changes if isinstance(change, SetCell)} == {C1, C2}
    assert scratch.cells == this.cells
    this.apply(changes.inverse)
    assert dict(this.cells) == before


def test_quotes_of_the_same_cell_say_this_year_s_figures(last: Book, this: Book):
    put(
        last,
        (
            C9,
            f"实有{written(STAFF)}人，{written(UNIT_PUBLIC)}万元，{written(CellRef('units', '*', 'name'), '个数')}个。",
        ),
    )
    put(this, (STAFF, Decimal(31)))
    take_texts(last, this, ["c9"])
    assert this.text(C9) == last.text(C9)
    units = len(this.group("units"))
    assert this.prose(C9) == f"实有31人，{EMPTY}万元，{units}个。"


def test_quotes_of_a_row_that_is_another_or_gone_become_what_they_said(last: Book, this: Book):
    special = last.group("specials")
    name, unit = CellRef("specials", "s9", "name"), CellRef("units", "u1", "name")
    if "s9" not in special:
        last.apply(Edit("专项", (InsertRow("specials", "s9", 0), SetCell(name, "稳岗补贴"))))
    put(last, (C9, f"{written(unit)}完成{written(name)}。"))
    said = last.prose(C9)
    put(this, (unit, "另一个单位"))
    take_texts(last, this, ["c9"])
    assert this.text(C9) == this.prose(C9) == said
    assert DELETED not in said


def test_a_quote_that_was_broken_last_year_is_shown_to_be_broken(last: Book, this: Book):
    last.apply(Edit("增加行", (InsertRow("evaluators", "e99", 0),)))
    put(last, (C9, f"由{written(CellRef('evaluators', 'e99', 'name'))}评价。"))
    last.apply(Edit("删除行", (DeleteRow("evaluators", "e99"),)))
    take_texts(last, this, ["c9"])
    assert this.prose(C9) == f"由{DELETED}评价。"


def test_how_often_last_year_is_named_and_what_the_checks_find_is_told(last: Book, this: Book):
    put(last, (C9, "截至2022年12月31日，完成２０２２年的任务。2021年同样。"), (C1, "无。"))
    taken = take_texts(last, this, ["c9", "c1"])
    assert taken.named == 2
    found = [one for one in this.findings if one.place in (C1, C9) and one.severity is not Severity.ROUNDING]
    assert taken.found == len(found) > 0
    assert "G60" in {one.code for one in found}
