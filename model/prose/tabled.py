"""The text against its own tables (G56): the same concept, scope, year and column in a table and in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from model.findings import Severity
from model.prose.findings import Sheet
from model.prose.grids import Column, Grid, grids
from model.prose.items import Item
from model.prose.quantities import MONEY_UNITS
from model.prose.reading import Reading
from model.prose.repair import slip_between
from model.prose.repeats import Key, Place, near, usual_year
from model.prose.scopes import scopes_in
from model.prose.text import Cell, Table
from model.prose.vocabulary import CONCEPTS, Concept

_UNIT = re.compile(r"单位[：:]?(?:人民币)?(?P<unit>[百千万亿]*元)")
_IN_HEADER = re.compile(r"（(?P<unit>[百千万亿]*元)）")
_BUDGET = re.compile(r"预算(?!单位)")
_ACTUAL = re.compile(r"决算|执行|支出数|实际|金额")
_OTHER = re.compile(r"上年|去年|上期|增减|差|比|率|占|(?:19|20)\d{2}")
_MARK = re.compile(
    r"^(?:其中[：:]?)?(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十\d]+）|\d{1,2}[、.．])?"
)
_TOTAL = re.compile(r"合\s*计|总\s*计")
_TITLES = 3
"""How many paragraphs above a table may name its subject, its scope and its unit."""
_SPENDING = "三公经费"


@dataclass(frozen=True)
class _Figure:
    """One figure of a table which bears the name of a concept."""

    key: Key
    cell: Cell
    wan: Decimal
    label: str


def check_tabled(sheet: Sheet, reading: Reading, said: Mapping[Key, list[Place]]) -> None:
    """Compare every table figure that has a name with what the sentences say of the same thing."""
    for table in reading.document.tables:
        for figure in _figures(reading, table):
            places = said.get(figure.key, [])
            if places:
                _judge(sheet, figure, places)


def _judge(sheet: Sheet, figure: _Figure, places: list[Place]) -> None:
    if any(_agrees(figure, item) for _, item in places):
        sheet.passed += 1
        sheet.checked.add(figure.cell.start)
        return
    values = {item.quantity.wan for _, item in places}
    read, item = places[0]
    slip = bool(slip_between(item.quantity.digits, figure.cell.text.replace(",", "")))
    if len(values) > 1 or not (slip or near({*values, figure.wan})):
        return
    sheet.checked.add(figure.cell.start)
    sheet.count(read, item.quantity)
    severity = Severity.MANDATORY if slip and figure.key[1] else Severity.ADVISORY
    message = f"表中“{figure.label}”为{figure.cell.text}，文中写{item.quantity.stated}，请核对是否同一口径。"
    span = read.paragraph.span(item.lead_start, item.quantity.end)
    place = (figure.cell.start, figure.cell.end)
    sheet.report("G56", severity, span, message, item.quantity.stated, figure.cell.text, places=(place,))


def _agrees(figure: _Figure, item: Item) -> bool:
    """Equal once rounded to the places and the unit of the coarser of the two."""
    quantity = item.quantity
    step = Decimal(1).scaleb(-quantity.places) * MONEY_UNITS[quantity.unit]
    return abs(figure.wan - quantity.wan) <= step / 2


def _figures(reading: Reading, table: Table) -> Iterator[_Figure]:
    above = [
        paragraph.text
        for paragraph in reading.document.paragraphs[
            max(0, table.after_paragraph - _TITLES) : table.after_paragraph
        ]
    ]
    title = "".join(text for text in above if len(text) <= 60)
    unit = _UNIT.search(title)
    for grid in grids(table):
        for budget, column in _columns(grid):
            found = _IN_HEADER.search(column.header) or unit
            if found is None or found["unit"] not in MONEY_UNITS:
                continue
            for row, value in enumerate(column.figures):
                named = _concept(grid.labels[row], title)
                if value is None or named is None:
                    continue
                scopes = scopes_in(grid.labels[row]) or scopes_in(title)
                scope = "" if named.scope_free or not scopes else scopes[-1]
                year = reading.report_year or usual_year(reading.document.source)
                key = (named.name, scope, year, budget, "money")
                yield _Figure(key, column.cells[row], value * MONEY_UNITS[found["unit"]], grid.labels[row])


def _columns(grid: Grid) -> Iterator[tuple[bool, Column]]:
    """The one budget column and the one actual column, where there is but one of each."""
    own = [column for column in grid.columns if not column.ratio and not _OTHER.search(column.header)]
    for budget in (True, False):
        wanted = [
            column
            for column in own
            if bool(_BUDGET.search(column.header)) is budget and (budget or _ACTUAL.search(column.header))
        ]
        if len(wanted) == 1:
            yield budget, wanted[0]


def _concept(label: str, title: str) -> Concept | None:
    """What a row is called; 合计 in a table of 三公经费 is the whole of them."""
    name = _MARK.sub("", label).replace("“", "").replace("”", "").replace("（境）", "境").replace(" ", "")
    if _TOTAL.fullmatch(label) and "三公" in title:
        name = _SPENDING
    for scope in scopes_in(name):
        name = name.replace(scope, "")
    name = re.sub(r"^(?:预算|拨款|财政拨款)+(?=财政拨款)", "", name)
    return next((concept for concept in CONCEPTS if name and concept.pattern.fullmatch(name)), None)
