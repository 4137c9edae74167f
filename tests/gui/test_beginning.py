"""Beginning a packet as a clerk does: the four buttons clicked, their keys pressed, the wizard filled in without a mouse."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog

from gui.dialogs import ImportDialog
from gui.file_jobs import SAMPLE
from gui.main_window import MainWindow
from gui.new_packet import NewPacketDialog
from model import profile
from model.cells import CellRef
from model.edits import set_cells
from tests.gui.clerk import Clerk
from tests.gui.keyboard import CONTROL, Key, answer_with, button_of, choose, click, focus, press, when_asked
from tests.gui.windows import shown_window
from tests.project_kit import new_project

TOTAL = CellRef("income", "bureau", "total")
STAFFING = CellRef("overview", "staffing", "value")
OTHER_PLACE = "湖南·某某市 2023 年度"


@pytest.fixture
def window(tmp_path: Path, qapp: QApplication) -> Iterator[MainWindow]:
    with shown_window(tmp_path) as window:
        window.settings.folder = tmp_path
        yield window
        assert QApplication.activeModalWidget() is None


@pytest.fixture
def packet(tmp_path: Path) -> Path:
    """A packet of last year in a file."""
    path = tmp_path / "上年.jxzp"
    with new_project(path, filled=True) as project:
        project.apply(set_cells("填", [(STAFFING, Decimal(26))]))
    return path


# -- the four ways -----------------------------------------------------------------------------------------------------


def test_the_button_and_the_key_of_new_ask_the_same(window: MainWindow) -> None:
    click(button_of(window.start, "新建"))
    assert isinstance(QApplication.activeModalWidget(), NewPacketDialog)
    press(Key.Key_Escape)
    assert QApplication.activeModalWidget() is None
    press(Key.Key_N, modifiers=CONTROL)
    assert isinstance(QApplication.activeModalWidget(), NewPacketDialog)
    press(Key.Key_Escape)
    assert not window.document.is_open


def test_the_button_and_the_key_of_open_open_the_file_whose_name_is_typed(
    window: MainWindow, packet: Path
) -> None:
    answer_with(packet)
    click(button_of(window.start, "打开"))
    assert window.document.path == packet
    press(Key.Key_W, modifiers=CONTROL)
    assert not window.document.is_open
    answer_with(packet)
    press(Key.Key_O, modifiers=CONTROL)
    assert window.document.path == packet
    press(Key.Key_W, modifiers=CONTROL)
    answer_with(None)
    press(Key.Key_O, modifiers=CONTROL)
    assert not window.document.is_open, "Esc opens nothing"


@pytest.mark.parametrize("by_mouse", [True, False])
def test_import_on_the_start_page_makes_a_new_packet_of_the_source(
    window: MainWindow, tmp_path: Path, by_mouse: bool
) -> None:
    answer_with(SAMPLE)
    if by_mouse:
        click(button_of(window.start, "导入"))
    else:
        press(Key.Key_I, modifiers=CONTROL)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, NewPacketDialog)
    assert (dialog.year.value(), dialog.department.text()) == (2022, "吉首市科工信局")
    answer_with(tmp_path / "导入.jxzp")
    press(Key.Key_Return)
    preview = QApplication.activeModalWidget()
    assert isinstance(preview, ImportDialog)
    press(Key.Key_Return)
    assert window.document.path == tmp_path / "导入.jxzp"
    assert window.document.book.number(TOTAL) == Decimal("5394.86")


@pytest.mark.parametrize("way", ["button", "tab", "menu"])
def test_the_sample_is_opened_by_mouse_and_by_keys(window: MainWindow, way: str) -> None:
    if way == "button":
        click(button_of(window.start, "打开样例"))
    elif way == "menu":
        choose(Key.Key_F, "打开样例")
    else:
        Clerk(window).tab_until(lambda: getattr(focus(), "text", str)() == "打开样例")
        press(Key.Key_Return)
    assert window.document.book.number(TOTAL) == Decimal("5394.86")
    assert "样例" in window.messages.text
    assert window.settings.recent == ()


# -- the wizard --------------------------------------------------------------------------------------------------------


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Another place's 地区参数 beside ours, as a county adds its own."""
    folder = tmp_path / "profiles"
    folder.mkdir()
    ours = (profile.PROFILE_FOLDER / f"{profile.DEFAULT_PROFILE}.toml").read_text(encoding="utf-8")
    (folder / f"{profile.DEFAULT_PROFILE}.toml").write_text(ours, encoding="utf-8")
    head = (
        ("hunan-jishou-2022", "hunan-moumou-2023"),
        ("湖南·吉首市 2022 年度", OTHER_PLACE),
        ("edition = 2022", "edition = 2023"),
    )
    for mine, other in head:
        ours = ours.replace(mine, other, 1)
    (folder / "hunan-moumou-2023.toml").write_text(ours, encoding="utf-8")
    monkeypatch.setattr(profile, "PROFILE_FOLDER", folder)
    return OTHER_PLACE


def test_the_wizard_is_answered_by_keys_to_its_last_field(
    window: MainWindow, tmp_path: Path, packet: Path, places: str
) -> None:
    """Year, department, 地区参数, last year's file by its button, the number of units; then the place of the file."""
    path = tmp_path / "本年.jxzp"
    Clerk(window).begin(path, "某某局", 2023, profile=places, previous=packet, units=3)
    assert window.document.path == path
    book = window.document.book
    assert (book.year, book.profile.code) == (2023, "hunan-moumou-2023")
    assert book.text(CellRef("cover", "unit_name", "value")) == "某某局"
    assert len(book.group("units")) == 3
    assert "已从上年文件提取" in window.messages.text
    assert window.document.undo_label is None, "what a packet begins with cannot be undone"
    assert book.value(CellRef("last_year", "staffing", "amount")) == 26
    assert "审核通过" not in window.status.verdict.text()


def test_who_gives_up_choosing_last_years_file_or_the_place_is_back_at_the_answers(
    window: MainWindow, packet: Path
) -> None:
    clerk = Clerk(window)
    press(Key.Key_N, modifiers=CONTROL)
    clerk.answer("某某局", 2023, previous=packet, units=3)
    clerk.tab_until(lambda: getattr(focus(), "text", str)() == "选择…")
    answer_with(None)
    press(Key.Key_Space)
    answer_with(None)
    press(Key.Key_Return)
    again = QApplication.activeModalWidget()
    assert isinstance(again, NewPacketDialog)
    answers = (again.year.value(), again.department.text(), again.previous.currentText(), again.units.value())
    assert answers == (2023, "某某局", str(packet), 3)
    press(Key.Key_Escape)
    assert not window.document.is_open


def test_the_file_dialog_proposes_a_name_of_department_and_year(window: MainWindow, tmp_path: Path) -> None:
    press(Key.Key_N, modifiers=CONTROL)
    Clerk(window).answer("某某局", 2023)
    proposed: list[str] = []

    def accept(dialog: QFileDialog) -> None:
        proposed.extend(dialog.selectedFiles())
        press(Key.Key_Return)

    when_asked(QFileDialog, accept)
    press(Key.Key_Return)
    assert [Path(name).name for name in proposed] == ["某某局2023年度绩效自评.jxzp"]
    assert window.document.path == tmp_path / "某某局2023年度绩效自评.jxzp"
