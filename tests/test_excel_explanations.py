"""审核说明 in the workbook: the clerk reads names and sentences, the program reads its own addresses and marks back."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from export.service import export_xlsx
from intake.intake import read_source
from model.book import Book
from model.cells import CellRef
from model.edits import Edit, InsertRow, SetCell, set_cells
from model.explaining import (
    GROUP,
    answer_of,
    can_be_explained,
    can_be_silenced,
    explain,
    is_silenced,
    legible,
    sentence_of,
    silence,
)
from model.findings import Finding
from model.forms import FORMS, GROUPS
from tests.sample import sample_book


@pytest.fixture
def book() -> Book:
    """One finding answered, and a doubt in a long sentence silenced."""
    book = sample_book()
    book.apply(silence(book, doubt(book)))
    book.apply(
        explain(book, next(one for one in book.findings if can_be_explained(one)), "已核对，原始凭证如此。")
    )
    return book


def doubt(book: Book) -> Finding:
    """The doubt about the longest sentence: of that the file keeps the beginning and a mark."""
    doubts = (one for one in book.findings if can_be_silenced(one))
    return max(doubts, key=lambda one: len(sentence_of(book, one)))


@pytest.fixture
def path(book: Book, tmp_path: Path) -> Path:
    export_xlsx(book, tmp_path / "审核.xlsx")
    return tmp_path / "审核.xlsx"


def sheet_of(path: Path) -> tuple[openpyxl.Workbook, openpyxl.worksheet.worksheet.Worksheet]:
    workbook = openpyxl.load_workbook(path)
    return workbook, workbook[FORMS[GROUP].title]


def column_of(sheet: openpyxl.worksheet.worksheet.Worksheet, heading: str) -> int:
    return next(cell.column for row in sheet.iter_rows() for cell in row if cell.value == heading)


def test_the_clerk_reads_names_and_sentences(book: Book, path: Path) -> None:
    _, sheet = sheet_of(path)
    hidden = {letter for letter, column in sheet.column_dimensions.items() if column.hidden}
    visible = [
        cell for row in sheet.iter_rows() for cell in row if get_column_letter(cell.column) not in hidden
    ]
    assert {cell.number_format for cell in visible} <= {"General", "@"}, "what stands there is what is seen"
    seen = [str(cell.value) for cell in visible if cell.value is not None]
    for row in book.group(GROUP):
        address = book.text(CellRef(GROUP, row, "place"))
        assert not any(address in text for text in seen)
        assert book.text(CellRef(GROUP, row, "variant")) not in seen or not book.text(
            CellRef(GROUP, row, "variant")
        )
        assert book.name(CellRef.parse(address)) in seen
    kept = sentence_of(book, doubt(book))
    assert kept not in seen
    assert legible(kept) in seen
    assert legible(kept).endswith("字）")


def test_the_program_reads_it_back(book: Book, path: Path) -> None:
    again = sample_book()
    again.apply(read_source(path, again).edit)
    assert [again.text(CellRef(GROUP, row, "place")) for row in again.group(GROUP)] == [
        book.text(CellRef(GROUP, row, "place")) for row in book.group(GROUP)
    ]
    assert is_silenced(again, doubt(again))


def test_an_answer_that_was_changed_in_excel_is_taken(book: Book, path: Path) -> None:
    workbook = openpyxl.load_workbook(path)
    sheet = workbook[FORMS[GROUP].title]
    cell = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "已核对，原始凭证如此。")
    cell.value = "另有说明。"
    workbook.save(path)
    again = sample_book()
    again.apply(read_source(path, again).edit)
    assert "另有说明。" in [again.text(CellRef(GROUP, row, "text")) for row in again.group(GROUP)]


def answers(book: Book) -> list[tuple[str, ...]]:
    """What each row answers, with what."""
    columns = ("code", "place", "variant", "sentence", "text")
    return [tuple(book.text(CellRef(GROUP, row, column)) for column in columns) for row in book.group(GROUP)]


@pytest.fixture
def three(book: Book) -> Book:
    """A second finding answered too."""
    other = [one for one in book.findings if can_be_explained(one) and not is_answered(book, one)]
    book.apply(explain(book, other[-1], "第三条。"))
    assert len(answers(book)) == 3
    return book


def is_answered(book: Book, finding: Finding) -> bool:
    return bool(answer_of(book, finding))


def test_a_place_typed_over_is_seen_in_excel_and_told_when_it_is_read(book: Book, path: Path) -> None:
    workbook, sheet = sheet_of(path)
    cell = sheet.cell(4, column_of(sheet, "位置"))
    cell.value = "收入 › 局机关"
    workbook.save(path)
    again = sample_book()
    intake = read_source(path, again)
    again.apply(intake.edit)
    assert answers(again) == answers(book)
    (problem,) = [one for one in intake.problems if "位置" in one.place]
    assert problem.quote == "收入 › 局机关"
    assert "由程序认定" in problem.message


def test_rows_deleted_or_put_in_another_order_keep_their_own_places(three: Book, tmp_path: Path) -> None:
    path = tmp_path / "三条.xlsx"
    export_xlsx(three, path)
    whole = answers(three)
    for order in ((2, 0, 1), (0, 2), (1,)):
        workbook, sheet = sheet_of(path)
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4, max_row=6)]
        sheet.delete_rows(4, 3)
        for number, place in enumerate(order):
            for column, value in enumerate(rows[place], 1):
                sheet.cell(4 + number, column).value = value
        workbook.save(tmp_path / "改.xlsx")
        for begin in (sample_book(), three):
            again = Book(begin.profile, begin.year, dict(begin.cells), {g: begin.group(g) for g in GROUPS})
            intake = read_source(tmp_path / "改.xlsx", again)
            again.apply(intake.edit)
            assert answers(again) == [whole[place] for place in order]
            assert [one for one in intake.problems if "审核说明" in one.place] == []


def test_a_row_typed_in_excel_without_a_place_answers_nothing_and_is_told(book: Book, path: Path) -> None:
    workbook, sheet = sheet_of(path)
    last = sheet.max_row + 1
    sheet.cell(last, 1).value = 3
    sheet.cell(last, column_of(sheet, "位置")).value = "收入 › 局机关"
    sheet.cell(last, 1 + len(FORMS[GROUP].columns)).value = "说明"
    workbook.save(path)
    again = sample_book()
    intake = read_source(path, again)
    again.apply(intake.edit)
    assert answers(again)[:2] == answers(book)
    assert answers(again)[2][1] == ""
    assert any("不是程序能认出的位置" in one.message for one in intake.problems)


@pytest.mark.parametrize("name", ['甲"乙"丙', "长" * 200])
def test_whatever_a_place_is_called_its_name_stands_there_whole(name: str, tmp_path: Path) -> None:
    book = sample_book()
    unit = book.group("units")[0]
    book.apply(set_cells("写", [(CellRef("units", unit, "name"), name)]))
    row = book.new_row_id(GROUP)
    place = str(CellRef("income", unit, "total"))
    book.apply(Edit("写", (InsertRow(GROUP, row, 0), SetCell(CellRef(GROUP, row, "place"), place))))
    export_xlsx(book, tmp_path / "审核.xlsx")
    _, sheet = sheet_of(tmp_path / "审核.xlsx")
    assert name in str(sheet.cell(4, column_of(sheet, "位置")).value)
    again = sample_book()
    again.apply(read_source(tmp_path / "审核.xlsx", again).edit)
    assert again.text(CellRef(GROUP, again.group(GROUP)[0], "place")) == place
