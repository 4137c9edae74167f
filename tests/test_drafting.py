"""起草: the report's data paragraphs come from the tables, agree with them for good, and say nothing that is not there."""

from __future__ import annotations

import random
import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.detail import read_detail
from model.book import Book
from model.cells import CellRef
from model.drafting import DRAFTED, LABEL, draft, draft_empty_chapters
from model.edits import Edit, InsertRow, SetCell, set_cells
from model.findings import Severity
from model.formdef import Kind
from model.forms import FORMS
from model.forms.prose import CHAPTERS
from model.livefields import parse_fields, render
from model.profile import load_profile
from model.prose.audit import audit_text
from model.rules.prose import facts_of
from tests.sample import corrections, sample_book

ROWS = CHAPTERS.row_ids(())


def packet() -> Book:
    """The published packet with its detail tables, its table errors corrected as a clerk would."""
    book = sample_book()
    book.apply(read_detail(book))
    book.apply(corrections(book))
    stated = [*_amounts(book, "budgets", "specials"), *book.refs(FORMS["notice"])]
    totals = [ref for ref in stated if book.computed(ref) is not None]
    book.apply(set_cells("按明细计算合计", [(ref, None) for ref in totals]))
    book.apply(set_cells("年初预算", [(CellRef("execution", "total", "initial"), Decimal("5348.78"))]))
    return book


def _amounts(book: Book, *sheets: str) -> list[CellRef]:
    return [FORMS[sheet].ref(row, "amount") for sheet in sheets for row in book.rows(FORMS[sheet])]


@pytest.fixture(scope="module")
def book() -> Book:
    return packet()


def printed(book: Book, chapter: str) -> str:
    return render(book, draft(book, chapter)).text


def whole(book: Book) -> str:
    titles = {row.code: row.title for row in CHAPTERS.rows}
    return "\n".join(f"{titles[row]}\n{printed(book, row)}" for row in ROWS)


def mandatory(text: str, facts=()):
    report = audit_text(text, report_year=2022, facts=facts)
    return [one.message for one in report.findings if one.severity is Severity.MANDATORY]


def test_every_figure_is_a_live_field(book):
    """Without its fields a draft has no digits but the year, the closing day and the numbers of paragraphs."""
    for chapter in ROWS:
        raw = draft(book, chapter)
        for field in reversed(list(parse_fields(raw))):
            raw = raw[: field.span[0]] + raw[field.span[1] :]
        rest = re.sub(r"2022年(?:度|末|年末|12月31日)?|(?m:^\d、)|附件2", "", raw)
        assert not re.search(r"\d", rest), rest


def test_every_figure_printed_is_its_cells(book):
    counted = 0
    for chapter in ROWS:
        rendering = render(book, draft(book, chapter))
        assert rendering.problems == ()
        for one in rendering.segments:
            if one.field and not one.field.word and isinstance(book.value(one.field.ref), Decimal):
                text = rendering.text[slice(*one.rendered)]
                assert text.removesuffix("%") == f"{book.value(one.field.ref):f}"
                counted += 1
    assert counted > 120


def test_the_audit_finds_nothing_mandatory_in_the_drafts_of_tables_that_hold(book):
    text = whole(book)
    assert mandatory(text) == []
    assert mandatory(text, facts_of(book, text)) == []
    report = audit_text(text, report_year=2022)
    assert report.passed > 40
    assert report.numbers_checked > 120


def test_the_drafts_as_the_report_leave_nothing_mandatory_in_the_packet(book):
    fresh = packet()
    # 成绩 and 实际完成 carry the published slip; the notice states the published total, which the drafts take from the items.
    stated = (("overview", "achievements"), ("goals", "actual"), ("notice", "body"))
    fresh.apply(set_cells("清空", [(CellRef(sheet, row, "value"), None) for sheet, row in stated]))
    fresh.apply(set_cells("起草", [(CHAPTERS.ref(row, "text"), draft(fresh, row) or None) for row in ROWS]))
    assert [one.message for one in fresh.findings if one.severity is Severity.MANDATORY] == []


def test_chapter_two_read_back_gives_the_tables_it_was_drafted_from(book):
    again = packet()
    again.apply(set_cells("正文", [(CHAPTERS.ref("c2", "text"), printed(again, "c2"))]))
    again.apply(read_detail(again))
    for sheet, columns in (("subjects", ("kind", "name", "amount")), ("specials", ("name", "amount"))):
        assert _table(again, sheet, columns) == _table(book, sheet, columns)
    assert _table(again, "uses", ("name", "amount")) == _table(book, "uses", ("name", "amount"))


def _table(book: Book, sheet: str, columns: tuple[str, ...]):
    return [tuple(book.value(CellRef(sheet, row, column)) for column in columns) for row in book.group(sheet)]


SENTENCES = [
    ("c1", "截至2022年12月31日，吉首市科工信局人员编制26人，实有在职人员22人。"),
    ("c2", "2022年度一般公共预算财政拨款基本支出454.65万元，其中：人员经费432.63万元，公用经费22.02万元。"),
    ("c2", "共21个专项，其中：智慧城市项目经费137万元，主要用于委托业务费137万元；"),
    ("c2", "信访维稳经费2.55万元，主要用于办公费0.6万元，委托业务费1.95万元；"),
    ("c3", "2022年度政府性基金预算支出2617.17万元。"),
    ("c4", "无"),
    ("c6", "4、新增规模企业：年度目标4家，实际完成8家。"),
    ("c6", "完成情况为“较为认可”"),
    ("c7", "综合得分为97分，绩效自评结果等次为“优”，其中：投入10分，产出49分，效益30分，满意度8分。"),
    ("c7", "2022年，本部门全年预算数5394.86万元，全年执行数5394.86万元，预算执行率100%。"),
    ("c7", "2、产出指标（50分，得49分，扣1分）"),
    ("c7", "4、满意度指标（10分，得8分，扣2分）"),
    ("c7", "在职人员控制率：2022年年末编制数26人，实有人数22人，在职人员控制率为84.62%。"),
    ("c7", "2022年预算安排公用经费28.8万元，实际支出公用经费21.8万元，公用经费控制率为75.69%。"),
    ("c7", "“三公经费”控制率为2.78%。"),
    ("c7", "政府采购预算9.5万元，实际政府采购3.05万元，政府采购执行率为32.11%。"),
    ("c7", "固定资产总额73.04万元，在用固定资产总额73.04万元，固定资产利用率为100%。"),
    ("c8", "1、重点工作完成及时率：年度目标100%，实际完成98%。受疫情影响，已列入下年整改计划。"),
]


@pytest.mark.parametrize(("chapter", "sentence"), SENTENCES)
def test_it_is_the_language_of_such_reports(book, chapter, sentence):
    assert sentence in printed(book, chapter)


def test_the_score_table_is_announced_for_the_paper(book):
    from export.blocks import Grid
    from export.letters import report_blocks

    fresh = packet()
    fresh.apply(set_cells("起草", [(CHAPTERS.ref("c7", "text"), draft(fresh, "c7"))]))
    blocks = list(report_blocks(fresh))
    place = next(i for i, block in enumerate(blocks) if isinstance(block, Grid))
    assert blocks[place - 1].text.endswith("详见下表：")


# ---- what is not there ------------------------------------------------------------------------------------------


def test_empty_tables_give_no_words():
    empty = Book(load_profile(), 2022)
    assert [draft(empty, row) for row in ROWS] == [""] * 11


def test_what_the_tables_do_not_say_is_left_to_the_clerk(book):
    assert [row for row in ROWS if not draft(book, row)] == ["c9", "c10", "c11"]
    with pytest.raises(KeyError):
        draft(book, "c12")


def test_a_placeholder_is_no_unit(book):
    assert "二级机构" not in printed(book, "c1")  # 二级机构1 and 二级机构2 are the form's own words
    named = packet()
    named.apply(set_cells("名称", [(CellRef("units", "u1", "name"), "市电力行政执法大队")]))
    assert "所属二级机构有市电力行政执法大队。" in printed(named, "c1")
    named.apply(set_cells("名称", [(CellRef("units", "u2", "name"), "市墙体材料改革办公室")]))
    assert "所属二级机构2个，分别为市电力行政执法大队、市墙体材料改革办公室。" in printed(named, "c1")


def test_a_budget_that_other_tables_speak_of_is_not_called_none():
    book = packet()
    book.apply(set_cells("清空", [(CellRef("budgets", "fund", "amount"), None)]))
    assert draft(book, "c3") == ""
    book.apply(set_cells("清空", [(CellRef("income", row, "fund"), None) for row in ("summary", "bureau")]))
    assert draft(book, "c3") == "无"


def test_a_name_that_ends_in_a_digit_is_kept_apart_from_its_amount():
    book = Book(load_profile(), 2022)
    cells = [
        (CellRef("specials", "p1", "name"), "智慧城市项目2"),
        (CellRef("specials", "p1", "amount"), Decimal(137)),
    ]
    book.apply(Edit("添加", (InsertRow("specials", "p1", 0), *(SetCell(*cell) for cell in cells))))
    assert "智慧城市项目2：137万元" in printed(book, "c2")


def test_base_table_figures_come_before_those_of_the_indicators():
    book = packet()
    figures = {"budget": Decimal("28.80"), "actual": Decimal("21.83")}
    book.apply(
        set_cells(
            "附件1", [(CellRef("base_funds", "public", code), value) for code, value in figures.items()]
        )
    )
    assert "预算安排公用经费28.80万元，实际支出公用经费21.83万元，公用经费控制率为75.8%。" in printed(
        book, "c7"
    )


# ---- one edit ---------------------------------------------------------------------------------------------------


def test_drafting_fills_only_empty_chapters_in_one_edit_that_undo_takes_back():
    book = packet()
    book.apply(set_cells("清空", [(CHAPTERS.ref(row, "text"), None) for row in ("c2", "c3", "c9")]))
    before = dict(book.cells)
    edit = draft_empty_chapters(book)
    assert (edit.label, [change.ref.row for change in edit.changes]) == (LABEL, ["c2", "c3"])
    changes = book.apply(edit)
    assert book.prose(CHAPTERS.ref("c3", "text")) == "2022年度政府性基金预算支出2617.17万元。"
    book.apply(changes.inverse)
    assert dict(book.cells) == before


# ---- properties -------------------------------------------------------------------------------------------------


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32))
def test_drafted_prose_still_agrees_after_any_figures_change(seed: int) -> None:
    """Drafted once; then items, staff and scores change: what is printed still adds up."""
    rng, book = random.Random(seed), packet()
    book.apply(set_cells("起草", [(CHAPTERS.ref(row, "text"), draft(book, row) or None) for row in ROWS]))
    items = rng.sample(_amounts(book, "subjects", "uses"), 12)
    values = [(ref, Decimal(rng.randint(1, 99_999)).scaleb(-2)) for ref in items]
    values += [(CellRef("overview", "staff", "value"), Decimal(rng.randint(1, 60)))]
    values += [
        (CellRef("assets", row, "used"), Decimal(rng.randint(0, 7304)).scaleb(-2))
        for row in ("bureau", "summary")
    ]
    book.apply(set_cells("改数", values))
    text = "\n".join(book.prose(CHAPTERS.ref(row, "text")) for row in ROWS)
    assert mandatory(text) == []


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32))
def test_a_draft_never_speaks_of_an_empty_cell(seed: int) -> None:
    rng, book = random.Random(seed), packet()
    filled = sorted(ref for ref in book.cells if ref.sheet != "chapters")
    gone = rng.sample(filled, rng.randint(1, len(filled)))
    book.apply(set_cells("清空", [(ref, None) for ref in gone]))
    for row in ROWS:
        rendering = render(book, draft(book, row))
        assert rendering.problems == ()
        assert not re.search(r"，，|。。|：。|，。|；。|\n\n", rendering.text.replace("任务，\n", ""))


def test_drafts_may_only_go_where_fields_are_live():
    assert all(FORMS["chapters"].kind_of(row, "text") is Kind.PROSE for row in DRAFTED)
