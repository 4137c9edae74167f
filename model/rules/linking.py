"""Formulas that tie one form to another: typed once, shown wherever the packet repeats it.

Each carries the number of the relation that judges it when the clerk states something else; formulas that only propose carry none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain

from model.cells import CellRef
from model.formdef import BoundFormula, RowDef
from model.forms.annex1 import ALL, BASE_EXTRA, BASE_FUNDS, BASE_STAFF
from model.forms.annex2 import EXECUTION, FUNDING, SELF_EXTRA, TOTAL
from model.forms.detail import BUDGETS, PERSONNEL, PUBLIC, SPECIALS, SUBJECTS, USES
from model.forms.finance import INCOME, SANGONG, SPENDING, SUMMARY
from model.forms.indicators import INDICATORS, SCORES
from model.forms.last_year import LAST_YEAR
from model.forms.overview import OVERVIEW
from model.forms.prose import NOTICE
from model.formula import Formula, Grade, Ratio, Same, Sum, SumWhere, Term
from model.layout import Layout
from model.rules.library import STRETCH, library_words, links_to_library, stretches
from model.scoreformulas import (
    BENEFIT,
    INPUT,
    OUTPUT,
    SATISFACTION,
    CategorySum,
    DeviationRate,
    ExecutionScore,
    ProposedNature,
    ProposedScore,
    Subtotals,
)

SCORE = CellRef("result", "score", "value")
GRADE = CellRef("result", "grade", "value")
PROPOSAL = ""
"""The relation number of a formula that only proposes: stating something else is no error."""
Links = Callable[[Layout], Iterator[BoundFormula]]


def _sum(*refs: CellRef) -> Sum:
    return Sum(tuple(Term(ref) for ref in refs))


def _notice(_: Layout) -> Iterator[BoundFormula]:
    yield BoundFormula(NOTICE.ref("general"), _sum(NOTICE.ref("basic"), NOTICE.ref("project")), "G47")
    budgets = (NOTICE.ref(row) for row in ("general", "fund", "capital", "social"))
    yield BoundFormula(NOTICE.ref("total"), _sum(*budgets), "G47")
    for row in ("basic", "project", "fund", "capital", "social"):
        yield BoundFormula(NOTICE.ref(row), Same(BUDGETS.ref(row, "amount")), "G48")


def _indicators(layout: Layout) -> Iterator[BoundFormula]:
    return chain.from_iterable(layout.each(_proposals, layout.group("indicators")))


def _proposals(row: str) -> tuple[BoundFormula, ...]:
    proposals: tuple[tuple[str, Formula], ...] = (
        ("nature", ProposedNature(row)),
        ("proposed", ProposedScore(row)),
        ("score", Same(INDICATORS.ref(row, "proposed"))),
        ("deviation", DeviationRate(row)),
    )
    return tuple(
        BoundFormula(INDICATORS.ref(row, column), formula, PROPOSAL) for column, formula in proposals
    )


def _scores(layout: Layout) -> Iterator[BoundFormula]:
    for category in (OUTPUT, BENEFIT, SATISFACTION):
        yield from _category(layout, category, "weight", "G17")
        yield from _category(layout, category, "score", "G45")
    yield BoundFormula(SCORES.ref(INPUT, "score"), Same(EXECUTION.ref(TOTAL, "score")), "G45")


def _category(layout: Layout, category: str, column: str, code: str) -> Iterator[BoundFormula]:
    """Σ of a first-level heading's indicators; of a long table by stretches, so that an edit does not read all of it."""
    rows, target = layout.group("indicators"), SCORES.ref(category, column)
    if len(rows) <= STRETCH:
        yield BoundFormula(target, CategorySum(category, column, rows), code)
        return
    subtotals = tuple(layout.each(_subtotal, stretches(rows), category, column))
    yield from subtotals
    over = tuple(chain.from_iterable(one.formula.precedents for one in subtotals))
    whole = Subtotals(tuple(one.target for one in subtotals), over, CategorySum.words)
    yield BoundFormula(target, whole, code)


def _subtotal(stretch: tuple[str, ...], category: str, column: str) -> BoundFormula:
    target = CellRef("subtotals", f"{category}-{column}", stretch[0])
    return BoundFormula(target, CategorySum(category, column, stretch), PROPOSAL)


def _result(layout: Layout) -> Iterator[BoundFormula]:
    yield BoundFormula(SCORE, Same(SCORES.ref(TOTAL, "score")), "G45")
    yield BoundFormula(GRADE, Grade(SCORE, layout.profile.grades), "G29")


def _execution(_: Layout) -> Iterator[BoundFormula]:
    def cell(column: str) -> CellRef:
        return EXECUTION.ref(TOTAL, column)

    yield BoundFormula(cell("carryover"), Same(INCOME.ref(SUMMARY, "carryover")), PROPOSAL)
    parts = tuple(Term(cell(column)) for column in ("initial", "carryover", "adjusted"))
    yield BoundFormula(cell("annual"), Sum(parts, frozenset((cell("initial"),))), "G16")
    yield BoundFormula(cell("executed"), Same(SPENDING.ref(SUMMARY, "total")), "G44")
    yield BoundFormula(cell("weight"), Same(SCORES.ref(INPUT, "weight")), "G17")
    yield BoundFormula(cell("rate"), Ratio(cell("executed"), cell("annual")), "G13")
    yield BoundFormula(cell("score"), ExecutionScore(cell("executed"), cell("annual"), cell("weight")), "G14")
    for row in ("carryover", "public", "fund", "nontax", "other"):
        yield BoundFormula(FUNDING.ref(row, "amount"), Same(INCOME.ref(SUMMARY, row)), "G44")
    for row in ("basic", "project"):
        yield BoundFormula(FUNDING.ref(row, "amount"), Same(SPENDING.ref(SUMMARY, row)), "G44")


def _base_table(layout: Layout) -> Iterator[BoundFormula]:
    yield BoundFormula(BASE_STAFF.ref(ALL, "establishment"), Same(OVERVIEW.ref("staffing")), "G38")
    yield BoundFormula(BASE_STAFF.ref(ALL, "staff"), Same(OVERVIEW.ref("staff")), "G38")
    for row in ("reception", "vehicle_running", "vehicle_purchase", "abroad"):
        yield BoundFormula(BASE_FUNDS.ref(row, "actual"), Same(SANGONG.ref(SUMMARY, row)), "G39")
    for row in layout.group("specials"):
        yield BoundFormula(BASE_FUNDS.ref(row, "actual"), Same(SPECIALS.ref(row, "amount")), "G33")
    for fixed in LAST_YEAR.rows:
        if isinstance(fixed, RowDef) and BASE_FUNDS.fixed_row(fixed.code) is not None:
            last = Same(LAST_YEAR.ref(fixed.code, "amount"))
            yield BoundFormula(BASE_FUNDS.ref(fixed.code, "prior"), last, "G66")
    for form in (BASE_EXTRA, SELF_EXTRA):
        yield BoundFormula(form.ref("phone"), Same(OVERVIEW.ref("phone")), PROPOSAL)


def _subjects(layout: Layout) -> Iterator[BoundFormula]:
    subjects = layout.group("subjects")
    for row, kind in (("personnel", PERSONNEL), ("public", PUBLIC)):
        keys = tuple(SUBJECTS.ref(subject, "kind") for subject in subjects)
        amounts = tuple(SUBJECTS.ref(subject, "amount") for subject in subjects)
        items = SumWhere(keys, amounts, kind, f"{kind}各科目之和")
        yield BoundFormula(BUDGETS.ref(row, "amount"), items, "G51")


def _specials(layout: Layout) -> Iterator[BoundFormula]:
    specials, uses = layout.group("specials"), layout.group("uses")
    amounts = tuple(SPECIALS.ref(special, "amount") for special in specials)
    yield BoundFormula(BUDGETS.ref("project", "amount"), _sum(*amounts), "G51")
    owners = tuple(USES.ref(use, "special") for use in uses)
    amounts = tuple(USES.ref(use, "amount") for use in uses)
    for special in specials:
        of_special = SumWhere(owners, amounts, special, "该专项各项用途之和")
        yield BoundFormula(SPECIALS.ref(special, "amount"), of_special, "G51")


LINKS: tuple[Links, ...] = (
    _notice,
    library_words,
    links_to_library,
    _indicators,
    _scores,
    _result,
    _execution,
    _base_table,
    _subjects,
    _specials,
)
"""The formulas between forms, by those who lay them out for the rows that the packet has."""
