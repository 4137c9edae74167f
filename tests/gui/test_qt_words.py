"""No English reaches the clerk from Qt's own dialogs and menus."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QListView,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QStyleOptionViewItem,
    QTabWidget,
    QTreeView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from gui.app import install_translation
from gui.file_dialogs import PACKET_FILTER, writing_dialog
from gui.help_window import GUIDE
from gui.main_window import MainWindow
from model.cells import CellRef
from tests.gui.windows import goto

_TEXTS = ("text", "title", "placeholderText", "windowTitle", "toolTip", "accessibleName")
_KEPT = {"PDF", "Ctrl"}


@pytest.fixture(autouse=True)
def _chinese(qapp: QApplication) -> None:
    assert install_translation(qapp)


def english(text: str) -> list[str]:
    """Words of a text in Latin letters, but for names that stay."""
    return [word for word in re.findall(r"[A-Za-z]{2,}", text) if word not in _KEPT]


def said_by(dialog: QWidget) -> Iterator[str]:
    """Everything that a dialog says, its fields' contents (paths, file types) left aside."""
    for widget in (dialog, *dialog.findChildren(QWidget)):
        if isinstance(widget, QTabWidget):
            yield from (widget.tabText(index) for index in range(widget.count()))
        if isinstance(widget, QComboBox | QLineEdit):
            continue
        for name in _TEXTS:
            getter = getattr(widget, name, None)
            if callable(getter):
                yield str(getter())


def shown(qtbot: QtBot, dialog: QDialog) -> QDialog:
    qtbot.addWidget(dialog)
    dialog.show()
    QApplication.processEvents()
    return dialog


@pytest.mark.parametrize("mode", list(QFileDialog.AcceptMode))
def test_the_file_dialog(qtbot: QtBot, mode: QFileDialog.AcceptMode):
    dialog = QFileDialog()
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAcceptMode(mode)
    shown(qtbot, dialog)
    assert [text for text in said_by(dialog) if english(text)] == []
    view = dialog.findChild(QTreeView)
    titles = [
        view.model().headerData(column, Qt.Orientation.Horizontal)
        for column in range(view.model().columnCount())
    ]
    assert titles == ["名称", "大小", "类型", "修改日期"]


def test_at_the_side_of_the_file_dialog_stand_the_places_where_a_clerk_keeps_files(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    packet = tmp_path / "绩效2022"
    for name in ("Desktop", "Documents", packet.name):
        (tmp_path / name).mkdir()
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / ".config"))
    parent = QWidget()
    qtbot.addWidget(parent)
    suggestion = packet / "某某局2022.jxzp"
    for folder, expected in (
        (packet, ["桌面", "文档", "绩效2022", "主文件夹", "计算机"]),
        (tmp_path / "Desktop", ["桌面", "文档", "主文件夹", "计算机"]),
        (None, ["桌面", "文档", "主文件夹", "计算机"]),
    ):
        dialog = writing_dialog(parent, "另存副本", suggestion, PACKET_FILTER, ".jxzp", folder)
        shown(qtbot, dialog)
        assert places_at_the_side(dialog) == expected
        assert Path(dialog.selectedFiles()[0]) == suggestion


def places_at_the_side(dialog: QFileDialog) -> list[str]:
    side = dialog.findChild(QListView, "sidebar")
    assert side.isVisible()
    names = []
    for row in range(side.model().rowCount()):
        option = QStyleOptionViewItem()
        side.itemDelegate().initStyleOption(option, side.model().index(row, 0))
        names.append(option.text)
        assert side.sizeHintForIndex(side.model().index(row, 0)).width() <= side.viewport().width()
    return names


def test_the_print_dialog(qtbot: QtBot):
    printer = QPrinter()  # the dialog does not keep it alive
    dialog = shown(qtbot, QPrintDialog(printer))
    assert [text for text in said_by(dialog) if english(text)] == []


def test_every_standard_button(qtbot: QtBot):
    box = QMessageBox()
    for button in QMessageBox.StandardButton:
        if button.value and button.value & (button.value - 1) == 0 and button.value >= 0x400:
            box.addButton(button)
    box.setDetailedText("一")
    shown(qtbot, box)
    words = [button.text() for button in box.buttons()]
    assert len(words) > 15
    assert [text for text in words if english(text)] == []


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit])
def test_the_menu_of_a_text(qtbot: QtBot, kind: type[QLineEdit] | type[QPlainTextEdit]):
    field = kind()
    qtbot.addWidget(field)
    menu: QMenu = field.createStandardContextMenu()
    words = [action.text().partition("\t")[0] for action in menu.actions() if not action.isSeparator()]
    menu.deleteLater()
    assert words[0] == "撤销(&U)"  # the word that the program's own menu has
    assert [text for text in words if english(text)] == []


def test_keys_are_named_as_they_are_on_the_keyboard_in_menus_tips_and_guide(window: MainWindow):
    shown = [
        action.shortcut().toString(QKeySequence.SequenceFormat.NativeText) for action in _menu_actions(window)
    ]
    shown += [action.text().partition("\t")[2] for action in _menu_actions(window)]
    assert {"Ctrl+Shift+↑", "Ctrl+Shift+↓", "Ctrl+PgDn", "Ctrl+PgUp", "Del"} <= set(shown)
    known = re.compile(r"(?:(?:Ctrl|Shift|Alt)\+)*(?:[A-Z]|F\d+|[-+.\[\]]|Del|Enter|PgUp|PgDn|[↑↓←→])")
    assert [keys for keys in shown if keys and not known.fullmatch(keys)] == []
    assert "Ctrl+Shift+↑、↓" in GUIDE.read_text(encoding="utf-8")
    assert not re.search("箭头|[上下左右]方向", GUIDE.read_text(encoding="utf-8"))


def _menu_actions(window: MainWindow) -> Iterator[QAction]:
    for menu in window.menuBar().findChildren(QMenu):
        yield from menu.actions()
    goto(window, CellRef("indicators", window.document.book.group("indicators")[0], "name"))
    menu = window.page.current.sections["indicators"].table.commands.menu()
    yield from menu.actions()
    menu.close()
