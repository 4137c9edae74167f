"""The packet's prose, read against itself and against the tables (G51–G64, and what the form's figures say)."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from model.audit import Check, Rule
from model.cells import CellRef
from model.findings import PASSED, Finding, Fix, NotChecked, Outcome, Severity, Span
from model.formdef import RowDef
from model.forms.finance import ASSETS, INCOME, SANGONG, SPENDING, SUMMARY
from model.forms.indicators import GOALS, INDICATORS
from model.forms.overview import OVERVIEW
from model.forms.prose import CHAPTERS, NOTICE
from model.layout import Layout
from model.livefields import Rendering, render
from model.naming import indicator_name
from model.quantity import parse_quantity
from model.rules.linking import GRADE, SCORE

if (
    TYPE_CHECKING
):  # the readers of prose take longer to load than a packet to open: imported when prose is first judged
    from model.book import Book
    from model.prose.audit import Fact, ProseFinding, ProseReport

_QUOTES = re.compile(r"[“”\"‘’\s]")
CODE = "G53"
"""The relation under which the one check of all prose is filed; each finding carries its own number."""
PLACE = CHAPTERS.ref("c1", "text")

_NOTICE_BODY = NOTICE.ref("body")
_LONG = 20_000
"""Characters."""
_JUDGED_AS_CELLS = ("G51", "G60")
"""What the notice's prose repeats of its scope and dates is judged cell by cell (G47, G48, G60)."""
_CELLS: tuple[tuple[str, CellRef], ...] = (
    *(
        (row.title, OVERVIEW.ref(row.code))
        for row in OVERVIEW.rows
        if isinstance(row, RowDef) and row.code in ("work", "achievements")
    ),
    *((row.title, GOALS.ref(row.code)) for row in GOALS.rows if isinstance(row, RowDef)),
    *((row.title, CHAPTERS.ref(row.code, "text")) for row in CHAPTERS.rows if isinstance(row, RowDef)),
    ("通知", _NOTICE_BODY),
)
"""Prose cells in the order in which they are read, each under its heading; the notice last, so that it is nobody's context."""


@dataclass(frozen=True)
class Manuscript:
    """All prose of a packet as it is printed, as one text, and where each cell's words begin in it."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    cells: tuple[CellRef, ...]
    renderings: tuple[Rendering, ...]

    def locate(self, span: Span) -> tuple[CellRef, Span] | None:
        """The cell that holds the span's beginning, and the span within its raw text; None within a heading."""
        index = bisect_right(self.starts, span[0]) - 1
        if index < 0:
            return None
        begin, limit = self.starts[index], self.ends[index]
        if span[0] > limit:
            return None
        printed = (span[0] - begin, min(span[1], limit) - begin)
        return self.cells[index], self.renderings[index].to_raw(printed)

    def quotes(self, span: Span) -> bool:
        """Whether the span shows a quoted cell's value: that is put right in its cell, not in the text."""
        index = bisect_right(self.starts, span[0]) - 1
        begin = self.starts[index]
        return index >= 0 and self.renderings[index].quotes((span[0] - begin, span[1] - begin))


def is_long(book: Book) -> bool:
    """Whether judging the prose takes so long that it is felt."""
    return sum(len(book.text(ref)) for _, ref in _CELLS) > _LONG


def reading_ahead(book: Book) -> Iterator[None]:
    """What judging the prose will take, a piece at a time."""
    from model.prose.audit import read_ahead

    yield from read_ahead(manuscript(book).text, book.year)


def manuscript(book: Book) -> Manuscript:
    """The packet's prose in paper order; a form feed parts the cells."""
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    cells: list[CellRef] = []
    renderings: list[Rendering] = []
    length = 0
    for title, ref in _CELLS:
        words = book.text(ref)
        if words:
            renderings.append(render(book, words, ref))
            heading = "".join(title.split()) + "\n"
            starts.append(length + len(heading))
            ends.append(starts[-1] + len(renderings[-1].text))
            cells.append(ref)
            pieces.append(f"{heading}{renderings[-1].text}\n\f\n")
            length += len(pieces[-1])
    return Manuscript("".join(pieces), tuple(starts), tuple(ends), tuple(cells), tuple(renderings))


_ALL_FUNDS, _GENERAL = "全口径", "一般公共预算"
_FIGURES: tuple[tuple[str, str, CellRef, str], ...] = (
    ("编制数", "", OVERVIEW.ref("staffing"), "人"),
    ("实有人数", "", OVERVIEW.ref("staff"), "人"),
    ("综合得分", "", SCORE, "分"),
    ("等次", "", GRADE, ""),
    ("收入合计", _ALL_FUNDS, INCOME.ref(SUMMARY, "total"), "万元"),
    ("公共财政拨款", _GENERAL, INCOME.ref(SUMMARY, "public"), "万元"),
    ("支出合计", _ALL_FUNDS, SPENDING.ref(SUMMARY, "total"), "万元"),
    ("基本支出", _ALL_FUNDS, SPENDING.ref(SUMMARY, "basic"), "万元"),
    ("项目支出", _ALL_FUNDS, SPENDING.ref(SUMMARY, "project"), "万元"),
    ("人员经费", _ALL_FUNDS, SPENDING.ref(SUMMARY, "personnel"), "万元"),
    ("公用经费", _ALL_FUNDS, SPENDING.ref(SUMMARY, "public"), "万元"),
    ("公务接待费", _ALL_FUNDS, SANGONG.ref(SUMMARY, "reception"), "万元"),
    ("公务用车运行维护费", _ALL_FUNDS, SANGONG.ref(SUMMARY, "vehicle_running"), "万元"),
    ("公务用车购置费", _ALL_FUNDS, SANGONG.ref(SUMMARY, "vehicle_purchase"), "万元"),
    ("因公出国（境）费", _ALL_FUNDS, SANGONG.ref(SUMMARY, "abroad"), "万元"),
    ("固定资产总额", "", ASSETS.ref(SUMMARY, "total"), "万元"),
)
"""The form's figures under the names by which prose knows them: concept, 口径, cell, unit."""


def facts_of(book: Book, text: str) -> list[Fact]:
    """What the form says, for comparison with what ``text`` says; an indicator that the text does not name is left out."""
    from model.prose.audit import Fact

    facts = [
        Fact(concept, scope, book.year, value, unit, book.name(ref))
        for concept, scope, ref, unit in _FIGURES
        if (value := book.value(ref)) is not None
    ]
    return [*facts, *_indicator_facts(book, _without_quotes(text))]


@lru_cache(maxsize=1 << 14)
def _without_quotes(text: str) -> str:
    return _QUOTES.sub("", text)


@lru_cache(maxsize=1 << 14)
def _names(text: str, name: str) -> bool:
    """Whether the text (without quotation marks) speaks of the indicator."""
    return _without_quotes(name) in text


def _indicator_facts(book: Book, text: str) -> Iterator[Fact]:
    from model.prose.audit import Fact
    from model.prose.facts import DONE, TARGET

    for row in book.group("indicators"):
        name = indicator_name(book, row)
        if not _names(text, name):
            continue
        for scope, column in ((TARGET, "target"), (DONE, "actual")):
            ref = INDICATORS.ref(row, column)
            quantity = parse_quantity(book.text(ref))
            if quantity.is_single and isinstance(quantity.value, Decimal):
                yield Fact(name, scope, book.year, quantity.value, quantity.unit, book.name(ref))


def prose_checks(layout: Layout) -> Iterator[Check]:
    """The one check of all prose: it reads the text against itself and against the form's figures."""
    of_indicators = layout.cells(INDICATORS, layout.group("indicators"), "name", "target", "actual")
    reads = of_indicators.union((ref for _, _, ref, _ in _FIGURES), (ref for _, ref in _CELLS))
    yield Check(CODE, PLACE, reads, _judge, "prose", lasts=is_long)


def coverage(book: Book) -> tuple[int, int]:
    """How many figures the prose holds, and how many of them a claim has judged."""
    report = _report(book, manuscript(book))
    return report.numbers_read, report.numbers_checked


def _report(book: Book, script: Manuscript) -> ProseReport:
    from model.prose.audit import audit_text

    return audit_text(script.text, report_year=book.year, facts=facts_of(book, script.text))


def _judge(book: Book) -> tuple[Outcome, ...]:
    script = manuscript(book)
    report = _report(book, script)
    outcomes: list[Outcome] = [PASSED] * report.passed
    outcomes += _field_problems(book, script)
    seen: dict[tuple[str, CellRef, str], int] = {}
    for found in report.findings:
        finding = _finding(script, found)
        if finding is not None and not (finding.place == _NOTICE_BODY and finding.code in _JUDGED_AS_CELLS):
            number = seen[finding.key] = seen.get(finding.key, 0) + 1
            outcomes.append(finding if number == 1 else _numbered(finding, number))
    for skipped in report.not_checked:
        place = script.locate(skipped.span)
        if place is not None:
            outcomes.append(
                NotChecked(
                    CODE, place[0], f"“{_short(skipped.quote)}”：{skipped.reason}", _digest(skipped.quote)
                )
            )
    return tuple(outcomes)


def _field_problems(book: Book, script: Manuscript) -> Iterator[Finding]:
    """A quotation of a cell that is empty or gone would be printed as a mark in brackets."""
    for ref, rendering in zip(script.cells, script.renderings, strict=True):
        for number, problem in enumerate(rendering.problems):
            yield Finding(
                "G62",
                Severity.MANDATORY,
                ref,
                f"{book.name(ref)}：{problem.message}",
                stated=problem.mark,
                refs=frozenset((ref,)),
                variant=f"field-{number}",
                span=problem.span,
                quote=problem.mark,
            )


def _finding(script: Manuscript, found: ProseFinding) -> Finding | None:
    place = script.locate(found.span)
    if place is None:
        return None
    further = tuple(spot for span in found.places if (spot := script.locate(span)) is not None)
    return Finding(
        found.code,
        found.severity,
        place[0],
        found.message,
        stated=found.stated,
        expected=found.expected,
        refs=frozenset((place[0], *(ref for ref, _ in further))),
        explanation=found.repair,
        variant=_digest(found.quote),
        span=place[1],
        figure=_figure(script, found),
        quote=found.quote,
        further=further,
        fix=_fix(script, found),
    )


def _figure(script: Manuscript, found: ProseFinding) -> Span | None:
    figure = found.figure
    place = script.locate(figure) if figure is not None else None
    return place[1] if place is not None else None


def _fix(script: Manuscript, found: ProseFinding) -> Fix | None:
    if found.correction is None:
        return None
    span, words = found.correction
    place = script.locate(span)
    return None if place is None or script.quotes(span) else Fix(*place, words)


def _numbered(finding: Finding, number: int) -> Finding:
    return replace(finding, variant=f"{finding.variant}-{number}")


@lru_cache(maxsize=1 << 12)
def _digest(words: str) -> str:
    """Identity of a sentence: an answer to a finding holds while the words are the same."""
    return hashlib.sha256(words.encode("utf-8")).hexdigest()[:12]


def _short(words: str, limit: int = 24) -> str:
    return words if len(words) <= limit else f"{words[:limit]}…"


def _no_checks_of_its_own(_: Layout) -> Iterator[Check]:
    """Judged by the one reading of all prose that is filed under G53."""
    return iter(())


def _rule(code: str, title: str, text: str) -> Rule:
    return Rule(code, title, text, _no_checks_of_its_own)


RULES = (
    Rule(
        CODE,
        "增减变动",
        "比上年增减额与增减率相符：增减率＝增减额÷上年数×100%；上年数为0的不写增减率",
        prose_checks,
    ),
    _rule("G54", "零基数", "分母为0的，不写完成率、增减率"),
    _rule("G55", "增减方向", "增减方向与数字、与所述原因一致；持平的不写增减原因"),
    _rule("G56", "前后一致", "同一口径的同一数字，前后各处相等"),
    _rule("G57", "个数与列举", "所述个数＝所列项数；同一明细中不重复列举"),
    _rule("G58", "数量拆分", "数量合计＝括号中或其中各项之和"),
    _rule("G59", "计量单位数量级", "元、万元、亿元使用正确"),
    _rule("G61", "数字格式", "数字、小数点、百分号书写规范"),
    _rule("G62", "模板残留", "没有未替换的模板文字、省略号和填写提示"),
    _rule("G64", "序号与标题", "序号连续；标题下有内容"),
)
