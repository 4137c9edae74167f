"""Safety in sight: versions, the list of steps, 定稿, and what the banner says, worked with the keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui.history_dialog import HistoryDialog
from gui.main_window import MainWindow
from gui.versions_dialog import VersionsDialog
from model.cells import CellRef
from model.edits import DeleteRow, Edit, InsertRow, SetCell, set_cells
from model.livefields import written
from model.problems import FileProblem, Reason
from model.profile import load_profile
from model.project import Project
from tests.gui.keyboard import (
    CONTROL,
    NONE,
    Key,
    answer_with,
    button_of,
    choose,
    click,
    press,
    type_text,
    wait_for,
)
from tests.gui.version_kit import (
    CONTROL_SHIFT,
    PUBLIC,
    dialog_of,
    finishable_window,
    press_at,
    type_figure,
    versions_of,
)

FUND = CellRef("income", "bureau", "fund")


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    """A packet with one figure and what 定稿 asks for, in a file."""
    with finishable_window(tmp_path) as window:
        yield window


# -- versions --------------------------------------------------------------------------------------------------------


def test_a_version_is_named_looked_at_and_restored_by_keys_and_undone(window: MainWindow) -> None:
    dialog = versions_of(window)
    dialog.name.setFocus()
    QTest.keyClicks(dialog.name, "v1")
    press_at(Key.Key_Return, NONE, dialog.name)
    assert dialog.list.item(0).text().endswith("v1")
    assert not dialog.restore.isEnabled()
    type_figure(window, PUBLIC, "2577.98")
    assert window.document.book.value(PUBLIC) == Decimal("2577.98")
    QTest.qWait(150)
    assert dialog.summary.text().startswith("1 处与现在不同")
    row = dialog.changes.topLevelItem(0)
    assert "公共财政拨款" in row.text(0)
    assert (row.text(1), row.text(2)) == ("2,577.98", "2,577.99")
    dialog.activateWindow()
    dialog.restore.setFocus()
    press_at(Key.Key_Space, NONE, dialog.restore)
    assert window.document.book.value(PUBLIC) == Decimal("2577.99")
    assert window.messages.text.startswith("已恢复到")
    press_at(Key.Key_Z, CONTROL, dialog)
    assert window.document.book.value(PUBLIC) == Decimal("2577.98")
    press_at(Key.Key_Escape, NONE, dialog)
    assert not dialog.isVisible()


def test_what_was_restored_is_counted_as_it_was_announced(window: MainWindow) -> None:
    """A row that comes back with its name and two figures is one line of the preview, and one place of the message."""
    row = [CellRef("units", "u1", "name"), CellRef("income", "u1", "public"), CellRef("income", "u1", "fund")]
    values = zip(row, ("服务中心", Decimal(1), Decimal(2)), strict=True)
    cells = tuple(SetCell(ref, value) for ref, value in values)
    assert window.document.apply(Edit("增加", (InsertRow("units", "u1", 0), *cells)))
    dialog = versions_of(window)
    dialog.name.setText("v1")
    press_at(Key.Key_Return, NONE, dialog.name)
    assert window.document.apply(Edit("删除", (DeleteRow("units", "u1"),)))
    QTest.qWait(150)
    announced = dialog.summary.text().partition(" ")[0]
    click(dialog.restore)
    assert f"{announced} 处与恢复前不同" in window.messages.text
    assert window.document.book.value(row[1]) == 1


def test_a_version_is_made_and_restored_with_the_mouse(window: MainWindow) -> None:
    choose(Key.Key_F, "版本")
    dialog = dialog_of(window, VersionsDialog)
    click(dialog.name)
    type_text("上报前")
    click(button_of(dialog, "做一个版本"))
    assert "已做好版本“上报前”" in window.messages.text
    type_figure(window, PUBLIC, "2577.98")
    QTest.qWait(150)
    row = next(row for row in range(dialog.list.count()) if dialog.list.item(row).text().endswith("上报前"))
    click(dialog.list.viewport(), dialog.list.visualItemRect(dialog.list.item(row)).center())
    QTest.qWait(150)
    click(button_of(dialog, "恢复到这个版本"))
    assert window.document.book.value(PUBLIC) == Decimal("2577.99")
    assert window.messages.text.startswith("已恢复到")
    click(button_of(dialog, "关闭"))
    assert window.findChildren(VersionsDialog) == []


def test_enter_on_a_difference_goes_to_its_cell_while_the_list_stays_open(window: MainWindow) -> None:
    dialog = versions_of(window)
    dialog.name.setText("v1")
    press_at(Key.Key_Return, NONE, dialog.name)
    assert window.document.apply(set_cells("录入", [(FUND, Decimal("2617.17"))]))
    QTest.qWait(150)
    window.page.tabs.setCurrentIndex(0)  # type: ignore[union-attr]
    press_at(Key.Key_Return, NONE, dialog.changes)
    assert window.page is not None
    assert "income" in window.page.current.sheets
    assert dialog.isVisible()


def test_a_version_that_was_damaged_says_so_and_cannot_be_restored(window: MainWindow) -> None:
    version = window.document.project.make_version("v1")
    version.path.write_bytes(b"SQLite format 3\x00" + bytes(5000))
    dialog = versions_of(window)
    QTest.qWait(100)
    assert "读不出来" in dialog.summary.text()
    assert not dialog.restore.isEnabled()


def test_open_lists_of_versions_and_steps_follow_the_unit_of_money(window: MainWindow) -> None:
    versions = versions_of(window)
    versions.name.setText("v1")
    press_at(Key.Key_Return, NONE, versions.name)
    type_figure(window, PUBLIC, "2577.98")
    press_at(Key.Key_H, CONTROL_SHIFT, window)
    steps = dialog_of(window, HistoryDialog)
    assert isinstance(steps, HistoryDialog)
    yuan, usual = (
        next(action for action in window.commands.money.actions() if action.data() == unit)
        for unit in ("元", "万元")
    )
    for action, before, after in (
        (yuan, "25,779,900.00", "25,779,800.00"),
        (usual, "2,577.99", "2,577.98"),
    ):
        action.trigger()
        QTest.qWait(150)
        row = versions.changes.topLevelItem(0)
        assert (row.text(1), row.text(2)) == (after, before)
        assert f"{before} → {after}" in steps.list.item(steps.list.count() - 1).text()
    versions.close()
    steps.close()


def test_closing_the_packet_closes_its_versions(window: MainWindow) -> None:
    dialog = versions_of(window)
    window.document.close()
    assert not dialog.isVisible()


# -- steps -----------------------------------------------------------------------------------------------------------


def test_the_list_of_steps_goes_back_and_forth(window: MainWindow) -> None:
    for number in ("1", "2", "3"):
        type_figure(window, FUND, number)
    press_at(Key.Key_H, CONTROL_SHIFT, window)
    dialog = dialog_of(window, HistoryDialog)
    assert isinstance(dialog, HistoryDialog)
    assert dialog.list.count() == 5
    assert dialog.list.currentRow() == 4
    press_at(Key.Key_Up, NONE, dialog.list)
    press_at(Key.Key_Up, NONE, dialog.list)
    assert window.document.book.value(FUND) == Decimal(3)
    press_at(Key.Key_Return, NONE, dialog.list)
    assert window.document.book.value(FUND) == Decimal(1)
    assert dialog.list.currentItem().text().endswith("现在")
    last = dialog.list.visualItemRect(dialog.list.item(4)).center()
    QTest.mouseClick(dialog.list.viewport(), Qt.MouseButton.LeftButton, NONE, last)
    assert window.document.book.value(FUND) == Decimal(3)
    first = dialog.list.visualItemRect(dialog.list.item(0)).center()
    QTest.mouseClick(dialog.list.viewport(), Qt.MouseButton.LeftButton, NONE, first)
    assert window.document.book.value(PUBLIC) is None
    assert window.document.undo_label is None
    click(button_of(dialog, "关闭"))
    assert window.findChildren(HistoryDialog) == []


def test_a_step_says_when_where_and_what_stood_there_before_and_after(window: MainWindow) -> None:
    type_figure(window, PUBLIC, "2578.5")
    duties = CellRef("overview", "duties", "value")
    quoting = f"本年拨款{written(PUBLIC)}万元。"
    assert window.document.apply(set_cells("填写 主要职能", [(duties, quoting)]))
    press_at(Key.Key_H, CONTROL_SHIFT, window)
    dialog = dialog_of(window, HistoryDialog)
    assert isinstance(dialog, HistoryDialog)
    now = datetime.now()
    *_, typed, quoted = (dialog.list.item(row).text() for row in range(dialog.list.count()))
    assert typed.startswith((f"{now:%m-%d %H:}", f"{now - timedelta(minutes=1):%m-%d %H:}"))
    assert typed.endswith(f"填写 {window.document.book.name(PUBLIC)}　2,577.99 → 2,578.50")
    assert "填写 主要职能　空 → 本年拨款〔2578.5〕万元。" in quoted
    dialog.close()


# -- what to do when the file cannot be written ----------------------------------------------------------------------


def test_after_a_failed_write_work_goes_on_in_the_copy(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = window.document.path

    def full(_step: object) -> None:
        raise FileProblem(Reason.DISK_FULL, original)

    monkeypatch.setattr(window.document.project._file, "commit", full)
    type_figure(window, FUND, "8")
    assert not window.document.project.save_state.saved
    copy = tmp_path / "副本.jxzp"
    window.files.save_copy_to(copy)
    assert window.document.path == copy
    assert "现在打开的就是这个副本" in window.messages.text
    type_figure(window, FUND, "9")
    assert window.document.save_state is not None
    assert window.document.save_state.saved
    with Project.open(copy, read_only=True) as project:
        assert project.book.stated(FUND) == Decimal(9)


def test_the_banner_of_a_locked_file_says_what_to_do_and_opening_again_works(
    window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "b.jxzp"
    other = Project.create(path, profile=load_profile(), year=2022)
    try:
        answer_with(path)
        press(Key.Key_O, modifiers=CONTROL)
        assert window.page is not None
        assert "要修改请先在那边关闭它" in window.page.banner.text
        assert [button.text() for button in window.page.banner.offers] == ["重新打开", "另存副本…"]
        click(button_of(window.page.banner, "重新打开"))
        assert "要修改请先在那边关闭它" in window.page.banner.text, "it is still open there"
        answer_with(tmp_path / "副本.jxzp")
        click(button_of(window.page.banner, "另存副本…"))
        assert (tmp_path / "副本.jxzp").is_file()
    finally:
        other.close()
    click(button_of(window.page.banner, "重新打开"))
    assert not window.document.read_only
    assert window.page is not None
    assert window.page.banner.text == ""


# -- verdicts that come in after the packet is shown -----------------------------------------------------------------


def test_the_verdicts_on_prose_come_in_by_themselves_after_opening(
    window: MainWindow, tmp_path: Path
) -> None:
    """Until then the verdict says that it is not complete; afterwards it is that of a full audit."""
    text = "2022年完成产值120亿元，比上年100亿元增长30%。"
    assert window.document.apply(set_cells("录入", [(CellRef("chapters", "c7", "text"), text)]))
    wanted = window.document.findings
    path = window.document.path
    window.document.close()
    assert window.files.open_at_once(path)
    assert not window.document.is_settled
    assert "正在审核文字" in window.status.verdict.text()
    wait_for(lambda: window.document.is_settled)
    assert window.document.findings == wanted
    assert any(finding.place.sheet == "chapters" for finding in wanted)
    assert "正在审核文字" not in window.status.verdict.text()


# -- the folder of the backups -----------------------------------------------------------------------------------------


class _Opened(QObject):
    """Stands where the desktop would: what is handed to it is noted."""

    def __init__(self) -> None:
        super().__init__()
        self.paths: list[Path] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.paths.append(Path(url.toLocalFile()))


@pytest.fixture
def opened() -> Iterator[list[Path]]:
    """The files and folders that the program hands to the desktop."""
    desktop = _Opened()
    QDesktopServices.setUrlHandler("file", desktop, "open")
    yield desktop.paths
    QDesktopServices.unsetUrlHandler("file")


def test_the_backup_folder_is_opened_from_the_menu_and_from_the_list_of_versions(
    window: MainWindow, opened: list[Path]
) -> None:
    dialog = versions_of(window)
    dialog.name.setFocus()
    type_text("v1")
    press(Key.Key_Return)
    click(button_of(dialog, "打开备份文件夹"))
    folder = dialog.list.item(0).data(Qt.ItemDataRole.UserRole).path.parent
    assert opened == [folder]
    assert any(folder.iterdir())
    click(button_of(dialog, "关闭"))
    assert window.findChildren(VersionsDialog) == []
    choose(Key.Key_F, "打开备份文件夹")
    assert opened == [folder, folder]


def test_a_folder_that_the_system_does_not_open_is_named(window: MainWindow) -> None:
    folder = window.versions._versions.folder
    folder.mkdir(exist_ok=True)
    choose(Key.Key_F, "打开备份文件夹")  # the offscreen platform has no program for folders
    assert str(folder) in window.messages.text
