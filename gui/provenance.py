"""Where a value comes from and where it goes: the cells on the forms behind a formula, and those that read a cell."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from model.book import Book
from model.cells import CellRef
from model.forms import FORMS
from model.forms.indicators import INDICATORS
from model.formula import Formula, SumWhere
from model.rules.library import CommonValue
from model.scoreformulas import CategorySum, category_of
from model.valuewords import Show

_WORDS = 24


def sources(book: Book, ref: CellRef) -> tuple[CellRef, ...]:
    """The cells that give this one its value; what the program works out in between is looked through."""

    def behind(cell: CellRef) -> Iterable[CellRef]:
        formula = book.formula(cell)
        return () if formula is None else _reads(book, formula)

    return _on_forms(ref, behind)


def uses(book: Book, ref: CellRef) -> tuple[CellRef, ...]:
    """The cells whose value comes from this one."""
    return tuple(cell for cell in _on_forms(ref, book.dependents) if _takes(book, cell, ref))


def listed_value(book: Book, ref: CellRef, show: Show) -> str:
    """The cell's value in a list: as its table shows it, long words shortened."""
    text = show(book, ref, book.value(ref)).replace("\n", " ")
    return "空" if not text else text if len(text) <= _WORDS else f"{text[:_WORDS]}…"


def _on_forms(ref: CellRef, step: Callable[[CellRef], Iterable[CellRef]]) -> tuple[CellRef, ...]:
    found: dict[CellRef, None] = {}
    seen = {ref}
    waiting = [ref]
    while waiting:
        for cell in step(waiting.pop(0)):
            if cell in seen:
                continue
            seen.add(cell)
            if cell.sheet in FORMS:
                found[cell] = None
            else:
                waiting.append(cell)
    return tuple(found)


def _reads(book: Book, formula: Formula) -> tuple[CellRef, ...]:
    """What the value really comes from: of a list, only the items that count."""
    if isinstance(formula, SumWhere):
        pairs = zip(formula.keys, formula.amounts, strict=True)
        return tuple(amount for key, amount in pairs if book.value(key) == formula.wanted)
    if isinstance(formula, CategorySum):
        counted = (row for row in formula.rows if _category(book, row) == formula.category)
        return tuple(INDICATORS.ref(row, formula.column) for row in counted)
    if isinstance(formula, CommonValue):
        choice = INDICATORS.ref(formula.row, "common")
        chosen = next((one for one in formula.indicators if one.name == book.text(choice)), None)
        return () if chosen is None else (choice, *chosen.reads)
    return formula.precedents


def _category(book: Book, row: str) -> str | None:
    return category_of(*(book.text(INDICATORS.ref(row, level)) for level in ("level1", "level2")))


def _takes(book: Book, cell: CellRef, ref: CellRef) -> bool:
    """Whether the cell's value really depends on ``ref``: as an item that counts, or as the word that makes one count."""
    formula = book.formula(cell)
    if isinstance(formula, SumWhere) and ref in formula.keys:
        return book.value(ref) == formula.wanted
    return ref in sources(book, cell)
