"""New packets: what the forms already say before the clerk types the first word."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import islice
from pathlib import Path

from model.audit import Rule
from model.book import Book
from model.cells import CellRef, Value
from model.edits import Edit, InsertRow
from model.forms.finance import UNIT_GROUP
from model.forms.indicators import RESULT, SCORE_ROWS, SCORES
from model.forms.overview import COVER
from model.profile import DEFAULT_PROFILE, Profile, load_profile
from model.project import Project
from model.rules import RULES


def bare_book(year: int | None = None, profile: Profile | None = None, rules: Sequence[Rule] = RULES) -> Book:
    """An empty book in memory, for reading a source on the fly. The year defaults to last year, which reports are on."""
    return Book(profile or load_profile(), year or date.today().year - 1, rules=rules)


def usual_title(year: int, department: str) -> str:
    """The title of a department's packet, as it stands on the cover."""
    return f"{department}{year}年度部门整体支出\n绩效自评报告"


def starting_cells(profile: Profile, year: int, department: str) -> dict[CellRef, Value]:
    """Title, department, score weights and the grade note of the locality."""
    cells: dict[CellRef, Value] = {
        COVER.ref("title"): usual_title(year, department),
        COVER.ref("unit_name"): department,
        COVER.ref("method"): f"{department}绩效自评",
        COVER.ref("agency"): f"{department}评价组",
        RESULT.ref("note"): profile.grade_note,
    }
    for row in SCORE_ROWS:
        cells[SCORES.ref(row, "weight")] = Decimal(profile.weights[row])
    return cells


def starting_book(profile: Profile, year: int, department: str) -> Book:
    """A new packet in memory, with what the forms say before the clerk types the first word."""
    return Book(profile, year, starting_cells(profile, year, department))


def units_edit(book: Book, count: int) -> Edit | None:
    """Rows for so many 二级机构; None where the packet has as many already."""
    have = len(book.group(UNIT_GROUP))
    names = islice(book.new_row_ids(UNIT_GROUP), max(count - have, 0))
    rows = tuple(InsertRow(UNIT_GROUP, name, place) for place, name in enumerate(names, have))
    return Edit("增加二级机构", rows) if rows else None


def new_packet(path: Path, year: int, department: str, profile_code: str | None = None) -> Project:
    """Make the year's file; raises FileProblem when it exists already or cannot be written."""
    profile = load_profile(profile_code or DEFAULT_PROFILE)
    return Project.create_from(path, starting_book(profile, year, department))


def create_for(path: Path, year: int | None, department: str | None) -> Project:
    """Make the file for an imported packet: it holds nothing but what the source will bring."""
    book = bare_book(year)
    return Project.create(path, profile=book.profile, year=book.year)
