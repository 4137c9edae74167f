"""年初结转＋本年收入－本年支出＝年末结转, where one sentence gives all four (G51)."""

from __future__ import annotations

import re
from decimal import Decimal

from model import slack
from model.findings import Severity
from model.prose.entries import amount, main_items
from model.prose.findings import Sheet, money, plain
from model.prose.items import Column, Item, ReadParagraph
from model.prose.quantities import Kind

_WANTED = (
    re.compile(r"(?:年初|上年|期初)(?:财政拨款)?结(?:转|余)"),
    re.compile(r"收入$"),
    re.compile(r"支出$"),
    re.compile(r"(?:年末|期末)(?:财政拨款)?(?:滚存)?结(?:转|余)"),
)
_CLOSED_FUNDS = re.compile(r"政府性基金|国有资本经营")
"""Accounts without 结余分配 and 使用非财政拨款结余: the four are all there is."""


def check_balances(sheet: Sheet, read: ReadParagraph) -> None:
    """Judge every sentence which names exactly these four amounts."""
    sentences: dict[int, list[Item]] = {}
    for item in main_items(read.items):
        if item.quantity.kind is Kind.MONEY and item.column is not Column.BUDGET:
            sentences.setdefault(item.sentence, []).append(item)
    for items in sentences.values():
        if len(items) == 4 and all(
            pattern.search(item.lead) for pattern, item in zip(_WANTED, items, strict=True)
        ):
            _judge(sheet, read, items)


def _judge(sheet: Sheet, read: ReadParagraph, items: list[Item]) -> None:
    before, income, spending, after = (amount(item) for item in items)
    units = {item.quantity.unit for item in items}
    if len(units) > 1 or not (before + income + spending + after):
        return
    factor = items[0].quantity.wan / items[0].quantity.value if items[0].quantity.value else Decimal(1)
    verdict = slack.judge_sum(after, [before, income, -spending])
    sheet.count(read, *(item.quantity for item in items))
    if verdict.severity is None:
        sheet.passed += 1
        return
    severity = verdict.severity
    start, _ = read.sentence_of(items[0].quantity.start)
    if severity is Severity.MANDATORY and not _CLOSED_FUNDS.search(read.text, start, items[0].quantity.start):
        severity = Severity.ADVISORY
    digits = [item.quantity.digits for item in items]
    unit = items[0].quantity.unit
    expected = verdict.expected / factor if factor else verdict.expected
    message = f"{digits[0]}＋{digits[1]}－{digits[2]}＝{plain(expected)}{unit}，年末结转和结余为{items[3].quantity.stated}，请核对。"
    span = read.paragraph.span(items[0].lead_start, items[3].quantity.end)
    sheet.report("G51", severity, span, message, items[3].quantity.stated, money(expected, unit))
