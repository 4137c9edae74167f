"""Live fields: prose that quotes cells says what the tables say, whatever is typed, deleted, undone or quoted in circles."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from project_kit import profile, random_edit, sample_edit, state

from export.letters import report_blocks
from export.tables import shown
from model.book import Book
from model.cells import CellRef
from model.checkcode import check_code
from model.edits import DeleteRow, Edit, InsertRow, SetCell, set_cells
from model.forms import FORMS
from model.livefields import (
    CIRCULAR,
    DELETED,
    EMPTY,
    field_choices,
    fields_in,
    insert_field,
    is_live,
    parse_fields,
    remove_field,
    render,
    whole_fields,
    written,
)
from model.rules.prose import manuscript
from tests.sample import sample_book

C1, C2, C6 = (CellRef("chapters", f"c{number}", "text") for number in (1, 2, 6))
STAFF = CellRef("overview", "staff", "value")
TOTAL = CellRef("income", "summary", "total")
BUREAU = CellRef("income", "bureau", "public")
RATE = CellRef("scores", "output", "rate")
UNIT = CellRef("units", "u1", "name")
WORK = CellRef("overview", "work", "value")
SEEDS = st.integers(0, 2**32)


@pytest.fixture
def book() -> Book:
    book = Book(profile(), 2022)
    book.apply(sample_edit())
    return book


def put(book: Book, *values):
    return book.apply(set_cells("录入", values))


def test_prose_says_what_the_quoted_cell_says_now(book):
    put(book, (STAFF, Decimal(22)), (C6, f"实有{written(STAFF)}人。"))
    assert book.prose(C6) == "实有22人。"
    put(book, (STAFF, Decimal(23)))
    assert book.prose(C6) == "实有23人。"


def test_a_computed_total_is_quoted_with_its_digits(book):
    put(book, (C6, f"收入{written(TOTAL)}万元。"))
    assert book.prose(C6) == "收入2812.38万元。"
    put(book, (BUREAU, Decimal("2577.9")))
    assert book.prose(C6) == f"收入{book.value(TOTAL)}万元。"


def test_a_percentage_brings_its_sign(book):
    put(book, (CellRef("scores", "output", "weight"), Decimal(50)))
    put(book, (CellRef("scores", "output", "score"), Decimal(49)), (C6, f"得分率{written(RATE)}"))
    assert book.prose(C6) == "得分率98%"


@pytest.mark.parametrize(
    ("ref", "word", "text"),
    [
        (CellRef("scores", "output", "score"), "扣分", "1"),
        (CellRef("assets", "summary", "used"), "比率", "100%"),
        (CellRef("indicators", "i2", "actual"), "比率", "2.78%"),
        (CellRef("indicators", "*", "name"), "个数", "13"),
    ],
)
def test_figures_that_no_cell_holds_come_from_the_row(ref, word, text):
    assert render(sample_book(), written(ref, word)).text == text


def test_an_empty_cell_and_a_missing_one_are_said_to_be_so(book):
    unknown = ("{{nowhere/a/b}}", "{{income/u9/total}}", "{{income/u1/nothing}}", "{{income/u1/total|扣分}}")
    for raw in unknown:
        rendering = render(book, f"收入{raw}万元")
        assert rendering.text == f"收入{DELETED}万元"
        assert [problem.span for problem in rendering.problems] == [(2, 2 + len(raw))]
    rendering = render(book, written(STAFF))
    assert rendering.text == EMPTY
    assert [(problem.ref, problem.mark) for problem in rendering.problems] == [(STAFF, EMPTY)]
    assert "填写" in rendering.problems[0].message


@pytest.mark.parametrize(
    "raw", ["{{", "{{}}", "{{合计}}", "{{a/b}}", "{{ overview/staff/value }}", "{a/b/c}", "}}{{x"]
)
def test_braces_that_are_no_reference_stay_as_typed(book, raw):
    assert render(book, raw).text == raw
    assert render(book, raw).problems == ()
    put(book, (C6, raw))
    assert book.prose(C6) == raw


def test_a_deleted_row_leaves_a_mark_and_undo_brings_the_figure_back(book):
    raw = f"其中，{written(UNIT)}收入{written(CellRef('income', 'u1', 'public'))}万元。"
    put(book, (C6, raw))
    before = book.prose(C6)
    changes = book.apply(Edit("删除一行", (DeleteRow("units", "u1"),)))
    assert C6 in changes.cells
    assert book.prose(C6) == f"其中，{DELETED}收入{DELETED}万元。"
    assert book.text(C6) == raw
    book.apply(changes.inverse)
    assert book.prose(C6) == before


def test_a_new_row_never_takes_the_place_of_a_deleted_one_in_the_text(book):
    put(book, (C6, written(CellRef("units", "u2", "name"))))
    book.apply(Edit("删除一行", (DeleteRow("units", "u2"),)))
    fresh = book.new_row_id("units")
    book.apply(
        Edit("添加一行", (InsertRow("units", fresh, 1), SetCell(CellRef("units", fresh, "name"), "新单位")))
    )
    assert book.prose(C6) == DELETED


def test_prose_quotes_prose_with_its_own_quotes_in_place(book):
    put(book, (STAFF, Decimal(22)), (WORK, f"实有{written(STAFF)}人。\n完成任务。"), (C6, written(WORK)))
    assert book.prose(C6) == "实有22人。\n完成任务。"
    changes = put(book, (STAFF, Decimal(23)))
    assert {WORK, C6} <= changes.cells
    put(book, (C6, f"计划（{written(WORK)}）已完成"))
    assert book.prose(C6) == "计划（实有23人。完成任务。）已完成"  # within a sentence it stays on the line


def test_prose_that_quotes_itself_is_told_so_and_ends(book):
    put(
        book,
        (C1, f"甲{written(C2)}"),
        (C2, f"乙{written(C6)}{written(C6)}"),
        (C6, f"丙{written(C1)}{written(C6)}"),
    )
    assert book.prose(C1) == f"甲乙{f'丙{CIRCULAR}{CIRCULAR}' * 2}"
    assert render(book, book.text(C6), C6).problems[-1].mark == CIRCULAR


def test_only_prose_has_live_fields(book):
    phone = CellRef("overview", "phone", "value")
    put(book, (phone, written(STAFF)))
    assert book.prose(phone) == written(STAFF)
    assert is_live(C6)
    assert not is_live(phone)


def test_paper_and_its_code_follow_the_quoted_cell(book):
    put(book, (STAFF, Decimal(22)), (C6, f"实有{written(STAFF)}人。"))
    code = check_code(book, "report")
    assert any("实有22人" in getattr(block, "text", "") for block in report_blocks(book))
    assert shown(book, C6) == "实有22人。"
    put(book, (STAFF, Decimal(23)))
    assert check_code(book, "report") != code
    put(book, (STAFF, Decimal(22)), (C6, "实有22人。"))
    assert check_code(book, "report") == code  # the same paper, the same code


def test_quoted_goals_hold_against_the_overview_as_they_are_printed():
    book = sample_book()
    put(book, (CellRef("goals", "expected", "value"), written(WORK)))
    assert not any(one.code == "G50" and one.place.row == "expected" for one in book.findings)
    put(book, (WORK, "改为别的工作。"))
    assert not any(one.code == "G50" and one.place.row == "expected" for one in book.findings)


def test_a_finding_on_quoted_words_points_at_the_raw_text():
    book = sample_book()
    raw = f"甲{written(STAFF)}乙。所属二级机构有{written(STAFF)}个。"
    put(book, (C1, raw))
    (finding,) = [one for one in book.findings if one.code == "G09"]
    start, end = finding.span
    assert raw[start:end] == f"二级机构有{written(STAFF)}个"
    changes = put(book, (STAFF, Decimal(5)))
    assert [one.stated for one in changes.findings_added if one.code == "G09"] == ["5个"]


def test_the_audit_of_prose_reads_what_is_printed_and_marks_the_raw_text(book):
    raw = f"实有{written(STAFF)}人，完成{written(TOTAL)}万元。"
    put(book, (STAFF, Decimal(22)), (C6, raw))
    script = manuscript(book)
    place = script.text.index("完成2812.38万元")
    ref, span = script.locate((place, place + len("完成2812.38")))
    assert (ref, raw[slice(*span)]) == (C6, f"完成{written(TOTAL)}")
    assert script.quotes((place, place + len("完成2812.38")))
    assert not script.quotes((place, place + len("完成")))


def test_no_correction_is_offered_that_would_write_over_a_quote(book):
    """A slip of unit is put right where the figure was typed; a quoted figure would be lost by it."""
    sentence = "实际政府采购{}元，预算9.5万元，执行率32.11%"
    put(book, (STAFF, Decimal("3.05")), (C6, sentence.format("3.05")))
    assert [one.fix.text for one in book.findings if one.place == C6 and one.fix] == ["3.05万元"]
    put(book, (C6, sentence.format(written(STAFF))))
    found = [one for one in book.findings if one.place == C6]
    assert "“3.05元”应为“3.05万元”" in found[0].message
    assert all(one.fix is None for one in found)


# ---- the menu and the editor ------------------------------------------------------------------------------------


def test_the_menu_offers_every_figure_once_under_a_name_of_its_own():
    book = sample_book()
    choices = field_choices(book)
    names = [name for name, _ in choices]
    refs = {ref for _, ref in choices}
    assert len(set(names)) == len(names) == len(refs)
    assert {
        STAFF,
        TOTAL,
        RATE,
        CellRef("result", "grade", "value"),
        CellRef("indicators", "i8", "target"),
    } <= refs
    assert all(DELETED not in render(book, written(ref)).text for ref in refs)
    assert not any("{" in name or "\n" in name or name.isascii() for name in names)


def test_inserting_never_cuts_a_field(book):
    raw = f"共{written(STAFF)}人"
    for position in range(len(raw) + 1):
        twice = insert_field(raw, position, TOTAL)
        assert sorted(ref for _, ref in fields_in(twice)) == sorted((STAFF, TOTAL))


def test_removing_takes_whole_fields():
    raw = f"共{written(STAFF)}人"
    assert remove_field(raw, (5, 7)) == "共人"
    assert remove_field(raw, (len(raw) - 2, len(raw))) == "共"


# ---- properties -------------------------------------------------------------------------------------------------

PIECES = st.one_of(
    st.text("甲乙1.{}|/ \n", max_size=6),
    st.sampled_from(
        [written(ref) for ref in (STAFF, TOTAL, RATE, UNIT, WORK, BUREAU, CellRef("a", "b", "c"))]
        + [written(CellRef("units", "*", "name"), "个数")]
    ),
)
RAWS = st.lists(PIECES, max_size=8).map("".join)


@settings(max_examples=100, deadline=None)
@given(RAWS, st.data())
def test_spans_lead_from_one_text_to_the_other_and_back(raw: str, data: st.DataObject) -> None:
    book = _FILLED
    rendering = render(book, raw)
    bounds = sorted(data.draw(st.tuples(*[st.integers(0, len(rendering.text))] * 2)))
    span = (bounds[0], bounds[1])
    source = rendering.to_raw(span)
    assert whole_fields(raw, source) == source
    back = rendering.to_rendered(source)
    if span[0] < span[1]:
        assert back[0] <= span[0] < span[1] <= back[1]
    own = [one for one in rendering.segments if one.field is None]
    assert all(raw[slice(*one.raw)] == rendering.text[slice(*one.rendered)] for one in own)
    if not any(
        one.rendered[0] < span[1] and span[0] < one.rendered[1] for one in rendering.segments if one.field
    ):
        assert raw[slice(*source)] == rendering.text[slice(*span)]
    assert rendering.to_raw((0, len(rendering.text))) == (0, len(raw))


@settings(max_examples=60, deadline=None)
@given(RAWS)
def test_what_is_no_field_is_kept_to_the_letter(raw: str) -> None:
    rendering = render(_FILLED, raw)
    shown_for = {one.raw: rendering.text[slice(*one.rendered)] for one in rendering.segments if one.field}
    spans = [field.span for field in parse_fields(raw)]
    assert set(spans) == set(shown_for)
    again = "".join(
        raw[end_before:start] + shown_for[(start, end)]
        for end_before, (start, end) in zip([0, *(end for _, end in spans)], spans, strict=False)
    )
    assert again + raw[spans[-1][1] if spans else 0 :] == rendering.text


def _filled() -> Book:
    book = Book(profile(), 2022)
    book.apply(sample_edit())
    put(book, (STAFF, Decimal(22)), (WORK, f"甲{written(UNIT)}\n乙"))
    return book


_FILLED = _filled()


def _live_edit(rng: random.Random, book: Book) -> Edit:
    """What a clerk does, with quotes of all kinds (rows that will go, prose that quotes prose) mixed in."""
    if rng.random() < 0.5:
        return random_edit(rng, book)
    prose = [ref for form in FORMS.values() for ref in book.refs(form) if is_live(ref)]
    refs = [ref for form in FORMS.values() for ref in book.refs(form)]
    quotes = [written(rng.choice(refs)) for _ in range(rng.randint(1, 3))]
    quotes.append(written(CellRef("units", "*", "name"), "个数"))
    quotes.append(written(rng.choice(prose)))
    rng.shuffle(quotes)
    known = [C1, C2, CellRef("goals", "expected", "value"), WORK, CellRef("goals", "actual", "value")]
    place = rng.choice(known if rng.random() < 0.7 else prose)
    return Edit("引用", (SetCell(place, f"购置2辆。二级机构有{'，'.join(quotes)}个"),))


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_findings_and_prose_after_edits_are_those_of_a_full_audit(seed: int) -> None:
    rng, book = random.Random(seed), Book(profile(), 2022)
    book.apply(sample_edit())
    for step in range(10):
        if step == 5:
            book = Book(book.profile, book.year, book.cells, state(book)[1])  # closed and opened again
        before = {ref: book.prose(ref) for form in FORMS.values() for ref in book.refs(form) if is_live(ref)}
        changes = book.apply(_live_edit(rng, book))
        new = {ref for ref in before if _exists(book, ref) and book.prose(ref) != before[ref]}
        assert new <= changes.cells
    fresh = Book(book.profile, book.year, book.cells, state(book)[1])
    assert book.findings == fresh.findings
    assert set(book.not_checked) == set(fresh.not_checked)
    assert book.passed == fresh.passed


def _exists(book: Book, ref: CellRef) -> bool:
    return ref.row in book.rows(FORMS[ref.sheet])


@settings(max_examples=30, deadline=None)
@given(SEEDS)
def test_undoing_restores_prose_and_findings(seed: int) -> None:
    rng, book = random.Random(seed), Book(profile(), 2022)
    book.apply(sample_edit())
    trail = []
    for _ in range(8):
        seen = (state(book), _printed(book), book.findings)
        trail.append((seen, book.apply(_live_edit(rng, book)).inverse))
    for seen, inverse in reversed(trail):
        book.apply(inverse)
        assert (state(book), _printed(book), book.findings) == seen


def _printed(book: Book) -> dict[CellRef, str]:
    return {ref: book.prose(ref) for form in FORMS.values() for ref in book.refs(form)}
