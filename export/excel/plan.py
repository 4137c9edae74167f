"""Where everything stands in the workbook: one sheet a form, and the address of every cell of the packet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from model.book import Book
from model.cells import CellRef
from model.formdef import FormDef, HeaderBand
from model.forms import FORMS

TITLE_ROW = 1
SCOPE_ROW = 2
HEADER_ROW = 3
LABEL_COLUMN = 1

_SHEET_TITLES = {
    "notice": "通知",
    "cover": "封面",
    "overview": "基本概况",
    "income": "收入",
    "spending": "支出和结余",
    "sangong": "三公经费",
    "assets": "固定资产",
    "goals": "定性目标",
    "indicators": "绩效指标",
    "result": "评分和等次",
    "evaluators": "评价人员",
    "opinions": "意见",
    "scores": "得分表",
    "chapters": "报告正文",
    "base_staff": "附件1人员",
    "base_funds": "附件1经费",
    "base_building": "附件1楼堂馆所",
    "base_extra": "附件1其他",
    "execution": "附件2预算执行",
    "funding": "附件2资金构成",
    "self_extra": "附件2填报信息",
}
FINDINGS_TITLE = "审核结果"
_WITHOUT_SHEET = frozenset({"units"})
"""The units' names are the row labels of the four tables."""
_LONGEST_TITLE = 31
_NOT_IN_TITLES = str.maketrans(dict.fromkeys("[]:*?/\\'\n"))


@dataclass(frozen=True)
class SheetPlan:
    """A form's sheet: its title, its rows in order, and the addresses that follow from them."""

    form: FormDef
    title: str
    rows: Mapping[str, int]
    """The sheet's row number for each row of the form."""
    columns: Mapping[str, int]

    @property
    def bands(self) -> tuple[HeaderBand, ...]:
        """The header tree; forms without one have a plain row of titles."""
        return self.form.bands or tuple(
            HeaderBand(column.title, column=column.code) for column in self.form.columns
        )

    @property
    def first_row(self) -> int:
        """The first row below the headers."""
        return HEADER_ROW + max(band.depth for band in self.bands)

    @property
    def last_column(self) -> int:
        """The number of the rightmost column."""
        return LABEL_COLUMN + len(self.form.columns)

    def position(self, ref: CellRef) -> tuple[int, int]:
        """Row and column numbers of a cell of this form."""
        return self.rows[ref.row], self.columns[ref.column]

    def address(self, ref: CellRef) -> str:
        """A cell's address on this sheet: B5."""
        row, column = self.position(ref)
        return f"{get_column_letter(column)}{row}"


class WorkbookPlan:
    """The sheets of a workbook in order."""

    def __init__(self, book: Book) -> None:
        self.sheets: dict[str, SheetPlan] = {
            form.code: _plan(book, form.for_year(book.year))
            for form in FORMS.values()
            if form.code not in _WITHOUT_SHEET
        }

    def address(self, ref: CellRef, seen_from: str) -> str:
        """A cell's address as a formula on the sheet of form `seen_from` writes it."""
        here = self.sheets[ref.sheet]
        return here.address(ref) if ref.sheet == seen_from else f"'{here.title}'!{here.address(ref)}"

    def location(self, ref: CellRef) -> str:
        """Where a link to the cell leads; empty for a cell that has no place in the workbook."""
        plan = self.sheets.get(ref.sheet)
        if plan is None or ref.row not in plan.rows or ref.column not in plan.columns:
            return ""
        return f"'{plan.title}'!{plan.address(ref)}"

    def ranges(self, refs: Sequence[CellRef], seen_from: str) -> list[str]:
        """Addresses with neighbours drawn together, C5:G5; Excel takes 255 arguments, a packet may have more units."""
        return [
            self.address(run[0], seen_from)
            if len(run) == 1
            else f"{self.address(run[0], seen_from)}:{self.sheets[run[-1].sheet].address(run[-1])}"
            for run in self._runs(refs)
        ]

    def _runs(self, refs: Sequence[CellRef]) -> Iterator[list[CellRef]]:
        """Cut a list of cells into runs that lie one beside, or one below, the other."""
        run: list[CellRef] = []
        step = (0, 0)
        for ref in refs:
            if run:
                found = self._step(run[-1], ref)
                if found in ((0, 1), (1, 0)) and (len(run) == 1 or found == step):
                    step = found
                    run.append(ref)
                    continue
                yield run
            run = [ref]
        if run:
            yield run

    def _step(self, one: CellRef, other: CellRef) -> tuple[int, int]:
        if one.sheet != other.sheet:
            return (0, 0)
        (row, column), (next_row, next_column) = (
            self.sheets[one.sheet].position(ref) for ref in (one, other)
        )
        return next_row - row, next_column - column


def _plan(book: Book, form: FormDef) -> SheetPlan:
    title = (
        _SHEET_TITLES.get(form.code) or (form.short or form.title).translate(_NOT_IN_TITLES)[:_LONGEST_TITLE]
    )
    columns = {column.code: LABEL_COLUMN + 1 + number for number, column in enumerate(form.columns)}
    bare = SheetPlan(form, title, {}, columns)
    rows = {row: bare.first_row + number for number, row in enumerate(book.rows(form))}
    return SheetPlan(form, title, rows, columns)
