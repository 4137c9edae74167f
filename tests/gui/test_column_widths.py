"""Widths of columns: enough for every figure, given by key, by menu and by mouse, and kept for the next start."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QStyleOptionViewItem

from gui.column_widths import ColumnWidths
from gui.document import Document
from gui.form_view import FormTable
from gui.main_window import MainWindow
from gui.settings import Settings
from model.cells import CellRef
from model.edits import set_cells
from tests.gui.clerk import Clerk
from tests.gui.keyboard import ALT, SHIFT, Key, press, type_text
from tests.gui.table_kit import Make, put
from tests.gui.windows import goto, open_sample, shown_window

PUBLIC = CellRef("income", "bureau", "public")


def column_of(table: FormTable, code: str) -> int:
    return table.form_model.codes.index(code)


def widths(table: FormTable) -> list[int]:
    return [table.columnWidth(column) for column in table.shown_columns()]


def has_room(table: FormTable, ref: CellRef) -> bool:
    """Whether the cell's figure stands there in full, its mark beside it."""
    option, index = QStyleOptionViewItem(), table.form_model.index_of(ref)
    table.initViewItemOption(option)
    return table.cell_delegate.sizeHint(option, index).width() <= table.columnWidth(index.column())


def income_of(window: MainWindow) -> FormTable:
    return window.page.page_of("income").sections["income"].table


def test_alt_and_arrows_make_the_column_wider_and_narrower(table: Make) -> None:
    view = table("income")
    put(view, "bureau", "public")
    before, column = widths(view), column_of(view, "public")
    press(Key.Key_Right, Key.Key_Right, modifiers=ALT)
    assert view.columnWidth(column) > before[column]
    assert [width for at, width in enumerate(widths(view)) if at != column] == [
        width for at, width in enumerate(before) if at != column
    ], "the other columns stay"
    press(Key.Key_Left, Key.Key_Left, modifiers=ALT)
    assert widths(view) == before
    press(*[Key.Key_Left] * 60, modifiers=ALT)
    assert view.columnWidth(column) == view.horizontalHeader().minimumSectionSize()
    assert view.current_ref == PUBLIC, "the cursor did not move"


def test_all_columns_of_a_chosen_block_change_together(table: Make) -> None:
    view = table("income")
    put(view, "bureau", "public")
    press(Key.Key_Right, modifiers=SHIFT)
    before = widths(view)
    press(Key.Key_Right, modifiers=ALT)
    wider = [at for at, width in enumerate(widths(view)) if width > before[at]]
    assert wider == [column_of(view, "public"), column_of(view, "fund")]


def test_alt_w_fits_the_column_and_shift_alt_w_takes_all_back(table: Make, document: Document) -> None:
    view = table("income")
    before = widths(view)
    put(view, "bureau", "public")
    press(*[Key.Key_Left] * 60, modifiers=ALT)
    assert not has_room(view, PUBLIC)
    press(Key.Key_W, modifiers=ALT)
    assert has_room(view, PUBLIC)
    assert view.columnWidth(column_of(view, "public")) < before[column_of(view, "public")]
    press(Key.Key_W, modifiers=ALT | SHIFT)
    assert widths(view) == before


def test_fitting_long_words_leaves_them_wrapped(table: Make, document: Document) -> None:
    name = CellRef("indicators", "i0", "name")
    document.apply(set_cells("长", [(name, "很长的指标名称" * 40)]))
    view = table("indicators")
    put(view, "i0", "name")
    press(Key.Key_W, modifiers=ALT)
    assert view.columnWidth(column_of(view, "name")) <= 27 * view.fontMetrics().horizontalAdvance("汉")


def test_the_tables_menu_names_the_commands_with_their_keys(table: Make) -> None:
    view = table("income")
    put(view, "bureau", "public")
    menu = view.commands.menu()
    inner = next(one for one in menu.findChildren(QMenu) if one.title() == "列宽")
    assert [(one.text(), one.shortcut().toString()) for one in inner.actions()] == [
        ("自动列宽", "Alt+W"),
        ("加宽", "Alt+Right"),
        ("变窄", "Alt+Left"),
        ("恢复本表列宽", "Alt+Shift+W"),
    ]
    menu.close()


def test_the_window_offers_them_in_its_menu(window: MainWindow) -> None:
    clerk = Clerk(window)
    clerk.turn_to("收支情况")
    clerk.go_to(PUBLIC)
    table = income_of(window)
    before = table.columnWidth(column_of(table, "public"))
    window.commands["widen_column"].trigger()
    assert table.columnWidth(column_of(table, "public")) > before
    window.commands["reset_columns"].trigger()
    assert table.columnWidth(column_of(table, "public")) == before


def test_a_dragged_border_and_a_double_click_on_it_do_the_same(table: Make) -> None:
    view = table("income")
    header, column = view.horizontalHeader(), column_of(view, "public")

    def right_border() -> QPoint:
        right = header.sectionViewportPosition(column) + header.sectionSize(column) - 1
        return QPoint(right, header.height() - 8)

    border = right_border()
    before = view.columnWidth(column)
    QTest.mousePress(header.viewport(), Qt.MouseButton.LeftButton, pos=border)
    QTest.mouseMove(header.viewport(), border + QPoint(30, 0))
    QTest.mouseMove(header.viewport(), border + QPoint(60, 0))
    QTest.mouseRelease(header.viewport(), Qt.MouseButton.LeftButton, pos=border + QPoint(60, 0))
    assert view.columnWidth(column) == before + 60
    view.resize(view.width() + 200, view.height())
    QApplication.processEvents()
    assert abs(view.columnWidth(column) - before - 60) <= 1, (
        "what the clerk set stays; the others share the rest"
    )
    assert sum(widths(view)) == view.viewport().width()
    QTest.mouseDClick(header.viewport(), Qt.MouseButton.LeftButton, pos=right_border())
    QApplication.processEvents()
    assert view.columnWidth(column) < before
    assert has_room(view, PUBLIC)


def test_a_given_width_is_kept_by_pages_made_anew_and_grows_with_the_type(window: MainWindow) -> None:
    clerk = Clerk(window)
    clerk.turn_to("收支情况")
    clerk.go_to(PUBLIC)
    press(*[Key.Key_Right] * 3, modifiers=ALT)
    table = income_of(window)
    given, character = (
        table.columnWidth(column_of(table, "public")),
        table.fontMetrics().horizontalAdvance("汉"),
    )
    window.set_in_yuan(not window.document.in_yuan)
    again = income_of(window)
    assert again is not table
    assert abs(again.columnWidth(column_of(again, "public")) - given) <= 1
    window.set_font_percent(150)
    large = income_of(window)
    grown = large.fontMetrics().horizontalAdvance("汉") / character
    assert grown > 1.3
    assert abs(large.columnWidth(column_of(large, "public")) - given * grown) <= 2


@pytest.mark.parametrize("percent", [100, 175])
def test_nine_digits_in_yuan_stand_there_in_full(window: MainWindow, percent: int) -> None:
    window.set_font_percent(percent)
    window.set_in_yuan(not window.document.in_yuan)
    goto(window, PUBLIC)
    type_text("123456789.12")
    press(Key.Key_Return)
    table = income_of(window)
    index = table.form_model.index_of(PUBLIC)
    assert index.data() == "123,456,789.12"
    assert has_room(table, PUBLIC)
    assert has_room(table, CellRef("income", "summary", "total"))
    assert not [
        ref
        for ref in window.document.book.refs(table.form)
        if ref.column != "name" and not has_room(table, ref)
    ]


def test_a_column_grows_with_a_figure_that_has_outgrown_it(table: Make, document: Document) -> None:
    view = table("income")
    put(view, "bureau", "public")
    type_text("123456789012.12")
    press(Key.Key_Return)
    assert view.form_model.index_of(PUBLIC).data() == "123,456,789,012.12"
    assert has_room(view, PUBLIC)
    assert document.book.number(PUBLIC) == Decimal("123456789012.12")


# -- the next start ----------------------------------------------------------------------------------------------------


def width_of_public(window: MainWindow) -> int:
    goto(window, PUBLIC)
    table = income_of(window)
    return table.columnWidth(column_of(table, "public"))


def test_a_given_width_is_there_at_the_next_start_with_another_packet_too(tmp_path: Path) -> None:
    with shown_window(tmp_path) as first:
        open_sample(first, tmp_path)
        own = width_of_public(first)
        press(*[Key.Key_Right] * 4, modifiers=ALT)
        given = width_of_public(first)
        assert given > own
    (tmp_path / "另一个").mkdir()
    with shown_window(tmp_path) as second:
        open_sample(second, tmp_path / "另一个")
        assert abs(width_of_public(second) - given) <= 1
        press(Key.Key_W, modifiers=ALT | SHIFT)
        assert width_of_public(second) == own
    (tmp_path / "又一个").mkdir()
    with shown_window(tmp_path) as third:
        open_sample(third, tmp_path / "又一个")
        assert width_of_public(third) == own, "what was taken back stays taken back"


@pytest.mark.parametrize(
    "damaged",
    ["", "{", "[]", '{"income": 3}', '{"income": {"public": "breit"}}', '{"income": {"public": -5}}'],
)
def test_damaged_widths_read_as_none_given(tmp_path: Path, damaged: str) -> None:
    path = tmp_path / "settings.ini"
    QSettings(str(path), QSettings.Format.IniFormat).setValue("column_widths", damaged)
    assert ColumnWidths(Settings.in_file(path)).of("income", "public") is None
