"""Work beside the window that has to do with the packet in it: when that goes, nobody waits for the work any more."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from gui.background import Background, Job
from gui.document import Document
from gui.message_bar import MessageBar
from gui.settings import Settings

if TYPE_CHECKING:
    from model.book import BookCopy
    from model.longwork import Work

Result = TypeVar("Result")
NOTHING_CHANGED = "已取消，没有改动任何内容。"


class Beside(QObject):
    """Runs jobs in the window's background. What cannot be read is told in its own sentence."""

    def __init__(
        self, document: Document, background: Background, messages: MessageBar, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._background = background
        self._messages = messages
        self._job: Job | None = None
        """The latest for the packet that is open."""
        document.closing.connect(self._on_closing)

    def run(
        self,
        sentence: str,
        do: Callable[[Work], Result],
        done: Callable[[Result], object],
        *,
        called_off: str,
    ) -> None:
        """Do something that begins with no packet."""
        self._background.run(Job(sentence, do, done, self._failed, called_off))

    def run_for_packet(
        self, sentence: str, do: Callable[[BookCopy, Work], Result], done: Callable[[Result], object]
    ) -> None:
        """Do something with the packet as it stands. Where it has changed when that is done, it is done once more."""
        copy = self._document.book.copied()

        def end(result: Result) -> None:
            if self._document.book.copied() == copy:
                done(result)
            else:
                self.run_for_packet(sentence, do, done)

        self._job = Job(sentence, lambda work: do(copy, work), end, self._failed, NOTHING_CHANGED)
        self._background.run(self._job)

    def _on_closing(self) -> None:
        if self._job is not None and self._background.is_doing(self._job):
            self._background.call_off()

    def _failed(self, error: Exception) -> None:
        from intake.problems import UnreadableSource
        from model.problems import FileProblem
        from model.profile import ProfileError

        if isinstance(error, FileProblem):
            self._document.refuse(error)
        elif isinstance(error, UnreadableSource | ProfileError):
            self._messages.tell(str(error))
        else:
            raise error


class PacketCommands(QObject):
    """Commands on the open packet; ``parent`` is the window that asks."""

    def __init__(
        self,
        document: Document,
        settings: Settings,
        messages: MessageBar,
        background: Background,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._window = parent
        self._document = document
        self._settings = settings
        self._messages = messages
        self._background = background


class BesideCommands(PacketCommands):
    """Commands whose long work goes on beside the window."""

    @cached_property
    def _beside(self) -> Beside:
        return Beside(self._document, self._background, self._messages, self)
