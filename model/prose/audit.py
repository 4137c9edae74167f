"""The audit of a text: read it once, let every check write on one sheet, hand in the report."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain

from model.findings import Severity, Span
from model.prose.balances import check_balances
from model.prose.blocks import read_block_lists
from model.prose.changes import check_changes
from model.prose.comparisons import check_comparisons
from model.prose.counts import check_announced, check_counts, check_repeated_parts, check_scores
from model.prose.expressions import check_expressions
from model.prose.facts import Fact, check_facts, with_near_facts
from model.prose.findings import ProseFinding, ProseNotChecked, ProseReport, Sheet, merged
from model.prose.layout import check_layout
from model.prose.moves import check_moves
from model.prose.parallel import check_parallels
from model.prose.ratios import check_ratios
from model.prose.reading import Reading, read_text
from model.prose.repeats import check_repeated_rates, check_repeats
from model.prose.sums import check_list, check_wholes
from model.prose.tabled import check_tabled
from model.prose.tables import check_tables
from model.prose.totals import read_trailing_totals
from model.prose.units import check_units
from model.prose.wording import check_wording

__all__ = ["Fact", "ProseFinding", "ProseNotChecked", "ProseReport", "audit_text"]


def audit_text(text: str, *, report_year: int | None = None, facts: Sequence[Fact] = ()) -> ProseReport:
    """Audit a report text against itself and against figures known from the form."""
    reading, alone = _read_alone(text, report_year)
    sheet = alone.copy()
    check_facts(sheet, reading, facts)
    return _report(sheet, reading, facts)


@lru_cache(maxsize=4)
def _read_alone(text: str, report_year: int | None) -> tuple[Reading, Sheet]:
    """The text read and judged by itself: the same text need not be read again when only a figure of the form has changed."""
    reading = read_text(text, report_year)
    sheet = Sheet(text)
    for number, read in enumerate(reading.reads):
        check_wording(sheet, read, reading.report_year)
        check_counts(sheet, read.paragraph)
        check_scores(sheet, read.paragraph)
        if read.items:
            _check_figures(sheet, reading, number)
    for claim in (*read_block_lists(reading), *chain(*reading.lists_above.values())):
        check_list(sheet, claim)
        check_repeated_parts(sheet, claim)
    check_tables(sheet, reading.document)
    check_layout(sheet, reading.document)
    check_repeats(sheet, reading)
    check_tabled(sheet, reading)
    return reading, sheet


def _check_figures(sheet: Sheet, reading: Reading, number: int) -> None:
    read = reading.reads[number]
    for claim in reading.lists[number]:
        check_list(sheet, claim)
        check_announced(sheet, claim)
        check_repeated_parts(sheet, claim)
    for claim in read_trailing_totals(read):
        check_list(sheet, claim)
    check_wholes(sheet, read, reading.lists[number])
    check_ratios(sheet, reading, number)
    check_changes(sheet, reading, number)
    check_parallels(sheet, read)
    check_moves(sheet, read)
    check_comparisons(sheet, read)
    check_balances(sheet, read)
    check_expressions(sheet, read)
    check_repeated_rates(sheet, read)
    check_units(sheet, read)


def _report(sheet: Sheet, reading: Reading, facts: Sequence[Fact]) -> ProseReport:
    findings = with_near_facts(_without_doubles(merged(sheet.findings)), facts)
    return ProseReport(
        findings=tuple(findings),
        not_checked=tuple(sheet.not_checked),
        numbers_read=sum(len(read.items) for read in reading.reads),
        numbers_checked=len(sheet.checked),
        passed=sheet.passed,
    )


def _without_doubles(findings: list[ProseFinding]) -> list[ProseFinding]:
    """Of two findings about the same slip the one which says more.

    Two figures swapped against the form spoil their rate too; a dropped 万 which a rate proves needs
    no second remark.
    """
    swaps = [each.span for each in findings if each.code == "G38" and each.repair == "两数对调"]
    proved = [each.span for each in findings if each.code != "G59" or each.severity is Severity.MANDATORY]
    return [
        finding
        for finding in findings
        if not (finding.code == "G52" and "对调" in finding.repair and _covered(finding.span, swaps))
        and not (
            finding.code == "G59" and finding.severity is Severity.ADVISORY and _covered(finding.span, proved)
        )
    ]


def _covered(span: Span, others: Sequence[Span]) -> bool:
    """Whether one of the sorted spans overlaps; only near neighbours can."""
    index = bisect_right(others, span)
    return any(other[0] < span[1] and span[0] < other[1] for other in others[max(0, index - 6) : index + 2])
