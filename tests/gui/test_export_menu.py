"""文件 › 导出, 打印 and 帮助 › 核对校验码, by menu and keys: right names, whole files, one sentence, no boxes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from export.audit_report import audit_report_blocks, message_of
from export.blocks import Grid, Paragraph
from export.parts import PART_TITLES
from gui.code_dialog import CodeDialog
from gui.file_names import document_name, safe_name
from gui.finding_lines import lines_of
from gui.main_window import MainWindow
from gui.new_packet import NewPacket
from gui.pdf_pages import PdfPages
from gui.severity_look import Level
from gui.verdict import verdict_of
from model.book import Book
from model.cells import CellRef
from model.edits import set_cells
from tests.gui.keyboard import CONTROL, Key, answer_with, choose, focus, press, type_text
from tests.gui.windows import create_packet, goto, open_packet, open_sample, shown_window

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


def export_by_menu(window: MainWindow, qtbot: QtBot, *entries: str) -> str:
    """文件 › 导出 › …, then Enter in the dialog that asks where to; returns the proposed name."""
    choose(Key.Key_F, "导出", *entries)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QFileDialog)
    name = Path(dialog.selectedFiles()[0]).name
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: window.messages.text.startswith("已导出"), timeout=60_000)
    return name


def texts(path: Path) -> str:
    with PdfPages(path) as pages:
        return "\n".join(pages.text(index) for index in range(len(pages)))


# -- files -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("entries", "name"),
    [
        (("导出 PDF…",), "吉首市科工信局2022年度绩效自评材料.pdf"),
        (("导出 PDF 其中一部分", "自评报告表"), "吉首市科工信局2022年度绩效自评自评报告表.pdf"),
        (("导出 Word",), "吉首市科工信局2022年度绩效自评材料.docx"),
        (("导出 Excel",), "吉首市科工信局2022年度绩效自评表.xlsx"),
        (("导出审核报告（PDF）",), "吉首市科工信局2022年度绩效自评材料审核报告.pdf"),
        (("导出审核报告（Excel）",), "吉首市科工信局2022年度绩效自评材料审核报告.xlsx"),
    ],
)
def test_every_export_proposes_a_name_writes_the_file_and_offers_it(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, entries: tuple[str, ...], name: str
) -> None:
    assert export_by_menu(window, qtbot, *entries) == name
    data = (tmp_path / name).read_bytes()
    assert data.startswith(b"%PDF" if name.endswith(".pdf") else b"PK")
    assert name in window.messages.text
    assert [button.text() for button in window.messages.offers] == ["打开文件", "打开文件夹"]
    assert list(tmp_path.glob(".jxzp-*")) == []


def test_the_folder_used_last_is_proposed_next_time(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    folder = tmp_path / "上报材料"
    folder.mkdir()
    answer_with(folder / "通知")
    choose(Key.Key_F, "导出", "导出 PDF 其中一部分", PART_TITLES["notice"])
    qtbot.waitUntil(lambda: window.messages.text.startswith("已导出"), timeout=60_000)
    assert (folder / "通知.pdf").is_file()
    assert window.settings.folder == folder
    choose(Key.Key_F, "导出", "导出 PDF 其中一部分", PART_TITLES["notice"])
    dialog = QApplication.activeModalWidget()
    assert Path(dialog.directory().absolutePath()) == folder
    press(Key.Key_Escape)


def test_a_part_holds_that_part_and_nothing_else(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    export_by_menu(window, qtbot, "导出 PDF 其中一部分", PART_TITLES["notice"])
    text = texts(tmp_path / document_name("吉首市科工信局", 2022, PART_TITLES["notice"], ".pdf"))
    assert "自评工作的通知" in text
    assert "年度收入情况" not in text


def test_the_audit_report_holds_every_finding(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    name = export_by_menu(window, qtbot, "导出审核报告（PDF）")
    text = "".join(texts(tmp_path / name).split())
    assert window.document.findings
    for finding in window.document.findings:
        assert finding.code in text
        assert "".join(message_of(window.document.book, finding).split())[:12] in text


def on_paper(words: str) -> str:
    """What the screen says, without the separators that it alone has."""
    return re.sub(r"(?<=\d),(?=\d{3})", "", words)


def answer_an_advisory(window: MainWindow) -> None:
    """By F8 to the first 提示, by F7 to its answer."""
    press(Key.Key_F8)
    while window.dock.answer.isHidden():
        press(Key.Key_F8)
    press(Key.Key_F7)
    type_text("以批复为准")
    press(Key.Key_Return)


def test_the_audit_report_for_excel_holds_the_list_and_the_answers(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    """Line by line what the list in the window shows, 未核 and all; with the answer that was just typed."""
    answer_an_advisory(window)
    name = export_by_menu(window, qtbot, "导出审核报告（Excel）")
    sheet = openpyxl.load_workbook(tmp_path / name)["审核结果"]
    _title, counts, header, *rows = sheet.iter_rows(values_only=True)
    column = {title: place for place, title in enumerate(header)}
    assert counts[0].startswith("吉首市科工信局2022年度：")
    written = [
        tuple(row[column[title]] or "" for title in ("级别", "编号", "位置", "问题", "审核说明"))
        for row in rows
        if row[column["级别"]] != "未核"
    ]
    book = window.document.book
    shown = [
        (line.standing, line.code, book.name(line.place), on_paper(line.message), line.answer)
        for line in window.dock.shown
    ]
    assert sorted(written) == sorted(shown)
    assert [line[4] for line in written if line[4]] == ["以批复为准"]
    unchecked = [row for row in rows if row[column["级别"]] == "未核"]
    gaps = [line for line in lines_of(window.document) if line.level is Level.UNCHECKED]
    assert [row[column["问题"]] for row in unchecked] == [gap.reason for gap in book.gaps]
    assert len(unchecked) == len(gaps)
    assert_counts(counts[0], window, [row[column["级别"]] for row in rows])


def test_the_audit_report_counts_what_the_window_counts(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    """One 提示 answered by keys, one silenced: in the list and in the verdict they are what the screen calls them."""
    answer_an_advisory(window)
    document = window.document
    document.toggle_silence(
        next(one for one in document.findings if document.can_be_silenced(one) and not document.answer(one))
    )
    name = export_by_menu(window, qtbot, "导出审核报告（PDF）")
    verdict, grid = audit_blocks(document.book)
    assert_counts(verdict, window, [row.cells[1].text for row in grid.rows[1:]])
    assert "已说明 1　不再提示 1　" in verdict
    assert "".join(verdict.split()) in "".join("".join(texts(tmp_path / name)).split())


def audit_blocks(book: Book) -> tuple[str, Grid]:
    """Its first paragraph, and its list."""
    blocks = list(audit_report_blocks(book))
    paragraph = next(block for block in blocks if isinstance(block, Paragraph))
    return paragraph.text, next(block for block in blocks if isinstance(block, Grid))


def assert_counts(verdict: str, window: MainWindow, listed: list[str]) -> None:
    """Each number in the verdict is that of the lines with this word, in the report's list and in the window's."""
    told = dict(re.findall(r"(强制|提示|已说明|不再提示|尾差|未核) (\d+)", verdict))
    on_screen = Counter(line.standing for line in lines_of(window.document))
    assert {word: int(count) for word, count in told.items()} == dict(on_screen)
    for word, count in Counter(listed).items():
        assert count == on_screen[word]
    on_bar = dict(re.findall(r"(\S+) (\d+)", verdict_of(window.document).text))
    assert {word: told[word] for word in on_bar} == on_bar


@pytest.mark.parametrize(
    "command", ["export_to", "export_docx_to", "export_xlsx_to", "export_audit_to", "export_audit_xlsx_to"]
)
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
    open_packet(window, path, read_only=True)
    names = ("export", "export_docx", "export_xlsx", "export_audit", "export_audit_xlsx", "preview", "print")
    for name in (*names, "check_code"):
        assert window.commands[name].isEnabled()
    press(Key.Key_W, modifiers=CONTROL)
    for name in (*names, "check_code"):
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
    create_packet(window, tmp_path / "新.jxzp", NewPacket(2023, "某某局", "hunan-jishou-2022", None))
    choose(Key.Key_H, "核对校验码")
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


def type_refused(window: MainWindow, text: str) -> CellRef:
    """What is no number, in 实有人数."""
    place = CellRef("overview", "staff", "value")
    goto(window, place)
    press(Key.Key_A, modifiers=CONTROL)
    type_text(text)
    return place


@pytest.mark.parametrize(
    ("letter", "entries"),
    [
        (Key.Key_V, ("字号", "150%")),
        (Key.Key_V, ("金额单位", "元")),
        (Key.Key_F, ("关闭文件",)),
        (Key.Key_F, ("定稿",)),
        (Key.Key_F, ("打开样例",)),
        (Key.Key_F, ("退出",)),
    ],
    ids=lambda one: one[-1] if isinstance(one, tuple) else "",
)
def test_what_was_typed_and_not_taken_is_not_lost_with_its_page(
    window: MainWindow, letter: Key, entries: tuple[str, ...]
) -> None:
    place = type_refused(window, "4O")
    choose(letter, *entries)
    assert window.isVisible()
    assert window.page is not None
    assert window.document.untaken.refs == (place,)
    assert focus().text() == "4O"
    assert "没有存入文件" in window.messages.text
    press(Key.Key_Escape)
    assert window.document.untaken.refs == ()


def test_nothing_is_exported_while_a_typed_figure_is_not_in_the_file(
    window: MainWindow, tmp_path: Path
) -> None:
    """The clerk is led to the refused figure instead; after Esc the export goes on."""
    type_refused(window, "abc")
    press(Key.Key_E, modifiers=CONTROL)
    assert window.findChild(QFileDialog) is None
    assert "实有人数" in window.messages.text
    assert "没有存入文件" in window.messages.text
    press(Key.Key_Escape)
    assert window.page is not None
    assert window.document.untaken.refs == ()
    press(Key.Key_E, modifiers=CONTROL)
    assert isinstance(QApplication.activeModalWidget(), QFileDialog)
    press(Key.Key_Escape)
