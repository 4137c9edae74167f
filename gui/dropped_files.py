"""Files that the clerk drops on the window: a packet is opened, a source is imported."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData

if TYPE_CHECKING:
    from gui.document import Document
    from gui.file_commands import FileCommands
    from gui.message_bar import MessageBar

PACKET = ".jxzp"
SOURCES = (".docx", ".xlsx", ".txt")
UNKNOWN = "不能打开“{name}”：可以拖入绩效自评文件（.jxzp），或要导入的 .docx、.xlsx、.txt 文件。"
ONE_BY_ONE = "一次只能拖入一个文件，这次没有打开任何文件；请逐个拖入。"


def dropped_paths(data: QMimeData) -> list[Path]:
    """The files on this computer that are being dragged."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def take_in(paths: list[Path], document: Document, files: FileCommands, messages: MessageBar) -> None:
    """Open or import the one file; anything else is told in a sentence."""
    if len(paths) != 1:
        messages.tell(ONE_BY_ONE)
        return
    (path,) = paths
    suffix = path.suffix.lower()
    if suffix == PACKET:
        files.open_path(path)
    elif suffix not in SOURCES or not path.is_file():
        messages.tell(UNKNOWN.format(name=path.name))
    elif document.is_open:
        files.import_path(path)
    else:
        files.import_as_new(path)
