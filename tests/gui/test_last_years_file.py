"""The file that is given as last year's may be of another year or department: 新建 and the menu command deal with it alike."""

from __future__ import annotations

from pathlib import Path

import pytest
from windows import finish, press

from gui.main_window import MainWindow
from model.cells import CellRef
from model.edits import Edit, InsertRow, SetCell
from tests.gui.clerk import Clerk
from tests.gui.keyboard import CONTROL, Key, answer_with, button_of, click

CODE = CellRef("cover", "budget_code", "value")
STAFFING = CellRef("last_year", "staffing", "amount")
DEPARTMENT = "jxj"
"""What is typed; the file says 吉首市科工信局."""


@pytest.fixture
def last(window: MainWindow) -> Path:
    """The packet of 2022, with two units, closed."""
    rows = [InsertRow("units", row, place) for place, row in enumerate(("ua", "ub"))]
    names = [SetCell(CellRef("units", row, "name"), name) for row, name in (("ua", "一所"), ("ub", "二所"))]
    assert window.document.apply(Edit("二级机构", (*rows, *names))) is not None
    path = window.document.path
    press(window, Key.Key_W, CONTROL)
    return path


def unit_names(window: MainWindow) -> list[str]:
    book = window.document.book
    return [book.text(CellRef("units", row, "name")) for row in book.group("units")]


def by_wizard(window: MainWindow, path: Path, year: int, last: Path) -> None:
    Clerk(window).begin(path, "吉首市科工信局", year, previous=last)
    finish(window)


def by_menu(window: MainWindow, path: Path, year: int, last: Path) -> None:
    Clerk(window).begin(path, "吉首市科工信局", year)
    finish(window)
    answer_with(last)
    window._call("extract_last_year")
    finish(window)


@pytest.mark.parametrize("way", [by_wizard, by_menu])
def test_a_file_of_another_year_is_not_passed_off_as_last_years(
    window: MainWindow, tmp_path: Path, last: Path, way: object
) -> None:
    way(window, tmp_path / "2025.jxzp", 2025, last)
    assert window.messages.text == f"“{last.name}”是2022年度的文件，不是上年（2024年度）的，没有提取。"
    assert [button.text() for button in window.messages.offers] == ["仍然提取"]
    book = window.document.book
    assert book.stated(CODE) is None
    assert not [ref for ref in book.cells if ref.sheet == "last_year"]
    click(button_of(window.messages, "仍然提取"))
    finish(window)
    assert book.stated(CODE) == "004001"
    assert book.stated(STAFFING) is not None
    assert {"一所", "二所"} <= set(unit_names(window))
    assert "" not in unit_names(window), "the rows that 新建 made for the units have their names"
    assert "已从" in window.messages.text
    press(window, Key.Key_Z, CONTROL)
    assert book.stated(CODE) is None


@pytest.mark.parametrize("way", ["wizard", "menu"])
def test_a_file_of_another_department_is_taken_and_its_department_is_told(
    window: MainWindow, tmp_path: Path, last: Path, way: str
) -> None:
    """Departments are renamed: that alone keeps nothing back."""
    Clerk(window).begin(tmp_path / "2023.jxzp", DEPARTMENT, 2023, previous=last if way == "wizard" else None)
    finish(window)
    if way == "menu":
        answer_with(last)
        window._call("extract_last_year")
        finish(window)
    assert window.document.book.stated(CODE) == "004001"
    assert window.document.department == DEPARTMENT
    assert "已从" in window.messages.text
    assert f"上年文件是“吉首市科工信局”的，本文件是“{DEPARTMENT}”的，请核对" in window.messages.text


def test_a_file_of_another_year_and_department_is_told_of_as_both(
    window: MainWindow, tmp_path: Path, last: Path
) -> None:
    Clerk(window).begin(tmp_path / "2025.jxzp", DEPARTMENT, 2025, previous=last)
    finish(window)
    assert "不是上年（2024年度）的，没有提取。上年文件是“吉首市科工信局”的" in window.messages.text


def test_last_years_own_file_is_taken_without_a_question(
    window: MainWindow, tmp_path: Path, last: Path
) -> None:
    by_wizard(window, tmp_path / "2023.jxzp", 2023, last)
    assert window.document.book.stated(CODE) == "004001"
    assert window.messages.text.startswith("已从上年文件提取 ")
    assert "请核对" not in window.messages.text
