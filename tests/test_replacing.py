"""替换: in the clerk's own text and nowhere else; one edit that can be taken back whole."""

from __future__ import annotations

import random
from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from project_kit import profile, random_edit, sample_edit, state
from sample import sample_book

from gui.cell_text import read_value
from model.book import Book
from model.cells import CellRef, Value
from model.edits import Edit, InsertRow, SetCell, set_cells
from model.fieldsyntax import fields_in, written
from model.forms import FORMS
from model.livefields import is_live, render
from model.replacing import Kept, replacing, told, why_kept
from model.sought import Hit, Sought

C6 = CellRef("chapters", "c6", "text")
CONTACT = CellRef("overview", "contact", "value")
DATE = CellRef("cover", "report_date", "value")
STAFF = CellRef("overview", "staff", "value")
TOTAL = CellRef("income", "summary", "total")
SEEDS = st.integers(0, 2**32)


@pytest.fixture
def book() -> Book:
    book = Book(profile(), 2022)
    book.apply(sample_edit())
    return book


def put(book: Book, *values: tuple[CellRef, Value]) -> None:
    book.apply(set_cells("录入", values))


def read(ref: CellRef, text: str) -> Value:
    return read_value(FORMS[ref.sheet].kind_of(ref.row, ref.column), text)


def hits_of(book: Book, words: str) -> list[Hit]:
    """Every place of the words in contents, as they are read."""
    sought, hits = Sought(words), list[Hit]()
    for form in FORMS.values():
        for ref in book.refs(form):
            shown = render(book, book.text(ref), ref) if is_live(ref) else None
            spans = sought.spans_in(shown.text if shown else str(book.value(ref) or ""))
            hits += [Hit(ref, shown.to_raw(span) if shown else span) for span in spans]
    return list(dict.fromkeys(hits))


def replace_all(book: Book, words: str, by: str):
    return replacing(book, hits_of(book, words), by, read, "替换")


# -- what is looked for ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("2022", "在2022年和２０２２年", ["2022", "２０２２"]),
        ("2617", "2,617.17与2617", ["2,617", "2617"]),
        ("abc", "ABC、ａｂｃ", ["ABC", "ａｂｃ"]),
        ("张三", "甲\u200b乙张\u200b三，张三", ["张\u200b三", "张三"]),
        ("二", "\ufeff\ufeff二", ["二"]),
    ],
)
def test_places_are_places_of_the_text_itself(words: str, text: str, found: list[str]):
    assert [text[slice(*span)] for span in Sought(words).spans_in(text)] == found


# -- what is replaced, and what is not ---------------------------------------------------------------------------------


def test_names_fields_and_paragraphs_are_replaced_in_one_edit_and_come_back(book: Book):
    unit = CellRef("units", "u1", "name")
    put(book, (unit, "甲中心"), (CONTACT, "甲中心的甲中心"), (C6, "甲中心完成。\n又是甲中心。"))
    before = state(book)
    made = replace_all(book, "甲中心", "乙站")
    assert (made.done, made.refused) == (5, Counter())
    changes = book.apply(made.edit)
    texts = [book.text(ref) for ref in (unit, CONTACT, C6)]
    assert texts == ["乙站", "乙站的乙站", "乙站完成。\n又是乙站。"]
    book.apply(changes.inverse)
    assert state(book) == before


def test_figures_formulas_quotes_and_choices_stay(book: Book):
    nature = CellRef("indicators", "i1", "nature")
    book.apply(Edit("增加行", (InsertRow("indicators", "i1", 0),)))
    put(book, (STAFF, Decimal(22)), (nature, "定性"), (C6, f"实有{written(STAFF)}人，另有22人，定性。"))
    assert [why_kept(book, hit) for hit in hits_of(book, "22") if hit.ref == STAFF] == [Kept.FIGURE]
    assert [why_kept(book, hit) for hit in hits_of(book, "22") if hit.ref == C6] == [Kept.QUOTE, None]
    assert [why_kept(book, hit) for hit in hits_of(book, "定性") if hit.ref == nature] == [Kept.CHOICE]
    assert why_kept(book, Hit(TOTAL, (0, 3))) is Kept.FIGURE
    assert why_kept(book, Hit(CONTACT)) is Kept.LABEL
    book.apply(replace_all(book, "22", "23").edit)
    assert book.text(C6) == f"实有{written(STAFF)}人，另有23人，定性。"
    assert book.value(STAFF) == Decimal(22)
    assert book.prose(C6) == "实有22人，另有23人，定性。"


def test_words_half_of_which_are_quoted_stay(book: Book):
    put(book, (STAFF, Decimal(22)), (C6, f"实有{written(STAFF)}人。"))
    made = replace_all(book, "22人", "30人")
    assert not any(isinstance(change, SetCell) and change.ref == C6 for change in made.edit.changes)


def test_what_a_finding_was_answered_with_is_replaced_and_what_it_is_about_is_not(book: Book):
    answer = {"code": "G60", "place": str(C6), "sentence": "2021年的话", "text": "2021年已说明"}
    cells = [SetCell(CellRef("explanations", "x1", column), words) for column, words in answer.items()]
    book.apply(Edit("说明", (InsertRow("explanations", "x1", 0), *cells)))
    book.apply(replace_all(book, "2021", "2022").edit)
    assert book.text(CellRef("explanations", "x1", "sentence")) == "2021年的话"
    assert book.text(CellRef("explanations", "x1", "text")) == "2022年已说明"
    assert Kept.RECORD in {why_kept(book, hit) for hit in hits_of(book, "2021")}


def test_a_date_that_would_be_none_is_left_and_told(book: Book):
    put(book, (DATE, "2023年6月"), (CONTACT, "6月"))
    made = replace_all(book, "6月", "16月")
    assert (made.done, made.refused) == (1, Counter({Kept.DATE: 1}))
    book.apply(made.edit)
    assert (book.text(DATE), book.text(CONTACT)) == ("2023年6月", "16月")
    assert told(made.done, made.refused) == (
        "已替换 1 处；1 处是日期，替换后不成日期，没有替换。按 Ctrl+Z 可以整体撤销。"
    )


def test_a_heading_of_several_indicators_stays_one_cell():
    book = sample_book()
    rows = book.group("indicators")
    same = [row for row in rows if book.text(CellRef("indicators", row, "level1")).startswith("产出")]
    assert len(same) > 1
    first = CellRef("indicators", same[0], "level1")
    (span,) = Sought("产出").spans_in(book.text(first))
    made = replacing(book, [Hit(first, span)], "成果", read, "替换")
    assert made.done == 1
    book.apply(made.edit)
    assert {book.text(CellRef("indicators", row, "level1"))[:2] for row in same} == {"成果"}


def test_what_is_left_empty_is_empty_and_an_empty_paragraph_goes(book: Book):
    put(book, (CONTACT, "张三"), (C6, "前文。\n张三\n后文。"))
    book.apply(replace_all(book, "张三", "").edit)
    assert book.value(CONTACT) is None
    assert book.text(C6) == "前文。\n后文。"


def test_what_says_the_same_afterwards_was_not_replaced(book: Book):
    put(book, (CONTACT, "张三"), (C6, "张三。"))
    made = replace_all(book, "张三", "张三")
    assert (made.done, made.edit.changes) == (0, ())


def test_no_quote_comes_of_a_replacement(book: Book):
    half = written(TOTAL).replace("total", "合计")
    put(book, (C6, f"收入{half}万元"))
    made = replace_all(book, "合计", "total")
    assert made.refused[Kept.QUOTE] == 1
    assert not any(change.ref == C6 for change in made.edit.changes if isinstance(change, SetCell))


@pytest.mark.parametrize(
    ("done", "kept", "sentence"),
    [
        (12, {Kept.FIGURE: 3}, "已替换 12 处；3 处是表中的数或公式，没有替换。按 Ctrl+Z 可以整体撤销。"),
        (2, {}, "已替换 2 处。按 Ctrl+Z 可以整体撤销。"),
        (0, {Kept.LABEL: 1, Kept.QUOTE: 2}, "没有替换：2 处是文中引用的数据，1 处是栏目名称。"),
        (0, {}, "没有要替换的文字。"),
    ],
)
def test_one_sentence_says_what_was_done_and_what_not(done: int, kept: dict[Kept, int], sentence: str):
    assert told(done, Counter(kept)) == sentence


# -- for any packet ----------------------------------------------------------------------------------------------------

WORDS = st.sampled_from(["2022", "2", "年", "甲", "1", "单位", "{", "total", "income/"])
BY = st.sampled_from(["", "2023", "年年", "{{", "}}", "甲{{", "x", "{{income/summary/total}}"])
PIECES = st.one_of(
    st.text("甲2年1{}|/ \n", max_size=6),
    st.sampled_from([written(STAFF), written(TOTAL), written(CONTACT), written(C6), "{{income/u9/total"]),
)


@settings(max_examples=60, deadline=None)
@given(SEEDS, st.lists(PIECES, max_size=8).map("".join), WORDS, BY)
def test_replacing_all_and_taking_it_back_is_nothing_and_quotes_survive(
    seed: int, prose: str, words: str, by: str
):
    rng, book = random.Random(seed), Book(profile(), 2022)
    book.apply(sample_edit())
    put(book, (STAFF, Decimal(22)), (CONTACT, "甲2022年"), (C6, prose.strip() or None))
    for _ in range(6):
        book.apply(random_edit(rng, book))
    before, quotes = state(book), _quotes(book)
    figures = {ref: value for ref, value in book.cells.items() if isinstance(value, Decimal)}
    findings = book.findings
    changes = book.apply(replace_all(book, words, by).edit)
    assert _quotes(book) == quotes
    assert {ref: value for ref, value in book.cells.items() if isinstance(value, Decimal)} == figures
    assert not changes.groups
    book.apply(changes.inverse)
    assert state(book) == before
    assert book.findings == findings


def _quotes(book: Book) -> dict[CellRef, list[CellRef]]:
    raws = ((ref, fields_in(value)) for ref, value in book.cells.items() if isinstance(value, str))
    return {ref: [quoted for _, quoted in fields] for ref, fields in raws if fields and is_live(ref)}
