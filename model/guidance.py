"""填报提示: what the official words say about one cell – what counts, in what scope and unit, where the figure is found."""

from __future__ import annotations

from dataclasses import dataclass

from model.book import Book
from model.cells import CellRef
from model.formdef import ColumnDef, FormDef, Kind, RowDef, in_year
from model.forms import FORMS

_UNITS = {Kind.COUNT: "人", Kind.SCORE: "分", Kind.PERCENT: "%"}


@dataclass(frozen=True)
class Guidance:
    """The words on one cell. ``rule`` says what counts, ``source`` what else to know and where the figure is found."""

    title: str
    rule: str
    source: str
    scope: str
    unit: str

    @property
    def facts(self) -> str:
        """Scope and unit in one line: 口径：全口径　单位：万元."""
        parts = (("口径", self.scope), ("单位", self.unit))
        return "　".join(f"{name}：{value}" for name, value in parts if value)

    @property
    def words(self) -> str:
        """Rule and source as one text."""
        rule = self.rule if not self.rule or self.rule[-1] in "。；" else f"{self.rule}。"
        return f"{rule}{self.source}"


def guidance(book: Book, ref: CellRef) -> Guidance:
    """What the forms say about a cell; where row and column both have words, the row's come first."""
    form = FORMS[ref.sheet]
    row, column = form.fixed_row(ref.row), form.column(ref.column)
    return Guidance(
        title=book.name(ref),
        rule=in_year("；".join(_distinct(row.help if row else "", column.help)), book.year),
        source=in_year("".join(_distinct(row.guide if row else "", column.guide)), book.year),
        scope=form.scope if column.kind is Kind.AMOUNT and not form.is_fields else "",
        unit=_unit(form, row, column),
    )


def _distinct(*parts: str) -> list[str]:
    return list(dict.fromkeys(part for part in parts if part))


def _unit(form: FormDef, row: RowDef | None, column: ColumnDef) -> str:
    """The unit, unless the cell's own title says it."""
    kind = row.kind if row is not None and row.kind is not None else column.kind
    title = row.title if form.is_fields and row is not None else column.title
    unit = column.unit or (form.unit if kind is Kind.AMOUNT else _UNITS.get(kind, ""))
    return "" if f"（{unit}）" in title else unit
