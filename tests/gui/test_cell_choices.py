"""Choosing from the list of a cell: by key, by mouse, by its first characters; and leaving the list without choosing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox

from gui.document import Document
from gui.editors import ChoiceEditor
from gui.form_view import FormTable
from model.cells import CellRef
from model.edits import Edit, InsertRow, set_cells
from tests.gui.keyboard import ALT, Key, focus, press, type_text
from tests.gui.table_kit import Make, at, put

NATURE = CellRef("indicators", "n1", "nature")
SPECIAL = CellRef("uses", "x1", "special")


@pytest.fixture(params=[NATURE, SPECIAL], ids=["a word", "a row of another list"])
def cell(request: pytest.FixtureRequest, document: Document) -> CellRef:
    rows = (InsertRow("specials", "s1", 0), InsertRow("specials", "s2", 1), InsertRow("indicators", "n1", 0))
    document.apply(Edit("专项", (*rows, InsertRow("uses", "x1", 0), InsertRow("uses", "x2", 1))))
    names = [("s1", "稳岗补贴"), ("s2", "智慧城市项目经费")]
    document.apply(set_cells("名", [(CellRef("specials", row, "name"), name) for row, name in names]))
    return request.param


@pytest.fixture
def view(table: Make, cell: CellRef) -> FormTable:
    made = table(cell.sheet)
    put(made, cell.row, cell.column)
    return made


def values(document: Document, cell: CellRef) -> list[object]:
    """What the cell can hold, in the order of its list."""
    return ["s1", "s2"] if cell is SPECIAL else ["正向", "反向", "定性"]


def listed(view: FormTable) -> QComboBox:
    """The editor whose list is open."""
    editor = view.indexWidget(view.currentIndex())
    assert isinstance(editor, ChoiceEditor)
    assert editor.view().isVisible()
    return editor


def click_in_list(editor: QComboBox, at_row: int) -> None:
    rect = editor.view().visualRect(editor.model().index(at_row, 0))
    assert editor.view().viewport().rect().contains(rect.center())
    # The list takes no click in the first moment, which is the end of the click that opened it.
    QTest.qWait(QApplication.doubleClickInterval() + 20)
    QTest.mouseMove(editor.view().viewport(), rect.center())
    QTest.mouseClick(editor.view().viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    QApplication.processEvents()


def click_cell(view: FormTable, row: int, column: int) -> None:
    place = view.visualRect(view.form_model.index(row, column)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QApplication.processEvents()


def is_editing(view: FormTable) -> bool:
    return view.indexWidget(view.currentIndex()) is not None


def test_alt_down_opens_the_list_and_enter_takes_what_the_arrow_led_to(
    view: FormTable, document: Document, cell: CellRef
) -> None:
    press(Key.Key_Down, modifiers=ALT)
    listed(view)
    press(Key.Key_Down, Key.Key_Return)
    assert document.book.stated(cell) == values(document, cell)[0]
    assert not is_editing(view)
    assert focus() is view
    assert at(view) == (cell.row, cell.column), "as in Excel, what was picked from the list keeps the cursor"


def test_alt_down_opens_the_list_of_a_cell_that_is_being_edited(
    view: FormTable, document: Document, cell: CellRef
) -> None:
    press(Key.Key_F2)
    press(Key.Key_Down, modifiers=ALT)
    listed(view)
    press(Key.Key_Down, Key.Key_Down, Key.Key_Return)
    assert document.book.stated(cell) == values(document, cell)[1]


def test_a_click_in_the_list_takes_that_line(view: FormTable, document: Document, cell: CellRef) -> None:
    press(Key.Key_Down, modifiers=ALT)
    click_in_list(listed(view), 2)
    assert document.book.stated(cell) == values(document, cell)[1]
    assert not is_editing(view)
    assert focus() is view


def test_double_click_and_two_clicks_choose_without_the_keyboard(
    view: FormTable, document: Document, cell: CellRef
) -> None:
    view.go(0, 0)
    place = view.visualRect(view.form_model.index_of(cell)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QApplication.processEvents()
    editor = view.indexWidget(view.currentIndex())
    assert isinstance(editor, ChoiceEditor)
    QTest.mouseClick(editor, Qt.MouseButton.LeftButton, pos=editor.rect().center() + QPoint(2, 0))
    QApplication.processEvents()
    click_in_list(listed(view), 1)
    assert document.book.stated(cell) == values(document, cell)[0]


def test_esc_closes_the_list_then_the_cell_and_nothing_was_chosen(
    view: FormTable, document: Document, cell: CellRef
) -> None:
    label = document.undo_label
    press(Key.Key_Down, modifiers=ALT)
    press(Key.Key_Down)
    press(Key.Key_Escape)
    assert not any(
        isinstance(one, ChoiceEditor) and one.view().isVisible() for one in view.findChildren(QComboBox)
    )
    if is_editing(view):
        press(Key.Key_Escape)
    assert not is_editing(view)
    assert focus() is view
    assert document.book.stated(cell) is None
    assert document.undo_label == label


def test_tab_in_the_open_list_takes_the_line_and_leads_on(
    view: FormTable, document: Document, cell: CellRef
) -> None:
    press(Key.Key_Down, modifiers=ALT)
    press(Key.Key_Down, Key.Key_Down)
    press(Key.Key_Tab)
    assert not is_editing(view)
    assert document.book.stated(cell) == values(document, cell)[1]
    assert at(view) != (cell.row, cell.column)


def test_a_click_elsewhere_closes_the_list_and_leaves_the_cell_as_it_was(
    view: FormTable, document: Document, cell: CellRef
) -> None:
    press(Key.Key_Down, modifiers=ALT)
    press(Key.Key_Down)
    editor = listed(view)
    QTest.mousePress(editor.view().window(), Qt.MouseButton.LeftButton, pos=QPoint(-400, -300))
    QApplication.processEvents()
    assert not editor.view().isVisible()
    click_cell(view, 1, view.form_model.index_of(cell).column())
    assert not is_editing(view)
    assert document.book.stated(cell) is None


def test_the_first_characters_pick_a_choice(view: FormTable, document: Document, cell: CellRef) -> None:
    type_text("定" if cell is NATURE else "智慧")
    press(Key.Key_Return)
    assert document.book.stated(cell) == values(document, cell)[2 if cell is NATURE else 1]


def test_the_first_characters_lead_to_a_line_of_the_open_list(
    view: FormTable, document: Document, cell: CellRef
) -> None:
    press(Key.Key_Down, modifiers=ALT)
    type_text("定" if cell is NATURE else "智慧")
    press(Key.Key_Return)
    assert document.book.stated(cell) == values(document, cell)[2 if cell is NATURE else 1]


def test_the_number_of_a_row_picks_it(view: FormTable, document: Document, cell: CellRef) -> None:
    type_text("2")
    press(Key.Key_Return)
    assert document.book.stated(cell) == ("s2" if cell is SPECIAL else None)


def test_characters_that_begin_no_choice_choose_nothing(
    view: FormTable, document: Document, cell: CellRef
) -> None:
    type_text("无")
    press(Key.Key_Return)
    assert document.book.stated(cell) is None
