"""What a live field shows: the cell's value, or a figure derived from its row where no cell of the forms holds it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

from model.amounts import round_half_up, shortest
from model.cells import CellRef, Value
from model.fieldsyntax import Field
from model.formdef import ADDED, FormDef, Kind
from model.forms import FORMS
from model.formula import Lookup, Ratio, Same, Sum, Term, figure
from model.scoreformulas import read_quantity
from model.scoring import Nature, deviation

if TYPE_CHECKING:
    from model.book import Book

LOST = "扣分"
"""分值－得分 of the row: （50分，得49分，扣1分）."""
RATE = "比率"
"""The cell in percent of what it is measured against: outlay of budget, use of all assets, actual of target."""
COUNT = "个数"
"""How many of the rows that the clerk added have something in this column; the field names no row but ``*``."""

_MEASURED_AGAINST = {("base_funds", "actual"): "budget", ("assets", "used"): "total"}


class Derived(Protocol):
    """What gives a field its value: a formula, or the part of one that is needed here."""

    @property
    def precedents(self) -> tuple[CellRef, ...]:
        """The cells that it reads."""
        ...

    def evaluate(self, lookup: Lookup) -> Value:
        """The value; None where there is none yet."""
        ...


@dataclass(frozen=True)
class QuantityRatio:
    """完成值÷指标值 of an indicator, of which both are text with a unit: 0.29万元 of 10.44万元."""

    target: CellRef
    actual: CellRef

    @property
    def precedents(self) -> tuple[CellRef, ...]:
        """Target, actual."""
        return (self.target, self.actual)

    def evaluate(self, lookup: Lookup) -> Decimal | None:
        """The percentage, two places; nothing where the two cannot be divided."""
        target, actual = (read_quantity(figure(lookup(ref) or "")) for ref in self.precedents)
        apart = deviation(Nature.POSITIVE, target, actual)
        return None if apart is None else shortest(round_half_up(apart + 100, 2))


@dataclass(frozen=True)
class RowCount:
    """How many of the cells hold something."""

    cells: tuple[CellRef, ...]

    @property
    def precedents(self) -> tuple[CellRef, ...]:
        """The cells."""
        return self.cells

    def evaluate(self, lookup: Lookup) -> Decimal:
        """Their number; none is none."""
        return Decimal(sum(lookup(ref) is not None for ref in self.cells))


def source_of(book: Book, field: Field) -> Derived | None:
    """What gives the field its value; None where it quotes a cell that the packet has not (any more)."""
    form = FORMS.get(field.ref.sheet)
    columns = {column.code: column for column in form.columns} if form else {}
    if form is None or field.ref.column not in columns or columns[field.ref.column].kind is Kind.ROW:
        return None
    if field.ref.row == ADDED:
        rows = book.added_rows(form)
        return _counted(form, rows, field) if form.template else None
    if form.fixed_row(field.ref.row) is None and field.ref.row not in book.added_rows(form):
        return None
    return _of_row(field.ref, field.word, "weight" in columns)


def _counted(form: FormDef, rows: tuple[str, ...], field: Field) -> Derived | None:
    return RowCount(tuple(form.ref(row, field.ref.column) for row in rows)) if field.word == COUNT else None


def _of_row(ref: CellRef, word: str, weighted: bool) -> Derived | None:
    if not word:
        return Same(ref)
    if word == LOST and ref.column == "score" and weighted:
        weight = ref._replace(column="weight")
        return Sum((Term(weight), Term(ref, -1)), frozenset((weight, ref)))
    if word == RATE and ref.sheet == "indicators" and ref.column == "actual":
        return QuantityRatio(ref._replace(column="target"), ref)
    if word == RATE and (ref.sheet, ref.column) in _MEASURED_AGAINST:
        return Ratio(ref, ref._replace(column=_MEASURED_AGAINST[ref.sheet, ref.column]))
    return None


def with_sign(field: Field, value: Value) -> str:
    """The value as it stands in a sentence: digits as typed, a percentage with its sign, nothing for an empty cell."""
    if value is None:
        return ""
    kind = FORMS[field.ref.sheet].kind_of(field.ref.row, field.ref.column)
    is_percent = kind is Kind.PERCENT if not field.word else field.word == RATE
    return f"{figure(value)}%" if is_percent else figure(value)
