"""全部审核 of a file that is no packet file: the tables as far as they are recognised, and every sentence of the text."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from intake.intake import Intake, read_source
from intake.problems import UnreadableSource
from intake.sources import open_source
from model.book import Book
from model.findings import Finding, Span
from model.prose.audit import ProseFinding, ProseReport, audit_text
from model.rules import TABLE_RULES
from model.rules.prose import facts_of
from model.starting import bare_book


@dataclass(frozen=True)
class LocatedFinding:
    """A finding of the tables, with its place in the source's text."""

    finding: Finding
    place: str
    span: Span | None
    quote: str


@dataclass(frozen=True)
class SourceCheck:
    """What a source's tables and its prose say. Prose is audited whole, whether or not a cell of the packet would hold it."""

    tables: tuple[LocatedFinding, ...]
    prose: tuple[ProseFinding, ...]
    not_checked: tuple[tuple[str, str, str], ...]
    """Code, place, reason."""
    passed: int
    numbers_read: int
    numbers_checked: int


def check_source(path: Path) -> SourceCheck:
    """Check a .txt, .docx or .xlsx file; raises UnreadableSource when there is nothing in it that could be checked."""
    try:
        intake = read_source(path, bare_book(rules=TABLE_RULES))
    except UnreadableSource:
        report = audit_text(open_source(path).text)
        if not report.numbers_read:
            raise
        return _prose_only(report)
    book = bare_book(intake.found_year, rules=TABLE_RULES)
    book.apply(intake.edit)
    text = intake.document.text
    return _joined(book, intake, audit_text(text, report_year=intake.found_year, facts=facts_of(book, text)))


def _prose_only(report: ProseReport) -> SourceCheck:
    """Another report than a packet: 决算说明, 预算说明."""
    return SourceCheck(
        tables=(),
        prose=report.findings,
        not_checked=tuple(("", one.quote, one.reason) for one in report.not_checked),
        passed=report.passed,
        numbers_read=report.numbers_read,
        numbers_checked=report.numbers_checked,
    )


def _joined(book: Book, intake: Intake, report: ProseReport) -> SourceCheck:
    tables = tuple(_located(book, intake, finding) for finding in book.findings)
    prose = _prose_only(report)
    read, checked = book.numbers
    return SourceCheck(
        tables=tables,
        prose=tuple(one for one in report.findings if not _said_already(one, tables)),
        not_checked=(
            *((one.code, book.name(one.place), one.reason) for one in book.not_checked),
            *prose.not_checked,
        ),
        passed=prose.passed + book.passed,
        numbers_read=read + prose.numbers_read,
        numbers_checked=checked + prose.numbers_checked,
    )


def _located(book: Book, intake: Intake, finding: Finding) -> LocatedFinding:
    if finding.span is not None:
        span = intake.locate(finding.place, *finding.span)
    else:
        span = intake.sources.get(finding.place)
    quote = "" if span is None else intake.document.text[span[0] : span[1]]
    return LocatedFinding(
        finding, book.name(finding.place), None if span is None else (span[0], span[1]), quote
    )


def _said_already(one: ProseFinding, tables: tuple[LocatedFinding, ...]) -> bool:
    """The notice's scope sentence is read as a table too: one mistake is told once."""
    scope = [table.span for table in tables if table.finding.code == "G47" and table.span]
    return one.code == "G51" and any(one.span[0] <= span[0] < one.span[1] for span in scope)
