"""定稿: locked with its 校验码, told what is missing, reopened as a new version; worked with the keyboard."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.main_window import MainWindow
from gui.pdf_pages import PdfPages
from gui.progress_popup import ProgressPopup
from model.cells import CellRef
from model.edits import set_cells
from model.progress import progress
from tests.gui.clerk import Clerk
from tests.gui.keyboard import (
    CONTROL,
    Key,
    button_of,
    choose,
    click,
    focus,
    press,
)
from tests.gui.version_kit import (
    PUBLIC,
    finishable_window,
    type_figure,
    versions_of,
)
from tests.gui.windows import goto

TOTAL = CellRef("income", "bureau", "total")
FUND = CellRef("income", "bureau", "fund")


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    """A packet with one figure and what 定稿 asks for, in a file."""
    with finishable_window(tmp_path) as window:
        yield window


def _finish(window: MainWindow) -> None:
    """定稿 from the menu, in spite of what is missing: F6 goes to the question, Tab to its second answer."""
    choose(Key.Key_F, "定稿")
    press(Key.Key_F6, Key.Key_Tab)
    assert focus().text() == "仍然定稿"
    press(Key.Key_Return)


def test_a_packet_with_gaps_is_finished_only_when_the_clerk_insists(window: MainWindow) -> None:
    goto(window, PUBLIC)
    choose(Key.Key_F, "定稿")
    missing = sum(len(part.missing) for part in progress(window.document.book))
    assert f"还有 {missing} 项" in window.messages.text
    assert not window.document.is_final
    press(Key.Key_F6)
    assert focus().text() == "看还缺什么"
    press(Key.Key_Space)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, ProgressPopup)
    press(Key.Key_Escape)
    assert QApplication.activePopupWidget() is None
    assert not window.document.is_final
    assert Clerk(window).place == PUBLIC, "the keys are back where they were"


def test_a_finished_packet_takes_no_typing_until_it_is_reopened(window: MainWindow) -> None:
    goto(window, FUND)
    _finish(window)
    assert "已定稿" in window.windowTitle()
    assert window.status.saved.text() == "已定稿"
    assert window.page is not None
    assert "已定稿" in window.page.banner.text
    assert window.settings.recent[0].verdict == "已定稿"
    assert Clerk(window).place == FUND, "the cursor stands where it stood"
    press(Key.Key_5, Key.Key_Return)
    assert window.document.book.value(FUND) is None
    assert "已定稿" in window.status.selection.text()
    assert not window.commands["finalise"].isEnabled()
    choose(Key.Key_F, "取消定稿")
    assert window.document.is_final, "asked first: the code on paper would be void"
    press(Key.Key_F6, Key.Key_Tab)
    assert focus().text() == "保持定稿"
    press(Key.Key_Return)
    assert window.document.is_final
    click(button_of(window.page.banner, "取消定稿"))
    press(Key.Key_F6)
    assert focus().text() == "取消定稿"
    press(Key.Key_Return)
    assert "定稿第1稿" in window.messages.text
    assert "已定稿" not in window.windowTitle()
    assert window.status.saved.text().startswith("已保存")
    assert Clerk(window).place == FUND
    press(Key.Key_5, Key.Key_Return)
    assert window.document.book.value(FUND) == Decimal(5)


CODE = re.compile(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){2}")


def _codes_in(words: str) -> list[str]:
    return CODE.findall(words.replace("\N{WORD JOINER}", ""))


def _codes_on_paper(path: Path) -> list[str]:
    """As they stand in the feet of the pages, each once."""
    with PdfPages(path) as pages:
        found = [code for page in range(len(pages)) for code in _codes_in(pages.text(page))]
    return list(dict.fromkeys(found))


def test_the_codes_shown_after_finishing_are_those_printed_on_the_pages(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    words = [
        (CellRef("cover", "title", "value"), "某某局绩效自评报告"),
        (CellRef("chapters", "c1", "text"), "本部门负责某某工作。"),
    ]
    assert window.document.apply(set_cells("录入", words))
    _finish(window)
    window.output.export_to(tmp_path / "全部.pdf")
    qtbot.waitUntil(lambda: window.messages.text.startswith("已导出"), timeout=60_000)
    printed = _codes_on_paper(tmp_path / "全部.pdf")
    assert len(printed) >= 2
    assert window.page is not None
    assert _codes_in(window.page.banner.text) == printed
    for title in ("自评报告表", "附件3 评价报告"):
        assert title in window.page.banner.text.replace("\N{WORD JOINER}", "").replace(
            "\N{NO-BREAK SPACE}", " "
        )
    copy, _reopen = window.page.banner.offers
    click(copy)
    assert _codes_in(QApplication.clipboard().text()) == printed
    assert window.messages.text == f"已复制 {len(printed)} 个校验码。"
    dialog = versions_of(window)
    assert _codes_in(dialog.present_codes.label.text()) == printed
    QApplication.clipboard().clear()
    click(dialog.present_codes.copy)
    assert _codes_in(QApplication.clipboard().text()) == printed
    dialog.close()


def test_a_version_that_was_finished_tells_the_codes_of_its_paper(window: MainWindow) -> None:
    assert window.document.project.make_version("v1")
    _finish(window)
    assert window.page is not None
    codes = _codes_in(window.page.banner.text)
    assert codes
    choose(Key.Key_F, "取消定稿")
    press(Key.Key_F6, Key.Key_Return)
    type_figure(window, FUND, "5")
    dialog = versions_of(window)
    QTest.qWait(150)
    assert dialog.present_codes.isHidden()
    assert "定稿第1稿" in dialog.list.currentItem().text()
    assert _codes_in(dialog.version_codes.label.text()) == codes
    dialog.list.setCurrentRow(dialog.list.count() - 1)
    QTest.qWait(150)
    assert dialog.version_codes.isHidden()
    dialog.close()


def test_open_mandatory_findings_are_shown_instead(window: MainWindow) -> None:
    assert window.document.apply(set_cells("录入", [(TOTAL, Decimal("999.00"))]))
    press(Key.Key_F8, modifiers=CONTROL)
    assert window.dock.isHidden()
    choose(Key.Key_F, "定稿")
    assert not window.document.is_final
    assert "强制性审核问题" in window.messages.text
    click(button_of(window.messages, "查看审核结果"))
    assert window.dock.isVisible()


def test_a_packet_without_chapters_is_not_finished_and_what_is_missing_is_shown(window: MainWindow) -> None:
    """Without a finding, but without a report either: there is no 仍然定稿."""
    chapters = [CellRef("chapters", f"c{number}", "text") for number in range(1, 12)]
    assert window.document.apply(set_cells("清除", [(ref, None) for ref in chapters]))
    window.commands["finalise"].trigger()
    assert not window.document.is_final
    assert "一、基本情况" in window.messages.text
    (show,) = window.messages.offers
    show.click()
    (popup,) = (one for one in QApplication.topLevelWidgets() if isinstance(one, ProgressPopup))
    assert popup.isVisible()
    popup.close()
