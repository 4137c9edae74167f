"""What holds for any sequence of edits over the real forms."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from project_kit import profile, put, random_edit, sample_edit, state

from model.book import Book, EditError
from model.cells import CellRef, Value
from model.edits import Edit, InsertRow, SetCell
from model.forms import FORMS

SEEDS = st.integers(0, 2**32)
STEPS = 12


def _book() -> Book:
    book = Book(profile(), 2022)
    book.apply(sample_edit())
    return book


def _shown(book: Book) -> dict[CellRef, Value]:
    return {ref: book.value(ref) for form in FORMS.values() for ref in book.refs(form)}


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_undoing_an_edit_restores_every_cell_and_row(seed: int) -> None:
    rng, book = random.Random(seed), _book()
    trail = []
    for _ in range(STEPS):
        before = state(book)
        trail.append((before, book.apply(random_edit(rng, book)).inverse))
    for before, inverse in reversed(trail):
        book.apply(inverse)
        assert state(book) == before


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_redoing_an_undone_edit_restores_it(seed: int) -> None:
    rng, book = random.Random(seed), _book()
    for _ in range(STEPS):
        changes = book.apply(random_edit(rng, book))
        after = state(book)
        book.apply(changes.inverse)
        book.apply(changes.effective)
        assert state(book) == after


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_values_and_findings_after_edits_are_those_of_a_full_audit(seed: int) -> None:
    """Incremental = from scratch: a new Book on the same cells says exactly the same."""
    rng, book = random.Random(seed), _book()
    for _ in range(STEPS):
        book.apply(random_edit(rng, book))
    groups = state(book)[1]
    fresh = Book(book.profile, book.year, book.cells, groups)
    assert _shown(book) == _shown(fresh)
    assert book.findings == fresh.findings
    assert set(book.not_checked) == set(fresh.not_checked)
    assert book.passed == fresh.passed


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_changes_name_every_cell_that_shows_something_new(seed: int) -> None:
    rng, book = random.Random(seed), _book()
    for _ in range(STEPS):
        before = _shown(book)
        changes = book.apply(random_edit(rng, book))
        after = _shown(book)
        new = {ref for ref in before.keys() & after.keys() if repr(before[ref]) != repr(after[ref])}
        assert new <= changes.cells


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_findings_added_and_removed_are_the_difference(seed: int) -> None:
    rng, book = random.Random(seed), _book()
    for _ in range(STEPS):
        before = set(book.findings)
        changes = book.apply(random_edit(rng, book))
        after = set(book.findings)
        assert set(changes.findings_added) == after - before
        assert set(changes.findings_removed) == before - after


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_edits_survive_being_stored_as_text(seed: int) -> None:
    """To the digit: 5.40 must not come back as 5.4."""
    rng, book = random.Random(seed), _book()
    for _ in range(4):
        changes = book.apply(random_edit(rng, book))
        for edit in (changes.effective, changes.inverse):
            assert repr(Edit.from_json(edit.to_json())) == repr(edit)


def test_renaming_a_unit_renames_it_in_open_findings() -> None:
    book = _book()
    book.apply(put(Decimal("9.00"), CellRef("income", "u1", "total")))
    changes = book.apply(put("新名称", CellRef("units", "u1", "name")))
    assert any("新名称" in finding.message for finding in book.findings)
    assert any("新名称" in finding.message for finding in changes.findings_added)
    assert not any("服务中心1" in finding.message for finding in book.findings)


@settings(max_examples=30, deadline=None)
@given(SEEDS)
def test_an_edit_that_does_not_fit_changes_nothing(seed: int) -> None:
    rng, book = random.Random(seed), _book()
    before, findings = state(book), book.findings
    fitting = random_edit(rng, book).changes
    with pytest.raises(EditError):
        book.apply(
            Edit(
                "坏",
                (
                    *fitting,
                    InsertRow("units", "new", 0),
                    SetCell(CellRef("income", "nowhere", "total"), None),
                ),
            )
        )
    assert state(book) == before
    assert book.findings == findings
