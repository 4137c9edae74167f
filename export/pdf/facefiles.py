"""Finding the official typefaces, or free ones of their kind, on this machine by their usual file names."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from export.blocks import Face

FILE_NAMES: dict[Face, tuple[str, ...]] = {
    Face.TITLE: (
        "fzxbsjw.ttf", "fzxbsk.ttf", "fzxbsjt.ttf", "fzxiaobiaosong-b05s.ttf", "fzxiaobiaosong-b05.ttf",
        "方正小标宋简体.ttf", "方正小标宋_gbk.ttf", "方正小标宋简.ttf",
    ),
    Face.FANGSONG: (
        "仿宋_gb2312.ttf", "fangsong_gb2312.ttf", "simfang.ttf", "fangsong.ttf", "仿宋.ttf", "stfangso.ttf",
    ),
    Face.KAITI: ("楷体_gb2312.ttf", "kaiti_gb2312.ttf", "simkai.ttf", "kaiti.ttf", "楷体.ttf", "stkaiti.ttf"),
    Face.HEITI: ("simhei.ttf", "黑体.ttf", "heiti.ttf", "stxihei.ttf"),
    Face.SONGTI: ("simsun.ttc", "simsun.ttf", "宋体.ttf", "stsong.ttf"),
}  # fmt: skip
"""The official faces, best first; compared without regard to upper and lower case."""

FREE_FILE_NAMES: dict[Face, tuple[str, ...]] = {
    Face.KAITI: ("gkai00mp.ttf", "lxgwwenkai-regular.ttf", "ukai.ttc"),
}
"""Free faces of the same kind (文鼎楷体, 霞鹜文楷), closer to the official one than the embedded default is."""

_DEEPEST = 4


def find_faces() -> dict[Face, list[Path]]:
    """The installed files for each face, the official ones first."""
    files = _font_files()
    return {
        face: [files[name] for name in (*names, *FREE_FILE_NAMES.get(face, ())) if name in files]
        for face, names in FILE_NAMES.items()
    }


def is_official(face: Face, path: Path) -> bool:
    """Whether a file is the face itself, and no free one of its kind."""
    return path.name.lower() in FILE_NAMES[face]


@lru_cache(maxsize=1)
def _font_files() -> dict[str, Path]:
    """Lower-case file name → path, of the wanted names only; the user's own folders win."""
    wanted = {name for known in (FILE_NAMES, FREE_FILE_NAMES) for names in known.values() for name in names}
    found: dict[str, Path] = {}
    for folder in _font_folders():
        for path in _walk(folder):
            name = path.name.lower()
            if name in wanted:
                found.setdefault(name, path)
    return found


def _font_folders() -> list[Path]:
    home = Path.home()
    if sys.platform == "win32":
        local = Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local"))
        windows = Path(os.environ.get("SYSTEMROOT", "C:/Windows"))
        return [local / "Microsoft" / "Windows" / "Fonts", windows / "Fonts"]
    data = Path(os.environ.get("XDG_DATA_HOME", home / ".local" / "share"))
    return [data / "fonts", home / ".fonts", Path("/usr/local/share/fonts"), Path("/usr/share/fonts")]


def _walk(folder: Path) -> Iterator[Path]:
    """Files below `folder`; unreadable folders are passed over, links are not followed round in circles."""
    for root, folders, names in os.walk(folder, onerror=None, followlinks=False):
        if len(Path(root).relative_to(folder).parts) >= _DEEPEST:
            folders.clear()
        for name in names:
            yield Path(root, name)
