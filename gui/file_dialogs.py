"""Asking for a file: the desktop's own dialog, or Qt's, with the places at its side where a clerk keeps files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QStandardPaths, Qt, QUrl
from PySide6.QtWidgets import (
    QFileDialog,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from shiboken6 import delete, isValid

from gui.screen_room import keep_on_screen

if TYPE_CHECKING:
    from gui.document import Document

PACKET_FILTER = "绩效自评文件 (*.jxzp)"
LAST_YEAR = "选择上年文件"
_URL = Qt.ItemDataRole.UserRole + 1
"""Under this role Qt keeps the address of a place at the side."""
_COMPUTER = QUrl("file:")
_LETTERS, _SIDE_LETTERS = 60, 11
"""The width of the whole, and of the places."""
_Where = QStandardPaths.StandardLocation


def packet_folder(document: Document) -> Path | None:
    """Where the open packet is kept."""
    return document.path.parent if document.is_open else None


def file_to_open(
    parent: QWidget, title: str, folder: Path, kinds: str, packet: Path | None = None
) -> Path | None:
    """An existing file that the clerk chooses, beginning in ``folder``; ``packet`` is the open packet's."""
    dialog = QFileDialog(parent, title, str(folder), kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    _give_places(dialog, packet)
    return _answer(dialog)


def file_to_write(
    parent: QWidget, title: str, suggestion: Path, kinds: str, suffix: str, packet: Path | None = None
) -> Path | None:
    """Where a file is to go, its name with the suffix; the dialog asks before one is replaced."""
    path = _answer(writing_dialog(parent, title, suggestion, kinds, suffix, packet))
    if path is None or path.suffix.lower() == suffix:
        return path
    return path.with_name(path.name + suffix)


def writing_dialog(
    parent: QWidget, title: str, suggestion: Path, kinds: str, suffix: str, packet: Path | None = None
) -> QFileDialog:
    """The dialog that asks where a file is to go, not yet shown."""
    dialog = QFileDialog(parent, title, str(suggestion.parent), kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setDefaultSuffix(suffix.removeprefix("."))
    dialog.selectFile(suggestion.name)
    _give_places(dialog, packet)
    return dialog


def _answer(dialog: QFileDialog) -> Path | None:
    chosen = dialog.selectedFiles() if dialog.exec() else []
    if isValid(dialog):  # it goes with its window
        delete(dialog)  # at once, as Qt's own functions do: the keys go back to the window that asked
    return Path(chosen[0]) if chosen else None


def _give_places(dialog: QFileDialog, packet: Path | None) -> None:
    """桌面, 文档, the packet's folder and what else there is; the desktop's own dialog has its own places."""
    places: dict[QUrl, str] = {}
    for url, name in _places(packet):
        places.setdefault(url, name)
    dialog.setSidebarUrls(list(places))
    side = dialog.findChild(QListView, "sidebar")
    if side is not None:
        letter = dialog.fontMetrics().horizontalAdvance("字")
        side.setItemDelegate(_PlaceNames(places, side))
        side.setMinimumWidth(_SIDE_LETTERS * letter)
        dialog.resize(_LETTERS * letter, _LETTERS * letter * 3 // 5)
        keep_on_screen(dialog)


def _places(packet: Path | None) -> Iterator[tuple[QUrl, str]]:
    known = (
        (QStandardPaths.writableLocation(_Where.DesktopLocation), "桌面"),
        (QStandardPaths.writableLocation(_Where.DocumentsLocation), "文档"),
        (str(packet or ""), packet.name if packet else ""),
        (QStandardPaths.writableLocation(_Where.HomeLocation), "主文件夹"),
    )
    for folder, name in known:
        if folder and Path(folder).is_dir():
            yield QUrl.fromLocalFile(folder), name
    yield _COMPUTER, "计算机"


class _PlaceNames(QStyledItemDelegate):
    """Qt calls a place as its folder is called on the disk: Desktop."""

    def __init__(self, places: dict[QUrl, str], parent: QWidget) -> None:
        super().__init__(parent)
        self._places = places

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """As every Chinese desktop calls it."""
        super().initStyleOption(option, index)
        option.text = self._places.get(index.data(_URL), option.text)
