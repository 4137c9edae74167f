"""One sentence in the window instead of a box in its middle: typing goes on while it is there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)
from shiboken6 import isValid

from gui.focusing import holds_keys
from gui.icons import icon
from gui.palette import blend
from gui.severity_look import Level, is_dark, level_color, passed_color

if TYPE_CHECKING:
    from PySide6.QtWidgets import QProgressBar

Offer = tuple[str, Callable[[], object]]
"""A button of a message: its words and what it does."""

_READING_TIME_MS = 10_000
_FINE = 1000
_PROGRESS_LETTERS = 10


class Tone(Enum):
    """What kind of sentence it is; the value is its icon."""

    INFO = "info"
    DONE = "passed"
    WARNING = "advisory"
    LOCKED = "lock"


@dataclass(eq=False)
class Standing:
    """A message that stands until what it tells of is over; others may be shown over it for a while.

    Its offers leave it where it is. ``share`` is how much of something is done, of 1; None: it tells of no progress.
    """

    sentence: str
    tone: Tone
    offers: Sequence[Offer] = ()
    share: float | None = None
    closable: bool = False


class MessageBar(QFrame):
    """Shows the latest sentence; a plain one goes away by itself, one with offers stays until it is answered.

    That less was taken than was given stays too: the clerk may be looking at another program just now.
    """

    def __init__(self, parent: QWidget | None = None, *, closable: bool = True) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.setAccessibleName("消息")
        self._tone = Tone.INFO
        self._passing = False
        self._picture = QLabel()
        self._label = QLabel()
        self._label.setWordWrap(True)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._close = QToolButton()
        self._close.setAutoRaise(True)
        self._close.setToolTip("关闭这条消息")
        self._close.setAccessibleName("关闭这条消息")
        self._close.clicked.connect(self._dismiss)
        self._closable = closable
        self._buttons: list[QPushButton] = []
        self._came_from: QWidget | None = None
        """What had the keys before they came here."""
        self._standing: list[Standing] = []
        self._shown: Standing | None = None
        self._shortfall: Standing | None = None
        """What was given and not taken by the edit that was made last."""
        self._progress: QProgressBar | None = None
        self._row = QHBoxLayout(self)
        space = self.fontMetrics().height() // 3
        self._row.setContentsMargins(2 * space, 0, space, 0)
        self._row.addWidget(self._picture)
        self._row.addWidget(self._label, 1)
        self._row.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.clear)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence shown; empty when the bar is hidden."""
        return self._label.text() if not self.isHidden() else ""

    @property
    def offers(self) -> tuple[QPushButton, ...]:
        """The buttons of the sentence shown."""
        return tuple(self._buttons)

    @property
    def progress(self) -> QProgressBar | None:
        """How far the work is that the sentence shown tells of; None where it tells of none."""
        return self._progress if self._shown is not None and self._shown.share is not None else None

    def tell(
        self, sentence: str, tone: Tone = Tone.WARNING, offers: Sequence[Offer] = (), *, stay: bool = False
    ) -> None:
        """Show a sentence in place of the one before."""
        self._shown, self._passing = None, tone is Tone.DONE
        self._show(sentence, tone, offers)
        self._close.setVisible(self._closable)
        if offers or stay:
            self._timer.stop()
        else:
            self._timer.start(_READING_TIME_MS)

    def tell_in_passing(self, sentence: str) -> None:
        """Show a sentence on what the clerk is just doing; an empty one takes away what was said in passing before."""
        self._end_passing()
        if sentence:
            self.tell(sentence)
            self._passing = True

    def tell_shortfall(self, sentence: str) -> None:
        """Show that not all was taken that was given, until it is closed or the work goes on."""
        self.work_goes_on()
        self._shortfall = Standing(sentence, Tone.WARNING, closable=True)
        self.stand(self._shortfall)

    def enter(self) -> None:
        """Give the keys to the first offer, until one is taken or Esc gives them back."""
        self._came_from = QApplication.focusWidget()
        for button in self._buttons[:1]:
            button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _give_back(self) -> None:
        """To where they came from, if they are here at all."""
        came_from, self._came_from = self._came_from, None
        if holds_keys(self) and came_from is not None and isValid(came_from):
            came_from.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the offer that has the keys, Esc goes back to the work; while something is being done Esc is its 取消."""
        focused = QApplication.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focused, QAbstractButton):
            focused.click()
        elif event.key() == Qt.Key.Key_Escape and self._came_from is not None and self.progress is None:
            self._give_back()
        else:
            super().keyPressEvent(event)

    def clear(self) -> None:
        """Take the sentence away; the latest of those that stand comes back."""
        self._timer.stop()
        if self._standing:
            if self._shown is not self._standing[-1]:
                self._show_standing(self._standing[-1])
            return
        self._shown = None
        self._drop_buttons()
        self._passing = False
        self._label.clear()
        self.hide()

    def give_way(self) -> None:
        """The line below is wanted: a sentence that asks for no answer goes."""
        if not self._buttons:
            self._end_shortfall()
            self.clear()

    def work_goes_on(self) -> None:
        """Something else is done or looked at now: what was told as done, not taken, or in passing is no news any more."""
        self._end_shortfall()
        self._end_passing()

    def _end_shortfall(self) -> None:
        shortfall, self._shortfall = self._shortfall, None
        if shortfall is not None:
            self.fall(shortfall)

    def _end_passing(self) -> None:
        if self._passing:
            self.clear()

    def refresh_colors(self) -> None:
        """Draw anew after a change between light and dark."""
        self._colour()

    # -- what stands ---------------------------------------------------------------------------------------------

    def stand(self, message: Standing) -> None:
        """Show a message that stands until it is let fall, or bring it up to date."""
        if message not in self._standing:
            self._standing.append(message)
            self._timer.stop()
            self._show_standing(message)
        elif self._shown is message:
            self._bring_up_to_date(message)

    def stands(self, message: Standing) -> bool:
        """Whether it was not let fall, or closed by the clerk."""
        return message in self._standing

    def fall(self, message: Standing) -> None:
        """What it tells of is over."""
        if message in self._standing:
            self._standing.remove(message)
            if self._shown is message:
                self.clear()

    def _dismiss(self) -> None:
        if self._shown is not None:
            self.fall(self._shown)
        else:
            self.clear()

    def _show_standing(self, message: Standing) -> None:
        self._shown, self._passing = message, False
        self._show(message.sentence, message.tone, message.offers)
        self._close.setVisible(message.closable)
        self._bring_up_to_date(message)

    def _bring_up_to_date(self, message: Standing) -> None:
        self._label.setText(message.sentence)
        if message.share is not None and self._progress is not None:
            self._progress.setRange(0, _FINE if message.share else 0)  # 0 to 0: busy, nobody knows how far
            self._progress.setValue(round(message.share * _FINE))

    # -- drawing -------------------------------------------------------------------------------------------------

    def _show(self, sentence: str, tone: Tone, offers: Sequence[Offer]) -> None:
        self._drop_buttons()
        self._tone = tone
        self._label.setText(sentence)
        for words, action in offers:
            self._add_button(words, action)
        self._show_progress()
        self._colour()
        self.show()

    def _show_progress(self) -> None:
        wanted = self._shown is not None and self._shown.share is not None
        if wanted and self._progress is None:
            from PySide6.QtWidgets import QProgressBar  # the start page shows none

            self._progress = QProgressBar(self)
            self._progress.setTextVisible(False)
            self._progress.setAccessibleName("进度")
            self._progress.setFixedWidth(self.fontMetrics().horizontalAdvance("字") * _PROGRESS_LETTERS)
            self._row.insertWidget(self._row.indexOf(self._label) + 1, self._progress)
        if self._progress is not None:
            self._progress.setVisible(wanted)

    def _add_button(self, words: str, action: Callable[[], object]) -> None:
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        button.setToolTip("用键盘：按 F6 转到这里，按 Enter 选用")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # it goes with the click; the keys stay where they are

        def act() -> None:
            if self._closable and self._shown is None:
                self.clear()
            action()

        button.clicked.connect(act)
        self._row.insertWidget(self._row.indexOf(self._close), button)
        button.show()  # by itself a turn later, and the bar would grow before the clerk's eyes
        self._buttons.append(button)

    def _drop_buttons(self) -> None:
        self._give_back()
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons = []

    def _colour(self) -> None:
        strong = {
            Tone.INFO: self.palette().color(QPalette.ColorRole.Highlight),
            Tone.DONE: passed_color(),
            Tone.WARNING: level_color(Level.ADVISORY),
            Tone.LOCKED: level_color(Level.ADVISORY),
        }[self._tone]
        ground = QPalette()
        ground.setColor(
            QPalette.ColorRole.Window,
            blend(ground.color(QPalette.ColorRole.Base), strong, 0.28 if is_dark() else 0.14),
        )
        ground.setColor(QPalette.ColorRole.WindowText, ground.color(QPalette.ColorRole.Text))
        self.setPalette(ground)
        size = self.fontMetrics().height()
        self._picture.setPixmap(icon(self._tone.value, strong).pixmap(size, size))
        self._close.setIcon(icon("close"))
