"""共性指标…: ticked by keys, added as one step, figures at once; what is in the table already cannot be ticked."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialogButtonBox
from pytestqt.qtbot import QtBot
from windows import create_packet, press

from gui.common_picker import CommonPicker
from gui.main_window import MainWindow
from gui.new_packet import NewPacket
from model.cells import CellRef
from tests.gui.windows import goto

CONTROL = Qt.KeyboardModifier.ControlModifier


def opened_picker(window: MainWindow, qtbot: QtBot) -> CommonPicker:
    goto(window, CellRef("goals", "expected", "value"))
    qtbot.mouseClick(window.page.current.common, Qt.MouseButton.LeftButton)
    (picker,) = (
        one for one in QApplication.topLevelWidgets() if isinstance(one, CommonPicker) and one.isVisible()
    )
    return picker


def names(window: MainWindow) -> list[str]:
    book = window.document.book
    return [book.text(CellRef("indicators", row, "name")) for row in book.group("indicators")]


def test_an_empty_table_is_filled_by_space_and_enter_and_emptied_by_one_undo(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    create_packet(window, tmp_path / "新.jxzp", NewPacket(2025, "某某局", "hunan-jishou-2022", None))
    picker = opened_picker(window, qtbot)
    add = picker.buttons.button(QDialogButtonBox.StandardButton.Ok)
    assert not add.isEnabled()
    picker.list.setFocus()
    qtbot.keyClick(picker.list, Qt.Key.Key_Space)
    qtbot.keyClick(picker.list, Qt.Key.Key_Down)
    qtbot.keyClick(picker.list, Qt.Key.Key_Space)
    assert add.text() == "加入指标表（2 项）"
    assert picker.words.text().startswith("公式：")
    qtbot.keyClick(picker.list, Qt.Key.Key_Return)
    assert names(window) == ["在职人员控制率", "“三公经费”变动率"]
    assert window.page.current.sections["indicators"].table.isVisible()
    press(window, Qt.Key.Key_Z, CONTROL)
    assert names(window) == []


def test_what_is_in_the_table_is_shown_ticked_and_cannot_be_chosen(window: MainWindow, qtbot: QtBot) -> None:
    picker = opened_picker(window, qtbot)
    items = [picker.list.item(place) for place in range(picker.list.count())]
    used = [item for item in items if item.text().endswith("（已在表中）")]
    assert "公用经费控制率（已在表中）" in [item.text() for item in used]
    assert not any(item.flags() & Qt.ItemFlag.ItemIsEnabled for item in used)
    assert picker.chosen == ()
    picker.reject()
