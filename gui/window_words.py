"""What the window's title and its list of recent packets say."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QMenu

from gui.document import Document
from gui.settings import Settings
from gui.start_page import TITLE


def window_title(document: Document) -> str:
    """Department, year and standing of the open packet; the program's name alone without one."""
    if not document.is_open:
        return TITLE
    from gui.file_jobs import is_sample  # leads to the packet

    department = document.department or document.path.stem
    final = "（已定稿）" if document.is_final else ""
    read_only = "（只读）" if document.project.read_only else ""
    sample = "（样例）" if is_sample(document.path) else ""
    return f"{department} {document.book.year}年度{sample}{final}{read_only} — {TITLE}"


def fill_recent(menu: QMenu, settings: Settings, call: Callable[[str], object]) -> None:
    """The recent packets as menu entries, each the command ``open_path:path``."""
    menu.clear()
    for packet in settings.recent:
        action = menu.addAction(f"{packet.year}年度 {packet.department or Path(packet.path).stem}")
        action.setToolTip(packet.path)
        action.triggered.connect(lambda _checked, path=packet.path: call(f"open_path:{path}"))
    if menu.isEmpty():
        menu.addAction("（还没有打开过文件）").setEnabled(False)
