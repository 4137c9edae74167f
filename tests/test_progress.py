"""填报进度: counted is what the official forms need; what may rightly be blank is never called missing."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.intake import read_source
from model.book import Book
from model.cells import CellRef
from model.edits import DeleteRow, Edit, InsertRow, set_cells
from model.forms import FORMS
from model.progress import PartProgress, missing_sentence, progress
from model.starting import bare_book, units_edit

SAMPLE = Path(__file__).resolve().parent.parent / "resources" / "samples" / "jishou-2022.txt"


@pytest.fixture
def book() -> Book:
    return bare_book(2024, rules=())


@pytest.fixture(scope="module")
def sample() -> Book:
    """The published packet; no test changes it."""
    book = bare_book(2022, rules=())
    book.apply(read_source(SAMPLE, book).edit)
    return book


def part(book: Book, sheet: str) -> PartProgress:
    return next(one for one in progress(book) if one.sheet == sheet)


def words(book: Book, sheet: str) -> list[str]:
    return [one.words for one in part(book, sheet).missing]


def test_an_empty_packet_has_nothing_filled(book):
    parts = progress(book)
    assert sum(one.filled for one in parts) == 0
    assert {"预算编码", "报告时间"} <= set(words(book, "cover"))
    assert words(book, "overview")[-2:] == ["年度主要工作内容", "年度部门（单位）总体运行情况及取得的成绩"]


def test_a_field_that_is_filled_is_no_longer_missing(book):
    ref = CellRef("cover", "budget_code", "value")
    before = part(book, "cover")
    book.apply(set_cells("填写", [(ref, "004001")]))
    after = part(book, "cover")
    assert (after.filled, after.required) == (before.filled + 1, before.required)
    assert ref not in {one.ref for one in after.missing}


def test_a_total_counts_as_filled_once_its_formula_knows_it(book):
    """A clerk types the parts; the sum is the program's."""
    assert words(book, "income") == ["收入合计"]
    book.apply(set_cells("填写", [(CellRef("income", "bureau", "public"), Decimal(10))]))
    assert part(book, "income").is_complete


def test_zero_is_filled_and_blank_is_not(book):
    book.apply(set_cells("填写", [(CellRef("spending", "bureau", "balance"), Decimal(0))]))
    missing = words(book, "spending")
    assert "当年结余" not in missing
    assert "累计结余" in missing


def test_what_may_be_blank_is_never_missing(book):
    missing = {one.ref for part in progress(book) for one in part.missing}
    for ref in (
        CellRef("income", "bureau", "nontax"),
        CellRef("notice", "fund", "value"),
        CellRef("notice", "members", "value"),
        CellRef("opinions", "leader", "value"),
        CellRef("opinions", "finance", "value"),
        CellRef("base_building", "all", "actual"),
    ):
        assert ref not in missing
    assert not {"budgets", "subjects", "specials", "uses", "explanations", "last_year"} & {
        one.sheet for one in progress(book)
    }


def test_a_list_without_rows_lacks_its_first_row_and_then_the_rows_cells(book):
    assert words(book, "evaluators") == ["评价人员（至少一人）"]
    book.apply(Edit("增加", (InsertRow("evaluators", "e1", 0),)))
    assert len(words(book, "evaluators")) == 3
    book.apply(Edit("删除", (DeleteRow("evaluators", "e1"),)))
    assert words(book, "evaluators") == ["评价人员（至少一人）"]


def test_secondary_units_need_their_names_only(book):
    edit = units_edit(book, 2)
    assert edit is not None
    book.apply(edit)
    assert part(book, "units").required == 2
    assert len(words(book, "units")) == 2
    assert part(book, "income").required == 1
    assert units_edit(book, 2) is None


def test_the_published_packet_lacks_what_it_lacks(sample):
    """Cover, people and report are complete; the annexes were published without their contents."""
    assert all(
        part(sample, sheet).is_complete
        for sheet in ("notice", "cover", "overview", "evaluators", "chapters", "scores")
    )
    assert words(sample, "spending") == ["当年结余", "累计结余"]
    assert "厉行节约保障措施" in words(sample, "base_extra")
    assert not part(sample, "execution").is_complete


def test_the_sentence_names_a_few_and_counts_the_rest(book):
    missing = part(book, "overview").missing
    assert missing_sentence(missing).startswith("还缺：联系人、联系电话、人员编制、实有人数 等 7 项")
    assert missing_sentence(missing[:2]) == "还缺：联系人、联系电话"
    assert missing_sentence(()) == ""


_FIELDS = st.sampled_from(list(bare_book(2024, rules=()).refs(FORMS["overview"])))
_VALUES = st.one_of(st.none(), st.integers(0, 99).map(Decimal))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(_FIELDS, _VALUES), max_size=8))
def test_filled_and_missing_always_make_up_what_is_required(changes):
    book = bare_book(2024, rules=())
    for ref, value in changes:
        kind = FORMS["overview"].kind_of(ref.row, ref.column)
        typed = value if value is None or kind.is_number else str(value)
        book.apply(set_cells("填写", [(ref, typed)]))
    for one in progress(book):
        assert one.filled + len(one.missing) == one.required
        assert all(book.value(lack.ref) is None for lack in one.missing if lack.ref.row)
