"""What is not in the file yet, told from the first write that fails to the first that succeeds, and never of another packet."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from gui.message_bar import Offer, Standing, Tone

if TYPE_CHECKING:
    from gui.document import Document
    from gui.message_bar import MessageBar


class UnsavedMessage(QObject):
    """Stands in the message bar while edits wait to be written, and asks before they would be lost."""

    def __init__(
        self, document: Document, messages: MessageBar, save_copy: Callable[[], object], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._messages = messages
        self._save_copy = save_copy
        self._standing: Standing | None = None
        self.leaving = False
        """Whether the clerk chose to leave without what could not be written."""
        document.save_state_changed.connect(self._follow)
        document.closing.connect(lambda: self._stand(None))

    def may_leave(self, leave: Callable[[], object], doing: str = "退出") -> bool:
        """Whether nothing would be lost by what the clerk is ``doing``; otherwise says so and offers to ``leave`` all the same."""
        state = self._document.save_state
        if state is None or state.saved or self.leaving:
            return True

        def leave_anyway() -> None:
            self.leaving = True
            try:
                leave()
            finally:
                self.leaving = False

        self._tell(f"{state.message} 现在{doing}会丢失这些改动。", (f"不保存，仍要{doing}", leave_anyway))
        return False

    def _follow(self) -> None:
        state = self._document.save_state
        if state is None or state.saved:
            self._stand(None)
        else:
            self._tell(state.message)

    def _tell(self, sentence: str, *more: Offer) -> None:
        offers = (("重试", self._document.retry_saving), ("另存副本…", self._save_copy), *more)
        self._stand(Standing(sentence, Tone.WARNING, offers, closable=True))

    def _stand(self, message: Standing | None) -> None:
        """One message in place of the one before, which only goes when the other is there: the bar is not put away between."""
        before, self._standing = self._standing, message
        if message is not None:
            self._messages.stand(message)
        if before is not None:
            self._messages.fall(before)
