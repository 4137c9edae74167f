"""What the program remembers between two starts: recent packets, the window's place, size of type, light or dark, widths of columns."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

RECENT_LIMIT = 12
FONT_PERCENTS = (90, 100, 110, 125, 150, 175)
SCHEMES = ("system", "light", "dark")
FINDING_ORDERS = ("level", "code", "page", "place", "message")
"""As the columns of 审核结果 follow each other."""
_WIDEST = 500


@dataclass(frozen=True)
class Recent:
    """A packet that was open before, and what its card tells: how it stood when it was seen last."""

    path: str
    year: int
    department: str
    verdict: str = ""
    final: bool = False
    mandatory: int | None = None
    """Open 强制 findings; None when the packet had not been judged to its end."""
    advisory: int | None = None
    unfilled: int = 0
    """Required fields that are still empty."""
    score: str = ""
    grade: str = ""
    changed_at: float = 0.0
    """The file's time of change when it was seen last, in seconds; 0 for unknown."""

    @property
    def exists(self) -> bool:
        """Whether the file is still where it was."""
        return Path(self.path).is_file()


class Settings:
    """A typed face over one settings store. Whatever is damaged in the store reads as the default."""

    def __init__(self, store: QSettings) -> None:
        self._store = store

    @classmethod
    def of_user(cls) -> Settings:
        """The settings of the person at this computer."""
        return cls(QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "jxzp", "jxzp"))

    @classmethod
    def in_file(cls, path: Path) -> Settings:
        """Settings kept in a file of their own."""
        return cls(QSettings(str(path), QSettings.Format.IniFormat))

    # -- recent packets ------------------------------------------------------------------------------------------

    @property
    def recent(self) -> tuple[Recent, ...]:
        """Recent packets, the last one first."""
        try:
            items = json.loads(str(self._store.value("recent", "[]")))
            return tuple(_read_recent(item) for item in items)[:RECENT_LIMIT]
        except (TypeError, ValueError, AttributeError):
            return ()

    def remember(self, packet: Recent) -> None:
        """Put a packet at the top of the list."""
        others = [one for one in self.recent if one.path != packet.path]
        self._write_recent([packet, *others])

    def forget(self, path: str) -> None:
        """Take a packet off the list; the file itself stays."""
        self._write_recent([one for one in self.recent if one.path != path])

    def _write_recent(self, packets: list[Recent]) -> None:
        self._store.setValue(
            "recent", json.dumps([asdict(one) for one in packets[:RECENT_LIMIT]], ensure_ascii=False)
        )

    @property
    def open_packet(self) -> str:
        """The packet that is open; after a crash, the one that was. Empty for none."""
        return str(self._store.value("open_packet", ""))

    @open_packet.setter
    def open_packet(self, path: str) -> None:
        if path != self.open_packet:
            self._store.setValue("open_packet", path)

    @property
    def open_unsaved(self) -> bool:
        """Whether it has changes that could not be written to its file."""
        return self._flag("open_unsaved", default=False)

    @open_unsaved.setter
    def open_unsaved(self, unsaved: bool) -> None:
        if unsaved != self.open_unsaved:
            self._store.setValue("open_unsaved", "1" if unsaved else "0")

    # -- looks ---------------------------------------------------------------------------------------------------

    @property
    def font_percent(self) -> int:
        """Size of type, in percent of the system's."""
        text = str(self._store.value("font_percent", "100"))
        return int(text) if text.isdecimal() and int(text) in FONT_PERCENTS else 100

    @font_percent.setter
    def font_percent(self, percent: int) -> None:
        self._store.setValue("font_percent", str(percent))

    @property
    def scheme(self) -> str:
        """``system``, ``light`` or ``dark``."""
        name = str(self._store.value("scheme", "system"))
        return name if name in SCHEMES else "system"

    @scheme.setter
    def scheme(self, name: str) -> None:
        self._store.setValue("scheme", name)

    @property
    def in_yuan(self) -> bool:
        """Whether the tables are read and typed in 元: the habit of a clerk, whose books are in 元, not a packet's."""
        return self._flag("in_yuan", default=False)

    @in_yuan.setter
    def in_yuan(self, chosen: bool) -> None:
        self._store.setValue("in_yuan", "1" if chosen else "0")

    @property
    def enter_right(self) -> bool:
        """Whether Enter leads to the right in a table, as some have it in Excel, and not down."""
        return self._flag("enter_right", default=False)

    @enter_right.setter
    def enter_right(self, chosen: bool) -> None:
        self._store.setValue("enter_right", "1" if chosen else "0")

    @property
    def column_widths(self) -> dict[str, dict[str, float]]:
        """Form → column → the width that the clerk gave it, in widths of a character."""
        try:
            return {
                str(form): {str(column): float(width) for column, width in own.items() if _is_width(width)}
                for form, own in json.loads(str(self._store.value("column_widths", "{}"))).items()
            }
        except (TypeError, ValueError, AttributeError):
            return {}

    @column_widths.setter
    def column_widths(self, widths: dict[str, dict[str, float]]) -> None:
        rounded = {
            form: {column: round(width, 3) for column, width in own.items()} for form, own in widths.items()
        }
        self._store.setValue("column_widths", json.dumps(rounded, ensure_ascii=False))

    # -- guidance ------------------------------------------------------------------------------------------------

    @property
    def guidance_shown(self) -> bool:
        """Whether 填报提示 stands below the page."""
        return self._flag("guidance", default=True)

    @guidance_shown.setter
    def guidance_shown(self, shown: bool) -> None:
        self._store.setValue("guidance", "1" if shown else "0")

    @property
    def findings_shown(self) -> bool:
        """Whether 审核结果 stands below the page of a packet."""
        return self._flag("findings", default=True)

    @findings_shown.setter
    def findings_shown(self, shown: bool) -> None:
        self._store.setValue("findings", "1" if shown else "0")

    @property
    def findings_order(self) -> str:
        """What 审核结果 is ordered by; by page it stands under the names of the pages."""
        order = str(self._store.value("findings_order", "page"))
        return order if order in FINDING_ORDERS else "page"

    @findings_order.setter
    def findings_order(self, order: str) -> None:
        self._store.setValue("findings_order", order)

    @property
    def tour_done(self) -> bool:
        """Whether the first steps were shown, or are not wanted."""
        return self._flag("tour_done", default=False)

    @tour_done.setter
    def tour_done(self, done: bool) -> None:
        self._store.setValue("tour_done", "1" if done else "0")

    def _flag(self, key: str, *, default: bool) -> bool:
        return {"1": True, "0": False}.get(str(self._store.value(key, "")), default)

    # -- places --------------------------------------------------------------------------------------------------

    @property
    def folder(self) -> Path:
        """Where the last file dialog was left."""
        folder = Path(str(self._store.value("folder", "")) or Path.home())
        return folder if folder.is_dir() else Path.home()

    @folder.setter
    def folder(self, folder: Path) -> None:
        self._store.setValue("folder", str(folder))

    def window(self) -> tuple[QByteArray, QByteArray]:
        """The window's geometry and the state of its docks, as Qt wrote them; empty at the first start."""
        return self._bytes("geometry"), self._bytes("state")

    def remember_window(self, geometry: QByteArray, state: QByteArray) -> None:
        """Keep the window's place for the next start."""
        self._store.setValue("geometry", geometry)
        self._store.setValue("state", state)

    def place(self, name: str) -> QByteArray:
        """Where one of the other windows was, as Qt wrote it; empty when it was never open."""
        return self._bytes(f"place/{name}")

    def remember_place(self, name: str, geometry: QByteArray) -> None:
        """Keep the place of one of the other windows."""
        self._store.setValue(f"place/{name}", geometry)

    def _bytes(self, key: str) -> QByteArray:
        value = self._store.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()


def _is_width(width: object) -> bool:
    """Whether a column may be so many characters wide: what is damaged must not leave a column out of sight or reach."""
    return isinstance(width, int | float) and 0 < width <= _WIDEST


def _read_recent(item: dict[str, object]) -> Recent:
    """One packet of the list; what another edition of the program wrote besides is left aside."""
    known = {field.name: item[field.name] for field in fields(Recent) if field.name in item}
    packet = Recent(**known)  # type: ignore[arg-type]
    if not isinstance(packet.path, str) or not isinstance(packet.department, str):
        raise TypeError("a damaged entry")
    return packet
