"""The description of a form: one tree that the window, the paper, Word and Excel all draw, and that the checks read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property

from model.cells import CellRef
from model.formula import Formula, Ratio, Sum, Term
from model.layout import Layout


class Kind(Enum):
    """What a cell may hold, and so how it is typed, aligned, stored and written."""

    TEXT = "text"
    """One line of words."""
    DATE = "date"
    """One line of words that names a month or a day."""
    PROSE = "prose"
    """Paragraphs, separated by a newline."""
    AMOUNT = "amount"
    """Money in the form's unit."""
    COUNT = "count"
    """A whole number of people or things."""
    SCORE = "score"
    """Points."""
    PERCENT = "percent"
    """A percentage: 98 stands for 98%."""
    CHOICE = "choice"
    """One of a short list of words."""
    ROW = "row"
    """The id of a row of another group (the 专项 that a use belongs to); shown by that row's number and name."""
    CELL = "cell"
    """The address of another cell (which a 审核说明 is about); shown by its name."""

    @property
    def is_number(self) -> bool:
        """Whether the cell's value is a Decimal."""
        return self in (Kind.AMOUNT, Kind.COUNT, Kind.SCORE, Kind.PERCENT)


@dataclass(frozen=True)
class ColumnDef:
    """One column. ``weight`` is its share of the paper's width; ``help`` tells the clerk what counts, in the official words."""

    code: str
    title: str
    kind: Kind
    weight: float = 1.0
    help: str = ""
    choices: tuple[str, ...] = ()
    group: str = ""
    """For ``Kind.ROW``: the group whose rows can be chosen."""
    unit: str = ""
    """The unit, where it is not the usual one of the kind (㎡)."""
    on_form: bool = True
    """False for columns that the program keeps but this form does not print (a deviation's reason, say)."""
    guide: str = ""
    """What else counts or does not, and where the figure is found (决算报表); shown while the cell has the cursor."""
    literal: bool = False
    """Of prose: names, which are what they say and quote nothing, however long."""


@dataclass(frozen=True)
class HeaderBand:
    """A node of the header tree: a title over columns (leaf: ``column`` set) or over further bands."""

    title: str
    children: tuple[HeaderBand, ...] = ()
    column: str = ""

    @property
    def leaves(self) -> tuple[str, ...]:
        """The column codes below this band, left to right."""
        if self.column:
            return (self.column,)
        return tuple(code for child in self.children for code in child.leaves)

    @property
    def depth(self) -> int:
        """Header rows that the band needs."""
        return 1 + max((child.depth for child in self.children), default=0)


@dataclass(frozen=True)
class RowDef:
    """A row that the form always has. ``kind`` is set on field forms, where each row is one field of its own kind."""

    code: str
    title: str
    kind: Kind | None = None
    help: str = ""
    choices: tuple[str, ...] = ()
    guide: str = ""
    """As a column's ``guide``."""


@dataclass(frozen=True)
class RowTemplate:
    """Rows that the clerk adds: ``group`` names the list, which several forms may share (units in four tables)."""

    group: str
    title: str
    """Pattern of the row's label; ``{number}`` counts from 1, ``{name}`` is the row's name cell."""
    name_cell: str = ""
    """``sheet/column`` of the cell that names the row; empty where the rows have no names of their own."""
    unnamed: str = ""
    """What stands for the name while the cell is empty: 二级机构{number}, counted within the added rows."""


ADDED = "*"
"""In ``DownSum.over``: all the rows that the clerk has added."""


@dataclass(frozen=True)
class AcrossSum:
    """In every row: target = Σ plus − Σ minus."""

    code: str
    target: str
    plus: tuple[str, ...]
    minus: tuple[str, ...] = ()
    skip_rows: tuple[str, ...] = ()


@dataclass(frozen=True)
class DownSum:
    """In every listed column: target row = Σ of the rows ``over``; ``ADDED`` among them stands for all the added rows.

    Without ``over`` it is the sum of all the other rows, fixed and added.
    """

    code: str
    target: str
    columns: tuple[str, ...]
    over: tuple[str, ...] = ()


@dataclass(frozen=True)
class AcrossRatio:
    """In every row: target = numerator ÷ denominator, in percent."""

    code: str
    target: str
    numerator: str
    denominator: str


FormulaDef = AcrossSum | DownSum | AcrossRatio


@dataclass(frozen=True, eq=False)
class BoundFormula:
    """A formula at its place: ``target`` should equal ``formula``; ``code`` is the relation's number (G01 …). Equal only to itself."""

    target: CellRef
    formula: Formula
    code: str


@dataclass(frozen=True)
class FormDef:
    """One form. ``rows`` lists fixed rows and at most one template, in paper order; a *field form* has the one column ``value``.

    A form proves itself when it is made: unknown columns in bands or formulas, or codes used twice, raise ValueError.
    """

    code: str
    title: str
    columns: tuple[ColumnDef, ...]
    rows: tuple[RowDef | RowTemplate, ...]
    bands: tuple[HeaderBand, ...] = ()
    formulas: tuple[FormulaDef, ...] = ()
    unit: str = ""
    label_title: str = ""
    """Heading of the label column (机构名称); empty where the rows carry no label."""
    notes: tuple[str, ...] = ()
    short: str = ""
    """What the form is called in a message, where its title is long: 收入, 定量指标."""
    scope: str = ""
    """口径: whose money the figures are. Figures of different scopes may differ rightly."""

    def __post_init__(self) -> None:
        codes = [column.code for column in self.columns]
        rows = [row.code for row in self.rows if isinstance(row, RowDef)]
        _demand(len(set(codes)) == len(codes), f"{self.code}: a column code stands twice")
        _demand(len(set(rows)) == len(rows), f"{self.code}: a row code stands twice")
        _demand(
            len([row for row in self.rows if isinstance(row, RowTemplate)]) <= 1,
            f"{self.code}: more than one row template",
        )
        leaves = [leaf for band in self.bands for leaf in band.leaves]
        _demand(leaves in ([], codes), f"{self.code}: header bands {leaves} do not match the columns {codes}")
        for formula in self.formulas:
            for used in _columns_of(formula):
                _demand(used in codes, f"{self.code}: formula {formula.code} reads unknown column {used}")
            if isinstance(formula, DownSum):
                for used in (formula.target, *formula.over):
                    _demand(
                        used in (*rows, ADDED),
                        f"{self.code}: formula {formula.code} reads unknown row {used}",
                    )

    @property
    def is_fields(self) -> bool:
        """Whether this is a field form (label and value) and no table."""
        return [column.code for column in self.columns] == ["value"]

    @cached_property
    def template(self) -> RowTemplate | None:
        """The template of added rows, if the form has one."""
        return next((row for row in self.rows if isinstance(row, RowTemplate)), None)

    def for_year(self, year: int) -> FormDef:
        """The form with the report's years in its headings: ``{year}`` and ``{prior}`` stand for this year and the last."""

        def named(text: str) -> str:
            return in_year(text, year)

        def banded(band: HeaderBand) -> HeaderBand:
            return HeaderBand(named(band.title), tuple(banded(child) for child in band.children), band.column)

        return replace(
            self,
            title=named(self.title),
            columns=tuple(replace(column, title=named(column.title)) for column in self.columns),
            bands=tuple(banded(band) for band in self.bands),
        )

    @cached_property
    def _columns(self) -> dict[str, ColumnDef]:
        return {column.code: column for column in self.columns}

    @cached_property
    def _fixed_rows(self) -> dict[str, RowDef]:
        return {row.code: row for row in self.rows if isinstance(row, RowDef)}

    def column(self, code: str) -> ColumnDef:
        """The column of that code; KeyError when there is none."""
        return self._columns[code]

    def fixed_row(self, code: str) -> RowDef | None:
        """The fixed row of that code; None for an added row."""
        return self._fixed_rows.get(code)

    def kind_of(self, row: str, column: str) -> Kind:
        """What the cell may hold: the row decides on field forms, the column elsewhere."""
        fixed = self.fixed_row(row)
        return fixed.kind if fixed is not None and fixed.kind is not None else self.column(column).kind

    def ref(self, row: str, column: str = "value") -> CellRef:
        """A cell of this form."""
        return CellRef(self.code, row, column)

    def row_ids(self, added: Sequence[str]) -> tuple[str, ...]:
        """All row ids in paper order, given the ids of the added rows."""
        ids: list[str] = []
        for row in self.rows:
            ids.extend([row.code] if isinstance(row, RowDef) else added)
        return tuple(ids)

    def bind(self, layout: Layout) -> Iterator[BoundFormula]:
        """Every formula of the form at its place. The first formula bound to a cell gives its value; all are checked."""
        rows = layout.rows(self)
        for formula in self.formulas:
            match formula:
                case AcrossSum():
                    reckoned = (row for row in rows if row not in formula.skip_rows)
                    yield from layout.each(self._across, reckoned, formula)
                case DownSum():
                    of_rows = layout.each(self._terms, self._summands(formula, layout), formula.columns)
                    of_columns = list(zip(*of_rows, strict=True)) or [()] * len(formula.columns)
                    for column, terms in zip(formula.columns, of_columns, strict=True):
                        yield BoundFormula(self.ref(formula.target, column), Sum(terms), formula.code)
                case AcrossRatio():
                    yield from layout.each(self._ratio, rows, formula)

    def _across(self, row: str, formula: AcrossSum) -> BoundFormula:
        plus = self._terms(row, formula.plus)
        minus = [Term(self.ref(row, column), -1) for column in formula.minus]
        return BoundFormula(self.ref(row, formula.target), Sum((*plus, *minus)), formula.code)

    def _ratio(self, row: str, formula: AcrossRatio) -> BoundFormula:
        ratio = Ratio(self.ref(row, formula.numerator), self.ref(row, formula.denominator))
        return BoundFormula(self.ref(row, formula.target), ratio, formula.code)

    def _terms(self, row: str, columns: tuple[str, ...]) -> tuple[Term, ...]:
        return tuple(Term(self.ref(row, column)) for column in columns)

    def _summands(self, formula: DownSum, layout: Layout) -> list[str]:
        if not formula.over:
            return [row for row in layout.rows(self) if row != formula.target]
        added = layout.group(self.template.group) if self.template else ()
        return [row for name in formula.over for row in (added if name == ADDED else (name,))]


def in_year(text: str, year: int) -> str:
    """Words with their year: ``{prior}年决算数`` → 2021年决算数; ``{next}`` is the year in which the packet is made."""
    return (
        text.replace("{year}", str(year)).replace("{prior}", str(year - 1)).replace("{next}", str(year + 1))
    )


def field_form(code: str, title: str, rows: Sequence[RowDef], short: str = "") -> FormDef:
    """A form of labelled fields; every row must say its kind."""
    _demand(all(row.kind is not None for row in rows), f"{code}: a field without a kind")
    return FormDef(code, title, (ColumnDef("value", "内容", Kind.TEXT),), tuple(rows), short=short)


def _columns_of(formula: FormulaDef) -> tuple[str, ...]:
    match formula:
        case AcrossSum():
            return (formula.target, *formula.plus, *formula.minus)
        case DownSum():
            return formula.columns
        case AcrossRatio():
            return (formula.target, formula.numerator, formula.denominator)


def _demand(holds: bool, message: str) -> None:
    if not holds:
        raise ValueError(message)
