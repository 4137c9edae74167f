"""The scoring columns of 绩效指标: shown on demand, explained in words, two scores side by side where they differ."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QComboBox
from windows import open_sample, press, shown_window, type_text

from gui.main_window import MainWindow
from gui.tabs.indicators import SCORING_COLUMNS, IndicatorsTab
from model.cells import CellRef
from model.edits import Edit, InsertRow, set_cells
from model.forms import FORMS
from tests.gui.windows import goto

CONTROL = Qt.KeyboardModifier.ControlModifier
PAPER = ("level1", "level2", "name", "target", "actual")


@pytest.fixture
def window(tmp_path: Path, qapp: QApplication) -> Iterator[MainWindow]:
    with shown_window(tmp_path) as window:
        open_sample(window, tmp_path)
        goto(window, cell(satisfaction(window), "name"))
        yield window


def cell(row: str, column: str) -> CellRef:
    return CellRef("indicators", row, column)


def satisfaction(window: MainWindow) -> str:
    """社会公众满意度: target 98%, actual 95%."""
    return window.document.book.group("indicators")[-1]


def page(window: MainWindow) -> IndicatorsTab:
    shown = window.page.current
    assert isinstance(shown, IndicatorsTab)
    return shown


def shown_codes(window: MainWindow) -> list[str]:
    table = page(window).sections["indicators"].table
    return [table.form_model.codes[column] for column in table.shown_columns()]


def type_weight(window: MainWindow, text: str) -> None:
    goto(window, cell(satisfaction(window), "weight"))
    type_text(window, text)
    press(window, Qt.Key.Key_Return)
    goto(window, cell(satisfaction(window), "weight"))


# -- columns -----------------------------------------------------------------------------------------------------------


def test_the_papers_columns_and_the_scores_are_shown_at_first(window: MainWindow) -> None:
    assert shown_codes(window) == [*PAPER, "weight", "proposed", "score"]


def test_the_scoring_columns_come_and_go_by_one_button_and_the_headings_stay_merged(
    window: MainWindow,
) -> None:
    tab = page(window)
    table = tab.sections["indicators"].table
    spans = table.rowSpan(0, 0)
    assert spans > 1
    tab.more.setFocus()
    press(window, Qt.Key.Key_Space)
    assert shown_codes(window) == [column.code for column in FORMS["indicators"].columns]
    assert table.rowSpan(0, 0) == spans
    press(window, Qt.Key.Key_Space)
    assert not set(SCORING_COLUMNS) & set(shown_codes(window))


@pytest.mark.parametrize("all_columns", [False, True])
def test_at_1366_by_768_the_table_needs_no_sideways_scrolling_and_no_figure_is_cut(
    window: MainWindow, all_columns: bool
) -> None:
    rows = window.document.book.group("indicators")
    figures = {cell(row, "weight"): Decimal("12.5") for row in rows}
    window.document.apply(set_cells("分值", figures.items()))
    tab = page(window)
    tab.more.setChecked(all_columns)
    QApplication.processEvents()
    table = tab.sections["indicators"].table
    assert window.width() == 1366
    assert table.horizontalScrollBar().maximum() == 0
    assert sum(table.columnWidth(column) for column in table.shown_columns()) == table.viewport().width()
    metrics = table.fontMetrics()
    for column in table.shown_columns():
        code = table.form_model.codes[column]
        if FORMS["indicators"].column(code).kind.is_number:
            widest = max(
                metrics.horizontalAdvance(table.form_model.state(row, column).text)
                for row in range(len(rows))
            )
            assert widest < table.columnWidth(column), code


def test_going_to_a_cell_of_a_hidden_column_brings_the_columns_along(window: MainWindow) -> None:
    target = cell(satisfaction(window), "reason")
    goto(window, target)
    tab = page(window)
    assert tab.more.isChecked()
    assert tab.sections["indicators"].table.current_ref == target


def test_findings_in_hidden_columns_are_counted_on_the_button(window: MainWindow) -> None:
    type_weight(window, "10")
    assert window.document.findings_at(cell(satisfaction(window), "reason"))
    tab = page(window)
    found = sum(
        finding.place.sheet == "indicators" and finding.place.column in SCORING_COLUMNS
        for finding in window.document.findings
    )
    assert tab.more.text() == f"评分列（{found} 条审核结果）"
    tab.more.setChecked(True)
    assert tab.more.text() == "评分列"


# -- how the score came about ------------------------------------------------------------------------------------------


def test_the_line_at_the_foot_explains_the_current_rows_score_and_is_in_view(window: MainWindow) -> None:
    line = page(window).line
    assert "没有有效的分值" in line.text()
    type_weight(window, "10")
    assert "95% ÷ 98% × 10 = 9.69" in line.text()
    assert line.text().startswith("13．社会公众满意度：")
    assert window.document.book.value(cell(satisfaction(window), "score")) == Decimal("9.69")
    place = QRect(line.mapTo(window, line.rect().topLeft()), line.size())
    assert window.rect().contains(place)
    press(window, Qt.Key.Key_Up)
    assert line.text().startswith("12．")


def test_the_sentence_is_the_tooltip_of_both_scores(window: MainWindow) -> None:
    type_weight(window, "10")
    table = page(window).sections["indicators"].table
    for column in ("proposed", "score"):
        tip = table.form_model.index_of(cell(satisfaction(window), column)).data(Qt.ItemDataRole.ToolTipRole)
        assert "95% ÷ 98% × 10 = 9.69" in tip
        assert tip.count("9.69") == 1


def test_a_score_of_the_clerks_own_stands_beside_the_one_worked_out(window: MainWindow) -> None:
    """Both in the table and in words; a reason is asked for until it is given; undo takes it all back."""
    row = satisfaction(window)
    type_weight(window, "10")
    goto(window, cell(row, "score"))
    type_text(window, "8")
    press(window, Qt.Key.Key_Return)
    goto(window, cell(row, "score"))
    line = page(window).line
    assert "计算得分 9.69，自评得分 8，少 1.69 分；请在“偏差原因及改进措施”中写明原因。" in line.text()
    table = page(window).sections["indicators"].table
    texts = [table.form_model.index_of(cell(row, column)).data() for column in ("proposed", "score")]
    assert texts == ["9.69", "8"]
    assert {"proposed", "score"} <= set(shown_codes(window))
    window.document.apply(set_cells("原因", [(cell(row, "reason"), "个别群众不满意，加强回访")]))
    assert line.text().endswith("少 1.69 分。")
    window.undo()
    window.undo()
    assert "自评得分" not in line.text()


def test_the_line_goes_with_its_row_and_with_the_packet(window: MainWindow) -> None:
    line = page(window).line
    assert line.isVisible()
    press(window, Qt.Key.Key_Minus, CONTROL)
    assert "社会公众满意度" not in line.text()
    window.undo()
    window.close_packet()
    assert window.page is None


# -- 共性指标 ----------------------------------------------------------------------------------------------------------


def test_a_common_indicator_picked_by_keys_fills_name_target_and_actual(window: MainWindow) -> None:
    """在职人员控制率: 22 of 26 posts, from 封面与基本概况."""
    book = window.document.book
    window.document.apply(Edit("加", (InsertRow("indicators", "n1", len(book.group("indicators"))),)))
    goto(window, cell("n1", "common"))
    press(window, Qt.Key.Key_F2)
    box = QApplication.focusWidget()
    assert isinstance(box, QComboBox)
    for _ in range(box.findText("在职人员控制率")):
        press(window, Qt.Key.Key_Down)
    press(window, Qt.Key.Key_Return)
    assert [book.text(cell("n1", column)) for column in ("common", "name", "target", "actual")] == [
        "在职人员控制率",
        "在职人员控制率",
        "≤100%",
        "84.62%",
    ]
    table = page(window).sections["indicators"].table
    tip = table.form_model.index_of(cell("n1", "actual")).data(Qt.ItemDataRole.ToolTipRole)
    assert "22÷26×100%＝84.62%" in tip
    goto(window, cell("n1", "actual"))
    press(window, Qt.Key.Key_BracketLeft, CONTROL)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    entries = [action.text() for action in menu.actions()]
    menu.close()
    assert any(text.endswith("2022年实际在职人数　22") for text in entries)
    assert any(text.endswith("编制数　26") for text in entries)


def test_putting_the_columns_away_leaves_the_cursor_in_a_column_that_is_seen(window: MainWindow) -> None:
    goto(window, cell(satisfaction(window), "reason"))
    tab = page(window)
    tab.more.setChecked(False)
    table = tab.sections["indicators"].table
    assert table.current_ref is not None
    assert table.current_ref.row == satisfaction(window)
    assert not table.isColumnHidden(table.currentIndex().column())
