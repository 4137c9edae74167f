"""The clerk's whole way through the real window, a picture of each step: docs/screenshots/journey/NN-name.png.

Then the main pages in the dark and with type of 150 %: docs/screenshots/dark-*.png, large-*.png. Steps are keys
pressed where the cursor is; only where the system's file dialog would ask for a path, the path is given directly.
Without a display it starts Xvfb by itself.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap
    from PySide6.QtWidgets import QApplication, QWidget

    from gui.main_window import MainWindow
    from model.cells import CellRef

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scripts.screenshots import PICTURES, SIZE, demand_xcb, display, first_cell  # noqa: E402

COLORS = 256
"""Enough for the window's few colours with smooth type; keeps a picture below 150 KB."""
SETTLED_MS = 1600
"""A flash has faded and everything is drawn."""


def main() -> int:
    """Walk and take the pictures; the exit code."""
    parser = argparse.ArgumentParser(description="Walk the clerk's way and take a picture of each step.")
    parser.add_argument("--to", type=Path, default=ROOT / "docs" / "screenshots")
    parser.add_argument("--only", choices=("journey", "looks"))
    parser.add_argument("--platform", choices=("xcb", "offscreen"), default="xcb")
    arguments = parser.parse_args()
    os.environ["QT_QPA_PLATFORM"] = arguments.platform
    if arguments.platform == "offscreen":
        run(arguments.to, arguments.only)
        return 0
    demand_xcb()
    with display():
        run(arguments.to, arguments.only)
    return 0


def run(folder: Path, only: str | None) -> None:
    """Both sets of pictures, or the one asked for."""
    from gui.app import make_application

    app = make_application([sys.argv[0]])
    with tempfile.TemporaryDirectory() as scratch:
        if only != "looks":
            Journey(app, Path(scratch), folder / "journey").walk()
        if only != "journey":
            take_looks(app, Path(scratch), folder)


class Camera:
    """Takes numbered pictures of the whole screen, dialogs and all."""

    def __init__(self, app: QApplication, folder: Path) -> None:
        self._app = app
        self._folder = folder
        self._number = 0
        folder.mkdir(parents=True, exist_ok=True)

    def take(self, name: str) -> None:
        """The next picture."""
        self._number += 1
        settle(self._app)
        picture = self._app.primaryScreen().grabWindow(0)
        self._frame_dialog(picture)
        keep(picture, self._folder / f"{self._number:02}-{name}.png")

    def _frame_dialog(self, picture: QPixmap) -> None:
        """An edge around a dialog, which a window manager would give it."""
        from PySide6.QtGui import QPainter, QPalette

        dialog = self._app.activeModalWidget()
        if dialog is not None:
            painter = QPainter(picture)
            painter.setPen(dialog.palette().color(QPalette.ColorRole.Shadow))
            painter.drawRect(dialog.geometry().adjusted(-1, -1, 0, 0))
            painter.end()


class Journey:
    """One packet from the start page to the PDF."""

    def __init__(self, app: QApplication, scratch: Path, folder: Path) -> None:
        self._app = app
        self._scratch = scratch
        self._camera = Camera(app, folder)
        self.window = make_window(scratch, "light", 100)

    def walk(self) -> None:
        """Step by step."""
        from PySide6.QtCore import Qt

        key, control = Qt.Key, Qt.KeyboardModifier.ControlModifier
        self._camera.take("start")
        self.begin()
        self.bring_in()
        self.correct()
        self.answer()
        self.press(key.Key_F, control)
        self.type("三公经费")
        self.press(key.Key_Return)
        self._camera.take("find")
        self.press(key.Key_Escape)
        self.press(key.Key_F2, control)
        self.wait_for(lambda: self._app.activeWindow() is not self.window, 4000)
        settle(self._app)
        self._camera.take("preview")
        self.window.papers.close_all()
        self.write_pdf()
        self.window.close()

    def begin(self) -> None:
        """新建: the dialog, then the empty packet."""
        from PySide6.QtCore import Qt

        from gui.new_packet import NewPacket

        self.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        settle(self._app, 300)
        self.type("吉首市科工信局")
        self._camera.take("new")
        self.press(Qt.Key.Key_Escape)
        # Where the file goes is asked by the system's own dialog, which is no picture of ours.
        path = self._scratch / "吉首市科工信局2022年度绩效自评.jxzp"
        self.window.files.create_at(path, NewPacket(2022, "吉首市科工信局", "hunan-jishou-2022", None))
        self._camera.take("empty")

    def bring_in(self) -> None:
        """导入: what would be read in, then the packet filled."""
        from PySide6.QtCore import Qt

        from gui.file_commands import SAMPLE

        self.window.files.import_path(SAMPLE)
        self._camera.take("import")
        self.press(Qt.Key.Key_Return)
        self._camera.take("imported")

    def correct(self) -> None:
        """F8 to 三公经费合计, which says 0 over parts of 0.29; typed right, and the mark is gone."""
        from PySide6.QtCore import Qt

        from model.cells import CellRef

        for row in ("summary", "bureau"):
            self.go_to_finding(CellRef("sangong", row, "total"))
            if row == "summary":
                self._camera.take("problem")
            self.press(Qt.Key.Key_F2, Qt.KeyboardModifier.ShiftModifier)
            self.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
            self.type("0.29")
            if row == "summary":
                self._camera.take("typing")
            self.press(Qt.Key.Key_Return)
        self._camera.take("corrected")

    def answer(self) -> None:
        """A 提示 that may stand: F7 and the reason."""
        from PySide6.QtCore import Qt

        from gui.severity_look import Level

        for _ in self.window.dock.shown:
            self.press(Qt.Key.Key_F8)
            line = self.window.dock.current
            if line is not None and line.level is Level.ADVISORY:
                break
        self.press(Qt.Key.Key_F7)
        self.type("已与财政部门核对，口径一致。")
        self._camera.take("answer")
        self.press(Qt.Key.Key_Return)
        self._camera.take("answered")

    def write_pdf(self) -> None:
        """导出 PDF, and the bar that offers the file."""
        path = self._scratch / "吉首市科工信局2022年度部门整体支出绩效自评材料.pdf"
        self.window.output.export_to(path)
        self.wait_for(path.exists, 20_000)
        self._camera.take("exported")

    # -- keys ----------------------------------------------------------------------------------------------------

    def go_to_finding(self, place: CellRef) -> None:
        """F8 until the cell is the one."""
        from PySide6.QtCore import Qt

        for _ in self.window.dock.shown:
            self.press(Qt.Key.Key_F8)
            if self.window.dock.current is not None and self.window.dock.current.place == place:
                return
        raise SystemExit(f"审核结果中没有 {place}，不能截图。")

    def press(self, key: object, modifiers: object = None) -> None:
        """A key where the cursor is."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        QTest.keyClick(self.keyboard, key, modifiers or Qt.KeyboardModifier.NoModifier)
        self._app.processEvents()

    def type(self, text: str) -> None:
        """Words as from an input method."""
        from PySide6.QtGui import QInputMethodEvent
        from PySide6.QtTest import QTest

        for character in text:
            if character.isascii():
                QTest.keyClicks(self.keyboard, character)
            else:
                event = QInputMethodEvent()
                event.setCommitString(character)
                self._app.sendEvent(self.keyboard, event)
            self._app.processEvents()

    @property
    def keyboard(self) -> QWidget:
        """The widget that gets the keys. There is no window manager, so a window left by a dialog is activated here."""
        from PySide6.QtTest import QTest

        top = self._app.activeModalWidget() or self._app.activeWindow() or self.window
        if not top.isActiveWindow():
            top.activateWindow()
            QTest.qWaitForWindowActive(top, 2000)
        return self._app.focusWidget() or top.focusWidget() or top

    def wait_for(self, done: Callable[[], bool], most_ms: int) -> None:
        """Let the window work until something is so."""
        from PySide6.QtCore import QDeadlineTimer

        deadline = QDeadlineTimer(most_ms)
        while not done() and not deadline.hasExpired():
            settle(self._app, 50)


def take_looks(app: QApplication, scratch: Path, folder: Path) -> None:
    """The start page and the main pages, dark; and once more with large type."""
    from model.cells import CellRef

    for name, scheme, percent in (("dark", "dark", 100), ("large", "light", 150)):
        window = make_window(scratch / name, scheme, percent)
        shoot(app, window, folder / f"{name}-start.png")
        window.files.sample()
        window.messages.clear()
        for page, sheet in PICTURES.items():
            window.goto(CellRef(sheet, *first_cell(window, sheet)))
            shoot(app, window, folder / f"{name}-{page.removeprefix('tab-')}.png")
        window.close()
        window.deleteLater()


def make_window(folder: Path, scheme: str, percent: int) -> MainWindow:
    """The window as a start makes it, filling the screen, with settings of its own."""
    from gui.app import make_window as make
    from gui.settings import Settings

    folder.mkdir(parents=True, exist_ok=True)
    settings = Settings.in_file(folder / "settings.ini")
    settings.scheme, settings.font_percent = scheme, percent
    settings.folder = folder
    window = make(settings)
    window.setGeometry(0, 0, *SIZE)
    window.show()
    window.activateWindow()
    return window


def shoot(app: QApplication, widget: QWidget, path: Path) -> None:
    """A picture of one window."""
    settle(app)
    keep(widget.grab(), path)


def settle(app: QApplication, milliseconds: int = SETTLED_MS) -> None:
    """Let everything be drawn and flashes fade."""
    from PySide6.QtCore import QDeadlineTimer, QEventLoop

    deadline = QDeadlineTimer(milliseconds)
    while not deadline.hasExpired():
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)


def keep(picture: QPixmap, path: Path) -> None:
    """Write the picture with few colours."""
    from PIL import Image
    from PySide6.QtCore import QBuffer, QIODevice

    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    with Image.open(BytesIO(buffer.data().data())) as image:
        image.convert("RGB").quantize(COLORS, kmeans=1, dither=Image.Dither.NONE).save(path, optimize=True)
    print(path, f"{path.stat().st_size // 1024} KB")


if __name__ == "__main__":
    sys.exit(main())
