"""A row that comes, goes or moves leaves every row as high as fitting all of them makes it."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from gui.document import Document
from gui.form_view import FormTable
from model.edits import DeleteRow, Edit, InsertRow, MoveRow, SetCell
from model.forms.indicators import INDICATORS

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def _edit(rng: random.Random, document: Document) -> Edit:
    rows = document.book.group("indicators")
    new = document.book.new_row_id("indicators")
    words = INDICATORS.ref(new, "name"), INDICATORS.ref(new, "level1")
    inserted = (
        InsertRow("indicators", new, rng.randint(0, len(rows))),
        SetCell(words[0], "重点工作完成情况" * rng.randrange(1, 12)),
        SetCell(words[1], document.book.value(INDICATORS.ref(rows[-1], "level1"))),
    )
    moved = (MoveRow("indicators", rng.choice(rows), rng.randrange(len(rows))),)
    deleted = (DeleteRow("indicators", rng.choice(rows)),)
    return Edit("改", rng.choice((inserted, inserted, moved, deleted)))


@pytest.mark.parametrize("seed", range(6))
def test_heights_after_row_edits_are_those_of_fitting_all(
    document: Document, qtbot: QtBot, seed: int
) -> None:
    rng, table = random.Random(seed), FormTable(document, INDICATORS)
    qtbot.addWidget(table)
    table.resize(900, 600)
    table.show()
    for _ in range(12):
        document.apply(_edit(rng, document))
        if len(document.book.group("indicators")) < 3:
            document.undo()
        rows = range(table.form_model.rowCount())
        heights = [table.rowHeight(row) for row in rows]
        assert len(set(heights)) > 1
        table.table_layout.fit_all_rows()
        assert [table.rowHeight(row) for row in rows] == heights
