"""Pictures of the real window with the sample packet, for the guide and for the eye: docs/screenshots/*.png.

Without a display it starts Xvfb by itself: what is shown is the real window under the real xcb platform.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gui.main_window import MainWindow

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scripts.camera import finish, shoot  # noqa: E402  needs the project on the path

SIZE = (1366, 768)
PICTURES = {
    "tab-overview": "cover",
    "tab-finance": "income",
    "tab-indicators": "indicators",
    "tab-evaluators": "evaluators",
    "tab-notice": "notice",
    "tab-report": "chapters",
    "tab-annex1": "base_staff",
    "tab-annex2": "execution",
}


def main() -> int:
    """Take the pictures; the exit code."""
    parser = argparse.ArgumentParser(description="Take pictures of the window with the sample packet.")
    parser.add_argument("--to", type=Path, default=ROOT / "docs" / "screenshots")
    parser.add_argument("--scheme", choices=("light", "dark"), default="light")
    parser.add_argument("--platform", choices=("xcb", "offscreen"), default="xcb")
    arguments = parser.parse_args()
    arguments.to.mkdir(parents=True, exist_ok=True)
    os.environ["QT_QPA_PLATFORM"] = arguments.platform
    if arguments.platform == "offscreen":
        take(arguments.to.resolve(), arguments.scheme)
        return 0
    demand_xcb()
    with display():
        take(arguments.to.resolve(), arguments.scheme)
    return 0


def demand_xcb() -> None:
    """Say which system library is missing, instead of letting Qt abort."""
    import PySide6

    plugin = Path(PySide6.__file__).parent / "Qt" / "plugins" / "platforms" / "libqxcb.so"
    try:
        ctypes.CDLL(str(plugin))
    except OSError as error:
        sentence = "缺少系统库，xcb 平台不能使用（{}）；请安装 scripts/setup.sh 中列出的系统组件，或加 --platform offscreen。"
        raise SystemExit(sentence.format(error)) from error


@contextmanager
def display() -> Iterator[None]:
    """A display to draw on: the present one, or an Xvfb that ends with the pictures."""
    if os.environ.get("DISPLAY"):
        yield
        return
    program = shutil.which("Xvfb")
    if program is None:
        raise SystemExit("需要 Xvfb 才能截图，请先安装（apt-get install xvfb）。")
    reading, writing = os.pipe()
    width, height = SIZE
    server = subprocess.Popen(
        [program, "-displayfd", str(writing), "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp"],
        pass_fds=(writing,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as pipe:
            number = pipe.readline().strip()
        if not number:
            raise SystemExit("Xvfb 没有启动成功，不能截图。")
        os.environ["DISPLAY"] = f":{number}"
        yield
    finally:
        server.terminate()
        server.wait()


def take(folder: Path, scheme: str) -> None:
    """Open the window, then the sample, then each tab."""
    from gui.app import make_application, make_window
    from gui.settings import Settings
    from model.cells import CellRef

    with tempfile.TemporaryDirectory() as scratch, chdir(scratch):
        app = make_application([sys.argv[0]])
        settings = Settings.in_file(Path(scratch) / "settings.ini")
        settings.scheme = scheme
        window = make_window(settings)
        window.setGeometry(0, 0, *SIZE)
        window.show()
        fill_recent(window)
        shoot(app, window, folder / "start.png")
        window.files.sample()
        finish(app, window)
        window.messages.clear()
        for name, sheet in PICTURES.items():
            page = window.page
            if page is None:
                raise SystemExit("样例没有打开，不能截图。")
            window.goto(CellRef(sheet, *first_cell(window, sheet)))
            finish(app, window)
            shoot(app, window, folder / f"{name}.png")
        window.close()


def first_cell(window: MainWindow, sheet: str) -> tuple[str, str]:
    """Row and column of a form's first cell."""
    from model.forms import FORMS

    ref = next(window.document.book.refs(FORMS[sheet]))
    return ref.row, ref.column


def fill_recent(window: MainWindow) -> None:
    """Two packets on the list, as after some use; in the folder where we are, so that no machine's folders are shown."""
    from gui.settings import Recent

    folder = Path("绩效自评")
    folder.mkdir(exist_ok=True)
    for year, final, mandatory, advisory, score in ((2021, True, 0, 2, "96"), (2022, False, 3, 5, "97")):
        path = folder / f"吉首市科工信局{year}年度绩效自评.jxzp"
        path.touch()
        seen = {"final": final, "mandatory": mandatory, "advisory": advisory, "score": score, "grade": "优"}
        changed_at = path.stat().st_mtime
        window.settings.remember(Recent(str(path), year, "吉首市科工信局", changed_at=changed_at, **seen))
    window.start.show_recent(window.settings.recent)


if __name__ == "__main__":
    sys.exit(main())
