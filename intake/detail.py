"""从报告提取支出明细: chapter 二's sentences become the tables behind them (经济分类, 专项 and their uses); one undoable edit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from model.book import Book
from model.cells import CellRef, Value
from model.edits import Change, DeleteRow, Edit, InsertRow, SetCell
from model.forms.detail import BUDGETS, PERSONNEL, PUBLIC, SPECIALS, SUBJECTS, USES
from model.forms.prose import CHAPTERS
from model.prose.entries import Entry, amount
from model.prose.items import ReadParagraph
from model.prose.lists import ListClaim
from model.prose.reading import Reading, read_text

LABEL = "从报告提取支出明细"
_SUBJECT_KINDS = {"人员经费": PERSONNEL, "公用经费": PUBLIC}
_BUDGET_LABELS = {"基本支出": "basic", "人员经费": "personnel", "公用经费": "public"}
_SPECIAL = re.compile(r"专项|项目")
_EDGES = " \u3000，。；、,;：:"


@dataclass(frozen=True)
class _Part:
    """A named amount as the sentence has it, in 万元."""

    name: str
    amount: Decimal
    start: int


def read_detail(book: Book) -> Edit:
    """What chapters 二 and 三 say of the detail tables; empty when they list nothing. Rows that are there are replaced."""
    reading = read_text(book.text(CHAPTERS.ref("c2", "text")), book.year)
    changes: list[Change] = []
    for number, read in reading.paragraphs():
        for claim in reading.lists[number]:
            label = claim.head.label
            kind = next((kind for word, kind in _SUBJECT_KINDS.items() if label.endswith(word)), None)
            if kind is not None:
                changes += _subjects(claim, read, kind, _count(changes, SUBJECTS.code))
        changes += _specials(reading.lists[number], read)
    if not changes:
        return Edit(LABEL, ())
    cleared = [
        DeleteRow(group, row) for group in ("subjects", "uses", "specials") for row in book.group(group)
    ]
    return Edit(LABEL, (*cleared, *changes, *_budgets(reading), *_fund(book)))


def _subjects(claim: ListClaim, read: ReadParagraph, kind: str, begin: int) -> Iterator[Change]:
    for index, part in enumerate(_parts(claim, read), begin):
        row = f"d{index + 1}"
        yield InsertRow("subjects", row, index)
        yield from _set(
            {
                SUBJECTS.ref(row, "kind"): kind,
                SUBJECTS.ref(row, "name"): part.name,
                SUBJECTS.ref(row, "amount"): part.amount,
            }
        )


def _specials(claims: list[ListClaim], read: ReadParagraph) -> Iterator[Change]:
    """The outermost list of projects, and for each project the list of its uses."""
    outer = next(
        (claim for claim in claims if _SPECIAL.search(claim.head.label) and len(claim.parts) > 1), None
    )
    if outer is None:
        return
    uses_of = {claim.head.start: claim for claim in claims if claim is not outer}
    use_number = 0
    for index, part in enumerate(_parts(outer, read)):
        row = f"p{index + 1}"
        yield InsertRow("specials", row, index)
        yield from _set({SPECIALS.ref(row, "name"): part.name, SPECIALS.ref(row, "amount"): part.amount})
        claim = uses_of.get(part.start)
        for use in _parts(claim, read) if claim else ():
            use_row = f"y{use_number + 1}"
            yield InsertRow("uses", use_row, use_number)
            yield from _set(
                {
                    USES.ref(use_row, "special"): row,
                    USES.ref(use_row, "name"): use.name,
                    USES.ref(use_row, "amount"): use.amount,
                }
            )
            use_number += 1


def _parts(claim: ListClaim, read: ReadParagraph) -> Iterator[_Part]:
    """The list's parts under their full names: what stands between the figure before and their own."""
    for entry in claim.parts:
        item = entry.main()
        if item is not None:
            yield _Part(_full_name(read, entry), amount(item), entry.start)


def _full_name(read: ReadParagraph, entry: Entry) -> str:
    """The reader's label leaves out years and what stands before 、; a table wants the project's whole name."""
    text, figure = read.paragraph.text, entry.items[0].quantity.start
    before = [item.quantity.end for item in read.items if item.quantity.end <= entry.start]
    markers = [marker.end for marker in read.markers if marker.end <= figure]
    begin = max([0, *before, *markers])
    return text[begin:figure].strip(_EDGES)


def _budgets(reading: Reading) -> Iterator[Change]:
    """The stated totals of chapter 二: kept as stated, judged against the items."""
    found: dict[str, Decimal] = {}
    for _, read in reading.paragraphs():
        for item in read.items:
            row = next((row for word, row in _BUDGET_LABELS.items() if item.label.endswith(word)), None)
            if row is not None and item.quantity.kind.name == "MONEY":
                found.setdefault(row, amount(item))
    for number, _ in reading.paragraphs():
        for claim in reading.lists[number]:
            total = claim.head.main()
            if total is not None and _SPECIAL.search(claim.head.label) and len(claim.parts) > 1:
                found.setdefault("project", amount(total))
    yield from _set({BUDGETS.ref(row, "amount"): value for row, value in found.items()})


def _fund(book: Book) -> Iterator[Change]:
    """Chapter 三: the first amount of the government fund's text."""
    reading = read_text(book.text(CHAPTERS.ref("c3", "text")), book.year)
    first = next((read.items[0] for _, read in reading.paragraphs()), None)
    if first is not None and first.quantity.kind.name == "MONEY":
        yield SetCell(BUDGETS.ref("fund", "amount"), amount(first))


def _set(values: dict[CellRef, Value]) -> Iterator[Change]:
    for ref, value in values.items():
        yield SetCell(ref, value)


def _count(changes: list[Change], group: str) -> int:
    return sum(isinstance(change, InsertRow) and change.group == group for change in changes)
