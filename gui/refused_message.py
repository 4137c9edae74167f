"""What was typed and not taken is in the way: how many places, the way to each, and, by a click alone, on without them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from gui.message_bar import Offer, Standing, Tone

if TYPE_CHECKING:
    from gui.main_window import MainWindow
    from model.cells import CellRef

_NOT_TAKEN = "填写的内容有误，没有存入文件（标红处）；请改正，或按 Esc 放弃"


class RefusedMessage(QObject):
    """Keeps the message true: each text that is corrected or given up is one less in it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._message: Standing | None = None
        self._at: CellRef | None = None
        """The place that the clerk was led to last."""
        self._then: Callable[[], object] | None = None
        self._verb = ""
        window.document.untaken.changed.connect(self._follow)

    def holds(self, then: Callable[[], object] | None = None, verb: str = "继续") -> bool:
        """Whether some typed text was not taken; then the clerk is led to it, and to the next when he asks again.

        ``then`` is what he asked for, called ``verb``: it is done once he gives these texts up. None: nothing waits for that.
        """
        self._window.commit()
        if self._window.page is None or not self._refs:
            return False
        self._then, self._verb = then, verb
        self._lead_on()
        return True

    def tell_elsewhere(self) -> None:
        """Another page was turned to: what was left on one out of view and not taken is told, with the way back."""
        window = self._window
        if self._stands:
            return
        self._forget()
        left = [ref for ref in self._refs if window.page and ref.sheet not in window.page.sheets]
        if left:
            offer = ("转到该栏", lambda: window.goto(left[0]))
            window.messages.tell(f"{self._named(left[0], len(left))}{_NOT_TAKEN}。", offers=[offer])

    # -- inside --------------------------------------------------------------------------------------------------

    @property
    def _refs(self) -> tuple[CellRef, ...]:
        return self._window.document.untaken.refs

    @property
    def _stands(self) -> bool:
        return self._message is not None and self._window.messages.stands(self._message)

    def _lead_on(self) -> None:
        """To the next of these places, around the end; to the first where none was led to."""
        refs = self._refs
        here = refs.index(self._at) if self._stands and self._at in refs else -1
        self._at = refs[(here + 1) % len(refs)]
        self._tell()
        self._window.goto(self._at)

    def _tell(self) -> None:
        """Anew, so that it is in sight whatever has been told over it."""
        self._fall()
        count, at = len(self._refs), self._at if self._at in self._refs else self._refs[0]
        sentence = f"{self._named(at, count)}{_NOT_TAKEN}，再{self._verb}。"
        self._message = Standing(sentence, Tone.WARNING, tuple(self._offers(count)), closable=True)
        self._window.messages.stand(self._message)

    def _offers(self, count: int) -> Iterator[Offer]:
        yield "回去改", self._lead_on
        if self._then is not None:
            yield f"放弃{'这些' if count > 1 else '该'}内容并{self._verb}", self._go_on_without

    def _named(self, ref: CellRef, count: int) -> str:
        more = f"等 {count} 处" if count > 1 else ""
        return f"“{self._window.document.book.name(ref)}”{more}"

    def _go_on_without(self) -> None:
        then = self._then
        self._fall()
        self._window.document.untaken.drop_all()
        if then is not None:
            then()

    def _follow(self) -> None:
        """Some text was corrected or given up, or one more was refused: what was said of them is no longer so."""
        if self._stands and self._refs:
            self._tell()
        else:
            self._fall()
            self._forget()

    def _fall(self) -> None:
        message, self._message = self._message, None
        if message is not None:
            self._window.messages.fall(message)

    def _forget(self) -> None:
        if _NOT_TAKEN in self._window.messages.text:
            self._window.messages.clear()
