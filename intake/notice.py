"""The notice: title, addressee, the amounts of its scope sentence, dates, issuer, leading group and body."""

from __future__ import annotations

import re
from collections.abc import Sequence

from intake.document import Span
from intake.layout import Line, ends_sentence, is_date_line, is_notice_title
from intake.ledger import Ledger, field_place
from intake.normalise import label_key
from model.forms import FORMS

_FORM = FORMS["notice"]
_FIGURE = r"(?:共计|合计|总计|共|为|是|约)?\s*[:：]?\s*(?P<amount>[-−－]?[0-9０-９][0-9０-９,，.．]*\s*(?:亿元|万元|元))"
_SCOPE = {
    "total": r"整体支出(?:总额|合计|总计)?",
    "general": r"一般公共预算(?:财政拨款)?支出",
    "fund": r"政府性?基金(?:预算)?(?:财政拨款)?支出",
    "capital": r"国有资本经营(?:预算)?(?:财政拨款)?支出",
    "social": r"社会?保险?基金(?:预算)?支出",
    "basic": r"基本支出",
    "project": r"项目支出",
}
_AMOUNTS = {row: re.compile(words + _FIGURE) for row, words in _SCOPE.items()}
_DEADLINES = (
    re.compile(
        r"(?P<date>[0-9０-９]{4}\s*年\s*[0-9０-９]{1,2}\s*月\s*[0-9０-９]{1,2}\s*日)\s*(?:之?前|以前|下班前)"
    ),
    re.compile(r"(?P<date>[0-9０-９]{1,2}\s*月\s*[0-9０-９]{1,2}\s*日)\s*(?:之?前|以前|下班前)"),
)
_MAX_ADDRESSEE = 60
_MAX_ISSUER = 40


def read_notice(lines: Sequence[Line], ledger: Ledger) -> None:
    """Read the notice, whose lines begin with its title."""
    if not lines:
        return
    start = _read_head(lines, ledger)
    dated = next(
        (index for index, line in enumerate(lines) if index >= start and is_date_line(line.text)), len(lines)
    )
    signed = _read_signature(lines, start, dated, ledger)
    members = _members_heading(lines, start)
    body_end = min(signed, members.start)
    _take("body", lines[start:body_end], ledger)
    ledger.labels.extend(line.span for line in lines[members.start : members.stop])
    members_end = signed if members.stop <= signed else len(lines)
    _take("members", lines[members.stop : members_end], ledger, padded=True)
    _read_amounts(lines[start:body_end], ledger)
    _read_deadline(lines[start:body_end], ledger)


def _read_head(lines: Sequence[Line], ledger: Ledger) -> int:
    """Title and addressee; returns where the body begins."""
    titles = 1 + next((index for index, line in enumerate(lines[:3]) if is_notice_title(line.text)), 0)
    while titles < min(3, len(lines)) and is_notice_title(lines[titles].text):
        titles += 1
    _take("title", lines[:titles], ledger)
    if (
        titles < len(lines)
        and len(lines[titles].text) <= _MAX_ADDRESSEE
        and lines[titles].text.endswith((":", "："))
    ):
        span = lines[titles].span
        ledger.labels.append(Span(span.end - 1, span.end))
        ref = _FORM.ref("addressee")
        ledger.take_text(ref, (Span(span.start, span.end - 1),), field_place(ref))
        return titles + 1
    return titles


def _read_signature(lines: Sequence[Line], start: int, dated: int, ledger: Ledger) -> int:
    """Issuer and date; returns the index of the first line that belongs to them."""
    if dated == len(lines):
        return dated
    _take("issue_date", lines[dated : dated + 1], ledger)
    above = lines[dated - 1] if dated - 1 >= start else None
    if above is None or ends_sentence(above.text) or len(above.text) > _MAX_ISSUER:
        return dated
    _take("issuer", [above], ledger)
    return dated - 1


def _members_heading(lines: Sequence[Line], start: int) -> range:
    """The line or two that head the list of the leading group; empty, at the end, where there is none."""
    for index in range(start, len(lines)):
        key = label_key(lines[index].text)
        if key.endswith(("小组名单", "小组成员名单", "小组组成人员", "小组成员")) and len(key) <= _MAX_ISSUER:
            above = lines[index - 1]
            begins_above = index > start and not ends_sentence(above.text) and len(above.text) <= _MAX_ISSUER
            whole = len(key) > len("绩效评价工作领导小组名单")
            return range(index - (1 if begins_above and not whole else 0), index + 1)
    return range(len(lines), len(lines))


def _read_amounts(lines: Sequence[Line], ledger: Ledger) -> None:
    """The scope sentence's figures: the first place where the words stand right before a figure with its unit."""
    for row, pattern in _AMOUNTS.items():
        for line in lines:
            found = pattern.search(line.text)
            if found is not None:
                ref = _FORM.ref(row)
                ledger.take_text(ref, (line.span.part(*found.span("amount")),), field_place(ref))
                break


def _read_deadline(lines: Sequence[Line], ledger: Ledger) -> None:
    """The date by which material is due, with its year where one of the places names it."""
    for pattern in _DEADLINES:
        for line in lines:
            found = pattern.search(line.text)
            if found is not None:
                ref = _FORM.ref("deadline")
                ledger.take_text(ref, (line.span.part(*found.span("date")),), field_place(ref))
                return


def _take(row: str, lines: Sequence[Line], ledger: Ledger, padded: bool = False) -> None:
    if lines:
        ref = _FORM.ref(row)
        ledger.take_text(ref, [line.span for line in lines], field_place(ref), padded=padded)
