"""The packet's formulas as Excel writes them, and what to do with a total that is stated otherwise.

Every formula is guarded so that it shows nothing while its inputs are empty, because empty is not zero.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from export.excel.plan import WorkbookPlan
from model.book import Book
from model.cells import CellRef
from model.formdef import Kind
from model.forms import FORMS
from model.formula import Formula, Grade, Ratio, Same, Sum, SumWhere
from model.moneyunits import PAPER
from model.naming import cell_label, row_choice_label, row_label
from model.scoreformulas import ExecutionScore

_ONE_TERM = 1
_LONGEST_LITERAL = 255


class FormulaWriter:
    """Writes formulas with the addresses of one workbook."""

    def __init__(self, book: Book, plan: WorkbookPlan) -> None:
        self._book = book
        self._plan = plan
        self._judged = {bound.target for bound in book.bound_formulas if bound.code}

    def live(self, ref: CellRef, formula: Formula) -> str | None:
        """The formula of a cell; None where Excel has no words for it, so that the cell carries the value."""
        if not formula.precedents or not all(self._plan.location(one) for one in formula.precedents):
            return None
        match formula:
            case Sum():
                return self._sum(ref, formula)
            case SumWhere():
                return self._sum_where(ref, formula)
            case Same() | Grade():
                source = self._plan.address(formula.precedents[0], ref.sheet)
                return self._guarded(f'{source}=""', formula.excel(self._plain(ref)))
            case Ratio():
                return self._guarded(f"{self._count(ref, formula)}<2", formula.excel(self._plain(ref)))
            case ExecutionScore():
                budget, weight = (
                    self._plan.address(one, ref.sheet) for one in (formula.budget, formula.weight)
                )
                body = f'IF(OR({budget}<=0,{weight}<0),"",MAX(0,{formula.excel(self._plain(ref))}))'
                return self._guarded(f"{self._count(ref, formula)}<3", body)
        return self._guarded(f"{self._count(ref, formula)}=0", formula.excel(self._figures(ref)))

    @staticmethod
    def _guarded(empty: str, body: str | None) -> str | None:
        return None if body is None else f'=IF({empty},"",{body})'

    def _plain(self, seen_from: CellRef) -> _Address:
        return _Address(self._plan, seen_from.sheet, frozenset())

    def _figures(self, seen_from: CellRef) -> _Address:
        """Addresses to add to: a formula that shows nothing must count as nothing, not as a word."""
        cells = {one.target for one in self._book.bound_formulas}
        return _Address(self._plan, seen_from.sheet, frozenset(cells))

    def _ranges(self, ref: CellRef, refs: Sequence[CellRef]) -> str:
        return ",".join(self._plan.ranges(refs, ref.sheet))

    def _count(self, ref: CellRef, formula: Formula) -> str:
        return f"COUNT({self._ranges(ref, formula.precedents)})"

    def _sum(self, ref: CellRef, formula: Sum) -> str | None:
        empty = f"{self._count(ref, formula)}=0"
        if formula.required:
            required = self._ranges(ref, sorted(formula.required))
            empty = f"OR({empty},COUNT({required})<{len(formula.required)})"
        if len(formula.terms) > _ONE_TERM and all(term.sign > 0 for term in formula.terms):
            return self._guarded(empty, f"SUM({self._ranges(ref, formula.precedents)})")
        return self._guarded(empty, formula.excel(self._figures(ref)))

    def _sum_where(self, ref: CellRef, formula: SumWhere) -> str | None:
        """SUMPRODUCT and not SUMIF, which would read * and ? in a name as wildcards."""
        keys, amounts = (self._plan.ranges(refs, ref.sheet) for refs in (formula.keys, formula.amounts))
        wanted = self._shown(formula)
        if len(keys) != 1 or len(amounts) != 1 or not 0 < len(wanted) <= _LONGEST_LITERAL:
            return None
        chosen = f'--({keys[0]}="{wanted.replace(chr(34), chr(34) * 2)}")'
        return self._guarded(
            f"SUMPRODUCT({chosen},--ISNUMBER({amounts[0]}))=0", f"SUMPRODUCT({chosen},{amounts[0]})"
        )

    def _shown(self, formula: SumWhere) -> str:
        """The word to look for as the sheet shows it: a row that was chosen stands there by its name."""
        key = formula.keys[0]
        column = FORMS[key.sheet].column(key.column)
        if column.kind is not Kind.ROW:
            return formula.wanted
        return row_choice_label(self._book, column.group, formula.wanted)

    # -- totals that are stated otherwise

    def states_otherwise(self, ref: CellRef) -> bool:
        """Whether the cell's stated value is not what its formula gives."""
        stated = self._book.stated(ref)
        return stated is not None and stated != self._book.computed(ref)

    def remark(self, ref: CellRef, formula: Formula) -> str:
        """What stands beside a stated total: the formula, its result and the difference.

        Empty where the formula gives nothing, or only proposes what the clerk may set otherwise.
        """
        computed, stated = self._book.computed(ref), self._book.stated(ref)
        if computed is None or ref not in self._judged:
            return ""
        words = formula.describe(lambda one: self._name(one, ref))
        told, given = (PAPER.tell(ref, value) for value in (stated, computed))
        text = f"此格为填报数{told}，不是公式。按公式“{words}”计算为{given}"
        if isinstance(stated, Decimal) and isinstance(computed, Decimal):
            text += f"，相差{PAPER.tell(ref, abs(stated - computed))}"
        return f"{text}，请核对。"

    def _name(self, ref: CellRef, seen_from: CellRef) -> str:
        """The shortest name that tells one input from the others."""
        form = FORMS[ref.sheet]
        if ref.sheet == seen_from.sheet and ref.column == seen_from.column and not form.is_fields:
            return row_label(self._book, form, ref.row).replace("\n", "").strip()
        return cell_label(self._book, ref)


class _Address:
    """How a formula names its inputs on one sheet."""

    def __init__(self, plan: WorkbookPlan, sheet: str, formula_cells: frozenset[CellRef]) -> None:
        self._plan = plan
        self._sheet = sheet
        self._formula_cells = formula_cells

    def __call__(self, ref: CellRef) -> str:
        """The address, as a figure where the cell there may show nothing."""
        address = self._plan.address(ref, self._sheet)
        return f"N({address})" if ref in self._formula_cells else address
