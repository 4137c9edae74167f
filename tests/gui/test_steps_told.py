"""撤销 and 重做 say in the status bar what came back; what was told of the step before does not stay beside it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from windows import press, type_text

from gui.main_window import MainWindow
from model.cells import CellRef
from tests.gui.windows import goto

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
OTHER = CellRef("income", "bureau", "other")


def told(window: MainWindow) -> str:
    return window.status.selection.text()


def undo(window: MainWindow) -> str:
    press(window, Qt.Key.Key_Z, CONTROL)
    return told(window)


def redo(window: MainWindow) -> str:
    press(window, Qt.Key.Key_Y, CONTROL)
    return told(window)


def test_a_figure_comes_back(window: MainWindow):
    goto(window, OTHER)
    type_text(window, "8")
    press(window, Qt.Key.Key_Return)
    name = window.document.book.name(OTHER)
    assert undo(window) == f"已撤销：填写 {name}，现在是 153.63。"
    assert redo(window) == f"已重做：填写 {name}，现在是 8.00。"
    press(window, Qt.Key.Key_Delete)
    assert told(window) == "已清除 1 格。"
    assert undo(window) == "已撤销：清除 1 格（收入），现在是 8.00。"
    assert redo(window) == "已重做：清除 1 格（收入），现在为空。"
    window.set_in_yuan(True)
    goto(window, OTHER)
    assert undo(window).endswith("现在是 80,000.00。")


def test_rows_come_back_and_go(window: MainWindow):
    indicator = window.document.book.group("indicators")[1]
    goto(window, CellRef("indicators", indicator, "name"))
    press(window, Qt.Key.Key_Minus, CONTROL)
    deleted = told(window)
    assert deleted.startswith("已删除")
    assert undo(window).endswith("，恢复 1 行。")
    assert told(window).startswith("已撤销：删除行 ")
    assert redo(window).startswith("已重做：删除行 ")
    press(window, Qt.Key.Key_Plus, CONTROL)
    assert told(window) == "已增加一行。"
    assert undo(window).endswith("，去掉 1 行。")
    goto(window, CellRef("indicators", window.document.book.group("indicators")[1], "name"))
    press(window, Qt.Key.Key_Up, CONTROL | SHIFT)
    assert undo(window).startswith("已撤销：上移行")


@pytest.mark.parametrize("silenced", [True, False])
def test_an_answer_that_was_taken_back_comes_back_by_its_name(window: MainWindow, silenced: bool):
    document = window.document
    finding = next(one for one in document.findings if document.can_be_silenced(one))
    if silenced:
        document.toggle_silence(finding)
    else:
        document.explain(finding, "按批复数填列")
    words = "“本句不再提示” 1 句" if silenced else "审核说明 1 条"
    row = document.book.group("explanations")[0]
    goto(window, CellRef("explanations", row, "text"))
    QTest.mouseClick(window.page.current.take_back, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert not document.answer(finding)
    assert told(window) == f"已撤回{words}；需要恢复的，请按 Ctrl+Z 撤销。"
    assert document.undo_label == f"撤回{words}"
    assert undo(window) == f"已恢复{words}。"
    assert document.answer(finding)
    assert redo(window) == f"已重做：撤回{words}。"
    assert undo(window) == f"已恢复{words}。"
    assert undo(window).endswith("，有关的提示重新列出。")


def test_what_was_told_goes_with_the_next_step_wherever_it_is_taken(window: MainWindow):
    goto(window, OTHER)
    press(window, Qt.Key.Key_Delete)
    assert told(window) == "已清除 1 格。"
    window.document.undo()
    assert "清除" not in told(window)
