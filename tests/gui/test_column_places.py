"""The decimals that a column's points are aligned by follow every edit, rows included."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest

from gui.document import Document
from gui.form_model import FormModel
from model.amounts import decimal_places
from model.edits import Change, DeleteRow, Edit, InsertRow, MoveRow, SetCell
from model.forms.finance import INCOME


def _most(model: FormModel, code: str) -> int:
    book = model.document.book
    figures = (book.number(INCOME.ref(row, code)) for row in book.rows(INCOME))
    return max((max(decimal_places(figure), 2) for figure in figures if figure is not None), default=0)


def _change(rng: random.Random, document: Document) -> Change:
    rows = document.book.group("units")
    kind = rng.choice(("set", "set", "insert", "delete", "move"))
    if kind == "insert" or not rows:
        return InsertRow("units", document.book.new_row_id("units"), rng.randint(0, len(rows)))
    if kind == "delete":
        return DeleteRow("units", rng.choice(rows))
    if kind == "move":
        return MoveRow("units", rng.choice(rows), rng.randrange(len(rows)))
    figure = rng.choice((None, Decimal(rng.randint(1, 999_999)).scaleb(-rng.randrange(5))))
    return SetCell(
        INCOME.ref(rng.choice(document.book.rows(INCOME)), rng.choice(("public", "other"))), figure
    )


@pytest.mark.parametrize("seed", range(8))
def test_places_follow_edits_and_their_undoing(document: Document, seed: int) -> None:
    rng, model = random.Random(seed), FormModel(document, INCOME)
    columns = range(1, model.columnCount())
    for step in range(40):
        if step % 5 == 4:
            document.undo()
        else:
            document.apply(
                Edit("改", (_change(rng, document), SetCell(INCOME.ref("bureau", "fund"), Decimal(step))))
            )
        assert [model.column_places(column) for column in columns] == [
            _most(model, model.codes[column]) for column in columns
        ]
