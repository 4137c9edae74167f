"""The pictures of the user guide, made from the real window: resources/help/images/*.png, at most 60 KB each."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from contextlib import chdir
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scripts.camera import finish  # noqa: E402  needs the project on the path
from scripts.screenshots import demand_xcb, display, fill_recent  # noqa: E402

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget


SIZE = (1020, 660)
MOST_BYTES = 60_000
_COLORS = (128, 64, 32, 16)


def main() -> int:
    """Take the pictures; the exit code."""
    parser = argparse.ArgumentParser(description="Make the pictures of the user guide.")
    parser.add_argument("--to", type=Path, default=ROOT / "resources" / "help" / "images")
    parser.add_argument("--platform", choices=("xcb", "offscreen"), default="xcb")
    arguments = parser.parse_args()
    arguments.to.mkdir(parents=True, exist_ok=True)
    os.environ["QT_QPA_PLATFORM"] = arguments.platform
    if arguments.platform == "offscreen":
        take(arguments.to.resolve())
        return 0
    demand_xcb()
    with display():
        take(arguments.to.resolve())
    return 0


def take(folder: Path) -> None:
    """Open the window, then the sample, and keep what the guide speaks of."""
    from gui.app import make_application, make_window
    from gui.settings import Settings
    from model.cells import CellRef

    with tempfile.TemporaryDirectory() as scratch, chdir(scratch):
        app = make_application([sys.argv[0]])
        window = make_window(Settings.in_file(Path(scratch) / "settings.ini"))
        window.setGeometry(0, 0, *SIZE)
        window.show()
        window.activateWindow()
        fill_recent(window)
        keep(app, window, folder / "start.png")
        window.files.sample()
        finish(app, window)
        window.messages.clear()
        steps: tuple[tuple[str, Callable[[], object]], ...] = (
            ("tables", lambda: window.goto(CellRef("income", "bureau", "nontax"))),
            ("audit", lambda: [window.next_finding() for _ in range(4)]),
            ("report", lambda: (window.dock.hide(), window.goto(CellRef("chapters", "c6", "text")))),
        )
        for name, step in steps:
            step()
            keep(app, window, folder / f"{name}.png")
        window.assistance.charts()
        charts = window.assistance.chart_window
        charts.resize(SIZE[0], 520)
        keep(app, charts, folder / "charts.png")
        window.close()


def keep(app: QApplication, widget: QWidget, path: Path) -> None:
    """Let everything settle (a flash lasts a second), then keep the picture, small enough to read and to ship."""
    from PIL import Image
    from PySide6.QtCore import QBuffer, QDeadlineTimer, QEventLoop, QIODevice

    deadline = QDeadlineTimer(2000)
    while not deadline.hasExpired():
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    widget.grab().save(buffer, "PNG")
    picture = Image.open(BytesIO(bytes(buffer.data().data()))).convert("RGB")
    for colors in _COLORS:
        small = BytesIO()
        picture.quantize(colors, Image.Quantize.MAXCOVERAGE, kmeans=3, dither=Image.Dither.NONE).save(
            small, "PNG", optimize=True
        )
        if small.tell() <= MOST_BYTES:
            break
    path.write_bytes(small.getvalue())
    print(f"{path} {small.tell()} bytes, {colors} colours")


if __name__ == "__main__":
    sys.exit(main())
