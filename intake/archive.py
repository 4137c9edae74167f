"""Zip files from strangers: judged by their table of contents before a single byte is unpacked."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from intake.problems import UnreadableSource

MAX_UNPACKED_BYTES = 50_000_000
MAX_PART_BYTES = 8_000_000
MAX_RATIO = 100
MAX_ENTRIES = 400
_SMALL_PART = 1_000_000
"""Below this size a part may be as repetitive as it likes: a blank page of XML packs well."""
_ENCRYPTED_FLAG = 0x1


class Archive:
    """An opened zip file that keeps to the budget."""

    def __init__(self, file: zipfile.ZipFile, name: str) -> None:
        self._file = file
        self._name = name
        self.names = frozenset(file.namelist())

    def read(self, part: str) -> bytes:
        """A part's bytes; never more than its table of contents promised or the budget allows."""
        info = self._file.getinfo(part)
        if info.file_size > MAX_PART_BYTES:
            raise UnreadableSource(_too_large(self._name))
        with self._file.open(info) as stream:
            data = stream.read(MAX_PART_BYTES + 1)
        if len(data) > MAX_PART_BYTES:
            raise UnreadableSource(_too_large(self._name))
        return data


@contextmanager
def open_archive(path: Path) -> Iterator[Archive]:
    """Open a zip file; raises UnreadableSource when it breaks the budget or is damaged, whatever zipfile raises then."""
    try:
        with zipfile.ZipFile(path) as file:
            _judge(file.infolist(), path)
            yield Archive(file, path.name)
    except (UnreadableSource, PermissionError, FileNotFoundError):
        raise
    except Exception as error:  # zipfile and lxml raise more than they document on damaged files
        raise UnreadableSource(
            f"“{path.name}”已损坏，不能读取，请用 WPS 或 Office 打开它，另存一份后再导入。"
        ) from error


def _judge(entries: list[zipfile.ZipInfo], path: Path) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(1, path.stat().st_size)
    if unpacked > MAX_UNPACKED_BYTES or (unpacked > _SMALL_PART and unpacked > MAX_RATIO * packed):
        raise UnreadableSource(_too_large(path.name))
    if len(entries) > MAX_ENTRIES:
        raise UnreadableSource(
            f"“{path.name}”里的部件超过 {MAX_ENTRIES} 个，不像正常的文档，请在 WPS 或 Office 中另存一份后再导入。"
        )
    for entry in entries:
        if entry.file_size > _SMALL_PART and entry.file_size > MAX_RATIO * max(1, entry.compress_size):
            raise UnreadableSource(_too_large(path.name))
        if entry.flag_bits & _ENCRYPTED_FLAG:
            raise UnreadableSource(f"“{path.name}”设有打开密码，请先去掉密码，再导入。")
        if not _is_inside(entry.filename):
            raise UnreadableSource(
                f"“{path.name}”里有指向文件之外的部件，不是正常的文档，请在 WPS 或 Office 中另存一份后再导入。"
            )


def _is_inside(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return not name.startswith("/") and "\\" not in name and ":" not in name and ".." not in parts


def _too_large(name: str) -> str:
    return f"“{name}”解压后过大，不像一份自评材料，请确认选对了文件，或删去其中的大图片再导入。"
