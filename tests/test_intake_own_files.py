"""A packet takes back the Word file or workbook that was made of it: nothing in there is new, and nothing becomes typed that was not."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from export.service import export_docx, export_xlsx
from intake.intake import read_source
from model.book import Book
from model.cells import CellRef
from model.edits import Change, SetCell, set_cells
from model.forms import FORMS
from model.livefields import written
from tests.sample import sample_book
from tests.test_intake_round_trip import PACKETS, in_workbook, on_paper, whole_packet


def _written(book: Book, path: Path) -> Path:
    (export_docx if path.suffix == ".docx" else export_xlsx)(book, path)
    return path


def _changed(book: Book, path: Path) -> list[Change]:
    """What taking the file in would change, but for what the notice says in words only."""
    carried = on_paper if path.suffix == ".docx" else in_workbook
    changes = read_source(path, book).edit.changes
    return [change for change in changes if not isinstance(change, SetCell) or carried(change.ref, book)]


@pytest.mark.parametrize("kind", [".docx", ".xlsx"])
@pytest.mark.parametrize("make", PACKETS.values(), ids=PACKETS.keys())
def test_a_packets_own_file_has_nothing_new_for_it(tmp_path, make, kind):
    book = make()
    assert _changed(book, _written(book, tmp_path / f"全套{kind}")) == []


@pytest.mark.parametrize("kind", [".docx", ".xlsx"])
def test_what_a_formula_gave_is_not_typed_by_taking_back_the_packets_own_file(tmp_path, kind):
    """控制率 and 附件1's 三公经费 stand on the page as any figure does; typed, they would be held against the other forms."""
    book = sample_book()
    cells = [CellRef("base_staff", "all", "rate")]
    cells += [CellRef("base_funds", row, "actual") for row in ("sangong", "vehicle")]
    assert [book.stated(cell) for cell in cells] == [None] * len(cells)
    assert None not in [book.value(cell) for cell in cells]
    findings = book.findings
    intake = read_source(_written(book, tmp_path / f"全套{kind}"), book)
    assert set(cells) <= intake.values.keys()
    book.apply(intake.edit)
    assert [book.stated(cell) for cell in cells] == [None] * len(cells)
    assert book.findings == findings


@pytest.mark.parametrize("kind", [".docx", ".xlsx"])
def test_a_text_that_quotes_a_cell_goes_on_quoting_it_after_its_own_file_is_taken_back(tmp_path, kind):
    book, cell = whole_packet(), CellRef("chapters", "c1", "text")
    quoting = f"基本支出{written(CellRef('spending', 'bureau', 'basic'))}万元。"
    book.apply(set_cells("引用", [(cell, quoting)]))
    book.apply(read_source(_written(book, tmp_path / f"全套{kind}"), book).edit)
    assert book.stated(cell) == quoting


def test_a_text_whose_quoted_figure_the_file_changes_says_what_the_file_says(tmp_path):
    """The words of the file stand, not a quotation that would say something else in them."""
    book, cell, figure = (
        whole_packet(),
        CellRef("chapters", "c1", "text"),
        CellRef("sangong", "bureau", "reception"),
    )
    quoting = f"公务接待费{written(figure)}万元。"
    book.apply(set_cells("引用", [(cell, quoting)]))
    path = _written(book, tmp_path / "全套.docx")
    book.apply(set_cells("后来", [(cell, f"{quoting}已核对。"), (figure, Decimal("4.40"))]))
    book.apply(read_source(path, book).edit)
    assert book.text(cell) == "公务接待费3.20万元。"
    assert book.value(figure) == Decimal("3.20")


def test_a_sum_that_the_file_has_wrong_is_stated_though_the_packet_showed_the_same_before(tmp_path):
    """Its parts are others in the file: what the formula gives now is not what the file says."""
    book, part = whole_packet(), CellRef("spending", "bureau", "personnel")
    total = CellRef("spending", "bureau", "basic")
    assert book.stated(total) is None
    shown = book.value(total)
    wrong = whole_packet()
    wrong.apply(set_cells("改", [(part, Decimal("700")), (total, shown)]))
    book.apply(read_source(_written(wrong, tmp_path / "全套.docx"), book).edit)
    assert (book.stated(total), book.computed(total)) == (shown, Decimal("800.05"))


def _formula_cells() -> list[CellRef]:
    book = whole_packet()
    there = {ref for form in FORMS.values() for ref in book.refs(form)}
    found = {bound.target for bound in book.bound_formulas if bound.target in there}
    return sorted((ref for ref in found if on_paper(ref, book)), key=str)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sampled_from(_formula_cells()), st.booleans()), max_size=25, unique_by=lambda one: one[0]
    )
)
def test_whichever_totals_are_typed_and_whichever_not_stays_so(tmp_path, typed):
    book = whole_packet()
    wanted = [
        (cell, book.value(cell) if keep else None) for cell, keep in typed if book.value(cell) is not None
    ]
    book.apply(set_cells("合计", wanted))
    assert _changed(book, _written(book, tmp_path / "全套.docx")) == []
