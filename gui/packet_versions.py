"""What the window does with versions, steps and 定稿, through the document."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from gui.document import Document
from gui.final_codes import Codes, final_codes
from gui.money_view import show_in
from model.edits import Changes

if TYPE_CHECKING:
    from model.book import Book
    from model.comparing_books import Difference
    from model.history import HistoryEntry
    from model.versions import Version


def let_undo(dialog: QWidget, document: Document) -> None:
    """撤销 and 重做 work in a window beside the packet too: the main window's keys do not reach there."""
    for keys, action in (
        (QKeySequence.StandardKey.Undo, document.undo),
        (QKeySequence.StandardKey.Redo, document.redo),
    ):
        QShortcut(QKeySequence(keys), dialog).activated.connect(action)


class PacketVersions:
    """Reads and restores snapshots of the open packet. What is not possible is told by the document."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def missing(self) -> int:
        """How many required fields are still empty."""
        from model.progress import progress

        return sum(len(part.missing) for part in progress(self._document.book))

    def all(self) -> tuple[Version, ...]:
        """The snapshots, newest first."""
        return self._document.project.versions()

    @property
    def folder(self) -> Path:
        """Where they lie, or will."""
        return self._document.project.backup_folder

    def make(self, name: str) -> Version | None:
        """Keep the packet as it stands under a name."""
        return self._document.attempt(lambda: self._document.project.make_version(name))

    def differences(self, version: Version) -> tuple[tuple[Difference, ...], Codes]:
        """What restoring the version would change, and its 校验码 where it was 定稿; raises FileProblem when it cannot be read."""
        from model.comparing_books import differences

        other, mark = self._document.project.contents_of(version)
        found = differences(self._document.book, other, show_in(chosen=self._document.in_yuan))
        return found, final_codes(other, mark)

    def restore(self, version: Version) -> Changes | None:
        """Make the packet what it was, as one step that can be undone."""
        from model.comparing_books import restoring

        old: Book | None = self._document.attempt(lambda: self._document.project.book_of(version))
        if old is None:
            return None
        return self._document.apply(restoring(self._document.book, old, f"恢复到 {version.title}"))

    # -- steps ---------------------------------------------------------------------------------------------------

    def steps(self) -> tuple[tuple[HistoryEntry, ...], int]:
        """The latest steps, oldest first, and the number of the one that stands last."""
        return self._document.project.steps(), self._document.project.done

    def go_to(self, seq: int) -> bool:
        """Undo or redo until the step of that number stands last; False where the way ends before."""
        project = self._document.project
        while project.done != seq:
            changes = self._document.undo() if project.done > seq else self._document.redo()
            if changes is None:
                return False
        return True

    # -- 定稿 ----------------------------------------------------------------------------------------------------

    def why_not_final(self) -> str | None:
        """What stands against 定稿."""
        from model.finalising import why_not_final

        return why_not_final(self._document.book)

    def finalise(self) -> bool:
        """定稿."""
        return self._tell_standing(self._document.attempt(self._document.project.finalise) is not None)

    def codes(self) -> Codes:
        """The 校验码 of the packet as it stands; none while it is not 定稿."""
        return final_codes(self._document.book, self._document.project.final)

    def reopen(self) -> Version | None:
        """取消定稿; the version that keeps what was 定稿."""
        version = self._document.attempt(self._document.project.reopen)
        self._tell_standing(version is not None)
        return version

    def _tell_standing(self, changed: bool) -> bool:
        if changed:
            self._document.standing_changed.emit()
        return changed
