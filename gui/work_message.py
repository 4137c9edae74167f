"""What is being done beside the window, in its message bar: the sentence, how far it is, and 取消 by mouse or Alt+C."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from gui.background import Background
from gui.message_bar import MessageBar, Standing, Tone

CANCEL = "取消(&C)"
"""With Alt+C from wherever the cursor is: Esc belongs to what is being typed."""
BUSY = "上一项工作还没有完成，请稍候再试。"
_STOPPING = "正在取消…"
_TOO_LATE = "，马上完成…"
_THEN_CLOSED = "随后关闭窗口。"
_AT_ONCE_MS = 150
"""What is done sooner need not be told: a bar that comes and goes at once is only restless."""


class WorkMessage(QObject):
    """Shows what the background of one window does. Esc that nothing in the window has a use for calls it off."""

    def __init__(self, background: Background, bar: MessageBar, window: QWidget) -> None:
        super().__init__(window)
        self._background = background
        self._bar = bar
        self._sentence = ""
        self._stopping = ""
        self._then: Callable[[], object] | None = None
        self._message: Standing | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_AT_ONCE_MS)
        self._soon.timeout.connect(self._show)
        background.begun.connect(self._begin)
        background.went_on.connect(self._go_on)
        background.ended.connect(self._end)
        background.refused.connect(lambda: bar.tell(BUSY, Tone.INFO))
        background.called_off.connect(lambda sentence: bar.tell(sentence, Tone.INFO))
        window.installEventFilter(self)

    def call_off(self) -> bool:
        """取消; False when nothing is being done."""
        if not self._background.is_busy:
            return False
        stops = self._background.call_off()
        self._say_stopping(_STOPPING if stops else f"{self._sentence}{_TOO_LATE}")
        return True

    def holds(self, leave: Callable[[], object]) -> bool:
        """Whether the window must wait for what is being done; it is called off, and then the window ``leave``s."""
        if not self.call_off():
            return False
        self._then = leave
        self._say_stopping(self._stopping + _THEN_CLOSED)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc comes to the window when neither a field, nor a table, nor a list had a use for it."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and self.call_off()
        ):
            return True
        return super().eventFilter(watched, event)

    # -- following -----------------------------------------------------------------------------------------------

    def _begin(self, sentence: str) -> None:
        self._sentence, self._stopping, self._then = sentence, "", None
        self._message = Standing(f"{sentence}…", Tone.INFO, ((CANCEL, self.call_off),), share=0.0)
        self._soon.start()

    def _go_on(self, share: float, step: str) -> None:
        if self._message is None:
            return
        self._message.share = share
        if not self._stopping:
            self._message.sentence = f"{self._sentence}：{step}…" if step else f"{self._sentence}…"
        if not self._soon.isActive():
            self._bar.stand(self._message)

    def _show(self) -> None:
        self._soon.stop()
        if self._message is not None:
            self._bar.stand(self._message)

    def _say_stopping(self, sentence: str) -> None:
        """From now on there is nothing to choose any more."""
        if self._message is not None and sentence != self._stopping:
            share = self._message.share
            self._bar.fall(self._message)
            self._stopping, self._message = sentence, Standing(sentence, Tone.INFO, share=share)
            self._show()

    def _end(self) -> None:
        self._soon.stop()
        message, self._message = self._message, None
        if message is not None:
            self._bar.fall(message)
        if self._then is not None:
            QTimer.singleShot(0, self, self._then)
            self._then = None
