"""The audit of a text: passages judged by themselves, then what leads from one to another, then the report."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Generator, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain

from model.findings import Severity, Span
from model.prose.blocks import read_block_lists
from model.prose.counts import check_repeated_parts
from model.prose.facts import Fact, check_facts, with_near_facts
from model.prose.findings import ProseFinding, ProseNotChecked, ProseReport, Sheet, merged
from model.prose.layout import check_layout
from model.prose.passages import MEMORY, Stretch, check_reaching, split
from model.prose.reading import Reading, guess_year, joining
from model.prose.repeats import check_repeats, places_by_concept
from model.prose.sums import check_list
from model.prose.tabled import check_tabled

__all__ = [
    "Fact",
    "ProseFinding",
    "ProseNotChecked",
    "ProseReport",
    "audit_passages",
    "audit_text",
    "read_ahead",
]

_Judged = tuple[Reading, Sheet]
_PIECE = 32
"""Passages that are read at a stretch when a text is read ahead."""
_AHEAD: dict[tuple[str, int | None], _Judged] = {}
"""What was read ahead, on its way to where it is remembered."""


def audit_text(text: str, *, report_year: int | None = None, facts: Sequence[Fact] = ()) -> ProseReport:
    """Audit a report text against itself and against figures known from the form."""
    return _report(*_judged(text, report_year), facts)


def audit_passages(
    text: str, passages: Iterable[Stretch], *, report_year: int | None = None, facts: Sequence[Fact] = ()
) -> ProseReport:
    """The same for a text that was cut already; how it is cut makes no difference to what is found."""
    return _report(*_judge(text, passages, report_year), facts)


def read_ahead(text: str, report_year: int | None = None) -> Iterator[None]:
    """What ``audit_text`` of a long text will take, a piece at a time: gone through to the end, it is done and remembered."""
    key = (text, report_year)
    _AHEAD[key] = yield from _judging(text, split(text), report_year)
    _judged(text, report_year)
    _AHEAD.pop(key, None)


@lru_cache(maxsize=4)
def _judged(text: str, report_year: int | None) -> _Judged:
    """The same text need not be read again when only a figure of the form has changed."""
    return _AHEAD.pop((text, report_year), None) or _judge(text, split(text), report_year)


def _judge(text: str, stretches: Iterable[Stretch], report_year: int | None) -> _Judged:
    steps = _judging(text, stretches, report_year)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            judged: _Judged = end.value
            return judged


def _judging(
    text: str, stretches: Iterable[Stretch], report_year: int | None
) -> Generator[None, None, _Judged]:
    """The text judged by itself: every passage, then what leads from one to another."""
    year = report_year or guess_year(text)
    passages = []
    for number, (start, words) in enumerate(stretches):
        passages.append((start, MEMORY.read(words, year)))
        if number % _PIECE == 0:
            yield
    reading = yield from joining(text, year, [(start, passage.reading) for start, passage in passages])
    sheet = Sheet(text)
    first = 0
    for start, passage in passages:
        if passage.sheet.findings:
            yield
        sheet.take(passage.sheet, start)
        for number in passage.reaching_back:
            check_reaching(sheet, reading, first + number)
        first += len(passage.reading.reads)
    yield
    for claim in (*read_block_lists(reading), *chain(*reading.lists_above.values())):
        check_list(sheet, claim)
        check_repeated_parts(sheet, claim)
    check_layout(sheet, reading.document)
    yield
    said = places_by_concept(reading)
    yield
    check_repeats(sheet, said)
    check_tabled(sheet, reading, said)
    return reading, sheet


def _report(reading: Reading, alone: Sheet, facts: Sequence[Fact]) -> ProseReport:
    sheet = alone.copy()
    check_facts(sheet, reading, facts)
    findings = with_near_facts(_without_doubles(merged(sheet.findings)), facts)
    return ProseReport(
        findings=tuple(findings),
        not_checked=tuple(sorted(sheet.not_checked, key=lambda each: each.span)),
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
