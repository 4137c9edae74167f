"""What was typed and could not be taken: it stands on the screen, marked, and is not in the packet."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from model.cells import CellRef


class Holder(Protocol):
    """A field or table in which such text can stand."""

    def drop_refused(self, ref: CellRef) -> None:
        """Give up the text that waits in a cell; the cell shows its value again."""


class Untaken(QObject):
    """The cells where such text waits to be corrected, in the order in which it was typed."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: dict[tuple[int, CellRef], Holder] = {}

    @property
    def refs(self) -> tuple[CellRef, ...]:
        """The cells."""
        return tuple(dict.fromkeys(ref for _, ref in self._waiting))

    def note(self, place: Holder, ref: CellRef, *, waits: bool) -> None:
        """Tell whether text waits in a field or table (``place``): a cell can stand in several of them."""
        key = (id(place), ref)
        if waits == (key in self._waiting):
            return
        if waits:
            self._waiting[key] = place
        else:
            del self._waiting[key]
        self.changed.emit()

    def drop_all(self) -> None:
        """The clerk gives all of it up."""
        for (_, ref), place in list(self._waiting.items()):
            place.drop_refused(ref)

    def clear(self) -> None:
        """The fields and tables are gone, and what stood in them."""
        if self._waiting:
            self._waiting.clear()
            self.changed.emit()


class RefusedTexts:
    """What waits in one table: text and reason by cell; ``dropped`` is told a cell that shows its value again."""

    def __init__(self, untaken: Untaken, dropped: Callable[[CellRef], None]) -> None:
        self._untaken = untaken
        self._dropped = dropped
        self._texts: dict[CellRef, tuple[str, str]] = {}

    def keep(self, ref: CellRef, text: str, reason: str) -> None:
        """Keep typed text until it is corrected or given up."""
        self._texts[ref] = (text, reason)
        self._untaken.note(self, ref, waits=True)

    def give_up(self, ref: CellRef | None) -> bool:
        """Forget it; False when there was none."""
        if ref is None or self._texts.pop(ref, None) is None:
            return False
        self._untaken.note(self, ref, waits=False)
        return True

    def drop_refused(self, ref: CellRef) -> None:
        """Give it up at the clerk's wish."""
        if self.give_up(ref):
            self._dropped(ref)

    def keep_rows(self, rows: set[str]) -> None:
        """Forget what waits in rows that are no more."""
        for ref in [ref for ref in self._texts if ref.row not in rows]:
            self.give_up(ref)

    def at(self, ref: CellRef | None) -> tuple[str, str]:
        """Text and reason; both empty where nothing waits."""
        return ("", "") if ref is None else self._texts.get(ref, ("", ""))
