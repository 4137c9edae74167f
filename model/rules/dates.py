"""Dates outside prose (G60): they exist, lie behind the year that is judged, and leave time between a notice and its deadline;
and the notice cites a document of its own year.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from model.audit import Check, Rule
from model.cells import CellRef
from model.dates import WrittenDate, date_fault, read_date
from model.findings import PASSED, Finding, Outcome, Severity
from model.formdef import Kind, RowDef
from model.forms import FORMS
from model.forms.prose import NOTICE
from model.layout import Layout
from model.rules.building import check, missing

if TYPE_CHECKING:
    from model.book import Book

_DEADLINE, _ISSUED, _BODY = (NOTICE.ref(row) for row in ("deadline", "issue_date", "body"))
_PLACES = tuple(
    form.ref(row.code)
    for form in FORMS.values()
    if form.is_fields
    for row in form.rows
    if isinstance(row, RowDef) and row.kind is Kind.DATE
)
_AFTER_THE_YEAR = frozenset(_PLACES) - {_ISSUED}
"""What is done once the year is over; a notice may go out before."""


def _checks(_: Layout) -> Iterator[Check]:
    for place in _PLACES:
        yield _one_date(place)
    yield _deadline()
    yield _document_number()


def _one_date(place: CellRef) -> Check:
    def judge(book: Book) -> Outcome | tuple[Outcome, ...]:
        text = book.text(place)
        if not text.strip():
            return ()
        if fault := date_fault(text):
            message = f"{book.name(place)}：“{text}”这个日期不存在，{fault}，请改正。"
            return _finding(one, Severity.MANDATORY, message, text, "")
        read = read_date(text)
        if read is None:
            return missing(one, "没有写明年、月")
        if place in _AFTER_THE_YEAR and read.begin.year <= book.year:
            message = f"{book.name(place)}：“{text}”应在{book.year}年度结束之后，请核对。"
            return _finding(one, Severity.ADVISORY, message, text, f"{book.year + 1}年1月1日或以后")
        return PASSED

    one = check("G60", place, (), judge)
    return one


def _deadline() -> Check:
    def judge(book: Book) -> Outcome:
        written, issued = book.text(_DEADLINE), book.text(_ISSUED)
        deadline, issue = (_day(read_date(text)) for text in (written, issued))
        if deadline is None or issue is None:
            return missing(one, "通知的日期没有写全")
        if deadline > issue:
            return PASSED
        day = "当天" if deadline == issue else "之前"
        message = f"通知的报送截止日期{written}在成文日期{issued}{day}，没有留出填报时间，请核对。"
        return _finding(one, Severity.ADVISORY, message, written, f"晚于{issued}")

    one = check("G60", _DEADLINE, (_ISSUED,), judge, "order")
    return one


def _document_number() -> Check:
    """The finance bureau sends out another document each year; the number of one is in the profile."""

    def judge(book: Book) -> Outcome | tuple[Outcome, ...]:
        number, of_year = book.profile.notice_number, book.profile.edition
        begin = book.text(_BODY).find(number) if number else -1
        if begin < 0 or of_year == book.year:
            return ()
        message = f"{book.name(_BODY)}：{number}是{of_year}年度自评工作的文号，请换成{book.year}年度的。"
        finding = _finding(one, Severity.ADVISORY, message, number, f"{book.year}年度的文号")
        span = (begin, begin + len(number))
        return replace(finding, span=span, figure=span, quote=number)

    one = check("G60", _BODY, (), judge, "number")
    return one


def _day(read: WrittenDate | None) -> date | None:
    return read.day if read else None


def _finding(one: Check, severity: Severity, message: str, stated: str, expected: str) -> Finding:
    return Finding(
        one.code,
        severity,
        one.place,
        message,
        stated=stated,
        expected=expected,
        refs=one.reads,
        variant=one.variant,
    )


RULES = (
    Rule(
        "G60",
        "日期",
        "日期存在；报告时间、填报日期、报送截止日期在评价年度结束之后；报送截止日期晚于成文日期；通知引用本年度的文号",
        _checks,
    ),
)
