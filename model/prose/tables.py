"""Small tables inside report text: the 合计 row, and rates beside the two columns they come from (G30)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from model import slack
from model.amounts import decimal_places
from model.prose.findings import Sheet, plain
from model.prose.text import Cell, Document

_FIGURE = re.compile(r"-?\d+(?:,\d{3})*(?:\.\d+)?%?")
_TOTAL = re.compile(r"合\s*计|总\s*计|总\s*分")
_LOWER_LEVEL = re.compile(
    r"^(?:其中|（[一二三四五六七八九十\d]+）|[一二三四五六七八九十]+、|\d+[、.．])|小\s*计|^\d{3,7}$"
)
"""Rows which are parts of other rows: adding all of them would count twice."""
_FAR = Decimal("0.2")
_RATE = re.compile(r"(?:得分|执行|完成|到位)?率|占比|比重|比例")


def check_tables(sheet: Sheet, document: Document) -> None:
    """Judge every table that has a header, figures and a total row."""
    for table in document.tables:
        rows = [row for row in table.rows if len(row) == len(table.rows[0]) and len(row) > 1]
        if len(rows) < 3 or not _is_header(table.rows[0]):
            continue
        if len(rows) == len(table.rows) and not any(_LOWER_LEVEL.search(row[0].text) for row in rows[1:]):
            _check_totals(sheet, rows)
        _check_rates(sheet, rows)


def _is_header(row: Sequence[Cell]) -> bool:
    return not any(_FIGURE.fullmatch(cell.text) for cell in row)


def _figure(cell: Cell) -> Decimal | None:
    text = cell.text.replace(" ", "")
    return Decimal(text.rstrip("%").replace(",", "")) if _FIGURE.fullmatch(text) else None


def _check_totals(sheet: Sheet, rows: Sequence[Sequence[Cell]]) -> None:
    header, body = rows[0], rows[1:]
    totals = [index for index, row in enumerate(body) if _TOTAL.search(row[0].text)]
    if len(totals) != 1 or totals[0] not in {0, len(body) - 1}:
        return
    total = body[totals[0]]
    parts = [row for row in body if row is not total]
    for column in range(1, len(header)):
        if _RATE.search(header[column].text):
            continue
        values = [_figure(row[column]) for row in parts]
        stated = _figure(total[column])
        known = [value for value in values if value is not None]
        if stated is None or len(known) < len(values) or len(known) < 2:
            continue
        _judge_total(sheet, (header[column], total[column]), stated, known)


def _judge_total(sheet: Sheet, cells: tuple[Cell, Cell], stated: Decimal, parts: Sequence[Decimal]) -> None:
    exact = all(decimal_places(value) == 0 for value in (stated, *parts))
    verdict = slack.judge_sum(stated, parts, exact)
    if abs(verdict.difference) > abs(verdict.expected) * _FAR:
        return  # the rows are not simply the parts of the total
    sheet.checked.add(cells[1].start)
    if verdict.severity is None:
        sheet.passed += 1
        return
    message = f"表中“{cells[0].text}”列各行之和为{plain(verdict.expected)}，合计行为{cells[1].text}，请核对。"
    span = (cells[1].start, cells[1].end)
    sheet.report("G30", verdict.severity, span, message, cells[1].text, plain(verdict.expected))


def _check_rates(sheet: Sheet, rows: Sequence[Sequence[Cell]]) -> None:
    """得分率 = 自评得分 ÷ 指标分值; 执行率 = 执行数 ÷ 预算数."""
    header = rows[0]
    for column in range(3, len(header)):
        top, bottom = header[column - 1].text, header[column - 2].text
        pair = ("得分" in top and "分值" in bottom) or (
            "执行" in top + "决算" and "预算" in bottom and "执行" in top
        )
        if not re.search(r"得分率|执行率", header[column].text) or not pair:
            continue
        for row in rows[1:]:
            _judge_rate(sheet, row, column)


def _judge_rate(sheet: Sheet, row: Sequence[Cell], column: int) -> None:
    stated, top, bottom = _figure(row[column]), _figure(row[column - 1]), _figure(row[column - 2])
    if stated is None or top is None or not bottom:
        return
    verdict = slack.judge_ratio(stated, top, bottom)
    sheet.checked.update(row[index].start for index in (column, column - 1, column - 2))
    if verdict.severity is None:
        sheet.passed += 1
        return
    message = f"“{row[0].text}”{plain(top)}÷{plain(bottom)}＝{verdict.expected}%，表中为{row[column].text}，请核对。"
    span = (row[column].start, row[column].end)
    sheet.report("G30", verdict.severity, span, message, row[column].text, f"{verdict.expected}%")
