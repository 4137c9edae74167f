"""What the 文件 menu does beside the window: reading, making and opening files. Nothing here knows a widget."""

from __future__ import annotations

import tempfile
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from gui.warm_up import SHOWN
from model.longwork import CalledOff, Work

if TYPE_CHECKING:
    from gui.import_report import ImportReport
    from gui.new_packet import NewPacket
    from intake.intake import Intake
    from model.book import Book, BookCopy
    from model.project import Project

SAMPLE = Path(__file__).resolve().parent.parent / "resources" / "samples" / "jishou-2022.txt"
SAMPLE_YEAR = 2022
SAMPLE_FOLDER = "jxzp-sample-"
_BEGUN, _READ = 0.02, 0.95


def is_sample(path: Path) -> bool:
    """Whether the file is a copy of the sample, which nobody keeps."""
    return path.parent.name.startswith(SAMPLE_FOLDER)


class ReadIn(NamedTuple):
    """What a source gives to the packet, and that in the words of its preview."""

    intake: Intake
    report: ImportReport


class Heading(NamedTuple):
    """Whose report a source is, of which year."""

    year: int
    department: str


class Made(NamedTuple):
    """A packet in a new file, and how much of it last year's file gave; None where there was none."""

    project: Project
    carried: int | None
    more_texts: bool = False
    """Whether last year's report has chapters that can be taken, too."""
    refused: str = ""
    """Why nothing was taken from the file that was given as last year's."""
    whose: str = ""
    """That it is another department's, if it is."""


def read_in(path: Path, copy: BookCopy, work: Work) -> ReadIn:
    """Read a source against the packet as it was.

    What it brings in prose is read as the checks read it: they find it read when the clerk takes it over.
    """
    work.at(_BEGUN)
    from gui.import_report import report_of
    from intake.intake import read_source
    from model.rules.prose import reading_ahead

    intake = read_source(path, copy.book(rules=()), work)
    scratch = copy.book(rules=())
    report = report_of(path, intake, copy.book(rules=()), scratch)
    for _ in reading_ahead(scratch):
        work.at(_READ, "核对文字")
    return ReadIn(intake, report)


def read_heading(path: Path, work: Work) -> Heading:
    """What a source says of itself, for the questions about its new packet."""
    work.at(_BEGUN)
    from intake.intake import read_source
    from model.starting import bare_book

    book = bare_book(rules=())
    intake = read_source(path, book, work)
    return Heading(intake.found_year or book.year, intake.found_department or "")


def make_sample(path: Path, work: Work) -> Made:
    """The published packet of 2022, read in as a clerk reads it in."""
    work.at(_BEGUN)
    from intake.intake import read_source
    from model.starting import bare_book

    book = bare_book(SAMPLE_YEAR, rules=())
    book.apply(read_source(SAMPLE, book, work).edit)
    return _in_new_file(path, book, None, work)


def make_packet(path: Path, choice: NewPacket, work: Work) -> Made:
    """What the forms say by themselves, what last year's file gives, rows for 二级机构."""
    work.at(_BEGUN)
    from intake.carry_forward import another_department, carry_forward, why_not_last_years
    from intake.last_year_texts import chapter_texts
    from model.profile import load_profile
    from model.starting import starting_book, units_edit

    book = starting_book(load_profile(choice.profile), choice.year, choice.department)
    carried, more_texts, refused, whose = None, False, "", ""
    if choice.previous is not None:
        work.at(0.2, "上年文件")
        last = read_packet(choice.previous)
        refused = why_not_last_years(choice.previous.name, last, choice.year)
        whose = another_department(last, choice.department)
        if not refused:
            carried = len(book.apply(carry_forward(last, book)).effective.changes)
            more_texts = any(one.there for one in chapter_texts(last, book))
    work.at(0.4, "二级机构")
    more_units = units_edit(book, choice.units)
    if more_units is not None:
        book.apply(more_units)
    return _in_new_file(path, book, carried, work)._replace(
        more_texts=more_texts, refused=refused, whose=whose
    )


def open_packet(path: Path, read_only: bool, work: Work) -> Project:
    """Open a packet; its prose is judged when it is shown."""
    _load_page(work)
    from model.project import Project

    project = Project.open(path, read_only=read_only, patient=True)
    try:
        work.past_return()
    except CalledOff:
        project.close()
        raise
    return project


def read_packet(path: Path) -> Book:
    """What another packet's file holds, its prose not judged; raises FileProblem."""
    from model.project import Project

    with Project.open(path, read_only=True, patient=True) as project:
        return project.book


def sample_path() -> Path:
    """Where a fresh sample is put."""
    folder = Path(tempfile.mkdtemp(prefix=SAMPLE_FOLDER))
    return folder / f"样例 吉首市科工信局{SAMPLE_YEAR}年度.jxzp"


def _in_new_file(path: Path, book: Book, carried: int | None, work: Work) -> Made:
    _load_page(work)
    from model.project import Project

    work.past_return()
    return Made(Project.create_from(path, book), carried)


def _load_page(work: Work) -> None:
    """The modules of what shows a packet; no widget is made here."""
    for name in work.through(SHOWN, _READ):
        import_module(name)
