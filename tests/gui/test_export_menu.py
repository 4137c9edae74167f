"""文件 › 导出, 打印 and 帮助 › 核对校验码, by menu and keys: right names, whole files, one sentence, no boxes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot
from windows import assert_threads_end, open_sample, press, shown_window

from export.parts import PART_TITLES
from gui.code_dialog import CodeDialog
from gui.file_names import document_name, safe_name
from gui.main_window import MainWindow
from gui.new_packet import NewPacket
from gui.pdf_pages import PdfPages
from model.cells import CellRef
from model.edits import set_cells

DUTIES = CellRef("overview", "duties", "value")
RARE = "\U0003134a"
"""A character of the newest blocks: no font here has it."""


@pytest.fixture
def window(tmp_path: Path, qapp: QApplication) -> Iterator[MainWindow]:
    with shown_window(tmp_path) as window:
        open_sample(window, tmp_path)
        window.settings.folder = tmp_path
        yield window
        assert QApplication.activeModalWidget() is None
    assert_threads_end()


def answer_dialog(window: MainWindow, command: str, qtbot: QtBot) -> str:
    """Choose a menu entry and press Enter in the dialog that asks where to; returns the proposed name."""
    window._call(command)
    dialog = window.findChild(QFileDialog)
    assert dialog is not None
    qtbot.waitUntil(dialog.isVisible)
    name = Path(dialog.selectedFiles()[0]).name
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.messages.text.startswith("已导出"), timeout=60_000)
    return name


def texts(path: Path) -> str:
    with PdfPages(path) as pages:
        return "\n".join(pages.text(index) for index in range(len(pages)))


# -- files -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("command", "name"),
    [
        ("export", "吉首市科工信局2022年度绩效自评材料.pdf"),
        ("export_part:form", "吉首市科工信局2022年度绩效自评自评报告表.pdf"),
        ("export_docx", "吉首市科工信局2022年度绩效自评材料.docx"),
        ("export_xlsx", "吉首市科工信局2022年度绩效自评表.xlsx"),
        ("export_audit", "吉首市科工信局2022年度绩效自评材料审核报告.pdf"),
    ],
)
def test_every_export_proposes_a_name_writes_the_file_and_offers_it(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, command: str, name: str
) -> None:
    assert answer_dialog(window, command, qtbot) == name
    data = (tmp_path / name).read_bytes()
    assert data.startswith(b"%PDF" if name.endswith(".pdf") else b"PK")
    assert name in window.messages.text
    assert [button.text() for button in window.messages.offers] == ["打开文件", "打开文件夹"]
    assert list(tmp_path.glob(".jxzp-*")) == []


def test_the_folder_used_last_is_proposed_next_time(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    folder = tmp_path / "上报材料"
    folder.mkdir()
    window._call("export_part:notice")
    dialog = window.findChild(QFileDialog)
    assert dialog is not None
    dialog.setDirectory(str(folder))
    dialog.selectFile("通知")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.messages.text.startswith("已导出"), timeout=60_000)
    assert (folder / "通知.pdf").is_file()
    assert window.settings.folder == folder
    window._call("export_part:notice")
    dialog = window.findChildren(QFileDialog)[-1]
    assert Path(dialog.directory().absolutePath()) == folder
    QTest.keyClick(dialog, Qt.Key.Key_Escape)


def test_a_part_holds_that_part_and_nothing_else(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    answer_dialog(window, "export_part:notice", qtbot)
    text = texts(tmp_path / document_name("吉首市科工信局", 2022, PART_TITLES["notice"], ".pdf"))
    assert "自评工作的通知" in text
    assert "年度收入情况" not in text


def test_the_audit_report_holds_every_finding(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    target = tmp_path / "审核报告.pdf"
    window.output.export_audit_to(target)
    qtbot.waitUntil(lambda: window.messages.text.startswith("已导出"), timeout=60_000)
    text = "".join(texts(target).split())
    assert window.document.findings
    for finding in window.document.findings:
        assert finding.code in text
        place = window.document.book.name(finding.place)
        assert "".join(place.split())[:8] in text
        assert "".join(finding.message.removeprefix(f"{place}：").split())[:12] in text


@pytest.mark.parametrize("command", ["export_to", "export_docx_to", "export_xlsx_to", "export_audit_to"])
def test_a_place_that_cannot_be_written_is_told_and_another_try_is_offered(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, command: str
) -> None:
    folder = tmp_path / "U盘"
    getattr(window.output, command)(folder / "x.out")
    qtbot.waitUntil(lambda: "没有写成" in window.messages.text, timeout=60_000)
    assert [button.text() for button in window.messages.offers] == ["重试", "换个位置…"]
    folder.mkdir()
    QTest.mouseClick(window.messages.offers[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.messages.text.startswith("已导出"), timeout=60_000)
    assert (folder / "x.out").stat().st_size > 1000


def test_two_exports_at_once_are_told_to_wait(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    window.output.export_to(tmp_path / "一.pdf")
    window.output.export_to(tmp_path / "二.pdf")
    assert "请稍候" in window.messages.text
    qtbot.waitUntil(lambda: window.messages.text.startswith("已导出"), timeout=60_000)
    assert not (tmp_path / "二.pdf").exists()


def test_a_character_that_no_font_has_is_named_before_anything_is_written(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    assert window.document.apply(set_cells("改", [(DUTIES, f"分管领导{RARE}同志")])) is not None
    target = tmp_path / "报告表.pdf"
    window.output.export_to(target, "form")
    qtbot.waitUntil(lambda: "缺字" in window.messages.text, timeout=60_000)
    assert "U+3134A" in window.messages.text
    assert not target.exists()
    assert [button.text() for button in window.messages.offers] == ["转到该栏", "仍要导出"]
    QTest.mouseClick(window.messages.offers[0], Qt.MouseButton.LeftButton)
    assert window.page is not None
    assert "overview" in window.page.current.sheets

    window.output.export_to(target, "form")
    qtbot.waitUntil(lambda: "缺字" in window.messages.text, timeout=60_000)
    QTest.mouseClick(window.messages.offers[1], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.messages.text.startswith("已导出"), timeout=60_000)
    assert "分管领导" in texts(target)
    assert "U+3134A" in window.messages.text


def test_a_packet_opened_to_read_can_be_exported_and_previewed(window: MainWindow, tmp_path: Path) -> None:
    path = window.document.path
    assert window.files.open_path(path, read_only=True)
    for name in ("export", "export_docx", "export_xlsx", "export_audit", "preview", "print", "check_code"):
        assert window.commands[name].isEnabled()
    press(window, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    for name in ("export", "export_docx", "export_xlsx", "export_audit", "preview", "print", "check_code"):
        assert not window.commands[name].isEnabled()


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("吉首市科工信局2022年度", "吉首市科工信局2022年度.pdf"),
        ("某局/二级:机构*?", "某局二级机构.pdf"),
        ("CON", "_CON.pdf"),
        ("com1.备份", "_com1.备份.pdf"),
        ("尾部有点. . ", "尾部有点.pdf"),
        ("换\n行\t和　空格", "换行和 空格.pdf"),
        ("...", "未命名.pdf"),
        ("", "未命名.pdf"),
    ],
)
def test_names_are_such_that_windows_takes_them(stem: str, name: str) -> None:
    assert safe_name(stem, ".pdf") == name


def test_a_long_department_name_still_fits_the_file_system(tmp_path: Path) -> None:
    name = document_name("某" * 300, 2022, "材料", ".pdf")
    (tmp_path / name).write_bytes(b"")
    assert name.endswith(".pdf")


# -- the code on paper -------------------------------------------------------------------------------------------------


@pytest.fixture
def codes(window: MainWindow, tmp_path: Path) -> CodeDialog:
    """A packet without findings, and the dialog open beside it."""
    assert window.files.create_at(tmp_path / "新.jxzp", NewPacket(2023, "某某局", "hunan-jishou-2022", None))
    window.commands["check_code"].trigger()
    dialog = window.findChild(CodeDialog)
    assert dialog is not None
    assert dialog.isVisible()
    assert not dialog.isModal()
    return dialog


@pytest.mark.parametrize("part", PART_TITLES)
def test_a_code_typed_from_paper_tells_which_part_it_is(
    window: MainWindow, codes: CodeDialog, part: str
) -> None:
    from model.checkcode import check_code

    QTest.keyClicks(codes.edit, check_code(window.document.book, part).replace("-", "").lower())
    assert codes.verdict.text().startswith("一致")
    assert PART_TITLES[part] in codes.verdict.text()


def test_a_slip_in_copying_is_told_from_a_change_of_the_packet(window: MainWindow, codes: CodeDialog) -> None:
    from model.checkcode import check_code

    code = check_code(window.document.book, "form")
    QTest.keyClicks(codes.edit, code[:-3])
    assert "还差 3 位" in codes.verdict.text()
    QTest.keyClicks(codes.edit, code[-3:-1] + ("2" if code[-1] != "2" else "3"))
    assert "抄写错误" in codes.verdict.text()
    QTest.keyClick(codes.edit, Qt.Key.Key_Backspace)
    QTest.keyClicks(codes.edit, code[-1])
    assert codes.verdict.text().startswith("一致")
    assert window.document.apply(set_cells("改", [(DUTIES, "改过了")])) is not None
    assert codes.verdict.text().startswith("不一致")
    window.document.undo()
    assert codes.verdict.text().startswith("一致")


def test_the_dialog_goes_with_the_packet(window: MainWindow, codes: CodeDialog) -> None:
    window.close_packet()
    assert not any(isinstance(one, CodeDialog) and one.isVisible() for one in QApplication.topLevelWidgets())


@pytest.mark.parametrize("command", ["font:150", "money:元", "close", "finalise", "sample", "quit"])
def test_what_was_typed_and_not_taken_is_not_lost_with_its_page(window: MainWindow, command: str) -> None:
    place = CellRef("overview", "staff", "value")
    window.goto(place)
    field = QApplication.focusWidget()
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, "4O")
    window._call(command)
    assert window.isVisible()
    assert window.page is not None
    assert window.document.untaken.refs == (place,)
    assert QApplication.focusWidget().text() == "4O"
    assert "没有存入文件" in window.messages.text
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert window.document.untaken.refs == ()


def test_nothing_is_exported_while_a_typed_figure_is_not_in_the_file(
    window: MainWindow, tmp_path: Path
) -> None:
    """The clerk is led to the refused figure instead; after Esc the export goes on."""
    place = CellRef("overview", "staff", "value")
    window.goto(place)
    field = QApplication.focusWidget()
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, "abc")
    window._call("export")
    assert window.findChild(QFileDialog) is None
    assert "实有人数" in window.messages.text
    assert "没有存入文件" in window.messages.text
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert window.page is not None
    assert window.document.untaken.refs == ()
