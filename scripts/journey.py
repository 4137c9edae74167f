"""The clerk's whole way by keys alone, from the start page to the PDF, a picture of each step: docs/screenshots/journey/.

Then the main pages and windows in the dark and with type of 150 %: docs/screenshots/dark-*.png, large-*.png, dark-large-*.png.
The keys are pressed where a real keyboard's would go: in fields, menus and the dialogs that ask for a file. Without a
display it starts Xvfb by itself.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from contextlib import chdir
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scripts.camera import SETTLED_MS, Camera, settle  # noqa: E402  needs the project on the path
from scripts.last_year import DEPARTMENT, list_last_year  # noqa: E402
from scripts.looks import make_window, put_away, take_looks  # noqa: E402
from scripts.screenshots import demand_xcb, display  # noqa: E402

LONGEST_WAIT_MS = 60_000


def main() -> int:
    """Walk and take the pictures; the exit code."""
    parser = argparse.ArgumentParser(description="Walk the clerk's way and take a picture of each step.")
    parser.add_argument("--to", type=Path, default=ROOT / "docs" / "screenshots")
    parser.add_argument("--only", choices=("journey", "looks"))
    parser.add_argument("--platform", choices=("xcb", "offscreen"), default="xcb")
    parser.add_argument(
        "--settle", type=int, default=SETTLED_MS, metavar="MS", help="how long a picture waits for flashes"
    )
    arguments = parser.parse_args()
    os.environ["QT_QPA_PLATFORM"] = arguments.platform
    if arguments.platform == "offscreen":
        run(arguments.to, arguments.only, arguments.settle)
        return 0
    demand_xcb()
    with display():
        run(arguments.to, arguments.only, arguments.settle)
    return 0


def run(folder: Path, only: str | None, settled_ms: int) -> None:
    """Both sets of pictures, or the one asked for."""
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication

    from gui.app import make_application

    # The desktop's own file dialog belongs to another program: keys pressed here do not reach it.
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    app = make_application([sys.argv[0]])
    folder = folder.resolve()
    with tempfile.TemporaryDirectory() as scratch, chdir(scratch):
        if only != "looks":
            Journey(app, Path(scratch), Camera(app, folder / "journey", settled_ms)).walk()
        if only != "journey":
            take_looks(app, Path(scratch), folder, settled_ms)


class Journey:
    """One packet from the start page to the PDF."""

    def __init__(self, app: QApplication, scratch: Path, camera: Camera) -> None:
        from tests.gui.clerk import Clerk

        self._app = app
        self._scratch = scratch
        self._camera = camera
        self.window = make_window(scratch, "light", 100)
        list_last_year(self.window)
        self.clerk = Clerk(self.window)

    def walk(self) -> None:
        """Step by step; the window closes in any case."""
        try:
            self._camera.take("start")
            self.begin()
            self.type_figures()
            self.bring_in()
            self.correct()
            self.answer()
            self.look_around()
            self.finish()
            self.write_pdf()
        finally:
            put_away(self.window)

    # -- steps -----------------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """新建: the department, the year, last year's file from the list and the units, then the place of the file."""
        from tests.gui.keyboard import CONTROL, Key, answer_with, focus, press, type_text

        press(Key.Key_N, modifiers=CONTROL)
        dialog = self._app.activeModalWidget()
        type_text(DEPARTMENT)
        for field, number in ((dialog.year, "2022"), (dialog.units, "2")):
            self.clerk.tab_until(lambda field=field: focus() is field)
            press(Key.Key_A, modifiers=CONTROL)
            type_text(number)
            if field is dialog.year:
                self.clerk.tab_until(lambda: focus() is dialog.previous)
                press(Key.Key_Down)
        self._camera.take("new")
        answer_with(self._scratch / f"{DEPARTMENT}2022年度绩效自评.jxzp")
        press(Key.Key_Return)
        self._camera.take("empty")

    def type_figures(self) -> None:
        """局机关's income, a figure after the other."""
        from model.cells import CellRef
        from tests.gui.keyboard import Key, press, type_text

        self.clerk.turn_to("收支情况")
        self.clerk.go_to(CellRef("income", "bureau", "carryover"))
        for figure in ("46.08", "2577.99", "2617.17"):
            type_text(figure)
            press(Key.Key_Tab)
        self._camera.take("typing")

    def bring_in(self) -> None:
        """导入: what would be read in, then the packet filled; a version keeps it as it was published."""
        from gui.file_jobs import SAMPLE
        from tests.gui.keyboard import CONTROL, SHIFT, Key, answer_with, focus, press, type_text

        answer_with(SAMPLE)
        press(Key.Key_I, modifiers=CONTROL)
        self._camera.take("import")
        press(Key.Key_Return)
        self._camera.take("imported")
        press(Key.Key_R, modifiers=CONTROL | SHIFT)
        dialog = self._app.activeWindow()
        self.clerk.tab_until(lambda: focus() is dialog.name)
        type_text("公开稿")
        press(Key.Key_Return, Key.Key_Escape)

    def correct(self) -> None:
        """F8 to what is wrong, the right figure over it; slips in the text are found by their words."""
        from decimal import Decimal

        from model.cells import CellRef
        from tests.gui.keyboard import CONTROL, SHIFT, Key, press, type_text
        from tests.sample import SLIPS

        for row in ("summary", "bureau"):
            self.go_to_finding(CellRef("sangong", row, "total"))
            if row == "summary":
                self._camera.take("problem")
            press(Key.Key_F2, modifiers=SHIFT)
            press(Key.Key_A, modifiers=CONTROL)
            type_text("0.29")
            if row == "summary":
                self._camera.take("stating")
            press(Key.Key_Return)
        self._camera.take("corrected")
        for place, figure in (("general", "2577.98"), ("total", "5195.15")):
            self.clerk.turn_to("通知")
            self.clerk.fill(CellRef("notice", place, "value"), Decimal(figure))
        for wrong, right in SLIPS:
            self.replace(wrong, right)
        for finding in [one for one in self.window.document.findings if one.code == "G21"]:
            self.go_to_finding(finding.place)
            type_text("受疫情影响，已列入下年整改计划。")
            press(Key.Key_Tab)

    def replace(self, wrong: str, right: str) -> None:
        """Ctrl+F, the words, Enter, Esc: they are selected where they stand, and typed over; until there are none."""
        from tests.gui.keyboard import CONTROL, Key, press, type_text

        bar = self.window.page.find_bar
        for _ in range(9):
            press(Key.Key_F, modifiers=CONTROL)
            type_text(wrong)
            press(Key.Key_Return)
            if bar.count.text() == "没有找到":
                press(Key.Key_Escape)
                return
            if wrong.startswith("1.."):
                self._camera.take("find")
            press(Key.Key_Escape)
            type_text(right)
        raise SystemExit(f"“{wrong}”没有改完，不能截图。")

    def answer(self) -> None:
        """A 提示 that may stand: F7 and the reason."""
        from gui.severity_look import Level
        from tests.gui.keyboard import Key, press, type_text

        self.clerk.repeat(
            Key.Key_F8,
            lambda: (line := self.window.dock.current) is not None and line.level is Level.ADVISORY,
        )
        press(Key.Key_F7)
        type_text("已与财政部门核对，口径一致。")
        self._camera.take("answer")
        press(Key.Key_Return)
        self._camera.take("answered")

    def look_around(self) -> None:
        """Annexes, details out of the report, answers; charts, versions, progress; the pages as they will be printed."""
        from tests.gui.keyboard import CONTROL, SHIFT, Key, choose, press

        choose(Key.Key_E, "从报告提取支出明细")
        self._camera.take("details")
        for title, name in (("附件1", "annex1"), ("附件2", "annex2"), ("审核说明", "explanations")):
            self.clerk.turn_to(title)
            self._camera.take(name)
        press(Key.Key_G, modifiers=CONTROL | SHIFT)
        self._camera.take("charts")
        press(Key.Key_Escape)
        press(Key.Key_R, modifiers=CONTROL | SHIFT)
        self._camera.take("versions")
        press(Key.Key_Escape)
        press(Key.Key_G, modifiers=CONTROL)
        self._camera.take("progress")
        press(Key.Key_Escape)
        press(Key.Key_F2, modifiers=CONTROL)
        self.wait_for(self.is_preview_drawn)
        self._camera.take("preview")
        press(Key.Key_Escape)

    def finish(self) -> None:
        """定稿: asked once more while something is open, F6 to the question, and Enter."""
        from tests.gui.keyboard import Key, choose, press

        self.clerk.turn_to("封面与基本概况")
        choose(Key.Key_F, "定稿")
        self._camera.take("finalise")
        press(Key.Key_F6, Key.Key_Tab, Key.Key_Return)
        if not self.window.document.is_final:
            raise SystemExit(f"没有定稿，不能截图：{self.window.messages.text}")
        self._camera.take("final")

    def write_pdf(self) -> None:
        """导出 PDF, and the bar that offers the file."""
        from tests.gui.keyboard import CONTROL, Key, answer_with, press

        path = self._scratch / f"{DEPARTMENT}2022年度部门整体支出绩效自评材料.pdf"
        answer_with(path)
        press(Key.Key_E, modifiers=CONTROL)
        self.wait_for(lambda: self.window.messages.text.startswith("已导出"))
        self._camera.take("exported")
        if not path.read_bytes().startswith(b"%PDF"):
            raise SystemExit("导出的不是 PDF。")

    # -- keys ------------------------------------------------------------------------------------------------------

    def go_to_finding(self, place: object) -> None:
        """F8 until the cell is the one."""
        from tests.gui.keyboard import Key, press

        dock = self.window.dock
        press(Key.Key_F8)
        self.clerk.repeat(Key.Key_F8, lambda: dock.current is not None and dock.current.place == place)

    def is_preview_drawn(self) -> bool:
        """Whether the preview is in front and has its pages."""
        from gui.preview import PreviewWindow

        front = self._app.activeWindow()
        return isinstance(front, PreviewWindow) and front.studio.is_settled and not front.messages.text

    def wait_for(self, done: Callable[[], bool]) -> None:
        """Let the window work until something is so."""
        from PySide6.QtCore import QDeadlineTimer

        deadline = QDeadlineTimer(LONGEST_WAIT_MS)
        while not done():
            if deadline.hasExpired():
                raise SystemExit(f"等了太久，不能截图：{self.window.messages.text}")
            settle(self._app, 50)


if __name__ == "__main__":
    sys.exit(main())
