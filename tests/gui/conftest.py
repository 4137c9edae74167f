"""Widgets are tested offscreen, with real keys and a real packet; a Qt warning or a window left open fails a test."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import pytest
from leftovers import nothing_left_behind
from PySide6.QtWidgets import QApplication

from gui.appearance import apply_scheme
from gui.copied_text import leave_plain_text
from gui.document import Document
from gui.fonts import ensure_chinese_font
from model.cells import CellRef
from model.edits import Change, Edit, InsertRow, SetCell
from model.profile import IndicatorGroup, load_profile
from model.project import Project
from model.starting import bare_book

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gui.form_view import FormTable
    from gui.main_window import MainWindow
    from gui.preview import PreviewWindow

INCOME = {"total": "5394.86", "carryover": "46.08", "public": "2577.99", "fund": "2617.17", "other": "153.63"}
SPENDING = {"personnel": "453.94", "public": "94.89", "project": "4846.03"}
SANGONG = {
    "total": "0",
    "reception": "0.29",
    "vehicle_running": "0",
    "vehicle_purchase": "0",
    "abroad": "0",
}
INDICATORS = (
    ("公用经费控制率", "28.8万元", "21.8万元"),
    ("“三公经费”控制率", "10.44万元", "0.29万元"),
    ("新增规模企业", "4家", "完成8家"),
    ("重点工作完成及时率", "100%", "98%"),
    ("扎实推进省级创新型县（市、区）创建，提高高新技术产业增加值", "≥20亿元", "26.8亿元"),
    ("开展企业帮扶工作", "较为认可", "较为认可"),
    ("社会公众满意度", "满意度在98%以上", "满意度在95%以上"),
)
"""Figures and indicators of a real packet (2022)."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What the offscreen platform says about itself is no fault of ours."""
    for item in items:
        if "gui" in item.path.parts:
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))


@pytest.fixture(scope="session")
def qapp(qapp_args: list[str], qapp_cls: type[QApplication]) -> Iterator[QApplication]:
    """One application for the session, with a font that can write Chinese, in the program's own look."""
    app = QApplication.instance() or qapp_cls(qapp_args)
    app.setStyle("Fusion")
    ensure_chinese_font(app)
    apply_scheme("light")
    yield app
    leave_plain_text()


@pytest.fixture(autouse=True)
def _nothing_left_behind(qapp: QApplication) -> Iterator[None]:
    yield from nothing_left_behind()


@pytest.fixture
def document(qapp: QApplication, tmp_path: Path) -> Iterator[Document]:
    """The packet of a real bureau in a real file: two secondary units, seven indicators."""
    document = Document()
    problems: list[str] = []
    document.problem.connect(problems.append)
    profile = load_profile()
    document.attach(Project.create_from(tmp_path / "吉首市科工信局.jxzp", bare_book(2022, profile)))
    assert document.apply(_packet(profile.indicator_groups)), problems
    yield document
    document.close()


def _packet(groups: Sequence[IndicatorGroup]) -> Edit:
    changes: list[Change] = [InsertRow("units", "u1", 0), InsertRow("units", "u2", 1)]
    changes += [InsertRow("indicators", f"i{number}", number) for number in range(len(INDICATORS))]
    changes.append(SetCell(CellRef("units", "u1", "name"), "科技创新服务中心"))
    for sheet, figures in (("income", INCOME), ("spending", SPENDING), ("sangong", SANGONG)):
        changes += [
            SetCell(CellRef(sheet, "bureau", column), Decimal(text)) for column, text in figures.items()
        ]
    for number, (name, target, actual) in enumerate(INDICATORS):
        group = groups[0] if number < 4 else groups[1]
        level2 = group.level2[-1] if number == 6 else group.level2[0]
        words = {"level1": group.level1, "level2": level2, "name": name, "target": target, "actual": actual}
        changes += [
            SetCell(CellRef("indicators", f"i{number}", column), text) for column, text in words.items()
        ]
    return Edit("真实材料", tuple(changes))


@pytest.fixture
def table(qtbot: QtBot, document: Document) -> Callable[[str], FormTable]:
    """Shows the table of a form by its code."""
    from keyboard import show

    from gui.form_view import FormTable
    from model.forms import FORMS

    def make(form: str) -> FormTable:
        made = FormTable(document, FORMS[form])
        qtbot.addWidget(made)
        show(made)
        return made

    return make


@pytest.fixture
def window(tmp_path: Path, qapp: QApplication) -> Iterator[MainWindow]:
    """The window with the published packet of 2022, imported as a clerk imports it."""
    from windows import open_sample, shown_window

    with shown_window(tmp_path) as window:
        open_sample(window, tmp_path)
        yield window
        if window.settings.font_percent != 100:
            window.set_font_percent(100)  # it holds for the application, and so for the tests that follow


@pytest.fixture(autouse=True)
def _hooks_are_put_back() -> Iterator[None]:
    """What stands for the whole process where the program fails."""
    before = sys.excepthook, threading.excepthook, sys.unraisablehook
    yield
    sys.excepthook, threading.excepthook, sys.unraisablehook = before


@pytest.fixture
def crashing(window: MainWindow, tmp_path: Path) -> MainWindow:
    """A window whose hooks stand."""
    from crash_kit import install

    install(window, tmp_path)
    return window


@pytest.fixture
def held_work(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Work beside the window is held in its middle until it is let go."""
    from work_kit import HeldWork

    HeldWork.hold()
    monkeypatch.setattr("model.longwork.WatchedWork", HeldWork)
    yield
    HeldWork.let_go.set()


@pytest.fixture
def preview(window: MainWindow, qtbot: QtBot) -> PreviewWindow:
    """Its preview, all pages drawn."""
    from preview_kit import opened_preview

    return opened_preview(window, qtbot)
