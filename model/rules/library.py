"""Common indicators in the indicator table: a row that chose one takes name, target and actual from the packet's own cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from zlib import crc32

from model.cells import CellRef, Value
from model.common_indicators import NAMES, CommonIndicator, Side, find_common, library
from model.formdef import BoundFormula
from model.forms.indicators import INDICATORS
from model.formula import Lookup, Naming, Tell, as_typed
from model.layout import Layout

STRETCH = 64
"""Rows of a long table that are worked out together, on average."""
_SHEET = "common"
"""The library's words stand in no form: worked out once, shown in whichever row chose them."""


@dataclass(frozen=True)
class LibraryText:
    """What the library says for one indicator and column."""

    indicator: CommonIndicator
    side: Side

    @property
    def precedents(self) -> tuple[CellRef, ...]:
        """The packet's cells behind it."""
        return self.indicator.reads

    def evaluate(self, lookup: Lookup) -> Value:
        """The words for the column."""
        return self.indicator.text(self.side, lookup)

    def describe(self, name: Naming) -> str:
        """The quotient in words."""
        return self.indicator.describe(name)

    def substitute(self, lookup: Lookup, _tell: Tell = as_typed) -> str:
        """The quotient in figures."""
        return self.indicator.explain(lookup)

    def excel(self, address: Naming) -> str | None:
        """It stands on no sheet."""
        return None


@dataclass(frozen=True)
class CommonRows:
    """Which rows of a stretch stand for a common indicator, by choice or by name: their ids, with blanks between."""

    rows: tuple[str, ...]
    carryover_base: str

    @property
    def precedents(self) -> tuple[CellRef, ...]:
        """Choice and name of every row."""
        return tuple(INDICATORS.ref(row, column) for row in self.rows for column in ("common", "name"))

    def evaluate(self, lookup: Lookup) -> Value:
        """The row ids; nothing while there is none."""
        found = (row for row in self.rows if common_of(row, lookup, self.carryover_base) is not None)
        return " ".join(found) or None

    def describe(self, name: Naming) -> str:
        """共性指标所在的行"""
        return "共性指标所在的行"

    def substitute(self, lookup: Lookup, _tell: Tell = as_typed) -> str:
        """The row ids."""
        return str(self.evaluate(lookup) or "")

    def excel(self, address: Naming) -> str | None:
        """It stands on no sheet."""
        return None


@dataclass(frozen=True)
class ChosenTexts:
    """What the library says for the indicators that a stretch of rows chose: a line each, name and words with a tab between."""

    rows: tuple[str, ...]
    side: Side

    @property
    def precedents(self) -> tuple[CellRef, ...]:
        """The choices, and the library's words for this column."""
        choices = (INDICATORS.ref(row, "common") for row in self.rows)
        return (*choices, *(_library_cell(name, self.side) for name in NAMES))

    def evaluate(self, lookup: Lookup) -> Value:
        """The lines; nothing while no row chose an indicator that has words."""
        chosen = dict.fromkeys(lookup(INDICATORS.ref(row, "common")) for row in self.rows)
        words = ((name, lookup(_library_cell(name, self.side))) for name in NAMES if name in chosen)
        return "\n".join(f"{name}\t{text}" for name, text in words if text is not None) or None

    def describe(self, name: Naming) -> str:
        """所选共性指标的内容"""
        return "所选共性指标的内容"

    def substitute(self, lookup: Lookup, _tell: Tell = as_typed) -> str:
        """The lines."""
        return str(self.evaluate(lookup) or "")

    def excel(self, address: Naming) -> str | None:
        """It stands on no sheet."""
        return None


@dataclass(frozen=True)
class CommonValue:
    """Name, target or actual of a row, from the common indicator that the row chose; empty while it chose none."""

    row: str
    column: str
    texts: CellRef | None
    """Where the words for the chosen indicators stand; None for the name, which is the choice itself."""
    indicators: tuple[CommonIndicator, ...]

    @property
    def _choice(self) -> CellRef:
        return INDICATORS.ref(self.row, "common")

    @property
    def precedents(self) -> tuple[CellRef, ...]:
        """The choice, and the words for it."""
        return (self._choice,) if self.texts is None else (self._choice, self.texts)

    def evaluate(self, lookup: Lookup) -> Value:
        """The words for the cell."""
        chosen = lookup(self._choice)
        if not isinstance(chosen, str) or chosen not in NAMES or self.texts is None:
            return chosen if chosen in NAMES else None
        lines = (line.partition("\t") for line in str(lookup(self.texts) or "").split("\n"))
        return next((text for name, _, text in lines if name == chosen), None)

    def describe(self, name: Naming) -> str:
        """按所选共性指标"""
        return "按所选共性指标，由各表数据自动取得"

    def substitute(self, lookup: Lookup, _tell: Tell = as_typed) -> str:
        """Formula and figures of the chosen indicator, or why there is no figure."""
        chosen = lookup(self._choice)
        one = next((one for one in self.indicators if one.name == chosen), None)
        if one is None:
            return "没有选用共性指标"
        return f"{one.formula}：{one.explain(lookup)}" if one.formula else one.explain(lookup)

    def excel(self, address: Naming) -> str | None:
        """Excel has no library: the workbook carries the words."""
        return None


def common_of(row: str, lookup: Lookup, carryover_base: str) -> CommonIndicator | None:
    """The common indicator with figures that a row stands for, by choice or by name."""
    choice, name = (str(lookup(INDICATORS.ref(row, column)) or "") for column in ("common", "name"))
    one = find_common(choice, name, carryover_base)
    return one if one is not None and one.rate is not None else None


@lru_cache(maxsize=8)
def stretches(rows: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """A long table in pieces: what is worked out by the piece spares an edit from reading all of it.

    Where a piece begins is a matter of the row's own id, not of its place: a row that comes or goes changes one piece only.
    """
    if len(rows) <= STRETCH:
        return (rows,) if rows else ()
    begins = [place for place, row in enumerate(rows) if place == 0 or crc32(row.encode()) % STRETCH == 0]
    return tuple(rows[begin:end] for begin, end in zip(begins, (*begins[1:], len(rows)), strict=True))


def common_rows_cell(stretch: tuple[str, ...]) -> CellRef:
    """Where ``CommonRows`` of a stretch stands."""
    return CellRef(_SHEET, stretch[0], "rows")


def _library_cell(name: str, side: Side) -> CellRef:
    return CellRef(_SHEET, name, side.value)


def library_words(layout: Layout) -> Iterator[BoundFormula]:
    """What the library says of each indicator; it proposes, so it carries no code."""
    for one in library(layout.profile.carryover_rate_base):
        for side in Side:
            yield BoundFormula(_library_cell(one.name, side), LibraryText(one, side), "")


def links_to_library(layout: Layout) -> Iterator[BoundFormula]:
    """The three cells of every indicator row that may show the library's words."""
    base = layout.profile.carryover_rate_base
    return chain.from_iterable(layout.each(_stretch_links, stretches(layout.group("indicators")), base))


def _stretch_links(stretch: tuple[str, ...], base: str) -> tuple[BoundFormula, ...]:
    indicators = library(base)
    found = [BoundFormula(common_rows_cell(stretch), CommonRows(stretch, base), "")]
    for row in stretch:
        found.append(
            BoundFormula(INDICATORS.ref(row, "name"), CommonValue(row, "name", None, indicators), "")
        )
    for side in Side:
        found.extend(_side_links(stretch, side, indicators))
    return tuple(found)


def _side_links(
    stretch: tuple[str, ...], side: Side, indicators: tuple[CommonIndicator, ...]
) -> Iterator[BoundFormula]:
    texts = CellRef(_SHEET, f"{stretch[0]}-chosen", side.value)
    yield BoundFormula(texts, ChosenTexts(stretch, side), "")
    for row in stretch:
        formula = CommonValue(row, side.value, texts, indicators)
        yield BoundFormula(INDICATORS.ref(row, side.value), formula, "")
