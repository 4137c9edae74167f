"""审核说明 in the workbook: the clerk reads names and sentences, the program reads its own addresses and marks back."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from export.service import export_xlsx
from intake.intake import read_source
from model.book import Book
from model.cells import CellRef
from model.edits import Edit, InsertRow, SetCell, set_cells
from model.explaining import (
    GROUP,
    can_be_explained,
    can_be_silenced,
    explain,
    is_silenced,
    legible,
    sentence_of,
    silence,
)
from model.findings import Finding
from model.forms import FORMS
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


def shown(cell: openpyxl.cell.Cell) -> str:
    """What Excel shows of a text whose number format is words of its own."""
    text = cell.number_format
    return text.removeprefix(';;;"').removesuffix('"') if text.startswith(";;;") else str(cell.value)


def test_the_clerk_reads_names_and_sentences(book: Book, path: Path) -> None:
    sheet = openpyxl.load_workbook(path)[FORMS[GROUP].title]
    seen = [shown(cell) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    for row in book.group(GROUP):
        address = book.text(CellRef(GROUP, row, "place"))
        assert address not in seen
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


@pytest.mark.parametrize("name", ['甲"乙"丙', "长" * 200])
def test_whatever_a_place_is_called_the_number_format_holds_it(name: str, tmp_path: Path) -> None:
    book = sample_book()
    unit = book.group("units")[0]
    book.apply(set_cells("写", [(CellRef("units", unit, "name"), name)]))
    row = book.new_row_id(GROUP)
    place = str(CellRef("income", unit, "total"))
    book.apply(Edit("写", (InsertRow(GROUP, row, 0), SetCell(CellRef(GROUP, row, "place"), place))))
    export_xlsx(book, tmp_path / "审核.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "审核.xlsx")[FORMS[GROUP].title]
    cell = next(cell for line in sheet.iter_rows() for cell in line if cell.value == place)
    assert len(cell.number_format) <= 255
    assert cell.number_format.startswith(';;;"')
