"""What is typed costs its own passage only, and is judged as if the whole report had been read anew."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from packet_2022 import SAMPLE
from sample import sample_book

from model.book import Book
from model.cells import CellRef
from model.edits import DeleteRow, Edit, InsertRow, set_cells
from model.forms import GROUPS
from model.profile import load_profile
from model.prose.audit import Fact, ProseReport, audit_passages, audit_text, read_ahead
from model.prose.passages import MEMORY, Memory, split
from model.rules.prose import reading_ahead

CORPORA = sorted((Path(__file__).resolve().parent / "data").glob("prose_corpus*.txt"))
FACTS = (
    Fact("编制数", "", 2022, Decimal(26), "人", "自评表一·编制人数"),
    Fact("支出合计", "全口径", 2022, Decimal("5394.86"), "万元", "支出情况·合计"),
    Fact("等次", "", 2022, "优", "", "评价等次"),
)
LINES = [line for path in (SAMPLE, *CORPORA) for line in path.read_text(encoding="utf-8").splitlines()]
PIECES = (
    *(line for line in LINES if len(line) > 20 and re.search(r"\d.*(?:其中|占|率|比上年|合计|共)", line)),
    "2022年本年支出合计200万元，其中：基本支出50万元，项目",
    "支出140万元，比上年增加10万元，增长4.7%，其中公用经费",
    "20万元，",
    "二、部门整体支出情况",
    "（一）基本支出情况",
    "2022年本年收入合计5394.86万元，其中：",
    "1、办公费1.2万元；",
    "2、印刷费1.3万元；",
    "3、差旅费2.9万元。",
    "其中公务接待费0.29万元，占本年支出合计的0.01%。",
    "项目\t预算\t决算",
    "合计\t3\t4",
    "\t12",
    "项目  预算数（万元）  决算数（万元）",
    "办公费  1.2  3",
    "支出包括：基本支出50万元，占25%；项目支出150万元，占75%。",
    "编制人数26人，实有22人，比上年增加2人，增长10",
    "",
    "\f",
    " ",
)
TYPED = (
    "1",
    "9",
    ".",
    "%",
    "万元",
    "其中：",
    "。",
    "，",
    "（",
    "\n",
    "\n",
    "\r\n",
    "\t",
    " ",
    "2021年",
    "合计",
)


def from_scratch(text: str, report_year: int | None) -> ProseReport:
    """Every passage read anew, and the same text read as one piece: cutting must make no difference."""
    MEMORY.clear()
    whole = audit_passages(text, [(0, text)], report_year=report_year, facts=FACTS)
    MEMORY.clear()
    cut = audit_passages(text, split(text), report_year=report_year, facts=FACTS)
    assert cut == whole
    return cut


@st.composite
def edited_texts(draw: st.DrawFn) -> list[str]:
    """A report and what it becomes under a clerk's hands: typing, deleting, moving, pasting."""
    lines = draw(st.lists(st.sampled_from(PIECES), min_size=1, max_size=14))
    texts = ["\n".join(lines)]
    for _ in range(draw(st.integers(1, 6))):
        text = texts[-1]
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.sampled_from((0, 0, 1, 1, 2, 12, 200))))
        typed = draw(st.sampled_from((*TYPED, "", text[start:end] * 2)) | st.sampled_from(PIECES))
        texts.append(text[:start] + typed + text[end:])
    return texts


@settings(max_examples=120, deadline=None)
@given(edited_texts(), st.sampled_from((2022, None)))
def test_after_any_edits_the_verdict_is_that_of_a_full_audit(texts: list[str], year: int | None) -> None:
    followed = [audit_text(text, report_year=year, facts=FACTS) for text in texts]
    assert followed == [from_scratch(text, year) for text in texts]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="一二。：\t|\n\r 1,，（）a", max_size=60))
def test_passages_are_the_text(text: str) -> None:
    pieces = list(split(text))
    assert "".join(words for _, words in pieces) == text
    assert all(text[start : start + len(words)] == words for start, words in pieces)


def test_a_count_without_its_unit_last_year_is_read_like_money() -> None:
    text = "年初预算1年末编制数72名，比上年增加4名，上年编制数为68，2022年整体支出5394.86万元。"
    assert not audit_text(text, report_year=2022).findings


def test_a_line_broken_in_the_middle_is_one_claim() -> None:
    whole = "2022年本年支出合计200万元，其中：基本支出50万元，项目支出140万元。\n"
    broken = whole.replace("，项目", "，\n项目")
    assert (
        [found.message for found in audit_text(broken).findings]
        == [found.message for found in audit_text(whole).findings]
        != []
    )


def test_a_share_finds_its_whole_in_an_earlier_passage() -> None:
    text = "2022年本年支出合计200万元。\n其中公用经费50万元，占本年支出合计的{}%。\n"
    assert [found.code for found in audit_text(text.format(20)).findings] == ["G52"]
    assert not audit_text(text.format(25)).findings


def test_only_the_passage_typed_in_is_read_anew() -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    place = text.index("公用经费") + 4
    audit_text(text, report_year=2022)
    before = MEMORY.reads
    audit_text(text[:place] + "9" + text[place:], report_year=2022)
    assert MEMORY.reads == before + 1


def test_a_text_read_ahead_in_pieces_says_what_it_says_at_once() -> None:
    text = "".join(f"第{number}项，{piece}。\n" for number, piece in enumerate(PIECES * 4))
    half = read_ahead(text, 2022)
    next(half)
    half.close()
    assert sum(1 for _ in read_ahead(text, 2022)) > 10
    MEMORY.clear()
    before = MEMORY.reads
    report = audit_text(text, report_year=2022, facts=FACTS)
    assert MEMORY.reads == before
    assert report.findings
    assert report == from_scratch(text, 2022)


C9 = CellRef("chapters", "c9", "text")
WRONG = "经费4.5万元，其中：办公费1.2万元，印刷费1.3万元，差旅费1.95万元。"
LONG = "\n".join(f"第{number}项工作已经完成，支出{number}.5万元，群众满意。" for number in range(1200))


def patient_book() -> Book:
    """As the window has it."""
    book = sample_book()
    book.be_patient()
    return book


def test_long_prose_just_written_is_judged_when_it_is_settled_and_read_ahead_costs_nothing_then() -> None:
    book = patient_book()
    said = book.findings
    changes = book.apply(set_cells("写", [(C9, f"{LONG}\n{WRONG}")]))
    assert not book.is_settled
    assert not changes.findings_added
    assert book.findings == said, "what was said before stands meanwhile"
    for _ in reading_ahead(book):
        assert not book.is_settled
    before = MEMORY.reads
    changes = book.settle()
    assert MEMORY.reads == before
    assert book.is_settled
    assert "G51" in {finding.code for finding in changes.findings_added}
    changes = book.apply(set_cells("写", [(C9, LONG)]))
    assert "G51" in {finding.code for finding in book.settle().findings_removed}


def test_short_prose_is_judged_with_its_edit_though_the_book_is_patient() -> None:
    book = patient_book()
    changes = book.apply(set_cells("写", [(C9, f"{book.text(C9)}\n{WRONG}")]))
    assert book.is_settled
    assert "G51" in {finding.code for finding in changes.findings_added}


@settings(max_examples=25, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(("row", "gone", "settle", "short", "long")), st.lists(st.sampled_from(PIECES), max_size=4)), max_size=7))  # fmt: skip
def test_a_patient_book_says_in_the_end_what_any_book_says(steps: list[str | list[str]]) -> None:
    book = patient_book()
    for step in steps:
        rows = book.group("indicators")
        if step == "settle":
            book.settle()
        elif step == "row":
            book.apply(Edit("加行", (InsertRow("indicators", book.new_row_id("indicators"), 0),)))
        elif step == "gone" and rows:
            book.apply(Edit("删行", (DeleteRow("indicators", rows[0]),)))
        elif step in ("short", "long"):
            book.apply(set_cells("写", [(C9, LONG if step == "long" else None)]))
        elif isinstance(step, list):
            book.apply(
                set_cells("写", [(CellRef("chapters", "c4", "text"), "\n".join(step).strip() or None)])
            )
    book.settle()
    groups = {name: book.group(name) for name in GROUPS}
    fresh = Book(book.profile, book.year, dict(book.cells), groups)
    assert book.findings == fresh.findings
    assert set(book.not_checked) == set(fresh.not_checked)
    assert book.passed == fresh.passed


def test_what_was_not_asked_for_longest_is_forgotten_first() -> None:
    memory = Memory(most=10)
    first = memory.read("甲1人。\n", None)
    memory.read("乙2人。\n", None)
    assert memory.read("甲1人。\n", None) is first
    memory.read("丙3人。\n", None)
    assert memory.read("甲1人。\n", None) is first
    assert memory.reads == 3
    memory.read("乙2人。\n", None)
    assert memory.reads == 4


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(("c1", "c2", "c4", "c9")), st.lists(st.sampled_from(PIECES), max_size=4)), min_size=2, max_size=5))  # fmt: skip
def test_a_packet_s_findings_follow_its_prose(edits: list[tuple[str, list[str]]]) -> None:
    book = Book(load_profile(), 2022)
    for chapter, lines in edits:
        book.apply(
            set_cells("写", [(CellRef("chapters", chapter, "text"), "\n".join(lines).strip() or None)])
        )
    MEMORY.clear()
    assert book.findings == Book(load_profile(), 2022, dict(book.cells)).findings
