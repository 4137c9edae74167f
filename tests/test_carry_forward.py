"""提取封面代码和年初数: a new year starts from last year's file, and is compared with it ever after."""

from __future__ import annotations

from decimal import Decimal

import pytest

from intake.carry_forward import LABEL, carry_forward
from main import main
from model.book import Book
from model.cells import CellRef
from model.edits import Edit, InsertRow, SetCell, set_cells
from model.findings import Severity
from model.profile import load_profile
from model.project import Project
from tests.sample import sample_book


@pytest.fixture
def last() -> Book:
    book = sample_book()
    book.apply(set_cells("结余", [(CellRef("spending", "summary", "cumulative"), Decimal("12.30"))]))
    return book


@pytest.fixture
def this(last) -> Book:
    book = Book(load_profile(), 2023)
    book.apply(carry_forward(last, book))
    return book


def value(book: Book, sheet: str, row: str, column: str = "value"):
    return book.value(CellRef(sheet, row, column))


def test_names_codes_units_people_and_indicator_plan_are_taken_over(this, last):
    assert value(this, "cover", "budget_code") == "004001"
    assert this.group("units") == last.group("units")
    assert value(this, "evaluators", this.group("evaluators")[0], "name") == "陶毅"
    assert value(this, "indicators", this.group("indicators")[0], "name") == "公用经费控制率"


def test_results_of_last_year_are_not_taken_over(this):
    assert value(this, "income", "bureau", "public") is None
    assert value(this, "indicators", this.group("indicators")[0], "actual") is None
    assert value(this, "overview", "achievements") is None


def test_opening_figures_come_from_last_years_closing_ones(this):
    assert value(this, "income", "summary", "carryover") == Decimal("12.30")
    assert value(this, "base_funds", "reception", "prior") == Decimal("0.29")


def test_a_changed_opening_figure_is_mandatory(this):
    this.apply(set_cells("改", [(CellRef("income", "summary", "carryover"), Decimal("12.00"))]))
    found = [one for one in this.findings if one.code == "G67"]
    assert [(one.severity, one.expected) for one in found] == [(Severity.MANDATORY, "12.30万元")]


def test_an_unusual_change_wants_an_explanation(this):
    this.apply(set_cells("改", [(CellRef("overview", "staff", "value"), Decimal(40))]))
    found = [one for one in this.findings if one.code == "G69"]
    assert [(one.severity, one.stated) for one in found] == [(Severity.ADVISORY, "40人")]
    assert "81.82%" in found[0].message


def test_what_is_there_already_is_kept(last):
    book = Book(load_profile(), 2023)
    book.apply(set_cells("先填", [(CellRef("overview", "phone", "value"), "12345")]))
    book.apply(carry_forward(last, book))
    assert value(book, "overview", "phone") == "12345"


def test_it_is_one_edit_with_the_trades_name_and_can_be_undone(last):
    book = Book(load_profile(), 2023)
    changes = book.apply(carry_forward(last, book))
    assert changes.effective.label == LABEL == "提取封面代码和年初数"
    book.apply(changes.inverse)
    assert dict(book.cells) == {}


def test_new_from_last_years_file_on_the_command_line(last, tmp_path, capsys):
    project = Project.create(tmp_path / "2022.jxzp", profile=last.profile, year=2022)
    project.apply(set_cells("x", [(CellRef("cover", "budget_code", "value"), "004001")]))
    project.close()
    arguments = ["--year", "2023", "--department", "某局", "--from", str(tmp_path / "2022.jxzp")]
    assert main(["new", *arguments, "--to", str(tmp_path / "2023.jxzp")]) == 0
    made = Project.open(tmp_path / "2023.jxzp", read_only=True)
    assert value(made.book, "cover", "budget_code") == "004001"
    assert made.book.year == 2023
    made.close()


def test_a_file_of_another_year_is_refused_on_the_command_line(last, tmp_path, capsys):
    Project.create(tmp_path / "2022.jxzp", profile=last.profile, year=2022).close()
    arguments = ["--year", "2025", "--department", "某局", "--from", str(tmp_path / "2022.jxzp")]
    assert main(["new", *arguments, "--to", str(tmp_path / "2025.jxzp")]) == 2
    assert capsys.readouterr().err == (
        "“2022.jxzp”是2022年度的文件，不是上年（2024年度）的，没有提取，也没有新建文件。\n"
    )
    assert not (tmp_path / "2025.jxzp").exists()


def test_rows_that_are_there_and_blank_are_filled_and_others_are_kept(last):
    """新建 makes rows for the units before their names are extracted."""
    for name, wanted in (("", ["甲所", "乙所"]), ("丙所", ["丙所"])):
        one = Book(load_profile(), 2022)
        rows = [InsertRow("units", row, place) for place, row in enumerate(("u1", "u2"))]
        names = [
            SetCell(CellRef("units", row, "name"), text) for row, text in (("u1", "甲所"), ("u2", "乙所"))
        ]
        one.apply(Edit("上年", (*rows, *names)))
        book = Book(load_profile(), 2023)
        book.apply(
            Edit("先建", (InsertRow("units", "u7", 0), SetCell(CellRef("units", "u7", "name"), name or None)))
        )
        book.apply(carry_forward(one, book))
        assert [book.text(CellRef("units", row, "name")) for row in book.group("units")] == wanted
        assert book.group("units")[0] == "u7"


def test_last_years_projects_count_in_the_prior_column_whatever_this_years_are(last):
    """专项 differ from year to year: the prior total is the file's, with or without rows this year."""
    from intake.detail import read_detail

    last.apply(read_detail(last))
    book = Book(load_profile(), 2023)
    book.apply(carry_forward(last, book))
    special = value(last, "base_funds", "special", "actual")
    assert special is not None
    assert value(book, "base_funds", "special", "prior") == special
    assert value(book, "base_funds", "project", "prior") == special
    book.apply(Edit("增加专项", (InsertRow("specials", "s1", 0),)))
    assert value(book, "base_funds", "special", "prior") == special
