"""版本: the dated snapshots of a packet that one can look at and go back to; each is a backup, some have a name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from model.backups import BackupName, Backups

MAX_NAME = 40
_FULL_WIDTH = str.maketrans(dict(zip('\\/:*?"<>|', "＼／：＊？＂＜＞｜", strict=True)))


@dataclass(frozen=True)
class Version:
    """One snapshot. ``moment`` is by the computer's clock when it was made; the order is by ``number``."""

    path: Path
    number: int
    moment: datetime
    name: str

    @property
    def title(self) -> str:
        """2023-05-04 16:20 上报前; 自动备份 for one without a name."""
        return f"{self.moment:%Y-%m-%d %H:%M} {self.name or '自动备份'}"


def versions_of(backups: Backups) -> tuple[Version, ...]:
    """All snapshots of a file, newest first."""
    found = []
    for path in backups.files():
        parts = BackupName.parse(path.name)
        if parts is not None:
            found.append(Version(path, parts.number, parts.moment, parts.name))
    return tuple(found)


def clean_name(name: str) -> str:
    """The name in a form that every system takes in a file name: forbidden signs become their full-width twins."""
    printable = "".join(character for character in name if character.isprintable())
    return " ".join(printable.translate(_FULL_WIDTH).split()).strip(". ")[:MAX_NAME].strip(". ")
