"""The main pages and the windows beside them in the dark and in large type: docs/screenshots/dark-*.png, large-*.png."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scripts.camera import finish, keep, settle, shoot, whole_screen
from scripts.last_year import FILE, list_last_year
from scripts.screenshots import PICTURES, SIZE, first_cell

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from gui.main_window import MainWindow

LOOKS = (("dark", "dark", 100), ("large", "light", 150), ("dark-large", "dark", 150))
"""Names of the pictures, scheme, size of type."""
PAGES = {**PICTURES, "tab-details": "uses", "tab-explanations": "explanations"}
WINDOWS = ("new", "versions", "charts", "preview", "import")
"""Windows beside the main one, by the names of the tests that open each."""
WINDOW_LOOKS = ("dark", "large")
"""The third look shows of a window only what these two show."""


def names() -> list[str]:
    """The pictures that there are of these looks, without their ending."""
    pages = ["start", *(page.removeprefix("tab-") for page in PAGES)]
    return [
        f"{look}-{name}"
        for look, *_ in LOOKS
        for name in (*pages, *((*WINDOWS, "finalise") if look in WINDOW_LOOKS else ()))
    ]


def take_looks(app: QApplication, scratch: Path, folder: Path, settled_ms: int) -> None:
    """The start page, the main pages, and the windows."""
    for name, scheme, percent in LOOKS:
        window = make_window(scratch / name, scheme, percent)
        list_last_year(window)
        shoot(app, window, folder / f"{name}-start.png", settled_ms)
        fill(app, window)
        for page, sheet in PAGES.items():
            go_to_first_cell(app, window, sheet)
            shoot(app, window, folder / f"{name}-{page.removeprefix('tab-')}.png", settled_ms)
        if name in WINDOW_LOOKS:
            take_windows(app, window, f"{folder}/{name}", settled_ms)
        put_away(window)


def take_windows(app: QApplication, window: MainWindow, begin: str, settled_ms: int) -> None:
    """Each over the page that it is opened from."""
    from gui.preview import PreviewWindow
    from tests.gui.beside import opened

    go_to_first_cell(app, window, "income")
    for name in WINDOWS:
        if name == "import":
            name_another_department(window)
        front = opened(window, name)
        settle(app, settled_ms)
        while isinstance(front, PreviewWindow) and not front.studio.is_settled:
            settle(app, 50)
        keep(whole_screen(app), Path(f"{begin}-{name}.png"))
        front.close()
    window.undo()
    go_to_first_cell(app, window, "cover")
    window.commands["finalise"].trigger()
    shoot(app, window, Path(f"{begin}-finalise.png"), settled_ms)


def fill(app: QApplication, window: MainWindow) -> None:
    """The sample with last year's figures beside its own, a version, the detail out of its report, and an answer."""
    from gui.file_jobs import read_packet
    from gui.packet_versions import PacketVersions
    from intake.carry_forward import carry_forward
    from model.explaining import can_be_explained

    window.files.sample()
    finish(app, window)
    document = window.document
    document.apply(carry_forward(read_packet(FILE), document.book))
    PacketVersions(document).make("公开稿")
    window.commands["extract_detail"].trigger()
    finish(app, window)
    finding = next(one for one in document.findings if can_be_explained(one))
    document.explain(finding, "已与财政部门核对，口径一致。")
    window.messages.clear()


def name_another_department(window: MainWindow) -> None:
    """So that an import has something to warn of."""
    from model.cells import CellRef
    from model.edits import set_cells

    window.document.apply(set_cells("改", [(CellRef("cover", "unit_name", "value"), "吉首市财政局")]))


def go_to_first_cell(app: QApplication, window: MainWindow, sheet: str) -> None:
    """To the page of a form, all of it made."""
    from model.cells import CellRef

    window.goto(CellRef(sheet, *first_cell(window, sheet)))
    finish(app, window)


def put_away(window: MainWindow) -> None:
    """Close it and let it go at once: the next window's size of type is not for this one."""
    from PySide6.QtCore import QCoreApplication, QEvent

    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


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
