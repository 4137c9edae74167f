"""Formulas that tie one form to another: typed once, shown wherever the packet repeats it."""

from __future__ import annotations

from model.cells import CellRef
from model.formdef import BoundFormula
from model.formula import Grade, Same, Sum, Term
from model.profile import Profile

SCORE = CellRef("result", "score", "value")
GRADE = CellRef("result", "grade", "value")


def _notice(row: str) -> CellRef:
    return CellRef("notice", row, "value")


def links(profile: Profile) -> tuple[BoundFormula, ...]:
    """The formulas between forms, with the profile's grade bands."""
    general = Sum((Term(_notice("basic")), Term(_notice("project"))))
    whole = Sum(tuple(Term(_notice(row)) for row in ("general", "fund", "capital", "social")))
    return (
        BoundFormula(SCORE, Same(CellRef("scores", "total", "score")), "G45"),
        BoundFormula(GRADE, Grade(SCORE, profile.grades), "G29"),
        BoundFormula(_notice("general"), general, "G47"),
        BoundFormula(_notice("total"), whole, "G47"),
    )
