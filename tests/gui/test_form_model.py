"""The table's model keeps Qt's contract, tells only what an edit touches, and says in words where a figure comes from."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractItemView
from pytestqt.qtbot import QtBot

from gui.document import Document
from gui.field_form import FieldForm
from gui.form_model import FormModel
from gui.form_view import FormTable
from model.cells import CellRef
from model.edits import DeleteRow, Edit, InsertRow, MoveRow, set_cells
from model.forms import FORMS
from tests.gui.keyboard import CONTROL, Key, focus, press, show, type_text
from tests.gui.table_kit import Make, at, put

# -- model -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "form", ["units", "income", "spending", "sangong", "indicators", "evaluators", "scores"]
)
def test_the_model_keeps_qts_contract_through_edits_rows_and_undo(document: Document, form: str) -> None:
    model = FormModel(document, FORMS[form])
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    document.apply(set_cells("数", [(CellRef("income", "u1", "public"), Decimal("1.5"))]))
    document.apply(
        Edit(
            "行",
            (InsertRow("units", "u9", 0), InsertRow("indicators", "i9", 2), InsertRow("evaluators", "e1", 0)),
        )
    )
    document.apply(
        Edit(
            "移", (MoveRow("units", "u9", 2), MoveRow("indicators", "i0", 5), MoveRow("indicators", "i9", 0))
        )
    )
    document.apply(Edit("删", (DeleteRow("units", "u1"), DeleteRow("indicators", "i3"))))
    assert list(model.row_ids) == list(document.book.rows(FORMS[form]))
    for _ in range(4):
        document.undo()
        assert list(model.row_ids) == list(document.book.rows(FORMS[form]))
    assert tester.model() is model


def test_one_edit_tells_only_the_cells_that_it_touches(qtbot: QtBot, document: Document) -> None:
    model = FormModel(document, FORMS["income"])
    touched: list[tuple[int, int, int]] = []
    model.dataChanged.connect(lambda a, b: touched.append((a.row(), a.column(), b.column())))
    document.apply(set_cells("数", [(CellRef("income", "u1", "other"), Decimal(3))]))
    other, total = model.codes.index("other"), model.codes.index("total")
    cells = {(row, column) for row, first, last in touched for column in range(first, last + 1)}
    assert cells == {(2, other), (2, total), (0, other), (0, total)}


def test_the_tooltip_tells_formula_sum_difference_and_finding(document: Document) -> None:
    model = FormModel(document, FORMS["sangong"])
    words = model.index_of(CellRef("sangong", "bureau", "total")).data(_tooltip())
    for part in (
        "三公经费合计＝公务接待费＋",
        "0.29＋0.00＋0.00＋0.00＝0.29万元",
        "填列：0.00万元，与公式相差 -0.29",
        "【强制】",
    ):
        assert part in words


def test_markup_in_a_name_is_shown_as_typed(document: Document) -> None:
    document.apply(set_cells("名", [(CellRef("units", "u1", "name"), "<b>中心</b>")]))
    document.apply(set_cells("数", [(CellRef("income", "u1", "public"), Decimal(1))]))
    model = FormModel(document, FORMS["income"])
    words = model.index_of(CellRef("income", "summary", "public")).data(_tooltip())
    assert "&lt;b&gt;中心" in words


def test_going_to_a_cell_selects_it_and_takes_the_keys(table: Make) -> None:
    view = table("indicators")
    seen: list[CellRef | None] = []
    view.current_ref_changed.connect(seen.append)
    assert view.goto(CellRef("indicators", "i6", "actual"))
    assert at(view) == ("i6", "actual")
    assert seen[-1] == CellRef("indicators", "i6", "actual")
    assert focus() is view
    assert not view.goto(CellRef("income", "bureau", "public"))


def test_a_packet_opened_to_read_is_not_typed_into(qtbot: QtBot, document: Document) -> None:
    path = document.path
    document.close()
    reader = Document()
    assert reader.open(path, read_only=True)
    view = FormTable(reader, FORMS["income"])
    qtbot.addWidget(view)
    show(view)
    put(view, "bureau", "public")
    type_text("1")
    assert view.state() is not QAbstractItemView.State.EditingState
    assert "只读" in view.bubble_text
    press(Key.Key_C, modifiers=CONTROL)
    assert QGuiApplication.clipboard().text() == "2577.99\n"
    reader.close()


def test_the_context_menu_offers_what_the_cell_allows(table: Make) -> None:
    view = table("income")
    put(view, "summary", "public")
    menu = view.commands.menu()
    texts = [action.text() for action in menu.actions() if action.isEnabled()]
    assert "填列与公式不同的数…" in texts
    assert "恢复按公式计算" not in texts
    menu.close()
    put(view, "bureau", "total")
    menu = view.commands.menu()
    assert "恢复按公式计算" in [action.text() for action in menu.actions() if action.isEnabled()]
    menu.close()


def test_table_and_form_survive_the_packet_being_closed(qtbot: QtBot, document: Document) -> None:
    view, form = FormTable(document, FORMS["indicators"]), FieldForm(document, FORMS["overview"])
    for widget in (view, form):
        qtbot.addWidget(widget)
        show(widget)
    form.field("contact").editor.setFocus()
    document.close()
    assert view.form_model.rowCount() == 0
    view.setFocus()
    view.grab()
    form.grab()
    assert view.current_ref is None


def test_no_timer_runs_on_after_the_flash(qtbot: QtBot, table: Make) -> None:
    view = table("income")
    view.goto(CellRef("income", "bureau", "public"))
    qtbot.waitUntil(lambda: not any(timer.isActive() for timer in view.findChildren(QTimer)), timeout=4000)


def test_selecting_by_mouse_range_uses_one_selection(table: Make) -> None:
    view = table("income")
    put(view, "bureau", "carryover")
    other = view.form_model.index_of(CellRef("income", "u1", "public"))
    view.selectionModel().select(other, QItemSelectionModel.SelectionFlag.Select)
    press(Key.Key_Delete)
    assert view.form_model.index_of(CellRef("income", "bureau", "carryover")).data() == ""


def _tooltip() -> int:
    return Qt.ItemDataRole.ToolTipRole


def _editable() -> object:
    return Qt.ItemFlag.ItemIsEditable
