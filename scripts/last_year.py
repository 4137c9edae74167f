"""Last year's packet of the department in the pictures: what a clerk begins the new year from."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gui.main_window import MainWindow

DEPARTMENT = "吉首市科工信局"
YEAR = 2021


FILE = Path(f"{DEPARTMENT}{YEAR}年度绩效自评.jxzp")
"""In the folder where we are, so that no picture shows a machine's folders."""


def list_last_year(window: MainWindow) -> None:
    """On the start page it is among the files opened before, as after its 定稿."""
    from gui.settings import Recent

    if not FILE.exists():
        _make()
    seen = {"final": True, "mandatory": 0, "advisory": 2, "score": "96", "grade": "优"}
    changed_at = FILE.stat().st_mtime
    window.settings.remember(Recent(str(FILE), YEAR, DEPARTMENT, changed_at=changed_at, **seen))
    window.start.show_recent(window.settings.recent)


def _make() -> None:
    from model.cells import CellRef, Value
    from model.edits import set_cells
    from model.project import Project
    from model.starting import bare_book

    figures: dict[CellRef, Value] = {
        CellRef("cover", "unit_name", "value"): DEPARTMENT,
        CellRef("overview", "staffing", "value"): Decimal(26),
        CellRef("overview", "staff", "value"): Decimal(23),
        CellRef("spending", "summary", "cumulative"): Decimal("46.08"),
        CellRef("sangong", "bureau", "reception"): Decimal("0.41"),
        CellRef("sangong", "bureau", "total"): Decimal("0.41"),
        CellRef("assets", "summary", "total"): Decimal("70.96"),
    }
    book = bare_book(YEAR)
    book.apply(set_cells("上年数", list(figures.items())))
    Project.create_from(FILE, book).close()
