"""A dropped 万: an amount in 元 whose own budget or neighbour stands in 万元 (G59)."""

from __future__ import annotations

import re
from decimal import Decimal

from model.findings import Severity
from model.prose.entries import main_items
from model.prose.findings import Sheet
from model.prose.items import Item, ReadParagraph
from model.prose.quantities import Kind

_SMALL = re.compile(r"人均|每|标准|单价|票|元/|平均|工资|补贴|补助|均价|罚款|起付|售价")
_LARGEST_SLIP = Decimal(10000)


def check_units(sheet: Sheet, read: ReadParagraph) -> None:
    """12.30元 standing between amounts in 万元 of the same sentence."""
    items = [item for item in main_items(read.items) if item.quantity.kind is Kind.MONEY]
    for item in items:
        if item.quantity.unit != "元" or item.quantity.value == 0 or not _looks_short(item):
            continue
        near = [other for other in items if other.sentence == item.sentence and other is not item]
        if not near or any(other.quantity.unit != "万元" for other in near):
            continue
        message = f"同句其他金额都以“万元”为单位，“{item.label}{item.quantity.stated}”疑漏写“万”，请核对。"
        span = read.paragraph.span(item.lead_start, item.quantity.end)
        expected = f"{item.quantity.digits}万元"
        sheet.report("G59", Severity.ADVISORY, span, message, item.quantity.stated, expected)


def _looks_short(item: Item) -> bool:
    """元 figures of a report are whole and large; one with decimals below 10,000 is a 万元 figure."""
    quantity = item.quantity
    return quantity.places > 0 and quantity.value < _LARGEST_SLIP and not _SMALL.search(item.lead)
