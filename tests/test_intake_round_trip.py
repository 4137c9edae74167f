"""What the program writes as Word or Excel, it reads back: the same packet, cell by cell, but for what the paper does not carry."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from export.packet import PARTS, packet_blocks
from export.service import export_xlsx
from export.word.writer import write_docx
from intake.intake import Intake, read_source
from model.book import Book
from model.cells import CellRef, Value
from model.edits import set_cells
from model.forms import FORMS
from model.starting import bare_book, starting_cells
from tests.rule_kit import Cells, book_of
from tests.sample import corrections, sample_book

YEAR = 2022
PROSE = "负责全市科技和工业信息化工作，拟订发展规划并组织实施。\n承办市人民政府交办的其他事项。"

NOT_ON_PAPER = frozenset({"budgets", "subjects", "uses", "last_year", "explanations"})
"""Forms that only the file and the workbook have: the detail behind the report's chapters, last year's figures, 审核说明."""
NOT_PRINTED = {
    "indicators": {"nature", "level", "proposed", "deviation", "common"},
    "execution": {"carryover", "adjusted"},
    "specials": {"amount"},
}
"""Columns that the program keeps and no page shows; 专项 stand on paper by name, and with 附件1's figures."""
SAID_IN_THE_NOTICE = {"total", "general", "fund", "capital", "social", "basic", "project", "deadline"}
"""Cells that the notice's body quotes: they come back from its words, where it names them."""


def on_paper(ref: CellRef, book: Book) -> bool:
    """Whether a Word file shows the cell. It never tells whether a figure was typed or computed, so values are compared."""
    if ref.sheet in NOT_ON_PAPER or ref.column in NOT_PRINTED.get(ref.sheet, ()):
        return False
    if ref == CellRef("funding", "total", "amount"):
        return False  # 附件2 has no line for the sum of the funds: it is the sum of those printed
    if ref == CellRef("cover", "title", "value") and book.value(ref) is None:
        return False  # a cover without a title bears the usual one
    if ref.sheet == "notice" and ref.row in SAID_IN_THE_NOTICE:
        return str(book.value(ref)) in book.text(CellRef("notice", "body", "value"))
    return True


def in_workbook(ref: CellRef, book: Book) -> bool:
    """The workbook shows every cell."""
    return True


def whole_packet() -> Book:
    """Every form of the annexes filled in, three units, 专项 with uses, stated totals, indicators with points and reasons."""
    return book_of(_head() | _units() | _base_table() | _detail() | _self_evaluation(5) | _people())


def _head() -> Cells:
    return {
        "notice/title": "某县发展和改革局关于开展2022年度部门整体支出绩效自评工作的通知",
        "notice/addressee": "局机关各股室、二级单位",
        "notice/body": "为进一步规范财政资金管理，现就绩效自评工作有关事项通知如下。\n一、自评范围\n部门整体支出。",
        "notice/issuer": "某县发展和改革局",
        "notice/issue_date": "2023年7月3日",
        "notice/members": "组长：王五\n成员：赵六",
        "cover/title": "某县发展和改革局2022年度部门整体支出\n绩效自评报告",
        "cover/unit_name": "某县发展和改革局",
        "cover/budget_code": "012001",
        "cover/method": "部门（单位）绩效自评",
        "cover/agency": "某县发展和改革局评价组",
        "cover/report_date": "2023年7月",
        "overview/contact": "王五",
        "overview/phone": "0743-8520526",
        "overview/staffing": "87",
        "overview/staff": "73",
        "overview/duties": PROSE,
        "overview/work": "完成规划编制。",
        "overview/achievements": "已完成规划编制，拨付资金120.50万元。",
        "goals/expected": "完成规划编制；\n项目按期开工。",
        "goals/actual": "规划已批复；\n项目全部开工。",
        "result/note": "90分（含）以上为优，80分（含）以上为良。",
        "opinions/leader": "同意自评结果。",
        **{
            f"chapters/{row}/text": f"第{row[1:]}部分的情况已经写明。"
            for row in FORMS["chapters"].row_ids(())
        },
    }


def _units() -> Cells:
    cells: Cells = {}
    for number, name in enumerate(("价格监测中心", "项目服务中心（公益一类）", "粮食质量检验站"), 1):
        row = f"u{number}"
        cells |= {f"units/{row}/name": name, f"income/{row}/public": f"{number}0.50"}
        cells |= {f"spending/{row}/personnel": f"{number}0", f"spending/{row}/public": "0.50"}
        cells |= {f"sangong/{row}/reception": "0.1", f"assets/{row}/used": f"{number}.2"}
    return cells | {
        "income/bureau/public": "1234.50",
        "income/bureau/carryover": "12.00",
        "income/bureau/total": "1246.51",
        "spending/bureau/personnel": "800",
        "spending/bureau/public": "100.05",
        "spending/bureau/project": "300",
        "spending/bureau/balance": "46.45",
        "sangong/bureau/reception": "3.20",
        "sangong/bureau/vehicle_running": "5",
        "assets/bureau/used": "73.04",
        "assets/bureau/rented": "0",
    }


def _base_table() -> Cells:
    figures = {
        "sangong": ("10.20", "9", ""),
        "vehicle_purchase": ("0", "0", ""),
        "vehicle_running": ("6.20", "5.50", ""),
        "abroad": ("0", "0", ""),
        "reception": ("4", "3.50", "3.50"),
        "project": ("", "", "301"),
        "business": ("100", "120", "118.5"),
        "running": ("20", "20", "19.99"),
        "other": ("", "1", "1"),
        "public": ("90", "101.05", "100.05"),
        "office": ("10", "10", "9"),
        "utilities": ("1", "1", "1.05"),
        "meeting": ("1", "1", "0.5"),
        "procurement": ("9.5", "9.5", "3.05"),
        "adjustment": ("", "12", "13"),
    }
    cells = {
        f"base_funds/{row}/{column}": text
        for row, texts in figures.items()
        for column, text in zip(("prior", "budget", "actual"), texts, strict=True)
        if text
    }
    cells |= {"base_funds/s1/budget": "85", "base_funds/s2/budget": "75.5", "base_funds/s2/actual": "80"}
    cells |= {
        f"base_building/all/{column}": text
        for column, text in (
            ("approved_area", "1200"),
            ("actual_area", "1180.5"),
            ("budget", "300"),
            ("actual", "290"),
        )
    }
    return cells | {
        "base_staff/all/establishment": "88",
        "base_extra/completed": "2021年",
        "base_extra/thrift": "一是严格执行公务接待标准。\n二是严控会议、培训支出。",
        "base_extra/fill_date": "2023年7月20日",
        "base_extra/phone": "8520527",
    }


def _detail() -> Cells:
    """Three 专项, two of one name, and their uses."""
    return {
        "specials/s1/name": "2022年州级科技专项资金",
        "specials/s2/name": "智慧城市项目经费",
        "specials/s3/name": "智慧城市项目经费",
        "specials/s1/amount": "84",
        "specials/s3/amount": "1.01",
        "uses/u1/special": "s1",
        "uses/u1/name": "委托业务费",
        "uses/u1/amount": "80",
        "uses/u2/special": "s1",
        "uses/u2/name": "办公费",
        "uses/u2/amount": "4",
        "uses/u3/special": "s3",
        "uses/u3/name": "劳务费",
        "uses/u3/amount": "1.01",
        "subjects/s1/kind": "公用经费",
        "subjects/s1/name": "办公费",
        "subjects/s1/amount": "9",
        "last_year/sangong/amount": "10.20",
    }


def _self_evaluation(count: int) -> Cells:
    """The budget's execution, and ``count`` indicators in two levels, every third one short of its target."""
    cells: Cells = {
        "execution/total/initial": "1200",
        "execution/total/adjusted": "34.5",
        "scores/input/weight": "10",
        "self_extra/fill_date": "2023年7月21日",
    }
    levels = (
        ("产出指标", "数量指标"),
        ("产出指标", "质量指标"),
        ("效益指标", "社会效益指标"),
        ("满意度指标", "满意度"),
    )
    for number in range(1, count + 1):
        level1, level2 = levels[(number - 1) * len(levels) // count]
        short = number % 3 == 0
        cells |= {
            f"indicators/i{number}/{column}": text
            for column, text in {
                "level1": level1,
                "level2": level2,
                "name": f"第{number}项“工作”完成数（含验收）",
                "target": f"≥{number}个",
                "actual": f"{number - 1 if short else number}个",
                "weight": "0.3" if count > 100 else "18",
                "score": "0.2" if count > 100 else "17.5",
                "reason": "部分项目跨年实施，已列入下年计划。" if short else "",
            }.items()
            if text
        }
    return cells


def _people() -> Cells:
    return {
        f"evaluators/e{number}/{column}": text
        for number, texts in enumerate(
            (("王五", "局长", "某县发展和改革局"), ("欧阳娜娜", "会计师", "财务股")), 1
        )
        for column, text in zip(("name", "post", "unit"), texts, strict=True)
    }


def _starting() -> Book:
    return Book(bare_book(YEAR).profile, YEAR, starting_cells(bare_book(YEAR).profile, YEAR, "某县统计局"))


def _corrected() -> Book:
    book = sample_book()
    book.apply(corrections(book))
    return book


PACKETS: dict[str, Callable[[], Book]] = {
    "the packet of 2022": sample_book,
    "the packet of 2022, corrected": _corrected,
    "every form of the annexes": whole_packet,
    "three hundred indicators": lambda: book_of(_head() | _self_evaluation(300)),
    "a new packet": _starting,
    "an empty packet": lambda: bare_book(YEAR),
}


def differences(
    book: Book, back: Book, carried: Callable[[CellRef, Book], bool]
) -> Iterator[tuple[str, Value, Value]]:
    """Cells that are carried and do not come back as they were shown."""
    for form in FORMS.values():
        for ref in book.refs(form):
            if carried(ref, book):
                one, other = _shown(book, ref), _shown(back, ref) if _exists(back, ref) else "—"
                if one != other:
                    yield str(ref), one, other


def _shown(book: Book, ref: CellRef) -> Value:
    return book.prose(ref) if isinstance(book.value(ref), str) else book.value(ref)


def _exists(book: Book, ref: CellRef) -> bool:
    form = FORMS[ref.sheet]
    return form.fixed_row(ref.row) is not None or ref.row in book.added_rows(form)


def _back(path: Path) -> tuple[Book, Intake]:
    book = bare_book(YEAR)
    intake = read_source(path, book)
    book.apply(intake.edit)
    return book, intake


@pytest.mark.parametrize("make", PACKETS.values(), ids=PACKETS.keys())
def test_the_word_file_comes_back(tmp_path, make):
    book = make()
    every_part = [block for part in PARTS for block in packet_blocks(book, part)]  # the empty ones too
    write_docx(every_part, tmp_path / "全套.docx")
    back, intake = _back(tmp_path / "全套.docx")
    assert list(differences(book, back, on_paper)) == []
    assert intake.unread == ()
    assert {problem.place for problem in intake.problems} == _disagreeing(book)


@pytest.mark.parametrize("make", PACKETS.values(), ids=PACKETS.keys())
def test_the_workbook_comes_back(tmp_path, make):
    book = make()
    export_xlsx(book, tmp_path / "全套.xlsx")
    back, intake = _back(tmp_path / "全套.xlsx")
    assert list(differences(book, back, in_workbook)) == []
    assert intake.unread == ()
    assert {problem.place for problem in intake.problems} == _disagreeing(book)


def _disagreeing(book: Book) -> set[str]:
    """Where the packet itself states something else than the form that the annex repeats; the reader tells of nothing more."""
    place = CellRef("base_staff", "all", "establishment")
    return {book.name(place)} if book.stated(place) is not None else set()


@pytest.mark.parametrize("part", ["form", "annex1", "annex2", "report"])
def test_a_part_alone_brings_its_own_cells_and_no_others(tmp_path, part):
    book = whole_packet()
    book.apply(set_cells("一致", [(CellRef("base_staff", "all", "establishment"), None)]))
    write_docx(packet_blocks(book, part), tmp_path / "一份.docx")
    back, intake = _back(tmp_path / "一份.docx")
    assert intake.problems == ()
    assert intake.unread == ()
    assert back.cells.keys()
    assert {ref: back.value(ref) for ref in back.cells} == {ref: book.value(ref) for ref in back.cells}


def test_a_packet_takes_back_its_own_pages_without_a_change_of_what_it_shows(tmp_path):
    """Read into the packet it came from, the file finds every row again, and what it does not carry stays."""
    book = whole_packet()
    before = {ref: book.value(ref) for form in FORMS.values() for ref in book.refs(form)}
    write_docx(packet_blocks(book), tmp_path / "全套.docx")
    book.apply(read_source(tmp_path / "全套.docx", book).edit)
    assert {ref: book.value(ref) for form in FORMS.values() for ref in book.refs(form)} == before


def test_a_figure_that_the_formula_gives_with_the_source_in_it_is_not_typed(tmp_path):
    """One figure was changed since the Word file was written: taking the file back brings that figure, and the formula does the rest."""
    book = sample_book()
    write_docx(packet_blocks(book), tmp_path / "稿.docx")
    establishment = CellRef("overview", "staffing", "value")
    before = dict(book.cells)
    assert before[establishment] == 26
    book.apply(set_cells("改", [(establishment, Decimal(30))]))
    book.apply(read_source(tmp_path / "稿.docx", book).edit)
    assert dict(book.cells) == before
