"""Rows that come, go and move: what is laid out anew for them gives what laying everything out gives."""

from __future__ import annotations

import random
from decimal import Decimal
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from project_kit import profile, random_set, sample_edit, state
from sample import sample_book

from model.book import Book
from model.cells import CellRef, Value
from model.common_indicators import NAMES
from model.edits import Change, DeleteRow, Edit, InsertRow, MoveRow, SetCell
from model.engine import Engine, FormulaCycleError
from model.formdef import BoundFormula
from model.forms import FORMS, GROUPS
from model.formula import Same
from model.naming import named_cells

SEEDS = st.integers(0, 2**32)
INDICATORS = 150
"""More than are worked out in one piece."""


def _new() -> Book:
    book = Book(profile(), 2022)
    book.apply(sample_edit())
    return book


@cache
def _long_cells() -> dict[CellRef, Value]:
    """Indicators of every kind, named and unnamed, good and bad, some of them out of the library."""
    rng, cells = random.Random(7), dict[CellRef, Value]()
    for number in range(INDICATORS):
        group = rng.choice(profile().indicator_groups)
        words: dict[str, Value] = {
            "level1": group.level1,
            "level2": group.level2[0],
            "name": rng.choice((None, f"第{number}项重点工作")),
            "common": rng.choice((None, None, None, *NAMES)),
            "target": rng.choice(("100家", "≥95%", "完成", None)),
            "actual": rng.choice(("98家", "96%", "基本完成", None)),
            "weight": rng.choice((Decimal("0.6"), None)),
            "score": rng.choice((Decimal("0.6"), Decimal("0.8"), None)),
        }
        cells.update({CellRef("indicators", f"i{number}", column): one for column, one in words.items()})
    for use in range(6):
        cells[CellRef("uses", f"s{use}", "special")] = f"p{use % 2}"
        cells[CellRef("uses", f"s{use}", "amount")] = Decimal(use)
    cells[CellRef("specials", "p0", "amount")] = Decimal(99)
    cells[CellRef("chapters", "c2", "text")] = (
        "三公经费{{sangong/u1/total}}万元，收入{{income/summary/total}}万元。"
    )
    return cells


def _long() -> Book:
    groups = {
        "units": [f"u{number}" for number in range(3)],
        "indicators": [f"i{number}" for number in range(INDICATORS)],
        "specials": ["p0", "p1"],
        "uses": [f"s{use}" for use in range(6)],
    }
    return Book(profile(), 2022, _long_cells(), groups)


def _row_change(rng: random.Random, book: Book) -> Change:
    group = rng.choice((*GROUPS, "units", "indicators", "specials", "uses"))
    rows = book.group(group)
    kind = rng.choice(("insert", "delete", "move"))
    if kind == "insert" or not rows:
        return InsertRow(group, book.new_row_id(group), rng.randint(0, len(rows)))
    if kind == "delete":
        return DeleteRow(group, rng.choice(rows))
    return MoveRow(group, rng.choice(rows), rng.randrange(len(rows)))


def _row_edit(rng: random.Random, book: Book) -> Edit:
    """A row alone, or with some figures that change with it."""
    cells = [random_set(rng, book) for _ in range(rng.choice((0, 0, 3)))]
    changes: list[Change] = [*cells, _row_change(rng, book)]
    return Edit("改行", tuple(changes))


def _says(book: Book) -> dict[str, object]:
    """All that a packet says of itself, in the order in which it says it."""
    refs = [ref for form in FORMS.values() for ref in book.refs(form)]
    return {
        "values": [(ref, repr(book.value(ref)), repr(book.computed(ref))) for ref in refs],
        "formulas": [(bound.target, bound.code, bound.formula) for bound in book.bound_formulas],
        "in force": [book.formula(ref) for ref in refs],
        "dependents": [book.dependents(ref) for ref in refs],
        "findings": book.findings,
        "not checked": book.not_checked,
        "passed": book.passed,
        "numbers": book.numbers,
    }


def _differing(book: Book) -> list[str]:
    """In what the book differs from one that is opened on the same cells and rows."""
    here = _says(book)
    fresh = _says(Book(book.profile, book.year, book.cells, state(book)[1]))
    return [what for what, said in here.items() if said != fresh[what]]


@pytest.mark.parametrize("make", [_new, _long], ids=["small", "long"])
@settings(max_examples=15, deadline=None)
@given(seed=SEEDS)
def test_rows_laid_out_step_by_step_say_what_all_laid_out_at_once_say(make, seed: int) -> None:
    rng, book = random.Random(seed), make()
    trail = []
    for _ in range(8):
        trail.append(book.apply(_row_edit(rng, book)).inverse)
    assert _differing(book) == []
    for inverse in reversed(trail):
        book.apply(inverse)
    assert _differing(book) == []


@settings(max_examples=5, deadline=None)
@given(seed=SEEDS)
def test_rows_of_the_published_packet_do_too(seed: int) -> None:
    rng, now = random.Random(seed), sample_book()
    book = Book(now.profile, now.year, now.cells, state(now)[1])
    for _ in range(4):
        book.apply(_row_edit(rng, book))
    assert _differing(book) == []


@settings(max_examples=15, deadline=None)
@given(seed=SEEDS)
def test_findings_that_come_and_go_with_a_row_are_told(seed: int) -> None:
    rng, book = random.Random(seed), _long()
    for _ in range(4):
        before = set(book.findings)
        changes = book.apply(_row_edit(rng, book))
        after = set(book.findings)
        assert set(changes.findings_added) == after - before
        assert set(changes.findings_removed) == before - after


@pytest.mark.parametrize(
    "cell", ["units/u1/name", "specials/p0/name", "indicators/i3/name", "evaluators/e1/name"]
)
def test_the_cells_that_a_name_is_part_of_are_known(cell: str) -> None:
    book, name = _long(), CellRef.parse(cell)
    book.apply(Edit("写", (InsertRow("evaluators", "e1", 0), SetCell(name, "某某"))))
    refs = {ref for form in FORMS.values() for ref in book.refs(form)}
    named = {ref for ref in refs if "某某" in book.name(ref)}
    assert named
    assert set(named_cells(name)) == named


def test_a_row_put_in_leaves_the_formulas_of_the_others_alone() -> None:
    book = _long()
    units = book.group("units")
    others = {bound.target: bound for bound in book.bound_formulas if bound.target.row in units}
    book.apply(Edit("加", (InsertRow("units", "new", 1),)))
    assert len(others) == len(units) * 5
    assert all(bound is others[bound.target] for bound in book.bound_formulas if bound.target in others)


def test_a_row_that_moves_takes_its_number_along_in_every_sentence() -> None:
    book = _new()
    book.apply(Edit("填", (SetCell(CellRef("income", "u2", "total"), Decimal("9.00")),)))
    assert any("3、服务中心2" in finding.message for finding in book.findings)
    book.apply(Edit("移", (MoveRow("units", "u2", 0),)))
    assert any("2、服务中心2" in finding.message for finding in book.findings)
    assert not any("3、服务中心2" in finding.message for finding in book.findings)


def test_formulas_that_read_each_other_in_a_circle_are_refused() -> None:
    here, there = (CellRef("income", "bureau", column) for column in ("public", "fund"))
    engine = Engine({})
    engine.lay((BoundFormula(here, Same(there), ""),), ())
    with pytest.raises(FormulaCycleError):
        engine.lay((BoundFormula(here, Same(there), ""), BoundFormula(there, Same(here), "")), ())
