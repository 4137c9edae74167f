"""What the strip above the preview tells before printing: draft or code, faces, what is left out, what cannot be printed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from preview_kit import (
    DUTIES,
    RARE,
    apply,
    settle,
)
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from windows import SANGONG_TOTAL, create_packet

from gui.main_window import MainWindow
from gui.new_packet import NewPacket
from gui.preview import PreviewWindow
from gui.preview_bar import PreviewBar
from model.cells import CellRef


def test_the_strip_tells_the_code_of_the_part_in_view_and_draft_once_a_mandatory_error_is_made(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    from export.packet import foot_line

    create_packet(window, tmp_path / "新.jxzp", NewPacket(2023, "某某局", "hunan-jishou-2022", None))
    preview = window.papers.preview()
    preview.show_part("notice")
    settle(preview, qtbot)
    assert "空白表" in preview.strip.state.text()
    title, duties = CellRef("notice", "title", "value"), CellRef("overview", "duties", "value")
    apply(window, (title, "关于开展绩效自评的通知"), (duties, "贯彻落实国家有关方针政策。"))
    settle(preview, qtbot)
    for part in ("notice", "form"):
        _foot, code = foot_line(window.document.book, part)
        preview.show_part(part)
        settle(preview, qtbot)
        assert code
        assert code in preview.strip.state.text()
    apply(window, (SANGONG_TOTAL, Decimal(0)), (SANGONG_TOTAL._replace(column="reception"), Decimal("0.29")))
    qtbot.waitUntil(lambda: "草稿" in preview.strip.state.text(), timeout=10_000)
    settle(preview, qtbot)


def test_the_strip_names_the_font_of_every_face(preview: PreviewWindow) -> None:
    from export.blocks import Face

    report = preview.studio.reports[0]
    for face in Face:
        assert face in preview.strip.faces.text()
        assert report.faces[face] in preview.strip.faces.text()
        assert ("代替" in preview.strip.faces.text()) == bool(report.stand_ins)


def test_the_strip_names_the_parts_that_are_left_out_as_empty(
    window: MainWindow, preview: PreviewWindow, qtbot: QtBot
) -> None:
    assert not preview.strip.left_out.isVisible()
    notice = [ref for ref in window.document.book.cells if ref.sheet == "notice"]
    apply(window, *((ref, None) for ref in notice))
    qtbot.waitUntil(preview.strip.left_out.isVisible, timeout=10_000)
    assert "通知" in preview.strip.left_out.text()
    settle(preview, qtbot)
    assert "notice" not in {page.part for page in preview.studio.pages}


def test_a_character_that_no_font_has_is_named_and_can_be_gone_to(
    window: MainWindow, preview: PreviewWindow, qtbot: QtBot
) -> None:
    assert not preview.strip.missing.isVisible()
    apply(window, (DUTIES, f"负责人{RARE}同志分管。"))
    qtbot.waitUntil(preview.strip.missing.isVisible, timeout=10_000)
    assert "U+3134A" in preview.strip.missing.text()
    QTest.mouseClick(preview.strip._goto, Qt.MouseButton.LeftButton)
    assert "overview" in window.page.current.sheets
    settle(preview, qtbot)
    apply(window, (DUTIES, "负责人分管。"))
    qtbot.waitUntil(lambda: not preview.strip.missing.isVisible(), timeout=10_000)


def test_a_part_that_cannot_be_typeset_is_told_and_the_others_go_on(
    preview: PreviewWindow, qtbot: QtBot
) -> None:
    """The old pages of that part stay in view; nothing is tried again and again."""
    from export.blocks import Section

    old = preview.studio._booklet.typeset_part("annex1")
    jobs = {part: preview.studio.job(part) for part in preview.studio._booklet.parts}
    jobs["annex1"] = replace(
        jobs["annex1"], blocks=(Section(paper="A9"), *jobs["annex1"].blocks)
    )  # no such paper
    jobs["annex2"] = replace(jobs["annex2"], title="另一个标题")
    with qtbot.capture_exceptions() as exceptions:
        preview.studio._booklet.want(jobs, volume=True)
        preview.studio.go_on()
        qtbot.waitUntil(lambda: preview.studio._booklet.stale() == ["annex1"], timeout=10_000)
        qtbot.waitUntil(lambda: preview.studio.is_settled, timeout=10_000)
    assert len(exceptions) == 1
    assert preview.messages.text.startswith("“附件1 基础数据表”没有排成")
    assert preview.studio._booklet.typeset_part("annex1") is old


def test_the_count_of_pages_begins_without_a_page_0(qtbot: QtBot) -> None:
    bar = PreviewBar()
    qtbot.addWidget(bar)
    assert bar.page.text() == "排版中…"
    bar.show_page(0, 8, final=False)
    assert bar.page.text() == "第 1 页，已排 8 页…"
    bar.show_page(2, 10, final=True)
    assert bar.page.text() == "第 3 页，共 10 页"
    bar.show_page(-1, 0, final=True)
    assert bar.page.text() == "没有可印的页"
