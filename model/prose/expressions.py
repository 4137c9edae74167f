"""Arithmetic written out: 21.8÷28.8×100%＝75.69%, 432.62＋21.83＝454.45."""

from __future__ import annotations

import re
from decimal import Decimal

from model import slack
from model.amounts import decimal_places
from model.findings import Severity
from model.prose.findings import Sheet
from model.prose.items import ReadParagraph

_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
_UNIT = r"(?:万元|亿元|元|人|个|件|家|户|分)?"
_RATIO = re.compile(
    rf"(?P<top>{_NUMBER}){_UNIT}(?:[÷/]|除以)(?P<bottom>{_NUMBER}){_UNIT}(?:[×xX*]100%?)?=(?P<stated>{_NUMBER})%"
)
_SUM = re.compile(
    rf"(?P<terms>{_NUMBER}{_UNIT}(?:[+-]{_NUMBER}{_UNIT}){{1,30}})=(?P<stated>{_NUMBER}){_UNIT}(?![%÷/×])"
)


def check_expressions(sheet: Sheet, read: ReadParagraph) -> None:
    """Recompute every equation that the text writes out."""
    text = read.text
    if "=" not in text:
        return
    for match in _RATIO.finditer(text):
        _check_ratio(sheet, read, match)
    for match in _SUM.finditer(text):
        _check_sum(sheet, read, match)


def _check_ratio(sheet: Sheet, read: ReadParagraph, match: re.Match[str]) -> None:
    stated, top, bottom = (
        Decimal(match.group(name).replace(",", "")) for name in ("stated", "top", "bottom")
    )
    if bottom == 0:
        return
    verdict = slack.judge_ratio(stated, top, bottom, exact=True)
    _count(sheet, read, match, ("top", "bottom", "stated"))
    if verdict.severity is None:
        sheet.passed += 1
        return
    message = f"算式“{match.group()}”的结果应为{verdict.expected}%，请核对。"
    span = read.paragraph.span(match.start(), match.end())
    sheet.report("G52", verdict.severity, span, message, f"{match.group('stated')}%", f"{verdict.expected}%")


def _check_sum(sheet: Sheet, read: ReadParagraph, match: re.Match[str]) -> None:
    terms = re.findall(rf"([+-]?)({_NUMBER})", match.group("terms"))
    total = sum((Decimal(sign + figure.replace(",", "")) for sign, figure in terms), Decimal(0))
    stated = Decimal(match.group("stated").replace(",", ""))
    _count(sheet, read, match, ("stated",))
    if stated == total:
        sheet.passed += 1
        return
    rounding = abs(stated - total) <= slack.unit_of_place(2) * len(terms) / 2 and decimal_places(stated) > 0
    severity = Severity.ROUNDING if rounding else Severity.MANDATORY
    span = read.paragraph.span(match.start(), match.end())
    message = f"算式“{match.group()}”的结果应为{total}，请核对。"
    sheet.report("G51", severity, span, message, match.group("stated"), f"{total}")


def _count(sheet: Sheet, read: ReadParagraph, match: re.Match[str], names: tuple[str, ...]) -> None:
    sheet.checked.update(read.paragraph.offsets[match.start(name)] for name in names)
