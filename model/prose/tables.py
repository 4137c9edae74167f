"""Total rows of tables inside report text, and what their columns say of each other (G30, G51–G53)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from model import slack
from model.amounts import decimal_places
from model.findings import Severity
from model.prose.columns import check_columns
from model.prose.findings import Sheet, plain
from model.prose.grids import Column, Grid, grids
from model.prose.text import Document

_TOTAL = re.compile(r"合\s*计|总\s*计|总\s*分|小\s*计|(?<!营)总\s*额$")
_WITHIN = re.compile(r"^其中")
_LEVELS = (
    re.compile(r"^[一二三四五六七八九十]+、"),
    re.compile(r"^（[一二三四五六七八九十]+）"),
    re.compile(r"^\d{1,2}[、.．](?!\d)"),
    re.compile(r"^（\d{1,2}）"),
)
_CODE = re.compile(r"^(?:\d{3}|\d{5}|\d{7})(?!\d)")
_NO_SUM = re.compile(r"人均|平均|单价|均价|指标值|完成值|目标值|标准|年限|编号")
_SHARE = re.compile(r"占|比重|构成|比例")
_TWICE = re.compile(r"户|人数|人次|受益")
"""Who is in two rows counts once in the total."""
_FAR = Decimal("0.2")
_MOST_SHOWN = 8


@dataclass(frozen=True)
class _Group:
    """A row which is the sum of other rows."""

    total: int
    parts: tuple[int, ...]
    named: bool
    """True where the row calls itself 合计."""


def check_tables(sheet: Sheet, document: Document) -> None:
    """Judge every table that has a header and figures."""
    for table in document.tables:
        for grid in grids(table):
            check_columns(sheet, grid)
            _check_shares(sheet, grid)
            if not grid.levelled:
                _check_rows(sheet, grid)


def _check_rows(sheet: Sheet, grid: Grid) -> None:
    columns = [column for column in grid.columns if not column.ratio and not _NO_SUM.search(column.header)]
    for group in _groups(grid, columns):
        judged = [(column, _judge(column, group)) for column in columns]
        known = [(column, verdict) for column, verdict in judged if verdict is not None]
        closed = any(
            verdict.severity in {None, Severity.ROUNDING} and _tells(column, group)
            for column, verdict in known
        )
        for column, verdict in known:
            near = group.named and abs(verdict.difference) <= abs(verdict.expected) * _FAR
            if verdict.severity is None:
                sheet.passed += 1
            elif closed or near:
                _report(sheet, grid, (column, group), verdict)
            else:
                continue
            sheet.checked.update(column.cells[row].start for row in (group.total, *group.parts))


def _tells(column: Column, group: _Group) -> bool:
    """A column with one figure among zeros closes whatever the rows are."""
    return sum(bool(column.figures[row]) for row in group.parts) > 1


def _check_shares(sheet: Sheet, grid: Grid) -> None:
    """占比 columns: each row's figure against that of the 合计 row, in the column from which most rows follow."""
    totals = [row for row, label in enumerate(grid.labels) if _TOTAL.search(label)]
    if len(totals) != 1:
        return
    amounts = [column for column in grid.columns if not column.ratio]
    for share in grid.columns:
        if not share.ratio or not _SHARE.search(share.header):
            continue
        tries = [(column, _shares_of(share, column, totals[0])) for column in amounts]
        column, verdicts = max(tries, key=lambda entry: _holding(entry[1]), default=(None, {}))
        if column is None or _holding(verdicts) * 2 <= len(verdicts):
            continue
        for row, verdict in verdicts.items():
            cell = share.cells[row]
            sheet.checked.add(cell.start)
            if verdict.severity is None or verdict.expected is None:
                sheet.passed += 1
                continue
            message = (
                f"表中“{grid.labels[row]}”占比：{column.cells[row].text}÷{column.cells[totals[0]].text}"
                f"＝{verdict.expected:f}%，“{share.header}”栏为{cell.text}，请核对。"
            )
            sheet.report(
                "G52", verdict.severity, (cell.start, cell.end), message, cell.text, f"{verdict.expected:f}%"
            )


def _shares_of(share: Column, amounts: Column, total: int) -> dict[int, slack.RatioVerdict]:
    whole = amounts.figures[total]
    if not whole:
        return {}
    return {
        row: slack.judge_ratio(stated, top, whole)
        for row, (stated, top) in enumerate(zip(share.figures, amounts.figures, strict=True))
        if stated is not None and top is not None and (stated or top)
    }


def _holding(verdicts: dict[int, slack.RatioVerdict]) -> int:
    return sum(verdict.severity is None for verdict in verdicts.values())


def _judge(column: Column, group: _Group) -> slack.SumVerdict | None:
    values = [column.figures[row] for row in group.parts]
    stated = column.figures[group.total]
    known = [value for value in values if value is not None]
    if stated is None or len(known) < len(values) or not (stated or any(known)):
        return None
    exact = all(decimal_places(value) == 0 for value in (stated, *known))
    return slack.judge_sum(stated, known, exact)


def _report(sheet: Sheet, grid: Grid, place: tuple[Column, _Group], verdict: slack.SumVerdict) -> None:
    column, group = place
    cell = column.cells[group.total]
    name = "合计行" if group.named else f"“{grid.labels[group.total]}”"
    parts = [column.cells[row].text for row in group.parts]
    shown = "＋".join(parts if len(parts) <= _MOST_SHOWN else [*parts[:4], "…", *parts[-2:]])
    message = f"表中“{column.header}”列：{shown}＝{plain(verdict.expected)}，{name}为{cell.text}，请核对。"
    severity = verdict.severity or Severity.ROUNDING
    if severity is Severity.MANDATORY and _TWICE.search(column.header) and verdict.difference < 0:
        severity = Severity.ADVISORY
    code = "G30" if grid.scored else "G51"
    sheet.report(code, severity, (cell.start, cell.end), message, cell.text, plain(verdict.expected))


# ---- which rows are parts of which -----------------------------------------------------------


def _groups(grid: Grid, columns: Sequence[Column]) -> Iterator[_Group]:
    """Totals that come last, one after another, or first; and rows with their 其中."""
    rows = [index for index, label in enumerate(grid.labels) if label]
    children = _within(grid, columns)
    for parent, inner in children.items():
        if len(inner) > 1:
            yield _Group(parent, inner, False)
    hidden = {row for inner in children.values() for row in inner}
    rows = [row for row in rows if row not in hidden]
    totals = [row for row in rows if _TOTAL.search(grid.labels[row])]
    if totals and totals == rows[:1]:
        yield from _total_of(grid, rows[0], rows[1:])
        return
    if not totals or totals[0] == rows[0]:
        return
    open_rows: list[int] = []
    for row in rows:
        if row in totals:
            yield from _total_of(grid, row, open_rows)
            open_rows = [row]
        else:
            open_rows.append(row)


def _total_of(grid: Grid, total: int, rows: Sequence[int]) -> Iterator[_Group]:
    """The total over the rows of the highest level; deeper rows are parts of the row above them."""
    levels = [_level(grid.labels[row]) for row in rows]
    marked = {level for level in levels if level is not None}
    loose = [row for row, level in zip(rows, levels, strict=True) if level is None]
    if len(marked) > 1 and loose and not all(_TOTAL.search(grid.labels[row]) for row in loose):
        return
    top = min(marked, default=0)
    parts = tuple(row for row, level in zip(rows, levels, strict=True) if level is None or level == top)
    if len(parts) > 1:
        yield _Group(total, parts, True)
    if len(marked) > 1:
        yield from _deeper(rows, levels)


def _deeper(rows: Sequence[int], levels: Sequence[int | None]) -> Iterator[_Group]:
    """Each row with the rows one level below it."""
    for start, level in enumerate(levels):
        if level is None:
            continue
        inner: list[tuple[int, int]] = []
        for row, below in zip(rows[start + 1 :], levels[start + 1 :], strict=True):
            if below is None or below <= level:
                break
            inner.append((row, below))
        nearest = min((below for _, below in inner), default=0)
        parts = tuple(row for row, below in inner if below == nearest)
        if len(parts) > 1:
            yield _Group(rows[start], parts, False)


def _level(label: str) -> int | None:
    code = _CODE.match(label)
    if code is not None:
        return len(code.group())
    return next((index for index, pattern in enumerate(_LEVELS) if pattern.match(label)), None)


def _within(grid: Grid, columns: Sequence[Column]) -> dict[int, tuple[int, ...]]:
    """Row → the rows of its 其中: as many as give it in most columns, else the one marked row."""
    found: dict[int, tuple[int, ...]] = {}
    for row, label in enumerate(grid.labels):
        if not _WITHIN.match(label) or row == 0:
            continue
        best, most = 1, 0
        for count in range(1, min(12, len(grid.labels) - row) + 1):
            if _TOTAL.search(grid.labels[row + count - 1]):
                break
            group = _Group(row - 1, tuple(range(row, row + count)), False)
            held = sum(
                verdict is not None and verdict.severity in {None, Severity.ROUNDING}
                for verdict in (_judge(column, group) for column in columns)
            )
            if held > most:
                best, most = count, held
        found[row - 1] = tuple(range(row, row + best))
    return found
