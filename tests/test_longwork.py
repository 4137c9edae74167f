"""Long work tells how far it is; called off, at whatever moment, it leaves everything as it was."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sample import sample_book

from export.atomic import write_atomically
from export.errors import ExportError
from export.service import audit_report_job, export_audit_xlsx, export_docx, export_xlsx, pdf_job
from intake.intake import read_source
from intake.problems import UnreadableSource
from model.longwork import CalledOff, WatchedWork, Work
from model.starting import bare_book

SAMPLE = Path(__file__).resolve().parent.parent / "resources" / "samples" / "jishou-2022.txt"
OLD = "原来的文件".encode()

Writer = Callable[[Path, Work], object]


def write_pdf(target: Path, work: Work) -> None:
    write_atomically(target, pdf_job(sample_book()).render(work)[0], work)


def write_audit_report(target: Path, work: Work) -> None:
    write_atomically(target, audit_report_job(sample_book()).render(work)[0], work)


WRITERS: dict[str, Writer] = {
    "pdf": write_pdf,
    "audit": write_audit_report,
    "docx": lambda target, work: export_docx(sample_book(), target, work=work),
    "xlsx": lambda target, work: export_xlsx(sample_book(), target, work),
    "audit xlsx": lambda target, work: export_audit_xlsx(sample_book(), target, work),
}


class Watched(WatchedWork):
    """Notes what is told, and calls itself off at one moment."""

    def __init__(self, stop_at: int | None = None) -> None:
        super().__init__()
        self.told: list[tuple[float, str]] = []
        self._stop_at = stop_at

    def at(self, share: float, step: str = "") -> None:
        if len(self.told) == self._stop_at:
            assert self.call_off()
        super().at(share, step)
        self.told.append((share, step))

    @property
    def shares(self) -> list[float]:
        return [share for share, _ in self.told]


def moments(told: int) -> list[int]:
    """The first, the last and some between."""
    return sorted({0, 1, told // 3, told // 2, told - 2, told - 1})


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("sources")
    export_docx(sample_book(), folder / "材料.docx")
    export_xlsx(sample_book(), folder / "材料.xlsx")
    return {"txt": SAMPLE, "docx": folder / "材料.docx", "xlsx": folder / "材料.xlsx"}


# -- writing -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", WRITERS)
def test_a_writer_gets_on_from_nothing_to_nearly_all_and_never_back(kind: str, tmp_path: Path) -> None:
    work = Watched()
    WRITERS[kind](tmp_path / f"报告.{kind}", work)
    assert work.shares == sorted(work.shares)
    assert len(set(work.shares)) > (1 if kind == "audit xlsx" else 4)  # that is one sheet
    assert 0.9 < work.shares[-1] <= 1
    assert not work.call_off()  # too late: it stands there
    assert not work.is_called_off


@pytest.mark.parametrize("kind", WRITERS)
def test_an_export_that_is_called_off_leaves_the_old_file_and_nothing_beside_it(
    kind: str, tmp_path: Path
) -> None:
    whole = Watched()
    WRITERS[kind](tmp_path / "数一数", whole)
    (tmp_path / "数一数").unlink()
    target = tmp_path / "报告"
    for moment in moments(len(whole.told)):
        target.write_bytes(OLD)
        with pytest.raises(CalledOff):
            WRITERS[kind](target, Watched(stop_at=moment))
        assert target.read_bytes() == OLD
        assert list(tmp_path.iterdir()) == [target]


def test_what_is_called_off_while_the_file_is_flushed_does_not_take_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = WatchedWork()
    target = tmp_path / "报告.pdf"
    target.write_bytes(OLD)
    monkeypatch.setattr("os.fsync", lambda _handle: work.call_off())
    with pytest.raises(CalledOff):
        write_atomically(target, b"new", work)
    assert target.read_bytes() == OLD
    assert list(tmp_path.iterdir()) == [target]


def test_a_pdf_tells_its_pages_and_a_workbook_its_sheets(tmp_path: Path) -> None:
    pages, sheets = Watched(), Watched()
    write_pdf(tmp_path / "a.pdf", pages)
    export_xlsx(sample_book(), tmp_path / "a.xlsx", sheets)
    assert {"第 1 页", "第 2 页"} <= {step for _, step in pages.told}
    assert any("收入" in step for _, step in sheets.told)


def test_an_error_is_not_taken_for_a_call(tmp_path: Path) -> None:
    work = Watched()
    with pytest.raises(ExportError):
        export_docx(sample_book(), tmp_path / "没有" / "报告.docx", work=work)
    assert not work.is_called_off


# -- reading -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["txt", "docx", "xlsx"])
def test_reading_gets_on_and_gives_what_it_gives_unwatched(kind: str, sources: dict[str, Path]) -> None:
    work = Watched()
    watched = read_source(sources[kind], bare_book(2022), work)
    assert work.shares == sorted(work.shares)
    assert work.shares[-1] >= 0.9
    assert watched == read_source(sources[kind], bare_book(2022))


@pytest.mark.parametrize("kind", ["txt", "docx", "xlsx"])
def test_reading_ends_at_once_when_it_is_called_off(kind: str, sources: dict[str, Path]) -> None:
    whole = Watched()
    read_source(sources[kind], bare_book(2022), whole)
    for moment in moments(len(whole.told)):
        work = Watched(stop_at=moment)
        with pytest.raises(CalledOff):
            read_source(sources[kind], bare_book(2022), work)
        assert len(work.told) == moment


def test_what_cannot_be_read_is_told_although_somebody_watches(tmp_path: Path) -> None:
    source = tmp_path / "坏.docx"
    source.write_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(UnreadableSource, match="已损坏"):
        read_source(source, bare_book(2022), WatchedWork())


# -- the work itself ---------------------------------------------------------------------------------------------------


def test_after_the_point_of_no_return_calling_off_says_that_it_is_too_late() -> None:
    work = WatchedWork()
    work.past_return()
    assert not work.call_off()
    work.at(1.0)
    assert not work.is_called_off


def test_before_it_the_work_stops_there() -> None:
    work = WatchedWork()
    assert work.call_off()
    assert work.call_off()
    with pytest.raises(CalledOff):
        work.past_return()
    with pytest.raises(CalledOff):
        work.at(0.5)
    assert work.share == 0


def test_the_items_of_one_stretch_share_it_evenly() -> None:
    work = Watched()
    work.at(0.2)
    assert list(work.through(["甲", "乙"], 0.6, lambda item: item)) == ["甲", "乙"]
    assert work.told == [(0.2, ""), (0.2, "甲"), (0.4, "乙"), (0.6, "")]
    assert (work.share, work.step) == (0.6, "乙")
