"""The preview of an import says what would change, place by place, before anything does."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QListWidget
from windows import create_packet, finish, press

from export.service import export_docx
from gui.dialogs import ImportDialog
from gui.file_jobs import SAMPLE
from gui.import_report import Fate
from gui.main_window import MainWindow
from gui.new_packet import NewPacket
from model.cells import CellRef
from model.edits import DeleteRow, Edit, InsertRow, SetCell, set_cells
from tests.gui.keyboard import CONTROL, Key, answer_with

PUBLIC = CellRef("income", "bureau", "public")
NONTAX = CellRef("income", "bureau", "nontax")
PHONE = CellRef("overview", "phone", "value")
CHAPTER = CellRef("chapters", "c1", "text")


def asked(window: MainWindow, source: Path) -> ImportDialog:
    """Ctrl+I and the file."""
    answer_with(source)
    press(window, Key.Key_I, CONTROL)
    finish(window)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ImportDialog)
    return dialog


def listed(dialog: ImportDialog) -> dict[str, list[str]]:
    """The lines of the first page under their captions, from top to bottom; each caption counts its own."""
    view = dialog.pages.widget(0)
    assert isinstance(view, QListWidget)
    sections: dict[str, list[str]] = {}
    counted: dict[str, int] = {}
    for row in range(view.count()):
        item = view.item(row)
        if item.flags() & Qt.ItemFlag.ItemIsSelectable:
            sections[list(sections)[-1]].append(item.text())
            assert not item.icon().isNull()
        else:
            caption, count = item.text().removesuffix(" 处").split("　")
            sections[caption], counted[caption] = [], int(count)
    assert {caption: len(lines) for caption, lines in sections.items()} == counted
    return sections


def heading(dialog: ImportDialog) -> str:
    return dialog.findChild(QLabel).text()


def assert_adds_up(dialog: ImportDialog) -> None:
    """The heading's number is that of the lines that would change, the tab's that of all lines."""
    sections = listed(dialog)
    changing = sum(len(lines) for caption, lines in sections.items() if caption != Fate.SAME.value)
    assert f"中有 {changing} 处内容可以导入" in heading(dialog)
    for caption, words in ((Fate.REPLACED, "替换已填的内容"), (Fate.CLEARED, "清空已填的内容")):
        told = re.search(rf"(\d+) 处会{words}", heading(dialog))
        assert (int(told[1]) if told else 0) == len(sections.get(caption.value, []))
    assert dialog.pages.tabText(0) == f"已读出 {sum(map(len, sections.values()))}"


def test_what_would_be_replaced_stands_first_with_old_and_new(window: MainWindow) -> None:
    chapter = str(window.document.book.stated(CHAPTER))
    edits = [(PUBLIC, Decimal("1234.5")), (PHONE, None), (CHAPTER, chapter.replace("陶毅", "王五"))]
    window.document.apply(set_cells("改", edits))
    dialog = asked(window, SAMPLE)
    sections = listed(dialog)
    assert list(sections) == [Fate.REPLACED.value, Fate.FILLED.value, Fate.SAME.value]
    figure, words = sections[Fate.REPLACED.value]
    assert figure == "收入 › 1、局机关 › 公共财政拨款：1234.50 → 2577.99"
    assert re.search(r"王五.* → .*陶毅", words), "of a long text the part that differs"
    assert sections[Fate.FILLED.value] == ["基本概况 › 联系电话：8520526"]
    assert "中有 3 处内容可以导入，其中 2 处会替换已填的内容。" in heading(dialog)
    assert_adds_up(dialog)
    press(window, Key.Key_Return)
    assert window.document.book.stated(PUBLIC) == Decimal("2577.99")
    assert "导入 3 处内容" in window.messages.text


def test_rows_that_come_are_told_by_what_fills_them_and_rows_that_go_by_name(window: MainWindow) -> None:
    _, second, *_ = window.document.book.group("indicators")
    added = window.document.book.new_row_id("indicators")
    name = CellRef("indicators", second, "name")
    gone = window.document.book.text(name)
    changes = (
        DeleteRow("indicators", second),
        InsertRow("indicators", added, 1),
        SetCell(CellRef("indicators", added, "name"), "自己加的"),
    )
    window.document.apply(Edit("改", changes))
    dialog = asked(window, SAMPLE)
    sections = listed(dialog)
    (line,) = sections[Fate.ROWS.value]
    assert "自己加的" in line
    assert "去掉这一行" in line
    assert all(gone in line for line in sections[Fate.FILLED.value])
    assert_adds_up(dialog)
    press(window, Key.Key_Escape)


def test_what_the_files_table_leaves_blank_is_told_as_cleared(window: MainWindow) -> None:
    window.document.apply(set_cells("改", [(NONTAX, Decimal("7"))]))
    dialog = asked(window, SAMPLE)
    (line,) = listed(dialog)[Fate.CLEARED.value]
    assert line == f"{window.document.book.name(NONTAX)}：7.00 → 空"
    assert "其中 1 处会清空已填的内容。" in heading(dialog)
    assert_adds_up(dialog)
    press(window, Key.Key_Escape)


def test_into_a_new_packet_the_numbers_add_up_too(window: MainWindow, tmp_path: Path) -> None:
    """Thirteen rows come with it: they are no places of their own."""
    create_packet(window, tmp_path / "新.jxzp", NewPacket(2022, "某某局", "hunan-jishou-2022", None))
    dialog = asked(window, SAMPLE)
    assert_adds_up(dialog)
    assert next(iter(listed(dialog))) == Fate.REPLACED.value  # the name of the department
    press(window, Key.Key_Escape)


def test_the_packets_own_word_file_has_nothing_to_import(window: MainWindow, tmp_path: Path) -> None:
    """With one indicator more than the published packet has."""
    book = window.document.book
    row = book.new_row_id("indicators")
    words = {
        "level1": "产出指标",
        "level2": "数量指标",
        "name": "新增指标",
        "target": "≥3个",
        "actual": "3个",
    }
    cells = [SetCell(CellRef("indicators", row, column), text) for column, text in words.items()]
    window.document.apply(Edit("增加指标", (InsertRow("indicators", row, 0), *cells)))
    export_docx(book, tmp_path / "全套.docx")
    dialog = asked(window, tmp_path / "全套.docx")
    assert "完全相同，没有可以导入的" in heading(dialog)
    assert list(listed(dialog)) == [Fate.SAME.value]
    press(window, Key.Key_Return)  # 取消 has the keys
    assert not dialog.isVisible()
