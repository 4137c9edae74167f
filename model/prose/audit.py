"""The audit of a text: read it once, let every check write on one sheet, hand in the report."""

from __future__ import annotations

from collections.abc import Sequence

from model.prose.blocks import read_block_lists
from model.prose.changes import check_changes
from model.prose.counts import check_announced, check_counts, check_repeated_parts, check_scores
from model.prose.expressions import check_expressions
from model.prose.facts import Fact, check_facts
from model.prose.findings import ProseFinding, ProseNotChecked, ProseReport, Sheet, merged
from model.prose.layout import check_layout
from model.prose.ratios import check_ratios
from model.prose.reading import Reading, read_text
from model.prose.repeats import check_repeats
from model.prose.sums import check_list, check_wholes
from model.prose.tables import check_tables
from model.prose.wording import check_wording

__all__ = ["Fact", "ProseFinding", "ProseNotChecked", "ProseReport", "audit_text"]


def audit_text(text: str, *, report_year: int | None = None, facts: Sequence[Fact] = ()) -> ProseReport:
    """Audit a report text against itself and against figures known from the form."""
    reading = read_text(text, report_year)
    sheet = Sheet(text)
    for number, read in enumerate(reading.reads):
        check_wording(sheet, read, reading.report_year)
        check_counts(sheet, read.paragraph)
        check_scores(sheet, read.paragraph)
        if read.items:
            _check_figures(sheet, reading, number)
    for claim in read_block_lists(reading):
        check_list(sheet, claim)
        check_repeated_parts(sheet, claim)
    check_tables(sheet, reading.document)
    check_layout(sheet, reading.document)
    check_repeats(sheet, reading)
    check_facts(sheet, reading, facts)
    return _report(sheet, reading)


def _check_figures(sheet: Sheet, reading: Reading, number: int) -> None:
    read = reading.reads[number]
    for claim in reading.lists[number]:
        check_list(sheet, claim)
        check_announced(sheet, claim)
        check_repeated_parts(sheet, claim)
    check_wholes(sheet, read, reading.lists[number])
    check_ratios(sheet, reading, number)
    check_changes(sheet, reading, number)
    check_expressions(sheet, read)


def _report(sheet: Sheet, reading: Reading) -> ProseReport:
    findings = _without_doubles(merged(sheet.findings))
    return ProseReport(
        findings=tuple(findings),
        not_checked=tuple(sheet.not_checked),
        numbers_read=sum(len(read.items) for read in reading.reads),
        numbers_checked=len(sheet.checked),
        passed=sheet.passed,
    )


def _without_doubles(findings: list[ProseFinding]) -> list[ProseFinding]:
    """Two figures swapped against the form spoil their rate too: the swap says it all."""
    swaps = [finding for finding in findings if finding.code == "G38" and finding.repair == "两数对调"]
    return [
        finding
        for finding in findings
        if not (
            finding.code == "G52"
            and "对调" in finding.repair
            and any(_overlap(finding, swap) for swap in swaps)
        )
    ]


def _overlap(first: ProseFinding, second: ProseFinding) -> bool:
    return first.span[0] < second.span[1] and second.span[0] < first.span[1]
